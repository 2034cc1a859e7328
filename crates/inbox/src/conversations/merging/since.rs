//! What was done to a conversation since a merge or a split: an undo leaves that as it is.

use database::events::{self, Event};
use database::{DbError, Tx, WorkspaceId};
use serde_json::json;

use crate::conversations::appending::MessageCreated;
use crate::conversations::changing::Updated;
use crate::conversations::conversation::ConversationId;
use crate::conversations::message::{AuthorType, MessageKind, Visibility};

/// What the log says of the time since.
#[derive(Debug, Default)]
pub(super) struct Since {
    /// Somebody set the status, or something that decides it happened: the customer wrote, another one was merged in.
    pub(super) status: bool,
    /// Somebody opened it, or answered in it.
    pub(super) read: bool,
    /// Somebody marked it as not opened, or the customer wrote.
    pub(super) unread: bool,
    /// Somebody set its followers.
    pub(super) followers: bool,
}

/// What happened to `of` since `mark` (`merged`, `split`) happened between it and `other`.
pub(super) fn since(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    of: ConversationId,
    mark: &str,
    other: ConversationId,
) -> Result<Since, DbError> {
    let log = events::of_subject(tx.db, workspace, of.0, i64::MAX)?;
    let mark = format!("conversation.{mark}");
    let begins = log.iter().rposition(|event| event.kind == mark && event.payload["from"] == json!(other));
    let log = log.get(begins.map_or(0, |at| at + 1)..).unwrap_or_default();
    let mut since = Since::default();
    let mut merged_in = Vec::new();
    for event in log {
        since.take_in(event);
        let from = event.payload.get("from").and_then(serde_json::Value::as_str);
        match (event.kind.as_str(), from) {
            ("conversation.merged", Some(from)) => merged_in.push(from),
            ("conversation.unmerged", Some(from)) => merged_in.retain(|known| *known != from),
            _ => {}
        }
    }
    since.status |= !merged_in.is_empty();
    since.unread |= !merged_in.is_empty();
    Ok(since)
}

impl Since {
    fn take_in(&mut self, event: &Event) {
        match event.kind.as_str() {
            "conversation.updated" => {
                let updated: Updated = event.payload_as().unwrap_or_default();
                self.status |=
                    updated.changes.contains_key("status") || updated.changes.contains_key("snoozed");
                self.followers |= updated.changes.contains_key("followers");
            }
            "conversation.read" => self.read = true,
            "conversation.unread" => self.unread = true,
            "message.created" => {
                let Ok(said) = event.payload_as::<MessageCreated>() else { return };
                if said.visibility != Visibility::Public || said.kind != MessageKind::Message {
                    return;
                }
                self.status |= said.author == AuthorType::Customer;
                self.unread |= said.author == AuthorType::Customer;
                self.read |= said.author == AuthorType::Agent;
            }
            _ => {}
        }
    }
}
