//! Errors as every client reads them: `application/problem+json` (RFC 9457).

use std::borrow::Cow;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An answer that says what went wrong: `Err(Problem::not_found("conversation"))`.
///
/// `code` is a stable kebab-case word that programs branch on and front ends translate; `detail` is English for
/// developers and must hold no secret, for it is shown to whoever asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: Cow<'static, str>,
    errors: Vec<FieldError>,
    retry_after: Option<Duration>,
}

/// What is wrong with one part of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// Where: a JSON pointer into the body (RFC 6901: `/outgoing/port`, empty for the whole), or a parameter of the
    /// query (`?limit`).
    pub pointer: String,
    /// Why, in English for developers.
    pub detail: String,
    /// Why, as a stable kebab-case word: `unknown-field`, `missing-field`, `wrong-type`, `required`, `too-long`, …
    #[schema(value_type = String)]
    pub code: Cow<'static, str>,
}

/// The body of a problem, for OpenAPI and for clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// `urn:tillside:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in English; the same for every problem of a code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, in English for developers.
    pub detail: String,
    /// A stable kebab-case word.
    pub code: String,
    /// What is wrong with the input; empty when the input is not to blame.
    pub errors: Vec<FieldError>,
}

impl FieldError {
    /// Says what is wrong at a pointer: `FieldError::new("/name", "required", "a name is needed")`.
    #[must_use]
    pub fn new(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into(), code: Cow::Borrowed(code) }
    }
}

impl Problem {
    /// A problem of a slice's own. `code` is kebab-case, `title` is the same for every problem of that code.
    #[must_use]
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { status, code, title, detail: detail.into(), errors: Vec::new(), retry_after: None }
    }

    /// 400 `malformed`: the request cannot be read at all.
    #[must_use]
    pub fn malformed(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request cannot be read", detail)
    }

    /// 400 `invalid-query`: a parameter behind the `?` is wrong.
    #[must_use]
    pub fn invalid_query(error: FieldError) -> Self {
        let detail = format!("{}: {}", error.pointer, error.detail);
        Self::new(StatusCode::BAD_REQUEST, "invalid-query", "A query parameter is not valid", detail)
            .with_errors(vec![error])
    }

    /// 401 `unauthorized`: nobody is signed in, or the token is not known.
    #[must_use]
    pub fn unauthorized(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "Sign in first", detail)
    }

    /// 403 `forbidden`: whoever is signed in may not do this.
    #[must_use]
    pub fn forbidden(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// 404 `not-found`: there is no such `what` (`"conversation"`), or the asker may not know of it.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", format!("there is no such {what}"))
    }

    /// 405 `method-not-allowed`.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "This address does not answer that method",
            "see the API description",
        )
    }

    /// 409 `conflict`: the request contradicts what is already there.
    #[must_use]
    pub fn conflict(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", "Conflict", detail)
    }

    /// 413 `too-large`: the body has more than `limit` bytes.
    #[must_use]
    pub fn too_large(limit: Option<u64>) -> Self {
        let detail = match limit {
            Some(bytes) => format!("the body may have {bytes} bytes"),
            None => "the body is larger than this address accepts".to_owned(),
        };
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Too large", detail)
    }

    /// 415 `unsupported-media-type`: the body is not of the `expected` type.
    #[must_use]
    pub fn unsupported_media_type(expected: &str) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Unsupported media type",
            format!("the body must be {expected}"),
        )
    }

    /// 422 `validation`: the body can be read, but these parts of it are wrong.
    #[must_use]
    pub fn validation(errors: Vec<FieldError>) -> Self {
        let detail = errors
            .iter()
            .map(|error| match error.pointer.as_str() {
                "" => error.detail.clone(),
                pointer => format!("{pointer}: {}", error.detail),
            })
            .collect::<Vec<_>>()
            .join("; ");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation", "The input is not valid", detail)
            .with_errors(errors)
    }

    /// 422 `validation` with one wrong field: `Problem::field("/email", "invalid", "not an address")`.
    #[must_use]
    pub fn field(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self::validation(vec![FieldError::new(pointer, code, detail)])
    }

    /// 429 `rate-limited` with `Retry-After` in whole seconds, rounded up.
    #[must_use]
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate-limited", "Too many requests", "try again later")
            .retry_after(retry_after)
    }

    /// 500 `internal`. What happened goes to the log, not to the client.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong",
            "the server's log has the details under this answer's x-request-id",
        )
    }

    /// 502 `upstream-failed`: a server that we asked on the client's behalf failed.
    #[must_use]
    pub fn upstream_failed(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, "upstream-failed", "Another server failed", detail)
    }

    /// 503 `unavailable`: not now; the same request may work later.
    #[must_use]
    pub fn unavailable(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Not available now", detail)
    }

    /// The same problem, with what is wrong with the input.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// The same problem, with a `Retry-After`.
    #[must_use]
    pub fn retry_after(mut self, after: Duration) -> Self {
        self.retry_after = Some(after);
        self
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong with the input.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    fn into_body(self) -> ProblemBody {
        ProblemBody {
            kind: format!("urn:tillside:problem:{}", self.code),
            title: self.title.to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.into_owned(),
            code: self.code.to_owned(),
            errors: self.errors,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, retry_after) = (self.status, self.retry_after);
        let body = serde_json::to_vec(&self.into_body()).expect("strings and numbers are always JSON");
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(after) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(after)));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// Rounded up, so that a client that waits exactly that long is let in.
fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}
