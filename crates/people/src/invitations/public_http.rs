//! `/invitation/{token}`: for who is invited.

use axum::extract::State;
use database::DbError;
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::{InvitationError, accept, find_by_token};
use crate::fields::Fields;
use crate::sign_in::http::{Session, new_password};
use crate::sign_in::{Client, Secret, SignedIn, open};
use crate::text::Name;
use crate::{App, Failure, workspaces};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, take))
}

fn no_such_link() -> Problem {
    Problem::not_found("invitation; it works once and for seven days")
}

/// What somebody is invited to.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationShown {
    email: String,
    name: String,
    workspace_name: String,
    language: Language,
}

/// What the link is an invitation to.
#[utoipa::path(get, path = "/invitation/{token}", tag = "sign-in", params(("token" = String, Path)), security(()),
    responses((status = 200, body = InvitationShown), (status = 404, body = web::ProblemBody)))]
async fn show(
    State(app): State<App>,
    client: Client,
    Path(token): Path<String>,
) -> Result<Json<InvitationShown>, Failure> {
    let now = app.database.now();
    app.limits().link(client.address, now)?;
    let found = app
        .database
        .read(move |db| {
            let Some(invitation) = find_by_token(db, &token, now)? else { return Ok(None) };
            let workspace = workspaces::find(db, invitation.workspace)?;
            Ok::<_, DbError>(workspace.map(|workspace| (invitation, workspace)))
        })
        .await?;
    let (invitation, workspace) = found.ok_or_else(no_such_link)?;
    Ok(Json(InvitationShown {
        email: invitation.email,
        name: invitation.name,
        workspace_name: workspace.name,
        language: invitation.language,
    }))
}

/// How somebody joins.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    name: String,
    password: Secret,
}

/// Joins the team and signs in.
#[utoipa::path(post, path = "/invitation/{token}", tag = "sign-in", params(("token" = String, Path)), security(()),
    request_body = Acceptance, responses((status = 200, body = Session), (status = 404, body = web::ProblemBody),
        (status = 422, body = web::ProblemBody)))]
async fn take(
    State(app): State<App>,
    client: Client,
    Path(token): Path<String>,
    Json(body): Json<Acceptance>,
) -> Result<SignedIn, Failure> {
    let now = app.database.now();
    app.limits().link(client.address, now)?;
    let text = token.clone();
    let invitation = app.database.read(move |db| find_by_token(db, &text, now)).await?;
    let invitation = invitation.ok_or_else(no_such_link)?;
    let mut fields = Fields::new();
    let name = fields.parse::<Name>("/name", &body.name);
    fields.done()?;
    let name = name.expect("what is missing was refused above");
    let hash = app.passwords().hash(new_password("/password", &body.password, &invitation.email)?).await?;
    let opened = app
        .database
        .write::<_, InvitationError, _>(move |tx| {
            let ip = client.address.0.to_string();
            let Some((workspace, agent)) = accept(tx, &token, &name, &hash, &ip)? else { return Ok(None) };
            Ok(Some(open(tx, workspace, (agent, name.as_str()), &client, "invitation")?))
        })
        .await?
        .ok_or_else(no_such_link)?;
    SignedIn::tell(&app, opened).await
}
