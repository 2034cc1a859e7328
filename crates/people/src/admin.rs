//! What the command line does beside a running server or without one: an owner, a token, a new password.

use database::{Database, DbError};
use language::Language;
use serde_json::json;

use crate::audit::{self, Actor};
use crate::sign_in::{self, NewPassword, PasswordError, Passwords};
use crate::team::{self, AgentId, NewAgent, Role};
use crate::text::{Name, TextError, TimeZoneName};
use crate::tokens::{self, NewToken};
use crate::workspaces::setup::found_workspace;
use crate::workspaces::{self, Founder};

/// Why the command did nothing; the Display is the line on stderr.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// Not an e-mail address.
    #[error("{0:?} is not an e-mail address: {1}")]
    Email(String, mail::address::AddressError),
    /// Not a name.
    #[error("the name {0}")]
    Name(TextError),
    /// Not taken as a password.
    #[error("the password {0}")]
    Password(PasswordError),
    /// Somebody has the address.
    #[error("somebody signs in with {0} already")]
    EmailTaken(String),
    /// Nobody has the address.
    #[error("nobody signs in with {0}")]
    NobodyHas(String),
    /// There is no workspace that a token could be for.
    #[error("there is no workspace yet: run `tillside admin create-owner` first")]
    NoWorkspace,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<sign_in::password::Busy> for AdminError {
    fn from(busy: sign_in::password::Busy) -> Self {
        Self::Database(DbError::Unavailable(busy.to_string()))
    }
}

/// An owner to make.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Signs in with it.
    pub email: String,
    /// As others read it.
    pub name: String,
    /// `None` makes one up, which is returned.
    pub password: Option<String>,
    /// Of the owner's screens, and of the workspace if it is the first.
    pub language: Language,
    /// Of the owner, and of the workspace if it is the first.
    pub time_zone: TimeZoneName,
}

/// Makes an owner, and the workspace (named after the address's domain) if there is none yet. Returns the password if it was
/// made up.
///
/// # Errors
/// [`AdminError`].
pub async fn create_owner(database: &Database, owner: Owner) -> Result<Option<String>, AdminError> {
    let email = parse_email(&owner.email)?;
    let name: Name = owner.name.parse().map_err(AdminError::Name)?;
    let domain = email.domain_for_display();
    let workspace_name: Name = domain.parse().unwrap_or_else(|_| name.clone());
    let made_up = owner.password.is_none().then(database::secrets::fresh_token);
    let text = owner.password.or_else(|| made_up.clone()).expect("one of both is there");
    let founder = Founder {
        workspace_name,
        name,
        password_hash: hash(&text, &email.identity()).await?,
        email: email.identity(),
        language: owner.language,
        time_zone: owner.time_zone,
    };
    database
        .write(move |tx| {
            if team::is_email_taken(tx.db, &founder.email)? {
                return Err(AdminError::EmailTaken(founder.email));
            }
            match workspaces::all(tx.db)?.into_iter().next() {
                None => {
                    found_workspace(tx, &founder, "")?;
                }
                Some(workspace) => add_owner(tx, workspace.id, &founder)?,
            }
            Ok(())
        })
        .await?;
    Ok(made_up)
}

fn add_owner(
    tx: &mut database::Tx<'_>,
    workspace: database::WorkspaceId,
    founder: &Founder,
) -> Result<(), DbError> {
    let new = NewAgent {
        workspace,
        name: founder.name.clone(),
        email: founder.email.clone(),
        role: Role::Owner,
        password_hash: founder.password_hash.clone(),
        language: founder.language,
        time_zone: founder.time_zone.as_str().to_owned(),
    };
    let id: AgentId = team::insert_agent(tx, &new)?;
    let by = Actor::command_line();
    let detail = json!({ "email": founder.email, "role": Role::Owner });
    audit::record(tx, workspace, &by, "agent.created", &id.to_string(), &detail)?;
    tx.append(database::events::NewEvent::new(workspace, "agent.created", id.0, by.to_string()))?;
    Ok(())
}

/// Makes a token for the oldest workspace and returns its text, `tsk_…`.
///
/// # Errors
/// [`AdminError::NoWorkspace`], [`AdminError::Database`].
pub async fn create_token(database: &Database, new: NewToken) -> Result<String, AdminError> {
    database
        .write(move |tx| {
            let workspace = workspaces::all(tx.db)?.into_iter().next().ok_or(AdminError::NoWorkspace)?;
            let (_, text) = tokens::create(tx, workspace.id, &Actor::command_line(), &new)?;
            Ok(text)
        })
        .await
}

/// Gives somebody a new password and ends all their sessions: the way back in where no mail can be sent.
///
/// # Errors
/// [`AdminError`].
pub async fn set_password(database: &Database, email: &str, password: &str) -> Result<(), AdminError> {
    let email = parse_email(email)?.identity();
    let hash = hash(password, &email).await?;
    database
        .write(move |tx| {
            let Some(agent) = team::find_account(tx.db, &email)? else {
                return Err(AdminError::NobodyHas(email));
            };
            team::save_password(tx, agent.workspace, agent.id, &hash)?;
            sign_in::end_all(tx, agent.workspace, agent.id, None)?;
            let (by, id) = (Actor::command_line(), agent.id.to_string());
            audit::record(tx, agent.workspace, &by, "password.changed", &id, &json!({}))?;
            Ok(())
        })
        .await
}

fn parse_email(text: &str) -> Result<mail::EmailAddress, AdminError> {
    text.parse().map_err(|cause| AdminError::Email(text.to_owned(), cause))
}

async fn hash(password: &str, email: &str) -> Result<String, AdminError> {
    let password = NewPassword::parse(password, email).map_err(AdminError::Password)?;
    Ok(Passwords::default().hash(password).await?)
}
