//! Each request gets an id, one line in the log, and an answer even when its handler panics.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue};
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument;

use crate::{ClientAddress, Problem};

/// The answer's header that carries the request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Makes the ids of requests, never one that a client sent. `start` is drawn at random when the program starts.
#[derive(Clone, Debug)]
pub struct RequestIds {
    start: u32,
    count: Arc<AtomicU64>,
}

impl RequestIds {
    /// Ids that begin with `start`.
    #[must_use]
    pub fn starting_with(start: u32) -> Self {
        Self { start, count: Arc::default() }
    }

    fn next(&self) -> String {
        format!("{:08x}-{:x}", self.start, self.count.fetch_add(1, Ordering::Relaxed))
    }
}

/// Middleware: runs the request in a span with its id, logs how it ended and puts the id on the answer.
///
/// What is logged is the route (`/api/v1/invitation/{token}`), never the address itself: paths and queries hold secrets.
/// It must be added with `Router::layer`, where the route is known.
///
/// `router.layer(axum::middleware::from_fn_with_state(RequestIds::starting_with(random), record))`
pub async fn record(State(ids): State<RequestIds>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = ids.next();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let client =
        request.extensions().get::<ClientAddress>().map(|ClientAddress(address)| address.to_string());
    let span = tracing::info_span!("request", id, %method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let milliseconds = began.elapsed().as_secs_f64() * 1_000.0;
    let client = client.as_deref().unwrap_or_default();
    if status.is_server_error() {
        tracing::error!(parent: &span, status = status.as_u16(), milliseconds, client, "answered");
    } else {
        tracing::info!(parent: &span, status = status.as_u16(), milliseconds, client, "answered");
    }
    let id = HeaderValue::from_str(&id).expect("hexadecimal digits and a hyphen");
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// How the answer to a panic is made.
pub type PanicAnswer = fn(Box<dyn Any + Send>) -> Response;

/// Layer: a handler that panics answers 500 `internal` as a problem, and the server goes on.
#[must_use]
pub fn catch_panics() -> CatchPanicLayer<PanicAnswer> {
    CatchPanicLayer::custom(answer_panic as PanicAnswer)
}

fn answer_panic(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("of unknown kind");
    tracing::error!(message, "a handler panicked");
    Problem::internal().into_response()
}

/// The fallback of the API's router: 404 as a problem.
pub async fn no_such_address() -> Problem {
    Problem::not_found("address")
}

/// The method fallback of the API's router: 405 as a problem.
pub async fn no_such_method() -> Problem {
    Problem::method_not_allowed()
}
