//! What a delivery says, and taking it over.

use commerce::model::{StoreCustomer, StoreOrder, StoreProduct};
use commerce::money::Currency;
use commerce::woocommerce::map;
use commerce::woocommerce::webhook::{Event, Happening, Resource};
use database::{DbError, Tx};
use serde_json::Value;

use super::delivery::Outcome;
use crate::orders::{self, Came, Saved, Touched};
use crate::products;
use crate::stores::Store;
use crate::syncing::{self, ErrandKind};

/// What a delivery says.
pub(super) enum News {
    /// An order, its JSON, and whether it came back from the bin.
    Order(Box<StoreOrder>, String, Came),
    /// An order went to the bin.
    OrderGone(String),
    /// An account.
    Customer(Box<StoreCustomer>),
    /// A product.
    Product(Box<StoreProduct>),
    /// A form of a product changed: the product itself has to be looked at.
    Variation(String),
    /// A product went to the bin.
    ProductGone(String),
    /// Nothing that is kept here.
    Nothing(&'static str),
    /// It makes no sense.
    Nonsense(String),
}

impl News {
    /// Reads a delivery. `currency` is that of the store's prices.
    pub(super) fn read(event: &Event, body: &Value, currency: Option<Currency>) -> Self {
        let id = event.resource_id.to_string();
        match (event.resource, event.happening) {
            (Resource::Order, Happening::Deleted) => Self::OrderGone(id),
            (Resource::Order, happening) => match map::order(body) {
                Ok(order) => {
                    let came =
                        if happening == Happening::Restored { Came::Restored } else { Came::Delivered };
                    Self::Order(Box::new(order), orders::original_of(body), came)
                }
                Err(error) => Self::Nonsense(error.to_string()),
            },
            (Resource::Customer, Happening::Deleted) => Self::Nothing("people stay when their account goes"),
            (Resource::Customer, _) => match map::customer(body) {
                Ok(customer) => Self::Customer(Box::new(customer)),
                Err(error) => Self::Nonsense(error.to_string()),
            },
            (Resource::Product, Happening::Deleted) => Self::ProductGone(id),
            (Resource::Product, _) => Self::product(body, currency),
            (Resource::Coupon, _) => Self::Nothing("coupons are not kept"),
            (Resource::Other, _) => Self::Nothing("an unknown topic"),
        }
    }

    fn product(body: &Value, currency: Option<Currency>) -> Self {
        if body.get("type").and_then(Value::as_str) == Some("variation") {
            let parent = body.get("parent_id").and_then(Value::as_u64).filter(|id| *id > 0);
            return parent
                .map_or(Self::Nothing("a variation of nothing"), |id| Self::Variation(id.to_string()));
        }
        let Some(currency) = currency else { return Self::Nothing("the store's currency is not known yet") };
        match map::product(body, currency) {
            Ok(product) => Self::Product(Box::new(product)),
            Err(error) => Self::Nonsense(error.to_string()),
        }
    }
}

/// Takes over what a delivery says.
///
/// # Errors
/// Only those of the database.
pub(super) fn apply(
    tx: &mut Tx<'_>,
    known: &Store,
    news: &News,
) -> Result<(Outcome, Option<String>), DbError> {
    let (workspace, id) = (known.workspace_id, known.id);
    let outcome = match news {
        News::Order(order, json, came) => order_changed(tx, known, order, json, *came)?,
        News::OrderGone(source_id) => {
            let mut touched = Touched::default();
            orders::throw_away(tx, workspace, id, source_id, None, &mut touched)?;
            touched.settle(tx, workspace)?;
            // Deliveries carry no order of events: whether it is still in the bin only the store knows.
            syncing::want(tx, workspace, id, ErrandKind::Order, source_id)?;
            Outcome::Applied
        }
        News::Customer(customer) => {
            orders::account(tx, workspace, id, customer)?;
            Outcome::Applied
        }
        News::Product(product) => {
            let currency = known.currency.as_deref().unwrap_or_default();
            match products::save(tx, workspace, id, currency, product)? {
                products::Saved::Created(_) | products::Saved::Updated(_) => Outcome::Applied,
                products::Saved::Unchanged(_) => Outcome::Unchanged,
                products::Saved::Older(_) => Outcome::Older,
            }
        }
        News::Variation(parent) => {
            syncing::want(tx, workspace, id, ErrandKind::Product, parent)?;
            Outcome::InDoubt
        }
        News::ProductGone(source_id) => {
            products::withdraw(tx, workspace, id, source_id, None)?;
            syncing::want(tx, workspace, id, ErrandKind::Product, source_id)?;
            Outcome::Applied
        }
        News::Nothing(why) => return Ok((Outcome::Ignored, Some((*why).to_owned()))),
        News::Nonsense(why) => return Ok((Outcome::Unreadable, Some(why.clone()))),
    };
    syncing::nudge(tx, workspace, id)?;
    Ok((outcome, None))
}

fn order_changed(
    tx: &mut Tx<'_>,
    known: &Store,
    order: &StoreOrder,
    json: &str,
    came: Came,
) -> Result<Outcome, DbError> {
    let (workspace, id) = (known.workspace_id, known.id);
    let mut touched = Touched::default();
    let saved = orders::save(tx, workspace, id, came, order, json, &mut touched)?;
    touched.settle(tx, workspace)?;
    syncing::want_details(tx, workspace, id, order, saved)?;
    Ok(match saved {
        Saved::Created(_) | Saved::Updated(_) => Outcome::Applied,
        Saved::Unchanged(_) => Outcome::Unchanged,
        Saved::Older(_) => Outcome::Older,
        Saved::InDoubt(_) => Outcome::InDoubt,
    })
}
