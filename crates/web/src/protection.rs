//! Headers that keep browsers from doing what a page did not mean.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Which headers every answer carries; see [`protect`].
#[derive(Clone, Debug)]
pub struct Protection {
    content_policy: HeaderValue,
    transport_security: Option<HeaderValue>,
}

impl Protection {
    /// For the console: everything from this server only, in no frame. `inline_scripts` are the CSP hashes
    /// (`sha256-…`) of scripts that stand inside its pages.
    #[must_use]
    pub fn console(inline_scripts: &[&str]) -> Self {
        let hashes: String = inline_scripts.iter().map(|hash| format!(" '{hash}'")).collect();
        let policy = format!(
            "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; \
             img-src 'self' data: blob: https:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; \
             frame-src 'self' blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; \
             form-action 'self'; frame-ancestors 'none'"
        );
        Self {
            content_policy: HeaderValue::from_str(&policy).expect("hashes are visible ASCII"),
            transport_security: None,
        }
    }

    /// The same, and browsers come back by https only (RFC 6797); for servers whose public address is https.
    #[must_use]
    pub fn over_https(mut self) -> Self {
        self.transport_security = Some(HeaderValue::from_static("max-age=31536000"));
        self
    }
}

/// Middleware: adds the headers that the handler did not set itself, so that a page for other people's frames (the
/// contact form) or the cleaned document of a mail brings its own policy. An answer that does not speak of caching
/// is not stored anywhere.
///
/// `router.layer(axum::middleware::from_fn_with_state(Protection::console(&[]), protect))`
pub async fn protect(State(protection): State<Protection>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let own_policy = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=()",
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        add(headers, name, HeaderValue::from_static(value));
    }
    if !own_policy {
        add(headers, header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        add(headers, header::CONTENT_SECURITY_POLICY, protection.content_policy);
    }
    if let Some(value) = protection.transport_security {
        add(headers, header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
