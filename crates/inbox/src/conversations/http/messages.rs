//! Messages: reading, answering, noting, taking back; what is shown of HTML mail.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::WorkspaceId;
use jiff::SignedDuration;
use people::customers::{self, CustomerId, Identity, Seen};
use people::idempotency::{Bare, Create, Once, once};
use people::sign_in::{Staff, Way};
use people::team::{AgentId, Permission};
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use shop::orders::OrderId;
use utoipa::{IntoParams, ToSchema};
use web::{Cursor, Json, Limit, List, Path, Problem, Query};

use super::html::{self, Images, Look};
use super::shapes::{self, ConversationDetail, MessageJson};
use crate::channels::{self, ChannelId, ChannelKind, ChannelNamed};
use crate::conversations::answering::{self, Route, UndoError, Writing};
use crate::conversations::appending::{self, Opening};
use crate::conversations::attachment::AttachmentId;
use crate::conversations::author::Author;
use crate::conversations::conversation::{ConversationId, Status};
use crate::conversations::message::{Correspondent, Message, MessageId, Visibility};
use crate::conversations::store;

impl From<UndoError> for Failure {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::NotFound => Problem::not_found("message").into(),
            UndoError::TooLate => Problem::new(
                StatusCode::CONFLICT,
                "already-sent",
                "The message has left",
                "it can't be taken back any more",
            )
            .into(),
            UndoError::NotFailed => Problem::conflict("the message has not failed").into(),
            UndoError::Database(cause) => cause.into(),
        }
    }
}

/// Which page of messages.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct MessagesQuery {
    #[serde(default)]
    #[param(value_type = u8, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<MessageId>>,
}

/// The messages of a conversation, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/messages", tag = "conversations", params(("id" = ConversationId, Path), MessagesQuery), responses(
    (status = 200, body = List<MessageJson>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Query(query): Query<MessagesQuery>,
) -> Result<Json<List<MessageJson>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let page = app.database.read(move |db| {
        let after = query.after.map(|cursor| cursor.0);
        let rows = store::messages(db, workspace, id, after, query.limit.rows_to_ask_for())?;
        if rows.is_empty() {
            store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?;
        }
        let List { data, next } = List::page(rows, query.limit, |row| row.id, |row| row);
        Ok::<_, Failure>(List { data: shapes::messages(db, workspace, data)?, next })
    });
    Ok(Json(page.await?))
}

/// An answer to the customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReply {
    /// Plain text; made from `html` when absent.
    text: Option<String>,
    html: Option<String>,
    /// Files that were uploaded before.
    #[serde(default)]
    attachments: Vec<AttachmentId>,
    /// A kind, or a channel's id; the conversation's own if absent.
    channel: Option<ChannelNamed>,
    channel_id: Option<ChannelId>,
    /// Mail: the customer if absent.
    #[serde(default)]
    to: Vec<Correspondent>,
    #[serde(default)]
    cc: Vec<Correspondent>,
    #[serde(default)]
    bcc: Vec<Correspondent>,
    /// What the conversation becomes; `pending` if absent.
    status: Option<Status>,
    /// The order that `{{order.…}}` and `{{shipment.…}}` speak of: one of the customer's, the newest if absent.
    order_id: Option<OrderId>,
    /// For how long it can be taken back, 0 to 300.
    #[serde(default)]
    undo_seconds: u16,
}

impl NewReply {
    /// The words, the way, and what the conversation becomes.
    pub(super) fn parts(self) -> (Writing, Route, Option<Status>) {
        let route = Route {
            channel: self.channel.and_then(ChannelNamed::kind),
            channel_id: self.channel.and_then(ChannelNamed::one).or(self.channel_id),
            to: self.to,
            cc: self.cc,
            bcc: self.bcc,
            order: self.order_id,
            undo: SignedDuration::from_secs(i64::from(self.undo_seconds)),
        };
        (writing(self.text, self.html, self.attachments, Vec::new()), route, self.status)
    }
}

/// Answers the customer. It is `queued` until the channel has it; `delivery` tells how far it has come. Variables such as
/// `{{order.number}}` get the values of this moment, worded in the conversation's language; one with neither a value nor a
/// fallback (`{{customer.first_name|there}}`) is refused with its name.
#[utoipa::path(post, path = "/conversations/{id}/replies", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = NewReply, responses(
    (status = 201, body = MessageJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn reply(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Create { key, body: new }: Create<NewReply>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, author) = (staff.workspace, author(&staff));
    let (writing, route, status) = new.parts();
    let kept = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let message = answering::reply(tx, workspace, id, author, writing, route, status)?;
            Ok::<_, Failure>((StatusCode::CREATED, shown(tx.db, workspace, message)?))
        })
    });
    kept.await
}

/// An internal note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewNote {
    /// Plain text; made from `html` when absent.
    text: Option<String>,
    html: Option<String>,
    /// Agents that it calls.
    #[serde(default)]
    mentions: Vec<AgentId>,
    #[serde(default)]
    attachments: Vec<AttachmentId>,
}

