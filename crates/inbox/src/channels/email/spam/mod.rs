//! Spam: what a filter before us says, and where none speaks, what the team has taught.
//!
//! Each workspace learns by itself: a conversation that an agent marks as spam, or takes out of it, and one that an agent
//! answers is a lesson ([`Lessons`]). Of a new mail the words that tell most are weighed together (naive Bayes, after
//! Robinson's smoothing); a sender whom the owner of the domain disowns weighs too. Why a mail was called spam is written
//! beside it, in words.

mod reader;
mod store;
mod words;

pub use self::reader::Lessons;

use database::{Db, DbError, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use mail::spam_filter::{FilterVerdict, is_private};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::store::Counts;
use super::journal::Source;
use super::reading::Letter;
use crate::channels::SpamFilter;
use crate::conversations::Authentication;

/// Lessons of either kind without which nothing is judged.
const ENOUGH: i64 = 5;
/// Words that are weighed: those that tell most.
const WEIGHED: usize = 15;
/// From here on it is spam, in percent.
const SPAM: u32 = 95;
/// From here on where the owner of the sender's domain disowns it as well.
const SPAM_IF_DISOWNED: u32 = 80;
/// How sure one is that a word which was never seen tells nothing, in mails.
const DOUBT: f64 = 1.0;

database::text_enum!(
    /// By whose word a mail is spam or is not.
    pub enum SpamBy {
        /// A filter before us, by the headers that it put on top.
        Filter = "filter",
        /// The provider, who put it aside or says so in its own words.
        Provider = "provider",
        /// What the team has taught.
        Team = "team",
    }
);

/// Whether a mail is spam, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct SpamSeen {
    /// By whose word.
    pub by: SpamBy,
    /// Whether it is.
    pub spam: bool,
    /// The filter's score as it wrote it; the team's in percent.
    #[serde(default)]
    pub score: Option<String>,
    /// What the score is measured by.
    #[serde(default)]
    pub limit: Option<String>,
    /// The filter's rules, or the words, that weighed most.
    pub why: Vec<String>,
}
database::json_column!(SpamSeen);

/// What a mail is found to be.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// Why it is called spam, in words; `None`: it is not.
    pub reason: Option<String>,
    /// By whose word; `None`: nobody knows anything.
    pub seen: Option<SpamSeen>,
}

/// Whether the filter's headers on a mail that came this way are believed. A server on the Internet that brings mail may write
/// what it likes; what was read from a mailbox, or came through a server of one's own network, has come past a filter of ours
/// if there is one.
pub(super) fn is_filter_believed(filter: SpamFilter, source: Option<Source>, peer: Option<&str>) -> bool {
    match filter {
        SpamFilter::Always => true,
        SpamFilter::Never => false,
        SpamFilter::Nearby => match source {
            Some(Source::Smtp) => peer.and_then(|peer| peer.parse().ok()).is_some_and(is_private),
            Some(Source::Http | Source::Imap | Source::Import) | None => true,
        },
    }
}

/// Whether a mail is spam: what a filter says, else what the team has taught.
pub(super) fn verdict(
    db: &mut Db,
    workspace: WorkspaceId,
    letter: &Letter,
    authentication: Option<&Authentication>,
) -> Result<Judgement, DbError> {
    const CALLED: &str = "a filter before us calls it spam";
    let told = |seen: SpamSeen| Judgement { reason: seen.spam.then(|| CALLED.to_owned()), seen: Some(seen) };
    if letter.is_spam {
        let seen = SpamSeen { by: SpamBy::Provider, spam: true, score: None, limit: None, why: Vec::new() };
        return Ok(told(seen));
    }
    if let Some(FilterVerdict { spam: Some(spam), score, limit, rules }) = letter.filter.clone() {
        return Ok(told(SpamSeen { by: SpamBy::Filter, spam, score, limit, why: rules }));
    }
    let total = store::totals(db, workspace)?;
    if total.spam < ENOUGH || total.ham < ENOUGH {
        return Ok(Judgement::default());
    }
    let known = store::counts(db, workspace, &words::of_letter(letter))?;
    let (percent, telling) = weigh(&known, total);
    let disowned = authentication.is_some_and(|found| found.dmarc == "fail");
    let limit = if disowned { SPAM_IF_DISOWNED } else { SPAM };
    let seen = Some(SpamSeen {
        by: SpamBy::Team,
        spam: percent >= limit,
        score: Some(percent.to_string()),
        limit: Some(limit.to_string()),
        why: telling.clone(),
    });
    if percent < limit {
        return Ok(Judgement { reason: None, seen });
    }
    let also = if disowned { "; its sender's domain disowns it" } else { "" };
    let reason = format!("{percent} % like what the team called spam: {}{also}", telling.join(", "));
    Ok(Judgement { reason: Some(reason), seen })
}

/// How much like spam it is, in percent, and the words that say so, strongest first.
fn weigh(known: &[(String, Counts)], total: Counts) -> (u32, Vec<String>) {
    let mut each: Vec<(f64, &str)> =
        known.iter().map(|(word, counts)| (probability(*counts, total), word.as_str())).collect();
    let telling = |p: f64| (p - 0.5).abs();
    each.sort_by(|(a, x), (b, y)| telling(*b).total_cmp(&telling(*a)).then_with(|| x.cmp(y)));
    each.truncate(WEIGHED);
    let odds: f64 = each.iter().map(|(p, _)| (p / (1.0 - p)).ln()).sum();
    let spam = 1.0 / (1.0 + (-odds).exp());
    let said = each.iter().filter(|(p, _)| *p > 0.6).take(5).map(|(_, word)| words::shown(word)).collect();
    // Between 0 and 100.
    ((spam * 100.0).floor() as u32, said)
}

/// How likely a mail with this word is spam, were both kinds equally many; drawn towards one half where it was seen seldom.
fn probability(counts: Counts, total: Counts) -> f64 {
    let share = |count: i64, of: i64| count as f64 / of.max(1) as f64;
    let (spam, ham) = (share(counts.spam, total.spam), share(counts.ham, total.ham));
    let seen = (counts.spam + counts.ham) as f64;
    if seen == 0.0 {
        return 0.5;
    }
    let raw = spam / (spam + ham);
    ((DOUBT * 0.5 + seen * raw) / (DOUBT + seen)).clamp(0.01, 0.99)
}

#[cfg(test)]
mod tests {
    use super::{Counts, weigh};

    fn known(words: &[(&str, i64, i64)]) -> Vec<(String, Counts)> {
        words
            .iter()
            .map(|(word, spam, ham)| ((*word).to_owned(), Counts { spam: *spam, ham: *ham }))
            .collect()
    }

    #[test]
    fn many_words_of_spam_weigh_more_than_one_of_a_customer() {
        let total = Counts { spam: 20, ham: 20 };
        let (percent, words) =
            weigh(&known(&[("casino", 18, 0), ("bonus", 15, 1), ("winner", 12, 0), ("order", 1, 15)]), total);
        assert!(percent >= 95, "{percent}");
        assert_eq!(words, ["casino", "winner", "bonus"]);
    }

    #[test]
    fn words_that_both_use_say_nothing() {
        let total = Counts { spam: 20, ham: 20 };
        let (percent, words) = weigh(&known(&[("hello", 10, 10), ("thanks", 5, 5)]), total);
        assert_eq!((percent, words), (50, Vec::<String>::new()));
        assert_eq!(weigh(&[], total).0, 50);
    }
}
