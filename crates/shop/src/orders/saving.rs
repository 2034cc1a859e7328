//! Taking over what a store says of an order: the one way in, whether it came by a page of the first sync, by a
//! delivery, or by asking for this one order.

use std::collections::BTreeSet;

use commerce::model::StoreOrder;
use database::events::NewEvent;
use database::{DbError, Time, Tx, WorkspaceId};
use people::customers::{self, CustomerId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::order::{Detail, Line, Options, Order, OrderId, Status};
use super::{recognising, store};
use crate::lateness::{self, Delivery, Telling};
use crate::shipments;
use crate::stores::StoreId;
use crate::turn_taking::alone_with;
use crate::words::{self, WordKind, Words};

/// How an order came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// We read the history of the store: it is no news to anybody.
    InHistory,
    /// We asked the store: this is how it is.
    Fetched,
    /// The store sent it: this is how it was when it was sent.
    Delivered,
    /// The store sent it and says that it came back from the bin.
    Restored,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(OrderId),
    /// It had changed.
    Updated(OrderId),
    /// It was known in just this state.
    Unchanged(OrderId),
    /// A newer state was known.
    Older(OrderId),
    /// It is in the bin here and this is an old delivery, or it changed twice in one second (then this state was taken
    /// over for now): only the store knows which state holds.
    InDoubt(OrderId),
}

impl Saved {
    /// The order.
    pub const fn id(self) -> OrderId {
        match self {
            Self::Created(id)
            | Self::Updated(id)
            | Self::Unchanged(id)
            | Self::Older(id)
            | Self::InDoubt(id) => id,
        }
    }
}

/// The payload of `order.created`, `order.updated` and `order.deleted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// The order.
    pub order_id: OrderId,
    /// Its store.
    pub store_id: StoreId,
    /// Whose it is.
    pub customer_id: Option<CustomerId>,
    /// What the customer calls it.
    pub number: String,
    /// Where it stands now.
    pub status: Status,
    /// Where it stood before; absent when it is new.
    pub was: Option<Status>,
    /// True while a store's past is read: nobody is to be told.
    pub history: bool,
}

/// Customers whose orders were touched in a transaction; their totals are counted once, at its end.
#[derive(Debug, Default)]
pub struct Touched(BTreeSet<CustomerId>);

impl Touched {
    /// Remembers a customer.
    pub fn add(&mut self, customer: Option<CustomerId>) {
        self.0.extend(customer);
    }

    /// Counts their orders and what they spent, and tells the customers' floor.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn settle(self, tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
        for customer in self.0 {
            alone_with(tx, "standing", customer.0, "")?;
            let (count, spent) = store::standing(tx.db, workspace, customer)?;
            customers::orders_changed(tx, workspace, customer, count, &spent)?;
        }
        Ok(())
    }
}

/// Takes over one order with all that hangs on it. An older state never overwrites a newer one.
///
/// # Errors
/// Only those of the database.
pub fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    came: Came,
    source: &StoreOrder,
    original: &str,
    touched: &mut Touched,
) -> Result<Saved, DbError> {
    alone_with(tx, "order", store_id.0, source.source_id.as_str())?;
    let known = store::find_source(tx.db, workspace, store_id, source.source_id.as_str())?;
    if let Some(known) = &known
        && let Some(verdict) = refuse(tx, known, came, source, original)?
    {
        return Ok(verdict);
    }
    let customer = recognising::customer_of(tx, workspace, store_id, source)?;
    let row = row(tx, workspace, store_id, source, customer, known.as_ref());
    write(tx, &row, source, original, came, known.is_some())?;
    touched.add(row.customer_id);
    touched.add(known.as_ref().and_then(|known| known.customer_id));
    tell(tx, &row, known.as_ref().map(|known| known.status), came == Came::InHistory)?;
    Ok(match &known {
        None => Saved::Created(row.id),
        Some(known) if is_doubtful(known, came, source) => Saved::InDoubt(row.id),
        Some(_) => Saved::Updated(row.id),
    })
}

