//! A new password by a mailed link, for who forgot the old one.

use database::{DbError, Tx};
use serde_json::json;

use super::opening::{Client, Opened, open};
use super::secret_token::hash_of;
use super::store;
use crate::audit::{self, Actor};
use crate::system_mail::{self, SystemMail};
use crate::team::{self, Account};
use crate::{App, workspaces};

/// Puts the mail with the link into the outbox. The link holds the only copy of the token.
pub(super) fn mail_link(tx: &mut Tx<'_>, app: &App, agent: &Account, client: &Client) -> Result<(), DbError> {
    let token = database::secrets::fresh_token();
    let id = store::insert_reset(tx, agent.workspace, agent.id, &hash_of(&token))?;
    let workspace = workspaces::find(tx.db, agent.workspace)?
        .ok_or_else(|| DbError::Corrupt(format!("{} works in no workspace", agent.id)))?;
    let link = app.link(&format!("password-reset/{token}"));
    let mail = SystemMail::password_reset(&agent.email, &agent.name, agent.language, &workspace.name, &link);
    system_mail::enqueue(tx, agent.workspace, id.0, &format!("password-reset:{id}"), &mail)?;
    let actor = Actor::stranger(&client.address.0.to_string());
    audit::record(
        tx,
        agent.workspace,
        &actor,
        "password_reset.requested",
        &agent.id.to_string(),
        &json!({}),
    )?;
    Ok(())
}

/// Takes the link's one use: sets the password, ends every session and begins one. `None` when it works no more.
pub(super) fn complete(
    tx: &mut Tx<'_>,
    token: &str,
    password_hash: &str,
    client: &Client,
) -> Result<Option<Opened>, DbError> {
    let Some((workspace, id)) = store::find_reset(tx.db, &hash_of(token), tx.now)? else { return Ok(None) };
    // Two requests with the same link on two nodes: whoever deletes the row goes on.
    if store::forget_resets(tx, workspace, id)? == 0 {
        return Ok(None);
    }
    let Some(agent) = team::find_agent(tx.db, workspace, id)? else { return Ok(None) };
    team::save_password(tx, workspace, id, password_hash)?;
    store::end_all(tx, workspace, id, None)?;
    let actor = Actor::agent(id, &agent.name, &client.address.0.to_string());
    audit::record(tx, workspace, &actor, "password_reset.completed", &id.to_string(), &json!({}))?;
    open(tx, workspace, (id, &agent.name), client, "password_reset").map(Some)
}
