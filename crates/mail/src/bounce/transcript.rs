//! Delivery failures told only in prose: the reports of qmail, Exim, old Exchange, mobile carriers, …

use std::collections::{HashMap, HashSet};

use super::address_scan::{self, Found};
use crate::address::EmailAddress;
use crate::parse::Headers;

/// A report's text without the returned mail, and the headers of that mail where they are in the text.
pub(super) struct Transcript<'x> {
    pub(super) report: &'x str,
    pub(super) original: Headers,
}

/// Separates what the mail system says from the mail that it gives back.
pub(super) fn split(text: &str) -> Transcript<'_> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && (announces_original(line) || begins_original(line)) {
            let rest = if begins_original(line) { &text[at..] } else { &text[at + line.len()..] };
            return Transcript { report: &text[..at], original: headers_in(rest) };
        }
        at += line.len();
    }
    Transcript { report: text, original: Headers::default() }
}

/// Lines such as `--- Below this line is a copy of the message.`
fn announces_original(line: &str) -> bool {
    let line = line.trim().to_ascii_lowercase();
    let is_ruled =
        line.starts_with("--") || line.starts_with("==") || line.starts_with("__") || line.ends_with("--");
    let says = |words: &[&str]| words.iter().any(|word| line.contains(word));
    says(&[
        "below this line is a copy",
        "copy of the message, including all the headers",
        "copy of your message, including all the headers",
        "header of the original message is following",
        "original message follows",
        "unsent message follows",
        "original message headers",
        "message header follows",
    ]) || (is_ruled
        && says(&[
            "original message",
            "returned message",
            "copy of",
            "message header",
            "unsent message",
            "message follows",
        ]))
}

/// The first lines of a mail's header, at the left margin.
fn begins_original(line: &str) -> bool {
    const FIRST_FIELDS: [&str; 6] =
        ["received:", "return-path:", "dkim-signature:", "x-originating-ip:", "message-id:", "mime-version:"];
    FIRST_FIELDS
        .iter()
        .any(|name| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

fn headers_in(text: &str) -> Headers {
    let text = text.trim_start_matches(['\n', '-', ' ']);
    Headers::parse(text.as_bytes())
}

/// What a report's text says about one recipient.
pub(super) struct Passage {
    pub(super) recipient: EmailAddress,
    /// From the recipient's mention to that of the next.
    pub(super) text: String,
}

/// The recipients that a report names, each with its passage. Addresses of the sender and of the mail
/// system itself are not recipients; an address only in passing (`RCPT TO:<…>`) belongs to the passage.
pub(super) fn passages(report: &str, known: &[EmailAddress], senders: &[EmailAddress]) -> Vec<Passage> {
    let identities = |all: &[EmailAddress]| all.iter().map(EmailAddress::identity).collect::<HashSet<_>>();
    let (senders, known) = (identities(senders), identities(known));
    let is_sender = |address: &EmailAddress| senders.contains(&address.identity());
    let is_known = |address: &EmailAddress| known.contains(&address.identity());
    let found: Vec<Found> = address_scan::scan(report)
        .into_iter()
        .filter(|found| {
            is_known(&found.address) || (!is_sender(&found.address) && !is_system(&found.address))
        })
        .collect();
    let has_heads = found.iter().any(|found| found.is_head);
    let mut passages: Vec<(Found, usize)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for candidate in found {
        if let Some(&at) = places.get(&candidate.address.identity()) {
            // The report starts over, perhaps in another language.
            if candidate.is_head && at + 1 < passages.len() {
                if let Some((_, end)) = passages.last_mut() {
                    *end = candidate.line_start;
                }
                break;
            }
            continue;
        }
        if has_heads && !candidate.is_head && !is_known(&candidate.address) {
            continue;
        }
        if let Some((_, end)) = passages.last_mut() {
            *end = candidate.line_start;
        }
        places.insert(candidate.address.identity(), passages.len());
        passages.push((candidate, report.len()));
    }
    let mut told_before = 0;
    passages
        .into_iter()
        .map(|(found, end)| {
            let said = report.get(found.line_start..end).unwrap_or_default();
            let before = report.get(told_before..found.line_start).unwrap_or_default();
            told_before = end.min(found.line_start + said.find('\n').unwrap_or(said.len()));
            Passage {
                text: refusal_before(before, said).unwrap_or(said).to_owned(),
                recipient: found.address,
            }
        })
        .collect()
}

/// Old sendmail writes the refusal first (`<<< 550 …`) and then the recipient with "Remote protocol error".
fn refusal_before<'x>(before: &'x str, said: &str) -> Option<&'x str> {
    let head = said.lines().next()?;
    let is_named_after = head.to_ascii_lowercase().contains("remote protocol error");
    is_named_after.then(|| before.lines().find_map(|line| line.strip_prefix("<<< ")))?
}

fn is_system(address: &EmailAddress) -> bool {
    let local = address.local().to_ascii_lowercase();
    ["mailer-daemon", "postmaster", "post_master", "abuse", "support", "helpdesk"].contains(&local.as_str())
}
