//! `GET`, `PATCH` one conversation; merging, splitting, reading, drafts, presence.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use database::{Flag, Time};
use people::idempotency::{Bare, Create, Key, Once, once};
use people::sign_in::Staff;
use people::team::{AgentId, Permission, TeamId};
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shop::stores::StoreId;
use utoipa::ToSchema;
use web::{FieldError, Json, Patch, Path, Problem};

use super::shapes::{self, ConversationDetail};
use crate::Inbox;
use crate::conversations::changing::{self, Change, ChangeError};
use crate::conversations::conversation::{Conversation, ConversationId, Priority, Status};
use crate::conversations::drafts::{self, Draft, DraftKind};
use crate::conversations::merging::{self, MoveError};
use crate::conversations::message::MessageId;
use crate::conversations::store;
use crate::conversations::variables::Unresolved;
use crate::live::{Moment, PresenceState, Who};

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotFound => Problem::not_found("conversation").into(),
            ChangeError::Merged(_) => Problem::conflict(error.to_string()).into(),
            ChangeError::Invalid { field, reason } => {
                Problem::field(format!("/{field}"), "invalid", reason).into()
            }
            ChangeError::Unresolved(variables) => {
                let wrong = |one: Unresolved| FieldError::new("/text", one.code(), one.to_string());
                Problem::validation(variables.into_iter().map(wrong).collect()).into()
            }
            ChangeError::Suppressed(..) => {
                let title = "No mail is sent to this address";
                Problem::new(StatusCode::CONFLICT, "address-suppressed", title, error.to_string()).into()
            }
            ChangeError::Silenced(..) => {
                let title = "Nothing automatic is sent to this address";
                Problem::new(StatusCode::CONFLICT, "address-silenced", title, error.to_string()).into()
            }
            ChangeError::Database(cause) => cause.into(),
        }
    }
}

impl From<MoveError> for Failure {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::NotFound => Problem::not_found("conversation").into(),
            MoveError::Same | MoveError::First | MoveError::Only | MoveError::Nothing => {
                Problem::conflict(error.to_string()).into()
            }
            MoveError::Database(cause) => cause.into(),
        }
    }
}

/// What to change; JSON Merge Patch.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ConversationPatch {
    status: Patch<Status>,
    /// Null: nobody.
    assignee_id: Patch<AgentId>,
    /// Null: no team.
    team_id: Patch<TeamId>,
    /// Null: no store.
    store_id: Patch<StoreId>,
    priority: Patch<Priority>,
    /// All of its tags, by name; unknown ones are made.
    tags: Patch<Vec<String>>,
    /// Sets the status to snoozed; null wakes it.
    snoozed_until: Patch<Time>,
    subject: Patch<String>,
    /// Merged key by key; null takes a value out.
    #[schema(value_type = Object)]
    custom_fields: Patch<BTreeMap<String, Value>>,
    /// All who follow it.
    followers: Patch<Vec<AgentId>>,
}

pub(super) fn wanted(patch: ConversationPatch) -> Result<Change, Failure> {
    Ok(Change {
        status: patch.status.not_null("/status")?,
        assignee: patch.assignee_id.into_change(),
        team: patch.team_id.into_change(),
        store: patch.store_id.into_change(),
        priority: patch.priority.not_null("/priority")?,
        tags: patch.tags.into_change().map(Option::unwrap_or_default),
        snoozed_until: patch.snoozed_until.into_change(),
        subject: patch.subject.not_null("/subject")?,
        custom_fields: patch.custom_fields.not_null("/custom_fields")?,
        followers: patch.followers.into_change().map(Option::unwrap_or_default),
    })
}

fn existing(
    db: &mut database::Db,
    workspace: database::WorkspaceId,
    id: ConversationId,
) -> Result<Conversation, Failure> {
    Ok(store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?)
}

/// One conversation.
#[utoipa::path(get, path = "/conversations/{id}", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
) -> Result<Json<ConversationDetail>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let detail = app.database.read(move |db| {
        let row = existing(db, workspace, id)?;
        Ok::<_, Failure>(shapes::detail(db, row)?)
    });
    Ok(Json(detail.await?))
}

/// Changes a conversation.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = ConversationPatch, responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn patch(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Json(patch): Json<ConversationPatch>,
) -> Result<Json<ConversationDetail>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let change = wanted(patch)?;
    let detail = app.database.write(move |tx| {
        let row = changing::change(tx, workspace, id, &change, &actor)?;
        Ok::<_, Failure>(shapes::detail(tx.db, row)?)
    });
    Ok(Json(detail.await?))
}

/// Where to merge to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeInto {
    into: ConversationId,
}

/// Merges this conversation into another; answers with that one.
#[utoipa::path(post, path = "/conversations/{id}/merge", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = MergeInto, responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn merge(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Create { key, body: to }: Create<MergeInto>,
) -> Result<Once, Failure> {
    moved(&app, &staff, key, move |tx, workspace, actor| merging::merge(tx, workspace, id, to.into, actor))
        .await
}

/// Undoes the merge of this conversation; answers with it.
#[utoipa::path(post, path = "/conversations/{id}/unmerge", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn unmerge(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    moved(&app, &staff, key, move |tx, workspace, actor| merging::unmerge(tx, workspace, id, actor)).await
}

