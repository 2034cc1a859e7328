//! Delivery reports made for programs: `message/delivery-status` (RFC 3464).

use super::{Action, Status};
use crate::address::EmailAddress;
use crate::attachment::{Attachment, AttachmentKind};
use crate::parse::{Email, Headers};

/// What the report says about one recipient.
pub(super) struct Entry {
    pub(super) recipient: Option<EmailAddress>,
    pub(super) action: Option<Action>,
    pub(super) status: Option<Status>,
    pub(super) diagnostic: String,
}

/// The entries of all delivery-status parts.
pub(super) fn entries(email: &Email) -> Vec<Entry> {
    email
        .attachments
        .iter()
        .filter(|attachment| attachment.kind == AttachmentKind::DeliveryStatus)
        .flat_map(|attachment| blocks(&attachment.bytes))
        .filter_map(|block| entry(&block))
        .collect()
}

/// Groups of fields, separated by empty lines.
fn blocks(bytes: &[u8]) -> Vec<Headers> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.split("\n\n").map(|block| Headers::parse(block.trim_start_matches('\n').as_bytes())).collect()
}

fn entry(block: &Headers) -> Option<Entry> {
    let recipient = ["Final-Recipient", "Original-Recipient", "X-Actual-Recipient"]
        .iter()
        .filter_map(|name| block.get(name))
        .find_map(address_of);
    let is_about_recipient = recipient.is_some() || block.has("Final-Recipient") || block.has("Action");
    if !is_about_recipient {
        return None;
    }
    Some(Entry {
        recipient,
        action: block.get("Action").and_then(Action::named),
        status: block.get("Status").and_then(Status::first_in),
        diagnostic: diagnostic(block),
    })
}

/// The answer of the receiving system, and the category that PowerMTA puts it in.
fn diagnostic(block: &Headers) -> String {
    let answers = block.all("Diagnostic-Code").map(without_type);
    answers.chain(block.all("X-PowerMTA-BounceCategory")).collect::<Vec<_>>().join(" ")
}

/// `rfc822; a@b`, `a@b`, `<a@b>`; the type is often missing.
fn address_of(value: &str) -> Option<EmailAddress> {
    let value = value.rsplit_once(';').map_or(value, |(_, address)| address);
    value.split_whitespace().next()?.trim_matches(['<', '>', '"']).parse().ok()
}

/// `smtp; 550 5.1.1 …` without `smtp;`.
fn without_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, rest)) if kind.len() < 20 && !kind.contains(' ') => rest.trim(),
        _ => value,
    }
}

/// The attached original, whole or only its headers.
pub(super) fn original(email: &Email) -> Option<&Attachment> {
    let is = |kind| move |attachment: &&Attachment| attachment.kind == kind;
    email
        .attachments
        .iter()
        .find(is(AttachmentKind::Mail))
        .or_else(|| email.attachments.iter().find(is(AttachmentKind::MailHeaders)))
}
