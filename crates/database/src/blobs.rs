//! Raw mail and files, kept by the SHA-256 of their bytes.
//!
//! Small ones stand in the database, so that they commit with the row that names them; large ones stand in a folder and
//! are on disk (fsync of file and folder) before the transaction that names them begins.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::schema::blob;
use crate::{Both, Database, DbError, Tx, WorkspaceId};

/// Up to this size, in bytes, a blob stands in the database.
pub const INLINE: usize = 256 * 1024;

/// The folder of the large ones.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: PathBuf,
    /// Why the last file could not be written.
    trouble: Arc<Mutex<Option<Trouble>>>,
}

/// Why files can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room.
    Full,
    /// Something else: the log says what.
    Unwritable,
}

/// Bytes with their name; large ones are already on disk.
#[derive(Debug, Clone)]
pub struct Blob {
    hash: String,
    size: i64,
    inline: Option<Vec<u8>>,
}

impl Blob {
    /// SHA-256 of the bytes, in hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

impl Blobs {
    /// Blobs in this folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, trouble: Arc::default() }
    }

    /// Why the last file could not be written, unless it could.
    pub fn trouble(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tries whether a file can be written now: where nobody writes by themselves, it would never be noticed. What was tried
    /// with is taken away again.
    pub async fn try_writing(&self) -> Option<Trouble> {
        let folder = self.folder.clone();
        let tried = tokio::task::spawn_blocking(move || try_room(&folder)).await;
        drop(self.noted(tried));
        self.trouble()
    }

    /// Remembers whether a file could be written.
    fn noted(&self, written: Result<std::io::Result<()>, tokio::task::JoinError>) -> Result<(), DbError> {
        let written = written.map_err(|cause| DbError::Panicked(cause.to_string()));
        let written = written.and_then(|written| written.map_err(|cause| failed(&cause)));
        let trouble = match &written {
            Ok(()) => None,
            Err(DbError::Full) => Some(Trouble::Full),
            Err(cause) => {
                tracing::error!(folder = %self.folder.display(), %cause, "a large file could not be written");
                Some(Trouble::Unwritable)
            }
        };
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        written
    }

    /// Takes bytes in hand; large ones are written to disk now. Called outside a transaction.
    ///
    /// # Errors
    /// [`DbError::Full`] or [`DbError::Unavailable`] when the folder can't be written.
    pub async fn prepare(&self, bytes: Vec<u8>) -> Result<Blob, DbError> {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
        let size = i64::try_from(bytes.len()).expect("a blob is smaller than memory");
        if bytes.len() <= INLINE {
            return Ok(Blob { hash, size, inline: Some(bytes) });
        }
        let (folder, name) = (self.folder.clone(), hash.clone());
        let written =
            tokio::task::spawn_blocking(move || write_file(&folder.join(&name[..2]), &name, &bytes)).await;
        self.noted(written)?;
        Ok(Blob { hash, size, inline: None })
    }

    /// The bytes of a blob of this workspace; `None` if it has no such blob.
    ///
    /// # Errors
    /// Those of the database, or [`DbError::Unavailable`] when the file is gone.
    pub async fn read(
        &self,
        database: &Database,
        workspace: WorkspaceId,
        hash: &str,
    ) -> Result<Option<Vec<u8>>, DbError> {
        let name = hash.to_owned();
        let row: Option<Option<Vec<u8>>> = database
            .read(move |db| {
                let bytes = blob::table.find((workspace, name)).select(blob::bytes).first(db).optional()?;
                Ok::<_, DbError>(bytes)
            })
            .await?;
        match row {
            None => Ok(None),
            Some(Some(bytes)) => Ok(Some(bytes)),
            Some(None) => {
                let file = self.folder.join(&hash[..2]).join(hash);
                tokio::fs::read(&file).await.map(Some).map_err(|cause| failed(&cause))
            }
        }
    }
}

/// Names a blob in this workspace; the same bytes are kept once.
///
/// # Errors
/// Only those of the database.
pub fn keep(tx: &mut Tx<'_>, workspace: WorkspaceId, kept: &Blob) -> Result<(), DbError> {
    let row = (
        blob::workspace_id.eq(workspace),
        blob::hash.eq(&kept.hash),
        blob::size.eq(kept.size),
        blob::bytes.eq(kept.inline.as_deref()),
        blob::created_at.eq(tx.now),
    );
    Both(diesel::insert_into(blob::table).values(row).on_conflict_do_nothing()).execute(tx.db)?;
    Ok(())
}

fn failed(cause: &std::io::Error) -> DbError {
    if cause.kind() == std::io::ErrorKind::StorageFull {
        DbError::Full
    } else {
        DbError::Unavailable(cause.to_string())
    }
}

/// A name that nobody else writes to: of this process, and of this one writing.
fn part_name(name: &str) -> String {
    static WRITINGS: AtomicU64 = AtomicU64::new(0);
    let writing = WRITINGS.fetch_add(1, Ordering::Relaxed);
    format!("{name}.{}.{writing}.part", std::process::id())
}

/// A name is only given to a file that is whole and on disk.
fn write_file(folder: &std::path::Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let file = folder.join(name);
    if file.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let beside = folder.join(part_name(name));
    if let Err(cause) = write_whole(&beside, bytes) {
        // Half a file would only take the room that is missing.
        drop(std::fs::remove_file(&beside));
        return Err(cause);
    }
    std::fs::rename(&beside, &file)?;
    std::fs::File::open(folder)?.sync_all()
}

fn write_whole(file: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut out = std::fs::File::create(file)?;
    out.write_all(bytes)?;
    out.sync_all()
}

/// As much as the smallest file that is kept here.
fn try_room(folder: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join(part_name("room"));
    let tried = write_whole(&file, &vec![0x5a; INLINE]);
    drop(std::fs::remove_file(&file));
    tried
}
