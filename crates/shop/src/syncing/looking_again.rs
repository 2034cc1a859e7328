//! Looking again, once a day, at what hangs on orders: a note that is written moves no date of its order, and a second parcel
//! of one that was sent in part does not either. Asked for again are those of the orders that are open or changed not long ago,
//! the newest first, and never more than a few hundred: a store has better things to do.

use database::DbError;
use jiff::SignedDuration;

use super::TurnError;
use super::errand_store::{self, ErrandKind};
use super::turn::Turn;
use crate::orders;

/// An order that changed so lately may still be written on.
const LATELY: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Most orders that are looked at again in one day.
const MOST: i64 = 300;

/// Wants what hangs on orders asked for again, when it is time.
pub(super) async fn look(turn: &mut Turn) -> Result<(), TurnError> {
    let now = turn.app.database.now();
    let fresh = turn.progress.looked_again_at.is_some_and(|at| now.since(at) < turn.habits.compare_every);
    if fresh {
        return Ok(());
    }
    turn.progress.looked_again_at = Some(now);
    let claim = turn.claim.clone();
    turn.commit(move |tx| {
        let (workspace, id) = (claim.workspace, claim.store);
        for order in orders::worth_another_look(tx.db, workspace, id, now.minus(LATELY), MOST)? {
            errand_store::want(tx, workspace, id, ErrandKind::Notes, &order.source_id)?;
            if order.sent_apart {
                errand_store::want(tx, workspace, id, ErrandKind::Fulfillments, &order.source_id)?;
            }
        }
        Ok::<_, DbError>(())
    })
    .await
}
