//! One import, from where it stands to its end.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use database::{DbError, Tx};
use jiff::SignedDuration;
use people::App;
use tokio::sync::mpsc;

use super::import::{Import, Line, StoreImportProblem, StoreImportPurpose, StoreImportState};
use super::rows::{Bad, Rows};
use super::taking::Group;
use super::units::{Unit, Units};
use super::{store, uploading};
use crate::orders::Came;
use crate::pushing::{PushOutcome, Target};
use crate::turn_taking::is_collision;

/// Things that are taken in one transaction: so many that what a transaction costs by itself does not matter, so few that whoever
/// writes beside waits some tenths of a second at most (an order was seen to take a millisecond). On PostgreSQL each of them, and
/// who ordered it, is a lock until the transaction ends.
const GROUP: usize = 200;
/// With so many bad lines the file is another one than was thought: it ends there.
pub(super) const MOST_BAD: i64 = 100_000;
/// The first and the longest pause when nothing can be stored.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Works on one import.
pub(super) struct Work<'a> {
    pub app: &'a App,
    pub row: Import,
    pub target: Target,
    /// Who works on it.
    pub holder: i64,
    /// How long it belongs to one who says nothing.
    pub lease: SignedDuration,
}

/// What the reading gives.
type Read = io::Result<Vec<Unit>>;

impl Work<'_> {
    /// Reads to the end, or until it is somebody else's or was stopped.
    pub(super) async fn run(mut self) -> Result<Import, DbError> {
        let rows = Rows::new(self.row.plan.clone(), self.row.kind, self.target.currency, self.row.created_at);
        let (path, done) = (uploading::file(self.app, self.row.id), self.row.things);
        let (give, mut groups) = mpsc::channel(2);
        let reading = tokio::task::spawn_blocking(move || read_groups(&path, rows, done, &give));
        while let Some(group) = groups.recv().await {
            let units = match group {
                Ok(units) => Arc::new(units),
                Err(cause) => {
                    tracing::warn!(import = %self.row.id, %cause, "a file can't be read");
                    return self.end(StoreImportState::Failed, Some(StoreImportProblem::Unreadable)).await;
                }
            };
            if !self.take(&units).await? {
                self.app.database.write(|tx| tx.expect_much(false)).await?;
                return Ok(self.row);
            }
            if self.row.bad_lines >= MOST_BAD {
                return self.end(StoreImportState::Failed, Some(StoreImportProblem::TooManyBadLines)).await;
            }
        }
        reading.await.map_err(|cause| DbError::Panicked(cause.to_string()))?;
        let state = match self.row.purpose {
            StoreImportPurpose::Check => StoreImportState::Checked,
            StoreImportPurpose::Take => StoreImportState::Done,
        };
        self.end(state, None).await
    }

    /// Takes a group, all of it; `false`: it is somebody else's, or was stopped.
    async fn take(&mut self, units: &Arc<Vec<Unit>>) -> Result<bool, DbError> {
        let mut pause = PAUSE;
        loop {
            let (mine, row, target) = (Arc::clone(units), self.row.clone(), self.target);
            let (holder, lease) = (self.holder, self.lease);
            let write = move |tx: &mut Tx<'_>| take_group(tx, &row, target, &mine, holder, lease);
            match self.app.database.write_much(write).await {
                Ok(Some(row)) => {
                    self.row = row;
                    return Ok(true);
                }
                Ok(None) => return Ok(false),
                Err(cause) if is_collision(&cause) => {}
                Err(cause @ (DbError::Unavailable(_) | DbError::Full | DbError::Overloaded)) => {
                    tracing::warn!(import = %self.row.id, %cause, "an import waits");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err(cause) => return Err(cause),
            }
        }
    }

    /// It is over.
    async fn end(
        self,
        state: StoreImportState,
        problem: Option<StoreImportProblem>,
    ) -> Result<Import, DbError> {
        let (workspace, id, holder) = (self.row.workspace_id, self.row.id, self.holder);
        let write = move |tx: &mut Tx<'_>| {
            tx.expect_much(false)?;
            let Some(mut row) = store::find_to_change(tx, workspace, id)? else { return Ok(None) };
            if row.is_under_way() && row.leased_by == Some(holder) {
                row.rest(state, tx.now);
                row.problem = problem;
                if matches!(state, StoreImportState::Done | StoreImportState::Checked) {
                    row.bytes_done = row.bytes_total;
                }
                store::update(tx, &row)?;
                store::announce(tx, &row)?;
            }
            Ok::<_, DbError>(Some(row))
        };
        Ok(self.app.database.write(write).await?.unwrap_or(self.row))
    }
}

