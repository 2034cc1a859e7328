//! A guard before the HTML parser: ampersands that begin no character reference, and attributes without number, take it
//! quadratic time.

use std::borrow::Cow;

use html5gum::Span;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::reader;

/// So many ampersands that begin nothing known are left alone; people write some.
const MOST_BARE: usize = 1_000;
/// HTML shorter than this is not looked through for its attributes, in bytes.
const SHORT: usize = 50_000;
/// Most attributes of one element. No mail program writes more than twenty.
const MOST_ATTRIBUTES: usize = 1_000;
/// What mail programs write behind an ampersand.
const KNOWN: [&str; 36] = [
    "amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;", "zwnj;", "zwj;", "lrm;", "rlm;", "shy;", "ouml;",
    "uuml;", "auml;", "ccedil;", "Ouml;", "Uuml;", "Ccedil;", "szlig;", "eacute;", "copy;", "reg;", "trade;",
    "deg;", "euro;", "times;", "laquo;", "raquo;", "lsquo;", "rsquo;", "ldquo;", "rdquo;", "ndash;",
    "mdash;", "hellip;", "bull;",
];

/// The same HTML; where ampersands abound that begin no reference, they are written as one.
pub(super) fn mended(html: &str) -> Cow<'_, str> {
    let bare = || html.match_indices('&').filter(|(at, _)| !is_reference(&html[at + 1..]));
    if bare().nth(MOST_BARE).is_none() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() * 2);
    let mut written = 0;
    for (at, _) in bare() {
        out.push_str(&html[written..at]);
        out.push_str("&amp;");
        written = at + 1;
    }
    out.push_str(&html[written..]);
    Cow::Owned(out)
}

fn is_reference(after: &str) -> bool {
    let bytes = after.as_bytes();
    let is_number = match bytes.first() {
        Some(b'#') => match bytes.get(1) {
            Some(b'x' | b'X') => bytes.get(2).is_some_and(u8::is_ascii_hexdigit),
            digit => digit.is_some_and(u8::is_ascii_digit),
        },
        _ => false,
    };
    is_number || KNOWN.iter().any(|name| after.starts_with(name))
}

/// Whether an element has more attributes than anybody writes.
pub(super) fn has_too_many_attributes(html: &str) -> bool {
    if html.len() < SHORT {
        return false;
    }
    let mut attributes = 0;
    let mut emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { .. } => attributes = 0,
            CallbackEvent::AttributeName { .. } => attributes += 1,
            _ => {}
        }
        (attributes > MOST_ATTRIBUTES).then_some(())
    });
    emitter.naively_switch_states(true);
    // Character references are no attributes, and to read them takes longest.
    let html = html.replace('&', "_");
    reader::read(&html, emitter).next().is_some()
}
