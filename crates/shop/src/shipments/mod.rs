//! Parcels of orders, as far as the store's plug-ins tell.
//!
//! [`save`] takes over what an order says of its parcels and tells `shipment.updated` when one is new or has moved.
//! [`lateness`] says whether a parcel is late, and why that is said.

mod lateness;
mod shipment;
mod store;

pub use lateness::{LateReason, Lateness, TYPICAL_DAYS, lateness};
pub use shipment::{Certainty, Checkpoints, ParcelStatus, Prefilled, Shipment, ShipmentEvent, ShipmentId};
pub(crate) use store::{forget, save};
pub use store::{of_order, of_orders};
