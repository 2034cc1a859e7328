//! Every query of the reader: what a conversation is measured from, and where its measures are kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::schema::event;
use database::{Both, Db, DbError, Kept, Time, Tx, WorkspaceId, evened};
use diesel::dsl::count_star;
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

/// How many events the log of each of these conversations has; none of one without events.
pub(super) fn log_lengths(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<BTreeMap<ConversationId, i64>, DbError> {
    let which = event::workspace_id.eq(workspace).and(event::subject_id.eq_any(subjects(ids)));
    let counted =
        event::table.filter(which).group_by(event::subject_id).select((event::subject_id, count_star()));
    let lengths: Vec<(i64, i64)> = Kept(counted).load(db)?;
    Ok(lengths.into_iter().map(|(id, length)| (ConversationId(id), length)).collect())
}

/// How many of them each was measured from; none of one that never was.
pub(super) fn measured_from(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<BTreeMap<ConversationId, i64>, DbError> {
    let which = conversation_measure::workspace_id
        .eq(workspace)
        .and(conversation_measure::conversation_id.eq_any(evened(ids.iter().copied())));
    let columns = (conversation_measure::conversation_id, conversation_measure::log_length);
    let rows: Vec<(ConversationId, i64)> =
        Kept(conversation_measure::table.filter(which).select(columns)).load(db)?;
    Ok(rows.into_iter().collect())
}

fn subjects<'a>(ids: impl IntoIterator<Item = &'a ConversationId>) -> Vec<i64> {
    evened(ids.into_iter().map(|id| id.0))
}

/// What these conversations are measured from, each with the length of its log; none of one that is gone.
pub(super) fn known(
    db: &mut Db,
    workspace: WorkspaceId,
    lengths: &BTreeMap<ConversationId, i64>,
) -> Result<Vec<Known>, DbError> {
    let ids: Vec<ConversationId> = lengths.keys().copied().collect();
    let mut turns = turns(db, workspace, &ids)?;
    let mut told = told(db, workspace, &ids)?;
    let known = |mut row: Row| {
        let Told { steps, began_as_part } = told.remove(&row.id).unwrap_or_default();
        row.created_at = began_as_part.unwrap_or(row.created_at);
        let turns = turns.remove(&row.id).unwrap_or_default();
        Known { turns, steps, log_length: lengths.get(&row.id).copied().unwrap_or(0), row }
    };
    Ok(rows(db, workspace, &ids)?.into_iter().map(known).collect())
}

fn rows(db: &mut Db, workspace: WorkspaceId, ids: &[ConversationId]) -> Result<Vec<Row>, DbError> {
    type Columns = (
        ConversationId,
        Status,
        Option<ConversationId>,
        (ChannelKind, ChannelId),
        Option<StoreId>,
        Option<TeamId>,
        Option<AgentId>,
        Option<String>,
        Time,
    );
    let which =
        conversation::workspace_id.eq(workspace).and(conversation::id.eq_any(evened(ids.iter().copied())));
    let found = conversation::table.filter(which).select((
        conversation::id,
        conversation::status,
        conversation::merged_into,
        (conversation::channel, conversation::channel_id),
        conversation::store_id,
        conversation::team_id,
        conversation::assignee_id,
        conversation::language,
        conversation::created_at,
    ));
    let found: Vec<Columns> = Kept(found).load(db)?;
    let row =
        |(id, status, merged_into, channel, store_id, team_id, assignee_id, language, created_at)| Row {
            workspace_id: workspace,
            id,
            status,
            merged_into,
            channel,
            store_id,
            team_id,
            assignee_id,
            language,
            created_at,
        };
    Ok(found.into_iter().map(row).collect())
}

fn turns(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<HashMap<ConversationId, Vec<Turn>>, DbError> {
    type Columns = (ConversationId, AuthorType, Option<i64>, (ChannelKind, ChannelId), Time);
    let said = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq_any(evened(ids.iter().copied())))
        .and(message::visibility.eq(Visibility::Public))
        .and(message::kind.eq(MessageKind::Message));
    let found = message::table.filter(said).order((message::created_at, message::id)).select((
        message::conversation_id,
        message::author_type,
        message::author_id,
        (message::channel, message::channel_id),
        message::created_at,
    ));
    let mut turns: HashMap<ConversationId, Vec<Turn>> = HashMap::new();
    for (id, author, by, channel, at) in Kept(found).load::<Columns>(db)? {
        let agent = by.filter(|_| author == AuthorType::Agent).map(AgentId);
        turns.entry(id).or_default().push(Turn { author, agent, channel, at });
    }
    Ok(turns)
}

/// What the log says of a conversation itself; of its messages the table of messages knows.
#[derive(Default)]
struct Told {
    steps: Vec<Step>,
    /// When the first message was written that it took along as it was split off from another.
    began_as_part: Option<Time>,
}

fn told(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<HashMap<ConversationId, Told>, DbError> {
    let which = event::workspace_id
        .eq(workspace)
        .and(event::subject_id.eq_any(subjects(ids)))
        .and(event::kind.like("conversation.%"));
    let found = event::table.filter(which).order((event::at, event::id)).select((
        event::subject_id,
        event::kind,
        event::payload,
        event::at,
    ));
    let mut all: HashMap<ConversationId, Told> = HashMap::new();
    for (id, kind, payload, at) in Kept(found).load::<(i64, String, String, Time)>(db)? {
        let told = all.entry(ConversationId(id)).or_default();
        told.steps.push(Step { at, change: change_of_status(&kind, &payload)? });
        if kind == "conversation.split" {
            told.began_as_part = told.began_as_part.or_else(|| first_message_at(&payload));
        }
    }
    Ok(all)
}

fn first_message_at(payload: &str) -> Option<Time> {
    let payload: serde_json::Value = serde_json::from_str(payload).ok()?;
    payload.get("first_message_at")?.as_str()?.parse().ok()
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

/// Writes the measures of conversations.
pub(super) fn save(tx: &mut Tx<'_>, measures: &[Measure]) -> Result<(), DbError> {
    for measure in measures {
        Both(
            diesel::insert_into(conversation_measure::table)
                .values(measure)
                .on_conflict((conversation_measure::workspace_id, conversation_measure::conversation_id))
                .do_update()
                .set(measure),
        )
        .run(tx.db)?;
    }
    Ok(())
}

/// Writes the stretches of these conversations, those of one after the other, where they differ.
pub(super) fn save_stretches(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    ids: &BTreeSet<ConversationId>,
    stretches: Vec<Stretch>,
) -> Result<(), DbError> {
    let of = |ids: Vec<ConversationId>| {
        conversation_stretch::workspace_id
            .eq(workspace)
            .and(conversation_stretch::conversation_id.eq_any(evened(ids)))
    };
    let before = conversation_stretch::table
        .filter(of(ids.iter().copied().collect()))
        .order((conversation_stretch::conversation_id, conversation_stretch::began_at))
        .select(Stretch::as_select());
    let before: Vec<Stretch> = Kept(before).load(tx.db)?;
    let (before, mut after) = (by_conversation(before), by_conversation(stretches));
    let outdated = before.iter().filter(|(id, stretches)| after.get(id) != Some(stretches));
    let outdated: Vec<ConversationId> = outdated.map(|(id, _)| *id).collect();
    if !outdated.is_empty() {
        Kept(diesel::delete(conversation_stretch::table.filter(of(outdated)))).run(tx.db)?;
    }
    after.retain(|id, stretches| before.get(id) != Some(stretches));
    let fresh: Vec<Stretch> = after.into_values().flatten().collect();
    database::insert_all!(tx.db, conversation_stretch::table, &fresh);
    Ok(())
}

fn by_conversation(stretches: Vec<Stretch>) -> BTreeMap<ConversationId, Vec<Stretch>> {
    let mut all: BTreeMap<ConversationId, Vec<Stretch>> = BTreeMap::new();
    for stretch in stretches {
        all.entry(stretch.conversation_id).or_default().push(stretch);
    }
    all
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
