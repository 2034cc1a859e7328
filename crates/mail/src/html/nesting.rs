//! A guard before the HTML parser: elements nested without end take it quadratic time.

/// Deepest nesting handed to the parser. Real newsletters stay below 100.
const DEEPEST: usize = 500;
/// Longest HTML handed to the parser, in bytes; the rest of a longer mail is not shown as HTML.
const LONGEST: usize = 4 << 20;

/// The HTML cut to a size that can be parsed; `None` where it is nested too deeply.
pub(super) fn tame(html: &str) -> Option<&str> {
    let html = if html.len() > LONGEST { &html[..html.floor_char_boundary(LONGEST)] } else { html };
    (depth(html) <= DEEPEST).then_some(html)
}

/// An upper bound of the nesting: elements that are opened and not closed again.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0_usize);
    for piece in html.split('<').skip(1) {
        let name_end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(piece.len());
        let name = piece[..name_end].to_ascii_lowercase();
        if name.starts_with('/') {
            open = open.saturating_sub(1);
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !closes_itself(name.trim_end_matches('/'))
        {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

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

/// The words between tags, for HTML that is not worth more.
pub(super) fn without_tags(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(LONGEST)];
    let mut out = String::new();
    for piece in html.split('<') {
        let words = piece.split_once('>').map_or("", |(_, words)| words);
        for word in words.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}
