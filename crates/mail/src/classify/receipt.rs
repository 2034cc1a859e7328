//! Read receipts (MDN, RFC 8098).

use crate::attachment::AttachmentKind;
use crate::message_id::MessageId;
use crate::parse::{Email, Headers};

/// A recipient's program tells what became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadReceipt {
    /// Whether it was displayed; otherwise it was deleted or dispatched unseen.
    pub was_displayed: bool,
    /// The mail that it is about.
    pub original_message_id: Option<MessageId>,
}

impl ReadReceipt {
    /// Reads a receipt; `None` for any other mail.
    pub fn read(email: &Email) -> Option<Self> {
        let part =
            email.attachments.iter().find(|part| part.kind == AttachmentKind::DispositionNotification)?;
        let fields = Headers::parse(&part.bytes);
        let disposition = fields.get("Disposition").unwrap_or_default().to_ascii_lowercase();
        let kind = disposition.rsplit_once(';').map_or(disposition.as_str(), |(_, kind)| kind).trim();
        Some(Self {
            was_displayed: kind.starts_with("displayed"),
            original_message_id: fields
                .get("Original-Message-ID")
                .and_then(|value| MessageId::all_in(value).into_iter().next())
                .or_else(|| email.in_reply_to.first().cloned()),
        })
    }
}
