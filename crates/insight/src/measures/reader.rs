//! Keeps the measures in step with what happens.

use database::events::Event;
use database::readers::Reader;
use database::{DbError, Tx, WorkspaceId, timers};
use inbox::conversations::ConversationId;
use people::workspaces::{self, BusinessHours};
use serde_json::Value;

use super::measuring::measure;
use super::store;

/// Measures conversations as the log tells of them.
#[derive(Debug, Clone, Copy)]
pub struct Measures;

/// The timer by which measuring all of a workspace again goes on, a part at a time.
const REMEASURE: &str = "timer.remeasure";
/// Conversations measured again in one transaction.
const PART: i64 = 200;

impl Reader for Measures {
    fn name(&self) -> &'static str {
        "insight-measures"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[
            "conversation.created",
            "conversation.updated",
            "conversation.merged",
            "conversation.unmerged",
            "conversation.split",
            "conversation.message_moved",
            "message.created",
            "message.deleted",
            "workspace.updated",
            REMEASURE,
        ]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            "conversation.created"
            | "conversation.updated"
            | "conversation.merged"
            | "conversation.unmerged"
            | "conversation.split"
            | "conversation.message_moved"
            | "message.created"
            | "message.deleted" => follow(tx, event.workspace, ConversationId(event.subject)),
            "workspace.updated" if names_business_hours(&event.payload) => {
                store::mark_stale(tx, event.workspace)?;
                measure_again(tx, event.workspace)
            }
            REMEASURE => measure_again(tx, event.workspace),
            _ => Ok(()),
        }
    }
}

/// The measures are made from what is there now, which may be ahead of the event at hand. When the conversation's log has
/// not grown since, the event is in them already: reading all of history measures each conversation once.
fn follow(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<(), DbError> {
    let length = store::log_length(tx.db, workspace, id)?;
    let measured = store::measured_from(tx.db, workspace, id)?;
    if measured == Some(length) {
        return Ok(());
    }
    let hours = business_hours(tx, workspace)?;
    write(tx, workspace, id, length, &hours)
}

/// The business hours have changed: everything is measured by the new ones, some now and the rest when the timer fires.
fn measure_again(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
    let hours = business_hours(tx, workspace)?;
    let stale = store::stale(tx.db, workspace, PART)?;
    for id in &stale {
        let length = store::log_length(tx.db, workspace, *id)?;
        write(tx, workspace, *id, length, &hours)?;
    }
    if i64::try_from(stale.len()).is_ok_and(|count| count == PART) {
        timers::set(tx, workspace, REMEASURE, workspace.0, tx.now, &Value::Null)?;
    }
    Ok(())
}

fn write(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    log_length: i64,
    hours: &BusinessHours,
) -> Result<(), DbError> {
    let Some(known) = store::known(tx.db, workspace, id, log_length)? else {
        return store::forget(tx, workspace, id);
    };
    let (measure, stretches) = measure(known, hours);
    store::save(tx, &measure)?;
    store::save_stretches(tx, workspace, id, &stretches)
}

fn business_hours(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<BusinessHours, DbError> {
    let found = workspaces::find(tx.db, workspace)?;
    Ok(found.map(|workspace| workspace.settings.business_hours).unwrap_or_default())
}

fn names_business_hours(payload: &Value) -> bool {
    let fields = payload.get("fields").and_then(Value::as_array);
    fields.is_some_and(|fields| fields.iter().any(|field| field == "business_hours"))
}
