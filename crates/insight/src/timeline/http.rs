//! `GET /customers/{id}/timeline`.

use axum::extract::State;
use inbox::Inbox;
use people::customers::{self, CustomerId};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::entry::{Entry, Key};
use super::store::{self, Page};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(timeline))
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TimelineQuery {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<Key>>,
}

/// Everything that happened with a customer, the newest first. Conversations and orders are shown to those who may see them.
#[utoipa::path(get, path = "/customers/{id}/timeline", tag = "customers", params(("id" = CustomerId, Path), TimelineQuery), responses(
    (status = 200, body = List<Entry>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
async fn timeline(
    State(app): State<App>,
    staff: Staff,
    Path(customer): Path<CustomerId>,
    Query(query): Query<TimelineQuery>,
) -> Result<Json<List<Entry>>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let page = Page {
        workspace: staff.workspace,
        customer,
        after: query.after.map(|cursor| cursor.0),
        limit: query.limit.rows_to_ask_for(),
    };
    let entries = app.database.read(move |db| {
        customers::find(db, page.workspace, customer)?.ok_or_else(|| Problem::not_found("customer"))?;
        let mut entries = Vec::new();
        if staff.permissions.has(Permission::ConversationsRead) {
            entries.extend(store::conversations(db, page)?);
        }
        if staff.permissions.has(Permission::OrdersRead) {
            entries.extend(store::orders(db, page)?);
            entries.extend(store::refunds(db, page)?);
            entries.extend(store::shipments(db, page)?);
            entries.extend(store::reviews(db, page)?);
            entries.extend(store::answers(db, page)?);
        }
        Ok::<_, Failure>(entries)
    });
    let mut entries = entries.await?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.key()));
    Ok(Json(List::page(entries, query.limit, Entry::key, |entry| entry)))
}
