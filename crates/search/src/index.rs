//! The index: documents in, hits out.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use database::events::EventId;
use database::{DbError, Time, WorkspaceId};
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::Value as _;
use tantivy::{
    DocAddress, DocId, IndexReader, IndexWriter, Order, ReloadPolicy, Score, SegmentReader, TantivyDocument,
    TantivyError, Term,
};

use crate::columns::Opened;
use crate::document::{Document, Kind, Subject};
use crate::querying;
use crate::reached::Reached;
use crate::shape::{AT, Shape};
use crate::typed::Typed;

/// What one writer may keep in memory, in bytes: the least that the engine works with.
const MEMORY: usize = 15_000_000;
/// Of a segment's documents as many may be old states before it is written anew.
const OLD_STATES: f32 = 0.3;

/// Why the index can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Its folder can't be made or emptied.
    #[error("{folder}: {cause}", folder = .0.display(), cause = .1)]
    Folder(PathBuf, std::io::Error),
    /// The engine says no.
    #[error("the index of words: {0}")]
    Engine(#[from] TantivyError),
}

impl From<SearchError> for DbError {
    fn from(cause: SearchError) -> Self {
        Self::Other(cause.to_string())
    }
}

/// An index of this node; cheap to clone. Nothing that is only in it is lost with it.
#[derive(Clone)]
pub struct Index(Arc<Inner>);

struct Inner {
    /// Where it lies; in memory alone if nowhere.
    folder: Option<PathBuf>,
    shape: Shape,
    live: RwLock<Live>,
    columns: Opened,
    writer: Mutex<Option<IndexWriter>>,
    damaged: AtomicBool,
    /// The last event that can be found, or -1 while nobody follows.
    found_up_to: AtomicI64,
    /// Whether what was there before is still being taken in.
    filling: AtomicBool,
}

#[derive(Clone)]
struct Live {
    index: tantivy::Index,
    reader: IndexReader,
}

/// What is wanted of the index.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Whose things.
    pub workspace: WorkspaceId,
    /// Of which kinds.
    pub kinds: &'a [Kind],
    /// With which words.
    pub typed: &'a Typed,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is.
    pub subject: Subject,
    /// How well it fits: any number above nought, the more the better.
    pub score: f32,
    /// When it last mattered.
    pub at: Time,
    /// What was kept to show it.
    pub kept: String,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({})", self.0.folder.as_deref().map_or("memory".into(), Path::to_string_lossy))
    }
}

