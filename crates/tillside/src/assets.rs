//! The console and the widget, as they were built into the program.

use std::sync::LazyLock;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use web::{Assets, Problem};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

static CONSOLE_FILES: LazyLock<Assets> = LazyLock::new(|| Assets::new(CONSOLE));
static WIDGET_FILES: LazyLock<Assets> = LazyLock::new(|| Assets::new(WIDGET));

/// The widget's script and what it loads: any page may.
pub async fn widget(request: Request) -> Response {
    let found = WIDGET_FILES.respond(request.method(), request.uri().path(), request.headers());
    let mut answer = found.unwrap_or_else(|| Problem::not_found("file").into_response());
    let headers = answer.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    answer
}

/// A page of the demo store, by its path in the widget's build.
pub fn demo_page(path: &str) -> Option<&'static str> {
    let file = WIDGET.iter().find(|file| file.path == path)?;
    std::str::from_utf8(file.bytes).ok()
}

/// The console: its files, and its one page for every address that is not a file.
pub async fn console(request: Request) -> Response {
    let path = request.uri().path();
    if let Some(file) = CONSOLE_FILES.respond(request.method(), path, request.headers()) {
        return file;
    }
    if is_api(request.uri()) || path.starts_with("/_app/") {
        return Problem::not_found("address").into_response();
    }
    let page = CONSOLE_FILES.respond(request.method(), "/index.html", request.headers());
    page.unwrap_or_else(|| {
        (StatusCode::NOT_FOUND, "the console is not built into this program: make build").into_response()
    })
}

/// Addresses for programs answer programs: a wrong one gets a problem, not the console's page.
fn is_api(uri: &Uri) -> bool {
    ["/api/", "/chat/", "/hooks/"].iter().any(|start| uri.path().starts_with(start))
}
