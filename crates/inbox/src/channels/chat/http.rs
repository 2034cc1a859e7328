//! `/chat/v1`: sessions, messages by request, files; CORS by the channel's origins.

use axum::extract::Request;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::options;
use database::{DbError, Flag};
use people::Failure;
use people::customers::{self, Identity};
use people::sign_in::hash_of;
use serde::Deserialize;
use shop::brands;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{ClientAddress, FieldError, Json, Path, Problem, Query};

use super::identity::{self, Claim};
use super::saying::{self, Saying, SayingError};
use super::shapes::{
    self, ChannelInfo, ChatFile, ChatUpload, ConversationInfo, EarlierMessages, NewChatMessage, Said,
    SessionJson, SessionRequest, VisitorJson,
};
use super::visitor::Visitor;
use super::{availability, history, leaving, proxied, socket, store};
use crate::Inbox;
use crate::channels::{self, Channel, ChannelKind};
use crate::conversations::{self, AttachmentId, Message, MessageId};

/// What pages of other origins ask by requests; browsers ask first whether they may.
const CROSSED: [&str; 4] =
    ["/chat/v1/sessions", "/chat/v1/messages", "/chat/v1/attachments", "/chat/v1/attachments/{id}"];

/// The routes that widgets call, at the root. They need no sign-in: a visitor has a token.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    let routes = OpenApiRouter::new()
        .routes(routes!(open_session))
        .routes(routes!(post_message, earlier))
        .routes(routes!(upload))
        .routes(routes!(download))
        .routes(routes!(socket::connect));
    CROSSED
        .into_iter()
        .fold(routes, |routes, path| routes.route(path, options(preflight)))
        .layer(from_fn(allow_origins))
        .layer(conversations::upload_limit())
        .merge(proxied::public_routes())
}

impl From<SayingError> for Failure {
    fn from(error: SayingError) -> Self {
        match error {
            SayingError::Gone => {
                Problem::new(StatusCode::GONE, "gone", "This chat has ended", "open a new session").into()
            }
            SayingError::Invalid(field, reason) => {
                Problem::field(format!("/{field}"), "invalid", reason).into()
            }
            SayingError::Database(cause) => cause.into(),
        }
    }
}

/// Says that a page may ask, which the layer around it adds. It has to be a route: what answers methods that there are not is
/// the whole program's, and no layer of ours is around that.
async fn preflight() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Any page may ask; whether it is answered is decided by the channel, for only the body names it. No cookie is involved.
async fn allow_origins(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Whether a page may embed this channel. A request without an origin comes from no page.
pub(super) fn may_embed(channel: &Channel, headers: &HeaderMap) -> bool {
    let allowed = &channel.settings.allowed_origins;
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    allowed.is_empty()
        || origin.is_none_or(|origin| allowed.iter().any(|one| one.trim_end_matches('/') == origin))
}

/// Opens or goes on with a visitor's session.
#[utoipa::path(post, path = "/chat/v1/sessions", tag = "chat", request_body = SessionRequest, security(()), responses(
    (status = 200, body = SessionJson), (status = 403, description = "this page may not embed the chat", body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody), (status = 429, body = web::ProblemBody),
))]
async fn open_session(
    State(inbox): State<Inbox>,
    address: ClientAddress,
    headers: HeaderMap,
    Json(request): Json<SessionRequest>,
) -> Result<Json<SessionJson>, Failure> {
    inbox.visits.check(address.rate_key(), inbox.app.database.now().timestamp()).map_err(Problem::from)?;
    let id = request.channel;
    let channel =
        inbox.app.database.read(move |db| Ok::<_, Failure>(channels::find_anywhere(db, id)?)).await?;
    let channel = channel
        .filter(|channel| channel.kind == ChannelKind::Chat)
        .ok_or_else(|| Problem::not_found("chat channel"))?;
    if !may_embed(&channel, &headers) {
        return Err(Problem::forbidden("this page may not embed the chat").into());
    }
    let signed = request
        .identity
        .as_ref()
        .map(|claim| is_signed(&inbox, &channel, claim))
        .transpose()?
        .unwrap_or(false);
    let fresh = database::secrets::fresh_token();
    let session = inbox.app.database.write(move |tx| {
        let (visitor, token) = visit(tx, &channel, request, signed, fresh)?;
        show(tx, channel, visitor, token)
    });
    Ok(Json(session.await?))
}

