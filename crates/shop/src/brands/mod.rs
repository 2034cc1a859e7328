//! Brands: how a store shows itself to its customers, by name, logo, colour, language, currency and clock.
//!
//! What a store does not say of itself is its own name here, and the workspace's colour, language and clock ([`Face`]). The look
//! is a column that connecting and reading a store never write, so that neither overwrites what a person has chosen meanwhile.
//! A logo is a picture from outside: only its pixels are kept ([`logo`]), under the name of their digest, so that browsers may
//! keep it for ever.

mod brand;
mod changing;
mod http;
mod json;
mod logo;
mod store;

pub use brand::{Brand, Face, Look};
pub(crate) use changing::{Wanted, change};
pub use http::{public_routes, routes};
pub(crate) use json::{BrandChange, BrandJson};
pub(crate) use store::looks;
pub use store::{all, face, find};
