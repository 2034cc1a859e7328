//! The contact form: a page of its own, readable without a script, that begins a conversation answered by mail.

mod http;
mod page;

pub use http::public_routes;
