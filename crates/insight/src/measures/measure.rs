//! What is measured of a conversation.

use database::{Flag, Time, WorkspaceId};
use diesel::prelude::*;
use inbox::channels::{ChannelId, ChannelKind};
use inbox::conversations::{AuthorType, ConversationId};
use people::team::{AgentId, TeamId};
use shop::stores::StoreId;

use crate::schema::{conversation_measure, conversation_stretch};

/// The measures of one conversation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = conversation_measure, primary_key(workspace_id, conversation_id))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Measure {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// Whether it counts: not spam, not merged into another.
    pub counted: Flag,
    /// When it began.
    pub created_at: Time,
    /// The kind of channel that it began on.
    pub channel: ChannelKind,
    /// Which channel that was.
    pub channel_id: ChannelId,
    /// The store that it is about.
    pub store_id: Option<StoreId>,
    /// The team that answers it.
    pub team_id: Option<TeamId>,
    /// Who answers it.
    pub assignee_id: Option<AgentId>,
    /// The customer's language, BCP 47.
    pub language: Option<String>,
    /// Who wrote its first public message.
    pub started_by: AuthorType,
    /// The customer's first message.
    pub asked_at: Option<Time>,
    /// The team's first public answer to it; never in a conversation that the team began.
    pub answered_at: Option<Time>,
    /// Who gave that answer; nobody when a program of the team's did.
    pub answered_by: Option<AgentId>,
    /// From asked to answered within business hours, in microseconds.
    pub answered_business: Option<i64>,
    /// Public messages of the team.
    pub replies: i64,
    /// The person who wrote the newest of them.
    pub last_replied_by: Option<AgentId>,
    /// How often it was opened again after it had been resolved.
    pub reopenings: i64,
    /// When it was resolved for the first time.
    pub first_resolved_at: Option<Time>,
    /// When it was resolved, while it stands so.
    pub resolved_at: Option<Time>,
    /// Events of its log that this was measured from; [`Measure::STALE`] when it has to be measured again.
    pub log_length: i64,
}

impl Measure {
    /// No log has this length, so that the next look measures again.
    pub const STALE: i64 = -1;
}

database::text_enum!(
    /// Why a conversation was unresolved from a moment on.
    pub enum Cause {
        /// It had never been resolved before.
        First = "first",
        /// It had been, and was opened again.
        Reopened = "reopened",
    }
);

/// A time in which a conversation was unresolved: open, pending or snoozed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = conversation_stretch, treat_none_as_default_value = false)]
pub struct Stretch {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// From when.
    pub began_at: Time,
    /// Why.
    pub cause: Cause,
    /// Until it was resolved; absent while it is not.
    pub ended_at: Option<Time>,
    /// When the next stretch of this conversation began, if one did.
    pub reopened_at: Option<Time>,
    /// From the conversation's beginning to the end of this stretch within business hours, in microseconds.
    pub resolved_business: Option<i64>,
}
