//! What is late, since when, and by which rule.
//!
//! A workspace's [`LateRules`] say how many business days of the country that a parcel goes to may pass: until an order is
//! sent, from one sign of a parcel to the next, and until it has arrived. A day that the carrier names wins over the last of
//! these. From them each parcel that is on its way, and each paid order that waits to be sent, has a [`Deadline`], written
//! down when anything that it depends on changes: whether something is late is one look at an index, never a search.
//!
//! A deadline that passes is told once as `shipment.late` or `order.late` ([`LateEvent`]), by a durable timer. Where nobody
//! reports a parcel's way, nothing is said of it.

mod calendar;
mod deadline;
mod http;
mod json;
mod judging;
mod reader;
mod rule;
mod settling;
mod store;

pub use deadline::{CitedRule, Deadline, LateEvent, LateReason};
pub use http::routes;
pub use json::LateJson;
pub(crate) use judging::Delivery;
pub use reader::WatchDeadlines;
pub use rule::{LateRule, LateRules};
pub(crate) use settling::{Telling, follow, forget};
pub(crate) use store::late_orders;
pub use store::of_orders;
