//! Every query on the audit log: one that writes, one that reads.

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::Value;

use super::{Actor, ActorKind, AuditId, Entry};
use crate::schema::audit_entry;

/// Writes an entry in the transaction of what it tells. Actions read `thing.happened`; `detail` holds no secret.
///
/// # Errors
/// Only those of the database.
pub fn record(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    actor: &Actor,
    action: &'static str,
    target: &str,
    detail: &Value,
) -> Result<AuditId, DbError> {
    let id: AuditId = tx.id();
    let row = (
        audit_entry::workspace_id.eq(workspace),
        audit_entry::id.eq(id),
        audit_entry::actor.eq(format!("{}:{}", actor.kind, actor.id)),
        audit_entry::actor_name.eq(&actor.name),
        audit_entry::action.eq(action),
        audit_entry::target.eq(target),
        audit_entry::ip.eq(&actor.ip),
        audit_entry::detail.eq(detail.to_string()),
        audit_entry::at.eq(tx.now),
    );
    diesel::insert_into(audit_entry::table).values(row).execute(tx.db)?;
    Ok(id)
}

type Row = (WorkspaceId, AuditId, String, String, String, String, String, String, Time);

/// The entries of a workspace older than `before`, newest first.
///
/// # Errors
/// Only those of the database.
pub fn list(
    db: &mut Db,
    workspace: WorkspaceId,
    before: Option<AuditId>,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let before = before.unwrap_or(AuditId(i64::MAX));
    let rows: Vec<Row> = audit_entry::table
        .filter(audit_entry::workspace_id.eq(workspace).and(audit_entry::id.lt(before)))
        .order(audit_entry::id.desc())
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(from_row).collect()
}

fn from_row((workspace, id, actor, name, action, target, ip, detail, at): Row) -> Result<Entry, DbError> {
    let corrupt = |cause: String| DbError::Corrupt(format!("audit entry {id}: {cause}"));
    let (kind, actor_id) = actor.split_once(':').unwrap_or((&actor, ""));
    let kind: ActorKind = kind.parse().map_err(corrupt)?;
    let detail = serde_json::from_str(&detail).map_err(|cause| corrupt(cause.to_string()))?;
    Ok(Entry {
        workspace,
        id,
        actor: Actor { kind, id: actor_id.to_owned(), name, ip },
        action,
        target,
        detail,
        at,
    })
}
