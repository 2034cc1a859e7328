//! HTML as lines. Block quotes become quote marks, and what the mail programs' own ids and classes say about
//! an element becomes the mark of its lines.

use std::collections::HashMap;

use html5gum::{StartTag, Token};

use super::colour;
use super::lines::{Line, Mark, is_invisible};
use crate::html::{flat, reader};

/// Elements whose lines introduce a quote.
const INTRODUCTIONS: &[&str] = &[
    "gmail_attr",
    "moz-cite-prefix",
    "reply-intro",
    "divrplyfwdmsg",
    "outlookmessageheader",
    "reply-header",
];
/// Elements behind whose beginning everything is the answered mail.
const HISTORIES: &[&str] = &[
    "yahoo_quoted",
    "zmail_extra",
    "mail-editor-reference-message-container",
    "moz-forward-container",
    "olk_src_body_section",
    "appendonsend",
    "zwchr",
    "stopspelling",
    "orimsghtmlseperator",
    "originalmessage",
    "imail-quote",
    "wmquote",
    "quotedmailcontent",
];
/// Elements that hold the author's signature.
const SIGNATURES: &[&str] = &[
    "gmail_signature",
    "moz-signature",
    "signature",
    "ms-outlook-mobile-signature",
    "protonmail_signature_block",
    "composer_signature",
    "ymail_android_signature",
    "yahoo-signature",
    "zmail_signature",
    "aolmail_signature",
    "tutanota_signature",
];
/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Deeper nesting than any mail has; what is deeper counts as its parent's.
const DEEPEST: usize = 256;
/// Quotes nested deeper than this look no deeper.
const MOST_QUOTE_MARKS: usize = 32;

