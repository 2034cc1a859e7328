//! Answers that are too large to be held: read piece by piece.

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode};
use url::Url;

use super::{FetchError, GuardedClient, Refusal, reason};

/// An answer whose body comes piece by piece. Each piece may take as long as a whole answer elsewhere ([`Limits::time`]).
///
/// [`Limits::time`]: super::Limits::time
#[derive(Debug)]
pub struct Streaming {
    response: reqwest::Response,
    patience: std::time::Duration,
}

impl GuardedClient {
    /// Sends a request and waits for the beginning of the answer. Redirects come back as the answer; [`Limits::body`] does not
    /// count: whoever reads decides when it is enough.
    ///
    /// [`Limits::body`]: super::Limits::body
    ///
    /// # Errors
    /// As for [`GuardedClient::send`].
    pub async fn open(&self, request: Request<Bytes>) -> Result<Streaming, FetchError> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(|_| Refusal::Scheme)?;
        let patience = self.limits.time;
        let asked = self.ask(&parts.method, &url, &parts.headers, &body);
        let response = tokio::time::timeout(patience, asked).await.map_err(|_| FetchError::TimedOut)??;
        Ok(Streaming { response, patience })
    }
}

impl Streaming {
    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Its headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`FetchError::TimedOut`] when nothing comes for too long, [`FetchError::Broken`] when the connection ends early.
    pub async fn next(&mut self) -> Result<Option<Bytes>, FetchError> {
        match tokio::time::timeout(self.patience, self.response.chunk()).await {
            Ok(piece) => piece.map_err(|error| reason(&error)),
            Err(_) => Err(FetchError::TimedOut),
        }
    }
}
