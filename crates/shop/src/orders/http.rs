//! `/orders`.

use axum::extract::State;
use axum::response::Response;
use database::Time;
use people::customers::{self, CustomerId};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, FieldError, Json, Limit, List, Path, Problem, Query};

use super::csv;
use super::json::{FactsJson, OrderJson, StaleStoreJson};
use super::order::{Order, OrderId, Sort, Status};
use super::store::{self, Filter};
use super::{opening, whole};
use crate::stores::{self, StoreId};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(export))
        .routes(routes!(show))
        .routes(routes!(facts))
}

/// What a list of orders is narrowed down to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OrdersQuery {
    /// Orders of this customer.
    #[param(value_type = Option<String>)]
    customer: Option<CustomerId>,
    /// Orders of this store.
    #[param(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Comma-separated. Without it, every state but `trash`.
    status: Option<String>,
    /// Only what is late, itself or one of its parcels; `false`: only what is not.
    late: Option<bool>,
    /// Words of a number, name, address or phone number.
    q: Option<String>,
    /// `-placed_at`, the newest first, or `placed_at`, the oldest first.
    #[param(value_type = Option<String>)]
    sort: Sort,
    #[param(value_type = Option<u8>)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(Sort, (i64, i64))>>,
}

impl OrdersQuery {
    fn filter(&self, now: Time) -> Result<Filter, Problem> {
        let statuses = self.status.as_deref().unwrap_or_default();
        let statuses: Result<Vec<Status>, String> =
            statuses.split(',').filter(|word| !word.is_empty()).map(str::parse).collect();
        let statuses = statuses
            .map_err(|cause| Problem::invalid_query(FieldError::new("?status", "unknown-value", cause)))?;
        let (query, sort) = (self.q.clone(), self.sort);
        let late = self.late.map(|late| (late, now));
        Ok(Filter { customer: self.customer, store: self.store, statuses, query, late, sort })
    }
}

/// Orders, the newest first unless asked otherwise.
#[utoipa::path(get, path = "/orders", tag = "orders", params(OrdersQuery), responses(
    (status = 200, body = List<OrderJson>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<OrdersQuery>,
) -> Result<Json<List<OrderJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let now = app.database.now();
    let (filter, limit, sort) = (query.filter(now)?, query.limit, query.sort);
    let after = query.after.map(|cursor| cursor.of_order(&sort)).transpose()?;
    let after = after.map(|(at, id)| (Time::from_micros(at), OrderId(id)));
    let page = app
        .database
        .read(move |db| {
            let rows = store::page(db, staff.workspace, &filter, after, limit.rows_to_ask_for())?;
            let key = |order: &Order| (sort, (order.placed_at.micros(), order.id.0));
            let List { data, next } = List::page(rows, limit, key, |order| order);
            let whole = whole::gather(db, staff.workspace, data)?;
            let data = whole.into_iter().map(|order| OrderJson::of(order, now)).collect::<Result<_, _>>()?;
            Ok::<_, Failure>(List { data, next })
        })
        .await?;
    Ok(Json(page))
}

/// One order. What was written on it in its store is asked for again unless that was done lately; `order.noted` tells of what came.
#[utoipa::path(get, path = "/orders/{id}", tag = "orders", params(("id" = OrderId, Path)), responses(
    (status = 200, body = OrderJson), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
) -> Result<Json<OrderJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let now = app.database.now();
    let (order, shown, due) = app
        .database
        .read(move |db| {
            let order = store::find(db, staff.workspace, id)?.ok_or_else(|| Problem::not_found("order"))?;
            let due = opening::is_due(db, &order, now)?;
            let whole = whole::gather(db, staff.workspace, vec![order.clone()])?.pop();
            let whole = whole.ok_or_else(|| Problem::not_found("order"))?;
            Ok::<_, Failure>((order, OrderJson::of(whole, now)?, due))
        })
        .await?;
    if due {
        let looked = app.database.write(move |tx| opening::look_again(tx, &order)).await;
        if let Err(cause) = looked {
            tracing::warn!(%cause, "an order that was opened is not looked at again in its store");
        }
    }
    Ok(Json(shown))
}

/// What a customer's orders say about them.
#[utoipa::path(get, path = "/customers/{id}/order-facts", tag = "orders", params(("id" = CustomerId, Path)), responses(
    (status = 200, body = FactsJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody)))]
async fn facts(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<CustomerId>,
) -> Result<Json<FactsJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let now = app.database.now();
    let facts = app.database.read(move |db| {
        customers::find(db, staff.workspace, id)?.ok_or_else(|| Problem::not_found("customer"))?;
        let theirs = store::stores_of(db, staff.workspace, id)?;
        let stores = stores::all_read(db, staff.workspace)?.into_iter();
        let stale = stores.filter(|known| theirs.contains(&known.id()));
        let stale = stale.filter_map(|known| StaleStoreJson::of(known, now)).collect();
        Ok::<_, Failure>(FactsJson::of(store::facts_of(db, staff.workspace, id)?, stale)?)
    });
    Ok(Json(facts.await?))
}

/// Orders as a table for spreadsheets (RFC 4180, UTF-8), without pages.
#[utoipa::path(get, path = "/orders.csv", tag = "orders", params(OrdersQuery), responses(
    (status = 200, content_type = "text/csv", body = String), (status = 400, body = web::ProblemBody)))]
async fn export(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<OrdersQuery>,
) -> Result<Response, Failure> {
    staff.require(Permission::OrdersRead)?;
    let filter = query.filter(app.database.now())?;
    Ok(csv::response(app, staff.workspace, filter))
}
