//! Connections to read from: a few of our own on SQLite, r2d2 on PostgreSQL.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

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

impl ManageConnection for PostgresManager {
    type Connection = Db;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Db, r2d2::Error> {
        PgConnection::establish(&self.url).map(Db::Postgres).map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), r2d2::Error> {
        db.ping().map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking() || db.is_broken()
    }
}

pub(crate) type PostgresPool = r2d2::Pool<PostgresManager>;
