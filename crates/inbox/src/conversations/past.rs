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
use super::store::{self, turns};

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
    let is_past = is_of_the_past(tx.db, conversation)?;
    conversation.has_attachments = (conversation.has_attachments.is_yes() || !new.files.is_empty()).into();
    take_in(tx, conversation, &message, is_past, past)?;
    store::update(tx, conversation)?;
    let of_past = Some(is_past);
    let event = MessageCreated { of_past, ..MessageCreated::of(conversation, &message, true) };
    let actor = new.author.actor();
    tx.append(NewEvent::new(workspace, "message.created", conversation.id.0, actor).with(event))?;
    Ok(message)
}

/// Whether a conversation is of the past alone: nothing of today has happened in it. Each message that was put into it says so
/// of all before it, so the whole log is read only where another version wrote that, or two conversations were joined.
fn is_of_the_past(db: &mut Db, of: &Conversation) -> Result<bool, DbError> {
    let Some(newest) = events::newest_of_subject(db, of.workspace_id, of.id.0)? else { return Ok(false) };
    if !is_imported(&newest) {
        return Ok(false);
    }
    match newest.payload.get("of_past") {
        Some(Value::Bool(known)) => Ok(*known),
        _ => {
            let log = events::of_subject(db, of.workspace_id, of.id.0, i64::MAX)?;
            Ok(log.iter().all(is_imported))
        }
    }
}

fn began_in_the_past(db: &mut Db, of: &Conversation) -> Result<bool, DbError> {
    let first = events::of_subject(db, of.workspace_id, of.id.0, 1)?;
    Ok(first.first().is_some_and(is_imported))
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
    kept.first_response_at = turns::first_response(tx.db, &kept)?;
    let newest = turns::newest(tx.db, &kept)?;
    stand(tx.db, &mut kept, (newest.as_ref(), None), past)?;
    store::update(tx, &kept)
}

/// What a message changes of its conversation. Read are the turns beside it and the newest one, not all: a thread of
/// thousands of mails is put in mail by mail.
fn take_in(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    message: &Message,
    is_past: bool,
    past: Past,
) -> Result<(), DbError> {
    conversation.message_count += 1;
    conversation.last_activity_at = conversation.last_activity_at.max(past.at);
    if began_in_the_past(tx.db, conversation)? {
        conversation.created_at = conversation.created_at.min(past.at);
        conversation.first_response_at = first_response(tx.db, conversation, message)?;
    }
    let newest = turns::newest(tx.db, conversation)?;
    let shown = newest.as_ref().unwrap_or(message);
    if message.visibility == Visibility::Public && shown.id == message.id {
        let said = if shown.new_text.trim().is_empty() { &shown.text } else { &shown.new_text };
        conversation.snippet = snippet_of(said);
        conversation.last_author = shown.author_type;
        conversation.channel = shown.channel;
        conversation.channel_id = shown.channel_id;
    }
    if is_past {
        let is_newest = newest.as_ref().is_some_and(|newest| newest.id == message.id);
        let waited = conversation.waiting_since.filter(|_| is_newest);
        stand(tx.db, conversation, (newest.as_ref(), waited), past)?;
    }
    Ok(())
}

/// When a person first answered the customer, after this message came. A message that is the newest changes it at most to
/// itself; where one stands between others, it is looked for anew.
fn first_response(db: &mut Db, of: &Conversation, message: &Message) -> Result<Option<Time>, DbError> {
    if !turns::is_turn(message) {
        return Ok(of.first_response_at);
    }
    if turns::next(db, of, message.id, None)?.is_some() {
        return turns::first_response(db, of);
    }
    let is_answer = message.author_type == AuthorType::Agent && of.first_response_at.is_none();
    let before = if is_answer { turns::before(db, of, message.id)? } else { None };
    let answers_customer = before.is_some_and(|(author, _)| author == AuthorType::Customer);
    Ok(of.first_response_at.or(answers_customer.then_some(message.created_at)))
}

/// Open or done, by the newest message. `waited`: since when, where that is known to be so still if it waits.
fn stand(
    db: &mut Db,
    conversation: &mut Conversation,
    (newest, waited): (Option<&Message>, Option<Time>),
    past: Past,
) -> Result<(), DbError> {
    if !matches!(conversation.status, Status::Open | Status::Solved) {
        return Ok(());
    }
    let waits = newest.is_some_and(|last| {
        last.author_type == AuthorType::Customer
            && past.open_since.is_some_and(|since| last.created_at >= since)
    });
    conversation.status = if waits { Status::Open } else { Status::Solved };
    conversation.waiting_since = match waited {
        _ if !waits => None,
        Some(waited) => Some(waited),
        None => turns::waiting_since(db, conversation)?,
    };
    conversation.solved_at = (!waits).then_some(conversation.last_activity_at);
    conversation.unread = Flag::No;
    Ok(())
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
