//! Drafts: what an agent has written and not sent, kept for each agent and conversation.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::team::AgentId;

use super::conversation::ConversationId;
use crate::schema::draft;

database::text_enum!(
    /// What it is to become.
    pub enum DraftKind {
        /// An answer.
        Reply = "reply",
        /// A note.
        Note = "note",
    }
);

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = draft, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Draft {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// Whose words.
    pub agent_id: AgentId,
    /// What it is to become.
    pub kind: DraftKind,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: Option<String>,
    /// When it was last kept.
    pub updated_at: Time,
}

/// An agent's draft.
///
/// # Errors
/// Only those of the database.
pub fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    agent: AgentId,
) -> Result<Option<Draft>, DbError> {
    Ok(draft::table.find((workspace, id, agent)).select(Draft::as_select()).first(db).optional()?)
}

/// Keeps a draft in the place of the one before.
///
/// # Errors
/// Only those of the database.
pub fn keep(tx: &mut Tx<'_>, row: &Draft) -> Result<(), DbError> {
    Both(
        diesel::insert_into(draft::table)
            .values(row)
            .on_conflict((draft::workspace_id, draft::conversation_id, draft::agent_id))
            .do_update()
            .set(row),
    )
    .run(tx.db)?;
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// Only those of the database.
pub fn discard(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    agent: AgentId,
) -> Result<(), DbError> {
    diesel::delete(draft::table.find((workspace, id, agent))).execute(tx.db)?;
    Ok(())
}
