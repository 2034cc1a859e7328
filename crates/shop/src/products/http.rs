//! `/products`.

use axum::extract::State;
use commerce::money::Money;
use database::DbError;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Query};

use super::product::{Product, ProductId, Stock};
use super::store::{self, Filter};
use crate::orders::{MoneyJson, currency};
use crate::stores::StoreId;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A product.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Product)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct ProductJson {
    pub id: ProductId,
    pub store_id: StoreId,
    pub name: String,
    pub sku: Option<String>,
    /// Null when only its variations have prices.
    pub price: Option<MoneyJson>,
    pub stock_status: Stock,
    /// Null where the store does not count.
    pub stock_quantity: Option<i64>,
    pub image_url: Option<String>,
    pub permalink: Option<String>,
}

impl ProductJson {
    fn of(product: Product) -> Result<Self, DbError> {
        let currency = currency(&product.currency)?;
        Ok(Self {
            id: product.id,
            store_id: product.store_id,
            name: product.name,
            sku: product.sku,
            price: product.price.map(|minor| Money::new(minor, currency).into()),
            stock_status: product.stock_status,
            stock_quantity: product.stock_quantity,
            image_url: product.image_url,
            permalink: product.permalink,
        })
    }
}

/// What a list of products is narrowed down to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ProductsQuery {
    /// Products of this store.
    #[param(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Words of a name or article number.
    q: Option<String>,
    #[param(value_type = Option<u8>)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<i64>>,
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
    let filter = Filter { store: query.store, query: query.q };
    let (limit, before) = (query.limit, query.after.map(|Cursor(id)| ProductId(id)));
    let rows = app
        .database
        .read(move |db| store::page(db, staff.workspace, &filter, before, limit.rows_to_ask_for()))
        .await?;
    let List { data, next } = List::page(rows, limit, |product| product.id.0, |product| product);
    let data = data.into_iter().map(ProductJson::of).collect::<Result<_, DbError>>()?;
    Ok(Json(List { data, next }))
}
