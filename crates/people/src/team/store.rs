//! Every query on agents.

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use language::Language;

use super::agent::avatar_color;
use super::signature::Signatures;
use super::{Agent, AgentChange, AgentId, Presence, Role, TeamId};
use crate::LanguageColumn;
use crate::schema::{agent, team_member};
use crate::text::Name;

#[derive(Queryable, Selectable)]
#[diesel(table_name = agent)]
struct Row {
    workspace_id: WorkspaceId,
    id: AgentId,
    name: String,
    email: String,
    role: Role,
    language: LanguageColumn,
    time_zone: String,
    signature: String,
    signatures: Signatures,
    avatar_color: String,
    presence: Presence,
    disabled_at: Option<Time>,
    last_seen_at: Option<Time>,
    created_at: Time,
}

impl Row {
    fn with_teams(self, teams: &[(AgentId, TeamId)]) -> Agent {
        let team_ids = teams.iter().filter(|(agent, _)| *agent == self.id).map(|(_, team)| *team).collect();
        Agent {
            workspace: self.workspace_id,
            id: self.id,
            name: self.name,
            email: self.email,
            role: self.role,
            language: self.language.0,
            time_zone: self.time_zone,
            signature: self.signature,
            signatures: self.signatures,
            avatar_color: self.avatar_color,
            team_ids,
            presence: self.presence,
            disabled_at: self.disabled_at,
            last_seen_at: self.last_seen_at,
            created_at: self.created_at,
        }
    }
}

/// The names of all who work or worked here.
///
/// # Errors
/// Only those of the database.
pub fn names(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(AgentId, String)>, DbError> {
    Ok(agent::table.filter(agent::workspace_id.eq(workspace)).select((agent::id, agent::name)).load(db)?)
}

/// All who work or worked here, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn agents(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Agent>, DbError> {
    let rows: Vec<Row> = agent::table
        .filter(agent::workspace_id.eq(workspace))
        .order(agent::id)
        .select(Row::as_select())
        .load(db)?;
    with_teams(db, workspace, rows)
}

/// The addresses of the agents who may sign in.
///
/// # Errors
/// Only those of the database.
pub fn active_addresses(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<(AgentId, String)>, DbError> {
    let active = agent::workspace_id.eq(workspace).and(agent::disabled_at.is_null());
    Ok(agent::table.filter(active).order(agent::id).select((agent::id, agent::email)).load(db)?)
}

/// Those of these who exist here, in no particular order.
///
/// # Errors
/// Only those of the database.
pub fn find_agents(db: &mut Db, workspace: WorkspaceId, ids: &[AgentId]) -> Result<Vec<Agent>, DbError> {
    let which = agent::workspace_id.eq(workspace).and(agent::id.eq_any(ids.iter().copied()));
    let rows: Vec<Row> = agent::table.filter(which).select(Row::as_select()).load(db)?;
    with_teams(db, workspace, rows)
}

/// One agent.
///
/// # Errors
/// Only those of the database.
pub fn find_agent(db: &mut Db, workspace: WorkspaceId, id: AgentId) -> Result<Option<Agent>, DbError> {
    Ok(find_agents(db, workspace, &[id])?.pop())
}

/// What signing in needs to know of somebody.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = agent)]
pub(crate) struct Account {
    #[diesel(column_name = workspace_id)]
    pub(crate) workspace: WorkspaceId,
    pub(crate) id: AgentId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    #[diesel(deserialize_as = LanguageColumn)]
    pub(crate) language: Language,
    pub(crate) disabled_at: Option<Time>,
}

/// Whoever signs in with this address, in whichever workspace. One query, whether there is somebody or not: how long it
/// takes tells nothing.
pub(crate) fn find_account(db: &mut Db, email: &str) -> Result<Option<Account>, DbError> {
    Ok(agent::table.filter(agent::email.eq(email)).select(Account::as_select()).first(db).optional()?)
}

/// Whether somebody signs in with this address, here or in another workspace.
///
/// # Errors
/// Only those of the database.
pub fn is_email_taken(db: &mut Db, email: &str) -> Result<bool, DbError> {
    let id: Option<AgentId> =
        agent::table.filter(agent::email.eq(email)).select(agent::id).first(db).optional()?;
    Ok(id.is_some())
}

fn with_teams(db: &mut Db, workspace: WorkspaceId, rows: Vec<Row>) -> Result<Vec<Agent>, DbError> {
    let ids: Vec<AgentId> = rows.iter().map(|row| row.id).collect();
    let teams: Vec<(AgentId, TeamId)> = team_member::table
        .filter(team_member::workspace_id.eq(workspace).and(team_member::agent_id.eq_any(ids)))
        .order(team_member::team_id)
        .select((team_member::agent_id, team_member::team_id))
        .load(db)?;
    Ok(rows.into_iter().map(|row| row.with_teams(&teams)).collect())
}

/// Somebody who joins.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// Where.
    pub workspace: WorkspaceId,
    /// As others read it.
    pub name: Name,
    /// In lower case.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// From [`crate::sign_in::Passwords::hash`].
    pub password_hash: String,
    /// The language of their screens.
    pub language: Language,
    /// IANA name.
    pub time_zone: String,
}

