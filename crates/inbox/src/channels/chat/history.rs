//! What a visitor goes on with and may look back on: the conversations of their visits, and, once the store has signed who
//! they are, those of their other devices too. What somebody only claims to be opens nothing.

use database::{Both, Db, DbError, Tx};
use diesel::prelude::*;
use people::customers::{self, CustomerId, Identity, IdentityKind};

use super::store;
use super::visitor::{Visitor, VisitorId};
use crate::conversations::{self, Conversation, ConversationId, Message, MessageId, Status};
use crate::schema::{chat_visit, chat_visitor};

/// Conversations that are looked back on, the newest first; who has more has forgotten them.
const REMEMBERED: i64 = 50;
/// The newest browsers of one customer among which devices are looked for.
const BROWSERS: usize = 500;
/// Devices of one customer that are looked at, those last used first.
const DEVICES: i64 = 20;

/// Notes that a visitor has spoken in a conversation.
pub(super) fn note(tx: &mut Tx<'_>, visitor: &Visitor, id: ConversationId) -> Result<(), DbError> {
    let row = (
        chat_visit::workspace_id.eq(visitor.workspace_id),
        chat_visit::visitor_id.eq(visitor.id),
        chat_visit::conversation_id.eq(id),
    );
    Both(diesel::insert_into(chat_visit::table).values(row).on_conflict_do_nothing()).run(tx.db)?;
    Ok(())
}

/// The customer whom a visitor is, as far as the store has signed it. A merge by the team and its undo count at once.
pub(super) fn customer_of(db: &mut Db, visitor: &Visitor) -> Result<Option<CustomerId>, DbError> {
    if !visitor.identified.is_yes() {
        return Ok(None);
    }
    let Identity { kind, value, .. } = Identity::chat(visitor.id);
    customers::owner(db, visitor.workspace_id, kind, &value)
}

/// The same customer's other devices on this channel, on which the store has signed who they are as well.
pub(super) fn other_devices(db: &mut Db, visitor: &Visitor) -> Result<Vec<VisitorId>, DbError> {
    let Some(customer) = customer_of(db, visitor)? else { return Ok(Vec::new()) };
    let known = customers::identities_of(db, visitor.workspace_id, customer)?;
    let devices: Vec<VisitorId> = known
        .iter()
        .rev()
        .filter(|one| one.kind == IdentityKind::Chat)
        .filter_map(|one| one.value.parse().ok())
        .take(BROWSERS)
        .collect();
    let which = chat_visitor::workspace_id
        .eq(visitor.workspace_id)
        .and(chat_visitor::id.eq_any(devices))
        .and(chat_visitor::channel_id.eq(visitor.channel_id))
        .and(chat_visitor::identified.eq(visitor.identified))
        .and(chat_visitor::id.ne(visitor.id));
    Ok(chat_visitor::table
        .filter(which)
        .order(chat_visitor::last_active_at.desc())
        .limit(DEVICES)
        .select(chat_visitor::id)
        .load(db)?)
}

/// The conversations whose messages a visitor may see, where they stand now after merges; newest first.
pub(super) fn conversations_of(db: &mut Db, visitor: &Visitor) -> Result<Vec<Conversation>, DbError> {
    let mut visitors = other_devices(db, visitor)?;
    visitors.push(visitor.id);
    let which = chat_visit::workspace_id
        .eq(visitor.workspace_id)
        .and(chat_visit::visitor_id.eq_any(visitors.iter().copied()));
    let spoken_in: Vec<ConversationId> = chat_visit::table
        .filter(which)
        .order(chat_visit::conversation_id.desc())
        .limit(REMEMBERED)
        .select(chat_visit::conversation_id)
        .distinct()
        .load(db)?;
    let mut living: Vec<Conversation> = Vec::new();
    for id in spoken_in {
        if let Some(found) = conversations::living(db, visitor.workspace_id, id)?
            && living.iter().all(|known| known.id != found.id)
        {
            living.push(found);
        }
    }
    Ok(living)
}

/// What was said before, in whatever conversation of the visitor, oldest first; and whether there is more.
pub(super) fn look_back(
    db: &mut Db,
    visitor: &Visitor,
    before: Option<MessageId>,
    limit: i64,
) -> Result<(Vec<Message>, bool), DbError> {
    let of = conversations_of(db, visitor)?;
    let of: Vec<ConversationId> = of.into_iter().map(|conversation| conversation.id).collect();
    store::visible_before(db, visitor.workspace_id, &of, before, limit)
}

/// The conversation that a visitor goes on with: their own; after it was closed, or before they have one, the newest open one
/// of their other devices; else their own, closed as it is.
pub(super) fn current(db: &mut Db, visitor: &Visitor) -> Result<Option<Conversation>, DbError> {
    let own = match visitor.conversation_id {
        Some(id) => conversations::living(db, visitor.workspace_id, id)?,
        None => None,
    };
    if own.as_ref().is_some_and(|own| own.status != Status::Closed) || !visitor.identified.is_yes() {
        return Ok(own);
    }
    let goes_on = |found: &Conversation| !matches!(found.status, Status::Closed | Status::Spam);
    let elsewhere = conversations_of(db, visitor)?.into_iter().find(goes_on);
    Ok(elsewhere.or(own))
}
