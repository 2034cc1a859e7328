//! When the visitor has left: what they have not seen goes by mail, several messages in one, never what they have read. Where
//! that can't be, the team is told why, and it is tried again once an address or a mailbox is there.

use database::events::Event;
use database::outbox::{self, Attempt, NewRow, Row, Sender, Settled};
use database::readers::Reader;
use database::{DbError, Time, Tx, WorkspaceId, timers};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::store;
use super::visitor::{Unreached, Visitor};
use crate::channels::email::{silent, suppressed};
use crate::channels::{self, ChannelId, ChannelKind};
use crate::conversations::{
    self, AuthorType, ConversationId, Delivery, DeliveryState, Message, MessageCreated, MessageId,
    Visibility, kinds,
};

/// The timer that looks whether an answer was seen.
const UNSEEN: &str = "timer.chat_unseen";
/// How long an answer may stay unseen on the screen before it goes by mail. Each new one starts it again, so that several
/// become one mail, but never longer than [`LONGEST`] after the first.
const PATIENCE: SignedDuration = SignedDuration::from_secs(90);
const LONGEST: SignedDuration = SignedDuration::from_mins(6);

/// The outbox kind of these mails.
pub const CHAT_MAIL: &str = "chat_mail";

/// Unseen messages of a conversation, to be put into one mail.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChatMail {
    /// The conversation.
    pub conversation: ConversationId,
    /// The mailbox that it goes out from.
    pub mailbox: ChannelId,
    /// To whom.
    pub email: String,
    /// Their name, if they gave one.
    pub name: String,
    /// The widget's language.
    pub language: String,
    /// The messages, oldest first.
    pub messages: Vec<MessageId>,
}

/// Watches what visitors have not seen.
#[derive(Debug, Clone, Copy)]
pub struct Leaving;

impl Reader for Leaving {
    fn name(&self) -> &'static str {
        "chat-leaving"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["message.created", "message.updated", "channel.created", "channel.updated", UNSEEN]
    }

    /// What customers say is none of it.
    fn heeds(&self, kind: &str, actor: &str) -> bool {
        kind != "message.created" || !actor.starts_with("customer:")
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            "message.created" => watch(tx, event),
            "message.updated" => watch_revealed(tx, event),
            "channel.created" | "channel.updated" => mailbox_came(tx, event),
            UNSEEN => mail_unseen(tx, event.workspace, ConversationId(event.subject)),
            _ => Ok(()),
        }
    }
}

/// An answer on a chat: looks later whether it was seen.
fn watch(tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
    let created: MessageCreated = event.payload_as()?;
    let ours = created.author != AuthorType::Customer && created.visibility == Visibility::Public;
    if !ours || created.channel != ChannelKind::Chat {
        return Ok(());
    }
    look_later(tx, event, created.conversation_id)
}

/// The part of the event `message.updated` that matters here.
#[derive(Deserialize)]
struct Updated {
    message_id: MessageId,
}

/// An answer that could be taken back for a while is on the screen from now on.
fn watch_revealed(tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
    let updated: Updated = event.payload_as()?;
    let Some(message) = conversations::message(tx.db, event.workspace, updated.message_id)? else {
        return Ok(());
    };
    let waits = message.delivery.is_some_and(|delivery| is_on_screen_alone(&delivery));
    let ours = message.author_type != AuthorType::Customer && message.channel == ChannelKind::Chat;
    if !ours || !waits || message.seen_at.is_some() {
        return Ok(());
    }
    look_later(tx, event, message.conversation_id)
}

/// Whether an answer is on the screen and nothing was done yet to bring it by mail.
pub(super) fn is_on_screen_alone(delivery: &Delivery) -> bool {
    delivery.state == DeliveryState::Sent && delivery.mailed_at.is_none() && delivery.reason.is_none()
}

/// A mailbox can send now, or a chat has another: those who could not be reached for want of one are looked at again.
fn mailbox_came(tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
    let changed = channels::find(tx.db, event.workspace, ChannelId(event.subject))?;
    let matters = |kind| matches!(kind, ChannelKind::Email | ChannelKind::Chat);
    if !changed.is_some_and(|channel| channel.active.is_yes() && matters(channel.kind)) {
        return Ok(());
    }
    for id in store::unreached(tx.db, event.workspace, Unreached::NoMailbox)? {
        timers::set(tx, event.workspace, UNSEEN, id.0, event.at, &Value::Null)?;
    }
    Ok(())
}

/// A visitor gave an address: what could not reach them for want of one is looked at again, once they had time to see it.
pub(super) fn address_came(tx: &mut Tx<'_>, visitor: &Visitor) -> Result<(), DbError> {
    let waits_for_address = match visitor.unreached {
        Some(Unreached::NoAddress | Unreached::Suppressed | Unreached::Silenced) => true,
        Some(Unreached::NoMailbox) | None => false,
    };
    let waited = waits_for_address && visitor.email.is_some();
    match visitor.conversation_id.filter(|_| waited) {
        Some(id) => timers::set(tx, visitor.workspace_id, UNSEEN, id.0, tx.now.plus(PATIENCE), &Value::Null),
        None => Ok(()),
    }
}

