//! What a store tells, whichever store it is: orders, customers, products, coupons, reviews, refunds, notes.
//!
//! Every value is as the store has it *now*; identity is the store's own id. Texts are plain text (entities decoded,
//! tags removed) unless the field says `html`, and still come from outside: escape them where they are shown.

mod contact;
mod coupon;
mod customer;
mod order;
mod product;
mod review;
mod status;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use contact::Contact;
pub use coupon::{CouponValue, StoreCoupon};
pub use customer::StoreCustomer;
pub use order::{
    Coupon, CustomerRef, Fee, OrderLine, OrderState, PaymentStage, RefundLine, ReturnLine, ReturnStage,
    StoreNote, StoreOrder, StorePayment, StoreRefund, StoreReturn, Totals,
};
pub use product::{Attribute, ProductStanding, StockStatus, StoreProduct, StoreVariation, Visibility};
pub use review::{StoreAnswer, StoreReview};
pub use status::{OrderStage, OrderStatus};

pub use crate::shipping::{Checkpoint, Evidence, Shipment, ShipmentLine, ShipmentStatus};

/// The id a store gave to one of its things: a number in WooCommerce, and in Shopify the number that ends a `gid://…`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub String);

impl SourceId {
    /// The id as the store writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<u64> for SourceId {
    fn from(id: u64) -> Self {
        Self(id.to_string())
    }
}

impl From<&str> for SourceId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}
