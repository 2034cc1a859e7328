//! Quoted history in HTML, put into `<div class="ts-quoted">` so that a reader can fold it.

use super::markup::{Piece, Tag, is_void};

/// The class of quoted parts.
const QUOTED: &str = "ts-quoted";

/// Classes of elements that hold a quote (Gmail, Yahoo, Proton, Zoho, Tutanota, Thunderbird).
const QUOTE_CLASSES: [&str; 7] = [
    "gmail_quote",
    "yahoo_quoted",
    "protonmail_quote",
    "zmail_extra",
    "tutanota_quote",
    "moz-cite-prefix",
    "moz-forward-container",
];
/// Ids of elements that hold a quote (Outlook for mobile and Mac, Roundcube, Yandex).
const QUOTE_IDS: [&str; 5] = [
    "mail-editor-reference-message-container",
    "OLK_SRC_BODY_SECTION",
    "reply-intro",
    "replybody1",
    "yandex_quote",
];
/// Ids after which everything is quoted (Outlook on the web and Windows).
const QUOTE_FOLLOWS_IDS: [&str; 3] = ["divRplyFwdMsg", "appendonsend", "stopSpelling"];

/// How an element begins a quote.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Its content is the quote.
    Inside,
    /// It and all that follows beside it are the quote.
    FromHere,
}

/// An element that is open, and what of it has been written.
struct Open<'x> {
    name: &'x str,
    /// Where its start tag stands in the output.
    at: usize,
    /// Whether anything visible stands between its start tag and here.
    has_content: bool,
    is_quoted: bool,
    /// Whether a quote that began inside it ends with it.
    ends_quote: bool,
}

/// Writes the pieces with quotes marked; classes and ids do not come out.
pub(super) fn fold(pieces: Vec<Piece<'_>>) -> String {
    let mut writer = Writer { out: String::new(), open: Vec::new(), quote_to_end: false };
    for piece in pieces {
        match piece {
            Piece::Text(text) => writer.text(text),
            Piece::Open(tag) => writer.start(tag),
            Piece::Close(name) => writer.end(name),
        }
    }
    if writer.quote_to_end {
        writer.out.push_str("</div>");
    }
    writer.out
}

struct Writer<'x> {
    out: String,
    open: Vec<Open<'x>>,
    quote_to_end: bool,
}

impl<'x> Writer<'x> {
    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() && text.trim() != "&nbsp;" {
            self.has_content();
        }
        self.out.push_str(text);
    }

    fn start(&mut self, mut tag: Tag<'x>) {
        let start = if self.is_quoted() { None } else { quote_start(&tag) };
        tag.remove("class");
        tag.remove("id");
        if !matches!(tag.name, "ol" | "ul" | "li") {
            tag.remove("type");
        }
        if start == Some(Start::FromHere) {
            self.quote_from_here();
        }
        if start == Some(Start::Inside) {
            tag.set("class", QUOTED);
        }
        let at = self.out.len();
        let is_quoted = self.is_quoted() || start == Some(Start::Inside);
        tag.write(&mut self.out);
        if is_void(tag.name) {
            if tag.name == "img" {
                self.has_content();
            }
        } else {
            self.open.push(Open { name: tag.name, at, has_content: false, is_quoted, ends_quote: false });
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(element) = self.open.pop() {
            if element.ends_quote {
                self.out.push_str("</div>");
            }
            if element.has_content {
                self.has_content();
            }
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn has_content(&mut self) {
        if let Some(element) = self.open.last_mut() {
            element.has_content = true;
        }
    }

    fn is_quoted(&self) -> bool {
        self.quote_to_end || self.open.last().is_some_and(|element| element.is_quoted)
    }

    /// Opens a quote before the outermost element that begins here, and ends it where the element around
    /// that one ends.
    fn quote_from_here(&mut self) {
        let mut outermost = self.open.len();
        while outermost > 0 && !self.open[outermost - 1].has_content {
            outermost -= 1;
        }
        let around = outermost.checked_sub(1);
        if around.is_some_and(|index| !may_hold_blocks(self.open[index].name)) {
            return;
        }
        let at = self.open.get(outermost).map_or(self.out.len(), |element| element.at);
        self.out.insert_str(at, &format!("<div class=\"{QUOTED}\">"));
        for element in &mut self.open[outermost..] {
            element.is_quoted = true;
        }
        match around {
            Some(index) => {
                self.open[index].ends_quote = true;
                self.open[index].is_quoted = true;
            }
            None => self.quote_to_end = true,
        }
    }
}

/// Elements in which a `<div>` can stand between others.
fn may_hold_blocks(name: &str) -> bool {
    matches!(
        name,
        "div" | "td" | "th" | "blockquote" | "section" | "article" | "center" | "li" | "main" | "aside"
    )
}

fn quote_start(tag: &Tag<'_>) -> Option<Start> {
    let classes = tag.get("class").unwrap_or_default();
    let has_class =
        |wanted: &str| classes.split_whitespace().any(|class| class.trim_start_matches("x_") == wanted);
    let id = tag.get("id").unwrap_or_default().trim_start_matches("x_");
    if QUOTE_FOLLOWS_IDS.contains(&id) || is_outlook_header(tag) {
        return Some(Start::FromHere);
    }
    let is_cited =
        tag.name == "blockquote" && tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    let is_quote = is_cited || QUOTE_IDS.contains(&id) || QUOTE_CLASSES.iter().any(|class| has_class(class));
    is_quote.then_some(Start::Inside)
}

/// The line above "From: … Sent: …" that Outlook for Windows draws, and nobody else does.
fn is_outlook_header(tag: &Tag<'_>) -> bool {
    let Some(style) = tag.get("style").filter(|_| tag.name == "div") else { return false };
    let style: String = style.to_ascii_lowercase().split_whitespace().collect();
    let has_line = [
        "border-top:solid#e1e1e11",
        "border-top:solid#b5c4df1",
        "border-top:1ptsolid#e1e1e1",
        "border-top:solid#b5c4df",
    ]
    .iter()
    .any(|line| style.contains(line));
    has_line && style.contains("padding:3")
}
