//! Mail that we send: values in, bytes out.

mod body;
mod references;

pub use self::references::references_of_answer;

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId as Ids;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;

use crate::address::{EmailAddress, Mailbox};
use crate::message_id::MessageId;

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Who writes it.
    pub from: Mailbox,
    /// Where answers go: the signed address of the conversation.
    pub reply_to: Option<Mailbox>,
    /// Addressees.
    pub to: Vec<Mailbox>,
    /// Addressees of a copy.
    pub cc: Vec<Mailbox>,
    /// Addressees of a hidden copy; they stand only in the envelope.
    pub bcc: Vec<Mailbox>,
    /// The subject on one line.
    pub subject: String,
    /// The mail's own identifier, the same at every attempt.
    pub message_id: MessageId,
    /// What it answers.
    pub in_reply_to: Option<MessageId>,
    /// The thread, oldest first; see [`references_of_answer`].
    pub references: Vec<MessageId>,
    /// When it was written.
    pub date: Timestamp,
    /// The plain text.
    pub text: String,
    /// The same as HTML. Images in it refer to attachments with a content id.
    pub html: Option<String>,
    /// Files and images.
    pub attachments: Vec<OutgoingAttachment>,
    /// Set when no person wrote this mail.
    pub automatic: Option<Automatic>,
    /// How the recipient unsubscribes, for mail that they did not ask for.
    pub unsubscribe: Option<Unsubscribe>,
}

/// A file that is sent along.
#[derive(Clone, Debug)]
pub struct OutgoingAttachment {
    /// The file name.
    pub name: String,
    /// The media type, such as `image/png`.
    pub content_type: String,
    /// How the HTML refers to it (`cid:`), without brackets; `None` for a file to be listed.
    pub content_id: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Why a program sends a mail (RFC 3834 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Automatic {
    /// It answers a mail: an acknowledgement, a bot's reply.
    Replied,
    /// It answers nothing: a notification, a survey.
    Generated,
}

/// One-click unsubscription (RFC 8058). Sign the mail with DKIM: providers trust the header only then.
#[derive(Clone, Debug)]
pub struct Unsubscribe {
    /// An `https` address that takes a POST.
    pub url: String,
    /// An address that takes a mail.
    pub mailto: Option<EmailAddress>,
}

/// Why a mail cannot be composed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// There is nobody in `to`, `cc` and `bcc`.
    #[error("the mail has no recipient")]
    NoRecipient,
    /// A value would end its header and begin another one.
    #[error("{field} contains a line break or another control character")]
    ControlCharacter {
        /// The header or part.
        field: &'static str,
    },
    /// A media type is not `type/subtype`.
    #[error("{0:?} is not a media type")]
    MediaType(String),
    /// The unsubscription address is not `https`.
    #[error("one-click unsubscription needs an https address")]
    Unsubscribe,
}

impl Outgoing {
    /// Everybody to whom the mail goes, for `RCPT TO`; each mailbox once.
    pub fn recipients(&self) -> Vec<EmailAddress> {
        let mut all: Vec<EmailAddress> = Vec::new();
        for mailbox in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if !all.iter().any(|known| known.is_same_mailbox(&mailbox.address)) {
                all.push(mailbox.address.clone());
            }
        }
        all
    }

    /// Whether the mail needs a server that speaks SMTPUTF8 (RFC 6531).
    pub fn needs_smtputf8(&self) -> bool {
        let written = [Some(&self.from), self.reply_to.as_ref()].into_iter().flatten();
        written
            .chain(&self.to)
            .chain(&self.cc)
            .chain(&self.bcc)
            .any(|mailbox| mailbox.address.needs_smtputf8())
    }
}

