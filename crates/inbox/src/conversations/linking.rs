//! Which conversations belong together: what a customer adds to a closed conversation begins a new one, and each names the
//! other.

use database::events::NewEvent;
use database::schema::event;
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::conversation::ConversationId;
use crate::schema::conversation;

/// The event that stands in the history of both.
pub const LINKED: &str = "conversation.linked";

/// What that event says.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Linked {
    /// The new conversation.
    pub conversation_id: ConversationId,
    /// The closed one, which it follows.
    pub follows: ConversationId,
}

impl Linked {
    /// The other one of the two.
    pub fn beside(self, this: ConversationId) -> ConversationId {
        if self.conversation_id == this { self.follows } else { self.conversation_id }
    }
}

/// Links a new conversation with the closed one that it follows.
///
/// # Errors
/// Only those of the database.
pub fn link(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    conversation: ConversationId,
    follows: ConversationId,
) -> Result<(), DbError> {
    let linked = Linked { conversation_id: conversation, follows };
    for subject in [conversation, follows] {
        tx.append(NewEvent::new(workspace, LINKED, subject.0, "system").with(linked))?;
    }
    Ok(())
}

/// The conversations that a conversation is linked to, oldest link first.
///
/// # Errors
/// Only those of the database.
pub fn linked_to(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<ConversationId>, DbError> {
    let which = event::workspace_id.eq(workspace).and(event::subject_id.eq(id)).and(event::kind.eq(LINKED));
    let payloads: Vec<String> =
        event::table.filter(which).order(event::id).select(event::payload).load(db)?;
    let mut others: Vec<ConversationId> = Vec::new();
    for payload in payloads {
        let linked: Linked = serde_json::from_str(&payload)
            .map_err(|cause| DbError::Corrupt(format!("payload of {LINKED}: {cause}")))?;
        let other = linked.beside(id);
        if !others.contains(&other) {
            others.push(other);
        }
    }
    Ok(others)
}

/// Number and subject of some conversations, in the order of the ids given; what is not there is left out.
///
/// # Errors
/// Only those of the database.
pub fn titles(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, i64, String)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = conversation::workspace_id.eq(workspace).and(conversation::id.eq_any(ids.iter().copied()));
    let mut found: Vec<(ConversationId, i64, String)> = conversation::table
        .filter(which)
        .select((conversation::id, conversation::number, conversation::subject))
        .load(db)?;
    found.sort_by_key(|(id, ..)| ids.iter().position(|known| known == id));
    Ok(found)
}
