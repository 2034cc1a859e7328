//! WooCommerce: its JSON, its REST API, its webhooks and its way of handing out keys.

mod json;
pub mod map;
mod plain_text;
