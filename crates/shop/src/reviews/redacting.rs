//! Forgetting who wrote reviews, and what they wrote. That somebody gave a product so many stars stays: it names nobody.

use database::{Db, DbError, Tx, WorkspaceId};
use people::customers::CustomerId;

use super::review::ReviewId;
use super::{answers, store};
use crate::stores::StoreId;
use crate::words::{self, WordKind, Words};

/// Reviews that are changed by one statement.
const AT_ONCE: usize = 500;

/// The reviews of these people in a store.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_people(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    people: &[CustomerId],
) -> Result<Vec<ReviewId>, DbError> {
    store::of_people(db, workspace, store, people)
}

/// All reviews in a store.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_store(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<Vec<ReviewId>, DbError> {
    store::of_store(db, workspace, store)
}

/// Takes out of reviews all that says who wrote them and what, and what was answered; how many there were.
///
/// # Errors
/// Only those of the database.
pub(crate) fn redact(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[ReviewId]) -> Result<usize, DbError> {
    for some in ids.chunks(AT_ONCE) {
        store::clear(tx, workspace, some)?;
        answers::forget(tx, workspace, some)?;
        for id in some {
            words::write(tx, workspace, WordKind::Review, id.0, &Words::default())?;
        }
    }
    Ok(ids.len())
}
