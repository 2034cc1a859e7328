//! How far the reading of a list from a file of the store is.

use database::Time;
use serde::{Deserialize, Serialize};

database::text_enum!(
    /// Why a list is not read from a file, or not yet.
    pub enum ExportTrouble {
        /// Others' exports run in the store by the same app: they are waited for.
        Busy = "busy",
        /// The store does not write files for this app.
        Refused = "refused",
        /// Somebody stopped it in the store.
        Canceled = "canceled",
        /// The store failed at it.
        Failed = "failed",
        /// It took the store too long.
        TimedOut = "timed-out",
        /// The app may not read all of it.
        Denied = "denied",
        /// The file was there no more.
        Expired = "expired",
        /// The file could not be understood.
        Unreadable = "unreadable",
    }
);

/// How far the reading of the present list from a file is; all empty where it is read in another way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Export {
    /// When it was decided to have one written: the mark that the store's operation is found by.
    pub asked_at: Option<Time>,
    /// The store's id of it.
    pub operation: Option<String>,
    /// Things that the store has written.
    pub written: u64,
    /// Bytes of the file, once it is whole.
    pub size: Option<u64>,
    /// Bytes of the file that were taken: the place where the next thing begins.
    pub taken: u64,
    /// How often it went wrong.
    pub runs: u32,
    /// What is wrong now, or was the last time.
    pub trouble: Option<ExportTrouble>,
    /// The same in the store's words.
    pub detail: Option<String>,
    /// Nothing came of it: the list is read page by page.
    pub given_up: bool,
}

impl Export {
    pub(super) fn in_trouble(trouble: ExportTrouble, detail: &str) -> Self {
        let detail = detail.chars().filter(|c| *c != '\0').take(300).collect();
        Self { trouble: Some(trouble), detail: Some(detail), ..Self::default() }
    }

    /// The store is at it: others are waited for no more.
    pub(super) fn waits(&mut self) {
        if self.trouble == Some(ExportTrouble::Busy) {
            self.trouble = None;
            self.detail = None;
        }
    }

    /// Whether there is anything to be told of.
    pub fn is_told(&self) -> bool {
        self.asked_at.is_some() || self.trouble.is_some()
    }
}
