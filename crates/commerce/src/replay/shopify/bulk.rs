//! Lists that the store writes into files, as <https://shopify.dev/docs/api/usage/bulk-operations/queries> tells: JSON lines,
//! what hangs on a thing behind it with `__parentId`, at an address of their own, in parts on demand.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, future, stream};
use serde_json::{Value, json};

use super::State;

/// How the store behaves when it is to write a list.
#[derive(Debug, Clone, Default)]
pub struct Bulk {
    /// It refuses, with a code: `INVALID`, `LIMIT_REACHED`, `OPERATION_IN_PROGRESS`.
    pub refuse: Option<&'static str>,
    /// How often it is asked before a file is there.
    pub looks: u32,
    /// So many operations end with this code, after so many lines.
    pub fail: (u32, &'static str, usize),
    /// So many operations are stopped by somebody.
    pub cancel: u32,
    /// So many files are gone before they are fetched.
    pub expire: u32,
    /// A download breaks off after so many bytes.
    pub break_after: Option<usize>,
    /// Downloads begin at the beginning, whatever is asked for.
    pub no_ranges: bool,
    /// The answer to the next request to write is lost.
    pub lose_answer: bool,
}

/// An operation of the app.
pub(super) struct Operation {
    id: String,
    query: String,
    looks: u32,
    status: &'static str,
    error: Option<&'static str>,
    things: usize,
    file: Vec<u8>,
    gone: bool,
}

impl Operation {
    fn shown(&self, url: &str) -> Value {
        let address = format!("{url}/files/{}", self.id.rsplit('/').next().unwrap_or_default());
        let is_there = !self.file.is_empty();
        let whole = self.status == "COMPLETED";
        json!({
            "id": self.id, "status": self.status, "errorCode": self.error,
            "rootObjectCount": self.things.to_string(),
            "fileSize": whole.then(|| self.file.len().to_string()),
            "url": (whole && is_there).then_some(&address),
            "partialDataUrl": (self.status == "FAILED" && is_there).then_some(&address),
            "query": self.query,
        })
    }
}

/// Starts one; `None` when the answer is lost.
pub(super) fn run(state: &mut State, variables: &Value) -> Option<Value> {
    let refused = |code: &str, message: &str| {
        let error = json!({ "field": ["query"], "message": message, "code": code });
        json!({ "done": { "bulkOperation": null, "userErrors": [error] } })
    };
    if let Some(code) = state.bulk.refuse {
        return Some(refused(code, "A bulk query operation for this app and shop is already in progress."));
    }
    if state.operations.iter().filter(|one| matches!(one.status, "CREATED" | "RUNNING")).count() >= 5 {
        return Some(refused("LIMIT_REACHED", "Bulk operations limit reached. Please try again later."));
    }
    let query = variables["query"].as_str().unwrap_or_default().to_owned();
    let things =
        match query.split_whitespace().find(|word| ["orders", "customers", "products"].contains(word)) {
            Some("orders") => &state.orders,
            Some("customers") => &state.customers,
            Some("products") => &state.products,
            _ => return Some(refused("INVALID", "Bulk queries must contain at least one connection.")),
        };
    let mut lines: Vec<String> = things.iter().flat_map(lines).collect();
    let (mut status, mut error) = ("COMPLETED", None);
    if state.bulk.fail.0 > 0 {
        state.bulk.fail.0 -= 1;
        lines.truncate(state.bulk.fail.2);
        (status, error) = ("FAILED", Some(state.bulk.fail.1));
    } else if state.bulk.cancel > 0 {
        state.bulk.cancel -= 1;
        lines.clear();
        status = "CANCELED";
    }
    let gone = state.bulk.expire > 0;
    state.bulk.expire = state.bulk.expire.saturating_sub(1);
    let operation = Operation {
        id: format!("gid://shopify/BulkOperation/{}", state.next_id),
        query,
        looks: state.bulk.looks,
        status,
        error,
        things: things.len(),
        file: lines.concat().into_bytes(),
        gone,
    };
    state.next_id += 1;
    let mut shown = operation.shown(&state.url);
    for (field, value) in [("status", json!("CREATED")), ("url", Value::Null), ("fileSize", Value::Null)] {
        shown[field] = value;
    }
    shown["partialDataUrl"] = Value::Null;
    shown["rootObjectCount"] = json!("0");
    state.operations.push(operation);
    let lost = std::mem::take(&mut state.bulk.lose_answer);
    (!lost).then(|| json!({ "done": { "bulkOperation": shown, "userErrors": [] } }))
}

/// An operation as it stands; each look brings it nearer to its end.
pub(super) fn look(state: &mut State, id: &Value) -> Value {
    let url = state.url.clone();
    let found = state.operations.iter_mut().find(|one| one.id == *id);
    json!({ "thing": found.map(|one| stands(one, &url, true)) })
}

pub(super) fn all(state: &mut State) -> Value {
    let url = state.url.clone();
    let all: Vec<Value> = state.operations.iter_mut().rev().map(|one| stands(one, &url, false)).collect();
    json!({ "list": { "nodes": all } })
}

fn stands(operation: &mut Operation, url: &str, looks: bool) -> Value {
    if operation.looks == 0 {
        return operation.shown(url);
    }
    if looks {
        operation.looks -= 1;
    }
    let written = operation.things / (operation.looks as usize + 2);
    json!({
        "id": operation.id, "status": "RUNNING", "errorCode": null, "rootObjectCount": written.to_string(),
        "fileSize": null, "url": null, "partialDataUrl": null, "query": operation.query,
    })
}

/// What hangs on a thing, by its field.
const CONNECTIONS: [(&str, &str); 4] = [
    ("lineItems", "LineItem"),
    ("shippingLines", "ShippingLine"),
    ("variants", "ProductVariant"),
    ("media", "MediaImage"),
];

/// A thing and what hangs on it, a line each.
fn lines(thing: &Value) -> Vec<String> {
    let mut bare = thing.clone();
    let parent = thing["id"].clone();
    let mut hanging = Vec::new();
    for (field, kind) in CONNECTIONS {
        let Some(list) = bare.as_object_mut().and_then(|fields| fields.remove(field)) else { continue };
        let nodes = list["nodes"].as_array().cloned().unwrap_or_default();
        for (number, mut node) in nodes.into_iter().enumerate() {
            if node["id"].is_null() {
                node["id"] = format!("gid://shopify/{kind}/{}", number + 1).into();
            }
            node["__parentId"] = parent.clone();
            hanging.push(format!("{node}\n"));
        }
    }
    for (list, fields) in [
        ("refunds", ["refundLineItems", "transactions"]),
        ("fulfillments", ["events", "fulfillmentLineItems"]),
    ] {
        for element in bare.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            for field in fields {
                element.as_object_mut().map(|element| element.remove(field));
            }
        }
    }
    std::iter::once(format!("{bare}\n")).chain(hanging).collect()
}

