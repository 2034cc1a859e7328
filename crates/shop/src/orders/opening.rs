//! Somebody opens an order: what was written on it in its store since is asked for, unless that was done a moment ago. The
//! order is shown as it is known; what comes is told as `order.noted`.

use database::{Db, DbError, Time, Tx};
use jiff::SignedDuration;

use super::order::Order;
use super::store;
use crate::shipments;
use crate::stores::{self, StoreKind};
use crate::syncing::{self, ErrandKind};

/// Notes that were read so lately are fresh.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Whether the notes of an order are old, and its store can be asked for them.
///
/// # Errors
/// Only those of the database.
pub(super) fn is_due(db: &mut Db, order: &Order, now: Time) -> Result<bool, DbError> {
    let read_at = store::notes_read_at(db, order.workspace_id, order.id)?;
    if read_at.is_some_and(|at| now.since(at) < FRESH) {
        return Ok(false);
    }
    let shop = stores::find(db, order.workspace_id, order.store_id)?;
    Ok(shop.is_some_and(|shop| shop.kind != StoreKind::Other && shop.is_read()))
}

/// Has the notes of an order asked for, and its parcels that the store keeps apart.
///
/// # Errors
/// Only those of the database.
pub(super) fn look_again(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    let (workspace, shop, source_id) = (order.workspace_id, order.store_id, &order.source_id);
    syncing::want(tx, workspace, shop, ErrandKind::Notes, source_id)?;
    if !shipments::sent_apart(tx.db, workspace, &[order.id])?.is_empty() {
        syncing::want(tx, workspace, shop, ErrandKind::Fulfillments, source_id)?;
    }
    syncing::nudge(tx, workspace, shop)
}
