//! What a tracking service sends by itself: a parcel was seen somewhere.
//!
//! A workspace switches a [`TrackingHook`] on and gives its address and secret to AfterShip, or to any service that speaks
//! as it does. A message is believed by its signature, taken over, and answered after the commit. It may come twice, late
//! or out of order, and about parcels that nobody here knows: then it is counted, and answered all the same. The raw body is
//! not kept: it holds what carriers write about people.

mod hook;
mod http;
mod receiving;
mod store;
mod taking;

pub use hook::{HookKind, HookState, TrackingHook, TrackingHookId, TrackingOutcome};
pub use http::routes;
pub use receiving::public_routes;
pub(crate) use store::HookSecrets;
pub(crate) use taking::take_of;
