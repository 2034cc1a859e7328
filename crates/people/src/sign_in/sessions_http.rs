//! `/sessions`: where one is signed in, and ending it there.

use axum::extract::State;
use axum::http::StatusCode;
use database::{DbError, Time};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Json, List, Part, Path, Problem, Query};

use super::session::{self, SessionId};
use super::{Staff, Way, store};
use crate::{App, Failure, audit};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(end))
}

/// One browser in which the asker is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct SessionRow {
    id: SessionId,
    created_at: Time,
    last_seen_at: Time,
    ip: String,
    user_agent: String,
    /// Whether it is the one that asks.
    current: bool,
}

impl SessionRow {
    fn shown(session: session::Session, way: Way) -> Self {
        Self {
            current: way == Way::Session(session.id),
            id: session.id,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
            ip: session.ip,
            user_agent: session.user_agent,
        }
    }
}

/// One's own sessions, newest first.
#[utoipa::path(get, path = "/sessions", tag = "sign-in", params(Part), responses(
    (status = 200, body = List<SessionRow>), (status = 400, body = web::ProblemBody)))]
async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(part): Query<Part>,
) -> Result<Json<List<SessionRow>>, Failure> {
    let me = staff.person()?;
    let now = app.database.now();
    let sessions = app.database.read(move |db| store::of_agent(db, staff.workspace, me, now)).await?;
    let page = part.of(sessions, |session| session.id);
    Ok(Json(page.map(|session| SessionRow::shown(session, staff.way))))
}

/// Ends one of one's own sessions.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "sign-in", params(("id" = SessionId, Path)),
    responses((status = 204), (status = 404, body = web::ProblemBody)))]
async fn end(State(app): State<App>, staff: Staff, Path(id): Path<SessionId>) -> Result<StatusCode, Failure> {
    let me = staff.person()?;
    let ended = app
        .database
        .write::<_, DbError, _>(move |tx| {
            let ended = store::end(tx, staff.workspace, me, id)?;
            if ended {
                let (by, detail) = (staff.author(), json!({}));
                audit::record(tx, staff.workspace, &by, "session.ended", &id.to_string(), &detail)?;
            }
            Ok(ended)
        })
        .await?;
    if ended { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::not_found("session").into()) }
}
