//! What all HTTP handlers share.
//!
//! - In: [`Json`], [`Query`], [`Path`] refuse what does not fit and say where; [`Patch`] is a field of a merge patch,
//!   [`Merge`] an object in one;
//!   [`Limit`] and [`Cursor`] ask for a page.
//! - Out: [`Problem`] for what went wrong, [`List`] for a page.
//! - Around: [`protection`] sets the security headers, [`requests`] gives each request an id and a line in the log,
//!   [`ClientAddress`] tells who asks behind trusted proxies, [`RateLimiter`] how often they may.
//! - [`html`] makes text safe to stand in a page.
//! - [`Assets`] serves the files built into the program.
//! - [`GuardedClient`] is the one way to fetch from addresses that other people choose.
//!
//! Nothing here knows the product, the database or a clock.

mod assets;
mod client_address;
mod guarded_client;
pub mod html;
mod input;
pub mod json;
mod merge;
mod objects;
mod paging;
mod patch;
mod problem;
pub mod protection;
mod rate_limit;
mod request;
pub mod requests;

pub use assets::{Asset, Assets};
pub use client_address::{ClientAddress, TrustedProxies, find_client_address};
pub use guarded_client::{FetchError, GuardedClient, Limits, Policy, Refusal, Streaming};
pub use json::Json;
pub use merge::{Merge, merge_patch};
pub use paging::{Cursor, Limit, List, Part};
pub use patch::Patch;
pub use problem::{FieldError, Problem, ProblemBody};
pub use rate_limit::{Quota, RateLimiter, RetryAfter};
pub use request::{Path, Query};
