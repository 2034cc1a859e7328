//! The one way in and the one way on: every message of every channel is appended here, and its conversation's row says so.

use database::blobs::{self, Blob};
use database::events::NewEvent;
use database::{DbError, Flag, Time, Tx, WorkspaceId};
use people::customers::{self, CustomerId};
use people::team::AgentId;
use serde::{Deserialize, Serialize};
use shop::stores::StoreId;

use super::attachment::{Attachment, AttachmentId};
use super::author::Author;
use super::conversation::{
    Conversation, ConversationId, CustomFields, Priority, Status, Tags, plain_subject, snippet_of,
};
use super::message::{
    Addresses, Authentication, AuthorType, Delivery, Mentions, Message, MessageId, MessageKind, Threading,
    Visibility,
};
use super::{about_store, store, taking_part};
use crate::channels::{Channel, ChannelId, ChannelKind};

/// A file that comes with a message; large bytes are on disk already.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// The file's name.
    pub name: String,
    /// The media type.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// The blob.
    pub blob: Blob,
    /// The Content-ID that the HTML names it by.
    pub content_id: Option<String>,
    /// Whether it stands within the text.
    pub inline: bool,
}

/// What is said.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// By whom.
    pub author: Author,
    /// Who may read it.
    pub visibility: Visibility,
    /// What kind of message.
    pub kind: MessageKind,
    /// Through which channel.
    pub channel: (ChannelKind, ChannelId),
    /// From whom and to whom.
    pub addresses: Addresses,
    /// The subject, as written; empty where a channel has none.
    pub subject: String,
    /// The HTML, not cleaned.
    pub html: Option<String>,
    /// The whole text.
    pub text: String,
    /// What the author wrote now.
    pub new_text: String,
    /// Images of other servers in the HTML.
    pub remote_images: i64,
    /// How far it has come; only of our own.
    pub delivery: Option<Delivery>,
    /// Why it stands in this conversation.
    pub threading: Option<Threading>,
    /// What is known of the sender.
    pub authentication: Option<Authentication>,
    /// Agents that it calls.
    pub mentions: Vec<AgentId>,
    /// The Message-ID, the client-made id, the id that an API channel gave.
    pub external_id: Option<String>,
    /// The raw mail, which whoever took it has kept.
    pub raw: Option<Blob>,
    /// Files that come with it.
    pub files: Vec<NewFile>,
    /// Files that were uploaded before.
    pub uploads: Vec<AttachmentId>,
    /// When its author says that they sent it.
    pub sent_at: Option<Time>,
}

impl NewMessage {
    /// A public message with nothing but text.
    pub fn text(author: Author, channel: (ChannelKind, ChannelId), text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            author,
            visibility: Visibility::Public,
            kind: MessageKind::Message,
            channel,
            addresses: Addresses::default(),
            subject: String::new(),
            html: None,
            new_text: text.clone(),
            text,
            remote_images: 0,
            delivery: None,
            threading: None,
            authentication: None,
            mentions: Vec::new(),
            external_id: None,
            raw: None,
            files: Vec::new(),
            uploads: Vec::new(),
            sent_at: None,
        }
    }
}

/// What is known when a conversation begins.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// The channel that it begins on.
    pub channel: &'a Channel,
    /// The customer.
    pub customer: CustomerId,
    /// What it is about; marks of replies are taken off.
    pub subject: &'a str,
    /// Where it starts: open when the customer began, as asked when the team did.
    pub status: Status,
    /// The customer's language, BCP 47.
    pub language: Option<&'a str>,
    /// The store that it is about, if not the channel's.
    pub store: Option<StoreId>,
    /// Who began it, as the log names them.
    pub actor: String,
}

/// The event `message.created`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MessageCreated {
    /// The message.
    pub message_id: MessageId,
    /// Its conversation.
    pub conversation_id: ConversationId,
    /// The customer.
    pub customer_id: CustomerId,
    /// Who wrote it.
    pub author: AuthorType,
    /// Who may read it.
    pub visibility: Visibility,
    /// What kind of message.
    pub kind: MessageKind,
    /// Through what.
    pub channel: ChannelKind,
    /// Through which.
    pub channel_id: ChannelId,
    /// Whether it was said before, elsewhere: it is no news to anybody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// Of one that was said before: whether all in its conversation was. Absent where nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_past: Option<bool>,
}

impl MessageCreated {
    pub(super) fn of(conversation: &Conversation, message: &Message, imported: bool) -> Self {
        Self {
            message_id: message.id,
            conversation_id: conversation.id,
            customer_id: conversation.customer_id,
            author: message.author_type,
            visibility: message.visibility,
            kind: message.kind,
            channel: message.channel,
            channel_id: message.channel_id,
            imported,
            of_past: None,
        }
    }
}

