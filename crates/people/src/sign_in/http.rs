//! `/session`, `/me/password`: coming in, going out, and a new password.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::events::{self, EventId};
use database::{DbError, WorkspaceId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Problem};

use super::opening::{Client, Opened, open};
use super::password::{Busy, NewPassword, PasswordError};
use super::secret::Secret;
use super::secret_token::hash_of;
use super::{Staff, Way, cookies, device, resets_http, session, sessions_http, store};
use crate::audit::{self, Actor};
use crate::fields::FieldCode;
use crate::team::http::Agent;
use crate::team::{self, AgentId, Permission};
use crate::workspaces::http::Workspace;
use crate::{App, Failure, workspaces};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_in, current, sign_out))
        .routes(routes!(change_password))
        .merge(sessions_http::routes())
        .merge(resets_http::routes())
}

impl From<Busy> for Failure {
    fn from(busy: Busy) -> Self {
        Problem::unavailable(busy.to_string()).into()
    }
}

impl FieldCode for PasswordError {
    fn field_code(&self) -> &'static str {
        self.code()
    }
}

/// A new password, or a 422 at the pointer.
pub(crate) fn new_password(pointer: &str, text: &str, email: &str) -> Result<NewPassword, Problem> {
    NewPassword::parse(text, email).map_err(|error| Problem::field(pointer, error.code(), error.to_string()))
}

/// Who is signed in, and what the console needs to begin.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Who.
    agent: Agent,
    /// Where.
    workspace: Workspace,
    /// Goes into `X-CSRF-Token` of every POST, PUT, PATCH and DELETE.
    csrf: String,
    /// What they may do.
    permissions: Vec<Permission>,
    /// `evt_…`: what happens from now on, `GET /events?since=` tells, also what happens before that is asked for.
    events_since: EventId,
}

/// A session that has just begun: its body and its cookies.
pub(crate) struct SignedIn {
    session: Session,
    headers: HeaderMap,
}

impl SignedIn {
    /// What the browser is told about a session that has just been committed.
    pub(crate) async fn tell(app: &App, opened: Opened) -> Result<Self, Failure> {
        let session = read_session(app, opened.workspace, opened.agent, &hash_of(&opened.token)).await?;
        let device = device::issue(&app.secrets, &session.agent.email);
        let mut headers = HeaderMap::new();
        let set = |name, value: &str, age| cookies::set(&app.public_url, name, value, age);
        headers.append(header::SET_COOKIE, set(cookies::SESSION, &opened.token, session::LONGEST));
        headers.append(header::SET_COOKIE, set(cookies::DEVICE, &device, cookies::DEVICE_AGE));
        Ok(Self { session, headers })
    }
}

impl IntoResponse for SignedIn {
    fn into_response(self) -> Response {
        (self.headers, Json(self.session)).into_response()
    }
}

async fn read_session(
    app: &App,
    workspace: WorkspaceId,
    agent: AgentId,
    token_hash: &str,
) -> Result<Session, Failure> {
    let (newest, agent, workspace) = app
        .database
        .read(move |db| {
            let newest = events::newest(db, workspace)?;
            let agent = team::find_agent(db, workspace, agent)?;
            Ok::<_, DbError>((newest, agent, workspaces::find(db, workspace)?))
        })
        .await?;
    let gone = || Problem::unauthorized("the session has ended");
    let (agent, workspace) = (agent.ok_or_else(gone)?, workspace.ok_or_else(gone)?);
    Ok(Session {
        permissions: agent.role.permissions().list(),
        agent: Agent::shown(agent, app.database.now()),
        workspace: workspace.into(),
        csrf: session::csrf(&app.secrets, token_hash),
        // Where nothing has happened yet, a stream begins with the word to ask anew.
        events_since: newest.unwrap_or(EventId(0)),
    })
}

/// An address and its password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Credentials {
    email: String,
    password: Secret,
}

fn invalid_credentials() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "invalid-credentials",
        "Address and password do not match",
        "the address is not known, the password is another, or the account is disabled",
    )
}

/// Signs in.
#[utoipa::path(post, path = "/session", tag = "sign-in", request_body = Credentials, security(()), responses(
    (status = 200, body = Session),
    (status = 401, description = "`invalid-credentials`", body = web::ProblemBody),
    (status = 429, description = "too many failures; see Retry-After", body = web::ProblemBody)))]