/// Adds somebody. The caller has made sure that the address is free, and writes the event and the audit entry.
///
/// # Errors
/// [`DbError::Refused`] when the address is taken after all.
pub fn insert_agent(tx: &mut Tx<'_>, new: &NewAgent) -> Result<AgentId, DbError> {
    let id: AgentId = tx.id();
    let row = (
        agent::workspace_id.eq(new.workspace),
        agent::id.eq(id),
        agent::name.eq(new.name.as_str()),
        agent::email.eq(&new.email),
        agent::role.eq(new.role),
        agent::password_hash.eq(&new.password_hash),
        agent::language.eq(LanguageColumn(new.language)),
        agent::time_zone.eq(&new.time_zone),
        agent::signature.eq(""),
        agent::signatures.eq(Signatures::default()),
        agent::avatar_color.eq(avatar_color(id)),
        agent::presence.eq(Presence::Online),
        agent::created_at.eq(tx.now),
    );
    diesel::insert_into(agent::table).values(row).execute(tx.db)?;
    Ok(id)
}

/// What somebody changes of themselves; `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = agent)]
pub(crate) struct ProfileChange {
    pub(crate) name: Option<String>,
    pub(crate) language: Option<LanguageColumn>,
    pub(crate) time_zone: Option<String>,
    pub(crate) signature: Option<String>,
    pub(crate) signatures: Option<Signatures>,
    pub(crate) presence: Option<Presence>,
}

impl ProfileChange {
    fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.language.is_none()
            && self.time_zone.is_none()
            && self.signature.is_none()
            && self.signatures.is_none()
            && self.presence.is_none()
    }
}

pub(crate) fn save_profile(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: AgentId,
    change: &ProfileChange,
) -> Result<(), DbError> {
    if !change.is_empty() {
        diesel::update(agent::table.find((workspace, id))).set(change).execute(tx.db)?;
    }
    Ok(())
}

pub(super) fn save_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: AgentId,
    change: &AgentChange,
) -> Result<(), DbError> {
    let which = agent::table.find((workspace, id));
    if let Some(name) = &change.name {
        diesel::update(which).set(agent::name.eq(name.as_str())).execute(tx.db)?;
    }
    if let Some(role) = change.role {
        diesel::update(which).set(agent::role.eq(role)).execute(tx.db)?;
    }
    match change.disabled {
        Some(true) => {
            let enabled = which.filter(agent::disabled_at.is_null());
            diesel::update(enabled).set(agent::disabled_at.eq(tx.now)).execute(tx.db)?;
        }
        Some(false) => {
            diesel::update(which).set(agent::disabled_at.eq(None::<Time>)).execute(tx.db)?;
        }
        None => {}
    }
    Ok(())
}

pub(super) fn active_owners(db: &mut Db, workspace: WorkspaceId) -> Result<i64, DbError> {
    let which =
        agent::workspace_id.eq(workspace).and(agent::role.eq(Role::Owner)).and(agent::disabled_at.is_null());
    Ok(agent::table.filter(which).count().get_result(db)?)
}

pub(crate) fn password_hash(db: &mut Db, workspace: WorkspaceId, id: AgentId) -> Result<String, DbError> {
    Ok(agent::table.find((workspace, id)).select(agent::password_hash).first(db)?)
}

pub(crate) fn save_password(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: AgentId,
    hash: &str,
) -> Result<(), DbError> {
    diesel::update(agent::table.find((workspace, id))).set(agent::password_hash.eq(hash)).execute(tx.db)?;
    Ok(())
}

/// Notes a sign of life; called every few minutes while somebody is connected, not at every request.
///
/// # Errors
/// Only those of the database.
pub fn mark_seen(tx: &mut Tx<'_>, workspace: WorkspaceId, id: AgentId) -> Result<(), DbError> {
    diesel::update(agent::table.find((workspace, id))).set(agent::last_seen_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}
