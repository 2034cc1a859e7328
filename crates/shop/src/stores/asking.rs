//! How stores are asked: every request goes through the guarded client, because people choose the addresses.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use commerce::http::{Http, Request, Response, TransportError};
use commerce::woocommerce::Stamp;
use database::Clock;
use database::secrets::fresh_token;
use web::{FetchError, GuardedClient, Limits, Streaming};

/// How long a store may take for one answer, unless said otherwise. WordPress on a cheap host takes seconds for a page of
/// orders.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// Sends a store's requests through the guarded client. It follows no redirect: keys do not travel on.
#[derive(Clone)]
pub struct GuardedHttp {
    client: GuardedClient,
    patience: Duration,
}

impl GuardedHttp {
    /// Asks through this client.
    pub fn new(client: &GuardedClient) -> Self {
        Self::with_patience(client, PATIENCE)
    }

    /// The same with another [`PATIENCE`].
    pub fn with_patience(client: &GuardedClient, patience: Duration) -> Self {
        Self { client: client.clone(), patience }
    }
}

impl GuardedHttp {
    /// Asks for something that is too large to be held.
    pub(crate) async fn open(&self, request: http::Request<Bytes>) -> Result<Download, TransportError> {
        let client = self.client.with_limits(Limits { time: self.patience, body: 0 });
        client.open(request).await.map(Download).map_err(|error| failure(error, 0))
    }
}

/// An answer that is read piece by piece.
pub(crate) struct Download(Streaming);

impl Download {
    pub fn status(&self) -> http::StatusCode {
        self.0.status()
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.0.next().await.map_err(|error| failure(error, 0))
    }
}

impl Http for GuardedHttp {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let limit = request.limit;
        let client = self.client.with_limits(Limits { time: self.patience, body: limit });
        let answer = client.send_once(translated(request)?).await.map_err(|error| failure(error, limit))?;
        let (parts, body) = answer.into_parts();
        Ok(Response { status: parts.status, headers: parts.headers, body: without_nul(body.into()) })
    }
}

fn translated(request: Request) -> Result<http::Request<Bytes>, TransportError> {
    let mut translated = http::Request::builder()
        .method(request.method)
        .uri(request.url.as_str())
        .body(Bytes::from(request.body))
        .map_err(|error| TransportError::Broken(error.to_string()))?;
    *translated.headers_mut() = request.headers;
    Ok(translated)
}

fn failure(error: FetchError, limit: usize) -> TransportError {
    match error {
        FetchError::Refused(_) => TransportError::NotAllowed,
        FetchError::Unreachable(why) if why.to_ascii_lowercase().contains("certificate") => {
            TransportError::Tls(why)
        }
        FetchError::Unreachable(why) => TransportError::Unreachable(why),
        FetchError::TimedOut => TransportError::Timeout,
        FetchError::TooLarge(_) => TransportError::TooLarge { limit },
        FetchError::TooManyRedirects => TransportError::Broken("too many redirects".to_owned()),
        FetchError::Broken(why) => TransportError::Broken(why),
    }
}

/// Signed requests carry the time and something that was never there before.
pub(crate) fn stamp(clock: Arc<dyn Clock>) -> impl Fn() -> Stamp + Send + Sync + Clone + 'static {
    move || {
        let mut nonce = [0; 16];
        nonce.copy_from_slice(&fresh_token().as_bytes()[..16]);
        Stamp { at: clock.now().timestamp(), nonce }
    }
}

/// JSON without escaped NUL characters, which stores can hold and databases can't.
pub(crate) fn without_nul(json: Vec<u8>) -> Vec<u8> {
    const NUL: &[u8] = br"\u0000";
    if !json.windows(NUL.len()).any(|window| window == NUL) {
        return json;
    }
    let mut clean = Vec::with_capacity(json.len());
    let mut rest = json.as_slice();
    while let Some((&first, behind)) = rest.split_first() {
        rest = if rest.starts_with(NUL) {
            &rest[NUL.len()..]
        } else if first == b'\\' && !behind.is_empty() {
            clean.extend_from_slice(&rest[..2]);
            &rest[2..]
        } else {
            clean.push(first);
            behind
        };
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::without_nul;

    #[test]
    fn nul_characters_leave_json_and_nothing_else_does() {
        for (json, clean) in [
            (r#"{"a":"x\u0000y"}"#, r#"{"a":"xy"}"#),
            (r#"{"a":"x\\u0000y"}"#, r#"{"a":"x\\u0000y"}"#),
            (r#"{"a":"\\\u0000\u0041"}"#, r#"{"a":"\\\u0041"}"#),
            (r#"{"a":1}"#, r#"{"a":1}"#),
        ] {
            assert_eq!(String::from_utf8(without_nul(json.into())).unwrap(), clean);
        }
    }
}
