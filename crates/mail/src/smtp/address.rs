//! The addresses of an envelope, as `MAIL FROM:<…>` and `RCPT TO:<…>` carry them.

use std::fmt;

/// The longest part before the `@`, in bytes (RFC 5321 §4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;
/// The longest domain, in bytes (RFC 5321 §4.5.3.1.2).
const LONGEST_DOMAIN: usize = 255;

/// A mailbox that is well-formed (RFC 5321 §4.1.2, with the letters of RFC 6531). Whether it exists is
/// another question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    text: String,
    at: usize,
}

impl Address {
    /// The address as it was written, `local@domain`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the last `@`, quotes included. Its case belongs to the domain's owner.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }

    /// The domain, or an address literal in brackets, in the case in which it was written.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// Whether the address can only travel with SMTPUTF8 (RFC 6531).
    pub fn needs_utf8(&self) -> bool {
        !self.text.is_ascii()
    }

    /// Reads `local@domain`, or gives `None` when it is not one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let at = text.rfind('@')?;
        let (local, domain) = (&text[..at], &text[at + 1..]);
        let fits = (1..=LONGEST_LOCAL_PART).contains(&local.len()) && domain.len() <= LONGEST_DOMAIN;
        (fits && is_local_part(local) && is_domain(domain)).then(|| Self { text: text.to_owned(), at })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Cuts `<path>` from the front of `text`: what it holds, without the historic source route
/// (`<@relay:user@host>`, RFC 5321 appendix C), and what follows it.
pub(super) fn path(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_start_matches(' ').strip_prefix('<')?;
    let mut quoted = false;
    let mut escaped = false;
    for (index, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Some((without_route(&inside[..index]), &inside[index + 1..])),
            _ => {}
        }
    }
    None
}

fn without_route(path: &str) -> &str {
    match path.split_once(':') {
        Some((route, mailbox)) if route.starts_with('@') => mailbox,
        _ => path,
    }
}

/// Dots may stand anywhere: Japanese carriers gave out `first..last@` and `name.@` for years.
fn is_local_part(local: &str) -> bool {
    match local.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').is_some_and(is_quoted_content),
        None => local.chars().all(|c| is_atom(c) || c == '.'),
    }
}

fn is_quoted_content(content: &str) -> bool {
    let mut escaped = false;
    for c in content.chars() {
        match c {
            c if c.is_control() => return false,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return false,
            _ => {}
        }
    }
    !escaped
}

fn is_atom(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || is_international(c)
}

fn is_international(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !c.is_whitespace()
}

fn is_domain(domain: &str) -> bool {
    if let Some(literal) = domain.strip_prefix('[') {
        return literal
            .strip_suffix(']')
            .is_some_and(|inside| inside.chars().all(|c| c.is_ascii_alphanumeric() || ".:-".contains(c)));
    }
    domain.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_' || is_international(c))
    })
}
