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
mod dns_check;
mod http;
mod journal;
mod keys;
mod mailbox;
mod outside;
mod posting;
mod publishing;
mod reading;
mod reports;
mod saying;
pub mod signing_keys;
mod smtp;
mod threading;
mod transport;

pub use arrival::{Arriving, Outcome, arrive};
pub use dns_check::{Asked, DnsRecord, RecordKind, Way};
pub(super) use http::routes;
pub use journal::Disposition;
pub use keys::thread_key;
pub use mailbox::{OwnAddresses, mailbox_of};
pub use outside::Outside;
pub use posting::Posting;
pub(super) use publishing::seen;
pub use publishing::{Publishing, WATCH};
pub use reading::LARGEST;
pub use smtp::{CERTIFICATE, CertificateError, KEY, ListenError, Listening, Server};
pub use transport::{OWN_REASONS, greeting_name, is_loopback};
pub(super) use transport::{Step, Tried, Way as SendingWay, attempt};
