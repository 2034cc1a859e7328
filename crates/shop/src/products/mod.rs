//! What stores sell: what a customer asks about, in which forms it comes, and whether it can be bought.
//!
//! [`save`] is the one way in, as for orders; the store's JSON is kept beside it, word for word ([`original`]). Variants come
//! with their product, or are asked for apart. [`find`], [`find_source`], [`page`] and [`variants_of`] serve what is above.

mod description;
mod forgetting;
mod http;
mod json;
mod of_lines;
mod product;
mod saving;
mod store;
mod variants;

pub(crate) use forgetting::forget_store;
pub use http::routes;
pub use json::{ProductDetailJson, ProductJson};
pub(crate) use of_lines::{LinkedProducts, of_lines};
pub use product::{Detail, Product, ProductId, State, Stock, Variant};
pub(crate) use saving::{Incoming, save_all, save_variants};
pub use saving::{Saved, save, withdraw};
pub use store::{Filter, find, find_source, original, page};
pub(crate) use store::{Known, Shown, known, shown};
pub use variants::variants_of;
