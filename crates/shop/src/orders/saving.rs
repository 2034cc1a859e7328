//! Taking over what a store says of an order: the one way in, whether it came by a page of the first sync, by a
//! delivery, or by asking for this one order.

use std::collections::BTreeSet;

use commerce::model::{Shipment as StoreShipment, StoreOrder};
use database::events::NewEvent;
use database::{DbError, Time, Tx, WorkspaceId};
use people::customers::{self, CustomerId};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::hanging::{self, Refunds};
use super::order::{Detail, Line, Options, Order, OrderId, Status};
use super::slice::Slice;
use super::store::{self, DetailRow};
use crate::carriers;
use crate::lateness::{self, Delivery, Telling, Yardstick};
use crate::shipments::{self, Named};
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;
use crate::words::{self, WordKind, Words};

/// How an order came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// We read the history of the store: it is no news to anybody.
    InHistory,
    /// It stands in a file of the store's past, with thousands of others: whoever reads the file tells of them together.
    InFile,
    /// We asked the store: this is how it is.
    Fetched,
    /// The store sent it: this is how it was when it was sent.
    Delivered,
    /// The store sent it and says that it came back from the bin.
    Restored,
}

impl Came {
    /// Whether it is past: nobody is to be told.
    pub const fn is_history(self) -> bool {
        matches!(self, Self::InHistory | Self::InFile)
    }
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

/// What was touched in a transaction: customers, whose totals are counted once, at its end, and what is told of together.
#[derive(Debug, Default)]
pub struct Touched {
    customers: BTreeSet<CustomerId>,
    together: Together,
}

/// Things of a file that are new or have changed.
#[derive(Debug, Default)]
pub(crate) struct Together {
    pub orders: Vec<OrderId>,
    pub newcomers: Vec<CustomerId>,
}

impl Touched {
    /// Remembers a customer.
    pub fn add(&mut self, customer: Option<CustomerId>) {
        self.customers.extend(customer);
    }

    /// Remembers people that nobody was told of.
    pub(super) fn newcomers(&mut self, some: &[CustomerId]) {
        self.together.newcomers.extend(some);
    }

    /// Remembers an order that nobody was told of.
    pub(super) fn untold(&mut self, order: OrderId) {
        self.together.orders.push(order);
    }

    /// Counts the orders of the customers and what they spent, and tells the customers' floor; what is still to be told of.
    ///
    /// # Errors
    /// Only those of the database.
    pub(crate) fn settled(self, tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<Together, DbError> {
        let customers: Vec<CustomerId> = self.customers.into_iter().collect();
        tx.alone_with_all("standing", workspace.0, customers.iter().map(|customer| customer.0.to_string()))?;
        let standing = store::standing(tx.db, workspace, &customers)?;
        customers::orders_changed(tx, workspace, standing)?;
        Ok(self.together)
    }

    /// Counts the orders of the customers and what they spent, and tells the customers' floor.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn settle(self, tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
        self.settled(tx, workspace).map(drop)
    }
}

/// An order as a store tells of it.
#[derive(Debug)]
pub(crate) struct Incoming<'a> {
    /// What it says.
    pub source: &'a StoreOrder,
    /// Its JSON, as it came.
    pub original: &'a str,
    /// The words to find it by ([`words_of`]).
    pub words: &'a Words,
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
    let words = words_of(source);
    let one = Incoming { source, original, words: &words };
    let saved = save_all(tx, workspace, store_id, came, &[one], touched)?;
    saved.first().copied().ok_or_else(|| DbError::Other("an order that was taken over is missing".to_owned()))
}

/// Takes over orders, one after the other, as [`save`] does; what became of each. What is known of them is read at once, and what
/// is new is written at once.
///
/// # Errors
/// Only those of the database.
pub(crate) fn save_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    came: Came,
    orders: &[Incoming<'_>],
    touched: &mut Touched,
) -> Result<Vec<Saved>, DbError> {
    tx.alone_with_all("order", store_id.0, orders.iter().map(|one| one.source.source_id.as_str()))?;
    let mut saved = Vec::with_capacity(orders.len());
    for some in distinct_runs(orders, |one| one.source.source_id.as_str()) {
        let mut slice = Slice::begin(tx, (workspace, store_id), came, some)?;
        for one in some {
            saved.push(slice.take(tx, one, touched)?);
        }
        slice.end(tx, touched)?;
    }
    Ok(saved)
}

/// Why a state of a known order is not taken over, if it is not. `before`: the store's JSON of the known state, where both are
/// equally old.
pub(super) fn refuse(known: &Order, came: Came, order: &Incoming<'_>, before: Option<&str>) -> Option<Saved> {
    let modified = Time::from(order.source.modified_at);
    if modified < known.modified_at {
        return Some(Saved::Older(known.id));
    }
    let in_bin = known.status == Status::Trash && Status::of(&order.source.status) != Status::Trash;
    if in_bin && came == Came::Delivered {
        return Some(Saved::InDoubt(known.id));
    }
    if modified > known.modified_at || in_bin {
        return None;
    }
    (before == Some(order.original)).then_some(Saved::Unchanged(known.id))
}

