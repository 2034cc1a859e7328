//! E-mail: mail comes in by the built-in server ([`Server`]), by HTTP (`POST /inbound/email`) or from a mailbox that is read
//! by IMAP ([`Reading`]), all through [`arrive`];
//! answers go out by SMTP, from the outbox ([`Posting`]).
//!
//! A mail is put into its conversation by evidence, strongest first: a signed reply address, a Message-ID that we signed,
//! the mails that it names, Outlook's thread, and a number in the subject where its author takes part already. Which it was
//! stands on the message. What can't be taken is kept all the same, in a journal with the reason.

mod answered;
mod arrival;
mod authentication;
mod author;
mod chat_mail;
mod composing;
mod http;
mod imap;
mod journal;
mod keys;
mod mailbox;
mod posting;
mod reading;
mod reports;
mod saying;
mod smtp;
mod threading;
mod transport;

pub use arrival::{Arriving, Outcome, arrive};
pub(super) use imap::forget as forget_incoming;
pub use imap::{After, Incoming, Pace, ProblemCode, Reading, SENT_COPY, SentCopies, StartFrom};
pub use journal::Disposition;
pub use keys::thread_key;
pub use mailbox::{OwnAddresses, mailbox_of};
pub use posting::Posting;
pub use reading::LARGEST;
pub use smtp::{CERTIFICATE, CertificateError, KEY, ListenError, Listening, Server};
pub use transport::is_loopback;

use utoipa_axum::router::OpenApiRouter;

use crate::Inbox;

/// The routes of mail that comes in, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().merge(http::routes()).merge(imap::routes())
}
