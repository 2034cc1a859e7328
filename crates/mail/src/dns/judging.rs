//! Records as they stand, against what should stand there.

/// What stands in the DNS in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it stands.
    pub standing: Standing,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// What was found, as it was published.
    pub found: Vec<String>,
    /// What should stand there instead.
    pub wanted: Option<String>,
}

/// How a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is there and right.
    Found,
    /// It is not there.
    Missing,
    /// It is there and wrong.
    Wrong,
    /// The DNS gave no answer.
    Unknown,
    /// Somebody else's to set: the provider's.
    NotNeeded,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Several records where the standard wants one; receivers then heed none.
    Several,
    /// DKIM: another key than ours.
    OtherKey,
    /// DKIM: an empty key, which says that the key is withdrawn (RFC 6376 §3.6.1).
    Revoked,
    /// SPF: the server that sends is not among those that may.
    NotIncluded,
    /// SPF: the server that sends is not among those that may, by its own name; its provider may want another entry.
    PerhapsNotIncluded,
    /// SPF: everybody may send (`+all`).
    AllowsEveryone,
    /// It can't be read: SPF with a mistake or more than ten look-ups, DMARC without a policy.
    Broken,
    /// MX: the domain says that it takes no mail (RFC 7505).
    TakesNoMail,
    /// MX: a server is named that has no address.
    NoAddress,
    /// PTR: the address has another name than the one that we greet with.
    OtherName,
    /// Return path: the account is another domain's, whose server may write its own return path.
    OtherDomain,
}

impl Finding {
    /// It is there and right.
    pub fn good(found: Vec<String>) -> Self {
        Self { standing: Standing::Found, problem: None, found, wanted: None }
    }

    /// It is not there.
    pub fn missing(wanted: impl Into<Option<String>>) -> Self {
        Self { standing: Standing::Missing, problem: None, found: Vec::new(), wanted: wanted.into() }
    }

    /// It is there and wrong.
    pub fn wrong(problem: Problem, found: Vec<String>, wanted: impl Into<Option<String>>) -> Self {
        Self { standing: Standing::Wrong, problem: Some(problem), found, wanted: wanted.into() }
    }

    /// The DNS gave no answer.
    pub fn unknown(wanted: Option<String>) -> Self {
        Self { standing: Standing::Unknown, problem: None, found: Vec::new(), wanted }
    }

    /// Somebody else's to set.
    pub fn not_needed() -> Self {
        Self { standing: Standing::NotNeeded, problem: None, found: Vec::new(), wanted: None }
    }
}

/// The value of a tag in a list such as `v=DKIM1; k=rsa; p=…`, without white space: editors fold long values.
fn tag(record: &str, name: &str) -> Option<String> {
    let of = |part: &str| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.split_whitespace().collect::<String>())
    };
    record.split(';').find_map(of)
}

/// Judges the texts at a selector against our key (RFC 6376 §3.6.1).
pub fn dkim(found: Vec<String>, wanted: &str) -> Finding {
    let keys: Vec<&String> = found.iter().filter(|text| tag(text, "p").is_some()).collect();
    let kind = |text: &str| tag(text, "k").unwrap_or_else(|| "rsa".to_owned());
    let problem = match keys.as_slice() {
        [] => return Finding { found, ..Finding::missing(wanted.to_owned()) },
        [key] if tag(key, "p") == tag(wanted, "p") && kind(key) == kind(wanted) => {
            return Finding::good(found);
        }
        [key] if tag(key, "p").as_deref() == Some("") => Problem::Revoked,
        [_] => Problem::OtherKey,
        _ => Problem::Several,
    };
    Finding::wrong(problem, found, wanted.to_owned())
}

/// The policy that tells receivers what to do with mail that is not ours, and demands nothing yet.
const DMARC: &str = "v=DMARC1; p=none";

/// Judges the texts at `_dmarc` (RFC 7489 §6.3). A parent's policy stands for the domain too.
pub fn dmarc(found: &[String]) -> Finding {
    let policies: Vec<String> =
        found.iter().filter(|text| tag(text, "v").as_deref() == Some("DMARC1")).cloned().collect();
    match policies.as_slice() {
        [] => Finding::missing(DMARC.to_owned()),
        [one] => {
            let policy = tag(one, "p").unwrap_or_default().to_ascii_lowercase();
            if matches!(policy.as_str(), "none" | "quarantine" | "reject") {
                Finding::good(policies)
            } else {
                Finding::wrong(Problem::Broken, policies, DMARC.to_owned())
            }
        }
        [first, ..] => {
            let wanted = first.clone();
            Finding::wrong(Problem::Several, policies, wanted)
        }
    }
}

/// The SPF records among the texts at a domain (RFC 7208 §4.5).
pub fn spf_records(texts: &[String]) -> Vec<String> {
    let is_spf = |text: &&String| {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.eq_ignore_ascii_case("v=spf1")
    };
    texts.iter().filter(is_spf).cloned().collect()
}

