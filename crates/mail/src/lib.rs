//! E-mail without sockets: bytes in, values out.
//!
//! [`parse`] turns the bytes of a mail into an [`Email`]. Nothing here opens a connection, looks at a clock
//! or knows what a conversation is.

pub mod address;
pub mod attachment;
pub mod authentication;
pub mod bounce;
pub mod calendar;
mod charset;
pub mod classify;
pub mod compose;
pub mod dkim;
#[cfg(feature = "verify")]
pub mod dns;
pub mod forward;
pub mod html;
pub mod imap;
pub mod mbox;
pub mod message_id;
pub mod parse;
pub mod reply;
pub mod smtp;
pub mod spam_filter;
pub mod threading;
pub mod tnef;

pub use address::{EmailAddress, Mailbox};
pub use attachment::{Attachment, AttachmentKind, Disposition};
pub use classify::{Classification, Envelope, Kind, classify, classify_returned, may_auto_reply};
pub use compose::{ComposeError, Outgoing, compose};
pub use message_id::MessageId;
pub use parse::{Email, Limits, MailError, parse};
pub use threading::{Evidence, ThreadKey};