fn is_signed(inbox: &Inbox, channel: &Channel, claim: &Claim) -> Result<bool, Failure> {
    let Some(sealed) = &channel.secrets.signing else { return Ok(false) };
    let secret = inbox.app.secrets.open_sealed(&channel.place("signing"), sealed);
    let secret = secret.map_err(|cause| DbError::Corrupt(cause.to_string()))?;
    Ok(identity::is_signed(claim, &secret, inbox.app.database.now()))
}

/// The visitor with the token, or a new one. A signed identity that is another's starts anew: one browser, two people.
fn visit(
    tx: &mut database::Tx<'_>,
    channel: &Channel,
    request: SessionRequest,
    signed: bool,
    fresh: String,
) -> Result<(Visitor, String), Failure> {
    let given = request.token.unwrap_or_default();
    let known = store::by_token(tx.db, &hash_of(&given))?.filter(|known| known.channel_id == channel.id);
    let claim = request.identity.filter(|_| signed);
    let account = claim.as_ref().map(|claim| identity::account(channel, &claim.id));
    let held = match known {
        Some(known) if is_theirs(tx, &known, account.as_ref())? => {
            store::find_to_change(tx, known.workspace_id, known.id)?
        }
        Some(_) | None => None,
    };
    let is_new = held.is_none();
    let (mut visitor, token) = match held {
        Some(known) => (known, given),
        None => (newcomer(tx, channel, &fresh), fresh),
    };
    visitor.language = language_of(&request.language, &visitor.language);
    visitor.time_zone =
        Some(request.time_zone).filter(|zone| jiff::tz::TimeZone::get(zone).is_ok()).or(visitor.time_zone);
    visitor.page = request.page.map(|page| page.url.chars().take(500).collect()).or(visitor.page);
    visitor.last_active_at = tx.now;
    if let Some(claim) = claim {
        let email = claim.email.as_deref().and_then(Identity::email).map(|email| email.value);
        // What was only typed before is no proof of who is signed in now.
        let proved = if visitor.identified.is_yes() { visitor.email } else { None };
        visitor.identified = Flag::Yes;
        visitor.name = claim.name.unwrap_or(visitor.name).chars().take(120).collect();
        visitor.email = email.or(proved);
    }
    if is_new {
        store::insert(tx, &visitor)?;
    }
    if visitor.identified.is_yes() || visitor.customer_id.is_some() {
        let customer = saying::recognise(tx, &mut visitor, channel, account)?;
        if let Some(page) = visitor.page.clone() {
            customers::seen_on(tx, channel.workspace_id, customer, &page)?;
        }
    }
    leaving::address_came(tx, &visitor)?;
    store::update(tx, &visitor)?;
    Ok((visitor, token))
}

/// Whether a browser's earlier visit goes on: not when somebody else has signed in to the store on it since.
fn is_theirs(
    tx: &mut database::Tx<'_>,
    known: &Visitor,
    account: Option<&Identity>,
) -> Result<bool, DbError> {
    let (Some(account), Some(customer)) = (account, known.customer_id) else { return Ok(true) };
    if known.identified == Flag::No {
        return Ok(true);
    }
    let owner = customers::owner(tx.db, known.workspace_id, account.kind, &account.value)?;
    Ok(owner.is_some() && owner == customers::living(tx.db, known.workspace_id, customer)?)
}

fn newcomer(tx: &database::Tx<'_>, channel: &Channel, token: &str) -> Visitor {
    Visitor {
        workspace_id: channel.workspace_id,
        id: tx.id(),
        channel_id: channel.id,
        token_hash: hash_of(token),
        customer_id: None,
        conversation_id: None,
        name: String::new(),
        email: None,
        identified: Flag::No,
        language: "en".to_owned(),
        time_zone: None,
        page: None,
        seen_message: MessageId(0),
        mailed_message: MessageId(0),
        last_active_at: tx.now,
        created_at: tx.now,
        unreached: None,
    }
}

