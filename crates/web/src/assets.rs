//! Files built into the program, compressed when it was built.

use std::collections::HashMap;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::Problem;

/// A file in the program.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Where it is found: `/index.html`.
    pub path: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    /// Its content by gzip, where that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// Its content by brotli, where that is smaller.
    pub brotli: Option<&'static [u8]>,
    /// A hash of the content, in letters and digits, without quotes.
    pub etag: &'static str,
    /// Whether its name changes with its content, so that nobody needs to ask again.
    pub immutable: bool,
}

/// A table of files by path.
#[derive(Clone, Debug)]
pub struct Assets {
    by_path: HashMap<&'static str, &'static Asset>,
}

#[derive(Clone, Copy)]
enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Assets {
    /// Finds the files of a table by their paths.
    #[must_use]
    pub fn new(files: &'static [Asset]) -> Self {
        Self { by_path: files.iter().map(|file| (file.path, file)).collect() }
    }

    /// Whether there is a file at the path.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The answer for a path, or `None` if no file is there. GET and HEAD are answered, with 304 when the client's copy
    /// is the same (RFC 9110 §13.1.2), in the smallest encoding that the client takes; other methods get a 405.
    #[must_use]
    pub fn respond(&self, method: &Method, path: &str, request: &HeaderMap) -> Option<Response> {
        let asset = self.by_path.get(path)?;
        if method != Method::GET && method != Method::HEAD {
            let mut refused = Problem::method_not_allowed().into_response();
            refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return Some(refused);
        }
        Some(asset.respond(method, request))
    }
}

impl Asset {
    fn respond(&self, method: &Method, request: &HeaderMap) -> Response {
        let (encoding, bytes) = self.choose_encoding(request);
        let etag = self.etag(encoding);
        let unchanged = is_known(&etag, request);
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else if method == Method::HEAD {
            Response::new(Body::empty())
        } else {
            Response::new(Body::from(bytes))
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, HeaderValue::from_str(&etag).expect("a hash is visible ASCII"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.caching()));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if !unchanged {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(self.path)));
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            if let Some(name) = encoding.name() {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
        }
        response
    }

    fn choose_encoding(&self, request: &HeaderMap) -> (Encoding, &'static [u8]) {
        let wishes = accepted_encodings(request);
        match (self.brotli, self.gzip) {
            (Some(bytes), _) if accepts(&wishes, "br") => (Encoding::Brotli, bytes),
            (_, Some(bytes)) if accepts(&wishes, "gzip") => (Encoding::Gzip, bytes),
            (_, _) => (Encoding::Identity, self.bytes),
        }
    }

    /// Each encoding is a representation of its own, with a strong validator of its own (RFC 9110 §8.8.3.3).
    fn etag(&self, encoding: Encoding) -> String {
        match encoding.name() {
            Some(name) => format!("\"{}-{name}\"", self.etag),
            None => format!("\"{}\"", self.etag),
        }
    }

    const fn caching(&self) -> &'static str {
        if self.immutable { "public, max-age=31536000, immutable" } else { "no-cache" }
    }
}

impl Encoding {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// Each coding of `Accept-Encoding` and whether it may be used.
fn accepted_encodings(request: &HeaderMap) -> Vec<(String, bool)> {
    let values = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|wish| {
            let (name, parameters) = wish.split_once(';').unwrap_or((wish, ""));
            let weight = parameters.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
            (name.trim().to_ascii_lowercase(), weight.is_none_or(|weight| weight > 0.0))
        })
        .collect()
}

fn accepts(wishes: &[(String, bool)], encoding: &str) -> bool {
    let named = wishes.iter().find(|(name, _)| name == encoding);
    let any = || wishes.iter().find(|(name, _)| name == "*");
    named.or_else(any).is_some_and(|(_, usable)| *usable)
}

/// Whether the client has this very representation: `If-None-Match`, compared weakly (RFC 9110 §13.1.2).
fn is_known(etag: &str, request: &HeaderMap) -> bool {
    let values = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag)
}

fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
