//! Deciding, part by part, what is kept.

use std::ops::Range;
use std::sync::LazyLock;

use super::lines::{Line, Mark};
use super::outline::{self, Attributions, Kind, Part, Place};
use super::vocabulary::{self, INLINE_HINTS};
use super::{Answer, Reply, attribution, headers, inline};

pub(super) fn extract(lines: Vec<Line>) -> Reply {
    let lines = split_leading_attributions(lines);
    let attributions = Attributions::find(&lines);
    let parts = outline::parts(&lines, &attributions);
    let mut extraction = Extraction::new(&lines, &attributions, parts);
    extraction.keep();
    extraction.find_answers();
    extraction.into_reply()
}

static HINT: LazyLock<Vec<String>> = LazyLock::new(|| vocabulary::words(INLINE_HINTS));

/// Yahoo's apps begin the quoted text on the line of its introduction.
fn split_leading_attributions(lines: Vec<Line>) -> Vec<Line> {
    let mut split = Vec::with_capacity(lines.len());
    for line in lines {
        match attribution::leading(&line) {
            Some(length) if !line.is_quoted() => {
                let (sentence, rest) = line.content().split_at(length);
                split.push(Line::new(sentence, line.mark));
                split.push(Line::new(rest.trim_start(), line.mark));
            }
            _ => split.push(line),
        }
    }
    split
}

struct Extraction<'a> {
    lines: &'a [Line],
    attributions: &'a Attributions,
    parts: Vec<Part>,
    /// What the author wrote of each part; empty for parts that are not plain.
    written: Vec<Vec<usize>>,
    /// From this part on, everything is the answered mail, without quote marks.
    history: usize,
    kept: Vec<bool>,
    answers: Vec<Answer>,
    /// Answers that stand in lines which are not kept.
    hidden_answers: Vec<String>,
}

/// What stands above a quote.
#[derive(Debug, Clone, Copy, Default)]
struct Above {
    words: bool,
    introduced_quote: bool,
    /// The mail began with a quote and the author answers below it or in it.
    answers_begin: bool,
}

impl<'a> Extraction<'a> {
    fn new(lines: &'a [Line], attributions: &'a Attributions, parts: Vec<Part>) -> Self {
        let mut extraction = Self {
            lines,
            attributions,
            parts,
            written: Vec::new(),
            history: 0,
            kept: vec![false; lines.len()],
            answers: Vec::new(),
            hidden_answers: Vec::new(),
        };
        extraction.written = (0..extraction.parts.len()).map(|index| extraction.written_in(index)).collect();
        extraction.history = extraction.history_start();
        extraction
    }

    fn written_in(&self, index: usize) -> Vec<usize> {
        let part = &self.parts[index];
        if part.kind != Kind::Plain {
            return Vec::new();
        }
        let after_quote = index.checked_sub(1).is_some_and(|before| self.is_quote(before));
        let between_quotes = after_quote && self.is_quote(index + 1);
        let written = outline::written(self.lines, part.lines.clone(), Place { after_quote, between_quotes });
        let says_something = written.iter().any(|&line| !self.lines[line].is_blank());
        if says_something { written } else { Vec::new() }
    }

    fn is_quote(&self, index: usize) -> bool {
        self.parts.get(index).is_some_and(|part| matches!(part.kind, Kind::Quote { .. }))
    }

    fn has_words(&self, index: usize) -> bool {
        self.written.get(index).is_some_and(|written| !written.is_empty())
    }

    /// The first introduction below the author's words that is followed by plain text. When the author said
    /// nothing above it, the mail was passed on without a word, and what was passed on is what it says.
    fn history_start(&self) -> usize {
        let first_words = (0..self.parts.len()).find(|&index| self.has_words(index));
        let below = first_words.map_or(self.parts.len(), |first| first + 1);
        (below..self.parts.len())
            .find(|&index| {
                self.parts[index].kind == Kind::Introduction
                    && self.parts.get(index + 1).is_none_or(|next| next.kind == Kind::Plain)
            })
            .unwrap_or(self.parts.len())
    }

    fn keep(&mut self) {
        let last_words = (0..self.history).rev().find(|&index| self.has_words(index));
        let mut above = Above::default();
        for index in 0..self.history {
            match self.parts[index].kind {
                Kind::Introduction => {}
                Kind::Plain => {
                    above.words |= self.has_words(index);
                    self.written[index].iter().for_each(|&line| self.kept[line] = true);
                }
                Kind::Quote { .. } => {
                    let words_below = last_words.is_some_and(|last| index < last);
                    let introduced = self.is_introduced(index);
                    if self.keeps_quote(index, above, words_below) {
                        self.kept[self.parts[index].lines.clone()].fill(true);
                    }
                    above.answers_begin |= introduced && words_below && !above.words;
                    above.introduced_quote |= introduced;
                }
            }
        }
        self.keep_gaps();
        let is_all_plain = self.parts.iter().all(|part| part.kind == Kind::Plain);
        if is_all_plain && !self.kept.contains(&true) {
            self.kept.fill(true);
        }
    }