/// Mail can go to an address again: what could not be mailed there is looked at.
pub(in crate::channels) fn address_is_free(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    address: &str,
) -> Result<(), DbError> {
    for id in store::kept_from(tx.db, workspace, address)? {
        timers::set(tx, workspace, UNSEEN, id.0, tx.now, &Value::Null)?;
    }
    Ok(())
}

fn look_later(tx: &mut Tx<'_>, event: &Event, id: ConversationId) -> Result<(), DbError> {
    let first = first_unseen(tx, event.workspace, id)?.unwrap_or(event.at);
    let due = event.at.plus(PATIENCE).min(first.plus(LONGEST));
    timers::set(tx, event.workspace, UNSEEN, id.0, due, &Value::Null)
}

/// Since when something stands on the screen unseen.
fn first_unseen(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Time>, DbError> {
    let mut first: Option<Time> = None;
    for visitor in store::of_conversation(tx.db, workspace, id)? {
        let unseen = store::unseen(tx.db, &visitor, id)?;
        let shown = unseen.iter().map(|row| row.delivery.as_ref().map_or(row.created_at, |shown| shown.at));
        first = shown.chain(first).min();
    }
    Ok(first)
}

fn mail_unseen(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<(), DbError> {
    // After a merge the messages stand where the conversation goes on.
    let Some(conversation) = conversations::living(tx.db, workspace, id)? else { return Ok(()) };
    let id = conversation.id;
    for visitor in store::of_conversation(tx.db, workspace, id)? {
        let Some(mut visitor) = store::find_to_change(tx, workspace, visitor.id)? else { continue };
        let unseen = store::unseen(tx.db, &visitor, id)?;
        visitor.unreached = match unseen.last().map(|last| last.id) {
            None => None,
            Some(last) => match way_out(tx, &visitor)? {
                Ok((mailbox, email)) => {
                    let mail = ChatMail {
                        conversation: id,
                        mailbox,
                        email,
                        name: visitor.name.clone(),
                        language: visitor.language.clone(),
                        messages: unseen.iter().map(|message| message.id).collect(),
                    };
                    let key = format!("chat:{}:{last}", visitor.id);
                    outbox::enqueue(tx, &NewRow::new(workspace, CHAT_MAIL, last.0, key, &mail, tx.now))?;
                    visitor.mailed_message = visitor.mailed_message.max(last);
                    None
                }
                Err(why) => Some(why),
            },
        };
        store::update(tx, &visitor)?;
        for message in unseen {
            tell_team(tx, message, visitor.unreached)?;
        }
    }
    Ok(())
}

/// From which mailbox to which address a visitor is mailed, or why not.
fn way_out(tx: &mut Tx<'_>, visitor: &Visitor) -> Result<Result<(ChannelId, String), Unreached>, DbError> {
    let workspace = visitor.workspace_id;
    let Some(email) = visitor.email.clone() else { return Ok(Err(Unreached::NoAddress)) };
    let address = [email.to_lowercase()];
    if !suppressed(tx.db, workspace, &address)?.is_empty() {
        return Ok(Err(Unreached::Suppressed));
    }
    if let Some(silence) = silent(tx.db, workspace, &address, tx.now)?.first() {
        // It ends by itself: then it is tried again.
        if let Some(id) = visitor.conversation_id {
            timers::set(tx, workspace, UNSEEN, id.0, silence.until, &Value::Null)?;
        }
        return Ok(Err(Unreached::Silenced));
    }
    let chat = channels::find(tx.db, workspace, visitor.channel_id)?;
    let mailbox = chat.map(|chat| channels::mailbox_for(tx.db, &chat)).transpose()?.flatten();
    Ok(mailbox.map(|mailbox| (mailbox.id, email)).ok_or(Unreached::NoMailbox))
}

/// The team sees that a message was mailed, and it is not mailed again; or it sees why that could not be.
fn tell_team(tx: &mut Tx<'_>, message: Message, unreached: Option<Unreached>) -> Result<(), DbError> {
    let Some(before) = message.delivery.clone() else { return Ok(()) };
    let reason = unreached.map(|why| why.to_string());
    let mailed_at = if reason.is_none() { Some(tx.now) } else { before.mailed_at };
    let after = Delivery { reason, mailed_at, ..before.clone() };
    if after == before {
        return Ok(());
    }
    conversations::delivered(tx, message, after)
}

/// Shows a chat answer once it can't be taken back any more: the sender of the outbox kind `chat`.
#[derive(Debug, Clone, Copy)]
pub struct Reveal;

impl Sender for Reveal {
    fn kinds(&self) -> &'static [&'static str] {
        &[kinds::CHAT]
    }

    fn deliver<'a>(&'a self, _row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async { Attempt::Delivered(None) })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        let message = conversations::message(tx.db, row.workspace_id, MessageId(row.subject_id))?;
        match (settled, message) {
            (Settled::Delivered(_), Some(message)) => {
                let sent = Delivery::ended(DeliveryState::Sent, None, tx.now, row.attempts);
                conversations::delivered(tx, message, sent)
            }
            (Settled::Delivered(_) | Settled::Retrying { .. } | Settled::Dead(_), _) => Ok(()),
        }
    }
}
