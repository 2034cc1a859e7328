//! The coupons of stores: what a customer's code is worth, until when, and how often it was redeemed.
//!
//! `save_all` is the one way in, as for orders and products. Whom a coupon is for and who redeemed it are names of people: they
//! stay in the store. The store's date of change says little, for a change of nothing but the amount does not move it: a
//! delivery that says something else at the same moment leaves a doubt, and the store is asked.

mod coupon;
mod http;
mod json;
mod store;

pub use coupon::{Coupon, CouponEvent, CouponId, Detail, State, Status};
pub use http::routes;
pub use json::CouponJson;
pub use store::{Filter, Saved, find, find_source, page, save, withdraw};
pub(crate) use store::{forget_store, known, save_all};
