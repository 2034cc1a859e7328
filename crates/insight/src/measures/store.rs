//! Every query of the reader: what a conversation is measured from, and where its measures are kept.

use database::schema::event;
use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use inbox::channels::{ChannelId, ChannelKind};
use inbox::conversations::{AuthorType, ConversationId, MessageKind, Status, Updated, Visibility};
use inbox::schema::{conversation, message};
use people::team::{AgentId, TeamId};
use shop::stores::StoreId;

use super::answers::Turn;
use super::measure::{Measure, Stretch};
use super::measuring::{Known, Row};
use super::stretches::Step;
use crate::schema::{conversation_measure, conversation_stretch};

/// How many events the log of a conversation has.
pub(super) fn log_length(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<i64, DbError> {
    let which = event::workspace_id.eq(workspace).and(event::subject_id.eq(id));
    Ok(event::table.filter(which).count().get_result(db)?)
}

/// How many of them a conversation was measured from; `None` when it never was.
pub(super) fn measured_from(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<i64>, DbError> {
    let row = conversation_measure::table.find((workspace, id));
    Ok(row.select(conversation_measure::log_length).first(db).optional()?)
}

/// What a conversation is measured from; `None` when it is gone.
pub(super) fn known(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    log_length: i64,
) -> Result<Option<Known>, DbError> {
    let Some(mut row) = row(db, workspace, id)? else { return Ok(None) };
    row.created_at = began_as_part(db, workspace, id)?.unwrap_or(row.created_at);
    Ok(Some(Known { row, turns: turns(db, workspace, id)?, steps: steps(db, workspace, id)?, log_length }))
}

fn row(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Option<Row>, DbError> {
    type Columns = (
        Status,
        Option<ConversationId>,
        ChannelKind,
        ChannelId,
        Option<StoreId>,
        Option<TeamId>,
        Option<AgentId>,
        Option<String>,
        Time,
    );
    let columns: Option<Columns> = conversation::table
        .find((workspace, id))
        .select((
            conversation::status,
            conversation::merged_into,
            conversation::channel,
            conversation::channel_id,
            conversation::store_id,
            conversation::team_id,
            conversation::assignee_id,
            conversation::language,
            conversation::created_at,
        ))
        .first(db)
        .optional()?;
    Ok(columns.map(
        |(status, merged_into, kind, channel, store_id, team_id, assignee_id, language, created_at)| Row {
            workspace_id: workspace,
            id,
            status,
            merged_into,
            channel: (kind, channel),
            store_id,
            team_id,
            assignee_id,
            language,
            created_at,
        },
    ))
}

/// When the first message was written that a conversation took along as it was split off from another.
fn began_as_part(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Option<Time>, DbError> {
    let which = event::workspace_id
        .eq(workspace)
        .and(event::subject_id.eq(id))
        .and(event::kind.eq("conversation.split"));
    let splits: Vec<String> = event::table.filter(which).order(event::id).select(event::payload).load(db)?;
    let first = |payload: &String| {
        let payload: serde_json::Value = serde_json::from_str(payload).ok()?;
        payload.get("first_message_at")?.as_str()?.parse().ok()
    };
    Ok(splits.iter().find_map(first))
}

fn turns(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Vec<Turn>, DbError> {
    let said = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq(id))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::kind.eq(MessageKind::Message));
    let rows: Vec<(AuthorType, Option<i64>, ChannelKind, ChannelId, Time)> = message::table
        .filter(said)
        .order((message::created_at, message::id))
        .select((
            message::author_type,
            message::author_id,
            message::channel,
            message::channel_id,
            message::created_at,
        ))
        .load(db)?;
    let turn = |(author, by, kind, channel, at): (AuthorType, Option<i64>, _, _, _)| Turn {
        author,
        agent: by.filter(|_| author == AuthorType::Agent).map(AgentId),
        channel: (kind, channel),
        at,
    };
    Ok(rows.into_iter().map(turn).collect())
}

/// What the log says of the conversation itself; of its messages the table of messages knows.
fn steps(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Vec<Step>, DbError> {
    let rows: Vec<(String, String, Time)> = event::table
        .filter(
            event::workspace_id
                .eq(workspace)
                .and(event::subject_id.eq(id))
                .and(event::kind.like("conversation.%")),
        )
        .order((event::at, event::id))
        .select((event::kind, event::payload, event::at))
        .load(db)?;
    rows.into_iter()
        .map(|(kind, payload, at)| Ok(Step { at, change: change_of_status(&kind, &payload)? }))
        .collect()
}

fn change_of_status(kind: &str, payload: &str) -> Result<Option<(Status, Status)>, DbError> {
    if kind != "conversation.updated" {
        return Ok(None);
    }
    let corrupt = |cause: serde_json::Error| DbError::Corrupt(format!("payload of {kind}: {cause}"));
    let mut updated: Updated = serde_json::from_str(payload).map_err(corrupt)?;
    let Some(change) = updated.changes.remove("status") else { return Ok(None) };
    let status = |value| serde_json::from_value::<String>(value).map_err(corrupt);
    let parse = |word: String| word.parse::<Status>().map_err(DbError::Corrupt);
    Ok(Some((parse(status(change.from)?)?, parse(status(change.to)?)?)))
}

/// Writes the measures of a conversation.
pub(super) fn save(tx: &mut Tx<'_>, measure: &Measure) -> Result<(), DbError> {
    Both(
        diesel::insert_into(conversation_measure::table)
            .values(measure)
            .on_conflict((conversation_measure::workspace_id, conversation_measure::conversation_id))
            .do_update()
            .set(measure),
    )
    .run(tx.db)?;
    Ok(())
}

/// Writes the stretches of a conversation, if they differ.
pub(super) fn save_stretches(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    stretches: &[Stretch],
) -> Result<(), DbError> {
    let which =
        conversation_stretch::workspace_id.eq(workspace).and(conversation_stretch::conversation_id.eq(id));
    let before: Vec<Stretch> = conversation_stretch::table
        .filter(which)
        .order(conversation_stretch::began_at)
        .select(Stretch::as_select())
        .load(tx.db)?;
    if before == stretches {
        return Ok(());
    }
    if !before.is_empty() {
        diesel::delete(conversation_stretch::table.filter(which)).execute(tx.db)?;
    }
    database::insert_all!(tx.db, conversation_stretch::table, stretches);
    Ok(())
}

/// Throws away the measures of a conversation that is gone.
pub(super) fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<(), DbError> {
    let stretches =
        conversation_stretch::workspace_id.eq(workspace).and(conversation_stretch::conversation_id.eq(id));
    diesel::delete(conversation_stretch::table.filter(stretches)).execute(tx.db)?;
    diesel::delete(conversation_measure::table.find((workspace, id))).execute(tx.db)?;
    Ok(())
}

/// Marks all of a workspace as to be measured again.
pub(super) fn mark_stale(tx: &mut Tx<'_>, workspace: WorkspaceId) -> Result<(), DbError> {
    diesel::update(conversation_measure::table.filter(conversation_measure::workspace_id.eq(workspace)))
        .set(conversation_measure::log_length.eq(Measure::STALE))
        .execute(tx.db)?;
    Ok(())
}

/// Some that have to be measured again.
pub(super) fn stale(db: &mut Db, workspace: WorkspaceId, limit: i64) -> Result<Vec<ConversationId>, DbError> {
    let which = conversation_measure::workspace_id.eq(workspace).and(conversation_measure::log_length.lt(0));
    let ids = conversation_measure::table.filter(which).select(conversation_measure::conversation_id);
    Ok(ids.limit(limit).load(db)?)
}
