//! WooCommerce: its JSON, its REST API, its webhooks and its way of handing out keys.
//!
//! - A person enters an address ([`StoreUrl`]) and either keys ([`Keys`]) or goes to the store's own page to agree
//!   ([`authorize`]).
//! - [`probe()`] finds out how the store can be spoken to; the [`Connection`] it returns is what to keep.
//! - [`Client`] reads orders, customers, products, coupons, reviews and the rest, page by page, and registers webhooks. It also changes
//!   orders: refunds, states, addresses, notes, coupons, each with a mark by which it is known again.
//! - [`webhook::verify`] decides whether to believe what the store sends by itself.
//! - [`map`] translates the store's JSON; [`StoreError`] is everything that can go wrong, sorted by what a person can do.

mod acting;
pub mod authorize;
mod changing;
mod client;
mod connection;
mod error;
mod items;
mod keys;
pub mod map;
pub(crate) mod oauth1;
mod pages;
mod probe;
mod registration;
mod store_url;
pub mod webhook;

pub use changing::{Gateway, KnownCoupon, MARK, Marked, NOT_SHOWN, mark_of};
pub use client::{Client, OVERLAP, ZONES};
pub use connection::{Auth, Connection, LARGEST_ANSWER, Routes};
pub use keys::{BadKeys, BadWebhookSecret, Keys, WebhookSecret};
pub use oauth1::Stamp;
pub use pages::{PER_PAGE, Pages};
pub use probe::{Probed, StoreFacts, probe};
pub use registration::{StoreWebhook, WatchedTopic, WebhookState};
pub use store_url::{StoreUrl, StoreUrlError};

pub use crate::error::{KeyProblem, StoreError};
pub use crate::list::{Page, Skipped};
pub use crate::model::OrderState;
