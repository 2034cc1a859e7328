//! The shop, from the outside: over HTTP, with a store made of recordings, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

mod acting;
mod acting_shopify;
mod answers;
mod api;
mod authorizing;
mod brands;
mod carriers;
mod connecting;
mod coupons;
mod customers;
mod deliveries;
mod exports;
mod failing;
mod granting;
mod importing;
mod importing_many;
mod items;
mod late;
mod moving;
mod permissions;
mod products;
mod pushing;
mod reading;
mod reconciling;
mod refunds;
mod refunds_shopify;
mod reviews;
mod shopify;
mod tracking;
mod trying;
mod world;
