//! Texts with braces: `{{name.of_it}}` and `{{name.of_it|what else}}`.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Variable {
        name: &'a str,
        /// May be empty.
        fallback: Option<&'a str>,
        /// With its braces.
        whole: &'a str,
    },
}

/// The parts of a text. What is between braces and has no name with a dot in it is text like any other.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut begin, mut from) = (0, 0);
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let inside = open + 2;
        let variable = text[inside..].find("}}").and_then(|close| {
            let (name, fallback) = variable(&text[inside..inside + close])?;
            Some((name, fallback, inside + close + 2))
        });
        match variable {
            Some((name, fallback, end)) => {
                if begin < open {
                    found.push(Piece::Text(&text[begin..open]));
                }
                found.push(Piece::Variable { name, fallback, whole: &text[open..end] });
                (begin, from) = (end, end);
            }
            None => from = open + 1,
        }
    }
    if begin < text.len() {
        found.push(Piece::Text(&text[begin..]));
    }
    found
}

/// Name and fallback of what stands between braces.
fn variable(inside: &str) -> Option<(&str, Option<&str>)> {
    /// Longest name with its fallback, in bytes: what is longer only happens to stand between braces.
    const LONGEST: usize = 500;
    if inside.len() > LONGEST || inside.contains(['{', '}', '<', '>', '\n']) {
        return None;
    }
    let (name, fallback) = match inside.split_once('|') {
        Some((name, fallback)) => (name, Some(fallback.trim())),
        None => (inside, None),
    };
    let name = bare(name);
    is_name(name).then_some((name, fallback))
}

/// Without the space around it, also as an editor writes it.
fn bare(text: &str) -> &str {
    const SPACE: &str = "&nbsp;";
    let mut text = text.trim();
    loop {
        let less = text.strip_prefix(SPACE).unwrap_or(text);
        let less = less.strip_suffix(SPACE).unwrap_or(less).trim();
        if less.len() == text.len() {
            return text;
        }
        text = less;
    }
}

/// Small words joined by dots, at least two: `order.number`.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(is_word)
}

/// Where in HTML one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Text,
    /// In a tag.
    Tag,
    /// In a tag, within quotes of this kind.
    Quoted(u8),
}

impl Place {
    /// Where one is behind a part of HTML.
    pub fn after(self, html: &str) -> Self {
        html.bytes().fold(self, |place, byte| match (place, byte) {
            (Self::Text, b'<') => Self::Tag,
            (Self::Tag, b'>') => Self::Text,
            (Self::Tag, b'"' | b'\'') => Self::Quoted(byte),
            (Self::Quoted(quote), _) if quote == byte => Self::Tag,
            (place, _) => place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn a_variable_is_known_by_its_braces_and_the_dot_in_its_name() {
        let name = |text| match pieces(text).as_slice() {
            [Piece::Variable { name, fallback, .. }] => Some((*name, *fallback)),
            _ => None,
        };
        for (text, found) in [
            ("{{order.number}}", Some(("order.number", None))),
            ("{{ order.number | — }}", Some(("order.number", Some("—")))),
            ("{{&nbsp;order.number}}", Some(("order.number", None))),
            ("{{order}}", None),
            ("{{Order.Number}}", None),
            ("{{order.}}", None),
            ("{{a.b{{c.d}}", None),
        ] {
            assert_eq!(name(text), found, "{text}");
        }
        assert_eq!(pieces("{{{order.number}}}").len(), 3);
        assert_eq!(pieces("{{a.b{{c.d}}").len(), 2, "the inner one is one");
    }
}
