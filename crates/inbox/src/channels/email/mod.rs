//! E-mail: mail comes in by the built-in server ([`Server`]) or by HTTP (`POST /inbound/email`), both through [`arrive`];
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
mod journal;
mod keys;
mod mailbox;
mod posting;
mod reading;
mod reports;
mod saying;
mod smtp;
mod spam;
mod suppression;
mod threading;
mod transport;

use utoipa_axum::router::OpenApiRouter;

use crate::Inbox;

pub use arrival::{Arriving, Outcome, arrive};
pub use journal::{Disposition, Listed, Source, sweep};
pub use keys::thread_key;
pub use mailbox::{OwnAddresses, mailbox_of};
pub use posting::Posting;
pub use reading::LARGEST;
pub use smtp::{CERTIFICATE, CertificateError, KEY, ListenError, Listening, Server};
pub use spam::Lessons;
pub use suppression::{Suppressed, Why, suppressed};
pub use transport::is_loopback;

/// The routes of mail, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    http::routes().merge(journal::routes()).merge(suppression::routes())
}