/// The lines that HTML shows, and whether its markup says anything about quotes or signatures.
pub(super) fn lines(html: &str) -> (Vec<Line>, bool) {
    let mut page = Page::default();
    for Ok(token) in reader::tokens(html) {
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(comment) if comment.eq_ignore_ascii_case(b" originalMessage ") => {
                page.begin_history();
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_line();
    (page.lines, page.structured)
}

/// An open element and what it does to the lines inside.
#[derive(Debug)]
struct Element {
    name: String,
    mark: Option<Mark>,
    quotes: bool,
    hidden: bool,
    preformatted: bool,
    /// Whether its text stands out; `None` where nothing around it says so either.
    coloured: Option<bool>,
    /// Where the lines began of a box with a line above it, Outlook's frame for headers.
    boxed_from: Option<usize>,
}

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    structured: bool,
    line: String,
    /// Whether all of the line's letters so far stand out, once it has any.
    line_coloured: Option<bool>,
    stack: Vec<Element>,
    open: HashMap<String, usize>,
    quotes: usize,
    hidden: usize,
    introductions: usize,
    signatures: usize,
    preformatted: usize,
    tight_paragraphs: bool,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if ["p", "li", "tr", "td", "th", "option"].contains(&name.as_str())
            && self.stack.last().is_some_and(|top| top.name == name)
        {
            self.close(&name);
        }
        self.break_before(&name, tag);
        if VOID.contains(&name.as_str()) {
            self.void(&name, tag);
        } else if !tag.self_closing && self.stack.len() < DEEPEST {
            let element = self.element(name, tag);
            self.enter(element);
        }
    }

    fn void(&mut self, name: &str, tag: &StartTag<()>) {
        match name {
            "br" if self.line.is_empty() => self.push_line(""),
            "br" => self.end_line(),
            "hr" if names(tag).iter().any(|name| HISTORIES.contains(&name.as_str())) => self.begin_history(),
            _ => {}
        }
    }

    fn element(&mut self, name: String, tag: &StartTag<()>) -> Element {
        let names = names(tag);
        let is = |known: &[&str]| {
            names.iter().any(|name| {
                known.contains(&name.as_str()) || name.starts_with("yahoo_quoted") && known == HISTORIES
            })
        };
        let style = attribute(tag, "style").to_ascii_lowercase().replace(' ', "");
        if is(HISTORIES) || (name == "div" && attribute(tag, "name") == "quote") {
            self.begin_history();
        }
        let mark = match () {
            () if is(INTRODUCTIONS) => Some(Mark::Introduction),
            () if is(SIGNATURES) => Some(Mark::Signature),
            () => None,
        };
        let boxed = name == "div"
            && style.contains("border-top:")
            && !style.contains("border-top:none")
            && style.contains("border:none");
        Element {
            mark,
            quotes: name == "blockquote" && !is_indentation(tag, &style),
            hidden: flat::is_unseen(&name) || style.contains("display:none"),
            preformatted: name == "pre" || style.contains("white-space:pre"),
            coloured: colour_of(tag, &name, &style),
            boxed_from: boxed.then_some(self.lines.len()),
            name,
        }
    }

    fn enter(&mut self, mut element: Element) {
        element.coloured = element.coloured.or(self.stack.last().and_then(|around| around.coloured));
        self.count(&element, 1);
        *self.open.entry(element.name.clone()).or_default() += 1;
        self.stack.push(element);
    }

    fn close(&mut self, name: &str) {
        if self.open.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(element) = self.stack.pop() {
            self.break_after(&element.name);
            self.count(&element, -1);
            if let Some(count) = self.open.get_mut(&element.name) {
                *count -= 1;
            }
            if let Some(from) = element.boxed_from {
                self.close_box(from);
            }
            if element.name == name {
                break;
            }
        }
    }

    fn count(&mut self, element: &Element, change: isize) {
        let add = |counter: &mut usize, yes: bool| {
            *counter = counter.saturating_add_signed(if yes { change } else { 0 });
        };
        add(&mut self.quotes, element.quotes);
        add(&mut self.hidden, element.hidden);
        add(&mut self.preformatted, element.preformatted);
        add(&mut self.introductions, element.mark == Some(Mark::Introduction));
        add(&mut self.signatures, element.mark == Some(Mark::Signature));
        self.structured |= element.quotes || element.mark.is_some();
    }

    /// Three lines with a label each are headers, whatever their language.
    fn close_box(&mut self, from: usize) {
        let labelled = self.lines[from..]
            .iter()
            .filter(|line| line.folded.split_once(':').is_some_and(|(label, _)| label.len() <= 40))
            .count();
        if labelled >= 3 && self.lines.len() - from <= 20 {
            self.structured = true;
            self.lines[from..].iter_mut().for_each(|line| line.mark = Mark::Introduction);
        }
    }

    fn begin_history(&mut self) {
        self.end_line();
        self.structured = true;
        if self.hidden == 0 && self.quotes == 0 {
            self.lines.push(Line::new("", Mark::Introduction));
        }
    }

    fn break_before(&mut self, name: &str, tag: &StartTag<()>) {
        match name {
            "td" | "th" if !self.line.trim().is_empty() => self.line.push('\t'),
            "p" => {
                self.end_line();
                let tight = self.tight_paragraphs
                    || attribute(tag, "class").contains("MsoNormal")
                    || attribute(tag, "style").contains("margin");
                if !tight && self.lines.last().is_some_and(|line| !line.is_blank()) {
                    self.push_line("");
                }
            }
            name if flat::is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn break_after(&mut self, name: &str) {
        if flat::is_block(name) {
            self.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            if self.stack.last().is_some_and(|top| top.name == "style") {
                let style = text.to_ascii_lowercase().replace(' ', "");
                self.tight_paragraphs |=
                    ["p{margin-top:0", "p{margin:0", "p.msonormal"].iter().any(|rule| style.contains(rule));
            }
            return;
        }
        let coloured = self.stack.last().and_then(|element| element.coloured).unwrap_or(false);
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_preformatted_line(),
                '\r' => {}
                c if c.is_ascii_whitespace() && self.preformatted == 0 => {
                    if !self.line.is_empty() && !self.line.ends_with([' ', '\t']) {
                        self.line.push(' ');
                    }
                }
                c => {
                    self.line.push(c);
                    if !c.is_whitespace() && !is_invisible(c) {
                        self.line_coloured = Some(coloured && self.line_coloured.unwrap_or(true));
                    }
                }
            }
        }
    }

    fn end_preformatted_line(&mut self) {
        if self.line.is_empty() { self.push_line("") } else { self.end_line() }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let shown = if self.preformatted > 0 { line.trim_end() } else { line.trim() };
        let says_nothing = line.bytes().all(|b| b == b' ' || b == b'\t');
        if !says_nothing {
            self.push_line(shown);
        }
        self.line_coloured = None;
    }

    fn push_line(&mut self, shown: &str) {
        if self.hidden > 0 {
            return;
        }
        let mark = match () {
            () if self.introductions > 0 => Mark::Introduction,
            () if self.signatures > 0 => Mark::Signature,
            () if self.line_coloured == Some(true) => Mark::Coloured,
            () => Mark::Nothing,
        };
        let marks = "> ".repeat(self.quotes.min(MOST_QUOTE_MARKS));
        self.lines.push(Line::new(format!("{marks}{shown}").trim_end_matches(' '), mark));
    }
}

/// An element's id and classes, in small letters.
fn names(tag: &StartTag<()>) -> Vec<String> {
    let all = format!("{} {}", attribute(tag, "id"), attribute(tag, "class")).to_ascii_lowercase();
    all.split_ascii_whitespace().take(32).map(str::to_owned).collect()
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    tag.attributes
        .get(name.as_bytes())
        .map(|value| String::from_utf8_lossy(value).into_owned())
        .unwrap_or_default()
}

/// Gmail and Outlook indent the author's own paragraphs with block quotes, too.
fn is_indentation(tag: &StartTag<()>, style: &str) -> bool {
    attribute(tag, "type").is_empty()
        && attribute(tag, "class").is_empty()
        && style.contains("border:none")
        && !style.contains("border-left:")
}

/// Whether the element makes its text stand out. Links have a colour of their own and say nothing.
fn colour_of(tag: &StartTag<()>, name: &str, style: &str) -> Option<bool> {
    if name == "a" {
        return Some(false);
    }
    let from_style = style.split(';').find_map(|rule| rule.strip_prefix("color:").map(str::to_owned));
    let value = from_style.unwrap_or_else(|| attribute(tag, "color").to_ascii_lowercase());
    (!value.is_empty()).then(|| colour::stands_out(&value))
}
