//! What Shopify answers, and what it means that there is no data.
//!
//! Most refusals come as 200 with `errors`; before the API stand doors that answer with a status of their own
//! (<https://shopify.dev/docs/api/usage/response-codes>).

use std::time::Duration;

use http::StatusCode;
use http::header::LOCATION;
use serde_json::Value;

use crate::error::{KeyProblem, StoreError, excerpt, retry_after};
use crate::http::Response;

/// The query asks for more points than one may: it has to be smaller.
pub(super) const TOO_EXPENSIVE: &str = "MAX_COST_EXCEEDED";

/// An answer.
#[derive(Debug)]
pub(super) enum Answer {
    /// The data that was asked for.
    Data(Value),
    /// The bucket of points is too empty; in this time it will be full enough.
    Throttled(Duration),
}

/// Reads an answer.
///
/// # Errors
/// [`StoreError`], where no patience helps or how long it takes is not known.
pub(super) fn read(response: &Response) -> Result<Answer, StoreError> {
    let status = response.status;
    if status.is_redirection() {
        let to = response.headers.get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        return Err(StoreError::Moved { to });
    }
    let wait = || retry_after(&response.headers);
    match status.as_u16() {
        200 => {}
        401 => return Err(StoreError::Unauthorized { hint: KeyProblem::NotAccepted }),
        402 | 423 => return Err(StoreError::Closed { status: status.as_u16() }),
        403 => return Err(StoreError::MissingScope { message: message(&response.body) }),
        404 => return Err(StoreError::NoShop),
        // "Shopify Security Rejection": the request looks malicious to it.
        430 => return Err(StoreError::Blocked { excerpt: excerpt(&response.body) }),
        429 => return Err(StoreError::RateLimited { retry_after: wait() }),
        500.. => return Err(StoreError::Unavailable { status: status.as_u16(), retry_after: wait() }),
        _ => return Err(refused(status, &response.body)),
    }
    let Ok(json) = serde_json::from_slice::<Value>(&response.body) else {
        return Err(StoreError::NotJson { status: status.as_u16(), excerpt: excerpt(&response.body) });
    };
    match json.get("errors").filter(|errors| !is_empty(errors)) {
        None => Ok(Answer::Data(json.get("data").cloned().unwrap_or_default())),
        Some(errors) => failed(errors, json.pointer("/extensions/cost")),
    }
}

fn is_empty(errors: &Value) -> bool {
    errors.is_null() || errors.as_array().is_some_and(Vec::is_empty)
}

/// The first error decides; `errors` may also be a single text.
fn failed(errors: &Value, cost: Option<&Value>) -> Result<Answer, StoreError> {
    let first = errors.get(0).unwrap_or(errors);
    let text = |pointer: &str| first.pointer(pointer).and_then(Value::as_str);
    let message = text("/message").or(first.as_str()).unwrap_or_default().chars().take(300).collect();
    let code = text("/extensions/code").unwrap_or_default();
    Err(match code {
        "THROTTLED" => return Ok(Answer::Throttled(cost.and_then(until_full_enough).unwrap_or(A_SECOND))),
        "ACCESS_DENIED" => StoreError::MissingScope { message },
        "SHOP_INACTIVE" => StoreError::Closed { status: 200 },
        "INTERNAL_SERVER_ERROR" | "TIMEOUT" => StoreError::Unavailable { status: 500, retry_after: None },
        other => StoreError::Refused { status: 200, code: other.to_owned(), message, parameters: Vec::new() },
    })
}

/// Where Shopify does not say how full the bucket is.
const A_SECOND: Duration = Duration::from_secs(1);

/// How long the bucket of points needs until the query can be paid: what is missing by what is restored in a second.
fn until_full_enough(cost: &Value) -> Option<Duration> {
    let number = |pointer: &str| cost.pointer(pointer).and_then(Value::as_f64);
    let missing = number("/requestedQueryCost")? - number("/throttleStatus/currentlyAvailable")?;
    let rate = number("/throttleStatus/restoreRate").filter(|rate| *rate > 0.0)?;
    let millis = (missing.max(0.0) / rate * 1000.0).ceil();
    Duration::try_from_secs_f64(millis / 1000.0).ok()
}

/// `{"errors": "…"}`, or a page.
fn message(body: &[u8]) -> String {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let said = json.as_ref().and_then(|json| json.get("errors")).map(|errors| match errors {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    said.map_or_else(|| excerpt(body), |said| said.chars().take(300).collect())
}

fn refused(status: StatusCode, body: &[u8]) -> StoreError {
    let message = message(body);
    StoreError::Refused { status: status.as_u16(), code: String::new(), message, parameters: Vec::new() }
}

/// What a mutation did, unless it says in `userErrors` why it did nothing.
///
/// # Errors
/// [`StoreError::Refused`], with the fields that are wrong.
pub(super) fn done(data: &Value) -> Result<&Value, StoreError> {
    let done = data.get("done").unwrap_or(&Value::Null);
    let errors = done.get("userErrors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if errors.is_empty() {
        return Ok(done);
    }
    let path = |error: &Value| -> Option<String> {
        let parts = error.get("field")?.as_array()?.iter().filter_map(Value::as_str);
        Some(parts.collect::<Vec<_>>().join("."))
    };
    let said = errors.iter().filter_map(|error| error.get("message")?.as_str());
    Err(StoreError::Refused {
        status: 200,
        code: "userErrors".to_owned(),
        message: said.collect::<Vec<_>>().join("; "),
        parameters: errors.iter().filter_map(path).collect(),
    })
}
