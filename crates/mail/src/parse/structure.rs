//! The tree of parts of a mail (RFC 2046), read within limits.
//!
//! The library's own tree has no limits and nests without end; here a mail that is too deep or has too
//! many parts is refused before its parts are decoded.

use super::header::RawHeaders;
use super::parameters::Parameterized;
use super::transfer::Encoding;
use super::{Limits, MailError};

/// A part: either a content or a group of parts.
pub(super) enum Part<'x> {
    Leaf(Leaf<'x>),
    Multipart {
        /// What follows `multipart/`: `mixed`, `alternative`, `related`, `report`, …
        kind: String,
        content_type: Parameterized,
        parts: Vec<Part<'x>>,
    },
}

/// A content, not yet decoded.
pub(super) struct Leaf<'x> {
    pub(super) headers: RawHeaders<'x>,
    pub(super) content_type: Parameterized,
    pub(super) disposition: Parameterized,
    pub(super) encoding: Encoding,
    pub(super) body: &'x [u8],
}

/// Counts what has been read against the limits.
pub(super) struct Budget<'l> {
    limits: &'l Limits,
    parts: usize,
}

impl<'l> Budget<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, parts: 0 }
    }

    fn take_part(&mut self) -> Result<(), MailError> {
        self.parts += 1;
        if self.parts > self.limits.parts {
            return Err(MailError::TooManyParts { limit: self.limits.parts });
        }
        Ok(())
    }
}

/// Reads the part whose headers are already split off.
pub(super) fn read<'x>(
    headers: RawHeaders<'x>,
    body: &'x [u8],
    default_type: &str,
    depth: usize,
    budget: &mut Budget<'_>,
) -> Result<Part<'x>, MailError> {
    budget.take_part()?;
    if depth > budget.limits.depth {
        return Err(MailError::TooDeep { limit: budget.limits.depth });
    }
    let mut content_type = headers.parameterized("Content-Type", None).unwrap_or_default();
    if !content_type.value.contains('/') {
        content_type.value = match content_type.value.as_str() {
            "text" | "" => default_type.to_owned(),
            _ => "application/octet-stream".to_owned(),
        };
    }
    if let Some(kind) = content_type.value.strip_prefix("multipart/")
        && let Some(slices) = slices(body, content_type.get("boundary"))
    {
        let kind = kind.to_owned();
        let child_type = if kind == "digest" { "message/rfc822" } else { "text/plain" };
        let mut parts = Vec::new();
        for slice in slices {
            let (headers, body) = RawHeaders::split_part(slice);
            parts.push(read(headers, body, child_type, depth + 1, budget)?);
        }
        return Ok(Part::Multipart { kind, content_type, parts });
    }
    if content_type.value.starts_with("multipart/") {
        // No boundary line anywhere: what is there is shown as text rather than lost.
        content_type.value = "text/plain".to_owned();
    }
    let disposition =
        headers.parameterized("Content-Disposition", content_type.get("charset")).unwrap_or_default();
    let encoding = headers
        .text("Content-Transfer-Encoding", None)
        .map_or(Encoding::Identity, |name| Encoding::named(&name));
    Ok(Part::Leaf(Leaf { headers, content_type, disposition, encoding, body }))
}

/// The contents between boundary lines; `None` where no boundary line is found.
fn slices<'x>(body: &'x [u8], boundary: Option<&str>) -> Option<Vec<&'x [u8]>> {
    let delimiter = match boundary.map(str::trim_end).filter(|boundary| !boundary.is_empty()) {
        Some(boundary) => format!("--{boundary}").into_bytes(),
        None => first_dashed_line(body)?.to_vec(),
    };
    let mut found = Vec::new();
    let mut started: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        if let Some(is_last) = boundary_line(line, &delimiter) {
            if let Some(start) = started {
                found.push(without_line_end(&body[start..at]));
            }
            started = Some(at + line.len());
            if is_last {
                return Some(found);
            }
        }
        at += line.len();
    }
    if let Some(start) = started {
        let unclosed = body[start..].trim_ascii_end();
        let closed = unclosed.strip_suffix(b"--").and_then(|rest| rest.strip_suffix(delimiter.as_slice()));
        found.push(closed.unwrap_or(&body[start..]));
    }
    (!found.is_empty()).then_some(found)
}

/// `Some(true)` for the closing line, `Some(false)` for a separating one.
fn boundary_line(line: &[u8], delimiter: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(delimiter)?.trim_ascii_end();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// Senders that forget the boundary parameter still write the boundary.
fn first_dashed_line(body: &[u8]) -> Option<&[u8]> {
    body.split(|&b| b == b'\n')
        .map(<[u8]>::trim_ascii_end)
        .find(|line| line.starts_with(b"--") && line.len() > 10)
}

/// The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
fn without_line_end(slice: &[u8]) -> &[u8] {
    let slice = slice.strip_suffix(b"\n").unwrap_or(slice);
    slice.strip_suffix(b"\r").unwrap_or(slice)
}
