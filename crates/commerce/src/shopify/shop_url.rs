//! The address of a store, from whatever a person copies out of a browser.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::Url;

use crate::woocommerce::{StoreUrl, StoreUrlError};

/// Where Shopify keeps a store: `https://NAME.myshopify.com`, never its own domain, because the token must not go
/// anywhere else. This very machine is allowed as well, for a program that plays a store. The only way to one is
/// [`FromStr`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShopUrl(StoreUrl);

/// Why a text is no address of a Shopify store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum ShopUrlError {
    /// Nothing was entered.
    #[error("empty")]
    Empty,
    /// An address, but none that Shopify gives.
    #[error("not the address of a store at myshopify.com")]
    NotAShop,
}

const DOMAIN: &str = ".myshopify.com";
/// Where merchants are in the administration: `https://admin.shopify.com/store/NAME/…`.
const ADMINISTRATION: &str = "admin.shopify.com/store/";

impl ShopUrl {
    /// The same as the address of any store.
    pub fn as_store_url(&self) -> &StoreUrl {
        &self.0
    }

    /// What Shopify calls it, such as `kestane.myshopify.com`; `None` for a program on this machine that plays a store.
    pub fn domain(&self) -> Option<&str> {
        self.0.as_url().host_str().filter(|host| host.ends_with(DOMAIN))
    }

    /// The address of the GraphQL Admin API.
    pub(super) fn api(&self, version: &str) -> Url {
        let mut url = self.0.as_url().clone();
        url.set_path(&format!("admin/api/{version}/graphql.json"));
        url
    }
}

impl FromStr for ShopUrl {
    type Err = ShopUrlError;

    /// `kestane`, `Kestane.myshopify.com`, `https://kestane.myshopify.com/admin/orders` and
    /// `https://admin.shopify.com/store/kestane/orders` are all the same store.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_ascii_lowercase();
        let bare = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
        let named = bare.strip_prefix(ADMINISTRATION).map(|rest| first_of(rest).to_owned());
        let host = first_of(bare);
        let name = named.or_else(|| host.strip_suffix(DOMAIN).map(str::to_owned)).or_else(|| {
            let word = text == host && !host.contains('.');
            word.then(|| host.to_owned())
        });
        if text.is_empty() {
            return Err(ShopUrlError::Empty);
        }
        if let Some(name) = name.filter(|name| is_name(name)) {
            let url = format!("https://{name}{DOMAIN}").parse();
            return url.map(Self).map_err(|_: StoreUrlError| ShopUrlError::NotAShop);
        }
        let url: StoreUrl = text.parse().map_err(|_| ShopUrlError::NotAShop)?;
        if url.is_loopback() { Ok(Self(url)) } else { Err(ShopUrlError::NotAShop) }
    }
}

fn first_of(text: &str) -> &str {
    text.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Letters, digits and hyphens, not beginning with a hyphen.
fn is_name(name: &str) -> bool {
    name != "localhost"
        && (1..=100).contains(&name.len())
        && !name.starts_with('-')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

impl fmt::Display for ShopUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<ShopUrl> for StoreUrl {
    fn from(url: ShopUrl) -> Self {
        url.0
    }
}
