//! Abuse reports from mailbox providers (ARF, RFC 5965).

use crate::address::EmailAddress;
use crate::attachment::AttachmentKind;
use crate::message_id::MessageId;
use crate::parse::{Email, Headers};

/// Somebody pressed "this is spam".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// What is complained of.
    pub kind: ComplaintKind,
    /// Who complained, where the provider tells; many hide it.
    pub recipient: Option<EmailAddress>,
    /// The mail complained of.
    pub original_message_id: Option<MessageId>,
}

/// The `Feedback-Type` of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplaintKind {
    /// Unwanted mail.
    Abuse,
    /// Phishing or another fraud.
    Fraud,
    /// Malicious content.
    Virus,
    /// The recipient says that it was no spam after all.
    NotSpam,
    /// The recipient does not want the list any more.
    OptOut,
    /// Any other type.
    Other,
}

impl Complaint {
    /// Reads an abuse report; `None` for any other mail.
    pub fn read(email: &Email) -> Option<Self> {
        let report = email.attachments.iter().find(|part| part.kind == AttachmentKind::FeedbackReport)?;
        let fields = Headers::parse(&report.bytes);
        let original = email
            .attachments
            .iter()
            .find(|part| matches!(part.kind, AttachmentKind::Mail | AttachmentKind::MailHeaders))
            .map(|part| Headers::parse(&part.bytes));
        let original = original.unwrap_or_default();
        let recipient = ["Original-Rcpt-To", "Removal-Recipient", "Original-Recipient"]
            .iter()
            .find_map(|name| fields.get(name))
            .or_else(|| original.get("X-HmXmrOriginalRecipient"))
            .and_then(|value| value.rsplit(';').next()?.parse().ok());
        Some(Self {
            kind: ComplaintKind::named(fields.get("Feedback-Type").unwrap_or_default()),
            recipient,
            original_message_id: original
                .get("Message-ID")
                .or_else(|| fields.get("Original-Message-ID"))
                .and_then(|value| MessageId::all_in(value).into_iter().next()),
        })
    }
}

impl ComplaintKind {
    fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "abuse" | "complaint" => Self::Abuse,
            "fraud" => Self::Fraud,
            "virus" => Self::Virus,
            "not-spam" => Self::NotSpam,
            "opt-out" | "opt-out-list" => Self::OptOut,
            _ => Self::Other,
        }
    }
}
