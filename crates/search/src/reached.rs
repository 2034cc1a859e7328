//! How far the log was read, kept in the commit of the index itself.

use database::events::{EventId, Position};
use serde::{Deserialize, Serialize};

/// How what is in the index is made. A change of the shape of documents, of tokens or of this file takes the next number:
/// an index of another number is made again.
const VERSION: u32 = 3;

/// Up to where the index has followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The log was read up to here.
    pub position: Position,
    /// What was there before that position and is still to be taken in; `None` once everything is.
    pub filling: Option<Filling>,
}

/// How far the things that were there already have been taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// Which of the sources, counted by whoever fills.
    pub source: u8,
    /// The workspace of the last thing that was taken.
    pub workspace: i64,
    /// The last thing that was taken.
    pub id: i64,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    version: u32,
    tx: String,
    event: i64,
    filling: Option<Filling>,
}

impl Reached {
    pub(crate) fn to_payload(&self) -> String {
        let payload = Payload {
            version: VERSION,
            tx: self.position.tx.clone(),
            event: self.position.event.0,
            filling: self.filling,
        };
        serde_json::to_string(&payload).expect("numbers and a text are JSON")
    }

    /// `None` when it was written by another version.
    pub(crate) fn from_payload(payload: &str) -> Option<Self> {
        let read: Payload = serde_json::from_str(payload).ok()?;
        (read.version == VERSION).then_some(Self {
            position: Position { tx: read.tx, event: EventId(read.event) },
            filling: read.filling,
        })
    }
}
