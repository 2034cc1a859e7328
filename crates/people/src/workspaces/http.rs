//! `/setup` and `/workspace`.

use axum::extract::State;
use commerce::money::Currency;
use database::{Time, WorkspaceId};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Merge, Patch, Problem};

use super::workspace::{self, RAW_MAIL_DAYS_MAX, UNDO_SEND_MAX};
use super::{BusinessHours, Founder, SetupError, WorkspaceChange, set_up, store};
use crate::fields::Fields;
use crate::sign_in::http::Session;
use crate::sign_in::{Client, Secret, SignedIn, Staff, open};
use crate::team::Permission;
use crate::text::{Color, Name, TimeZoneName};
use crate::{App, Failure};

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(is_setup_needed, run_setup))
        .routes(routes!(show, update))
        .routes(routes!(attendance))
}

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        match error {
            SetupError::AlreadyDone => Problem::conflict(error.to_string()).into(),
            SetupError::Database(cause) => cause.into(),
        }
    }
}

/// Whether this is the first run.
#[derive(Debug, Serialize, ToSchema)]
struct Setup {
    needed: bool,
}

/// Whether there is no workspace yet.
#[utoipa::path(get, path = "/setup", tag = "sign-in", security(()), responses((status = 200, body = Setup)))]
async fn is_setup_needed(State(app): State<App>) -> Result<Json<Setup>, Failure> {
    Ok(Json(Setup { needed: app.database.workspaces().await?.is_empty() }))
}

/// The first run.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetupToRun {
    workspace_name: String,
    name: String,
    email: String,
    password: Secret,
    language: Language,
    /// IANA name.
    time_zone: String,
}

/// Makes the workspace and its first owner, and signs the owner in.
#[utoipa::path(post, path = "/setup", tag = "sign-in", request_body = SetupToRun, security(()), responses(
    (status = 200, body = Session), (status = 409, description = "it was done already", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody)))]
async fn run_setup(
    State(app): State<App>,
    client: Client,
    Json(body): Json<SetupToRun>,
) -> Result<SignedIn, Failure> {
    if !app.database.workspaces().await?.is_empty() {
        return Err(SetupError::AlreadyDone.into());
    }
    let mut fields = Fields::new();
    let workspace_name = fields.parse::<Name>("/workspace_name", &body.workspace_name);
    let name = fields.parse::<Name>("/name", &body.name);
    let email = fields.parse::<mail::EmailAddress>("/email", &body.email);
    let time_zone = fields.parse::<TimeZoneName>("/time_zone", &body.time_zone);
    let identity = email.as_ref().map(mail::EmailAddress::identity).unwrap_or_default();
    let password = fields.take("/password", crate::sign_in::NewPassword::parse(&body.password, &identity));
    fields.done()?;
    let told = "what is missing was refused above";
    let founder = Founder {
        workspace_name: workspace_name.expect(told),
        name: name.expect(told),
        email: identity,
        password_hash: app.passwords().hash(password.expect(told)).await?,
        language: body.language,
        time_zone: time_zone.expect(told),
    };
    let opened = app
        .database
        .write::<_, SetupError, _>(move |tx| {
            let (workspace, agent) = set_up(tx, &founder, &client.address.0.to_string())?;
            Ok(open(tx, workspace, (agent, founder.name.as_str()), &client, "setup")?)
        })
        .await?;
    SignedIn::tell(&app, opened).await
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub struct Workspace {
    id: WorkspaceId,
    name: String,
    language: Language,
    /// IANA name.
    time_zone: String,
    /// `#rrggbb`.
    brand_color: String,
    /// ISO 4217.
    currency: String,
    business_hours: BusinessHours,
    /// For how long a reply can be taken back, in seconds.
    undo_send_seconds: u32,
    /// For how many days a mail is kept as it came; null: for ever.
    #[schema(required)]
    raw_mail_days: Option<u32>,
}

impl From<workspace::Workspace> for Workspace {
    fn from(workspace: workspace::Workspace) -> Self {
        Self {
            id: workspace.id,
            name: workspace.name,
            language: workspace.language,
            time_zone: workspace.time_zone,
            brand_color: workspace.brand_color,
            currency: workspace.currency,
            business_hours: workspace.settings.business_hours,
            undo_send_seconds: workspace.settings.undo_send_seconds,
            raw_mail_days: workspace.settings.raw_mail_days,
        }
    }
}

/// The workspace.
#[utoipa::path(get, path = "/workspace", tag = "settings", responses((status = 200, body = Workspace)))]
async fn show(State(app): State<App>, staff: Staff) -> Result<Json<Workspace>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = app.database.read(move |db| store::find(db, staff.workspace)).await?;
    Ok(Json(workspace.ok_or_else(|| Problem::not_found("workspace"))?.into()))
}

