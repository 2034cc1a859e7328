//! Every query on the table of answers to reviews.

use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::super::review::ReviewId;
use super::answer::{Answer, AnswerId, State};
use crate::schema::review_answer;
use crate::stores::StoreId;

/// Reviews whose answers are asked for in one statement.
const AT_ONCE: usize = 500;

/// One answer.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: AnswerId) -> Result<Option<Answer>, DbError> {
    Ok(review_answer::table.find((workspace, id)).select(Answer::as_select()).first(db).optional()?)
}

/// The answer that a store knows by this id.
pub(super) fn find_source(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Answer>, DbError> {
    let which = review_answer::workspace_id
        .eq(workspace)
        .and(review_answer::store_id.eq(store))
        .and(review_answer::source_id.eq(source_id));
    Ok(review_answer::table.filter(which).select(Answer::as_select()).first(db).optional()?)
}

/// The answers to these reviews, the oldest first.
///
/// # Errors
/// Only those of the database.
pub fn of_reviews(db: &mut Db, workspace: WorkspaceId, reviews: &[ReviewId]) -> Result<Vec<Answer>, DbError> {
    let mut found = Vec::new();
    for some in reviews.chunks(AT_ONCE) {
        let which =
            review_answer::workspace_id.eq(workspace).and(review_answer::review_id.eq_any(some.to_vec()));
        let query = review_answer::table.filter(which).select(Answer::as_select());
        found.extend(query.load::<Answer>(db)?);
    }
    found.sort_by_key(|answer| (answer.written_at, answer.id));
    Ok(found)
}

/// The answer to a review that is on its way.
pub(super) fn under_way(
    db: &mut Db,
    workspace: WorkspaceId,
    review: ReviewId,
) -> Result<Option<Answer>, DbError> {
    let which = review_answer::workspace_id
        .eq(workspace)
        .and(review_answer::review_id.eq(review))
        .and(review_answer::state.eq(State::Pending));
    Ok(review_answer::table.filter(which).select(Answer::as_select()).first(db).optional()?)
}

pub(super) fn insert(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    diesel::insert_into(review_answer::table).values(answer).execute(tx.db)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    let which = review_answer::table.find((answer.workspace_id, answer.id));
    diesel::update(which).set(answer).execute(tx.db)?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, answer: &Answer) -> Result<(), DbError> {
    diesel::delete(review_answer::table.find((answer.workspace_id, answer.id))).execute(tx.db)?;
    Ok(())
}

/// Forgets what was answered to these reviews: it speaks to a person.
///
/// # Errors
/// Only those of the database.
pub(in crate::reviews) fn forget(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    reviews: &[ReviewId],
) -> Result<(), DbError> {
    let which =
        review_answer::workspace_id.eq(workspace).and(review_answer::review_id.eq_any(reviews.to_vec()));
    diesel::delete(review_answer::table.filter(which)).execute(tx.db)?;
    Ok(())
}
