//! Ways for a store to be of no use.

use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// What is wrong with the store's API at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A maintenance page with status 200.
    MaintenancePage,
    /// A firewall's page with status 403.
    Firewall,
    /// The keys were revoked.
    KeysRevoked,
    /// 429, with this many seconds to wait.
    RateLimited(u32),
    /// 503 with a page, with this many seconds to wait.
    Unavailable(u32),
    /// Every page of a list is its first page, and there are a million.
    EndlessPages,
    /// No answer for ten minutes.
    Hangs,
    /// Half an answer, then the connection breaks.
    Breaks,
    /// An answer of 64 MB.
    Huge,
}

impl Fault {
    /// The answer it gives instead; `None` for those that only change lists.
    pub(super) async fn answer(self, revoked: Response) -> Option<Response> {
        let page = |title: &str| {
            format!("<!DOCTYPE html><html><head><title>{title}</title></head><body></body></html>")
        };
        let html = |status: StatusCode, title: &str| {
            (status, [(header::CONTENT_TYPE, "text/html; charset=UTF-8")], page(title))
        };
        let waiting = |status: StatusCode, seconds: u32, title: &str| {
            let mut response = html(status, title).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            response
        };
        Some(match self {
            Self::MaintenancePage => {
                html(StatusCode::OK, "Briefly unavailable for scheduled maintenance").into_response()
            }
            Self::Firewall => html(StatusCode::FORBIDDEN, "Attention Required!").into_response(),
            Self::KeysRevoked => revoked,
            Self::RateLimited(seconds) => {
                waiting(StatusCode::TOO_MANY_REQUESTS, seconds, "Too Many Requests")
            }
            Self::Unavailable(seconds) => {
                waiting(StatusCode::SERVICE_UNAVAILABLE, seconds, "Service Unavailable")
            }
            Self::EndlessPages => return None,
            Self::Hangs => {
                tokio::time::sleep(Duration::from_secs(600)).await;
                StatusCode::GATEWAY_TIMEOUT.into_response()
            }
            Self::Breaks => ([(header::CONTENT_LENGTH, "1000")], Body::from("[{\"id\":1,")).into_response(),
            Self::Huge => Body::from(vec![b' '; 64 << 20]).into_response(),
        })
    }
}
