//! `GET /orders/{id}/notes`.

use serde_json::Value;

use super::{MapError, MapProblem, Node};
use crate::model::StoreNote;

/// Reads a note of an order.
pub fn note(value: &Value) -> Result<StoreNote, MapError> {
    let record = Node::root(value);
    if !record.is_object() {
        return Err(record.fail(MapProblem::NotA("a note")));
    }
    let written = record.get("date_created_gmt");
    Ok(StoreNote {
        source_id: record.get("id").id()?,
        author: record.get("author").text(),
        text: record.get("note").text().unwrap_or_default(),
        html: record.get("note").raw_text().unwrap_or_default(),
        for_customer: record.get("customer_note").flag(),
        written_at: written.utc()?.ok_or_else(|| written.fail(MapProblem::Missing))?,
    })
}
