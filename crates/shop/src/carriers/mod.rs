//! Who carries parcels: the carriers that are known to everybody, and those that a workspace added, a courier of its town for
//! instance. An own carrier is recognised by its name, by the host of its link, or by what its numbers look like, and gives parcels
//! without a link one ([`Carriers::judged`]).

mod http;
mod own;
mod store;

pub use http::routes;
pub(crate) use own::Carriers;
pub use own::{OwnCarrier, OwnCarriers};
pub(crate) use store::of_workspace;
