//! Writing down when things begin to be late, and telling when they have.

use database::events::NewEvent;
use database::timers;
use database::{DbError, Tx};
use serde_json::json;

use super::deadline::{Deadline, LateEvent};
use super::judging::{self, Delivery};
use super::standards::Yardstick;
use super::store;
use crate::orders::Order;
use crate::shipments::Shipment;

/// Fires when the next deadline of an order passes; its subject is the order.
pub(super) const LATE: &str = "timer.late";

/// Whether those who listen are told of what is late already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// It happened just now.
    Aloud,
    /// It is the past, or only the rules have changed.
    Quietly,
}

/// Judges an order anew that was just written, or whose parcels were.
pub(crate) fn follow(
    tx: &mut Tx<'_>,
    yardstick: &mut Yardstick,
    order: &Order,
    parcels: &[Shipment],
    delivery: Delivery<'_>,
    telling: Telling,
) -> Result<(), DbError> {
    let known = store::of_orders(tx.db, order.workspace_id, &[order.id])?;
    let wanted = if judging::is_open(order, parcels) {
        judging::judge(order, parcels, delivery, yardstick.laid_out(tx.db)?)
    } else {
        Vec::new()
    };
    settle(tx, order, &known, wanted, telling)
}

/// An order of which nothing was known before, with its parcels and where it goes.
pub(crate) type Newcomer<'a> = (&'a Order, &'a [Shipment], Delivery<'a>);

/// Judges orders of which nothing was known before: nothing is read but what they are judged by, and all is written at once.
pub(crate) fn welcome(
    tx: &mut Tx<'_>,
    yardstick: &mut Yardstick,
    newcomers: &[Newcomer<'_>],
    telling: Telling,
) -> Result<(), DbError> {
    let (mut rows, mut waiting) = (Vec::new(), Vec::new());
    let (mut workspace, now) = (None, tx.now);
    for (order, parcels, delivery) in newcomers {
        if !judging::is_open(order, parcels) {
            continue;
        }
        workspace = Some(order.workspace_id);
        let mut wanted = judging::judge(order, parcels, *delivery, yardstick.laid_out(tx.db)?);
        for row in wanted.iter_mut().filter(|row| row.is_late(now)) {
            row.told_at = Some(now);
            if telling == Telling::Aloud {
                tell(tx, order, row)?;
            }
        }
        let ahead = wanted.iter().filter(|row| !row.is_late(now)).map(|row| row.expected_by);
        waiting.extend(ahead.min().map(|by| (order.id.0, by)));
        rows.append(&mut wanted);
    }
    store::insert_all(tx, &rows)?;
    workspace.map_or(Ok(()), |workspace| timers::set_new(tx, workspace, LATE, &waiting, &json!({})))
}

/// Nothing of this order can be late any more.
pub(crate) fn forget(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    let known = store::of_orders(tx.db, order.workspace_id, &[order.id])?;
    settle(tx, order, &known, Vec::new(), Telling::Quietly)
}

/// Makes the deadlines of an order what they are to be.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    order: &Order,
    known: &[Deadline],
    wanted: Vec<Deadline>,
    telling: Telling,
) -> Result<(), DbError> {
    let is_same = |one: &Deadline, other: &Deadline| one.shipment_id == other.shipment_id;
    for gone in known.iter().filter(|known| !wanted.iter().any(|one| is_same(one, known))) {
        store::delete(tx, gone)?;
    }
    let mut next = None;
    for mut row in wanted.iter().cloned() {
        let before = known.iter().find(|known| is_same(known, &row));
        // What was told stays told until the deadline lies ahead again.
        row.told_at = before.and_then(|before| before.told_at).filter(|_| row.is_late(tx.now));
        if row.is_late(tx.now) && row.told_at.is_none() {
            row.told_at = Some(tx.now);
            // A deadline that passed by itself is news, whoever comes first to see it.
            let stood = before.is_some_and(|before| before.expected_by == row.expected_by);
            if telling == Telling::Aloud || stood {
                tell(tx, order, &row)?;
            }
        }
        if !row.is_late(tx.now) {
            next = next.into_iter().chain([row.expected_by]).min();
        }
        if before != Some(&row) {
            store::write(tx, &row)?;
        }
    }
    let changed = known.len() != wanted.len()
        || wanted.iter().any(|one| !known.iter().any(|known| known.expected_by == one.expected_by));
    match next {
        Some(by) if changed => timers::set(tx, order.workspace_id, LATE, order.id.0, by, &json!({})),
        None if !known.is_empty() => timers::cancel(tx, order.workspace_id, LATE, order.id.0),
        Some(_) | None => Ok(()),
    }
}

/// Tells of what has passed meanwhile, and waits for what comes next.
pub(super) fn pass(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    let known = store::of_orders(tx.db, order.workspace_id, &[order.id])?;
    let now = tx.now;
    for row in known.iter().filter(|row| row.is_late(now) && row.told_at.is_none()) {
        tell(tx, order, row)?;
        store::told(tx, row)?;
    }
    let next = known.iter().map(|row| row.expected_by).filter(|by| *by > tx.now).min();
    next.map_or(Ok(()), |by| timers::set(tx, order.workspace_id, LATE, order.id.0, by, &json!({})))
}

fn tell(tx: &mut Tx<'_>, order: &Order, row: &Deadline) -> Result<(), DbError> {
    let payload = LateEvent {
        order_id: order.id,
        shipment_id: row.parcel(),
        customer_id: order.customer_id,
        reason: row.reason,
        since: row.expected_by,
    };
    let (kind, subject) = match row.parcel() {
        Some(parcel) => ("shipment.late", parcel.0),
        None => ("order.late", order.id.0),
    };
    tx.append(NewEvent::new(order.workspace_id, kind, subject, "system").with(payload))?;
    Ok(())
}
