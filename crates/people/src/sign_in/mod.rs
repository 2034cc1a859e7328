//! Signing in: who is asking, and how we know.
//!
//! Somebody signs in with an address and a password ([`password`]) and gets a session: a random token in a cookie, whose
//! SHA-256 is all that is stored ([`session`]). Guessing is slowed by address and by account (`limits`); a browser that
//! signed in before carries a device cookie (`device`) and is counted by itself, so that nobody can shut an owner out by
//! guessing. Programs come with a token instead. Either way a handler is handed a [`Staff`], and asks it for a permission.

mod cookies;
mod device;
pub mod http;
mod limits;
mod opening;
pub mod password;
mod resets;
mod resets_http;
mod secret;
mod secret_token;
pub mod session;
mod sessions_http;
mod staff;
mod store;

pub(crate) use http::SignedIn;
pub use limits::Limits;
pub(crate) use opening::{Client, open};
pub use password::{NewPassword, PasswordError, Passwords};
pub use secret::Secret;
pub use secret_token::hash_of;
pub use session::SessionId;
pub use staff::{Staff, Way};
pub use store::{end_all, sweep};
