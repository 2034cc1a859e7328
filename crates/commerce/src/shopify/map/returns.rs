//! What customers send back.

use serde_json::Value;

use super::{MapError, Node, id_of, optional_id};
use crate::model::{ReturnLine, ReturnStage, StoreReturn};

/// Whether something of an order was sent back, or somebody asked to.
pub fn has_returns(order: &Value) -> bool {
    order["returnStatus"].as_str().is_some_and(|status| status != "NO_RETURN")
}

/// Reads the returns of an order, as far as they were asked for.
pub(super) fn returns(record: &Node<'_, '_>) -> Result<Vec<StoreReturn>, MapError> {
    record.get("returns").each(|one| {
        let word = |key: &str| one.get(key).raw_text();
        Ok(StoreReturn {
            source_id: id_of(&one.get("id"))?,
            number: word("name"),
            stage: stage(word("status").as_deref()),
            asked_at: one.get("createdAt").utc()?,
            closed_at: one.get("closedAt").utc()?,
            declined_for: one.get("decline").get("note").raw_text(),
            lines: one.get("returnLineItems").get("nodes").each(|line| line_of(&line))?,
        })
    })
}

fn line_of(line: &Node<'_, '_>) -> Result<ReturnLine, MapError> {
    let item = line.get("fulfillmentLineItem");
    let item = item.get("lineItem");
    let note = line.get("customerNote").raw_text().or_else(|| line.get("returnReasonNote").raw_text());
    Ok(ReturnLine {
        order_line_id: optional_id(&item.get("id")),
        name: item.get("name").raw_text().unwrap_or_default(),
        quantity: line.get("quantity").count().unwrap_or(0),
        reason: line.get("returnReasonDefinition").get("name").raw_text(),
        note,
    })
}

/// Shopify's word (`ReturnStatus`).
pub(in crate::shopify) fn stage(status: Option<&str>) -> ReturnStage {
    match status {
        Some("REQUESTED") => ReturnStage::Requested,
        Some("CLOSED") => ReturnStage::Closed,
        Some("DECLINED") => ReturnStage::Declined,
        Some("CANCELED") => ReturnStage::Cancelled,
        _ => ReturnStage::Open,
    }
}
