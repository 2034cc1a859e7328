//! `Content-Type` and `Content-Disposition`: a value and its parameters, in RFC 2045, RFC 2231 and RFC 2047 form.

use super::{encoded_word, transfer};
use crate::charset;

/// Most parameters read of one field, the pieces of continued ones counted: the longest file names take some twenty.
const MOST_PIECES: usize = 200;

/// A structured header value: `text/plain; charset="utf-8"; name*=…`.
#[derive(Clone, Debug, Default)]
pub(super) struct Parameterized {
    /// What stands before the first semicolon, in lower case: `text/plain`, `attachment`.
    pub(super) value: String,
    parameters: Vec<(String, String)>,
}

/// One parameter as written: `filename*1*=abc`.
struct Piece {
    name: String,
    /// Position in a continued value (RFC 2231 §3); `None` for a value in one piece.
    position: Option<u32>,
    is_percent_encoded: bool,
    value: Vec<u8>,
}

impl Parameterized {
    pub(super) fn parse(raw: &[u8], hint: Option<&str>) -> Self {
        // A semicolon should end the value; some senders leave it out before the first parameter.
        let raw = raw.trim_ascii_start();
        let end = raw.iter().position(|&b| b == b';' || b.is_ascii_whitespace()).unwrap_or(raw.len());
        let (value, rest) = raw.split_at(end);
        let value = String::from_utf8_lossy(value);
        let value = value.split('(').next().unwrap_or_default().trim_matches('"').to_ascii_lowercase();
        Self { value, parameters: join(pieces(rest), hint) }
    }

    /// A parameter by its name in lower case; the first one where it stands twice.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn pieces(raw: &[u8]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = raw;
    while !rest.is_empty() && found.len() < MOST_PIECES {
        let end = rest.iter().position(|&b| matches!(b, b'=' | b';')).unwrap_or(rest.len());
        let name = String::from_utf8_lossy(&rest[..end]).trim().to_ascii_lowercase();
        if rest.get(end) != Some(&b'=') {
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        let (value, after) = value_at(&rest[end + 1..]);
        rest = after;
        if let Some(piece) = named_piece(&name, value) {
            found.push(piece);
        }
    }
    found
}

/// The value after an equals sign and what follows its semicolon.
fn value_at(raw: &[u8]) -> (Vec<u8>, &[u8]) {
    let raw = raw.trim_ascii_start();
    let Some(quoted) = raw.strip_prefix(b"\"") else {
        // Names with spaces and no quotes are common, so a bare value runs to the semicolon.
        let end = raw.iter().position(|&b| b == b';').unwrap_or(raw.len());
        let value = raw[..end].trim_ascii().iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
        return (value, raw.get(end + 1..).unwrap_or_default());
    };
    let mut value = Vec::new();
    let mut rest = quoted;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => break,
            b'\\' if matches!(after.first(), Some(b'"' | b'\\')) => {
                value.push(after[0]);
                rest = &after[1..];
            }
            b'\r' | b'\n' => {}
            _ => value.push(byte),
        }
    }
    let next = rest.iter().position(|&b| b == b';').map_or(rest.len(), |at| at + 1);
    (value, &rest[next..])
}

fn named_piece(name: &str, value: Vec<u8>) -> Option<Piece> {
    let is_percent_encoded = name.ends_with('*');
    let name = name.trim_end_matches('*');
    let (name, position) = match name.split_once('*') {
        Some((base, position)) => (base, Some(position.parse().ok()?)),
        None => (name, None),
    };
    if name.is_empty() {
        return None;
    }
    Some(Piece { name: name.to_owned(), position, is_percent_encoded, value })
}

/// Extended values win over plain ones of the same name (RFC 6266 §4.3), continued ones are put together.
fn join(pieces: Vec<Piece>, hint: Option<&str>) -> Vec<(String, String)> {
    let mut names: Vec<&str> = Vec::new();
    for piece in &pieces {
        if !names.contains(&piece.name.as_str()) {
            names.push(&piece.name);
        }
    }
    names
        .iter()
        .filter_map(|&name| {
            let of_name = || pieces.iter().filter(move |piece| piece.name == name);
            let mut continued: Vec<&Piece> = of_name().filter(|piece| piece.position.is_some()).collect();
            continued.sort_by_key(|piece| piece.position);
            let extended = of_name().find(|piece| piece.position.is_none() && piece.is_percent_encoded);
            let plain = of_name().find(|piece| piece.position.is_none() && !piece.is_percent_encoded);
            let text = if let Some(piece) = extended {
                extended_text(&[piece], hint)
            } else if !continued.is_empty() {
                extended_text(&continued, hint)
            } else {
                plain_text(&plain?.value, hint)
            };
            Some((name.to_owned(), text))
        })
        .collect()
}

/// A value in one piece. Some web mailers write `%C3%BC` there without saying so; only what is UTF-8 beyond ASCII then is
/// taken for that, for a name may hold a percent sign.
fn plain_text(value: &[u8], hint: Option<&str>) -> String {
    if value.is_ascii() && value.contains(&b'%') {
        let bytes = percent_decode(value);
        if let Ok(text) = std::str::from_utf8(&bytes)
            && !text.is_ascii()
        {
            return text.to_owned();
        }
    }
    encoded_word::decode(value, hint)
}

/// `utf-8'tr'%C3%BC…`: the character set stands in the first piece only, and a character may be cut in two
/// between pieces, so the bytes are joined first.
fn extended_text(pieces: &[&Piece], hint: Option<&str>) -> String {
    let mut bytes = Vec::new();
    let mut label = None;
    for (index, piece) in pieces.iter().enumerate() {
        let mut value = piece.value.as_slice();
        if index == 0 && piece.is_percent_encoded {
            let mut parts = value.splitn(3, |&b| b == b'\'');
            if let (Some(charset), Some(_language), Some(rest)) = (parts.next(), parts.next(), parts.next()) {
                label = Some(String::from_utf8_lossy(charset).into_owned()).filter(|label| !label.is_empty());
                value = rest;
            }
        }
        if piece.is_percent_encoded {
            bytes.extend(percent_decode(value));
        } else {
            bytes.extend_from_slice(value);
        }
    }
    match label {
        Some(label) => charset::decode(&bytes, Some(&label)),
        // Some clients put encoded words into continued values.
        None => encoded_word::decode(&bytes, hint),
    }
}

fn percent_decode(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%'
            && let [high, low, after @ ..] = after
            && let (Some(high), Some(low)) = (transfer::hex_digit(*high), transfer::hex_digit(*low))
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
