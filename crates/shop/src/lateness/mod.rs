//! What is late, since when, and by which rule.
//!
//! A workspace's [`LateRules`] say how many business days of the country that a parcel goes to may pass: until an order is
//! sent, from one sign of a parcel to the next, and until it has arrived. A day that the carrier names wins over the last of
//! these. From them each parcel that is on its way, and each paid order that waits to be sent, has a [`Deadline`], written
//! down when anything that it depends on changes: whether something is late is one look at an index, never a search.
//! Parcels don't move on public holidays: those that are known ([`built_in`]) are no business days, nor are a workspace's own
//! ([`HolidayList`]), and a deadline names the ones that lengthened it.
//!
//! A deadline that passes is told once as `shipment.late` or `order.late` ([`LateEvent`]), by a durable timer. Where nobody
//! reports a parcel's way, nothing is said of it.

mod built_in;
mod calendar;
mod deadline;
mod holidays;
mod holidays_http;
mod http;
mod json;
mod judging;
mod reader;
mod rule;
mod settling;
mod standards;
mod store;

pub use deadline::{CitedRule, Deadline, LateEvent, LateReason};
pub use holidays::{HolidayList, HolidayOff, OwnHoliday, Skipped, SkippedDays};
pub use http::routes;
pub use json::LateJson;
pub(crate) use judging::Delivery;
pub use reader::WatchDeadlines;
pub(crate) use reader::judge_all;
pub use rule::{LateRule, LateRules};
pub(crate) use settling::{Newcomer, Telling, follow, forget, welcome};
pub(crate) use standards::Yardstick;
pub use store::of_orders;
pub(crate) use store::{LateOrders, late_orders};
