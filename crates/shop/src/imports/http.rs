//! `/stores/{id}/imports`: files are read into a store.

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::MethodRouter;
use database::{Db, DbError, Tx, WorkspaceId};
use people::idempotency::Bare;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::changing::PlanChange;
use super::fields::StoreImportKind;
use super::import::{Import, StoreImportId, StoreImportPurpose, StoreImportState};
use super::json::{ImportDetail, ImportJson, LineJson, Preview, PreviewedThing};
use super::rows::Rows;
use super::units::Units;
use super::worker::is_over;
use super::working::CAME;
use super::{bad_lines, proposing, store, uploading};
use crate::pushing;
use crate::stores::{self, Store, StoreId};

/// Bad lines that are shown with an import.
const SHOWN: i64 = 200;
/// Things that are shown as they would be read.
const PREVIEWED: usize = 20;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(unlimited(routes!(list, begin)))
        .routes(routes!(read, change))
        .routes(routes!(preview))
        .routes(routes!(check))
        .routes(routes!(run))
        .routes(routes!(cancel))
        .routes(routes!(bad_lines_csv))
}

/// Uploads are streamed to disk; their limit is looked at there.
fn unlimited((schemas, paths, methods): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    let methods: MethodRouter<App> = methods.layer(DefaultBodyLimit::disable());
    (schemas, paths, methods)
}

/// The store, if files can be read into it.
fn telling(db: &mut Db, workspace: WorkspaceId, id: StoreId) -> Result<Store, Failure> {
    pushing::telling(db, workspace, id, CAME)?;
    stores::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("store").into())
}

fn found(row: Option<Import>, store: StoreId) -> Result<Import, Failure> {
    row.filter(|row| row.store_id == store).ok_or_else(|| Problem::not_found("import").into())
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
    after: Option<Cursor<StoreImportId>>,
}

/// The imports of a store, newest first.
#[utoipa::path(get, path = "/stores/{id}/imports", tag = "stores", params(("id" = StoreId, Path), Page), responses(
    (status = 200, body = List<ImportJson>), (status = 400, body = web::ProblemBody), (status = 404, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Query(page): Query<Page>,
) -> Result<Json<List<ImportJson>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let rows = app.database.read(move |db| {
        stores::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("store"))?;
        let before = page.after.map(|cursor| cursor.0);
        Ok::<_, Failure>(store::of_store(db, workspace, id, before, page.limit.rows_to_ask_for())?)
    });
    Ok(Json(List::page(rows.await?, page.limit, |row| row.id, ImportJson::from)))
}

/// What a file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// What it holds.
    #[param(value_type = StoreImportKind)]
    kind: StoreImportKind,
    /// What it is called.
    #[param(max_length = 200)]
    name: Option<String>,
}

/// A file, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form to OpenAPI; the form is read part by part")]
struct StoreImportForm {
    /// A table (CSV) with a header, or objects of the push API (JSON, JSON lines).
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Sends a file: as the body or as the part `file` of a form; at most 4 GiB. Nothing is read into the store yet: the answer
/// says how it is most likely read.
#[utoipa::path(post, path = "/stores/{id}/imports", tag = "stores", params(("id" = StoreId, Path), Wanted),
    request_body(content(
        (StoreImportForm = "multipart/form-data"),
        (String = "application/octet-stream"),
    )), responses(
    (status = 201, body = ImportJson), (status = 400, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
    (status = 409, description = "the store is paused, or read by its connector", body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 415, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
    (status = 507, body = web::ProblemBody)))]
async fn begin(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Query(wanted): Query<Wanted>,
    request: Request,
) -> Result<(StatusCode, Json<ImportJson>), Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let known = app.database.read(move |db| telling(db, workspace, id)).await?;
    let import = app.database.id::<StoreImportId>();
    let uploaded = uploading::take(&app, import, wanted.name.as_deref(), request).await?;
    let sample = uploading::sample(&app, import).await?;
    let plan = proposing::plan(wanted.kind, &sample, &known, None, None);
    let write = move |tx: &mut Tx<'_>| {
        let row = Import::new((workspace, id), import, uploaded, (wanted.kind, plan), &staff.actor(), tx.now);
        store::insert(tx, &row)?;
        let detail = json!({ "name": row.name, "kind": row.kind });
        audit::record(tx, workspace, &staff.author(), "store.import_begun", &id.to_string(), &detail)?;
        Ok::<_, Failure>(row)
    };
    match app.database.write(write).await {
        Ok(row) => Ok((StatusCode::CREATED, Json(row.into()))),
        Err(cause) => {
            uploading::throw_away(&app, import).await;
            Err(cause)
        }
    }
}

