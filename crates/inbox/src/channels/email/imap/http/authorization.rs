//! Agreeing with a provider: to its page, and back with a code.

use axum::extract::State as Shared;
use database::Tx;
use people::sign_in::Staff;
use people::team::Permission;
use people::{App, Failure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::super::settings::Provider;
use super::super::store::{self, Mailbox};
use super::super::{authorizing, credentials};
use super::shapes::IncomingJson;
use super::{mailbox_channel, shown, written};
use crate::Inbox;
use crate::channels::{Channel, ChannelId};

pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(begin)).routes(routes!(finish))
}

/// Where a person agrees.
#[derive(Debug, Serialize, ToSchema)]
struct AskedJson {
    /// The provider's page; it sends the person back to `/settings/channels/authorized` with `state` and `code`.
    url: String,
}

/// What the provider sent the person back with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAnswer {
    state: String,
    code: String,
}

fn with_provider(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: ChannelId,
) -> Result<(Channel, Mailbox, Provider), Failure> {
    let channel = mailbox_channel(tx.db, staff.workspace, id)?;
    store::hold(tx, staff.workspace, id)?;
    let mailbox = store::find(tx.db, staff.workspace, id)?;
    let provider = mailbox.as_ref().and_then(|mailbox| mailbox.settings.provider.clone());
    let found = mailbox.zip(provider);
    let (mailbox, provider) =
        found.ok_or_else(|| Problem::conflict("this mailbox is not read with a provider's tokens"))?;
    Ok((channel, mailbox, provider))
}

/// Begins to agree with the provider of this mailbox. The page may be answered within 15 minutes.
#[utoipa::path(post, path = "/channels/{id}/incoming/authorization", tag = "channels", params(("id" = ChannelId, Path)), responses(
    (status = 200, body = AskedJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody),
))]
async fn begin(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
) -> Result<Json<AskedJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let inner = app.clone();
    let write = move |tx: &mut Tx<'_>| {
        let (_, mut mailbox, provider) = with_provider(tx, &staff, id)?;
        let (url, asked) = authorizing::begin(&inner, &mailbox, &provider, tx.now)
            .ok_or_else(|| Problem::conflict("the provider's page has no address"))?;
        mailbox.secrets.asked = Some(authorizing::sealed(&inner, &mailbox, &asked));
        store::put(tx, &mailbox)?;
        Ok::<_, Failure>(AskedJson { url: url.to_string() })
    };
    Ok(Json(app.database.write(write).await?))
}

/// Ends it: the provider's code becomes the tokens with which the mailbox is read. Each answer counts once.
#[utoipa::path(post, path = "/channels/{id}/incoming/authorization/answer", tag = "channels", params(("id" = ChannelId, Path)), request_body = NewAnswer,
    responses((status = 200, body = IncomingJson), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, body = web::ProblemBody), (status = 422, body = web::ProblemBody),
    (status = 502, body = web::ProblemBody),
))]
async fn finish(
    Shared(app): Shared<App>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(answer): Json<NewAnswer>,
) -> Result<Json<IncomingJson>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let asking = staff.clone();
    let found = app.database.write(move |tx| with_provider(tx, &asking, id)).await?;
    let (_, mailbox, provider) = found;
    let tokens = authorizing::finish(&app, &mailbox, &provider, &answer.state, &answer.code).await;
    let tokens = tokens.map_err(|problem| Problem::upstream_failed(problem.to_string()))?;
    let sealed = credentials::sealed(&app, &mailbox, &tokens);
    let asked = mailbox.secrets.asked;
    let write = move |tx: &mut Tx<'_>| {
        let (channel, mut mailbox, _) = with_provider(tx, &staff, id)?;
        if mailbox.secrets.asked != asked {
            return Err(Problem::conflict("it was asked again meanwhile").into());
        }
        mailbox.secrets.asked = None;
        mailbox.secrets.tokens = Some(sealed);
        mailbox.revision += 1;
        store::put(tx, &mailbox)?;
        written(tx, &staff, &channel)?;
        shown(tx.db, staff.workspace, id)
    };
    Ok(Json(app.database.write(write).await?))
}