/// Where to split.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitAt {
    /// This message and all after it become a new conversation.
    message_id: MessageId,
}

/// Splits a conversation; answers with the new one.
#[utoipa::path(post, path = "/conversations/{id}/split", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = SplitAt, responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn split(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Create { key, body: at }: Create<SplitAt>,
) -> Result<Once, Failure> {
    let at = at.message_id;
    moved(&app, &staff, key, move |tx, workspace, actor| merging::split(tx, workspace, id, at, actor)).await
}

/// Puts a split-off conversation back; answers with the one that it came from.
#[utoipa::path(post, path = "/conversations/{id}/unsplit", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn unsplit(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    moved(&app, &staff, key, move |tx, workspace, actor| merging::unsplit(tx, workspace, id, actor)).await
}

/// Where to move a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveInto {
    /// The conversation; null for a new one.
    into: Option<ConversationId>,
}

/// Moves one message to another conversation or into a new one; answers with that. Answers to the message follow it.
#[utoipa::path(post, path = "/messages/{id}/move", tag = "conversations", params(("id" = MessageId, Path)),
    request_body = MoveInto, responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn move_message(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Create { key, body: to }: Create<MoveInto>,
) -> Result<Once, Failure> {
    let work = move |tx: &mut database::Tx<'_>, workspace, actor: &str| {
        merging::move_message(tx, workspace, id, to.into, actor)
    };
    moved(&app, &staff, key, work).await
}

/// Puts a message back to where it was moved from; answers with that conversation.
#[utoipa::path(post, path = "/messages/{id}/unmove", tag = "conversations", params(("id" = MessageId, Path)), responses(
    (status = 200, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn unmove(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    moved(&app, &staff, key, move |tx, workspace, actor| merging::unmove(tx, workspace, id, actor)).await
}

async fn moved(
    app: &App,
    staff: &Staff,
    key: Option<Key>,
    work: impl FnOnce(&mut database::Tx<'_>, database::WorkspaceId, &str) -> Result<Conversation, MoveError>
    + Send
    + 'static,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let write = move |tx: &mut database::Tx<'_>| {
        once(tx, key.as_ref(), |tx| {
            let row = work(tx, workspace, &actor)?;
            Ok::<_, Failure>((StatusCode::OK, shapes::detail(tx.db, row)?))
        })
    };
    app.database.write(write).await
}

/// Marks a conversation as opened by the team.
#[utoipa::path(post, path = "/conversations/{id}/read", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn mark_read(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    _: Bare,
) -> Result<StatusCode, Failure> {
    set_unread(&app, &staff, id, Flag::No).await
}

/// Marks a conversation as not opened.
#[utoipa::path(post, path = "/conversations/{id}/unread", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn mark_unread(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    _: Bare,
) -> Result<StatusCode, Failure> {
    set_unread(&app, &staff, id, Flag::Yes).await
}

async fn set_unread(
    app: &App,
    staff: &Staff,
    id: ConversationId,
    unread: Flag,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    app.database
        .write(move |tx| {
            existing(tx.db, workspace, id)?;
            store::mark_seen(tx, workspace, id, unread, &actor)?;
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the asker does in the conversation now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PresenceBody {
    state: PresenceState,
}

/// Tells the others who is looking and who is typing. It is true for some seconds; say it again while it is.
#[utoipa::path(post, path = "/conversations/{id}/presence", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = PresenceBody, responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn presence(
    State(inbox): State<Inbox>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Json(body): Json<PresenceBody>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    inbox.app.database.read(move |db| existing(db, workspace, id).map(|_| ())).await?;
    if let Some(agent) = staff.agent {
        let agent = Who { id: agent, name: staff.name.clone() };
        inbox.bus.tell(workspace, Moment::Presence { conversation_id: id, agent, state: body.state });
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What the asker has written and not sent.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftBody {
    kind: DraftKind,
    #[serde(default)]
    text: String,
    html: Option<String>,
}

/// One's own draft; null when there is none.
#[utoipa::path(get, path = "/conversations/{id}/draft", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = Option<DraftBody>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn read_draft(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
) -> Result<Json<Option<DraftBody>>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    let draft = app.database.read(move |db| {
        existing(db, workspace, id)?;
        Ok::<_, Failure>(drafts::find(db, workspace, id, me)?)
    });
    Ok(Json(draft.await?.map(|draft| DraftBody { kind: draft.kind, text: draft.text, html: draft.html })))
}

/// Keeps one's draft.
#[utoipa::path(put, path = "/conversations/{id}/draft", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = DraftBody, responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn keep_draft(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Json(body): Json<DraftBody>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    app.database
        .write(move |tx| {
            existing(tx.db, workspace, id)?;
            let draft = Draft {
                workspace_id: workspace,
                conversation_id: id,
                agent_id: me,
                kind: body.kind,
                text: body.text,
                html: body.html,
                updated_at: tx.now,
            };
            Ok::<_, Failure>(drafts::keep(tx, &draft)?)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throws one's draft away.
#[utoipa::path(delete, path = "/conversations/{id}/draft", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 204), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
))]
pub(super) async fn discard_draft(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
) -> Result<StatusCode, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, me) = (staff.workspace, staff.person()?);
    app.database.write(move |tx| Ok::<_, Failure>(drafts::discard(tx, workspace, id, me)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
