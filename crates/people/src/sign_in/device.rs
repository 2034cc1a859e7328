//! Device cookies: a browser that has signed in before is counted by itself (OWASP, "Slow Down Online Guessing Attacks with
//! Device Cookies").
//!
//! The cookie is `NONCE.SIGNATURE` with SIGNATURE = HMAC-SHA256(key, address + "\n" + NONCE): nothing is stored. It lets
//! nobody in; it only moves a try from the account's bucket, which strangers can empty, to its own.

use database::secrets::Secrets;
use hmac::{Hmac, Mac};
use sha2::Sha256;

const PURPOSE: &str = "device-cookie";

/// A fresh cookie value for somebody who has just proven to own this address.
pub(super) fn issue(secrets: &Secrets, email: &str) -> String {
    let nonce = database::secrets::fresh_token();
    let signature = data_encoding::HEXLOWER.encode(&mac(secrets, email, &nonce).finalize().into_bytes());
    format!("{nonce}.{signature}")
}

/// The nonce of a cookie that was issued for this address; `None` for any other.
pub(super) fn recognise(secrets: &Secrets, email: &str, cookie: &str) -> Option<String> {
    let (nonce, signature) = cookie.split_once('.')?;
    let signature = data_encoding::HEXLOWER.decode(signature.as_bytes()).ok()?;
    mac(secrets, email, nonce).verify_slice(&signature).ok()?;
    Some(nonce.to_owned())
}

fn mac(secrets: &Secrets, email: &str, nonce: &str) -> Hmac<Sha256> {
    let key = secrets.signing_key(PURPOSE);
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes any key");
    mac.update(email.as_bytes());
    mac.update(b"\n");
    mac.update(nonce.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use database::secrets::Secrets;

    use super::{issue, recognise};

    #[test]
    fn a_device_is_known_for_one_address_only() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::open(&folder.path().join("secret.key")).unwrap();
        let cookie = issue(&secrets, "ayse@shop.example");
        assert!(recognise(&secrets, "ayse@shop.example", &cookie).is_some());
        assert!(recognise(&secrets, "owner@shop.example", &cookie).is_none());
        assert!(recognise(&secrets, "ayse@shop.example", "nonce.00").is_none());
    }
}
