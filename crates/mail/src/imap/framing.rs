//! From a stream of bytes to whole responses.
//!
//! A response is a line; a line that ends in `{N}` goes on with N bytes of anything and another line (RFC 3501 §4.3).

/// How much memory a server may take of us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest line, in bytes.
    pub line: usize,
    /// Largest literal, in bytes.
    pub literal: usize,
}

/// Why nothing more is read from this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FramingError {
    /// A line does not end.
    #[error("a line is longer than {0} bytes")]
    Line(usize),
    /// A literal is larger than allowed.
    #[error("a part of {0} bytes is larger than was allowed")]
    Literal(u64),
}

/// Literals of one response: a FETCH that asks for one part brings one, and a few names may come so.
const MOST_LITERALS: usize = 8;

/// Takes bytes as they come and gives whole responses.
#[derive(Debug)]
pub struct Framer {
    buffer: Vec<u8>,
    /// Where the line begins that is looked at now.
    line: usize,
    /// Up to where no end of it was found; behind a literal that is still coming it lies ahead of the buffer's end.
    seen: usize,
    literals: usize,
    limits: Limits,
}

impl Framer {
    /// Nothing was read yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { buffer: Vec::new(), line: 0, seen: 0, literals: 0, limits }
    }

    /// Other limits from now on.
    pub fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Takes what came.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Whether nothing waits to be read: what was sent before encryption began must not be believed (RFC 8314 §3.2).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// The next whole response, with its last CRLF; `None`: more bytes are needed.
    ///
    /// # Errors
    /// [`FramingError`]: the connection is of no use any more.
    pub fn next_response(&mut self) -> Result<Option<Vec<u8>>, FramingError> {
        loop {
            if self.seen >= self.buffer.len() {
                return Ok(None);
            }
            let Some(found) = self.buffer[self.seen..].iter().position(|byte| *byte == b'\n') else {
                self.seen = self.buffer.len();
                if self.seen - self.line > self.limits.line {
                    return Err(FramingError::Line(self.limits.line));
                }
                return Ok(None);
            };
            let end = self.seen + found + 1;
            if end - self.line > self.limits.line {
                return Err(FramingError::Line(self.limits.line));
            }
            match self.announced(end) {
                Some(length) => {
                    let fits = usize::try_from(length).ok().filter(|length| *length <= self.limits.literal);
                    let length = fits.ok_or(FramingError::Literal(length))?;
                    self.literals += 1;
                    if self.literals > MOST_LITERALS {
                        return Err(FramingError::Literal(length as u64));
                    }
                    // The size is known: room for it is made once.
                    let missing = (end + length).saturating_sub(self.buffer.len());
                    self.buffer.reserve(missing);
                    (self.line, self.seen) = (end + length, end + length);
                }
                None => {
                    let rest = self.buffer.split_off(end);
                    (self.line, self.seen, self.literals) = (0, 0, 0);
                    return Ok(Some(std::mem::replace(&mut self.buffer, rest)));
                }
            }
        }
    }

    /// The length of the literal that a line announces at its end. Free text may end in braces, too, and announces nothing.
    fn announced(&self, end: usize) -> Option<u64> {
        let start = self.buffer.strip_prefix(b"* ")?;
        let word = start.split(|byte| matches!(byte, b' ' | b'\r' | b'\n')).next().unwrap_or_default();
        if [&b"OK"[..], b"NO", b"BAD", b"BYE", b"PREAUTH"].iter().any(|text| word.eq_ignore_ascii_case(text))
        {
            return None;
        }
        let line = &self.buffer[self.line..end];
        let line = line.strip_suffix(b"\r\n").or_else(|| line.strip_suffix(b"\n"))?.strip_suffix(b"}")?;
        let opened = line.iter().rposition(|byte| *byte == b'{')?;
        std::str::from_utf8(&line[opened + 1..]).ok()?.trim_end_matches('+').parse().ok()
    }
}
