//! Requests and answers as values. Whoever owns the network implements [`Http`]: the product with its guarded client,
//! tests with whatever they like.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use http::{HeaderMap, Method, StatusCode};
use thiserror::Error;
use url::Url;

/// A request to a store. It may carry keys in its headers *and* in its address: `Debug` shows neither.
#[derive(Clone)]
pub struct Request {
    /// Verb.
    pub method: Method,
    /// Address with its query.
    pub url: Url,
    /// Headers.
    pub headers: HeaderMap,
    /// Body; empty for none.
    pub body: Vec<u8>,
    /// Largest answer to accept, in bytes; a larger one is [`TransportError::TooLarge`].
    pub limit: usize,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Response {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, without any transfer or content encoding.
    pub body: Vec<u8>,
}

/// No answer came.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TransportError {
    /// It took too long.
    #[error("no answer in time")]
    Timeout,
    /// The name does not resolve, or nothing listens there.
    #[error("not reachable: {0}")]
    Unreachable(String),
    /// The certificate is wrong or the encryption failed.
    #[error("no secure connection: {0}")]
    Tls(String),
    /// The address is one that must not be called from here (a private network, this machine).
    #[error("the address is not allowed")]
    NotAllowed,
    /// The answer is larger than the request's limit.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The connection broke in the middle of an answer.
    #[error("the connection broke: {0}")]
    Broken(String),
}

/// Sends requests. Implementations must not follow redirects (keys would travel along), must give up after a time, and
/// must stop reading at [`Request::limit`].
pub trait Http: Send + Sync {
    /// Sends one request and reads its whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>> + Send;
}

impl<H: Http> Http for Arc<H> {
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>> + Send {
        H::send(self, request)
    }
}

impl<H: Http> Http for &H {
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>> + Send {
        H::send(self, request)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.url.host_str().unwrap_or_default();
        write!(f, "{} {}://{host}{}", self.method, self.url.scheme(), self.url.path())
    }
}