fn language_of(asked: &str, before: &str) -> String {
    let known = language::Language::from_tags([asked]);
    known.map_or_else(|| before.to_owned(), |language| language.tag().to_owned())
}

fn show(
    tx: &mut database::Tx<'_>,
    channel: Channel,
    visitor: Visitor,
    token: String,
) -> Result<SessionJson, Failure> {
    let workspace = channel.workspace_id;
    let conversation = history::current(tx.db, &visitor)?;
    let (rows, more) = history::look_back(tx.db, &visitor, None, SHOWN)?;
    let seen_id = rows.iter().rfind(|row| shapes::was_seen(row)).map(|row| row.id);
    let messages = shapes::messages(tx.db, workspace, rows)?;
    // What the team calls the channel is its own; visitors know the store, else the workspace.
    let face = brands::face(tx.db, workspace, channel.store_id)?;
    Ok(SessionJson {
        token,
        visitor: VisitorJson {
            id: visitor.id,
            name: Some(visitor.name).filter(|name| !name.is_empty()),
            email: visitor.email,
            identified: visitor.identified.is_yes(),
        },
        availability: availability::now(tx.db, workspace, channel.id, tx.now)?,
        conversation: conversation.map(|row| ConversationInfo { id: row.id, status: row.status }),
        last_id: messages.last().map(|message| message.id),
        seen_id,
        messages,
        more,
        channel: ChannelInfo {
            id: channel.id,
            name: face.name,
            color: channel.settings.color.or(Some(face.color).filter(|color| !color.is_empty())),
            logo_url: face.logo,
            greeting: channel.settings.greeting,
            languages: language::Language::ALL.iter().map(|language| language.tag().to_owned()).collect(),
            require_email: channel.settings.require_email,
        },
    })
}

/// Messages that a session begins with.
pub(super) const SHOWN: i64 = 50;

/// Which earlier messages.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Earlier {
    /// From the session.
    token: String,
    /// The oldest message that the widget has; without it the newest come.
    before: Option<MessageId>,
    /// 1 to 100, 50 if absent.
    limit: Option<i64>,
}

/// What was said before a message, oldest first: in this conversation and in those before it, also on the other devices of
/// somebody whom the store has signed.
#[utoipa::path(get, path = "/chat/v1/messages", tag = "chat", params(Earlier), security(()), responses(
    (status = 200, body = EarlierMessages), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 429, body = web::ProblemBody),
))]
async fn earlier(
    State(inbox): State<Inbox>,
    Query(which): Query<Earlier>,
) -> Result<Json<EarlierMessages>, Failure> {
    let limit = which.limit.unwrap_or(SHOWN);
    if !(1..=100).contains(&limit) {
        return Err(Problem::invalid_query(FieldError::new("?limit", "out-of-range", "is 1 to 100")).into());
    }
    let visitor = visitor(&inbox, &which.token).await?;
    inbox.frames.check(visitor.id.0, inbox.app.database.now().timestamp()).map_err(Problem::from)?;
    let read = inbox.app.database.read(move |db| {
        let (rows, more) = history::look_back(db, &visitor, which.before, limit)?;
        let messages = shapes::messages(db, visitor.workspace_id, rows)?;
        Ok::<_, Failure>(EarlierMessages { messages, more })
    });
    Ok(Json(read.await?))
}

/// The visitor's token.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Token {
    /// From the session.
    token: String,
    /// `1`: to be saved, not shown.
    download: Option<String>,
}

/// The visitor with a token.
pub(super) async fn visitor(inbox: &Inbox, token: &str) -> Result<Visitor, Failure> {
    let hash = hash_of(token);
    let found = inbox.app.database.read(move |db| Ok::<_, Failure>(store::by_token(db, &hash)?)).await?;
    Ok(found.ok_or_else(|| Problem::unauthorized("the visitor's token is not known"))?)
}

