//! A conversation: what a customer and the team say to each other about one matter, over any channel.

use std::collections::BTreeMap;

use database::{Flag, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers::CustomerId;
use people::team::{AgentId, TeamId};
use serde::{Deserialize, Serialize};
use shop::stores::StoreId;

use super::message::AuthorType;
use crate::channels::{ChannelId, ChannelKind};
use crate::schema::conversation;

database::id_type!(
    /// A conversation.
    ConversationId,
    "cnv"
);

database::text_enum!(
    /// Where a conversation stands.
    pub enum Status {
        /// The team has to act.
        Open = "open",
        /// The customer has to act.
        Pending = "pending",
        /// Put away until a moment, or until the customer writes.
        Snoozed = "snoozed",
        /// Done; the customer's next message opens it again.
        Solved = "solved",
        /// Done for good; the customer's next message starts a new one.
        Closed = "closed",
        /// Nobody's concern.
        Spam = "spam",
    }
);

impl Status {
    /// Whether the matter is done.
    pub const fn is_done(self) -> bool {
        match self {
            Self::Solved | Self::Closed | Self::Spam => true,
            Self::Open | Self::Pending | Self::Snoozed => false,
        }
    }
}

database::text_enum!(
    /// How much it hurries.
    pub enum Priority {
        /// Can wait.
        Low = "low",
        /// As any other.
        Normal = "normal",
        /// Before the others.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
);

/// Tags by name, in the order in which they were put on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Tags(pub Vec<String>);
database::json_column!(Tags);

/// Values of the workspace's own fields, by key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct CustomFields(pub BTreeMap<String, serde_json::Value>);
database::json_column!(CustomFields);

/// A conversation as the table holds it: all that a list shows is in its row.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = conversation, primary_key(workspace_id, id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Conversation {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: ConversationId,
    /// Its number within the workspace, as people say it: #1042.
    pub number: i64,
    /// What it is about.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// How much it hurries.
    pub priority: Priority,
    /// The channel of the newest public message.
    pub channel: ChannelKind,
    /// Which of the channels of that kind.
    pub channel_id: ChannelId,
    /// The store that it is about.
    pub store_id: Option<StoreId>,
    /// The customer.
    pub customer_id: CustomerId,
    /// The profile that it was recognised as, before merges.
    pub recognised_as: CustomerId,
    /// The customer's name, or what is shown in its place.
    pub customer_name: String,
    /// The customer's address.
    pub customer_email: Option<String>,
    /// Who answers it.
    pub assignee_id: Option<AgentId>,
    /// Which team answers it.
    pub team_id: Option<TeamId>,
    /// Its tags.
    pub tags: Tags,
    /// The beginning of the newest public message, one line.
    pub snippet: String,
    /// Who wrote that.
    pub last_author: AuthorType,
    /// Whether the customer wrote something that nobody has opened yet.
    pub unread: Flag,
    /// Messages and notes in it.
    pub message_count: i64,
    /// Since when the customer has waited for an answer.
    pub waiting_since: Option<Time>,
    /// When something was last said.
    pub last_activity_at: Time,
    /// Until when it is put away.
    pub snoozed_until: Option<Time>,
    /// Whether any message has an attachment.
    pub has_attachments: Flag,
    /// The customer's language, BCP 47.
    pub language: Option<String>,
    /// Values of the workspace's own fields.
    pub custom_fields: CustomFields,
    /// The conversation that this one was merged into.
    pub merged_into: Option<ConversationId>,
    /// When a person first answered in public.
    pub first_response_at: Option<Time>,
    /// When it was last solved.
    pub solved_at: Option<Time>,
    /// When it began.
    pub created_at: Time,
}

/// Longest snippet, in characters.
const SNIPPET: usize = 140;

/// The beginning of a text as one line of at most 140 characters.
pub fn snippet_of(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > SNIPPET {
            return line.chars().take(SNIPPET - 1).chain(['…']).collect();
        }
    }
    line
}

/// Longest subject kept, in characters; mail subjects have no limit of their own.
pub const SUBJECT: usize = 400;

/// A subject without `Re:`, `Fwd:` and their like in the languages that people write, cut to [`SUBJECT`].
pub fn plain_subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((prefix, after)) = rest.split_once([':', '：']) {
        if !is_reply_prefix(prefix.trim()) {
            break;
        }
        rest = after.trim_start();
    }
    rest.chars().take(SUBJECT).collect()
}

/// The marks that mail programs put before a subject: English, German, French, Turkish, Korean, Persian, Scandinavian, …
fn is_reply_prefix(prefix: &str) -> bool {
    const MARKS: [&str; 22] = [
        "re",
        "fw",
        "fwd",
        "aw",
        "wg",
        "tr",
        "rv",
        "sv",
        "vs",
        "vb",
        "ynt",
        "ilt",
        "enc",
        "res",
        "antw",
        "odp",
        "pd",
        "回复",
        "답장",
        "전달",
        "پاسخ",
        "ارسال",
    ];
    let bare = prefix.split_once('[').map_or(prefix, |(bare, _)| bare).trim().to_lowercase();
    let bare = bare.replace('\u{307}', "");
    MARKS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::{plain_subject, snippet_of};

    #[test]
    fn a_subject_loses_the_marks_of_replies_in_any_language() {
        for (subject, plain) in [
            ("Re: Where is my order?", "Where is my order?"),
            ("YNT: RE: Siparişim nerede?", "Siparişim nerede?"),
            ("İlt: Fatura", "Fatura"),
            ("RE[2]: fwd: Hi", "Hi"),
            ("답장: 배송 문의", "배송 문의"),
            ("پاسخ: سفارش من", "سفارش من"),
            ("Order: blue", "Order: blue"),
        ] {
            assert_eq!(plain_subject(subject), plain);
        }
    }

    #[test]
    fn a_snippet_is_one_line() {
        assert_eq!(snippet_of("  Merhaba,\n\n siparişim\tnerede? "), "Merhaba, siparişim nerede?");
        assert_eq!(snippet_of(&"kelime ".repeat(100)).chars().count(), 140);
    }
}
