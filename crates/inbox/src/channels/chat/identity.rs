//! Who a store says that its visitor is, with the proof.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use database::Time;
use hmac::{Hmac, Mac};
use people::customers::Identity;
use serde::Deserialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use crate::channels::Channel;

/// Who somebody is, as the store's page says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    /// The account's id in the store.
    pub id: String,
    /// The account's address.
    pub email: Option<String>,
    /// The account's name.
    pub name: Option<String>,
    /// Hex HMAC-SHA256 by the channel's identity secret over `id`, a newline and the address (empty if there is none); or
    /// a JWT (RFC 7519) signed HS256 by it with `sub` and `email`.
    pub signature: Option<String>,
}

/// The account that the store says is signed in: the store's own customer, where the channel belongs to a store.
pub(super) fn account(channel: &Channel, id: &str) -> Identity {
    match channel.store_id {
        Some(store) => Identity::store(store, id),
        None => Identity::api(channel.id, id),
    }
}

/// Whether the store's secret has signed the claim. An unsigned claim is not believed.
pub(super) fn is_signed(claim: &Claim, secret: &str, now: Time) -> bool {
    let Some(signature) = claim.signature.as_deref() else { return false };
    let email = claim.email.as_deref().unwrap_or_default();
    if signature.contains('.') {
        return is_token_for(signature, &claim.id, email, secret, now);
    }
    let Ok(given) = data_encoding::HEXLOWER_PERMISSIVE.decode(signature.as_bytes()) else { return false };
    bool::from(mac(secret, format!("{}\n{email}", claim.id).as_bytes()).ct_eq(given.as_slice()))
}

/// The signature of an account that has no address: what a store's server would make, for a page of a store that we sign for.
pub(super) fn signature(id: &str, secret: &str) -> String {
    data_encoding::HEXLOWER.encode(&mac(secret, format!("{id}\n").as_bytes()))
}

fn mac(secret: &str, message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()).expect("HMAC takes any key");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    #[serde(default)]
    email: String,
    /// Seconds since the epoch.
    exp: Option<i64>,
}

/// HS256 alone is taken, whatever the token asks for (RFC 8725 §3.1).
fn is_token_for(token: &str, id: &str, email: &str, secret: &str, now: Time) -> bool {
    let read = || -> Option<bool> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        let given = URL_SAFE_NO_PAD.decode(signature).ok()?;
        let genuine =
            header.alg == "HS256" && bool::from(mac(secret, signed.as_bytes()).ct_eq(given.as_slice()));
        let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
        let alive = claims.exp.is_none_or(|end| end > now.micros() / 1_000_000);
        Some(genuine && alive && claims.sub == id && claims.email.eq_ignore_ascii_case(email))
    };
    read().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(signature: &str) -> Claim {
        Claim {
            id: "42".to_owned(),
            email: Some("ayse@example.com".to_owned()),
            name: None,
            signature: Some(signature.to_owned()),
        }
    }

    #[test]
    fn only_the_stores_secret_makes_a_claim_believed() {
        let now = Time::from_micros(1_795_253_400_000_000);
        let signature = data_encoding::HEXLOWER.encode(&mac("secret", b"42\nayse@example.com"));
        assert!(is_signed(&claim(&signature), "secret", now));
        assert!(!is_signed(&claim(&signature), "other", now));
        assert!(!is_signed(&Claim { id: "43".to_owned(), ..claim(&signature) }, "secret", now));
        assert!(!is_signed(&Claim { signature: None, ..claim("") }, "secret", now));
        let nameless = Claim { email: None, ..claim(&super::signature("42", "secret")) };
        assert!(is_signed(&nameless, "secret", now));
    }

    /// The fenced lines of the page for those who build a store.
    fn documented() -> Vec<&'static str> {
        let page = include_str!("../../../../../docs/api/chat.md");
        page.split("\n```\n").filter(|block| !block.contains(['\n', ' '])).collect()
    }

    #[test]
    fn the_signatures_that_the_documentation_shows_are_right() {
        let [secret, hex, token] = documented()[..] else { panic!("{:?}", documented()) };
        let now = Time::from_micros(1_795_253_400_000_000);
        assert!(is_signed(&claim(hex), secret, now));
        assert!(is_signed(&claim(token), secret, now));
        let later = Time::from_micros(1_795_257_000_000_000);
        assert!(!is_signed(&claim(token), secret, later), "it has expired");
    }

    #[test]
    fn a_token_is_believed_while_it_lives_and_only_as_hs256() {
        let now = Time::from_micros(1_795_253_400_000_000);
        let token = |header: &str, claims: &str| {
            let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac("secret", signed.as_bytes())))
        };
        let claims = r#"{"sub":"42","email":"ayse@example.com","exp":1795253500}"#;
        assert!(is_signed(&claim(&token(r#"{"alg":"HS256"}"#, claims)), "secret", now));
        assert!(!is_signed(&claim(&token(r#"{"alg":"none"}"#, claims)), "secret", now));
        let dead = r#"{"sub":"42","email":"ayse@example.com","exp":1795253300}"#;
        assert!(!is_signed(&claim(&token(r#"{"alg":"HS256"}"#, dead)), "secret", now));
    }
}
