//! `POST /hooks/{channel}`: a message from another source.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use database::{DbError, Tx};
use people::Failure;
use people::customers::{self, Identity, Seen};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::files::{self, IncomingFile};
use super::signature;
use crate::Inbox;
use crate::channels::{self, Channel, ChannelId, ChannelKind};
use crate::conversations::{
    self, Author, Conversation, ConversationId, LARGEST_FILE, MessageId, NewFile, NewMessage, Opening,
    SUBJECT, Status, Threading,
};

/// The route that other sources call, at the root.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(receive)).routes(routes!(files::download))
}

/// Who writes, as the source knows them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Writer {
    /// The source's own id of the person.
    id: String,
    #[serde(default)]
    name: String,
    /// Believed: the source is ours.
    email: Option<String>,
    phone: Option<String>,
    /// BCP 47.
    language: Option<String>,
}

/// A message of the source.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Incoming {
    /// The source's own id of the message: the same id is the same message.
    id: String,
    customer: Writer,
    /// The source's own id of the thread; messages of one thread are one conversation.
    thread: Option<String>,
    /// At most 400 characters.
    #[serde(default)]
    subject: String,
    /// May be empty beside a file.
    #[serde(default)]
    text: String,
    #[serde(default)]
    attachments: Vec<IncomingFile>,
}

/// Where it was put.
#[derive(Debug, Serialize, ToSchema)]
struct Received {
    message_id: MessageId,
    conversation_id: ConversationId,
    /// Whether it had been received before.
    duplicate: bool,
}

/// Largest body of a store, in bytes: of an order with all its lines.
const LARGEST_ORDER: usize = 5 * 1024 * 1024;
/// Largest body of another source: a text, and the largest files with what base 64 adds.
const LARGEST_MESSAGE: usize = LARGEST_FILE / 3 * 4 + 1024 * 1024;

