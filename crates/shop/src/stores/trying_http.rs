//! `POST /stores/{id}/test`.

use axum::extract::State;
use database::{DbError, Tx};
use people::idempotency::Bare;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::connected_store::{StoreId, StoreState};
use super::health::HealthCode;
use super::speaking::Connection;
use super::{store, trying};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(test))
}

/// What asking a store showed.
#[derive(Debug, Serialize, ToSchema)]
struct StoreTested {
    /// It answered, and the keys work.
    ok: bool,
    /// What is wrong, in the codes of a store's health.
    code: Option<HealthCode>,
    /// The same in English, for developers.
    detail: Option<String>,
    /// Rights that its access lacks, by the store's names: without them not every action on an order is possible.
    missing_rights: Vec<String>,
    /// How long it took, in milliseconds.
    took_ms: i64,
}

/// Asks a store now whether it answers and its keys work, and writes down how it is doing. Takes up to a minute.
#[utoipa::path(post, path = "/stores/{id}/test", tag = "stores", params(("id" = StoreId, Path)), responses(
    (status = 200, body = StoreTested), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it has no keys, yet or ever", body = web::ProblemBody)))]
async fn test(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    _: Bare,
) -> Result<Json<StoreTested>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let known = app.database.read(move |db| store::find(db, workspace, id)).await?;
    let known = known.filter(|known| known.state != StoreState::Disconnected);
    let known = known.ok_or_else(|| Problem::not_found("store"))?;
    let trial = trying::ask(&app, &known).await?;
    let trial = trial.ok_or_else(|| Problem::conflict("the store has no keys"))?;
    let (found, app_of_store) = (trial.found.clone(), app.clone());
    let note = move |tx: &mut Tx<'_>| trying::note(tx, &app_of_store.secrets, workspace, id, &found);
    app.database.write::<_, DbError, _>(note).await?;
    let missing = trial.found.as_ref().map(Connection::missing_for_actions).unwrap_or_default();
    let (code, detail) = trial.found.err().map(|ailment| (ailment.code, ailment.detail)).unzip();
    Ok(Json(StoreTested {
        ok: code.is_none(),
        code,
        detail,
        missing_rights: missing.into_iter().map(str::to_owned).collect(),
        took_ms: i64::try_from(trial.took.as_millis()).unwrap_or(i64::MAX),
    }))
}
