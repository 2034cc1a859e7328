//! How much of what hangs on a thing is shown with it.

use serde_json::{Value, json};

/// The order with as much of what hangs on it as was asked for.
pub(super) fn cut(order: &Value, asked: &Value) -> Value {
    let mut shown = part(order, "lineItems", 0, asked["lines"].as_u64().unwrap_or(250));
    for (list, most) in [("refunds", &asked["refunds"]), ("fulfillments", &asked["parcels"])] {
        let most = usize::try_from(most.as_u64().unwrap_or(250)).unwrap_or(250);
        if let Some(Value::Array(all)) = shown.get_mut(list) {
            all.truncate(most);
        }
    }
    for parcel in shown.get_mut("fulfillments").and_then(Value::as_array_mut).into_iter().flatten() {
        *parcel = part(parcel, CONTENTS, 0, asked["contents"].as_u64().unwrap_or(250));
    }
    shown
}

/// What of an order is in a parcel.
const CONTENTS: &str = "fulfillmentLineItems";

/// The parcel that is asked for with some of what is in it.
pub(super) fn parcel(orders: &[Value], asked: &Value) -> Value {
    let (from, first) = place(asked);
    let mut all = orders.iter().filter_map(|order| order["fulfillments"].as_array()).flatten();
    let known = all.find(|parcel| parcel["id"] == asked["id"]);
    json!({ "thing": known.map(|parcel| part(parcel, CONTENTS, from, first)) })
}

/// From where on, and how many.
pub(super) fn place(asked: &Value) -> (u64, u64) {
    let from = asked["after"].as_str().and_then(|at| at.parse().ok()).unwrap_or(0);
    (from, asked["first"].as_u64().unwrap_or(1))
}

/// The thing with a part of a list that hangs on it.
pub(super) fn part(thing: &Value, list: &str, from: u64, first: u64) -> Value {
    let all = thing[list]["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let (from, first) = (usize::try_from(from).unwrap_or(0), usize::try_from(first).unwrap_or(1));
    let some: Vec<&Value> = all.iter().skip(from).take(first).collect();
    let end = from + some.len();
    let mut shown = thing.clone();
    shown[list] = json!({
        "pageInfo": { "hasNextPage": end < all.len(), "endCursor": end.to_string() }, "nodes": some,
    });
    shown
}
