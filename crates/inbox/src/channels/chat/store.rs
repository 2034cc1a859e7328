//! Every query on the table of visitors, and the messages that a visitor may see.

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;

use super::visitor::{Unreached, Visitor, VisitorId};
use crate::channels::{ChannelId, ChannelKind};
use crate::conversations::{
    self, AuthorType, ConversationId, Delivery, DeliveryState, Message, MessageId, Visibility,
};
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

/// Newest visitors of a channel among whom the one who was last there is looked for.
const LATELY: i64 = 20;

/// Where and when the chat of a channel was last opened.
///
/// # Errors
/// Only those of the database.
pub(in crate::channels) fn last_opened(
    db: &mut Db,
    workspace: WorkspaceId,
    channel: ChannelId,
) -> Result<Option<(Option<String>, Time)>, DbError> {
    let lately: Vec<(Option<String>, Time)> = chat_visitor::table
        .filter(chat_visitor::workspace_id.eq(workspace).and(chat_visitor::channel_id.eq(channel)))
        .order(chat_visitor::id.desc())
        .limit(LATELY)
        .select((chat_visitor::page, chat_visitor::last_active_at))
        .load(db)?;
    Ok(lately.into_iter().max_by_key(|(_, at)| *at))
}

/// A visitor, held until the transaction ends, so that the row can be changed and written back whole.
pub(super) fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: VisitorId,
) -> Result<Option<Visitor>, DbError> {
    tx.hold("chat_visitor", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// The visitors of a conversation, also of those that were merged into it: usually one.
pub(super) fn of_conversation(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<Visitor>, DbError> {
    let family = conversations::family(db, workspace, id)?;
    let which = chat_visitor::workspace_id
        .eq(workspace)
        .and(chat_visitor::conversation_id.assume_not_null().eq_any(family));
    Ok(chat_visitor::table.filter(which).order(chat_visitor::id).select(Visitor::as_select()).load(db)?)
}

/// The conversations of visitors whom mail can't reach for this reason.
pub(super) fn unreached(
    db: &mut Db,
    workspace: WorkspaceId,
    why: Unreached,
) -> Result<Vec<ConversationId>, DbError> {
    let which = chat_visitor::workspace_id
        .eq(workspace)
        .and(chat_visitor::unreached.is_not_null())
        .and(chat_visitor::unreached.assume_not_null().eq(why));
    let found: Vec<Option<ConversationId>> =
        chat_visitor::table.filter(which).select(chat_visitor::conversation_id).load(db)?;
    Ok(found.into_iter().flatten().collect())
}

/// The conversations of visitors of this address to which no mail was sent for its sake.
pub(super) fn kept_from(
    db: &mut Db,
    workspace: WorkspaceId,
    address: &str,
) -> Result<Vec<ConversationId>, DbError> {
    let which = chat_visitor::workspace_id
        .eq(workspace)
        .and(chat_visitor::unreached.is_not_null())
        .and(chat_visitor::unreached.assume_not_null().eq_any([Unreached::Suppressed, Unreached::Silenced]));
    let found: Vec<(Option<String>, Option<ConversationId>)> = chat_visitor::table
        .filter(which)
        .select((chat_visitor::email, chat_visitor::conversation_id))
        .load(db)?;
    let is_theirs =
        |email: &Option<String>| email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(address));
    Ok(found.into_iter().filter(|(email, _)| is_theirs(email)).filter_map(|(_, id)| id).collect())
}

/// How many messages are read at once while catching up.
const PAGE: i64 = 200;

/// A page of the public messages of a conversation behind one, oldest first, and behind which the next page begins; those
/// that can still be taken back are not there yet.
pub(super) fn visible_after(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    after: MessageId,
) -> Result<(Vec<Message>, Option<MessageId>), DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq(id))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::id.gt(after));
    let mut rows: Vec<Message> =
        message::table.filter(which).order(message::id).limit(PAGE).select(Message::as_select()).load(db)?;
    let next = rows.get(PAGE as usize - 1).map(|last| last.id);
    rows.retain(is_visible);
    Ok((rows, next))
}

/// The newest public messages of some conversations, of those before one if it is named, oldest first; and whether there are
/// older ones.
pub(super) fn visible_before(
    db: &mut Db,
    workspace: WorkspaceId,
    of: &[ConversationId],
    before: Option<MessageId>,
    limit: i64,
) -> Result<(Vec<Message>, bool), DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq_any(of.iter().copied()))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::id.lt(before.unwrap_or(MessageId(i64::MAX))));
    let mut rows: Vec<Message> = message::table
        .filter(which)
        .order(message::id.desc())
        .limit(limit + 1)
        .select(Message::as_select())
        .load(db)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    rows.retain(is_visible);
    rows.reverse();
    Ok((rows, more))
}

/// What the team has said in public that nobody on the other side has seen; at most the newest 50, oldest first.
pub(super) fn not_seen(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<Message>, DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq(id))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::author_type.ne(AuthorType::Customer))
        .and(message::seen_at.is_null());
    let mut rows: Vec<Message> = message::table
        .filter(which)
        .order(message::id.desc())
        .limit(50)
        .select(Message::as_select())
        .load(db)?;
    rows.reverse();
    Ok(rows)
}

/// What was said by chat and stands on the screen unseen, and was not mailed yet: oldest first.
pub(super) fn unseen(db: &mut Db, visitor: &Visitor, id: ConversationId) -> Result<Vec<Message>, DbError> {
    let mut rows = not_seen(db, visitor.workspace_id, id)?;
    rows.retain(|row| match &row.delivery {
        Some(delivery) => delivery.state == DeliveryState::Sent && delivery.mailed_at.is_none(),
        None => row.id > visitor.mailed_message,
    });
    rows.retain(|row| row.channel == ChannelKind::Chat);
    Ok(rows)
}

/// What came on the screen later than younger messages, because it could be taken back for a while, and was not seen: who
/// was away at that moment has not got it, whatever they have got since.
pub(super) fn late(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    before: MessageId,
) -> Result<Vec<Message>, DbError> {
    let mut rows = not_seen(db, workspace, id)?;
    rows.retain(|row| row.id <= before && is_visible(row));
    rows.retain(|row| row.delivery.as_ref().is_some_and(|delivery| delivery.at > row.created_at));
    Ok(rows)
}

/// A message that was sent by another way (mail) shows too; one that waits or failed does not. What was on the screen and
/// then failed by mail is on the screen still.
pub(super) fn is_visible(row: &Message) -> bool {
    let hidden = |delivery: &Delivery| match delivery.state {
        DeliveryState::Queued => true,
        DeliveryState::Failed => row.channel != ChannelKind::Chat,
        DeliveryState::Sent | DeliveryState::Delivered => false,
    };
    row.visibility == Visibility::Public && !row.delivery.as_ref().is_some_and(hidden)
}
