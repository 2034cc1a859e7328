//! What WooCommerce and the sites around it answer, as a [`StoreError`].

use std::time::Duration;

use http::StatusCode;
use http::header::LOCATION;
use serde_json::Value;

use crate::error::{KeyProblem, StoreError, excerpt, retry_after};
use crate::http::Response;
use crate::plain_text::plain_text;

/// The data of an answer, or what it means that there is none.
pub(super) fn read(response: &Response) -> Result<Value, StoreError> {
    let status = response.status;
    if status.is_redirection() {
        let to = response.headers.get(LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        return Err(StoreError::Moved { to });
    }
    let wait = || retry_after(&response.headers);
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(StoreError::RateLimited { retry_after: wait() });
    }
    let body = response.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&response.body);
    match serde_json::from_slice::<Value>(body) {
        Ok(json) if status.is_success() => Ok(json),
        Ok(json) => Err(refusal(status, &json, wait())),
        Err(_) => Err(page(status, body, wait())),
    }
}

/// An error as WordPress writes it: `{"code", "message", "data": {"status", "params"}}`.
fn refusal(status: StatusCode, json: &Value, retry_after: Option<Duration>) -> StoreError {
    let text = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default();
    let (code, message) = (text("code"), plain_text(text("message")));
    match status.as_u16() {
        401 => StoreError::Unauthorized { hint: key_problem(code, &message) },
        403 => StoreError::Forbidden { message },
        404 if code == "rest_no_route" => StoreError::NoApi,
        404 | 410 => StoreError::NotFound,
        502..=504 | 508 => StoreError::Unavailable { status: status.as_u16(), retry_after },
        500.. if code.is_empty() => StoreError::Unavailable { status: status.as_u16(), retry_after },
        _ => {
            let params = json.pointer("/data/params").and_then(Value::as_object);
            StoreError::Refused {
                status: status.as_u16(),
                code: code.to_owned(),
                message,
                parameters: params.map(|params| params.keys().cloned().collect()).unwrap_or_default(),
            }
        }
    }
}

/// WooCommerce has one code for most of this and tells the rest in words, which translated stores translate.
fn key_problem(code: &str, message: &str) -> KeyProblem {
    if code != "woocommerce_rest_authentication_error" {
        return KeyProblem::NotAccepted;
    }
    let message = message.to_ascii_lowercase();
    let says = |word: &str| message.contains(word);
    match () {
        () if says("read permission") => KeyProblem::MayNotRead,
        () if says("write permission") => KeyProblem::MayNotWrite,
        () if says("signature") => KeyProblem::WrongSignature,
        () if says("timestamp") => KeyProblem::ClockDiffers,
        () if says("secret") => KeyProblem::WrongSecret,
        () if says("consumer key") => KeyProblem::NotAccepted,
        () => KeyProblem::Other,
    }
}

/// Something for people came instead of data.
fn page(status: StatusCode, body: &[u8], retry_after: Option<Duration>) -> StoreError {
    let excerpt = || excerpt(body);
    match status.as_u16() {
        401 => StoreError::Unauthorized { hint: KeyProblem::SiteProtected },
        403 | 406 | 451 => StoreError::Blocked { excerpt: excerpt() },
        404 | 410 => StoreError::NoApi,
        500.. => StoreError::Unavailable { status: status.as_u16(), retry_after },
        _ => StoreError::NotJson { status: status.as_u16(), excerpt: excerpt() },
    }
}
