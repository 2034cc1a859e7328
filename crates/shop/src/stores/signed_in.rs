//! Who is signed in to a Shopify store, by a request of its pages that Shopify passed on and signed.

use commerce::shopify::oauth::NotGenuine;
use commerce::shopify::proxy;
use database::Time;
use database::secrets::{SecretError, Secrets};

use super::connected_store::{Store, StoreKind};

/// Why nobody can be said to be signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Shopify did not pass this request on, or from another store.
    #[error("{0}")]
    NotBelieved(String),
    /// The secret of the store's app can't be read.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

impl From<NotGenuine> for NotSignedIn {
    fn from(why: NotGenuine) -> Self {
        Self::NotBelieved(why.to_string())
    }
}

/// The store's id of the customer who is signed in; `None` when nobody is. `query` is what stood behind the question mark.
///
/// # Errors
/// [`NotSignedIn`].
pub fn signed_in(
    known: &Store,
    secrets: &Secrets,
    query: &str,
    now: Time,
) -> Result<Option<String>, NotSignedIn> {
    if known.kind != StoreKind::Shopify {
        return Err(NotSignedIn::NotBelieved("this is no store of Shopify's".to_owned()));
    }
    let secret = known.open_api_secret(secrets)?;
    let proxied = proxy::verify(query, &secret, now.timestamp())?;
    let domain = known.shop_domain(secrets)?;
    if domain.as_deref() != Some(proxied.domain.as_str()) {
        return Err(NotSignedIn::NotBelieved(format!("it is about {}", proxied.domain)));
    }
    Ok(proxied.customer.map(|customer| customer.to_string()))
}