/// One import, with what can't be read and where that stands.
#[utoipa::path(get, path = "/stores/{id}/imports/{import}", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 200, body = ImportDetail), (status = 404, body = web::ProblemBody)))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(StoreId, StoreImportId)>,
) -> Result<Json<ImportDetail>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let detail = app.database.read(move |db| {
        let row = found(store::find(db, workspace, wanted)?, id)?;
        let lines = store::lines(db, workspace, wanted, 0, SHOWN)?.into_iter().map(LineJson::from).collect();
        Ok::<_, Failure>(ImportDetail { import: row.into(), lines })
    });
    Ok(Json(detail.await?))
}

/// Changes how a file is read, as long as it is not being read. Another kind, encoding or delimiter proposes the columns anew.
#[utoipa::path(patch, path = "/stores/{id}/imports/{import}", tag = "stores", request_body = PlanChange,
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 200, body = ImportJson), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it is being read, or is over", body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn change(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(StoreId, StoreImportId)>,
    Json(body): Json<PlanChange>,
) -> Result<Json<ImportJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let read = move |db: &mut Db| {
        let row = found(store::find(db, workspace, wanted)?, id)?;
        Ok::<_, Failure>((row, telling(db, workspace, id)?))
    };
    let (row, known) = app.database.read(read).await?;
    open(&row)?;
    let sample = uploading::sample(&app, wanted).await?;
    let (kind, plan) = body.applied(&row, &sample, &known)?;
    let write = move |tx: &mut Tx<'_>| {
        let mut row = found(store::find_to_change(tx, workspace, wanted)?, id)?;
        open(&row)?;
        (row.kind, row.plan) = (kind, plan);
        row.rest(StoreImportState::Draft, tx.now);
        row.forget();
        store::forget_lines(tx, &row)?;
        store::update(tx, &row)?;
        store::announce(tx, &row)?;
        Ok::<_, Failure>(row)
    };
    Ok(Json(app.database.write(write).await?.into()))
}

fn open(row: &Import) -> Result<(), Failure> {
    if row.is_open() { Ok(()) } else { Err(Problem::conflict("the import is under way or over").into()) }
}

/// The first things of a file, as they would be read, also while it is.
#[utoipa::path(get, path = "/stores/{id}/imports/{import}/preview", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 200, body = Preview), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it is over", body = web::ProblemBody)))]
async fn preview(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(StoreId, StoreImportId)>,
) -> Result<Json<Preview>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let read = move |db: &mut Db| {
        let row = found(store::find(db, workspace, wanted)?, id)?;
        Ok::<_, Failure>((row, pushing::telling(db, workspace, id, CAME)?))
    };
    let (row, target) = app.database.read(read).await?;
    if is_over(&row) {
        return Err(Problem::conflict("the import is over").into());
    }
    let path = uploading::file(&app, wanted);
    let looked = tokio::task::spawn_blocking(move || {
        let rows = Rows::new(row.plan, row.kind, target.currency, row.created_at);
        let mut units = Units::open(&path, rows)?;
        let mut data = Vec::new();
        while data.len() < PREVIEWED
            && let Some(unit) = units.next(false)?
        {
            data.push(PreviewedThing::from(unit));
        }
        Ok::<_, std::io::Error>(Preview { data })
    });
    let looked = looked.await.map_err(|cause| DbError::Panicked(cause.to_string()))?;
    Ok(Json(looked.map_err(|cause| DbError::Unavailable(cause.to_string()))?))
}

