//! What a reply would say if it were sent now: variables, signature, files.

use axum::extract::State;
use language::Language;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use shop::orders::{Order, OrderId};
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::html;
use super::messages::author;
use crate::channels::{self, CARRIES, Channel, ChannelId, ChannelKind, email};
use crate::conversations::attachment::AttachmentId;
use crate::conversations::changing::ChangeError;
use crate::conversations::conversation::ConversationId;
use crate::conversations::variables::{self, Known, NAMES, Unresolved};
use crate::conversations::{carrying, store};

/// A reply that is being written.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ReplyToPreview {
    text: String,
    html: Option<String>,
    /// Files that were uploaded before.
    attachments: Vec<AttachmentId>,
    /// Through which channel; the conversation's own if absent.
    channel: Option<ChannelKind>,
    channel_id: Option<ChannelId>,
    /// The order that it speaks of; the customer's newest if absent.
    order_id: Option<OrderId>,
}

/// What it would say.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReplyPreview {
    /// The language in which values are worded: the conversation's, else the workspace's.
    language: Language,
    text: String,
    /// Cleaned.
    html: Option<String>,
    /// Variables without a value: nothing is sent while there is one.
    unresolved: Vec<UnresolvedJson>,
    /// Every variable there is, with its value here.
    variables: Vec<VariableJson>,
    /// The order that it speaks of.
    order: Option<OrderChoice>,
    /// The customer's orders, the newest first; at most ten.
    orders: Vec<OrderChoice>,
    /// What stands below it in a mail; cleaned HTML, empty for nothing.
    signature: String,
    /// Files that are had by a link, since the mail would be too large.
    linked: Vec<AttachmentId>,
}

#[derive(Debug, Serialize, ToSchema)]
struct UnresolvedJson {
    /// As it stands between the braces.
    name: String,
    /// `unresolved-variable`, `unknown-variable`, `split-variable`.
    code: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
struct VariableJson {
    name: &'static str,
    /// Null where it needs a fallback.
    value: Option<String>,
}

/// An order of the customer's.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct OrderChoice {
    id: OrderId,
    number: String,
}

impl From<&Order> for OrderChoice {
    fn from(order: &Order) -> Self {
        Self { id: order.id, number: order.number.clone() }
    }
}

/// What a reply would say if it were sent now; nothing is kept.
#[utoipa::path(post, path = "/conversations/{id}/replies/preview", tag = "conversations", params(("id" = ConversationId, Path)),
    request_body = ReplyToPreview, responses(
    (status = 200, body = ReplyPreview), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn preview(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Json(reply): Json<ReplyToPreview>,
) -> Result<Json<ReplyPreview>, Failure> {
    staff.require(Permission::ConversationsWrite)?;
    let (workspace, author) = (staff.workspace, author(&staff));
    let read = move |db: &mut database::Db| {
        let conversation =
            store::living(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?;
        let order = variables::order_beside(db, &conversation, reply.order_id)?;
        let known = Known::gather(db, &conversation, author.name(), order)?;
        let mailbox = mailbox(channels::for_reply(db, &conversation, reply.channel, reply.channel_id))?;
        let signature = match &mailbox {
            Some(mailbox) => email::signature(db, mailbox, &conversation, author.signed_by())?,
            None => String::new(),
        };
        let orders = variables::orders_beside(db, workspace, conversation.customer_id)?;
        let linked = linked(db, &conversation, mailbox.as_ref(), &reply)?;
        let filled = variables::fill_text(&reply.text, &known);
        let in_html = reply.html.as_deref().map(|given| variables::fill_html(&html::own(given), &known));
        let mut unresolved = filled.unresolved;
        unresolved.extend(in_html.iter().flat_map(|html| html.unresolved.iter().cloned()));
        Ok::<_, Failure>(ReplyPreview {
            language: known.language,
            text: filled.text,
            html: in_html.map(|html| html.text),
            unresolved: unresolved.into_iter().map(UnresolvedJson::from).collect(),
            variables: NAMES.into_iter().map(|name| VariableJson::of(name, &known)).collect(),
            order: known.order.as_ref().map(OrderChoice::from),
            orders: orders.iter().map(OrderChoice::from).collect(),
            signature,
            linked,
        })
    };
    Ok(Json(app.database.read(read).await?))
}

impl From<Unresolved> for UnresolvedJson {
    fn from(one: Unresolved) -> Self {
        Self { code: one.code(), name: one.name }
    }
}

impl VariableJson {
    fn of(name: &'static str, known: &Known) -> Self {
        Self { name, value: known.value(name).ok().map(|value| value.as_text(known)) }
    }
}

/// The mailbox that it would leave through, if it is to be a mail. That there is none is no mistake yet.
fn mailbox(found: Result<Channel, ChangeError>) -> Result<Option<Channel>, Failure> {
    match found {
        Ok(channel) => Ok(Some(channel).filter(|channel| channel.kind == ChannelKind::Email)),
        Err(ChangeError::Database(cause)) => Err(cause.into()),
        Err(_) => Ok(None),
    }
}

fn linked(
    db: &mut database::Db,
    conversation: &crate::conversations::Conversation,
    mailbox: Option<&Channel>,
    reply: &ReplyToPreview,
) -> Result<Vec<AttachmentId>, Failure> {
    let Some(mailbox) = mailbox else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for id in &reply.attachments {
        files.extend(store::attachment(db, conversation.workspace_id, *id)?);
    }
    let html = reply.html.as_deref().map(html::own);
    let in_text = |file: &_| carrying::stands_in(html.as_deref(), file);
    Ok(carrying::too_large(&files, in_text, mailbox.settings.carries.unwrap_or(CARRIES)))
}
