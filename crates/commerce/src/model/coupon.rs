//! What takes something off an order when its code is typed.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::SourceId;
use crate::money::Money;

/// A coupon that a store keeps. Whom it is for and who redeemed it stays in the store: those are names of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreCoupon {
    /// The store's id.
    pub source_id: SourceId,
    /// What the customer types. A Shopify discount may have thousands of codes: this is the first.
    pub code: String,
    /// The store's word for where it stands: `publish`, `draft`, `trash`; Shopify's `active`, `scheduled`, `expired`.
    pub status: String,
    /// The store's word for how it takes something off: `percent`, `fixed_cart`, `fixed_product` or a plug-in's.
    pub kind: String,
    /// How much it takes off.
    pub value: CouponValue,
    /// Whether shipping costs nothing with it.
    pub free_shipping: bool,
    /// What the store's people wrote about it, or what Shopify says of it.
    pub description: Option<String>,
    /// From when on it can be redeemed, where the store says so.
    pub starts_at: Option<Timestamp>,
    /// Until when it can be redeemed.
    pub expires_at: Option<Timestamp>,
    /// How often it was redeemed.
    pub used: u64,
    /// How often it can be redeemed at all.
    pub usage_limit: Option<u64>,
    /// How often one customer can redeem it.
    pub usage_limit_per_customer: Option<u64>,
    /// Whether it can't be redeemed together with others.
    pub alone: bool,
    /// Whether it takes nothing off what is on sale.
    pub excludes_sale_items: bool,
    /// What an order must cost at least.
    pub minimum: Option<Money>,
    /// What an order may cost at most.
    pub maximum: Option<Money>,
    /// The only products that it is for; empty: for all.
    pub product_ids: Vec<SourceId>,
    /// Products that it is not for.
    pub excluded_product_ids: Vec<SourceId>,
    /// Whether only certain people can redeem it.
    pub only_for_some: bool,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it last changed. WooCommerce does not move it when only the amount changes.
    pub modified_at: Option<Timestamp>,
}

/// How much a coupon takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CouponValue {
    /// So much money.
    Amount(Money),
    /// So many hundredths; 12.5 is an eighth.
    Percent(Decimal),
    /// Nothing by itself, as where only shipping is free, or what an app of Shopify decides.
    Other,
}
