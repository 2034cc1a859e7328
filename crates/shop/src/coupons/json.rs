//! A coupon as the API shows it.

use commerce::money::Money;
use database::{DbError, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::coupon::{Coupon, CouponId, Status};
use crate::orders::{MoneyJson, currency};
use crate::stores::StoreId;

/// A coupon. Whom it is for, and who redeemed it, only the store knows.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Coupon)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct CouponJson {
    pub id: CouponId,
    pub store_id: StoreId,
    pub source_id: String,
    /// What the customer types.
    pub code: String,
    /// Where it stands now.
    pub status: Status,
    /// The store's own word.
    pub raw_status: String,
    /// The store's word for how it takes something off: `percent`, `fixed_cart`, …
    pub kind: String,
    /// What it takes off, where that is money.
    pub amount: Option<MoneyJson>,
    /// What it takes off, where that is a part: exact decimal, `12.5`.
    pub percent: Option<String>,
    pub free_shipping: bool,
    pub description: Option<String>,
    pub starts_at: Option<Time>,
    pub expires_at: Option<Time>,
    /// How often it was redeemed.
    pub used: i64,
    pub usage_limit: Option<i64>,
    pub usage_limit_per_customer: Option<u64>,
    /// Whether it can't be redeemed together with others.
    pub alone: bool,
    pub excludes_sale_items: bool,
    /// What an order must cost at least.
    pub minimum: Option<MoneyJson>,
    /// What an order may cost at most.
    pub maximum: Option<MoneyJson>,
    /// Whether it is for certain products only.
    pub only_for_some_products: bool,
    /// Whether it is for certain people only.
    pub only_for_some: bool,
    pub created_at: Option<Time>,
    /// As the store says; it may not move when only the amount changes.
    pub modified_at: Option<Time>,
}

impl CouponJson {
    pub(super) fn of(coupon: Coupon, now: Time) -> Result<Self, DbError> {
        let status = coupon.status(now);
        let currency = currency(&coupon.currency)?;
        let money = |minor: i64| MoneyJson::from(Money::new(minor, currency));
        let detail = coupon.detail;
        Ok(Self {
            id: coupon.id,
            store_id: coupon.store_id,
            source_id: coupon.source_id,
            code: coupon.code,
            status,
            raw_status: coupon.raw_status,
            kind: coupon.kind,
            amount: coupon.amount.map(money),
            percent: coupon.percent,
            free_shipping: coupon.free_shipping.is_yes(),
            description: detail.description,
            starts_at: coupon.starts_at,
            expires_at: coupon.expires_at,
            used: coupon.used,
            usage_limit: coupon.usage_limit,
            usage_limit_per_customer: detail.usage_limit_per_customer,
            alone: detail.alone,
            excludes_sale_items: detail.excludes_sale_items,
            minimum: detail.minimum.map(money),
            maximum: detail.maximum.map(money),
            only_for_some_products: !detail.product_ids.is_empty() || !detail.excluded_product_ids.is_empty(),
            only_for_some: detail.only_for_some,
            created_at: detail.created_at,
            modified_at: coupon.modified_at,
        })
    }
}
