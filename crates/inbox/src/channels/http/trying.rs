//! Trying a mailbox's way out while a person waits.

use axum::extract::State;
use mail::EmailAddress;
use people::Failure;
use people::sign_in::Staff;
use people::team::Permission;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Json, Path, Problem};

use super::{NewTest, in_use};
use crate::Inbox;
use crate::channels::email::{self, SendingWay, Step};
use crate::channels::{ChannelId, ChannelKind, Sending};

/// How far a try came.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SendingTried)]
pub(super) struct TriedJson {
    /// Whether a mail would have been taken.
    ok: bool,
    /// The step that failed; the last one where none did.
    step: Step,
    /// What the server said, or why it was not reached. Words of our own are `no-such-domain`, `domain-takes-no-mail` and
    /// `smtputf8-not-offered`.
    words: String,
    /// The server that was reached.
    server: Option<String>,
    /// Whether the connection was encrypted.
    encrypted: bool,
}

/// Goes the way of a mail to this address up to its content and stops there: nothing is sent. Takes up to 45 seconds.
#[utoipa::path(post, path = "/channels/{id}/try", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewTest,
    responses((status = 200, body = TriedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
))]
pub(super) async fn attempt(
    State(inbox): State<Inbox>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(wanted): Json<NewTest>,
) -> Result<Json<TriedJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let to = wanted.address()?;
    let (workspace, app) = (staff.workspace, &inbox.app);
    let channel = app.database.read(move |db| in_use(db, workspace, id)).await?;
    let conflict = |detail: &'static str| Failure::from(Problem::conflict(detail));
    let sender: Option<EmailAddress> = channel.address.as_deref().and_then(|address| address.parse().ok());
    let (ChannelKind::Email, Some(sender)) = (channel.kind, sender) else {
        return Err(conflict("this channel is no mailbox"));
    };
    let login;
    let way = match (channel.settings.sending, &channel.settings.outgoing) {
        (Sending::Direct, _) => SendingWay::Direct,
        (Sending::Server, Some(server)) => {
            login = match email::login(app, &channel, server, false).await {
                Ok(login) => login,
                Err(words) => {
                    let step = Step::SignIn;
                    return Ok(Json(TriedJson { ok: false, step, words, server: None, encrypted: false }));
                }
            };
            SendingWay::Server(server, login.as_ref())
        }
        (Sending::Server, None) => return Err(conflict("this channel has no outgoing server")),
    };
    let email::Tried { step, ok, words, server, encrypted } =
        email::attempt(app, &inbox.outside, way, &sender, &to).await;
    Ok(Json(TriedJson { ok, step, words, server, encrypted }))
}
