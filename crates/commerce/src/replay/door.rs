//! Who may come in: the checks of WooCommerce's `WC_REST_Authentication`.

use axum::http::{HeaderMap, Method};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::recordings::Said;
use super::state::{Key, State, now};
use crate::woocommerce::authorize::Scope;
use crate::woocommerce::oauth1;

/// A request as far as the door looks at it.
pub(super) struct Visitor<'a> {
    pub(super) method: &'a Method,
    /// As called, with the store's own host.
    pub(super) url: &'a Url,
    pub(super) headers: &'a HeaderMap,
    pub(super) behind_tls: bool,
}

/// Why nobody comes in, by the recording that says so.
pub(super) enum Refused {
    Recorded(&'static str),
    /// Refusals that were not recorded have the recorded form.
    Worded(&'static str),
}

impl State {
    /// Lets a request in, or says why not.
    pub(super) fn admit(&mut self, visitor: &Visitor<'_>) -> Result<(), Refused> {
        let nobody = Refused::Recorded("err-401-noauth");
        // The raw address decides whether keys count at all: WooCommerce's own routes, and those of plug-ins by their name.
        if !["wp-json/wc/", "wp-json/wc-"].iter().any(|known| visitor.url.as_str().contains(known)) {
            return Err(nobody);
        }
        let scope = if visitor.behind_tls { self.shown(visitor)? } else { self.signed(visitor)? };
        let writes = !matches!(*visitor.method, Method::GET | Method::HEAD | Method::OPTIONS);
        match (scope, writes) {
            (Scope::Read, true) => Err(Refused::Recorded("err-401-readkey-write")),
            (Scope::Write, false) => Err(Refused::Recorded("err-401-writekey-read")),
            _ => Ok(()),
        }
    }

    /// Keys in the address or in the header; the address wins.
    fn shown(&self, visitor: &Visitor<'_>) -> Result<Scope, Refused> {
        let in_address =
            || Some((query(visitor.url, "consumer_key")?, query(visitor.url, "consumer_secret")?));
        let (key, secret) =
            in_address().or_else(|| basic(visitor.headers)).ok_or(Refused::Recorded("err-401-noauth"))?;
        let known = self.key(&key).ok_or(Refused::Recorded("err-401-badkey"))?;
        if known.consumer_secret != secret {
            return Err(Refused::Recorded("err-401-badsecret"));
        }
        Ok(known.scope)
    }

    fn signed(&mut self, visitor: &Visitor<'_>) -> Result<Scope, Refused> {
        let parameter = |name: &str| query(visitor.url, &format!("oauth_{name}"));
        let (Some(key), Some(nonce), Some(time), Some(signature)) =
            (parameter("consumer_key"), parameter("nonce"), parameter("timestamp"), parameter("signature"))
        else {
            return Err(Refused::Recorded("http-basic-refused"));
        };
        let known = self.key(&key).ok_or(Refused::Worded("Consumer key is invalid."))?;
        let base = oauth1::base_string(visitor.method, visitor.url, visitor.url);
        if oauth1::signature(&base, &known.consumer_secret) != signature {
            return Err(Refused::Worded("Invalid signature - provided signature does not match."));
        }
        let scope = known.scope;
        let said: i64 = time.parse().unwrap_or_default();
        if (now().as_second() - said).abs() > 15 * 60 {
            return Err(Refused::Worded("Invalid timestamp."));
        }
        if !self.nonces.insert(format!("{said}:{nonce}")) {
            return Err(Refused::Worded("Invalid nonce - nonce has already been used."));
        }
        Ok(scope)
    }

    fn key(&self, consumer_key: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.consumer_key == consumer_key)
    }
}

impl Refused {
    pub(super) fn answer(&self, state: &State) -> Said {
        let mut said = state.things.said(self.recording()).cloned().unwrap_or_default();
        if let Self::Worded(message) = self {
            said.body = serde_json::json!({
                "code": "woocommerce_rest_authentication_error", "message": message, "data": { "status": 401 }
            })
            .to_string()
            .into_bytes();
        }
        said
    }

    fn recording(&self) -> &'static str {
        match self {
            Self::Recorded(name) => name,
            Self::Worded(_) => "err-401-badsecret",
        }
    }
}

fn query(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers.get("authorization")?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    pair.split_once(':').map(|(key, secret)| (key.to_owned(), secret.to_owned()))
}
