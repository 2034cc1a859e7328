//! `/reports`.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use database::{Db, DbError, WorkspaceId};
use inbox::Inbox;
use inbox::channels::ChannelKind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Language;
use people::sign_in::Staff;
use people::team::{self, AgentId, Permission, TeamId};
use people::workspaces::{self, Workspace};
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{FieldError, Json, List, Part, Problem, Query};

use super::csv;
use super::definitions::Definition;
use super::facts::Filter;
use super::overview::{self, Overview, Question};
use super::period::{Granularity, Period, PeriodError};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(definitions)).routes(routes!(show)).routes(routes!(export))
}

/// Which period, cut how, of which conversations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OverviewQuery {
    /// The first day, `2026-01-01`; 30 days in all if absent.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// The last day; today if absent.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// How the series is cut; by days if absent.
    granularity: Option<Granularity>,
    /// Conversations that began on this kind of channel.
    channel: Option<ChannelKind>,
    /// Conversations of this team.
    team: Option<TeamId>,
    /// Conversations of this agent; first responses that they gave.
    agent: Option<AgentId>,
}

/// The measures of a period, with those of the period before, over time and by group.
#[utoipa::path(get, path = "/reports/overview", tag = "reports", params(OverviewQuery), responses(
    (status = 200, body = Overview),
    (status = 400, description = "a parameter does not read, or the period is too long or cut too fine", body = web::ProblemBody),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn show(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    Query(query): Query<OverviewQuery>,
) -> Result<Json<Overview>, Failure> {
    Ok(Json(read(app, staff, headers, query).await?.0))
}

/// The same as a table: a line for the whole period, for the one before, for each piece of the series and each group.
#[utoipa::path(get, path = "/reports/overview.csv", tag = "reports", params(OverviewQuery), responses(
    (status = 200, content_type = "text/csv", body = String),
    (status = 400, description = "a parameter does not read, or the period is too long or cut too fine", body = web::ProblemBody),
    (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn export(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    Query(query): Query<OverviewQuery>,
) -> Result<Response, Failure> {
    let (overview, period) = read(app, staff, headers, query).await?;
    Ok(csv::response(&overview, &period))
}

async fn read(
    app: App,
    staff: Staff,
    headers: HeaderMap,
    query: OverviewQuery,
) -> Result<(Overview, Period), Failure> {
    staff.require(Permission::ReportsRead)?;
    let now = app.database.now();
    let read = app.database.read(move |db| {
        let workspace = workspace(db, staff.workspace)?;
        let language = language_of(db, &staff, &headers, &workspace)?;
        let zone = TimeZone::get(&workspace.time_zone).unwrap_or(TimeZone::UTC);
        let today = now.timestamp().to_zoned(zone.clone()).date();
        let period = Period::new(query.from, query.to, today, zone).map_err(refused)?;
        let granularity = query.granularity.unwrap_or(Granularity::Day);
        let pieces = period.pieces(granularity).map_err(refused)?;
        let filter = Filter { channel: query.channel, team: query.team, agent: query.agent };
        let question = Question { period, granularity, pieces, filter, language };
        let overview = overview::overview(db, staff.workspace, &question)?;
        Ok::<_, Failure>((overview, question.period))
    });
    read.await
}

fn refused(cause: PeriodError) -> Problem {
    let parameter = match cause {
        PeriodError::EndsBeforeItBegins | PeriodError::TooLong => "?from",
        PeriodError::TooFine => "?granularity",
    };
    Problem::invalid_query(FieldError::new(parameter, "invalid", cause.to_string()))
}

fn workspace(db: &mut Db, id: WorkspaceId) -> Result<Workspace, DbError> {
    workspaces::find(db, id)?.ok_or_else(|| DbError::Corrupt(format!("there is no workspace {id}")))
}

/// A person reads in their own language, a program in the one that it asks for, else in the workspace's.
fn language_of(
    db: &mut Db,
    staff: &Staff,
    headers: &HeaderMap,
    workspace: &Workspace,
) -> Result<Language, DbError> {
    if let Some(agent) = staff.agent
        && let Some(person) = team::find_agent(db, staff.workspace, agent)?
    {
        return Ok(person.language);
    }
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Ok(asked.and_then(Language::from_accept_language).unwrap_or(workspace.language))
}

/// What a measure means.
#[derive(Debug, Serialize, ToSchema)]
struct DefinitionJson {
    /// As reports name it.
    id: Definition,
    /// What it is called, in the reader's language.
    name: String,
    /// What it means; the whole of it stands in `docs/measures.md`.
    text: String,
}

/// What the measures mean, in the signed-in person's language; a program says in `Accept-Language` which it reads.
#[utoipa::path(get, path = "/reports/definitions", tag = "reports", params(Part), responses(
    (status = 200, body = List<DefinitionJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn definitions(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    Query(part): Query<Part>,
) -> Result<Json<List<DefinitionJson>>, Failure> {
    staff.require(Permission::ReportsRead)?;
    let language = app.database.read(move |db| {
        let workspace = workspace(db, staff.workspace)?;
        language_of(db, &staff, &headers, &workspace)
    });
    let language = language.await?;
    let shown =
        |id: &Definition| DefinitionJson { id: *id, name: id.name(language), text: id.text(language) };
    Ok(Json(part.of(Definition::ALL.iter().map(shown).collect(), |shown: &DefinitionJson| shown.id)))
}