/// Begins a conversation. It has no message yet: [`append`] follows in the same transaction.
///
/// # Errors
/// Only those of the database.
pub fn open(tx: &mut Tx<'_>, workspace: WorkspaceId, opening: &Opening<'_>) -> Result<Conversation, DbError> {
    let conversation = begin(tx, workspace, opening)?;
    store::insert(tx, &conversation)?;
    Ok(conversation)
}

/// Begins a conversation with its first message: as [`open`] and [`append`], but its row is written once.
///
/// # Errors
/// Only those of the database.
pub fn open_with(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    opening: &Opening<'_>,
    new: NewMessage,
) -> Result<(Conversation, Message), DbError> {
    let mut conversation = begin(tx, workspace, opening)?;
    let message = say(tx, &mut conversation, new, store::insert)?;
    Ok((conversation, message))
}

/// All that beginning a conversation does but writing its row.
fn begin(tx: &mut Tx<'_>, workspace: WorkspaceId, opening: &Opening<'_>) -> Result<Conversation, DbError> {
    let conversation = row_of_opening(tx, workspace, opening)?;
    let began = opening.actor.starts_with("customer:").then_some(opening.channel.kind.as_str());
    customers::conversations_changed(tx, workspace, opening.customer, 1, began)?;
    let event = NewEvent::new(workspace, "conversation.created", conversation.id.0, opening.actor.clone());
    tx.append(event.with(serde_json::json!({
        "conversation_id": conversation.id,
        "customer_id": conversation.customer_id,
        "channel": conversation.channel,
    })))?;
    Ok(conversation)
}

/// The row of a conversation that begins now, not written yet.
pub(super) fn row_of_opening(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    opening: &Opening<'_>,
) -> Result<Conversation, DbError> {
    let (customer_name, customer_email) = customers::name_of(tx.db, workspace, opening.customer)?;
    Ok(Conversation {
        workspace_id: workspace,
        id: tx.id(),
        number: tx.count(workspace, "conversation")?,
        subject: plain_subject(opening.subject),
        status: opening.status,
        priority: Priority::Normal,
        channel: opening.channel.kind,
        channel_id: opening.channel.id,
        store_id: opening.store.or(opening.channel.store_id),
        customer_id: opening.customer,
        recognised_as: opening.customer,
        customer_name,
        customer_email,
        assignee_id: None,
        team_id: opening.channel.team_id,
        tags: Tags::default(),
        snippet: String::new(),
        last_author: AuthorType::System,
        unread: Flag::No,
        message_count: 0,
        waiting_since: None,
        last_activity_at: tx.now,
        snoozed_until: None,
        has_attachments: Flag::No,
        language: opening.language.map(str::to_owned),
        custom_fields: CustomFields::default(),
        merged_into: None,
        first_response_at: None,
        solved_at: None,
        created_at: tx.now,
    })
}

/// Appends a message and brings the conversation's row up to date. What a customer says opens what was done; machines
/// (auto-replies, bounces) change neither status nor clocks.
///
/// # Errors
/// Only those of the database.
pub fn append(tx: &mut Tx<'_>, conversation: &mut Conversation, new: NewMessage) -> Result<Message, DbError> {
    hold(tx, conversation)?;
    say(tx, conversation, new, store::update)
}

