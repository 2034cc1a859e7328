//! What a delivery says, and taking it over.

use commerce::model::{SourceId, StoreCoupon, StoreCustomer, StoreOrder, StoreProduct};
use commerce::money::Currency;
use commerce::shopify::webhook::Hint;
use commerce::woocommerce::map;
use commerce::woocommerce::webhook::{Event, Happening, Resource};
use database::events::NewEvent;
use database::{DbError, Tx};
use people::customers::{self, Identity};
use serde_json::{Value, json};

use super::delivery::Outcome;
use super::privacy::{self, Demand, Named};
use crate::coupons;
use crate::orders::{self, Came, Saved, Touched};
use crate::products;
use crate::stores::{self, Ailment, HealthCode, Store, StoreState};
use crate::syncing::{self, ErrandKind};

/// What a delivery says.
pub(super) enum News {
    /// An order, its JSON, and whether it came back from the bin.
    Order(Box<StoreOrder>, String, Came),
    /// An order went to the bin.
    OrderGone(String),
    /// An account.
    Customer(Box<StoreCustomer>),
    /// A product, and its JSON.
    Product(Box<StoreProduct>, String),
    /// A coupon, its JSON, and whether it came back from the bin.
    Coupon(Box<StoreCoupon>, Value, Came),
    /// A coupon went to the bin.
    CouponGone(String),
    /// Something changed: it has to be looked at itself.
    Changed(ErrandKind, String),
    /// Two accounts of the store have become one.
    Merged { kept: String, gone: String },
    /// A variant of this product changed: both have to be looked at.
    VariantChanged(String),
    /// A product went to the bin.
    ProductGone(String),
    /// A file that the store was asked to write is there.
    Written,
    /// The store took back what it had let us in with.
    Uninstalled,
    /// The store passes on what the law lets people demand.
    Privacy(Demand),
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
            (Resource::Coupon, Happening::Deleted) => Self::CouponGone(id),
            (Resource::Coupon, happening) => Self::coupon(body, happening, currency),
            (Resource::Other, _) => Self::Nothing("an unknown topic"),
        }
    }

    /// The store's id of the one thing it is about.
    pub(super) fn source_id(&self) -> Option<&str> {
        match self {
            Self::OrderGone(id)
            | Self::Changed(_, id)
            | Self::VariantChanged(id)
            | Self::ProductGone(id)
            | Self::CouponGone(id) => Some(id),
            Self::Merged { kept, .. } => Some(kept),
            Self::Coupon(coupon, ..) => Some(coupon.source_id.as_str()),
            Self::Order(order, ..) => Some(order.source_id.as_str()),
            Self::Customer(account) => Some(account.source_id.as_str()),
            Self::Product(product, _) => Some(product.source_id.as_str()),
            Self::Written | Self::Uninstalled | Self::Privacy(_) | Self::Nothing(_) | Self::Nonsense(_) => {
                None
            }
        }
    }

    /// What a message of Shopify means. The thing itself is asked for.
    pub(super) fn hinted(hint: &Hint) -> Self {
        let changed = |kind, id: &SourceId| Self::Changed(kind, id.to_string());
        match hint {
            Hint::Order(id) => changed(ErrandKind::Order, id),
            Hint::OrderDeleted(id) => Self::OrderGone(id.to_string()),
            Hint::Customer(id) => changed(ErrandKind::Customer, id),
            Hint::CustomersMerged { kept, gone } => {
                Self::Merged { kept: kept.to_string(), gone: gone.to_string() }
            }
            Hint::CustomerDeleted(_) => Self::Nothing("people stay when their account goes"),
            Hint::Product(id) => changed(ErrandKind::Product, id),
            Hint::ProductDeleted(id) => Self::ProductGone(id.to_string()),
            Hint::Coupon(id) => changed(ErrandKind::Coupon, id),
            Hint::CouponDeleted(id) => Self::CouponGone(id.to_string()),
            Hint::Uninstalled => Self::Uninstalled,
            Hint::BulkFinished => Self::Written,
            Hint::DataRequested { customer, orders } => {
                Self::Privacy(Demand::Tell { customer: customer.clone(), orders: orders.clone() })
            }
            Hint::RedactCustomer { customer, email, phone, orders } => {
                Self::Privacy(Demand::ForgetPerson(Named {
                    customer: customer.clone(),
                    email: email.clone(),
                    phone: phone.clone(),
                    orders: orders.clone(),
                }))
            }
            Hint::RedactShop => Self::Privacy(Demand::ForgetAll),
            Hint::Other => Self::Nothing("an unknown topic"),
            Hint::Nonsense(why) => Self::Nonsense((*why).to_owned()),
        }
    }

    fn coupon(body: &Value, happening: Happening, currency: Option<Currency>) -> Self {
        let Some(currency) = currency else { return Self::Nothing("the store's currency is not known yet") };
        let came = if happening == Happening::Restored { Came::Restored } else { Came::Delivered };
        match map::coupon(body, currency) {
            Ok(coupon) => Self::Coupon(Box::new(coupon), body.clone(), came),
            Err(error) => Self::Nonsense(error.to_string()),
        }
    }

    fn product(body: &Value, currency: Option<Currency>) -> Self {
        if body.get("type").and_then(Value::as_str) == Some("variation") {
            let parent = body.get("parent_id").and_then(Value::as_u64).filter(|id| *id > 0);
            return parent
                .map_or(Self::Nothing("a variation of nothing"), |id| Self::VariantChanged(id.to_string()));
        }
        let Some(currency) = currency else { return Self::Nothing("the store's currency is not known yet") };
        match map::product(body, currency) {
            Ok(product) => Self::Product(Box::new(product), orders::original_of(body)),
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
        News::Product(product, json) => {
            let currency = known.currency.as_deref().unwrap_or_default();
            let saved = products::save(tx, workspace, id, currency, product, json)?;
            syncing::want_variants(tx, workspace, id, product, saved)?;
            match saved {
                products::Saved::Created(_) | products::Saved::Updated(_) => Outcome::Applied,
                products::Saved::Unchanged(_) => Outcome::Unchanged,
                products::Saved::Older(_) => Outcome::Older,
            }
        }
        News::Coupon(coupon, json, came) => coupon_changed(tx, known, coupon, json, *came)?,
        News::CouponGone(source_id) => {
            coupons::withdraw(tx, workspace, id, source_id)?;
            syncing::want(tx, workspace, id, ErrandKind::Coupon, source_id)?;
            Outcome::Applied
        }
        News::Changed(kind, source_id) => {
            syncing::want(tx, workspace, id, *kind, source_id)?;
            Outcome::InDoubt
        }
        News::Merged { kept, gone } => {
            merged(tx, known, kept, gone)?;
            syncing::want(tx, workspace, id, ErrandKind::Customer, kept)?;
            Outcome::Applied
        }
        News::VariantChanged(source_id) => {
            syncing::want(tx, workspace, id, ErrandKind::Product, source_id)?;
            syncing::want(tx, workspace, id, ErrandKind::Variants, source_id)?;
            Outcome::InDoubt
        }
        News::Written => Outcome::Applied,
        News::Uninstalled => {
            shut_out(tx, known)?;
            return Ok((Outcome::Applied, None));
        }
        News::Privacy(demand) => {
            privacy::meet(tx, known, demand)?;
            return Ok((Outcome::Applied, None));
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

/// The people of two accounts that have become one are one person, unless they are already.
fn merged(tx: &mut Tx<'_>, known: &Store, kept: &str, gone: &str) -> Result<(), DbError> {
    let workspace = known.workspace_id;
    let mut person = |account: &str| {
        let account = Identity::store(known.id, account);
        customers::owner(tx.db, workspace, account.kind, &account.value)
    };
    let (kept, gone) = (person(kept)?, person(gone)?);
    match kept.zip(gone).filter(|(kept, gone)| kept != gone) {
        Some((kept, gone)) => {
            customers::merge(tx, workspace, gone, kept, "system").map(drop).map_err(DbError::from)
        }
        None => Ok(()),
    }
}

/// The app was removed from the store: its token opens nothing any more, and nobody needs to find that out by trying.
fn shut_out(tx: &mut Tx<'_>, known: &Store) -> Result<(), DbError> {
    let (workspace, id) = (known.workspace_id, known.id);
    let ailment = Ailment::new(HealthCode::KeysRefused, "the app was removed from the store");
    stores::forget_grant(tx, workspace, id)?;
    stores::set_state(tx, workspace, id, StoreState::Failed)?;
    if stores::set_health(tx, workspace, id, Some(&ailment))? {
        let payload = json!({ "store_id": id, "code": ailment.code, "state": ailment.code.state() });
        tx.append(NewEvent::new(workspace, "store.failed", id.0, "system").with(payload))?;
    }
    syncing::interrupt(tx, workspace, id)
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

fn coupon_changed(
    tx: &mut Tx<'_>,
    known: &Store,
    coupon: &StoreCoupon,
    json: &Value,
    came: Came,
) -> Result<Outcome, DbError> {
    let (workspace, id) = (known.workspace_id, known.id);
    let currency = known.currency.as_deref().unwrap_or_default();
    Ok(match coupons::save(tx, workspace, id, (currency, came), coupon, json)? {
        coupons::Saved::Created(_) | coupons::Saved::Updated(_) => Outcome::Applied,
        coupons::Saved::Unchanged(_) => Outcome::Unchanged,
        coupons::Saved::Older(_) => Outcome::Older,
        coupons::Saved::InDoubt(_) => {
            syncing::want(tx, workspace, id, ErrandKind::Coupon, coupon.source_id.as_str())?;
            Outcome::InDoubt
        }
    })
}
