//! What a client writes.

use data_encoding::BASE64;

/// A string in quotes; `None` for what can't stand in them: other than printable ASCII (RFC 3501 §4.3).
#[must_use]
pub fn quoted(text: &str) -> Option<String> {
    if !text.chars().all(|letter| (' '..='~').contains(&letter)) {
        return None;
    }
    Some(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// The answer to `AUTHENTICATE PLAIN` (RFC 4616).
#[must_use]
pub fn plain(username: &str, password: &str) -> String {
    BASE64.encode(format!("\0{username}\0{password}").as_bytes())
}

/// The answer to `AUTHENTICATE XOAUTH2`, as Google and Microsoft describe it.
#[must_use]
pub fn xoauth2(username: &str, token: &str) -> String {
    BASE64.encode(format!("user={username}\x01auth=Bearer {token}\x01\x01").as_bytes())
}

/// The answer to `AUTHENTICATE OAUTHBEARER` (RFC 7628 §3.1).
#[must_use]
pub fn bearer(username: &str, host: &str, port: u16, token: &str) -> String {
    let name = username.replace('=', "=3D").replace(',', "=2C");
    let text = format!("n,a={name},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01");
    BASE64.encode(text.as_bytes())
}
