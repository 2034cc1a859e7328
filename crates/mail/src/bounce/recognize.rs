//! Is this mail a delivery report?

use crate::attachment::AttachmentKind;
use crate::classify::{Envelope, is_machine_name};
use crate::parse::Email;

/// What gave a delivery report away.
pub(crate) fn sign_of_bounce(email: &Email, envelope: &Envelope) -> Option<&'static str> {
    let has_status_part = email.attachments.iter().any(|part| part.kind == AttachmentKind::DeliveryStatus);
    if email.media_type.is_report("delivery-status") || has_status_part {
        return Some("Content-Type");
    }
    if email.headers.has("X-Failed-Recipients") {
        return Some("X-Failed-Recipients");
    }
    let subject = email.subject.to_lowercase();
    let speaks_of_failure = is_failure_subject(&subject) || is_failure_text(&email.text);
    if is_from_mail_system(email) && speaks_of_failure {
        return Some("From");
    }
    if is_from_machine(email) && quotes_mail_server(&email.text) {
        return Some("From");
    }
    if is_unreturnable(email, envelope) && is_failure_subject(&subject) {
        return Some("Return-Path");
    }
    if email.headers.has("X-MS-Embedded-Report") && speaks_of_failure {
        return Some("X-MS-Embedded-Report");
    }
    None
}

/// Whether a mail was sent so that no report on it comes back, as reports are (RFC 5321 §4.5.5).
pub(crate) fn is_unreturnable(email: &Email, envelope: &Envelope) -> bool {
    envelope.is_null_sender() || email.headers.get("Return-Path").is_some_and(is_null_path)
}

fn is_null_path(value: &str) -> bool {
    let path = value.trim();
    path == "<>" || path.to_ascii_lowercase().trim_matches(['<', '>']).starts_with("mailer-daemon")
}

/// Whether the author is a mail system and not a person.
pub(crate) fn is_from_mail_system(email: &Email) -> bool {
    const NAMES: [&str; 9] = [
        "mailer-daemon",
        "postmaster",
        "post_master",
        "poostmaster",
        "mail.delivery.system",
        "mail delivery system",
        "mail delivery subsystem",
        "mail deliver system",
        "system administrator",
    ];
    let written = email.headers.get("From").unwrap_or_default().to_lowercase();
    written.trim().is_empty()
        || written.trim() == "<>"
        || NAMES.iter().any(|name| written.contains(name))
        || written.contains("ndr administrator")
}

fn is_from_machine(email: &Email) -> bool {
    is_from_mail_system(email) || email.from.iter().any(|author| is_machine_name(author.address.local()))
}

/// Words that only mail servers use, unlike "could not be delivered", which parcel services write too.
fn quotes_mail_server(text: &str) -> bool {
    const PHRASES: [&str; 6] = [
        "mailbox is full",
        "メールボックスが一杯",
        "requested action not taken",
        "smtp error from remote",
        "recipient address rejected",
        "\"notificationtype\":\"bounce\"",
    ];
    let start: String = text.chars().take(3_000).filter(|c| *c != '\\').collect::<String>().to_lowercase();
    PHRASES.iter().any(|phrase| start.contains(phrase))
}

fn is_failure_subject(subject: &str) -> bool {
    const SUBJECTS: [&str; 34] = [
        "undeliver",
        "delivery failure",
        "delivery failed",
        "delivery has failed",
        "delivery status notification",
        "mail delivery status",
        "delivery notification",
        "delivery report",
        "delivery problem",
        "delivery error",
        "failure delivery",
        "failed delivery",
        "failure notice",
        "mail failure",
        "mail system error",
        "mail error",
        "returned mail",
        "returned to sender",
        "returning message to sender",
        "returned message",
        "non remis",
        "nicht zustellbar",
        "unzustellbar",
        "onbestelbaar",
        "no se puede entregar",
        "impossibile recapitare",
        "non recapitabile",
        "teslim edilemedi",
        "teslim edilemeyen",
        "배달되지 않음",
        "전송 실패",
        "error sending your mail",
        "could not be delivered",
        "не доставлено",
    ];
    SUBJECTS.iter().any(|known| subject.contains(known))
}

fn is_failure_text(text: &str) -> bool {
    const PHRASES: [&str; 16] = [
        "could not be delivered",
        "couldn't be delivered",
        "cannot be delivered",
        "wasn't able to deliver",
        "was not delivered",
        "were not delivered",
        "unable to deliver",
        "undeliverable",
        "delivery to the following recipient",
        "delivery has failed",
        "did not reach the following recipient",
        "not reach the following",
        "had permanent fatal errors",
        "transcript of session follows",
        "was rejected by a remote mail server",
        "following addresses failed",
    ];
    let start: String = text.chars().take(3_000).collect::<String>().to_lowercase();
    let start = start.split_whitespace().collect::<Vec<_>>().join(" ");
    PHRASES.iter().any(|phrase| start.contains(phrase))
}

/// Whether a report says that the mail is late, not that it was given up.
pub(super) fn tells_of_delay(subject: &str, text: &str) -> bool {
    let subject = subject.to_lowercase();
    let start: String = text.chars().take(3_000).collect::<String>().to_lowercase();
    ["delay", "warning", "gecik"].iter().any(|word| subject.contains(word))
        || [
            "will be retried",
            "you do not need to resend",
            "this is a warning message only",
            "will keep trying",
            "will continue to try",
        ]
        .iter()
        .any(|words| start.contains(words))
}
