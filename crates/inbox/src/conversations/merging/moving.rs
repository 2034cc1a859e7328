//! One message goes to another conversation, or begins a new one, and can be put back.

use database::{Db, DbError, Tx, WorkspaceId};
use people::customers::{self, CustomerId};
use serde_json::json;

use super::record::{Kept, Left, MoveKind, Moved, Stand, take_move, was_taken_out, write_down};
use super::{MoveError, beside, hold_both, settle, tell, tell_status, unsplit};
use crate::conversations::answering::status_before;
use crate::conversations::conversation::{Conversation, ConversationId, Status};
use crate::conversations::message::{AuthorType, Message, MessageId};
use crate::conversations::store;
use crate::conversations::taking_part::{self, Participant};

/// Moves a message to another conversation, or into a new one; returns that. What the message had done to the status of the
/// one that it leaves is taken back.
///
/// # Errors
/// [`MoveError`].
pub fn move_message(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
    into: Option<ConversationId>,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let from = existing(tx, workspace, id)?.conversation_id;
    hold_both(tx, workspace, from, into.unwrap_or(from))?;
    let message = existing(tx, workspace, id)?;
    let mut old = store::find(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?;
    if message.conversation_id != from || into == Some(from) || old.merged_into.is_some() {
        return Err(MoveError::Same);
    }
    if store::message_ids(tx.db, workspace, from, MessageId(0))?.len() == 1 {
        return Err(MoveError::Only);
    }
    match into {
        Some(into) => {
            let target = store::find(tx.db, workspace, into)?.ok_or(MoveError::NotFound)?;
            if target.merged_into.is_some() {
                return Err(MoveError::Same);
            }
            bring(tx, &message, &mut old, target, actor)
        }
        None => begin(tx, &message, &mut old, actor),
    }
}

/// Puts a message back to where it was moved from; returns that conversation. What was done to either since stays.
///
/// # Errors
/// [`MoveError`].
pub fn unmove(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: MessageId,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let message = existing(tx, workspace, id)?;
    let (from, moved) = match take_move(tx, &message) {
        Err(MoveError::Nothing) => return unsplit(tx, workspace, message.conversation_id, actor),
        found => found?,
    };
    let from = store::living(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?.id;
    hold_both(tx, workspace, from, message.conversation_id)?;
    let mut back = store::find(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?;
    let mut left = store::find(tx.db, workspace, message.conversation_id)?.ok_or(MoveError::NotFound)?;
    let (was_back, was_left) = (back.clone(), left.clone());
    store::move_messages(tx, workspace, &[id], from)?;
    for person in &moved.left {
        take_part(tx, &back, person)?;
    }
    if let Some(kept) = &moved.kept {
        if kept.after.is_of(&left) && kept.before != kept.after {
            kept.before.put_back(&mut left, tx.now);
        }
        forget_who_left(tx, &left, &kept.participants)?;
    }
    settle(tx, &was_back, &mut back)?;
    settle(tx, &was_left, &mut left)?;
    tell_status(tx, &was_left, &left, actor)?;
    let back = restore_source(tx, back, &moved, actor)?;
    tell(tx, &left, MOVED, json!({"message_id": id, "into": from, "number": back.number}), actor)?;
    tell(tx, &back, MOVED, json!({"message_id": id, "from": left.id, "number": left.number}), actor)?;
    Ok(back)
}

/// Where the message opened the conversation that it comes back to, it does so again, if nobody has changed that since.
pub(super) fn restore_source(
    tx: &mut Tx<'_>,
    mut back: Conversation,
    moved: &Moved,
    actor: &str,
) -> Result<Conversation, DbError> {
    let Some((before, after)) = moved.source else { return Ok(back) };
    if after.is_of(&back) {
        let was = back.clone();
        before.put_back(&mut back, tx.now);
        settle(tx, &was, &mut back)?;
        tell_status(tx, &was, &back, actor)?;
    }
    Ok(back)
}

/// The event that stands in the history of both.
const MOVED: &str = "conversation.message_moved";

fn existing(tx: &mut Tx<'_>, workspace: WorkspaceId, id: MessageId) -> Result<Message, MoveError> {
    store::message(tx.db, workspace, id)?.ok_or(MoveError::NotFound)
}

fn bring(
    tx: &mut Tx<'_>,
    message: &Message,
    old: &mut Conversation,
    mut target: Conversation,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let workspace = message.workspace_id;
    let (was_old, was_target) = (old.clone(), target.clone());
    let waits = waits_for_an_answer(old, message);
    let source = take_back_status(tx, old, message)?;
    store::move_messages(tx, workspace, &[message.id], target.id)?;
    if waits && target.status != Status::Open {
        target.status = Status::Open;
        target.snoozed_until = None;
    }
    let left = take_along(tx, message, old)?;
    let mut participants = Vec::new();
    let there = taking_part::participants(tx.db, workspace, target.id)?;
    for person in left.iter().filter(|person| !there.iter().any(|one| one.address == person.address)) {
        take_part(tx, &target, person)?;
        participants.push(person.address.clone());
    }
    let kept = Kept {
        before: Stand::of(&was_target),
        after: Stand::of(&target),
        participants,
        followers: Vec::new(),
    };
    let moved = Moved { messages: vec![message.id], kept: Some(kept), left, source, ..Moved::default() };
    write_down(tx, workspace, MoveKind::Move, old.id, target.id, moved, actor)?;
    settle(tx, &was_old, old)?;
    settle(tx, &was_target, &mut target)?;
    tell_status(tx, &was_old, old, actor)?;
    tell_status(tx, &was_target, &target, actor)?;
    let id = message.id;
    tell(tx, old, MOVED, json!({"message_id": id, "into": target.id, "number": target.number}), actor)?;
    tell(tx, &target, MOVED, json!({"message_id": id, "from": old.id, "number": old.number}), actor)?;
    Ok(target)
}

/// A message that begins a conversation of its own is split off alone: its author is the customer there.
fn begin(
    tx: &mut Tx<'_>,
    message: &Message,
    old: &mut Conversation,
    actor: &str,
) -> Result<Conversation, MoveError> {
    let workspace = message.workspace_id;
    let was_old = old.clone();
    let source = take_back_status(tx, old, message)?;
    let mut new = beside(tx, old, message)?;
    (new.channel, new.channel_id) = (message.channel, message.channel_id);
    if let (AuthorType::Customer, Some(author)) = (message.author_type, message.author_id) {
        let author = customers::living(tx.db, workspace, CustomerId(author))?.unwrap_or(old.customer_id);
        (new.customer_id, new.recognised_as) = (author, author);
        (new.customer_name, new.customer_email) = customers::name_of(tx.db, workspace, author)?;
    }
    store::insert(tx, &new)?;
    store::move_messages(tx, workspace, &[message.id], new.id)?;
    let left = take_along(tx, message, old)?;
    for person in &left {
        take_part(tx, &new, person)?;
    }
    let moved = Moved { messages: vec![message.id], left, source, ..Moved::default() };
    write_down(tx, workspace, MoveKind::Split, old.id, new.id, moved, actor)?;
    let empty = new.clone();
    settle(tx, &was_old, old)?;
    settle(tx, &empty, &mut new)?;
    customers::conversations_changed(tx, workspace, new.customer_id, 1, None)?;
    tell_status(tx, &was_old, old, actor)?;
    let began = json!({"from": old.id, "number": old.number, "first_message_at": message.created_at});
    tell(tx, &new, "conversation.split", began, actor)?;
    tell(tx, old, "conversation.split", json!({"into": new.id, "number": new.number}), actor)?;
    Ok(new)
}

/// Whether the customer wrote it and has had no answer to it.
fn waits_for_an_answer(of: &Conversation, message: &Message) -> bool {
    message.author_type == AuthorType::Customer
        && of.waiting_since.is_some_and(|since| message.created_at >= since)
}

/// A message that did not belong here should not have opened it either.
fn take_back_status(
    tx: &mut Tx<'_>,
    of: &mut Conversation,
    message: &Message,
) -> Result<Option<(Stand, Stand)>, DbError> {
    let before = Stand::of(of);
    match status_before(tx, message)? {
        Some((from, to)) if to == of.status => of.status = from,
        Some(_) | None => return Ok(None),
    }
    Ok(Some((before, Stand::of(of))))
}

/// Who takes part by this message alone goes with it.
fn take_along(tx: &mut Tx<'_>, message: &Message, old: &Conversation) -> Result<Vec<Left>, DbError> {
    let Some(author) = &message.addresses.from else { return Ok(Vec::new()) };
    let address = author.address.to_lowercase();
    let known = taking_part::participants(tx.db, old.workspace_id, old.id)?;
    let Some(person) = known.into_iter().find(|one| one.address == address) else { return Ok(Vec::new()) };
    forget_who_left(tx, old, std::slice::from_ref(&address))?;
    Ok(vec![Left { address, name: person.name, verified: person.verified.is_yes() }])
}

/// Of these people, those who are on no message of a conversation any more take part in it no more. Its customer always does.
fn forget_who_left(tx: &mut Tx<'_>, of: &Conversation, addresses: &[String]) -> Result<(), DbError> {
    let speaking = taking_part::addresses_of(tx.db, of.workspace_id, of.id)?;
    let is_customer =
        |address: &str| of.customer_email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(address));
    let gone = addresses.iter().map(String::as_str);
    let gone: Vec<&str> =
        gone.filter(|address| !speaking.contains(*address) && !is_customer(address)).collect();
    taking_part::leave(tx, of.workspace_id, of.id, &gone)
}

fn take_part(tx: &mut Tx<'_>, of: &Conversation, who: &Left) -> Result<(), DbError> {
    let row = Participant {
        workspace_id: of.workspace_id,
        conversation_id: of.id,
        address: who.address.clone(),
        name: who.name.clone(),
        verified: who.verified.into(),
    };
    taking_part::take_part(tx, &row)
}

/// Whether the team took a message out of this conversation: what answers it follows it then, whatever else leads here.
///
/// # Errors
/// Only those of the database.
pub fn taken_out_of(
    db: &mut Db,
    workspace: WorkspaceId,
    of: ConversationId,
    message: MessageId,
) -> Result<bool, DbError> {
    let family = store::family(db, workspace, of)?;
    was_taken_out(db, workspace, &family, message)
}
