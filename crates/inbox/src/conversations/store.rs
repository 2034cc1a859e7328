//! Every query on the tables of conversations and messages.

mod files;
pub(super) mod turns;

use std::collections::HashMap;

use database::events::NewEvent;
use database::{Both, Db, DbError, Flag, Kept, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;

use super::conversation::{Conversation, ConversationId};
use super::message::{AuthorType, Message, MessageId, MessageKind, Threading};
use crate::channels::{ChannelId, ChannelKind};
use crate::schema::{conversation, conversation_tag, message};

pub(super) use files::{attach, delete_attachment, detach, update_attachment};
pub use files::{attachment, attachments_of, insert_attachment, is_file};

pub(super) fn insert(tx: &mut Tx<'_>, row: &Conversation) -> Result<(), DbError> {
    diesel::insert_into(conversation::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Writes a conversation's row back.
///
/// # Errors
/// Only those of the database.
pub fn update(tx: &mut Tx<'_>, row: &Conversation) -> Result<(), DbError> {
    let target = conversation::table.find((row.workspace_id, row.id));
    Kept(diesel::update(target).set(row)).run(tx.db)?;
    Ok(())
}

/// One conversation.
///
/// # Errors
/// Only those of the database.
pub fn find(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Conversation>, DbError> {
    Ok(conversation::table.find((workspace, id)).select(Conversation::as_select()).first(db).optional()?)
}

/// One conversation, held until the transaction ends, so that its row can be changed and written back whole.
///
/// # Errors
/// Only those of the database.
pub fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Conversation>, DbError> {
    tx.hold("conversation", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// A conversation and all that were merged into it, however deep.
///
/// # Errors
/// Only those of the database.
pub fn family(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Vec<ConversationId>, DbError> {
    let mut family = vec![id];
    let mut generation = vec![id];
    while !generation.is_empty() {
        let which = conversation::workspace_id
            .eq(workspace)
            .and(conversation::merged_into.assume_not_null().eq_any(generation.iter().copied()));
        generation = conversation::table.filter(which).select(conversation::id).load(db)?;
        generation.retain(|child| !family.contains(child));
        family.extend(&generation);
    }
    Ok(family)
}

/// One conversation by its number.
///
/// # Errors
/// Only those of the database.
pub fn find_number(
    db: &mut Db,
    workspace: WorkspaceId,
    number: i64,
) -> Result<Option<Conversation>, DbError> {
    let which = conversation::workspace_id.eq(workspace).and(conversation::number.eq(number));
    Ok(conversation::table.filter(which).select(Conversation::as_select()).first(db).optional()?)
}

/// Where a conversation's messages go now: merges are followed to their end.
///
/// # Errors
/// Only those of the database.
pub fn living(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
) -> Result<Option<Conversation>, DbError> {
    let mut found = find(db, workspace, id)?;
    // Each step follows a recorded merge, which never points back; the bound keeps a broken row from turning in circles.
    for _ in 0..32 {
        match &found {
            Some(Conversation { merged_into: Some(into), .. }) => found = find(db, workspace, *into)?,
            Some(_) | None => break,
        }
    }
    Ok(found)
}

pub(super) fn insert_message(tx: &mut Tx<'_>, row: &Message) -> Result<(), DbError> {
    diesel::insert_into(message::table).values(row).execute(tx.db)?;
    Ok(())
}

/// Writes down what changes of a message after it was written: how far it has come and to whom, who saw it, under which id.
/// Where it stands is only changed by moving it.
///
/// # Errors
/// Only those of the database.
pub fn update_message(tx: &mut Tx<'_>, row: &Message) -> Result<(), DbError> {
    let change = (
        message::addresses.eq(&row.addresses),
        message::delivery.eq(row.delivery.as_ref()),
        message::seen_at.eq(row.seen_at),
        message::external_id.eq(row.external_id.as_deref()),
        message::raw_hash.eq(row.raw_hash.as_deref()),
    );
    let target = message::table.find((row.workspace_id, row.id));
    Kept(diesel::update(target).set(change)).run(tx.db)?;
    Ok(())
}

/// Writes down what a message says, after its mail was read again.
pub(super) fn update_content(tx: &mut Tx<'_>, row: &Message) -> Result<(), DbError> {
    let change = (
        message::subject.eq(&row.subject),
        message::html.eq(row.html.as_deref()),
        message::text.eq(&row.text),
        message::new_text.eq(&row.new_text),
        message::remote_images.eq(row.remote_images),
        message::addresses.eq(&row.addresses),
    );
    diesel::update(message::table.find((row.workspace_id, row.id))).set(change).execute(tx.db)?;
    Ok(())
}

/// The mails of the customers' side that came in a time, by their ids, a part at a time.
///
/// # Errors
/// Only those of the database.
pub fn mails_that_came(
    db: &mut Db,
    workspace: WorkspaceId,
    (from, to): (Time, Time),
    after: MessageId,
    limit: i64,
) -> Result<Vec<MessageId>, DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::id.gt(after))
        .and(message::created_at.ge(from))
        .and(message::created_at.lt(to))
        .and(message::channel.eq(ChannelKind::Email))
        .and(message::author_type.eq_any([AuthorType::Customer, AuthorType::System]))
        .and(message::raw_hash.is_not_null())
        .and(message::delivery.is_null());
    Ok(message::table.filter(which).order(message::id).limit(limit).select(message::id).load(db)?)
}

pub(super) fn delete_message(tx: &mut Tx<'_>, row: &Message) -> Result<(), DbError> {
    diesel::delete(message::table.find((row.workspace_id, row.id))).execute(tx.db)?;
    Ok(())
}

/// One message.
///
/// # Errors
/// Only those of the database.
pub fn message(db: &mut Db, workspace: WorkspaceId, id: MessageId) -> Result<Option<Message>, DbError> {
    Ok(message::table.find((workspace, id)).select(Message::as_select()).first(db).optional()?)
}

/// A page of a conversation's messages, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn messages(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    after: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Message>, DbError> {
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq(id))
        .and(message::id.gt(after.unwrap_or(MessageId(0))));
    Ok(message::table.filter(which).order(message::id).limit(limit).select(Message::as_select()).load(db)?)
}

/// The messages with this Message-ID or client-made id, newest first; at most 5.
///
/// # Errors
/// Only those of the database.
pub fn by_external_id(db: &mut Db, workspace: WorkspaceId, external: &str) -> Result<Vec<Message>, DbError> {
    let which = message::workspace_id.eq(workspace).and(message::external_id.eq(external));
    Ok(message::table
        .filter(which)
        .order(message::id.desc())
        .limit(5)
        .select(Message::as_select())
        .load(db)?)
}

/// What the messages of a conversation say about it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Messages and notes.
    pub count: i64,
    /// Whether any has a file.
    pub has_attachments: bool,
    /// The oldest message of the customer that has no answer yet.
    pub waiting_since: Option<Time>,
    /// The first public answer of a person.
    pub first_response_at: Option<Time>,
    /// The newest public message that somebody wrote.
    pub last_public: Option<Message>,
}

pub(super) fn facts(db: &mut Db, of: &Conversation) -> Result<Facts, DbError> {
    let which = || message::workspace_id.eq(of.workspace_id).and(message::conversation_id.eq(of.id));
    Ok(Facts {
        count: message::table.filter(which()).count().get_result(db)?,
        has_attachments: files::has_any(db, of)?,
        waiting_since: turns::waiting_since(db, of)?,
        first_response_at: turns::first_response(db, of)?,
        last_public: turns::newest(db, of)?,
    })
}

/// Whether the customer has said anything in a conversation.
pub(super) fn customer_has_spoken(db: &mut Db, of: &Conversation) -> Result<bool, DbError> {
    let which = message::workspace_id
        .eq(of.workspace_id)
        .and(message::conversation_id.eq(of.id))
        .and(message::author_type.eq(AuthorType::Customer))
        .and(message::kind.eq(MessageKind::Message));
    let found: Option<MessageId> = message::table.filter(which).select(message::id).first(db).optional()?;
    Ok(found.is_some())
}

/// In which conversations messages stand now.
pub(super) fn places_of(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[MessageId],
) -> Result<Vec<ConversationId>, DbError> {
    let mut places = Vec::new();
    for part in ids.chunks(500) {
        let which = message::workspace_id.eq(workspace).and(message::id.eq_any(part.iter().copied()));
        let found: Vec<ConversationId> =
            message::table.filter(which).select(message::conversation_id).distinct().load(db)?;
        places.extend(found);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// In which conversation each of these messages stands now; one that is not there is left out.
///
/// # Errors
/// Only those of the database.
pub fn stand_in(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[MessageId],
) -> Result<HashMap<MessageId, ConversationId>, DbError> {
    let which = message::workspace_id.eq(workspace).and(message::id.eq_any(ids.iter().copied()));
    let found: Vec<(MessageId, ConversationId)> =
        message::table.filter(which).select((message::id, message::conversation_id)).load(db)?;
    Ok(found.into_iter().collect())
}

/// Moves messages to another conversation.
pub(super) fn move_messages(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    ids: &[MessageId],
    into: ConversationId,
) -> Result<(), DbError> {
    for part in ids.chunks(500) {
        let which = message::workspace_id.eq(workspace).and(message::id.eq_any(part.iter().copied()));
        diesel::update(message::table.filter(which)).set(message::conversation_id.eq(into)).execute(tx.db)?;
    }
    Ok(())
}

/// The ids of a conversation's messages from one on, oldest first.
pub(super) fn message_ids(
    db: &mut Db,
    workspace: WorkspaceId,
    id: ConversationId,
    from: MessageId,
) -> Result<Vec<MessageId>, DbError> {
    let which =
        message::workspace_id.eq(workspace).and(message::conversation_id.eq(id)).and(message::id.ge(from));
    Ok(message::table.filter(which).order(message::id).select(message::id).load(db)?)
}

/// Sets the tags of a conversation, by their names as they are written.
pub(super) fn set_tags(tx: &mut Tx<'_>, of: &Conversation, tags: &[String]) -> Result<(), DbError> {
    let which = conversation_tag::workspace_id
        .eq(of.workspace_id)
        .and(conversation_tag::tag.eq_any(&of.tags.0))
        .and(conversation_tag::conversation_id.eq(of.id));
    diesel::delete(conversation_tag::table.filter(which)).execute(tx.db)?;
    for name in tags {
        let row = (
            conversation_tag::workspace_id.eq(of.workspace_id),
            conversation_tag::tag.eq(name),
            conversation_tag::conversation_id.eq(of.id),
        );
        Both(diesel::insert_into(conversation_tag::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    }
    Ok(())
}

/// Marks a conversation as opened by the team, with the customer's messages in it as seen; or as not opened.
///
/// # Errors
/// Only those of the database.
pub fn mark_seen(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    unread: Flag,
    actor: &str,
) -> Result<(), DbError> {
    let which = conversation::table.find((workspace, id)).filter(conversation::unread.ne(unread));
    let mut changed = diesel::update(which).set(conversation::unread.eq(unread)).execute(tx.db)?;
    if unread == Flag::No {
        let unseen = message::workspace_id
            .eq(workspace)
            .and(message::conversation_id.eq(id))
            .and(message::author_type.eq(AuthorType::Customer))
            .and(message::seen_at.is_null());
        changed +=
            diesel::update(message::table.filter(unseen)).set(message::seen_at.eq(tx.now)).execute(tx.db)?;
    }
    if changed == 0 {
        return Ok(());
    }
    let kind = if unread == Flag::No { "conversation.read" } else { "conversation.unread" };
    tx.append(NewEvent::new(workspace, kind, id.0, actor))?;
    Ok(())
}

/// The name and address that rows show for a customer, brought up to date.
pub(super) fn rename_customer(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: CustomerId,
    name: &str,
    email: Option<&str>,
) -> Result<(), DbError> {
    let which = conversation::workspace_id.eq(workspace).and(conversation::customer_id.eq(id));
    let change = (conversation::customer_name.eq(name), conversation::customer_email.eq(email));
    diesel::update(conversation::table.filter(which)).set(change).execute(tx.db)?;
    Ok(())
}

/// Gives all conversations of one profile to another.
pub(super) fn give_to(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    into: CustomerId,
) -> Result<(), DbError> {
    let which = conversation::workspace_id.eq(workspace).and(conversation::customer_id.eq(from));
    diesel::update(conversation::table.filter(which))
        .set(conversation::customer_id.eq(into))
        .execute(tx.db)?;
    Ok(())
}

/// Gives back what was recognised as one of a family of profiles.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    into: CustomerId,
    family: &[CustomerId],
    to: CustomerId,
) -> Result<(), DbError> {
    let which = conversation::workspace_id
        .eq(workspace)
        .and(conversation::customer_id.eq(into))
        .and(conversation::recognised_as.eq_any(family.iter().copied()));
    diesel::update(conversation::table.filter(which)).set(conversation::customer_id.eq(to)).execute(tx.db)?;
    Ok(())
}

/// The conversation of a customer on an API channel that a thread of the source goes on in: of its newest message.
///
/// # Errors
/// Only those of the database.
pub fn of_api_thread(
    db: &mut Db,
    workspace: WorkspaceId,
    customer: CustomerId,
    channel: ChannelId,
    thread: &str,
) -> Result<Option<Conversation>, DbError> {
    let of_customer = conversation::table
        .filter(conversation::workspace_id.eq(workspace).and(conversation::customer_id.eq(customer)))
        .select(conversation::id);
    let of_thread = Threading { evidence: API_THREAD.to_owned(), detail: Some(thread.to_owned()) };
    let which = message::workspace_id
        .eq(workspace)
        .and(message::channel_id.eq(channel))
        .and(message::threading.eq(of_thread))
        .and(message::conversation_id.eq_any(of_customer));
    let newest: Option<ConversationId> = message::table
        .filter(which)
        .order(message::id.desc())
        .select(message::conversation_id)
        .first(db)
        .optional()?;
    match newest {
        Some(id) => living(db, workspace, id),
        None => Ok(None),
    }
}

/// The evidence word of a thread that an API channel named.
pub const API_THREAD: &str = "api_thread";

/// The source's own id of the thread that a message of ours answers.
///
/// # Errors
/// Only those of the database.
pub fn api_thread(db: &mut Db, of: &Message) -> Result<Option<String>, DbError> {
    let which = message::workspace_id
        .eq(of.workspace_id)
        .and(message::conversation_id.eq(of.conversation_id))
        .and(message::threading.is_not_null())
        .and(message::author_type.eq(AuthorType::Customer));
    let newest: Option<Option<Threading>> = message::table
        .filter(which)
        .order(message::id.desc())
        .select(message::threading)
        .first(db)
        .optional()?;
    Ok(newest.flatten().filter(|found| found.evidence == API_THREAD).and_then(|found| found.detail))
}
