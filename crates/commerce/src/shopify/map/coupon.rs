//! A discount with a code.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{MapError, MapProblem, Node, id_of};
use crate::model::{CouponValue, StoreCoupon};
use crate::money::{Currency, Money};

/// Reads a discount. It may have many codes: its first is the coupon's.
///
/// # Errors
/// Without an id there is no coupon, and without a code nobody can type one.
pub fn coupon(value: &Value) -> Result<StoreCoupon, MapError> {
    let record = Node::root(value);
    let told = record.get("codeDiscount");
    if !told.is_object() {
        return Err(record.fail(MapProblem::NotA("a discount")));
    }
    let kind = told.get("__typename").required_text()?;
    let codes = told.get("codes");
    let codes = codes.get("nodes").each(|one| Ok(one.get("code").raw_text()))?;
    let code = codes.into_iter().flatten().next().or_else(|| told.get("title").raw_text());
    let count = |key: &str| told.get(key).count().and_then(|count| u64::try_from(count).ok());
    let once = told.get("appliesOncePerCustomer").flag();
    let whose = told.get("context").get("__typename").raw_text();
    Ok(StoreCoupon {
        source_id: id_of(&record.get("id"))?,
        code: code.ok_or_else(|| told.get("codes").fail(MapProblem::Missing))?,
        status: told.get("status").raw_text().unwrap_or_default().to_lowercase(),
        value: worth(&told.get("customerGets").get("value"))?,
        free_shipping: kind == "DiscountCodeFreeShipping",
        kind,
        description: told.get("summary").raw_text().or_else(|| told.get("title").raw_text()),
        starts_at: told.get("startsAt").utc()?,
        expires_at: told.get("endsAt").utc()?,
        used: count("asyncUsageCount").unwrap_or(0),
        usage_limit: count("usageLimit"),
        usage_limit_per_customer: once.then_some(1),
        alone: false,
        excludes_sale_items: false,
        minimum: match least(&told.get("minimumRequirement"))? {
            Some(least) => Some(least),
            None => least(&told.get("freeShippingMinimum"))?,
        },
        maximum: None,
        product_ids: Vec::new(),
        excluded_product_ids: Vec::new(),
        only_for_some: whose.is_some_and(|whose| whose != "DiscountBuyerSelectionAll"),
        created_at: told.get("createdAt").utc()?,
        modified_at: told.get("updatedAt").utc()?,
    })
}

/// A part of one (`0.125`) or an amount.
fn worth(value: &Node<'_, '_>) -> Result<CouponValue, MapError> {
    if let Some(part) = value.get("percentage").decimal() {
        return Ok(CouponValue::Percent((part * Decimal::ONE_HUNDRED).normalize()));
    }
    Ok(money(&value.get("amount"))?.map_or(CouponValue::Other, CouponValue::Amount))
}

fn least(requirement: &Node<'_, '_>) -> Result<Option<Money>, MapError> {
    money(&requirement.get("greaterThanOrEqualToSubtotal"))
}

fn money(node: &Node<'_, '_>) -> Result<Option<Money>, MapError> {
    if !node.is_object() {
        return Ok(None);
    }
    let currency: Currency = node.get("currencyCode").currency()?;
    node.get("amount").optional_money(currency)
}
