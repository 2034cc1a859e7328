//! Teams: groups of agents that conversations are handed to.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId, each};
use diesel::prelude::*;
use serde_json::json;

use super::{AgentId, TeamError, store};
use crate::audit::{self, Actor};
use crate::schema::{team, team_member};
use crate::text::Name;

database::id_type!(
    /// A team.
    TeamId,
    "tm"
);

/// A team with its members, who are ordered by when they joined the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Unique in the workspace.
    pub name: String,
    /// Who is in it.
    pub member_ids: Vec<AgentId>,
    /// When it was made.
    pub created_at: Time,
}

/// What changes of a team; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct TeamChange {
    /// Its name.
    pub name: Option<Name>,
    /// All of its members.
    pub member_ids: Option<Vec<AgentId>>,
}

/// The teams of a workspace, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn list(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Team>, DbError> {
    let rows: Vec<(TeamId, String, Time)> = team::table
        .filter(team::workspace_id.eq(workspace))
        .order(team::id)
        .select((team::id, team::name, team::created_at))
        .load(db)?;
    let members = members(db, workspace)?;
    let of = |id: TeamId| members.iter().filter(|(team, _)| *team == id).map(|(_, agent)| *agent).collect();
    Ok(rows
        .into_iter()
        .map(|(id, name, created_at)| Team { id, name, member_ids: of(id), created_at })
        .collect())
}

/// The names of all teams of a workspace.
///
/// # Errors
/// Only those of the database.
pub fn names(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(TeamId, String)>, DbError> {
    Ok(team::table.filter(team::workspace_id.eq(workspace)).select((team::id, team::name)).load(db)?)
}

/// One team.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: TeamId) -> Result<Option<Team>, DbError> {
    Ok(list(db, workspace)?.into_iter().find(|team| team.id == id))
}

fn members(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(TeamId, AgentId)>, DbError> {
    Ok(team_member::table
        .filter(team_member::workspace_id.eq(workspace))
        .order((team_member::team_id, team_member::agent_id))
        .select((team_member::team_id, team_member::agent_id))
        .load(db)?)
}

/// Makes a team.
///
/// # Errors
/// [`TeamError::NameTaken`], [`TeamError::UnknownMember`].
pub fn create(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    name: &Name,
    members: &[AgentId],
) -> Result<Team, TeamError> {
    refuse_taken_name(tx.db, workspace, name, None)?;
    let id: TeamId = tx.id();
    let row = (
        team::workspace_id.eq(workspace),
        team::id.eq(id),
        team::name.eq(name.as_str()),
        team::created_at.eq(tx.now),
    );
    diesel::insert_into(team::table).values(row).execute(tx.db)?;
    set_members(tx.db, workspace, id, members)?;
    told(tx, workspace, by, "team.created", id, name.as_str())?;
    found(tx.db, workspace, id)
}

/// Changes a team.
///
/// # Errors
/// [`TeamError::NoSuchTeam`], [`TeamError::NameTaken`], [`TeamError::UnknownMember`].
pub fn change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    id: TeamId,
    change: &TeamChange,
) -> Result<Team, TeamError> {
    found(tx.db, workspace, id)?;
    if let Some(name) = &change.name {
        refuse_taken_name(tx.db, workspace, name, Some(id))?;
        diesel::update(team::table.find((workspace, id))).set(team::name.eq(name.as_str())).execute(tx.db)?;
    }
    if let Some(members) = &change.member_ids {
        set_members(tx.db, workspace, id, members)?;
    }
    let team = found(tx.db, workspace, id)?;
    told(tx, workspace, by, "team.updated", id, &team.name)?;
    Ok(team)
}

/// Deletes a team; its members stay, what was handed to it is for the floors above to take back (`team.deleted`).
///
/// # Errors
/// [`TeamError::NoSuchTeam`].
pub fn delete(tx: &mut Tx<'_>, workspace: WorkspaceId, by: &Actor, id: TeamId) -> Result<(), TeamError> {
    let team = found(tx.db, workspace, id)?;
    diesel::delete(team::table.find((workspace, id))).execute(tx.db)?;
    told(tx, workspace, by, "team.deleted", id, &team.name)?;
    Ok(())
}

/// Puts an agent into these teams and no others.
pub(crate) fn set_teams_of(
    db: &mut Db,
    workspace: WorkspaceId,
    agent: AgentId,
    teams: &[TeamId],
) -> Result<(), TeamError> {
    refuse_unknown_teams(db, workspace, teams)?;
    let mine = team_member::workspace_id.eq(workspace).and(team_member::agent_id.eq(agent));
    diesel::delete(team_member::table.filter(mine)).execute(db)?;
    let rows: Vec<_> = distinct(teams).into_iter().map(|team| member(workspace, team, agent)).collect();
    each!(db, c => diesel::insert_into(team_member::table).values(&rows).execute(c))?;
    Ok(())
}

/// Whether all of these teams exist here.
pub(crate) fn refuse_unknown_teams(
    db: &mut Db,
    workspace: WorkspaceId,
    teams: &[TeamId],
) -> Result<(), TeamError> {
    let known = list(db, workspace)?;
    match teams.iter().find(|id| known.iter().all(|team| team.id != **id)) {
        Some(unknown) => Err(TeamError::UnknownTeam(*unknown)),
        None => Ok(()),
    }
}

fn set_members(
    db: &mut Db,
    workspace: WorkspaceId,
    id: TeamId,
    members: &[AgentId],
) -> Result<(), TeamError> {
    let members = distinct(members);
    let known = store::find_agents(db, workspace, &members)?;
    if let Some(unknown) = members.iter().find(|id| known.iter().all(|agent| agent.id != **id)) {
        return Err(TeamError::UnknownMember(*unknown));
    }
    let theirs = team_member::workspace_id.eq(workspace).and(team_member::team_id.eq(id));
    diesel::delete(team_member::table.filter(theirs)).execute(db)?;
    let rows: Vec<_> = members.into_iter().map(|agent| member(workspace, id, agent)).collect();
    each!(db, c => diesel::insert_into(team_member::table).values(&rows).execute(c))?;
    Ok(())
}

fn distinct<T: Copy + Ord>(ids: &[T]) -> Vec<T> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

type Member = (
    diesel::dsl::Eq<team_member::workspace_id, WorkspaceId>,
    diesel::dsl::Eq<team_member::team_id, TeamId>,
    diesel::dsl::Eq<team_member::agent_id, AgentId>,
);

fn member(workspace: WorkspaceId, team: TeamId, agent: AgentId) -> Member {
    (team_member::workspace_id.eq(workspace), team_member::team_id.eq(team), team_member::agent_id.eq(agent))
}

fn refuse_taken_name(
    db: &mut Db,
    workspace: WorkspaceId,
    name: &Name,
    except: Option<TeamId>,
) -> Result<(), TeamError> {
    let taken: Option<TeamId> = team::table
        .filter(team::workspace_id.eq(workspace).and(team::name.eq(name.as_str())))
        .select(team::id)
        .first(db)
        .optional()?;
    if taken.is_some() && taken != except { Err(TeamError::NameTaken) } else { Ok(()) }
}

fn found(db: &mut Db, workspace: WorkspaceId, id: TeamId) -> Result<Team, TeamError> {
    find(db, workspace, id)?.ok_or(TeamError::NoSuchTeam)
}

fn told(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    what: &'static str,
    id: TeamId,
    name: &str,
) -> Result<(), DbError> {
    audit::record(tx, workspace, by, what, &id.to_string(), &json!({ "name": name }))?;
    tx.append(NewEvent::new(workspace, what, id.0, by.to_string()))?;
    Ok(())
}
