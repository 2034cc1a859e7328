//! Letting the bytes of old mails go, where a workspace wants that. The line of each stays.

use database::blobs::forget;
use database::{DbError, Time, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::{App, workspaces};

use super::super::{imports, silence};
use super::{ArrivalId, Entry, store};
use crate::conversations;

/// Lines looked at in one transaction.
const PART: i64 = 200;
/// For how long refusals are written down, in hours: 90 days.
const REFUSALS: i64 = 90 * 24;

/// Lets go what each workspace keeps no longer, and what uploads of mails have left. The program calls it every hour; a call that is cut short goes on with the next.
///
/// # Errors
/// Those of the database.
pub async fn sweep(app: &App) -> Result<(), DbError> {
    let yesterday = app.database.now().minus(SignedDuration::from_hours(24));
    app.database.write(move |tx| silence::forget_old(tx, yesterday)).await?;
    imports::tidy(app).await?;
    for workspace in app.database.workspaces().await? {
        let long_ago = app.database.now().minus(SignedDuration::from_hours(REFUSALS));
        app.database.write(move |tx| store::forget_refusals(tx, workspace, long_ago)).await?;
        let found = app.database.read(move |db| workspaces::find(db, workspace)).await?;
        if let Some(days) = found.and_then(|found| found.settings.raw_mail_days) {
            let before = app.database.now().minus(SignedDuration::from_hours(24 * i64::from(days)));
            drop_before(app, workspace, before).await?;
        }
    }
    Ok(())
}

async fn drop_before(app: &App, workspace: WorkspaceId, before: Time) -> Result<(), DbError> {
    let mut after = ArrivalId(0);
    loop {
        let lines =
            app.database.read(move |db| store::kept_before(db, workspace, before, after, PART)).await?;
        let Some(last) = lines.last() else { return Ok(()) };
        after = last.id;
        let gone = app.database.write(move |tx| let_go(tx, &lines, before)).await?;
        app.blobs.sweep(&app.database, gone).await?;
    }
}

/// Returns the blobs that nothing names any more.
fn let_go(tx: &mut Tx<'_>, lines: &[Entry], before: Time) -> Result<Vec<String>, DbError> {
    let mut gone = Vec::new();
    for line in lines {
        let Some(hash) = line.raw_hash.as_deref() else { continue };
        // The same mail at another mailbox may have come later, and somebody may have sent it on as a file.
        let needed = store::is_needed(tx.db, line, before)?
            || conversations::is_file(tx.db, line.workspace_id, hash)?
            || is_ours(tx, line, hash)?;
        store::drop_raw(tx, line)?;
        if !needed {
            forget(tx, line.workspace_id, hash)?;
            gone.push(hash.to_owned());
        }
    }
    Ok(gone)
}

/// A mail of our own that came back is the one that was sent.
fn is_ours(tx: &mut Tx<'_>, line: &Entry, hash: &str) -> Result<bool, DbError> {
    let Some(id) = line.message_id else { return Ok(false) };
    let message = conversations::message(tx.db, line.workspace_id, id)?;
    Ok(message.is_some_and(|message| message.delivery.is_some() && message.raw_hash.as_deref() == Some(hash)))
}
