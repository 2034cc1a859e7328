//! Raw mail and files, kept by the SHA-256 of their bytes.
//!
//! Small ones stand in the database, so that they commit with the row that names them; large ones stand in a folder and
//! are on disk (fsync of file and folder) before the transaction that names them begins. What is text for the most part,
//! such as mails, is kept packed; its name is that of the bytes before they were packed.

mod folder;
mod packing;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use self::packing::Packing;
use crate::schema::blob;
use crate::{Both, Database, Db, DbError, Tx, WorkspaceId};

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
    packing: Option<Packing>,
    inline: Option<Vec<u8>>,
}

impl Blob {
    /// SHA-256 of the bytes, in hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// How a blob is found when it is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soundness {
    /// Its bytes are there and have its name.
    Sound,
    /// It has no row, or its file is gone.
    Missing,
    /// Its bytes are not those that it is named by.
    Damaged,
}

impl Blobs {
    /// Blobs in this folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, trouble: Arc::default() }
    }

    /// A place beside them, for large files that are read once and then thrown away. Nothing is made there.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Why the last file could not be written, unless it could.
    pub fn trouble(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tries whether a file can be written now: where nobody writes by themselves, it would never be noticed. What was tried
    /// with is taken away again.
    pub async fn try_writing(&self) -> Option<Trouble> {
        let folder = self.folder.clone();
        drop(self.noted(aside(move || folder::try_room(&folder, INLINE)).await));
        self.trouble()
    }

    /// Remembers whether a file could be written.
    fn noted(&self, written: Result<std::io::Result<()>, DbError>) -> Result<(), DbError> {
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

    /// Takes bytes in hand as they are; large ones are written to disk now. Called outside a transaction.
    ///
    /// # Errors
    /// [`DbError::Full`] or [`DbError::Unavailable`] when the folder can't be written.
    pub async fn prepare(&self, bytes: Vec<u8>) -> Result<Blob, DbError> {
        let hash = name_of(&bytes);
        self.put(hash, bytes.len(), None, bytes).await
    }

    /// The same for bytes that are text for the most part: they are kept packed where that saves anything.
    ///
    /// # Errors
    /// As [`Self::prepare`].
    pub async fn prepare_packed(&self, bytes: Vec<u8>) -> Result<Blob, DbError> {
        let size = bytes.len();
        let work = move || {
            let hash = name_of(&bytes);
            let (packing, kept) = packing::pack(bytes);
            (hash, packing, kept)
        };
        let (hash, packing, kept) = if size <= AT_ONCE { work() } else { aside(work).await? };
        self.put(hash, size, packing, kept).await
    }

    async fn put(
        &self,
        hash: String,
        size: usize,
        packing: Option<Packing>,
        kept: Vec<u8>,
    ) -> Result<Blob, DbError> {
        let size = i64::try_from(size).expect("a blob is smaller than memory");
        if kept.len() <= INLINE {
            return Ok(Blob { hash, size, packing, inline: Some(kept) });
        }
        let file = folder::path(&self.folder, &hash, packing);
        self.noted(aside(move || folder::write(&file, &kept)).await)?;
        Ok(Blob { hash, size, packing, inline: None })
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
        let row = database.read(move |db| find(db, workspace, &name)).await?;
        let Some((bytes, packing, size)) = row else { return Ok(None) };
        let kept = match bytes {
            Some(bytes) => bytes,
            None => {
                let file = folder::path(&self.folder, hash, packing);
                tokio::fs::read(&file).await.map_err(|cause| failed(&cause))?
            }
        };
        let size = usize::try_from(size).unwrap_or(0);
        packing::unpack(kept, packing, size).map(Some)
    }

    /// Whether a blob is there and whole.
    ///
    /// # Errors
    /// Only those of the database.
    pub async fn look_at(
        &self,
        database: &Database,
        workspace: WorkspaceId,
        hash: &str,
    ) -> Result<Soundness, DbError> {
        match self.read(database, workspace, hash).await {
            Ok(Some(bytes)) if name_of(&bytes) == hash => Ok(Soundness::Sound),
            Ok(Some(_)) | Err(DbError::Corrupt(_)) => Ok(Soundness::Damaged),
            Ok(None) | Err(DbError::Unavailable(_)) => Ok(Soundness::Missing),
            Err(cause) => Err(cause),
        }
    }

    /// Deletes the files of these blobs that no workspace names any more, after [`forget`] was committed. A file that was
    /// taken in hand within the last day stays: whoever did may be about to name it.
    ///
    /// # Errors
    /// Only those of the database; what can't be deleted now is left.
    pub async fn sweep(&self, database: &Database, hashes: Vec<String>) -> Result<(), DbError> {
        let asked = hashes.clone();
        let named: Vec<String> = database
            .read(move |db| {
                let which = blob::hash.eq_any(asked);
                Ok::<_, DbError>(blob::table.filter(which).select(blob::hash).load(db)?)
            })
            .await?;
        let (place, now) = (self.folder.clone(), database.now());
        aside(move || {
            for hash in hashes.iter().filter(|hash| !named.contains(hash)) {
                for packing in [None, Some(Packing::Zlib)] {
                    folder::remove_if_left(&folder::path(&place, hash, packing), now);
                }
            }
        })
        .await
    }
}

/// Bytes that are hashed and packed without another thread.
const AT_ONCE: usize = 64 * 1024;

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DbError> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| DbError::Panicked(cause.to_string()))
}

fn name_of(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

type Kept = (Option<Vec<u8>>, Option<Packing>, i64);

fn find(db: &mut Db, workspace: WorkspaceId, hash: &str) -> Result<Option<Kept>, DbError> {
    let columns = (blob::bytes, blob::packing, blob::size);
    Ok(blob::table.find((workspace, hash)).select(columns).first(db).optional()?)
}

/// Takes a blob out of a workspace. Whoever calls knows that nothing names it any more; [`Blobs::sweep`] follows the commit.
///
/// # Errors
/// Only those of the database.
pub fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, hash: &str) -> Result<(), DbError> {
    diesel::delete(blob::table.find((workspace, hash))).execute(tx.db)?;
    Ok(())
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
        blob::packing.eq(kept.packing),
        blob::created_at.eq(tx.now),
    );
    Both(diesel::insert_into(blob::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    Ok(())
}

fn failed(cause: &std::io::Error) -> DbError {
    if cause.kind() == std::io::ErrorKind::StorageFull {
        DbError::Full
    } else {
        DbError::Unavailable(cause.to_string())
    }
}
