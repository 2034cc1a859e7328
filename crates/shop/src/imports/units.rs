//! A file thing by thing: rows of one order or product that follow each other are one.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use csv::StringRecord;

use super::json::{LineJson, PreviewedThing};
use super::rows::{Bad, Rows, Thing};
use super::source::{Piece, Pieces};

/// Most rows of one order or product.
const MOST_ROWS: usize = 500;

/// A thing of a file, read or not.
pub(super) struct Unit {
    /// Counted from one.
    pub line: u64,
    pub read: Result<Thing, Vec<Bad>>,
    /// Bytes of the file that were read by then.
    pub bytes: u64,
}

impl From<Unit> for PreviewedThing {
    fn from(unit: Unit) -> Self {
        let (thing, errors) = match unit.read {
            Ok(thing) => (serde_json::from_str(thing.written()).ok(), Vec::new()),
            Err(bad) => (None, bad.into_iter().map(LineJson::from).collect()),
        };
        Self { line: i64::try_from(unit.line).unwrap_or(i64::MAX), thing, errors }
    }
}

/// The things of a file.
pub(super) struct Units {
    pieces: Pieces,
    rows: Rows,
    /// The row behind the last thing.
    ahead: Option<(u64, StringRecord)>,
    /// Orders that came, so that one whose rows do not stand together is told.
    seen: HashSet<u64>,
}

impl Units {
    pub(super) fn open(path: &Path, rows: Rows) -> io::Result<Self> {
        Ok(Self { pieces: Pieces::open(path, &rows.plan)?, rows, ahead: None, seen: HashSet::new() })
    }

    /// Bytes of the file that were read.
    pub(super) fn bytes(&self) -> u64 {
        self.pieces.bytes()
    }

    /// The next thing. What is `known` already is passed over without being read.
    pub(super) fn next(&mut self, known: bool) -> io::Result<Option<Unit>> {
        let piece = match self.ahead.take() {
            Some((line, row)) => Some((line, Piece::Row(row))),
            None => self.pieces.next()?,
        };
        let Some((line, piece)) = piece else { return Ok(None) };
        let read = match piece {
            Piece::Row(row) => self.table(line, row, known)?,
            Piece::Object(_) if known => Err(Vec::new()),
            Piece::Object(text) => self.rows.object(line, &text),
            Piece::Broken(why) => Err(vec![whole(line, "not-json", why)]),
        };
        Ok(Some(Unit { line, read, bytes: self.bytes() }))
    }

    fn table(&mut self, line: u64, first: StringRecord, known: bool) -> io::Result<Result<Thing, Vec<Bad>>> {
        let mut rows = vec![(line, first)];
        while self.rows.group(&rows[0].1).is_some() {
            let Some((line, Piece::Row(row))) = self.pieces.next()? else { break };
            if self.rows.group(&row) != self.rows.group(&rows[0].1) {
                self.ahead = Some((line, row));
                break;
            }
            rows.push((line, row));
        }
        let again = self.came_before(&rows[0].1);
        if known {
            return Ok(Err(Vec::new()));
        }
        if again {
            let why = "the same stands further up; rows of one thing have to follow each other";
            return Ok(Err(vec![whole(line, "came-before", why)]));
        }
        if rows.len() > MOST_ROWS {
            return Ok(Err(vec![whole(line, "too-many", "at most 500 rows are one thing")]));
        }
        Ok(self.rows.table(&rows))
    }

    fn came_before(&mut self, row: &StringRecord) -> bool {
        let Some(id) = self.rows.id(row).filter(|id| !id.is_empty()) else { return false };
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        !self.seen.insert(hasher.finish())
    }
}

fn whole(line: u64, code: &str, detail: &str) -> Bad {
    Bad { line, column: None, code: code.to_owned(), detail: detail.to_owned(), value: None }
}
