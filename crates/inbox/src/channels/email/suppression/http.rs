//! `/mail/suppressions`: to which addresses no mail is sent, and lifting that.

use axum::extract::State;
use axum::http::StatusCode;
use database::Time;
use mail::EmailAddress;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::{Suppressed, Why, lift, store, suppress};
use crate::Inbox;
use crate::conversations::MessageId;

/// The routes of this slice, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(remove))
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

/// An address that no mail is sent to.
#[derive(Debug, Serialize, ToSchema)]
struct SuppressedJson {
    address: String,
    why: Why,
    /// The other side's words.
    #[schema(required)]
    detail: Option<String>,
    /// The mail of ours that it is about.
    #[schema(required)]
    message_id: Option<MessageId>,
    created_at: Time,
}

impl From<Suppressed> for SuppressedJson {
    fn from(row: Suppressed) -> Self {
        Self {
            address: row.address,
            why: row.why,
            detail: row.detail,
            message_id: row.message_id,
            created_at: row.created_at,
        }
    }
}

/// The addresses that no mail is sent to, by address.
#[utoipa::path(get, path = "/mail/suppressions", tag = "mail", params(Page), responses(
    (status = 200, body = List<SuppressedJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(page): Query<Page>,
) -> Result<Json<List<SuppressedJson>>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let workspace = staff.workspace;
    let rows = app.database.read(move |db| {
        let after = page.after.as_ref().map(|cursor| cursor.0.as_str());
        store::page(db, workspace, after, page.limit.rows_to_ask_for())
    });
    Ok(Json(List::page(rows.await?, page.limit, |row| row.address.clone(), SuppressedJson::from)))
}

/// An address to send no more mail to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ToSuppress {
    address: String,
}

fn parsed(pointer: &str, text: &str) -> Result<String, Failure> {
    let address = text.parse::<EmailAddress>();
    let address = address.map_err(|why| Problem::field(pointer, "invalid", why.to_string()))?;
    Ok(address.identity())
}

/// Sends no more mail to an address.
#[utoipa::path(post, path = "/mail/suppressions", tag = "mail", request_body = ToSuppress, responses(
    (status = 200, body = SuppressedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody),
))]
async fn add(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<ToSuppress>,
) -> Result<Json<SuppressedJson>, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let address = parsed("/address", &body.address)?;
    let (workspace, by) = (staff.workspace, staff.author());
    let row = app.database.write(move |tx| {
        let row = Suppressed {
            workspace_id: workspace,
            address,
            why: Why::Manual,
            detail: None,
            message_id: None,
            created_at: tx.now,
        };
        suppress(tx, &row)?;
        audit::record(tx, workspace, &by, "mail.suppressed", &row.address, &json!({}))?;
        let known = store::suppressed(tx.db, workspace, std::slice::from_ref(&row.address))?;
        Ok::<_, Failure>(known.into_iter().next().unwrap_or(row))
    });
    Ok(Json(row.await?.into()))
}

/// Lets mail go to an address again.
#[utoipa::path(delete, path = "/mail/suppressions/{id}", tag = "mail",
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
    let (workspace, by) = (staff.workspace, staff.author());
    let address = address.trim().to_lowercase();
    app.database
        .write(move |tx| {
            if !lift(tx, workspace, &address)? {
                return Err(Failure::from(Problem::not_found("suppressed address")));
            }
            audit::record(tx, workspace, &by, "mail.suppression_lifted", &address, &json!({}))?;
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
