//! Parcels of orders, as far as the store's plug-ins and a tracking service tell.
//!
//! [`save`] takes over what an order says of its parcels, or what the store keeps of them apart, and tells `shipment.updated` when one is new or has moved;
//! [`track`] takes over what a tracking service says. How the two go together is in `merging`.

mod merging;
mod shipment;
mod store;

pub use shipment::{
    Certainty, Checkpoints, ParcelStatus, Prefilled, Shipment, ShipmentEvent, ShipmentId, ShipmentLines,
    ShipmentSubstatus, Teller,
};
pub(crate) use store::{
    Named, forget, fresh, insert_all, news, recognise_carriers, save, sent_apart, track, with_number,
};
pub use store::{of_order, of_orders};
