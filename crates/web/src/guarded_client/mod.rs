//! The one HTTP client for addresses that other people choose: a store's URL, a webhook's target, an image in a mail.
//!
//! Whoever chooses an address must not reach what only this server reaches: itself, its network, the cloud's metadata.
//! So every address is checked after its name was resolved and the connection goes to the checked address only; a
//! redirect is a new address and is checked anew.

mod address;
mod resolver;
mod streaming;

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, Method, Request, Response, header};
use ipnet::IpNet;
use reqwest::redirect;
use url::{Host, Url};

pub use address::Refusal;
use resolver::CheckedResolver;
pub use streaming::Streaming;

/// Most redirects that are followed.
const MOST_REDIRECTS: usize = 3;

/// What a redirect to another origin may know of the first request.
const HEADERS_FOR_STRANGERS: [HeaderName; 3] = [header::ACCEPT, header::ACCEPT_LANGUAGE, header::USER_AGENT];

/// Which addresses may be reached besides public ones. Link-local, multicast and metadata addresses never may.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Loopback and the private networks of RFC 1918, RFC 4193 and RFC 6598 too: the operator's own setting.
    pub allow_private: bool,
    /// Private networks that are allowed one by one.
    pub allowed_networks: Vec<IpNet>,
}

/// How much a fetch may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first byte sent to the last received, redirects included.
    pub time: Duration,
    /// Largest body, in bytes after decompression.
    pub body: usize,
}

/// Why a fetch brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address may not be reached.
    #[error("the address is refused: {0}")]
    Refused(#[from] Refusal),
    /// Neither the name nor a connection could be had.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// It took longer than [`Limits::time`].
    #[error("no complete answer in time")]
    TimedOut,
    /// The body is larger than [`Limits::body`].
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    /// It was sent on more than three times.
    #[error("too many redirects")]
    TooManyRedirects,
    /// The answer is no HTTP, or ended early.
    #[error("the answer cannot be read: {0}")]
    Broken(String),
}

/// A client that cannot be led astray. It keeps no cookies, sends no referrer and uses no proxy of the environment.
/// Cloning is cheap; clones share connections.
#[derive(Clone, Debug)]
pub struct GuardedClient {
    http: reqwest::Client,
    policy: Arc<Policy>,
    limits: Limits,
}

impl Default for Limits {
    /// Thirty seconds, ten megabytes.
    fn default() -> Self {
        Self { time: Duration::from_secs(30), body: 10 * 1024 * 1024 }
    }
}

impl GuardedClient {
    /// A client that introduces itself as `user_agent`.
    #[must_use]
    pub fn new(policy: Policy, limits: Limits, user_agent: &str) -> Self {
        let policy = Arc::new(policy);
        let http = reqwest::Client::builder()
            .user_agent(user_agent)
            .dns_resolver(Arc::new(CheckedResolver::new(Arc::clone(&policy))))
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(limits.time)
            .build()
            .expect("the system's settings are not asked, so nothing can be wrong");
        Self { http, policy, limits }
    }

    /// The same client, sharing its connections, with other limits.
    #[must_use]
    pub fn with_limits(&self, limits: Limits) -> Self {
        Self { limits, ..self.clone() }
    }

    /// Whether an address could be asked at all, without asking: its scheme, and its host if that is a number. A name
    /// is judged only when it is resolved.
    ///
    /// # Errors
    /// [`Refusal`] with the reason.
    pub fn check(&self, url: &Url) -> Result<(), Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        match url.host() {
            Some(Host::Domain(_)) => Ok(()),
            Some(Host::Ipv4(address)) => self.policy.judge(address.into()),
            Some(Host::Ipv6(address)) => self.policy.judge(address.into()),
            None => Err(Refusal::Scheme),
        }
    }

    /// Sends a request with an absolute address and waits for the whole answer. GET and HEAD follow up to three
    /// redirects, without credentials once the origin changes; other methods bring the redirect back as the answer.
    /// Any status is an answer.
    ///
    /// # Errors
    /// [`FetchError`] when there is no complete answer, or one that may not be had.
    pub async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, FetchError> {
        match tokio::time::timeout(self.limits.time, self.follow(request)).await {
            Ok(result) => result,
            Err(_) => Err(FetchError::TimedOut),
        }
    }

    /// The same without following redirects: they come back as the answer. For credentials that must not travel on.
    ///
    /// # Errors
    /// As for `send`.
    pub async fn send_once(&self, request: Request<Bytes>) -> Result<Response<Bytes>, FetchError> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(|_| Refusal::Scheme)?;
        let answer = async {
            let response = self.ask(&parts.method, &url, &parts.headers, &body).await?;
            self.read(response).await
        };
        match tokio::time::timeout(self.limits.time, answer).await {
            Ok(result) => result,
            Err(_) => Err(FetchError::TimedOut),
        }
    }

    /// Fetches an address; see [`GuardedClient::send`].
    ///
    /// # Errors
    /// As for `send`.
    pub async fn get(&self, url: &Url) -> Result<Response<Bytes>, FetchError> {
        let request = Request::get(url.as_str()).body(Bytes::new());
        self.send(request.map_err(|error| FetchError::Broken(error.to_string()))?).await
    }

    async fn follow(&self, request: Request<Bytes>) -> Result<Response<Bytes>, FetchError> {
        let (parts, body) = request.into_parts();
        let mut headers = parts.headers;
        let mut url = Url::parse(&parts.uri.to_string()).map_err(|_| Refusal::Scheme)?;
        for _ in 0..=MOST_REDIRECTS {
            let response = self.ask(&parts.method, &url, &headers, &body).await?;
            let Some(target) = redirect_target(&parts.method, &url, &response) else {
                return self.read(response).await;
            };
            if target.origin() != url.origin() {
                headers = for_strangers(&headers);
            }
            url = target;
        }
        Err(FetchError::TooManyRedirects)
    }

    async fn ask(
        &self,
        method: &Method,
        url: &Url,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Result<reqwest::Response, FetchError> {
        self.check(url)?;
        let request =
            self.http.request(method.clone(), url.clone()).headers(headers.clone()).body(body.clone());
        request.send().await.map_err(|error| reason(&error))
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Response<Bytes>, FetchError> {
        let most = self.limits.body;
        if response.content_length().is_some_and(|length| length > most as u64) {
            return Err(FetchError::TooLarge(most));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| reason(&error))? {
            if body.len() + chunk.len() > most {
                return Err(FetchError::TooLarge(most));
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = Response::new(body.freeze());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

/// Where a redirect that is to be followed leads.
fn redirect_target(method: &Method, url: &Url, response: &reqwest::Response) -> Option<Url> {
    let follows = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308)
        && (method == Method::GET || method == Method::HEAD);
    if !follows {
        return None;
    }
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    url.join(location).ok()
}

fn for_strangers(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| HEADERS_FOR_STRANGERS.contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// What an error of the HTTP library means; a refusal of our own resolver lies deep in its causes.
fn reason(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut deepest = String::new();
    while let Some(current) = cause {
        if let Some(refusal) = current.downcast_ref::<Refusal>() {
            return FetchError::Refused(*refusal);
        }
        deepest = current.to_string();
        cause = current.source();
    }
    if error.is_timeout() {
        FetchError::TimedOut
    } else if error.is_connect() {
        FetchError::Unreachable(deepest)
    } else {
        FetchError::Broken(deepest)
    }
}
