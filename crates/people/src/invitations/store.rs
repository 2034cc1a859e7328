//! Every query on invitations.

use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::json;

use super::invitation::LIFE;
use super::{Invitation, InvitationError, InvitationId, NewInvitation};
use crate::audit::{self, Actor};
use crate::schema::invitation;
use crate::sign_in::hash_of;
use crate::system_mail::{self, SystemMail};
use crate::team::{self, AgentId, NewAgent, Role, TeamId};
use crate::text::Name;
use crate::workspaces::Workspace;
use crate::{App, LanguageColumn, workspaces};

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitation)]
struct Row {
    workspace_id: WorkspaceId,
    id: InvitationId,
    email: String,
    name: String,
    role: Role,
    team_ids: String,
    language: LanguageColumn,
    invited_by: String,
    created_at: Time,
    expires_at: Time,
}

impl TryFrom<Row> for Invitation {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let team_ids = serde_json::from_str(&row.team_ids)
            .map_err(|cause| DbError::Corrupt(format!("teams of {}: {cause}", row.id)))?;
        Ok(Self {
            workspace: row.workspace_id,
            id: row.id,
            email: row.email,
            name: row.name,
            role: row.role,
            team_ids,
            language: row.language.0,
            invited_by: row.invited_by,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}

/// The invitations of a workspace that nobody accepted, newest first.
///
/// # Errors
/// Only those of the database.
pub fn list(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<Invitation>, DbError> {
    let rows: Vec<Row> = invitation::table
        .filter(invitation::workspace_id.eq(workspace))
        .order(invitation::id.desc())
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Invitation::try_from).collect()
}

/// The invitation of a link, while it works.
///
/// # Errors
/// Only those of the database.
pub fn find_by_token(db: &mut Db, token: &str, now: Time) -> Result<Option<Invitation>, DbError> {
    let row: Option<Row> = invitation::table
        .filter(invitation::token_hash.eq(hash_of(token)))
        .filter(invitation::expires_at.gt(now))
        .select(Row::as_select())
        .first(db)
        .optional()?;
    row.map(Invitation::try_from).transpose()
}

fn find(db: &mut Db, workspace: WorkspaceId, id: InvitationId) -> Result<Invitation, InvitationError> {
    let row: Option<Row> =
        invitation::table.find((workspace, id)).select(Row::as_select()).first(db).optional()?;
    row.map(Invitation::try_from).transpose()?.ok_or(InvitationError::NoSuchInvitation)
}

/// Invites somebody: keeps the invitation, puts the mail into the outbox, and returns the link. Only an owner
/// (`by_role`) invites owners.
///
/// # Errors
/// [`InvitationError`].
pub fn invite(
    tx: &mut Tx<'_>,
    app: &App,
    workspace: WorkspaceId,
    (by, by_role): (&Actor, Option<Role>),
    new: &NewInvitation,
) -> Result<(Invitation, String), InvitationError> {
    team::refuse_unless_owner(by_role, &[new.role])?;
    team::teams::refuse_unknown_teams(tx.db, workspace, &new.team_ids)?;
    if team::is_email_taken(tx.db, &new.email)? {
        return Err(InvitationError::EmailTaken);
    }
    let same = invitation::workspace_id.eq(workspace).and(invitation::email.eq(&new.email));
    diesel::delete(invitation::table.filter(same)).execute(tx.db)?;
    let (id, token): (InvitationId, _) = (tx.id(), database::secrets::fresh_token());
    let row = (
        invitation::workspace_id.eq(workspace),
        invitation::id.eq(id),
        invitation::email.eq(&new.email),
        invitation::name.eq(new.name.as_str()),
        invitation::role.eq(new.role),
        invitation::team_ids.eq(json!(new.team_ids).to_string()),
        invitation::language.eq(LanguageColumn(new.language)),
        invitation::token_hash.eq(hash_of(&token)),
        invitation::invited_by.eq(&by.name),
        invitation::created_at.eq(tx.now),
        invitation::expires_at.eq(tx.now.plus(LIFE)),
    );
    diesel::insert_into(invitation::table).values(row).execute(tx.db)?;
    let made = find(tx.db, workspace, id)?;
    let link = send(tx, app, &made, &token)?;
    tell(tx, by, "invitation.created", &made)?;
    Ok((made, link))
}

/// Sends an invitation again, with a new link that works for another seven days.
///
/// # Errors
/// [`InvitationError`].
pub fn resend(
    tx: &mut Tx<'_>,
    app: &App,
    workspace: WorkspaceId,
    (by, by_role): (&Actor, Option<Role>),
    id: InvitationId,
) -> Result<(Invitation, String), InvitationError> {
    let before = find(tx.db, workspace, id)?;
    team::refuse_unless_owner(by_role, &[before.role])?;
    let token = database::secrets::fresh_token();
    let change = (invitation::token_hash.eq(hash_of(&token)), invitation::expires_at.eq(tx.now.plus(LIFE)));
    diesel::update(invitation::table.find((workspace, id))).set(change).execute(tx.db)?;
    let again = find(tx.db, workspace, id)?;
    let link = send(tx, app, &again, &token)?;
    tell(tx, by, "invitation.resent", &again)?;
    Ok((again, link))
}

fn send(tx: &mut Tx<'_>, app: &App, invitation: &Invitation, token: &str) -> Result<String, DbError> {
    let link = app.link(&format!("invitation/{token}"));
    let workspace = workspace_of(tx.db, invitation)?;
    let mail = SystemMail::invitation(&system_mail::Invitation {
        to: &invitation.email,
        name: &invitation.name,
        language: invitation.language,
        inviter: &invitation.invited_by,
        workspace: &workspace.name,
        link: &link,
        expires_at: invitation.expires_at,
        time_zone: &workspace.time_zone,
    });
    let key = format!("invitation:{}:{}", invitation.id, hash_of(token));
    system_mail::enqueue(tx, invitation.workspace, invitation.id.0, &key, &mail)?;
    Ok(link)
}

fn workspace_of(db: &mut Db, invitation: &Invitation) -> Result<Workspace, DbError> {
    workspaces::find(db, invitation.workspace)?
        .ok_or_else(|| DbError::Corrupt(format!("{} leads into no workspace", invitation.id)))
}

/// Takes an invitation back; its link stops working.
///
/// # Errors
/// [`InvitationError::NoSuchInvitation`].
pub fn revoke(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    id: InvitationId,
) -> Result<(), InvitationError> {
    let invitation = find(tx.db, workspace, id)?;
    delete(tx, &invitation)?;
    tell(tx, by, "invitation.revoked", &invitation)?;
    Ok(())
}

fn delete(tx: &mut Tx<'_>, invitation: &Invitation) -> Result<bool, DbError> {
    let which = invitation::table.find((invitation.workspace, invitation.id));
    Ok(diesel::delete(which).execute(tx.db)? > 0)
}

/// Takes the link's one use: adds the agent. `None` when it works no more.
///
/// # Errors
/// [`InvitationError::EmailTaken`] when somebody has come to have the address since.
pub fn accept(
    tx: &mut Tx<'_>,
    token: &str,
    name: &Name,
    password_hash: &str,
    ip: &str,
) -> Result<Option<(WorkspaceId, AgentId)>, InvitationError> {
    let Some(invitation) = find_by_token(tx.db, token, tx.now)? else { return Ok(None) };
    // Two requests with the same link on two nodes: whoever deletes the row goes on.
    if !delete(tx, &invitation)? {
        return Ok(None);
    }
    if team::is_email_taken(tx.db, &invitation.email)? {
        return Err(InvitationError::EmailTaken);
    }
    let workspace = workspace_of(tx.db, &invitation)?;
    let new = NewAgent {
        workspace: workspace.id,
        name: name.clone(),
        email: invitation.email.clone(),
        role: invitation.role,
        password_hash: password_hash.to_owned(),
        language: invitation.language,
        time_zone: workspace.time_zone,
    };
    let id = team::insert_agent(tx, &new)?;
    let known: Vec<TeamId> =
        team::teams::list(tx.db, workspace.id)?.into_iter().map(|team| team.id).collect();
    let teams: Vec<TeamId> = invitation.team_ids.iter().copied().filter(|id| known.contains(id)).collect();
    team::teams::set_teams_of(tx.db, workspace.id, id, &teams)?;
    let actor = Actor::agent(id, name.as_str(), ip);
    tell(tx, &actor, "invitation.accepted", &invitation)?;
    tx.append(NewEvent::new(workspace.id, "agent.created", id.0, actor.to_string()))?;
    Ok(Some((workspace.id, id)))
}

fn tell(tx: &mut Tx<'_>, by: &Actor, what: &'static str, invitation: &Invitation) -> Result<(), DbError> {
    let detail = json!({ "email": invitation.email, "role": invitation.role });
    audit::record(tx, invitation.workspace, by, what, &invitation.id.to_string(), &detail)?;
    tx.append(NewEvent::new(invitation.workspace, what, invitation.id.0, by.to_string()))?;
    Ok(())
}
