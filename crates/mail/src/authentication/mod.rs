//! Is the sender who they say? What a receiving server found, or what we find ourselves.

mod arc;
mod results;
#[cfg(feature = "verify")]
mod verify;

pub use self::arc::{KNOWN_SEALERS, Sealers};
pub use self::results::trusted_results;
#[cfg(feature = "verify")]
pub use self::verify::{Resolver, ResolverError, verify};

/// What is known about the sender of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SenderAuthentication {
    /// Whether the sending server may send for the envelope's domain (RFC 7208).
    pub spf: Check,
    /// Whether a signature of the mail is right (RFC 6376).
    pub dkim: Check,
    /// Whether one of both stands for the domain in `From` (RFC 7489).
    pub dmarc: Check,
    /// The domain that vouches for `From`, where one does.
    pub aligned_domain: Option<String>,
    /// Whose results these are, where they are those of a forwarder that sealed them before it passed the mail on (RFC 8617).
    pub sealed_by: Option<String>,
}

/// The outcome of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Check {
    /// It is right.
    Pass,
    /// It is wrong.
    Fail,
    /// Nothing to check: the domain publishes nothing, the mail carries nothing, or nobody checked.
    #[default]
    None,
    /// It could not be checked now.
    TempError,
}

impl SenderAuthentication {
    /// Whether the domain in `From` is proven. Only then may a program show orders or act for this sender.
    pub fn is_proven(&self) -> bool {
        self.dmarc == Check::Pass || self.aligned_domain.is_some()
    }

    /// Whether the owner of the domain in `From` says that this mail is not theirs.
    pub fn is_refuted(&self) -> bool {
        self.dmarc == Check::Fail
    }
}

/// Whether two domains belong to one organization, as far as names tell: equal, or one below the other.
/// Narrower than RFC 7489, which also takes two siblings, and needs no list of public suffixes.
pub(crate) fn is_aligned(author: &str, vouching: &str) -> bool {
    let (author, vouching) = (
        author.trim_end_matches('.').to_ascii_lowercase(),
        vouching.trim_end_matches('.').to_ascii_lowercase(),
    );
    let is_below = |lower: &str, upper: &str| {
        upper.contains('.')
            && lower.strip_suffix(upper).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    is_below(&author, &vouching) || is_below(&vouching, &author)
}
