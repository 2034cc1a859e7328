//! Every query on the tables of rules and deadlines.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::deadline::Deadline;
use super::holidays::HolidayList;
use super::rule::LateRules;
use crate::orders::{Order, OrderId};
use crate::schema::{deadline, late_holidays, late_rules, order};

/// The deadlines of several orders.
///
/// # Errors
/// Only those of the database.
pub fn of_orders(db: &mut Db, workspace: WorkspaceId, orders: &[OrderId]) -> Result<Vec<Deadline>, DbError> {
    let which = deadline::workspace_id.eq(workspace).and(deadline::order_id.eq_any(orders.to_vec()));
    let query = deadline::table.filter(which).order((deadline::order_id, deadline::shipment_id));
    Ok(query.select(Deadline::as_select()).load(db)?)
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Deadline]) -> Result<(), DbError> {
    database::insert_all!(tx.db, deadline::table, rows);
    Ok(())
}

pub(super) fn write(tx: &mut Tx<'_>, row: &Deadline) -> Result<(), DbError> {
    let change = (
        deadline::expected_by.eq(row.expected_by),
        deadline::reason.eq(row.reason),
        deadline::rule.eq(row.rule.clone()),
        deadline::skipped.eq(row.skipped.clone()),
        deadline::told_at.eq(row.told_at),
    );
    let key = (deadline::workspace_id, deadline::order_id, deadline::shipment_id);
    let row = diesel::insert_into(deadline::table).values(row.clone());
    Both(row.on_conflict(key).do_update().set(change)).run(tx.db)?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, row: &Deadline) -> Result<(), DbError> {
    let key = (row.workspace_id, row.order_id, row.shipment_id);
    diesel::delete(deadline::table.find(key)).execute(tx.db)?;
    Ok(())
}

pub(super) fn told(tx: &mut Tx<'_>, row: &Deadline) -> Result<(), DbError> {
    let key = (row.workspace_id, row.order_id, row.shipment_id);
    diesel::update(deadline::table.find(key)).set(deadline::told_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// What the workspace has decided; none when it has not.
pub(super) fn decided(db: &mut Db, workspace: WorkspaceId) -> Result<Option<LateRules>, DbError> {
    Ok(late_rules::table.find(workspace).select(late_rules::rules).first(db).optional()?)
}

/// What holds in the workspace.
pub(super) fn rules(db: &mut Db, workspace: WorkspaceId) -> Result<LateRules, DbError> {
    Ok(decided(db, workspace)?.unwrap_or_else(LateRules::usual))
}

pub(super) fn decide(tx: &mut Tx<'_>, workspace: WorkspaceId, rules: &LateRules) -> Result<(), DbError> {
    let row = (
        late_rules::workspace_id.eq(workspace),
        late_rules::rules.eq(rules),
        late_rules::updated_at.eq(tx.now),
    );
    let change = (late_rules::rules.eq(rules), late_rules::updated_at.eq(tx.now));
    let statement = diesel::insert_into(late_rules::table).values(row);
    Both(statement.on_conflict(late_rules::workspace_id).do_update().set(change)).run(tx.db)?;
    Ok(())
}

pub(super) fn undecide(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
    diesel::delete(late_rules::table.find(workspace)).execute(tx.db)?;
    Ok(())
}

/// What the workspace says of holidays; nothing when it has said nothing.
pub(super) fn holidays(db: &mut Db, workspace: WorkspaceId) -> Result<HolidayList, DbError> {
    let row = late_holidays::table.find(workspace).select(late_holidays::holidays).first(db);
    Ok(row.optional()?.unwrap_or_default())
}

pub(super) fn set_holidays(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    holidays: &HolidayList,
) -> Result<(), DbError> {
    let row = (
        late_holidays::workspace_id.eq(workspace),
        late_holidays::holidays.eq(holidays),
        late_holidays::updated_at.eq(tx.now),
    );
    let change = (late_holidays::holidays.eq(holidays), late_holidays::updated_at.eq(tx.now));
    let statement = diesel::insert_into(late_holidays::table).values(row);
    Both(statement.on_conflict(late_holidays::workspace_id).do_update().set(change)).run(tx.db)?;
    Ok(())
}

/// Orders behind this one, in the order of their ids.
pub(super) fn orders_behind(
    db: &mut Db,
    workspace: WorkspaceId,
    behind: OrderId,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    let which = order::workspace_id.eq(workspace).and(order::id.gt(behind));
    Ok(order::table.filter(which).order(order::id).limit(limit).select(Order::as_select()).load(db)?)
}

/// The orders that are late now, for a list to be narrowed down to.
pub(crate) type LateOrders = diesel::dsl::Select<
    diesel::dsl::Filter<
        deadline::table,
        diesel::dsl::And<
            diesel::dsl::Eq<deadline::workspace_id, WorkspaceId>,
            diesel::dsl::LtEq<deadline::expected_by, Time>,
        >,
    >,
    deadline::order_id,
>;

/// One range of the index.
pub(crate) fn late_orders(workspace: WorkspaceId, now: Time) -> LateOrders {
    let passed = deadline::workspace_id.eq(workspace).and(deadline::expected_by.le(now));
    deadline::table.filter(passed).select(deadline::order_id)
}
