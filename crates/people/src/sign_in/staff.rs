//! Who is asking: the extractor that every route of staff begins with.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use database::{DbError, WorkspaceId};
use subtle::ConstantTimeEq;
use web::{ClientAddress, Problem};

use super::secret_token::hash_of;
use super::session::{self, SessionId};
use super::{cookies, store};
use crate::audit::Actor;
use crate::team::{AgentId, Permission, Permissions, Role};
use crate::tokens::{self, TokenId};
use crate::{App, Failure};

/// Header of the CSRF token that comes with unsafe methods in a session.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// Somebody who works here, or a program with a token. As a handler's argument it refuses everybody else with 401, and with
/// 403 `csrf` a change in a session without its CSRF token. Works with every router state from which an [`App`] is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The only workspace whose rows may be seen or changed.
    pub workspace: WorkspaceId,
    /// Who; `None` for a program.
    pub agent: Option<AgentId>,
    /// Their role; `None` for a program, whose scopes are its permissions.
    pub role: Option<Role>,
    /// The name of the person or of the token.
    pub name: String,
    /// What may be done.
    pub permissions: Permissions,
    /// How they came in.
    pub way: Way,
    /// The client's address.
    pub ip: String,
}

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In a browser.
    Session(SessionId),
    /// With an API token.
    Token(TokenId),
}

impl Staff {
    /// Goes on only with this permission.
    ///
    /// # Errors
    /// 403 `forbidden` that names the permission.
    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.permissions.has(permission) {
            Ok(())
        } else {
            Err(Problem::forbidden(format!("this needs the permission {permission}")))
        }
    }

    /// Goes on only for a person.
    ///
    /// # Errors
    /// 403 `forbidden` for a program.
    pub fn person(&self) -> Result<AgentId, Problem> {
        self.agent.ok_or_else(|| Problem::forbidden("this is for people; a token has no profile or session"))
    }

    /// Whether they may still be here: the session has not ended, the agent is not shut out, the token was not revoked. For
    /// what stays open after it was let in.
    ///
    /// # Errors
    /// Only those of the database.
    pub async fn is_still_here(&self, app: &App) -> Result<bool, DbError> {
        let (workspace, way, now) = (self.workspace, self.way, app.database.now());
        app.database
            .read(move |db| match way {
                Way::Session(id) => store::is_open(db, workspace, id, now),
                Way::Token(id) => tokens::is_known(db, workspace, id),
            })
            .await
    }

    /// As events name who did something: `agent:agt_…` or `token:tok_…`.
    #[must_use]
    pub fn actor(&self) -> String {
        self.author().to_string()
    }

    /// As the audit log names who did something.
    #[must_use]
    pub fn author(&self) -> Actor {
        match (self.way, self.agent) {
            (Way::Session(_), Some(agent)) => Actor::agent(agent, &self.name, &self.ip),
            (Way::Session(_), None) => unreachable!("a session is always somebody's"),
            (Way::Token(token), _) => Actor::token(token, &self.name, &self.ip),
        }
    }
}

impl<S> FromRequestParts<S> for Staff
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        // A handler may ask twice: for the staff and for a body whose key belongs to them.
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let app = App::from_ref(state);
        let Ok(ClientAddress(ip)) = ClientAddress::from_request_parts(parts, state).await;
        let ip = ip.to_string();
        let staff = match bearer(&parts.headers)? {
            Some(token) => by_token(&app, token, ip).await?,
            None => by_session(&app, parts, ip).await?,
        };
        parts.extensions.insert(staff.clone());
        Ok(staff)
    }
}

/// The token in `Authorization: Bearer` (RFC 6750 §2.1); a header of another kind is refused, not ignored.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = value.to_str().ok().and_then(|value| value.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        Some(_) | None => Err(Problem::unauthorized("the Authorization header is not `Bearer tsk_…`")),
    }
}

async fn by_token(app: &App, token: &str, ip: String) -> Result<Staff, Failure> {
    let known = tokens::recognise(&app.database, token).await?;
    let known =
        known.ok_or_else(|| Problem::unauthorized("this token is not known; it may have been revoked"))?;
    Ok(Staff {
        workspace: known.workspace,
        agent: None,
        role: None,
        name: known.name,
        permissions: known.scopes.permissions(),
        way: Way::Token(known.id),
        ip,
    })
}

async fn by_session(app: &App, parts: &Parts, ip: String) -> Result<Staff, Failure> {
    let token = cookies::read(&parts.headers, cookies::SESSION)
        .ok_or_else(|| Problem::unauthorized("there is neither a token nor a session"))?;
    let hash = hash_of(token);
    let now = app.database.now();
    let of_token = hash.clone();
    let known = app.database.glance(move |db| store::find(db, &of_token, now)).await?;
    let known = known.ok_or_else(|| Problem::unauthorized("the session has ended"))?;
    if !is_safe(&parts.method) {
        check_csrf(app, &parts.headers, &hash)?;
    }
    let staff = Staff {
        workspace: known.workspace,
        agent: Some(known.agent),
        role: Some(known.role),
        name: known.name.clone(),
        permissions: known.role.permissions(),
        way: Way::Session(known.session),
        ip: ip.clone(),
    };
    if now.since(known.last_seen_at) >= session::COARSE {
        let written = app.database.write::<_, DbError, _>(move |tx| store::touch(tx, &known, &ip)).await;
        if let Err(cause) = written {
            // Reading goes on while nothing can be written, as on a full disk.
            tracing::warn!(%cause, "the use of a session could not be noted");
        }
    }
    Ok(staff)
}

/// RFC 9110 §9.2.1.
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn check_csrf(app: &App, headers: &HeaderMap, token_hash: &str) -> Result<(), Problem> {
    let expected = session::csrf(&app.secrets, token_hash);
    let given = headers.get(CSRF_HEADER).map_or(&b""[..], |value| value.as_bytes());
    if bool::from(expected.as_bytes().ct_eq(given)) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "csrf",
        "The CSRF token is missing or wrong",
        "send the `csrf` of GET /session in X-CSRF-Token",
    ))
}
