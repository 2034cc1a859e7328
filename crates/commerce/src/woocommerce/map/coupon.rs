//! `GET /coupons`, `GET /coupons/{id}` and the body of `coupon.*` deliveries.

use serde_json::Value;

use super::{MapError, MapProblem, Node};
use crate::model::{CouponValue, SourceId, StoreCoupon};
use crate::money::{Currency, Money};

/// Reads a coupon. It does not say its currency: it is the store's.
///
/// # Errors
/// Without an id and a code there is no coupon.
pub fn coupon(value: &Value, currency: Currency) -> Result<StoreCoupon, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a coupon")));
    }
    let kind = record.get("discount_type").raw_text().unwrap_or_else(|| "fixed_cart".to_owned());
    let limit = |key: &str| count(&record.get(key)).filter(|limit| *limit > 0);
    // Nothing entered is written as zero.
    let bound = |key: &str| -> Result<Option<Money>, MapError> {
        Ok(record.get(key).optional_money(currency)?.filter(|bound| bound.minor > 0))
    };
    Ok(StoreCoupon {
        source_id: record.get("id").id()?,
        code: record.get("code").required_text()?,
        status: record.get("status").raw_text().unwrap_or_else(|| "publish".to_owned()),
        value: worth(&record, &kind, currency)?,
        kind,
        free_shipping: record.get("free_shipping").flag(),
        description: record.get("description").text(),
        starts_at: None,
        expires_at: record.get("date_expires_gmt").utc()?,
        used: count(&record.get("usage_count")).unwrap_or(0),
        usage_limit: limit("usage_limit"),
        usage_limit_per_customer: limit("usage_limit_per_user"),
        alone: record.get("individual_use").flag(),
        excludes_sale_items: record.get("exclude_sale_items").flag(),
        minimum: bound("minimum_amount")?,
        maximum: bound("maximum_amount")?,
        product_ids: ids(&record.get("product_ids"))?,
        excluded_product_ids: ids(&record.get("excluded_product_ids"))?,
        only_for_some: !record.get("email_restrictions").each(|_| Ok(()))?.is_empty(),
        created_at: record.get("date_created_gmt").utc()?,
        modified_at: record.get("date_modified_gmt").utc()?,
    })
}

/// `percent`, and `recurring_percent` and the like of plug-ins, count hundredths; everything else counts money.
fn worth(record: &Node<'_, '_>, kind: &str, currency: Currency) -> Result<CouponValue, MapError> {
    let amount = record.get("amount");
    Ok(if kind.contains("percent") {
        amount.decimal().map_or(CouponValue::Other, |percent| CouponValue::Percent(percent.normalize()))
    } else {
        amount.optional_money(currency)?.map_or(CouponValue::Other, CouponValue::Amount)
    })
}

fn count(node: &Node<'_, '_>) -> Option<u64> {
    node.count().and_then(|count| u64::try_from(count).ok())
}

fn ids(list: &Node<'_, '_>) -> Result<Vec<SourceId>, MapError> {
    Ok(list.each(|id| Ok(id.optional_id()))?.into_iter().flatten().collect())
}
