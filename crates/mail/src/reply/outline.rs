//! The parts of a mail: what its author wrote, what is quoted, what introduces the quote.

use std::collections::HashSet;
use std::ops::Range;

use super::attribution::{self, Attribution, Certainty};
use super::footer;
use super::headers;
use super::lines::{Line, Mark};
use super::signature;

/// A stretch of lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) lines: Range<usize>,
}

/// What a stretch of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neither quoted nor an introduction; whether it is new is decided by what stands around it.
    Plain,
    /// Lines behind quote marks, with the empty lines between them.
    Quote {
        /// Whether its first lines say whom it quotes, as the iPhone writes it.
        introduced: bool,
    },
    /// "On … wrote:", a banner, a block of headers.
    Introduction,
}

/// The attributions of a mail, so that they can be looked up by their first line.
pub(super) struct Attributions {
    found: Vec<Attribution>,
    starts: HashSet<usize>,
}

impl Attributions {
    pub(super) fn find(lines: &[Line]) -> Self {
        let mut found: Vec<Attribution> = Vec::new();
        for end in 0..lines.len() {
            if let Some(attribution) = attribution::ending_at(lines, end)
                && found.last().is_none_or(|last| last.lines.end <= attribution.lines.start)
            {
                found.push(attribution);
            }
        }
        let starts = found.iter().map(|attribution| attribution.lines.start).collect();
        Self { found, starts }
    }

    pub(super) fn starts_at(&self, index: usize) -> bool {
        self.starts.contains(&index)
    }

    /// The lines of the attribution that begins here.
    pub(super) fn at(&self, index: usize) -> Option<Range<usize>> {
        if !self.starts_at(index) {
            return None;
        }
        let position = self.found.binary_search_by_key(&index, |attribution| attribution.lines.start).ok()?;
        Some(self.found[position].lines.clone())
    }
}

/// Cuts a mail into its parts, in order; empty lines between them belong to none.
pub(super) fn parts(lines: &[Line], attributions: &Attributions) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    for introduction in introductions(lines, attributions) {
        plain_and_quotes(lines, at..introduction.start, attributions, &mut parts);
        at = introduction.end;
        parts.push(Part { kind: Kind::Introduction, lines: introduction });
    }
    plain_and_quotes(lines, at..lines.len(), attributions, &mut parts);
    let says_something = |lines: &[Line]| lines.iter().any(|line| !line.is_blank());
    parts.retain(|part| part.kind == Kind::Introduction || says_something(&lines[part.lines.clone()]));
    parts
}

/// The introductions that are not themselves quoted.
fn introductions(lines: &[Line], attributions: &Attributions) -> Vec<Range<usize>> {
    let sure = sure_introductions(lines, attributions);
    let last_sure = sure.last().map_or(0, |range| range.start);
    let likely = attributions.found.iter().filter(|attribution| {
        attribution.certainty == Certainty::Likely
            && !lines[attribution.lines.start].is_quoted()
            && attribution.lines.start >= last_sure
            && introduces(lines, attribution, sure.is_empty())
    });
    let mut all: Vec<_> =
        sure.iter().cloned().chain(likely.map(|attribution| attribution.lines.clone())).collect();
    all.sort_by_key(|range| range.start);
    all.dedup_by(|later, earlier| later.start < earlier.end);
    all
}

/// A sentence with an address introduces a quote that follows it. When plain text follows, it must be as exact
/// as mail programs are and stand apart: customers, too, tell who wrote to them.
fn introduces_anything(lines: &[Line], attribution: &Attribution) -> bool {
    let Range { start, end } = attribution.lines;
    quote_follows(lines, end) || (attribution.is_exact && (start == 0 || lines[start - 1].is_blank()))
}

fn quote_follows(lines: &[Line], end: usize) -> bool {
    headers::next_filled(lines, end).is_some_and(|next| lines[next].is_quoted())
}

/// A sentence without an address introduces what follows if that is quoted; or if it stands by itself in the
/// form that mail programs use and nothing else in the mail could be the introduction.
fn introduces(lines: &[Line], attribution: &Attribution, alone: bool) -> bool {
    let Range { start, end } = attribution.lines;
    let stands_apart =
        (start == 0 || lines[start - 1].is_blank()) && lines.get(end).is_some_and(Line::is_blank);
    quote_follows(lines, end) || (alone && stands_apart && attribution.opens_with_day && attribution.is_exact)
}

fn sure_introductions(lines: &[Line], attributions: &Attributions) -> Vec<Range<usize>> {
    let mut sure =
        attributions.found.iter().filter(|attribution| attribution.certainty == Certainty::Sure).peekable();
    let mut introductions = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        while sure.next_if(|attribution| attribution.lines.start < at).is_some() {}
        let found = match &lines[at] {
            line if line.is_quoted() => None,
            line if line.mark == Mark::Introduction => Some(at..marked_until(lines, at)),
            line if line.is_blank() => None,
            _ if headers::is_banner(lines, at) => Some(at..headers::headers_after(lines, at + 1)),
            _ => headers::header_block(lines, at).or_else(|| {
                let attribution = sure.peek().filter(|attribution| attribution.lines.start == at);
                attribution
                    .filter(|attribution| introduces_anything(lines, attribution))
                    .map(|attribution| attribution.lines.clone())
            }),
        };
        at = found.as_ref().map_or(at + 1, |range| range.end);
        introductions.extend(found);
    }
    introductions
}

