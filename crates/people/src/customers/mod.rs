//! Customers: one profile per person, whatever channel they come through.
//!
//! A customer is known by identities: addresses, phone numbers, chat visitors, accounts of a store. Whoever has a thing
//! from outside in hand calls [`recognise`] inside the same transaction; it finds the person, or makes one. Evidence that
//! is sure (the address that a mail came from, the account that a store names) joins; evidence that is not (an address
//! that a visitor typed, a shared phone number) only suggests a merge to a person.
//!
//! [`merge`] moves identities to one profile and can be undone exactly. Floors above keep their own rows in step by the
//! events `customer.updated`, `customer.merged` and `customer.unmerged`.

mod customer;
mod http;
mod identity;
mod merging;
mod merging_http;
mod recognising;
pub mod schema;
mod store;

pub use customer::{Address, Customer, CustomerId, EmailState, LifetimeValue};
pub use http::{CustomerJson, IdentityJson, routes};
pub use identity::{Identity, IdentityKind, Verified};
pub use merging::{MergeError, MergeId, Merged, Unmerged, merge, unmerge};
pub use recognising::{Seen, recognise};
pub use store::{
    add_identity, conversations_changed, currency_changed, find, find_many, forget_identity, identities_of,
    living, mark_email, name_of, orders_changed, owner, seen_on,
};
