//! `GET /orders/{id}` and the body of `order.*` deliveries.

use serde_json::Value;

use super::{MapError, MapProblem, Node, contact, currencies, language, meta, refund};
use crate::model::{
    Coupon, CustomerRef, Fee, OrderLine, OrderStatus, PaymentStage, StoreOrder, StorePayment, StoreRefund,
    Totals,
};
use crate::money::{Currency, Money};
use crate::shipping::meta::shipments;

/// Stands on an order as long as the store keeps fulfillments of it (`FulfillmentsManager::update_fulfillment_status`).
const FULFILLMENT_STATUS: &str = "_fulfillment_status";

/// Reads an order.
///
/// Without an id, a currency, a total and the time it was placed or changed there is no order; nothing else is required.
pub fn order(value: &Value) -> Result<StoreOrder, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("an order")));
    }
    let source_id = record.get("id").id()?;
    let currency = record.get("currency").currency()?;
    let mut rounded = Vec::new();
    let lines = record.get("line_items").each(|item| line(&item, currency, &mut rounded))?;
    let fees = record.get("fee_lines").each(|item| fee(&item, currency, &mut rounded))?;
    let coupons = record.get("coupon_lines").each(|item| coupon(&item, currency, &mut rounded))?;
    let refunds = record.get("refunds").each(|item| refund::summary(&item, currency, &mut rounded))?;
    let totals = totals(&record, currency, &lines, &fees, &refunds, &mut rounded)?;

    let created = record.get("date_created_gmt").utc()?;
    let modified = record.get("date_modified_gmt").utc()?;
    let placed_at =
        created.or(modified).ok_or_else(|| record.get("date_created_gmt").fail(MapProblem::Missing))?;

    let billing = contact(&record.get("billing"));
    let shipping = contact(&record.get("shipping"));
    let meta = meta(&record);
    let line_meta = record.get("line_items").each(|item| Ok(super::meta(&item)))?.concat();
    Ok(StoreOrder {
        number: record.get("number").raw_text().unwrap_or_else(|| source_id.to_string()),
        source_id,
        status: OrderStatus::from_woocommerce(&record.get("status").raw_text().unwrap_or_default()),
        currency,
        store_total: currencies::store_total(&totals.total, &meta),
        totals,
        placed_at,
        modified_at: modified.unwrap_or(placed_at),
        paid_at: record.get("date_paid_gmt").utc()?,
        completed_at: record.get("date_completed_gmt").utc()?,
        customer: record.get("customer_id").optional_id().map_or(CustomerRef::Guest, CustomerRef::Account),
        email: billing.email.clone().or_else(|| shipping.email.clone()),
        phone: billing.phone.clone().or_else(|| shipping.phone.clone()),
        billing,
        shipping,
        customer_note: record.get("customer_note").text(),
        payment_method: record.get("payment_method_title").text(),
        payments: payment(&record, totals.total)?.into_iter().collect(),
        shipping_method: shipping_method(&record)?,
        lines,
        fees,
        coupons,
        refunds,
        returns: Vec::new(),
        shipments: shipments(&meta, &line_meta),
        fulfilled_apart: meta.iter().any(|(key, _)| *key == FULFILLMENT_STATUS),
        language: language(&record, &meta),
        rounded,
    })
}

fn line(item: &Node<'_, '_>, currency: Currency, rounded: &mut Vec<String>) -> Result<OrderLine, MapError> {
    let quantity = item.get("quantity").count().unwrap_or(1);
    let total = item.get("total").money_or_zero(currency, rounded)?;
    Ok(OrderLine {
        source_id: item.get("id").id()?,
        product_id: item.get("product_id").optional_id(),
        variation_id: item.get("variation_id").optional_id(),
        name: item.get("name").text().unwrap_or_default(),
        sku: item.get("sku").raw_text(),
        quantity,
        current: None,
        unit_price: item.get("price").optional_money(currency)?.unwrap_or_else(|| share(total, quantity)),
        total,
        tax: item.get("total_tax").money_or_zero(currency, rounded)?,
        image_url: item.get("image").get("src").web_url(),
        options: options(item)?,
    })
}

