//! What happened and could not be taken into account by one of the program's own readers: to be seen, and tried again.

use axum::extract::State;
use axum::http::StatusCode;
use database::events::{Event, EventId};
use database::readers::{self, FailureId};
use database::{Db, DbError, Time};
use people::idempotency::Bare;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use crate::Inbox;
use crate::conversations::{self, ConversationId};

/// The routes of this slice, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(retry))
}

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FailuresQuery {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<FailureId>>,
}

/// Something that happened and that a reader could not take into account, five times over.
#[derive(Debug, Serialize, ToSchema)]
struct ReaderFailure {
    id: FailureId,
    /// `conversations`, `insight-measures`, `shop.orders.follow_customers`, …: what is not up to date.
    reader: String,
    /// In English, for developers.
    reason: String,
    /// When it was last tried.
    at: Time,
    /// It waits for another try.
    retrying: bool,
    event_id: EventId,
    /// What happened, such as `message.created`; null when the event is gone.
    event_kind: Option<String>,
    /// When it happened.
    event_at: Option<Time>,
    /// The conversation that it happened to.
    conversation_id: Option<ConversationId>,
}

fn shown(db: &mut Db, (failure, event): (readers::Failure, Option<Event>)) -> Result<ReaderFailure, DbError> {
    let conversation = event
        .as_ref()
        .filter(|event| matches!(event.kind.split_once('.'), Some(("conversation" | "message", _))));
    let conversation = match conversation {
        Some(event) => conversations::living(db, failure.workspace_id, ConversationId(event.subject))?,
        None => None,
    };
    Ok(ReaderFailure {
        id: failure.id,
        reader: failure.reader,
        reason: failure.reason,
        at: failure.at,
        retrying: failure.retry_at.is_some(),
        event_id: failure.event_id,
        event_at: event.as_ref().map(|event| event.at),
        event_kind: event.map(|event| event.kind),
        conversation_id: conversation.map(|found| found.id),
    })
}

/// What the program's own readers of what happens could not take into account, newest first: lists, reports or search are
/// not up to date there.
#[utoipa::path(get, path = "/reader-failures", tag = "outbox", params(FailuresQuery), responses(
    (status = 200, body = List<ReaderFailure>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<FailuresQuery>,
) -> Result<Json<List<ReaderFailure>>, Failure> {
    staff.require(Permission::OutboxWrite)?;
    let workspace = staff.workspace;
    let page = app.database.read(move |db| {
        let before = query.after.map(|cursor| cursor.0);
        let rows = readers::set_aside_in(db, workspace, before, query.limit.rows_to_ask_for())?;
        let List { data, next } = List::page(rows, query.limit, |(failure, _)| failure.id, |row| row);
        let data = data.into_iter().map(|row| shown(db, row)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, DbError>(List { data, next })
    });
    Ok(Json(page.await?))
}

/// Has the reader try it again now. It is gone from the list when that went well; otherwise it stays, with the new reason.
#[utoipa::path(post, path = "/reader-failures/{id}/retry", tag = "outbox", params(("id" = FailureId, Path)), responses(
    (status = 202), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn retry(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<FailureId>,
    _: Bare,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::OutboxWrite)?;
    let workspace = staff.workspace;
    let there = app.database.write(move |tx| readers::ask_again(tx, workspace, id)).await?;
    if there { Ok(StatusCode::ACCEPTED) } else { Err(Problem::not_found("reader failure").into()) }
}
