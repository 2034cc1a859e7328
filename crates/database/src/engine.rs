//! The handle that everything holds: read, write, and news of what was committed.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diesel::prelude::*;
use diesel::r2d2;
use tokio::sync::{oneshot, watch};

use crate::pool::{PostgresManager, PostgresPool, SqliteReaders};
use crate::sqlite::FolderLock;
use crate::transaction::{Turn, Written};
use crate::writer::{self, Closure, PATIENCE, Queue};
use crate::{Clock, Db, DbError, IdGenerator, Time, Tx, WorkspaceId, migrations, sqlite, statistics};

/// Where the data is.
#[derive(Debug, Clone)]
pub enum Engine {
    /// An SQLite file `tillside.db` in this folder, which is made if it is missing.
    Sqlite {
        /// The data folder.
        folder: PathBuf,
    },
    /// A PostgreSQL server, as a `postgres://` address.
    Postgres {
        /// The address, with user and password.
        url: String,
    },
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which engine.
    pub engine: Engine,
    /// Connections to read from (on PostgreSQL: connections in all). 1 to 64.
    pub readers: usize,
    /// Whether this process is the server that owns the folder. A command beside a running server opens without owning.
    pub exclusive: bool,
}

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    way: Way,
    clock: Arc<dyn Clock>,
    ids: Arc<IdGenerator>,
    /// Whether the last write failed for lack of space.
    full: Arc<AtomicBool>,
    committed: watch::Sender<u64>,
    queued: watch::Sender<u64>,
}

enum Way {
    Sqlite { queue: Queue, readers: SqliteReaders, _lock: Option<FolderLock> },
    Postgres { pool: PostgresPool },
}

/// How a transaction runs.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// In a transaction that it shares with nobody.
    alone: bool,
    /// Its commit is news, whatever it writes.
    tells: bool,
}

impl Database {
    /// Opens the database, brings its schema up to date and starts the writer.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] with the engine's words: the folder is held by another server, the server can't be reached.
    pub fn open(settings: Settings, clock: Arc<dyn Clock>, node: u16) -> Result<Self, DbError> {
        crate::instrumentation::install();
        let full = Arc::new(AtomicBool::new(false));
        let way = match settings.engine {
            Engine::Sqlite { folder } => open_sqlite(folder, settings.readers, settings.exclusive, &full)?,
            Engine::Postgres { url } => open_postgres(url, settings.readers)?,
        };
        let ids = Arc::new(IdGenerator::new(node));
        let (committed, queued) = (watch::Sender::new(0), watch::Sender::new(0));
        let database = Self { inner: Arc::new(Inner { way, clock, ids, full, committed, queued }) };
        database.inner.ids.start_above(database.newest_event()?);
        Ok(database)
    }

    fn newest_event(&self) -> Result<i64, DbError> {
        use crate::schema::event::dsl::{event, id};
        let newest = |db: &mut Db| -> Result<i64, DbError> {
            let newest: Option<i64> = event.select(id).order(id.desc()).first(db).optional()?;
            Ok(newest.unwrap_or(0))
        };
        match &self.inner.way {
            Way::Sqlite { readers, .. } => futures::executor::block_on(readers.take())?.run(newest),
            Way::Postgres { pool } => newest(&mut *checkout(pool)?),
        }
    }

