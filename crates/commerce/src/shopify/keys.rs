//! What opens a store, and what it signs its messages with.

use std::fmt;

use thiserror::Error;

/// The access token of an app, and the app's API secret key. Neither is ever shown by `Debug`; [`Keys::hint`] is what may
/// be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    access_token: String,
    api_secret: String,
}

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum BadKeys {
    /// The access token does not look like `shpat_` and letters and digits.
    #[error("an access token starts with shpat_")]
    AccessToken,
    /// The API secret key is not a run of letters and digits.
    #[error("an API secret key is letters and digits, often starting with shpss_")]
    ApiSecret,
    /// The two fields were exchanged.
    #[error("access token and API secret key are exchanged")]
    Exchanged,
}

impl Keys {
    /// Reads both as Shopify shows them; white space around them is ignored.
    ///
    /// # Errors
    /// When they cannot be what they are said to be. Whether they open anything only the store can tell.
    pub fn parse(access_token: &str, api_secret: &str) -> Result<Self, BadKeys> {
        let (token, secret) = (access_token.trim(), api_secret.trim());
        if token.starts_with("shpss_") && is_token(secret) {
            return Err(BadKeys::Exchanged);
        }
        if !is_token(token) {
            return Err(BadKeys::AccessToken);
        }
        let own = secret.strip_prefix("shpss_").unwrap_or(secret);
        if !(16..=128).contains(&own.len()) || !own.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(BadKeys::ApiSecret);
        }
        Ok(Self { access_token: token.to_owned(), api_secret: secret.to_owned() })
    }

    /// Sent with every request; to be stored encrypted.
    pub fn access_token(&self) -> &str {
        &self.access_token
    }

    /// What messages are signed with; to be stored encrypted.
    pub fn api_secret(&self) -> &str {
        &self.api_secret
    }

    /// The last four characters of the token.
    pub fn hint(&self) -> &str {
        &self.access_token[self.access_token.len().saturating_sub(4)..]
    }
}

/// `shpat_` and its like (`shpca_`, `shpua_`, …), then letters and digits.
fn is_token(text: &str) -> bool {
    let Some((kind, rest)) = text.split_once('_') else { return false };
    let known = kind.len() == 5 && kind.starts_with("shp") && kind != "shpss";
    known && (16..=240).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys(…{})", self.hint())
    }
}
