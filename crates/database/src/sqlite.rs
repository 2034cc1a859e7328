//! Opening SQLite: the pragmas, and the lock that keeps a second process away.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::{Db, DbError};

/// `busy_timeout` comes first, so that the others wait for a lock instead of failing; it is long, so that a command beside
/// a server that catches up gets its turn.
/// A large `wal_autocheckpoint` keeps checkpoints out of most commits; `synchronous=FULL` makes every commit durable.
const PRAGMAS: &str = "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
    PRAGMA mmap_size=1073741824; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

pub(crate) fn open(file: &Path) -> Result<Db, DbError> {
    let path =
        file.to_str().ok_or_else(|| DbError::Other("the data folder's name is not UTF-8".to_owned()))?;
    let mut connection = SqliteConnection::establish(path)
        .map_err(|cause| DbError::Unavailable(format!("{}: {cause}", file.display())))?;
    connection.batch_execute(PRAGMAS)?;
    Ok(Db::Sqlite(connection))
}

/// The database in a data folder.
const FILE: &str = "tillside.db";
/// What SQLite keeps beside it.
const BESIDE: [&str; 2] = ["tillside.db-wal", "tillside.db-shm"];
/// Held by the server that owns the folder.
const LOCK: &str = ".lock";

/// The file of the embedded database in a data folder.
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Takes the embedded database out of a data folder, unless a server holds the folder; whether it was free.
///
/// # Errors
/// [`DbError::Unavailable`] when a file can't be removed.
pub fn discard(folder: &Path) -> Result<bool, DbError> {
    let Ok(_lock) = FolderLock::acquire(folder) else { return Ok(false) };
    for name in [FILE].into_iter().chain(BESIDE) {
        let file = folder.join(name);
        match std::fs::remove_file(&file) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(DbError::Unavailable(format!("{}: {cause}", file.display())));
            }
            _ => {}
        }
    }
    Ok(true)
}

/// Holds the data folder for this process; a second server on it is refused.
#[derive(Debug)]
pub(crate) struct FolderLock(
    #[expect(dead_code, reason = "held, not read: the lock lives as long as the file is open")] File,
);

impl FolderLock {
    pub(crate) fn acquire(folder: &Path) -> Result<Self, DbError> {
        let path: PathBuf = folder.join(LOCK);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|cause| DbError::Unavailable(format!("{}: {cause}", path.display())))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(_) => Err(DbError::Unavailable(format!(
                "another Tillside is already running on {}",
                folder.display()
            ))),
        }
    }
}
