//! Imports: mails that lie in files are read into a mailbox, as mails from before ([`past`](super::past)).
//!
//! The files are read as they lie, a group of mails at a time; where it stands moves in the transaction that takes the group,
//! so a process that ends goes on where it was, and what was taken is not taken twice. [`Importing`] works on what was
//! uploaded, the command line ([`import_files`]) on files of the machine.

mod http;
mod import;
mod mails;
mod material;
mod store;
mod uploading;
mod worker;
mod working;

pub(super) use http::routes;
pub use import::{Import, ImportId, ImportState};
pub(super) use uploading::tidy;
pub use worker::{ImportError, Importing, import_files};
