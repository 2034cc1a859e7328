//! [`Http`] by a plain reqwest client, for tests and tools. It guards against nothing: never let people's addresses
//! reach it in production.

use std::error::Error;
use std::time::Duration;

use crate::http::{Http, Request, Response, TransportError};

/// A client that follows no redirect and waits 30 seconds at most.
#[derive(Debug, Clone)]
pub struct PlainHttp(reqwest::Client);

impl PlainHttp {
    /// A client with its own connections.
    ///
    /// # Errors
    /// When the system gives no entropy or no certificates.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_timeout(Duration::from_secs(30))
    }

    /// A client that waits this long for a whole answer.
    ///
    /// # Errors
    /// As [`PlainHttp::new`].
    pub fn with_timeout(timeout: Duration) -> Result<Self, TransportError> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(timeout)
            .build()
            .map_err(|error| TransportError::Tls(error.to_string()))?;
        Ok(Self(client))
    }
}

impl Http for PlainHttp {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let limit = request.limit;
        let sent = self.0.request(request.method, request.url).headers(request.headers).body(request.body);
        let mut answer = sent.send().await.map_err(|error| sort(&error))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| sort(&error))? {
            if body.len() + chunk.len() > limit {
                return Err(TransportError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response { status, headers, body })
    }
}

fn sort(error: &reqwest::Error) -> TransportError {
    let mut causes = String::new();
    let mut cause = error.source();
    while let Some(inner) = cause {
        causes = inner.to_string();
        cause = inner.source();
    }
    if error.is_timeout() {
        TransportError::Timeout
    } else if causes.contains("certificate") || causes.contains("TLS") {
        TransportError::Tls(causes)
    } else if error.is_connect() {
        TransportError::Unreachable(causes)
    } else {
        TransportError::Broken(causes)
    }
}
