//! Content-Transfer-Encoding undone (RFC 2045 §6), forgiving: what cannot be decoded is kept or skipped.

use std::borrow::Cow;

use data_encoding::BASE64_NOPAD;

/// How a part's body was made fit for transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `7bit`, `8bit`, `binary` and whatever is not known: the bytes are the content.
    Identity,
    Base64,
    QuotedPrintable,
}

impl Encoding {
    pub(super) fn named(name: &str) -> Self {
        let name = name.split([';', ' ', '(']).next().unwrap_or_default();
        match name.trim_matches('"').to_ascii_lowercase().as_str() {
            "base64" | "b" => Self::Base64,
            "quoted-printable" | "quotedprintable" | "q" => Self::QuotedPrintable,
            _ => Self::Identity,
        }
    }

    pub(super) fn decode(self, body: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Identity => Cow::Borrowed(body),
            Self::Base64 => base64_body(body),
            Self::QuotedPrintable => Cow::Owned(quoted_printable(body)),
        }
    }
}

/// A base64 body. Lines that are not base64, such as a footer that a list server added, are skipped, and
/// so is what follows padding on its line; a body without any such line was never encoded.
fn base64_body(body: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3 + 3);
    let mut group = Vec::with_capacity(body.len());
    let mut has_any = false;
    for line in body.split(|&b| b == b'\n') {
        let end = line.iter().position(|&b| b == b'=').unwrap_or(line.len());
        let is_base64 = line[..end].iter().all(|&b| is_letter(b) || matches!(b, b'\r' | b'\t' | b' '));
        if !is_base64 {
            continue;
        }
        group.extend(line[..end].iter().copied().filter(|&b| is_letter(b)));
        has_any |= !group.is_empty();
        if end < line.len() {
            decode_group(&mut group, &mut out);
        }
    }
    decode_group(&mut group, &mut out);
    if has_any { Cow::Owned(out) } else { Cow::Borrowed(body) }
}

/// Base64 in an encoded word, with anything between its letters.
pub(super) fn base64_word(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut group = Vec::with_capacity(text.len());
    for &byte in text {
        if is_letter(byte) {
            group.push(byte);
        } else if byte == b'=' {
            decode_group(&mut group, &mut out);
        }
    }
    decode_group(&mut group, &mut out);
    out
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

fn decode_group(group: &mut Vec<u8>, out: &mut Vec<u8>) {
    // One letter alone carries six bits: no byte.
    if group.len() % 4 == 1 {
        group.pop();
    }
    // The unused low bits of the last letter must be zero for a strict decoder; some senders leave them set.
    let spare = match group.len() % 4 {
        2 => 4,
        3 => 2,
        _ => 0,
    };
    if let Some(last) = group.last_mut() {
        *last = ALPHABET[usize::from(value_of(*last) >> spare << spare)];
    }
    if let Ok(bytes) = BASE64_NOPAD.decode(group) {
        out.extend(bytes);
    }
    group.clear();
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn value_of(letter: u8) -> u8 {
    match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    }
}

/// Quoted-printable bodies: soft line breaks joined, white space at line ends dropped (RFC 2045 §6.7).
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&b| b == b'\n') {
        let content = line.strip_suffix(b"\n").unwrap_or(line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        let ending = &line[content.len()..];
        let content = content.trim_ascii_end();
        match content.strip_suffix(b"=") {
            Some(joined) => out.extend(quoted_printable_word(joined)),
            None => {
                out.extend(quoted_printable_word(content));
                out.extend_from_slice(ending);
            }
        }
    }
    out
}

/// `=XX` bytes of one line; an equals sign that starts no byte is kept as it is.
pub(super) fn quoted_printable_word(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'='
            && let [high, low, after @ ..] = after
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            out.push(high << 4 | low);
            rest = after;
        } else {
            out.push(byte);
            rest = after;
        }
    }
    out
}

/// The value of a hexadecimal digit in either case.
pub(super) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
