//! `PUT /stores/{id}/orders`, `/customers` and `/products`: a store tells of itself.

use axum::extract::{DefaultBodyLimit, State};
use axum::routing::MethodRouter;
use commerce::model::{StoreCustomer, StoreProduct};
use database::{Db, WorkspaceId};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::customer_form::CustomerForm;
use super::movements_http;
use super::order_form::{OrderForm, ToldOrder};
use super::product_form::ProductForm;
use super::taking::{PushOutcome, Target};
use super::telling::{self, Deletion, MOST, PushResult, Told};
use crate::orders::{self, Came};
use crate::stores::{self, StoreId, StoreKind, StoreState};

/// Largest request, in bytes: 500 orders of 30 KB each.
const LARGEST: usize = 16 * 1024 * 1024;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(large(routes!(push_orders)))
        .routes(large(routes!(push_customers)))
        .routes(large(routes!(push_products)))
        .merge(movements_http::routes())
}

fn large((schemas, paths, methods): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    let methods: MethodRouter<App> = methods.layer(DefaultBodyLimit::max(LARGEST));
    (schemas, paths, methods)
}

/// An order, or that one is gone.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the items to OpenAPI; each is read by itself")]
enum OrderOrGone {
    Order(Box<OrderForm>),
    Gone(Deletion),
}

/// An account, or that one is gone.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the items to OpenAPI; each is read by itself")]
enum CustomerOrGone {
    Customer(Box<CustomerForm>),
    Gone(Deletion),
}

/// A product, or that one is gone.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the items to OpenAPI; each is read by itself")]
enum ProductOrGone {
    Product(Box<ProductForm>),
    Gone(Deletion),
}

/// Orders of a store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushedOrders {
    #[schema(value_type = Vec<OrderOrGone>, max_items = 500)]
    orders: Vec<Value>,
    /// They are the store's past: nobody is told of them, no flow and no webhook begins.
    #[serde(default)]
    history: bool,
}

/// Accounts of a store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushedCustomers {
    #[schema(value_type = Vec<CustomerOrGone>, max_items = 500)]
    customers: Vec<Value>,
}

/// Products of a store.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PushedProducts {
    #[schema(value_type = Vec<ProductOrGone>, max_items = 500)]
    products: Vec<Value>,
}

/// What became of a request, thing by thing in its order.
#[derive(Debug, Serialize, ToSchema)]
struct PushResults {
    created: usize,
    updated: usize,
    /// Known in just this state.
    unchanged: usize,
    /// A newer state is known.
    older: usize,
    deleted: usize,
    /// To be deleted, and never told of.
    unknown: usize,
    /// Can't be read.
    refused: usize,
    data: Vec<PushResult>,
}

impl From<Vec<PushResult>> for PushResults {
    fn from(data: Vec<PushResult>) -> Self {
        let count = |outcome| data.iter().filter(|result| result.outcome == outcome).count();
        Self {
            created: count(PushOutcome::Created),
            updated: count(PushOutcome::Updated),
            unchanged: count(PushOutcome::Unchanged),
            older: count(PushOutcome::Older),
            deleted: count(PushOutcome::Deleted),
            unknown: count(PushOutcome::Unknown),
            refused: count(PushOutcome::Refused),
            data,
        }
    }
}

/// The store that tells, if it is one that does.
pub(crate) fn telling(
    db: &mut Db,
    workspace: WorkspaceId,
    id: StoreId,
    came: Came,
) -> Result<Target, Failure> {
    let known = stores::find(db, workspace, id)?.filter(|known| known.state != StoreState::Disconnected);
    let known = known.ok_or_else(|| Problem::not_found("store"))?;
    match (known.kind, known.state) {
        (StoreKind::WooCommerce | StoreKind::Shopify, _) => {
            Err(Problem::conflict("the store is read by its connector").into())
        }
        (StoreKind::Other, StoreState::Paused) => Err(Problem::conflict("the store is paused").into()),
        (StoreKind::Other, _) => {
            let currency = orders::currency(known.currency.as_deref().unwrap_or_default())?;
            Ok(Target { workspace, store: id, currency, came })
        }
    }
}

async fn push<T: Told>(
    app: &App,
    staff: Staff,
    id: StoreId,
    items: Vec<Value>,
    came: Came,
) -> Result<Json<PushResults>, Failure> {
    let workspace = staff.workspace;
    let target = app.database.read(move |db| telling(db, workspace, id, came)).await?;
    if items.len() > MOST {
        let pointer = format!("/{}", T::FIELD);
        return Err(Problem::field(pointer, "too-many", format!("at most {MOST} at a time")).into());
    }
    Ok(Json(telling::push::<T>(app, target, items).await?.into()))
}

/// A store tells of orders, by its own ids: new ones are made, known ones changed, those with the mark of a deletion go to
/// the bin. Each is taken or refused by itself; sent again, nothing changes. At most 500 and 16 MB at a time.
#[utoipa::path(put, path = "/stores/{id}/orders", tag = "stores", params(("id" = StoreId, Path)), request_body = PushedOrders, responses(
    (status = 200, description = "also when some were refused", body = PushResults), (status = 404, body = web::ProblemBody),
    (status = 409, description = "the store is paused, or read by its connector", body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn push_orders(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Json(body): Json<PushedOrders>,
) -> Result<Json<PushResults>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let came = if body.history { Came::InHistory } else { Came::Fetched };
    push::<ToldOrder>(&app, staff, id, body.orders, came).await
}

/// A store tells of accounts, by its own ids. An account that is gone leaves its person here, with orders and
/// conversations. At most 500 and 16 MB at a time.
#[utoipa::path(put, path = "/stores/{id}/customers", tag = "stores", params(("id" = StoreId, Path)), request_body = PushedCustomers, responses(
    (status = 200, description = "also when some were refused", body = PushResults), (status = 404, body = web::ProblemBody),
    (status = 409, description = "the store is paused, or read by its connector", body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn push_customers(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Json(body): Json<PushedCustomers>,
) -> Result<Json<PushResults>, Failure> {
    staff.require(Permission::StoresWrite)?;
    push::<StoreCustomer>(&app, staff, id, body.customers, Came::Fetched).await
}

/// A store tells of products, by its own ids. At most 500 and 16 MB at a time.
#[utoipa::path(put, path = "/stores/{id}/products", tag = "stores", params(("id" = StoreId, Path)), request_body = PushedProducts, responses(
    (status = 200, description = "also when some were refused", body = PushResults), (status = 404, body = web::ProblemBody),
    (status = 409, description = "the store is paused, or read by its connector", body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn push_products(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StoreId>,
    Json(body): Json<PushedProducts>,
) -> Result<Json<PushResults>, Failure> {
    staff.require(Permission::StoresWrite)?;
    push::<StoreProduct>(&app, staff, id, body.products, Came::Fetched).await
}
