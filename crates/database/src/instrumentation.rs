//! Watches every statement: counts them, and notices the failed one that a closure swallowed.
//!
//! On PostgreSQL a failed statement aborts its transaction; if the closure swallows the error and returns `Ok`, COMMIT is
//! answered by ROLLBACK and Diesel says `Ok`: the data would be lost in silence. The flag set here turns that into an error.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::{InstrumentationEvent, set_default_instrumentation};

use crate::DbError;

static OF_ALL: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static FAILED: Cell<bool> = const { Cell::new(false) };
    static NO_ROOM: Cell<bool> = const { Cell::new(false) };
    static QUERIES: Cell<u64> = const { Cell::new(0) };
}

/// Statements that this thread has sent since [`reset_query_count`], BEGIN and SAVEPOINT included.
pub fn queries_so_far() -> u64 {
    QUERIES.get()
}

/// Statements that the whole process has sent to its databases, on all threads.
pub fn queries_of_all() -> u64 {
    OF_ALL.load(Ordering::Relaxed)
}

/// Starts counting from zero on this thread.
pub fn reset_query_count() {
    QUERIES.set(0);
}

pub(crate) fn statement_failed() -> bool {
    FAILED.get()
}

pub(crate) fn forget_failure() {
    FAILED.set(false);
}

/// Whether a statement of this thread failed for lack of space since this was asked last.
pub(crate) fn found_no_room() -> bool {
    NO_ROOM.replace(false)
}

/// Remembers that a statement of this thread failed. Diesel tells of it, unless SQLite fails while rows are asked for.
pub(crate) fn note(error: &diesel::result::Error) {
    FAILED.set(true);
    NO_ROOM.set(NO_ROOM.get() || DbError::is_full(&error.to_string()));
}

/// Has to run before the first connection is opened; runs once.
pub(crate) fn install() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| {
            Some(Box::new(|event: InstrumentationEvent<'_>| match event {
                InstrumentationEvent::StartQuery { query: _query, .. } => {
                    QUERIES.set(QUERIES.get() + 1);
                    OF_ALL.fetch_add(1, Ordering::Relaxed);
                    #[cfg(feature = "testing")]
                    crate::testing::hear(_query);
                }
                InstrumentationEvent::FinishQuery { error: Some(error), .. } => note(error),
                InstrumentationEvent::RollbackTransaction { .. } => FAILED.set(false),
                InstrumentationEvent::BeginTransaction { depth, .. } if depth.get() == 1 => FAILED.set(false),
                _ => {}
            }))
        })
        .expect("instrumentation is set once, before any connection");
    });
}
