//! Keeps the measures in step with what happens.

use std::collections::{BTreeMap, BTreeSet};

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
/// Conversations measured at once.
const AT_ONCE: usize = 256;

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
        self.handle_all(tx, std::slice::from_ref(event))
    }

    /// Each conversation is measured once, whatever happened to it.
    fn handle_all(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), DbError> {
        let mut touched: BTreeMap<WorkspaceId, BTreeSet<ConversationId>> = BTreeMap::new();
        for event in events {
            match event.kind.as_str() {
                "workspace.updated" if names_business_hours(&event.payload) => {
                    store::mark_stale(tx, event.workspace)?;
                    measure_again(tx, event.workspace)?;
                }
                "workspace.updated" => {}
                REMEASURE => measure_again(tx, event.workspace)?,
                _ => {
                    touched.entry(event.workspace).or_default().insert(ConversationId(event.subject));
                }
            }
        }
        for (workspace, ids) in touched {
            let ids: Vec<ConversationId> = ids.into_iter().collect();
            for some in ids.chunks(AT_ONCE) {
                follow(tx, workspace, some)?;
            }
        }
        Ok(())
    }
}

/// The measures are made from what is there now, which may be ahead of the events at hand. Where a conversation's log has
/// not grown since, they are in them already: reading all of history measures each conversation once.
fn follow(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[ConversationId]) -> Result<(), DbError> {
    let lengths = store::log_lengths(tx.db, workspace, ids)?;
    let measured = store::measured_from(tx.db, workspace, ids)?;
    let length = |id: &ConversationId| lengths.get(id).copied().unwrap_or(0);
    let grown: BTreeMap<ConversationId, i64> = ids
        .iter()
        .map(|id| (*id, length(id)))
        .filter(|(id, length)| measured.get(id) != Some(length))
        .collect();
    write(tx, workspace, &grown)
}

/// The business hours have changed: everything is measured by the new ones, some now and the rest when the timer fires.
fn measure_again(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
    let stale = store::stale(tx.db, workspace, PART)?;
    let mut lengths = store::log_lengths(tx.db, workspace, &stale)?;
    for id in &stale {
        lengths.entry(*id).or_insert(0);
    }
    write(tx, workspace, &lengths)?;
    if i64::try_from(stale.len()).is_ok_and(|count| count == PART) {
        timers::set(tx, workspace, REMEASURE, workspace.0, tx.now, &Value::Null)?;
    }
    Ok(())
}

/// Measures conversations, each with the length of its log.
fn write(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    lengths: &BTreeMap<ConversationId, i64>,
) -> Result<(), DbError> {
    if lengths.is_empty() {
        return Ok(());
    }
    let hours = business_hours(tx, workspace)?;
    let known = store::known(tx.db, workspace, lengths)?;
    let there: BTreeSet<ConversationId> = known.iter().map(|known| known.row.id).collect();
    for gone in lengths.keys().filter(|id| !there.contains(id)) {
        store::forget(tx, workspace, *gone)?;
    }
    let (measures, stretches): (Vec<_>, Vec<_>) =
        known.into_iter().map(|known| measure(known, &hours)).unzip();
    store::save(tx, &measures)?;
    store::save_stretches(tx, workspace, &there, stretches.concat())
}

fn business_hours(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<BusinessHours, DbError> {
    let found = workspaces::find(tx.db, workspace)?;
    Ok(found.map(|workspace| workspace.settings.business_hours).unwrap_or_default())
}

fn names_business_hours(payload: &Value) -> bool {
    let fields = payload.get("fields").and_then(Value::as_array);
    fields.is_some_and(|fields| fields.iter().any(|field| field == "business_hours"))
}
