//! Raw mail to [`Email`].

mod body;
mod encoded_word;
mod flowed;
mod header;
mod parameters;
mod structure;
mod transfer;

use jiff::Timestamp;
use mail_parser::DateTime;

pub use self::header::{Header, Headers};

use self::body::Gathering;
use self::header::RawHeaders;
use self::structure::{Budget, Part};
use crate::address::Mailbox;
use crate::attachment::Attachment;
use crate::html;
use crate::message_id::MessageId;

/// What a mail may cost. A mail over a limit is refused whole, before memory is spent on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest raw mail, in bytes.
    pub size: usize,
    /// Most parts, counting groups and contents.
    pub parts: usize,
    /// Deepest nesting of parts; a mail that is attached is one part and counts again when it is opened.
    pub depth: usize,
    /// Largest sum of decoded contents, in bytes.
    pub decoded: usize,
}

impl Default for Limits {
    /// 50 MiB raw, 500 parts, depth 10, 100 MiB decoded: above what Gmail and Microsoft 365 deliver by default.
    fn default() -> Self {
        Self { size: 50 << 20, parts: 500, depth: 10, decoded: 100 << 20 }
    }
}

/// Why a mail is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Nothing was sent.
    #[error("the mail is empty")]
    Empty,
    /// The raw mail is larger than [`Limits::size`].
    #[error("the mail has {size} bytes, more than the {limit} allowed")]
    TooLarge {
        /// Bytes of the mail.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// More parts than [`Limits::parts`].
    #[error("the mail has more than {limit} parts")]
    TooManyParts {
        /// Parts allowed.
        limit: usize,
    },
    /// Parts nested deeper than [`Limits::depth`].
    #[error("the mail's parts are nested deeper than {limit} levels")]
    TooDeep {
        /// Levels allowed.
        limit: usize,
    },
    /// The decoded contents together are larger than [`Limits::decoded`].
    #[error("the mail's decoded contents have more than {limit} bytes")]
    TooMuchContent {
        /// Bytes allowed.
        limit: usize,
    },
}

/// A mail as a reader understands it: everything decoded, nothing yet trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// Every header field, decoded.
    pub headers: Headers,
    /// The mail's own identifier; many automatic senders leave it out.
    pub message_id: Option<MessageId>,
    /// What it answers, as the sender's program says.
    pub in_reply_to: Vec<MessageId>,
    /// The thread it belongs to, oldest first.
    pub references: Vec<MessageId>,
    /// Who wrote it; more than one is legal and rare.
    pub from: Vec<Mailbox>,
    /// Who sent it on behalf of `from`.
    pub sender: Option<Mailbox>,
    /// Where answers should go, if not to `from`.
    pub reply_to: Vec<Mailbox>,
    /// Addressees.
    pub to: Vec<Mailbox>,
    /// Addressees of a copy.
    pub cc: Vec<Mailbox>,
    /// Addressees of a hidden copy; present only in mails of one's own.
    pub bcc: Vec<Mailbox>,
    /// The subject on one line; empty where there was none.
    pub subject: String,
    /// When the sender's clock said it was sent. `None` for a missing, unreadable or impossible date.
    pub sent_at: Option<Timestamp>,
    /// The whole plain text with `\n` line ends; made from the HTML where there is no text part.
    pub text: String,
    /// The HTML body as it came. Not safe to show: see [`html::clean`].
    pub html: Option<String>,
    /// Everything else, in the order of the mail.
    pub attachments: Vec<Attachment>,
    /// The top-level media type with its `report-type`, such as `multipart/report; delivery-status`.
    pub media_type: MediaType,
}

/// The media type of the whole mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaType {
    /// `multipart/report`, in lower case.
    pub name: String,
    /// The `report-type` parameter of a report, in lower case (RFC 6522).
    pub report_type: Option<String>,
}

