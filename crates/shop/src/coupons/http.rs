//! `/coupons`.

use axum::extract::State;
use database::DbError;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::coupon::{CouponId, Status};
use super::json::CouponJson;
use super::store::{self, Filter};
use crate::stores::StoreId;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// What a list of coupons is narrowed down to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CouponsQuery {
    /// Coupons of this store.
    #[param(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Those that stand so now; without it, all but those that are gone.
    #[param(inline)]
    status: Option<Status>,
    /// Words of a code or description.
    q: Option<String>,
    #[param(value_type = Option<u8>)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<i64>>,
}

/// Coupons, the newest first.
#[utoipa::path(get, path = "/coupons", tag = "coupons", params(CouponsQuery), responses(
    (status = 200, body = List<CouponJson>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<CouponsQuery>,
) -> Result<Json<List<CouponJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let now = app.database.now();
    let filter =
        Filter { store: query.store, status: query.status.map(|status| (status, now)), query: query.q };
    let (limit, before) = (query.limit, query.after.map(|Cursor(id)| CouponId(id)));
    let rows = app
        .database
        .read(move |db| store::page(db, staff.workspace, &filter, before, limit.rows_to_ask_for()))
        .await?;
    let List { data, next } = List::page(rows, limit, |coupon| coupon.id.0, |coupon| coupon);
    let data = data.into_iter().map(|one| CouponJson::of(one, now)).collect::<Result<_, DbError>>()?;
    Ok(Json(List { data, next }))
}

/// One coupon.
#[utoipa::path(get, path = "/coupons/{id}", tag = "coupons", params(("id" = CouponId, Path)), responses(
    (status = 200, body = CouponJson), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CouponId>,
) -> Result<Json<CouponJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let now = app.database.now();
    let found = app.database.read(move |db| store::find(db, staff.workspace, id)).await?;
    let coupon = found.ok_or_else(|| Problem::not_found("coupon"))?;
    Ok(Json(CouponJson::of(coupon, now)?))
}
