//! The SQLite writer: one thread, group commit.
//!
//! Closures that are waiting run as savepoints of one transaction; one COMMIT (one fsync) makes them all durable, then
//! all are answered. A closure that fails or panics is rolled back alone. Nobody is answered before COMMIT.
//!
//! A closure that writes very much has a transaction of its own. In a savepoint SQLite keeps what each changed page was before,
//! and walks along that whole list at the end of each statement of several rows: the time grows with the square of the rows. It goes
//! on for some tenths of a second, as long as nobody waits in the queue ([`crate::Tx::may_go_on`]).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, TransactionManager, TransactionManagerStatus};
use diesel::prelude::*;
use tokio::sync::{mpsc, oneshot};

use crate::{Db, DbError, events, instrumentation, sqlite};

/// Writes in one commit at most.
const BATCH: usize = 256;
/// Writes that may wait before callers are made to wait with them.
const QUEUE: usize = 4096;
/// How long a caller waits for a place in the queue or a connection before it is told that there are too many.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Where writes wait for the writer.
#[derive(Debug, Clone)]
pub(crate) struct Queue(mpsc::Sender<Box<dyn Job>>);

impl Queue {
    /// An empty one, and what the writer takes out of it.
    pub(crate) fn open() -> (Self, mpsc::Receiver<Box<dyn Job>>) {
        let (jobs, queue) = mpsc::channel(QUEUE);
        (Self(jobs), queue)
    }

    /// Puts a write at its end.
    ///
    /// # Errors
    /// [`DbError::Overloaded`] when there was no place for it for long.
    pub(crate) async fn push(&self, job: Box<dyn Job>) -> Result<(), DbError> {
        self.0.send_timeout(job, PATIENCE).await.map_err(|_| DbError::Overloaded)
    }

    /// Whether a write waits in it.
    pub(crate) fn is_waited_in(&self) -> bool {
        self.0.capacity() < self.0.max_capacity()
    }
}

/// A write that waits for the writer.
pub(crate) trait Job: Send {
    /// Whether it wants a transaction of its own.
    fn is_alone(&self) -> bool;
    /// Does the work inside a savepoint, or a transaction where none is open; `Err` undoes it. Keeps its own result for later.
    fn run(&mut self, db: &mut Db) -> Result<(), Undo>;
    /// Told after COMMIT, or with the reason why nothing was kept. Consumes the caller's ear.
    fn answer(self: Box<Self>, outcome: Result<(), DbError>);
}

/// The job's work has to be undone; its result says why.
#[derive(Debug)]
pub(crate) struct Undo;

impl From<diesel::result::Error> for Undo {
    fn from(_: diesel::result::Error) -> Self {
        Self
    }
}

/// A closure with the place for its result.
pub(crate) struct Closure<F, T, E> {
    pub(crate) alone: bool,
    pub(crate) f: Option<F>,
    pub(crate) result: Option<Result<T, E>>,
    pub(crate) reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Closure<F, T, E>
where
    F: FnOnce(&mut Db) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn is_alone(&self) -> bool {
        self.alone
    }

    fn run(&mut self, db: &mut Db) -> Result<(), Undo> {
        let f = self.f.take().expect("a job runs once");
        let result = contained(db, f);
        let failed = result.is_err();
        self.result = Some(result);
        if failed { Err(Undo) } else { Ok(()) }
    }

    fn answer(self: Box<Self>, outcome: Result<(), DbError>) {
        let result = match (outcome, self.result) {
            (_, Some(Err(own))) => Err(own),
            (Ok(()), Some(Ok(value))) => Ok(value),
            (Err(cause), _) => Err(cause.into()),
            (Ok(()), None) => Err(DbError::Unavailable("the write never ran".to_owned()).into()),
        };
        // A caller that went away does not undo what was committed.
        drop(self.reply.send(result));
    }
}

/// Runs a closure in a savepoint of its own, or in a transaction where none is open; whatever it does, the depth afterwards is
/// the depth before.
///
/// # Errors
/// What the closure returned, a panic, or a failed statement that the closure swallowed.
pub(crate) fn contained<T, E: From<DbError>>(
    db: &mut Db,
    f: impl FnOnce(&mut Db) -> Result<T, E>,
) -> Result<T, E> {
    let outer = depth(db);
    instrumentation::forget_failure();
    let begun = match outer {
        Some(0) => begin(db),
        _ => <Db as Connection>::TransactionManager::begin_transaction(db),
    };
    begun.map_err(DbError::from)?;
    let result = catch_unwind(AssertUnwindSafe(|| f(db)));
    let failure = match result {
        Ok(Ok(value)) if !instrumentation::statement_failed() => {
            <Db as Connection>::TransactionManager::commit_transaction(db).map_err(DbError::from)?;
            return Ok(value);
        }
        Ok(Ok(_)) => DbError::SwallowedFailure.into(),
        Ok(Err(own)) => own,
        Err(panic) => DbError::Panicked(text_of(panic.as_ref())).into(),
    };
    unwind_to(db, outer);
    Err(failure)
}

fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

/// How many transactions and savepoints are open; `None` when the connection is past saving.
pub(crate) fn depth(db: &mut Db) -> Option<u32> {
    match <Db as Connection>::TransactionManager::transaction_manager_status_mut(db) {
        TransactionManagerStatus::Valid(status) => {
            Some(status.transaction_depth().map_or(0, std::num::NonZero::get))
        }
        TransactionManagerStatus::InError => None,
    }
}

fn unwind_to(db: &mut Db, outer: Option<u32>) {
    while depth(db).is_some() && depth(db) > outer {
        if <Db as Connection>::TransactionManager::rollback_transaction(db).is_err() {
            break;
        }
    }
}

pub(crate) fn begin(db: &mut Db) -> QueryResult<()> {
    events::forget_newest();
    match db {
        Db::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE"),
        Db::Postgres(postgres) => AnsiTransactionManager::begin_transaction(postgres),
    }
}

/// The thread's life: ends when every sender is gone.
pub(crate) fn run(file: PathBuf, mut db: Db, mut jobs: mpsc::Receiver<Box<dyn Job>>, full: &AtomicBool) {
    let mut next = None;
    while let Some(first) = next.take().or_else(|| jobs.blocking_recv()) {
        instrumentation::found_no_room();
        let outcome;
        (outcome, next) = if first.is_alone() {
            (commit_alone(&mut db, first, full), None)
        } else {
            commit_batch(&mut db, first, &mut jobs, full)
        };
        if let Err(cause) = outcome {
            tracing::error!(%cause, "a batch of writes was not committed");
            reopen(&file, &mut db);
        }
    }
}

fn reopen(file: &std::path::Path, db: &mut Db) {
    match sqlite::open(file) {
        Ok(fresh) => *db = fresh,
        Err(cause) => tracing::error!(%cause, "the database can't be opened again; writes fail until it can"),
    }
}

/// Gives a job a transaction of its own. It knows itself what became of it; an error says that the connection is past saving.
fn commit_alone(db: &mut Db, mut job: Box<dyn Job>, full: &AtomicBool) -> Result<(), DbError> {
    let ran = job.run(db);
    full.store(instrumentation::found_no_room(), Ordering::Relaxed);
    let outcome = match (depth(db), ran) {
        (Some(0), Err(Undo)) if transaction_is_open(db) => {
            Err(DbError::Unavailable("a write was left open".to_owned()))
        }
        (Some(0), _) => Ok(()),
        _ => Err(DbError::Full),
    };
    job.answer(outcome.clone());
    outcome
}

/// Runs what waits, as far as it goes together; what came behind that and wants a transaction of its own is given back.
fn commit_batch(
    db: &mut Db,
    first: Box<dyn Job>,
    jobs: &mut mpsc::Receiver<Box<dyn Job>>,
    full: &AtomicBool,
) -> (Result<(), DbError>, Option<Box<dyn Job>>) {
    if let Err(cause) = begin(db).map_err(DbError::from) {
        full.store(instrumentation::found_no_room() || matches!(cause, DbError::Full), Ordering::Relaxed);
        first.answer(Err(cause.clone()));
        return (Err(cause), None);
    }
    let mut done: Vec<Box<dyn Job>> = Vec::new();
    let mut next = Some(first);
    let mut lost = None;
    while let Some(mut job) = next.take_if(|next| !next.is_alone()) {
        let ran = job.run(db);
        done.push(job);
        if depth(db) != Some(1) || (ran.is_err() && !transaction_is_open(db)) {
            lost = Some(DbError::Full);
            break;
        }
        next = if done.len() < BATCH { jobs.try_recv().ok() } else { None };
    }
    let outcome = match lost {
        Some(cause) => Err(cause),
        None => <Db as Connection>::TransactionManager::commit_transaction(db).map_err(DbError::from),
    };
    // Before anybody is answered: who is refused for lack of space can ask whether there is any.
    full.store(instrumentation::found_no_room() || matches!(outcome, Err(DbError::Full)), Ordering::Relaxed);
    for job in done {
        job.answer(outcome.clone());
    }
    (outcome, next)
}

/// SQLite may drop the whole transaction on its own (disk full, I/O error). The next statement would then start one of
/// its own, so it is asked for by a savepoint that only exists inside: `BEGIN` inside a transaction is an error.
fn transaction_is_open(db: &mut Db) -> bool {
    use diesel::connection::SimpleConnection;
    let began = db.batch_execute("BEGIN");
    instrumentation::forget_failure();
    if began.is_ok() {
        drop(db.batch_execute("ROLLBACK"));
        return false;
    }
    true
}
