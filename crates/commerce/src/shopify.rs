//! Shopify: its GraphQL Admin API and its webhooks.
//!
//! - A person enters an address ([`ShopUrl`]) and what the app of their own in the store's administration shows
//!   ([`Keys`]: an access token, and the secret that messages are signed with).
//! - Or the merchant agrees on Shopify's own page ([`oauth`]).
//! - [`probe()`] finds out whether they work and what they may do; the [`Connection`] it returns is what to keep.
//! - [`Client`] reads orders, customers and products, page by page from cursor to cursor, and registers webhooks. It
//!   waits when the store's bucket of points is empty, for as long as the bucket needs.
//! - [`bulk`] has a whole list written into a file, for the first reading of a large store.
//! - It also has the store do things with orders ([`crate::acting`]): each deed can be told apart afterwards, so that after
//!   a lost answer the store is asked instead of had to do it again.
//! - [`webhook::verify`] decides whether to believe what the store sends by itself; a message is a hint of what to ask
//!   for, so that [`map`] is the only translation.
//!
//! Ids: everything in Shopify has a `gid://shopify/Order/123`. The model keeps the number (`123`), which is the same in
//! webhooks, in exports and in the addresses of the administration; [`gid`] makes the long form again.
//!
//! Queries are files (`queries/*.graphql`); `scripts/check-shopify-queries` holds them against Shopify's published schema.

mod acting;
mod answer;
pub mod bulk;
mod changing;
mod client;
mod connection;
mod documents;
mod items;
mod keys;
pub mod map;
mod marks;
pub mod oauth;
mod pages;
mod probe;
pub mod proxy;
mod registration;
mod returns;
mod shop_url;
mod standing;
pub mod webhook;

pub use client::{Client, Sleep};
pub use connection::{API_VERSION, Connection, Scopes};
pub use keys::{BadKeys, Keys};
pub use map::gid;
pub use pages::Pages;
pub use probe::{Probed, ShopFacts, probe};
pub use registration::{ShopWebhook, WatchedTopic};
pub use shop_url::{ShopUrl, ShopUrlError};
