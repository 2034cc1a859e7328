//! `/mail/reconciliation/…`: comparing with the servers now, and fetching what is missing.

use axum::extract::State;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Json;

use super::on_demand::{Missing, compare_all};
use super::{FolderComparison, compared};
use crate::Inbox;

/// The routes of comparing, below `/api/v1`.
pub(in crate::channels::email::imap) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(read)).routes(routes!(compare)).routes(routes!(fetch))
}

/// What the servers have against what is here.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServersCompared)]
struct ComparedJson {
    /// Each folder that is read.
    servers: Vec<FolderComparison>,
    /// How many mails were fetched by this call that had been missing.
    fetched: usize,
}

/// Each folder that is read elsewhere against the journal, as they were compared the last time: once a day, and when somebody asks.
#[utoipa::path(get, path = "/mail/reconciliation/servers", tag = "mail", responses(
    (status = 200, body = ComparedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn read(State(app): State<App>, staff: Staff) -> Result<Json<ComparedJson>, Failure> {
    staff.require(Permission::AuditRead)?;
    let workspace = staff.workspace;
    let servers = app.database.read(move |db| compared(db, workspace)).await?;
    Ok(Json(ComparedJson { servers, fetched: 0 }))
}

/// Compares each folder that is read elsewhere with the journal, now. It takes as long as the servers do, at most ten minutes a
/// mailbox.
#[utoipa::path(post, path = "/mail/reconciliation/compare", tag = "mail", responses(
    (status = 200, body = ComparedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn compare(State(app): State<App>, staff: Staff) -> Result<Json<ComparedJson>, Failure> {
    staff.require(Permission::AuditRead)?;
    shown(&app, &staff, Missing::Told).await.map(Json)
}

/// Compares, and fetches what is missing here. Doing it twice fetches nothing the second time.
#[utoipa::path(post, path = "/mail/reconciliation/fetch", tag = "mail", responses(
    (status = 200, body = ComparedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn fetch(State(app): State<App>, staff: Staff) -> Result<Json<ComparedJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let found = shown(&app, &staff, Missing::Taken).await?;
    if found.fetched > 0 {
        let (workspace, by, detail) = (staff.workspace, staff.author(), json!({ "fetched": found.fetched }));
        let target = workspace.to_string();
        app.database
            .write(move |tx| audit::record(tx, workspace, &by, "mail.missing_fetched", &target, &detail))
            .await?;
    }
    Ok(Json(found))
}

async fn shown(app: &App, staff: &Staff, missing: Missing) -> Result<ComparedJson, Failure> {
    let workspace = staff.workspace;
    let fetched = compare_all(app, workspace, missing).await?;
    let servers = app.database.read(move |db| compared(db, workspace)).await?;
    Ok(ComparedJson { servers, fetched })
}
