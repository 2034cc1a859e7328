//! `/products`.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::State;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, FieldError, Json, Limit, List, Path, Problem, Query};

use super::json::{ProductDetailJson, ProductJson};
use super::product::ProductId;
use super::store::{self, Filter};
use super::variants;
use crate::stores::{self, Store, StoreId};

/// Most categories in an answer.
const MOST_CATEGORIES: i64 = 500;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).routes(routes!(categories))
}

/// What a list of products is narrowed down to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ProductsQuery {
    /// Products of this store.
    #[param(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Comma-separated: `in_stock`, `out_of_stock`, `on_backorder`, `unknown`.
    stock: Option<String>,
    /// Comma-separated: `published`, `hidden`, `gone`. Without it, every state but `gone`.
    state: Option<String>,
    /// What they are filed under, by the store's name for it.
    category: Option<String>,
    /// Words of a name or article number, that of a variant too.
    q: Option<String>,
    #[param(value_type = Option<u8>)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<i64>>,
}

impl ProductsQuery {
    fn filter(&self) -> Result<Filter, Problem> {
        Ok(Filter {
            store: self.store,
            stock: words("?stock", self.stock.as_deref())?,
            states: words("?state", self.state.as_deref())?,
            category: self.category.clone(),
            query: self.q.clone(),
        })
    }
}

fn words<T: FromStr<Err = String>>(pointer: &'static str, text: Option<&str>) -> Result<Vec<T>, Problem> {
    let words = text.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let words: Result<Vec<T>, String> = words.map(str::parse).collect();
    words.map_err(|cause| Problem::invalid_query(FieldError::new(pointer, "unknown-value", cause)))
}

/// Products, the newest first.
#[utoipa::path(get, path = "/products", tag = "products", params(ProductsQuery), responses(
    (status = 200, body = List<ProductJson>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<ProductsQuery>,
) -> Result<Json<List<ProductJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let (filter, limit) = (query.filter()?, query.limit);
    let before = query.after.map(|Cursor(id)| ProductId(id));
    let page = app
        .database
        .read(move |db| {
            let rows = store::page(db, staff.workspace, &filter, before, limit.rows_to_ask_for())?;
            let List { data, next } = List::page(rows, limit, |product| product.id.0, |product| product);
            let stores: BTreeMap<StoreId, Store> = stores::all_read(db, staff.workspace)?
                .into_iter()
                .map(|known| (known.store.id, known.store))
                .collect();
            let shown = data.into_iter().map(|product| {
                let store = stores.get(&product.store_id);
                ProductJson::of(product, store)
            });
            let data = shown.collect::<Result<_, _>>()?;
            Ok::<_, Failure>(List { data, next })
        })
        .await?;
    Ok(Json(page))
}

/// One product with its variants.
#[utoipa::path(get, path = "/products/{id}", tag = "products", params(("id" = ProductId, Path)), responses(
    (status = 200, body = ProductDetailJson), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ProductId>,
) -> Result<Json<ProductDetailJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let product = app
        .database
        .read(move |db| {
            let product =
                store::find(db, staff.workspace, id)?.ok_or_else(|| Problem::not_found("product"))?;
            let variants = variants::variants_of(db, staff.workspace, id)?;
            let store = stores::find(db, staff.workspace, product.store_id)?;
            Ok::<_, Failure>(ProductDetailJson::of(product, variants, store.as_ref())?)
        })
        .await?;
    Ok(Json(product))
}

/// What products are filed under.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProductCategory)]
struct CategoryJson {
    /// The store's name for it.
    name: String,
}

/// What products are filed under, in the order of their letters: the first 500.
#[utoipa::path(get, path = "/product-categories", tag = "products", responses(
    (status = 200, body = List<CategoryJson>)))]
async fn categories(State(app): State<App>, staff: Staff) -> Result<Json<List<CategoryJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let names = app.database.read(move |db| store::categories(db, staff.workspace, MOST_CATEGORIES)).await?;
    let data = names.into_iter().map(|name| CategoryJson { name }).collect();
    Ok(Json(List { data, next: None }))
}
