//! HTML of strangers made safe: an allow-list of elements, attributes and styles.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::images::{ImagePolicy, Images};
use super::markup::{self, Piece};
use super::{css, nesting, quotes};

/// Cleaned HTML, ready to be shown in a sandboxed frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanHtml {
    /// Elements that can do no harm; quoted parts stand in `<div class="ts-quoted">`.
    pub html: String,
    /// Images from other servers that were held back or sent through the proxy.
    pub remote_images: usize,
    /// Invisible images that only tell the sender when the mail is read; they were removed.
    pub tracking_pixels: usize,
}

/// Makes the HTML of a mail safe to show.
///
/// `cid_map` gives the address of an attached image by its Content-ID; an image that it does not know is
/// replaced by its alternative text. What cannot be parsed within limits is shown as text.
pub fn clean(html: &str, cid_map: impl Fn(&str) -> Option<String>, images: ImagePolicy<'_>) -> CleanHtml {
    let Some(tame) = nesting::tame(html) else {
        let html = super::from_text(&nesting::lines(html));
        return CleanHtml { html, remote_images: 0, tracking_pixels: 0 };
    };
    let safe = CLEANER.clean(&tame).to_string();
    let mut images = Images::new(&cid_map, images);
    let mut pieces = markup::pieces(&safe);
    for piece in &mut pieces {
        match piece {
            Piece::Open(tag) if tag.name == "a" => keep_web_links_only(tag),
            Piece::Open(tag) if tag.name == "img" => images.treat(tag),
            Piece::Text(_) | Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    CleanHtml { html: quotes::fold(pieces), remote_images: images.remote, tracking_pixels: images.tracking }
}

/// Whether a size of the old kind, in pixels, would push everything else out of sight.
fn is_huge(value: &str) -> bool {
    let digits = value.trim().bytes().take_while(u8::is_ascii_digit).count();
    value.trim()[..digits].parse::<u32>().map_or(digits > 0, |size| size > 5_000)
}

/// The cleaner lets through what images may have; a link may have less.
fn keep_web_links_only(tag: &mut markup::Tag<'_>) {
    let is_web = |href: &str| {
        let scheme = href.trim_start().split(':').next().unwrap_or_default().to_ascii_lowercase();
        matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
    };
    if !tag.get("href").is_some_and(is_web) {
        tag.remove("href");
        tag.remove("target");
    }
}

const ELEMENTS: [&str; 64] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
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
];
const MORE_ELEMENTS: [&str; 5] = ["tt", "u", "ul", "var", "wbr"];

/// Elements whose content is not text for a reader.
const REMOVED_WITH_CONTENT: [&str; 24] = [
    "script",
    "style",
    "title",
    "template",
    "noscript",
    "object",
    "embed",
    "applet",
    "iframe",
    "frame",
    "frameset",
    "noembed",
    "noframes",
    "svg",
    "math",
    "textarea",
    "select",
    "option",
    "xmp",
    "plaintext",
    "audio",
    "video",
    "canvas",
    "head",
];

/// Attributes on any element. `class`, `id` and `type` only serve to find quotes and do not come out.
const ATTRIBUTES: [&str; 16] = [
    "align", "bgcolor", "border", "class", "color", "dir", "face", "height", "id", "lang", "size", "style",
    "title", "type", "valign", "width",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let table_cell = || HashSet::from(["colspan", "rowspan", "nowrap"]);
    let mut cleaner = Builder::empty();
    cleaner
        .tags(ELEMENTS.into_iter().chain(MORE_ELEMENTS).collect())
        .clean_content_tags(REMOVED_WITH_CONTENT.into_iter().collect())
        .generic_attributes(ATTRIBUTES.into_iter().collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
            ("table", HashSet::from(["cellpadding", "cellspacing"])),
            ("td", table_cell()),
            ("th", table_cell()),
            ("ol", HashSet::from(["start"])),
            ("col", HashSet::from(["span"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .strip_comments(true)
        .attribute_filter(|_element, attribute, value| match attribute {
            "style" => Some(css::filter(value)).filter(|style| !style.is_empty()).map(Cow::Owned),
            "height" | "cellpadding" | "cellspacing" | "border" | "size" if is_huge(value) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    cleaner
});
