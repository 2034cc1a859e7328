//! What a forwarder found before it broke SPF or DKIM, and sealed (ARC, RFC 8617).
//!
//! A seal says who made it, not that what it says is true: anybody can seal "all is well". So only the results of sealers
//! count that are known to check what they pass on, and only as far back as one of them has taken the mail from another.

use super::results::{Clauses, read_results};
use super::{Check, SenderAuthentication};
use crate::parse::Headers;

/// Providers that check senders and seal what they found when they pass mail on, by the domain in their seals.
pub const KNOWN_SEALERS: [&str; 4] = ["google.com", "microsoft.com", "messagingengine.com", "zohomail.com"];

/// Longest chain (RFC 8617 §5.1.1.1.1).
const LONGEST: usize = 50;

/// One hop: who sealed, and what they had found.
#[derive(Debug)]
pub(super) struct Hop {
    pub sealer: String,
    /// The value of `ARC-Authentication-Results`.
    pub results: String,
}

/// Whose seals count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sealers<'a> {
    /// Those beside [`KNOWN_SEALERS`].
    pub others: &'a [String],
}

impl Sealers<'_> {
    pub(super) fn have(&self, sealer: &str) -> bool {
        let known = KNOWN_SEALERS.into_iter().chain(self.others.iter().map(String::as_str));
        let sealer = sealer.trim_end_matches('.').to_ascii_lowercase();
        known.map(str::to_ascii_lowercase).any(|known| sealer == known || is_below(&sealer, &known))
    }
}

fn is_below(lower: &str, upper: &str) -> bool {
    lower.strip_suffix(upper).is_some_and(|rest| rest.ends_with('.'))
}

/// What the sealers of an unbroken chain, oldest first, say of the author: the first one that is believed and for whom the
/// author was proven. `None` where none is.
pub(super) fn vouched(hops: &[Hop], author: &str, sealers: Sealers<'_>) -> Option<SenderAuthentication> {
    let believed = hops.iter().rev().take_while(|hop| sealers.have(&hop.sealer));
    let mut first = None;
    for hop in believed {
        let mut found = SenderAuthentication::default();
        let clauses = Clauses { skip: 2, wants_author: true };
        read_results(&hop.results, author, clauses, &mut found);
        if found.dmarc == Check::Pass || found.aligned_domain.is_some() {
            found.aligned_domain.get_or_insert_with(|| author.to_ascii_lowercase());
            first = Some(SenderAuthentication { sealed_by: Some(hop.sealer.to_ascii_lowercase()), ..found });
        }
    }
    first
}

/// The hops as the headers of a mail write them, oldest first, for who knows from elsewhere that the chain is whole. `None`
/// where it can't be: numbers are missing or there twice.
pub(super) fn hops(headers: &Headers) -> Option<Vec<Hop>> {
    let seals = numbered(headers, "ARC-Seal")?;
    let results = numbered(headers, "ARC-Authentication-Results")?;
    let signatures = numbered(headers, "ARC-Message-Signature")?;
    if seals.is_empty() || seals.len() != results.len() || seals.len() != signatures.len() {
        return None;
    }
    let hop = |(seal, results): (&str, &str)| {
        let sealer = tag(seal, "d")?.to_owned();
        Some(Hop { sealer, results: results.to_owned() })
    };
    seals.into_iter().zip(results).map(hop).collect()
}

/// The values of a header by their numbers: 1, 2, 3 and so on.
fn numbered<'x>(headers: &'x Headers, name: &'static str) -> Option<Vec<&'x str>> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for value in headers.all(name).take(LONGEST + 1) {
        found.push((tag(value, "i")?.parse().ok()?, value));
    }
    found.sort_unstable();
    let is_whole =
        found.len() <= LONGEST && found.iter().enumerate().all(|(at, (number, _))| *number == at + 1);
    is_whole.then(|| found.into_iter().map(|(_, value)| value).collect())
}

/// `d` of `i=1; a=rsa-sha256; d=google.com; …`.
fn tag<'x>(value: &'x str, name: &str) -> Option<&'x str> {
    value.split(';').find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
