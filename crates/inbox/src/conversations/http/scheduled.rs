//! Answers that leave later: planning, seeing, changing, taking back.

use axum::extract::State;
use axum::http::StatusCode;
use database::{Db, DbError, Time};
use people::idempotency::{Bare, Create, Once, once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Json, List, Path, Problem};

use super::messages::{self, NewReply, TakenBack};
use super::shapes::{AttachmentJson, MessageJson};
use crate::channels::{ChannelId, ChannelKind};
use crate::conversations::conversation::{ConversationId, Status};
use crate::conversations::message::Correspondent;
use crate::conversations::scheduled::{self, Planned, Scheduled, ScheduledId, ScheduledState};
use crate::conversations::store;

/// An answer that leaves later.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewScheduled {
    /// What is said; `undo_seconds` counts for nothing.
    reply: NewReply,
    /// When it leaves: a time to come, at most a year ahead.
    send_at: Time,
    /// Whether it waits for its author if the customer writes first.
    #[serde(default)]
    hold_if_answered: bool,
}

/// An answer that leaves later.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ScheduledJson {
    id: ScheduledId,
    conversation_id: ConversationId,
    author_name: String,
    text: String,
    html: Option<String>,
    attachments: Vec<AttachmentJson>,
    /// The conversation's own if absent.
    channel: Option<ChannelKind>,
    channel_id: Option<ChannelId>,
    /// Mail: the customer if empty.
    to: Vec<Correspondent>,
    cc: Vec<Correspondent>,
    bcc: Vec<Correspondent>,
    /// What the conversation becomes; `pending` if absent.
    status: Option<Status>,
    send_at: Time,
    hold_if_answered: bool,
    state: ScheduledState,
    /// Why it could not be sent.
    reason: Option<String>,
    /// Whether the customer has written since.
    answered: bool,
    created_at: Time,
}

fn show(db: &mut Db, row: Scheduled) -> Result<ScheduledJson, DbError> {
    let answered = scheduled::was_answered(db, &row)?;
    let mut attachments = Vec::new();
    for id in &row.planned.writing.uploads {
        attachments.extend(store::attachment(db, row.workspace_id, *id)?.map(AttachmentJson::from));
    }
    let Planned { writing, route, status } = row.planned;
    Ok(ScheduledJson {
        id: row.id,
        conversation_id: row.conversation_id,
        author_name: row.author_name,
        text: writing.text,
        html: writing.html,
        attachments,
        channel: route.channel,
        channel_id: route.channel_id,
        to: route.to,
        cc: route.cc,
        bcc: route.bcc,
        status,
        send_at: row.due_at,
        hold_if_answered: row.hold.is_yes(),
        state: row.state,
        reason: row.reason,
        answered,
        created_at: row.created_at,
    })
}

/// Plans an answer for a time to come. Until then nothing was said; when it comes it is an answer like any other.
#[utoipa::path(post, path = "/conversations/{id}/scheduled-replies", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = NewScheduled, responses(
    (status = 201, body = ScheduledJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn plan(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Create { key, body: new }: Create<NewScheduled>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, author) = (staff.workspace, messages::author(&staff));
    let NewScheduled { reply, send_at, hold_if_answered } = new;
    let (writing, route, status) = reply.parts();
    let planned = Planned { writing, route, status };
    let kept = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let row = scheduled::plan(tx, workspace, id, &author, planned, send_at, hold_if_answered)?;
            Ok::<_, Failure>((StatusCode::CREATED, show(tx.db, row)?))
        })
    });
    kept.await
}

/// What leaves later in a conversation, soonest first.
#[utoipa::path(get, path = "/conversations/{id}/scheduled-replies", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = List<ScheduledJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
) -> Result<Json<List<ScheduledJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let read = app.database.read(move |db| {
        store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?;
        let rows = scheduled::of(db, workspace, id)?;
        let data = rows.into_iter().map(|row| show(db, row)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Failure>(List { data, next: None })
    });
    Ok(Json(read.await?))
}

/// What to change of an answer that leaves later.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScheduledPatch {
    /// What was held or failed waits again.
    send_at: Option<Time>,
    hold_if_answered: Option<bool>,
}

/// Changes when an answer leaves, or whether it waits for its author.
#[utoipa::path(patch, path = "/scheduled-replies/{id}", tag = "conversations", params(("id" = ScheduledId, Path)),
    request_body = ScheduledPatch, responses(
    (status = 200, body = ScheduledJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn change(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ScheduledId>,
    Json(patch): Json<ScheduledPatch>,
) -> Result<Json<ScheduledJson>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let changed = app.database.write(move |tx| {
        let ScheduledPatch { send_at, hold_if_answered } = patch;
        let row = scheduled::change(tx, workspace, id, send_at, hold_if_answered, &actor)?;
        Ok::<_, Failure>(show(tx.db, row)?)
    });
    Ok(Json(changed.await?))
}

/// Takes an answer back that has not left: it leaves no more, what was written comes back.
#[utoipa::path(delete, path = "/scheduled-replies/{id}", tag = "conversations", params(("id" = ScheduledId, Path)), responses(
    (status = 200, body = TakenBack), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn take_back(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ScheduledId>,
) -> Result<Json<TakenBack>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let back = app.database.write(move |tx| {
        let row = scheduled::take_back(tx, workspace, id, &actor)?;
        Ok::<_, Failure>(TakenBack::from(row.planned.writing))
    });
    Ok(Json(back.await?))
}

/// Sends an answer now that was to leave later.
#[utoipa::path(post, path = "/scheduled-replies/{id}/send", tag = "conversations", params(("id" = ScheduledId, Path)), responses(
    (status = 200, body = MessageJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn send(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ScheduledId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let workspace = staff.workspace;
    let sent = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let message = scheduled::send(tx, workspace, id)?;
            Ok::<_, Failure>((StatusCode::OK, messages::shown(tx.db, workspace, message)?))
        })
    });
    sent.await
}
