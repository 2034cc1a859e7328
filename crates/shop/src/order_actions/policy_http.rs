//! `/order-policy`: who may have stores do what.

use axum::extract::State;
use commerce::money::Money;
use people::audit;
use people::sign_in::Staff;
use people::team::{Permission, Role};
use people::{App, Failure};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Path, Problem};

use super::action::Kind;
use super::json::PolicyJson;
use super::policy::{KINDS, Policy};
use super::{requesting, store};
use crate::orders::MoneyJson;

/// The routes of policies.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(own)).routes(routes!(decide))
}

/// The roles that can be limited: an owner may do everything, a viewer nothing.
const ROLES: [Role; 2] = [Role::Admin, Role::Agent];

/// What each role may have stores do.
#[utoipa::path(get, path = "/order-policy", tag = "order actions", responses(
    (status = 200, body = List<PolicyJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn list(State(app): State<App>, staff: Staff) -> Result<Json<List<PolicyJson>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let policies = app.database.read(move |db| {
        let of_role = |role: Role| {
            Ok::<_, Failure>(PolicyJson::of(Some(role), store::policy(db, staff.workspace, role)?))
        };
        ROLES.into_iter().map(of_role).collect::<Result<Vec<_>, _>>()
    });
    Ok(Json(List::whole(policies.await?)))
}

/// What one may have stores do oneself.
#[utoipa::path(get, path = "/order-policy/mine", tag = "order actions", responses(
    (status = 200, body = PolicyJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn own(State(app): State<App>, staff: Staff) -> Result<Json<PolicyJson>, Failure> {
    staff.require(Permission::OrdersRead)?;
    if !staff.permissions.has(Permission::OrdersWrite) {
        return Ok(Json(PolicyJson::of(None, Policy::of_role(Role::Viewer))));
    }
    let policy = app.database.read(move |db| requesting::policy_of(db, staff.workspace, staff.role)).await?;
    Ok(Json(PolicyJson::of(None, policy)))
}

/// What a role may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PolicyToSet {
    kinds: Vec<Kind>,
    /// Null is without limit.
    #[schema(value_type = Option<Vec<MoneyJson>>)]
    limits: Option<Vec<Money>>,
}

/// Decides what a role may have stores do.
#[utoipa::path(put, path = "/order-policy/{role}", tag = "order actions",
    params(("role" = String, Path, description = "`admin` or `agent`")), request_body = PolicyToSet, responses(
    (status = 200, body = PolicyJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn decide(
    State(app): State<App>,
    staff: Staff,
    Path(role): Path<String>,
    Json(body): Json<PolicyToSet>,
) -> Result<Json<PolicyJson>, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let role = role.parse().ok().filter(|role| ROLES.contains(role));
    let role: Role = role.ok_or_else(|| Problem::not_found("role that can be limited"))?;
    if body.kinds.iter().any(|kind| !KINDS.contains(kind)) {
        return Err(Problem::field("/kinds", "invalid", "undo goes with what is taken back").into());
    }
    let limits = body.limits.as_deref().unwrap_or_default();
    for (place, limit) in limits.iter().enumerate() {
        let twice = limits[..place].iter().any(|other| other.currency == limit.currency);
        if limit.minor < 0 || twice {
            let detail = "a limit is not negative, and there is one for each currency";
            return Err(Problem::field(format!("/limits/{place}"), "invalid", detail).into());
        }
    }
    let policy = Policy { kinds: body.kinds, limits: body.limits };
    let (workspace, actor) = (staff.workspace, staff.author());
    let shown = PolicyJson::of(Some(role), policy.clone());
    app.database
        .write(move |tx| {
            store::set_policy(tx, workspace, role, &policy)?;
            let detail = json!({ "role": role, "policy": policy });
            audit::record(tx, workspace, &actor, "order_policy.updated", role.as_str(), &detail)?;
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Json(shown))
}
