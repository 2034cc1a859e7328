//! Orders, as every store tells them, in one form.
//!
//! [`save`] is the one way in, and `save_all` for many at once, of which it is a case: a page of the first sync, a delivery, a single order that was asked for, a file. It recognises the
//! customer, writes the row that lists show, the lines, refunds and parcels, keeps the store's JSON as it came, and says
//! what happened as `order.created`, `order.updated` or `order.deleted` ([`OrderEvent`]). An older state never overwrites
//! a newer one, whichever way it came.
//!
//! [`of_customer`] and [`by_number`] are what a conversation needs: one index range each.

mod csv;
mod facts;
mod hanging;
mod http;
mod json;
mod money_json;
mod opening;
mod order;
mod reader;
mod recognising;
mod redacting;
mod saving;
mod slice;
mod store;
mod whole;

pub(crate) use hanging::worth_another_look;
pub use hanging::{Refunds, notes_of, refunds_of, write_notes, write_refunds};
pub use http::routes;
pub(crate) use json::OptionJson;
pub use json::{MoneyJson, OrderJson};
pub(crate) use order::currency;
pub use order::{
    Audience, Detail, Line, Note, NoteId, Options, Order, OrderId, PaidBack, Refund, RefundId, RefundLines,
    ReturnState, Sort, Status,
};
pub use reader::FollowCustomers;
pub use recognising::account;
pub(crate) use recognising::accounts;
pub(crate) use redacting::{buyers, buying_elsewhere, is_forgotten, of_people, of_store, redact};
pub use saving::{Came, OrderEvent, Saved, Touched, original_of, save, throw_away};
pub(crate) use saving::{Incoming, save_all, words_of, write_fulfillments};
pub use store::{
    Filter, buyers_of, buyers_of_late, by_number, find, find_source, lines_of, of_customer, original, page,
};
pub(crate) use store::{Known, details_of, in_store, known, states};
pub use whole::{Whole, gather};
