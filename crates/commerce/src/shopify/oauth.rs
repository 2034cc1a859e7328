//! Getting a token by Shopify's own page: the merchant agrees there and comes back with a code, which is exchanged for a token
//! (<https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant>).
//!
//! What comes back is signed with the app's secret. A token of today ends after an hour; a second one, which is good for a
//! single use, makes the next pair ([`refresh`]).

use std::fmt;
use std::time::Duration;

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, Mac};
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::Sha256;
use thiserror::Error;
use url::Url;
use url::form_urlencoded::{Serializer, parse};

use super::connection::Scopes;
use super::shop_url::ShopUrl;
use crate::error::{StoreError, excerpt, retry_after};
use crate::http::{Http, Request, Response};

/// What comes back is this old at most, by either clock.
pub(super) const FRESH: SignedDuration = SignedDuration::from_secs(90);
/// Largest answer accepted, in bytes; a real one has some hundred.
const LARGEST_ANSWER: usize = 256 * 1024;
/// `NAME.myshopify.com`, never anything longer.
const DOMAIN: &str = ".myshopify.com";

/// What an app is known by. The secret is never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct AppKeys {
    client_id: String,
    secret: String,
}

/// Why a text is no key of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum BadAppKeys {
    /// The client id is not a run of letters and digits.
    #[error("a client id is letters and digits")]
    ClientId,
    /// The secret is not a run of letters and digits.
    #[error("a client secret is letters and digits, often starting with shpss_")]
    Secret,
}

impl AppKeys {
    /// Reads both as Shopify shows them; white space around them is ignored.
    ///
    /// # Errors
    /// When they cannot be what they are said to be.
    pub fn parse(client_id: &str, secret: &str) -> Result<Self, BadAppKeys> {
        let fits =
            |text: &str| (16..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        let (client_id, secret) = (client_id.trim(), secret.trim());
        if !fits(client_id) {
            return Err(BadAppKeys::ClientId);
        }
        if !fits(secret.strip_prefix("shpss_").unwrap_or(secret)) {
            return Err(BadAppKeys::Secret);
        }
        Ok(Self { client_id: client_id.to_owned(), secret: secret.to_owned() })
    }

    /// It is no secret.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// To be stored encrypted; messages are signed with it, too.
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for AppKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppKeys({})", self.client_id)
    }
}

/// The page on which a merchant agrees. `state` comes back with them.
pub fn page(shop: &ShopUrl, client_id: &str, scopes: &[&str], back: &Url, state: &str) -> Url {
    let mut page = shop.as_store_url().as_url().clone();
    page.set_path("admin/oauth/authorize");
    page.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("scope", &scopes.join(","))
        .append_pair("redirect_uri", back.as_str())
        .append_pair("state", state);
    page
}

/// Why what came back is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum NotGenuine {
    /// It carries no signature.
    #[error("it is not signed")]
    Unsigned,
    /// The signature is not of this by this secret.
    #[error("the signature is wrong")]
    WrongSignature,
    /// It is older than a minute and a half, or from the future.
    #[error("it is too old, or a clock is wrong")]
    Stale,
    /// It names no shop of Shopify's.
    #[error("it names no store at myshopify.com")]
    NoShop,
    /// Nothing can be had for it.
    #[error("it brings no code")]
    NoCode,
}

/// The merchant agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// In which store, such as `kestane.myshopify.com`.
    pub domain: String,
    /// What a token is had for, once.
    pub code: String,
}

/// One of the parameters that came back, before anything is believed.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Checks what came back: its signature first, in constant time.
///
/// # Errors
/// When it must not be believed.
pub fn verify(query: &str, secret: &str, now: Timestamp) -> Result<Agreed, NotGenuine> {
    let domain = opened(query, secret, now)?;
    let code = parameter(query, "code").filter(|code| !code.is_empty()).ok_or(NotGenuine::NoCode)?;
    Ok(Agreed { domain, code })
}

