//! Customers: one profile per person, whatever channel they come through.
//!
//! A customer is known by identities: addresses, phone numbers, chat visitors, accounts of a store. Whoever has a thing
//! from outside in hand calls [`recognise`] inside the same transaction; it finds the person, or makes one. Evidence that
//! is sure (the address that a mail came from, the account that a store names) joins; evidence that is not (an address
//! that a visitor typed, a shared phone number) only suggests a merge to a person.
//!
//! Whoever has many of them in hand, as a file of orders, gathers them first ([`Crowd`]).
//!
//! [`merge`] moves identities to one profile and can be undone exactly. Floors above keep their own rows in step by the
//! events `customer.updated`, `customer.merged`, `customer.unmerged` and `customer.deleted`.

mod crowd;
mod customer;
mod forgetting;
mod http;
mod identity;
mod identity_store;
mod merging;
mod merging_http;
mod recognising;
pub mod schema;
mod store;

pub use crowd::Crowd;
pub use customer::{Address, Customer, CustomerId, EmailState, LifetimeValue};
pub use forgetting::{forget_accounts, forget_known_only_by, forget_whereabouts, with_accounts};
pub use http::{CustomerJson, IdentityJson, routes};
pub use identity::{Identity, IdentityKind, Verified};
pub use identity_store::{add_identity, forget_identity, identities_of, owner};
pub use merging::{MergeError, MergeId, Merged, Unmerged, merge, unmerge};
pub use recognising::{Seen, recognise};
pub use store::{
    Orders, conversations_changed, currency_changed, find, find_many, living, mark_email, name_of,
    orders_changed, seen_on,
};
