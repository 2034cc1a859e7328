//! What customers write about products in stores.
//!
//! `save_all` is the one way in. A store keeps no date of a review's changes and sends no message of them: new ones are asked
//! for every few minutes, and once a day all are read over, so that what was let through, hidden, called spam or deleted there is
//! told here (`crate::syncing`). Who wrote it is found by their address among those who are known; nobody becomes a customer by
//! writing a review.
//!
//! What the store answers comes with the review and can be written from here (`answers`).
//!
//! A review is personal data: what forgets a person's orders forgets who wrote their reviews, too (`redacting.rs`).

pub mod answers;
mod http;
mod json;
mod reader;
mod redacting;
mod review;
mod saving;
mod store;

pub use http::routes;
pub use json::ReviewJson;
pub use reader::FollowCustomers;
pub(crate) use redacting::{of_people, of_store, redact};
pub use review::{Review, ReviewEvent, ReviewId, Status};
pub(crate) use saving::save_all;
pub use saving::{Saved, save, withdraw};
pub(crate) use store::known;
pub use store::{Filter, find, find_source, page};
