//! Live: open screens hear of what happens without asking.
//!
//! What is kept comes from the log, by [`Tail`]; what is true for a moment (typing, looking) from the [`Bus`]. Both end in
//! `GET /events`, which names what changed; the screen fetches the thing itself. A chat listens in [`Rooms`] to its own
//! conversation alone.

mod bus;
mod http;
mod rooms;
mod tail;

pub use bus::{Bus, Moment, PresenceState, Who};
pub use http::routes;
pub use rooms::{EVERYBODY, Heard, Listener, Rooms};
pub use tail::{Happened, Tail};
