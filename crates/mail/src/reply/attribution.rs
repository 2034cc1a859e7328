//! The sentence with which a mail program introduces a quote: "On …, … wrote:".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{Line, fold};
use super::vocabulary::{self, OPENERS, WROTE};

/// The longest sentence, in bytes of its folded form. Names are long, but not this long.
const LONGEST: usize = 500;
/// Mail programs break the sentence when it gets longer than a line.
const MOST_LINES: usize = 4;

/// How much speaks for a sentence being a mail program's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// It has an address and says that something was written or when.
    Sure,
    /// It says who wrote when, without an address: a customer may say so too.
    Likely,
}

/// Where such a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) lines: Range<usize>,
    pub(super) certainty: Certainty,
    /// Whether it begins with a day or with the word that comes before a day.
    pub(super) opens_with_day: bool,
    /// Whether it says both the day and the time, as mail programs do, or nothing but whom it quotes.
    pub(super) is_exact: bool,
}

/// The line of the table whose verbs stand without spaces around them.
const UNSPACED: &str = "Without spaces";
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = |unspaced: bool| {
        let of_kind = vocabulary::entries(WROTE).filter(|(language, _)| (*language == UNSPACED) == unspaced);
        of_kind.map(|(_, verb)| regex::escape(&verb)).collect::<Vec<_>>().join("|")
    };
    pattern(&format!(r"(?:^|[^\p{{L}}])(?:{})(?:[^\p{{L}}]|$)|{}", verbs(false), verbs(true)))
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"[^\s<>"():;,@]+@[^\s<>"():;,@]+\.[^\s<>"():;,@]+"#));
static TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^\d])\d{1,2}[:.h]\d{2}(?:[^\d]|$)|\d{1,2}시"));
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^\d])(?:1[34]|19|20|۱[۳۴]|۲۰|٢٠)\d{2}(?:[^\d]|$)|(?:^|[^\d])\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[^\d]|$)",
    )
});
/// A line that begins with a whole date, in figures or with the month in letters.
static STARTS_WITH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}|\d{1,2}\.? \p{L}+\.?,? \d{4}|\d{4} ?[년年]|\p{L}+\.?,? (?:\d{1,2}\.? \p{L}+\.?|\p{L}+ \d{1,2}),? \d{4})",
    )
});
static STARTS_WITH_OPENER: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<_> = vocabulary::words(OPENERS).iter().map(|word| regex::escape(word)).collect();
    pattern(&format!(r"^(?:{}) ", words.join("|")))
});
/// Gmail on Android once wrote no verb and no colon.
static OLD_GMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} gmt[+-]\d{1,2}:\d{2} [^.!?<>]{1,80}$"));

/// "Some One <one@mail.example> wrote:" and nothing more.
static NAME_AND_ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^<>]{1,80}<[^<>@ ]+@[^<>@ ]+>(?: ?[^\s\d<>,]+){1,3} ?:$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is written in this file")
}

/// The sentence that ends on line `end`, if one does. Never looks at more than a few lines.
pub(super) fn ending_at(lines: &[Line], end: usize) -> Option<Attribution> {
    let last = lines.get(end)?;
    let ends_like_one =
        last.folded.ends_with(':') || last.folded.ends_with("----") || OLD_GMAIL.is_match(&last.folded);
    let says_something = last.folded.contains(char::is_alphanumeric);
    if !ends_like_one || !says_something || last.folded.len() > LONGEST {
        return None;
    }
    let mut likely = None;
    let mut sentence = String::new();
    for start in (0..=end).rev().take(MOST_LINES) {
        let line = &lines[start];
        if line.is_blank() || line.depth != last.depth || (start < end && ends_a_sentence(&line.folded)) {
            break;
        }
        let is_whole = start == end || is_fragment(&sentence) || lends_address(line);
        sentence = if start == end { line.folded.clone() } else { format!("{} {sentence}", line.folded) };
        if sentence.len() > LONGEST {
            break;
        }
        let opens_with_day = opens_with_day(&sentence);
        let found = |start, certainty| {
            let is_exact = is_exact(&sentence) || opens_with_day_here(&lines[start]);
            Some(Attribution { lines: start..end + 1, certainty, opens_with_day, is_exact })
        };
        match certainty(&sentence) {
            Some(Certainty::Sure) if is_whole || opens_with_day => {
                return found(with_day_before(lines, start, opens_with_day), Certainty::Sure);
            }
            Some(Certainty::Likely) if opens_with_day => return found(start, Certainty::Likely),
            Some(Certainty::Likely) if likely.is_none() => likely = found(start, Certainty::Likely),
            Some(_) | None => {}
        }
    }
    likely
}

