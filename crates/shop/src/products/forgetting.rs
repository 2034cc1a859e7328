//! Forgetting what a store sells, when the store demands it. Lines of orders keep the names that they were sold by.

use database::{DbError, Tx, WorkspaceId};

use super::saving::tell;
use super::store;
use crate::stores::StoreId;
use crate::words;

/// Products that are taken away by one statement.
const AT_ONCE: usize = 500;

/// Takes away all products of a store; how many there were.
///
/// # Errors
/// Only those of the database.
pub(crate) fn forget_store(tx: &mut Tx<'_>, workspace: WorkspaceId, of: StoreId) -> Result<usize, DbError> {
    let all = store::of_store(tx.db, workspace, of)?;
    for some in all.chunks(AT_ONCE) {
        store::delete(tx, workspace, some)?;
        words::forget(tx, workspace, some.iter().map(|id| id.0))?;
        for id in some {
            tell(tx, workspace, of, *id, "product.deleted")?;
        }
    }
    Ok(all.len())
}
