//! `/tracking-hooks/aftership`: whether a tracking service is listened to.

use axum::extract::State;
use database::Time;
use database::secrets::fresh_token;
use people::audit;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Problem};

use super::hook::{HookKind, HookState, TrackingHook, TrackingOutcome, secret_place};
use super::store;

/// The routes of this slice for staff.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, switch_on, switch_off))
}

/// Shortest and longest secret taken, in characters.
const SECRET_LENGTH: std::ops::RangeInclusive<usize> = 16..=200;

/// Where AfterShip sends its messages to, and how that goes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrackingHook)]
struct HookJson {
    state: HookState,
    /// Null before it was ever switched on.
    url: Option<String>,
    /// Only in the answer that made it: nobody can read it again.
    secret: Option<String>,
    created_at: Option<Time>,
    /// When the secret was last changed.
    rotated_at: Option<Time>,
    /// When the last message came that was believed.
    last_at: Option<Time>,
    last_outcome: Option<TrackingOutcome>,
    /// Messages that were believed.
    taken: i64,
    /// Of them those about parcels that nobody here knew.
    unknown: i64,
}

impl HookJson {
    fn of(app: &App, hook: Option<&TrackingHook>) -> Self {
        Self {
            state: hook.map_or(HookState::Off, |hook| hook.state),
            url: hook.map(|hook| hook.address(app).to_string()),
            secret: None,
            created_at: hook.map(|hook| hook.created_at),
            rotated_at: hook.map(|hook| hook.rotated_at),
            last_at: hook.and_then(|hook| hook.last_at),
            last_outcome: hook.and_then(|hook| hook.last_outcome),
            taken: hook.map_or(0, |hook| hook.taken),
            unknown: hook.map_or(0, |hook| hook.unknown),
        }
    }
}

/// Whether AfterShip is listened to.
#[utoipa::path(get, path = "/tracking-hooks/aftership", tag = "stores", responses(
    (status = 200, body = HookJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn show(State(app): State<App>, staff: Staff) -> Result<Json<HookJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let hook = app.database.read(move |db| store::find(db, staff.workspace, HookKind::AfterShip)).await?;
    Ok(Json(HookJson::of(&app, hook.as_ref())))
}

/// What messages are signed with from now on.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HookToSwitchOn {
    /// The secret that AfterShip shows, 16 to 200 characters. Without it one is made, and told once.
    #[serde(default)]
    secret: Option<String>,
}

/// Listens to AfterShip; where it does already, the secret is changed. The address stays the same for good.
#[utoipa::path(put, path = "/tracking-hooks/aftership", tag = "stores", request_body = HookToSwitchOn, responses(
    (status = 200, body = HookJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn switch_on(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<HookToSwitchOn>,
) -> Result<Json<HookJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let given = body.secret.map(|secret| secret.trim().to_owned());
    if given.as_ref().is_some_and(|secret| !SECRET_LENGTH.contains(&secret.chars().count())) {
        return Err(Problem::field("/secret", "wrong-length", "16 to 200 characters").into());
    }
    let fresh = given.is_none().then(fresh_token);
    let secret = given.or_else(|| fresh.clone()).unwrap_or_default();
    let (workspace, actor, parts) = (staff.workspace, staff.author(), app.clone());
    let hook = app
        .database
        .write(move |tx| {
            let known = store::find(tx.db, workspace, HookKind::AfterShip)?;
            let id = known.as_ref().map_or_else(|| tx.id(), |known| known.id);
            let hook = TrackingHook {
                workspace_id: workspace,
                id,
                kind: HookKind::AfterShip,
                state: HookState::On,
                secret: parts.secrets.seal(&secret_place(id), &secret),
                created_at: known.as_ref().map_or(tx.now, |known| known.created_at),
                rotated_at: tx.now,
                last_at: known.as_ref().and_then(|known| known.last_at),
                last_outcome: known.as_ref().and_then(|known| known.last_outcome),
                taken: known.as_ref().map_or(0, |known| known.taken),
                unknown: known.as_ref().map_or(0, |known| known.unknown),
            };
            match &known {
                None => store::insert(tx, &hook)?,
                Some(_) => store::update(tx, &hook)?,
            }
            let was_on = known.is_some_and(|known| known.state == HookState::On);
            let action = if was_on { "tracking_hook.rotated" } else { "tracking_hook.switched_on" };
            audit::record(tx, workspace, &actor, action, &id.to_string(), &json!({}))?;
            Ok::<_, Failure>(hook)
        })
        .await?;
    Ok(Json(HookJson { secret: fresh, ..HookJson::of(&app, Some(&hook)) }))
}

/// Listens no more: messages are answered 404.
#[utoipa::path(delete, path = "/tracking-hooks/aftership", tag = "stores", responses(
    (status = 200, body = HookJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn switch_off(State(app): State<App>, staff: Staff) -> Result<Json<HookJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    let hook = app
        .database
        .write(move |tx| {
            let known = store::find(tx.db, workspace, HookKind::AfterShip)?;
            let Some(hook) = known.filter(|known| known.state == HookState::On) else {
                return Ok(store::find(tx.db, workspace, HookKind::AfterShip)?);
            };
            let hook = TrackingHook { state: HookState::Off, ..hook };
            store::update(tx, &hook)?;
            let target = hook.id.to_string();
            audit::record(tx, workspace, &actor, "tracking_hook.switched_off", &target, &json!({}))?;
            Ok::<_, Failure>(Some(hook))
        })
        .await?;
    Ok(Json(HookJson::of(&app, hook.as_ref())))
}
