//! What in a mail points to an earlier one, strongest first.

use super::{BounceAddress, OwnMessageId, ReplyToken, ThreadKey};
use crate::address::EmailAddress;
use crate::classify::Envelope;
use crate::message_id::MessageId;
use crate::parse::Email;

/// A reason to put a mail into a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It was sent to a signed reply address.
    ReplyToken(ReplyToken),
    /// It was sent to the signed envelope sender of a mail of ours, as programs answer (RFC 3834 §4).
    BounceAddress(BounceAddress),
    /// It answers a Message-ID that we signed.
    OwnMessageId(OwnMessageId),
    /// It answers this mail; look whether it is known.
    InReplyTo(MessageId),
    /// Its thread contains this mail; newest first.
    Reference(MessageId),
    /// Outlook's conversation: the first 22 bytes of `Thread-Index`, the same in every answer.
    ThreadIndex {
        /// The 22 bytes in hexadecimal.
        root: String,
        /// `Thread-Topic`, the subject without prefixes.
        topic: Option<String>,
    },
    /// `[#12345]` in the subject. Counts only if the sender already takes part in that conversation.
    SubjectNumber(u64),
}

/// Headers in which mail servers keep the address to which a mail was really delivered.
const DELIVERY_HEADERS: [&str; 8] = [
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Delivered-To",
    "X-Forwarded-To",
    "X-Rcpt-To",
    "Apparently-To",
];

/// Bytes of `Thread-Index` that name the conversation; each answer adds five (MS-OXOMSG §2.2.1.3).
const THREAD_ROOT: usize = 22;
/// References looked at; more are a mistake or an attack.
const MOST_REFERENCES: usize = 100;

impl ThreadKey {
    /// Everything that points to an earlier mail, strongest first. The first hit wins; a mail without any
    /// opens a new conversation.
    pub fn evidence(&self, email: &Email, envelope: &Envelope) -> Vec<Evidence> {
        let mut found = Vec::new();
        found.extend(
            addresses(email, envelope)
                .filter_map(|address| self.reply_token(&address))
                .map(Evidence::ReplyToken),
        );
        found.extend(self.returned(email, envelope).map(Evidence::BounceAddress));
        let newest_first = || email.references.iter().rev().take(MOST_REFERENCES);
        let answered = || email.in_reply_to.iter().take(MOST_REFERENCES);
        found.extend(
            answered()
                .chain(newest_first())
                .filter_map(|id| self.own_message_id(id))
                .map(Evidence::OwnMessageId),
        );
        found.extend(answered().cloned().map(Evidence::InReplyTo));
        found.extend(newest_first().cloned().map(Evidence::Reference));
        found.extend(thread_index(email));
        found.extend(subject_number(&email.subject).map(Evidence::SubjectNumber));
        let mut unique = Vec::with_capacity(found.len());
        for evidence in found {
            if !unique.contains(&evidence) {
                unique.push(evidence);
            }
        }
        unique
    }
}

impl ThreadKey {
    /// The signed envelope sender of ours to which a mail came, if it came to one.
    pub fn returned(&self, email: &Email, envelope: &Envelope) -> Option<BounceAddress> {
        addresses(email, envelope).find_map(|address| self.bounced(&address))
    }
}

fn addresses<'x>(email: &'x Email, envelope: &'x Envelope) -> impl Iterator<Item = EmailAddress> + 'x {
    let delivered = DELIVERY_HEADERS
        .iter()
        .flat_map(|name| email.headers.all(name))
        .flat_map(|value| value.split([',', ' ', ';']))
        .filter_map(|address| address.parse().ok());
    let written = email.to.iter().chain(&email.cc).map(|mailbox| mailbox.address.clone());
    envelope.recipients.iter().cloned().chain(written).chain(delivered).take(MOST_REFERENCES)
}

fn thread_index(email: &Email) -> Option<Evidence> {
    let value: String = email.headers.get("Thread-Index")?.split_whitespace().collect();
    let bytes = data_encoding::BASE64.decode(value.as_bytes()).ok()?;
    let root = data_encoding::HEXLOWER.encode(bytes.get(..THREAD_ROOT)?);
    let topic = email.headers.get("Thread-Topic").map(str::to_owned);
    Some(Evidence::ThreadIndex { root, topic })
}

/// `[#12345]`, also in Persian and Arabic digits.
fn subject_number(subject: &str) -> Option<u64> {
    let (_, after) = subject.split_once("[#")?;
    let (number, _) = after.split_once(']')?;
    let mut value: u64 = 0;
    for c in number.trim().chars() {
        value = value.checked_mul(10)?.checked_add(u64::from(digit(c)?))?;
    }
    (value > 0).then_some(value)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        _ => None,
    }
}