/// Reads all of a file and takes nothing: what can't be read is found, by line and column. Goes on behind the answer.
#[utoipa::path(post, path = "/stores/{id}/imports/{import}/check", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 202, body = ImportJson), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it is under way or over", body = web::ProblemBody)))]
async fn check(
    State(app): State<App>,
    staff: Staff,
    Path(which): Path<(StoreId, StoreImportId)>,
    _: Bare,
) -> Result<(StatusCode, Json<ImportJson>), Failure> {
    start(&app, staff, which, StoreImportPurpose::Check).await
}

/// Reads a file into the store, as its past: nobody is told. What can't be read is passed over. Goes on behind the answer, and
/// after a restart; what was taken is not taken twice.
#[utoipa::path(post, path = "/stores/{id}/imports/{import}/run", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 202, body = ImportJson), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it is under way or over", body = web::ProblemBody)))]
async fn run(
    State(app): State<App>,
    staff: Staff,
    Path(which): Path<(StoreId, StoreImportId)>,
    _: Bare,
) -> Result<(StatusCode, Json<ImportJson>), Failure> {
    start(&app, staff, which, StoreImportPurpose::Take).await
}

async fn start(
    app: &App,
    staff: Staff,
    (id, wanted): (StoreId, StoreImportId),
    purpose: StoreImportPurpose,
) -> Result<(StatusCode, Json<ImportJson>), Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let write = move |tx: &mut Tx<'_>| {
        let mut row = found(store::find_to_change(tx, workspace, wanted)?, id)?;
        telling(tx.db, workspace, id)?;
        open(&row)?;
        store::forget_lines(tx, &row)?;
        row.begin(purpose, tx.now);
        store::update(tx, &row)?;
        store::announce(tx, &row)?;
        if purpose == StoreImportPurpose::Take {
            let detail = json!({ "name": row.name, "kind": row.kind });
            audit::record(tx, workspace, &staff.author(), "store.import_run", &id.to_string(), &detail)?;
        }
        Ok::<_, Failure>(row)
    };
    Ok((StatusCode::ACCEPTED, Json(app.database.write(write).await?.into())))
}

/// Stops an import. What was taken stays; a check that is stopped leaves the file for another one.
#[utoipa::path(post, path = "/stores/{id}/imports/{import}/cancel", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 200, body = ImportJson), (status = 404, body = web::ProblemBody),
    (status = 409, description = "it is over", body = web::ProblemBody)))]
async fn cancel(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(StoreId, StoreImportId)>,
    _: Bare,
) -> Result<Json<ImportJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let workspace = staff.workspace;
    let write = move |tx: &mut Tx<'_>| {
        let mut row = found(store::find_to_change(tx, workspace, wanted)?, id)?;
        if !row.is_under_way() && !row.is_open() {
            return Err(Failure::from(Problem::conflict("the import is over")));
        }
        let is_check = row.is_under_way() && row.purpose == StoreImportPurpose::Check;
        row.rest(if is_check { StoreImportState::Draft } else { StoreImportState::Cancelled }, tx.now);
        store::update(tx, &row)?;
        store::announce(tx, &row)?;
        let detail = json!({ "name": row.name });
        audit::record(tx, workspace, &staff.author(), "store.import_cancelled", &id.to_string(), &detail)?;
        Ok(row)
    };
    let row = app.database.write(write).await?;
    if row.state == StoreImportState::Cancelled {
        uploading::throw_away(&app, row.id).await;
    }
    Ok(Json(row.into()))
}

/// All that can't be read, as a table: line, column, reason and what stands there.
#[utoipa::path(get, path = "/stores/{id}/imports/{import}/bad-lines.csv", tag = "stores",
    params(("id" = StoreId, Path), ("import" = StoreImportId, Path)), responses(
    (status = 200, body = String, content_type = "text/csv"), (status = 404, body = web::ProblemBody)))]
async fn bad_lines_csv(
    State(app): State<App>,
    staff: Staff,
    Path((id, wanted)): Path<(StoreId, StoreImportId)>,
) -> Result<Response, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    app.database.read(move |db| found(store::find(db, workspace, wanted)?, id)).await?;
    Ok(bad_lines::response(app, workspace, wanted))
}
