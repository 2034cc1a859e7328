//! Where a mail's author stops writing and signs.
//!
//! A dash line says so. Without one, only what cannot be anything else is taken for a signature: a closing
//! phrase with a name and more than a name below it, or a block that names a post or a company and a way to
//! call. A lone name below a closing phrase is part of the letter and stays.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::vocabulary::{self, CALL_LABELS, CLOSINGS, INTRODUCING, LEAD_INS, NOT_IN_NAMES, POSTS, STREETS};

/// The most lines a signature has, without the empty ones.
const MOST_LINES: usize = 15;
/// The longest line of a signature, in letters.
const LONGEST_LINE: usize = 110;

static CLOSING: LazyLock<HashSet<String>> =
    LazyLock::new(|| vocabulary::words(CLOSINGS).into_iter().collect());
static POST: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(POSTS));
static LEAD_IN: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(LEAD_INS));
static INTRODUCING_WORD: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(INTRODUCING));
static STREET: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(STREETS));
static NOT_NAME: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(NOT_IN_NAMES));
/// A line that says how to call or where to look: numbers with a label or in the form of a telephone number,
/// links, addresses. An order number is none of it.
static CALL: LazyLock<Regex> = LazyLock::new(|| {
    let labels: Vec<_> = vocabulary::words(CALL_LABELS).iter().map(|label| regex::escape(label)).collect();
    let label = format!(r"(?:{})(?:[:.)]{{1,2}} ?| )", labels.join("|"));
    let digits = r"[+(]{0,2}\d[\d()\-–./ ]{5,18}\d";
    let telephone = r"(?:\+\d[\d()\-–./ ]{6,18}\d|\(?[0۰٠] ?\(?\d{1,4}[) .\-/–]{1,2}[\d .\-/–]{4,14}\d|[0۰٠]\d{9,10}|(?:\d{3}[-.])?\d{3,4}[-.]\d{4})";
    let extension = r"(?: ?(?:ext|dahili|dah|x|내선|داخلی|int|durchwahl)\.?:? ?\d{1,5})?";
    let number = format!("(?:{label}{digits}|{telephone}){extension}");
    let link = r"(?:https?://|www\.)[^ ]+";
    let address = r"<?[^ @<>]+@[^ @<>]+\.[^ @<>]+>?(?:<mailto:[^ >]+>)?";
    pattern(&format!(r"^(?:{number}(?: ?[|/,·]? ?{number}){{0,3}}|(?:{label})?(?:{link}|{address}))$"))
});
static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\[(?:cid|image|resim|이미지|تصویر|bild):?[^\]]*\]|\[[^\]]{1,60}\])$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is written in this file")
}

/// What a line of a signature can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Post,
    Call,
    Picture,
}

/// The two dashes that stand above a signature (RFC 3676 §4.3). Many programs lose the space behind them; then
/// they must stand below an empty line and right above what they announce, for people write dashes as well.
fn is_dashes(lines: &[Line], index: usize, written: &Range<usize>) -> bool {
    let content = lines[index].content().trim_start();
    if content.starts_with("-- ") && content.trim_end() == "--" {
        return true;
    }
    let apart = index == written.start || lines[index - 1].is_blank() || is_rule(&lines[index - 1]);
    let announces = lines[index + 1..written.end].first().is_none_or(|next| !next.is_blank());
    matches!(content.trim_end(), "--" | "—" | "-–" | "- -" | "––") && apart && announces
}

/// A line of nothing but dashes, stars or the like.
pub(super) fn is_rule(line: &Line) -> bool {
    let content = line.content().trim();
    !content.is_empty() && content.chars().all(|c| "-–—_,=+~#*ᐧ".contains(c) || c.is_whitespace())
}

/// Where the signature of these lines begins, if they have one.
pub(super) fn start(lines: &[Line], written: Range<usize>) -> Option<usize> {
    below_dashes(lines, written.clone())
        .or_else(|| below_closing(lines, written.clone()))
        .or_else(|| business_card(lines, written))
}

/// The first dash line with no more below it than a signature has.
fn below_dashes(lines: &[Line], written: Range<usize>) -> Option<usize> {
    let mut below = 0;
    let mut found = None;
    for index in written.clone().rev() {
        let line = &lines[index];
        if is_dashes(lines, index, &written) || (is_rule(line) && signs_off(lines, index + 1..written.end)) {
            found = Some(index);
        }
        below += usize::from(!lines[index].is_blank());
        if below > MOST_LINES {
            break;
        }
    }
    found
}

/// Below a rule, which may also be the author's: only a business card.
fn signs_off(lines: &[Line], below: Range<usize>) -> bool {
    let filled = below.clone().filter(|&index| !lines[index].is_blank()).count();
    filled > 0 && filled <= MOST_LINES && has_evidence(lines, below.clone()) && parts(lines, below).is_some()
}

