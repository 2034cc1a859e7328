//! The client's side of IMAP (RFC 3501, RFC 9051) without a socket: bytes in, whole responses out.
//!
//! [`Framer`] cuts what a server sends into responses and refuses what would take more memory than it was allowed, before it
//! is taken. [`Response`] is what a response says, as far as a reader of mail needs it; what it does not know it passes
//! over. [`UidSet`] holds sets of messages, [`folder`] the names of folders.

mod command;
pub mod folder;
mod framing;
mod response;
mod uids;

pub use command::{bearer, plain, quoted, xoauth2};
pub use framing::{Framer, FramingError, Limits};
pub use response::{Fetched, Folder, FolderUse, Response, Status, StatusCode, Told};
pub use uids::UidSet;
