//! Speaking with a store, whichever kind it is: its keys, the way to use them, and the client that follows from both.

use std::sync::Arc;
use std::time::Duration;

use commerce::model::{
    OrderState, ProductStanding, Shipment, SourceId, StoreCoupon, StoreCustomer, StoreNote, StoreOrder,
    StoreProduct, StoreRefund, StoreReview, StoreVariation,
};
use commerce::money::Currency;
use commerce::woocommerce::StoreUrl;
use commerce::{Page, StoreError, shopify, woocommerce};
use database::Clock;
use jiff::Timestamp;
use people::App;
use serde_json::Value;

use super::asking::{GuardedHttp, stamp};

/// What opens a store.
#[derive(Debug, Clone)]
pub(crate) enum StoreKeys {
    WooCommerce(woocommerce::Keys),
    Shopify(shopify::Keys),
}

impl StoreKeys {
    /// The end of a key, as the audit log shows it.
    pub fn hint(&self) -> &str {
        match self {
            Self::WooCommerce(keys) => keys.hint(),
            Self::Shopify(keys) => keys.hint(),
        }
    }
}

/// Keys, and the way to use them.
#[derive(Debug, Clone)]
pub(crate) enum Connection {
    WooCommerce(woocommerce::Connection),
    Shopify(shopify::Connection),
}

impl Connection {
    pub fn keys(&self) -> StoreKeys {
        match self {
            Self::WooCommerce(connection) => StoreKeys::WooCommerce(connection.keys.clone()),
            Self::Shopify(connection) => StoreKeys::Shopify(connection.keys.clone()),
        }
    }

    /// Rights that the access lacks, by the store's names: without them not every action on an order is possible.
    pub fn missing_for_actions(&self) -> Vec<&'static str> {
        match self {
            Self::WooCommerce(connection) => connection.missing_for_actions(),
            Self::Shopify(connection) => connection.scopes.missing_for_actions(),
        }
    }
}

/// What trying keys found out.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub connection: Connection,
    /// Of its prices.
    pub currency: Currency,
    /// IANA.
    pub time_zone: Option<String>,
    /// Of its software, or of the API that is spoken.
    pub version: Option<String>,
    /// Whether it can be made to tell of changes.
    pub may_write: bool,
}

/// Tries keys with a store.
///
/// # Errors
/// What is wrong with address or keys.
pub(crate) async fn find_out(
    http: &GuardedHttp,
    clock: Arc<dyn Clock>,
    url: &StoreUrl,
    keys: &StoreKeys,
) -> Result<Found, StoreError> {
    match keys {
        StoreKeys::WooCommerce(keys) => {
            let probed = woocommerce::probe(http, url, keys, stamp(clock)).await?;
            Ok(Found {
                connection: Connection::WooCommerce(probed.connection),
                currency: probed.facts.currency,
                time_zone: probed.facts.time_zone,
                version: probed.facts.woocommerce,
                may_write: probed.may_write,
            })
        }
        StoreKeys::Shopify(keys) => {
            let shop = url.to_string().parse().map_err(|_| StoreError::NoShop)?;
            let probed = shopify::probe(http, &shop, keys).await?;
            Ok(Found {
                connection: Connection::Shopify(probed.connection),
                currency: probed.facts.currency,
                time_zone: probed.facts.time_zone,
                version: Some(shopify::API_VERSION.to_owned()),
                may_write: true,
            })
        }
    }
}

/// What asks a store.
pub(crate) enum StoreClient {
    WooCommerce(woocommerce::Client<GuardedHttp>),
    Shopify(shopify::Client<GuardedHttp>),
}

/// A list of a store in the course of being read.
pub(crate) enum Pages<'c, T> {
    WooCommerce(woocommerce::Pages<'c, GuardedHttp, T>),
    Shopify(shopify::Pages<'c, GuardedHttp, T>),
    /// The store has no such list.
    Nothing,
}

impl<T> Pages<'_, T> {
    pub async fn next_page(&mut self) -> Result<Option<Page<T>>, StoreError> {
        match self {
            Self::WooCommerce(pages) => pages.next_page().await,
            Self::Shopify(pages) => pages.next_page().await,
            Self::Nothing => Ok(None),
        }
    }

    /// Whether pages have numbers, so that the rest moves up when something disappears.
    pub const fn moves_up(&self) -> bool {
        match self {
            Self::WooCommerce(_) => true,
            Self::Shopify(_) | Self::Nothing => false,
        }
    }
}

