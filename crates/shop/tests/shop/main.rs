//! The shop, from the outside: over HTTP, with a store made of recordings, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

mod acting;
mod acting_shopify;
mod api;
mod authorizing;
mod brands;
mod connecting;
mod coupons;
mod customers;
mod deliveries;
mod expected;
mod exports;
mod failing;
mod fulfilling;
mod generated;
mod granting;
mod importing;
mod importing_many;
mod late;
mod looking_again;
mod permissions;
mod products;
mod pushing;
mod reading;
mod reconciling;
mod reconciling_shopify;
mod recorded;
mod refunds;
mod refunds_shopify;
mod reviews;
mod shopify;
mod tracking;
mod trying;
mod world;
