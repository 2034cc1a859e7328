//! `GET /events`: what happens, as server-sent events, resumable.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event as Line, KeepAlive, Sse};
use database::WorkspaceId;
use database::events::{self, Event, EventId};
use futures::Stream;
use futures::stream::{self, StreamExt};
use people::Failure;
use people::sign_in::Staff;
use people::team::{self, AgentId, Permission};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::Query;

use super::bus::Moment;
use super::tail::Happened;
use crate::Inbox;

/// The routes of this slice, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().routes(routes!(follow))
}

/// Most events that a client may have missed and still be told one by one; behind that it is told to fetch anew.
const MISSED: i64 = 1000;

/// Where a stream begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Beginning {
    /// The last event before the client asked for what it shows: `events_since` of its session. `Last-Event-ID` goes before it, so
    /// that a browser which connects again goes on where it was.
    since: Option<String>,
}

/// What happens in the workspace from now on, or behind `since`, or from `Last-Event-ID` on. Events are named by their kind of thing
/// (`conversation`, `message`, `customer`, `order`, `store`, `presence`, `typing`, `seen`, `reset`), their data says what
/// exactly and to what; the thing itself is fetched. `reset`: too much was missed or
/// the last event is not known, fetch anew. The stream ends with the session or token that opened it.
#[utoipa::path(get, path = "/events", tag = "live",
    params(Beginning, ("Last-Event-ID" = Option<String>, Header, description = "the last event that was seen")), responses(
    (status = 200, content_type = "text/event-stream", body = String), (status = 401, body = web::ProblemBody),
    (status = 403, body = web::ProblemBody),
))]
async fn follow(
    State(inbox): State<Inbox>,
    staff: Staff,
    headers: HeaderMap,
    Query(beginning): Query<Beginning>,
) -> Result<Sse<impl Stream<Item = Result<Line, Infallible>>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    // Listening begins before the missed ones are read: what is heard twice is told once.
    let (heard, moments) = (inbox.tail.listen(), inbox.bus.listen());
    // Bytes at once, so that a client knows that it is connected.
    let mut greeting = Line::default().comment("connected");
    let last = headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default());
    let (missed, told) = match last.or(beginning.since.as_deref()) {
        Some(last) => missed(&inbox, workspace, last).await?,
        None => {
            // Who loses the connection before anything was told comes back to here.
            let newest = inbox.app.database.read(move |db| events::newest(db, workspace)).await?;
            greeting = newest.iter().fold(greeting, |greeting, newest| greeting.id(newest.to_string()));
            (Vec::new(), HashSet::new())
        }
    };
    let log = stream::unfold((heard, told), move |(heard, told)| next_event(heard, workspace, told));
    let bus = stream::unfold(moments, move |moments| next_moment(moments, workspace));
    let greeting = stream::once(async { greeting });
    let presence = stream::unfold(SignOfLife::of(&inbox, &staff), SignOfLife::next);
    let live = stream::select(stream::select(log, bus), presence);
    let over = async move {
        tokio::select! {
            () = inbox.tail.ended() => {}
            () = sent_away(&inbox, &staff) => {}
        }
    };
    let lines = greeting.chain(stream::iter(missed)).chain(live).take_until(Box::pin(over)).map(Ok);
    Ok(Sse::new(lines).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}

/// A stream asks again at most this often whether its reader may still be here.
const BREATH: Duration = Duration::from_secs(1);
/// And at least this often, for what another node has written.
const PULSE: Duration = Duration::from_secs(15);

/// Returns once the session has ended, the token was revoked or the agent is shut out: nothing more is told then.
async fn sent_away(inbox: &Inbox, staff: &Staff) {
    let mut commits = inbox.app.database.commits();
    loop {
        commits.mark_unchanged();
        match staff.is_still_here(&inbox.app).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(cause) => tracing::warn!(%cause, "whether a stream may go on can't be read"),
        }
        tokio::time::sleep(BREATH).await;
        drop(tokio::time::timeout(PULSE, commits.changed()).await);
    }
}

/// An open screen is a sign of life: without it, whoever only reads would seem to have left.
struct SignOfLife {
    inbox: Inbox,
    workspace: WorkspaceId,
    agent: Option<AgentId>,
}

/// Often enough for [`people::team::agent::SILENCE`], rarely enough to cost nothing.
const SIGN_OF_LIFE: Duration = Duration::from_secs(300);