/// Writes an internal note: the team alone reads it.
#[utoipa::path(post, path = "/conversations/{id}/notes", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = NewNote, responses(
    (status = 201, body = MessageJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn note(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Create { key, body: new }: Create<NewNote>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, author) = (staff.workspace, author(&staff));
    let writing = writing(new.text, new.html, new.attachments, new.mentions);
    let kept = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let message = answering::note(tx, workspace, id, author, writing)?;
            Ok::<_, Failure>((StatusCode::CREATED, shown(tx.db, workspace, message)?))
        })
    });
    kept.await
}

pub(super) fn shown(
    db: &mut database::Db,
    workspace: WorkspaceId,
    message: Message,
) -> Result<MessageJson, Failure> {
    let files = store::attachments_of(db, workspace, &[message.id])?;
    Ok(shapes::message(message, files))
}

/// Who writes: a person of the team, or a program in its name.
pub(super) fn author(staff: &Staff) -> Author {
    match (staff.agent, staff.way) {
        (Some(agent), _) => Author::Agent(agent, staff.name.clone()),
        (None, Way::Token(token)) => Author::Program(token, staff.name.clone()),
        (None, Way::Session(_)) => unreachable!("a session is always somebody's"),
    }
}

fn writing(
    text: Option<String>,
    html: Option<String>,
    uploads: Vec<AttachmentId>,
    mentions: Vec<AgentId>,
) -> Writing {
    let html = html.map(|html| html::own(&html)).filter(|html| !html.trim().is_empty());
    let from_html = || html.as_deref().map(mail::html::to_text).unwrap_or_default();
    let text = text.filter(|text| !text.trim().is_empty()).unwrap_or_else(from_html);
    Writing { text, html, uploads, mentions }
}

/// A conversation that the team begins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewConversation {
    /// The mailbox that it goes out from.
    channel_id: ChannelId,
    /// To whom; or `customer_id`.
    #[serde(default)]
    to: Vec<Correspondent>,
    customer_id: Option<CustomerId>,
    subject: String,
    text: Option<String>,
    html: Option<String>,
    #[serde(default)]
    attachments: Vec<AttachmentId>,
    /// `pending` if absent.
    status: Option<Status>,
}

/// Begins a conversation with a message of the team's.
#[utoipa::path(post, path = "/conversations", tag = "conversations", request_body = NewConversation, responses(
    (status = 201, body = ConversationDetail), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn begin(
    State(app): State<App>,
    staff: Staff,
    Create { key, body: new }: Create<NewConversation>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, author) = (staff.workspace, author(&staff));
    if new.subject.trim().is_empty() {
        return Err(Problem::field("/subject", "required", "has to say something").into());
    }
    let writing = writing(new.text, new.html, new.attachments, Vec::new());
    let kept = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let channel = channels::find(tx.db, workspace, new.channel_id)?
                .filter(|channel| channel.active.is_yes() && channel.kind == ChannelKind::Email)
                .ok_or_else(|| Problem::field("/channel_id", "invalid", "is no active mailbox"))?;
            let customer = addressee(tx, workspace, new.customer_id, &new.to)?;
            let language = customers::find(tx.db, workspace, customer)?.and_then(|found| found.language);
            let opening = Opening {
                channel: &channel,
                customer,
                subject: &new.subject,
                status: Status::Open,
                language: language.as_deref(),
                store: None,
                actor: author.actor(),
            };
            let opened = appending::open(tx, workspace, &opening)?;
            let route = Route { channel_id: Some(channel.id), to: new.to, ..Route::default() };
            answering::reply(tx, workspace, opened.id, author, writing, route, new.status)?;
            let row = store::find(tx.db, workspace, opened.id)?
                .ok_or_else(|| Problem::not_found("conversation"))?;
            Ok::<_, Failure>((StatusCode::CREATED, shapes::detail(tx.db, row)?))
        })
    });
    kept.await
}

fn addressee(
    tx: &mut database::Tx<'_>,
    workspace: WorkspaceId,
    customer: Option<CustomerId>,
    to: &[Correspondent],
) -> Result<CustomerId, Failure> {
    if let Some(id) = customer {
        let found = customers::find(tx.db, workspace, id)?;
        return Ok(found.ok_or_else(|| Problem::field("/customer_id", "invalid", "is no customer"))?.id);
    }
    let first = to
        .first()
        .ok_or_else(|| Problem::field("/to", "required", "either `to` or `customer_id` says to whom"))?;
    let identity = Identity::email(&first.address)
        .ok_or_else(|| Problem::field("/to/0/address", "invalid", "is not an e-mail address"))?;
    let seen = Seen { identities: &[identity], name: Some(&first.name), ..Seen::default() };
    Ok(customers::recognise(tx, workspace, &seen)?)
}

/// What had been written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TakenBack {
    draft: Words,
}

/// Text and HTML of a message that was taken back.
#[derive(Debug, Serialize, ToSchema)]
struct Words {
    text: String,
    html: Option<String>,
    /// Its files; they can be put into the next reply.
    attachments: Vec<AttachmentId>,
}

