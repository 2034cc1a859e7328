//! How a store is spoken to, and the requests that follow from it. Nothing here sends anything.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::keys::Keys;
use super::oauth1::{self, Stamp};
use super::store_url::StoreUrl;
use crate::http::Request;

/// Largest answer accepted from a store, in bytes. A page of 100 orders is usually below 1 MB.
pub const LARGEST_ANSWER: usize = 32 * 1024 * 1024;

/// Everything needed to speak with a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Where it is.
    pub store: StoreUrl,
    /// What opens it.
    pub keys: Keys,
    /// How the keys are shown.
    pub auth: Auth,
    /// How the API's addresses look.
    pub routes: Routes,
    /// What the store believes its own address to be; signatures name it.
    pub home: Option<Url>,
    /// Whether the keys may change anything.
    pub may_write: bool,
}

/// The ways to show keys to a store; which one it accepts depends on its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Auth {
    /// HTTP Basic; over https only.
    Basic,
    /// In the address; over https only, for hosts that drop the `Authorization` header.
    Query,
    /// Signed (OAuth 1.0a); over http, and behind a proxy that hides https from the store.
    OAuth1,
}

/// How addresses of the API look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routes {
    /// `/wp-json/wc/v3/orders`.
    Pretty,
    /// `/?rest_route=/wc/v3/orders`, where the site has plain permalinks.
    Plain,
}

/// Where WooCommerce's own routes are.
const OWN: [&str; 2] = ["wc", "v3"];
/// Where our plug-in's routes are; a name that begins with `wc-` lets WooCommerce's keys in
/// (`WC_REST_Authentication::is_request_to_rest_api`).
const OF_PLUG_IN: [&str; 2] = ["wc-tillside", "v1"];

/// One question to the API.
#[derive(Debug, Clone)]
pub(super) struct Call {
    method: Method,
    space: [&'static str; 2],
    path: Vec<String>,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

impl Call {
    pub(super) fn get(path: &[&str]) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn new(method: Method, path: &[&str]) -> Self {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        Self { method, space: OWN, path, query: Vec::new(), body: None }
    }

    /// A question to our plug-in in the store.
    pub(super) fn plug_in(method: Method, path: &[&str]) -> Self {
        Self { space: OF_PLUG_IN, ..Self::new(method, path) }
    }

    pub(super) fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.set(key, value);
        self
    }

    pub(super) fn set(&mut self, key: &str, value: impl ToString) {
        self.query.retain(|(known, _)| known != key);
        self.query.push((key.to_owned(), value.to_string()));
    }

    pub(super) fn json(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

/// The right that read-only keys lack, as WooCommerce keeps it (`permissions` of a key).
pub(super) const WRITE: &str = "read_write";

impl Connection {
    /// Rights that the keys lack, by the store's name: without them nothing can be done with an order.
    pub fn missing_for_actions(&self) -> Vec<&'static str> {
        if self.may_write { Vec::new() } else { vec![WRITE] }
    }

    /// The ways to show keys that are worth trying, the usual one first.
    pub(super) fn ways(store: &StoreUrl) -> &'static [Auth] {
        if store.is_encrypted() { &[Auth::Basic, Auth::Query, Auth::OAuth1] } else { &[Auth::OAuth1] }
    }

    /// A request with keys.
    pub(super) fn request(&self, call: &Call, stamp: &Stamp) -> Request {
        let mut segments = call.space.to_vec();
        segments.extend(call.path.iter().map(String::as_str));
        let mut url = address(&self.store, self.routes, &segments, &call.query);
        let mut headers = plain_headers();
        match self.auth {
            Auth::Basic => {
                let pair = format!("{}:{}", self.keys.consumer_key(), self.keys.consumer_secret());
                let mut value = HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(pair)))
                    .expect("base64 is always a header value");
                value.set_sensitive(true);
                headers.insert(AUTHORIZATION, value);
            }
            Auth::Query => {
                url.query_pairs_mut()
                    .append_pair("consumer_key", self.keys.consumer_key())
                    .append_pair("consumer_secret", self.keys.consumer_secret());
            }
            Auth::OAuth1 => url = oauth1::sign(&call.method, &url, self.home.as_ref(), &self.keys, stamp),
        }
        let body = match &call.body {
            Some(json) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                json.to_string().into_bytes()
            }
            None => Vec::new(),
        };
        Request { method: call.method.clone(), url, headers, body, limit: LARGEST_ANSWER }
    }
}

/// The API's front page, which needs no keys: what the site is called and what it can do.
pub(super) fn index_request(store: &StoreUrl, routes: Routes) -> Request {
    let fields = ("_fields".to_owned(), "name,url,home,gmt_offset,timezone_string,namespaces".to_owned());
    let url = address(store, routes, &[], &[fields]);
    Request { method: Method::GET, url, headers: plain_headers(), body: Vec::new(), limit: LARGEST_ANSWER }
}

fn address(store: &StoreUrl, routes: Routes, segments: &[&str], query: &[(String, String)]) -> Url {
    let mut url = store.join(match routes {
        Routes::Pretty => "wp-json/",
        Routes::Plain => "",
    });
    match routes {
        Routes::Pretty => {
            let mut path = url.path_segments_mut().expect("a store's address is never opaque");
            path.pop_if_empty().extend(segments);
            if segments.is_empty() {
                path.push("");
            }
        }
        // WooCommerce looks for "wp-json/wc/" in the raw address to decide whether keys count, so it must stand there
        // too (WC_REST_Authentication::is_request_to_rest_api); without it every key is ignored.
        Routes::Plain if segments.is_empty() => url.set_query(Some("rest_route=/")),
        Routes::Plain => url.set_query(Some(&format!("rest_route=/{}&via=wp-json/wc/", safe(segments)))),
    }
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    url
}

fn safe(segments: &[&str]) -> String {
    segments.iter().map(|part| oauth1::encoded(part)).collect::<Vec<_>>().join("/")
}

fn plain_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static(concat!("Tillside/", env!("CARGO_PKG_VERSION"))));
    headers
}