/// Where a reading goes on: a page, and in stores without numbered pages the place behind the last one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Start {
    pub page: u32,
    pub cursor: Option<String>,
}

impl StoreClient {
    pub fn new(app: &App, connection: Connection, http: GuardedHttp) -> Self {
        match connection {
            Connection::WooCommerce(connection) => {
                let stamp = stamp(app.database.clock());
                Self::WooCommerce(woocommerce::Client::new(connection, http, stamp))
            }
            Connection::Shopify(connection) => {
                let sleep = Box::new(|time: Duration| Box::pin(tokio::time::sleep(time)) as _);
                Self::Shopify(shopify::Client::new(connection, http, sleep))
            }
        }
    }

    /// Asks for whole lists in files, where the store writes them.
    pub const fn exports(&self) -> Option<&shopify::Client<GuardedHttp>> {
        match self {
            Self::WooCommerce(_) => None,
            Self::Shopify(client) => Some(client),
        }
    }

    /// Whether an order comes with its refunds and all that was written on it, so that nothing has to be asked for apart.
    pub const fn tells_whole(&self) -> bool {
        match self {
            Self::WooCommerce(_) => false,
            Self::Shopify(_) => true,
        }
    }

    /// The moment before which the store shows us no orders; `None` when it shows all.
    pub fn shows_orders_since(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::WooCommerce(_) => None,
            Self::Shopify(client) => client.connection().shows_orders_since(now),
        }
    }

    pub fn products(
        &self,
        currency: Currency,
        since: Option<Timestamp>,
        start: &Start,
    ) -> Pages<'_, (StoreProduct, Value)> {
        match self {
            Self::WooCommerce(client) => {
                Pages::WooCommerce(client.products_with_source(currency, since).starting_at(start.page))
            }
            Self::Shopify(client) => {
                Pages::Shopify(client.products(since).starting_at(start.page, start.cursor.clone()))
            }
        }
    }

    pub fn customers(&self, start: &Start) -> Pages<'_, StoreCustomer> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.customers().starting_at(start.page)),
            Self::Shopify(client) => {
                Pages::Shopify(client.customers().starting_at(start.page, start.cursor.clone()))
            }
        }
    }

    /// All accounts behind a page that was read over, of stores that can't be asked which of them changed. Shopify's tell so by
    /// themselves, and may have very many.
    pub fn accounts_behind(&self, page: u32) -> Pages<'_, StoreCustomer> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.customers().starting_at(page)),
            Self::Shopify(_) => Pages::Nothing,
        }
    }

    pub fn orders(&self, since: Option<Timestamp>, start: &Start) -> Pages<'_, (StoreOrder, Value)> {
        match self {
            Self::WooCommerce(client) => {
                Pages::WooCommerce(client.orders_with_source(since).starting_at(start.page))
            }
            Self::Shopify(client) => {
                Pages::Shopify(client.orders(since).starting_at(start.page, start.cursor.clone()))
            }
        }
    }

    /// Whether the access that the store gave shows its coupons.
    pub fn shows_coupons(&self) -> bool {
        match self {
            Self::WooCommerce(_) => true,
            Self::Shopify(client) => client.connection().scopes.allow(shopify::Scopes::FOR_COUPONS),
        }
    }

    /// Whether stores of its kind keep reviews. Those of Shopify's stores are in apps, each with its own API.
    pub const fn has_reviews(&self) -> bool {
        match self {
            Self::WooCommerce(_) => true,
            Self::Shopify(_) => false,
        }
    }

    pub fn coupons(
        &self,
        currency: Currency,
        since: Option<Timestamp>,
        start: &Start,
    ) -> Pages<'_, (StoreCoupon, Value)> {
        match self {
            Self::WooCommerce(client) => {
                Pages::WooCommerce(client.coupons(currency, since).starting_at(start.page))
            }
            Self::Shopify(client) => {
                Pages::Shopify(client.coupons(since).starting_at(start.page, start.cursor.clone()))
            }
        }
    }

    pub fn reviews(&self, since: Option<Timestamp>, start: &Start) -> Pages<'_, (StoreReview, Value)> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.reviews(since).starting_at(start.page)),
            Self::Shopify(_) => Pages::Nothing,
        }
    }

    /// All coupons, behind a page and an id that were read over.
    pub fn coupons_behind(
        &self,
        currency: Currency,
        page: u32,
        last_id: u64,
    ) -> Pages<'_, (StoreCoupon, Value)> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.coupons(currency, None).starting_at(page)),
            Self::Shopify(client) => Pages::Shopify(client.coupons_above(last_id).starting_at(page, None)),
        }
    }

    /// Id, state and date of the store's orders, behind a page and an id that were compared.
    pub fn order_states(&self, page: u32, last_id: u64) -> Pages<'_, OrderState> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.order_states().starting_at(page)),
            Self::Shopify(client) => Pages::Shopify(client.order_states(last_id).starting_at(page, None)),
        }
    }

    /// Id and date of the store's products, behind a page and an id that were compared.
    pub fn product_standings(&self, page: u32, last_id: u64) -> Pages<'_, ProductStanding> {
        match self {
            Self::WooCommerce(client) => Pages::WooCommerce(client.product_standings().starting_at(page)),
            Self::Shopify(client) => {
                Pages::Shopify(client.product_standings(last_id).starting_at(page, None))
            }
        }
    }

    pub async fn order(&self, id: &SourceId) -> Result<(StoreOrder, Value), StoreError> {
        match self {
            Self::WooCommerce(client) => client.order_with_source(id).await,
            Self::Shopify(client) => client.order(id).await,
        }
    }

    pub async fn customer(&self, id: &SourceId) -> Result<StoreCustomer, StoreError> {
        match self {
            Self::WooCommerce(client) => client.customer(id).await,
            Self::Shopify(client) => client.customer(id).await,
        }
    }

    pub async fn product(
        &self,
        id: &SourceId,
        currency: Currency,
    ) -> Result<(StoreProduct, Value), StoreError> {
        match self {
            Self::WooCommerce(client) => client.product_with_source(id, currency).await,
            Self::Shopify(client) => client.product(id).await,
        }
    }

    /// The variants of a product. What can't be read of them is left out.
    pub async fn variants(
        &self,
        id: &SourceId,
        currency: Currency,
    ) -> Result<Vec<StoreVariation>, StoreError> {
        match self {
            Self::WooCommerce(client) => Ok(client.variations(id, currency).all().await?.0),
            Self::Shopify(client) => Ok(client.product(id).await?.0.variations.unwrap_or_default()),
        }
    }

    pub async fn coupon(
        &self,
        id: &SourceId,
        currency: Currency,
    ) -> Result<(StoreCoupon, Value), StoreError> {
        match self {
            Self::WooCommerce(client) => client.coupon(id, currency).await,
            Self::Shopify(client) => client.coupon(id).await,
        }
    }

    pub async fn review(&self, id: &SourceId) -> Result<(StoreReview, Value), StoreError> {
        match self {
            Self::WooCommerce(client) => client.review(id).await,
            Self::Shopify(_) => Err(StoreError::NotFound),
        }
    }

    /// The refunds of an order whose amounts are in this currency.
    pub async fn refunds(&self, id: &SourceId, currency: Currency) -> Result<Vec<StoreRefund>, StoreError> {
        match self {
            Self::WooCommerce(client) => Ok(client.refunds(id, currency).all().await?.0),
            Self::Shopify(client) => Ok(client.order(id).await?.0.refunds),
        }
    }

    /// The parcels of an order that the store keeps apart from it.
    pub async fn fulfillments(&self, id: &SourceId) -> Result<Vec<Shipment>, StoreError> {
        match self {
            Self::WooCommerce(client) => client.fulfillments(id).await,
            Self::Shopify(_) => Ok(Vec::new()),
        }
    }

    /// What was written on an order; of Shopify its timeline, as its one note comes with the order itself.
    pub async fn notes(&self, id: &SourceId) -> Result<Vec<StoreNote>, StoreError> {
        match self {
            Self::WooCommerce(client) => client.notes(id).await,
            Self::Shopify(client) => client.notes(id).await,
        }
    }
}
