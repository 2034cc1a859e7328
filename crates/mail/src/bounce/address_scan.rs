//! Addresses in running text.

use crate::address::EmailAddress;

/// An address and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) address: EmailAddress,
    /// Offset of the line in which it stands.
    pub(super) line_start: usize,
    /// Whether the line begins with it, as the heading of what is said about it.
    pub(super) is_head: bool,
}

/// Every address in a text, in order.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        for (at, _) in line.match_indices('@') {
            if let Some((start, address)) = around(line, at) {
                let before = line[..start].trim();
                let is_head = before.is_empty()
                    || before.chars().all(|c| {
                        matches!(c, '<' | '"' | '\'' | '(' | '*' | '>' | '-' | '=' | '[' | '•' | ' ')
                    });
                found.push(Found { address, line_start, is_head });
            }
        }
        line_start += line.len();
    }
    found
}

fn around(line: &str, at: usize) -> Option<(usize, EmailAddress)> {
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
    let start = line[..at]
        .rfind(|c| !is_local(c))
        .map_or(0, |before| before + line[before..].chars().next().map_or(1, char::len_utf8));
    let end = line[at + 1..].find(|c| !is_domain(c)).map_or(line.len(), |length| at + 1 + length);
    let local = line[start..at].trim_start_matches(['\'', '*', '=', '/', '.']);
    let domain = line[at + 1..end].trim_end_matches(['.', '-']);
    if !domain.contains('.') {
        return None;
    }
    Some((start, format!("{local}@{domain}").parse().ok()?))
}