fn take_group(
    tx: &mut Tx<'_>,
    before: &Import,
    target: Target,
    units: &[Unit],
    holder: i64,
    lease: SignedDuration,
) -> Result<Option<Import>, DbError> {
    let found = store::find_to_change(tx, before.workspace_id, before.id)?;
    let is_mine = |row: &Import| row.is_under_way() && row.leased_by == Some(holder);
    let Some(mut row) = found.filter(is_mine) else { return Ok(None) };
    tx.expect_much(true)?;
    let (mut lines, mut group) = (Vec::new(), Group::default());
    for unit in units {
        row.things += 1;
        match &unit.read {
            Err(bad) => refuse(&mut row, bad, &mut lines),
            Ok(thing) if row.purpose == StoreImportPurpose::Take => group.add(thing),
            Ok(_) => {}
        }
    }
    for outcome in group.take(tx, target, before)? {
        *match outcome {
            PushOutcome::Created => &mut row.created,
            PushOutcome::Updated | PushOutcome::Deleted => &mut row.updated,
            PushOutcome::Unchanged | PushOutcome::Older | PushOutcome::Unknown | PushOutcome::Refused => {
                &mut row.unchanged
            }
        } += 1;
    }
    store::insert_lines(tx, &lines)?;
    let bytes = units.last().map_or(0, |unit| i64::try_from(unit.bytes).unwrap_or(i64::MAX));
    row.bytes_done = bytes.min(row.bytes_total);
    (row.updated_at, row.leased_until) = (tx.now, Some(tx.now.plus(lease)));
    store::update(tx, &row)?;
    Ok(Some(row))
}

fn refuse(row: &mut Import, bad: &[Bad], lines: &mut Vec<Line>) {
    row.refused += 1;
    for one in bad {
        row.bad_lines += 1;
        lines.push(Line {
            workspace_id: row.workspace_id,
            import_id: row.id,
            number: row.bad_lines,
            line: i64::try_from(one.line).unwrap_or(i64::MAX),
            place: one.column.clone(),
            code: one.code.clone(),
            detail: one.detail.clone(),
            value: one.value.clone(),
        });
    }
}

/// Imported things are a store's past: nobody is told.
pub(super) const CAME: Came = Came::InFile;

/// Reads in groups, behind what was done before, until nobody takes them.
fn read_groups(path: &Path, rows: Rows, done: i64, give: &mpsc::Sender<Read>) {
    if let Err(cause) = try_read_groups(path, rows, done, give) {
        drop(give.blocking_send(Err(cause)));
    }
}

fn try_read_groups(path: &Path, rows: Rows, done: i64, give: &mpsc::Sender<Read>) -> io::Result<()> {
    let mut units = Units::open(path, rows)?;
    for _ in 0..done {
        if units.next(true)?.is_none() {
            return Ok(());
        }
    }
    let mut group = Vec::with_capacity(GROUP);
    while let Some(unit) = units.next(false)? {
        group.push(unit);
        if group.len() >= GROUP && give.blocking_send(Ok(std::mem::take(&mut group))).is_err() {
            return Ok(());
        }
    }
    if !group.is_empty() {
        drop(give.blocking_send(Ok(group)));
    }
    Ok(())
}
