//! What hangs on orders and is not in a file: the lines of refunds, and where parcels are that may be on their way. Those
//! orders are asked for, some at once; what is here already is not asked for again.

use std::collections::HashMap;
use std::sync::Arc;

use commerce::model::SourceId;
use commerce::shopify::bulk::{Thing, has_more};
use commerce::shopify::map;
use database::Time;
use serde_json::Value;

use super::super::TurnError;
use super::super::turn::Turn;
use crate::orders;

/// The same orders with all that hangs on them. One that is here in this state, or a newer one, is null.
pub(super) async fn completed(turn: &Turn, mut group: Vec<Thing>) -> Result<Vec<Thing>, TurnError> {
    let ids: Vec<String> = group.iter().filter_map(named).map(|id| id.to_string()).collect();
    let (workspace, store) = (turn.claim.workspace, turn.claim.store);
    let known = turn.app.database.read(move |db| orders::states(db, workspace, store, &ids)).await?;
    let began_at = turn.progress.began_at.unwrap_or_else(|| turn.app.database.now()).timestamp();
    let mut wanted = Vec::new();
    for thing in &mut group {
        let Some(id) = named(thing) else { continue };
        let Ok(order) = &mut thing.found else { continue };
        if known.get(id.as_str()).is_some_and(|known| is_here(order, *known)) {
            *order = Value::Null;
        } else if has_more(order, began_at) {
            wanted.push(id);
        }
    }
    let client = Arc::clone(&turn.client);
    if let Some(store) = client.exports().filter(|_| !wanted.is_empty()) {
        let whole = store.orders_by_id(&wanted).await?;
        let mut whole: HashMap<SourceId, Value> =
            whole.into_iter().filter_map(|order| Some((map::id_in(&order)?, order))).collect();
        for thing in &mut group {
            if let Some(order) = named(thing).and_then(|id| whole.remove(&id)) {
                thing.found = Ok(order);
            }
        }
    }
    Ok(group)
}

fn named(thing: &Thing) -> Option<SourceId> {
    thing.found.as_ref().ok().and_then(map::id_in)
}

/// Whether an order that was last changed then is known in this state, or a newer one.
fn is_here(order: &Value, known: Time) -> bool {
    let changed = order.get("updatedAt").and_then(Value::as_str).and_then(|at| at.parse().ok());
    changed.is_some_and(|at: jiff::Timestamp| Time::from(at) <= known)
}
