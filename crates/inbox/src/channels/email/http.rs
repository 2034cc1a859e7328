//! `POST /inbound/email`: a mail brought by another program, byte for byte.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::routing::MethodRouter;
use database::{DbError, Tx};
use mail::{EmailAddress, Envelope};
use people::idempotency::{Key, Once, once};
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;
use web::{FieldError, Problem, Query};

use super::arrival::{Arriving, Outcome, unpack_beside};
use super::journal::{Disposition, Source};
use super::mailbox::{Ours, mailbox_of};
use super::reading::LARGEST;
use crate::Inbox;
use crate::conversations::{ConversationId, MessageId};

/// The routes of mail that comes in, below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(limited(routes!(inbound)))
}

fn limited((schemas, paths, methods): UtoipaMethodRouter<Inbox>) -> UtoipaMethodRouter<Inbox> {
    let methods: MethodRouter<Inbox> = methods.layer(DefaultBodyLimit::max(LARGEST));
    (schemas, paths, methods)
}

/// Which mailbox it came for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct InboundQuery {
    /// The address of the mailbox, or one of its reply addresses.
    mailbox: String,
}

/// What became of the mail.
#[derive(Debug, Serialize, ToSchema)]
struct Arrived {
    /// The message: its own, or the one that it repeats or reports on.
    #[schema(required)]
    message_id: Option<MessageId>,
    /// The conversation in which that stands.
    #[schema(required)]
    conversation_id: Option<ConversationId>,
    disposition: Disposition,
    /// Why, where the disposition does not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<String>,
}

/// Takes one mail as it came over the wire, at most 35 MiB. The answer is given after the commit: what it names is on disk.
/// The same mail may be brought again; it is then a `duplicate`, or with the same `Idempotency-Key` answered as it was.
#[utoipa::path(post, path = "/inbound/email", tag = "channels", params(InboundQuery),
    request_body(content = String, content_type = "message/rfc822"), responses(
    (status = 200, body = Arrived), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody), (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
    (status = 413, body = web::ProblemBody),
    (status = 503, body = web::ProblemBody),
))]
async fn inbound(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<InboundQuery>,
    request: Request,
) -> Result<Once, Failure> {
    if !staff.permissions.has(Permission::ChannelsWrite) {
        staff.require(Permission::ConversationsWrite)?;
    }
    let address: EmailAddress = query.mailbox.parse().map_err(|error: mail::address::AddressError| {
        Problem::invalid_query(FieldError::new("?mailbox", "invalid", error.to_string()))
    })?;
    let (parts, body) = request.into_parts();
    let read = Bytes::from_request(Request::from_parts(parts.clone(), body), &app).await;
    let raw = read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(Some(LARGEST as u64)),
        _ => Problem::malformed("the body ended early"),
    })?;
    let key = Key::of(&app, &staff, &parts, &raw)?;
    let (wanted, workspace) = (address.clone(), staff.workspace);
    let known = app.database.read(move |db| {
        let channel = mailbox_of(db, &wanted)?.filter(|channel| channel.workspace_id == workspace);
        channel.map(|channel| Ok::<_, DbError>((channel, Ours::of(db, workspace)?))).transpose()
    });
    let (channel, ours) = known.await?.ok_or_else(|| Problem::not_found("mailbox"))?;
    let envelope = Envelope { sender: None, recipients: vec![address] };
    let arriving = Arriving {
        raw: raw.to_vec(),
        envelope,
        source: Some(Source::Http),
        peer: Some(staff.ip.clone()),
        ..Arriving::default()
    };
    let mail = unpack_beside(&app, channel, ours, arriving).await?;
    let write = move |tx: &mut Tx<'_>| {
        once(tx, key.as_ref(), |tx| {
            let Outcome { message_id, conversation_id, disposition, reason, .. } = mail.take(tx)?;
            let arrived = Arrived { message_id, conversation_id, disposition, reason };
            Ok::<_, Failure>((StatusCode::OK, arrived))
        })
    };
    app.database.write(write).await
}
