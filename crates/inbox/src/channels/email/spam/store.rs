//! Every query on what a workspace has learnt of spam.

use database::{Both, Db, DbError, Flag, Kept, Tx, WorkspaceId};
use diesel::prelude::*;

use crate::conversations::MessageId;
use crate::schema::{spam_lesson, spam_word};

/// In how many mails of either kind something was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) spam: i64,
    pub(super) ham: i64,
}

/// The word that is in every mail.
const ALL: &str = "";

pub(super) fn totals(db: &mut Db, workspace: WorkspaceId) -> Result<Counts, DbError> {
    let found: Option<(i64, i64)> = spam_word::table
        .find((workspace, ALL))
        .select((spam_word::spam, spam_word::ham))
        .first(db)
        .optional()?;
    Ok(found.map(|(spam, ham)| Counts { spam, ham }).unwrap_or_default())
}

/// What is known of these words.
pub(super) fn counts(
    db: &mut Db,
    workspace: WorkspaceId,
    words: &[String],
) -> Result<Vec<(String, Counts)>, DbError> {
    let words = database::evened(words.iter().map(String::as_str));
    let which = spam_word::workspace_id.eq(workspace).and(spam_word::word.eq_any(words));
    let columns = (spam_word::word, spam_word::spam, spam_word::ham);
    let found: Vec<(String, i64, i64)> = Kept(spam_word::table.filter(which).select(columns)).load(db)?;
    Ok(found.into_iter().map(|(word, spam, ham)| (word, Counts { spam, ham })).collect())
}

/// What was taught of a message: whether it is spam.
pub(super) fn lesson(
    db: &mut Db,
    workspace: WorkspaceId,
    message: MessageId,
) -> Result<Option<bool>, DbError> {
    let found: Option<Flag> =
        spam_lesson::table.find((workspace, message)).select(spam_lesson::spam).first(db).optional()?;
    Ok(found.map(Flag::is_yes))
}

/// Writes down what was taught of a message.
pub(super) fn teach(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    message: MessageId,
    spam: bool,
) -> Result<(), DbError> {
    let row = (
        spam_lesson::workspace_id.eq(workspace),
        spam_lesson::message_id.eq(message),
        spam_lesson::spam.eq(Flag::from(spam)),
        spam_lesson::at.eq(tx.now),
    );
    let key = (spam_lesson::workspace_id, spam_lesson::message_id);
    let change = (spam_lesson::spam.eq(Flag::from(spam)), spam_lesson::at.eq(tx.now));
    Both(diesel::insert_into(spam_lesson::table).values(row).on_conflict(key).do_update().set(change))
        .run(tx.db)?;
    Ok(())
}

/// Counts a mail with these words, or with `by` -1 takes it out of the counts.
pub(super) fn count(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    words: &[String],
    spam: bool,
    by: i64,
) -> Result<(), DbError> {
    let (spam, ham) = if spam { (by, 0) } else { (0, by) };
    for word in words.iter().map(String::as_str).chain([ALL]) {
        let row = (
            spam_word::workspace_id.eq(workspace),
            spam_word::word.eq(word),
            spam_word::spam.eq(spam.max(0)),
            spam_word::ham.eq(ham.max(0)),
        );
        let key = (spam_word::workspace_id, spam_word::word);
        let change = (spam_word::spam.eq(spam_word::spam + spam), spam_word::ham.eq(spam_word::ham + ham));
        Both(diesel::insert_into(spam_word::table).values(row).on_conflict(key).do_update().set(change))
            .run(tx.db)?;
    }
    Ok(())
}
