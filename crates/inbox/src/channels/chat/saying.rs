//! A visitor says something: one transaction, whether by socket or by request.

use database::events::NewEvent;
use database::{DbError, Flag, Tx, WorkspaceId};
use people::customers::{self, CustomerId, Identity, Seen};

use super::visitor::{Visitor, VisitorId};
use super::{history, leaving, store};
use crate::channels::{self, Channel, ChannelKind};
use crate::conversations::{
    self, AttachmentId, Author, Conversation, ConversationId, Delivery, DeliveryState, Message, MessageId,
    NewMessage, Opening, Status, Threading,
};

/// What a visitor says.
#[derive(Debug, Clone)]
pub(super) struct Saying {
    /// Made by the widget.
    pub client_id: String,
    /// What is said.
    pub text: String,
    /// Files that were uploaded before.
    pub uploads: Vec<AttachmentId>,
    /// The page that it was said on.
    pub page: Option<String>,
}

/// Why it was not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum SayingError {
    /// The visitor or the channel is gone.
    #[error("this chat has ended")]
    Gone,
    /// A field is wrong.
    #[error("{0}: {1}")]
    Invalid(&'static str, &'static str),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// The event by which a visitor's sockets learn in which conversation they go on; its subject is the visitor.
pub(super) const BEGUN: &str = "chat.begun";

/// Longest message, in characters.
const LONGEST: usize = 10_000;
/// Most files of one message.
const FILES: usize = 10;

/// Stores a message, once for each client-made id; says whether it is new.
pub(super) fn say(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: VisitorId,
    saying: Saying,
) -> Result<(Message, bool), SayingError> {
    check(&saying)?;
    one_device_at_a_time(tx, workspace, id)?;
    let mut visitor = store::find_to_change(tx, workspace, id)?.ok_or(SayingError::Gone)?;
    let external_id = format!("{id}/{}", saying.client_id);
    if let Some(known) = conversations::by_external_id(tx.db, workspace, &external_id)?.into_iter().next() {
        return Ok((known, false));
    }
    check_files(tx, &visitor, &saying.uploads)?;
    let channel =
        channels::find(tx.db, workspace, visitor.channel_id)?.filter(|channel| channel.active.is_yes());
    let channel = channel.ok_or(SayingError::Gone)?;
    let customer = recognise(tx, &mut visitor, &channel, None)?;
    let mut conversation = conversation(tx, &visitor, &channel, customer, &saying.text)?;
    let mut new = NewMessage::text(
        Author::Customer(customer, shown_name(&visitor)),
        (ChannelKind::Chat, channel.id),
        saying.text,
    );
    new.external_id = Some(external_id);
    new.uploads = saying.uploads;
    new.threading =
        Some(Threading { evidence: "chat_visitor".to_owned(), detail: Some(visitor.id.to_string()) });
    let message = conversations::append(tx, &mut conversation, new)?;
    if visitor.conversation_id.replace(conversation.id) != Some(conversation.id) {
        history::note(tx, &visitor, conversation.id)?;
        go_on_everywhere(tx, &visitor, conversation.id, customer)?;
    }
    visitor.last_active_at = tx.now;
    visitor.page = saying.page.or(visitor.page);
    store::update(tx, &visitor)?;
    Ok((message, true))
}

/// Two devices of one customer that begin at the same moment begin the same conversation. Asked for before the visitor's own
/// row is held, so that nobody waits for each other.
fn one_device_at_a_time(tx: &mut Tx<'_>, workspace: WorkspaceId, id: VisitorId) -> Result<(), DbError> {
    let visitor = store::find(tx.db, workspace, id)?.filter(|visitor| visitor.identified.is_yes());
    match visitor.and_then(|visitor| visitor.customer_id) {
        Some(customer) => tx.alone_with("chat-customer", customer.0, ""),
        None => Ok(()),
    }
}

/// The visitor's other tabs go on here too, and so do their other devices.
fn go_on_everywhere(
    tx: &mut Tx<'_>,
    visitor: &Visitor,
    conversation: ConversationId,
    customer: CustomerId,
) -> Result<(), DbError> {
    let mut all = history::other_devices(tx.db, visitor)?;
    all.push(visitor.id);
    for id in all {
        let event = NewEvent::new(visitor.workspace_id, BEGUN, id.0, format!("customer:{customer}"));
        tx.append(event.with(serde_json::json!({"conversation_id": conversation})))?;
    }
    Ok(())
}

/// The name that was given, or else the address.
fn shown_name(visitor: &Visitor) -> String {
    let given = Some(visitor.name.clone()).filter(|name| !name.is_empty());
    given.or_else(|| visitor.email.clone()).unwrap_or_default()
}

fn check(saying: &Saying) -> Result<(), SayingError> {
    let id = &saying.client_id;
    let fits = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !fits {
        return Err(SayingError::Invalid("client_id", "has 1 to 64 letters, digits, - _ and ."));
    }
    if saying.text.trim().is_empty() && saying.uploads.is_empty() {
        return Err(SayingError::Invalid("text", "there is nothing to say"));
    }
    if saying.text.chars().count() > LONGEST {
        return Err(SayingError::Invalid("text", "has at most 10,000 characters"));
    }
    if saying.text.contains('\0') {
        return Err(SayingError::Invalid("text", "has a NUL"));
    }
    if saying.uploads.len() > FILES {
        return Err(SayingError::Invalid("attachments", "at most 10 files"));
    }
    Ok(())
}

