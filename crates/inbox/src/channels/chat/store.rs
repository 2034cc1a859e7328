//! Every query on the table of visitors, and the messages that a visitor may see.

use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::visitor::{Visitor, VisitorId};
use crate::conversations::{ConversationId, Delivery, DeliveryState, Message, MessageId, Visibility};
use crate::schema::{chat_visitor, message};

pub(super) fn insert(tx: &mut Tx<'_>, row: &Visitor) -> Result<(), DbError> {
    diesel::insert_into(chat_visitor::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Visitor) -> Result<(), DbError> {
    diesel::update(chat_visitor::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn find(db: &mut Db, workspace: WorkspaceId, id: VisitorId) -> Result<Option<Visitor>, DbError> {
    Ok(chat_visitor::table.find((workspace, id)).select(Visitor::as_select()).first(db).optional()?)
}

/// The visitor with this token, by its hash.
pub(super) fn by_token(db: &mut Db, hash: &str) -> Result<Option<Visitor>, DbError> {
    Ok(chat_visitor::table
        .filter(chat_visitor::token_hash.eq(hash))
        .select(Visitor::as_select())
        .first(db)
        .optional()?)
}

/// The visitors of a conversation: usually one.
pub(super) fn of_conversation(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<Visitor>, DbError> {
    let which = chat_visitor::workspace_id.eq(workspace).and(chat_visitor::conversation_id.eq(id));
    Ok(chat_visitor::table.filter(which).select(Visitor::as_select()).load(db)?)
}

/// Public messages of a conversation after one, oldest first; those that can still be taken back are not there yet.
pub(super) fn visible(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    after: MessageId,
    limit: i64,
) -> Result<Vec<Message>, DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq(id))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::id.gt(after));
    let mut rows: Vec<Message> = message::table
        .filter(which)
        .order(message::id.desc())
        .limit(limit)
        .select(Message::as_select())
        .load(db)?;
    rows.retain(is_visible);
    rows.reverse();
    Ok(rows)
}

/// A message that was sent by another way (mail) shows too; one that waits or failed does not.
pub(super) fn is_visible(row: &Message) -> bool {
    let hidden =
        |delivery: &Delivery| matches!(delivery.state, DeliveryState::Queued | DeliveryState::Failed);
    row.visibility == Visibility::Public && !row.delivery.as_ref().is_some_and(hidden)
}
