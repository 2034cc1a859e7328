//! The first run: a workspace and its first owner.

use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use language::Language;
use serde_json::json;

use super::{BusinessHours, Settings, store};
use crate::audit::{self, Actor};
use crate::team::{self, AgentId, NewAgent, Role};
use crate::text::{Name, TimeZoneName};

/// Who sets up, and what.
#[derive(Debug, Clone)]
pub struct Founder {
    /// The company's name.
    pub workspace_name: Name,
    /// The owner's name.
    pub name: Name,
    /// In lower case; the owner signs in with it.
    pub email: String,
    /// From [`crate::sign_in::Passwords::hash`].
    pub password_hash: String,
    /// Of the workspace and the owner's screens.
    pub language: Language,
    /// Of the workspace and the owner.
    pub time_zone: TimeZoneName,
}

/// Why nothing was set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// There is a workspace already.
    #[error("there is a workspace already; sign in, or ask its owner for an invitation")]
    AlreadyDone,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Series of the counter that two first runs at the same moment wait for each other on.
const GUARD: (WorkspaceId, &str) = (WorkspaceId(0), "setup");

/// Makes the workspace and its owner, once.
///
/// # Errors
/// [`SetupError::AlreadyDone`].
pub fn set_up(tx: &mut Tx<'_>, founder: &Founder, ip: &str) -> Result<(WorkspaceId, AgentId), SetupError> {
    tx.count(GUARD.0, GUARD.1)?;
    if !store::all(tx.db)?.is_empty() {
        return Err(SetupError::AlreadyDone);
    }
    Ok(found_workspace(tx, founder, ip)?)
}

/// Makes a workspace and its owner beside those that exist.
///
/// # Errors
/// Only those of the database.
pub fn found_workspace(
    tx: &mut Tx<'_>,
    founder: &Founder,
    ip: &str,
) -> Result<(WorkspaceId, AgentId), DbError> {
    let zone = founder.time_zone.as_str();
    let settings = Settings { business_hours: BusinessHours::weekdays_in(zone), ..Settings::default() };
    let id = store::insert(tx, founder.workspace_name.as_str(), founder.language, zone, &settings)?;
    let owner = NewAgent {
        workspace: id,
        name: founder.name.clone(),
        email: founder.email.clone(),
        role: Role::Owner,
        password_hash: founder.password_hash.clone(),
        language: founder.language,
        time_zone: zone.to_owned(),
    };
    let agent = team::insert_agent(tx, &owner)?;
    let actor = Actor::agent(agent, founder.name.as_str(), ip);
    let detail = json!({ "owner": founder.email });
    audit::record(tx, id, &actor, "workspace.created", "", &detail)?;
    tx.append(NewEvent::new(id, "workspace.created", id.0, actor.to_string()))?;
    tx.append(NewEvent::new(id, "agent.created", agent.0, actor.to_string()))?;
    Ok((id, agent))
}
