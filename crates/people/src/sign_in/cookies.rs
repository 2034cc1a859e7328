//! The two cookies: the session's, and the device's.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::SignedDuration;
use url::Url;

/// The session's cookie: it is who somebody is.
pub(super) const SESSION: &str = "tillside_session";
/// The device's cookie: it only says that somebody signed in from this browser before.
pub(super) const DEVICE: &str = "tillside_device";

/// The longest that browsers keep a cookie (RFC 6265bis §5.5: 400 days).
pub(super) const DEVICE_AGE: SignedDuration = SignedDuration::from_hours(400 * 24);

/// The value of a cookie that the client sent.
pub(super) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A `Set-Cookie` that no script reads and that other sites' forms don't carry; `Secure` when the public address is https.
pub(super) fn set(public_url: &Url, name: &str, value: &str, age: SignedDuration) -> HeaderValue {
    let secure = if public_url.scheme() == "https" { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", age.as_secs());
    HeaderValue::from_str(&cookie).expect("our names and values are letters, digits, dots and dashes")
}

/// A `Set-Cookie` that makes the browser forget.
pub(super) fn forget(public_url: &Url, name: &str) -> HeaderValue {
    set(public_url, name, "", SignedDuration::ZERO)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use jiff::SignedDuration;

    use super::{read, set};

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append("cookie", "a=1; tillside_session=xyz; b=2".parse().unwrap());
        headers.append("cookie", "c=3".parse().unwrap());
        assert_eq!(read(&headers, "tillside_session"), Some("xyz"));
        assert_eq!(read(&headers, "c"), Some("3"));
        assert_eq!(read(&headers, "session"), None);
    }

    #[test]
    fn a_cookie_is_secure_where_the_server_is_reached_by_https() {
        let age = SignedDuration::from_secs(60);
        let https = set(&"https://desk.example/".parse().unwrap(), "n", "v", age);
        assert_eq!(https.to_str().unwrap(), "n=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        let http = set(&"http://127.0.0.1:8080/".parse().unwrap(), "n", "v", age);
        assert_eq!(http.to_str().unwrap(), "n=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }
}
