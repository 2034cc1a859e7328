//! Every query on the tables of actions.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::team::Role;

use super::action::{Action, ActionId, Before, Outcome, State};
use super::policy::Policy;
use crate::orders::OrderId;
use crate::schema::{order_action, order_policy};

/// One action.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ActionId) -> Result<Option<Action>, DbError> {
    Ok(order_action::table.find((workspace, id)).select(Action::as_select()).first(db).optional()?)
}

/// The actions on an order, the newest first.
///
/// # Errors
/// Only those of the database.
pub fn of_order(db: &mut Db, workspace: WorkspaceId, order: OrderId) -> Result<Vec<Action>, DbError> {
    let which = order_action::workspace_id.eq(workspace).and(order_action::order_id.eq(order));
    let query = order_action::table.filter(which).order(order_action::id.desc()).limit(100);
    Ok(query.select(Action::as_select()).load(db)?)
}

/// The actions on several orders.
pub(super) fn of_orders(
    db: &mut Db,
    workspace: WorkspaceId,
    orders: &[OrderId],
) -> Result<Vec<Action>, DbError> {
    let which = order_action::workspace_id.eq(workspace).and(order_action::order_id.eq_any(orders.to_vec()));
    Ok(order_action::table.filter(which).order(order_action::id).select(Action::as_select()).load(db)?)
}

/// Writes what is left of an action whose order is forgotten.
pub(super) fn rewrite(tx: &mut Tx<'_>, action: &Action) -> Result<(), DbError> {
    let settled_at = action.settled_at.unwrap_or(tx.now);
    let change = (
        order_action::plan.eq(&action.plan),
        order_action::state.eq(action.state),
        order_action::reason.eq(&action.reason),
        order_action::settled_at.eq(settled_at),
    );
    diesel::update(order_action::table.find((action.workspace_id, action.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// The action on an order that has not come to its end.
pub(super) fn under_way(
    db: &mut Db,
    workspace: WorkspaceId,
    order: OrderId,
) -> Result<Option<Action>, DbError> {
    let which = order_action::workspace_id
        .eq(workspace)
        .and(order_action::order_id.eq(order))
        .and(order_action::state.eq(State::Pending));
    Ok(order_action::table.filter(which).select(Action::as_select()).first(db).optional()?)
}

/// What somebody has given away on an order and not taken back, in minor units.
pub(super) fn given_away(
    db: &mut Db,
    workspace: WorkspaceId,
    order: OrderId,
    actor: &str,
) -> Result<i64, DbError> {
    let which = order_action::workspace_id
        .eq(workspace)
        .and(order_action::order_id.eq(order))
        .and(order_action::actor.eq(actor))
        .and(order_action::state.ne(State::Failed))
        .and(order_action::undone_by.is_null());
    let values: Vec<i64> = order_action::table.filter(which).select(order_action::value).load(db)?;
    Ok(values.into_iter().fold(0, i64::saturating_add))
}

pub(super) fn insert(tx: &mut Tx<'_>, action: &Action) -> Result<(), DbError> {
    diesel::insert_into(order_action::table).values(action).execute(tx.db)?;
    Ok(())
}

/// Writes down that an action is sent now, unless another sender did meanwhile.
pub(super) fn begin(tx: &mut Tx<'_>, action: &Action, before: &Before) -> Result<bool, DbError> {
    let which = order_action::workspace_id
        .eq(action.workspace_id)
        .and(order_action::id.eq(action.id))
        .and(order_action::tries.eq(action.tries))
        .and(order_action::state.ne_all([State::Done, State::Failed]));
    let change = (
        order_action::begun_at.eq(tx.now),
        order_action::before.eq(before),
        order_action::tries.eq(order_action::tries + 1),
    );
    Ok(diesel::update(order_action::table.filter(which)).set(change).execute(tx.db)? == 1)
}

/// Writes down that what was sent has certainly not been done.
pub(super) fn not_done(tx: &mut Tx<'_>, action: &Action) -> Result<(), DbError> {
    let change = order_action::begun_at.eq(None::<Time>);
    diesel::update(order_action::table.find((action.workspace_id, action.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// Writes down how far an action has come.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    action: &Action,
    state: State,
    outcome: Option<&Outcome>,
    reason: Option<&str>,
) -> Result<(), DbError> {
    let settled_at = if state == State::Pending { None } else { Some(tx.now) };
    let change = (
        order_action::state.eq(state),
        order_action::outcome.eq(outcome),
        order_action::reason.eq(reason),
        order_action::settled_at.eq(settled_at),
    );
    diesel::update(order_action::table.find((action.workspace_id, action.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// Writes down that an action was taken back.
pub(super) fn taken_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    action: ActionId,
    by: ActionId,
) -> Result<(), DbError> {
    let change = order_action::undone_by.eq(by);
    diesel::update(order_action::table.find((workspace, action))).set(change).execute(tx.db)?;
    Ok(())
}

/// What a role may do.
pub(super) fn policy(db: &mut Db, workspace: WorkspaceId, role: Role) -> Result<Policy, DbError> {
    let decided: Option<Policy> =
        order_policy::table.find((workspace, role)).select(order_policy::policy).first(db).optional()?;
    Ok(decided.unwrap_or_else(|| Policy::of_role(role)))
}

pub(super) fn set_policy(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    role: Role,
    policy: &Policy,
) -> Result<(), DbError> {
    let row = (
        order_policy::workspace_id.eq(workspace),
        order_policy::role.eq(role),
        order_policy::policy.eq(policy),
    );
    let statement = diesel::insert_into(order_policy::table)
        .values(row)
        .on_conflict((order_policy::workspace_id, order_policy::role))
        .do_update()
        .set(order_policy::policy.eq(policy));
    Both(statement).run(tx.db)?;
    Ok(())
}
