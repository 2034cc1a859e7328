//! `/password-resets`.

use axum::extract::State;
use axum::http::StatusCode;
use database::DbError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::http::{Session, SignedIn, new_password};
use super::opening::Client;
use super::secret::Secret;
use super::secret_token::hash_of;
use super::{resets, store};
use crate::team::{self, Agent};
use crate::{App, Failure};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(request)).routes(routes!(show, complete))
}

/// Whose password is forgotten.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResetRequest {
    email: String,
}

/// Mails a link to a new password, if somebody has this address. The answer is always the same, and as fast.
#[utoipa::path(post, path = "/password-resets", tag = "sign-in", request_body = ResetRequest, security(()),
    responses((status = 202), (status = 429, body = web::ProblemBody)))]
async fn request(
    State(app): State<App>,
    client: Client,
    Json(body): Json<ResetRequest>,
) -> Result<StatusCode, Failure> {
    app.limits().reset(client.address, app.database.now())?;
    if let Ok(email) = body.email.parse::<mail::EmailAddress>() {
        // Not awaited: how long it takes would tell whether somebody has the address.
        tokio::spawn(mail_if_known(app, email.identity(), client));
    }
    Ok(StatusCode::ACCEPTED)
}

async fn mail_if_known(app: App, email: String, client: Client) {
    if !app.limits().may_mail_reset(&email, app.database.now()) {
        return;
    }
    let state = app.clone();
    let mailed = app
        .database
        .write::<_, DbError, _>(move |tx| match team::find_account(tx.db, &email)? {
            Some(agent) if agent.disabled_at.is_none() => resets::mail_link(tx, &state, &agent, &client),
            Some(_) | None => Ok(()),
        })
        .await;
    if let Err(cause) = mailed {
        tracing::error!(%cause, "the mail with a link to a new password could not be queued");
    }
}

/// Whose link it is.
#[derive(Debug, Serialize, ToSchema)]
struct ResetShown {
    email: String,
}

fn no_such_link() -> Problem {
    Problem::not_found("link; it works once and for an hour")
}

async fn agent_of(app: &App, token: &str) -> Result<Agent, Failure> {
    let (hash, now) = (hash_of(token), app.database.now());
    let agent = app
        .database
        .read(move |db| match store::find_reset(db, &hash, now)? {
            Some((workspace, agent)) => team::find_agent(db, workspace, agent),
            None => Ok(None),
        })
        .await?;
    Ok(agent.ok_or_else(no_such_link)?)
}

/// Whose password a link changes.
#[utoipa::path(get, path = "/password-resets/{token}", tag = "sign-in", params(("token" = String, Path)), security(()),
    responses((status = 200, body = ResetShown), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    client: Client,
    Path(token): Path<String>,
) -> Result<Json<ResetShown>, Failure> {
    app.limits().link(client.address, app.database.now())?;
    let agent = agent_of(&app, &token).await?;
    Ok(Json(ResetShown { email: agent.email }))
}

/// The password to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResetCompletion {
    password: Secret,
}

/// Sets the password, ends every session of the account and signs in.
#[utoipa::path(post, path = "/password-resets/{token}", tag = "sign-in", params(("token" = String, Path)), security(()),
    request_body = ResetCompletion, responses((status = 200, body = Session), (status = 404, body = web::ProblemBody),
        (status = 422, body = web::ProblemBody)))]
async fn complete(
    State(app): State<App>,
    client: Client,
    Path(token): Path<String>,
    Json(body): Json<ResetCompletion>,
) -> Result<SignedIn, Failure> {
    app.limits().link(client.address, app.database.now())?;
    let agent = agent_of(&app, &token).await?;
    let hash = app.passwords().hash(new_password("/password", &body.password, &agent.email)?).await?;
    let opened = app
        .database
        .write::<_, DbError, _>(move |tx| resets::complete(tx, &token, &hash, &client))
        .await?
        .ok_or_else(no_such_link)?;
    SignedIn::tell(&app, opened).await
}
