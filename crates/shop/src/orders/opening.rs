//! Somebody opens an order: what was written on it in its store since is asked for, unless that was done a moment ago. The
//! order is shown as it is known; what comes is told as `order.noted`.

use database::{DbError, Time};
use jiff::SignedDuration;
use people::App;

use super::order::Order;
use super::store;
use crate::shipments;
use crate::stores::{self, StoreKind};
use crate::syncing::{self, ErrandKind};

/// Notes that were read so lately are fresh.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Has the notes of an order asked for again if they are old, and its parcels that the store keeps apart.
///
/// # Errors
/// Only those of the database.
pub(super) async fn look_again(app: &App, order: &Order) -> Result<(), DbError> {
    let (workspace, id, shop) = (order.workspace_id, order.id, order.store_id);
    let now = app.database.now();
    let due = app.database.read(move |db| {
        let read_at = store::notes_read_at(db, workspace, id)?;
        let asked = stores::find(db, workspace, shop)?
            .is_some_and(|store| store.kind == StoreKind::WooCommerce && store.is_read());
        Ok::<_, DbError>(asked && is_old(read_at, now))
    });
    if !due.await? {
        return Ok(());
    }
    let source_id = order.source_id.clone();
    app.database
        .write(move |tx| {
            syncing::want(tx, workspace, shop, ErrandKind::Notes, &source_id)?;
            if !shipments::sent_apart(tx.db, workspace, &[id])?.is_empty() {
                syncing::want(tx, workspace, shop, ErrandKind::Fulfillments, &source_id)?;
            }
            syncing::nudge(tx, workspace, shop)
        })
        .await
}

fn is_old(read_at: Option<Time>, now: Time) -> bool {
    read_at.is_none_or(|at| now.since(at) >= FRESH)
}
