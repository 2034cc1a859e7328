//! Changing who somebody is here: role, teams, being shut out.

use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use serde_json::{Map, json};

use super::{Agent, AgentId, Role, TeamId, store, teams};
use crate::audit::{self, Actor};
use crate::text::Name;
use crate::{sign_in, workspaces};

/// What changes of an agent; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct AgentChange {
    /// The name.
    pub name: Option<Name>,
    /// The role.
    pub role: Option<Role>,
    /// All teams.
    pub team_ids: Option<Vec<TeamId>>,
    /// Whether they are shut out.
    pub disabled: Option<bool>,
}

/// Why the team stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    /// There is no such agent here.
    #[error("there is no such agent")]
    NoSuchAgent,
    /// There is no such team here.
    #[error("there is no such team")]
    NoSuchTeam,
    /// A list of teams names one that does not exist here.
    #[error("there is no team {0}")]
    UnknownTeam(TeamId),
    /// A list of members names one that does not exist here.
    #[error("there is no agent {0}")]
    UnknownMember(AgentId),
    /// Another team has this name.
    #[error("another team has this name")]
    NameTaken,
    /// Only owners change owners or make new ones.
    #[error("only an owner may change an owner or make one")]
    OwnersOnly,
    /// It would leave the workspace without an owner who can sign in.
    #[error("at least one owner must remain")]
    LastOwner,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<diesel::result::Error> for TeamError {
    fn from(cause: diesel::result::Error) -> Self {
        Self::Database(cause.into())
    }
}

/// Whether somebody of this role (`None`: a program) may give or take the role of an owner.
pub(crate) fn refuse_unless_owner(by: Option<Role>, roles: &[Role]) -> Result<(), TeamError> {
    if roles.contains(&Role::Owner) && by != Some(Role::Owner) { Err(TeamError::OwnersOnly) } else { Ok(()) }
}

/// Changes an agent. Who is disabled is signed out everywhere in the same transaction.
///
/// # Errors
/// [`TeamError`].
pub fn change_agent(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    (by, by_role): (&Actor, Option<Role>),
    id: AgentId,
    change: &AgentChange,
) -> Result<Agent, TeamError> {
    // Two owners who demote each other at the same moment wait for each other here.
    workspaces::lock(tx, workspace)?;
    let before = store::find_agent(tx.db, workspace, id)?.ok_or(TeamError::NoSuchAgent)?;
    refuse_unless_owner(by_role, &[before.role, change.role.unwrap_or(before.role)])?;
    store::save_change(tx, workspace, id, change)?;
    if let Some(teams) = &change.team_ids {
        teams::set_teams_of(tx.db, workspace, id, teams)?;
    }
    if store::active_owners(tx.db, workspace)? == 0 {
        return Err(TeamError::LastOwner);
    }
    if change.disabled == Some(true) {
        sign_in::end_all(tx, workspace, id, None)?;
    }
    tell(tx, workspace, by, &before, change)?;
    store::find_agent(tx.db, workspace, id)?.ok_or(TeamError::NoSuchAgent)
}

fn tell(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    before: &Agent,
    change: &AgentChange,
) -> Result<(), DbError> {
    let mut detail = Map::new();
    if let Some(role) = change.role.filter(|role| *role != before.role) {
        detail.insert("role".to_owned(), json!({ "from": before.role, "to": role }));
    }
    if let Some(disabled) = change.disabled.filter(|disabled| *disabled != before.disabled_at.is_some()) {
        detail.insert("disabled".to_owned(), json!(disabled));
    }
    if let Some(name) = change.name.as_ref().filter(|name| name.as_str() != before.name) {
        detail.insert("name".to_owned(), json!({ "from": before.name, "to": name.as_str() }));
    }
    if let Some(teams) = change.team_ids.as_ref().filter(|teams| **teams != before.team_ids) {
        detail.insert("team_ids".to_owned(), json!(teams));
    }
    if detail.is_empty() {
        return Ok(());
    }
    let detail = detail.into();
    audit::record(tx, workspace, by, "agent.updated", &before.id.to_string(), &detail)?;
    tx.append(NewEvent::new(workspace, "agent.updated", before.id.0, by.to_string()).with(&detail))?;
    Ok(())
}
