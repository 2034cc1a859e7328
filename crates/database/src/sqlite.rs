//! Opening SQLite: the pragmas, and the lock that keeps a second process away.

use std::ffi::{c_char, c_int};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::Once;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use libsqlite3_sys::{
    SQLITE_CONFIG_MEMSTATUS, SQLITE_CONFIG_MULTITHREAD, SQLITE_DBCONFIG_ENABLE_QPSG, sqlite3,
    sqlite3_api_routines, sqlite3_auto_extension, sqlite3_config, sqlite3_db_config,
};

use crate::{Db, DbError};

/// `busy_timeout` comes first, so that the others wait for a lock instead of failing; it is long, so that a command beside
/// a server that catches up gets its turn.
/// A large `wal_autocheckpoint` keeps checkpoints out of most commits; `synchronous=FULL` makes every commit durable.
const PRAGMAS: &str = "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
    PRAGMA mmap_size=1073741824; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;";

/// While much is written, pages wait longer, in memory and in the log, for what else belongs on them: rows that are found by names
/// and addresses fall on pages everywhere.
pub(crate) const MUCH: &str = "PRAGMA cache_size=-49152; PRAGMA wal_autocheckpoint=16384;";
pub(crate) const USUAL: &str =
    "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=4000; PRAGMA shrink_memory;";

pub(crate) fn open(file: &Path) -> Result<Db, DbError> {
    set_up();
    let path =
        file.to_str().ok_or_else(|| DbError::Other("the data folder's name is not UTF-8".to_owned()))?;
    let mut connection = SqliteConnection::establish(path)
        .map_err(|cause| DbError::Unavailable(format!("{}: {cause}", file.display())))?;
    connection.batch_execute(PRAGMAS)?;
    Ok(Db::Sqlite(connection))
}

/// What has no pragma, for every connection that this process opens.
///
/// A plan does not depend on what is bound (the query planner stability guarantee). Otherwise SQLite looks at a bound `LIMIT`,
/// which Diesel writes into every `first` and `limit`, and prepares such a statement again whenever it runs: the cache of
/// statements would be for nothing. Nobody asks how much memory SQLite has, so that it need not be counted under a lock. And a
/// connection needs no lock of its own, which would be taken for each value of each row.
fn set_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let off: c_int = 0;
        // SAFETY: no connection has been opened yet, so nothing of SQLite runs; with this option comes one int. Were SQLite
        // initialised already, it would refuse and change nothing.
        unsafe { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, off) };
        // SAFETY: as above; with this option comes nothing. It asks that no connection be used by two threads at once, which
        // Diesel's can't be: it may be sent to another thread, not shared with it (`!Sync`).
        unsafe { sqlite3_config(SQLITE_CONFIG_MULTITHREAD) };
        // SAFETY: the function has the form that SQLite calls, and is there as long as the process.
        unsafe { sqlite3_auto_extension(Some(keep_plans)) };
    });
}

unsafe extern "C" fn keep_plans(
    db: *mut sqlite3,
    _: *mut *mut c_char,
    _: *const sqlite3_api_routines,
) -> c_int {
    let on: c_int = 1;
    // SAFETY: SQLite hands in the connection that it is opening; with this option come an int and a pointer that may be null.
    unsafe { sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_QPSG, on, ptr::null_mut::<c_int>()) }
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

#[cfg(test)]
mod tests {
    use std::ffi::c_int;
    use std::ptr;

    use libsqlite3_sys::{
        SQLITE_OK, SQLITE_ROW, SQLITE_STMTSTATUS_REPREPARE, sqlite3_bind_int, sqlite3_close,
        sqlite3_finalize, sqlite3_open, sqlite3_prepare_v3, sqlite3_reset, sqlite3_step, sqlite3_stmt_status,
    };

    use super::set_up;

    #[test]
    fn a_statement_with_a_bound_limit_is_prepared_once() {
        set_up();
        let (mut db, mut statement) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the pointers are those that SQLite gave, used until they are closed below.
        let prepared_again = unsafe {
            assert_eq!(sqlite3_open(c":memory:".as_ptr(), &raw mut db), SQLITE_OK);
            let sql = c"SELECT name FROM pragma_function_list LIMIT ?1".as_ptr();
            let prepared = sqlite3_prepare_v3(db, sql, -1, 0, &raw mut statement, ptr::null_mut());
            assert_eq!(prepared, SQLITE_OK);
            for limit in 1..5 {
                assert_eq!(sqlite3_bind_int(statement, 1, limit), SQLITE_OK);
                assert_eq!(sqlite3_step(statement), SQLITE_ROW);
                sqlite3_reset(statement);
            }
            let again: c_int = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0);
            sqlite3_finalize(statement);
            sqlite3_close(db);
            again
        };
        assert_eq!(prepared_again, 0);
    }
}
