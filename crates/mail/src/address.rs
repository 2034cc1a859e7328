//! Addresses of people and mailboxes.

use std::fmt;
use std::str::FromStr;

/// Longest local part accepted, in octets (RFC 5321 §4.5.3.1.1).
pub const LOCAL_PART_MAX: usize = 64;
/// Longest address accepted, in octets (RFC 5321 §4.5.3.1.3 less the angle brackets).
pub const ADDRESS_MAX: usize = 254;

/// An e-mail address: a local part as it was written and a domain in its ASCII form.
///
/// The only way to one is [`FromStr`]. International domains are kept as punycode, international local
/// parts (RFC 6531) as UTF-8. Two addresses that differ in the case of the local part are different
/// values with the same [`identity`](EmailAddress::identity).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress {
    text: String,
    at: usize,
}

/// Why a text is not an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// There is no `@` with something on both sides.
    #[error("an address needs a name, an @ and a domain")]
    Incomplete,
    /// The part before the `@` has spaces, brackets or control characters outside quotes, or bad dots.
    #[error("the part before the @ has a character that is not allowed there")]
    LocalPart,
    /// The part after the `@` is not a domain.
    #[error("the part after the @ is not a domain")]
    Domain,
    /// Longer than [`LOCAL_PART_MAX`] or [`ADDRESS_MAX`] octets.
    #[error("the address is too long")]
    TooLong,
}

impl EmailAddress {
    /// The whole address, `local@domain`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The part before the `@`, as it was written.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// The domain in lower-case ASCII (punycode where international).
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// The domain as people read it: `bücher.example` for `xn--bcher-kva.example`.
    pub fn domain_for_display(&self) -> String {
        idna::domain_to_unicode(self.domain()).0
    }

    /// What identifies the person: the address in lower case. Local parts are case-sensitive in theory
    /// (RFC 5321 §2.4) and at no provider that customers use.
    pub fn identity(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether both reach the same mailbox, whatever the case they are written in.
    pub fn is_same_mailbox(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }

    /// Whether the address needs a server that speaks SMTPUTF8 (RFC 6531).
    pub fn needs_smtputf8(&self) -> bool {
        !self.local().is_ascii()
    }
}

impl FromStr for EmailAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let text = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(text).trim();
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError::Incomplete)?;
        if local.is_empty() || domain.is_empty() {
            return Err(AddressError::Incomplete);
        }
        if !is_local_part(local) {
            return Err(AddressError::LocalPart);
        }
        let domain = ascii_domain(domain)?;
        if local.len() > LOCAL_PART_MAX || local.len() + 1 + domain.len() > ADDRESS_MAX {
            return Err(AddressError::TooLong);
        }
        Ok(Self { text: format!("{local}@{domain}"), at: local.len() })
    }
}

fn is_local_part(local: &str) -> bool {
    if let Some(inside) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return !inside.is_empty() && !inside.chars().any(|c| c.is_control() || c == '"');
    }
    // Leading, trailing and doubled dots break RFC 5321 but exist: old Japanese mobile providers gave them out.
    local.chars().all(|c| {
        !c.is_control()
            && !c.is_whitespace()
            && !matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ':' | ';' | '@' | '\\' | ',' | '"')
            && !is_invisible(c)
    })
}

fn ascii_domain(domain: &str) -> Result<String, AddressError> {
    let domain = domain.trim_end_matches('.');
    if let Some(literal) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let ip = literal.strip_prefix("IPv6:").unwrap_or(literal);
        return match ip.parse::<std::net::IpAddr>() {
            Ok(_) => Ok(domain.to_owned()),
            Err(_) => Err(AddressError::Domain),
        };
    }
    let ascii = idna::domain_to_ascii(domain).map_err(|_| AddressError::Domain)?;
    let label_is_fine = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    if ascii.split('.').all(label_is_fine) { Ok(ascii) } else { Err(AddressError::Domain) }
}

/// Characters that are not seen and can turn one address into the look of another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.text)
    }
}

/// Somebody in `From`, `To`, `Cc`, …: an address and the name shown with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mailbox {
    /// The display name, decoded; `None` where there was none or it only repeats the address.
    pub name: Option<String>,
    /// Where mail for them goes.
    pub address: EmailAddress,
}

impl Mailbox {
    /// A mailbox with an optional display name; blank names and names that repeat the address are dropped.
    pub fn new(name: Option<&str>, address: EmailAddress) -> Self {
        let name = name
            .map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
            .map(|name| name.trim_matches(['"', '\'']).trim().to_owned())
            .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(address.as_str()));
        Self { name, address }
    }
}

impl From<EmailAddress> for Mailbox {
    fn from(address: EmailAddress) -> Self {
        Self { name: None, address }
    }
}
