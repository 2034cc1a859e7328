//! Every query on the table of accounts that a store told of.

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;

use crate::schema::store_account;
use crate::stores::StoreId;

database::text_enum!(
    /// Whether a store still has an account.
    pub enum AccountState {
        /// It has.
        Present = "present",
        /// It was deleted there; the person stays.
        Gone = "gone",
    }
);

/// An account, as a store told of it last.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = store_account)]
pub(super) struct Account {
    pub workspace_id: WorkspaceId,
    pub store_id: StoreId,
    pub source_id: String,
    /// Whom it was recognised as; perhaps merged since.
    pub customer_id: CustomerId,
    pub state: AccountState,
    pub digest: String,
    pub modified_at: Time,
}

pub(super) fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Account>, DbError> {
    let which = store_account::table.find((workspace, store, source_id));
    Ok(which.select(Account::as_select()).first(db).optional()?)
}

/// Those of several accounts that were told of before, in no order.
pub(super) fn find_all(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[&str],
) -> Result<Vec<Account>, DbError> {
    if let [one] = source_ids {
        return Ok(find(db, workspace, store, one)?.into_iter().collect());
    }
    let mut found = Vec::new();
    for some in source_ids.chunks(10_000) {
        let which = store_account::workspace_id.eq(workspace).and(store_account::store_id.eq(store));
        let which = which.and(store_account::source_id.eq_any(some.iter().copied()));
        found.extend(store_account::table.filter(which).select(Account::as_select()).load::<Account>(db)?);
    }
    Ok(found)
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Account]) -> Result<(), DbError> {
    database::insert_all!(tx.db, store_account::table, rows);
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Account) -> Result<(), DbError> {
    let key = (row.workspace_id, row.store_id, row.source_id.as_str());
    diesel::update(store_account::table.find(key)).set(row).execute(tx.db)?;
    Ok(())
}