    /// Runs a closure in one transaction. It returns after COMMIT: what was answered is on disk.
    ///
    /// Dropping the returned future does not undo the work: a closure that was queued runs.
    ///
    /// # Errors
    /// The closure's own error, which undoes its work, or a [`DbError`] turned into one.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.transact(Manner { alone: false, tells: true }, f).await
    }

    /// The same for a closure that writes hundreds of rows or more: it shares its COMMIT with nobody, which costs an `fsync` of its
    /// own and spares SQLite a work that grows with the square of the rows. One that has thousands of things to write asks behind some
    /// hundred of them whether it [may go on](Tx::may_go_on).
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_much<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.transact(Manner { alone: true, tells: true }, f).await
    }

    /// The same for what readers and senders write down of themselves: readers are woken only if there is an event in it. Each would
    /// wake all the others otherwise, for nothing.
    pub(crate) async fn note<T, E, F>(&self, alone: bool, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.transact(Manner { alone, tells: false }, f).await
    }

    async fn transact<T, E, F>(&self, manner: Manner, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (clock, ids) = (Arc::clone(&self.inner.clock), Arc::clone(&self.inner.ids));
        let queue = match &self.inner.way {
            Way::Sqlite { queue, .. } => Some(queue.clone()),
            Way::Postgres { .. } => None,
        };
        let work = move |db: &mut Db| {
            let (written, turn) = (&Written::default(), &Turn::begun(queue));
            let value = f(&mut Tx { db, now: clock.now(), ids: &ids, written, turn })?;
            Ok::<_, E>((value, written.events.get(), written.outbox.get()))
        };
        let before = *self.inner.committed.borrow();
        let result = match &self.inner.way {
            Way::Sqlite { queue, .. } => write_sqlite(queue, manner.alone, work).await,
            Way::Postgres { pool } => write_postgres(pool.clone(), Arc::clone(&self.inner.full), work).await,
        };
        let (value, events, outbox) = result?;
        // On PostgreSQL an event is read once all older transactions have ended: this one may have hidden what came meanwhile.
        let hid = || !self.is_embedded() && *self.inner.committed.borrow() != before;
        if manner.tells || events || hid() {
            self.inner.committed.send_modify(|count| *count += 1);
        }
        if outbox {
            self.inner.queued.send_modify(|count| *count += 1);
        }
        Ok(value)
    }

    /// Runs a closure that only reads; what it sees is one moment on SQLite, statement by statement on PostgreSQL.
    ///
    /// On SQLite the thread that asks reads: a hop to another one would cost more than most queries. At most [`Settings::readers`]
    /// threads are busy so, and the runtime should have more.
    ///
    /// # Errors
    /// The closure's own error, or a [`DbError`] turned into one.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.inner.way {
            Way::Sqlite { readers, .. } => {
                let reader = readers.take().await?;
                reader.run(f)
            }
            Way::Postgres { pool } => {
                let pool = pool.clone();
                blocking(move || f(&mut *checkout(&pool)?)).await
            }
        }
    }

    /// Runs a closure of one statement, which is one moment by itself and needs no transaction around it.
    ///
    /// # Errors
    /// The closure's own error, or a [`DbError`] turned into one.
    pub async fn glance<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.inner.way {
            Way::Sqlite { readers, .. } => {
                let reader = readers.take().await?;
                reader.glance(f)
            }
            Way::Postgres { .. } => self.read(f).await,
        }
    }

    /// Ticks after every commit of this process, save those in which a reader or a sender only wrote down how far it is: a hint
    /// to look at the log.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.inner.committed.subscribe()
    }

    /// Ticks after every commit of this process that put rows into the outbox.
    pub(crate) fn queued(&self) -> watch::Receiver<u64> {
        self.inner.queued.subscribe()
    }

    /// Whether the last write failed for lack of space.
    pub fn is_full(&self) -> bool {
        self.inner.full.load(Ordering::Relaxed)
    }

    /// The present moment by the clock that the database was opened with.
    pub fn now(&self) -> Time {
        self.inner.clock.now()
    }

    /// The clock that the database was opened with.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.inner.clock)
    }

    /// A fresh id outside a transaction, for things that are named before they are stored.
    pub fn id<I: From<i64>>(&self) -> I {
        self.inner.ids.next(self.now()).into()
    }

    /// Whether this is the embedded engine.
    pub fn is_embedded(&self) -> bool {
        matches!(self.inner.way, Way::Sqlite { .. })
    }

    /// The workspaces that exist, oldest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub async fn workspaces(&self) -> Result<Vec<WorkspaceId>, DbError> {
        self.read(|db| {
            use crate::schema::workspace::dsl::{id, workspace};
            Ok(workspace.select(id).order(id).load(db)?)
        })
        .await
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_embedded() { "Database(SQLite)" } else { "Database(PostgreSQL)" })
    }
}

fn open_sqlite(
    folder: PathBuf,
    readers: usize,
    exclusive: bool,
    full: &Arc<AtomicBool>,
) -> Result<Way, DbError> {
    std::fs::create_dir_all(&folder)
        .map_err(|cause| DbError::Unavailable(format!("{}: {cause}", folder.display())))?;
    let lock = if exclusive { Some(FolderLock::acquire(&folder)?) } else { None };
    let file = sqlite::file_in(&folder);
    let mut db = sqlite::open(&file)?;
    migrations::run(&mut db)?;
    statistics::tell(&mut db)?;
    let (queue, jobs) = Queue::open();
    let (of_writer, full) = (file.clone(), Arc::clone(full));
    std::thread::Builder::new()
        .name("sqlite-writer".to_owned())
        .spawn(move || writer::run(of_writer, db, jobs, &full))
        .map_err(|cause| DbError::Unavailable(cause.to_string()))?;
    let readers = SqliteReaders::open(file, readers.clamp(1, 64))?;
    Ok(Way::Sqlite { queue, readers, _lock: lock })
}

fn open_postgres(url: String, connections: usize) -> Result<Way, DbError> {
    let pool = r2d2::Pool::builder()
        .max_size(u32::try_from(connections.clamp(2, 64)).expect("at most 64"))
        .min_idle(Some(1))
        .connection_timeout(PATIENCE)
        .build(PostgresManager { url })
        .map_err(|cause| DbError::Unavailable(cause.to_string()))?;
    migrations::run(&mut *checkout(&pool)?)?;
    Ok(Way::Postgres { pool })
}

fn checkout(pool: &PostgresPool) -> Result<r2d2::PooledConnection<PostgresManager>, DbError> {
    pool.get().map_err(|cause| DbError::Unavailable(cause.to_string()))
}

async fn write_sqlite<T, E, F>(queue: &Queue, alone: bool, f: F) -> Result<T, E>
where
    F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    queue.push(Box::new(Closure { alone, f: Some(f), result: None, reply })).await?;
    answer.await.unwrap_or_else(|_| Err(DbError::Unavailable("the writer has ended".to_owned()).into()))
}

async fn write_postgres<T, E, F>(pool: PostgresPool, full: Arc<AtomicBool>, f: F) -> Result<T, E>
where
    F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    blocking(move || {
        let mut connection = checkout(&pool)?;
        crate::instrumentation::found_no_room();
        let result = writer::contained(&mut connection, f);
        full.store(crate::instrumentation::found_no_room(), Ordering::Relaxed);
        result
    })
    .await
}

async fn blocking<T, E>(f: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    match tokio::task::spawn_blocking(f).await {
        Ok(result) => result,
        Err(cause) => Err(DbError::Panicked(cause.to_string()).into()),
    }
}
