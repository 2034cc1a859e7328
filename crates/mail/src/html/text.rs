//! HTML to plain text and back.

use html2text::config;
use html2text::render::TextDecorator;

use super::nesting;

/// Most tags and lines whose text is laid out with the marks of its lists and tables; nothing takes longer.
const MOST_LAID_OUT: usize = 20_000;
/// Wider than any line, so that the text is not wrapped: a reader's window does that.
const WIDTH: usize = 100_000;

/// What a person would read, as plain text: paragraphs apart, list items with a dash, quotes with `> `,
/// images by their alternative text, links by their words.
pub fn to_text(html: &str) -> String {
    Layout::default().text_of(html)
}

/// How much more HTML of one mail is laid out, in tags and lines.
pub(crate) struct Layout {
    left: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { left: MOST_LAID_OUT }
    }
}

impl Layout {
    /// What a person would read, as in [`to_text`]; what goes beyond the measure is not laid out.
    pub(crate) fn text_of(&mut self, html: &str) -> String {
        let Some(left) = self.left.checked_sub(nesting::pieces(html)) else {
            return nesting::lines(html);
        };
        self.left = left;
        laid_out(html)
    }
}

fn laid_out(html: &str) -> String {
    let Some(html) = nesting::tame(html) else {
        return nesting::lines(html);
    };
    let rendered = config::with_decorator(Plain)
        .raw_mode(true)
        .allow_width_overflow()
        .no_link_wrapping()
        .string_from_read(html.as_bytes(), WIDTH);
    match rendered {
        Ok(text) => tidy(&text),
        Err(_) => nesting::lines(&html),
    }
}

/// Plain text as HTML that looks the same: nothing in it is markup.
pub fn from_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 50);
    html.push_str("<div style=\"white-space:pre-wrap\">");
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            html.push_str("<br>");
        }
        super::markup::escape(line, &mut html);
    }
    html.push_str("</div>");
    html
}

/// No trailing spaces, no more than one empty line in a row, none at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty_lines = 0;
    for line in text.lines().map(|line| line.trim_end_matches([' ', '\u{a0}', '\t'])) {
        if line.is_empty() {
            empty_lines += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty_lines > 0 { "\n\n" } else { "\n" });
        }
        empty_lines = 0;
        out.extend(line.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
    }
    out
}

/// Marks for a reader of plain text: only those that people type themselves.
#[derive(Clone)]
struct Plain;

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, _url: &str) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_link_end(&mut self) -> String {
        String::new()
    }

    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_em_end(&self) -> String {
        String::new()
    }

    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strong_end(&self) -> String {
        String::new()
    }

    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }

    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_code_end(&self) -> String {
        String::new()
    }

    fn decorate_preformat_first(&self) {}

    fn decorate_preformat_cont(&self) {}

    fn decorate_image(&mut self, _source: &str, title: &str) -> (String, ()) {
        (title.to_owned(), ())
    }

    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }

    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }

    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }

    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }

    fn make_subblock_decorator(&self) -> Self {
        Self
    }

    fn decorate_superscript_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_superscript_end(&self) -> String {
        String::new()
    }
}
