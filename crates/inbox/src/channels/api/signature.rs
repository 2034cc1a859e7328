//! Standard Webhooks signatures: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::Time;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// A message older or newer than this, in seconds, is a replay or a wrong clock.
const TOLERANCE: i64 = 300;

/// Why a signature is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SignatureError {
    /// One of the three headers is missing or does not read.
    #[error("webhook-id, webhook-timestamp and webhook-signature have to be there")]
    Missing,
    /// The time is too far from ours.
    #[error("webhook-timestamp is more than five minutes from now")]
    Stale,
    /// It was not made with the channel's secret over this body.
    #[error("webhook-signature does not fit")]
    Wrong,
}

/// `v1,…` for a message.
pub(super) fn sign(secret: &str, id: &str, seconds: i64, body: &[u8]) -> String {
    format!("v1,{}", STANDARD.encode(mac(secret, id, seconds, body)))
}

fn mac(secret: &str, id: &str, seconds: i64, body: &[u8]) -> [u8; 32] {
    let key = secret.strip_prefix("whsec_").and_then(|text| STANDARD.decode(text).ok());
    let key = key.unwrap_or_else(|| secret.as_bytes().to_vec());
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes any key");
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body);
    mac.finalize().into_bytes().into()
}

/// The id of a message that is signed with this secret; one of several signatures has to fit.
pub(super) fn verify<'h>(
    headers: &'h HeaderMap,
    secret: &str,
    body: &[u8],
    now: Time,
) -> Result<&'h str, SignatureError> {
    let text =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).ok_or(SignatureError::Missing);
    let id = text("webhook-id")?;
    let seconds: i64 = text("webhook-timestamp")?.parse().map_err(|_| SignatureError::Missing)?;
    if (now.micros() / 1_000_000 - seconds).abs() > TOLERANCE {
        return Err(SignatureError::Stale);
    }
    let expected = mac(secret, id, seconds, body);
    let fits = |one: &str| {
        let given = one.strip_prefix("v1,").and_then(|given| STANDARD.decode(given).ok());
        given.is_some_and(|given| bool::from(expected.ct_eq(given.as_slice())))
    };
    if text("webhook-signature")?.split(' ').any(fits) { Ok(id) } else { Err(SignatureError::Wrong) }
}

#[cfg(test)]
mod tests {
    use super::{mac, sign};

    #[test]
    fn the_signature_that_the_documentation_shows_is_right() {
        let page = include_str!("../../../../../docs/api/channels.md");
        let blocks: Vec<&str> = page.split("\n```\n").filter(|block| !block.contains('\n')).collect();
        let [secret, body, signature] = blocks[..] else { panic!("{blocks:?}") };
        let id = "evt_2KWPBgLlAfxdpx2AI54pPJ85f4W";
        assert!(page.contains(&format!("`webhook-id: {id}` and `webhook-timestamp: 1795253400`")));
        assert_eq!(sign(secret, id, 1_795_253_400, body.as_bytes()), signature);
    }

    #[test]
    fn the_published_example_signs_as_published() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signature =
            sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_ne!(mac(secret, "a", 1, b""), mac("other", "a", 1, b""));
    }
}
