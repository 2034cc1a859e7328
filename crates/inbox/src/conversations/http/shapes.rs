//! The JSON that conversations and messages are shown in.

use std::collections::HashMap;

use database::{Db, DbError, Time, WorkspaceId};
use mail::bounce::BounceReason;
use people::customers::CustomerId;
use people::team::{self, AgentId, TeamId};
use serde::Serialize;
use serde_json::Value;
use shop::stores::StoreId;
use utoipa::ToSchema;

use crate::channels::email::{OWN_REASONS, SilenceJson, silence_of};
use crate::channels::{self, ChannelId, ChannelKind, InUse};
use crate::conversations::attachment::{Attachment, AttachmentId};
use crate::conversations::conversation::{Conversation, ConversationId, Priority, Status};
use crate::conversations::listing::Listed;
use crate::conversations::message::{
    Authentication, AuthorType, Correspondent, Delivery, DeliveryState, Message, MessageId, MessageKind,
    RecipientDelivery, Threading, Visibility,
};
use crate::conversations::{linking, store, taking_part};

/// A person by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named<I> {
    /// The id.
    pub id: I,
    /// The name now.
    pub name: String,
}

/// The customer of a conversation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerRef {
    /// The customer.
    pub id: CustomerId,
    /// The name, or what is shown in its place.
    pub name: String,
    /// The address, if there is one.
    pub email: Option<String>,
}

/// A conversation as a list shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConversationJson {
    id: ConversationId,
    /// The number that people say.
    number: i64,
    subject: String,
    status: Status,
    priority: Priority,
    /// The channel of the newest public message.
    channel: ChannelKind,
    channel_id: ChannelId,
    store_id: Option<StoreId>,
    customer: CustomerRef,
    assignee: Option<Named<AgentId>>,
    team: Option<Named<TeamId>>,
    tags: Vec<String>,
    /// The beginning of the newest public message, at most 140 characters in one line.
    snippet: String,
    last_author: AuthorType,
    /// Whether the customer wrote something that nobody has opened.
    unread: bool,
    message_count: i64,
    /// Since when the customer has waited for an answer.
    waiting_since: Option<Time>,
    last_activity_at: Time,
    created_at: Time,
    snoozed_until: Option<Time>,
    has_attachments: bool,
    /// The customer's language, BCP 47.
    language: Option<String>,
}

/// Somebody who takes part by mail.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ParticipantJson {
    name: String,
    address: String,
    /// False for a stranger who wrote to the conversation's reply address.
    verified: bool,
}

/// A way in which the customer can be answered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReplyChannel {
    channel: ChannelKind,
    channel_id: ChannelId,
    name: String,
    /// A mailbox's address.
    address: Option<String>,
}

/// Another conversation of the same matter: a mail in a closed conversation begins a new one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LinkedJson {
    /// The other conversation.
    pub conversation_id: ConversationId,
    /// The number that people say.
    number: i64,
    subject: String,
}

/// Conversations as links name them.
///
/// # Errors
/// Only those of the database.
pub fn linked(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<LinkedJson>, DbError> {
    let titles = linking::titles(db, workspace, ids)?;
    let shown = |(conversation_id, number, subject)| LinkedJson { conversation_id, number, subject };
    Ok(titles.into_iter().map(shown).collect())
}

/// A conversation as its own page shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConversationDetail {
    #[serde(flatten)]
    row: ConversationJson,
    #[schema(value_type = Object)]
    custom_fields: std::collections::BTreeMap<String, Value>,
    followers: Vec<Named<AgentId>>,
    participants: Vec<ParticipantJson>,
    /// The conversation that this one was merged into.
    merged_into: Option<ConversationId>,
    /// The conversations that it goes on from or goes on in.
    linked: Vec<LinkedJson>,
    first_response_at: Option<Time>,
    solved_at: Option<Time>,
    /// The ways in which it can be answered, the usual one first.
    reply_channels: Vec<ReplyChannel>,
    /// The customer's address gets nothing automatic until a time, which may have passed.
    silence: Option<SilenceJson>,
}

/// The author of a message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuthorJson {
    #[serde(rename = "type")]
    kind: AuthorType,
    /// `cus_…`, `agt_…`, or `tok_…` of a program that wrote in the team's name; null for assistant and system.
    id: Option<String>,
    name: String,
}

/// A file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttachmentJson {
    /// To put into a reply, or to fetch it by.
    pub id: AttachmentId,
    /// The file's name.
    pub name: String,
    /// The media type, as its sender gave it.
    #[serde(rename = "type")]
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// Whether it stands within the text.
    pub inline: bool,
    /// Where to fetch it.
    pub url: String,
    /// Until when its reader has it by a link, where it was too large for its mail; null where the mail carries it.
    pub link_until: Option<Time>,
}

