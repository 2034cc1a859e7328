//! The words of a query marked in a text, as HTML.

use std::ops::Range;

use language::search::{fold, tokens};

use crate::typed::{Typed, Word};
use crate::words::{code, phone_endings};

/// A text in which words were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The text escaped, with the words in `<mark>`.
    pub html: String,
    /// How many of the words stand in it.
    pub words: usize,
}

/// What is shown before the first mark when a long text is cut, in characters.
const BEFORE: usize = 60;

impl Typed {
    /// The whole text with the words marked.
    pub fn mark(&self, text: &str) -> Marked {
        mark_within(text, 0..text.len(), self.places(text))
    }

    /// At most `length` characters of the text, from a little before the first word that was found.
    pub fn excerpt(&self, text: &str, length: usize) -> Marked {
        let (places, words) = self.places(text);
        let first = places.first().map_or(0, |place| place.start);
        let whole = text.chars().nth(length).is_none();
        let start = if whole { 0 } else { beginning(text, first) };
        let end = text[start..].char_indices().nth(length).map_or(text.len(), |(end, _)| start + end);
        let end = if end == text.len() { end } else { last_break(text, start, end) };
        mark_within(text, start..end, (places, words))
    }

    /// How many of the words stand in a text.
    pub fn count(&self, text: &str) -> usize {
        self.places(text).1
    }

    /// Where the words stand, in order and apart, and how many of them do.
    fn places(&self, text: &str) -> (Vec<Range<usize>>, usize) {
        if self.phone.as_ref().is_some_and(|typed| is_phone(text, typed)) {
            return (vec![0..text.len(); 1], self.words.len());
        }
        let tokens = tokens(text);
        let mut places = Vec::new();
        let mut found = 0;
        for word in &self.words {
            let before = places.len();
            for pieces in std::iter::once(&word.pieces).chain(&word.bare) {
                let mut standing = vec![false; pieces.len()];
                let mut of_word = Vec::new();
                for token in &tokens {
                    let Some(at) = pieces.iter().position(|piece| token.text.starts_with(piece.as_str()))
                    else {
                        continue;
                    };
                    standing[at] = true;
                    of_word.push(begun(text, &token.range, &pieces[at]));
                }
                if standing.iter().all(|stands| *stands) {
                    places.extend(of_word);
                }
            }
            if places.len() == before {
                places.extend(within_codes(text, word));
            }
            found += usize::from(places.len() > before);
        }
        places.sort_by_key(|place: &Range<usize>| (place.start, place.end));
        (joined(places), found)
    }
}

fn mark_within(text: &str, part: Range<usize>, (places, words): (Vec<Range<usize>>, usize)) -> Marked {
    let mut html = String::with_capacity(part.len() + 32);
    if part.start > 0 {
        html.push_str("… ");
    }
    let mut end = part.start;
    for place in places {
        let place = place.start.max(part.start)..place.end.min(part.end);
        if place.start >= place.end {
            continue;
        }
        escape(&text[end..place.start], &mut html);
        html.push_str("<mark>");
        escape(&text[place.clone()], &mut html);
        html.push_str("</mark>");
        end = place.end;
    }
    escape(&text[end..part.end], &mut html);
    if part.end < text.len() {
        html.push_str(" …");
    }
    Marked { html, words }
}

/// Words that are codes as a whole, such as an address of which a part was typed.
fn within_codes(text: &str, word: &Word) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut end = 0;
    for written in text.split_whitespace() {
        let start = end + text[end..].find(written).unwrap_or_default();
        end = start + written.len();
        let parts = fold(written);
        let begins = parts
            .split(|c: char| !c.is_alphanumeric())
            .any(|part| word.pieces.len() == 1 && !part.is_empty() && part.starts_with(&word.pieces[0]));
        if code(written).starts_with(&word.code) || begins {
            places.push(start..end);
        }
    }
    places
}

fn is_phone(text: &str, typed: &str) -> bool {
    let plain = fold(text);
    let number = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.'));
    number && phone_endings(text).iter().any(|ending| ending.starts_with(typed))
}

/// The part of a token that was typed; folding may make one letter of several, or several of one.
fn begun(text: &str, token: &Range<usize>, piece: &str) -> Range<usize> {
    let mut folded = 0;
    for (at, c) in text[token.clone()].char_indices() {
        folded += fold(c.encode_utf8(&mut [0; 4])).len();
        if folded >= piece.len() {
            return token.start..token.start + at + c.len_utf8();
        }
    }
    token.clone()
}

fn beginning(text: &str, first: usize) -> usize {
    let before = text[..first].char_indices().rev();
    let Some((far, _)) = before.clone().nth(BEFORE - 1) else { return 0 };
    let blank = text[far..first].find(char::is_whitespace);
    blank.map_or(far, |at| far + at + text[far + at..].chars().next().map_or(0, char::len_utf8))
}

fn last_break(text: &str, start: usize, end: usize) -> usize {
    let half = start + (end - start) / 2;
    text[start..end].rfind(char::is_whitespace).map(|at| start + at).filter(|at| *at > half).unwrap_or(end)
}

fn joined(places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            Some(_) | None => joined.push(place),
        }
    }
    joined
}

/// Appends a text to HTML as what it is: text.
pub fn escape(text: &str, html: &mut String) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}
