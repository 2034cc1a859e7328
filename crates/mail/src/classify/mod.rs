//! What kind of mail this is: a customer's, a machine's, or a report about a mail of ours.

mod automatic;
mod complaint;
mod receipt;
mod silence;

pub(crate) use self::automatic::is_machine_name;
pub use self::complaint::{Complaint, ComplaintKind};
pub use self::receipt::ReadReceipt;
pub use self::silence::{Silence, may_auto_reply};

use crate::address::EmailAddress;
use crate::bounce::{Bounce, is_from_mail_system, is_unreturnable, sign_of_bounce};
use crate::parse::Email;

/// What the transport said beside the mail: who sent it and to whom (RFC 5321 §2.3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// `MAIL FROM`; `None` where the source does not tell (IMAP).
    pub sender: Option<ReversePath>,
    /// `RCPT TO`; empty where the source does not tell.
    pub recipients: Vec<EmailAddress>,
}

/// The address to which failures are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReversePath {
    /// `<>`: reports are not wanted; only automatic mail has it.
    Null,
    /// An address.
    Address(EmailAddress),
}

impl Envelope {
    /// Whether the mail was sent with the null sender.
    pub fn is_null_sender(&self) -> bool {
        self.sender == Some(ReversePath::Null)
    }
}

/// A mail's kind and what told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classification {
    /// The kind.
    pub kind: Kind,
    /// The header that told; `None` for a customer's mail, which is what nothing speaks against.
    pub told_by: Option<&'static str>,
}

/// What a mail is to a support desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody wrote it.
    Customer,
    /// A program answered: vacation, out of office, "we have received your mail". So do receivers who report on all mail of
    /// a domain (DMARC, TLS): nobody wrote it, and nobody has to answer.
    AutoReply,
    /// A program wrote it, to nobody's mail in particular: a notification, an alert.
    Notification,
    /// A newsletter or a discussion list.
    MailingList,
    /// A report about the delivery of a mail of ours.
    Bounce(Bounce),
    /// A provider says that a recipient calls our mail unwanted.
    Complaint(Complaint),
    /// The recipient's program says that our mail was displayed or deleted.
    ReadReceipt(ReadReceipt),
    /// A mail of ours that came back: a loop, or a copy to ourselves.
    OwnMailComingBack,
}

/// Tells what kind of mail this is. `own_addresses` are the mailboxes and aliases from which we send.
pub fn classify(email: &Email, envelope: &Envelope, own_addresses: &[EmailAddress]) -> Classification {
    let (kind, told_by) = if let Some(complaint) = Complaint::read(email) {
        (Kind::Complaint(complaint), Some("Content-Type"))
    } else if let Some(receipt) = ReadReceipt::read(email) {
        (Kind::ReadReceipt(receipt), Some("Content-Type"))
    } else if let Some(sign) = automatic::sign_of_domain_report(email) {
        (Kind::AutoReply, Some(sign))
    } else if let Some(sign) = sign_of_bounce(email, envelope) {
        (Kind::Bounce(Bounce::read(email)), Some(sign))
    } else if let Some(sign) = sign_of_own_mail(email, own_addresses) {
        (Kind::OwnMailComingBack, Some(sign))
    } else if let Some(sign) = automatic::sign_of_auto_reply(email) {
        (Kind::AutoReply, Some(sign))
    } else if let Some(sign) = automatic::sign_of_list(email) {
        (Kind::MailingList, Some(sign))
    } else if let Some(sign) = automatic::sign_of_notification(email) {
        (Kind::Notification, Some(sign))
    } else {
        (Kind::Customer, None)
    };
    Classification { kind, told_by }
}

/// Tells what kind of mail came to the signed envelope sender of a mail of ours ([`crate::ThreadKey::returned`]). Nobody is
/// asked to write there: what a machine sent and is no answer of a program reports a failure, even where no word in it can be
/// read.
pub fn classify_returned(
    email: &Email,
    envelope: &Envelope,
    own_addresses: &[EmailAddress],
) -> Classification {
    let found = classify(email, envelope, own_addresses);
    let is_report = match found.kind {
        Kind::Customer | Kind::Notification | Kind::MailingList => {
            is_unreturnable(email, envelope) || is_from_mail_system(email)
        }
        Kind::AutoReply => is_from_mail_system(email),
        Kind::Bounce(_) | Kind::Complaint(_) | Kind::ReadReceipt(_) | Kind::OwnMailComingBack => false,
    };
    if is_report {
        return Classification { kind: Kind::Bounce(Bounce::read(email)), told_by: Some("Return-Path") };
    }
    found
}

/// A mail from one of our addresses, unless it is a form that the store's site sent for a customer, who then
/// stands in `Reply-To`.
fn sign_of_own_mail(email: &Email, own_addresses: &[EmailAddress]) -> Option<&'static str> {
    let is_own = |address: &EmailAddress| own_addresses.iter().any(|own| own.is_same_mailbox(address));
    let loops = |value: &str| value.parse().is_ok_and(|address| is_own(&address));
    if email.headers.all("X-Loop").any(loops) {
        return Some("X-Loop");
    }
    let is_from_us = email.from.iter().any(|author| is_own(&author.address));
    let is_for_somebody = email.reply_to.iter().any(|mailbox| !is_own(&mailbox.address));
    (is_from_us && !is_for_somebody).then_some("From")
}
