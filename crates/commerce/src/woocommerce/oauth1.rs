//! OAuth 1.0a with one leg (RFC 5849), the way WooCommerce checks it over plain http.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use http::Method;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;
use url::Url;

use super::keys::Keys;

/// What makes one signed request different from all others. The store allows its clock to differ by 15 minutes and
/// accepts a nonce once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Now.
    pub at: Timestamp,
    /// Random.
    pub nonce: [u8; 16],
}

/// Everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encoded as RFC 3986 has it.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Adds the signature to an address, as query parameters: hosts drop the `Authorization` header.
///
/// `home` is the store's own idea of its address: that host is signed, whichever one is called. The scheme is always
/// signed as `http`, because the store only asks for this where it believes itself to be called without encryption.
pub(super) fn sign(method: &Method, url: &Url, home: Option<&Url>, keys: &Keys, stamp: &Stamp) -> Url {
    let mut signed = url.clone();
    signed
        .query_pairs_mut()
        .append_pair("oauth_consumer_key", keys.consumer_key())
        .append_pair("oauth_nonce", &HEXLOWER.encode(&stamp.nonce))
        .append_pair("oauth_signature_method", "HMAC-SHA256")
        .append_pair("oauth_timestamp", &stamp.at.as_second().to_string());
    let base = base_string(method, &signed, home.unwrap_or(url));
    signed.query_pairs_mut().append_pair("oauth_signature", &signature(&base, keys.consumer_secret()));
    signed
}

/// `METHOD&address&parameters`, each encoded; parameters sorted, without the signature itself.
pub(crate) fn base_string(method: &Method, url: &Url, home: &Url) -> String {
    let mut pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| key != "oauth_signature")
        .map(|(key, value)| (encoded(&key), encoded(&value)))
        .collect();
    pairs.sort();
    let parameters: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let host = home.host_str().unwrap_or_default();
    let port = home.port().map(|port| format!(":{port}")).unwrap_or_default();
    let address = format!("http://{host}{port}{}", url.path());
    format!("{method}&{}&{}", encoded(&address), encoded(&parameters.join("&")))
}

/// The signature of a base string.
pub(crate) fn signature(base: &str, consumer_secret: &str) -> String {
    let key = format!("{}&", encoded(consumer_secret));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(base.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_is_met() {
        let url: Url = "http://example.com/wp-json/wc/v3/orders?per_page=5".parse().unwrap();
        let base = concat!(
            "GET&http%3A%2F%2Fexample.com%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dck_abc%26",
            "oauth_nonce%3D0123456789abcdef0123456789abcdef%26oauth_signature_method%3DHMAC-SHA256%26",
            "oauth_timestamp%3D1700000000%26per_page%3D5"
        );
        let mut signed = url.clone();
        signed
            .query_pairs_mut()
            .append_pair("oauth_consumer_key", "ck_abc")
            .append_pair("oauth_nonce", "0123456789abcdef0123456789abcdef")
            .append_pair("oauth_signature_method", "HMAC-SHA256")
            .append_pair("oauth_timestamp", "1700000000");
        assert_eq!(base_string(&Method::GET, &signed, &url), base);
        assert_eq!(signature(base, "cs_def"), "zeA4M2aMb+3QY0QrNm3S1q52hN+e+H6pdqt2Rely9T8=");
    }

    #[test]
    fn arrays_and_other_scripts_are_encoded_twice_and_the_stores_own_host_is_signed() {
        let url: Url = "https://www.shop.example/wp-json/wc/v3/orders?status[0]=on-hold&search=Y%C4%B1lmaz+A"
            .parse()
            .unwrap();
        let home: Url = "https://shop.example:8443".parse().unwrap();
        assert_eq!(
            base_string(&Method::GET, &url, &home),
            "GET&http%3A%2F%2Fshop.example%3A8443%2Fwp-json%2Fwc%2Fv3%2Forders&search%3DY%25C4%25B1lmaz%2520A%26status%255B0%255D%3Don-hold"
        );
    }
}
