//! What stands on an order's timeline.

use serde_json::Value;

use super::{MapError, MapProblem, Node};
use crate::model::{SourceId, StoreNote};

/// Reads the timeline of an order: comments of the store's people, and what Shopify wrote down of it.
pub fn events(order: &Value) -> Result<Vec<StoreNote>, MapError> {
    Node::root(order).get("events").get("nodes").each(|event| note(&event))
}

fn note(event: &Node<'_, '_>) -> Result<StoreNote, MapError> {
    let (id, created) = (event.get("id"), event.get("createdAt"));
    let missing = |node: &Node<'_, '_>| node.fail(MapProblem::Missing);
    let word = |key: &str| event.get(key).raw_text();
    // Comments and other events may count by themselves: the kind is a part of the id.
    let full = id.raw_text().ok_or_else(|| missing(&id))?;
    let comment = event.get("rawMessage");
    let said = if comment.raw_text().is_some() { comment } else { event.get("message") };
    Ok(StoreNote {
        source_id: SourceId::from(full.trim_start_matches("gid://shopify/")),
        author: event
            .get("writer")
            .get("name")
            .raw_text()
            .or_else(|| word("doer"))
            .or_else(|| word("appTitle")),
        text: said.text().unwrap_or_default(),
        html: said.raw_text().unwrap_or_default(),
        for_customer: false,
        written_at: created.utc()?.ok_or_else(|| missing(&created))?,
    })
}
