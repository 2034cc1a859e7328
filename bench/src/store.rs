//! The store that is measured: made once by the program itself, and kept.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use rusqlite::{Connection, OpenFlags};

use crate::program::{Program, Way};

/// Which store, of which program.
#[derive(Debug, Clone, Args)]
pub struct Store {
    /// The program to measure.
    #[arg(long, global = true, default_value = "target/release/tillside")]
    pub program: PathBuf,
    /// The folder of the store; it is made there if it is missing, and kept.
    #[arg(long, global = true, default_value = "target/bench/store")]
    pub store: PathBuf,
    /// How many conversations it is made of, with half as many customers and one and a half as many orders.
    #[arg(long, global = true, default_value_t = 3_000)]
    pub conversations: u32,
    /// A `postgres://` address in place of the embedded database.
    #[arg(long, global = true)]
    pub database_url: Option<String>,
}

/// How long the index of words may take to be filled.
const PATIENCE: Duration = Duration::from_secs(3600);

impl Store {
    /// Makes the store if it is missing: the history, what the readers of the log make of it, the index of words.
    pub async fn make(&self) -> anyhow::Result<Option<Duration>> {
        let whole = self.store.join("bench.whole");
        if whole.exists() {
            return Ok(None);
        }
        let begun = Instant::now();
        std::fs::create_dir_all(&self.store)?;
        let running = Program::start(self, Way::Making).await?;
        let token = running.token(self)?;
        // Products are taken into the index last; all of them have a number that begins so.
        while running.ask(&token, "/search?kind=product&q=nar").await?["data"]
            .as_array()
            .is_none_or(Vec::is_empty)
        {
            ensure!(begun.elapsed() < PATIENCE, "the index of words is not filled");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        running.stop()?;
        std::fs::write(whole, "")?;
        Ok(Some(begun.elapsed()))
    }

    /// A workspace with nothing in it.
    pub fn own(&self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.store)?;
        let made = Command::new(&self.program)
            .args(["admin", "create-owner", "--email", "owner@bench.example", "--name", "Bench", "--data"])
            .arg(&self.store)
            .output()?;
        ensure!(made.status.success(), "no owner: {}", String::from_utf8_lossy(&made.stderr));
        Ok(())
    }

    /// The program on the store, as it is run in production.
    pub async fn start(&self) -> anyhow::Result<Program> {
        Program::start(self, Way::Serving).await
    }

    /// The flags that say where the data is.
    pub fn flags(&self) -> Vec<OsString> {
        let mut flags = vec![OsString::from("--data"), self.store.clone().into_os_string()];
        if let Some(url) = &self.database_url {
            flags.extend(["--database-url".into(), url.into()]);
        }
        flags
    }

    /// The database file.
    pub fn file(&self) -> PathBuf {
        self.store.join("tillside.db")
    }

    /// Another connection to the database, that reads as the program's own readers do.
    pub fn reader(&self) -> anyhow::Result<Connection> {
        reader(&self.file())
    }
}

/// A connection that reads, with the pragmas of the program's readers.
pub fn reader(file: &Path) -> anyhow::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).with_context(|| file.display().to_string())?;
    connection.execute_batch(
        "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
         PRAGMA mmap_size=1073741824; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