/// Says something, where sockets are blocked. The same client-made id is the same message.
#[utoipa::path(post, path = "/chat/v1/messages", tag = "chat", params(Token), request_body = NewChatMessage, security(()), responses(
    (status = 200, body = Said), (status = 401, body = web::ProblemBody), (status = 410, body = web::ProblemBody),
    (status = 422, body = web::ProblemBody), (status = 429, body = web::ProblemBody),
))]
async fn post_message(
    State(inbox): State<Inbox>,
    Query(token): Query<Token>,
    Json(new): Json<NewChatMessage>,
) -> Result<Json<Said>, Failure> {
    let visitor = visitor(&inbox, &token.token).await?;
    inbox.said.check(visitor.id.0, inbox.app.database.now().timestamp()).map_err(Problem::from)?;
    let said = inbox.app.database.write(move |tx| {
        let (workspace, id) = (visitor.workspace_id, visitor.id);
        if new.email.is_some() || new.name.is_some() {
            saying::details(tx, workspace, id, new.name.as_deref(), new.email.as_deref())?;
        }
        let page = new.page.map(|page| page.url);
        let saying = Saying { client_id: new.client_id, text: new.text, uploads: new.attachments, page };
        let (message, _) = saying::say(tx, workspace, id, saying)?;
        let shown = shapes::messages(tx.db, workspace, vec![message])?.pop();
        Ok::<_, Failure>(Said { message: shown.ok_or_else(Problem::internal)? })
    });
    Ok(Json(said.await?))
}

/// Uploads a file; put its id into a message.
#[utoipa::path(post, path = "/chat/v1/attachments", tag = "chat", params(Token), request_body(content = ChatUpload, content_type = "multipart/form-data"),
    security(()), responses(
    (status = 200, body = ChatFile), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 413, body = web::ProblemBody),
    (status = 415, body = web::ProblemBody), (status = 422, body = web::ProblemBody), (status = 429, body = web::ProblemBody),
))]
async fn upload(
    State(inbox): State<Inbox>,
    Query(token): Query<Token>,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<Json<ChatFile>, Failure> {
    let visitor = visitor(&inbox, &token.token).await?;
    inbox.said.check(visitor.id.0, inbox.app.database.now().timestamp()).map_err(Problem::from)?;
    let form = form.map_err(|_| Problem::unsupported_media_type("multipart/form-data"))?;
    let file = conversations::take_file(form).await?;
    let row =
        conversations::keep_file(&inbox.app, visitor.workspace_id, format!("visitor:{}", visitor.id), file)
            .await?;
    Ok(Json(row.into()))
}

/// A file of a conversation that the visitor may see.
#[utoipa::path(get, path = "/chat/v1/attachments/{id}", tag = "chat", params(("id" = AttachmentId, Path), Token), security(()), responses(
    (status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 401, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
))]
async fn download(
    State(inbox): State<Inbox>,
    Path(id): Path<AttachmentId>,
    Query(token): Query<Token>,
) -> Result<Response, Failure> {
    let visitor = visitor(&inbox, &token.token).await?;
    let workspace = visitor.workspace_id;
    let file = inbox.app.database.read(move |db| {
        let file = conversations::attachment(db, workspace, id)?;
        let own = |file: &conversations::Attachment| file.uploaded_by == format!("visitor:{}", visitor.id);
        let file = match file {
            Some(file) if own(&file) => Some(file),
            Some(file) => {
                let message = file
                    .message_id
                    .map(|id| conversations::message(db, workspace, id))
                    .transpose()?
                    .flatten();
                let theirs = history::conversations_of(db, &visitor)?;
                let readable = |message: &Message| {
                    store::is_visible(message) && theirs.iter().any(|one| one.id == message.conversation_id)
                };
                Some(file).filter(|_| message.as_ref().is_some_and(readable))
            }
            None => None,
        };
        Ok::<_, Failure>(file)
    });
    let file = file.await?.ok_or_else(|| Problem::not_found("file"))?;
    let bytes = inbox.app.blobs.read(&inbox.app.database, workspace, &file.hash).await?;
    let bytes = bytes.ok_or_else(|| Problem::not_found("file"))?;
    Ok(conversations::as_answer(&file, bytes, token.download.as_deref() == Some("1")))
}
