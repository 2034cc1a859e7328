//! Every query on the table of accounts that a store told of.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
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

pub(super) fn write(tx: &mut Tx<'_>, row: &Account) -> Result<(), DbError> {
    let key = (store_account::workspace_id, store_account::store_id, store_account::source_id);
    Both(diesel::insert_into(store_account::table).values(row).on_conflict(key).do_update().set(row))
        .execute(tx.db)?;
    Ok(())
}
