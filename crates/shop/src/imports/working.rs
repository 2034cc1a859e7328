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
use crate::ahead::Ahead;
use crate::orders::Came;
use crate::pushing::{PushOutcome, Target};
use crate::turn_taking::is_collision;

/// Things that are taken behind each other before it is asked whether somebody waits: so few that whoever does waits some hundredths
/// of a second. On PostgreSQL each of them, and who ordered it, is a lock until the transaction ends, which takes one slice then.
const SLICE: usize = 200;
/// A slice ends behind so many bytes of the file, too.
const SLICE_BYTES: u64 = 1024 * 1024;
/// Slices that one transaction takes at most, and as many are read meanwhile: about 5 KB of memory for each thing.
const AHEAD: usize = 10;
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

type Slice = Vec<Unit>;

impl Work<'_> {
    /// Reads to the end, or until it is somebody else's or was stopped.
    pub(super) async fn run(mut self) -> Result<Import, DbError> {
        let rows = Rows::new(self.row.plan.clone(), self.row.kind, self.target.currency, self.row.created_at);
        let (path, done) = (uploading::file(self.app, self.row.id), self.row.things);
        let (give, mut ahead) = Ahead::of(AHEAD);
        let reading = tokio::task::spawn_blocking(move || read_slices(&path, rows, done, &give));
        while let Some(slices) = ahead.at_hand().await {
            let Some(taken) = self.take(slices).await? else {
                self.app.database.write(|tx| tx.expect_much(false)).await?;
                return Ok(self.row);
            };
            ahead.written(taken);
            if self.row.bad_lines >= MOST_BAD {
                return self.end(StoreImportState::Failed, Some(StoreImportProblem::TooManyBadLines)).await;
            }
        }
        if let Err(cause) = reading.await.map_err(|cause| DbError::Panicked(cause.to_string()))? {
            tracing::warn!(import = %self.row.id, %cause, "a file can't be read");
            return self.end(StoreImportState::Failed, Some(StoreImportProblem::Unreadable)).await;
        }
        let state = match self.row.purpose {
            StoreImportPurpose::Check => StoreImportState::Checked,
            StoreImportPurpose::Take => StoreImportState::Done,
        };
        self.end(state, None).await
    }

    /// Takes slices, all of the first one and as many as go with it; how many. `None`: it is somebody else's, or was stopped.
    async fn take(&mut self, slices: Vec<Arc<Slice>>) -> Result<Option<usize>, DbError> {
        let mut pause = PAUSE;
        loop {
            let (mine, row, target) = (slices.clone(), self.row.clone(), self.target);
            let (clock, holder, lease) = (self.app.database.clock(), self.holder, self.lease);
            let write = move |tx: &mut Tx<'_>| {
                tx.expect_much(true)?;
                let is_mine = |row: &Import| row.is_under_way() && row.leased_by == Some(holder);
                let found = store::find_to_change(tx, row.workspace_id, row.id)?;
                let Some(mut row) = found.filter(is_mine) else { return Ok(None) };
                let taken = take_slices(tx, &mut row, target, &mine)?;
                row.updated_at = clock.now();
                row.leased_until = Some(row.updated_at.plus(lease));
                store::update(tx, &row)?;
                Ok::<_, DbError>(Some((row, taken)))
            };
            match self.app.database.write_much(write).await {
                Ok(Some((row, taken))) => {
                    self.row = row;
                    return Ok(Some(taken));
                }
                Ok(None) => return Ok(None),
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

/// Takes one slice after the other, as long as the transaction may go on; how many.
fn take_slices(
    tx: &mut Tx<'_>,
    row: &mut Import,
    target: Target,
    slices: &[Arc<Slice>],
) -> Result<usize, DbError> {
    let mut taken = 0;
    for slice in slices {
        take_slice(tx, row, target, slice)?;
        taken += 1;
        if row.bad_lines >= MOST_BAD || !tx.may_go_on() {
            break;
        }
    }
    Ok(taken)
}

fn take_slice(tx: &mut Tx<'_>, row: &mut Import, target: Target, slice: &[Unit]) -> Result<(), DbError> {
    let (mut lines, mut group) = (Vec::new(), Group::default());
    for unit in slice {
        row.things += 1;
        match &unit.read {
            Err(bad) => refuse(row, bad, &mut lines),
            Ok(thing) if row.purpose == StoreImportPurpose::Take => group.add(thing),
            Ok(_) => {}
        }
    }
    for outcome in group.take(tx, target, row)? {
        *match outcome {
            PushOutcome::Created => &mut row.created,
            PushOutcome::Updated | PushOutcome::Deleted => &mut row.updated,
            PushOutcome::Unchanged | PushOutcome::Older | PushOutcome::Unknown | PushOutcome::Refused => {
                &mut row.unchanged
            }
        } += 1;
    }
    let bytes = slice.last().map_or(0, |unit| i64::try_from(unit.bytes).unwrap_or(i64::MAX));
    row.bytes_done = bytes.min(row.bytes_total);
    store::insert_lines(tx, &lines)
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

/// Reads in slices, behind what was done before, until nobody takes them.
fn read_slices(path: &Path, rows: Rows, done: i64, give: &mpsc::Sender<Slice>) -> io::Result<()> {
    let mut units = Units::open(path, rows)?;
    for _ in 0..done {
        if units.next(true)?.is_none() {
            return Ok(());
        }
    }
    let (mut slice, mut begun) = (Vec::with_capacity(SLICE), units.bytes());
    while let Some(unit) = units.next(false)? {
        let bytes = unit.bytes;
        slice.push(unit);
        if slice.len() >= SLICE || bytes - begun >= SLICE_BYTES {
            if give.blocking_send(std::mem::take(&mut slice)).is_err() {
                return Ok(());
            }
            begun = bytes;
        }
    }
    if !slice.is_empty() {
        drop(give.blocking_send(slice));
    }
    Ok(())
}
