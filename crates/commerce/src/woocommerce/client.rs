//! Asking a store.

use http::{HeaderMap, Method};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::connection::{Call, Connection};
use super::error;
use super::keys::WebhookSecret;
use super::map;
use super::oauth1::Stamp;
use super::pages::Pages;
use super::registration::{StoreWebhook, WatchedTopic, webhook};
use crate::error::StoreError;
use crate::http::Http;
use crate::model::{
    OrderState, ProductStanding, Shipment, SourceId, StoreCoupon, StoreCustomer, StoreNote, StoreOrder,
    StoreProduct, StoreRefund, StoreReview, StoreVariation,
};
use crate::money::Currency;

/// A changed-since question also covers these five minutes before: clocks differ, and stores write out of order.
pub const OVERLAP: SignedDuration = SignedDuration::from_mins(5);

/// A written-since question covers a day before: before WordPress 5.3 a store takes any time for one of its own zone.
pub const ZONES: SignedDuration = SignedDuration::from_hours(24);

/// A connection and what sends its requests. Every call is one request, except where pages are read.
pub struct Client<H> {
    connection: Connection,
    http: H,
    stamp: Box<dyn Fn() -> Stamp + Send + Sync>,
}

impl<H: Http> Client<H> {
    /// A client. `stamp` gives the time and a random nonce for each signed request.
    pub fn new(connection: Connection, http: H, stamp: impl Fn() -> Stamp + Send + Sync + 'static) -> Self {
        Self { connection, http, stamp: Box::new(stamp) }
    }