/// Why a state of a known order is not taken over, if it is not.
fn refuse(
    tx: &mut Tx<'_>,
    known: &Order,
    came: Came,
    source: &StoreOrder,
    original: &str,
) -> Result<Option<Saved>, DbError> {
    let modified = Time::from(source.modified_at);
    if modified < known.modified_at {
        return Ok(Some(Saved::Older(known.id)));
    }
    let in_bin = known.status == Status::Trash && Status::of(&source.status) != Status::Trash;
    if in_bin && came == Came::Delivered {
        return Ok(Some(Saved::InDoubt(known.id)));
    }
    if modified > known.modified_at || in_bin {
        return Ok(None);
    }
    let same = store::original(tx.db, known.workspace_id, known.id)?.as_deref() == Some(original);
    Ok(same.then_some(Saved::Unchanged(known.id)))
}

/// The store's clock has whole seconds: one second may hold two states, and deliveries overtake each other.
fn is_doubtful(known: &Order, came: Came, source: &StoreOrder) -> bool {
    match came {
        Came::Delivered | Came::Restored => known.modified_at == Time::from(source.modified_at),
        Came::Fetched | Came::InHistory => false,
    }
}

fn row(
    tx: &Tx<'_>,
    workspace_id: WorkspaceId,
    store_id: StoreId,
    source: &StoreOrder,
    customer_id: Option<CustomerId>,
    known: Option<&Order>,
) -> Order {
    let totals = &source.totals;
    let same_person = known.filter(|known| known.customer_id == customer_id);
    Order {
        workspace_id,
        id: known.map_or_else(|| tx.id(), |known| known.id),
        store_id,
        source_id: source.source_id.to_string(),
        number: source.number.clone(),
        status: Status::of(&source.status),
        raw_status: source.status.raw.clone(),
        currency: source.currency.to_string(),
        total: totals.total.minor,
        subtotal: totals.items.minor.saturating_add(totals.discount.minor),
        discount_total: totals.discount.minor,
        shipping_total: totals.shipping.minor,
        tax_total: totals.tax.minor,
        refunded_total: totals.refunded.minor,
        placed_at: source.placed_at.into(),
        modified_at: source.modified_at.into(),
        paid_at: source.paid_at.map(Time::from),
        completed_at: source.completed_at.map(Time::from),
        customer_id,
        recognised_as: same_person.map_or(customer_id, |known| known.recognised_as),
        customer_name: source.billing.name().or_else(|| source.shipping.name()),
        email: source.email.clone(),
        phone: source.phone.clone(),
        payment_method: source.payment_method.clone(),
        item_count: source.lines.iter().map(|line| line.quantity).sum(),
    }
}

fn write(
    tx: &mut Tx<'_>,
    row: &Order,
    source: &StoreOrder,
    original: &str,
    came: Came,
    is_known: bool,
) -> Result<(), DbError> {
    if is_known {
        store::update(tx, row)?;
    } else {
        store::insert(tx, row)?;
    }
    let detail = detail(source);
    store::write_detail(tx, row, &detail, original)?;
    let (lines, words) = (lines(row, source), order_words(source));
    if is_known {
        store::write_lines(tx, row, &lines)?;
        words::write(tx, row.workspace_id, WordKind::Order, row.id.0, &words)?;
    } else {
        // Nothing hangs on what is new: nothing has to be compared.
        store::insert_lines(tx, &lines)?;
        words::insert(tx, row.workspace_id, WordKind::Order, row.id.0, &words)?;
    }
    if is_known || !source.refunds.is_empty() {
        store::write_refunds(tx, row, &source.refunds, store::Refunds::Summaries)?;
    }
    let mut parcels = Vec::new();
    if is_known || !source.shipments.is_empty() {
        shipments::save(tx, row, &source.shipments, came == Came::InHistory)?;
        parcels = shipments::of_order(tx.db, row.workspace_id, row.id)?;
    }
    let telling = if came == Came::InHistory { Telling::Quietly } else { Telling::Aloud };
    lateness::follow(tx, row, &parcels, Delivery::of(&detail), !is_known, telling)
}