/// A sentence and the beginning of what it introduces on one line, as Yahoo's apps write it: how many bytes
/// of the line's content are the sentence.
pub(super) fn leading(line: &Line) -> Option<usize> {
    let content = line.content();
    let (end, _) = content.match_indices(':').find(|(index, _)| {
        let rest = &content[index + 1..];
        rest.starts_with("  ") && !rest.trim().is_empty() || rest.starts_with('\u{A0}')
    })?;
    let sentence = fold(&content[..=end]);
    let is_one = sentence.len() <= LONGEST && VERB.is_match(&sentence) && DAY.is_match(&sentence);
    (is_one && certainty(&sentence) == Some(Certainty::Sure)).then_some(end + 1)
}

/// Whether a line says a day, as the sentences of languages that are not known here do, too.
pub(super) fn names_a_day(line: &Line) -> bool {
    line.folded.len() <= LONGEST && DAY.is_match(&line.folded)
}

fn certainty(sentence: &str) -> Option<Certainty> {
    if OLD_GMAIL.is_match(sentence) {
        return Some(Certainty::Sure);
    }
    if is_fragment(sentence) {
        return None;
    }
    let (verb, address) = (VERB.is_match(sentence), ADDRESS.is_match(sentence));
    let (day, time) = (DAY.is_match(sentence), TIME.is_match(sentence));
    match (verb, address) {
        (true, true) => Some(Certainty::Sure),
        (false, true) if day && time => Some(Certainty::Sure),
        (true, false) if day || time => Some(Certainty::Likely),
        (false, false) if day && time && sentence.ends_with(':') => Some(Certainty::Likely),
        _ => None,
    }
}

fn is_exact(sentence: &str) -> bool {
    (DAY.is_match(sentence) && TIME.is_match(sentence))
        || NAME_AND_ADDRESS.is_match(sentence)
        || OLD_GMAIL.is_match(sentence)
}

fn opens_with_day(sentence: &str) -> bool {
    (STARTS_WITH_OPENER.is_match(sentence) && (DAY.is_match(sentence) || TIME.is_match(sentence)))
        || STARTS_WITH_DAY.is_match(sentence)
}

/// A long name breaks "On Thursday … Some | One <…> wrote:" in its middle: the day stands on the line before.
fn with_day_before(lines: &[Line], start: usize, opens_with_day: bool) -> usize {
    if opens_with_day {
        return start;
    }
    let before = (0..start).rev().take(2);
    let mut candidates = before.take_while(|&index| {
        !lines[index].is_blank()
            && lines[index].depth == lines[start].depth
            && !ends_a_sentence(&lines[index].folded)
    });
    candidates
        .find(|&index| lines[index].folded.len() < LONGEST && opens_with_day_here(&lines[index]))
        .unwrap_or(start)
}

fn opens_with_day_here(line: &Line) -> bool {
    opens_with_day(&line.folded) && (DAY.is_match(&line.folded) || TIME.is_match(&line.folded))
}

/// Whether the sentence must have begun on an earlier line.
fn is_fragment(sentence: &str) -> bool {
    sentence.starts_with('<') || !is_balanced(sentence)
}

/// Only a line that names an address in angle brackets can be the beginning of a broken sentence.
fn lends_address(line: &Line) -> bool {
    line.folded.contains('<')
}

fn is_balanced(sentence: &str) -> bool {
    sentence.matches('<').count() == sentence.matches('>').count()
}

/// A full stop after a short word is an abbreviation ("16. Aug.").
fn ends_a_sentence(folded: &str) -> bool {
    let last_word = folded.rsplit(' ').next().unwrap_or_default();
    folded.ends_with(['!', '?', '。', ':']) || (folded.ends_with('.') && last_word.chars().count() > 5)
}
