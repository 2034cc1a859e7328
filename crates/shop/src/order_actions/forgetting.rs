//! Forgetting whom actions on orders were about. That something was done, by whom of the team and for how much stays.

use database::{DbError, Tx, WorkspaceId};

use super::action::{Action, State};
use super::plan::Plan;
use super::requesting::tell;
use super::store;
use crate::orders::{self, OrderId};

/// Orders whose actions are read by one statement.
const AT_ONCE: usize = 500;

/// Takes out of the actions on these orders what was written to or about a person; what has not come to its end ends, for what
/// the store was to be asked for is not known any more.
///
/// # Errors
/// Only those of the database.
pub(crate) fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, orders: &[OrderId]) -> Result<(), DbError> {
    for some in orders.chunks(AT_ONCE) {
        for action in store::of_orders(tx.db, workspace, some)? {
            let left = without_people(&action);
            store::rewrite(tx, &left)?;
            if action.state != left.state
                && let Some(order) = orders::find(tx.db, workspace, left.order_id)?
            {
                tell(tx, &left, &order)?;
            }
        }
    }
    Ok(())
}

fn without_people(action: &Action) -> Action {
    let word = |reason: &String| format!("{}: ", reason.split(':').next().unwrap_or_default());
    let (state, reason) = match action.state {
        State::Done | State::Failed => (action.state, action.reason.as_ref().map(word)),
        State::Pending | State::Unknown if action.begun_at.is_some() => {
            (State::Failed, Some("not-known: ".to_owned()))
        }
        State::Pending | State::Unknown => (State::Failed, Some("gone: ".to_owned())),
    };
    Action { plan: Plan(action.plan.0.without_people()), state, reason, ..action.clone() }
}
