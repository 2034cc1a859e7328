//! What stores send us by themselves.
//!
//! [`receive`] takes a delivery: the signature is checked over the raw bytes, they are kept, what they say is taken over,
//! and only after the commit the store is answered 200. A store never sends anything twice, deliveries overtake each
//! other, and deleting for good sends none: so a delivery means "this changed", never "this is the newest". Older states
//! are recognised by the time of the change, what is in doubt is asked for, and [`crate::syncing`] polls as a safety net.
//!
//! A message of Shopify only names what changed; that is asked for. Three of its topics pass on what the law lets people
//! demand (`privacy.rs`).
//!
//! [`keep_registered`] has the store tell us in the first place, and switches on again what the store switched off.

mod applying;
mod delivery;
mod http;
mod privacy;
mod registering;
mod store;

pub use delivery::{DeliveryId, Outcome};
pub use http::{ReceiveError, Received, app_routes, deliver, public_routes, receive};
pub(crate) use registering::{delivery_address, keep_registered, take_back};
