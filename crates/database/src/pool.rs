//! Connections to read from: a few of our own on SQLite, r2d2 on PostgreSQL.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{self, ManageConnection, R2D2Connection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Db, DbError, sqlite};

/// SQLite readers: as many as there are permits; each goes back by itself, also when the caller hangs up.
pub(crate) struct SqliteReaders {
    idle: Arc<Mutex<Vec<Db>>>,
    permits: Arc<Semaphore>,
    file: PathBuf,
}

impl SqliteReaders {
    pub(crate) fn open(file: PathBuf, count: usize) -> Result<Self, DbError> {
        let connections = (0..count).map(|_| sqlite::open(&file)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { idle: Arc::new(Mutex::new(connections)), permits: Arc::new(Semaphore::new(count)), file })
    }

    pub(crate) async fn take(&self) -> Result<SqliteReader, DbError> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| DbError::Unavailable("the database is closing".to_owned()))?;
        let idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let db = match idle {
            Some(db) => db,
            None => sqlite::open(&self.file)?,
        };
        Ok(SqliteReader { db: Some(db), idle: Arc::clone(&self.idle), _permit: permit })
    }
}

/// A borrowed reader.
pub(crate) struct SqliteReader {
    db: Option<Db>,
    idle: Arc<Mutex<Vec<Db>>>,
    _permit: OwnedSemaphorePermit,
}

impl SqliteReader {
    /// Runs in one read transaction, so that several queries see the same moment. A connection whose closure panicked is
    /// dropped, not given back.
    pub(crate) fn run<T, E: From<DbError>>(
        mut self,
        f: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut db = self.db.take().expect("a reader holds its connection until it has run");
        let begun = db.batch_execute("BEGIN DEFERRED");
        begun.map_err(DbError::from)?;
        let result = f(&mut db);
        if db.batch_execute("COMMIT").is_ok() {
            self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(db);
        }
        result
    }

    /// Runs one statement with no transaction around it. A connection whose closure panicked is dropped, not given back.
    pub(crate) fn glance<T, E>(mut self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        let mut db = self.db.take().expect("a reader holds its connection until it has run");
        let result = f(&mut db);
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(db);
        result
    }
}

/// Connects to PostgreSQL with the server's own words when it fails.
#[derive(Debug)]
pub(crate) struct PostgresManager {
    pub(crate) url: String,
}

/// A connection to PostgreSQL, and when it was last heard to stand.
pub(crate) struct PostgresConnection {
    db: Db,
    stood: Instant,
}

/// A connection that stood this short a time ago is not asked again before it is used: a question costs as much as a small query.
const STANDS: Duration = Duration::from_secs(1);

impl Deref for PostgresConnection {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl DerefMut for PostgresConnection {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.db
    }
}

impl ManageConnection for PostgresManager {
    type Connection = PostgresConnection;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<PostgresConnection, r2d2::Error> {
        let db =
            PgConnection::establish(&self.url).map(Db::Postgres).map_err(r2d2::Error::ConnectionError)?;
        Ok(PostgresConnection { db, stood: Instant::now() })
    }

    fn is_valid(&self, connection: &mut PostgresConnection) -> Result<(), r2d2::Error> {
        if connection.stood.elapsed() >= STANDS {
            connection.db.ping().map_err(r2d2::Error::QueryError)?;
            connection.stood = Instant::now();
        }
        Ok(())
    }

    fn has_broken(&self, connection: &mut PostgresConnection) -> bool {
        std::thread::panicking() || connection.db.is_broken()
    }
}

pub(crate) type PostgresPool = r2d2::Pool<PostgresManager>;
