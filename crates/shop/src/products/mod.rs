//! What stores sell: enough to see what a customer asks about, and whether it can be bought.
//!
//! [`save`] is the one way in, as for orders; [`find`], [`find_source`] and [`page`] serve what is above.

mod http;
mod product;
mod store;

pub use http::{ProductJson, routes};
pub use product::{Detail, Product, ProductId, State, Stock};
pub(crate) use store::save_all;
pub use store::{Filter, Saved, find, find_source, page, save, withdraw};
