//! `/reviews`.

use axum::extract::State;
use database::{Db, DbError, Time, WorkspaceId};
use people::customers::CustomerId;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, FieldError, Json, Limit, List, Path, Problem, Query};

use super::answers;
use super::json::ReviewJson;
use super::review::{Review, ReviewId, Status};
use super::store::{self, Filter};
use crate::products::{self, ProductId};
use crate::stores::StoreId;

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).merge(answers::routes())
}

/// What a list of reviews is narrowed down to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReviewsQuery {
    /// Reviews in this store.
    #[param(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Reviews by this customer.
    #[param(value_type = Option<String>)]
    customer: Option<CustomerId>,
    /// Reviews of this product.
    #[param(value_type = Option<String>)]
    product: Option<ProductId>,
    /// Comma-separated. Without it, every state but `spam`, `trash` and `gone`.
    status: Option<String>,
    /// Stars from 0 to 5, comma-separated.
    rating: Option<String>,
    /// Words of a text, name, address or product.
    q: Option<String>,
    #[param(value_type = Option<u8>)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(i64, i64)>>,
}

/// The values of a list with commas.
fn listed<T: std::str::FromStr>(name: &'static str, text: Option<&str>) -> Result<Vec<T>, Problem>
where
    T::Err: std::fmt::Display,
{
    let words = text.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    words
        .map(str::parse)
        .collect::<Result<Vec<T>, T::Err>>()
        .map_err(|cause| Problem::invalid_query(FieldError::new(name, "unknown-value", cause.to_string())))
}

impl ReviewsQuery {
    fn filter(&self) -> Result<Filter, Problem> {
        let ratings: Vec<i64> = listed("?rating", self.rating.as_deref())?;
        if let Some(other) = ratings.iter().find(|stars| !(0..=5).contains(*stars)) {
            let why = format!("{other} is not between 0 and 5");
            return Err(Problem::invalid_query(FieldError::new("?rating", "unknown-value", why)));
        }
        Ok(Filter {
            store: self.store,
            customer: self.customer,
            product: None,
            statuses: listed::<Status>("?status", self.status.as_deref())?,
            ratings,
            query: self.q.clone(),
        })
    }
}

/// A page of reviews; none of a product that is not known.
fn some(
    db: &mut Db,
    workspace: WorkspaceId,
    mut filter: Filter,
    product: Option<ProductId>,
    after: Option<(Time, ReviewId)>,
    limit: i64,
) -> Result<Vec<Review>, DbError> {
    if let Some(product) = product {
        let Some(product) = products::find(db, workspace, product)? else { return Ok(Vec::new()) };
        filter.product = Some((product.store_id, product.source_id));
    }
    store::page(db, workspace, &filter, after, limit)
}

/// Reviews, the newest first.
#[utoipa::path(get, path = "/reviews", tag = "reviews", params(ReviewsQuery), responses(
    (status = 200, body = List<ReviewJson>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<ReviewsQuery>,
) -> Result<Json<List<ReviewJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let (filter, limit, product) = (query.filter()?, query.limit, query.product);
    let after = query.after.map(|Cursor((at, id))| (Time::from_micros(at), ReviewId(id)));
    let page = app.database.read(move |db| {
        let rows = some(db, staff.workspace, filter, product, after, limit.rows_to_ask_for())?;
        let key = |review: &Review| (review.written_at.micros(), review.id.0);
        let List { data, next } = List::page(rows, limit, key, |review| review);
        Ok::<_, DbError>(List { data: ReviewJson::all_of(db, staff.workspace, data)?, next })
    });
    Ok(Json(page.await?))
}

/// One review.
#[utoipa::path(get, path = "/reviews/{id}", tag = "reviews", params(("id" = ReviewId, Path)), responses(
    (status = 200, body = ReviewJson), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ReviewId>,
) -> Result<Json<ReviewJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let review = app.database.read(move |db| {
        let found = store::find(db, staff.workspace, id)?.ok_or_else(|| Problem::not_found("review"))?;
        let shown = ReviewJson::all_of(db, staff.workspace, vec![found])?.pop();
        Ok::<_, Failure>(shown.ok_or_else(|| Problem::not_found("review"))?)
    });
    Ok(Json(review.await?))
}
