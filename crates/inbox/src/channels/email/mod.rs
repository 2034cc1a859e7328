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
mod dns_check;
mod http;
mod imap;
mod imports;
mod journal;
mod keys;
mod mailbox;
mod outside;
mod past;
mod posting;
mod publishing;
mod reading;
mod reports;
mod return_path;
mod saying;
mod signing_in;
pub mod signing_keys;
mod signing_off;
mod silence;
mod smtp;
mod spam;
mod suppression;
mod threading;
mod transport;

use utoipa_axum::router::OpenApiRouter;

use crate::Inbox;

pub use arrival::{Arriving, Outcome, arrive};
pub use dns_check::{Asked, DnsRecord, RecordKind, Way};
pub(crate) use imap::MailboxSecrets;
pub(super) use imap::forget as forget_incoming;
pub use imap::{After, Incoming, Pace, ProblemCode, Reading, SENT_COPY, SentCopies, StartFrom};
pub use imports::{Import, ImportError, ImportId, ImportState, Importing, import_files};
pub use journal::{Disposition, Source, sweep};
pub use keys::thread_key;
pub use mailbox::{OwnAddresses, mailbox_of};
pub use outside::Outside;
pub use past::Before;
pub use posting::Posting;
pub(super) use publishing::seen;
pub use publishing::{Publishing, WATCH};
pub use reading::LARGEST;
pub(super) use return_path::ReturnPath;
pub(super) use signing_in::login;
pub use signing_off::signature;
pub use silence::{MOST_AN_HOUR, Silence, SilenceJson, silence_of, silent};
pub use smtp::{CERTIFICATE, CertificateError, KEY, ListenError, Listening, Server};
pub use spam::{Lessons, SpamBy, SpamSeen};
pub use suppression::{Suppressed, Why, suppressed};
pub use transport::{OWN_REASONS, greeting_name, is_loopback};
pub(super) use transport::{Step, Tried, Way as SendingWay, attempt};

/// The routes of mail, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    http::routes()
        .merge(imap::routes())
        .merge(journal::routes())
        .merge(imports::routes())
        .merge(silence::routes())
        .merge(suppression::routes())
}