/// The lines after the last closing phrase, when there are several and all are parts of a signature.
fn below_closing(lines: &[Line], written: Range<usize>) -> Option<usize> {
    let mut below = 0;
    for index in written.clone().rev() {
        if is_closing(&lines[index]) {
            let signature = index + 1..written.end;
            let first = signature.clone().find(|&at| !lines[at].is_blank())?;
            let parts = parts(lines, signature.clone())?;
            let is_signature =
                parts.len() > 1 && !is_led_in(lines, written.start..index) && has_evidence(lines, signature);
            return is_signature.then_some(first);
        }
        below += usize::from(!lines[index].is_blank());
        if below > MOST_LINES {
            return None;
        }
    }
    None
}

/// A last paragraph without a closing phrase that says who, what and how to call.
fn business_card(lines: &[Line], written: Range<usize>) -> Option<usize> {
    let end = written.clone().rev().find(|&index| !lines[index].is_blank())? + 1;
    let mut first = end;
    while first > written.start && !lines[first - 1].is_blank() && end - first < MOST_LINES {
        first -= 1;
    }
    let has_text_before = (written.start..first).any(|index| !lines[index].is_blank());
    let card = first..end;
    let parts = parts(lines, card.clone())?;
    let says_all = parts.len() > 1
        && parts.contains(&Part::Post)
        && (parts.contains(&Part::Call) || has_bar(lines, card));
    let introduced = is_led_in(lines, written.start..first)
        || last_filled_says(lines, written.start..first, &INTRODUCING_WORD);
    (has_text_before && says_all && !introduced).then_some(first)
}

fn is_closing(line: &Line) -> bool {
    let marks = ['.', ',', '!', ':', ')', ' ', '~', '^', '。', '、'];
    let phrases = line.folded.split(['.', ',', '!', '。', '、']).map(|phrase| phrase.trim_matches(marks));
    let mut said = phrases.filter(|phrase| !phrase.is_empty()).peekable();
    said.peek().is_some() && said.all(|phrase| CLOSING.contains(phrase))
}

/// What the lines are, or `None` when one of them is not a part of a signature.
fn parts(lines: &[Line], range: Range<usize>) -> Option<Vec<Part>> {
    lines[range].iter().filter(|line| !line.is_blank() && !is_rule(line)).map(part).collect()
}

fn part(line: &Line) -> Option<Part> {
    let folded = line.folded.as_str();
    if folded.chars().count() > LONGEST_LINE || line.is_quoted() {
        return None;
    }
    if PLACEHOLDER.is_match(folded) {
        return Some(Part::Picture);
    }
    if CALL.is_match(folded) {
        return Some(Part::Call);
    }
    if STREET.iter().any(|word| folded.contains(word.as_str())) || ends_a_sentence(folded) {
        return None;
    }
    if folded.contains(" | ") || POST.iter().any(|word| folded.contains(word.as_str())) && words(folded) <= 8
    {
        return Some(Part::Post);
    }
    is_name(line).then_some(Part::Name)
}

/// A few words, each with a capital where the script has capitals, and none that only sentences have.
fn is_name(line: &Line) -> bool {
    let content = line.content().trim().trim_matches(['*', '_', '/', '-', '—', ',']);
    let count = words(content);
    (1..=4).contains(&count)
        && content.chars().count() <= 40
        && !content.chars().any(|c| c.is_numeric() || ":;?!@".contains(c))
        && !line.folded.split(' ').any(|word| NOT_NAME.iter().any(|other| other == word))
        && content
            .split_whitespace()
            .all(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase()))
}

fn has_evidence(lines: &[Line], range: Range<usize>) -> bool {
    parts(lines, range)
        .is_some_and(|parts| parts.iter().any(|part| matches!(part, Part::Post | Part::Call | Part::Picture)))
}

fn has_bar(lines: &[Line], mut range: Range<usize>) -> bool {
    range.any(|index| lines[index].folded.contains(" | "))
}

/// Whether one of the last lines before says that something follows.
fn is_led_in(lines: &[Line], before: Range<usize>) -> bool {
    last_filled(before.clone(), lines).any(|line| line.folded.ends_with(':'))
        || last_filled_says(lines, before, &LEAD_IN)
}

fn last_filled_says(lines: &[Line], before: Range<usize>, words: &[String]) -> bool {
    last_filled(before, lines).any(|line| words.iter().any(|word| line.folded.contains(word.as_str())))
}

fn last_filled(before: Range<usize>, lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines[before].iter().rev().filter(|line| !line.is_blank()).take(3)
}

fn ends_a_sentence(folded: &str) -> bool {
    let abbreviated = ["ltd.", "şti.", "a.ş.", "inc.", "co.", "jr.", "sr.", "s.l.", "s.a."];
    folded.ends_with(['.', '!', '?', '。', '~', ',']) && !abbreviated.iter().any(|end| folded.ends_with(end))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
