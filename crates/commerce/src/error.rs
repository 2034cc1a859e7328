//! What a store answers when it does not answer the question, sorted so that a person can be told what to do.

use std::time::Duration;

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;
use thiserror::Error;

use crate::http::TransportError;
use crate::json::MapError;
use crate::plain_text::plain_text;

/// Why a store did not do what it was asked. The texts here are for logs; people are told in their own language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The keys do not open it.
    #[error("the store does not accept the keys ({hint:?})")]
    Unauthorized {
        /// Why not, as far as it can be known.
        hint: KeyProblem,
    },
    /// The keys are right, but the user they belong to may not do this.
    #[error("the user of the keys may not do this: {message}")]
    Forbidden {
        /// The store's words, in its language.
        message: String,
    },
    /// Something in front of the store (a firewall, a security plug-in) refuses us.
    #[error("something in front of the store refuses us: {excerpt}")]
    Blocked {
        /// Beginning of the page that came instead.
        excerpt: String,
    },
    /// There is no such order, customer or product.
    #[error("the store knows no such thing")]
    NotFound,
    /// There is a site, but WooCommerce's API is not on it, or it is too old for it.
    #[error("there is no WooCommerce API at this address")]
    NoApi,
    /// Shopify knows no store at this address.
    #[error("Shopify knows no store at this address")]
    NoShop,
    /// The access token may not do this.
    #[error("the access token may not do this: {message}")]
    MissingScope {
        /// What it lacks, in the store's words.
        message: String,
    },
    /// The store itself was closed by whoever hosts it: frozen, locked, or its bill is not paid.
    #[error("the store is closed ({status})")]
    Closed {
        /// HTTP status.
        status: u16,
    },
    /// The site lives elsewhere.
    #[error("the store has moved")]
    Moved {
        /// Where to, if it says so.
        to: Option<String>,
    },
    /// Too many requests.
    #[error("the store asks for patience")]
    RateLimited {
        /// How long to wait, if it says so.
        retry_after: Option<Duration>,
    },
    /// It has trouble of its own.
    #[error("the store is unavailable ({status})")]
    Unavailable {
        /// HTTP status.
        status: u16,
        /// How long to wait, if it says so.
        retry_after: Option<Duration>,
    },
    /// A page for people came instead of data (a maintenance page, a PHP error, a parked domain).
    #[error("the store answered with a page instead of data ({status}): {excerpt}")]
    NotJson {
        /// HTTP status.
        status: u16,
        /// Beginning of the page, as text.
        excerpt: String,
    },
    /// The store understood and refuses.
    #[error("the store refuses ({code}): {message}")]
    Refused {
        /// HTTP status; WooCommerce uses 500 for a refund that is too large.
        status: u16,
        /// Its code, such as `rest_invalid_param`.
        code: String,
        /// Its words, in its language.
        message: String,
        /// Names of the parameters it dislikes.
        parameters: Vec<String>,
    },
    /// The answer is larger than anything sensible.
    #[error("the store's answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Data came, but not what was asked for.
    #[error("the store's answer cannot be understood: {0}")]
    Unreadable(#[from] MapError),
    /// Pages without end: the same again and again, or more than any store has.
    #[error("the store's list does not end (after {pages} pages)")]
    EndlessPages {
        /// Pages read.
        pages: u32,
    },
    /// No answer came.
    #[error(transparent)]
    Transport(TransportError),
}

/// What is wrong with keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyProblem {
    /// The store did not see them or does not know them. Which of the two it does not say.
    NotAccepted,
    /// It knows the key, the secret is another.
    WrongSecret,
    /// The keys may change things but not look at them.
    MayNotRead,
    /// The keys may look at things but not change them.
    MayNotWrite,
    /// The signature is another: the store believes to have another address, or the secret is wrong.
    WrongSignature,
    /// The clocks differ by more than 15 minutes.
    ClockDiffers,
    /// The whole site is behind a password of its own.
    SiteProtected,
    /// It says so in words only, in its own language.
    Other,
}

impl StoreError {
    /// Whether the same question may well be answered later.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Unavailable { .. } => true,
            Self::Transport(error) => {
                matches!(
                    error,
                    TransportError::Timeout | TransportError::Unreachable(_) | TransportError::Broken(_)
                )
            }
            Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::Blocked { .. }
            | Self::NotFound
            | Self::NoApi
            | Self::NoShop
            | Self::MissingScope { .. }
            | Self::Closed { .. }
            | Self::Moved { .. }
            | Self::NotJson { .. }
            | Self::Refused { .. }
            | Self::TooLarge { .. }
            | Self::Unreadable(_)
            | Self::EndlessPages { .. } => false,
        }
    }

    /// How long the store asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } | Self::Unavailable { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl From<TransportError> for StoreError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::TooLarge { limit } => Self::TooLarge { limit },
            other => Self::Transport(other),
        }
    }
}

/// The title of a page, else the beginning of its text.
pub(super) fn excerpt(body: &[u8]) -> String {
    const LONGEST: usize = 160;
    let html = String::from_utf8_lossy(&body[..body.len().min(64 * 1024)]);
    let title = html.split_once("<title").and_then(|(_, rest)| rest.split_once('>'));
    let title = title.and_then(|(_, rest)| rest.split_once("</title")).map(|(title, _)| title.to_owned());
    let text = plain_text(title.as_deref().unwrap_or(&html));
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST).collect()
}

/// Seconds, or a date that is compared with the answer's own date, so that no clock is needed.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Duration::from_secs(seconds.into()));
    }
    let answered = http_date(headers.get(DATE)?.to_str().ok()?)?;
    let seconds = http_date(text)?.as_second() - answered.as_second();
    u64::try_from(seconds).ok().map(Duration::from_secs)
}

fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|time| time.timestamp())
}
