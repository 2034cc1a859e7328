//! A customer's timeline: conversations, orders, refunds, parcels, reviews and answers to them in one stream, the newest first.
//!
//! Each source is asked for the next page on its own, by an index on the customer; the pages are merged by time. Who may
//! not see conversations or orders does not see them here either.

mod entry;
mod http;
mod store;

pub use entry::{Entry, EntryKind};
pub use http::routes;