fn detail(source: &StoreOrder) -> Detail {
    Detail {
        customer: source.customer.clone(),
        billing: source.billing.clone(),
        shipping: source.shipping.clone(),
        customer_note: source.customer_note.clone(),
        shipping_method: source.shipping_method.clone(),
        fees: source.fees.clone(),
        coupons: source.coupons.clone(),
        language: source.language.clone(),
        rounded: source.rounded.clone(),
    }
}

fn lines(row: &Order, source: &StoreOrder) -> Vec<Line> {
    (0_i64..)
        .zip(&source.lines)
        .map(|(position, line)| Line {
            workspace_id: row.workspace_id,
            order_id: row.id,
            position,
            source_id: line.source_id.to_string(),
            product_source_id: line.product_id.as_ref().map(ToString::to_string),
            variation_source_id: line.variation_id.as_ref().map(ToString::to_string),
            name: line.name.clone(),
            sku: line.sku.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price.minor,
            total: line.total.minor,
            tax: line.tax.minor,
            image_url: line.image_url.clone(),
            options: Options(line.options.clone()),
        })
        .collect()
}

fn order_words(source: &StoreOrder) -> Words {
    let mut words = Words::default();
    words.code(&source.number);
    for contact in [&source.billing, &source.shipping] {
        let country = contact.country.as_deref();
        let names = [&contact.first_name, &contact.last_name, &contact.company];
        names.into_iter().flatten().for_each(|name| words.text(name));
        contact.name().iter().for_each(|name| words.text(name));
        contact.email.iter().for_each(|email| words.email(email));
        contact.phone.iter().for_each(|phone| words.phone(phone, country));
    }
    words
}

fn tell(tx: &mut Tx<'_>, row: &Order, was: Option<Status>, history: bool) -> Result<(), DbError> {
    let kind = match (was, row.status) {
        (None, _) => "order.created",
        (Some(_), Status::Trash) => "order.deleted",
        (Some(_), _) => "order.updated",
    };
    let payload = OrderEvent {
        order_id: row.id,
        store_id: row.store_id,
        customer_id: row.customer_id,
        number: row.number.clone(),
        status: row.status,
        was,
        history,
    };
    tx.append(NewEvent::new(row.workspace_id, kind, row.id.0, "system").with(payload))?;
    Ok(())
}

/// The store threw an order away, or it is there no more: it goes to the bin here, and stops counting. `at` is when the
/// store did, where it says so: a newer state is left alone then. `None` when the order is not known.
///
/// # Errors
/// Only those of the database.
pub fn throw_away(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    source_id: &str,
    at: Option<Time>,
    touched: &mut Touched,
) -> Result<Option<Saved>, DbError> {
    alone_with(tx, "order", store_id.0, source_id)?;
    let Some(mut order) = store::find_source(tx.db, workspace, store_id, source_id)? else {
        return Ok(None);
    };
    if at.is_some_and(|at| at < order.modified_at) {
        return Ok(Some(Saved::Older(order.id)));
    }
    let was = order.status;
    let before = order.modified_at;
    order.status = Status::Trash;
    order.modified_at = at.unwrap_or(before);
    if was == Status::Trash && order.modified_at == before {
        return Ok(Some(Saved::Unchanged(order.id)));
    }
    store::update(tx, &order)?;
    lateness::forget(tx, &order)?;
    touched.add(order.customer_id);
    if was != Status::Trash {
        tell(tx, &order, Some(was), false)?;
    }
    Ok(Some(Saved::Updated(order.id)))
}

/// The store's JSON as it is kept: without the links that only its API adds, so that the same state is the same text by
/// whichever way it came.
pub fn original_of(json: &Value) -> String {
    match json {
        Value::Object(fields) if fields.contains_key("_links") => {
            let kept = fields.iter().filter(|(name, _)| *name != "_links");
            Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect()).to_string()
        }
        other => other.to_string(),
    }
}
