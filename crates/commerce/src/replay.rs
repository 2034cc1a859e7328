//! A WooCommerce store made of recordings, on a real socket: for tests, end-to-end runs and the demo.
//!
//! It answers as WooCommerce 11.0.1 was recorded to answer, refusals included, and keeps enough state to be worked
//! with: orders can be changed ([`ReplayStore::change`] or `PUT /orders/{id}`), webhooks are remembered, pinged, signed,
//! delivered to and switched off after failures, keys are handed out on a page with an approve button. Money can be given
//! back (orders paid by `replay_card`; the recorded ways of paying can't), notes, coupons and orders be made and removed. Like the real
//! one it takes signed requests only when called over plain http ([`Options::behind_tls`] changes that).
//!
//! [`shopify`] plays a Shopify store.
//!
//! Outside the API it has `POST /replay/fault` with a [`Fault`] as JSON (`null` ends it), `GET /replay/requests`,
//! `GET /replay/deliveries` and, of a store with very many orders ([`Options::orders`]), `GET /replay/given`.

mod api;
mod approval;
mod delivery;
mod doing;
mod door;
mod fault;
mod items;
mod list;
mod many;
mod plug_in;
mod recordings;
mod server;
pub mod shopify;
mod state;
mod template;

pub use delivery::Sent;
pub use fault::Fault;
pub use recordings::NotRecorded;
pub use server::{Options, ReplayStore};
