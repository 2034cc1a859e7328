//! `/brands`, `/stores/{id}/logo`, and where logos are had.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use database::{Db, DbError};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, workspaces};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use super::changing::{self, BrandError};
use super::json::{BrandJson, ShownBrand};
use super::{logo, store};
use crate::stores::StoreId;

/// The routes of this slice for staff.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(sized(routes!(put_logo, delete_logo)))
}

/// The routes that customers' browsers call, at the root; they need no sign-in.
pub fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_logo))
}

fn sized((schemas, paths, methods): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    let methods: MethodRouter<App> = methods.layer(DefaultBodyLimit::max(logo::LARGEST));
    (schemas, paths, methods)
}

impl From<BrandError> for Failure {
    fn from(error: BrandError) -> Self {
        match error {
            BrandError::NotFound => Problem::not_found("store").into(),
            BrandError::ToldByStore(field) => {
                Problem::field(field, "told-by-store", error.to_string()).into()
            }
            BrandError::Database(cause) => cause.into(),
        }
    }
}

/// The stores as their customers see them, those that a workspace had included; what is not a store's own is the workspace's.
#[utoipa::path(get, path = "/brands", tag = "stores", params(Part), responses(
    (status = 200, body = List<ShownBrand>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<ShownBrand>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let read = move |db: &mut Db| {
        let workspace = workspaces::find(db, staff.workspace)?;
        let List { data, next } = part.of(store::all(db, staff.workspace)?, |brand| brand.id);
        let data = data.iter().map(|brand| ShownBrand::of(brand, workspace.as_ref())).collect();
        Ok::<_, DbError>(List { data, next })
    };
    Ok(Json(app.database.read(read).await?))
}

/// Gives a store its logo: the body is a PNG of at most 512 kB with sides of 16 to 1024 pixels. Only its pixels are kept.
#[utoipa::path(put, path = "/stores/{id}/logo", tag = "stores", params(("id" = StoreId, Path)),
    request_body(content = Vec<u8>, content_type = "image/png"), responses(
    (status = 200, body = BrandJson), (status = 404, body = web::ProblemBody), (status = 413, body = web::ProblemBody),
    (status = 415, body = web::ProblemBody), (status = 422, description = "it is no picture, or has another size", body = web::ProblemBody)))]
async fn put_logo(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Json<BrandJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    let known = app.database.read(move |db| store::find(db, workspace, id)).await?;
    known.ok_or_else(|| Problem::not_found("store"))?;
    let bytes = body.map_err(|_| Problem::too_large(Some(logo::LARGEST as u64)))?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind != "image/png") {
        return Err(Problem::unsupported_media_type("image/png").into());
    }
    let cleaned = tokio::task::spawn_blocking(move || logo::cleaned(&bytes)).await;
    let cleaned = cleaned.map_err(|cause| {
        tracing::error!(%cause, "a logo could not be read");
        Problem::internal()
    })?;
    let cleaned = cleaned.map_err(|bad| Problem::field("", bad.code(), bad.to_string()))?;
    let blob = app.blobs.prepare(cleaned).await?;
    let write = move |tx: &mut database::Tx<'_>| {
        Ok::<_, Failure>(changing::set_logo(tx, workspace, id, &actor, Some(&blob))?)
    };
    Ok(Json(BrandJson::of(id, app.database.write(write).await?)))
}

/// Takes a store's logo away.
#[utoipa::path(delete, path = "/stores/{id}/logo", tag = "stores", params(("id" = StoreId, Path)), responses(
    (status = 200, body = BrandJson), (status = 404, body = web::ProblemBody)))]
async fn delete_logo(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
) -> Result<Json<BrandJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    let write = move |tx: &mut database::Tx<'_>| {
        Ok::<_, Failure>(changing::set_logo(tx, workspace, id, &actor, None)?)
    };
    Ok(Json(BrandJson::of(id, app.database.write(write).await?)))
}

/// A store's logo. Its address changes with it, so that it may be kept for ever; pages of every origin may show it.
#[utoipa::path(get, path = "/logos/{id}/{file}", tag = "stores", security(()), params(("id" = StoreId, Path),
    ("file" = String, Path, description = "as `logo_url` says")), responses(
    (status = 200, content_type = "image/png", body = Vec<u8>), (status = 404, body = web::ProblemBody)))]
async fn show_logo(
    State(app): State<App>,
    Path((id, file)): Path<(StoreId, String)>,
) -> Result<Response, Failure> {
    let gone = || Problem::not_found("logo");
    let brand = app.database.read(move |db| store::find_anywhere(db, id)).await?.ok_or_else(gone)?;
    let is_this = brand.logo_path().is_some_and(|path| path.rsplit('/').next() == Some(file.as_str()));
    let digest = brand.look.logo.filter(|_| is_this).ok_or_else(gone)?;
    let bytes = app.blobs.read(&app.database, brand.workspace_id, &digest).await?.ok_or_else(gone)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}
