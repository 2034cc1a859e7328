//! Live: open screens hear of what happens without asking.
//!
//! What is kept comes from the log, by [`Tail`]; what is true for a moment (typing, looking) from the [`Bus`]. Both end in
//! `GET /events`, which names what changed; the screen fetches the thing itself.

mod bus;
mod http;
mod tail;

pub use bus::{Bus, Moment, PresenceState, Who};
pub use http::routes;
pub use tail::Tail;
