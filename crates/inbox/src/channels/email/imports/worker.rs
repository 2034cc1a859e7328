//! What works on imports: the server on uploads, a command on its own files.

use std::path::PathBuf;
use std::time::Duration;

use database::{DbError, Tx};
use jiff::SignedDuration;
use people::App;
use tokio::sync::watch;

use super::import::{Import, ImportId, Material, Origin};
use super::working::Work;
use super::{store, uploading};
use crate::channels::{self, Channel, ChannelId, ChannelKind};

/// How long an import belongs to a process that says nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Also looked at without news: another node may have ended.
const LOOK: Duration = Duration::from_secs(10);

/// Reads what was uploaded, one import at a time.
#[derive(Clone)]
pub struct Importing {
    app: App,
    holder: i64,
}

impl Importing {
    /// Reads the uploads of all workspaces.
    pub fn new(app: App) -> Self {
        let holder = app.database.id::<ImportId>().0;
        Self { app, holder }
    }

    /// Works until `stop` turns true; what is under way then goes on at the next start.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut news = self.app.database.commits();
        while !*stop.borrow() {
            news.mark_unchanged();
            let next = tokio::select! {
                next = self.next() => next,
                _ = stop.changed() => return,
            };
            match next {
                Ok(true) => continue,
                Ok(false) => {}
                Err(cause) => {
                    tracing::warn!(%cause, "an import can't go on for now");
                    tokio::select! {
                        () = tokio::time::sleep(LOOK) => {}
                        _ = stop.changed() => return,
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                changed = news.changed() => if changed.is_err() { return },
                _ = stop.changed() => return,
            }
        }
    }

    /// Works on the oldest upload to its end; `false`: there is none.
    ///
    /// # Errors
    /// Only those of the database; what was taken stays taken.
    pub async fn next(&self) -> Result<bool, DbError> {
        let (holder, alone) = (self.holder, self.app.database.is_embedded());
        let now = self.app.database.now();
        let found = self.app.database.read(move |db| store::to_do(db, now, alone)).await?;
        let Some(row) = found else { return Ok(false) };
        let (workspace, id, channel) = (row.workspace_id, row.id, row.channel_id);
        let write = move |tx: &mut Tx<'_>| {
            let row = store::lease(tx, workspace, id, (holder, alone), LEASE)?;
            let channel = channels::find(tx.db, workspace, channel)?;
            Ok::<_, DbError>(row.zip(channel))
        };
        let Some((row, channel)) = self.app.database.write(write).await? else { return Ok(false) };
        let mut told = |_: &Import| {};
        let work = Work { app: &self.app, channel, row, holder, lease: LEASE, told: &mut told };
        let row = work.run().await?;
        if !row.is_under_way() {
            uploading::throw_away(&self.app, id).await;
        }
        Ok(true)
    }
}

/// Why files can't be read into a mailbox.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such mailbox.
    #[error("there is no active mailbox {0}")]
    NoMailbox(ChannelId),
    /// A path leads nowhere.
    #[error("{0}: {1}")]
    NoFile(PathBuf, std::io::Error),
    /// Another process reads the same files.
    #[error("another process reads these files just now")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Reads files and folders of this machine into a mailbox, and goes on where an earlier call with the same paths was
/// interrupted. `told` hears how far it is.
///
/// # Errors
/// [`ImportError`].
pub async fn import_files(
    app: &App,
    channel: ChannelId,
    paths: &[PathBuf],
    open_days: Option<u16>,
    told: &mut (dyn FnMut(&Import) + Send),
) -> Result<Import, ImportError> {
    let full = |path: &PathBuf| path.canonicalize().map_err(|cause| ImportError::NoFile(path.clone(), cause));
    let material = Material(paths.iter().map(full).collect::<Result<_, _>>()?);
    let found = app.database.read(move |db| channels::find_anywhere(db, channel)).await?;
    let is_mailbox = |found: &Channel| found.kind == ChannelKind::Email && !found.settings.retired;
    let channel = found.filter(is_mailbox).ok_or(ImportError::NoMailbox(channel))?;
    let holder = app.database.id::<ImportId>().0;
    let (workspace, of) = (channel.workspace_id, channel.id);
    let begin = move |tx: &mut Tx<'_>| {
        if let Some(row) = store::unfinished(tx.db, workspace, of, &material)? {
            return Ok(row);
        }
        let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = material.0.iter().find_map(name).unwrap_or_default();
        let wanted = (Origin::Command, material, open_days);
        let row = Import::new((workspace, of), tx.id(), name, wanted, "command", tx.now);
        store::insert(tx, &row)?;
        Ok::<_, DbError>(row)
    };
    let row = app.database.write(begin).await?;
    let Some(row) = lease(app, &row, holder).await? else { return Err(ImportError::Busy) };
    told(&row);
    Ok(Work { app, channel, row, holder, lease: LEASE, told }.run().await?)
}

/// The process that had it may have ended a moment ago: then it is free soon.
async fn lease(app: &App, row: &Import, holder: i64) -> Result<Option<Import>, DbError> {
    let (workspace, id) = (row.workspace_id, row.id);
    for _ in 0..=LEASE.as_secs() {
        let write = move |tx: &mut Tx<'_>| store::lease(tx, workspace, id, (holder, false), LEASE);
        if let Some(row) = app.database.write(write).await? {
            return Ok(Some(row));
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(None)
}
