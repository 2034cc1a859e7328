//! What a store's page says of a product: HTML from outside, cleaned before it is shown.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Text, emphasis, lists, tables and links; no style, no script, no form, and no pictures, which would tell their server who looks.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a",
            "b",
            "blockquote",
            "br",
            "code",
            "dd",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "li",
            "ol",
            "p",
            "pre",
            "s",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "u",
            "ul",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// A description that may be shown; nothing when no text is left of it.
pub(super) fn clean(html: &str) -> Option<String> {
    let clean = CLEANER.clean(html.trim()).to_string();
    (!clean.trim().is_empty()).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_of_a_description_runs_loads_or_leads_astray() {
        let html = concat!(
            "<h2 onclick=\"x()\">Süet</h2><script>steal()</script><style>p{}</style>",
            "<p style=\"position:fixed\">Hakiki <b>süet</b><img src=\"https://spy.example/a.gif\"></p>",
            "<a href=\"javascript:x()\">bir</a> <a href=\"https://shop.example/beden\">iki</a>",
            "<iframe src=\"https://spy.example\"></iframe>",
        );
        let expected = concat!(
            "<h2>Süet</h2><p>Hakiki <b>süet</b></p>",
            "<a rel=\"noopener noreferrer nofollow\">bir</a> ",
            "<a href=\"https://shop.example/beden\" rel=\"noopener noreferrer nofollow\">iki</a>",
        );
        assert_eq!(clean(html).as_deref(), Some(expected));
        assert_eq!(clean(" <script>x()</script> "), None);
    }
}
