//! Why a mailbox can't be read.

use database::DbError;
use mail::imap::{FramingError, StatusCode, Told};

database::text_enum!(
    /// Why a mailbox can't be read, in one word; the console says it in the reader's language.
    pub enum ProblemCode {
        /// The server's name is not known.
        Host = "host",
        /// Nobody answers there.
        Unreachable = "unreachable",
        /// The address is one that may not be reached.
        NotAllowed = "not_allowed",
        /// No encryption could be agreed on, or the certificate is not the server's.
        Tls = "tls",
        /// The server offers no encryption on this port.
        NoStarttls = "no_starttls",
        /// What answers is no IMAP server, or none that can be understood.
        NotImap = "not_imap",
        /// Name or password are refused.
        SignIn = "sign_in",
        /// The provider does not offer this way of signing in.
        NoSuchSignIn = "no_such_sign_in",
        /// Nobody has agreed with the provider yet, or the agreement has ended.
        NotAuthorized = "not_authorized",
        /// The provider's token endpoint can't be asked.
        Provider = "provider",
        /// There is no such folder.
        Folder = "folder",
        /// The server asks for less, or has no room for another connection.
        Throttled = "throttled",
        /// The connection ended.
        Dropped = "dropped",
        /// The server said nothing for too long.
        TimedOut = "timed_out",
        /// The server refused a command.
        Refused = "refused",
        /// The server sends more than it was asked for.
        TooMuch = "too_much",
        /// Mail can't be stored here.
        Storing = "storing",
        /// A stored secret can't be read.
        Secret = "secret",
        /// Another node has taken over, or the settings have changed.
        Superseded = "superseded",
    }
);

/// Why it did not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub(super) struct Problem {
    pub code: ProblemCode,
    /// In the words of whoever refused.
    pub detail: String,
}

/// Longest words of a server that are kept, in characters.
const LONGEST: usize = 500;

impl Problem {
    pub(super) fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        let detail = detail.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
        Self { code, detail: detail.take(LONGEST).collect() }
    }

    /// What a refusal means, by its code (RFC 5530) or, where there is none, by the words that servers use.
    pub(super) fn refused(told: &Told, otherwise: ProblemCode) -> Self {
        let code = match &told.code {
            Some(StatusCode::Other(word)) => match word.as_str() {
                "LIMIT" | "UNAVAILABLE" | "INUSE" | "SERVERBUG" | "OVERQUOTA" | "THROTTLED" => {
                    ProblemCode::Throttled
                }
                "AUTHENTICATIONFAILED" | "AUTHORIZATIONFAILED" | "EXPIRED" => ProblemCode::SignIn,
                "NONEXISTENT" | "TRYCREATE" => ProblemCode::Folder,
                "PRIVACYREQUIRED" => ProblemCode::Tls,
                _ => otherwise,
            },
            _ => otherwise,
        };
        let text = told.text.to_lowercase();
        let is_busy = ["too many", "throttl", "try again later", "temporarily", "bandwidth"];
        let code =
            if is_busy.iter().any(|words| text.contains(words)) { ProblemCode::Throttled } else { code };
        Self::new(code, &*told.text)
    }

    pub(super) fn dropped(cause: &std::io::Error) -> Self {
        let code = match cause.kind() {
            std::io::ErrorKind::TimedOut => ProblemCode::TimedOut,
            _ => ProblemCode::Dropped,
        };
        Self::new(code, cause.to_string())
    }
}

impl From<FramingError> for Problem {
    fn from(cause: FramingError) -> Self {
        Self::new(ProblemCode::TooMuch, cause.to_string())
    }
}

impl From<DbError> for Problem {
    fn from(cause: DbError) -> Self {
        Self::new(ProblemCode::Storing, cause.to_string())
    }
}

impl ProblemCode {
    /// Whether only a person can help: it is tried again less often.
    pub(super) const fn needs_a_person(self) -> bool {
        match self {
            Self::SignIn
            | Self::NoSuchSignIn
            | Self::NotAuthorized
            | Self::NotAllowed
            | Self::Folder
            | Self::NotImap
            | Self::NoStarttls
            | Self::Secret
            | Self::Tls => true,
            Self::Host
            | Self::Unreachable
            | Self::Provider
            | Self::Throttled
            | Self::Dropped
            | Self::TimedOut
            | Self::Refused
            | Self::TooMuch
            | Self::Storing
            | Self::Superseded => false,
        }
    }
}
