//! The identifiers of mails, as they stand in `Message-ID`, `In-Reply-To` and `References`.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

/// Longest identifier kept, in octets: a header line cannot be longer (RFC 5322 §2.1.1).
const LONGEST: usize = 998;

/// A mail's identifier without its angle brackets. Compared with case (RFC 5322 §3.6.4 has no folding).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(String);

/// The text is empty, longer than a header line, or has brackets or control characters inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a message identifier")]
pub struct NotAMessageId;

impl MessageId {
    /// The identifier without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last `@`, if there is one.
    pub fn domain(&self) -> Option<&str> {
        self.0.rsplit_once('@').map(|(_, domain)| domain)
    }

    /// Every identifier in a header value, in order and each once. Tolerates what senders really write:
    /// missing brackets, commas between, identifiers broken by folding, comments.
    pub fn all_in(value: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut known = HashSet::new();
        let mut push = |text: &str| {
            if let Ok(id) = text.parse::<Self>()
                && known.insert(id.clone())
            {
                found.push(id);
            }
        };
        let mut rest = value;
        while let Some(open) = rest.find('<') {
            push_bare_words(&rest[..open], &mut push);
            let inside = &rest[open + 1..];
            let close = inside.find(['>', '<']).unwrap_or(inside.len());
            push(&inside[..close]);
            rest = inside[close..].strip_prefix('>').unwrap_or(&inside[close..]);
        }
        push_bare_words(rest, &mut push);
        found
    }
}

/// Outside brackets only words with an `@` are taken: `In-Reply-To: Your message of Monday` names no mail.
fn push_bare_words(text: &str, push: &mut impl FnMut(&str)) {
    for word in text.split([' ', '\t', '\r', '\n', ',', ';']) {
        if word.contains('@') && !word.starts_with('(') {
            push(word.trim_matches(['"', '(', ')', '>']));
        }
    }
}

impl FromStr for MessageId {
    type Err = NotAMessageId;

    fn from_str(text: &str) -> Result<Self, NotAMessageId> {
        let text = text.trim();
        let text = text.strip_prefix('<').unwrap_or(text);
        let text = text.strip_suffix('>').unwrap_or(text);
        let id: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_fine = !id.is_empty()
            && id.len() <= LONGEST
            && !id.chars().any(|c| c.is_control() || matches!(c, '<' | '>'));
        if is_fine { Ok(Self(id)) } else { Err(NotAMessageId) }
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
