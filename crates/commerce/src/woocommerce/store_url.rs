//! The address of a store, from whatever a person copies out of a browser.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::{Host, Url};

/// Where a WordPress site lives: `http` or `https`, host, perhaps a port and a folder; never a trailing page, query,
/// fragment or sign-in. The only way to one is [`FromStr`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StoreUrl(Url);

/// Why a text is no store's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum StoreUrlError {
    /// Nothing was entered.
    #[error("empty")]
    Empty,
    /// Not an address at all.
    #[error("not a web address")]
    NotAnAddress,
    /// `ftp:`, `javascript:` and the like.
    #[error("neither http nor https")]
    NotWeb,
    /// `https://user:password@…`.
    #[error("contains a user name or password")]
    ContainsSignIn,
    /// A single word that is no host on the internet.
    #[error("the host is incomplete")]
    IncompleteHost,
}

/// Pages of a WordPress site that people copy along, by the first folder that is not the site's own.
const NOT_THE_SITE: [&str; 11] = [
    "wp-admin",
    "wp-json",
    "wp-login.php",
    "wp-content",
    "wc-auth",
    "index.php",
    "cart",
    "checkout",
    "my-account",
    "product",
    "xmlrpc.php",
];

impl StoreUrl {
    /// The site's root; its path ends with `/`.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// Whether what is said on the way stays secret.
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Host and port, for showing.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether it is this very machine, where nothing travels over a network.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// An address below the site's root.
    pub(super) fn join(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{}", self.0.path(), path.trim_start_matches('/')));
        url
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    /// `Shop.example.com`, `https://shop.example/wp-admin/index.php?x=1` and `http://localhost:8480` are all addresses.
    /// Without a scheme, `https` is meant.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(StoreUrlError::Empty);
        }
        let mut url = parse(text)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(StoreUrlError::NotWeb);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(StoreUrlError::ContainsSignIn);
        }
        if let Some(Host::Domain(name)) = url.host()
            && !name.trim_end_matches('.').contains('.')
            && !is_loopback(&url)
        {
            return Err(StoreUrlError::IncompleteHost);
        }
        let folders: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
        let own = folders.iter().take_while(|part| !NOT_THE_SITE.contains(part)).copied().collect::<Vec<_>>();
        let path = if own.is_empty() { "/".to_owned() } else { format!("/{}/", own.join("/")) };
        url.set_path(&path);
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self(url))
    }
}

fn parse(text: &str) -> Result<Url, StoreUrlError> {
    let has_scheme =
        text.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    if has_scheme {
        return Url::parse(text).map_err(|_| StoreUrlError::NotAnAddress);
    }
    // "javascript:…" and "mailto:…" are not hosts; "localhost:8080" is.
    if let Some((word, rest)) = text.split_once(':')
        && !rest.starts_with(|c: char| c.is_ascii_digit())
        && !word.contains(['.', '/'])
    {
        return Err(StoreUrlError::NotWeb);
    }
    Url::parse(&format!("https://{}", text.trim_start_matches('/'))).map_err(|_| StoreUrlError::NotAnAddress)
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl TryFrom<String> for StoreUrl {
    type Error = StoreUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<StoreUrl> for String {
    fn from(url: StoreUrl) -> Self {
        url.0.into()
    }
}
