//! `/mail/silences`: which addresses get nothing automatic, and ending that.

use axum::extract::State;
use axum::http::StatusCode;
use database::Time;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::{Silence, WhySilent, end, store};
use crate::Inbox;
use crate::conversations::ConversationId;

/// The routes of this slice, below `/api/v1`.
pub(in super::super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(remove))
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Page {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<String>>,
}

/// An address that gets nothing automatic: its mails look like a machine's that answers ours.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SilenceJson {
    address: String,
    why: WhySilent,
    /// Where it was noticed.
    #[schema(required)]
    conversation_id: Option<ConversationId>,
    since: Time,
    /// Over once this has passed.
    until: Time,
}

impl From<Silence> for SilenceJson {
    fn from(row: Silence) -> Self {
        Self {
            address: row.address,
            why: row.why,
            conversation_id: row.conversation_id,
            since: row.since,
            until: row.until,
        }
    }
}

/// The addresses that get nothing automatic now, by address.
#[utoipa::path(get, path = "/mail/silences", tag = "mail", params(Page), responses(
    (status = 200, body = List<SilenceJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(page): Query<Page>,
) -> Result<Json<List<SilenceJson>>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let (workspace, now) = (staff.workspace, app.database.now());
    let rows = app.database.read(move |db| {
        let after = page.after.as_ref().map(|cursor| cursor.0.as_str());
        store::page(db, workspace, now, after, page.limit.rows_to_ask_for())
    });
    Ok(Json(List::page(rows.await?, page.limit, |row| row.address.clone(), SilenceJson::from)))
}

/// Lets automatic mail go to an address again. Should it behave as before, it is silenced again.
#[utoipa::path(delete, path = "/mail/silences/{id}", tag = "mail",
    params(("id" = String, Path, description = "The address.")), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn remove(
    State(app): State<App>,
    staff: Staff,
    Path(address): Path<String>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let (workspace, by, actor) = (staff.workspace, staff.author(), staff.actor());
    let address = address.trim().to_lowercase();
    app.database
        .write(move |tx| {
            if !end(tx, workspace, &address, &actor)? {
                return Err(Failure::from(Problem::not_found("silenced address")));
            }
            audit::record(tx, workspace, &by, "mail.silence_ended", &address, &json!({}))?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
