//! `/orders/{id}/actions`.

use axum::extract::State;
use people::idempotency::{Bare, Create, Once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Path, Problem};

use super::abilities::AbilityJson;
use super::action::{ActionId, Kind};
use super::json::{ActionJson, PreviewJson, RefundableJson};
use super::requesting::{self, Confirmed, Fresh};
use super::wanted::Wanted;
use super::{policy_http, store};
use crate::orders::{self, OrderId};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, request))
        .routes(routes!(preview))
        .routes(routes!(undo))
        .routes(routes!(show_refundable))
        .routes(routes!(list_abilities))
        .merge(policy_http::routes())
}

/// What was done with an order, the newest first; at most 100.
#[utoipa::path(get, path = "/orders/{id}/actions", tag = "order actions", params(("id" = OrderId, Path)), responses(
    (status = 200, body = List<ActionJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
) -> Result<Json<List<ActionJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let actions = app.database.read(move |db| {
        orders::find(db, staff.workspace, id)?.ok_or_else(|| Problem::not_found("order"))?;
        let all = store::of_order(db, staff.workspace, id)?;
        Ok::<_, Failure>(all.into_iter().map(ActionJson::of).collect::<Result<Vec<_>, _>>()?)
    });
    Ok(Json(List::whole(actions.await?)))
}

/// What of an order can be given back, and whether its payment provider can do it. The store is asked now.
#[utoipa::path(get, path = "/orders/{id}/refundable", tag = "order actions", params(("id" = OrderId, Path)), responses(
    (status = 200, body = RefundableJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
    (status = 503, description = "`store-not-answering`", body = web::ProblemBody)))]
async fn show_refundable(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
) -> Result<Json<RefundableJson>, Failure> {
    staff.require(Permission::OrdersWrite)?;
    let Fresh { standing, .. } = requesting::fresh(&app, &staff, id, Kind::Refund, true).await?;
    Ok(Json(RefundableJson::of(standing)))
}

/// What the order's store can be had to do with it, and why not the rest. The store is not asked.
#[utoipa::path(get, path = "/orders/{id}/abilities", tag = "order actions", params(("id" = OrderId, Path)), responses(
    (status = 200, body = List<AbilityJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
    (status = 409, description = "`store-not-connected`", body = web::ProblemBody)))]
async fn list_abilities(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
) -> Result<Json<List<AbilityJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    Ok(Json(List::whole(requesting::abilities(&app, &staff, id).await?)))
}

/// What a preview is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActionToPreview {
    action: Wanted,
}

/// What an action would do. Nothing is done; the store is asked how the order is now.
#[utoipa::path(post, path = "/orders/{id}/actions/preview", tag = "order actions", params(("id" = OrderId, Path)),
    request_body = ActionToPreview, responses(
    (status = 200, body = PreviewJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
    (status = 503, description = "`store-not-answering`", body = web::ProblemBody)))]
async fn preview(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
    Json(body): Json<ActionToPreview>,
) -> Result<Json<PreviewJson>, Failure> {
    staff.require(Permission::OrdersWrite)?;
    Ok(Json(requesting::prepare(&app, &staff, id, &body.action).await?.into()))
}

/// What ids of conversations begin with; they live a floor above.
const CONVERSATION: &str = "cnv";

/// An action that a person confirmed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActionToDo {
    action: Wanted,
    /// From the preview.
    version: String,
    /// `cnv_…`: in its history the result stands.
    conversation_id: Option<String>,
}

/// Has the store do something with an order. It is `pending` until the store has answered; `order` events tell how far it
/// has come. Sent twice, it is done once.
#[utoipa::path(post, path = "/orders/{id}/actions", tag = "order actions", params(("id" = OrderId, Path)),
    request_body = ActionToDo, responses(
    (status = 201, body = ActionJson), (status = 401, body = web::ProblemBody),
    (status = 403, description = "`order-action-not-allowed`, `order-action-over-limit`", body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
    (status = 409, description = "`order-changed`: the preview is out of date; `order-busy`: another action is under way; \
        `order-state`, `return-state`: the order does not allow it; `store-cannot`, `store-right-missing`: the store does not", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody), (status = 503, description = "`store-not-answering`", body = web::ProblemBody)))]
async fn request(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OrderId>,
    Create { key, body }: Create<ActionToDo>,
) -> Result<Once, Failure> {
    staff.require(Permission::OrdersWrite)?;
    if let Some(key) = &key
        && let Some(before) = key.answered().await?
    {
        return Ok(before);
    }
    let ActionToDo { action, version, conversation_id } = body;
    let is_one = |id: &String| database::parse_id(CONVERSATION, id).is_ok();
    if !conversation_id.as_ref().is_none_or(is_one) {
        return Err(Problem::field("/conversation_id", "invalid", "is no conversation's id").into());
    }
    let confirmed = Confirmed { wanted: action, version, conversation_id };
    requesting::request(&app, &staff, id, confirmed, key).await
}

/// Takes an action back, where the store can.
#[utoipa::path(post, path = "/orders/{id}/actions/{action}/undo", tag = "order actions",
    params(("id" = OrderId, Path), ("action" = ActionId, Path)), responses(
    (status = 201, body = ActionJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody)))]
async fn undo(
    State(app): State<App>,
    staff: Staff,
    Path((id, action)): Path<(OrderId, ActionId)>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::OrdersWrite)?;
    requesting::undo(&app, &staff, id, action, key).await
}
