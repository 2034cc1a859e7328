//! What a spam filter on the way wrote on top of a mail: rspamd, SpamAssassin and whatever speaks as they do.
//!
//! Anybody can write such a header, so only those count that stand above the line by which the mail came in from outside: the
//! first `Received` (RFC 5321 §4.4) that does not tell of a hop within one's own network. A filter that writes below it is
//! not heard.

use std::net::IpAddr;

use crate::parse::Headers;

/// What a filter says of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterVerdict {
    /// Whether it is spam; `None` where only a score stands there.
    pub spam: Option<bool>,
    /// The score, as the filter wrote it.
    pub score: Option<String>,
    /// From which score on it is spam, or refused, as the filter wrote it.
    pub limit: Option<String>,
    /// The rules that weighed most, at most [`RULES`].
    pub rules: Vec<String>,
}

/// Most rules that are told.
pub const RULES: usize = 5;
/// The longest score or rule that is taken over, in bytes.
const LONGEST: usize = 60;

/// What the filter nearest to us says; `None` where none wrote on top.
pub fn verdict_on_top(headers: &Headers) -> Option<FilterVerdict> {
    let on_top = headers
        .iter()
        .take_while(|header| !header.name.eq_ignore_ascii_case("Received") || is_own_hop(&header.value));
    let mut seen: Vec<String> = Vec::new();
    let mut verdict = FilterVerdict::default();
    for header in on_top {
        let name = header.name.to_ascii_lowercase();
        let read: fn(&mut FilterVerdict, &str) = match name.as_str() {
            "x-spamd-result" => read_result,
            "x-spam-status" => read_status,
            "x-spam-flag" | "x-spam" => |verdict, value| verdict.say(first_word(value)),
            "x-spam-score" => |verdict, value| verdict.weigh(first_word(value), None),
            _ => continue,
        };
        // Of each only the topmost: what is below it may have come with the mail.
        if !seen.contains(&name) {
            read(&mut verdict, &header.value);
            seen.push(name);
        }
    }
    Some(verdict).filter(|verdict| verdict.spam.is_some() || verdict.score.is_some())
}

impl FilterVerdict {
    /// One header's yes is enough: rspamd says `False` of what it lets through with a mark.
    fn say(&mut self, word: &str) {
        match word.to_ascii_lowercase().as_str() {
            "yes" | "true" => self.spam = Some(true),
            "no" | "false" => {
                self.spam.get_or_insert(false);
            }
            _ => {}
        }
    }

    fn weigh(&mut self, score: &str, limit: Option<&str>) {
        let number = |text: &str| {
            let text = text.trim();
            (text.len() <= LONGEST && text.parse::<f64>().is_ok_and(f64::is_finite)).then(|| text.to_owned())
        };
        if self.score.is_none() || limit.is_some() {
            self.score = number(score).or_else(|| self.score.take());
            self.limit = limit.and_then(number).or_else(|| self.limit.take());
        }
    }

    fn rule(&mut self, name: &str) {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.len() <= LONGEST
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        if is_name(name) && self.rules.len() < RULES && !self.rules.iter().any(|known| known == name) {
            self.rules.push(name.to_owned());
        }
    }
}

fn first_word(value: &str) -> &str {
    value.trim().split([',', ';', ' ', '/']).next().unwrap_or_default()
}

/// rspamd: `default: False [7.20 / 15.00]; R_BAD_CTE(5.00)[]; BAYES_HAM(-1.00)[99%]`.
fn read_result(verdict: &mut FilterVerdict, value: &str) {
    let (head, rules) = value.split_once(']').unwrap_or((value, ""));
    let (word, numbers) = head.split_once('[').unwrap_or((head, ""));
    verdict.say(word.rsplit(':').next().unwrap_or_default().trim());
    if let Some((score, limit)) = numbers.split_once('/') {
        verdict.weigh(score, Some(limit));
    }
    let weight = |rule: &str| {
        let (name, rest) = rule.trim().split_once('(')?;
        Some((rest.split(')').next()?.parse::<f64>().ok()?, name.to_owned()))
    };
    let mut found: Vec<(f64, String)> =
        rules.split(';').filter_map(weight).filter(|(weight, _)| *weight > 0.0).collect();
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.iter().for_each(|(_, name)| verdict.rule(name));
}

/// SpamAssassin: `Yes, score=7.1 required=5.0 tests=BAYES_99,URIBL_BLACK autolearn=no`.
fn read_status(verdict: &mut FilterVerdict, value: &str) {
    verdict.say(first_word(value));
    let field = |name: &str| {
        let after = value.split_once(&format!("{name}=")).map(|(_, after)| after.trim_start());
        after.map(|after| after.split_whitespace().next().unwrap_or_default())
    };
    if let Some(score) = field("score").or_else(|| field("hits")) {
        verdict
            .weigh(score.trim_end_matches(','), field("required").map(|limit| limit.trim_end_matches(',')));
    }
    // A long list is folded, and has a space behind a comma then.
    let tests = value.split_once("tests=").map(|(_, tests)| tests.trim_start_matches('['));
    for piece in tests.unwrap_or_default().split([',', ' ']).take_while(|piece| !piece.contains('=')) {
        verdict.rule(piece.trim_end_matches(']'));
    }
}

