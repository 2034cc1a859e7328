//! DKIM signatures (RFC 6376), by RSA and by Ed25519 (RFC 8463).
//!
//! The time is an argument and the same mail gives the same signature, which the library that verifies
//! (`mail-auth`) does not offer for signing; it checks these signatures in the tests.

mod canonical;
mod key;

pub use self::key::{DkimAlgorithm, DkimError, DkimKey};

use data_encoding::BASE64;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Headers that are signed where they exist. Each is listed once more than it stands in the mail, so that
/// nobody can add another one later (RFC 6376 §8.15).
const SIGNED_HEADERS: [&str; 17] = [
    "from",
    "to",
    "cc",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "sender",
    "list-id",
];

/// Signs for one domain.
#[derive(Debug)]
pub struct DkimSigner {
    key: DkimKey,
    domain: String,
    selector: String,
}

impl DkimSigner {
    /// A signer for `{selector}._domainkey.{domain}`. The domain must be that of `From`, or a parent of it.
    pub fn new(key: DkimKey, domain: &str, selector: &str) -> Self {
        Self { key, domain: domain.to_ascii_lowercase(), selector: selector.to_owned() }
    }

    /// The mail with a signature before it. Several signers may sign one after the other.
    ///
    /// # Errors
    /// [`DkimError::NoFrom`] for a mail without `From`; [`DkimError::Key`] where the key cannot sign.
    pub fn sign(&self, raw: &[u8], now: Timestamp) -> Result<Vec<u8>, DkimError> {
        let (headers, body) = canonical::split(raw);
        let body_hash = BASE64.encode(&Sha256::digest(canonical::body(body)));
        let names = names_to_sign(&headers);
        if !headers.iter().any(|header| header.name == "from") {
            return Err(DkimError::NoFrom);
        }
        let unsigned = format!(
            "v=1; a={}; c=relaxed/relaxed; d={}; s={};\r\n\tt={}; h={};\r\n\tbh={body_hash};\r\n\tb=",
            self.key.algorithm().name(),
            self.domain,
            self.selector,
            now.as_second(),
            lines_of_names(&names),
        );
        let mut signed = canonical::headers(&headers, &names);
        signed.extend_from_slice(canonical::header("DKIM-Signature", unsigned.as_bytes()).trim_ascii_end());
        let signature = BASE64.encode(&self.key.sign(&signed)?);
        let mut out = format!("DKIM-Signature: {unsigned}{}\r\n", folded(&signature)).into_bytes();
        out.extend_from_slice(raw);
        Ok(out)
    }
}

/// A mail without the signatures that stand on top of it, and the selectors of those, top to bottom.
pub fn without_signatures(raw: &[u8]) -> (Vec<String>, &[u8]) {
    let mut selectors = Vec::new();
    let mut rest = raw;
    while let Some(length) = signature_at_top(rest) {
        let (field, below) = rest.split_at(length);
        let value = String::from_utf8_lossy(field);
        let tags = value.split_once(':').map(|(_, tags)| tags).unwrap_or_default();
        let selector = tags.split(';').find_map(|tag| tag.trim().strip_prefix("s=").map(str::trim));
        selectors.push(selector.unwrap_or_default().to_owned());
        rest = below;
    }
    (selectors, rest)
}

/// How long the first header field is, if it is a signature.
fn signature_at_top(raw: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"dkim-signature:";
    raw.get(..NAME.len()).filter(|start| start.eq_ignore_ascii_case(NAME))?;
    let is_continued = |line: &[u8]| line.starts_with(b" ") || line.starts_with(b"\t");
    let mut lines = raw.split_inclusive(|&b| b == b'\n');
    let first = lines.next().map_or(0, <[u8]>::len);
    Some(first + lines.take_while(|line| is_continued(line)).map(<[u8]>::len).sum::<usize>())
}

fn names_to_sign(headers: &[canonical::Header<'_>]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in SIGNED_HEADERS {
        let times = headers.iter().filter(|header| header.name == name).count();
        if times > 0 {
            names.extend(std::iter::repeat_n(name, times + 1));
        }
    }
    names
}

/// Some names on each line; white space around the colons does not count.
fn lines_of_names(names: &[&str]) -> String {
    names.chunks(5).map(|line| line.join(":")).collect::<Vec<_>>().join(":\r\n\t ")
}

/// Long base64 on lines of its own.
fn folded(text: &str) -> String {
    let lines: Vec<&str> =
        text.as_bytes().chunks(70).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    lines.join("\r\n\t ")
}