/// Whether somebody is there, by the business hours.
#[derive(Debug, Serialize, ToSchema)]
struct Attendance {
    /// Now is within business hours.
    open: bool,
    /// When somebody is there again, if nobody is; null when no hours come.
    next_open_at: Option<Time>,
    /// The present moment on the server.
    now: Time,
}

/// What customers are told now: whether somebody is there, and otherwise when.
#[utoipa::path(get, path = "/workspace/attendance", tag = "settings", responses((status = 200, body = Attendance)))]
async fn attendance(State(app): State<App>, staff: Staff) -> Result<Json<Attendance>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = app.database.read(move |db| store::find(db, staff.workspace)).await?;
    let hours = workspace.ok_or_else(|| Problem::not_found("workspace"))?.settings.business_hours;
    let now = app.database.now();
    let open = hours.is_open(now);
    let next_open_at = if open { None } else { hours.next_open(now) };
    Ok(Json(Attendance { open, next_open_at, now }))
}

/// What to change of the workspace.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct WorkspacePatch {
    #[schema(value_type = Option<String>)]
    name: Patch<String>,
    #[schema(value_type = Option<Language>)]
    language: Patch<Language>,
    /// IANA name.
    #[schema(value_type = Option<String>)]
    time_zone: Patch<String>,
    /// `#rrggbb`.
    #[schema(value_type = Option<String>)]
    brand_color: Patch<String>,
    /// ISO 4217.
    #[schema(value_type = Option<String>)]
    currency: Patch<String>,
    #[schema(value_type = Option<Merge<BusinessHours>>)]
    business_hours: Patch<Merge<BusinessHours>>,
    /// 0 to 120.
    #[schema(value_type = Option<u32>)]
    undo_send_seconds: Patch<u32>,
    /// 1 to 3650; null: for ever.
    #[schema(value_type = Option<u32>)]
    raw_mail_days: Patch<u32>,
}

impl WorkspacePatch {
    fn read(self, hours: &BusinessHours) -> Result<WorkspaceChange, Problem> {
        let mut fields = Fields::new();
        let business_hours = fields.not_null("/business_hours", self.business_hours);
        let business_hours = business_hours.map(|patch| patch.onto(hours, "/business_hours")).transpose()?;
        let change = WorkspaceChange {
            name: fields.patch::<Name>("/name", self.name),
            language: fields.not_null("/language", self.language),
            time_zone: fields.patch::<TimeZoneName>("/time_zone", self.time_zone),
            brand_color: fields.patch::<Color>("/brand_color", self.brand_color),
            currency: fields.patch::<Currency>("/currency", self.currency),
            business_hours,
            undo_send_seconds: fields.not_null("/undo_send_seconds", self.undo_send_seconds),
            raw_mail_days: self.raw_mail_days.into_change(),
        };
        if change.undo_send_seconds.is_some_and(|seconds| seconds > UNDO_SEND_MAX) {
            fields.refuse("/undo_send_seconds", "too-large", "must be at most 120");
        }
        if change.raw_mail_days.flatten().is_some_and(|days| days == 0 || days > RAW_MAIL_DAYS_MAX) {
            fields.refuse("/raw_mail_days", "invalid", "must be from 1 to 3650, or null");
        }
        if let Some(Err(error)) = change.business_hours.as_ref().map(BusinessHours::check) {
            fields.refuse(&format!("/business_hours{}", error.pointer()), "invalid", &error.to_string());
        }
        fields.done()?;
        Ok(change)
    }
}

/// Changes the workspace.
#[utoipa::path(patch, path = "/workspace", tag = "settings", request_body = WorkspacePatch, responses(
    (status = 200, body = Workspace), (status = 403, body = web::ProblemBody), (status = 422, body = web::ProblemBody)))]
async fn update(
    State(app): State<App>,
    staff: Staff,
    Json(patch): Json<WorkspacePatch>,
) -> Result<Json<Workspace>, Failure> {
    staff.require(Permission::SettingsWrite)?;
    let saved = app.database.write(move |tx| {
        store::lock(tx, staff.workspace)?;
        let now = store::find(tx.db, staff.workspace)?.ok_or_else(|| Problem::not_found("workspace"))?;
        let change = patch.read(&now.settings.business_hours)?;
        let saved = store::save(tx, staff.workspace, &staff.author(), change)?;
        Ok::<_, Failure>(saved.ok_or_else(|| Problem::not_found("workspace"))?)
    });
    Ok(Json(saved.await?.into()))
}
