//! A page of a long list, whichever store it came from.

use crate::json::MapError;
use crate::model::SourceId;

/// Some things of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// What could be read.
    pub items: Vec<T>,
    /// What could not.
    pub skipped: Vec<Skipped>,
    /// Its number, from 1. To go on later, start at the next.
    pub number: u32,
    /// Things in the whole list, as the store counts. It counts things that it does not show, too.
    pub total: Option<u64>,
    /// The place behind it, in stores that go on from a place and not from a number.
    pub cursor: Option<String>,
}

/// A thing that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its id, if that much was readable.
    pub source_id: Option<SourceId>,
    /// What is wrong with it, and where.
    pub error: MapError,
}
