//! Two conversations become one, one becomes two, a message goes to another, and each can be undone.
//!
//! Messages move; what moved is written down. A reply that is threaded to a conversation that went follows it to where
//! its messages are now.

mod moving;
mod record;
mod since;

pub use moving::{move_message, taken_out_of, unmove};

use database::events::NewEvent;
use database::{DbError, Flag, Tx, WorkspaceId};
use people::customers;
use people::team::AgentId;
use serde_json::json;

use self::record::{Kept, MoveKind, Moved, Stand, take_merge, take_split, write_down};
use self::since::since;
use super::answering::look_again;
use super::changing::{differences, keep_timer};
use super::conversation::{Conversation, ConversationId, Status, snippet_of};
use super::message::{Message, MessageId};
use super::{store, taking_part};

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
    /// Without it nothing would be left: that is a merge.
    #[error("it is the only message here; merge the conversations instead")]
    Only,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    Nothing,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Moves all messages of `from` into `into`, with the people who take part and follow; returns `into`.
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
    bring(tx, workspace, from, into, Inherits::What, actor)
}

/// What the conversation that stays takes over of the one that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inherits {
    /// What is open or unread in the one is so in the other.
    What,
    /// Nothing: it was never more than a part of the other.
    Nothing,
}

fn bring(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
    into: ConversationId,
    inherits: Inherits,
    actor: &str,
) -> Result<Conversation, MoveError> {
    hold_both(tx, workspace, from, into)?;
    let mut gone = store::find(tx.db, workspace, from)?.ok_or(MoveError::NotFound)?;
    let mut kept = store::find(tx.db, workspace, into)?.ok_or(MoveError::NotFound)?;
    if from == into || gone.merged_into.is_some() || kept.merged_into.is_some() {
        return Err(MoveError::Same);
    }
    let (went, before) = (gone.clone(), kept.clone());
    let messages = store::message_ids(tx.db, workspace, from, MessageId(0))?;
    store::move_messages(tx, workspace, &messages, into)?;
    if inherits == Inherits::What {
        if gone.status == Status::Open {
            kept.status = Status::Open;
            kept.snoozed_until = None;
        }
        if gone.unread.is_yes() {
            kept.unread = Flag::Yes;
        }
    }
    gone.merged_into = Some(into);
    gone.status = Status::Closed;
    gone.snoozed_until = None;
    let moved = Moved {
        messages,
        status: Some(went.status),
        gone: Some(Stand::of(&went)),
        kept: Some(Kept {
            before: Stand::of(&before),
            after: Stand::of(&kept),
            participants: share_participants(tx, workspace, from, into)?,
            followers: share_followers(tx, &gone, &kept)?,
        }),
        ..Moved::default()
    };
    write_down(tx, workspace, MoveKind::Merge, from, into, moved, actor)?;
    settle(tx, &went, &mut gone)?;
    settle(tx, &before, &mut kept)?;
    customers::conversations_changed(tx, workspace, gone.customer_id, -1, None)?;
    tell_status(tx, &before, &kept, actor)?;
    tell(tx, &kept, "conversation.merged", json!({"from": from, "number": gone.number}), actor)?;
    tell(tx, &gone, "conversation.merged", json!({"into": into, "number": kept.number}), actor)?;
    Ok(kept)
}

/// Puts back what the merge of `from` moved and changed; messages that came since stay where they are, and what somebody
/// changed since stays as it is. Returns `from`.
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
    let mut kept = store::find(tx.db, workspace, into)?.ok_or(MoveError::NotFound)?;
    let moved = take_merge(tx, workspace, from)?;
    let places = store::places_of(tx.db, workspace, &moved.messages)?;
    store::move_messages(tx, workspace, &moved.messages, from)?;
    let (merged, together) = (back.clone(), kept.clone());
    part(tx, &mut back, &mut kept, &moved)?;
    settle(tx, &merged, &mut back)?;
    settle(tx, &together, &mut kept)?;
    for place in places.into_iter().filter(|place| *place != from && *place != into) {
        if let Some(mut passed) = store::find_to_change(tx, workspace, place)? {
            let before = passed.clone();
            settle(tx, &before, &mut passed)?;
        }
    }
    customers::conversations_changed(tx, workspace, back.customer_id, 1, None)?;
    tell_status(tx, &together, &kept, actor)?;
    tell(tx, &kept, "conversation.unmerged", json!({"from": from, "number": back.number}), actor)?;
    tell(tx, &back, "conversation.unmerged", json!({"into": into, "number": kept.number}), actor)?;
    Ok(back)
}

