//! A session: one browser in which somebody is signed in.

use database::Time;
use database::secrets::Secrets;
use hmac::{Hmac, Mac};
use jiff::SignedDuration;
use sha2::Sha256;

use crate::team::AgentId;

database::id_type!(
    /// A session.
    SessionId,
    "ses"
);

/// A session that is not used for this long ends.
pub const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// A session ends this long after it began, however much it is used.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Use is written down only this often.
pub const COARSE: SignedDuration = SignedDuration::from_mins(5);

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub agent: AgentId,
    /// From where it was last used.
    pub ip: String,
    /// What the browser calls itself.
    pub user_agent: String,
    /// When somebody signed in.
    pub created_at: Time,
    /// When it was last used, to five minutes.
    pub last_seen_at: Time,
}

/// When a session that is used now ends.
#[must_use]
pub fn end_of(created_at: Time, now: Time) -> Time {
    now.plus(IDLE).min(created_at.plus(LONGEST))
}

/// The CSRF token of a session: bound to it by an HMAC and never stored (OWASP CSRF Prevention Cheat Sheet, HMAC-based
/// token). A site that makes the browser send the cookie can't read it.
#[must_use]
pub fn csrf(secrets: &Secrets, token_hash: &str) -> String {
    let key = secrets.signing_key("csrf");
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes any key");
    mac.update(token_hash.as_bytes());
    data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use database::Time;
    use jiff::SignedDuration;

    use super::end_of;

    #[test]
    fn a_session_slides_but_not_for_ever() {
        let start: Time = "2026-01-01T00:00:00Z".parse().unwrap();
        let day = |days: i64| start.plus(SignedDuration::from_hours(days * 24));
        assert_eq!(end_of(start, start), day(14));
        assert_eq!(end_of(start, day(10)), day(24));
        assert_eq!(end_of(start, day(89)), day(90));
    }
}
