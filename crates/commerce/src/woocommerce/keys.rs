//! The pair of keys that opens a store's API.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A consumer key and its secret. Neither is ever shown by `Debug`; [`Keys::hint`] is what may be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    consumer_key: String,
    consumer_secret: String,
}

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum BadKeys {
    /// The consumer key does not look like `ck_` and letters and digits.
    #[error("the consumer key must start with ck_")]
    ConsumerKey,
    /// The consumer secret does not look like `cs_` and letters and digits.
    #[error("the consumer secret must start with cs_")]
    ConsumerSecret,
    /// The two fields were exchanged.
    #[error("key and secret are exchanged")]
    Exchanged,
}

impl Keys {
    /// Reads a pair as WooCommerce hands it out; white space around them is ignored.
    ///
    /// # Errors
    /// When they cannot be keys of WooCommerce. Whether they open anything only the store can tell.
    pub fn parse(consumer_key: &str, consumer_secret: &str) -> Result<Self, BadKeys> {
        let (key, secret) = (consumer_key.trim(), consumer_secret.trim());
        if key.starts_with("cs_") && secret.starts_with("ck_") {
            return Err(BadKeys::Exchanged);
        }
        if !looks_like(key, "ck_") {
            return Err(BadKeys::ConsumerKey);
        }
        if !looks_like(secret, "cs_") {
            return Err(BadKeys::ConsumerSecret);
        }
        Ok(Self { consumer_key: key.to_owned(), consumer_secret: secret.to_owned() })
    }

    /// The consumer key: sent with every request, to be stored encrypted.
    pub fn consumer_key(&self) -> &str {
        &self.consumer_key
    }

    /// The consumer secret: to be stored encrypted.
    pub fn consumer_secret(&self) -> &str {
        &self.consumer_secret
    }

    /// The last seven characters of the key, as the store's own list shows it.
    pub fn hint(&self) -> &str {
        &self.consumer_key[self.consumer_key.len().saturating_sub(7)..]
    }
}

fn looks_like(key: &str, prefix: &str) -> bool {
    let rest = key.strip_prefix(prefix).unwrap_or_default();
    (8..=128).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys(…{})", self.hint())
    }
}

/// The secret that a store signs its deliveries with: 32 to 100 ASCII letters and digits. Others would be changed on
/// their way through WordPress, which decodes HTML entities in it.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(String);

/// The text cannot be a webhook secret of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[error("a webhook secret is 32 to 100 letters and digits")]
pub struct BadWebhookSecret;

impl WebhookSecret {
    /// The secret; to be stored encrypted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for WebhookSecret {
    type Err = BadWebhookSecret;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (32..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(text.to_owned())) } else { Err(BadWebhookSecret) }
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}
