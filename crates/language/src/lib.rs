//! Everything that depends on which of the four languages a person reads: English, Turkish, Korean, Persian.
//!
//! - [`Language`] names one, finds it in `Accept-Language`, and knows its writing direction.
//! - [`Catalogue`] holds every text that a person sees, from `locales/<language>/*.ftl`.
//! - [`dates`] and [`numbers`] write moments, amounts and counts as that reader expects, Persian calendar included.
//! - [`casing`] is `to_lowercase` that is right in Turkish.
//! - [`detect`] tells which language a customer wrote in.
//! - [`search`] folds and cuts text into the words that an index and a query agree on.
//!
//! Nothing here reads a clock, a file or the network.

pub mod casing;
mod catalogue;
pub mod dates;
mod detection;
mod language;
pub mod numbers;
pub mod search;

pub use catalogue::{Catalogue, Value};
pub use detection::detect;
pub use language::{Direction, Language, UnknownLanguage, is_tag};
