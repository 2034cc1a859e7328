//! An import: a file that is read into a store, and how far that is.

use database::{Time, WorkspaceId};
use diesel::prelude::*;

use super::fields::StoreImportKind;
use super::plan::Plan;
use super::uploading::Uploaded;
use crate::schema::{store_import, store_import_line};
use crate::stores::StoreId;

database::id_type!(
    /// A file that is read into a store.
    StoreImportId,
    "sim"
);

database::text_enum!(
    /// How far an import is.
    pub enum StoreImportState {
        /// How it is read is being looked at.
        Draft = "draft",
        /// It is to be worked on.
        Waiting = "waiting",
        /// It is under way, or goes on when the server does.
        Running = "running",
        /// All of it was looked at, and nothing taken.
        Checked = "checked",
        /// All was taken, but for what can't be read.
        Done = "done",
        /// Somebody stopped it; what was taken stays.
        Cancelled = "cancelled",
        /// It can't go on; the problem says why.
        Failed = "failed",
    }
);

database::text_enum!(
    /// What is done with the file.
    pub enum StoreImportPurpose {
        /// What can't be read is found, nothing is taken.
        Check = "check",
        /// It is taken.
        Take = "take",
    }
);

database::text_enum!(
    /// Why an import can't go on.
    pub enum StoreImportProblem {
        /// The store is paused, or is not there any more.
        StoreAway = "store_away",
        /// The file can't be read to its end.
        Unreadable = "unreadable",
        /// So many lines can't be read that the file must be another one than was thought.
        TooManyBadLines = "too_many_bad_lines",
    }
);

/// An import as the table holds it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = store_import, primary_key(workspace_id, id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Import {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: StoreImportId,
    /// The store.
    pub store_id: StoreId,
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub kind: StoreImportKind,
    /// How far it is.
    pub state: StoreImportState,
    /// What is done with it.
    pub purpose: StoreImportPurpose,
    /// Why it can't go on.
    pub problem: Option<StoreImportProblem>,
    /// How it is read.
    pub plan: Plan,
    /// Bytes that were read.
    pub bytes_done: i64,
    /// Bytes that there are.
    pub bytes_total: i64,
    /// Things that were read.
    pub things: i64,
    /// Of them: new.
    pub created: i64,
    /// Of them: changed.
    pub updated: i64,
    /// Of them: known already, in this state or a newer one.
    pub unchanged: i64,
    /// Of them: can't be read.
    pub refused: i64,
    /// What is wrong with them, line by line.
    pub bad_lines: i64,
    /// When this run began.
    pub(super) began_at: Option<Time>,
    /// How many things were done by then.
    pub(super) began_things: i64,
    /// Who sent it, as the log names them.
    pub(super) created_by: String,
    /// When.
    pub created_at: Time,
    /// When it last went on.
    pub updated_at: Time,
    pub(super) leased_by: Option<i64>,
    pub(super) leased_until: Option<Time>,
}

impl Import {
    /// One whose file was sent.
    pub(super) fn new(
        (workspace_id, store_id): (WorkspaceId, StoreId),
        id: StoreImportId,
        uploaded: Uploaded,
        (kind, plan): (StoreImportKind, Plan),
        by: &str,
        now: Time,
    ) -> Self {
        Self {
            workspace_id,
            id,
            store_id,
            name: uploaded.name,
            kind,
            state: StoreImportState::Draft,
            purpose: StoreImportPurpose::Check,
            problem: None,
            plan,
            bytes_done: 0,
            bytes_total: i64::try_from(uploaded.bytes).unwrap_or(i64::MAX),
            things: 0,
            created: 0,
            updated: 0,
            unchanged: 0,
            refused: 0,
            bad_lines: 0,
            began_at: None,
            began_things: 0,
            created_by: by.to_owned(),
            created_at: now,
            updated_at: now,
            leased_by: None,
            leased_until: None,
        }
    }

    /// Whether a worker has something to do.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state, StoreImportState::Waiting | StoreImportState::Running)
    }

    /// Whether how it is read may be changed, and it may be begun.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, StoreImportState::Draft | StoreImportState::Checked)
    }

    /// Things a second in this run; `None` while nothing can be said.
    pub fn things_per_second(&self) -> Option<f64> {
        let took = self.updated_at.since(self.began_at?).as_secs_f64();
        let things = self.things - self.began_things;
        (took > 0.0 && things > 0).then(|| (things as f64 / took * 10.0).round() / 10.0)
    }

    /// As if nothing had been done yet, to be worked on.
    pub(super) fn begin(&mut self, purpose: StoreImportPurpose, now: Time) {
        self.rest(StoreImportState::Waiting, now);
        self.purpose = purpose;
        self.forget();
    }

    /// Nothing of an earlier look counts any more.
    pub(super) fn forget(&mut self) {
        (self.bytes_done, self.things, self.created, self.updated) = (0, 0, 0, 0);
        (self.unchanged, self.refused, self.bad_lines, self.began_things) = (0, 0, 0, 0);
        (self.problem, self.began_at) = (None, None);
    }

    /// In a state in which nobody works on it.
    pub(super) fn rest(&mut self, state: StoreImportState, now: Time) {
        (self.state, self.updated_at) = (state, now);
        (self.leased_by, self.leased_until) = (None, None);
    }
}

/// What can't be read, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = store_import_line, treat_none_as_default_value = false)]
pub(super) struct Line {
    pub workspace_id: WorkspaceId,
    pub import_id: StoreImportId,
    pub number: i64,
    pub line: i64,
    pub place: Option<String>,
    pub code: String,
    pub detail: String,
    pub value: Option<String>,
}
