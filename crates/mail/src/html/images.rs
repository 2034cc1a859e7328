//! Images in a mail: attached ones are found, remote ones do not tell the sender that the mail is read.

use super::markup::Tag;

/// What happens to images that lie on other people's servers.
#[derive(Clone, Copy)]
pub enum ImagePolicy<'f> {
    /// Not loaded; the address is kept in `data-ts-src` for a reader who asks for it.
    HoldBack,
    /// Loaded from the address that the function makes of the original one: our proxy.
    Proxy(&'f dyn Fn(&str) -> String),
}

/// Largest image kept inside the HTML (`data:`), in characters.
const LARGEST_INLINE: usize = 1 << 20;

pub(super) struct Images<'f> {
    by_content_id: &'f dyn Fn(&str) -> Option<String>,
    policy: ImagePolicy<'f>,
    pub(super) remote: usize,
    pub(super) tracking: usize,
}

impl<'f> Images<'f> {
    pub(super) fn new(by_content_id: &'f dyn Fn(&str) -> Option<String>, policy: ImagePolicy<'f>) -> Self {
        Self { by_content_id, policy, remote: 0, tracking: 0 }
    }

    /// Gives an image the source from which it may be loaded, or none.
    pub(super) fn treat(&mut self, tag: &mut Tag<'_>) {
        let source = tag.remove("src").unwrap_or_default();
        let source = source.trim();
        let scheme = source.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match scheme.as_str() {
            "cid" => {
                let id = percent_decoded(&source[4..]);
                if let Some(address) = (self.by_content_id)(id.trim_matches(['<', '>'])) {
                    tag.set("src", &address);
                }
            }
            "data" if is_picture(source) => tag.set("src", source),
            "http" | "https" if is_invisible(tag) => self.tracking += 1,
            "http" | "https" => {
                self.remote += 1;
                match self.policy {
                    ImagePolicy::HoldBack => tag.set("data-ts-src", source),
                    ImagePolicy::Proxy(address) => tag.set("src", &address(source)),
                }
            }
            _ => {}
        }
        tag.set("loading", "lazy");
        tag.set("referrerpolicy", "no-referrer");
    }
}

/// SVG is left out: it can hold scripts and load more.
fn is_picture(source: &str) -> bool {
    let start = source.get(..source.len().min(40)).unwrap_or_default().to_ascii_lowercase();
    let is_raster = ["png", "jpeg", "jpg", "gif", "webp"]
        .iter()
        .any(|kind| start.starts_with(&format!("data:image/{kind};base64,")));
    is_raster && source.len() <= LARGEST_INLINE
}

/// At most one pixel wide or high, or hidden.
fn is_invisible(tag: &Tag<'_>) -> bool {
    let is_tiny = |value: &str| matches!(value.trim().trim_end_matches("px"), "0" | "1");
    let style = tag.get("style").unwrap_or_default();
    let styled = style.split(';').any(|declaration| {
        declaration.split_once(':').is_some_and(|(name, value)| match name {
            "width" | "height" | "max-width" | "max-height" => is_tiny(value),
            "display" => value == "none",
            _ => false,
        })
    });
    styled || ["width", "height"].iter().any(|name| tag.get(name).is_some_and(is_tiny))
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
