//! JSON bodies, in and out.

use std::cell::RefCell;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::input::{self, Source};
use crate::objects::{self, Objects};
use crate::{FieldError, Problem};

/// A JSON body. As an argument it refuses, as a [`Problem`] that points at the place: other content types, bodies over
/// the limit, what is no JSON, wrong types, and NUL characters in any text. Types that take input carry
/// `#[serde(deny_unknown_fields)]`, so that a misspelt field is refused by its name.
///
/// The limit is axum's `DefaultBodyLimit`: 2 MB unless a route says otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json<T>(pub T);

impl<T, S> FromRequest<S> for Json<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::unsupported_media_type("application/json"));
        }
        let body =
            Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(None),
                _ => Problem::malformed("the body ended early"),
            })?;
        parse(&body).map(Self)
    }
}

/// Reads JSON with the same care as [`Json`], for bodies whose raw bytes are needed too, such as signed webhooks.
///
/// # Errors
/// 400 `malformed` for what is no JSON; 422 `validation` for JSON that does not fit.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    refuse_nul(body)?;
    refuse_arrays_for_objects::<T>(body)?;
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        if error.inner().is_data() {
            Problem::validation(vec![input::field_error(
                Source::Body,
                error.path(),
                &error.inner().to_string(),
            )])
        } else {
            Problem::malformed(format!("the body is no JSON: {}", error.inner()))
        }
    })?;
    deserializer.end().map_err(|error| Problem::malformed(format!("the body is no JSON: {error}")))?;
    Ok(value)
}

/// Reads a value that was made of a body's part, with the same care; `pointer` is where the part stands.
///
/// # Errors
/// 422 `validation` with the place of what does not fit.
pub fn from_value<T: DeserializeOwned>(value: Value, pointer: &str) -> Result<T, Problem> {
    serde_path_to_error::deserialize(Objects(value)).map_err(|error| {
        let mut wrong = input::field_error(Source::Body, error.path(), &error.inner().to_string());
        wrong.pointer.insert_str(0, pointer);
        Problem::validation(vec![wrong])
    })
}

/// A second reading, only of bodies that hold an array: it knows nothing of the order of fields or of doubled ones,
/// so whatever else it finds is left to the first reading.
fn refuse_arrays_for_objects<T: DeserializeOwned>(body: &[u8]) -> Result<(), Problem> {
    if !body.contains(&b'[') {
        return Ok(());
    }
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Ok(()); // No JSON at all: the parser says so better.
    };
    match from_value::<T>(value, "") {
        Err(problem) if problem.errors().iter().any(|error| error.detail == objects::ARRAY) => Err(problem),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// JSON can only spell a NUL as `\u0000`; databases and mails cannot hold one.
fn refuse_nul(body: &[u8]) -> Result<(), Problem> {
    if !body.windows(6).any(|window| window == br"\u0000") {
        return Ok(());
    }
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Ok(()); // No JSON at all: the parser says so better.
    };
    match pointer_of_nul(&value) {
        Some(pointer) => Err(Problem::validation(vec![FieldError::new(
            pointer,
            "nul-character",
            "text may not hold U+0000",
        )])),
        None => Ok(()),
    }
}

fn pointer_of_nul(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| pointer_of_nul(item).map(|rest| format!("/{index}{rest}"))),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let name = input::escape(name);
            if name.contains('\0') {
                return Some(String::new());
            }
            pointer_of_nul(field).map(|rest| format!("/{name}{rest}"))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// `application/json` and its dialects (`application/merge-patch+json`), with any parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// Most that is kept of the space in which answers are written.
const KEPT: usize = 1 << 20;

thread_local! {
    /// Where this thread writes its answers: one that grew with each answer would be copied again and again.
    static SPACE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn written<T: Serialize>(value: &T) -> serde_json::Result<Bytes> {
    let mut space = SPACE.take();
    space.clear();
    let bytes = serde_json::to_writer(&mut space, value).map(|()| Bytes::copy_from_slice(&space));
    space.shrink_to(KEPT);
    SPACE.set(space);
    bytes
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match written(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written as JSON");
                Problem::internal().into_response()
            }
        }
    }
}
