//! Getting keys by the store's own page, `/wc-auth/v1/authorize`: the owner signs in there and agrees, the store posts
//! the keys to us, the browser comes back.
//!
//! What the store posts is unsigned and does not say which store it is. So a one-time token travels in `user_id`:
//! remember it with the workspace and the store for a quarter of an hour, and try the keys before believing them.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use thiserror::Error;
use url::Url;

use super::keys::{BadKeys, Keys};
use super::store_url::{StoreUrl, is_loopback};

/// A one-time token that ties the keys to the request for them: 16 to 100 letters, digits, `-` or `_`. WordPress
/// drops other characters (`|` vanishes without a word).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RequestToken(String);

/// What keys may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Look.
    Read,
    /// Change, but not look: of no use alone.
    Write,
    /// Both.
    ReadWrite,
}

/// A request for keys.
#[derive(Debug, Clone)]
pub struct KeyRequest {
    /// Who asks, as the store's page shows it.
    pub app_name: String,
    /// What for.
    pub scope: Scope,
    /// Comes back with the keys and with the browser.
    pub token: RequestToken,
    /// Where the browser goes afterwards.
    pub return_url: Url,
    /// Where the store posts the keys: `https`, no query.
    pub callback_url: Url,
}

/// The keys, as the store posts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Ties them to the request.
    pub token: RequestToken,
    /// The keys.
    pub keys: Keys,
    /// What they may do, according to the store.
    pub scope: Scope,
}

/// The browser came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Ties it to the request.
    pub token: RequestToken,
    /// Whether the owner agreed. The keys come apart, usually before.
    pub agreed: bool,
}

/// Why asking for keys, or what came of it, is no use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AuthorizeError {
    /// WooCommerce refuses to post keys over plain http.
    #[error("the callback address must be https")]
    CallbackNotEncrypted,
    /// WordPress mangles a query in the callback address.
    #[error("the callback address must have no query and no fragment")]
    CallbackHasQuery,
    /// The store refuses a request without a name.
    #[error("the name of the application is missing")]
    NoName,
    /// Not a token.
    #[error("not a request token")]
    BadToken,
    /// What was posted is not the JSON of a grant.
    #[error("not an answer to a request for keys")]
    Unreadable,
    /// The keys are none.
    #[error(transparent)]
    BadKeys(#[from] BadKeys),
}

impl KeyRequest {
    /// The store's page to send the owner to.
    ///
    /// # Errors
    /// When the store would refuse it. Only between a store and a product on one and the same machine, where nothing
    /// travels over a network, may the callback be `http`.
    pub fn page(&self, store: &StoreUrl) -> Result<Url, AuthorizeError> {
        let local = store.is_loopback() && is_loopback(&self.callback_url);
        if self.callback_url.scheme() != "https" && !local {
            return Err(AuthorizeError::CallbackNotEncrypted);
        }
        if self.callback_url.query().is_some() || self.callback_url.fragment().is_some() {
            return Err(AuthorizeError::CallbackHasQuery);
        }
        if self.app_name.trim().is_empty() {
            return Err(AuthorizeError::NoName);
        }
        let mut page = store.join("wc-auth/v1/authorize");
        page.query_pairs_mut()
            .append_pair("app_name", self.app_name.trim())
            .append_pair("scope", self.scope.as_str())
            .append_pair("user_id", self.token.as_str())
            .append_pair("return_url", self.return_url.as_str())
            .append_pair("callback_url", self.callback_url.as_str());
        Ok(page)
    }
}

impl Granted {
    /// Reads what the store posts to the callback address. Answer it with exactly 200: on anything else the store
    /// deletes the keys and shows the owner an error.
    ///
    /// # Errors
    /// When it is not a grant. The content type does not matter, the body does.
    pub fn parse(body: &[u8]) -> Result<Self, AuthorizeError> {
        #[derive(Deserialize)]
        struct Posted {
            user_id: serde_json::Value,
            consumer_key: String,
            consumer_secret: String,
            key_permissions: String,
        }
        let posted: Posted = serde_json::from_slice(body).map_err(|_| AuthorizeError::Unreadable)?;
        let token = posted.user_id.as_str().ok_or(AuthorizeError::BadToken)?;
        Ok(Self {
            token: token.parse()?,
            keys: Keys::parse(&posted.consumer_key, &posted.consumer_secret)?,
            scope: posted.key_permissions.parse()?,
        })
    }
}

impl Returned {
    /// Reads the query that the browser brings back, `success=1&user_id=…`.
    ///
    /// # Errors
    /// When it carries no token.
    pub fn parse(query: &str) -> Result<Self, AuthorizeError> {
        let value = |wanted: &str| {
            let mut pairs = url::form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == wanted).map(|(_, value)| value.into_owned())
        };
        let token = value("user_id").ok_or(AuthorizeError::BadToken)?.parse()?;
        Ok(Self { token, agreed: value("success").as_deref() == Some("1") })
    }
}

impl RequestToken {
    /// The token.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RequestToken {
    type Err = AuthorizeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let safe = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let fits = (16..=100).contains(&text.len()) && text.bytes().all(safe);
        if fits { Ok(Self(text.to_owned())) } else { Err(AuthorizeError::BadToken) }
    }
}

impl fmt::Debug for RequestToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestToken(…)")
    }
}

impl Scope {
    /// As the store spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::ReadWrite => "read_write",
        }
    }
}

impl FromStr for Scope {
    type Err = AuthorizeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "read" => Ok(Self::Read),
            "write" => Ok(Self::Write),
            "read_write" => Ok(Self::ReadWrite),
            _ => Err(AuthorizeError::Unreadable),
        }
    }
}
