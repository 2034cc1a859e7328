//! Who takes part in a conversation by mail, who follows it, and who is called in it.

use std::collections::HashSet;

use database::{Both, Db, DbError, Flag, Tx, WorkspaceId};
use diesel::prelude::*;
use people::team::AgentId;

use super::conversation::{Conversation, ConversationId};
use super::message::{Addresses, Mentions, MessageId};
use crate::schema::{follower, mention, message, participant};

/// Somebody who takes part in a conversation by mail.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = participant)]
pub struct Participant {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The conversation.
    pub conversation_id: ConversationId,
    /// The address, lower case.
    pub address: String,
    /// The name.
    pub name: String,
    /// Whether they were there from the beginning or brought in by the team; a stranger who holds a reply address is not.
    pub verified: Flag,
}

/// Adds somebody; who is there stays as they are.
///
/// # Errors
/// Only those of the database.
pub fn take_part(tx: &mut Tx<'_>, row: &Participant) -> Result<(), DbError> {
    Both(diesel::insert_into(participant::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    Ok(())
}

/// Who takes part.
///
/// # Errors
/// Only those of the database.
pub fn participants(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<Participant>, DbError> {
    let which = participant::workspace_id.eq(workspace).and(participant::conversation_id.eq(id));
    Ok(participant::table.filter(which).select(Participant::as_select()).limit(100).load(db)?)
}

/// Takes people out of a conversation.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    addresses: &[&str],
) -> Result<(), DbError> {
    for address in addresses {
        diesel::delete(participant::table.find((workspace, id, *address))).execute(tx.db)?;
    }
    Ok(())
}

/// Every address that stands on a message of a conversation, lower case.
pub(super) fn addresses_of(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<HashSet<String>, DbError> {
    let which = message::workspace_id.eq(workspace).and(message::conversation_id.eq(id));
    let all: Vec<Addresses> = message::table.filter(which).select(message::addresses).load(db)?;
    let each = all.into_iter().flat_map(|one| one.from.into_iter().chain(one.to).chain(one.cc));
    Ok(each.map(|person| person.address.to_lowercase()).collect())
}

/// Who follows a conversation.
///
/// # Errors
/// Only those of the database.
pub fn followers(db: &mut Db, workspace: WorkspaceId, id: ConversationId) -> Result<Vec<AgentId>, DbError> {
    let which = follower::workspace_id.eq(workspace).and(follower::conversation_id.eq(id));
    Ok(follower::table.filter(which).order(follower::agent_id).select(follower::agent_id).load(db)?)
}

pub(super) fn set_followers(tx: &mut Tx<'_>, of: &Conversation, agents: &[AgentId]) -> Result<(), DbError> {
    let which = follower::workspace_id.eq(of.workspace_id).and(follower::conversation_id.eq(of.id));
    diesel::delete(follower::table.filter(which)).execute(tx.db)?;
    for agent in agents {
        let row = (
            follower::workspace_id.eq(of.workspace_id),
            follower::conversation_id.eq(of.id),
            follower::agent_id.eq(agent),
        );
        Both(diesel::insert_into(follower::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    }
    Ok(())
}

/// Notes that an agent was called in a conversation; the newest call counts.
pub(super) fn mention(
    tx: &mut Tx<'_>,
    of: &Conversation,
    agent: AgentId,
    by: MessageId,
) -> Result<(), DbError> {
    let row = (
        mention::workspace_id.eq(of.workspace_id),
        mention::agent_id.eq(agent),
        mention::conversation_id.eq(of.id),
        mention::message_id.eq(by),
    );
    Both(
        diesel::insert_into(mention::table)
            .values(row)
            .on_conflict((mention::workspace_id, mention::agent_id, mention::conversation_id))
            .do_update()
            .set(mention::message_id.eq(by)),
    )
    .run(tx.db)?;
    Ok(())
}

/// Brings who is called in a conversation in line with the messages that are there; after some have moved.
pub(super) fn mention_anew(tx: &mut Tx<'_>, of: &Conversation) -> Result<(), DbError> {
    let calling = message::workspace_id
        .eq(of.workspace_id)
        .and(message::conversation_id.eq(of.id))
        .and(message::mentions.ne(Mentions::default()));
    let calls: Vec<(MessageId, Mentions)> = message::table
        .filter(calling)
        .order(message::id)
        .select((message::id, message::mentions))
        .load(tx.db)?;
    // The key begins with the agent: who may be called is few.
    let agents: Vec<AgentId> =
        people::team::agents(tx.db, of.workspace_id)?.into_iter().map(|agent| agent.id).collect();
    let which = mention::workspace_id
        .eq(of.workspace_id)
        .and(mention::agent_id.eq_any(agents))
        .and(mention::conversation_id.eq(of.id));
    diesel::delete(mention::table.filter(which)).execute(tx.db)?;
    for (id, mentions) in calls {
        for agent in mentions.0 {
            mention(tx, of, agent, id)?;
        }
    }
    Ok(())
}
