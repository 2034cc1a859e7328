//! Mailboxes that are read by IMAP, wherever they are.
//!
//! [`Reading`] looks after all of them: one task and one connection a mailbox, on one node. A task signs in, reads what it
//! does not have of each folder, and waits: the server says at once when mail comes (IDLE), and every few minutes it asks
//! anyway. A mail and the mark up to which its folder was read are stored in one transaction, so whatever ends the process
//! or the connection, no mail is lost or taken twice. Nothing is deleted: a mail that was taken stays as it is, is
//! marked as read or moved, as the mailbox wants it.
//!
//! Servers are not believed: what they send is bounded before it is taken, UIDs that were not asked for are passed over,
//! and where their numbers can't be right the folder is read again by date; the journal knows what is here already.

mod authorizing;
mod credentials;
mod folder;
mod http;
mod problem;
mod reading;
mod sealed;
mod sent;
mod session;
mod settings;
mod store;
mod taking;
mod too_large;
mod trying;
mod watching;
mod wire;

pub(in crate::channels) use http::routes;
pub use problem::ProblemCode;
pub use reading::{Pace, Reading};
pub(crate) use sealed::MailboxSecrets;
pub(super) use sent::enqueue as enqueue_sent_copy;
pub use sent::{SENT_COPY, SentCopies};
pub use settings::{After, Incoming, StartFrom};
pub(in crate::channels) use store::forget;
