//! `/channels`: connecting, changing and trying the ways in which messages come and go.

mod checking;
mod dns;
mod made;
mod shapes;
mod trying;
pub(super) mod values;
mod wanted;

use axum::extract::State;
use axum::http::StatusCode;
use database::events::NewEvent;
use database::outbox::OutboxId;
use database::{DbError, Tx, WorkspaceId};
use jiff::tz::TimeZone;
use language::{Catalogue, Language, dates};
use people::audit;
use people::idempotency::{self, Create, Once};
use people::sign_in::Staff;
use people::system_mail::{self, Letter, SystemMail};
use people::team::{self, Permission};
use people::{App, Failure, workspaces};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use self::made::MadeKeys;
use self::shapes::{ChannelJson, Shown};
use self::wanted::{ChannelPatch, NewChannel};
use super::{Channel, ChannelId, ChannelKind, email, store};
use crate::Inbox;

/// The routes of this slice, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, change, delete))
        .routes(routes!(test))
        .routes(routes!(trying::attempt))
        .routes(routes!(dns::check))
        .routes(routes!(dns::make_key))
        .routes(routes!(dns::take_key_away))
        .merge(checking::routes())
}

/// The channels, oldest first. Their secrets are shown to those who may change them.
#[utoipa::path(get, path = "/channels", tag = "channels", params(Part), responses(
    (status = 200, body = List<ChannelJson>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<ChannelJson>>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let inner = app.clone();
    let read = move |db: &mut database::Db| {
        let all = store::all(db, workspace)?;
        let shown = Shown::to(&inner, db, &staff)?;
        Ok::<_, DbError>(part.of(all, |channel| channel.id).map(|channel| shown.channel(channel)))
    };
    Ok(Json(app.database.read(read).await?))
}

/// One channel.
#[utoipa::path(get, path = "/channels/{id}", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 200, body = ChannelJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<Json<ChannelJson>, Failure> {
    staff.require(Permission::SettingsRead)?;
    let workspace = staff.workspace;
    let inner = app.clone();
    let read = move |db: &mut database::Db| {
        let found = in_use(db, workspace, id)?;
        Ok::<_, Failure>(Shown::to(&inner, db, &staff)?.channel(found))
    };
    Ok(Json(app.database.read(read).await?))
}

fn in_use(db: &mut database::Db, workspace: WorkspaceId, id: ChannelId) -> Result<Channel, Failure> {
    let found = store::find(db, workspace, id)?.filter(|channel| !channel.settings.retired);
    found.ok_or_else(|| Problem::not_found("channel").into())
}

/// Makes a channel. A mailbox gets a key that signs its mail, chat and API a secret.
#[utoipa::path(post, path = "/channels", tag = "channels", request_body = NewChannel, responses(
    (status = 201, body = ChannelJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn create(
    State(app): State<App>,
    staff: Staff,
    Create { key, body }: Create<NewChannel>,
) -> Result<Once, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let keys = MadeKeys::for_kind(body.kind).await?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        idempotency::once(tx, key.as_ref(), |tx| {
            let channel = body.make(&inner, tx, staff.workspace, &keys)?;
            store::insert(tx, &channel).map_err(taken)?;
            written(tx, &staff, &channel, "channel.created")?;
            Ok::<_, Failure>((StatusCode::CREATED, Shown::to(&inner, tx.db, &staff)?.channel(channel)))
        })
    };
    app.database.write(write).await
}

/// Changes a channel; its kind never does. An outgoing server without a password keeps the one that is known, as long as
/// server and account stay.
#[utoipa::path(patch, path = "/channels/{id}", tag = "channels", params(("id" = ChannelId, Path)), request_body = ChannelPatch,
    responses((status = 200, body = ChannelJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn change(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(patch): Json<ChannelPatch>,
) -> Result<Json<ChannelJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        tx.hold("channel", staff.workspace, id.0)?;
        let before = in_use(tx.db, staff.workspace, id)?;
        let after = patch.apply(&inner, tx.db, before)?;
        store::update(tx, &after).map_err(taken)?;
        written(tx, &staff, &after, "channel.updated")?;
        Ok::<_, Failure>(Shown::to(&inner, tx.db, &staff)?.channel(after))
    };
    Ok(Json(app.database.write(write).await?))
}