/// Checks the address by which Shopify opens an app, when a merchant installs it or comes back to it: from which store.
///
/// # Errors
/// When it must not be believed.
pub fn opened(query: &str, secret: &str, now: Timestamp) -> Result<String, NotGenuine> {
    let claimed = parameter(query, "hmac").ok_or(NotGenuine::Unsigned)?;
    let claimed = HEXLOWER_PERMISSIVE.decode(claimed.as_bytes()).map_err(|_| NotGenuine::WrongSignature)?;
    mac(query, secret).verify_slice(&claimed).map_err(|_| NotGenuine::WrongSignature)?;
    let at = parameter(query, "timestamp").and_then(|at| Timestamp::from_second(at.parse().ok()?).ok());
    if at.is_none_or(|at| now.duration_since(at).abs() > FRESH) {
        return Err(NotGenuine::Stale);
    }
    parameter(query, "shop").and_then(|shop| shop_domain(&shop)).ok_or(NotGenuine::NoShop)
}

/// The signature of a query: hexadecimal HMAC-SHA256 of all parameters but the signature itself, sorted by their names. For
/// those who play a store.
pub fn signature(query: &str, secret: &str) -> String {
    data_encoding::HEXLOWER.encode(&mac(query, secret).finalize().into_bytes())
}

fn mac(query: &str, secret: &str) -> Hmac<Sha256> {
    let mut pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    pairs.retain(|(key, _)| key != "hmac" && key != "signature");
    pairs.sort_by(|one, other| one.0.cmp(&other.0));
    let message = Serializer::new(String::new()).extend_pairs(pairs).finish();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(message.as_bytes());
    mac
}

/// A store's domain, by the documented pattern: `^[a-zA-Z0-9][a-zA-Z0-9-_]*\.myshopify\.com/*$`.
pub(super) fn shop_domain(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/').to_ascii_lowercase();
    let name = text.strip_suffix(DOMAIN)?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    fits.then_some(text)
}

/// What a merchant granted.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// Opens the store; to be stored encrypted.
    pub access_token: String,
    /// What it may do.
    pub scopes: Scopes,
    /// How long, and what makes the next one; none where it lasts until it is taken back.
    pub renewal: Option<Renewal>,
}

/// What makes the next token.
#[derive(Clone, PartialEq, Eq)]
pub struct Renewal {
    /// How long the token lasts.
    pub lasts: Duration,
    /// Good for one use; to be stored encrypted.
    pub refresh_token: String,
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grant({:?}, {:?})", self.scopes, self.renewal.as_ref().map(|renewal| renewal.lasts))
    }
}

/// Why there is no token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoGrant {
    /// Shopify does not know the app, or its secret is another.
    #[error("Shopify does not accept the client id and secret of the app")]
    BadApp,
    /// The code or the token was used, has ended, or was taken back.
    #[error("what the token is had for has ended or was taken back")]
    Ended,
    /// The store did not answer as it should.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Exchanges the code that a merchant came back with for a token, preferably one that ends.
///
/// # Errors
/// [`NoGrant`].
pub async fn exchange<H: Http>(
    http: &H,
    shop: &ShopUrl,
    app: &AppKeys,
    code: &str,
) -> Result<Grant, NoGrant> {
    let body =
        json!({ "client_id": app.client_id, "client_secret": app.secret, "code": code, "expiring": "1" });
    token(http, shop, &body).await
}

/// Makes the next pair of tokens. The old one of both is good for nothing afterwards.
///
/// # Errors
/// [`NoGrant`].
pub async fn refresh<H: Http>(
    http: &H,
    shop: &ShopUrl,
    app: &AppKeys,
    refresh_token: &str,
) -> Result<Grant, NoGrant> {
    let body = json!({
        "client_id": app.client_id, "client_secret": app.secret,
        "grant_type": "refresh_token", "refresh_token": refresh_token,
    });
    token(http, shop, &body).await
}

async fn token<H: Http>(http: &H, shop: &ShopUrl, body: &Value) -> Result<Grant, NoGrant> {
    let mut url = shop.as_store_url().as_url().clone();
    url.set_path("admin/oauth/access_token");
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static("Tillside"));
    let body = body.to_string().into_bytes();
    let request = Request { method: Method::POST, url, headers, body, limit: LARGEST_ANSWER };
    let answer = http.send(request).await.map_err(StoreError::from)?;
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status.is_success() {
        return granted(&json).ok_or_else(|| not_json(&answer).into());
    }
    let word = json.get("error").and_then(Value::as_str).unwrap_or_default();
    let wait = || retry_after(&answer.headers);
    Err(match (word, answer.status.as_u16()) {
        ("invalid_client" | "unauthorized_client" | "application_cannot_be_found", _) | (_, 401) => {
            NoGrant::BadApp
        }
        // A code that was used or is too old is an invalid request here.
        ("invalid_grant" | "invalid_request", _) => NoGrant::Ended,
        (_, 404) => StoreError::NoShop.into(),
        (_, 402 | 423) => StoreError::Closed { status: answer.status.as_u16() }.into(),
        (_, 429) => StoreError::RateLimited { retry_after: wait() }.into(),
        (_, status @ 500..) => StoreError::Unavailable { status, retry_after: wait() }.into(),
        _ => not_json(&answer).into(),
    })
}

