//! `/holidays`.

use axum::extract::State;
use commerce::shipping::CarrierTable;
use database::Time;
use jiff::civil::Date;
use jiff::tz::TimeZone;
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
use web::{FieldError, Json, Problem};

use super::built_in::Known;
use super::holidays::{HolidayList, HolidayOff, MOST_HOLIDAYS, OwnHoliday};
use super::{reader, store};
use crate::carriers;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, set))
}

/// A public holiday that is known.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KnownHoliday)]
struct KnownDayJson {
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Which holiday it is: `republic-day`.
    key: &'static str,
    /// Whether it is no business day here; false when the workspace has switched it off.
    counts: bool,
}

/// The public holidays that are known of a country.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KnownHolidays)]
struct KnownJson {
    /// ISO 3166-1 alpha-2.
    country: &'static str,
    /// Whether they count; false when the workspace has switched the country off.
    counts: bool,
    /// Moving holidays after this day are not known: name them yourself.
    #[schema(value_type = String, format = Date)]
    known_until: Date,
    /// Who published them.
    sources: Vec<&'static str>,
    /// Those of this year and the next.
    days: Vec<KnownDayJson>,
}

/// The days on which parcels don't move.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Holidays)]
struct HolidaysJson {
    /// Those that are known.
    known: Vec<KnownJson>,
    /// The workspace's own.
    own: Vec<OwnHoliday>,
    /// What of the known ones is switched off.
    off: Vec<HolidayOff>,
}

impl HolidaysJson {
    fn of(list: HolidayList, now: Time) -> Self {
        let year = now.timestamp().to_zoned(TimeZone::UTC).date().year();
        let first = Date::new(year, 1, 1).unwrap_or(Date::MIN);
        let last = Date::new(year + 1, 12, 31).unwrap_or(Date::MAX);
        let is_off = |country: &str, date: Option<Date>| {
            list.off.iter().any(|off| off.country == country && off.date == date)
        };
        let day = |country: &'static str, date: Date, key: &'static str| KnownDayJson {
            date,
            key,
            counts: !is_off(country, None) && !is_off(country, Some(date)),
        };
        let of = |known: &'static Known| KnownJson {
            country: &known.country,
            counts: !is_off(&known.country, None),
            known_until: known.until,
            sources: known.sources.iter().map(String::as_str).collect(),
            days: known.between(first, last).map(|(date, key)| day(&known.country, date, key)).collect(),
        };
        Self { known: Known::all().iter().map(of).collect(), own: list.own, off: list.off }
    }
}

/// The days on which parcels don't move, which are no business days for what is called late.
#[utoipa::path(get, path = "/holidays", tag = "orders", responses(
    (status = 200, body = HolidaysJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody)))]
async fn show(State(app): State<App>, staff: Staff) -> Result<Json<HolidaysJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let list = app.database.read(move |db| store::holidays(db, staff.workspace)).await?;
    Ok(Json(HolidaysJson::of(list, app.database.now())))
}

/// The days on which parcels don't move from now on, beside the known ones.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HolidaysToSet {
    /// The workspace's own.
    #[schema(max_items = 500)]
    own: Vec<OwnHoliday>,
    /// What of the known ones does not count.
    #[serde(default)]
    #[schema(max_items = 500)]
    off: Vec<HolidayOff>,
}

/// Sets the workspace's own holidays, and which of the known ones don't count. Every order is judged anew, in the background;
/// nobody is told of what is late by that.
#[utoipa::path(put, path = "/holidays", tag = "orders", request_body = HolidaysToSet, responses(
    (status = 200, body = HolidaysJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn set(
    State(app): State<App>,
    staff: Staff,
    Json(body): Json<HolidaysToSet>,
) -> Result<Json<HolidaysJson>, Failure> {
    staff.require(Permission::StoresWrite)?;
    let (workspace, actor) = (staff.workspace, staff.author());
    let carriers = app.database.read(move |db| carriers::of_workspace(db, workspace)).await?;
    let list = checked(body, carriers.all())?;
    let shown = HolidaysJson::of(list.clone(), app.database.now());
    app.database
        .write(move |tx| {
            store::set_holidays(tx, workspace, &list)?;
            reader::judge_all(tx, workspace)?;
            audit::record(tx, workspace, &actor, "holidays.updated", "", &json!({ "holidays": list }))?;
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Json(shown))
}

/// Days that can be told apart, have names, and stand in the order of the calendar.
fn checked(body: HolidaysToSet, carriers: &CarrierTable) -> Result<HolidayList, Problem> {
    for (pointer, count) in [("/own", body.own.len()), ("/off", body.off.len())] {
        if count > MOST_HOLIDAYS {
            return Err(Problem::field(pointer, "too-many", format!("at most {MOST_HOLIDAYS}")));
        }
    }
    let mut errors = Vec::new();
    let mut own: Vec<OwnHoliday> = Vec::with_capacity(body.own.len());
    for (place, mut one) in body.own.into_iter().enumerate() {
        let mut wrong = Vec::new();
        match one.name.parse::<Name>() {
            Ok(name) => name.as_str().clone_into(&mut one.name),
            Err(error) => wrong.push(("/name", error.code(), error.to_string())),
        }
        match one.country.as_deref().map(str::parse::<CountryCode>) {
            Some(Ok(code)) => one.country = Some(code.into()),
            Some(Err(error)) => wrong.push(("/country", "not-a-country", error.to_string())),
            None => {}
        }
        if one.carrier.as_deref().is_some_and(|slug| carriers.get(slug).is_none()) {
            wrong.push(("/carrier", "unknown-carrier", "is not in the table of carriers".to_owned()));
        }
        if !(2000..=2100).contains(&one.date.year()) {
            wrong.push(("/date", "not-a-day", "must lie between 2000 and 2100".to_owned()));
        }
        let is_same = |other: &OwnHoliday| {
            (other.date, &other.country, &other.carrier) == (one.date, &one.country, &one.carrier)
        };
        if own.iter().any(is_same) {
            wrong.push(("", "named-twice", "this day is named twice".to_owned()));
        }
        let told = |(field, code, detail)| FieldError::new(format!("/own/{place}{field}"), code, detail);
        errors.extend(wrong.into_iter().map(told));
        own.push(one);
    }
    let strange = |(_, off): &(usize, &HolidayOff)| Known::of(&off.country).is_none();
    errors.extend(body.off.iter().enumerate().filter(strange).map(|(place, _)| {
        let pointer = format!("/off/{place}/country");
        FieldError::new(pointer, "no-known-holidays", "no holidays of this country are known")
    }));
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    own.sort_by_key(|day| day.date);
    Ok(HolidayList { own, off: body.off })
}
