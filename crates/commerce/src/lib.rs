//! Clients of stores, translated into one model of order, product and shipment.
//!
//! - [`model`] is what every store is translated into, [`money`] its exact amounts.
//! - [`woocommerce`] speaks with WooCommerce: reading its JSON, asking its REST API, believing its webhooks, getting keys.
//! - [`shopify`] speaks with Shopify: its GraphQL Admin API and its webhooks.
//! - [`acting`] is having a store do something with an order, the same for each kind of store.
//! - [`shipping`] knows carriers: which one it is, where to follow a parcel, what its state means.
//!
//! Nothing here knows a database, a conversation, a clock or a socket: requests are values, and whoever owns the
//! network sends them ([`http::Http`]).

pub mod acting;
mod error;
pub mod http;
mod json;
mod list;
pub mod model;
pub mod money;
mod plain_text;
#[cfg(feature = "replay")]
pub mod replay;
#[cfg(feature = "reqwest")]
mod reqwest_http;
pub mod shipping;
pub mod shopify;
pub mod woocommerce;

#[cfg(feature = "reqwest")]
pub use reqwest_http::PlainHttp;

pub use error::{KeyProblem, StoreError};
pub use json::{MapError, MapProblem};
pub use list::{Page, Skipped};
