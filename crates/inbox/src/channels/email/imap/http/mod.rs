//! `/channels/{id}/incoming`: how a mailbox is read, trying it, and agreeing with its provider.

mod authorization;
mod shapes;
mod wanted;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use database::events::NewEvent;
use database::{Db, DbError, Tx, WorkspaceId};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure, audit};
use serde_json::json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use self::shapes::{IncomingJson, TriedJson};
use self::wanted::NewIncoming;
use super::store::{self, Mailbox};
use super::trying::try_out;
use crate::Inbox;
use crate::channels::{self, Channel, ChannelId, ChannelKind};

/// The routes of this slice, below `/api/v1`.
pub(in crate::channels) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .routes(routes!(read, set, remove))
        .routes(routes!(test))
        .merge(authorization::routes())
}

fn mailbox_channel(db: &mut Db, workspace: WorkspaceId, id: ChannelId) -> Result<Channel, Failure> {
    let found = channels::find(db, workspace, id)?;
    let found = found.filter(|channel| channel.kind == ChannelKind::Email && !channel.settings.retired);
    found.ok_or_else(|| Problem::not_found("mailbox").into())
}

/// How this mailbox is read by IMAP, and how that goes; both are null where its mail is brought by SMTP or HTTP alone.
#[utoipa::path(get, path = "/channels/{id}/incoming", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 200, body = IncomingJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<Json<IncomingJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    Ok(Json(app.database.read(move |db| shown(db, workspace, id)).await?))
}

fn shown(db: &mut Db, workspace: WorkspaceId, id: ChannelId) -> Result<IncomingJson, Failure> {
    let channel = mailbox_channel(db, workspace, id)?;
    let mailbox = store::find(db, workspace, id)?;
    let folders = store::folders(db, workspace, id)?;
    Ok(IncomingJson::of(mailbox, &folders, channel.active.is_yes()))
}

/// Reads this mailbox by IMAP from now on, or otherwise than before. Secrets that are absent stay as they are, as long as
/// server and account do. Another account, or an earlier start, is read from its beginning; what is here is known.
#[utoipa::path(put, path = "/channels/{id}/incoming", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewIncoming,
    responses((status = 200, body = IncomingJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn set(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(body): Json<NewIncoming>,
) -> Result<Json<IncomingJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        let channel = mailbox_channel(tx.db, staff.workspace, id)?;
        store::hold(tx, staff.workspace, id)?;
        let before = store::find(tx.db, staff.workspace, id)?;
        let after = body.apply(&inner, &channel, before.as_ref(), tx.now)?;
        keep(tx, before.as_ref(), &after)?;
        written(tx, &staff, &channel)?;
        shown(tx.db, staff.workspace, id)
    };
    Ok(Json(app.database.write(write).await?))
}

/// What was read before may say nothing of what is read now.
fn keep(tx: &mut Tx<'_>, before: Option<&Mailbox>, after: &Mailbox) -> Result<(), DbError> {
    let (workspace, channel) = (after.workspace_id, after.channel_id);
    if let Some(before) = before {
        let (old, new) = (&before.settings, &after.settings);
        let is_other = old.host != new.host || old.username != new.username;
        let is_earlier =
            new.start != super::StartFrom::Now && (old.start, old.start_date) != (new.start, new.start_date);
        if is_other || is_earlier {
            store::forget_folders(tx, workspace, channel)?;
        } else {
            let names: Vec<&str> = new.folders.iter().map(|folder| folder.name.as_str()).collect();
            store::forget_others(tx, workspace, channel, &names)?;
        }
    }
    store::put(tx, after)
}

/// Reads this mailbox no longer: its mail is brought by SMTP or HTTP.
#[utoipa::path(delete, path = "/channels/{id}/incoming", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn remove(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let write = move |tx: &mut Tx<'_>| {
        let channel = mailbox_channel(tx.db, staff.workspace, id)?;
        store::forget(tx, staff.workspace, id)?;
        Ok::<_, Failure>(written(tx, &staff, &channel)?)
    };
    app.database.write(write).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn written(tx: &mut Tx<'_>, staff: &Staff, channel: &Channel) -> Result<(), DbError> {
    let detail = json!({"name": channel.name, "kind": channel.kind, "address": channel.address});
    audit::record(tx, staff.workspace, &staff.author(), "channel.updated", &channel.id.to_string(), &detail)?;
    let event = NewEvent::new(staff.workspace, "channel.updated", channel.id.0, staff.actor());
    tx.append(event.with(json!({"channel_id": channel.id})))?;
    Ok(())
}

/// Signs in with these settings and says in words what is wrong, or which folders there are. Nothing is changed or kept.
#[utoipa::path(post, path = "/channels/{id}/incoming/test", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewIncoming,
    responses((status = 200, body = TriedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn test(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(body): Json<NewIncoming>,
) -> Result<Json<TriedJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let workspace = staff.workspace;
    let found = app.database.read(move |db| {
        let channel = mailbox_channel(db, workspace, id)?;
        Ok::<_, Failure>((channel, store::find(db, workspace, id)?))
    });
    let (channel, before) = found.await?;
    let wanted = body.apply(&app, &channel, before.as_ref(), app.database.now())?;
    // A token that is made new by trying is kept for the settings that are there.
    let revision = before.map_or(0, |before| before.revision);
    Ok(Json(TriedJson::of(try_out(&app, &Mailbox { revision, ..wanted }).await)))
}