/// The store's clock has whole seconds: one second may hold two states, and deliveries overtake each other.
pub(super) fn is_doubtful(known: &Order, came: Came, source: &StoreOrder) -> bool {
    match came {
        Came::Delivered | Came::Restored => known.modified_at == Time::from(source.modified_at),
        Came::Fetched | Came::InHistory | Came::InFile => false,
    }
}

pub(super) fn row(
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

/// Writes a state of an order that is known already, with its parcels as the workspace's carriers make them.
pub(super) fn overwrite(
    tx: &mut Tx<'_>,
    yardstick: &mut Yardstick,
    row: &Order,
    (order, parcels): (&Incoming<'_>, &[StoreShipment]),
    came: Came,
) -> Result<(), DbError> {
    store::update(tx, row)?;
    store::write_detail(tx, &detail_row(row, order))?;
    store::write_lines(tx, row, &lines(row, order.source))?;
    words::write(tx, row.workspace_id, WordKind::Order, row.id.0, order.words)?;
    hanging::write_refunds(tx, row, &order.source.refunds, Refunds::Summaries)?;
    let apart = order.source.fulfilled_apart;
    shipments::save(tx, row, Named::ByOrder { parcels, apart }, came)?;
    let parcels = shipments::of_order(tx.db, row.workspace_id, row.id)?;
    let detail = detail(order.source);
    lateness::follow(tx, yardstick, row, &parcels, Delivery::of(&detail), telling(came))
}

/// Takes over the parcels of an order that its store keeps apart.
///
/// # Errors
/// Only those of the database.
pub(crate) fn write_fulfillments(
    tx: &mut Tx<'_>,
    order: &Order,
    parcels: &[StoreShipment],
    came: Came,
) -> Result<(), DbError> {
    tx.alone_with("order", order.store_id.0, &order.source_id)?;
    let judged = carriers::of_workspace(tx.db, order.workspace_id)?.judged(parcels);
    shipments::save(tx, order, Named::Apart(&judged), came)?;
    let Some((_, detail)) = store::details_of(tx.db, order.workspace_id, &[order.id])?.pop() else {
        return Ok(());
    };
    let parcels = shipments::of_order(tx.db, order.workspace_id, order.id)?;
    let mut yardstick = Yardstick::of(order.workspace_id);
    lateness::follow(tx, &mut yardstick, order, &parcels, Delivery::of(&detail), telling(came))
}

/// What is past is no news.
pub(super) const fn telling(came: Came) -> Telling {
    if came.is_history() { Telling::Quietly } else { Telling::Aloud }
}

pub(super) fn detail_row(row: &Order, order: &Incoming<'_>) -> DetailRow {
    DetailRow {
        workspace_id: row.workspace_id,
        order_id: row.id,
        detail: detail(order.source),
        original: order.original.to_owned(),
    }
}

fn detail(source: &StoreOrder) -> Detail {
    Detail {
        customer: source.customer.clone(),
        billing: source.billing.clone(),
        shipping: source.shipping.clone(),
        customer_note: source.customer_note.clone(),
        shipping_method: source.shipping_method.clone(),
        payments: source.payments.clone(),
        returns: source.returns.clone(),
        fees: source.fees.clone(),
        coupons: source.coupons.clone(),
        store_total: source.store_total,
        language: source.language.clone(),
        rounded: source.rounded.clone(),
    }
}

pub(super) fn lines(row: &Order, source: &StoreOrder) -> Vec<Line> {
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
            current_quantity: line.current,
            unit_price: line.unit_price.minor,
            total: line.total.minor,
            tax: line.tax.minor,
            image_url: line.image_url.clone(),
            options: Options(line.options.clone()),
        })
        .collect()
}

/// The words to find an order by.
pub(crate) fn words_of(source: &StoreOrder) -> Words {
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

/// What happened to an order.
pub(super) fn news(row: &Order, was: Option<Status>, history: bool) -> NewEvent {
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
    NewEvent::new(row.workspace_id, kind, row.id.0, "system").with(payload)
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
    tx.alone_with("order", store_id.0, source_id)?;
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
        tx.append(news(&order, Some(was), false))?;
    }
    Ok(Some(Saved::Updated(order.id)))
}

/// The store's JSON as it is kept: without the links that only its API adds, so that the same state is the same text by
/// whichever way it came.
pub fn original_of(json: &Value) -> String {
    match json {
        Value::Object(fields) => {
            serde_json::to_string(&WithoutLinks(fields)).expect("JSON with texts for keys is written again")
        }
        other => other.to_string(),
    }
}

/// Written as it is, none of it copied.
struct WithoutLinks<'a>(&'a Map<String, Value>);

impl Serialize for WithoutLinks<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().filter(|(name, _)| *name != "_links"))
    }
}