/// What one costs when only the line's total is known.
fn share(total: Money, quantity: i64) -> Money {
    Money::new(total.minor.checked_div(quantity.max(1)).unwrap_or(total.minor), total.currency)
}

/// The choices a customer sees; keys with a leading underscore are the store's own.
fn options(item: &Node<'_, '_>) -> Result<Vec<(String, String)>, MapError> {
    let all = item.get("meta_data").each(|entry| {
        let hidden = entry.get("key").raw_text().is_none_or(|key| key.starts_with('_'));
        let name = entry.get("display_key").text().or_else(|| entry.get("key").text());
        let chosen = entry.get("display_value").text().or_else(|| entry.get("value").text());
        Ok(if hidden { None } else { name.zip(chosen) })
    })?;
    Ok(all.into_iter().flatten().collect())
}

fn fee(item: &Node<'_, '_>, currency: Currency, rounded: &mut Vec<String>) -> Result<Fee, MapError> {
    Ok(Fee {
        name: item.get("name").text().unwrap_or_default(),
        total: item.get("total").money_or_zero(currency, rounded)?,
    })
}

fn coupon(item: &Node<'_, '_>, currency: Currency, rounded: &mut Vec<String>) -> Result<Coupon, MapError> {
    Ok(Coupon {
        code: item.get("code").text().unwrap_or_default(),
        discount: item.get("discount").money_or_zero(currency, rounded)?,
    })
}

fn totals(
    record: &Node<'_, '_>,
    currency: Currency,
    lines: &[OrderLine],
    fees: &[Fee],
    refunds: &[StoreRefund],
    rounded: &mut Vec<String>,
) -> Result<Totals, MapError> {
    let sum = |key: &str, amounts: Vec<Money>| {
        (amounts.into_iter().try_fold(Money::zero(currency), Money::checked_add))
            .map_err(|error| record.get(key).fail(error))
    };
    Ok(Totals {
        items: sum("line_items", lines.iter().map(|line| line.total).collect())?,
        fees: sum("fee_lines", fees.iter().map(|fee| fee.total).collect())?,
        refunded: sum("refunds", refunds.iter().map(|refund| refund.amount).collect())?,
        discount: record.get("discount_total").money_or_zero(currency, rounded)?,
        shipping: record.get("shipping_total").money_or_zero(currency, rounded)?,
        tax: record.get("total_tax").money_or_zero(currency, rounded)?,
        total: record.get("total").money(currency, rounded)?,
    })
}

/// WooCommerce keeps one payment of an order; of one that nobody has to pay it keeps none.
fn payment(record: &Node<'_, '_>, amount: Money) -> Result<Option<StorePayment>, MapError> {
    let at = record.get("date_paid_gmt").utc()?;
    let gateway = record.get("payment_method").text();
    let stage = match record.get("status").raw_text().as_deref() {
        _ if at.is_some() => PaymentStage::Paid,
        Some("failed") => PaymentStage::Failed,
        Some("cancelled" | "refunded" | "trash" | "auto-draft" | "checkout-draft") => return Ok(None),
        _ => PaymentStage::Pending,
    };
    if amount.minor <= 0 || (gateway.is_none() && at.is_none()) {
        return Ok(None);
    }
    let method = record.get("payment_method_title").text();
    let transaction_id = record.get("transaction_id").text();
    Ok(Some(StorePayment { amount, stage, method, gateway, transaction_id, at }))
}

fn shipping_method(record: &Node<'_, '_>) -> Result<Option<String>, MapError> {
    let titles = record.get("shipping_lines").each(|line| Ok(line.get("method_title").text()))?;
    let titles: Vec<String> = titles.into_iter().flatten().collect();
    Ok((!titles.is_empty()).then(|| titles.join(", ")))
}