    fn keeps_quote(&self, index: usize, above: Above, words_below: bool) -> bool {
        match (self.is_introduced(index), words_below) {
            // The author's words stand above and below: the quote keeps them apart.
            (true, true) => above.words && !above.answers_begin,
            (true, false) => false,
            // Nobody says whom this quotes, so the author may have set the marks; not between answers.
            (false, true) => !above.answers_begin || self.is_announced(index),
            (false, false) if above.introduced_quote => false,
            (false, false) => {
                let introduction_follows =
                    self.parts.get(index + 1).is_some_and(|next| next.kind == Kind::Introduction);
                !above.words || introduction_follows || self.is_announced(index)
            }
        }
    }

    /// Whether something says whom a quote quotes, above it or in its first lines.
    fn is_introduced(&self, index: usize) -> bool {
        let above = index.checked_sub(1).map(|before| self.parts[before].kind);
        self.parts[index].kind == (Kind::Quote { introduced: true }) || above == Some(Kind::Introduction)
    }

    /// Keeps the empty lines around introductions that were taken out between kept lines.
    fn keep_gaps(&mut self) {
        let Some(first) = self.kept.iter().position(|kept| *kept) else { return };
        let introductions = self.introduction_lines();
        let mut gap: Vec<usize> = Vec::new();
        let mut words_cut = false;
        for (index, line) in self.lines.iter().enumerate().skip(first) {
            if self.kept[index] {
                if !words_cut {
                    gap.iter().for_each(|&blank| self.kept[blank] = true);
                }
                gap.clear();
                words_cut = false;
            } else if line.is_blank() {
                gap.push(index);
            } else {
                words_cut |= !introductions[index];
            }
        }
    }

    fn introduction_lines(&self) -> Vec<bool> {
        let mut introductions = vec![false; self.lines.len()];
        for part in self.parts.iter().filter(|part| part.kind == Kind::Introduction) {
            introductions[part.lines.clone()].fill(true);
        }
        introductions
    }

