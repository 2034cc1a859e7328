//! Search over everything: conversations, customers, orders, products.
//!
//! Each floor finds its own things by the words that its lists are searched by; here they are ranked together. What is
//! meant exactly (a number, an address) comes first, then what begins with the words, then what holds them.

mod finding;
mod highlight;
mod http;
mod ranking;

pub use http::{Hit, routes};
pub use ranking::Kind;