/// `GET /files/{id}`: a file, or its end from the place that is asked for.
pub(super) async fn file(
    Shared(state): Shared<Arc<Mutex<State>>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok()).map(str::to_owned);
    state.files.push((id.clone(), asked.clone()));
    let found = state.operations.iter().find(|one| one.id.ends_with(&format!("/{id}")));
    let Some(operation) = found.filter(|one| !one.gone && !headers.contains_key("x-shopify-access-token"))
    else {
        let page = "<?xml version='1.0'?><Error><Code>ExpiredToken</Code></Error>";
        return (StatusCode::BAD_REQUEST, page).into_response();
    };
    let from = asked.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    let from: usize = from.filter(|_| !state.bulk.no_ranges).unwrap_or(0);
    if from > 0 && from >= operation.file.len() {
        return StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    }
    let rest = operation.file[from..].to_vec();
    let status = if from > 0 { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let most = state.bulk.break_after.filter(|most| *most < rest.len());
    let (sent, breaks) = match most {
        None => (rest, false),
        Some(most) => (rest[..most].to_vec(), true),
    };
    let pieces: Vec<Bytes> = sent.chunks(1000).map(Bytes::copy_from_slice).collect();
    let whole = stream::iter(pieces.into_iter().map(Ok));
    // What was sent is let out before the connection breaks.
    let end = stream::once(async move {
        if !breaks {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        Some(Err(std::io::Error::other("the connection breaks")))
    });
    let body = whole.chain(end.filter_map(future::ready));
    (status, Body::from_stream(body)).into_response()
}