    /// Whether the author's line above says that something follows: then the lines behind the marks are the
    /// author's own, like the steps of a menu.
    fn is_announced(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| {
            self.written[before].iter().rev().copied().find(|&line| !self.lines[line].is_blank())
        });
        before.is_some_and(|line| {
            self.lines[line].folded.ends_with(':') && !attribution::names_a_day(&self.lines[line])
        })
    }

    /// Finds the answers inside of dropped quotes and, where the author wrote between quotes, the pairs of
    /// question and answer.
    fn find_answers(&mut self) {
        let is_answer = |index: usize| {
            index > 0 && self.has_words(index) && self.is_quote(index - 1) && !self.is_announced(index - 1)
        };
        let first_answer = (0..self.history).find(|&index| is_answer(index));
        let is_interleaved =
            first_answer.is_some_and(|first| (first..self.history).any(|index| self.is_quote(index)));
        let answers: Vec<usize> =
            (0..self.history).filter(|&index| is_interleaved && is_answer(index)).collect();
        let mut answers = answers.into_iter().peekable();
        for index in 0..self.history {
            if self.is_quote(index) && !self.kept[self.parts[index].lines.start] {
                self.find_hidden_answers(self.outermost(self.parts[index].lines.clone()));
            } else if answers.next_if_eq(&index).is_some() {
                let question = self.last_paragraph(self.parts[index - 1].lines.clone());
                let answer = joined(self.written[index].iter().map(|&line| self.lines[line].text.as_str()));
                self.answers.push(Answer { question, answer });
            }
        }
        let history = self.parts.get(self.history + 1).filter(|part| part.kind == Kind::Plain);
        if let Some(lines) = history.map(|part| part.lines.clone()) {
            let found = self.hidden_answers.len();
            self.find_hidden_answers(lines.clone());
            if self.hidden_answers.len() == found && self.speaks_of_answers() {
                self.kept[lines].fill(true);
            }
        }
    }

    /// Whether the author says that there are answers in the quoted mail. Where they cannot be told from it,
    /// all of it is kept.
    fn speaks_of_answers(&self) -> bool {
        let kept = self.lines.iter().zip(&self.kept).filter(|(line, kept)| **kept && !line.is_quoted());
        kept.into_iter().any(|(line, _)| HINT.iter().any(|hint| line.folded.contains(hint.as_str())))
    }

    fn find_hidden_answers(&mut self, quoted: Range<usize>) {
        for answer in inline::answers(self.lines, quoted) {
            self.hidden_answers.push(answer.answer.clone());
            self.answers.push(answer);
        }
    }

    /// The lines of a quote that are quoted once: deeper ones were answered in earlier mails.
    fn outermost(&self, quote: Range<usize>) -> Range<usize> {
        let Some(first) = quote.clone().find(|&index| !self.lines[index].is_blank()) else { return quote };
        let first = self.attributions.at(first).map_or(first, |attribution| attribution.end).min(quote.end);
        let depth = self.lines.get(first).map_or(1, |line| line.depth.max(1));
        let end = (first..quote.end)
            .find(|&index| self.lines[index].depth > depth || self.attributions.starts_at(index))
            .unwrap_or(quote.end);
        first..end
    }

    fn last_paragraph(&self, quote: Range<usize>) -> String {
        let filled = |index: &usize| !self.lines[*index].is_blank();
        let last = quote.clone().rev().find(filled).map_or(quote.start, |last| last + 1);
        let first = (quote.start..last).rev().take_while(filled).last().unwrap_or(last);
        joined(self.lines[first..last].iter().map(|line| line.content().trim()))
    }

    fn into_reply(self) -> Reply {
        let mut new_text = joined(self.kept_lines().into_iter());
        if new_text.is_empty() && self.hidden_answers.is_empty() {
            new_text = self.passed_on().unwrap_or_default();
        }
        for answer in &self.hidden_answers {
            if !new_text.is_empty() {
                new_text.push_str("\n\n");
            }
            new_text.push_str(answer);
        }
        Reply { new_text, elided: self.elided(), embedded: embedded(self.lines), inline: self.answers }
    }

    /// The body of a mail that was passed on in a quote below its headers, without a word: programs that quote
    /// so do not part the quote where the author writes into it, so the author's words may be in there.
    fn passed_on(&self) -> Option<String> {
        let quote = self.parts.iter().find(|part| matches!(part.kind, Kind::Quote { introduced: true }))?;
        let first = quote.lines.clone().find(|&index| !self.lines[index].is_blank())?;
        let headers = match headers::is_banner(self.lines, first) {
            true => headers::headers_after(self.lines, first + 1),
            false => headers::header_block(self.lines, first)?.end,
        };
        let depth = self.lines[first].depth;
        let body = headers..quote.lines.end.max(headers);
        Some(joined(self.lines[body].iter().map(|line| unquoted(&line.text, depth))))
    }

    /// What is kept, with an empty line where words were cut out between.
    fn kept_lines(&self) -> Vec<&'a str> {
        let introductions = self.introduction_lines();
        let mut shown: Vec<&str> = Vec::new();
        let mut cut = false;
        for (index, line) in self.lines.iter().enumerate() {
            let kept = self.kept[index];
            if kept {
                if cut && shown.last().is_some_and(|last| !last.trim().is_empty()) && !line.is_blank() {
                    shown.push("");
                }
                shown.push(&line.text);
            }
            cut = !kept && (cut || !(line.is_blank() || introductions[index]));
        }
        shown
    }

    /// What is not kept. An introduction that was broken over lines is one line again.
    fn elided(&self) -> String {
        let mut elided: Vec<String> = Vec::new();
        let mut index = 0;
        while index < self.lines.len() {
            let sentence =
                self.attributions.at(index).filter(|_| !self.kept[index] && !self.lines[index].is_quoted());
            match sentence {
                Some(lines) => {
                    let words: Vec<_> =
                        self.lines[lines.clone()].iter().map(|line| line.text.trim()).collect();
                    elided.push(words.join(" "));
                    index = lines.end;
                }
                None => {
                    if !self.kept[index] {
                        elided.push(self.lines[index].text.clone());
                    }
                    index += 1;
                }
            }
        }
        joined(elided.iter().map(String::as_str))
    }
}

/// The answered or forwarded mail from its first header on, freed of the quote marks that stood before it.
fn embedded(lines: &[Line]) -> Option<String> {
    let start = (0..lines.len()).find(|&index| {
        lines[index].mark != Mark::Coloured && headers::header_block(lines, index).is_some()
    })?;
    let depth = lines[start].depth;
    let inside = lines[start..].iter().take_while(|line| line.depth >= depth || line.is_blank());
    Some(joined(inside.map(|line| unquoted(&line.text, depth))))
}

/// A line without its first quote marks and the space after them.
pub(super) fn unquoted(text: &str, marks: usize) -> &str {
    if marks == 0 {
        return text;
    }
    match text.match_indices('>').nth(marks - 1) {
        Some((index, _)) => text[index + 1..].strip_prefix(' ').unwrap_or(&text[index + 1..]),
        None => text,
    }
}

/// Lines as one text, without empty lines around it.
fn joined<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let text = lines.map(str::trim_end).collect::<Vec<_>>().join("\n");
    text.trim_end().trim_start_matches(['\n', '\u{FEFF}']).to_owned()
}
