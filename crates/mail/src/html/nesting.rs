//! A guard before the HTML parser: elements nested without end take it quadratic time, and so does formatting that is
//! never closed, for it is opened again in every paragraph.

use std::borrow::Cow;

use super::{flat, references};

/// Deepest nesting handed to the parser. Real newsletters stay below 100.
const DEEPEST: usize = 500;
/// Longest HTML handed to the parser, in bytes; the rest of a longer mail is not shown as HTML.
const LONGEST: usize = 4 << 20;
/// Most tags and lines handed to the parser. Real newsletters stay below 10,000, and one costs a microsecond.
const MOST_PIECES: usize = 100_000;
/// Fewer tags than this are no burden, however they are nested.
const FEW_PIECES: usize = 300;
/// Most quotes in one tag: each is an error that parsers write down.
const MOST_QUOTES: usize = 5_000;
/// Most ampersands between two tags: what writes the cleaned HTML looks through the rest of a text at each.
const MOST_REFERENCES: usize = 5_000;
/// How often formatting may be opened again, beside a share of the length. Real newsletters stay below 10,000.
const MOST_REOPENED: usize = 100_000;
/// How far down an end tag looks for what it closes.
const LOOK_DOWN: usize = 64;

/// The HTML cut to a size that can be parsed; `None` where it is nested too deeply or has too many tags, lines, attributes
/// or references.
pub(crate) fn tame(html: &str) -> Option<Cow<'_, str>> {
    let html = cut(html);
    let pieces = pieces(html);
    if pieces > MOST_PIECES {
        return None;
    }
    let is_bearable = html.split('<').all(|piece| {
        let tag = piece.split('>').next().unwrap_or_default();
        count(piece, b"&") <= MOST_REFERENCES && count(tag, b"\"'") <= MOST_QUOTES
    });
    if !is_bearable || (pieces > FEW_PIECES && is_burdened(html)) {
        return None;
    }
    (!references::has_too_many_attributes(html)).then(|| references::mended(html))
}

/// Whether elements are nested too deeply, or formatting is opened again too often.
fn is_burdened(html: &str) -> bool {
    let mut burden = Burden::default();
    for piece in html.split('<').skip(1) {
        let slash = usize::from(piece.starts_with('/'));
        let letters = piece[slash..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &piece[slash..slash + letters];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        if slash == 1 {
            burden.close(name);
        } else {
            let is_closed = piece.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/'));
            burden.open(name, is_closed);
        }
        if burden.open.len() > DEEPEST || burden.reopened > MOST_REOPENED + html.len() / 8 {
            return true;
        }
    }
    false
}

/// What the parser will have to do, from above: an element counts as open until it is surely closed.
#[derive(Default)]
struct Burden<'x> {
    open: Vec<&'x str>,
    /// Formatting that is open, whatever blocks around it were closed.
    formatting: usize,
    reopened: usize,
    /// Of each open cell of a table: how many tables are around it, and the formatting open outside, where it ends.
    cells: Vec<(usize, usize)>,
    tables: usize,
    /// Open drawings and formulas, in which nothing closes by itself.
    foreign: usize,
}

impl<'x> Burden<'x> {
    fn open(&mut self, name: &'x str, is_closed: bool) {
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if self.foreign > 0 && is_closed {
            return;
        }
        if is(&FORMATTING) {
            self.formatting += 1;
        } else {
            self.reopened += self.formatting;
        }
        if is(&["td", "th", "caption"]) && self.tables > 0 {
            self.end_cells(self.tables);
            self.cells.push((self.tables, self.formatting));
        }
        if self.foreign > 0 || !closes_itself(&name.to_ascii_lowercase()) {
            self.open.push(name);
            self.tables += usize::from(is(&["table"]));
            self.foreign += usize::from(is(&["svg", "math"]));
        }
    }

    fn close(&mut self, name: &str) {
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is(&["td", "th", "caption"]) {
            self.end_cells(self.tables);
            return;
        }
        // A table keeps what is outside from being closed inside.
        let below = self.open.iter().rev().take(LOOK_DOWN);
        let mut above = below.take_while(|open| is(&["table"]) || !open.eq_ignore_ascii_case("table"));
        let found = above.position(|open| open.eq_ignore_ascii_case(name));
        if is(&FORMATTING) {
            self.formatting = self.formatting.saturating_sub(1);
            if let Some(position) = found {
                self.open.remove(self.open.len() - 1 - position);
            }
            return;
        }
        self.reopened += self.formatting;
        let Some(position) = found else { return };
        for closed in self.open.drain(self.open.len() - 1 - position..) {
            self.tables -= usize::from(closed.eq_ignore_ascii_case("table"));
            self.foreign -=
                usize::from(["svg", "math"].iter().any(|known| known.eq_ignore_ascii_case(closed)));
        }
        self.end_cells(self.tables + 1);
    }

    /// Formatting that began in a cell ends with it.
    fn end_cells(&mut self, tables: usize) {
        while let Some((_, formatting)) = self.cells.pop_if(|(around, _)| *around >= tables) {
            self.formatting = self.formatting.min(formatting);
        }
    }
}

/// Elements that are opened again where a block around them ended (HTML §13.2.4.3).
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements without content, and those that end where the next of their kind begins.
fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
            | "param"
            | "p"
            | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
    )
}

/// The lines that HTML shows which is not to be parsed.
pub(crate) fn lines(html: &str) -> String {
    flat::lines(cut(html))
}

fn cut(html: &str) -> &str {
    &html[..html.floor_char_boundary(LONGEST)]
}

/// How many tags and lines there are at most.
pub(super) fn pieces(html: &str) -> usize {
    count(html, b"<\n")
}

fn count(html: &str, wanted: &[u8]) -> usize {
    html.bytes().filter(|byte| wanted.contains(byte)).count()
}