/// Takes a channel out of use for good. Its conversations stay.
#[utoipa::path(delete, path = "/channels/{id}", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn delete(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let write = move |tx: &mut Tx<'_>| {
        tx.hold("channel", staff.workspace, id.0)?;
        let channel = in_use(tx.db, staff.workspace, id)?;
        written(tx, &staff, &channel, "channel.deleted")?;
        email::forget_incoming(tx, staff.workspace, id)?;
        Ok::<_, Failure>(store::retire(tx, channel)?)
    };
    app.database.write(write).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn taken(cause: DbError) -> Failure {
    if cause.is_duplicate() {
        return Problem::field("/address", "taken", "another channel has this address").into();
    }
    cause.into()
}

fn written(tx: &mut Tx<'_>, staff: &Staff, channel: &Channel, what: &'static str) -> Result<(), DbError> {
    let detail = json!({"name": channel.name, "kind": channel.kind, "address": channel.address});
    audit::record(tx, staff.workspace, &staff.author(), what, &channel.id.to_string(), &detail)?;
    tx.append(
        NewEvent::new(staff.workspace, what, channel.id.0, staff.actor())
            .with(json!({"channel_id": channel.id})),
    )?;
    Ok(())
}

/// To whom a test mail goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTest {
    /// An e-mail address.
    to: String,
}

impl NewTest {
    fn address(&self) -> Result<mail::EmailAddress, Failure> {
        let read = self.to.parse();
        read.map_err(|error: mail::address::AddressError| {
            Problem::field("/to", "invalid", error.to_string()).into()
        })
    }
}

/// A test mail that is to leave.
#[derive(Debug, Serialize, ToSchema)]
struct TestBegun {
    /// Its row of the outbox.
    outbox_id: OutboxId,
}

/// Sends a test mail through a mailbox, by the outbox: what becomes of it shows there, at `/outbox/{id}`.
#[utoipa::path(post, path = "/channels/{id}/test", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewTest,
    responses((status = 202, body = TestBegun), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn test(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Create { key, body }: Create<NewTest>,
) -> Result<Once, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let to = body.address()?;
    let write = move |tx: &mut Tx<'_>| {
        idempotency::once(tx, key.as_ref(), |tx| {
            let channel = in_use(tx.db, staff.workspace, id)?;
            if channel.kind != ChannelKind::Email || !channel.can_send() {
                return Err(Problem::conflict("this channel has no outgoing server").into());
            }
            let letter = test_mail(tx, &staff, &channel, &to)?;
            let row = format!("channel-test:{}:{}", channel.id, tx.id::<ChannelId>());
            let outbox_id = system_mail::enqueue(tx, staff.workspace, channel.id.0, &row, &letter)?;
            Ok::<_, Failure>((StatusCode::ACCEPTED, TestBegun { outbox_id }))
        })
    };
    app.database.write(write).await
}

fn test_mail(
    tx: &mut Tx<'_>,
    staff: &Staff,
    channel: &Channel,
    to: &mail::EmailAddress,
) -> Result<SystemMail, DbError> {
    let workspace = workspaces::find(tx.db, staff.workspace)?;
    let agent = staff.agent.map(|id| team::find_agent(tx.db, staff.workspace, id)).transpose()?.flatten();
    let of_workspace = workspace.as_ref().map_or(Language::En, |found| found.language);
    let language = agent.as_ref().map_or(of_workspace, |agent| agent.language);
    let zone =
        agent.as_ref().map(|agent| &agent.time_zone).or(workspace.as_ref().map(|found| &found.time_zone));
    let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let time = dates::date_time(language, &tx.now.timestamp().to_zoned(zone));
    let words = Catalogue::embedded();
    let address = channel.address.as_deref().unwrap_or_default();
    let letter = Letter {
        language,
        name: agent.as_ref().map(|agent| agent.name.as_str()).unwrap_or_default(),
        workspace: workspace.as_ref().map(|found| found.name.as_str()).unwrap_or_default(),
        paragraphs: vec![
            words.text_with(language, "mail-channel-test-intro", &[("address", address.into())]),
            words.text(language, "mail-channel-test-next"),
            words.text_with(language, "mail-channel-test-sent", &[("time", time.into())]),
        ],
        button: None,
        after: Vec::new(),
    };
    let subject =
        words.line_with(language, "mail-channel-test-subject", &[("channel", channel.name.as_str().into())]);
    Ok(SystemMail { channel_id: Some(channel.id.0), ..letter.into_mail(to.as_str(), subject) })
}