fn not_json(answer: &Response) -> StoreError {
    StoreError::NotJson { status: answer.status.as_u16(), excerpt: excerpt(&answer.body) }
}

fn granted(json: &Value) -> Option<Grant> {
    let text = |key: &str| json.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let scopes =
        text("scope").unwrap_or_default().split(',').map(str::trim).filter(|scope| !scope.is_empty());
    let lasts = json.get("expires_in").and_then(Value::as_u64).map(Duration::from_secs);
    let renewal = lasts.zip(text("refresh_token"));
    Some(Grant {
        access_token: text("access_token")?.to_owned(),
        scopes: Scopes(scopes.map(str::to_owned).collect()),
        renewal: renewal.map(|(lasts, token)| Renewal { lasts, refresh_token: token.to_owned() }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "my super secret key";
    const VECTOR: &str =
        "code=some+code+goes+here&shop=the+shop+URL&state=some+nonce+passed+from+auth&timestamp=1700000000";
    const SIGNED: &str = "8ca9d3141ab9158cc57a8577807d670821a3aa91bd5da9512856bcfb989c47a3";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    fn signed(query: &str) -> String {
        format!("{query}&hmac={}", signature(query, SECRET))
    }

    #[test]
    fn the_signature_is_the_one_of_the_vector_in_whatever_order_the_parameters_come() {
        assert_eq!(signature(VECTOR, SECRET), SIGNED);
        let shuffled = "timestamp=1700000000&state=some%20nonce%20passed%20from%20auth&signature=x&hmac=0&shop=the%20shop%20URL&code=some+code+goes+here";
        assert_eq!(signature(shuffled, SECRET), SIGNED);
        let whole = format!("{VECTOR}&hmac={SIGNED}");
        assert_eq!(verify(&whole, SECRET, at(1_700_000_000)), Err(NotGenuine::NoShop), "signed, but no shop");
        assert_eq!(verify(&whole, "another", at(1_700_000_000)), Err(NotGenuine::WrongSignature));
        assert_eq!(verify(VECTOR, SECRET, at(1_700_000_000)), Err(NotGenuine::Unsigned));
    }

    #[test]
    fn only_a_fresh_answer_of_a_store_at_shopify_is_believed() {
        let query = |shop: &str| signed(&format!("code=c&shop={shop}&state=s&timestamp=1700000000"));
        let good = query("Kestane-2.myshopify.com");
        let expected = Agreed { domain: "kestane-2.myshopify.com".into(), code: "c".into() };
        assert_eq!(verify(&good, SECRET, at(1_700_000_090)), Ok(expected));
        for second in [1_700_000_091, 1_699_999_909] {
            assert_eq!(verify(&good, SECRET, at(second)), Err(NotGenuine::Stale));
        }
        for shop in [
            "evil.example",
            "a.myshopify.com.evil.example",
            "evil.example/a.myshopify.com",
            "-a.myshopify.com",
            "a.b.myshopify.com",
            ".myshopify.com",
            "a%40b.myshopify.com",
            "a%0A.myshopify.com",
        ] {
            assert_eq!(verify(&query(shop), SECRET, at(1_700_000_000)), Err(NotGenuine::NoShop), "{shop}");
        }
        // How Shopify opens an app brings no code.
        let opening = signed("host=YQ&shop=Kestane-2.myshopify.com&timestamp=1700000000");
        assert_eq!(opened(&opening, SECRET, at(1_700_000_000)), Ok("kestane-2.myshopify.com".into()));
        assert_eq!(verify(&opening, SECRET, at(1_700_000_000)), Err(NotGenuine::NoCode));
        assert_eq!(opened(&opening, "another", at(1_700_000_000)), Err(NotGenuine::WrongSignature));
        let tampered = good.replace("code=c", "code=d");
        assert_eq!(verify(&tampered, SECRET, at(1_700_000_000)), Err(NotGenuine::WrongSignature));
    }
}
