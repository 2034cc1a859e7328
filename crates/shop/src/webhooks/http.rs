//! `POST /hooks/{store}` and `POST /hooks/shopify/privacy`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use commerce::shopify;
use commerce::woocommerce::webhook::{self, Delivery as Believed, Event, WebhookError};
use database::blobs::{self, Blob};
use database::{DbError, Tx};
use people::{App, Failure};
use sha2::{Digest, Sha256};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Problem;

use super::applying::{self, News};
use super::delivery::{Delivery, Outcome};
use super::store;
use crate::stores::{self, Connection, Opener, Store, StoreId, StoreKind, StoreState};
use crate::turn_taking::is_collision;

/// Largest delivery accepted, in bytes.
const LARGEST: usize = 5 * 1024 * 1024;
/// Largest demand accepted, in bytes: it names a person and their orders.
const LARGEST_DEMAND: usize = 256 * 1024;

/// The routes that stores call; they need no sign-in.
pub fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(deliver)).layer(DefaultBodyLimit::max(LARGEST)).merge(app_routes())
}

/// Those that Shopify calls for an app, whichever store it is about.
pub fn app_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(demand)).layer(DefaultBodyLimit::max(LARGEST_DEMAND))
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// "Are you there?"
    Ping,
    /// It had come before.
    Duplicate,
    /// It is kept, and this is what came of it.
    Kept(Outcome),
}

/// Why a delivery is refused.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// There is no such store.
    #[error("there is no such store")]
    NoStore,
    /// It is not the store that sent it.
    #[error("{0}")]
    NotBelieved(String),
    /// The secret that deliveries are signed with can't be read.
    #[error(transparent)]
    Secret(#[from] database::secrets::SecretError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<ReceiveError> for Failure {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::NoStore => Problem::not_found("store").into(),
            ReceiveError::NotBelieved(why) => {
                let status = StatusCode::UNAUTHORIZED;
                Problem::new(status, "wrong-signature", "The delivery is not believed", why).into()
            }
            ReceiveError::Secret(cause) => {
                tracing::error!(%cause, "a webhook secret can't be read");
                Problem::internal().into()
            }
            ReceiveError::Database(cause) => cause.into(),
        }
    }
}

/// Takes a store's message. It is answered after it was kept.
#[utoipa::path(post, path = "/hooks/{store}", tag = "hooks", params(("store" = String, Path)), request_body(content = String, description = "as the store signed it"),
    responses((status = 200, description = "kept"), (status = 401, description = "wrong signature", body = web::ProblemBody),
        (status = 404, body = web::ProblemBody), (status = 413, body = web::ProblemBody)))]
pub async fn deliver(
    State(app): State<App>,
    Path(address): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    let Ok(body) = body else { return Problem::too_large(Some(LARGEST as u64)).into_response() };
    match receive(&app, &address, &headers, body).await {
        Ok(_) => StatusCode::OK.into_response(),
        Err(error) => Failure::from(error).into_response(),
    }
}

/// Takes what Shopify passes on of people's demands to an app, which has one address for all its stores. It is answered after it was
/// met in the store that it is about; one about a store that is not here, too: nothing is known of it.
#[utoipa::path(post, path = "/hooks/shopify/privacy", tag = "hooks", security(()), request_body(content = String, description = "as Shopify signed it with the app's secret"),
    responses((status = 200, description = "met, or nothing is known"), (status = 401, description = "no app that is known here signed it", body = web::ProblemBody),
        (status = 413, body = web::ProblemBody)))]
async fn demand(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    let Ok(body) = body else { return Problem::too_large(Some(LARGEST_DEMAND as u64)).into_response() };
    match meet(&app, headers, body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => Failure::from(error).into_response(),
    }
}

async fn meet(app: &App, headers: HeaderMap, body: Bytes) -> Result<(), ReceiveError> {
    let (here, signed) = (app.clone(), body.clone());
    let meant =
        app.database.read(move |db| stores::told_by_app(db, &here.secrets, &headers, &signed)).await?;
    for (known, message) in meant.map_err(|error| ReceiveError::NotBelieved(error.to_string()))? {
        if matches!(News::hinted(&message.hint), News::Privacy(_)) {
            let message = Message::believed(app, &known, message)?;
            take(app, known, message, body.clone()).await?;
        }
    }
    Ok(())
}

