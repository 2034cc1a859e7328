//! The outbox as a person sees it: what waits, what was given up, and trying it again. Beside it, what a reader of the log
//! has [`set_aside`].

mod set_aside;

use axum::extract::State;
use axum::http::StatusCode;
use database::Time;
use database::outbox::{self, OutboxId, Row, State as RowState};
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
use crate::channels::email::SENT_COPY;
use crate::conversations::{self, ConversationId, Delivery, DeliveryState, MessageId};

/// The routes of this slice, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
        .routes(routes!(retry))
        .merge(set_aside::routes())
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OutboxQuery {
    /// `dead` if absent.
    state: Option<RowState>,
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<OutboxId>>,
}

/// Something that is to leave.
#[derive(Debug, Serialize, ToSchema)]
struct OutboxJson {
    id: OutboxId,
    /// `email`, `chat`, `api_reply`, `system_mail`, `sent_copy`.
    kind: String,
    state: RowState,
    attempts: i64,
    /// The other side's words.
    last_error: Option<String>,
    next_attempt_at: Option<Time>,
    created_at: Time,
    conversation_id: Option<ConversationId>,
    message_id: Option<MessageId>,
}

fn show(db: &mut database::Db, row: Row) -> Result<OutboxJson, Failure> {
    let message = conversations::message(db, row.workspace_id, MessageId(row.subject_id))?;
    Ok(OutboxJson {
        id: row.id,
        kind: row.kind,
        state: row.state,
        attempts: row.attempts,
        last_error: row.last_error,
        next_attempt_at: Some(row.next_attempt_at).filter(|_| row.state == RowState::Pending),
        created_at: row.created_at,
        conversation_id: message.as_ref().map(|message| message.conversation_id),
        message_id: message.map(|message| message.id),
    })
}

/// What waits or was given up, newest first.
#[utoipa::path(get, path = "/outbox", tag = "outbox", params(OutboxQuery), responses(
    (status = 200, body = List<OutboxJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<OutboxQuery>,
) -> Result<Json<List<OutboxJson>>, Failure> {
    staff.require(Permission::OutboxWrite)?;
    let workspace = staff.workspace;
    let page = app.database.read(move |db| {
        let state = query.state.unwrap_or(RowState::Dead);
        let before = query.after.map(|cursor| cursor.0);
        let rows = outbox::in_state(db, workspace, state, before, query.limit.rows_to_ask_for())?;
        let List { data, next } = List::page(rows, query.limit, |row| row.id, |row| row);
        let data = data.into_iter().map(|row| show(db, row)).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Failure>(List { data, next })
    });
    Ok(Json(page.await?))
}

/// One thing that is to leave, or has left: what became of a test mail, for instance.
#[utoipa::path(get, path = "/outbox/{id}", tag = "outbox", params(("id" = OutboxId, Path)), responses(
    (status = 200, body = OutboxJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
async fn read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OutboxId>,
) -> Result<Json<OutboxJson>, Failure> {
    staff.require(Permission::OutboxWrite)?;
    let workspace = staff.workspace;
    let found = app.database.read(move |db| {
        let row = outbox::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("outbox row"))?;
        show(db, row)
    });
    Ok(Json(found.await?))
}

/// Tries again what was given up.
#[utoipa::path(post, path = "/outbox/{id}/retry", tag = "outbox", params(("id" = OutboxId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
async fn retry(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<OutboxId>,
    _: Bare,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::OutboxWrite)?;
    let workspace = staff.workspace;
    app.database
        .write(move |tx| {
            let row = outbox::find(tx.db, workspace, id)?.ok_or_else(|| Problem::not_found("outbox row"))?;
            if !outbox::revive(tx, workspace, id)? {
                return Err(Failure::from(Problem::conflict("it was not given up")));
            }
            // What is done beside an answer says nothing of whether the customer has it.
            if row.kind == SENT_COPY {
                return Ok(());
            }
            if let Some(message) = conversations::message(tx.db, workspace, MessageId(row.subject_id))? {
                let mut again = again(&row, tx.now);
                again.recipients =
                    message.delivery.as_ref().map(|before| before.recipients.clone()).unwrap_or_default();
                again.reopen();
                conversations::delivered(tx, message, again)?;
            }
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How far a message has come when its row is tried again. What stood on the chat's screen and failed by mail stands there
/// still; an answer waits again.
fn again(row: &Row, now: Time) -> Delivery {
    if conversations::kinds::is_answer(&row.kind) {
        Delivery::queued(now, now)
    } else {
        Delivery::ended(DeliveryState::Sent, None, now, 0)
    }
}