impl SignOfLife {
    fn of(inbox: &Inbox, staff: &Staff) -> Self {
        Self { inbox: inbox.clone(), workspace: staff.workspace, agent: staff.agent }
    }

    async fn next(self) -> Option<(Line, Self)> {
        tokio::time::sleep(SIGN_OF_LIFE).await;
        if let Some(agent) = self.agent {
            let workspace = self.workspace;
            let seen = self.inbox.app.database.write(move |tx| team::mark_seen(tx, workspace, agent)).await;
            if let Err(cause) = seen {
                tracing::warn!(%cause, "a sign of life could not be noted");
            }
        }
        Some((Line::default().comment("still there"), self))
    }
}

/// The lines that a client missed, and which events they are: the tail may tell of some of them once more. Behind an event
/// that is not known here nobody can say what was missed.
async fn missed(
    inbox: &Inbox,
    workspace: WorkspaceId,
    last: &str,
) -> Result<(Vec<Line>, HashSet<EventId>), Failure> {
    let Ok(last) = last.parse::<EventId>() else { return Ok((vec![reset()], HashSet::new())) };
    let events = inbox.app.database.read(move |db| {
        if !events::is_known(db, workspace, last)? {
            return Ok::<_, Failure>(None);
        }
        Ok(Some(events::of_workspace_after(db, workspace, last, MISSED)?))
    });
    let Some(events) = events.await? else { return Ok((vec![reset()], HashSet::new())) };
    let told = events.iter().map(|event| event.id).collect();
    if i64::try_from(events.len()).is_ok_and(|count| count == MISSED) {
        return Ok((vec![reset()], told));
    }
    Ok((events.iter().filter_map(line).collect(), told))
}

type Heard = Receiver<Arc<Happened>>;

async fn next_event(
    mut heard: Heard,
    workspace: WorkspaceId,
    mut told: HashSet<EventId>,
) -> Option<(Line, (Heard, HashSet<EventId>))> {
    loop {
        match heard.recv().await {
            Ok(event) if event.workspace == workspace && !told.remove(&event.id) => {
                if let Some(line) = event.line(line) {
                    return Some((line, (heard, told)));
                }
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return Some((reset(), (heard, told))),
            Err(RecvError::Closed) => return None,
        }
    }
}

type Moments = Receiver<(WorkspaceId, Moment)>;

async fn next_moment(mut moments: Moments, workspace: WorkspaceId) -> Option<(Line, Moments)> {
    loop {
        match moments.recv().await {
            Ok((of, moment)) if of == workspace => return Some((moment_line(&moment), moments)),
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

/// An event as a line; internal ones (timers) have none.
fn line(event: &Event) -> Option<Line> {
    let (thing, _) = event.kind.split_once('.')?;
    const TOLD: [&str; 10] = [
        "conversation",
        "message",
        "customer",
        "order",
        "store",
        "channel",
        "shipment",
        "product",
        "coupon",
        "review",
    ];
    if !TOLD.contains(&thing) {
        return None;
    }
    let mut data = json!({"type": event.kind, "at": event.at, "actor": event.actor});
    let fields = data.as_object_mut()?;
    if let Value::Object(payload) = &event.payload {
        for (key, value) in
            payload.iter().filter(|(key, _)| key.ends_with("_id") || *key == "visibility" || *key == "author")
        {
            fields.insert(key.clone(), value.clone());
        }
    }
    match thing {
        "conversation" | "message" => {
            fields.insert(
                "conversation_id".to_owned(),
                json!(crate::conversations::ConversationId(event.subject)),
            );
        }
        // Many of a file are told of together.
        "customer" if event.kind != "customer.imported" => {
            fields.insert("customer_id".to_owned(), json!(people::customers::CustomerId(event.subject)));
        }
        _ => {}
    }
    Some(Line::default().id(event.id.to_string()).event(thing).data(data.to_string()))
}

/// True for a moment: no id, so that it is never resumed from.
fn moment_line(moment: &Moment) -> Line {
    let name = match moment {
        Moment::Presence { .. } => "presence",
        Moment::CustomerTyping { .. } => "typing",
        Moment::CustomerSaw { .. } => "seen",
    };
    let data = serde_json::to_string(moment).expect("a moment is plain data");
    Line::default().event(name).data(data)
}

fn reset() -> Line {
    Line::default().event("reset").data("{}")
}