/// Only files that this visitor uploaded, and that are in no message yet.
fn check_files(tx: &mut Tx<'_>, visitor: &Visitor, uploads: &[AttachmentId]) -> Result<(), SayingError> {
    let by = format!("visitor:{}", visitor.id);
    for upload in uploads {
        let file = conversations::attachment(tx.db, visitor.workspace_id, *upload)?;
        if !file.is_some_and(|file| file.uploaded_by == by && file.message_id.is_none()) {
            return Err(SayingError::Invalid("attachments", "there is no such file"));
        }
    }
    Ok(())
}

/// The customer behind a visitor. What the store signed is sure; what was typed is a claim.
pub(super) fn recognise(
    tx: &mut Tx<'_>,
    visitor: &mut Visitor,
    channel: &Channel,
    account: Option<Identity>,
) -> Result<CustomerId, DbError> {
    let chat = Identity::chat(visitor.id);
    let email = visitor.email.as_deref().and_then(Identity::email);
    let email = email.map(|email| if visitor.identified.is_yes() { email } else { email.claimed() });
    // The profile that the store knows stays; what was said before on this browser joins it.
    let mut identities: Vec<Identity> = account.into_iter().chain(email).chain([chat]).collect();
    identities.sort_by_key(|identity| !identity.verified);
    let seen = Seen {
        identities: &identities,
        name: Some(&visitor.name),
        language: Some(&visitor.language),
        time_zone: visitor.time_zone.as_deref(),
        ..Seen::default()
    };
    let customer = customers::recognise(tx, channel.workspace_id, &seen)?;
    visitor.customer_id = Some(customer);
    Ok(customer)
}

/// The conversation that goes on, see [`history::current`]; a new one, linked with it, after it was closed.
fn conversation(
    tx: &mut Tx<'_>,
    visitor: &Visitor,
    channel: &Channel,
    customer: CustomerId,
    text: &str,
) -> Result<Conversation, DbError> {
    let found = history::current(tx.db, visitor)?;
    let closed = match found {
        Some(found) if found.status != Status::Closed => return Ok(found),
        closed => closed,
    };
    let subject = conversations::snippet_of(text);
    let opening = Opening {
        channel,
        customer,
        subject: &subject.chars().take(80).collect::<String>(),
        status: Status::Open,
        language: Some(&visitor.language),
        store: None,
        actor: format!("customer:{customer}"),
    };
    let conversation = conversations::open(tx, visitor.workspace_id, &opening)?;
    if let Some(closed) = closed {
        conversations::link(tx, visitor.workspace_id, conversation.id, closed.id)?;
    }
    Ok(conversation)
}

/// The visitor has seen all up to a message: ours that were sent are delivered. Says whether that is news.
pub(super) fn saw(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: VisitorId,
    up_to: MessageId,
) -> Result<bool, DbError> {
    let Some(mut visitor) = store::find_to_change(tx, workspace, id)? else { return Ok(false) };
    let Some(conversation) = history::current(tx.db, &visitor)? else { return Ok(false) };
    let mut seen = store::not_seen(tx.db, workspace, conversation.id)?;
    seen.retain(|message| message.id <= up_to && store::is_visible(message));
    let Some(newest) = seen.last().map(|message| message.id) else { return Ok(false) };
    for mut message in seen {
        message.seen_at = Some(tx.now);
        let before = message.delivery.clone();
        let attempts = before.as_ref().map_or(1, |delivery| delivery.attempts);
        let mailed_at = before.and_then(|delivery| delivery.mailed_at);
        let arrived = Delivery::ended(DeliveryState::Delivered, None, tx.now, attempts);
        conversations::delivered(tx, message, Delivery { mailed_at, ..arrived })?;
    }
    visitor.seen_message = visitor.seen_message.max(newest);
    visitor.last_active_at = tx.now;
    store::update(tx, &visitor)?;
    Ok(true)
}

/// Name and address that the visitor gave; they are claims until proved. An address that the store signed stays.
pub(super) fn details(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: VisitorId,
    name: Option<&str>,
    email: Option<&str>,
) -> Result<(), SayingError> {
    let mut visitor = store::find_to_change(tx, workspace, id)?.ok_or(SayingError::Gone)?;
    if let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) {
        visitor.name = name.chars().take(120).collect();
    }
    if let Some(email) = email.map(str::trim).filter(|email| !email.is_empty()) {
        let known =
            Identity::email(email).ok_or(SayingError::Invalid("email", "is not an e-mail address"))?;
        if visitor.identified == Flag::No {
            visitor.email = Some(known.value);
        }
    }
    if visitor.customer_id.is_some()
        && let Some(channel) = channels::find(tx.db, workspace, visitor.channel_id)?
    {
        recognise(tx, &mut visitor, &channel, None)?;
    }
    leaving::address_came(tx, &visitor)?;
    store::update(tx, &visitor)?;
    Ok(())
}