impl Index {
    /// Opens the index in a folder of its own, which is made if need be. One that can't be read, or was made by another
    /// version, is thrown away and begun again; [`Index::reached`] tells.
    ///
    /// # Errors
    /// [`SearchError`] when the folder can't be written.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let shape = Shape::new();
        let live = match open_there(folder, &shape) {
            Ok(live) => live,
            Err(cause) => {
                tracing::info!(%cause, "the index of words is begun anew");
                begin(Some(folder), &shape)?
            }
        };
        Ok(Self::of(Some(folder.to_owned()), shape, live))
    }

    /// An index that is gone with the process: for commands and tests.
    ///
    /// # Panics
    /// Never: memory takes an empty index.
    pub fn in_memory() -> Self {
        let shape = Shape::new();
        let live = begin(None, &shape).expect("an empty index fits into memory");
        Self::of(None, shape, live)
    }

    /// Told by whoever follows the log: everything up to this event can be found; `filling`: but not all that was there
    /// before.
    pub fn tell_found(&self, event: EventId, filling: bool) {
        self.0.found_up_to.store(event.0, Ordering::Relaxed);
        self.0.filling.store(filling, Ordering::Relaxed);
    }

    /// Up to which event everything can be found; `None` before anybody has followed the log.
    pub fn found_up_to(&self) -> Option<EventId> {
        Some(EventId(self.0.found_up_to.load(Ordering::Relaxed))).filter(|event| event.0 >= 0)
    }

    /// Whether what was there before is still being taken in.
    pub fn is_filling(&self) -> bool {
        self.0.filling.load(Ordering::Relaxed)
    }

    fn of(folder: Option<PathBuf>, shape: Shape, live: Live) -> Self {
        Self(Arc::new(Inner {
            folder,
            shape,
            live: RwLock::new(live),
            columns: Opened::default(),
            writer: Mutex::new(None),
            damaged: AtomicBool::new(false),
            found_up_to: AtomicI64::new(-1),
            filling: AtomicBool::new(false),
        }))
    }

    fn live(&self) -> Live {
        self.0.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How far the log was read when the index was last committed; `None` when it is new.
    ///
    /// # Errors
    /// [`SearchError::Engine`].
    pub fn reached(&self) -> Result<Option<Reached>, SearchError> {
        let payload = self.live().index.load_metas()?.payload;
        Ok(payload.as_deref().and_then(Reached::from_payload))
    }

    /// Whether a search or a look at the files found the index broken, since it was last begun.
    pub fn is_damaged(&self) -> bool {
        self.0.damaged.load(Ordering::Relaxed)
    }

    /// Reads every file of the index and compares its checksum. Takes a moment on a large index, and keeps none of it in
    /// memory.
    pub fn check(&self) {
        let Some(folder) = &self.0.folder else { return };
        // Looked at beside the open one, so that the pages are given back.
        let damaged =
            match MmapDirectory::open(folder).map_err(TantivyError::from).and_then(tantivy::Index::open) {
                Ok(index) => index.validate_checksum().map_or(true, |broken| !broken.is_empty()),
                Err(_) => true,
            };
        if damaged {
            self.0.damaged.store(true, Ordering::Relaxed);
        }
    }

    /// Throws everything away and begins again, empty.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn renew(&self) -> Result<(), SearchError> {
        let mut writer = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        *writer = None;
        let live = begin(self.0.folder.as_deref(), &self.0.shape)?;
        *self.0.live.write().unwrap_or_else(PoisonError::into_inner) = live;
        self.0.damaged.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Takes things in, each in place of its older state, or out if there is no document. It counts with the next
    /// [`Index::commit`].
    ///
    /// # Errors
    /// [`SearchError::Engine`]; all that was not committed has to be taken in again then.
    pub fn take(&self, changes: &[(Subject, Option<Document>)]) -> Result<(), SearchError> {
        self.writing(|writer, shape| {
            for (subject, document) in changes {
                writer.delete_term(Term::from_field_text(shape.key, &subject.key()));
                if let Some(document) = document {
                    writer.add_document(shape.document(document))?;
                }
            }
            Ok(())
        })
    }

    /// Makes what was taken last, together with how far the log was read for it, and lets it be found.
    ///
    /// # Errors
    /// [`SearchError::Engine`]; all that was not committed has to be taken in again then.
    pub fn commit(&self, reached: &Reached) -> Result<(), SearchError> {
        self.writing(|writer, _| {
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&reached.to_payload());
            prepared.commit()?;
            Ok(())
        })?;
        self.live().reader.reload()?;
        Ok(())
    }

    /// Gives the writer's memory and threads back until something is written again.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when segments that were being merged could not be.
    pub fn rest(&self) -> Result<(), SearchError> {
        let writer = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            writer.wait_merging_threads()?;
            self.live().reader.reload()?;
        }
        Ok(())
    }

    /// Leaves the writer as a crash does: what was not committed is gone.
    pub fn forget(&self) {
        *self.0.writer.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn writing<T>(
        &self,
        f: impl FnOnce(&mut IndexWriter, &Shape) -> Result<T, TantivyError>,
    ) -> Result<T, SearchError> {
        let mut kept = self.0.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match kept.take() {
            Some(writer) => kept.insert(writer),
            None => kept.insert(new_writer(&self.live().index)?),
        };
        let done = f(writer, &self.0.shape);
        if done.is_err() {
            *kept = None;
        }
        Ok(done?)
    }

    /// The best hits behind the first `skip`, at most `limit`: what fits best first, then the newest.
    ///
    /// # Errors
    /// [`SearchError::Engine`].
    pub fn search(&self, wanted: Wanted<'_>, skip: usize, limit: usize) -> Result<Vec<Hit>, SearchError> {
        if wanted.typed.is_empty() || wanted.kinds.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.or_damaged(|live, shape| {
            let searcher = live.reader.searcher();
            let columns = self.0.columns.all(&searcher)?;
            let Wanted { workspace, kinds, typed } = wanted;
            let query = querying::query(shape, workspace, kinds, typed, Arc::clone(&columns));
            let of_segments = Arc::clone(&columns);
            let ranked =
                TopDocs::with_limit(limit).and_offset(skip).tweak_score(move |segment: &SegmentReader| {
                    let columns = Arc::clone(&of_segments[&segment.segment_id()]);
                    move |doc: DocId, score: Score| {
                        let aside = columns.aside.get_val(doc) != 0;
                        (!aside, (score * 1000.0).round() / 1000.0, columns.at.get_val(doc))
                    }
                });
            let found = searcher.search(&query, &ranked)?;
            let mut hits = Vec::with_capacity(found.len());
            for ((_, score, at), address) in found {
                let columns = &columns[&searcher.segment_reader(address.segment_ord).segment_id()];
                let kind = Kind(u8::try_from(columns.kind.get_val(address.doc_id)).unwrap_or_default());
                let subject = Subject { workspace, kind, id: columns.id.get_val(address.doc_id) };
                let document: TantivyDocument = searcher.doc(address)?;
                let kept = document.get_first(shape.kept).and_then(|kept| kept.as_str().map(str::to_owned));
                hits.push(Hit { subject, score, at: Time::from_micros(at), kept: kept.unwrap_or_default() });
            }
            Ok(hits)
        })
    }

    /// The ids of the things in which all words are found, at most `limit`: those that mattered last.
    ///
    /// # Errors
    /// [`SearchError::Engine`].
    pub fn newest(&self, wanted: Wanted<'_>, limit: usize) -> Result<Vec<i64>, SearchError> {
        if wanted.typed.is_empty() || wanted.kinds.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.or_damaged(|live, shape| {
            let searcher = live.reader.searcher();
            let columns = self.0.columns.all(&searcher)?;
            let Wanted { workspace, kinds, typed } = wanted;
            let query = querying::query(shape, workspace, kinds, typed, Arc::clone(&columns));
            let newest = TopDocs::with_limit(limit).order_by_fast_field::<i64>(AT, Order::Desc);
            let found = searcher.search(&query, &newest)?;
            let id = |address: DocAddress| {
                let columns = &columns[&searcher.segment_reader(address.segment_ord).segment_id()];
                columns.id.get_val(address.doc_id)
            };
            Ok(found.into_iter().map(|(_, address)| id(address)).collect())
        })
    }

    /// How many things are in it.
    pub fn documents(&self) -> u64 {
        self.live().reader.searcher().num_docs()
    }

    fn or_damaged<T>(
        &self,
        f: impl FnOnce(&Live, &Shape) -> Result<T, TantivyError>,
    ) -> Result<T, SearchError> {
        f(&self.live(), &self.0.shape).map_err(|cause| {
            self.0.damaged.store(true, Ordering::Relaxed);
            SearchError::Engine(cause)
        })
    }
}

