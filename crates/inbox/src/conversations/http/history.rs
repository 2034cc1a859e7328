//! `GET /conversations/{id}/history`: what was done to a conversation, as thin lines between its messages.

use std::collections::HashMap;

use axum::extract::State;
use database::Time;
use database::events::{self, Event, EventId};
use people::customers::CustomerId;
use people::sign_in::Staff;
use people::team::{self, AgentId, Permission};
use people::{App, Failure};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use web::{Json, List, Path, Problem};

use crate::conversations::changing::Updated;
use crate::conversations::conversation::ConversationId;
use crate::conversations::store;

/// Who did it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct HistoryActor {
    /// `agent`, `customer`, `token`, `assistant`, `system`.
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    name: Option<String>,
}

/// One line of history.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HistoryEntry {
    id: EventId,
    /// `created`, `status`, `assignee`, `team`, `priority`, `tags`, `subject`, `snoozed`, `custom_fields`, `followers`,
    /// `merged`, `unmerged`, `split`, `delivery_failed`.
    #[serde(rename = "type")]
    kind: String,
    at: Time,
    actor: HistoryActor,
    /// What it was and is, or the other conversation.
    #[schema(value_type = Object)]
    data: Value,
}

/// Most lines of one conversation that are shown.
const LINES: i64 = 1000;

/// The history of a conversation, oldest first.
#[utoipa::path(get, path = "/conversations/{id}/history", tag = "conversations", params(("id" = ConversationId, Path)), responses(
    (status = 200, body = List<HistoryEntry>), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn history(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
) -> Result<Json<List<HistoryEntry>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let lines = app.database.read(move |db| {
        store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?;
        let agents: HashMap<String, String> = team::agents(db, workspace)?
            .into_iter()
            .map(|agent| (agent.id.to_string(), agent.name))
            .collect();
        let events = events::of_subject(db, workspace, id.0, LINES)?;
        Ok::<_, Failure>(events.into_iter().flat_map(|event| lines(event, &agents)).collect::<Vec<_>>())
    });
    Ok(Json(List::whole(lines.await?)))
}

fn lines(event: Event, agents: &HashMap<String, String>) -> Vec<HistoryEntry> {
    let actor = actor(&event.actor, agents);
    let line = |kind: &str, data: Value| HistoryEntry {
        id: event.id,
        kind: kind.to_owned(),
        at: event.at,
        actor: actor.clone(),
        data,
    };
    match event.kind.as_str() {
        "conversation.created" => vec![line("created", json!({"channel": event.payload.get("channel")}))],
        "conversation.updated" => {
            let updated: Updated = event.payload_as().unwrap_or_default();
            let named = |value: &Value| match value.as_str().and_then(|id| agents.get(id)) {
                Some(name) => json!({"id": value, "name": name}),
                None => value.clone(),
            };
            let entry = |(field, change): (&String, &crate::conversations::changing::FromTo)| {
                line(field, json!({"from": named(&change.from), "to": named(&change.to)}))
            };
            updated.changes.iter().map(entry).collect()
        }
        "conversation.merged" => vec![line("merged", event.payload.clone())],
        "conversation.unmerged" => vec![line("unmerged", event.payload.clone())],
        "conversation.split" => vec![line("split", event.payload.clone())],
        "message.delivery_failed" => vec![line("delivery_failed", event.payload.clone())],
        _ => Vec::new(),
    }
}

fn actor(written: &str, agents: &HashMap<String, String>) -> HistoryActor {
    let (kind, id) = match written.split_once(':') {
        Some((kind, id)) => (kind, Some(id.to_owned())),
        None => (written, None),
    };
    let known = id.as_ref().filter(|id| id.parse::<AgentId>().is_ok() || id.parse::<CustomerId>().is_ok());
    let name = match known {
        Some(id) => agents.get(id).cloned(),
        None => id.clone(),
    };
    HistoryActor { kind: kind.to_owned(), id: known.cloned(), name }
}
