//! The journal: every mail that reached us or was turned away, with what became of it and why.
//!
//! A line is written in the transaction that takes the mail, so that what was acknowledged stands here. Its bytes are kept
//! as long as the workspace wants; the line stays. It can be searched, a mail can be read again with today's rules
//! ([`replaying`]), and the whole can be compared with what is in the conversations and on disk ([`reconciling`]).

mod http;
mod reconciling;
mod refusing;
mod replaying;
mod retention;
mod store;

use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use mail::Envelope;
use mail::classify::ReversePath;
use mail::parse::Headers;
use serde::{Deserialize, Serialize};

pub(super) use self::http::routes;
pub(super) use self::refusing::{Gate, Refusal};
pub use self::retention::sweep;
pub(super) use self::store::{claim, insert, known, newest_of_thread, note_again};

use super::reading::{Letter, fit};
use super::spam::SpamSeen;
use crate::channels::{Channel, ChannelId};
use crate::conversations::{ConversationId, Correspondent, MessageId, Threading};
use crate::schema::mail_arrival;

database::id_type!(
    /// One arrival of one mail at one mailbox.
    ArrivalId,
    "arr"
);

database::text_enum!(
    /// What became of a mail.
    pub enum Disposition {
        /// Somebody wrote it; it stands in a conversation.
        Stored = "stored",
        /// It has been here before.
        Duplicate = "duplicate",
        /// A machine of the customer's answered.
        AutoReply = "auto_reply",
        /// It tells what became of a mail of ours.
        Bounce = "bounce",
        /// It tells that a mail of ours was called spam.
        Complaint = "complaint",
        /// It is called spam.
        Spam = "spam",
        /// It is not taken; the reason says why. Its bytes are kept.
        Rejected = "rejected",
        /// It was turned away before its bytes came; the reason says why.
        Refused = "refused",
    }
);

database::text_enum!(
    /// By which way a mail came.
    pub enum Source {
        /// Another server brought it.
        Smtp = "smtp",
        /// A program brought it to `/inbound/email`.
        Http = "http",
        /// It was fetched from a mailbox elsewhere.
        Imap = "imap",
        /// It was read from a file.
        Import = "import",
    }
);

/// Who sent it to whom, as the transport said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub(super) struct EnvelopeColumn {
    /// `MAIL FROM`; empty for `<>`, absent where the source does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// `RCPT TO`.
    pub recipients: Vec<String>,
}
database::json_column!(EnvelopeColumn);

impl From<&Envelope> for EnvelopeColumn {
    fn from(envelope: &Envelope) -> Self {
        Self {
            sender: envelope.sender.as_ref().map(|sender| match sender {
                ReversePath::Null => String::new(),
                ReversePath::Address(address) => address.to_string(),
            }),
            recipients: envelope.recipients.iter().map(ToString::to_string).collect(),
        }
    }
}

/// By which way a mail came, and from whose hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Way {
    pub source: Option<Source>,
    /// The address of the server or program that brought it.
    pub peer: Option<String>,
    pub envelope: EnvelopeColumn,
}

/// What a line says of the mail itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    /// `Name <address>`, as its header says.
    pub author: String,
    /// The address in lower case.
    pub author_address: Option<String>,
    pub recipients: String,
    pub subject: String,
    /// Its Message-ID without brackets.
    pub identifier: Option<String>,
}

/// Longest column of these, in bytes: a line is for finding a mail, the mail itself is beside it.
const LONGEST: usize = 500;

impl About {
    /// Of a mail that was read.
    pub fn letter(letter: &Letter) -> Self {
        let to = letter.addresses.to.iter().chain(&letter.addresses.cc);
        Self {
            author: letter.addresses.from.as_ref().map(shown).unwrap_or_default(),
            author_address: letter.writer.address.as_deref().map(|address| fit(address, LONGEST)),
            recipients: fit(&to.map(shown).collect::<Vec<_>>().join(", "), LONGEST),
            subject: fit(&letter.subject, LONGEST),
            identifier: letter.message_id.as_ref().map(|id| fit(id.as_str(), LONGEST)),
        }
    }

