//! `/carriers` and `/own-carriers`.

use axum::extract::State;
use commerce::shipping::{BadCarrier, CarrierTable};
use people::audit;
use people::sign_in::Staff;
use people::team::Permission;
use people::text::{CountryCode, Name};
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{FieldError, Json, List, Problem};

use super::own::{Carriers, MOST_CARRIERS, MOST_PATTERNS, OwnCarrier, OwnCarriers, regex};
use super::store;
use crate::{lateness, shipments};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show, set))
}

/// A company that carries parcels.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Carrier)]
struct CarrierJson {
    slug: String,
    name: String,
    /// ISO 3166-1 alpha-2; null when it works everywhere.
    country: Option<String>,
    /// Whether the workspace added it.
    own: bool,
}

/// The carriers that are known, those that the workspace added first.
#[utoipa::path(get, path = "/carriers", tag = "orders", responses(
    (status = 200, body = List<CarrierJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn list(State(app): State<App>, staff: Staff) -> Result<Json<List<CarrierJson>>, Failure> {
    staff.require(Permission::OrdersRead)?;
    let known = app.database.read(move |db| store::of_workspace(db, staff.workspace)).await?;
    let shown = known.all().iter().map(|carrier| CarrierJson {
        slug: carrier.slug.clone(),
        name: carrier.name.clone(),
        country: carrier.country.clone(),
        own: known.is_own(&carrier.slug),
    });
    Ok(Json(List::whole(shown.collect())))
}

/// The carriers that the workspace added.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnCarriers)]
struct OwnCarriersJson {
    #[schema(max_items = 50)]
    carriers: Vec<OwnCarrier>,
}

/// The carriers that the workspace added.
#[utoipa::path(get, path = "/own-carriers", tag = "orders", responses(
    (status = 200, body = OwnCarriersJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn show(State(app): State<App>, staff: Staff) -> Result<Json<OwnCarriersJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let own = app.database.read(move |db| store::own(db, staff.workspace)).await?;
    Ok(Json(OwnCarriersJson { carriers: own.0 }))
}

/// Sets the carriers that the workspace adds. Parcels whose carrier was not recognised, and that have not arrived, are recognised by
/// them at once, all others as they are told of again.
#[utoipa::path(put, path = "/own-carriers", tag = "orders", request_body = OwnCarriersJson, responses(
    (status = 200, body = OwnCarriersJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn set(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<OwnCarriersJson>,
) -> Result<Json<OwnCarriersJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let own = checked(body.carriers)?;
    let carriers = Carriers::with(&own).map_err(|cause| unusable(&own, &cause))?;
    let (workspace, actor, shown) = (staff.workspace, staff.author(), own.0.clone());
    app.database
        .write(move |tx| {
            store::set(tx, workspace, &own)?;
            shipments::recognise_carriers(tx, workspace, &carriers)?;
            lateness::judge_all(tx, workspace)?;
            audit::record(tx, workspace, &actor, "carriers.updated", "", &json!({ "carriers": own }))?;
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Json(OwnCarriersJson { carriers: shown }))
}

/// Carriers with names, each with a slug of its own.
fn checked(carriers: Vec<OwnCarrier>) -> Result<OwnCarriers, Problem> {
    if carriers.len() > MOST_CARRIERS {
        return Err(Problem::field("/carriers", "too-many", format!("at most {MOST_CARRIERS}")));
    }
    let mut errors = Vec::new();
    let mut read: Vec<OwnCarrier> = Vec::with_capacity(carriers.len());
    let mut slugs: Vec<String> = carriers.iter().filter_map(|one| one.slug.clone()).collect();
    for (place, mut one) in carriers.into_iter().enumerate() {
        let mut wrong = Vec::new();
        match one.name.parse::<Name>() {
            Ok(name) => name.as_str().clone_into(&mut one.name),
            Err(error) => wrong.push(("/name".to_owned(), error.code(), error.to_string())),
        }
        match one.country.as_deref().filter(|code| !code.is_empty()).map(str::parse::<CountryCode>) {
            Some(Ok(code)) => one.country = Some(code.into()),
            Some(Err(error)) => wrong.push(("/country".to_owned(), "not-a-country", error.to_string())),
            None => one.country = None,
        }
        if one.patterns.len() > MOST_PATTERNS {
            wrong.push(("/patterns".to_owned(), "too-many", format!("at most {MOST_PATTERNS}")));
        }
        for (number, pattern) in one.patterns.iter_mut().enumerate() {
            *pattern = pattern.trim().to_ascii_uppercase();
            if regex(pattern).is_none() {
                let why = "up to 40 of #, @, *, letters, digits and hyphens, a digit or a letter among them";
                wrong.push((format!("/patterns/{number}"), "not-a-pattern", why.to_owned()));
            }
        }
        one.link = one.link.map(|link| link.trim().to_owned()).filter(|link| !link.is_empty());
        let known = |slug: &str| slug.starts_with(OWN) || CarrierTable::built_in().get(slug).is_some();
        match one.slug.as_deref() {
            Some(slug) if !known(slug) || slug.len() > 100 => {
                wrong.push(("/slug".to_owned(), "unknown-carrier", "is no carrier that is known".to_owned()));
            }
            Some(slug) if read.iter().any(|other| other.slug.as_deref() == Some(slug)) => {
                wrong.push(("/slug".to_owned(), "said-twice", "another one is called the same".to_owned()));
            }
            Some(_) => {}
            None => {
                let slug = slug_of(&one.name, &slugs);
                slugs.push(slug.clone());
                one.slug = Some(slug);
            }
        }
        let told = |(field, code, detail)| FieldError::new(format!("/carriers/{place}{field}"), code, detail);
        errors.extend(wrong.into_iter().map(told));
        read.push(one);
    }
    if errors.is_empty() { Ok(OwnCarriers(read)) } else { Err(Problem::validation(errors)) }
}

/// What slugs of own carriers begin with.
const OWN: &str = "own.";

fn slug_of(name: &str, taken: &[String]) -> String {
    let plain: String =
        language::search::fold(name).chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let plain = if plain.is_empty() { "carrier".to_owned() } else { plain };
    let numbered = (2..).map(|number| format!("{OWN}{plain}{number}"));
    std::iter::once(format!("{OWN}{plain}"))
        .chain(numbered)
        .find(|slug| !taken.contains(slug))
        .expect("there are more numbers than carriers")
}

/// What the table has against one of them.
fn unusable(own: &OwnCarriers, cause: &BadCarrier) -> Problem {
    let (slug, field, code) = match cause {
        BadCarrier::Link(slug) => (Some(slug), "/link", "not-an-address"),
        BadCarrier::Pattern(slug) => (Some(slug), "/patterns", "not-a-pattern"),
        BadCarrier::Unreadable(_) => (None, "", "invalid"),
    };
    let place = own.0.iter().position(|one| one.slug.as_ref() == slug);
    let pointer = place.map_or_else(|| "/carriers".to_owned(), |place| format!("/carriers/{place}{field}"));
    Problem::field(pointer, code, cause.to_string())
}
