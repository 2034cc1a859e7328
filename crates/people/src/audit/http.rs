//! `GET /audit-log`.

use axum::extract::State;
use database::Time;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Query};

use super::{ActorKind, AuditId, Entry, list};
use crate::sign_in::Staff;
use crate::team::Permission;
use crate::{App, Failure};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(audit_log))
}

/// Which page of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Page {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<AuditId>>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
struct AuditActor {
    #[serde(rename = "type")]
    kind: ActorKind,
    /// `agt_…`, `tok_…`, or null.
    id: Option<String>,
    name: String,
}

/// One security event.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntry {
    id: AuditId,
    at: Time,
    actor: AuditActor,
    /// `thing.happened`, such as `session.started`.
    action: String,
    /// An id or an address; empty when the workspace itself is meant.
    target: String,
    /// The client's address; empty when there was none.
    ip: String,
    /// Particulars that depend on the action.
    detail: Value,
}

impl From<Entry> for AuditEntry {
    fn from(entry: Entry) -> Self {
        let actor = AuditActor {
            kind: entry.actor.kind,
            id: Some(entry.actor.id).filter(|id| !id.is_empty()),
            name: entry.actor.name,
        };
        Self {
            id: entry.id,
            at: entry.at,
            actor,
            action: entry.action,
            target: entry.target,
            ip: entry.actor.ip,
            detail: entry.detail,
        }
    }
}

/// The audit log, newest first.
#[utoipa::path(get, path = "/audit-log", tag = "audit", params(Page), responses(
    (status = 200, body = List<AuditEntry>),
    (status = 403, description = "`audit.read` is missing", body = web::ProblemBody),
))]
async fn audit_log(
    State(app): State<App>,
    staff: Staff,
    Query(page): Query<Page>,
) -> Result<Json<List<AuditEntry>>, Failure> {
    staff.require(Permission::AuditRead)?;
    let before = page.after.map(|cursor| cursor.0);
    let rows =
        app.database.read(move |db| list(db, staff.workspace, before, page.limit.rows_to_ask_for())).await?;
    Ok(Json(List::page(rows, page.limit, |row| row.id, AuditEntry::from)))
}