    /// Of one that could not be read: as far as the first lines of its header tell.
    pub fn bytes(raw: &[u8]) -> Self {
        /// Beginning that is looked at, in bytes.
        const HEAD: usize = 64 * 1024;
        let head = &raw[..raw.len().min(HEAD)];
        let end = head.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(head.len());
        let headers = Headers::parse(&head[..end]);
        let one = |name: &str| fit(headers.get(name).unwrap_or_default(), LONGEST);
        let identifier = one("Message-ID").trim_matches(['<', '>', ' ']).to_owned();
        Self {
            author: one("From"),
            author_address: None,
            recipients: one("To"),
            subject: one("Subject"),
            identifier: Some(identifier).filter(|id| !id.is_empty()),
        }
    }

    /// What is searched.
    fn words(&self) -> String {
        let all = [
            &self.author,
            &self.recipients,
            &self.subject,
            self.identifier.as_ref().unwrap_or(&String::new()),
        ]
        .map(|text| text.to_lowercase());
        all.join("\n")
    }
}

fn shown(person: &Correspondent) -> String {
    let text = if person.name.is_empty() {
        person.address.clone()
    } else {
        format!("{} <{}>", person.name, person.address)
    };
    fit(&text, LONGEST)
}

/// A line as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_arrival, primary_key(workspace_id, id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct Entry {
    pub workspace_id: WorkspaceId,
    pub id: ArrivalId,
    /// The mailbox; none where nobody has the address.
    pub channel_id: Option<ChannelId>,
    /// What makes it this mail and no other. A repetition carries its own id behind it.
    pub fingerprint: String,
    /// None where a mail was refused before its bytes came.
    pub raw_hash: Option<String>,
    pub disposition: Disposition,
    pub reason: Option<String>,
    pub message_id: Option<MessageId>,
    pub conversation_id: Option<ConversationId>,
    /// From [`thread_of`](super::threading::thread_of).
    pub thread_root: Option<String>,
    pub envelope: EnvelopeColumn,
    pub received_at: Time,
    /// Not known of mails that came before it was written down.
    pub source: Option<Source>,
    pub peer: Option<String>,
    pub author: String,
    pub author_address: Option<String>,
    pub recipients: String,
    pub subject: String,
    pub identifier: Option<String>,
    /// Bytes.
    pub size: i64,
    pub evidence: Option<Threading>,
    /// The arrival that this one repeats.
    pub first_id: Option<ArrivalId>,
    pub words: String,
    /// When its bytes were let go.
    pub dropped_at: Option<Time>,
    pub replayed_at: Option<Time>,
    pub replayed_by: Option<String>,
    /// What came of reading it again.
    pub replay: Option<String>,
    pub spam: Option<SpamSeen>,
}

impl Entry {
    /// A line about a mail that has just come, before anything became of it.
    pub fn new(workspace: WorkspaceId, id: ArrivalId, way: &Way, about: About, now: Time) -> Self {
        let words = about.words();
        let About { author, author_address, recipients, subject, identifier } = about;
        Self {
            workspace_id: workspace,
            id,
            channel_id: None,
            fingerprint: String::new(),
            raw_hash: None,
            disposition: Disposition::Stored,
            reason: None,
            message_id: None,
            conversation_id: None,
            thread_root: None,
            envelope: way.envelope.clone(),
            received_at: now,
            source: way.source,
            peer: way.peer.clone(),
            author,
            author_address,
            recipients,
            subject,
            identifier,
            size: 0,
            evidence: None,
            first_id: None,
            words,
            dropped_at: None,
            replayed_at: None,
            replayed_by: None,
            replay: None,
            spam: None,
        }
    }

    /// The arrival that was the first of this mail.
    pub fn first(&self) -> ArrivalId {
        self.first_id.unwrap_or(self.id)
    }
}

/// The Message-ID in a header as a line has it, without brackets.
pub(super) fn identifier_of(header: &[u8]) -> Option<String> {
    let email = mail::parse(header, &mail::Limits::default()).ok()?;
    email.message_id.map(|id| fit(id.as_str(), LONGEST))
}

/// Whether a channel takes mail.
fn is_mailbox(channel: &Channel) -> bool {
    channel.kind == crate::channels::ChannelKind::Email
}
