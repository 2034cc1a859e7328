//! Files that were sent and are of no use any more are thrown away.

use std::io;

use database::{DbError, Time, Tx};
use jiff::SignedDuration;
use people::App;
use tokio::fs;

use super::import::{Import, StoreImportId, StoreImportState};
use super::{store, uploading};

/// How long a file waits for somebody to begin with it, and how long one that no import names may be on its way.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// Throws away what nobody began for a day, and what uploads have left whose process ended before them.
///
/// # Errors
/// Only those of the database.
pub(super) async fn tidy(app: &App) -> Result<(), DbError> {
    let yesterday = app.database.now().minus(FORGOTTEN);
    loop {
        let forgotten = app.database.read(move |db| store::never_begun(db, yesterday)).await?;
        if forgotten.is_empty() {
            break;
        }
        for one in forgotten {
            discard(app, one, yesterday).await?;
        }
    }
    throw_leftovers_away(app, yesterday).await
}

/// It is as if somebody had discarded it, unless somebody has begun with it meanwhile.
async fn discard(app: &App, import: Import, since: Time) -> Result<(), DbError> {
    let (workspace, id) = (import.workspace_id, import.id);
    let write = move |tx: &mut Tx<'_>| {
        let found = store::find_to_change(tx, workspace, id)?;
        let Some(mut row) = found.filter(|row| row.is_open() && row.updated_at < since) else {
            return Ok(false);
        };
        row.rest(StoreImportState::Cancelled, tx.now);
        store::update(tx, &row)?;
        store::announce(tx, &row)?;
        Ok::<_, DbError>(true)
    };
    if app.database.write(write).await? {
        tracing::info!(import = %id, "a file that nobody began to import is thrown away");
        uploading::throw_away(app, id).await;
    }
    Ok(())
}

async fn throw_leftovers_away(app: &App, since: Time) -> Result<(), DbError> {
    let Ok(mut entries) = fs::read_dir(uploading::folder(app)).await else { return Ok(()) };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<StoreImportId>().ok()) else { continue };
        let is_left = match app.database.read(move |db| store::is_needed(db, id)).await? {
            Some(is_needed) => !is_needed,
            // Somebody may be sending it just now, to another process of ours too.
            None => entry.metadata().await.and_then(|about| written(&about)).is_ok_and(|at| at < since),
        };
        if is_left {
            uploading::throw_away(app, id).await;
        }
    }
    Ok(())
}

fn written(about: &std::fs::Metadata) -> io::Result<Time> {
    let at = jiff::Timestamp::try_from(about.modified()?).map_err(io::Error::other)?;
    Ok(at.into())
}
