//! `/agents`, `/me` and `/teams`.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use database::Time;
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Merge, Part, Patch, Path, Problem, Query};

use super::agent::Agent as Member;
use super::signature::{Signatures, TOO_LONG};
use super::store::{ProfileChange, save_profile};
use super::{AgentChange, AgentId, Permission, Presence, Role, TeamError, TeamId, change_agent, teams};
use crate::fields::Fields;
use crate::idempotency::{self, Create, Once};
use crate::sign_in::Staff;
use crate::text::{Name, TimeZoneName};
use crate::{App, Failure, LanguageColumn};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_agents))
        .routes(routes!(update_agent))
        .routes(routes!(update_me))
        .routes(routes!(list_teams, create_team))
        .routes(routes!(update_team, delete_team))
}

/// Somebody who works here.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agent {
    /// Their id.
    pub id: AgentId,
    /// As customers and colleagues read it.
    pub name: String,
    /// Signs in with it.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language of their screens and mails.
    pub language: Language,
    /// IANA name.
    pub time_zone: String,
    /// Cleaned HTML; may be empty.
    pub signature: String,
    /// The same by language, where it is another than `signature`.
    pub signatures: BTreeMap<String, String>,
    /// `#rrggbb`.
    pub avatar_color: String,
    /// The teams they are in.
    pub team_ids: Vec<TeamId>,
    /// Whether they are shut out.
    pub disabled: bool,
    /// Whether they can be reached now.
    pub presence: Presence,
    /// Their last sign of life, to a few minutes.
    pub last_seen_at: Option<Time>,
    /// When they joined.
    pub created_at: Time,
}

impl Agent {
    /// How somebody is shown at a moment.
    #[must_use]
    pub fn shown(member: Member, now: Time) -> Self {
        Self {
            presence: member.presence_at(now),
            id: member.id,
            name: member.name,
            email: member.email,
            role: member.role,
            language: member.language,
            time_zone: member.time_zone,
            signature: member.signature,
            signatures: member.signatures.by_tag(),
            avatar_color: member.avatar_color,
            team_ids: member.team_ids,
            disabled: member.disabled_at.is_some(),
            last_seen_at: member.last_seen_at,
            created_at: member.created_at,
        }
    }
}

impl From<TeamError> for Failure {
    fn from(error: TeamError) -> Self {
        let detail = error.to_string();
        match error {
            TeamError::NoSuchAgent => Problem::not_found("agent").into(),
            TeamError::NoSuchTeam => Problem::not_found("team").into(),
            TeamError::UnknownTeam(_) => Problem::field("/team_ids", "unknown", detail).into(),
            TeamError::UnknownMember(_) => Problem::field("/member_ids", "unknown", detail).into(),
            TeamError::NameTaken => Problem::field("/name", "taken", detail).into(),
            TeamError::OwnersOnly => Problem::forbidden(detail).into(),
            TeamError::LastOwner => Problem::new(
                StatusCode::CONFLICT,
                "last-owner",
                "The last owner must remain",
                "make somebody else an owner first",
            )
            .into(),
            TeamError::Database(cause) => cause.into(),
        }
    }
}

/// Everybody who works or worked here, oldest first.
#[utoipa::path(get, path = "/agents", tag = "team", params(Part), responses(
    (status = 200, body = List<Agent>), (status = 400, body = web::ProblemBody)))]
async fn list_agents(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<Agent>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let agents = app.database.read(move |db| super::agents(db, staff.workspace)).await?;
    let now = app.database.now();
    Ok(Json(part.of(agents, |agent| agent.id).map(|agent| Agent::shown(agent, now))))
}

/// What to change of an agent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct AgentPatch {
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
    #[schema(value_type = Option<Role>)]
    role: Patch<Role>,
    #[schema(value_type = Option<Vec<TeamId>>)]
    team_ids: Patch<Vec<TeamId>>,
    #[schema(value_type = Option<bool>)]
    disabled: Patch<bool>,
}

impl AgentPatch {
    fn read(self) -> Result<AgentChange, Problem> {
        let mut fields = Fields::new();
        let change = AgentChange {
            name: fields.patch("/name", self.name),
            role: fields.not_null("/role", self.role),
            team_ids: fields.not_null("/team_ids", self.team_ids),
            disabled: fields.not_null("/disabled", self.disabled),
        };
        fields.done()?;
        Ok(change)
    }
}

/// Changes somebody's name, role or teams, or shuts them out; that ends their sessions. Only owners change owners.
#[utoipa::path(patch, path = "/agents/{id}", tag = "team", params(("id" = AgentId, Path)), request_body = AgentPatch,
    responses((status = 200, body = Agent), (status = 403, body = web::ProblemBody),
        (status = 404, body = web::ProblemBody), (status = 409, description = "`last-owner`", body = web::ProblemBody)))]
async fn update_agent(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<AgentId>,
    Json(patch): Json<AgentPatch>,
) -> Result<Json<Agent>, Failure> {
    staff.require(Permission::TeamWrite)?;
    let change = patch.read()?;
    let agent = app
        .database
        .write(move |tx| change_agent(tx, staff.workspace, (&staff.author(), staff.role), id, &change))
        .await?;
    Ok(Json(Agent::shown(agent, app.database.now())))
}

