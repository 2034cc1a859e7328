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
    /// No answer for ten minutes, and nothing is done.
    Hangs,
    /// The right answer, so many milliseconds later.
    Slow(u32),
    /// Half an answer, then the connection breaks; nothing is done.
    Breaks,
    /// An answer of 64 MB.
    Huge,
    /// It is done, then the connection breaks instead of an answer.
    BreaksAfter,
    /// It is done, then there is no answer for ten minutes.
    HangsAfter,
    /// It is done, then a gateway's page with status 502 comes.
    PageAfter,
    /// The connection breaks; this many milliseconds later it is done all the same.
    Late(u32),
}

/// When a fault takes effect.
pub(super) enum Moment {
    /// Instead of doing what was asked.
    Before(Response),
    /// What was asked is done; the answer is lost.
    After,
    /// The answer is lost now, and what was asked is done so much later.
    Later(Duration),
    /// It only changes lists, or the time it took.
    Never,
}

impl Fault {
    /// What it does to a request.
    pub(super) async fn strike(self, revoked: Response) -> Moment {
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
        Moment::Before(match self {
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
            Self::EndlessPages => return Moment::Never,
            Self::Slow(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
                return Moment::Never;
            }
            Self::BreaksAfter | Self::HangsAfter | Self::PageAfter => return Moment::After,
            Self::Late(milliseconds) => return Moment::Later(Duration::from_millis(milliseconds.into())),
            Self::Hangs => silence().await,
            Self::Breaks => broken(),
            Self::Huge => Body::from(vec![b' '; 64 << 20]).into_response(),
        })
    }

    /// What comes in place of an answer once all was done.
    pub(super) async fn instead(self) -> Response {
        match self {
            Self::HangsAfter => silence().await,
            Self::PageAfter => {
                (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], "<h1>502 Bad Gateway</h1>")
                    .into_response()
            }
            _ => broken(),
        }
    }
}

async fn silence() -> Response {
    tokio::time::sleep(Duration::from_secs(600)).await;
    StatusCode::GATEWAY_TIMEOUT.into_response()
}

/// The beginning of an answer whose end never comes.
fn broken() -> Response {
    ([(header::CONTENT_LENGTH, "1000")], Body::from("[{\"id\":1,")).into_response()
}