/// Reads a mail.
///
/// # Errors
/// Only for mails over the `limits` and for no bytes at all. Anything else, however broken, is read as far
/// as it makes sense: a mail without headers is all text, a wrong character set is put right.
pub fn parse(raw: &[u8], limits: &Limits) -> Result<Email, MailError> {
    if raw.is_empty() {
        return Err(MailError::Empty);
    }
    if raw.len() > limits.size {
        return Err(MailError::TooLarge { size: raw.len(), limit: limits.size });
    }
    let (headers, body) = RawHeaders::split(raw);
    let tree = structure::read(headers.clone(), body, "text/plain", 1, &mut Budget::new(limits))?;
    let hint = charset_of(&tree);
    let media_type = MediaType::of(&headers);
    let content = Gathering::new(limits).gather(tree)?;
    let text = match (content.text, &content.html) {
        (Some(text), None) => text,
        (Some(text), Some(_)) if !text.trim().is_empty() => text,
        (_, Some(html)) => html::to_text(html),
        (None, None) => String::new(),
    };
    let mut email = from_headers(&headers, hint.as_deref());
    email.text = text;
    email.html = content.html;
    email.attachments = content.attachments;
    email.media_type = media_type;
    Ok(email)
}

fn from_headers(headers: &RawHeaders<'_>, hint: Option<&str>) -> Email {
    let decoded = headers.decoded(hint);
    let ids = |name| decoded.all(name).flat_map(MessageId::all_in).collect::<Vec<_>>();
    Email {
        message_id: own_id(&decoded),
        in_reply_to: ids("In-Reply-To"),
        references: ids("References"),
        from: headers.mailboxes("From", hint),
        sender: headers.mailboxes("Sender", hint).into_iter().next(),
        reply_to: headers.mailboxes("Reply-To", hint),
        to: headers.mailboxes("To", hint),
        cc: headers.mailboxes("Cc", hint),
        bcc: headers.mailboxes("Bcc", hint),
        subject: decoded.get("Subject").map(one_line).unwrap_or_default(),
        sent_at: decoded.get("Date").and_then(date),
        text: String::new(),
        html: None,
        attachments: Vec::new(),
        media_type: MediaType::default(),
        headers: decoded,
    }
}

/// A mail's own identifier may be anything between brackets, so it is read more freely than a reference.
fn own_id(headers: &Headers) -> Option<MessageId> {
    let value = headers.get("Message-ID")?;
    MessageId::all_in(value).into_iter().next().or_else(|| value.parse().ok())
}

/// Subjects are shown on one line; the letters stay as they are.
fn one_line(value: &str) -> String {
    value
        .split(['\r', '\n', '\t'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// When a server took a mail, by its `Received` line: behind the last semicolon (RFC 5321 §4.4).
pub fn received_at(line: &str) -> Option<Timestamp> {
    date(line.rsplit_once(';')?.1.trim())
}

/// Dates before the first mail or far ahead of any clock are nonsense.
pub(crate) fn date(value: &str) -> Option<Timestamp> {
    let parsed = DateTime::parse_rfc822(value).filter(DateTime::is_valid)?;
    if !(1971..=2200).contains(&parsed.year) {
        return None;
    }
    Timestamp::from_second(parsed.to_timestamp()).ok()
}

/// The character set that the first text of a mail names.
fn charset_of(part: &Part<'_>) -> Option<String> {
    match part {
        Part::Leaf(leaf) => leaf.content_type.get("charset").map(str::to_owned),
        Part::Multipart { parts, .. } => parts.iter().find_map(charset_of),
    }
}

impl MediaType {
    fn of(headers: &RawHeaders<'_>) -> Self {
        let content_type = headers.parameterized("Content-Type", None).unwrap_or_default();
        Self {
            report_type: content_type.get("report-type").map(str::to_ascii_lowercase),
            name: content_type.value,
        }
    }

    /// Whether it is a report of this kind: `delivery-status`, `feedback-report`, `disposition-notification`.
    pub fn is_report(&self, kind: &str) -> bool {
        self.name == "multipart/report" && self.report_type.as_deref() == Some(kind)
    }
}
