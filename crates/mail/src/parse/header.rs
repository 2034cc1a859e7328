//! Header blocks: lines to fields, and fields to what they say.

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::encoded_word;
use super::parameters::Parameterized;
use crate::address::Mailbox;

/// Longest header block read, in bytes; mail servers stop near 64 KiB to 1 MiB, the rest is dropped.
const LONGEST_BLOCK: usize = 1 << 20;
/// Lines without a colon tolerated in a row inside a header block.
const BROKEN_LINES: usize = 5;

/// The fields of a mail or of one part, in the order in which they stand, values decoded and unfolded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    fields: Vec<Header>,
}

/// One header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name as written: `Message-Id`.
    pub name: String,
    /// The value with folding undone and encoded words decoded.
    pub value: String,
}

impl Headers {
    /// The value of the first field with this name, whatever its case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.value.as_str())
    }

    /// The values of all fields with this name, topmost (most recently added) first.
    pub fn all<'a, 'n: 'a>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.fields
            .iter()
            .filter(move |field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.value.as_str())
    }

    /// Whether a field with this name exists.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// All fields, topmost first.
    pub fn iter(&self) -> impl Iterator<Item = &Header> {
        self.fields.iter()
    }

    /// Reads a block of header lines that stands alone: the fields of a delivery report, the headers of
    /// a returned mail. Whatever is no field is skipped.
    pub fn parse(block: &[u8]) -> Self {
        RawHeaders::split(block).0.decoded(None)
    }
}

/// A header block whose values are still the sender's bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct RawHeaders<'x> {
    fields: Vec<(&'x str, Vec<u8>)>,
}

impl<'x> RawHeaders<'x> {
    /// The fields at the start of `raw` and the body after the empty line. Mail without any header line is
    /// all body.
    pub(super) fn split(raw: &'x [u8]) -> (Self, &'x [u8]) {
        let mut headers = Self::default();
        let mut rest = raw;
        let mut is_first = true;
        while !rest.is_empty() {
            let (line, after) = next_line(rest);
            if line.is_empty() {
                return (headers, after);
            }
            let is_mbox_separator = is_first && (line.starts_with(b"From ") || line.starts_with(b">From "));
            if is_mbox_separator {
                // A mailbox file's separator, not a field.
            } else if line[0] == b' ' || line[0] == b'\t' {
                headers.continue_last(line);
            } else if let Some((name, value)) = field(line) {
                headers.push(name, value);
            } else if headers.fields.is_empty() || !more_fields_follow(after) {
                return (headers, rest);
            } else {
                // A line broken by a server that forgot the white space: it goes on with the field above.
                headers.continue_last(line);
            }
            is_first = false;
            rest = after;
            if raw.len() - rest.len() > LONGEST_BLOCK {
                return (headers, skip_to_body(rest));
            }
        }
        (headers, rest)
    }

    /// The same for a part inside a mail, where no mailbox file's separator and no missing header is guessed:
    /// a part that does not begin with a field has no fields.
    pub(super) fn split_part(raw: &'x [u8]) -> (Self, &'x [u8]) {
        let (line, after) = next_line(raw);
        if line.is_empty() {
            return (Self::default(), after);
        }
        Self::split(raw)
    }

    fn push(&mut self, name: &'x str, value: &[u8]) {
        self.fields.push((name, value.trim_ascii().to_vec()));
    }

    fn continue_last(&mut self, line: &[u8]) {
        if let Some((_, value)) = self.fields.last_mut() {
            value.push(b' ');
            value.extend_from_slice(line.trim_ascii());
        }
    }

    /// The value of the first field with this name.
    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        self.fields
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_slice())
    }

    /// A structured field such as `Content-Type`.
    pub(super) fn parameterized(&self, name: &str, hint: Option<&str>) -> Option<Parameterized> {
        self.get(name).map(|raw| Parameterized::parse(raw, hint))
    }

    /// An unstructured field, decoded.
    pub(super) fn text(&self, name: &str, hint: Option<&str>) -> Option<String> {
        self.get(name).map(|raw| encoded_word::decode(raw, hint))
    }

    /// The mailboxes of all fields with this name; groups are opened, entries without an address left out.
    pub(super) fn mailboxes(&self, name: &str, hint: Option<&str>) -> Vec<Mailbox> {
        self.fields
            .iter()
            .filter(|(field, _)| field.eq_ignore_ascii_case(name))
            .flat_map(|(_, value)| mailboxes(value, hint))
            .collect()
    }

    pub(super) fn decoded(&self, hint: Option<&str>) -> Headers {
        let fields = self
            .fields
            .iter()
            .map(|(name, value)| Header {
                name: (*name).to_owned(),
                value: encoded_word::decode(value, hint),
            })
            .collect();
        Headers { fields }
    }
}

fn mailboxes(value: &[u8], hint: Option<&str>) -> Vec<Mailbox> {
    let mut normalized = encoded_word::normalize(value, hint).into_bytes();
    normalized.push(b'\n');
    let HeaderValue::Address(parsed) = MessageStream::new(&normalized).parse_address() else {
        return Vec::new();
    };
    parsed
        .iter()
        .filter_map(|entry| {
            let address = entry.address.as_deref()?.parse().ok()?;
            Some(Mailbox::new(entry.name.as_deref(), address))
        })
        .collect()
}

/// A line without its ending, and what follows. `\n`, `\r\n` and, from very old systems, `\r\r\n` end a line.
fn next_line(raw: &[u8]) -> (&[u8], &[u8]) {
    let end = raw.iter().position(|&b| b == b'\n').unwrap_or(raw.len());
    let line = &raw[..end];
    let content = line.iter().rposition(|&b| b != b'\r').map_or(0, |last| last + 1);
    (&line[..content], raw.get(end + 1..).unwrap_or_default())
}

fn field(line: &[u8]) -> Option<(&str, &[u8])> {
    let colon = line.iter().position(|&b| b == b':')?;
    let name = std::str::from_utf8(line[..colon].trim_ascii_end()).ok()?;
    let is_name = !name.is_empty() && name.len() <= 100 && name.bytes().all(|b| b.is_ascii_graphic());
    is_name.then(|| (name, &line[colon + 1..]))
}

/// Whether a broken line stands inside the header block: a field comes soon after it, before any empty line.
fn more_fields_follow(raw: &[u8]) -> bool {
    let mut rest = raw;
    for _ in 0..BROKEN_LINES {
        let (line, after) = next_line(rest);
        if line.is_empty() {
            return false;
        }
        if field(line).is_some() {
            return true;
        }
        rest = after;
    }
    false
}

fn skip_to_body(raw: &[u8]) -> &[u8] {
    let mut rest = raw;
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        rest = after;
        if line.is_empty() {
            break;
        }
    }
    rest
}
