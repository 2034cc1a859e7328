//! What was said before, elsewhere: put where it belongs in time, and nobody is told.
//!
//! A conversation of the past is done, unless it is asked that one whose newest message is a customer's of the last days be
//! open. It stands so from its beginning: no change of its status is in the log, so no report counts one. As soon as anything
//! of today happens in a conversation, what is put into it from the past changes its status no more.

use database::events::{self, Event, NewEvent};
use database::{Db, DbError, Flag, Time, Tx, WorkspaceId};
use people::customers;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::appending::{self, MessageCreated, NewMessage, Opening};
use super::conversation::{Conversation, ConversationId, Status, snippet_of};
use super::merging::{self, MoveError};
use super::message::{AuthorType, Message, MessageId, Visibility};
use super::store::{self, Facts};

/// When something of the past was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// When.
    pub at: Time,
    /// A conversation whose newest message is a customer's, and not older than this, is open; none is if absent.
    pub open_since: Option<Time>,
}

/// Begins a conversation that began in the past. [`append_past`] follows in the same transaction.
///
/// # Errors
/// Only those of the database.
pub fn open_past(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    opening: &Opening<'_>,
    past: Past,
) -> Result<Conversation, DbError> {
    let mut conversation = appending::row_of_opening(tx, workspace, opening)?;
    let free = |db: &mut Db, id| Ok(store::find(db, workspace, ConversationId(id))?.is_none());
    conversation.id = ConversationId(free_id(tx, past.at, &conversation.number.to_string(), free)?);
    conversation.created_at = past.at;
    conversation.last_activity_at = past.at;
    store::insert(tx, &conversation)?;
    customers::conversations_changed(tx, workspace, opening.customer, 1, None)?;
    let event = NewEvent::new(workspace, "conversation.created", conversation.id.0, opening.actor.clone());
    tx.append(event.with(json!({
        "conversation_id": conversation.id,
        "customer_id": conversation.customer_id,
        "channel": conversation.channel,
        "imported": true,
    })))?;
    Ok(conversation)
}

/// Puts a message of the past into a conversation.
///
/// # Errors
/// Only those of the database.
pub fn append_past(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    new: NewMessage,
    past: Past,
) -> Result<Message, DbError> {
    appending::hold(tx, conversation)?;
    let mut message = appending::row_of(tx, conversation, &new);
    let workspace = conversation.workspace_id;
    let free = |db: &mut Db, id| Ok(store::message(db, workspace, MessageId(id))?.is_none());
    let which = format!("{}\n{}", new.external_id.as_deref().unwrap_or_default(), new.text);
    message.id = MessageId(free_id(tx, past.at, &which, free)?);
    message.created_at = past.at;
    message.sent_at = new.sent_at.unwrap_or(past.at).min(past.at);
    message.seen_at = (message.author_type == AuthorType::Customer).then_some(past.at);
    appending::keep_files(tx, &message, &new)?;
    store::insert_message(tx, &message)?;
    let log = events::of_subject(tx.db, workspace, conversation.id.0, i64::MAX)?;
    take_in(tx, conversation, &message, &log, past)?;
    store::update(tx, conversation)?;
    let event = MessageCreated::of(conversation, &message, true);
    let actor = new.author.actor();
    tx.append(NewEvent::new(workspace, "message.created", conversation.id.0, actor).with(event))?;
    Ok(message)
}

/// Whether a conversation is of the past alone: nothing of today has happened in it.
fn is_of_the_past(db: &mut Db, of: &Conversation) -> Result<bool, DbError> {
    let log = events::of_subject(db, of.workspace_id, of.id.0, i64::MAX)?;
    Ok(of_the_past(&log))
}

fn of_the_past(log: &[Event]) -> bool {
    !log.is_empty() && log.iter().all(is_imported)
}

/// The log says it of all that was taken over; what only joins two of them says nothing.
fn is_imported(event: &Event) -> bool {
    let is_joining = event.kind == "conversation.merged" && event.actor == JOINER;
    is_joining || event.payload.get("imported") == Some(&Value::Bool(true))
}

/// Who joins what belongs together, as the log names them.
const JOINER: &str = "system";

/// A mail came that shows two conversations of the past to be one: what stands in the first goes into the second. Where
/// anything of today has happened in either, they stay as they are.
///
/// # Errors
/// Only those of the database.
pub fn join_past(
    tx: &mut Tx<'_>,
    from: &Conversation,
    into: &Conversation,
    past: Past,
) -> Result<(), DbError> {
    let is_usual = |one: &Conversation| matches!(one.status, Status::Open | Status::Solved);
    let are_usual = is_usual(from) && is_usual(into);
    if !are_usual || !is_of_the_past(tx.db, from)? || !is_of_the_past(tx.db, into)? {
        return Ok(());
    }
    match merging::merge(tx, into.workspace_id, from.id, into.id, JOINER) {
        Ok(_) => {}
        Err(MoveError::Database(cause)) => return Err(cause),
        Err(_) => return Ok(()),
    }
    let Some(mut kept) = store::find_to_change(tx, into.workspace_id, into.id)? else { return Ok(()) };
    kept.created_at = kept.created_at.min(from.created_at);
    let facts = store::facts(tx.db, &kept)?;
    kept.first_response_at = facts.first_response_at;
    stand(&mut kept, &facts, past);
    store::update(tx, &kept)
}

fn take_in(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    message: &Message,
    log: &[Event],
    past: Past,
) -> Result<(), DbError> {
    let facts = store::facts(tx.db, conversation)?;
    conversation.message_count = facts.count;
    conversation.has_attachments = facts.has_attachments.into();
    if log.first().is_some_and(is_imported) {
        conversation.created_at = conversation.created_at.min(past.at);
        conversation.first_response_at = facts.first_response_at;
    }
    conversation.last_activity_at = conversation.last_activity_at.max(past.at);
    let newest = facts.last_public.as_ref();
    let shown = newest.unwrap_or(message);
    if message.visibility == Visibility::Public && shown.id == message.id {
        let said = if shown.new_text.trim().is_empty() { &shown.text } else { &shown.new_text };
        conversation.snippet = snippet_of(said);
        conversation.last_author = shown.author_type;
        conversation.channel = shown.channel;
        conversation.channel_id = shown.channel_id;
    }
    if of_the_past(log) {
        stand(conversation, &facts, past);
    }
    Ok(())
}

/// Open or done, by the newest message.
fn stand(conversation: &mut Conversation, facts: &Facts, past: Past) {
    if !matches!(conversation.status, Status::Open | Status::Solved) {
        return;
    }
    let waits = facts.last_public.as_ref().is_some_and(|last| {
        last.author_type == AuthorType::Customer
            && past.open_since.is_some_and(|since| last.created_at >= since)
    });
    conversation.status = if waits { Status::Open } else { Status::Solved };
    conversation.waiting_since = facts.waiting_since.filter(|_| waits);
    conversation.solved_at = (!waits).then_some(conversation.last_activity_at);
    conversation.unread = Flag::No;
}

/// An id of that time which nothing has yet.
fn free_id(
    tx: &mut Tx<'_>,
    at: Time,
    which: &str,
    is_free: impl Fn(&mut Db, i64) -> Result<bool, DbError>,
) -> Result<i64, DbError> {
    let hash = Sha256::digest(which);
    let mut which = u32::from_le_bytes([hash[0], hash[1], hash[2], hash[3]]);
    loop {
        let id = database::id_of_past(at, which);
        if is_free(tx.db, id)? {
            return Ok(id);
        }
        which = which.wrapping_add(1);
    }
}
