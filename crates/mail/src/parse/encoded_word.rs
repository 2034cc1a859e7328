//! Encoded words in headers (RFC 2047), as they are and not only as they should be.

use super::transfer;
use crate::charset;

/// Longest content of one word, in bytes. The standard says 75, and some senders put a whole subject into one.
const LONGEST_WORD: usize = 16 << 10;

/// One `=?charset?encoding?text?=`, its text not yet made characters.
struct Word<'x> {
    charset: &'x str,
    bytes: Vec<u8>,
    /// Length of the word in the header, in bytes.
    length: usize,
}

/// A header's value as people read it: encoded words decoded, 8-bit bytes understood.
///
/// `hint` is the character set that the rest of the mail names; senders that put raw bytes into headers
/// use the same one there.
pub(super) fn decode(value: &[u8], hint: Option<&str>) -> String {
    rewrite(value, hint, |text, out| out.push_str(text))
}

/// The same value with every run of encoded words turned into one word of UTF-8 in base64, so that names
/// which contain commas or brackets do not disturb the address parser.
pub(super) fn normalize(value: &[u8], hint: Option<&str>) -> String {
    rewrite(value, hint, |text, out| {
        out.push_str("=?utf-8?B?");
        data_encoding::BASE64.encode_append(text.as_bytes(), out);
        out.push_str("?=");
    })
}

fn rewrite(value: &[u8], hint: Option<&str>, emit: impl Fn(&str, &mut String)) -> String {
    let value = characters(value, hint);
    let mut out = String::with_capacity(value.len());
    let mut run: Vec<Word<'_>> = Vec::new();
    let mut rest = value.as_str();
    let mut ends = Ends::default();
    while let Some(start) = rest.find("=?") {
        let Some(word) = word_at(&rest[start..], &mut ends) else {
            flush(&mut run, &emit, &mut out);
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        let between = &rest[..start];
        // White space between two encoded words belongs to neither (RFC 2047 §6.2).
        if run.is_empty() || !between.trim().is_empty() {
            flush(&mut run, &emit, &mut out);
            out.push_str(between);
        }
        rest = &rest[start + word.length..];
        run.push(word);
    }
    flush(&mut run, &emit, &mut out);
    out.push_str(rest);
    out
}

/// Raw bytes of a header are in the set that the rest of the mail names, unless that cannot stand in a header.
fn characters(value: &[u8], hint: Option<&str>) -> String {
    if value.is_ascii() && !value.contains(&0x1b) {
        return String::from_utf8_lossy(value).into_owned();
    }
    let hint = hint.filter(|hint| !hint.to_ascii_lowercase().starts_with("utf-16"));
    charset::decode(value, hint)
}

/// Neighbours of one character set are joined before they become characters: many senders cut a
/// character in two at the end of a word.
fn flush(run: &mut Vec<Word<'_>>, emit: &impl Fn(&str, &mut String), out: &mut String) {
    let mut text = String::new();
    let mut words = run.drain(..).peekable();
    while let Some(mut word) = words.next() {
        // A word that begins with an escape sequence (ISO-2022) is whole by itself.
        let goes_on = |next: &Word<'_>, word: &Word<'_>| {
            next.charset.eq_ignore_ascii_case(word.charset) && !next.bytes.starts_with(b"\x1b")
        };
        while let Some(next) = words.next_if(|next| goes_on(next, &word)) {
            word.bytes.extend(next.bytes);
        }
        text.push_str(&charset::decode(&word.bytes, Some(word.charset)));
    }
    if !text.is_empty() {
        let text: String =
            text.chars().map(|c| if matches!(c, '\r' | '\n' | '\0') { ' ' } else { c }).collect();
        emit(&text, out);
    }
}

/// Where the next word ends, looked for once and not again for each beginning before it.
#[derive(Default)]
struct Ends {
    /// As bytes from the end of the header.
    next: Option<usize>,
}

impl Ends {
    /// How far `?=` is away; all texts that are asked about are ends of one header, each shorter than the one before.
    fn ahead(&mut self, text: &str) -> Option<usize> {
        if self.next.is_none_or(|end| end > text.len()) {
            self.next = Some(text.find("?=").map_or(0, |at| text.len() - at));
        }
        self.next.filter(|end| *end > 0).map(|end| text.len() - end)
    }
}

fn word_at<'x>(text: &'x str, ends: &mut Ends) -> Option<Word<'x>> {
    let inside = text.strip_prefix("=?")?;
    let (charset, after) = inside.split_once('?')?;
    let charset = charset.split('*').next().unwrap_or_default();
    let is_label = !charset.is_empty()
        && charset.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'=' | b'<' | b'>'));
    if !is_label {
        return None;
    }
    let (encoding, after) = after.split_once('?')?;
    // `?=` can also stand inside: an empty Q-encoded byte `=?=` never does, but `...?==?` of joined words may.
    let end = ends.ahead(after).filter(|end| *end < LONGEST_WORD)?;
    let encoded = &after[..end];
    let bytes = match encoding {
        "B" | "b" => transfer::base64_word(encoded.as_bytes()),
        "Q" | "q" => q_decode(encoded.as_bytes()),
        _ => return None,
    };
    let length = text.len() - after.len() + end + 2;
    Some(Word { charset, bytes, length })
}

fn q_decode(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text.iter().map(|&b| if b == b'_' { b' ' } else { b }).collect();
    transfer::quoted_printable_word(&spaced)
}
