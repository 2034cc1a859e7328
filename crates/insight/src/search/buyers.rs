//! The numbers of a customer's orders and parcels: people write them down, and their conversations are found by them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Db, DbError, WorkspaceId};
use diesel::prelude::*;
use inbox::conversations::ConversationId;
use inbox::schema::conversation;
use people::customers::{Customer, CustomerId};
use shop::orders::{OrderId, Status};
use shop::schema::{order, shipment};

/// Orders of a customer by whose numbers their conversations are found, the newest.
const MOST_ORDERS: i64 = 50;
/// Orders that are read at once of customers who have no more than that.
const MOST_AT_ONCE: i64 = 20_000;
/// Conversations of a customer that are looked at again for one order, those with the newest activity: somebody who has more is
/// the till or a marketplace, and not a person.
const MOST_CONVERSATIONS: usize = 100;
/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// Customers whose orders have changed, until it is asked which conversations that concerns: once for all that has happened
/// meanwhile.
#[derive(Debug, Default)]
pub(super) struct Buyers(BTreeMap<WorkspaceId, Named>);

#[derive(Debug, Default)]
struct Named {
    customers: BTreeSet<CustomerId>,
    /// Orders of a file, of which only the ids were told.
    orders: BTreeSet<OrderId>,
}

impl Buyers {
    pub(super) fn add(&mut self, workspace: WorkspaceId, customer: Option<CustomerId>) {
        if let Some(customer) = customer {
            self.0.entry(workspace).or_default().customers.insert(customer);
        }
    }

    pub(super) fn add_orders(&mut self, workspace: WorkspaceId, orders: &[OrderId]) {
        self.0.entry(workspace).or_default().orders.extend(orders);
    }

    /// Their conversations.
    pub(super) fn conversations(self, db: &mut Db) -> Result<Vec<(WorkspaceId, ConversationId)>, DbError> {
        let mut all = Vec::new();
        for (workspace, Named { mut customers, orders }) in self.0 {
            let orders: Vec<OrderId> = orders.into_iter().collect();
            for some in orders.chunks(MOST_ASKED) {
                customers.extend(buyers_of(db, workspace, some)?);
            }
            let customers: Vec<CustomerId> = customers.into_iter().collect();
            for some in customers.chunks(MOST_ASKED) {
                all.extend(conversations_of(db, workspace, some)?.into_iter().map(|id| (workspace, id)));
            }
        }
        Ok(all)
    }
}

fn buyers_of(
    db: &mut Db,
    workspace: WorkspaceId,
    orders: &[OrderId],
) -> Result<impl Iterator<Item = CustomerId> + use<>, DbError> {
    let which = order::workspace_id.eq(workspace).and(order::id.eq_any(orders.iter().copied()));
    let found: Vec<Option<CustomerId>> = order::table.filter(which).select(order::customer_id).load(db)?;
    Ok(found.into_iter().flatten())
}

fn conversations_of(
    db: &mut Db,
    workspace: WorkspaceId,
    customers: &[CustomerId],
) -> Result<Vec<ConversationId>, DbError> {
    let theirs = conversation::customer_id.eq_any(customers.iter().copied());
    let found: Vec<(CustomerId, ConversationId)> = conversation::table
        .filter(conversation::workspace_id.eq(workspace).and(theirs))
        .order((
            conversation::customer_id.desc(),
            conversation::last_activity_at.desc(),
            conversation::id.desc(),
        ))
        .select((conversation::customer_id, conversation::id))
        .load(db)?;
    let mut taken: HashMap<CustomerId, usize> = HashMap::new();
    let mut is_one_more = |customer: CustomerId| {
        let taken = taken.entry(customer).or_default();
        *taken += 1;
        *taken <= MOST_CONVERSATIONS
    };
    Ok(found.into_iter().filter(|(customer, _)| is_one_more(*customer)).map(|(_, id)| id).collect())
}

/// The numbers of the newest orders of some customers, and of their parcels. Two statements, and one for each customer who has
/// more orders than are looked at.
pub(super) fn numbers_of<'a>(
    db: &mut Db,
    workspace: WorkspaceId,
    customers: impl Iterator<Item = &'a Customer>,
) -> Result<HashMap<CustomerId, Vec<String>>, DbError> {
    let (many, few): (BTreeSet<_>, BTreeSet<_>) = customers
        .map(|customer| (customer.orders_count > MOST_ORDERS, customer.id))
        .partition(|(many, _)| *many);
    let few: Vec<CustomerId> = few.into_iter().map(|(_, id)| id).collect();
    let mut orders = orders_of(db, workspace, &few, MOST_AT_ONCE)?;
    for (_, one) in many {
        orders.extend(orders_of(db, workspace, &[one], MOST_ORDERS)?);
    }
    let ids: Vec<OrderId> = orders.iter().map(|(_, id, _)| *id).collect();
    let mut parcels = parcels_of(db, workspace, &ids)?;
    let mut numbers: HashMap<CustomerId, Vec<String>> = HashMap::new();
    for (customer, id, number) in orders {
        let Some(customer) = customer else { continue };
        let known = numbers.entry(customer).or_default();
        known.push(number);
        known.extend(parcels.remove(&id).unwrap_or_default());
    }
    Ok(numbers)
}

type Numbered = (Option<CustomerId>, OrderId, String);

fn orders_of(
    db: &mut Db,
    workspace: WorkspaceId,
    customers: &[CustomerId],
    limit: i64,
) -> Result<Vec<Numbered>, DbError> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = order::customer_id.assume_not_null().eq_any(customers.iter().copied());
    let which = order::workspace_id.eq(workspace).and(theirs).and(order::status.ne(Status::Trash));
    let query = order::table
        .filter(which)
        .order((order::customer_id.desc(), order::placed_at.desc(), order::id.desc()))
        .limit(limit)
        .select((order::customer_id, order::id, order::number));
    Ok(query.load(db)?)
}

fn parcels_of(
    db: &mut Db,
    workspace: WorkspaceId,
    orders: &[OrderId],
) -> Result<HashMap<OrderId, Vec<String>>, DbError> {
    let mut parcels: HashMap<OrderId, Vec<String>> = HashMap::new();
    for some in orders.chunks(MOST_ASKED) {
        let which = shipment::workspace_id.eq(workspace).and(shipment::order_id.eq_any(some.iter().copied()));
        let found: Vec<(OrderId, Option<String>)> =
            shipment::table.filter(which).select((shipment::order_id, shipment::number)).load(db)?;
        for (order, number) in found {
            parcels.entry(order).or_default().extend(number);
        }
    }
    Ok(parcels)
}
