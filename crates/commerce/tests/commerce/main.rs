//! The commerce crate, from the outside, on recordings of a real store.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own recordings has failed")]

mod aftership;
mod authorize;
mod client;
mod coupons_and_reviews;
mod mapping;
mod money;
mod recordings;
mod replay;
mod shipping;
mod shopify;
mod shopify_edited;
mod shopify_queries;
mod webhooks;
