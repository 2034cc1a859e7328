//! `POST /hooks/aftership/{hook}`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use commerce::shipping::aftership::{self, Message, MessageError};
use database::DbError;
use people::{App, Failure};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Problem;

use super::hook::{HookState, TrackingHookId, TrackingOutcome};
use super::{store, taking};
use crate::turn_taking::is_collision;

/// Largest message accepted, in bytes; one with a hundred checkpoints has 60 KB.
const LARGEST: usize = 1024 * 1024;
/// How often a message is tried that collides with another one.
const MOST_TRIES: u32 = 5;

/// The routes that tracking services call; they need no sign-in.
pub fn public_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(take)).layer(DefaultBodyLimit::max(LARGEST))
}

/// Takes a message of AfterShip, or of a service that speaks as it does. It is answered after it was taken over; a parcel
/// that nobody knows is no error.
#[utoipa::path(post, path = "/hooks/aftership/{hook}", tag = "hooks", params(
    ("hook" = String, Path), ("aftership-hmac-sha256" = String, Header, description = "base64 of HMAC-SHA256 over the body")),
    request_body(content = String, description = "JSON, as it was signed"), responses((status = 200, description = "taken"),
        (status = 401, description = "wrong signature", body = web::ProblemBody), (status = 404, body = web::ProblemBody),
        (status = 413, body = web::ProblemBody)))]
async fn take(
    State(app): State<App>,
    Path(address): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    let Ok(body) = body else { return Problem::too_large(Some(LARGEST as u64)).into_response() };
    match receive(&app, &address, &headers, &body).await {
        Ok(_) => StatusCode::OK.into_response(),
        Err(failure) => failure.into_response(),
    }
}

async fn receive(
    app: &App,
    address: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<TrackingOutcome, Failure> {
    let missing = || Problem::not_found("hook");
    let id: TrackingHookId = address.parse().map_err(|_| missing())?;
    let hook = app.database.read(move |db| store::find_anywhere(db, id)).await?;
    let hook = hook.filter(|hook| hook.state == HookState::On).ok_or_else(missing)?;
    let secret = hook.open_secret(&app.secrets).map_err(|cause| {
        tracing::error!(%cause, "the secret of a tracking hook can't be read");
        Problem::internal()
    })?;
    let signature = headers.get(aftership::SIGNATURE).and_then(|value| value.to_str().ok());
    aftership::verify(signature, body, &secret).map_err(|why| not_believed(&why))?;
    let kept = Arc::new((hook, aftership::read(body)));
    for _ in 0..MOST_TRIES {
        let mine = Arc::clone(&kept);
        let written = app.database.write(move |tx| {
            let (hook, message) = &*mine;
            let outcome = match message {
                Ok(Message::Update(told)) => taking::take(tx, hook.workspace_id, told)?,
                Ok(Message::Other(_)) => TrackingOutcome::Ignored,
                Err(_) => TrackingOutcome::Unreadable,
            };
            store::heard(tx, hook, outcome)?;
            Ok::<_, DbError>(outcome)
        });
        match written.await {
            Err(cause) if is_collision(&cause) => {
                tracing::debug!(%cause, "two messages about parcels collided; one is tried again");
            }
            other => return Ok(other?),
        }
    }
    Err(DbError::Unavailable("messages about parcels keep colliding".to_owned()).into())
}

fn not_believed(why: &MessageError) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "wrong-signature", "The message is not believed", why.to_string())
}
