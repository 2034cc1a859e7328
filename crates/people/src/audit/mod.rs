//! The audit log: who did what that matters for security, from where and when.
//!
//! An entry is written in the transaction that does the thing: [`record`]. Nothing here changes or deletes one.

pub mod entry;
pub mod http;
mod store;

pub use entry::{Actor, ActorKind, AuditId, Entry};
pub use store::{list, record};
