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

use self::store::Counts;
use super::reading::Letter;
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

/// Why a mail is called spam, in words; `None`: it is not.
pub(super) fn verdict(
    db: &mut Db,
    workspace: WorkspaceId,
    letter: &Letter,
    authentication: Option<&Authentication>,
) -> Result<Option<String>, DbError> {
    if letter.is_spam {
        return Ok(Some("a filter before us calls it spam".to_owned()));
    }
    let total = store::totals(db, workspace)?;
    if total.spam < ENOUGH || total.ham < ENOUGH {
        return Ok(None);
    }
    let known = store::counts(db, workspace, &words::of_letter(letter))?;
    let (percent, telling) = weigh(&known, total);
    let disowned = authentication.is_some_and(|found| found.dmarc == "fail");
    let limit = if disowned { SPAM_IF_DISOWNED } else { SPAM };
    if percent < limit {
        return Ok(None);
    }
    let also = if disowned { "; its sender's domain disowns it" } else { "" };
    Ok(Some(format!("{percent} % like what the team called spam: {}{also}", telling.join(", "))))
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