/// The bytes of a mail, with CRLF line ends, in seven bits but for international addresses. The same value
/// gives the same bytes.
///
/// # Errors
/// [`ComposeError`]; nothing that a person wrote can add a header.
pub fn compose(outgoing: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    check(outgoing)?;
    let mut builder = MessageBuilder::new()
        .header("From", address(&outgoing.from))
        .header("Date", Date::new(outgoing.date.as_second()))
        .header("Subject", Text::new(outgoing.subject.as_str()))
        .header("Message-ID", Ids::new(outgoing.message_id.as_str()));
    for (name, mailboxes) in [("To", &outgoing.to), ("Cc", &outgoing.cc)] {
        if !mailboxes.is_empty() {
            builder = builder.header(name, Address::new_list(mailboxes.iter().map(address).collect()));
        }
    }
    if outgoing.to.is_empty() && outgoing.cc.is_empty() {
        builder = builder.header("To", Raw::new("undisclosed-recipients:;"));
    }
    if let Some(reply_to) = &outgoing.reply_to {
        builder = builder.header("Reply-To", address(reply_to));
    }
    if let Some(answered) = &outgoing.in_reply_to {
        builder = builder.header("In-Reply-To", Ids::new(answered.as_str()));
    }
    if !outgoing.references.is_empty() {
        builder =
            builder.header("References", Ids::new_list(outgoing.references.iter().map(MessageId::as_str)));
    }
    if let Some(automatic) = outgoing.automatic {
        builder = automatic_headers(builder, automatic, &outgoing.from.address);
    }
    if let Some(unsubscribe) = &outgoing.unsubscribe {
        builder = builder
            .header("List-Unsubscribe", Raw::new(unsubscribe.list()))
            .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
    }
    let mut raw = Vec::new();
    builder.body(body::part(outgoing)).serialize(&mut raw);
    Ok(raw)
}

fn address(mailbox: &Mailbox) -> Address<'_> {
    Address::new_address(mailbox.name.as_deref(), mailbox.address.as_str())
}

/// What keeps two programs from answering each other for ever (RFC 3834 §3.1). `Precedence` is left out: it
/// is no standard and counts as spam.
fn automatic_headers<'x>(
    builder: MessageBuilder<'x>,
    automatic: Automatic,
    from: &'x EmailAddress,
) -> MessageBuilder<'x> {
    let keyword = match automatic {
        Automatic::Replied => "auto-replied",
        Automatic::Generated => "auto-generated",
    };
    builder
        .header("Auto-Submitted", Raw::new(keyword))
        .header("X-Auto-Response-Suppress", Raw::new("OOF, AutoReply"))
        .header("X-Loop", Raw::new(from.as_str()))
}

impl Unsubscribe {
    fn list(&self) -> String {
        match &self.mailto {
            Some(mailto) => format!("<{}>, <mailto:{mailto}?subject=unsubscribe>", self.url),
            None => format!("<{}>", self.url),
        }
    }
}

fn check(outgoing: &Outgoing) -> Result<(), ComposeError> {
    if outgoing.to.is_empty() && outgoing.cc.is_empty() && outgoing.bcc.is_empty() {
        return Err(ComposeError::NoRecipient);
    }
    let name = |mailbox: &Mailbox| mailbox.name.clone().unwrap_or_default();
    one_line("Subject", &outgoing.subject)?;
    one_line("From", &name(&outgoing.from))?;
    for mailbox in outgoing.reply_to.iter().chain(&outgoing.to).chain(&outgoing.cc) {
        one_line("To", &name(mailbox))?;
    }
    for attachment in &outgoing.attachments {
        one_line("Content-Disposition", &attachment.name)?;
        one_line("Content-ID", attachment.content_id.as_deref().unwrap_or_default())?;
        if attachment.content_id.as_deref().is_some_and(|id| id.contains(['<', '>', ' '])) {
            return Err(ComposeError::ControlCharacter { field: "Content-ID" });
        }
        if !is_media_type(&attachment.content_type) {
            return Err(ComposeError::MediaType(attachment.content_type.clone()));
        }
    }
    match &outgoing.unsubscribe {
        Some(unsubscribe) if !is_https(&unsubscribe.url) => Err(ComposeError::Unsubscribe),
        Some(_) | None => Ok(()),
    }
}

fn one_line(field: &'static str, value: &str) -> Result<(), ComposeError> {
    if value.chars().any(char::is_control) { Err(ComposeError::ControlCharacter { field }) } else { Ok(()) }
}

fn is_media_type(text: &str) -> bool {
    let is_token = |token: &str| {
        !token.is_empty() && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| kind != "multipart" && is_token(kind) && is_token(subtype))
}

fn is_https(url: &str) -> bool {
    url.starts_with("https://")
        && url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"'))
}