/// What somebody changes of themselves.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct MePatch {
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
    #[schema(value_type = Option<Language>)]
    language: Patch<Language>,
    /// IANA name.
    #[schema(value_type = Option<String>)]
    time_zone: Patch<String>,
    /// HTML; it is cleaned. Null or empty for none.
    #[schema(value_type = Option<String>)]
    signature: Patch<String>,
    /// The same by language (`en`, `tr`, `ko`, `fa`), merged; null takes one out, and `signature` stands there then.
    #[schema(value_type = Option<BTreeMap<String, Option<String>>>)]
    signatures: Patch<Merge<BTreeMap<String, String>>>,
    #[schema(value_type = Option<Presence>)]
    presence: Patch<Presence>,
}

impl MePatch {
    /// What changes, given the signatures by language that there are.
    fn read(self, known: &Signatures) -> Result<ProfileChange, Problem> {
        let mut fields = Fields::new();
        let signatures = match self.signatures {
            Patch::Absent => None,
            given => Some(Signatures::read(given.onto(known.by_tag(), "/signatures")?, &mut fields)),
        };
        let signature = match self.signature {
            Patch::Absent => None,
            Patch::Null => Some(String::new()),
            Patch::Value(html) => {
                let cleaned = super::signature::clean(&html);
                if cleaned.is_none() {
                    fields.refuse("/signature", "too-long", TOO_LONG);
                }
                cleaned
            }
        };
        let change = ProfileChange {
            name: fields.patch::<Name>("/name", self.name).map(String::from),
            language: fields.not_null("/language", self.language).map(LanguageColumn),
            time_zone: fields.patch::<TimeZoneName>("/time_zone", self.time_zone).map(String::from),
            signature,
            signatures,
            presence: fields.not_null("/presence", self.presence),
        };
        fields.done()?;
        Ok(change)
    }
}

/// Changes one's own profile.
#[utoipa::path(patch, path = "/me", tag = "team", request_body = MePatch,
    responses((status = 200, body = Agent), (status = 422, body = web::ProblemBody)))]
async fn update_me(
    State(app): State<App>,
    staff: Staff,
    Json(patch): Json<MePatch>,
) -> Result<Json<Agent>, Failure> {
    let me = staff.person()?;
    let agent = app
        .database
        .write(move |tx| {
            let before = super::find_agent(tx.db, staff.workspace, me)?.ok_or(TeamError::NoSuchAgent)?;
            let change = patch.read(&before.signatures)?;
            save_profile(tx, staff.workspace, me, &change)?;
            super::mark_seen(tx, staff.workspace, me)?;
            tx.append(database::events::NewEvent::new(
                staff.workspace,
                "agent.updated",
                me.0,
                staff.actor(),
            ))?;
            let after = super::find_agent(tx.db, staff.workspace, me)?.ok_or(TeamError::NoSuchAgent)?;
            Ok::<_, Failure>(after)
        })
        .await?;
    Ok(Json(Agent::shown(agent, app.database.now())))
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
struct Team {
    id: TeamId,
    name: String,
    member_ids: Vec<AgentId>,
    created_at: Time,
}

impl From<teams::Team> for Team {
    fn from(team: teams::Team) -> Self {
        Self { id: team.id, name: team.name, member_ids: team.member_ids, created_at: team.created_at }
    }
}

/// The teams, oldest first.
#[utoipa::path(get, path = "/teams", tag = "team", params(Part), responses(
    (status = 200, body = List<Team>), (status = 400, body = web::ProblemBody)))]
async fn list_teams(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<Team>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let teams = app.database.read(move |db| teams::list(db, staff.workspace)).await?;
    Ok(Json(part.of(teams, |team| team.id).map(Team::from)))
}

/// A team to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTeam {
    name: String,
    #[serde(default)]
    member_ids: Vec<AgentId>,
}

/// Makes a team.
#[utoipa::path(post, path = "/teams", tag = "team", request_body = NewTeam, responses(
    (status = 201, body = Team), (status = 403, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn create_team(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<NewTeam>,
) -> Result<Once, Failure> {
    staff.require(Permission::TeamWrite)?;
    let mut fields = Fields::new();
    let name = fields.parse::<Name>("/name", &body.name);
    fields.done()?;
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let name = name.expect("a name that is wrong was refused above");
                let team = teams::create(tx, staff.workspace, &staff.author(), &name, &body.member_ids)?;
                Ok::<_, Failure>((StatusCode::CREATED, Team::from(team)))
            })
        })
        .await
}

/// What to change of a team.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct TeamPatch {
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
    #[schema(value_type = Option<Vec<AgentId>>)]
    member_ids: Patch<Vec<AgentId>>,
}

/// Renames a team or sets its members.
#[utoipa::path(patch, path = "/teams/{id}", tag = "team", params(("id" = TeamId, Path)), request_body = TeamPatch,
    responses((status = 200, body = Team), (status = 404, body = web::ProblemBody)))]
async fn update_team(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<TeamId>,
    Json(patch): Json<TeamPatch>,
) -> Result<Json<Team>, Failure> {
    staff.require(Permission::TeamWrite)?;
    let mut fields = Fields::new();
    let change = teams::TeamChange {
        name: fields.patch("/name", patch.name),
        member_ids: fields.not_null("/member_ids", patch.member_ids),
    };
    fields.done()?;
    let team = app
        .database
        .write(move |tx| teams::change(tx, staff.workspace, &staff.author(), id, &change))
        .await?;
    Ok(Json(team.into()))
}

/// Deletes a team; its members stay.
#[utoipa::path(delete, path = "/teams/{id}", tag = "team", params(("id" = TeamId, Path)),
    responses((status = 204), (status = 404, body = web::ProblemBody)))]
async fn delete_team(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<TeamId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::TeamWrite)?;
    app.database.write(move |tx| teams::delete(tx, staff.workspace, &staff.author(), id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
