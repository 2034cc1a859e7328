//! `/invitations`: for who invites.

use axum::extract::State;
use axum::http::StatusCode;
use database::{DbError, Time, outbox};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use super::{InvitationError, InvitationId, NewInvitation, invitation, public_http};
use crate::fields::Fields;
use crate::idempotency::{self, Bare, Create, Once};
use crate::sign_in::Staff;
use crate::team::{Permission, Role, TeamId};
use crate::text::Name;
use crate::{App, Failure};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(revoke))
        .routes(routes!(resend))
        .merge(public_http::routes())
}

impl From<InvitationError> for Failure {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::EmailTaken => Problem::field("/email", "taken", error.to_string()).into(),
            InvitationError::NoSuchInvitation => Problem::not_found("invitation").into(),
            InvitationError::Team(cause) => cause.into(),
            InvitationError::Database(cause) => cause.into(),
        }
    }
}

/// An invitation that nobody accepted yet.
#[derive(Debug, Serialize, ToSchema)]
struct Invitation {
    id: InvitationId,
    email: String,
    name: String,
    role: Role,
    team_ids: Vec<TeamId>,
    language: Language,
    invited_by: String,
    /// The link works until then.
    expires_at: Time,
    created_at: Time,
    /// What became of the mail with the link; absent where it is not looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    mail: Option<InvitationMail>,
}

/// How far the mail of an invitation has come.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationMail {
    state: outbox::State,
    /// What the mail server said, where it was not taken.
    last_error: Option<String>,
    /// When it came to its end.
    settled_at: Option<Time>,
}

impl From<outbox::Row> for InvitationMail {
    fn from(row: outbox::Row) -> Self {
        Self { state: row.state, last_error: row.last_error, settled_at: row.settled_at }
    }
}

impl From<invitation::Invitation> for Invitation {
    fn from(invitation: invitation::Invitation) -> Self {
        Self {
            id: invitation.id,
            email: invitation.email,
            name: invitation.name,
            role: invitation.role,
            team_ids: invitation.team_ids,
            language: invitation.language,
            invited_by: invitation.invited_by,
            expires_at: invitation.expires_at,
            created_at: invitation.created_at,
            mail: None,
        }
    }
}

/// An invitation that was just sent, with its link.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationSent {
    #[serde(flatten)]
    about: Invitation,
    /// Where they accept. It is mailed, and shown here this once, to be handed over where no mailbox is set up.
    url: String,
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvitationToMake {
    email: String,
    name: String,
    role: Role,
    #[serde(default)]
    team_ids: Vec<TeamId>,
    language: Language,
}

impl InvitationToMake {
    fn read(self) -> Result<NewInvitation, Problem> {
        let mut fields = Fields::new();
        let email = fields.parse::<mail::EmailAddress>("/email", &self.email);
        let name = fields.parse::<Name>("/name", &self.name);
        fields.done()?;
        let told = "what is missing was refused above";
        Ok(NewInvitation {
            email: email.expect(told).identity(),
            name: name.expect(told),
            role: self.role,
            team_ids: self.team_ids,
            language: self.language,
        })
    }
}

/// The invitations that nobody accepted, newest first.
#[utoipa::path(get, path = "/invitations", tag = "team", params(Part), responses(
    (status = 200, body = List<Invitation>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<Invitation>>, Failure> {
    staff.require(Permission::TeamWrite)?;
    let read = app.database.read(move |db| {
        let page = part.of(super::list(db, staff.workspace)?, |invitation| invitation.id);
        let subjects: Vec<i64> = page.data.iter().map(|invitation| invitation.id.0).collect();
        let mut mails = outbox::newest_of_subjects(db, staff.workspace, &subjects)?;
        Ok::<_, DbError>(page.map(|invitation| {
            let mail = mails.remove(&invitation.id.0).map(InvitationMail::from);
            Invitation { mail, ..Invitation::from(invitation) }
        }))
    });
    Ok(Json(read.await?))
}

/// Invites somebody by mail. Only owners invite owners.
#[utoipa::path(post, path = "/invitations", tag = "team", request_body = InvitationToMake, responses(
    (status = 201, body = InvitationSent), (status = 403, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn create(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<InvitationToMake>,
) -> Result<Once, Failure> {
    staff.require(Permission::TeamWrite)?;
    let new = body.read()?;
    let state = app.clone();
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let by = (&staff.author(), staff.role);
                let (about, url) = super::invite(tx, &state, staff.workspace, by, &new)?;
                Ok::<_, Failure>((StatusCode::CREATED, InvitationSent { about: about.into(), url }))
            })
        })
        .await
}

/// Takes an invitation back; its link stops working.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "team", params(("id" = InvitationId, Path)),
    responses((status = 204), (status = 404, body = web::ProblemBody)))]
async fn revoke(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<InvitationId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::TeamWrite)?;
    app.database.write(move |tx| super::revoke(tx, staff.workspace, &staff.author(), id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an invitation again, with a new link; the old one stops working.
#[utoipa::path(post, path = "/invitations/{id}/resend", tag = "team", params(("id" = InvitationId, Path)),
    responses((status = 200, body = InvitationSent), (status = 404, body = web::ProblemBody)))]
async fn resend(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<InvitationId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::TeamWrite)?;
    let state = app.clone();
    app.database
        .write(move |tx| {
            idempotency::once(tx, key.as_ref(), |tx| {
                let by = (&staff.author(), staff.role);
                let (about, url) = super::resend(tx, &state, staff.workspace, by, id)?;
                Ok::<_, Failure>((StatusCode::OK, InvitationSent { about: about.into(), url }))
            })
        })
        .await
}
