//! Orders, as every store tells them, in one form.
//!
//! [`save`] is the one way in: a page of the first sync, a delivery, a single order that was asked for. It recognises the
//! customer, writes the row that lists show, the lines, refunds and parcels, keeps the store's JSON as it came, and says
//! what happened as `order.created`, `order.updated` or `order.deleted` ([`OrderEvent`]). An older state never overwrites
//! a newer one, whichever way it came.
//!
//! [`of_customer`] and [`by_number`] are what a conversation needs: one index range each.

mod csv;
mod facts;
mod http;
mod json;
mod order;
mod reader;
mod recognising;
mod redacting;
mod saving;
mod store;
mod whole;

pub use http::routes;
pub use json::{MoneyJson, OrderJson};
pub(crate) use order::currency;
pub use order::{
    Audience, Detail, Line, Note, NoteId, Options, Order, OrderId, PaidBack, Refund, RefundId, RefundLines,
    Sort, Status,
};
pub use reader::FollowCustomers;
pub use recognising::account;
pub(crate) use redacting::{of_people, of_store, redact};
pub use saving::{Came, OrderEvent, Saved, Touched, original_of, save, throw_away};
pub use store::{
    Filter, Refunds, by_number, find, find_source, lines_of, notes_of, of_customer, original, page,
    refunds_of, write_notes, write_refunds,
};
pub(crate) use store::{Known, known};
pub use whole::{Whole, gather};
