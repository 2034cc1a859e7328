//! Who is signed in to a Shopify store: asked by the store's own pages, passed on and signed by Shopify.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, header};
use database::DbError;
use people::Failure;
use serde::Serialize;
use shop::stores::{self, NotSignedIn};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, Problem};

use super::identity;
use crate::Inbox;
use crate::channels::{self, ChannelId, ChannelKind};

/// The route that Shopify calls for a store's pages.
pub(super) fn public_routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(who))
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct SignedIn {
    /// What the page hands to `identify`; null when nobody is signed in.
    identity: Option<Signed>,
}

/// An account of the store, with the proof.
#[derive(Debug, Serialize, ToSchema)]
struct Signed {
    /// The store's id of it.
    id: String,
    /// As the chat takes it.
    signature: String,
}

/// Who is signed in to a Shopify store, for its chat: an app proxy of the store's app leads here. Shopify adds
/// `logged_in_customer_id`, `path_prefix`, `shop` and `timestamp`, and signs all with the app's secret.
#[utoipa::path(get, path = "/chat/v1/shopify/identity", tag = "chat", security(()),
    params(("channel" = String, Query, description = "`chn_…`: the store's chat"), ("signature" = String, Query)), responses(
    (status = 200, body = SignedIn), (status = 401, description = "`wrong-signature`: Shopify did not pass it on", body = web::ProblemBody),
    (status = 404, description = "no such chat, or it belongs to no store", body = web::ProblemBody)))]
async fn who(
    State(inbox): State<Inbox>,
    RawQuery(query): RawQuery,
) -> Result<([(HeaderName, HeaderValue); 1], Json<SignedIn>), Failure> {
    let query = query.unwrap_or_default();
    let missing = || Problem::not_found("chat channel");
    let asked = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "channel");
    let id: ChannelId = asked.and_then(|(_, id)| id.parse().ok()).ok_or_else(missing)?;
    let found = inbox.app.database.read(move |db| {
        let Some(channel) = channels::find_anywhere(db, id)? else { return Ok(None) };
        let Some(store) = channel.store_id else { return Ok(None) };
        let known = stores::find(db, channel.workspace_id, store)?;
        Ok::<_, DbError>(known.map(|known| (channel, known)))
    });
    let (channel, known) =
        found.await?.filter(|(channel, _)| channel.kind == ChannelKind::Chat).ok_or_else(missing)?;
    let now = inbox.app.database.now();
    let customer = stores::signed_in(&known, &inbox.app.secrets, &query, now).map_err(refused)?;
    let identity = match (customer, &channel.secrets.signing) {
        (Some(id), Some(sealed)) => {
            let secret = inbox.app.secrets.open_sealed(&channel.place("signing"), sealed);
            let secret = secret.map_err(|cause| DbError::Corrupt(cause.to_string()))?;
            Some(Signed { signature: identity::signature(&id, &secret), id })
        }
        (Some(_) | None, _) => None,
    };
    let never_kept = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((never_kept, Json(SignedIn { identity })))
}

fn refused(why: NotSignedIn) -> Failure {
    match why {
        NotSignedIn::NotBelieved(why) => Problem::new(
            axum::http::StatusCode::UNAUTHORIZED,
            "wrong-signature",
            "The request is not believed",
            why,
        )
        .into(),
        NotSignedIn::Secret(cause) => {
            tracing::error!(%cause, "the secret of a store's app can't be read");
            Problem::internal().into()
        }
    }
}
