//! Who may be the same person; merging and its undo.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use super::customer::CustomerId;
use super::http::{CustomerJson, existing, shown};
use super::merging::{self, MergeError, MergeId};
use super::store;
use crate::idempotency::{Bare, Create, Once, once};
use crate::sign_in::Staff;
use crate::team::Permission;
use crate::{App, Failure};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(suggestions))
        .routes(routes!(dismiss))
        .routes(routes!(merge))
        .routes(routes!(undo_merge))
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::NotFound => Problem::not_found("customer").into(),
            MergeError::Same | MergeError::Past => Problem::conflict(error.to_string()).into(),
            MergeError::Database(cause) => cause.into(),
        }
    }
}

/// Somebody who may be the same person.
#[derive(Debug, Serialize, ToSchema)]
struct Suggestion {
    customer: CustomerJson,
    /// `same_email`, `same_phone`.
    reason: String,
}

/// Who may be the same person.
#[utoipa::path(get, path = "/customers/{id}/suggestions", tag = "customers", params(("id" = CustomerId, Path), Part), responses(
    (status = 200, body = List<Suggestion>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn suggestions(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomerId>,
    Query(part): Query<Part>,
) -> Result<Json<List<Suggestion>>, Failure> {
    staff.require(Permission::CustomersRead)?;
    let workspace = staff.workspace;
    let all = app.database.read(move |db| {
        existing(db, workspace, id)?;
        let List { data, next } = part.of(store::suggestions(db, workspace, id)?, |(row, _)| row.id);
        let shown = |(row, reason)| Ok::<_, Failure>(Suggestion { customer: shown(db, row)?, reason });
        Ok::<_, Failure>(List { data: data.into_iter().map(shown).collect::<Result<_, _>>()?, next })
    });
    Ok(Json(all.await?))
}

/// Says that two are not the same person; it is not suggested again.
#[utoipa::path(post, path = "/customers/{id}/suggestions/{other}/dismiss", tag = "customers",
    params(("id" = CustomerId, Path), ("other" = CustomerId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
async fn dismiss(
    State(app): State<App>,
    staff: Staff,
    Path((id, other)): Path<(CustomerId, CustomerId)>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let workspace = staff.workspace;
    let dismissed = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            if store::dismiss(tx, workspace, id, other)? {
                Ok((StatusCode::NO_CONTENT, ()))
            } else {
                Err(Failure::from(Problem::not_found("suggestion")))
            }
        })
    });
    dismissed.await
}

/// Which profile goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MergeFrom {
    from: CustomerId,
}

/// A merge, to be undone by its id.
#[derive(Debug, Serialize, ToSchema)]
struct MergedJson {
    merge_id: MergeId,
    customer: CustomerJson,
}

/// Merges another profile into this one.
#[utoipa::path(post, path = "/customers/{id}/merge", tag = "customers", params(("id" = CustomerId, Path)), request_body = MergeFrom, responses(
    (status = 200, body = MergedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
async fn merge(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomerId>,
    Create { key, body }: Create<MergeFrom>,
) -> Result<Once, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let merged = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let merge_id = merging::merge(tx, workspace, body.from, id, &actor)?;
            let row = existing(tx.db, workspace, id)?;
            Ok::<_, Failure>((StatusCode::OK, MergedJson { merge_id, customer: shown(tx.db, row)? }))
        })
    });
    merged.await
}

/// Undoes a merge; answers with the profile that is back.
#[utoipa::path(post, path = "/customer-merges/{id}/undo", tag = "customers", params(("id" = MergeId, Path)), responses(
    (status = 200, body = CustomerJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
async fn undo_merge(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MergeId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::CustomersWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let back = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let back = merging::unmerge(tx, workspace, id, &actor)?;
            let row = existing(tx.db, workspace, back)?;
            Ok::<_, Failure>((StatusCode::OK, shown(tx.db, row)?))
        })
    });
    back.await
}
