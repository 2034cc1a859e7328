//! What the team has a store do with an order: give money back, cancel, write a note, correct an address, change what is
//! in it, mail it again, make a coupon or a replacement order, answer a return; and take that back where the store can.
//!
//! A person first sees a preview, made from the order as the store has it at that moment ([`requesting`]): what will
//! happen, what it costs, what stays. The preview carries a version of the order; an action that is asked for with an
//! older one is refused, so of two people at once one wins and the other is told. What was asked for is a row and a row
//! of the outbox, written together.
//!
//! [`Doing`] sends it. It asks the store before it sends, writes down that it sends, and marks what it makes; after a crash
//! or a lost answer it looks for the mark, waits until a slow store must have come to an end, and only then sends again.
//! What cannot be known is said to be unknown. How each kind of store is spoken to, and what it can be had to do at all, is
//! behind [`commerce::acting::Acting`].
//!
//! Who may do what, up to which amount, is a setting of the workspace for each role ([`policy`]).
//!
//! Events: `order.action_requested`, `order.action_updated`, `order.action_settled` ([`ActionEvent`]).

mod abilities;
mod action;
mod cancelling;
mod doing;
mod effects;
mod forgetting;
mod http;
mod items;
mod json;
mod live;
mod plan;
mod planning;
mod policy;
mod policy_http;
mod refunding;
mod requesting;
mod returning;
mod store;
mod wanted;

pub use action::{Action, ActionEvent, ActionId, Kind, State};
pub use doing::{Doing, Habits, KIND};
pub(crate) use forgetting::forget;
pub use http::routes;
pub use policy::{Limited, Policy};
pub use store::{find, of_order};
