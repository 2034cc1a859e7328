//! Two conversations become one, one becomes two, and each can be undone.
//!
//! Messages move; what moved is written down. A reply that is threaded to a conversation that went follows it to where
//! its messages are now.

use database::events::NewEvent;
use database::{DbError, Flag, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answering::look_again;
use super::conversation::{Conversation, ConversationId, Status, snippet_of};
use super::message::{Message, MessageId};
use super::store;
use crate::schema::conversation_move;

database::id_type!(
    /// A merge or a split.
    MoveId,
    "mov"
);

database::text_enum!(
    /// Why messages moved.
    pub enum MoveKind {
        /// One conversation went into another.
        Merge = "merge",
        /// A part of one became another.
        Split = "split",
    }
);

/// Which messages moved.
#[derive(Debug, Clone, Default, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
struct Moved {
    messages: Vec<MessageId>,
    /// Where the conversation that went stood before.
    status: Option<Status>,
}
database::json_column!(Moved);

/// Why conversations can't be merged, split or put back.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is no such conversation or message here.
    #[error("there is no such conversation or message")]
    NotFound,
    /// A conversation can't be merged into itself, or one that went can't go again.
    #[error("these two conversations are one already")]
    Same,
    /// A split needs something to stay behind.
    #[error("the first message can't be split off")]
    First,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    Nothing,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Moves all messages of `from` into `into`; returns `into`.
///
/// # Errors
/// [`MoveError`].
pub fn merge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
    into: ConversationId,
    actor: &str,
) -> Result<Conversation, MoveError> {
    hold_both(tx, workspace, from, into)?;
    let mut gone = store::find(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?;
    let mut kept = store::find(tx.db, workspace, into)?.ok_or(MoveError::NotFound)?;
    if from == into || gone.merged_into.is_some() || kept.merged_into.is_some() {
        return Err(MoveError::Same);
    }
    let messages = store::message_ids(tx.db, workspace, from, MessageId(0))?;
    store::move_messages(tx, workspace, &messages, into)?;
    for participant in store::participants(tx.db, workspace, from)? {
        store::take_part(tx, &store::Participant { conversation_id: into, ..participant })?;
    }
    let moved = Moved { messages, status: Some(gone.status) };
    write_down(tx, workspace, MoveKind::Merge, from, into, moved, actor)?;
    let before = kept.status;
    if gone.status == Status::Open {
        kept.status = Status::Open;
        kept.snoozed_until = None;
    }
    gone.merged_into = Some(into);
    gone.status = Status::Closed;
    gone.snoozed_until = None;
    if gone.unread.is_yes() {
        kept.unread = Flag::Yes;
    }
    look_again(tx, &mut gone)?;
    look_again(tx, &mut kept)?;
    store::update(tx, &gone)?;
    store::update(tx, &kept)?;
    customers::conversations_changed(tx, workspace, gone.customer_id, -1, None)?;
    if before != kept.status {
        let change = json!({"changes": {"status": {"from": before, "to": kept.status}}});
        tell(tx, &kept, "conversation.updated", change, actor)?;
    }
    tell(tx, &kept, "conversation.merged", json!({"from": from, "number": gone.number}), actor)?;
    tell(tx, &gone, "conversation.merged", json!({"into": into, "number": kept.number}), actor)?;
    Ok(kept)
}

/// Puts back what the merge of `from` moved; messages that came since stay where they are. Returns `from`.
///
/// # Errors
/// [`MoveError`].
pub fn unmerge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let mut back = store::find(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?;
    let into = back.merged_into.ok_or(MoveError::Nothing)?;
    hold_both(tx, workspace, from, into)?;
    let moved = take_back(tx, workspace, MoveKind::Merge, from)?;
    let places = store::places_of(tx.db, workspace, &moved.messages)?;
    store::move_messages(tx, workspace, &moved.messages, from)?;
    back.merged_into = None;
    back.status = moved.status.unwrap_or(Status::Open);
    if back.status == Status::Snoozed {
        back.status = Status::Open;
    }
    let mut kept = store::find(tx.db, workspace, into)?.ok_or(MoveError::NotFound)?;
    look_again(tx, &mut back)?;
    look_again(tx, &mut kept)?;
    store::update(tx, &back)?;
    store::update(tx, &kept)?;
    for place in places.into_iter().filter(|place| *place != from && *place != into) {
        if let Some(mut passed) = store::find_to_change(tx, workspace, place)? {
            look_again(tx, &mut passed)?;
            store::update(tx, &passed)?;
        }
    }
    customers::conversations_changed(tx, workspace, back.customer_id, 1, None)?;
    tell(tx, &kept, "conversation.unmerged", json!({"from": from, "number": back.number}), actor)?;
    tell(tx, &back, "conversation.unmerged", json!({"into": into, "number": kept.number}), actor)?;
    Ok(back)
}

/// Makes a new conversation of a message and all after it; returns the new one.
///
/// # Errors
/// [`MoveError`].
pub fn split(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
    at: MessageId,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let mut old = store::find_to_change(tx, workspace, from)?.ok_or(MoveError::NotFound)?;
    let message = store::message(tx.db, workspace, at)?
        .filter(|message| message.conversation_id == from)
        .ok_or(MoveError::NotFound)?;
    let moving = store::message_ids(tx.db, workspace, from, at)?;
    let all = store::message_ids(tx.db, workspace, from, MessageId(0))?;
    if moving.len() == all.len() {
        return Err(MoveError::First);
    }
    let mut new = beside(tx, &old, &message)?;
    store::insert(tx, &new)?;
    store::move_messages(tx, workspace, &moving, new.id)?;
    for participant in store::participants(tx.db, workspace, from)? {
        store::take_part(tx, &store::Participant { conversation_id: new.id, ..participant })?;
    }
    write_down(
        tx,
        workspace,
        MoveKind::Split,
        from,
        new.id,
        Moved { messages: moving, status: None },
        actor,
    )?;
    look_again(tx, &mut old)?;
    look_again(tx, &mut new)?;
    store::update(tx, &old)?;
    store::update(tx, &new)?;
    customers::conversations_changed(tx, workspace, new.customer_id, 1, None)?;
    tell(tx, &new, "conversation.split", json!({"from": from, "number": old.number}), actor)?;
    tell(tx, &old, "conversation.split", json!({"into": new.id, "number": new.number}), actor)?;
    Ok(new)
}

/// Puts a split-off conversation back where it came from; returns that one. Messages that came since go along.
///
/// # Errors
/// [`MoveError`].
pub fn unsplit(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    new: ConversationId,
    actor: &str,
) -> Result<Conversation, MoveError> {
    store::find(tx.db, workspace, new)?.ok_or(MoveError::NotFound)?;
    let which = conversation_move::workspace_id
        .eq(workspace)
        .and(conversation_move::into_id.eq(new))
        .and(conversation_move::kind.eq(MoveKind::Split))
        .and(conversation_move::undone_at.is_null());
    let row: Option<(MoveId, ConversationId)> = conversation_move::table
        .filter(which)
        .select((conversation_move::id, conversation_move::from_id))
        .first(tx.db)
        .optional()
        .map_err(DbError::from)?;
    let (id, old) = row.ok_or(MoveError::Nothing)?;
    mark_undone(tx, workspace, id)?;
    merge(tx, workspace, new, old, actor)
}

/// In the same order by everybody, so that two merges never wait for each other.
fn hold_both(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    one: ConversationId,
    other: ConversationId,
) -> Result<(), DbError> {
    for id in [one.min(other), one.max(other)] {
        tx.hold("conversation", workspace, id.0)?;
    }
    Ok(())
}

/// A new conversation with the old one's people, tags and fields.
fn beside(tx: &mut Tx<'_>, old: &Conversation, first: &Message) -> Result<Conversation, DbError> {
    let subject = if first.subject.is_empty() { snippet_of(&first.new_text) } else { first.subject.clone() };
    let mut new = old.clone();
    new.id = tx.id();
    new.number = tx.count(old.workspace_id, "conversation")?;
    new.subject = super::conversation::plain_subject(&subject);
    new.status = Status::Open;
    new.snoozed_until = None;
    new.solved_at = None;
    new.merged_into = None;
    new.created_at = first.created_at;
    new.tags = super::conversation::Tags::default();
    Ok(new)
}

fn write_down(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: MoveKind,
    from: ConversationId,
    into: ConversationId,
    moved: Moved,
    actor: &str,
) -> Result<(), DbError> {
    let row = (
        conversation_move::workspace_id.eq(workspace),
        conversation_move::id.eq(tx.id::<MoveId>()),
        conversation_move::kind.eq(kind),
        conversation_move::from_id.eq(from),
        conversation_move::into_id.eq(into),
        conversation_move::moved.eq(moved),
        conversation_move::actor.eq(actor),
        conversation_move::at.eq(tx.now),
    );
    diesel::insert_into(conversation_move::table).values(row).execute(tx.db)?;
    Ok(())
}

fn take_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: MoveKind,
    from: ConversationId,
) -> Result<Moved, MoveError> {
    let which = conversation_move::workspace_id
        .eq(workspace)
        .and(conversation_move::from_id.eq(from))
        .and(conversation_move::kind.eq(kind))
        .and(conversation_move::undone_at.is_null());
    let row: Option<(MoveId, Moved)> = conversation_move::table
        .filter(which)
        .order(conversation_move::id.desc())
        .select((conversation_move::id, conversation_move::moved))
        .first(tx.db)
        .optional()
        .map_err(DbError::from)?;
    let (id, moved) = row.ok_or(MoveError::Nothing)?;
    mark_undone(tx, workspace, id)?;
    Ok(moved)
}

fn mark_undone(tx: &mut Tx<'_>, workspace: WorkspaceId, id: MoveId) -> Result<(), DbError> {
    let change = conversation_move::undone_at.eq(Some::<Time>(tx.now));
    diesel::update(conversation_move::table.find((workspace, id))).set(change).execute(tx.db)?;
    Ok(())
}

fn tell(
    tx: &mut Tx<'_>,
    of: &Conversation,
    kind: &'static str,
    payload: serde_json::Value,
    actor: &str,
) -> Result<(), DbError> {
    tx.append(NewEvent::new(of.workspace_id, kind, of.id.0, actor).with(payload))?;
    Ok(())
}