fn open_there(folder: &Path, shape: &Shape) -> Result<Live, TantivyError> {
    let index = tantivy::Index::open(MmapDirectory::open(folder)?)?;
    if index.schema() != shape.schema {
        return Err(TantivyError::SchemaError("made by another version".to_owned()));
    }
    let payload = index.load_metas()?.payload;
    if payload.as_deref().is_some_and(|payload| Reached::from_payload(payload).is_none()) {
        return Err(TantivyError::SchemaError("filled by another version".to_owned()));
    }
    live(index)
}

fn begin(folder: Option<&Path>, shape: &Shape) -> Result<Live, SearchError> {
    let made = tantivy::Index::builder().schema(shape.schema.clone()).settings(Shape::settings());
    let Some(folder) = folder else { return Ok(live(made.create_in_ram()?)?) };
    let failed = |cause| SearchError::Folder(folder.to_owned(), cause);
    match std::fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(failed(cause)),
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    Ok(live(made.create_in_dir(folder)?)?)
}

fn live(index: tantivy::Index) -> Result<Live, TantivyError> {
    Shape::register(&index);
    // What is kept is read a page of hits at a time, and seldom twice.
    let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(0);
    let reader = builder.try_into()?;
    Ok(Live { index, reader })
}

fn new_writer(index: &tantivy::Index) -> Result<IndexWriter, TantivyError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(MEMORY)
        .num_merge_threads(1)
        .build();
    let writer: IndexWriter = index.writer_with_options(options)?;
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(OLD_STATES);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}
