//! The inbox: conversations and the channels they come through.
//!
//! * [`channels`]: the ways in which messages come and go: e-mail, chat, contact form, API.
//! * [`conversations`]: what is said, by whom, and where it stands.
//! * [`live`]: open screens hear of what happens.
//! * [`outbox`]: what could not be delivered, for a person to see and try again.

pub mod channels;
pub mod conversations;
pub mod live;
pub mod outbox;
pub mod schema;
mod state;

pub use state::{Inbox, Parts};
