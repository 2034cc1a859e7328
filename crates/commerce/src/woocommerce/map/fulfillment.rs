//! `GET /orders/{id}/fulfillments`, since WooCommerce 10.1
//! (<https://developer.woocommerce.com/docs/apis/rest-api/v3/order-fulfillments/>).

use serde_json::Value;

use super::{MapError, MapProblem, Node, meta};
use crate::shipping::{Shipment, meta as parcels};

/// Reads a fulfillment: the parcel, or nothing while it is only planned, or when it was taken back.
///
/// # Errors
/// Without an id there is no fulfillment.
pub fn fulfillment(value: &Value) -> Result<Option<Shipment>, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a fulfillment")));
    }
    let source_id = record.get("id").id()?;
    if !record.get("is_fulfilled").flag() || record.get("date_deleted").raw_text().is_some() {
        return Ok(None);
    }
    // Stores may have words of their own beside these two, which only say that it was sent or not.
    let status =
        record.get("status").raw_text().filter(|word| !matches!(word.as_str(), "fulfilled" | "unfulfilled"));
    Ok(parcels::fulfillment(&source_id, &meta(&record), status, record.get("date_updated").utc()?))
}