impl From<Writing> for TakenBack {
    fn from(writing: Writing) -> Self {
        let Writing { text, html, uploads, .. } = writing;
        Self { draft: Words { text, html, attachments: uploads } }
    }
}

/// Takes back an answer that has not left.
#[utoipa::path(post, path = "/messages/{id}/undo", tag = "conversations", params(("id" = MessageId, Path)), responses(
    (status = 200, body = TakenBack), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, description = "`already-sent`", body = web::ProblemBody),
))]
pub(super) async fn undo(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let back = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let files = store::attachments_of(tx.db, workspace, &[id])?;
            let message = answering::undo(tx, workspace, id, &actor)?;
            let attachments = files.into_iter().map(|file| file.id).collect();
            let draft = Words { text: message.text, html: message.html, attachments };
            Ok::<_, Failure>((StatusCode::OK, TakenBack { draft }))
        })
    });
    back.await
}

/// Sends a failed answer again.
#[utoipa::path(post, path = "/messages/{id}/retry", tag = "conversations", params(("id" = MessageId, Path)), responses(
    (status = 200, body = MessageJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
pub(super) async fn retry(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Bare { key }: Bare,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let message = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let message = answering::retry(tx, workspace, id, &actor)?;
            Ok::<_, Failure>((StatusCode::OK, shown(tx.db, workspace, message)?))
        })
    });
    message.await
}

/// Another address for a mail that one did not take.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Readdress {
    /// The address that did not take it.
    wrong: String,
    /// The one that it goes to instead.
    right: Correspondent,
}

/// Sends a failed mail to another address than the one that did not take it. Who has it already is not sent it again.
#[utoipa::path(post, path = "/messages/{id}/readdress", tag = "conversations", params(("id" = MessageId, Path)), request_body = Readdress,
    responses((status = 200, body = MessageJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn readdress(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Create { key, body }: Create<Readdress>,
) -> Result<Once, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, actor) = (staff.workspace, staff.actor());
    let Readdress { wrong, right } = body;
    if let Err(cause) = right.address.parse::<mail::EmailAddress>() {
        return Err(Problem::field("/right/address", "invalid", cause.to_string()).into());
    }
    let message = app.database.write(move |tx| {
        once(tx, key.as_ref(), |tx| {
            let message = answering::readdress(tx, workspace, id, &wrong, right.clone(), &actor)?;
            Ok::<_, Failure>((StatusCode::OK, shown(tx.db, workspace, message)?))
        })
    });
    message.await
}

/// Whether images of other servers are shown.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct HtmlQuery {
    /// `1`: fetched through the guarded proxy. Held back if absent.
    images: Option<String>,
    /// `dark`: for a dark screen.
    theme: Option<String>,
    /// `1`: with the quoted parts.
    quotes: Option<String>,
}

/// The HTML of a mail as a document for a sandboxed frame: cleaned, quotes folded, nothing runs, nothing is fetched but
/// through this server.
#[utoipa::path(get, path = "/messages/{id}/html", tag = "conversations", params(("id" = MessageId, Path), HtmlQuery), responses(
    (status = 200, content_type = "text/html", body = String), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn document(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
    Query(query): Query<HtmlQuery>,
) -> Result<Response, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let (message, files) = app
        .database
        .read(move |db| {
            let message = store::message(db, workspace, id)?.ok_or_else(|| Problem::not_found("message"))?;
            let files = store::attachments_of(db, workspace, &[id])?;
            Ok::<_, Failure>((message, files))
        })
        .await?;
    let html = message.html.ok_or_else(|| Problem::not_found("HTML of this message"))?;
    let images = match query.images.as_deref() {
        Some("1") => Images::Proxied(app.secrets.signing_key(html::PROXY)),
        Some(_) | None => Images::HeldBack,
    };
    let look =
        Look { dark: query.theme.as_deref() == Some("dark"), quotes: query.quotes.as_deref() == Some("1") };
    let page = html::document(&html, &files, images, &look);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(html::POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300")),
    ];
    Ok((headers, page).into_response())
}

/// The mail as it came, byte for byte.
#[utoipa::path(get, path = "/messages/{id}/raw", tag = "conversations", params(("id" = MessageId, Path)), responses(
    (status = 200, content_type = "message/rfc822", body = Vec<u8>), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
pub(super) async fn raw(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<MessageId>,
) -> Result<Response, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let message = app.database.read(move |db| Ok::<_, Failure>(store::message(db, workspace, id)?)).await?;
    let missing = || Problem::not_found("raw mail of this message");
    let hash = message
        .filter(|message| message.visibility == Visibility::Public)
        .and_then(|message| message.raw_hash);
    let bytes =
        app.blobs.read(&app.database, workspace, &hash.ok_or_else(missing)?).await?.ok_or_else(missing)?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{id}.eml\""))
        .map_err(|_| Problem::internal())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("message/rfc822")),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, bytes).into_response())
}
