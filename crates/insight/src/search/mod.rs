//! Search over everything: conversations, customers, orders, products.
//!
//! Their words stand in an index beside this node ([`search::Index`]). [`follow`] reads the log and brings the index up to
//! it; an index that is new, broken or of another version is filled from the database meanwhile, the newest things first.
//! Nothing waits for that: what is asked before finds what is there already. What a hit is called, where it stands and
//! whether it is still there comes from the database, which knows better; where the words stand in it was kept beside them.

mod buyers;
mod documents;
mod following;
mod http;
mod kept;
mod kind;
mod showing;
mod store;
mod touched;

pub use following::{FollowError, catch_up, follow};
pub use http::{Hit, routes};
pub use kind::Kind;
