//! A message: one thing that somebody said in a conversation.

use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::team::AgentId;
use people::tokens::TokenId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::conversation::ConversationId;
use crate::channels::{ChannelId, ChannelKind};
use crate::schema::message;

database::id_type!(
    /// A message.
    MessageId,
    "msg"
);

database::text_enum!(
    /// Who wrote it.
    pub enum AuthorType {
        /// The customer, or somebody on their side.
        Customer = "customer",
        /// A person of the team.
        Agent = "agent",
        /// The assistant.
        Assistant = "assistant",
        /// Nobody: the program itself.
        System = "system",
    }
);

database::text_enum!(
    /// Who may read it.
    pub enum Visibility {
        /// The customer too.
        Public = "public",
        /// The team only.
        Note = "note",
    }
);

database::text_enum!(
    /// What kind of message came in.
    pub enum MessageKind {
        /// Somebody said something.
        Message = "message",
        /// A machine of theirs answered: out of office.
        AutoReply = "auto_reply",
        /// A mail of ours could not be delivered.
        Bounce = "bounce",
        /// The customer called a mail of ours spam.
        Complaint = "complaint",
    }
);

database::text_enum!(
    /// How far a message of ours has come.
    pub enum DeliveryState {
        /// It waits in the outbox.
        Queued = "queued",
        /// The next server, or the chat, has it.
        Sent = "sent",
        /// It is on the customer's side.
        Delivered = "delivered",
        /// It will not arrive.
        Failed = "failed",
    }
);

/// Somebody with an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correspondent {
    /// The name, as the mail gives it; may be empty.
    #[serde(default)]
    pub name: String,
    /// The address.
    pub address: String,
}

/// From whom and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Addresses {
    /// The author's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Correspondent>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Correspondent>,
    /// Who else reads it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cc: Vec<Correspondent>,
    /// Who reads it unseen; only of our own mails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bcc: Vec<Correspondent>,
}
database::json_column!(Addresses);

/// How far a message of ours has come, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Delivery {
    /// How far.
    pub state: DeliveryState,
    /// The other side's words when it failed, or is tried again.
    pub reason: Option<String>,
    /// When it came to this state.
    pub at: Time,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_attempt_at: Option<Time>,
    /// When it was also put into a mail, for a chat visitor who had left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub mailed_at: Option<Time>,
    /// Mail: what came of each recipient, once it was tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<RecipientDelivery>,
}
database::json_column!(Delivery);

/// How far a mail of ours has come on its way to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecipientDelivery {
    /// To whom.
    pub address: String,
    /// How far.
    pub state: DeliveryState,
    /// Their server's words when it failed, or is tried again.
    pub reason: Option<String>,
    /// When it came to this state.
    pub at: Time,
}

impl Delivery {
    /// It waits in the outbox.
    pub fn queued(at: Time, due: Time) -> Self {
        Self {
            state: DeliveryState::Queued,
            reason: None,
            at,
            attempts: 0,
            next_attempt_at: Some(due),
            mailed_at: None,
            recipients: Vec::new(),
        }
    }

    /// It came to an end, good or bad.
    pub fn ended(state: DeliveryState, reason: Option<String>, at: Time, attempts: i64) -> Self {
        Self { state, reason, at, attempts, next_attempt_at: None, mailed_at: None, recipients: Vec::new() }
    }

    /// Writes down how far it has come on its way to one recipient.
    pub fn note(&mut self, address: &str, state: DeliveryState, reason: Option<String>, at: Time) {
        let known = self.recipients.iter_mut().find(|one| one.address.eq_ignore_ascii_case(address));
        let one = RecipientDelivery { address: address.to_owned(), state, reason, at };
        match known {
            Some(known) => *known = one,
            None => self.recipients.push(one),
        }
    }

    /// Whether the mail needs no other try for this recipient: it has it, or never will.
    pub fn is_settled_for(&self, address: &str) -> bool {
        let known = self.recipients.iter().find(|one| one.address.eq_ignore_ascii_case(address));
        known.is_some_and(|one| one.state != DeliveryState::Queued)
    }

    /// Who has not got it is to get it after all.
    pub fn reopen(&mut self) {
        for one in self.recipients.iter_mut().filter(|one| one.state == DeliveryState::Failed) {
            (one.state, one.reason) = (DeliveryState::Queued, None);
        }
    }
}

/// Which evidence put a message into its conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Threading {
    /// A stable word: `reply_token`, `own_message_id`, `in_reply_to`, `references`, `thread_index`, `subject_number`,
    /// `moved_message`, `bounce_address`, `chat_visitor`, `new`.
    pub evidence: String,
    /// What exactly matched.
    pub detail: Option<String>,
}
database::json_column!(Threading);

/// What is known of a mail's sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Authentication {
    /// SPF: `pass`, `fail`, `softfail`, `neutral`, `none`, `temperror`, `permerror` (RFC 7208).
    pub spf: String,
    /// DKIM, in the same words (RFC 6376).
    pub dkim: String,
    /// DMARC, in the same words (RFC 7489).
    pub dmarc: String,
    /// The domain that is proved, if any.
    pub domain: Option<String>,
    /// Whose results these are, where they are those of a forwarder that sealed them before it passed the mail on (ARC, RFC
    /// 8617): its domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub sealed_by: Option<String>,
}
database::json_column!(Authentication);

/// Agents that a note calls.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Mentions(pub Vec<AgentId>);
database::json_column!(Mentions);

/// A message as the table holds it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = message, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Message {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: MessageId,
    /// Where it stands now.
    pub conversation_id: ConversationId,
    /// Who wrote it.
    pub author_type: AuthorType,
    /// The customer's or the agent's id.
    pub author_id: Option<i64>,
    /// The token of the program that wrote it.
    pub author_token: Option<TokenId>,
    /// Their name when they wrote.
    pub author_name: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// What kind of message.
    pub kind: MessageKind,
    /// Through what it came or goes.
    pub channel: ChannelKind,
    /// Through which.
    pub channel_id: ChannelId,
    /// From whom and to whom.
    pub addresses: Addresses,
    /// The subject, as written.
    pub subject: String,
    /// The HTML as it came, not cleaned: it is cleaned whenever it is shown.
    pub html: Option<String>,
    /// The whole text.
    pub text: String,
    /// What its author wrote now, without quotes and signature.
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
    pub mentions: Mentions,
    /// The Message-ID of a mail, the client-made id of a chat message, the id that an API channel gave.
    pub external_id: Option<String>,
    /// The raw mail.
    pub raw_hash: Option<String>,
    /// When the customer, or for a customer's message an agent, saw it.
    pub seen_at: Option<Time>,
    /// When its author says that they sent it; never later than it came.
    pub sent_at: Time,
    /// When it came.
    pub created_at: Time,
}
