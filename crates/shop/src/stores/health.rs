//! How a store is doing, in words that a program can act on and the console translates.

use commerce::http::TransportError;
use commerce::{KeyProblem, StoreError};

use super::connected_store::{Store, WebhookState};

database::text_enum!(
    /// How bad it is.
    pub enum HealthState {
        /// All is well.
        Ok = "ok",
        /// It works, but something should be looked at; it is tried again by itself.
        Warning = "warning",
        /// It does not work until somebody does something.
        Error = "error",
    }
);

database::text_enum!(
    /// What is wrong with a store.
    pub enum HealthCode {
        /// No such host, or nobody there takes connections.
        Unreachable = "unreachable",
        /// The address leads into this server's own network.
        AddressRefused = "address-refused",
        /// The encryption of the connection could not be set up.
        Certificate = "certificate",
        /// No complete answer in time.
        TimedOut = "timed-out",
        /// There is a site, but no WooCommerce that answers.
        NotWooCommerce = "not-woocommerce",
        /// Shopify knows no store at this address.
        NotShopify = "not-shopify",
        /// The store was closed by whoever hosts it: frozen, locked, or its bill is not paid.
        StoreClosed = "store-closed",
        /// The access token lacks a right.
        ScopesMissing = "scopes-missing",
        /// A web page came instead of data: a firewall, a maintenance page, a sign-in.
        PageInsteadOfData = "page-instead-of-data",
        /// The store sends us to another address.
        Moved = "moved",
        /// The store does not know the keys.
        KeysRefused = "keys-refused",
        /// The keys may look but not change: messages can't be set up.
        KeysReadOnly = "keys-read-only",
        /// The keys may change but not look: of no use.
        KeysWriteOnly = "keys-write-only",
        /// The whole site is behind a password of its own.
        SiteProtected = "site-protected",
        /// The store's clock and ours differ by more than a quarter of an hour.
        ClockDiffers = "clock-differs",
        /// The keys are known, but their user may not do this.
        KeysWithoutRights = "keys-without-rights",
        /// The keys can't be read here any more.
        KeysUnreadable = "keys-unreadable",
        /// Something in front of the store refuses us.
        Forbidden = "forbidden",
        /// The store wants us to ask less often.
        RateLimited = "rate-limited",
        /// The store can't answer now.
        Busy = "busy",
        /// The store failed while answering.
        StoreFailed = "store-failed",
        /// What came is no JSON, or not what was asked for.
        Unreadable = "unreadable",
        /// A list that never ends or goes in a circle.
        EndlessPages = "endless-pages",
        /// The store has switched its messages to us off.
        WebhooksFailing = "webhooks-failing",
        /// On the store's own page, somebody refused to give keys.
        AuthorizationDenied = "authorization-denied",
        /// Keys were asked for, and none came in time.
        AuthorizationExpired = "authorization-expired",
        /// What came back from the store's own page is not believed.
        AuthorizationNotGenuine = "authorization-not-genuine",
        /// Shopify does not accept the client id and secret of the app.
        AppRefused = "app-refused",
        /// The merchant's approval has ended or was taken back.
        GrantEnded = "grant-ended",
    }
);

impl HealthCode {
    /// How bad this is: what passes by itself is a warning.
    pub const fn state(self) -> HealthState {
        match self {
            Self::RateLimited
            | Self::Busy
            | Self::TimedOut
            | Self::StoreFailed
            | Self::KeysReadOnly
            | Self::WebhooksFailing => HealthState::Warning,
            Self::Unreachable
            | Self::AddressRefused
            | Self::Certificate
            | Self::NotWooCommerce
            | Self::NotShopify
            | Self::StoreClosed
            | Self::ScopesMissing
            | Self::PageInsteadOfData
            | Self::Moved
            | Self::KeysRefused
            | Self::KeysWriteOnly
            | Self::SiteProtected
            | Self::ClockDiffers
            | Self::KeysWithoutRights
            | Self::KeysUnreadable
            | Self::Forbidden
            | Self::Unreadable
            | Self::EndlessPages
            | Self::AuthorizationDenied
            | Self::AuthorizationExpired
            | Self::AuthorizationNotGenuine
            | Self::AppRefused
            | Self::GrantEnded => HealthState::Error,
        }
    }
}

