//! Every query on the mails that are named and not here yet.

use std::collections::HashSet;

use database::{Both, Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use crate::conversations::{Message, MessageId};
use crate::schema::{mail_expected, message};

/// Most messages that one missing mail leads to.
const MOST: i64 = 20;

/// The messages that name a mail which is not here, oldest first.
pub(super) fn that_name(
    db: &mut Db,
    workspace: WorkspaceId,
    identifier: &str,
) -> Result<Vec<Message>, DbError> {
    let which = mail_expected::workspace_id.eq(workspace).and(mail_expected::identifier.eq(identifier));
    let ids: Vec<MessageId> = mail_expected::table
        .filter(which)
        .order(mail_expected::message_id)
        .limit(MOST)
        .select(mail_expected::message_id)
        .load(db)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = message::workspace_id.eq(workspace).and(message::id.eq_any(ids));
    Ok(message::table.filter(which).order(message::id).select(Message::as_select()).load(db)?)
}

/// Writes down what of these a message names and is not here.
pub(super) fn remember(tx: &mut Tx<'_>, by: &Message, identifiers: &[&str]) -> Result<(), DbError> {
    if identifiers.is_empty() {
        return Ok(());
    }
    let which = message::workspace_id
        .eq(by.workspace_id)
        .and(message::external_id.assume_not_null().eq_any(identifiers.iter().copied()));
    let here: Vec<Option<String>> = message::table.filter(which).select(message::external_id).load(tx.db)?;
    let here: HashSet<String> = here.into_iter().flatten().collect();
    for identifier in identifiers.iter().filter(|one| !here.contains(**one) && !one.contains('\0')) {
        let row = (
            mail_expected::workspace_id.eq(by.workspace_id),
            mail_expected::identifier.eq(identifier),
            mail_expected::message_id.eq(by.id),
        );
        Both(diesel::insert_into(mail_expected::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    }
    Ok(())
}

/// The mail is here.
pub(super) fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, identifier: &str) -> Result<(), DbError> {
    let which = mail_expected::workspace_id.eq(workspace).and(mail_expected::identifier.eq(identifier));
    diesel::delete(mail_expected::table.filter(which)).execute(tx.db)?;
    Ok(())
}
