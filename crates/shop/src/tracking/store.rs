//! Every query on the table of tracking hooks.

use database::resealing::{RowKey, SealedRow, Vault};
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::hook::{HookKind, TrackingHook, TrackingHookId, TrackingOutcome, secret_place};
use crate::schema::tracking_hook;

pub(super) fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: HookKind,
) -> Result<Option<TrackingHook>, DbError> {
    let which = tracking_hook::workspace_id.eq(workspace).and(tracking_hook::kind.eq(kind));
    Ok(tracking_hook::table.filter(which).select(TrackingHook::as_select()).first(db).optional()?)
}

/// The hook with this id, whosever it is; for what comes from outside and names no workspace.
pub(super) fn find_anywhere(db: &mut Db, id: TrackingHookId) -> Result<Option<TrackingHook>, DbError> {
    let which = tracking_hook::id.eq(id);
    Ok(tracking_hook::table.filter(which).select(TrackingHook::as_select()).first(db).optional()?)
}

pub(super) fn insert(tx: &mut Tx<'_>, row: &TrackingHook) -> Result<(), DbError> {
    diesel::insert_into(tracking_hook::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &TrackingHook) -> Result<(), DbError> {
    diesel::update(tracking_hook::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// Remembers that a message came, and what became of it.
pub(super) fn heard(tx: &mut Tx<'_>, hook: &TrackingHook, outcome: TrackingOutcome) -> Result<(), DbError> {
    let unknown = i64::from(outcome == TrackingOutcome::Unknown);
    let change = (
        tracking_hook::last_at.eq(tx.now),
        tracking_hook::last_outcome.eq(outcome),
        tracking_hook::taken.eq(tracking_hook::taken + 1_i64),
        tracking_hook::unknown.eq(tracking_hook::unknown + unknown),
    );
    diesel::update(tracking_hook::table.find((hook.workspace_id, hook.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// The hooks, as what is sealed anew after a rotation.
pub(crate) struct HookSecrets;

impl Vault for HookSecrets {
    fn name(&self) -> &'static str {
        "tracking hooks"
    }

    fn rows(&self, db: &mut Db, behind: &RowKey, limit: i64) -> Result<Vec<SealedRow>, DbError> {
        let next = tracking_hook::workspace_id
            .gt(behind.workspace)
            .or(tracking_hook::workspace_id.eq(behind.workspace).and(tracking_hook::id.gt(behind.id())));
        let found: Vec<(WorkspaceId, TrackingHookId, String)> = tracking_hook::table
            .filter(next)
            .order((tracking_hook::workspace_id, tracking_hook::id))
            .limit(limit)
            .select((tracking_hook::workspace_id, tracking_hook::id, tracking_hook::secret))
            .load(db)?;
        let row = |(workspace, id, secret): (WorkspaceId, TrackingHookId, String)| SealedRow {
            row: RowKey { workspace, key: id.0.to_string() },
            secrets: vec![(secret_place(id), secret)],
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn replace(&self, tx: &mut Tx<'_>, row: &RowKey, old: &str, fresh: &str) -> Result<(), DbError> {
        let which =
            tracking_hook::table.find((row.workspace, row.id())).filter(tracking_hook::secret.eq(old));
        diesel::update(which).set(tracking_hook::secret.eq(fresh)).execute(tx.db)?;
        Ok(())
    }
}
