//! Orders with all that hangs on them, for a page at a time: one query for each kind of thing, however many orders.

use std::collections::BTreeMap;
use std::sync::Arc;

use database::{Db, DbError, WorkspaceId};

use super::order::{Detail, Line, Note, Order, OrderId, Refund};
use super::{hanging, store};
use crate::lateness::{self, Deadline};
use crate::products::{self, LinkedProducts};
use crate::shipments::{self, Shipment};
use crate::stores::{self, ReadStore, StoreId};

/// An order with all that hangs on it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The order.
    pub order: Order,
    /// Its store.
    pub store: Option<ReadStore>,
    /// What only its own page shows.
    pub detail: Option<Detail>,
    /// What was bought.
    pub lines: Vec<Line>,
    /// What the lines are of.
    pub(crate) products: Arc<LinkedProducts>,
    /// What was given back.
    pub refunds: Vec<Refund>,
    /// What was written on it.
    pub notes: Vec<Note>,
    /// Its parcels.
    pub shipments: Vec<Shipment>,
    /// When it and they begin to be late.
    pub deadlines: Vec<Deadline>,
}

/// Gathers what hangs on these orders; their order stays.
///
/// # Errors
/// Only those of the database.
pub fn gather(db: &mut Db, workspace: WorkspaceId, orders: Vec<Order>) -> Result<Vec<Whole>, DbError> {
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let stores: BTreeMap<StoreId, ReadStore> =
        stores::all_read(db, workspace)?.into_iter().map(|known| (known.id(), known)).collect();
    let mut details: BTreeMap<OrderId, Detail> =
        store::details_of(db, workspace, &ids)?.into_iter().collect();
    let lines = store::lines_of_many(db, workspace, &ids)?;
    let mut sellers: Vec<StoreId> = orders.iter().map(|order| order.store_id).collect();
    sellers.sort_unstable();
    sellers.dedup();
    let products = Arc::new(products::of_lines(db, workspace, &sellers, lines.iter())?);
    let mut lines = grouped(lines, |line| line.order_id);
    let mut refunds = grouped(hanging::refunds_of_many(db, workspace, &ids)?, |refund| refund.order_id);
    let mut notes = grouped(hanging::notes_of_many(db, workspace, &ids)?, |note| note.order_id);
    let mut parcels = grouped(shipments::of_orders(db, workspace, &ids)?, |parcel| parcel.order_id);
    let mut deadlines = grouped(lateness::of_orders(db, workspace, &ids)?, |deadline| deadline.order_id);
    Ok(orders
        .into_iter()
        .map(|order| Whole {
            store: stores.get(&order.store_id).cloned(),
            detail: details.remove(&order.id),
            lines: lines.remove(&order.id).unwrap_or_default(),
            products: Arc::clone(&products),
            refunds: refunds.remove(&order.id).unwrap_or_default(),
            notes: notes.remove(&order.id).unwrap_or_default(),
            shipments: parcels.remove(&order.id).unwrap_or_default(),
            deadlines: deadlines.remove(&order.id).unwrap_or_default(),
            order,
        })
        .collect())
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> OrderId) -> BTreeMap<OrderId, Vec<T>> {
    let mut groups: BTreeMap<OrderId, Vec<T>> = BTreeMap::new();
    for row in rows {
        groups.entry(of(&row)).or_default().push(row);
    }
    groups
}
