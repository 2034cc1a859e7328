//! What the index and its hits are made from.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Db, DbError, Time, WorkspaceId};
use diesel::prelude::*;
use inbox::conversations::{Conversation, ConversationId, MessageId};
use inbox::schema::{conversation, message, participant};
use people::customers::schema::{customer, customer_identity};
use people::customers::{self, Customer, CustomerId, IdentityKind};
use shop::orders::{Detail, Line, Order, OrderId};
use shop::products::{Product, ProductId};
use shop::schema::{order, order_detail, order_line, product, shipment};

use super::kind::Kind;

/// The newest things of a kind that are older than `below`, by id.
pub(super) fn ids_below(
    db: &mut Db,
    workspace: WorkspaceId,
    kind: Kind,
    below: i64,
    limit: i64,
) -> Result<Vec<i64>, DbError> {
    macro_rules! ids {
        ($table:ident, $id:ty) => {{
            let which = $table::workspace_id.eq(workspace).and($table::id.lt(<$id>::from(below)));
            let ids: Vec<$id> = $table::table
                .filter(which)
                .order($table::id.desc())
                .limit(limit)
                .select($table::id)
                .load(db)?;
            ids.into_iter().map(|id| id.0).collect()
        }};
    }
    Ok(match kind {
        Kind::Conversation => ids!(conversation, ConversationId),
        Kind::Customer => ids!(customer, CustomerId),
        Kind::Order => ids!(order, OrderId),
        Kind::Product => ids!(product, ProductId),
    })
}

/// The conversations with some customers.
pub(super) fn conversations_of(
    db: &mut Db,
    workspace: WorkspaceId,
    customers: &[CustomerId],
) -> Result<Vec<ConversationId>, DbError> {
    let which = conversation::workspace_id
        .eq(workspace)
        .and(conversation::customer_id.eq_any(customers.iter().copied()));
    Ok(conversation::table.filter(which).select(conversation::id).load(db)?)
}

pub(super) fn conversations(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[i64],
) -> Result<Vec<Conversation>, DbError> {
    let ids = ids.iter().map(|id| ConversationId(*id));
    let which = conversation::workspace_id.eq(workspace).and(conversation::id.eq_any(ids));
    Ok(conversation::table.filter(which).select(Conversation::as_select()).load(db)?)
}

/// The numbers and subjects of what was merged into some conversations, however far away, by where it is now.
pub(super) fn merged_into(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<HashMap<ConversationId, Vec<(i64, String)>>, DbError> {
    let mut gone: HashMap<ConversationId, Vec<(i64, String)>> = HashMap::new();
    let mut living: HashMap<ConversationId, ConversationId> = ids.iter().map(|id| (*id, *id)).collect();
    let mut generation: Vec<ConversationId> = ids.to_vec();
    while !generation.is_empty() {
        let which = conversation::workspace_id
            .eq(workspace)
            .and(conversation::merged_into.assume_not_null().eq_any(generation.iter().copied()));
        let rows: Vec<(ConversationId, Option<ConversationId>, i64, String)> = conversation::table
            .filter(which)
            .select((
                conversation::id,
                conversation::merged_into,
                conversation::number,
                conversation::subject,
            ))
            .load(db)?;
        generation.clear();
        for (id, into, number, subject) in rows {
            let Some(now) = into.and_then(|into| living.get(&into).copied()) else { continue };
            if living.insert(id, now).is_none() {
                gone.entry(now).or_default().push((number, subject));
                generation.push(id);
            }
        }
    }
    Ok(gone)
}

/// What was said, oldest first.
#[derive(Debug, Queryable)]
pub(super) struct Said {
    pub(super) conversation: ConversationId,
    pub(super) id: MessageId,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) new_text: String,
}

/// Which of some messages are still there, and in the conversation named with them.
pub(super) fn still_there(
    db: &mut Db,
    workspace: WorkspaceId,
    some: &[(ConversationId, MessageId)],
) -> Result<BTreeSet<(ConversationId, MessageId)>, DbError> {
    if some.is_empty() {
        return Ok(BTreeSet::new());
    }
    let which = message::workspace_id
        .eq(workspace)
        .and(message::conversation_id.eq_any(some.iter().map(|(conversation, _)| *conversation)))
        .and(message::id.eq_any(some.iter().map(|(_, message)| *message)));
    let there: Vec<(ConversationId, MessageId)> =
        message::table.filter(which).select((message::conversation_id, message::id)).load(db)?;
    Ok(there.into_iter().collect())
}

/// The newest words of some conversations, the newest first.
pub(super) fn said(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
    limit: i64,
) -> Result<Vec<Said>, DbError> {
    let which = message::workspace_id.eq(workspace).and(message::conversation_id.eq_any(ids.iter().copied()));
    Ok(message::table
        .filter(which)
        .order(message::id.desc())
        .limit(limit)
        .select((message::conversation_id, message::id, message::subject, message::text, message::new_text))
        .load(db)?)
}