/// Appends a message to a conversation whose row nobody else changes, and has that written.
fn say(
    tx: &mut Tx<'_>,
    conversation: &mut Conversation,
    new: NewMessage,
    write: fn(&mut Tx<'_>, &Conversation) -> Result<(), DbError>,
) -> Result<Message, DbError> {
    let message = row_of(tx, conversation, &new);
    keep_files(tx, &message, &new)?;
    store::insert_message(tx, &message)?;
    let files = i64::try_from(new.files.len() + new.uploads.len()).unwrap_or(i64::MAX);
    let before = (conversation.status, conversation.snoozed_until);
    let answers = is_first_answer(tx, conversation, &message)?;
    let learned = about_store::learn(tx, conversation, &message)?;
    take_in(conversation, &message, files, tx.now);
    if answers {
        conversation.first_response_at = Some(tx.now);
    }
    write(tx, conversation)?;
    for agent in &new.mentions {
        taking_part::mention(tx, conversation, *agent, message.id)?;
    }
    let actor = new.author.actor();
    if let Some(store) = learned {
        let change = serde_json::json!({"changes": {"store": {"from": null, "to": store}}});
        let event =
            NewEvent::new(conversation.workspace_id, "conversation.updated", conversation.id.0, "system");
        tx.append(event.with(change))?;
    }
    if before.0 != conversation.status {
        let mut changes = serde_json::json!({"status": {"from": before.0, "to": conversation.status}});
        if before.1 != conversation.snoozed_until {
            changes["snoozed"] = serde_json::json!({"from": before.1, "to": conversation.snoozed_until});
        }
        let change = serde_json::json!({"changes": changes});
        tx.append(
            NewEvent::new(
                conversation.workspace_id,
                "conversation.updated",
                conversation.id.0,
                actor.clone(),
            )
            .with(change),
        )?;
    }
    let event = MessageCreated::of(conversation, &message, false);
    tx.append(
        NewEvent::new(conversation.workspace_id, "message.created", conversation.id.0, actor).with(event),
    )?;
    Ok(message)
}

/// The row as it stands now, held: between the moment in which the caller read it and this one, somebody may have changed it.
pub(super) fn hold(tx: &mut Tx<'_>, conversation: &mut Conversation) -> Result<(), DbError> {
    if tx.db.is_sqlite() {
        return Ok(());
    }
    if let Some(now) = store::find_to_change(tx, conversation.workspace_id, conversation.id)? {
        let language = conversation.language.take();
        *conversation = now;
        conversation.language = conversation.language.take().or(language);
    }
    Ok(())
}

/// Whether this is the first time that a person answers the customer.
fn is_first_answer(tx: &mut Tx<'_>, conversation: &Conversation, message: &Message) -> Result<bool, DbError> {
    let says = message.visibility == Visibility::Public && message.kind == MessageKind::Message;
    let answers =
        says && message.author_type == AuthorType::Agent && conversation.first_response_at.is_none();
    Ok(answers && store::customer_has_spoken(tx.db, conversation)?)
}

pub(super) fn row_of(tx: &Tx<'_>, conversation: &Conversation, new: &NewMessage) -> Message {
    let (author_type, author_id, author_token, author_name) = new.author.columns();
    Message {
        workspace_id: conversation.workspace_id,
        id: tx.id(),
        conversation_id: conversation.id,
        author_type,
        author_id,
        author_token,
        author_name,
        visibility: new.visibility,
        kind: new.kind,
        channel: new.channel.0,
        channel_id: new.channel.1,
        addresses: new.addresses.clone(),
        subject: new.subject.clone(),
        html: new.html.clone(),
        text: new.text.clone(),
        new_text: new.new_text.clone(),
        remote_images: new.remote_images,
        delivery: new.delivery.clone(),
        threading: new.threading.clone(),
        authentication: new.authentication.clone(),
        mentions: Mentions(new.mentions.clone()),
        external_id: new.external_id.clone(),
        raw_hash: new.raw.as_ref().map(|raw| raw.hash().to_owned()),
        seen_at: None,
        sent_at: new.sent_at.unwrap_or(tx.now).min(tx.now),
        created_at: tx.now,
    }
}

pub(super) fn keep_files(tx: &mut Tx<'_>, message: &Message, new: &NewMessage) -> Result<(), DbError> {
    for file in &new.files {
        blobs::keep(tx, message.workspace_id, &file.blob)?;
        let row = Attachment {
            workspace_id: message.workspace_id,
            id: tx.id(),
            message_id: Some(message.id),
            name: file.name.clone(),
            content_type: file.content_type.clone(),
            size: file.size,
            hash: file.blob.hash().to_owned(),
            content_id: file.content_id.clone(),
            inline: file.inline.into(),
            uploaded_by: new.author.actor(),
            created_at: tx.now,
            link_until: None,
        };
        store::insert_attachment(tx, &row)?;
    }
    store::attach(tx, message, &new.uploads)
}

/// What the message changes in its conversation's row.
fn take_in(conversation: &mut Conversation, message: &Message, files: i64, now: Time) {
    conversation.message_count += 1;
    if files > 0 {
        conversation.has_attachments = Flag::Yes;
    }
    if message.visibility == Visibility::Note {
        return;
    }
    conversation.last_activity_at = now;
    if message.kind != MessageKind::Message {
        return;
    }
    conversation.snippet =
        snippet_of(if message.new_text.trim().is_empty() { &message.text } else { &message.new_text });
    conversation.last_author = message.author_type;
    conversation.channel = message.channel;
    conversation.channel_id = message.channel_id;
    match message.author_type {
        AuthorType::Customer => take_in_customer(conversation, now),
        AuthorType::Agent => {
            conversation.waiting_since = None;
            conversation.unread = Flag::No;
        }
        AuthorType::Assistant | AuthorType::System => {}
    }
}

fn take_in_customer(conversation: &mut Conversation, now: Time) {
    // Nobody waits for an answer to spam.
    if conversation.status == Status::Spam {
        return;
    }
    conversation.unread = Flag::Yes;
    conversation.waiting_since.get_or_insert(now);
    match conversation.status {
        Status::Pending | Status::Snoozed | Status::Solved => {
            conversation.status = Status::Open;
            conversation.snoozed_until = None;
        }
        Status::Open | Status::Closed | Status::Spam => {}
    }
}
