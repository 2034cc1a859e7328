//! HTML as lines, without laying it out: elements only begin and end them.

use std::convert::Infallible;

use html5gum::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::reader;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements whose text nobody sees.
const UNSEEN: &[&str] =
    &["head", "style", "script", "title", "noscript", "template", "object", "select", "textarea", "svg"];

/// Whether an element stands on lines of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether nobody sees the text in an element.
pub(crate) fn is_unseen(name: &str) -> bool {
    UNSEEN.contains(&name)
}

/// The lines that HTML shows, in time that grows with its length: for what would take too long to be laid out.
pub(super) fn lines(html: &str) -> String {
    let mut page = Page::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => page.begin(&String::from_utf8_lossy(name)),
            CallbackEvent::CloseStartTag { self_closing: true } => page.end_empty(),
            CallbackEvent::EndTag { name } => page.end(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => page.say(&String::from_utf8_lossy(value)),
            _ => {}
        }
        None
    });
    emitter.naively_switch_states(true);
    reader::read(html, emitter).for_each(drop);
    page.text.truncate(page.text.trim_end().len());
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    /// How many elements are open in which lines end where they end.
    preformatted: usize,
    /// The element in which nothing is seen, and how often it is open.
    unseen: Option<(String, usize)>,
    /// Whether the tag at hand is a drawing's.
    is_drawing_begun: bool,
}

impl Page {
    fn begin(&mut self, name: &str) {
        self.is_drawing_begun = name == "svg";
        // It ends a head that nobody ended.
        if name == "body" {
            self.unseen = None;
        }
        match &mut self.unseen {
            Some((unseen, depth)) if unseen == name => *depth += 1,
            Some(_) => {}
            None if is_unseen(name) => self.unseen = Some((name.to_owned(), 1)),
            None => {
                self.preformatted += usize::from(name == "pre");
                self.apart(name);
            }
        }
    }

    fn end(&mut self, name: &str) {
        match &mut self.unseen {
            Some((unseen, 1)) if unseen == name => self.unseen = None,
            Some((unseen, depth)) if unseen == name => *depth -= 1,
            Some(_) => {}
            None => {
                self.preformatted -= usize::from(name == "pre" && self.preformatted > 0);
                self.apart(name);
            }
        }
    }

    /// A drawing may end in its own tag (`<svg/>`); HTML's elements don't (HTML §13.1.2.1).
    fn end_empty(&mut self) {
        if self.is_drawing_begun {
            self.end("svg");
        }
    }

    fn apart(&mut self, name: &str) {
        if name == "br" || is_block(name) {
            self.end_line();
        } else if matches!(name, "td" | "th") {
            self.space();
        }
    }

    fn say(&mut self, words: &str) {
        if self.unseen.is_some() {
            return;
        }
        for c in words.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_line(),
                c if c.is_whitespace() => self.space(),
                c => self.text.push(c),
            }
        }
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }
}