/// Who else takes part: address and name.
pub(super) fn participants(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, String, String)>, DbError> {
    let which =
        participant::workspace_id.eq(workspace).and(participant::conversation_id.eq_any(ids.iter().copied()));
    Ok(participant::table
        .filter(which)
        .select((participant::conversation_id, participant::address, participant::name))
        .load(db)?)
}

/// Customers by the id that they were once known by: who was merged is found as whom they were merged into.
pub(super) fn living_customers(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[CustomerId],
) -> Result<BTreeMap<CustomerId, Customer>, DbError> {
    let mut now: BTreeMap<CustomerId, CustomerId> = ids.iter().map(|id| (*id, *id)).collect();
    let mut known: BTreeMap<CustomerId, Customer> = BTreeMap::new();
    // Each step follows recorded merges, which never point back; the bound keeps a broken row from turning in circles.
    for _ in 0..32 {
        let mut wanted: Vec<CustomerId> =
            now.values().copied().filter(|id| !known.contains_key(id)).collect();
        wanted.dedup();
        if !wanted.is_empty() {
            let found = customers::find_many(db, workspace, &wanted)?;
            known.extend(found.into_iter().map(|found| (found.id, found)));
        }
        let mut moved = false;
        for id in now.values_mut() {
            if let Some(into) = known.get(id).and_then(|found| found.merged_into) {
                (*id, moved) = (into, true);
            }
        }
        if !moved {
            break;
        }
    }
    let living = now.into_iter().filter_map(|(id, now)| Some((id, known.get(&now)?.clone())));
    Ok(living.collect())
}

/// Addresses and phone numbers of some customers.
pub(super) fn identities(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[CustomerId],
) -> Result<Vec<(CustomerId, IdentityKind, String)>, DbError> {
    let which = customer_identity::workspace_id
        .eq(workspace)
        .and(customer_identity::customer_id.eq_any(ids.iter().copied()))
        .and(customer_identity::kind.eq_any([IdentityKind::Email, IdentityKind::Phone]));
    Ok(customer_identity::table
        .filter(which)
        .order((customer_identity::created_at, customer_identity::value))
        .select((customer_identity::customer_id, customer_identity::kind, customer_identity::value))
        .load(db)?)
}

/// An order with what people know it by.
#[derive(Debug)]
pub(super) struct KnownOrder {
    pub(super) order: Order,
    pub(super) detail: Option<Detail>,
    pub(super) lines: Vec<Line>,
    /// Tracking numbers.
    pub(super) parcels: Vec<String>,
}

/// Orders without what they are known by.
pub(super) fn orders_alone(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Order>, DbError> {
    let ids = ids.iter().map(|id| OrderId(*id));
    let which = order::workspace_id.eq(workspace).and(order::id.eq_any(ids));
    Ok(order::table.filter(which).select(Order::as_select()).load(db)?)
}

pub(super) fn orders(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<KnownOrder>, DbError> {
    let rows = orders_alone(db, workspace, ids)?;
    let ids: Vec<OrderId> = ids.iter().map(|id| OrderId(*id)).collect();
    let which =
        order_detail::workspace_id.eq(workspace).and(order_detail::order_id.eq_any(ids.iter().copied()));
    let details: Vec<(OrderId, Detail)> =
        order_detail::table.filter(which).select((order_detail::order_id, order_detail::detail)).load(db)?;
    let mut details: HashMap<OrderId, Detail> = details.into_iter().collect();
    let which = order_line::workspace_id.eq(workspace).and(order_line::order_id.eq_any(ids.iter().copied()));
    let mut lines: HashMap<OrderId, Vec<Line>> = HashMap::new();
    for line in order_line::table
        .filter(which)
        .order(order_line::position)
        .select(Line::as_select())
        .load::<Line>(db)?
    {
        lines.entry(line.order_id).or_default().push(line);
    }
    let which = shipment::workspace_id.eq(workspace).and(shipment::order_id.eq_any(ids.iter().copied()));
    let mut parcels: HashMap<OrderId, Vec<String>> = HashMap::new();
    for (order, number) in shipment::table
        .filter(which)
        .select((shipment::order_id, shipment::number))
        .load::<(OrderId, Option<String>)>(db)?
    {
        parcels.entry(order).or_default().extend(number);
    }
    let known = |order: Order| KnownOrder {
        detail: details.remove(&order.id),
        lines: lines.remove(&order.id).unwrap_or_default(),
        parcels: parcels.remove(&order.id).unwrap_or_default(),
        order,
    };
    Ok(rows.into_iter().map(known).collect())
}

pub(super) fn products(db: &mut Db, workspace: WorkspaceId, ids: &[i64]) -> Result<Vec<Product>, DbError> {
    let ids = ids.iter().map(|id| ProductId(*id));
    let which = product::workspace_id.eq(workspace).and(product::id.eq_any(ids));
    Ok(product::table.filter(which).select(Product::as_select()).load(db)?)
}

/// The beginning of time, for things that have none of their own.
pub(super) const LONG_AGO: Time = Time::from_micros(0);
