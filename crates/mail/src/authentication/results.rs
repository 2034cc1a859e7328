//! `Authentication-Results` of the server that received the mail for us (RFC 8601).

use super::arc::{self, Sealers};
use super::{Check, SenderAuthentication, is_aligned};
use crate::parse::Email;

/// Reads what the trusted server found. `authserv_id` is the name by which it signs its results, such as
/// `mx.google.com`; results of any other name may have been written by the sender and are not looked at. The
/// server must remove lines that come in under its own name (RFC 8601 §5), as all large providers do.
///
/// Where it could not prove the author, and found a whole chain of seals on the mail (`arc=pass`), what a believed sealer found
/// before the mail was passed on counts instead.
///
/// Returns `None` where the trusted server wrote nothing: the sender is unknown then, not refuted.
pub fn trusted_results(
    email: &Email,
    authserv_id: &str,
    sealers: Sealers<'_>,
) -> Option<SenderAuthentication> {
    let author = email.from.first().map(|author| author.address.domain().to_owned()).unwrap_or_default();
    let mut found: Option<SenderAuthentication> = None;
    // A server writes on top; anything below the first block of its own lines was there before.
    let mine = email
        .headers
        .iter()
        .skip_while(|header| !is_of(header, authserv_id))
        .filter(|header| header.name.eq_ignore_ascii_case("Authentication-Results"))
        .take_while(|header| is_of(header, authserv_id));
    let mut is_chain_whole = false;
    for header in mine {
        let clauses = Clauses { skip: 1, wants_author: false };
        is_chain_whole |= read_results(&header.value, &author, clauses, found.get_or_insert_default());
    }
    if is_chain_whole && found.as_ref().is_some_and(|found| !found.is_proven()) {
        let sealed = arc::hops(&email.headers).and_then(|hops| arc::vouched(&hops, &author, sealers));
        return sealed.or(found);
    }
    found
}

/// How the clauses of a header are read.
#[derive(Clone, Copy)]
pub(super) struct Clauses {
    /// How many stand before the first result.
    pub skip: usize,
    /// Whether a result of DMARC has to name the author's domain as it is in the mail at hand.
    pub wants_author: bool,
}

/// Reads all results of a header; whether a chain of seals was found to be whole.
pub(super) fn read_results(
    value: &str,
    author: &str,
    clauses: Clauses,
    results: &mut SenderAuthentication,
) -> bool {
    let mut is_chain_whole = false;
    for clause in without_comments(value).split(';').skip(clauses.skip) {
        is_chain_whole |= read_clause(clause, author, clauses.wants_author, results);
    }
    is_chain_whole
}

fn is_of(header: &crate::parse::Header, authserv_id: &str) -> bool {
    if !header.name.eq_ignore_ascii_case("Authentication-Results") {
        return false;
    }
    let value = without_comments(&header.value);
    let id = value.split(';').next().unwrap_or_default();
    id.split_whitespace().next().is_some_and(|id| id.eq_ignore_ascii_case(authserv_id))
}

/// Comments in parentheses may contain semicolons and anything else.
fn without_comments(value: &str) -> String {
    let mut depth = 0_usize;
    value
        .chars()
        .filter(|&c| {
            match c {
                '(' => depth += 1,
                ')' if depth > 0 => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// `dkim=pass header.d=shop.example header.s=x`. Whether it says that a chain of seals is whole.
fn read_clause(clause: &str, author: &str, wants_author: bool, results: &mut SenderAuthentication) -> bool {
    let mut words = clause.split_whitespace();
    let Some((method, outcome)) = words.next().and_then(|word| word.split_once('=')) else { return false };
    let check = check(outcome);
    let properties: Vec<(&str, &str)> = words.filter_map(|word| word.split_once('=')).collect();
    let property = |wanted: &[&str]| {
        let found =
            properties.iter().find(|(name, _)| wanted.iter().any(|one| name.eq_ignore_ascii_case(one)));
        found.map(|(_, value)| value.trim_matches('"'))
    };
    match method.to_ascii_lowercase().as_str() {
        "spf" => {
            results.spf = check;
            let domain = property(&["smtp.mailfrom", "smtp.helo"]).map(domain_of);
            vouch(check, domain, author, results);
        }
        // Several signatures: one right one is enough.
        "dkim" => {
            if results.dkim != Check::Pass {
                results.dkim = check;
            }
            let domain = property(&["header.d", "header.i"]).map(domain_of);
            vouch(check, domain, author, results);
        }
        "dmarc" => {
            let named = property(&["header.from"]).map(domain_of);
            if !wants_author || named.is_some_and(|named| is_aligned(author, named)) {
                results.dmarc = check;
            }
        }
        "arc" => return check == Check::Pass,
        _ => {}
    }
    false
}

fn vouch(check: Check, domain: Option<&str>, author: &str, results: &mut SenderAuthentication) {
    let Some(domain) = domain.filter(|domain| check == Check::Pass && is_aligned(author, domain)) else {
        return;
    };
    results.aligned_domain.get_or_insert_with(|| domain.to_ascii_lowercase());
}

fn domain_of(value: &str) -> &str {
    value.rsplit_once('@').map_or(value, |(_, domain)| domain)
}

fn check(outcome: &str) -> Check {
    match outcome.to_ascii_lowercase().as_str() {
        "pass" | "bestguesspass" => Check::Pass,
        "fail" | "softfail" | "hardfail" | "permerror" => Check::Fail,
        "temperror" => Check::TempError,
        _ => Check::None,
    }
}