/// What is wrong, and in whose words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Ailment {
    /// What is wrong.
    pub code: HealthCode,
    /// English, for developers.
    pub detail: String,
}

impl Ailment {
    /// An ailment; overlong details are cut.
    pub fn new(code: HealthCode, detail: impl AsRef<str>) -> Self {
        let detail = detail.as_ref().chars().filter(|c| *c != '\0').take(500).collect();
        Self { code, detail }
    }
}

impl From<&StoreError> for Ailment {
    fn from(error: &StoreError) -> Self {
        let code = match error {
            StoreError::Unauthorized { hint } => of_keys(*hint),
            StoreError::Forbidden { .. } => HealthCode::KeysWithoutRights,
            StoreError::Blocked { .. } => HealthCode::Forbidden,
            StoreError::NoApi => HealthCode::NotWooCommerce,
            StoreError::NoShop => HealthCode::NotShopify,
            StoreError::MissingScope { .. } => HealthCode::ScopesMissing,
            StoreError::Closed { .. } => HealthCode::StoreClosed,
            StoreError::Moved { .. } => HealthCode::Moved,
            StoreError::RateLimited { .. } => HealthCode::RateLimited,
            StoreError::Unavailable { status: 500, .. } => HealthCode::StoreFailed,
            StoreError::Unavailable { .. } => HealthCode::Busy,
            StoreError::NotJson { .. } => HealthCode::PageInsteadOfData,
            StoreError::Refused { .. }
            | StoreError::NotFound
            | StoreError::TooLarge { .. }
            | StoreError::Unreadable(_) => HealthCode::Unreadable,
            StoreError::EndlessPages { .. } => HealthCode::EndlessPages,
            StoreError::Transport(error) => of_transport(error),
        };
        let detail = match error {
            StoreError::Moved { to: Some(to) } => format!("{error}: {to}"),
            other => other.to_string(),
        };
        Self::new(code, detail)
    }
}

const fn of_keys(problem: KeyProblem) -> HealthCode {
    match problem {
        KeyProblem::MayNotWrite => HealthCode::KeysReadOnly,
        KeyProblem::MayNotRead => HealthCode::KeysWriteOnly,
        KeyProblem::SiteProtected => HealthCode::SiteProtected,
        KeyProblem::ClockDiffers => HealthCode::ClockDiffers,
        KeyProblem::NotAccepted
        | KeyProblem::WrongSecret
        | KeyProblem::WrongSignature
        | KeyProblem::Other => HealthCode::KeysRefused,
    }
}

const fn of_transport(error: &TransportError) -> HealthCode {
    match error {
        TransportError::Timeout => HealthCode::TimedOut,
        TransportError::Unreachable(_) | TransportError::Broken(_) => HealthCode::Unreachable,
        TransportError::Tls(_) => HealthCode::Certificate,
        TransportError::NotAllowed => HealthCode::AddressRefused,
        TransportError::TooLarge { .. } => HealthCode::Unreadable,
    }
}

/// What is wrong with a store's messages to us, if something is.
pub(crate) fn messages_ailment(known: &Store) -> Option<Ailment> {
    match known.webhooks.state {
        WebhookState::NotAllowed => Some(Ailment::new(
            HealthCode::KeysReadOnly,
            "the keys may not set up webhooks; changes are fetched instead",
        )),
        WebhookState::Failing => {
            let detail = format!("{} webhooks had been switched off by the store", known.webhooks.failing);
            Some(Ailment::new(HealthCode::WebhooksFailing, detail))
        }
        WebhookState::Pending | WebhookState::Active => None,
    }
}
