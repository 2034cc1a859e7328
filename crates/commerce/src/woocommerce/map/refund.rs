//! `GET /orders/{id}/refunds`, and the short form inside an order.

use serde_json::Value;

use super::{MapError, MapProblem, Node, meta};
use crate::model::{RefundLine, SourceId, StoreRefund};
use crate::money::{Currency, Money};

/// Reads a refund. It does not say its currency: it is the order's.
///
/// WooCommerce writes `amount` positive here and lines negative; the model has both positive.
pub fn refund(value: &Value, currency: Currency) -> Result<StoreRefund, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a refund")));
    }
    Ok(StoreRefund {
        source_id: record.get("id").id()?,
        order_id: record.get("parent_id").optional_id(),
        amount: positive(&record.get("amount"), currency, &mut Vec::new())?,
        reason: record.get("reason").text(),
        paid_back: record.get("refunded_payment").value().as_bool(),
        paid_to: None,
        refunded_at: record.get("date_created_gmt").utc()?,
        lines: ["line_items", "shipping_lines", "fee_lines"]
            .into_iter()
            .map(|kind| record.get(kind).each(|item| line(&item, currency)))
            .collect::<Result<Vec<_>, _>>()?
            .concat(),
    })
}

/// The form inside an order: `{id, reason, total: "-500.00"}`.
pub(super) fn summary(
    item: &Node<'_, '_>,
    currency: Currency,
    rounded: &mut Vec<String>,
) -> Result<StoreRefund, MapError> {
    Ok(StoreRefund {
        source_id: item.get("id").id()?,
        order_id: None,
        amount: positive(&item.get("total"), currency, rounded)?,
        reason: item.get("reason").text(),
        paid_back: None,
        paid_to: None,
        refunded_at: None,
        lines: Vec::new(),
    })
}

fn line(item: &Node<'_, '_>, currency: Currency) -> Result<RefundLine, MapError> {
    let amount = |key| match item.get(key).value() {
        Value::Null => Ok(Money::zero(currency)),
        _ => positive(&item.get(key), currency, &mut Vec::new()),
    };
    Ok(RefundLine {
        order_line_id: refunded_line(item),
        name: item.get("name").text().or_else(|| item.get("method_title").text()).unwrap_or_default(),
        quantity: item.get("quantity").count().unwrap_or(0).saturating_abs(),
        total: amount("total")?,
        tax: amount("total_tax")?,
    })
}

/// Only a meta field says which line of the order was refunded.
fn refunded_line(item: &Node<'_, '_>) -> Option<SourceId> {
    let (_, value) = meta(item).into_iter().find(|(key, _)| *key == "_refunded_item_id")?;
    Node::root(value).optional_id()
}

fn positive(amount: &Node<'_, '_>, currency: Currency, rounded: &mut Vec<String>) -> Result<Money, MapError> {
    amount.money(currency, rounded)?.checked_abs().map_err(|error| amount.fail(error))
}
