//! What works on imports, one at a time.

use std::time::Duration;

use database::{DbError, Tx};
use jiff::SignedDuration;
use people::App;
use tokio::sync::watch;
use tokio::time::Instant;

use super::import::{Import, StoreImportId, StoreImportProblem, StoreImportState};
use super::working::{CAME, Work};
use super::{store, tidying, uploading};
use crate::pushing;

/// How long an import belongs to a process that says nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Also looked at without news: another node may have ended.
const LOOK: Duration = Duration::from_secs(10);
/// How often files are looked at that nobody needs.
const TIDY: Duration = Duration::from_secs(3600);

/// Reads the files that were sent, of all workspaces.
#[derive(Clone)]
pub struct Importing {
    app: App,
    holder: i64,
}

impl Importing {
    /// Reads the files that were sent.
    pub fn new(app: App) -> Self {
        let holder = app.database.id::<StoreImportId>().0;
        Self { app, holder }
    }

    /// Works until `stop` turns true; what is under way then goes on at the next start.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut news = self.app.database.commits();
        let mut tidied = None;
        while !*stop.borrow() {
            news.mark_unchanged();
            if tidied.is_none_or(|at: Instant| at.elapsed() > TIDY) {
                self.tidy().await.unwrap_or_else(|cause| tracing::warn!(%cause, "old files stay for now"));
                tidied = Some(Instant::now());
            }
            let next = tokio::select! {
                next = self.next() => next,
                _ = stop.changed() => return,
            };
            match next {
                Ok(true) => continue,
                Ok(false) => {}
                Err(cause) => {
                    tracing::warn!(%cause, "an import into a store can't go on for now");
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

    /// Throws away files that nobody began with for a day.
    ///
    /// # Errors
    /// Only those of the database.
    pub async fn tidy(&self) -> Result<(), DbError> {
        tidying::tidy(&self.app).await
    }

    /// Works on the oldest import to its end; `false`: there is none.
    ///
    /// # Errors
    /// Only those of the database; what was taken stays taken.
    pub async fn next(&self) -> Result<bool, DbError> {
        let (holder, alone) = (self.holder, self.app.database.is_embedded());
        let now = self.app.database.now();
        let found = self.app.database.read(move |db| store::to_do(db, now, alone)).await?;
        let Some(row) = found else { return Ok(false) };
        let (workspace, id, of) = (row.workspace_id, row.id, row.store_id);
        let write = move |tx: &mut Tx<'_>| {
            let Some(mut row) = store::lease(tx, workspace, id, (holder, alone), LEASE)? else {
                return Ok(None);
            };
            if let Ok(target) = pushing::telling(tx.db, workspace, of, CAME) {
                return Ok(Some((row, target)));
            }
            row.rest(StoreImportState::Failed, tx.now);
            row.problem = Some(StoreImportProblem::StoreAway);
            store::update(tx, &row)?;
            store::announce(tx, &row)?;
            Ok::<_, DbError>(None)
        };
        let Some((row, target)) = self.app.database.write(write).await? else { return Ok(true) };
        let row = Work { app: &self.app, row, target, holder, lease: LEASE }.run().await?;
        if is_over(&row) {
            uploading::throw_away(&self.app, id).await;
        }
        Ok(true)
    }
}

/// Whether nobody reads the file again.
pub(super) const fn is_over(row: &Import) -> bool {
    matches!(row.state, StoreImportState::Done | StoreImportState::Cancelled | StoreImportState::Failed)
}
