//! Time passes, rules change: deadlines follow.

use std::collections::BTreeMap;

use database::events::Event;
use database::readers::Reader;
use database::{DbError, Tx, WorkspaceId, timers};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::judging::{self, Delivery};
use super::settling::{self, LATE, Telling};
use super::standards::Standards;
use super::store;
use crate::orders::{self, Order, OrderId};
use crate::shipments::{self, Shipment};

/// Fires when all orders are to be judged anew, and again for each batch of them.
const JUDGE: &str = "timer.judge_orders";
/// Orders judged in one transaction.
const BATCH: i64 = 500;

/// The payload of [`JUDGE`]: the orders up to this one are done.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Judging {
    behind: i64,
}

/// Tells what has become late, and judges all orders anew when the rules or the stores have changed.
#[derive(Debug, Clone, Copy)]
pub struct WatchDeadlines;

impl Reader for WatchDeadlines {
    fn name(&self) -> &'static str {
        "shop.lateness.watch_deadlines"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[LATE, JUDGE, "store.connected", "store.disconnected"]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            LATE => match orders::find(tx.db, event.workspace, OrderId(event.subject))? {
                Some(order) => settling::pass(tx, &order),
                None => Ok(()),
            },
            JUDGE => {
                let Judging { behind } = event.payload_as().unwrap_or_default();
                judge_some(tx, event.workspace, OrderId(behind))
            }
            "store.connected" | "store.disconnected" => judge_all(tx, event.workspace),
            _ => Ok(()),
        }
    }
}

/// Has all orders of a workspace judged anew, a batch at a time.
pub(crate) fn judge_all(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
    timers::set(tx, workspace, JUDGE, 0, tx.now, &json!(Judging::default()))
}

fn judge_some(tx: &mut Tx<'_>, workspace: WorkspaceId, behind: OrderId) -> Result<(), DbError> {
    let batch = store::orders_behind(tx.db, workspace, behind, BATCH)?;
    let Some(last) = batch.last().map(|order| order.id) else { return Ok(()) };
    judge_batch(tx, workspace, &batch)?;
    if i64::try_from(batch.len()).is_ok_and(|count| count < BATCH) {
        return Ok(());
    }
    timers::set(tx, workspace, JUDGE, 0, tx.now, &json!(Judging { behind: last.0 }))
}

/// A store that was taken away tells nothing more: its orders are not late.
fn judge_batch(tx: &mut Tx<'_>, workspace: WorkspaceId, batch: &[Order]) -> Result<(), DbError> {
    let standards = Standards::of(tx.db, workspace)?;
    let ids: Vec<OrderId> = batch.iter().map(|order| order.id).collect();
    let mut parcels: BTreeMap<OrderId, Vec<Shipment>> = BTreeMap::new();
    for parcel in shipments::of_orders(tx.db, workspace, &ids)? {
        parcels.entry(parcel.order_id).or_default().push(parcel);
    }
    let of = |order: &Order| parcels.get(&order.id).map_or(&[][..], Vec::as_slice);
    let is_open = |order: &&Order| standards.knows(order.store_id) && judging::is_open(order, of(order));
    let open: Vec<OrderId> = batch.iter().filter(is_open).map(|order| order.id).collect();
    let details: BTreeMap<_, _> = orders::details_of(tx.db, workspace, &open)?.into_iter().collect();
    let deadlines = store::of_orders(tx.db, workspace, &ids)?;
    for order in batch {
        let known: Vec<_> = deadlines.iter().filter(|row| row.order_id == order.id).cloned().collect();
        let wanted = details
            .get(&order.id)
            .map(|detail| judging::judge(order, of(order), Delivery::of(detail), &standards));
        let wanted = wanted.unwrap_or_default();
        if !(known.is_empty() && wanted.is_empty()) {
            settling::settle(tx, order, &known, wanted, Telling::Quietly)?;
        }
    }
    Ok(())
}
