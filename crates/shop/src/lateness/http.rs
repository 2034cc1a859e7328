//! `/late-rules`.

use axum::extract::State;
use commerce::shipping::CarrierTable;
use people::audit;
use people::sign_in::Staff;
use people::team::Permission;
use people::text::CountryCode;
use people::{App, Failure};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{FieldError, Json, Problem};

use super::json::RulesJson;
use super::rule::{LateRule, LateRules, MOST_DAYS, MOST_RULES};
use super::{holidays_http, reader, store};
use crate::{carriers, stores};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, decide, undecide)).merge(holidays_http::routes())
}

/// What is called late.
#[utoipa::path(get, path = "/late-rules", tag = "orders", responses(
    (status = 200, body = RulesJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn show(State(app): State<App>, staff: Staff) -> Result<Json<RulesJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let decided = app.database.read(move |db| store::decided(db, staff.workspace)).await?;
    Ok(Json(RulesJson::of(decided)))
}

/// What is called late from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LateRulesToSet {
    #[schema(max_items = 200)]
    rules: Vec<LateRule>,
}

/// Decides what is called late. Every order is judged anew, in the background; nobody is told of what is late by that.
#[utoipa::path(put, path = "/late-rules", tag = "orders", request_body = LateRulesToSet, responses(
    (status = 200, body = RulesJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn decide(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<LateRulesToSet>,
) -> Result<Json<RulesJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    let carriers = app.database.read(move |db| carriers::of_workspace(db, workspace)).await?;
    let rules = LateRules(checked(body.rules, carriers.all())?);
    let shown = RulesJson::of(Some(rules.clone()));
    app.database
        .write(move |tx| {
            let known = stores::all(tx.db, workspace)?;
            let strange = |rule: &LateRule| {
                rule.store_id.is_some_and(|store| !known.iter().any(|known| known.id == store))
            };
            if let Some(place) = rules.0.iter().position(strange) {
                let pointer = format!("/rules/{place}/store_id");
                return Err(Failure::from(Problem::field(
                    pointer,
                    "unknown-store",
                    "there is no such store",
                )));
            }
            store::decide(tx, workspace, &rules)?;
            reader::judge_all(tx, workspace)?;
            audit::record(tx, workspace, &actor, "late_rules.updated", "", &json!({ "rules": rules }))?;
            Ok(())
        })
        .await?;
    Ok(Json(shown))
}

/// Goes back to the usual rules.
#[utoipa::path(delete, path = "/late-rules", tag = "orders", responses(
    (status = 200, body = RulesJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn undecide(State(app): State<App>, staff: Staff) -> Result<Json<RulesJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    app.database
        .write(move |tx| {
            store::undecide(tx, workspace)?;
            reader::judge_all(tx, workspace)?;
            audit::record(tx, workspace, &actor, "late_rules.reset", "", &json!({}))?;
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Json(RulesJson::of(None)))
}

/// Rules that can be told apart and say something.
fn checked(rules: Vec<LateRule>, carriers: &CarrierTable) -> Result<Vec<LateRule>, Problem> {
    if rules.len() > MOST_RULES {
        return Err(Problem::field("/rules", "too-many", format!("at most {MOST_RULES}")));
    }
    let mut errors = Vec::new();
    let mut read: Vec<LateRule> = Vec::with_capacity(rules.len());
    for (place, mut rule) in rules.into_iter().enumerate() {
        let mut wrong = wrong_with(&rule, carriers);
        match rule.country.as_deref().map(str::parse::<CountryCode>) {
            Some(Ok(code)) => rule.country = Some(code.into()),
            Some(Err(_)) => wrong.push(("/country", "not-a-country", "is no ISO 3166-1 alpha-2")),
            None => {}
        }
        if read.iter().any(|other| other.speaks_of(&rule)) {
            wrong.push(("", "said-twice", "another rule speaks of the same"));
        }
        let told = |(field, code, detail)| FieldError::new(format!("/rules/{place}{field}"), code, detail);
        errors.extend(wrong.into_iter().map(told));
        read.push(rule);
    }
    if errors.is_empty() { Ok(read) } else { Err(Problem::validation(errors)) }
}

/// What is wrong with a rule by itself: the field, a code, and words.
fn wrong_with(rule: &LateRule, carriers: &CarrierTable) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut wrong = Vec::new();
    if rule.carrier.as_deref().is_some_and(|slug| carriers.get(slug).is_none()) {
        wrong.push(("/carrier", "unknown-carrier", "is not in the table of carriers"));
    }
    let limits = [
        ("/dispatch_days", rule.dispatch_days),
        ("/silence_days", rule.silence_days),
        ("/delivery_days", rule.delivery_days),
    ];
    for (field, days) in limits {
        if days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
            wrong.push((field, "out-of-range", "1 to 90 business days"));
        }
    }
    if limits.iter().all(|(_, days)| days.is_none()) {
        wrong.push(("", "says-nothing", "at least one limit is needed"));
    }
    if rule.carrier.is_some() && rule.dispatch_days.is_some() {
        wrong.push(("/dispatch_days", "no-carrier-yet", "an order that waits to be sent has no carrier"));
    }
    wrong
}
