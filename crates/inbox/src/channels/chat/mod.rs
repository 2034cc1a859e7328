//! Chat: the widget on the store's pages.
//!
//! A visitor opens a session and gets a token ([`visitor`]); a store that knows who is signed in proves it with a
//! signature ([`identity`]), and then what was said on one device goes on on the other ([`history`]). Messages come by WebSocket ([`socket`]) or, where sockets are blocked, by request, each with
//! an id that the widget made, so that a resend is never a second message ([`saying`]). What the team answers is on the
//! screen at once if somebody looks, and goes by mail if nobody does ([`leaving`]).

mod availability;
mod history;
mod http;
mod identity;
mod leaving;
mod proxied;
mod saying;
mod shapes;
mod socket;
mod store;
mod visitor;

pub use http::public_routes;
pub(super) use leaving::address_is_free;
pub use leaving::{CHAT_MAIL, ChatMail, Leaving, Reveal};
pub(super) use store::last_opened;
pub use visitor::{Visitor, VisitorId};
