//! The markup that the cleaner writes: well formed, attributes in double quotes. Nothing else is read here.

/// A piece of cleaned HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'x> {
    /// Text with its character references, as it stands.
    Text(&'x str),
    /// `<name attributes>`.
    Open(Tag<'x>),
    /// `</name>`.
    Close(&'x str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'x> {
    pub(super) name: &'x str,
    /// Names and values, the values without character references.
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag<'_> {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(key, _)| key == name)?;
        Some(self.attributes.remove(at).1)
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.attributes.push((name.to_owned(), value.to_owned()));
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
    }
}

/// Elements that have no end tag (HTML §13.1.2).
pub(super) fn is_void(name: &str) -> bool {
    matches!(name, "area" | "br" | "col" | "hr" | "img" | "wbr")
}

/// The pieces of cleaned HTML in order.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let text_end = rest.find('<').unwrap_or(rest.len());
        if text_end > 0 {
            found.push(Piece::Text(&rest[..text_end]));
            rest = &rest[text_end..];
            continue;
        }
        let end = tag_end(rest);
        let inside = &rest[1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        found.push(match inside.strip_prefix('/') {
            Some(name) => Piece::Close(name.trim_end()),
            None => Piece::Open(tag(inside)),
        });
    }
    found
}

/// Where the tag that starts the text ends; a `>` inside quotes does not end it.
fn tag_end(text: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn tag(inside: &str) -> Tag<'_> {
    let name_end = inside.find(' ').unwrap_or(inside.len());
    let mut attributes = Vec::new();
    let mut rest = &inside[name_end..];
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap_or((after, ""));
        attributes.push((name.trim().to_owned(), unescape(value)));
        rest = after;
    }
    Tag { name: &inside[..name_end], attributes }
}

/// Writes a text so that nothing in it is markup.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The references that the cleaner writes into attributes, undone.
fn unescape(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    value
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
