//! When an automatic answer must not be sent (RFC 3834 §2).

use super::{Envelope, automatic};
use crate::address::EmailAddress;
use crate::attachment::AttachmentKind;
use crate::parse::Email;

/// Why nothing may answer this mail by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// There is nobody to answer.
    NoSender,
    /// The null sender: a report, or mail that wants none.
    NullSender,
    /// A program sent it (`Auto-Submitted`, `X-Autoreply`, …).
    Automatic,
    /// It went to many (`Precedence`, `List-…`, `Feedback-ID`).
    Bulk,
    /// Its sender asks for no automatic answers (`X-Auto-Response-Suppress`).
    Unwanted,
    /// It has come past an answering machine already (`X-Loop`).
    Loop,
    /// A report or an invitation, answered by programs.
    MachineReadable,
    /// An address that nobody reads, such as `noreply@`.
    MachineAddress,
    /// It is from ourselves.
    OwnAddress,
}

/// Whether an automatic answer may be sent: an acknowledgement, an out-of-hours note, a survey, a bot's reply.
///
/// # Errors
/// The first reason against it.
pub fn may_auto_reply(
    email: &Email,
    envelope: &Envelope,
    own_addresses: &[EmailAddress],
) -> Result<(), Silence> {
    let answered = email.reply_to.first().or(email.from.first()).ok_or(Silence::NoSender)?;
    let headers = &email.headers;
    let has_null_path = headers.get("Return-Path").is_some_and(|path| path.trim() == "<>");
    if envelope.is_null_sender() || has_null_path {
        return Err(Silence::NullSender);
    }
    if automatic::auto_submitted(email).is_some() || automatic::sign_of_auto_reply(email).is_some() {
        return Err(Silence::Automatic);
    }
    let is_bulk = matches!(automatic::precedence(email).as_str(), "bulk" | "list" | "junk" | "auto_reply");
    if is_bulk
        || automatic::sign_of_list(email).is_some()
        || headers.has("X-CSA-Complaints")
        || headers.has("Feedback-ID")
    {
        return Err(Silence::Bulk);
    }
    if headers.all("X-Auto-Response-Suppress").any(suppresses) {
        return Err(Silence::Unwanted);
    }
    if headers.has("X-Loop") {
        return Err(Silence::Loop);
    }
    let is_report = email.media_type.name == "multipart/report";
    let is_invitation = email.media_type.name == "text/calendar"
        || email
            .attachments
            .iter()
            .any(|part| part.kind == AttachmentKind::Calendar && part.content_type == "text/calendar");
    if is_report || is_invitation {
        return Err(Silence::MachineReadable);
    }
    let is_machine = email.from.iter().any(|author| automatic::is_machine_name(author.address.local()))
        || automatic::is_machine_name(answered.address.local());
    if is_machine {
        return Err(Silence::MachineAddress);
    }
    if own_addresses.iter().any(|own| own.is_same_mailbox(&answered.address)) {
        return Err(Silence::OwnAddress);
    }
    Ok(())
}

/// Microsoft's list of what not to send (MS-OXCMAIL §2.2.3.2.14).
fn suppresses(value: &str) -> bool {
    value.split([',', ' ', ';']).any(|word| {
        matches!(word.trim().to_ascii_lowercase().as_str(), "all" | "autoreply" | "oof" | "dr" | "rn")
    })
}
