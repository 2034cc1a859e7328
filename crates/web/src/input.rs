//! From what serde says of an input to what a client can point at.

use serde_path_to_error::{Path, Segment};

use crate::FieldError;

/// Where the input came from: decides how a place in it is written.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    Body,
    Query,
}

/// The code of a field that there is none of.
pub(crate) const UNKNOWN_FIELD: &str = "unknown-field";

/// How serde's messages begin, and the code of each.
const CODES: [(&str, &str); 7] = [
    ("unknown field", UNKNOWN_FIELD),
    ("missing field", "missing-field"),
    ("duplicate field", "duplicate-field"),
    ("unknown variant", "unknown-value"),
    ("invalid type", "wrong-type"),
    ("invalid length", "wrong-length"),
    ("invalid value", "invalid-value"),
];

/// Names the place and the reason of an error that serde found.
pub(crate) fn field_error(source: Source, path: &Path, message: &str) -> FieldError {
    let message = without_position(message);
    let code = CODES
        .iter()
        .find(|(beginning, _)| message.starts_with(beginning))
        .map_or("invalid", |(_, code)| *code);
    let mut place = pointer(path);
    if let Some(field) = named_field(message)
        && last_name(path) != Some(field)
    {
        place = format!("{place}/{}", escape(field));
    }
    let pointer = match source {
        Source::Body => place,
        Source::Query => place.replacen('/', "?", 1),
    };
    FieldError::new(pointer, code, message)
}

/// The field that a message is about but whose path ends at the object that should or should not have it.
fn named_field(message: &str) -> Option<&str> {
    let about_a_field = ["unknown field `", "missing field `", "duplicate field `"];
    let rest = about_a_field.iter().find_map(|beginning| message.strip_prefix(beginning))?;
    // A name may itself hold a backquote: what serde appends begins at the last "`, expected" or at the end.
    let end = rest
        .rfind("`, expected")
        .or_else(|| rest.rfind("`, there are no fields"))
        .or_else(|| rest.rfind('`'))?;
    Some(&rest[..end])
}

fn last_name(path: &Path) -> Option<&str> {
    match path.iter().next_back() {
        Some(Segment::Map { key }) => Some(key),
        _ => None,
    }
}

/// A JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Map { key } => format!("/{}", escape(key)),
            Segment::Seq { index } => format!("/{index}"),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

/// A name as a part of a JSON pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn without_position(message: &str) -> &str {
    message.rfind(" at line ").map_or(message, |end| &message[..end])
}
