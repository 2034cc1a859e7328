//! Measuring one conversation: from what is there to its measures.

use database::{Flag, Time};
use inbox::channels::{ChannelId, ChannelKind};
use inbox::conversations::{AuthorType, ConversationId, Status};
use people::team::{AgentId, TeamId};
use people::workspaces::BusinessHours;
use shop::stores::StoreId;

use super::answers::{Turn, answers};
use super::measure::{Cause, Measure, Stretch};
use super::stretches::{Step, stretches};

/// What is known of a conversation when it is measured.
pub(super) struct Known {
    pub(super) row: Row,
    pub(super) turns: Vec<Turn>,
    pub(super) steps: Vec<Step>,
    pub(super) log_length: i64,
}

/// What its row says.
pub(super) struct Row {
    pub(super) workspace_id: database::WorkspaceId,
    pub(super) id: ConversationId,
    pub(super) status: Status,
    pub(super) merged_into: Option<ConversationId>,
    pub(super) channel: (ChannelKind, ChannelId),
    pub(super) store_id: Option<StoreId>,
    pub(super) team_id: Option<TeamId>,
    pub(super) assignee_id: Option<AgentId>,
    pub(super) language: Option<String>,
    pub(super) created_at: Time,
}

/// Measures a conversation; business time is counted by the hours as they are set now.
pub(super) fn measure(known: Known, hours: &BusinessHours) -> (Measure, Vec<Stretch>) {
    let Known { row, turns, steps, log_length } = known;
    // A merge may have brought older messages; the conversation's own first one is not older than itself.
    let first = turns.iter().find(|turn| turn.at >= row.created_at);
    let (channel, channel_id) = first.map_or(row.channel, |first| first.channel);
    let read = answers(&turns);
    let business =
        |from: Time, to: Time| i64::try_from(hours.open_between(from, to).as_micros()).unwrap_or(i64::MAX);
    let stretches: Vec<Stretch> = stretches(row.created_at, row.status, &steps)
        .into_iter()
        .map(|one| Stretch {
            workspace_id: row.workspace_id,
            conversation_id: row.id,
            began_at: one.began_at,
            cause: one.cause,
            ended_at: one.ended_at,
            reopened_at: one.reopened_at,
            resolved_business: one.ended_at.map(|ended| business(row.created_at, ended)),
        })
        .collect();
    let reopenings = stretches.iter().filter(|one| one.cause == Cause::Reopened).count();
    let measure = Measure {
        workspace_id: row.workspace_id,
        conversation_id: row.id,
        counted: Flag::from(row.merged_into.is_none() && row.status != Status::Spam),
        created_at: row.created_at,
        channel,
        channel_id,
        store_id: row.store_id,
        team_id: row.team_id,
        assignee_id: row.assignee_id,
        language: row.language,
        started_by: first.map_or(AuthorType::System, |first| first.author),
        asked_at: read.asked_at,
        answered_at: read.answered_at,
        answered_by: read.answered_by,
        answered_business: read
            .asked_at
            .zip(read.answered_at)
            .map(|(asked, answered)| business(asked, answered)),
        replies: read.replies,
        last_replied_by: read.last_replied_by,
        reopenings: i64::try_from(reopenings).unwrap_or(i64::MAX),
        first_resolved_at: stretches.iter().find_map(|one| one.ended_at),
        resolved_at: stretches.last().and_then(|last| last.ended_at),
        log_length,
    };
    (measure, stretches)
}