/// Whether a `Received` line tells of a hop within one's own network: from an address that is no public one, or from nowhere.
/// A sender may call itself anything, also by an address; so every address that stands there has to be one's own.
fn is_own_hop(value: &str) -> bool {
    let value = value.trim_start();
    if !value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("from ")) {
        return true;
    }
    let from = value.split(" by ").next().unwrap_or_default();
    let addresses: Vec<IpAddr> = from
        .split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '=' | ','))
        .filter_map(|word| word.trim_start_matches("IPv6:").parse().ok())
        .collect();
    !addresses.is_empty() && addresses.iter().all(|ip| is_private(*ip))
}

/// Whether an address is of this machine or of a private network (RFC 1918, RFC 4193).
pub fn is_private(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FilterVerdict, verdict_on_top};
    use crate::parse::Headers;

    const OUTSIDE: &str = "Received: from mail.foreign.example (mail.foreign.example [192.0.2.7]) by mx.shop.example (Postfix) with ESMTPS id 1; Mon, 2 Mar 2026 09:00:00 +0000";
    const INSIDE: &str = "Received: from mx.shop.example (localhost [127.0.0.1]) by imap.shop.example with LMTP id 2; Mon, 2 Mar 2026 09:00:01 +0000";

    fn of(lines: &[&str]) -> Option<FilterVerdict> {
        verdict_on_top(&Headers::parse(format!("{}\r\n", lines.join("\r\n")).as_bytes()))
    }

    fn told(lines: &[&str]) -> Option<(Option<bool>, String)> {
        let verdict = of(lines)?;
        let (score, limit) = (verdict.score.unwrap_or_default(), verdict.limit.unwrap_or_default());
        Some((verdict.spam, format!("{score}/{limit} {}", verdict.rules.join(","))))
    }

    #[test]
    fn each_filter_is_understood_in_its_own_words() {
        let rspamd = "X-Spamd-Result: default: False [7.20 / 15.00];\r\n\tMID_RHS_MATCH_FROM(1.00)[];\r\n\tR_BAD_CTE(5.00)[8bit];\r\n\tBAYES_HAM(-1.00)[99.00%]";
        let assassin = "X-Spam-Status: Yes, score=7.1 required=5.0 tests=BAYES_99,URIBL_BLACK,\r\n\tHTML_MESSAGE autolearn=no";
        for (lines, found) in [
            (vec![rspamd], Some((Some(false), "7.20/15.00 R_BAD_CTE,MID_RHS_MATCH_FROM".to_owned()))),
            (
                vec!["X-Spam: Yes", rspamd],
                Some((Some(true), "7.20/15.00 R_BAD_CTE,MID_RHS_MATCH_FROM".to_owned())),
            ),
            (vec![assassin], Some((Some(true), "7.1/5.0 BAYES_99,URIBL_BLACK,HTML_MESSAGE".to_owned()))),
            (vec!["X-Spam-Flag: NO", "X-Spam-Score: -1.2"], Some((Some(false), "-1.2/ ".to_owned()))),
            (vec!["X-Spam-Score: 3 / 15"], Some((None, "3/ ".to_owned()))),
            (vec!["X-Spam: perhaps", "X-Spam-Score: much"], None),
            (vec!["Subject: X-Spam: Yes"], None),
        ] {
            assert_eq!(told(&lines), found, "{lines:?}");
        }
    }

    #[test]
    fn only_what_stands_above_the_line_from_outside_is_believed() {
        let spam = |lines: &[&str]| of(lines).and_then(|verdict| verdict.spam);
        assert_eq!(spam(&["X-Spam: Yes", OUTSIDE, "X-Spam: No"]), Some(true));
        assert_eq!(spam(&[OUTSIDE, "X-Spam: No"]), None);
        assert_eq!(spam(&[INSIDE, "X-Spam: Yes", OUTSIDE, "X-Spam: No"]), Some(true));
        assert_eq!(spam(&["X-Spam: Yes", "X-Spam: No"]), Some(true), "of two the topmost");
        for forged in [
            "Received: from [127.0.0.1] (evil.example [192.0.2.66]) by mx.shop.example; Mon, 2 Mar 2026 09:00:00 +0000",
            "Received: from evil.example ([192.0.2.66] helo=[127.0.0.1]) by mx.shop.example; Mon, 2 Mar 2026 09:00:00 +0000",
            "Received: from localhost by mx.shop.example; Mon, 2 Mar 2026 09:00:00 +0000",
        ] {
            assert_eq!(spam(&[forged, "X-Spam: No"]), None, "{forged}");
        }
        assert_eq!(spam(&["Received: by imap.shop.example; x", "X-Spam: No", OUTSIDE]), Some(false));
    }
}