impl From<Attachment> for AttachmentJson {
    fn from(file: Attachment) -> Self {
        Self {
            url: format!("/api/v1/attachments/{}", file.id),
            id: file.id,
            name: file.name,
            content_type: file.content_type,
            size: file.size,
            inline: file.inline.is_yes(),
            link_until: file.link_until,
        }
    }
}

/// A message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MessageJson {
    id: MessageId,
    conversation_id: ConversationId,
    author: AuthorJson,
    visibility: Visibility,
    kind: MessageKind,
    channel: ChannelKind,
    channel_id: ChannelId,
    from: Option<Correspondent>,
    to: Vec<Correspondent>,
    cc: Vec<Correspondent>,
    /// Only of our own mails.
    bcc: Vec<Correspondent>,
    subject: String,
    /// Cleaned, quotes folded, images of other servers held back.
    html: Option<String>,
    /// The whole text.
    text: String,
    /// What its author wrote now, without quotes and signature.
    new_text: String,
    /// Whether the text holds more than what its author wrote now.
    has_quote: bool,
    /// Images of other servers in the HTML.
    remote_images: i64,
    attachments: Vec<AttachmentJson>,
    /// How far it has come; null for what came in.
    delivery: Option<DeliveryJson>,
    /// Which evidence put it here; null for our own.
    threading: Option<Threading>,
    /// What is known of a mail's sender.
    authentication: Option<Authentication>,
    mentions: Vec<AgentId>,
    seen_at: Option<Time>,
    sent_at: Time,
    created_at: Time,
}

/// The names that a page of rows needs: two queries, whatever the page's length.
pub struct Names {
    agents: HashMap<AgentId, String>,
    teams: HashMap<TeamId, String>,
}

impl Names {
    /// All agents' and teams' names; a workspace has few.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn load(db: &mut Db, workspace: WorkspaceId) -> Result<Self, DbError> {
        let agents = team::names(db, workspace)?.into_iter().collect();
        let teams = team::teams::names(db, workspace)?.into_iter().collect();
        Ok(Self { agents, teams })
    }

    fn agent(&self, id: AgentId) -> Named<AgentId> {
        Named { id, name: self.agents.get(&id).cloned().unwrap_or_default() }
    }

    fn team(&self, id: TeamId) -> Named<TeamId> {
        Named { id, name: self.teams.get(&id).cloned().unwrap_or_default() }
    }

    /// A row with its names.
    pub fn row(&self, row: Listed) -> ConversationJson {
        ConversationJson {
            id: row.id,
            number: row.number,
            subject: row.subject,
            status: row.status,
            priority: row.priority,
            channel: row.channel,
            channel_id: row.channel_id,
            store_id: row.store_id,
            customer: CustomerRef { id: row.customer_id, name: row.customer_name, email: row.customer_email },
            assignee: row.assignee_id.map(|id| self.agent(id)),
            team: row.team_id.map(|id| self.team(id)),
            tags: row.tags.0,
            snippet: row.snippet,
            last_author: row.last_author,
            unread: row.unread.is_yes(),
            message_count: row.message_count,
            waiting_since: row.waiting_since,
            last_activity_at: row.last_activity_at,
            created_at: row.created_at,
            snoozed_until: row.snoozed_until,
            has_attachments: row.has_attachments.is_yes(),
            language: row.language,
        }
    }
}

/// How far a message of ours has come, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeliveryJson {
    state: DeliveryState,
    /// The other side's words when it failed, or is tried again.
    reason: Option<String>,
    /// What they mean, where that is known: `user-unknown`, `mailbox-full`, …; `unconfirmed` when the server has the mail
    /// and its answer was lost.
    why: Option<&'static str>,
    at: Time,
    attempts: i64,
    next_attempt_at: Option<Time>,
    /// When it was also put into a mail, for a chat visitor who had left.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    mailed_at: Option<Time>,
    /// Mail: what came of each recipient, once it was tried.
    recipients: Vec<RecipientJson>,
}

/// How far a mail of ours has come on its way to one recipient.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct RecipientJson {
    address: String,
    state: DeliveryState,
    reason: Option<String>,
    why: Option<&'static str>,
    at: Time,
}

impl From<Delivery> for DeliveryJson {
    fn from(delivery: Delivery) -> Self {
        let Delivery { state, reason, at, attempts, next_attempt_at, mailed_at, recipients } = delivery;
        let recipients = recipients.into_iter().map(RecipientJson::from).collect();
        let why = reason.as_deref().and_then(why);
        Self { state, reason, why, at, attempts, next_attempt_at, mailed_at, recipients }
    }
}

