//! Receiving the text of a mail after `DATA`.

/// Where the last byte stood in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// After CRLF, or at the very beginning.
    LineStart,
    /// After the first dot of a line.
    Dot,
    /// After a lone dot and CR.
    DotCr,
    InLine,
    Cr,
    /// After an LF that had no CR before it.
    BareLf,
    BareLfDot,
    BareLfDotCr,
}

/// What became of the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    /// All bytes are taken and the mail is not over.
    More,
    /// The mail is over after so many bytes; its text has the dots undone and CRLF kept.
    Mail { taken: usize, raw: Vec<u8> },
    /// The mail is over after so many bytes and was larger than allowed; its text is gone.
    TooBig { taken: usize },
    /// The client goes on and on: the mail is more than twice as large as allowed.
    Endless,
    /// A lone dot with a bare LF beside it. Some servers take that for the end of a mail, which lets a
    /// crafted mail smuggle a second one through them; here it is never the end and never accepted.
    BareLf,
}

/// Undoes dot-stuffing (RFC 5321 §4.5.2) and finds the end, which is CRLF, dot, CRLF and nothing else.
#[derive(Debug)]
pub(super) struct Receiver {
    raw: Vec<u8>,
    length: usize,
    limit: usize,
    position: Position,
}

impl Receiver {
    /// `limit` is the largest mail kept, in bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { raw: Vec::new(), length: 0, limit, position: Position::LineStart }
    }

    pub(super) fn receive(&mut self, bytes: &[u8]) -> Received {
        for (index, &byte) in bytes.iter().enumerate() {
            let taken = index + 1;
            self.position = match (self.position, byte) {
                (Position::DotCr, b'\n') => return self.finish(taken),
                (Position::Dot | Position::BareLfDot | Position::BareLfDotCr, b'\n') => {
                    return Received::BareLf;
                }
                (Position::LineStart, b'.') => Position::Dot,
                (Position::Dot, b'\r') => Position::DotCr,
                (Position::DotCr, byte) => {
                    self.keep(b'\r');
                    self.keep(byte);
                    if byte == b'\r' { Position::Cr } else { Position::InLine }
                }
                (position, byte) => {
                    self.keep(byte);
                    after(position, byte)
                }
            };
            if self.length > self.limit.saturating_mul(2) {
                return Received::Endless;
            }
        }
        Received::More
    }

    fn keep(&mut self, byte: u8) {
        self.length += 1;
        if self.length <= self.limit {
            self.raw.push(byte);
        } else {
            self.raw = Vec::new();
        }
    }

    fn finish(&mut self, taken: usize) -> Received {
        if self.length > self.limit {
            return Received::TooBig { taken };
        }
        Received::Mail { taken, raw: std::mem::take(&mut self.raw) }
    }
}

/// The position after a byte that was kept.
fn after(position: Position, byte: u8) -> Position {
    match (position, byte) {
        (Position::Cr, b'\n') => Position::LineStart,
        (_, b'\n') => Position::BareLf,
        (Position::BareLf, b'.') => Position::BareLfDot,
        (Position::BareLfDot, b'\r') => Position::BareLfDotCr,
        (_, b'\r') => Position::Cr,
        (_, _) => Position::InLine,
    }
}