async fn sign_in(
    State(app): State<App>,
    client: Client,
    Json(credentials): Json<Credentials>,
) -> Result<SignedIn, Failure> {
    // What is no address belongs to nobody and is counted and answered like one that nobody has.
    let email = credentials.email.parse::<mail::EmailAddress>().map(|address| address.identity());
    let email = email.unwrap_or_else(|_| credentials.email.chars().take(254).collect());
    let known_device =
        client.device.as_deref().and_then(|cookie| device::recognise(&app.secrets, &email, cookie));
    let tried = app.limits().sign_in(client.address, &email, known_device, app.database.now())?;

    let found = app.database.read(move |db| team::find_account(db, &email)).await?;
    let stored = found.as_ref().map(|account| account.password_hash.as_str());
    let matches = app.passwords().verify(&credentials.password, stored).await?;
    let account = match found {
        Some(account) if matches && account.disabled_at.is_none() => account,
        Some(account) => {
            // Not awaited: how long it takes would tell that somebody has the address.
            tokio::spawn(note_failure(app, account.workspace, account.id, client));
            return Err(invalid_credentials().into());
        }
        None => return Err(invalid_credentials().into()),
    };
    app.limits().succeeded(&tried);
    let opened = app
        .database
        .write::<_, DbError, _>(move |tx| {
            open(tx, account.workspace, (account.id, &account.name), &client, "password")
        })
        .await?;
    SignedIn::tell(&app, opened).await
}

/// Not more often than the account's bucket lets through.
async fn note_failure(app: App, workspace: WorkspaceId, agent: AgentId, client: Client) {
    let actor = Actor::stranger(&client.address.0.to_string());
    let detail = json!({ "user_agent": client.user_agent });
    let noted = app
        .database
        .write::<_, DbError, _>(move |tx| {
            audit::record(tx, workspace, &actor, "session.refused", &agent.to_string(), &detail)
        })
        .await;
    if let Err(cause) = noted {
        tracing::error!(%cause, "a sign-in that failed could not be noted");
    }
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "sign-in", responses(
    (status = 200, body = Session), (status = 401, body = web::ProblemBody)))]
async fn current(State(app): State<App>, staff: Staff, headers: HeaderMap) -> Result<Json<Session>, Failure> {
    let agent = staff.person()?;
    let token = cookies::read(&headers, cookies::SESSION).unwrap_or_default();
    Ok(Json(read_session(&app, staff.workspace, agent, &hash_of(token)).await?))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "sign-in", responses((status = 204)))]
async fn sign_out(State(app): State<App>, staff: Staff) -> Result<Response, Failure> {
    let agent = staff.person()?;
    if let Way::Session(id) = staff.way {
        app.database
            .write::<_, DbError, _>(move |tx| {
                store::end(tx, staff.workspace, agent, id)?;
                audit::record(
                    tx,
                    staff.workspace,
                    &staff.author(),
                    "session.ended",
                    &id.to_string(),
                    &json!({}),
                )
            })
            .await?;
    }
    let forget = cookies::forget(&app.public_url, cookies::SESSION);
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, forget)]).into_response())
}

/// The password now and the one to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    current: Secret,
    new: Secret,
}

/// Changes one's own password and ends one's other sessions.
#[utoipa::path(post, path = "/me/password", tag = "sign-in", request_body = PasswordChange, responses(
    (status = 204), (status = 422, description = "`/current` is wrong, or `/new` is not taken", body = web::ProblemBody),
    (status = 429, body = web::ProblemBody)))]
async fn change_password(
    State(app): State<App>,
    staff: Staff,
    client: Client,
    Json(change): Json<PasswordChange>,
) -> Result<StatusCode, Failure> {
    let me = staff.person()?;
    let workspace = staff.workspace;
    let (agent, stored) = app
        .database
        .read(move |db| {
            Ok::<_, DbError>((team::find_agent(db, workspace, me)?, team::password_hash(db, workspace, me)?))
        })
        .await?;
    let email =
        agent.map(|agent| agent.email).ok_or_else(|| Problem::unauthorized("the session has ended"))?;
    // Whoever sits at a screen that was left open must not be able to guess here faster than at the door.
    let tried = app.limits().sign_in(client.address, &email, Some(me.to_string()), app.database.now())?;
    if !app.passwords().verify(&change.current, Some(&stored)).await? {
        return Err(Problem::field("/current", "wrong-password", "is not the current password").into());
    }
    app.limits().succeeded(&tried);
    let hash = app.passwords().hash(new_password("/new", &change.new, &email)?).await?;
    app.database
        .write::<_, DbError, _>(move |tx| {
            let this = match staff.way {
                Way::Session(id) => Some(id),
                Way::Token(_) => None,
            };
            team::save_password(tx, workspace, me, &hash)?;
            store::forget_resets(tx, workspace, me)?;
            let ended = store::end_all(tx, workspace, me, this)?;
            let detail = json!({ "sessions_ended": ended });
            audit::record(tx, workspace, &staff.author(), "password.changed", &me.to_string(), &detail)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