/// Checks a delivery, keeps it and takes over what it says. `address` is the last part of the path that it came to.
///
/// # Errors
/// [`ReceiveError`]; nothing is kept then.
pub async fn receive(
    app: &App,
    address: &str,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Received, ReceiveError> {
    let id: StoreId = address.parse().map_err(|_| ReceiveError::NoStore)?;
    let known = app.database.read(move |db| stores::find_anywhere(db, id)).await?;
    let known = known.ok_or(ReceiveError::NoStore)?;
    let message = match known.kind {
        StoreKind::Shopify => Message::hinted(app, &known, headers, &body)?,
        StoreKind::WooCommerce | StoreKind::Other => match Message::told(app, &known, headers, &body)? {
            Some(message) => message,
            None => return Ok(Received::Ping),
        },
    };
    take(app, known, message, body).await
}

/// Keeps a delivery that was believed and takes over what it says.
async fn take(app: &App, known: Store, message: Message, body: Bytes) -> Result<Received, ReceiveError> {
    let blob = app.blobs.prepare(message.kept.clone().unwrap_or_else(|| body.into())).await?;
    let kept = Arc::new((known, message, blob));
    for _ in 0..MOST_TRIES {
        let mine = Arc::clone(&kept);
        let written = app.database.write(move |tx| keep(tx, &mine.0, &mine.1, &mine.2)).await;
        match written {
            Err(ReceiveError::Database(cause)) if is_collision(&cause) => {
                tracing::debug!(%cause, "two deliveries collided; one is tried again");
            }
            other => return other,
        }
    }
    let cause = DbError::Unavailable("deliveries keep colliding".to_owned());
    Err(ReceiveError::Database(cause))
}

/// How often a delivery is tried that collides with another one. A store sends nothing twice.
const MOST_TRIES: u32 = 5;

/// A delivery that was believed, read.
struct Message {
    topic: String,
    source_id: Option<String>,
    digest: String,
    news: News,
    /// What is kept of its body, unless that is all of it.
    kept: Option<Vec<u8>>,
}

impl Message {
    /// What WooCommerce sent; `None` when it only asks whether we are there.
    fn told(
        app: &App,
        known: &Store,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Option<Self>, ReceiveError> {
        if known.state == StoreState::Disconnected {
            return Err(ReceiveError::NoStore);
        }
        let secret = known.open_webhook_secret(&app.secrets)?;
        match webhook::verify(headers, body, secret.as_str()) {
            Ok(Believed::Ping { .. }) => Ok(None),
            Ok(Believed::Event(event)) => Ok(Some(Self::of(known, &event, body))),
            Err(error @ (WebhookError::Unsigned | WebhookError::WrongSignature)) => {
                Err(ReceiveError::NotBelieved(error.to_string()))
            }
            Err(error @ (WebhookError::NoTopic | WebhookError::NotJson | WebhookError::NoId)) => {
                Ok(Some(Self::nonsense(headers, body, &error)))
            }
        }
    }

    /// What Shopify sent. Of its body only the ids are kept: the rest is asked for, and people can demand that what is
    /// known of them be erased. They can do so when the store is no longer connected, too.
    fn hinted(app: &App, known: &Store, headers: &HeaderMap, body: &[u8]) -> Result<Self, ReceiveError> {
        let secret = known.open_api_secret(&app.secrets)?;
        let message = shopify::webhook::verify(headers, body, &secret)
            .map_err(|error| ReceiveError::NotBelieved(error.to_string()))?;
        Self::believed(app, known, message)
    }

    fn believed(app: &App, known: &Store, message: shopify::webhook::Message) -> Result<Self, ReceiveError> {
        let news = match known.opener(&app.secrets) {
            Ok(Opener::Tried(Connection::Shopify(connection))) if connection.domain != message.domain => {
                News::Nothing("it is about another store")
            }
            _ => News::hinted(&message.hint),
        };
        if known.state == StoreState::Disconnected && !matches!(news, News::Privacy(_)) {
            return Err(ReceiveError::NoStore);
        }
        let source_id = news.source_id().map(str::to_owned);
        let kept = serde_json::json!({ "topic": message.topic, "id": source_id }).to_string().into_bytes();
        let digest = digest(&message.dedupe_key);
        Ok(Self { topic: message.topic, source_id, digest, news, kept: Some(kept) })
    }

    fn of(known: &Store, event: &Event, raw: &[u8]) -> Self {
        let currency = known.currency.as_deref().and_then(|code| code.parse().ok());
        let clean = stores::without_nul(raw.to_vec());
        let body = if clean == raw { None } else { serde_json::from_slice(&clean).ok() };
        Self {
            topic: event.topic.clone(),
            source_id: Some(event.resource_id.to_string()),
            digest: digest(&event.dedupe_key),
            news: News::read(event, body.as_ref().unwrap_or(&event.body), currency),
            kept: None,
        }
    }

    /// It is signed, so the store meant it; but the user who made the webhook may have lost their rights.
    fn nonsense(headers: &HeaderMap, raw: &[u8], error: &WebhookError) -> Self {
        let topic =
            headers.get("x-wc-webhook-topic").and_then(|topic| topic.to_str().ok()).unwrap_or_default();
        Self {
            topic: topic.to_owned(),
            source_id: None,
            digest: digest(&data_encoding::HEXLOWER.encode(&Sha256::digest(raw))),
            news: News::Nonsense(error.to_string()),
            kept: None,
        }
    }
}

fn digest(key: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(key))
}

fn keep(tx: &mut Tx<'_>, known: &Store, message: &Message, blob: &Blob) -> Result<Received, ReceiveError> {
    let delivery = Delivery {
        workspace_id: known.workspace_id,
        id: tx.id(),
        store_id: known.id,
        topic: message.topic.clone(),
        source_id: message.source_id.clone(),
        digest: message.digest.clone(),
        body_hash: blob.hash().to_owned(),
        outcome: Outcome::Ignored,
        reason: None,
        received_at: tx.now,
    };
    blobs::keep(tx, known.workspace_id, blob)?;
    if !store::keep(tx, &delivery)? {
        return Ok(Received::Duplicate);
    }
    stores::heard_of(tx, known.workspace_id, known.id)?;
    let waits = known.state == StoreState::Paused && !matches!(message.news, News::Privacy(_));
    let (outcome, reason) = if waits {
        (Outcome::Ignored, Some("the store is paused".to_owned()))
    } else {
        applying::apply(tx, known, &message.news)?
    };
    store::settle(tx, &delivery, outcome, reason.as_deref())?;
    Ok(Received::Kept(outcome))
}