/// What stands at the end of a record.
fn is_last(term: &str) -> bool {
    let term = term.to_ascii_lowercase();
    term.trim_start_matches(['+', '-', '~', '?']) == "all" || term.starts_with("redirect=")
}

/// Whether a record lets everybody send.
pub(super) fn allows_everyone(record: &str) -> bool {
    record
        .split_whitespace()
        .any(|term| term.eq_ignore_ascii_case("all") || term.eq_ignore_ascii_case("+all"))
}

impl Problem {
    /// What is wrong with a set of SPF records on their face.
    pub fn of_spf(records: &[String]) -> Option<Self> {
        match records {
            [one] if allows_everyone(one) => Some(Self::AllowsEveryone),
            [] | [_] => None,
            _ => Some(Self::Several),
        }
    }
}

/// One record that says all that these say and has the wanted entries too. Everybody else's mail is doubtful, unless the
/// records said more.
pub fn spf_wanted(records: &[String], entries: &[String]) -> String {
    let mut terms: Vec<&str> = Vec::new();
    let mut end = None;
    for term in records.iter().flat_map(|record| record.split_whitespace().skip(1)) {
        match is_last(term) {
            true if end.is_none() && !allows_everyone(term) => end = Some(term),
            true => {}
            false if terms.iter().any(|known| known.eq_ignore_ascii_case(term)) => {}
            false => terms.push(term),
        }
    }
    for entry in entries {
        if !terms.iter().any(|known| known.trim_start_matches('+').eq_ignore_ascii_case(entry)) {
            terms.push(entry);
        }
    }
    let said = terms.into_iter().chain([end.unwrap_or("~all")]);
    std::iter::once("v=spf1").chain(said).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_key_is_known_however_its_record_was_folded_or_ordered() {
        let wanted = "v=DKIM1; k=rsa; p=MIIBIjANBg";
        for same in ["v=DKIM1; k=rsa; p=MIIB IjAN Bg", "p=MIIBIjANBg", "k=rsa;t=s;p=MIIBIjANBg;"] {
            assert_eq!(dkim(texts(&[same]), wanted).standing, Standing::Found, "{same}");
        }
        for (found, problem) in [
            (&["v=DKIM1; p=other"][..], Problem::OtherKey),
            (&["v=DKIM1; k=ed25519; p=MIIBIjANBg"], Problem::OtherKey),
            (&["v=DKIM1; p="], Problem::Revoked),
            (&["p=MIIBIjANBg", "p=other"], Problem::Several),
        ] {
            let judged = dkim(texts(found), wanted);
            assert_eq!(
                (judged.problem, judged.wanted.as_deref()),
                (Some(problem), Some(wanted)),
                "{found:?}"
            );
        }
        assert_eq!(dkim(texts(&["google-site-verification=x"]), wanted).standing, Standing::Missing);
    }

    #[test]
    fn a_policy_is_one_record_with_a_policy_in_it() {
        assert_eq!(dmarc(&texts(&["v=DMARC1;p=Reject; rua=mailto:a@b.example"])).standing, Standing::Found);
        assert_eq!(dmarc(&texts(&["v=spf1 -all"])).wanted.as_deref(), Some("v=DMARC1; p=none"));
        assert_eq!(dmarc(&texts(&["v=DMARC1; rua=mailto:x@y.example"])).problem, Some(Problem::Broken));
        assert_eq!(
            dmarc(&texts(&["v=DMARC1; p=none", "v=DMARC1; p=reject"])).problem,
            Some(Problem::Several)
        );
    }

    #[test]
    fn the_wanted_record_keeps_what_was_said_and_ends_as_it_ended() {
        let entry = ["include:_spf.google.com".to_owned()];
        for (found, wanted) in [
            (&[][..], "v=spf1 include:_spf.google.com ~all"),
            (&["v=spf1 mx a:x.example -all"], "v=spf1 mx a:x.example include:_spf.google.com -all"),
            (&["v=spf1 include:_SPF.google.com ?all"], "v=spf1 include:_SPF.google.com ?all"),
            (&["v=spf1 mx redirect=y.example"], "v=spf1 mx include:_spf.google.com redirect=y.example"),
            (&["v=spf1 mx +all"], "v=spf1 mx include:_spf.google.com ~all"),
            (&["v=spf1 mx -all", "v=spf1 mx a ~all"], "v=spf1 mx a include:_spf.google.com -all"),
        ] {
            assert_eq!(spf_wanted(&texts(found), &entry), wanted);
        }
        assert_eq!(Problem::of_spf(&texts(&["v=spf1 all"])), Some(Problem::AllowsEveryone));
        assert_eq!(spf_records(&texts(&["V=SPF1 -all", "v=spf10 -all", "other"])), ["V=SPF1 -all"]);
    }
}
