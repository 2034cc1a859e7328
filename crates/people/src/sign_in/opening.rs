//! Beginning a session: the one way in after a password, a reset, an invitation and the first run.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use database::{DbError, Tx, WorkspaceId};
use serde_json::json;
use web::ClientAddress;

use super::secret_token::hash_of;
use super::{cookies, store};
use crate::audit::{self, Actor};
use crate::team::AgentId;

/// Longest name of a browser that is kept, in characters.
const USER_AGENT_MAX: usize = 300;

/// The browser that asks, before anybody is known.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) address: ClientAddress,
    pub(crate) user_agent: String,
    pub(crate) device: Option<String>,
}

impl Client {
    fn of(headers: &HeaderMap, address: ClientAddress) -> Self {
        let user_agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            address,
            user_agent: user_agent.chars().take(USER_AGENT_MAX).collect(),
            device: cookies::read(headers, cookies::DEVICE).map(str::to_owned),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let address = ClientAddress::from_request_parts(parts, state).await?;
        Ok(Self::of(&parts.headers, address))
    }
}

/// A session that has just begun, with the token that only the browser keeps.
pub(crate) struct Opened {
    pub(crate) workspace: WorkspaceId,
    pub(crate) agent: AgentId,
    pub(crate) token: String,
}

/// Begins a session in the transaction that decided it. `how` goes to the audit log: `password`, `invitation`.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    (agent, name): (AgentId, &str),
    client: &Client,
    how: &'static str,
) -> Result<Opened, DbError> {
    let token = database::secrets::fresh_token();
    let ip = client.address.0.to_string();
    let new = store::NewSession {
        workspace,
        agent,
        token_hash: &hash_of(&token),
        ip: &ip,
        user_agent: &client.user_agent,
    };
    let session = store::insert(tx, &new)?;
    crate::team::mark_seen(tx, workspace, agent)?;
    let detail = json!({ "by": how, "user_agent": client.user_agent });
    audit::record(
        tx,
        workspace,
        &Actor::agent(agent, name, &ip),
        "session.started",
        &session.to_string(),
        &detail,
    )?;
    Ok(Opened { workspace, agent, token })
}