/// Receives what a store or another source sends; answered after it is on disk. `chn_…`: a message for an API channel,
/// signed as Standard Webhooks with the channel's secret. `sto_…`: what a store sends, signed in the store's own form.
#[utoipa::path(post, path = "/hooks/{id}", tag = "hooks", params(("id" = String, Path, description = "`chn_…` or `sto_…`")), request_body = Incoming, security(()), responses(
    (status = 200, body = Received), (status = 401, body = web::ProblemBody), (status = 404, body = web::ProblemBody),
    (status = 413, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
async fn receive(
    State(inbox): State<Inbox>,
    Path(id): Path<String>,
    mut request: Request,
) -> Result<Response, Failure> {
    let headers = request.headers().clone();
    let Ok(id) = id.parse::<ChannelId>() else {
        DefaultBodyLimit::max(LARGEST_ORDER).apply(&mut request);
        let body = Bytes::from_request(request, &()).await;
        let path = axum::extract::Path(id);
        return Ok(shop::webhooks::deliver(State(inbox.app.clone()), path, headers, body).await);
    };
    let channel = inbox.app.database.read(move |db| Ok::<_, Failure>(channels::find_anywhere(db, id)?));
    let channel = channel.await?.filter(|channel| channel.kind == ChannelKind::Api);
    let channel = channel.ok_or_else(|| Problem::not_found("channel"))?;
    DefaultBodyLimit::max(LARGEST_MESSAGE).apply(&mut request);
    let body = Bytes::from_request(request, &()).await;
    let body = body.map_err(|_| Problem::too_large(Some(LARGEST_MESSAGE as u64)))?;
    Ok(from_source(&inbox, channel, &headers, &body).await?.into_response())
}

async fn from_source(
    inbox: &Inbox,
    channel: Channel,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Json<Received>, Failure> {
    let secret = channel.secrets.signing.as_deref().unwrap_or_default();
    let secret = inbox.app.secrets.open_sealed(&channel.place("signing"), secret);
    let secret = secret.map_err(|cause| DbError::Corrupt(cause.to_string()))?;
    signature::verify(headers, &secret, body, inbox.app.database.now())
        .map_err(|error| Problem::unauthorized(error.to_string()))?;
    let mut incoming: Incoming = web::json::parse(body)?;
    check(&incoming)?;
    let files = files::read(std::mem::take(&mut incoming.attachments))?;
    let files = files::prepare(&inbox.app, files).await?;
    let received = inbox.app.database.write(move |tx| take(tx, &channel, incoming, files));
    Ok(Json(received.await?))
}

fn check(incoming: &Incoming) -> Result<(), Problem> {
    let id = |text: &str| (1..=200).contains(&text.len());
    if !id(&incoming.id) {
        return Err(Problem::field("/id", "invalid", "has 1 to 200 bytes"));
    }
    if !id(&incoming.customer.id) {
        return Err(Problem::field("/customer/id", "invalid", "has 1 to 200 bytes"));
    }
    if incoming.thread.as_deref().is_some_and(|thread| !id(thread)) {
        return Err(Problem::field("/thread", "invalid", "has 1 to 200 bytes"));
    }
    if incoming.customer.name.chars().count() > 200 {
        return Err(Problem::field("/customer/name", "invalid", "has at most 200 characters"));
    }
    if incoming.customer.language.as_deref().is_some_and(|language| !language::is_tag(language)) {
        return Err(Problem::field("/customer/language", "invalid", "is a language tag (BCP 47) such as tr"));
    }
    if incoming.subject.chars().count() > SUBJECT {
        return Err(Problem::field("/subject", "invalid", "has at most 400 characters"));
    }
    let says_nothing = incoming.text.trim().is_empty() && incoming.attachments.is_empty();
    if says_nothing || incoming.text.chars().count() > 100_000 {
        return Err(Problem::field("/text", "invalid", "has 1 to 100,000 characters"));
    }
    Ok(())
}

fn take(
    tx: &mut Tx<'_>,
    channel: &Channel,
    incoming: Incoming,
    files: Vec<NewFile>,
) -> Result<Received, Failure> {
    let workspace = channel.workspace_id;
    let external_id = format!("{}/{}", channel.id, incoming.id);
    // A source that sends twice at once, or several messages of a new thread, has to wait for itself.
    tx.alone_with("api-message", channel.id.0, &incoming.id)?;
    tx.alone_with("api-customer", channel.id.0, &incoming.customer.id)?;
    if let Some(known) = conversations::by_external_id(tx.db, workspace, &external_id)?.into_iter().next() {
        return Ok(Received {
            message_id: known.id,
            conversation_id: known.conversation_id,
            duplicate: true,
        });
    }
    let writer = &incoming.customer;
    let mut identities = vec![Identity::api(channel.id, &writer.id)];
    identities.extend(writer.email.as_deref().and_then(Identity::email));
    identities.extend(writer.phone.as_deref().and_then(|phone| Identity::phone(phone, None)));
    let seen = Seen {
        identities: &identities,
        name: Some(&writer.name),
        language: writer.language.as_deref(),
        ..Seen::default()
    };
    let customer = customers::recognise(tx, workspace, &seen)?;
    let thread = incoming.thread.as_deref().unwrap_or(&writer.id);
    let mut conversation = thread_of(tx, channel, customer, thread, &incoming)?;
    let author = Author::Customer(customer, writer.name.clone());
    let mut new = NewMessage::text(author, (ChannelKind::Api, channel.id), incoming.text);
    new.subject = incoming.subject;
    new.external_id = Some(external_id);
    new.files = files;
    new.threading =
        Some(Threading { evidence: conversations::API_THREAD.to_owned(), detail: Some(thread.to_owned()) });
    let message = conversations::append(tx, &mut conversation, new)?;
    Ok(Received { message_id: message.id, conversation_id: conversation.id, duplicate: false })
}

/// The conversation of the customer on this channel that this thread goes on in; a new one, linked with it, after it was
/// closed.
fn thread_of(
    tx: &mut Tx<'_>,
    channel: &Channel,
    customer: customers::CustomerId,
    thread: &str,
    incoming: &Incoming,
) -> Result<Conversation, Failure> {
    let found = conversations::of_api_thread(tx.db, channel.workspace_id, customer, channel.id, thread)?;
    let closed = match found {
        Some(found) if found.status != Status::Closed => return Ok(found),
        closed => closed,
    };
    let subject = if incoming.subject.is_empty() {
        conversations::snippet_of(&incoming.text)
    } else {
        incoming.subject.clone()
    };
    let opening = Opening {
        channel,
        customer,
        subject: &subject,
        status: Status::Open,
        language: incoming.customer.language.as_deref(),
        store: None,
        actor: format!("customer:{customer}"),
    };
    let conversation = conversations::open(tx, channel.workspace_id, &opening)?;
    if let Some(closed) = closed {
        conversations::link(tx, channel.workspace_id, conversation.id, closed.id)?;
    }
    Ok(conversation)
}