impl From<RecipientDelivery> for RecipientJson {
    fn from(one: RecipientDelivery) -> Self {
        let why = one.reason.as_deref().and_then(why);
        Self { address: one.address, state: one.state, reason: one.reason, why, at: one.at }
    }
}

/// What the words of a server mean; a report puts the recipient's address before them.
fn why(reason: &str) -> Option<&'static str> {
    if let Some(own) = OWN_REASONS.into_iter().find(|own| *own == reason) {
        return Some(own);
    }
    let told = || reason.split_once(": ").and_then(|(_, words)| BounceReason::of_answer(words));
    BounceReason::of_answer(reason).or_else(told).map(BounceReason::word)
}

/// All that a conversation's own page shows.
///
/// # Errors
/// Only those of the database.
pub fn detail(db: &mut Db, row: Conversation) -> Result<ConversationDetail, DbError> {
    let workspace = row.workspace_id;
    let names = Names::load(db, workspace)?;
    let followers =
        taking_part::followers(db, workspace, row.id)?.into_iter().map(|id| names.agent(id)).collect();
    let participants = taking_part::participants(db, workspace, row.id)?
        .into_iter()
        .map(|one| ParticipantJson { name: one.name, address: one.address, verified: one.verified.is_yes() })
        .collect();
    let others = linking::linked_to(db, workspace, row.id)?;
    Ok(ConversationDetail {
        custom_fields: row.custom_fields.0.clone(),
        followers,
        participants,
        merged_into: row.merged_into,
        linked: linked(db, workspace, &others)?,
        first_response_at: row.first_response_at,
        solved_at: row.solved_at,
        reply_channels: reply_channels(db, &row)?,
        silence: match &row.customer_email {
            Some(address) => silence_of(db, workspace, address)?.map(SilenceJson::from),
            None => None,
        },
        row: names.row(row.into()),
    })
}

/// The conversation's own channel first, then the workspace's mailboxes if the customer has an address.
fn reply_channels(db: &mut Db, row: &Conversation) -> Result<Vec<ReplyChannel>, DbError> {
    let show = |channel: InUse| ReplyChannel {
        channel: channel.kind,
        channel_id: channel.id,
        name: channel.name,
        address: channel.address,
    };
    let all = channels::in_use(db, row.workspace_id)?;
    let answers = |channel: &InUse| channel.kind != ChannelKind::ContactForm;
    let own = all.iter().find(|channel| channel.id == row.channel_id && answers(channel)).cloned();
    let mailboxes = all.into_iter().filter(|channel| {
        channel.kind == ChannelKind::Email && row.customer_email.is_some() && channel.id != row.channel_id
    });
    Ok(own.into_iter().chain(mailboxes).map(show).collect())
}

/// Messages with their files: one query for all files.
///
/// # Errors
/// Only those of the database.
pub fn messages(
    db: &mut Db,
    workspace: WorkspaceId,
    rows: Vec<Message>,
) -> Result<Vec<MessageJson>, DbError> {
    let ids: Vec<MessageId> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<MessageId, Vec<Attachment>> = HashMap::new();
    for file in store::attachments_of(db, workspace, &ids)? {
        if let Some(message) = file.message_id {
            files.entry(message).or_default().push(file);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let files = files.remove(&row.id).unwrap_or_default();
            message(row, files)
        })
        .collect())
}

/// One message with its files.
pub fn message(row: Message, files: Vec<Attachment>) -> MessageJson {
    let html = row.html.as_deref().map(|html| super::cleaned::shown(row.workspace_id, row.id, html, &files));
    MessageJson {
        id: row.id,
        conversation_id: row.conversation_id,
        author: AuthorJson {
            kind: row.author_type,
            id: row
                .author_id
                .and_then(|id| match row.author_type {
                    AuthorType::Customer => Some(CustomerId(id).to_string()),
                    AuthorType::Agent => Some(AgentId(id).to_string()),
                    AuthorType::Assistant | AuthorType::System => None,
                })
                .or(row.author_token.map(|token| token.to_string())),
            name: row.author_name,
        },
        visibility: row.visibility,
        kind: row.kind,
        channel: row.channel,
        channel_id: row.channel_id,
        from: row.addresses.from,
        to: row.addresses.to,
        cc: row.addresses.cc,
        bcc: row.addresses.bcc,
        subject: row.subject,
        html,
        has_quote: row.new_text.trim().len() < row.text.trim().len(),
        text: row.text,
        new_text: row.new_text,
        remote_images: row.remote_images,
        attachments: files.into_iter().map(AttachmentJson::from).collect(),
        delivery: row.delivery.map(DeliveryJson::from),
        threading: row.threading,
        authentication: row.authentication,
        mentions: row.mentions.0,
        seen_at: row.seen_at,
        sent_at: row.sent_at,
        created_at: row.created_at,
    }
}
