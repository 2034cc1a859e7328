//! Every query on the list of suppressed addresses.

use database::{Both, Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::Suppressed;
use crate::schema::mail_suppression;

pub(super) fn insert(tx: &mut Tx<'_>, row: &Suppressed) -> Result<(), DbError> {
    Both(diesel::insert_into(mail_suppression::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, address: &str) -> Result<bool, DbError> {
    Ok(diesel::delete(mail_suppression::table.find((workspace, address))).execute(tx.db)? > 0)
}

/// Those of these addresses, in lower case, to which no mail is sent.
///
/// # Errors
/// Only those of the database.
pub fn suppressed(
    db: &mut Db,
    workspace: WorkspaceId,
    addresses: &[String],
) -> Result<Vec<Suppressed>, DbError> {
    let which = mail_suppression::workspace_id.eq(workspace).and(mail_suppression::address.eq_any(addresses));
    Ok(mail_suppression::table.filter(which).select(Suppressed::as_select()).load(db)?)
}

/// A page of the list, by address.
pub(super) fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Suppressed>, DbError> {
    let which = mail_suppression::workspace_id
        .eq(workspace)
        .and(mail_suppression::address.gt(after.unwrap_or_default()));
    let found = mail_suppression::table.filter(which).order(mail_suppression::address).limit(limit);
    Ok(found.select(Suppressed::as_select()).load(db)?)
}
