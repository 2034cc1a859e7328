//! Short signatures that survive mail servers: lower-case letters and digits only.

use data_encoding::BASE32_DNSSEC;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::ThreadKey;

/// What a signature is for; one made for a Message-ID is worth nothing in an address.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    MessageId,
    ReplyAddress,
    Bounce,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::MessageId => "message-id",
            Self::ReplyAddress => "reply-address",
            Self::Bounce => "bounce-address",
        }
    }
}

impl ThreadKey {
    /// The first `length` characters of the base32 of HMAC-SHA256 over purpose and parts.
    pub(super) fn sign(&self, purpose: Purpose, parts: &[&str], length: usize) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
        mac.update(purpose.label().as_bytes());
        for part in parts {
            // A NUL cannot stand in an address, so no two lists of parts are signed alike.
            mac.update(&[0]);
            mac.update(part.as_bytes());
        }
        let mut text = BASE32_DNSSEC.encode(&mac.finalize().into_bytes());
        text.truncate(length);
        text
    }

    /// Compares in constant time.
    pub(super) fn verify(&self, purpose: Purpose, parts: &[&str], signature: &str, length: usize) -> bool {
        let expected = self.sign(purpose, parts, length);
        expected.as_bytes().ct_eq(signature.as_bytes()).into()
    }
}

/// A 64-bit number in base 32, without leading zeros.
pub(super) fn number(number: u64) -> String {
    let text = BASE32_DNSSEC.encode(&number.to_be_bytes());
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

pub(super) fn parse_number(text: &str) -> Option<u64> {
    const LENGTH: usize = 13;
    if text.is_empty() || text.len() > LENGTH {
        return None;
    }
    let padded = format!("{text:0>LENGTH$}");
    let bytes = BASE32_DNSSEC.decode(padded.as_bytes()).ok()?;
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}
