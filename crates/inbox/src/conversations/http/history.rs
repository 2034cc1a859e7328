//! `GET /conversations/{id}/history`: what was done to a conversation, as thin lines between its messages.

use std::collections::HashMap;

use axum::extract::State;
use database::events::{self, Event, EventId};
use database::{Db, DbError, Time, WorkspaceId};
use people::customers::CustomerId;
use people::sign_in::Staff;
use people::team::{self, AgentId, Permission};
use people::tokens::{self, TokenId};
use people::{App, Failure};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use web::{Json, List, Part, Path, Problem, Query};

use super::shapes::{self, LinkedJson};
use crate::channels;
use crate::conversations::changing::Updated;
use crate::conversations::conversation::ConversationId;
use crate::conversations::linking::{LINKED, Linked};
use crate::conversations::reader::ORDER_ACTION;
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
    /// `merged`, `unmerged`, `split`, `message_moved`, `linked`, `order_action`, `arrived_elsewhere`,
    /// `delivery_failed`.
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
#[utoipa::path(get, path = "/conversations/{id}/history", tag = "conversations", params(("id" = ConversationId, Path), Part), responses(
    (status = 200, body = List<HistoryEntry>), (status = 400, body = web::ProblemBody), (status = 401, body = web::ProblemBody), (status = 403, body = web::ProblemBody),
    (status = 404, body = web::ProblemBody),
))]
pub(super) async fn history(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<ConversationId>,
    Query(part): Query<Part>,
) -> Result<Json<List<HistoryEntry>>, Failure> {
    staff.require(Permission::ConversationsRead)?;
    let workspace = staff.workspace;
    let sees_orders = staff.require(Permission::OrdersRead).is_ok();
    let lines = app.database.read(move |db| {
        store::find(db, workspace, id)?.ok_or_else(|| Problem::not_found("conversation"))?;
        let mut events = events::of_subject(db, workspace, id.0, LINES)?;
        if !sees_orders {
            events.iter_mut().for_each(without_coupon);
        }
        let names = Names::load(db, workspace, &events)?;
        Ok::<_, Failure>(
            events.into_iter().flat_map(|event| placed(lines(event, id, &names))).collect::<Vec<_>>(),
        )
    });
    Ok(Json(part.of(lines.await?, |(place, _)| place.clone()).map(|(_, line)| line)))
}

/// Whoever has the code of a coupon may redeem it.
fn without_coupon(event: &mut Event) {
    if let Some(payload) = event.payload.as_object_mut() {
        payload.remove("coupon_code");
    }
}

/// The lines of one event, each with its place in the order of all.
fn placed(lines: Vec<HistoryEntry>) -> impl Iterator<Item = (String, HistoryEntry)> {
    lines.into_iter().enumerate().map(|(number, line)| (format!("{}.{number:03}", line.id), line))
}

/// The names that lines need.
struct Names {
    /// People and tokens.
    team: HashMap<String, String>,
    channels: HashMap<String, String>,
    linked: Vec<LinkedJson>,
}

impl Names {
    fn load(db: &mut Db, workspace: WorkspaceId, events: &[Event]) -> Result<Self, DbError> {
        let linked = events.iter().filter(|event| event.kind == LINKED);
        let linked = linked.filter_map(|event| event.payload_as::<Linked>().ok());
        let ids: Vec<ConversationId> = linked.flat_map(|link| [link.conversation_id, link.follows]).collect();
        let agents = team::agents(db, workspace)?.into_iter().map(|one| (one.id.to_string(), one.name));
        let tokens = tokens::list(db, workspace)?.into_iter().map(|one| (one.id.to_string(), one.name));
        let channels = channels::ever(db, workspace)?.into_iter().map(|one| (one.id.to_string(), one.name));
        Ok(Self {
            team: agents.chain(tokens).collect(),
            channels: channels.collect(),
            linked: shapes::linked(db, workspace, &ids)?,
        })
    }

    fn link(&self, event: &Event, this: ConversationId) -> Option<Value> {
        let other = event.payload_as::<Linked>().ok()?.beside(this);
        Some(json!(self.linked.iter().find(|known| known.conversation_id == other)?))
    }

    fn arrival(&self, event: &Event) -> Value {
        let channel = event.payload.get("channel_id").and_then(Value::as_str).unwrap_or_default();
        json!({
            "channel_id": channel,
            "channel_name": self.channels.get(channel),
            "message_id": event.payload.get("message_id"),
        })
    }
}

fn lines(event: Event, of: ConversationId, names: &Names) -> Vec<HistoryEntry> {
    let team = &names.team;
    let actor = actor(&event.actor, team);
    let line = |kind: &str, data: Value| HistoryEntry {
        id: event.id,
        kind: kind.to_owned(),
        at: event.at,
        actor: actor.clone(),
        data,
    };
    match event.kind.as_str() {
        "conversation.created" if event.payload.get("imported").is_some() => {
            vec![line("imported", json!({}))]
        }
        "conversation.created" => vec![line("created", json!({"channel": event.payload.get("channel")}))],
        "conversation.silenced" => vec![line("silenced", event.payload.clone())],
        "conversation.silence_ended" => vec![line("silence_ended", event.payload.clone())],
        "conversation.updated" => {
            let updated: Updated = event.payload_as().unwrap_or_default();
            let named = |value: &Value| match value.as_str().and_then(|id| team.get(id)) {
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
        "conversation.message_moved" => vec![line("message_moved", event.payload.clone())],
        ORDER_ACTION => vec![line("order_action", event.payload.clone())],
        LINKED => names.link(&event, of).map(|data| line("linked", data)).into_iter().collect(),
        "message.arrived_elsewhere" => vec![line("arrived_elsewhere", names.arrival(&event))],
        "message.delivery_failed" => vec![line("delivery_failed", event.payload.clone())],
        _ => Vec::new(),
    }
}

fn actor(written: &str, team: &HashMap<String, String>) -> HistoryActor {
    let (kind, id) = match written.split_once(':') {
        Some((kind, id)) => (kind, Some(id.to_owned())),
        None => (written, None),
    };
    let is_id = |id: &&String| {
        id.parse::<AgentId>().is_ok() || id.parse::<CustomerId>().is_ok() || id.parse::<TokenId>().is_ok()
    };
    let known = id.as_ref().filter(is_id);
    let name = match known {
        Some(id) => team.get(id).cloned(),
        None => id.clone(),
    };
    HistoryActor { kind: kind.to_owned(), id: known.cloned(), name }
}
