//! What stands under an agent's replies: HTML from a person, cleaned before it is kept.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Longest signature taken, in characters of HTML.
pub const SIGNATURE_MAX: usize = 10_000;

/// Text, emphasis, links and pictures by https; no style, no script, no form.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a", "b", "br", "div", "em", "i", "img", "li", "ol", "p", "span", "strong", "u", "ul",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
        ]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// A signature that may be shown and sent. `None` when it is longer than [`SIGNATURE_MAX`].
#[must_use]
pub fn clean(html: &str) -> Option<String> {
    if html.chars().count() > SIGNATURE_MAX {
        return None;
    }
    Some(CLEANER.clean(html.trim()).to_string())
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_signature_keeps_its_words_and_links_and_loses_what_acts() {
        for (html, expected) in [
            ("<b>Ayşe</b><br>Destek", "<b>Ayşe</b><br>Destek"),
            ("<script>alert(1)</script>Hi", "Hi"),
            (
                "<img src=\"https://x.example/a.png\" onerror=\"x()\">",
                "<img src=\"https://x.example/a.png\">",
            ),
            ("<a href=\"javascript:x()\">x</a>", "<a rel=\"noopener noreferrer nofollow\">x</a>"),
            ("<p dir=\"rtl\" style=\"position:fixed\">سلام</p>", "<p dir=\"rtl\">سلام</p>"),
            ("plain & simple", "plain &amp; simple"),
        ] {
            assert_eq!(clean(html).as_deref(), Some(expected));
        }
        assert_eq!(clean(&"x".repeat(10_001)), None);
    }
}
