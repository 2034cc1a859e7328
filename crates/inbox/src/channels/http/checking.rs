//! `POST /channels/{id}/check`: is it set up, seen from outside?

use axum::extract::State;
use database::{DbError, Time};
use people::Failure;
use people::sign_in::Staff;
use people::team::Permission;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Path, Problem};

use super::in_use;
use crate::Inbox;
use crate::channels::checking::{self, PageState};
use crate::channels::{Channel, ChannelId, ChannelKind, chat};

pub(super) fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(check))
}

/// Where to look.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Check {
    /// A page that should have the widget. Without it none is fetched.
    page: Option<String>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
struct Checked {
    chat: ChatChecked,
}

#[derive(Debug, Serialize, ToSchema)]
struct ChatChecked {
    /// When the chat was last opened on a page.
    seen: Option<SeenOn>,
    /// The page that was asked for.
    page: Option<PageChecked>,
}

#[derive(Debug, Serialize, ToSchema)]
struct SeenOn {
    /// The page, without what stands behind `?`; null when the widget did not say it.
    page: Option<String>,
    at: Time,
}

#[derive(Debug, Serialize, ToSchema)]
struct PageChecked {
    url: String,
    state: PageState,
    /// In English, for developers.
    detail: Option<String>,
}

/// Looks whether a chat is set up: whether the widget is on a page, and when and where it was last opened. Takes up to a
/// quarter of a minute. Of a mailbox, `/channels/{id}/dns-check` tells.
#[utoipa::path(post, path = "/channels/{id}/check", tag = "channels", params(("id" = ChannelId, Path)), request_body = Check,
    responses((status = 200, body = Checked), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody), (status = 409, description = "there is nothing to look at", body = web::ProblemBody),
    (status = 422, body = web::ProblemBody),
))]
async fn check(
    State(inbox): State<Inbox>,
    staff: Staff,
    Path(id): Path<ChannelId>,
    Json(wanted): Json<Check>,
) -> Result<Json<Checked>, Failure> {
    staff.require(Permission::ChannelsWrite)?;
    let workspace = staff.workspace;
    let channel = inbox.app.database.read(move |db| in_use(db, workspace, id)).await?;
    if channel.kind != ChannelKind::Chat {
        return Err(Problem::conflict("only of a chat there is something to look at from outside").into());
    }
    Ok(Json(Checked { chat: widget(&inbox, channel, wanted.page).await? }))
}

async fn widget(inbox: &Inbox, channel: Channel, page: Option<String>) -> Result<ChatChecked, Failure> {
    let url = match page {
        Some(text) => Some(address(&text).ok_or_else(|| {
            Problem::field(
                "/page",
                "not-an-address",
                "must be an address that begins with http:// or https://",
            )
        })?),
        None => None,
    };
    let (workspace, id) = (channel.workspace_id, channel.id);
    let seen = inbox.app.database.read(move |db| chat::last_opened(db, workspace, id));
    let seen = seen.await.map_err(|cause: DbError| cause)?.map(|(page, at)| SeenOn {
        page: page.map(|page| page.split(['?', '#']).next().unwrap_or_default().to_owned()),
        at,
    });
    let page = match url {
        Some(url) => {
            let found = checking::page(&inbox.app.guarded, &url, &channel).await;
            Some(PageChecked { url: url.into(), state: found.state, detail: found.detail })
        }
        None => None,
    };
    Ok(ChatChecked { seen, page })
}

fn address(text: &str) -> Option<Url> {
    let url = text.trim().parse::<Url>().ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}
