//! What is written down of a merge or a split, so that it can be put back.

use database::{Db, DbError, Flag, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::team::AgentId;
use serde::{Deserialize, Serialize};

use super::MoveError;
use crate::conversations::conversation::{Conversation, ConversationId, Status};
use crate::conversations::message::{Message, MessageId};
use crate::schema::conversation_move;

database::id_type!(
    /// A merge or a split.
    MoveId,
    "mov"
);

database::text_enum!(
    /// Why messages moved.
    pub enum MoveKind {
        /// One conversation went into another.
        Merge = "merge",
        /// A part of one became another.
        Split = "split",
        /// One message went from one to another.
        Move = "move",
    }
);

/// Where a conversation stood at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stand {
    pub(super) status: Status,
    pub(super) snoozed_until: Option<Time>,
    pub(super) unread: bool,
}

impl Stand {
    pub(super) fn of(conversation: &Conversation) -> Self {
        Self {
            status: conversation.status,
            snoozed_until: conversation.snoozed_until,
            unread: conversation.unread.is_yes(),
        }
    }

    /// Puts status and snoozing back. What was put away until a moment that has passed is open.
    pub(super) fn put_back(self, conversation: &mut Conversation, now: Time) {
        let overslept = self.status == Status::Snoozed && self.snoozed_until.is_none_or(|until| until <= now);
        conversation.status = if overslept { Status::Open } else { self.status };
        conversation.snoozed_until = self.snoozed_until.filter(|_| !overslept);
    }

    pub(super) fn is_of(self, conversation: &Conversation) -> bool {
        self.status == conversation.status && self.snoozed_until == conversation.snoozed_until
    }

    pub(super) fn unread(self) -> Flag {
        self.unread.into()
    }
}

/// What a merge made of the conversation that stayed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) before: Stand,
    pub(super) after: Stand,
    /// The addresses that came along.
    pub(super) participants: Vec<String>,
    /// The followers who came along.
    pub(super) followers: Vec<AgentId>,
}

/// What a merge or a split moved and changed. Old rows know the messages and the status alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub(super) struct Moved {
    pub(super) messages: Vec<MessageId>,
    /// The status of the conversation that went, before.
    #[serde(default)]
    pub(super) status: Option<Status>,
    /// Where the conversation that went stood before.
    #[serde(default)]
    pub(super) gone: Option<Stand>,
    /// What became of the one that stayed.
    #[serde(default)]
    pub(super) kept: Option<Kept>,
    /// Who takes part no more where the message came from.
    #[serde(default)]
    pub(super) left: Vec<Left>,
    /// Where that stood before and after, if the message's going changed it.
    #[serde(default)]
    pub(super) source: Option<(Stand, Stand)>,
}
database::json_column!(Moved);

/// Somebody who took part by a message that went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Left {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) verified: bool,
}

pub(super) fn write_down(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    kind: MoveKind,
    from: ConversationId,
    into: ConversationId,
    moved: Moved,
    actor: &str,
) -> Result<(), DbError> {
    let row = (
        conversation_move::workspace_id.eq(workspace),
        conversation_move::id.eq(tx.id::<MoveId>()),
        conversation_move::kind.eq(kind),
        conversation_move::from_id.eq(from),
        conversation_move::into_id.eq(into),
        conversation_move::moved.eq(moved),
        conversation_move::actor.eq(actor),
        conversation_move::at.eq(tx.now),
    );
    diesel::insert_into(conversation_move::table).values(row).execute(tx.db)?;
    Ok(())
}

/// The newest merge of `from` that was not undone, marked as undone.
pub(super) fn take_merge(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: ConversationId,
) -> Result<Moved, MoveError> {
    let which = conversation_move::workspace_id
        .eq(workspace)
        .and(conversation_move::from_id.eq(from))
        .and(conversation_move::kind.eq(MoveKind::Merge))
        .and(conversation_move::undone_at.is_null());
    let row: Option<(MoveId, Moved)> = conversation_move::table
        .filter(which)
        .order(conversation_move::id.desc())
        .select((conversation_move::id, conversation_move::moved))
        .first(tx.db)
        .optional()
        .map_err(DbError::from)?;
    let (id, moved) = row.ok_or(MoveError::Nothing)?;
    mark_undone(tx, workspace, id)?;
    Ok(moved)
}

/// The split that made `new`, marked as undone; returns the conversation that it came from, and what moved.
pub(super) fn take_split(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    new: ConversationId,
) -> Result<(ConversationId, Moved), MoveError> {
    let which = conversation_move::workspace_id
        .eq(workspace)
        .and(conversation_move::into_id.eq(new))
        .and(conversation_move::kind.eq(MoveKind::Split))
        .and(conversation_move::undone_at.is_null());
    let row: Option<(MoveId, ConversationId, Moved)> = conversation_move::table
        .filter(which)
        .select((conversation_move::id, conversation_move::from_id, conversation_move::moved))
        .first(tx.db)
        .optional()
        .map_err(DbError::from)?;
    let (id, old, moved) = row.ok_or(MoveError::Nothing)?;
    mark_undone(tx, workspace, id)?;
    Ok((old, moved))
}

/// The newest move of a message to where it stands, marked as undone: whence it came, and what moved along.
pub(super) fn take_move(tx: &mut Tx<'_>, of: &Message) -> Result<(ConversationId, Moved), MoveError> {
    let which = conversation_move::workspace_id
        .eq(of.workspace_id)
        .and(conversation_move::into_id.eq(of.conversation_id))
        .and(conversation_move::kind.eq(MoveKind::Move))
        .and(conversation_move::undone_at.is_null());
    let rows: Vec<(MoveId, ConversationId, Moved)> = conversation_move::table
        .filter(which)
        .order(conversation_move::id.desc())
        .select((conversation_move::id, conversation_move::from_id, conversation_move::moved))
        .load(tx.db)
        .map_err(DbError::from)?;
    let found = rows.into_iter().find(|(_, _, moved)| moved.messages.contains(&of.id));
    let (id, from, moved) = found.ok_or(MoveError::Nothing)?;
    mark_undone(tx, of.workspace_id, id)?;
    Ok((from, moved))
}

/// Whether the team took a message out of one of these conversations, and has not put it back.
pub(super) fn was_taken_out(
    db: &mut Db,
    workspace: WorkspaceId,
    of: &[ConversationId],
    message: MessageId,
) -> Result<bool, DbError> {
    let which = conversation_move::workspace_id
        .eq(workspace)
        .and(conversation_move::from_id.eq_any(of.iter().copied()))
        .and(conversation_move::kind.ne(MoveKind::Merge))
        .and(conversation_move::undone_at.is_null());
    let rows: Vec<Moved> =
        conversation_move::table.filter(which).select(conversation_move::moved).load(db)?;
    Ok(rows.iter().any(|moved| moved.messages.contains(&message)))
}

fn mark_undone(tx: &mut Tx<'_>, workspace: WorkspaceId, id: MoveId) -> Result<(), DbError> {
    let change = conversation_move::undone_at.eq(Some::<Time>(tx.now));
    diesel::update(conversation_move::table.find((workspace, id))).set(change).execute(tx.db)?;
    Ok(())
}
