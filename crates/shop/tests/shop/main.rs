//! The shop, from the outside: over HTTP, with a store made of recordings, on both engines.

mod api;
mod authorizing;
mod connecting;
mod customers;
mod deliveries;
mod failing;
mod reading;
mod world;