/// What the merge made of both rows is undone, as far as nobody has touched it since.
fn part(
    tx: &mut Tx<'_>,
    back: &mut Conversation,
    kept: &mut Conversation,
    moved: &Moved,
) -> Result<(), DbError> {
    let workspace = back.workspace_id;
    let since = since(tx, workspace, kept.id, "merged", back.id)?;
    back.merged_into = None;
    let old = Stand { status: moved.status.unwrap_or(Status::Open), ..Stand::of(back) };
    let stood = moved.gone.unwrap_or(old);
    stood.put_back(back, tx.now);
    // Who opened the one that stayed saw what had come from the other.
    back.unread = if since.read { Flag::No } else { stood.unread() };
    let Some(was) = &moved.kept else { return Ok(()) };
    if !since.status && was.after.is_of(kept) && was.before != was.after {
        was.before.put_back(kept, tx.now);
    }
    if !since.unread && was.after.unread && !was.before.unread {
        kept.unread = Flag::No;
    }
    let speaking = taking_part::addresses_of(tx.db, workspace, kept.id)?;
    let leaving: Vec<&str> = was.participants.iter().map(String::as_str).collect();
    let leaving: Vec<&str> = leaving.into_iter().filter(|address| !speaking.contains(*address)).collect();
    taking_part::leave(tx, workspace, kept.id, &leaving)?;
    if !since.followers {
        let mut followers = taking_part::followers(tx.db, workspace, kept.id)?;
        followers.retain(|agent| !was.followers.contains(agent));
        taking_part::set_followers(tx, kept, &followers)?;
    }
    Ok(())
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
    for participant in taking_part::participants(tx.db, workspace, from)? {
        taking_part::take_part(tx, &taking_part::Participant { conversation_id: new.id, ..participant })?;
    }
    let moved = Moved { messages: moving, ..Moved::default() };
    write_down(tx, workspace, MoveKind::Split, from, new.id, moved, actor)?;
    let (whole, empty) = (old.clone(), new.clone());
    settle(tx, &whole, &mut old)?;
    settle(tx, &empty, &mut new)?;
    customers::conversations_changed(tx, workspace, new.customer_id, 1, None)?;
    let began = json!({"from": from, "number": old.number, "first_message_at": message.created_at});
    tell(tx, &new, "conversation.split", began, actor)?;
    tell(tx, &old, "conversation.split", json!({"into": new.id, "number": new.number}), actor)?;
    Ok(new)
}

/// Puts a split-off conversation back where it came from; returns that one. Messages that came since go along. As long as
/// nothing was done to the part, the other stands as it stood.
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
    let (old, moved) = take_split(tx, workspace, new)?;
    let since = since(tx, workspace, new, "split", old)?;
    let inherits = if since.status || since.unread { Inherits::What } else { Inherits::Nothing };
    let whole = bring(tx, workspace, new, old, inherits, actor)?;
    Ok(moving::restore_source(tx, whole, &moved, actor)?)
}

/// Brings all that a row says of its messages, its timer and who is called in it in line with what is there, and writes it.
fn settle(tx: &mut Tx<'_>, before: &Conversation, now: &mut Conversation) -> Result<(), DbError> {
    look_again(tx, now)?;
    keep_timer(tx, before, now)?;
    taking_part::mention_anew(tx, now)?;
    store::update(tx, now)
}

/// Who takes part in the one takes part in the other; returns the addresses that were new there.
fn share_participants(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
    into: ConversationId,
) -> Result<Vec<String>, DbError> {
    let known = taking_part::participants(tx.db, workspace, into)?;
    let mut came = taking_part::participants(tx.db, workspace, from)?;
    came.retain(|one| !known.iter().any(|there| there.address == one.address));
    for one in &came {
        taking_part::take_part(tx, &taking_part::Participant { conversation_id: into, ..one.clone() })?;
    }
    Ok(came.into_iter().map(|one| one.address).collect())
}

/// Who follows the one follows the other; returns those who did not before.
fn share_followers(
    tx: &mut Tx<'_>,
    from: &Conversation,
    into: &Conversation,
) -> Result<Vec<AgentId>, DbError> {
    let known = taking_part::followers(tx.db, into.workspace_id, into.id)?;
    let mut came = taking_part::followers(tx.db, from.workspace_id, from.id)?;
    came.retain(|agent| !known.contains(agent));
    if !came.is_empty() {
        taking_part::set_followers(tx, into, &[known, came.clone()].concat())?;
    }
    Ok(came)
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
    new.created_at = tx.now;
    new.tags = super::conversation::Tags::default();
    Ok(new)
}

/// A change of status that came of it stands in the history like any other.
fn tell_status(
    tx: &mut Tx<'_>,
    before: &Conversation,
    now: &Conversation,
    actor: &str,
) -> Result<(), DbError> {
    let changed = differences(before, now);
    if changed.changes.is_empty() {
        return Ok(());
    }
    tell(tx, now, "conversation.updated", json!(changed), actor)
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