    /// What it speaks with.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// All orders, or those changed since a moment (less [`OVERLAP`]). What is in the bin is left out.
    pub fn orders(&self, since: Option<Timestamp>) -> Pages<'_, H, StoreOrder> {
        Pages::new(self, changed_since(Call::get(&["orders"]), since), |value| map::order(&value))
    }

    /// The same, each with the JSON that it was read from, to be kept.
    pub fn orders_with_source(&self, since: Option<Timestamp>) -> Pages<'_, H, (StoreOrder, Value)> {
        Pages::new(self, changed_since(Call::get(&["orders"]), since), |value| {
            Ok((map::order(&value)?, value))
        })
    }

    /// Id, state and date of all orders that are not in the bin: what is not among them is gone.
    pub fn order_states(&self) -> Pages<'_, H, OrderState> {
        let call = Call::get(&["orders"]).with("_fields", "id,status,date_modified_gmt");
        Pages::new(self, call, |value| map::order_state(&value))
    }

    /// All accounts, whatever their role. The store cannot tell which changed.
    pub fn customers(&self) -> Pages<'_, H, StoreCustomer> {
        Pages::new(self, Call::get(&["customers"]).with("role", "all"), |value| map::customer(&value))
    }

    /// All products, or those changed since a moment (less [`OVERLAP`]), drafts and private ones too.
    pub fn products(&self, currency: Currency, since: Option<Timestamp>) -> Pages<'_, H, StoreProduct> {
        let call = changed_since(Call::get(&["products"]), since);
        Pages::new(self, call, move |value| map::product(&value, currency))
    }

    /// All coupons, or those changed since a moment (less [`OVERLAP`]), each with the JSON that it was read from. Drafts and
    /// what is in the bin are left out, and a change of nothing but the amount moves no date.
    pub fn coupons(
        &self,
        currency: Currency,
        since: Option<Timestamp>,
    ) -> Pages<'_, H, (StoreCoupon, Value)> {
        let call = changed_since(Call::get(&["coupons"]), since);
        Pages::new(self, call, move |value| Ok((map::coupon(&value, currency)?, value)))
    }

    /// All reviews, or those written since a moment (less [`ZONES`]), each with the JSON that it was read from: what is shown
    /// and what waits, not spam and what is in the bin. The store keeps no date of their changes.
    pub fn reviews(&self, since: Option<Timestamp>) -> Pages<'_, H, (StoreReview, Value)> {
        let call = Call::get(&["products", "reviews"]).with("status", "all");
        let call = match since {
            Some(since) => {
                let from = since.checked_sub(ZONES).unwrap_or(Timestamp::MIN);
                call.with("after", from.strftime("%Y-%m-%dT%H:%M:%SZ"))
            }
            None => call,
        };
        Pages::new(self, call, |value| Ok((map::review(&value)?, value)))
    }

    /// The same, each with the JSON that it was read from, to be kept.
    pub fn products_with_source(
        &self,
        currency: Currency,
        since: Option<Timestamp>,
    ) -> Pages<'_, H, (StoreProduct, Value)> {
        let call = changed_since(Call::get(&["products"]), since);
        Pages::new(self, call, move |value| Ok((map::product(&value, currency)?, value)))
    }

    /// Id and date of all products that are not in the bin: what is not among them is gone.
    pub fn product_standings(&self) -> Pages<'_, H, ProductStanding> {
        let call = Call::get(&["products"]).with("_fields", "id,date_modified_gmt");
        Pages::new(self, call, |value| map::product_standing(&value))
    }

    /// The variations of a product.
    pub fn variations(&self, product: &SourceId, currency: Currency) -> Pages<'_, H, StoreVariation> {
        let product_id = product.clone();
        Pages::new(self, Call::get(&["products", product.as_str(), "variations"]), move |value| {
            let variation = map::variation(&value, currency)?;
            let product_id = variation.product_id.or_else(|| Some(product_id.clone()));
            Ok(StoreVariation { product_id, ..variation })
        })
    }

    /// The refunds of an order, with dates and lines. Amounts are in the order's currency.
    pub fn refunds(&self, order: &SourceId, currency: Currency) -> Pages<'_, H, StoreRefund> {
        let order_id = order.clone();
        Pages::new(self, Call::get(&["orders", order.as_str(), "refunds"]), move |value| {
            Ok(StoreRefund { order_id: Some(order_id.clone()), ..map::refund(&value, currency)? })
        })
    }

    /// The store's webhooks, those of others among them.
    pub fn webhooks(&self) -> Pages<'_, H, StoreWebhook> {
        Pages::new(self, Call::get(&["webhooks"]), |value| webhook(&value))
    }

    /// One order.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it was deleted for good; one in the bin is still found.
    pub async fn order(&self, id: &SourceId) -> Result<StoreOrder, StoreError> {
        Ok(map::order(&self.ask(&Call::get(&["orders", id.as_str()])).await?.0)?)
    }

    /// One order, with the JSON that it was read from.
    ///
    /// # Errors
    /// As for [`Client::order`].
    pub async fn order_with_source(&self, id: &SourceId) -> Result<(StoreOrder, Value), StoreError> {
        let (body, _) = self.ask(&Call::get(&["orders", id.as_str()])).await?;
        Ok((map::order(&body)?, body))
    }

    /// The notes of an order: the store's own, the team's and those mailed to the customer.
    ///
    /// # Errors
    /// As every question to the store. Notes that cannot be read are left out.
    pub async fn notes(&self, order: &SourceId) -> Result<Vec<StoreNote>, StoreError> {
        let (body, _) = self.ask(&Call::get(&["orders", order.as_str(), "notes"])).await?;
        Ok(body
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .filter_map(|n| map::note(n).ok())
            .collect())
    }

    /// The parcels of an order that the store keeps as fulfillments of its own. Those that cannot be read are left out.
    ///
    /// # Errors
    /// [`StoreError::NoApi`] when the store has no fulfillments: it is older than WooCommerce 10.1, or they are switched off.
    pub async fn fulfillments(&self, order: &SourceId) -> Result<Vec<Shipment>, StoreError> {
        let (body, _) = self.ask(&Call::get(&["orders", order.as_str(), "fulfillments"])).await?;
        let all = body.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(all.iter().filter_map(|one| map::fulfillment(one).ok().flatten()).collect())
    }

    /// One account.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn customer(&self, id: &SourceId) -> Result<StoreCustomer, StoreError> {
        Ok(map::customer(&self.ask(&Call::get(&["customers", id.as_str()])).await?.0)?)
    }

    /// One product.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub async fn product(&self, id: &SourceId, currency: Currency) -> Result<StoreProduct, StoreError> {
        Ok(self.product_with_source(id, currency).await?.0)
    }

    /// One product, with the JSON that it was read from.
    ///
    /// # Errors
    /// As for [`Client::product`].
    pub async fn product_with_source(
        &self,
        id: &SourceId,
        currency: Currency,
    ) -> Result<(StoreProduct, Value), StoreError> {
        let (body, _) = self.ask(&Call::get(&["products", id.as_str()])).await?;
        Ok((map::product(&body, currency)?, body))
    }

    /// One coupon, with the JSON that it was read from; one in the bin and a draft are found, too.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it was deleted for good.
    pub async fn coupon(
        &self,
        id: &SourceId,
        currency: Currency,
    ) -> Result<(StoreCoupon, Value), StoreError> {
        let (body, _) = self.ask(&Call::get(&["coupons", id.as_str()])).await?;
        Ok((map::coupon(&body, currency)?, body))
    }

    /// One review, with the JSON that it was read from; spam and one in the bin are found, too.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it was deleted for good.
    pub async fn review(&self, id: &SourceId) -> Result<(StoreReview, Value), StoreError> {
        let (body, _) = self.ask(&Call::get(&["products", "reviews", id.as_str()])).await?;
        Ok((map::review(&body)?, body))
    }

    /// Makes the store tell us about a topic. The store answers by pinging the address first, within this call or soon
    /// after.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the store cannot use the address.
    pub async fn create_webhook(
        &self,
        topic: WatchedTopic,
        delivery_url: &url::Url,
        secret: &WebhookSecret,
    ) -> Result<StoreWebhook, StoreError> {
        let call = Call::new(Method::POST, &["webhooks"]).json(json!({
            "name": format!("Tillside: {}", topic.as_str()),
            "topic": topic.as_str(),
            "delivery_url": delivery_url.as_str(),
            "secret": secret.as_str(),
            "status": "active",
        }));
        Ok(webhook(&self.ask(&call).await?.0)?)
    }

    /// Switches a webhook on again. The store switches one off, silently, after five failures in a row.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when someone deleted it.
    pub async fn reactivate_webhook(&self, id: &SourceId) -> Result<StoreWebhook, StoreError> {
        let call = Call::new(Method::PUT, &["webhooks", id.as_str()]).json(json!({ "status": "active" }));
        Ok(webhook(&self.ask(&call).await?.0)?)
    }

    /// Removes a webhook for good.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone already.
    pub async fn delete_webhook(&self, id: &SourceId) -> Result<(), StoreError> {
        self.ask(&Call::new(Method::DELETE, &["webhooks", id.as_str()]).with("force", true)).await?;
        Ok(())
    }

    /// One question, one answer.
    pub(super) async fn ask(&self, call: &Call) -> Result<(Value, HeaderMap), StoreError> {
        let response = self.http.send(self.connection.request(call, &(self.stamp)())).await?;
        Ok((error::read(&response)?, response.headers))
    }
}

fn changed_since(call: Call, since: Option<Timestamp>) -> Call {
    let Some(since) = since else { return call };
    let from = since.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN);
    let written = from.strftime("%Y-%m-%dT%H:%M:%S");
    call.with("modified_after", written).with("dates_are_gmt", true)
}
