//! What is known of each document beside its words, opened once for each segment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::ColumnValues;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::shape::{ASIDE, AT, ID, KIND, WORKSPACE};

#[derive(Clone)]
pub(crate) struct Columns {
    pub(crate) workspace: Arc<dyn ColumnValues<i64>>,
    pub(crate) kind: Arc<dyn ColumnValues<u64>>,
    pub(crate) id: Arc<dyn ColumnValues<i64>>,
    pub(crate) at: Arc<dyn ColumnValues<i64>>,
    pub(crate) aside: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fields = segment.fast_fields();
        Ok(Self {
            workspace: fields.column_first_or_default(WORKSPACE)?,
            kind: fields.column_first_or_default(KIND)?,
            id: fields.column_first_or_default(ID)?,
            at: fields.column_first_or_default(AT)?,
            aside: fields.column_first_or_default(ASIDE)?,
        })
    }
}

/// The columns of all segments that are searched.
pub(crate) type OfSegments = HashMap<SegmentId, Arc<Columns>>;

/// The columns that are open; a segment's never change.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Arc<OfSegments>>);

impl Opened {
    /// Those of a searcher's segments. Others are closed.
    ///
    /// # Errors
    /// A file of the index that can't be read.
    pub(crate) fn all(&self, searcher: &Searcher) -> tantivy::Result<Arc<OfSegments>> {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.segment_readers();
        let known = |segment: &SegmentReader| opened.contains_key(&segment.segment_id());
        if opened.len() != segments.len() || !segments.iter().all(known) {
            let mut now = OfSegments::with_capacity(segments.len());
            for segment in segments {
                let id = segment.segment_id();
                let columns = match opened.get(&id) {
                    Some(columns) => Arc::clone(columns),
                    None => Arc::new(Columns::open(segment)?),
                };
                now.insert(id, columns);
            }
            *opened = Arc::new(now);
        }
        Ok(Arc::clone(&opened))
    }
}
