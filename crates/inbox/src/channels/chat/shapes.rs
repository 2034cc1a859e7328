//! The JSON of the widget.

use std::collections::{BTreeMap, HashMap};

use database::{Db, DbError, Time, WorkspaceId};
use people::team::AgentId;
use people::team::agent::avatar_color;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::availability::Availability;
use super::identity::Claim;
use super::visitor::VisitorId;
use crate::channels::ChannelId;
use crate::conversations::{
    self, Attachment, AttachmentId, AuthorType, ConversationId, Message, MessageId, Status,
};

/// The page that the visitor is on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub url: String,
    /// Taken, so that a widget may send it; nothing is done with it yet.
    #[serde(default, rename = "title")]
    _title: String,
}

/// What a widget says when it opens.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionRequest {
    pub channel: ChannelId,
    /// The token of an earlier visit.
    pub token: Option<String>,
    pub identity: Option<Claim>,
    pub page: Option<Page>,
    /// BCP 47.
    #[serde(default)]
    pub language: String,
    /// IANA.
    #[serde(default)]
    pub time_zone: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SessionJson {
    /// To be kept in the browser; whoever has it is this visitor.
    pub token: String,
    pub visitor: VisitorJson,
    pub channel: ChannelInfo,
    pub availability: Availability,
    pub conversation: Option<ConversationInfo>,
    /// The newest 50 of this and earlier conversations, oldest first.
    pub messages: Vec<ChatMessage>,
    /// Whether there are earlier ones: `GET /chat/v1/messages`.
    pub more: bool,
    pub last_id: Option<MessageId>,
    /// The newest message of the visitor that somebody of the team has seen.
    pub seen_id: Option<MessageId>,
}

/// What was said before.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EarlierMessages {
    /// Oldest first.
    pub messages: Vec<ChatMessage>,
    /// Whether there are still earlier ones.
    pub more: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VisitorJson {
    pub id: VisitorId,
    pub name: Option<String>,
    pub email: Option<String>,
    /// Whether the store has signed who they are.
    pub identified: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelInfo {
    pub id: ChannelId,
    /// The store's name, else the workspace's.
    pub name: String,
    pub color: Option<String>,
    /// The store's logo, as a path from the root.
    pub logo_url: Option<String>,
    pub greeting: BTreeMap<String, String>,
    pub languages: Vec<String>,
    pub require_email: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationInfo {
    pub id: ConversationId,
    pub status: Status,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ChatAuthor {
    #[serde(rename = "type")]
    pub kind: AuthorType,
    pub name: Option<String>,
    pub avatar_color: Option<String>,
}

/// A message as the visitor sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ChatMessage {
    pub id: MessageId,
    /// The id that the widget made; of the visitor's own.
    pub client_id: Option<String>,
    pub author: ChatAuthor,
    pub text: String,
    pub html: Option<String>,
    pub attachments: Vec<ChatFile>,
    pub created_at: Time,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ChatFile {
    pub id: AttachmentId,
    pub name: String,
    #[serde(rename = "type")]
    pub content_type: String,
    pub size: i64,
    pub url: String,
}

/// One file, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form to OpenAPI; the form is read part by part")]
pub(super) struct ChatUpload {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

impl From<Attachment> for ChatFile {
    fn from(file: Attachment) -> Self {
        Self {
            url: format!("/chat/v1/attachments/{}", file.id),
            id: file.id,
            name: file.name,
            content_type: file.content_type,
            size: file.size,
        }
    }
}

/// Messages with their files: one query for all files.
pub(super) fn messages(
    db: &mut Db,
    workspace: WorkspaceId,
    rows: Vec<Message>,
) -> Result<Vec<ChatMessage>, DbError> {
    let ids: Vec<MessageId> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<MessageId, Vec<ChatFile>> = HashMap::new();
    for file in conversations::attachments_of(db, workspace, &ids)? {
        if let Some(message) = file.message_id {
            files.entry(message).or_default().push(file.into());
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

/// Whether somebody of the team has seen what the visitor said.
pub(super) fn was_seen(row: &Message) -> bool {
    row.author_type == AuthorType::Customer && row.seen_at.is_some()
}

fn message(row: Message, attachments: Vec<ChatFile>) -> ChatMessage {
    let of_visitor = row.author_type == AuthorType::Customer;
    let color = row
        .author_id
        .filter(|_| row.author_type == AuthorType::Agent)
        .map(|id| avatar_color(AgentId(id)).to_owned());
    let html = row.html.as_deref().filter(|_| !of_visitor).map(conversations::own_html);
    ChatMessage {
        id: row.id,
        client_id: row
            .external_id
            .as_deref()
            .and_then(|id| id.rsplit_once('/'))
            .map(|(_, id)| id.to_owned())
            .filter(|_| of_visitor),
        author: ChatAuthor {
            kind: row.author_type,
            // A first name is enough for a chat with a stranger; the visitor knows their own.
            name: Some(row.author_name).filter(|name| !name.is_empty() && !of_visitor),
            avatar_color: color,
        },
        text: if row.new_text.is_empty() { row.text } else { row.new_text },
        html,
        attachments,
        created_at: row.created_at,
    }
}

/// A message of the visitor, by request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewChatMessage {
    /// Made by the widget; the same id is the same message. 1 to 64 characters.
    pub client_id: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<AttachmentId>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub page: Option<Page>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Said {
    pub message: ChatMessage,
}

/// What a widget says by socket.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum ClientFrame {
    Message {
        client_id: String,
        #[serde(default)]
        text: String,
        #[serde(default)]
        attachments: Vec<AttachmentId>,
        page: Option<Page>,
    },
    Typing {},
    Seen {
        message_id: MessageId,
    },
    Details {
        name: Option<String>,
        email: Option<String>,
    },
    Page(Page),
    Ping {},
}

/// What a widget is told by socket.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ServerFrame {
    Ready { conversation_id: Option<ConversationId>, last_id: Option<MessageId> },
    Message { message: ChatMessage },
    Ack { client_id: String, message_id: MessageId },
    Typing { name: Option<String> },
    Seen { message_id: MessageId },
    Pong,
    Error { code: &'static str, detail: String, client_id: Option<String> },
}