fn marked_until(lines: &[Line], start: usize) -> usize {
    (start..lines.len()).find(|&index| lines[index].mark != Mark::Introduction).unwrap_or(lines.len())
}

fn plain_and_quotes(lines: &[Line], range: Range<usize>, attributions: &Attributions, parts: &mut Vec<Part>) {
    let mut at = range.start;
    while at < range.end {
        let quoted = lines[at].is_quoted();
        let mut end = at + 1;
        let mut filled_end = end;
        while end < range.end
            && (lines[end].is_quoted() == quoted || (quoted && lines[end].text.trim().is_empty()))
        {
            end += 1;
            if lines[end - 1].is_quoted() {
                filled_end = end;
            }
        }
        let end = if quoted { filled_end } else { end };
        let kind = if quoted {
            Kind::Quote { introduced: is_introduced(lines, at..end, attributions) }
        } else {
            Kind::Plain
        };
        parts.push(Part { kind, lines: at..end });
        at = end;
    }
}

fn is_introduced(lines: &[Line], quote: Range<usize>, attributions: &Attributions) -> bool {
    quote.clone().find(|&index| !lines[index].is_blank()).is_some_and(|first| {
        attributions.starts_at(first)
            || headers::is_banner(lines, first)
            || headers::header_block(lines, first).is_some()
    })
}

/// Where a plain part stands, which decides what may be taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// It follows a quote.
    pub(super) after_quote: bool,
    /// It stands between quotes: an answer, which nobody signs.
    pub(super) between_quotes: bool,
}

/// How many things one under the other are taken off a mail's end. A bound keeps the work linear.
const MOST_NOTICES: usize = 8;

/// The lines of a plain part that its author wrote: without telephones' signatures, legal texts and the
/// author's own signature.
pub(super) fn written(lines: &[Line], part: Range<usize>, place: Place) -> Vec<usize> {
    if place.after_quote && is_list_footer(lines, part.clone()) {
        return Vec::new();
    }
    let Range { start, mut end } = part;
    let mut signed = false;
    for _ in 0..MOST_NOTICES {
        let before = end;
        end = without_notices(lines, start..end);
        if !signed
            && !place.between_quotes
            && let Some(signature) = signature::start(lines, start..end)
        {
            signed = true;
            end = signature;
        }
        if end == before {
            break;
        }
    }
    let is_lone_footer = |index: usize| {
        let blank = |other: Option<&Line>| other.is_none_or(Line::is_blank);
        blank(index.checked_sub(1).filter(|&i| i >= start).map(|i| &lines[i]))
            && blank((index + 1 < end).then(|| &lines[index + 1]))
            && footer::is_footer(&lines[index].folded)
    };
    let marked_signature = marked_signature(lines, start..end);
    (start..end).filter(|index| !marked_signature.contains(index) && !is_lone_footer(*index)).collect()
}

/// A long underscore line right below a quote, and what a mailing list or a mail program put there.
fn is_list_footer(lines: &[Line], part: Range<usize>) -> bool {
    let mut filled = part.filter(|&index| !lines[index].is_blank());
    let below_line = filled.next().is_some_and(|first| {
        let folded = &lines[first].folded;
        folded.len() >= 5 && folded.bytes().all(|b| b == b'_')
    });
    below_line && filled.count() <= 8
}

/// Takes empty lines, rules, footers and legal texts off the end.
fn without_notices(lines: &[Line], written: Range<usize>) -> usize {
    let Range { start, mut end } = written;
    let mut notices = 0;
    while end > start {
        let last = &lines[end - 1];
        if last.is_blank()
            || (signature::is_rule(last) && !last.is_quoted())
            || footer::is_footer(&last.folded)
        {
            end -= 1;
            continue;
        }
        match notice_start(lines, start..end) {
            Some(notice) if notices < MOST_NOTICES => end = notice,
            _ => break,
        }
        notices += 1;
    }
    end
}

/// How many lines from the end a legal text may begin.
const LONGEST_NOTICE: usize = 40;

fn notice_start(lines: &[Line], written: Range<usize>) -> Option<usize> {
    let window = written.start.max(written.end.saturating_sub(LONGEST_NOTICE))..written.end;
    let headed = window.clone().find(|&index| footer::is_legal_heading(&lines[index].folded));
    if headed.is_some() {
        return headed;
    }
    let paragraph = window.clone().rev().take_while(|&index| !lines[index].is_blank()).last()?..written.end;
    let mut joined = String::new();
    let mut found = None;
    for index in paragraph.rev() {
        joined = if joined.is_empty() {
            lines[index].folded.clone()
        } else {
            format!("{} {joined}", lines[index].folded)
        };
        if joined.len() > 8000 {
            break;
        }
        if footer::is_footer(&joined) || footer::is_legal_sentence(&joined) {
            found = Some(index);
        }
    }
    found
}

/// The most lines that a marked signature may have to be believed: people write into it by mistake.
const LONGEST_MARKED: usize = 15;

fn marked_signature(lines: &[Line], written: Range<usize>) -> HashSet<usize> {
    let marked: HashSet<usize> = written.filter(|&index| lines[index].mark == Mark::Signature).collect();
    let filled = marked.iter().filter(|&&index| !lines[index].is_blank()).count();
    let asks = marked.iter().any(|&index| lines[index].folded.contains('?'));
    if filled > LONGEST_MARKED || asks { HashSet::new() } else { marked }
}
