//! Every query on the tables of customers.

use std::collections::BTreeMap;

use database::events::NewEvent;
use database::{Both, Db, DbError, Flag, Kept, MultiBackend, Time, Tx, WorkspaceId};
use diesel::dsl::{case_when, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use super::customer::{Customer, CustomerId, EmailState, LifetimeValue, Sort};
use super::schema::{customer, customer_suggestion};
use crate::workspaces;

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Customer]) -> Result<(), DbError> {
    database::insert_all!(tx.db, customer::table, rows);
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Customer) -> Result<(), DbError> {
    Kept(diesel::update(customer::table.find((row.workspace_id, row.id))).set(row)).run(tx.db)?;
    Ok(())
}

/// One customer, also one that was merged into another.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: CustomerId) -> Result<Option<Customer>, DbError> {
    Ok(customer::table.find((workspace, id)).select(Customer::as_select()).first(db).optional()?)
}

/// Several customers at once, in no order.
///
/// # Errors
/// Only those of the database.
pub fn find_many(db: &mut Db, workspace: WorkspaceId, ids: &[CustomerId]) -> Result<Vec<Customer>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = customer::workspace_id.eq(workspace).and(customer::id.eq_any(ids.iter().copied()));
    Ok(customer::table.filter(which).select(Customer::as_select()).load(db)?)
}

/// The name to show for a customer, and their address.
///
/// # Errors
/// Only those of the database.
pub fn name_of(
    db: &mut Db,
    workspace: WorkspaceId,
    id: CustomerId,
) -> Result<(String, Option<String>), DbError> {
    let found = find(db, workspace, id)?;
    Ok(found.map(|found| (found.display_name().to_owned(), found.email)).unwrap_or_default())
}

/// Where a page ends: what the rows are sorted by (the beginning of what is searched, or a number: a moment in microseconds,
/// orders, minor units), and the id.
pub(super) type Place = (String, i64, CustomerId);

/// Characters of what is searched that the order by name goes by, as the index has them.
const SORTED: usize = 100;

/// The place of a row in an order.
pub(super) fn place_of(row: &Customer, sort: Sort) -> Place {
    match sort {
        Sort::Name | Sort::NameFromTheEnd => (row.search.chars().take(SORTED).collect(), 0, row.id),
        Sort::LastSeen | Sort::LastSeenFirst => {
            (String::new(), row.last_seen_at.map_or(0, Time::micros), row.id)
        }
        Sort::FewestOrders | Sort::MostOrders => (String::new(), row.orders_count, row.id),
        Sort::LeastSpent | Sort::MostSpent => (String::new(), row.spent, row.id),
        Sort::Oldest | Sort::Newest => (String::new(), 0, row.id),
    }
}

type Condition<'a> = Box<dyn BoxableExpression<customer::table, MultiBackend, SqlType = Bool> + 'a>;

/// As the index has it: an expression with a parameter in it would be another one to PostgreSQL.
fn by_name() -> SqlLiteral<Text> {
    sql("substr(search, 1, 100)")
}

/// As the index has it.
fn by_last_seen() -> SqlLiteral<BigInt> {
    sql("coalesce(last_seen_at, 0)")
}

/// A page of customers whose name, address or number holds every word of the query.
pub(super) fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    words: &[String],
    sort: Sort,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Customer>, DbError> {
    let mut query = customer::table
        .filter(customer::workspace_id.eq(workspace).and(customer::merged_into.is_null()))
        .limit(limit)
        .select(Customer::as_select())
        .into_boxed();
    query = match sort {
        Sort::Name => query.order((by_name().asc(), customer::id.asc())),
        Sort::NameFromTheEnd => query.order((by_name().desc(), customer::id.desc())),
        Sort::LastSeen => query.order((by_last_seen().asc(), customer::id.asc())),
        Sort::LastSeenFirst => query.order((by_last_seen().desc(), customer::id.desc())),
        Sort::FewestOrders => query.order((customer::orders_count.asc(), customer::id.asc())),
        Sort::MostOrders => query.order((customer::orders_count.desc(), customer::id.desc())),
        Sort::LeastSpent => query.order((customer::spent.asc(), customer::id.asc())),
        Sort::MostSpent => query.order((customer::spent.desc(), customer::id.desc())),
        Sort::Oldest => query.order(customer::id.asc()),
        Sort::Newest => query.order(customer::id.desc()),
    };
    if let Some(place) = after {
        query = query.filter(behind(sort, place));
    }
    for word in words {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(customer::search.like(format!("%{escaped}%")).escape('\\'));
    }
    Ok(query.load(db)?)
}

/// The comparison of row values `(key, id) > place` in the form that both engines use an index for.
fn behind(sort: Sort, (name, at, id): Place) -> Condition<'static> {
    use customer::{orders_count, spent};
    let (later, earlier) = (customer::id.gt(id), customer::id.lt(id));
    match sort {
        Sort::Name => Box::new(by_name().ge(name.clone()).and(by_name().gt(name).or(later))),
        Sort::NameFromTheEnd => Box::new(by_name().le(name.clone()).and(by_name().lt(name).or(earlier))),
        Sort::LastSeen => Box::new(by_last_seen().ge(at).and(by_last_seen().gt(at).or(later))),
        Sort::LastSeenFirst => Box::new(by_last_seen().le(at).and(by_last_seen().lt(at).or(earlier))),
        Sort::FewestOrders => Box::new(orders_count.ge(at).and(orders_count.gt(at).or(later))),
        Sort::MostOrders => Box::new(orders_count.le(at).and(orders_count.lt(at).or(earlier))),
        Sort::LeastSpent => Box::new(spent.ge(at).and(spent.gt(at).or(later))),
        Sort::MostSpent => Box::new(spent.le(at).and(spent.lt(at).or(earlier))),
        Sort::Oldest => Box::new(later),
        Sort::Newest => Box::new(earlier),
    }
}

/// One customer, held until the transaction ends, so that the row can be changed and written back whole.
pub(super) fn find_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: CustomerId,
) -> Result<Option<Customer>, DbError> {
    tx.hold("customer", workspace, id.0)?;
    find(tx.db, workspace, id)
}

/// Several customers, held until the transaction ends.
pub(super) fn find_all_to_change(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    ids: &[CustomerId],
) -> Result<Vec<Customer>, DbError> {
    match ids {
        [] => Ok(Vec::new()),
        [one] => Ok(find_to_change(tx, workspace, *one)?.into_iter().collect()),
        some => {
            tx.hold_all("customer", workspace, some.iter().map(|id| id.0).collect())?;
            find_many(tx.db, workspace, some)
        }
    }
}

/// Where a customer's rows are now: merges are followed to their end.
///
/// # Errors
/// Only those of the database.
pub fn living(db: &mut Db, workspace: WorkspaceId, id: CustomerId) -> Result<Option<CustomerId>, DbError> {
    let mut found = find(db, workspace, id)?;
    // Each step follows a recorded merge, which never points back; the bound keeps a broken row from turning in circles.
    for _ in 0..32 {
        match found.as_ref().and_then(|found| found.merged_into) {
            Some(into) => found = find(db, workspace, into)?,
            None => break,
        }
    }
    Ok(found.map(|found| found.id))
}

/// Writes a changed profile back and tells the floors above.
pub(super) fn save(tx: &mut Tx<'_>, row: &mut Customer, actor: &str) -> Result<(), DbError> {
    row.search = row.searchable();
    update(tx, row)?;
    tx.append(NewEvent::new(row.workspace_id, "customer.updated", row.id.0, actor))?;
    Ok(())
}

/// A customer and all that were merged into them, however deep.
pub(super) fn family(
    db: &mut Db,
    workspace: WorkspaceId,
    id: CustomerId,
) -> Result<Vec<CustomerId>, DbError> {
    let mut family = vec![id];
    let mut generation = vec![id];
    while !generation.is_empty() {
        let which = customer::workspace_id
            .eq(workspace)
            .and(customer::merged_into.assume_not_null().eq_any(generation.iter().copied()));
        generation = customer::table.filter(which).select(customer::id).load(db)?;
        generation.retain(|child| !family.contains(child));
        family.extend(&generation);
    }
    Ok(family)
}

/// Remembers that two may be one person, unless that was dismissed before; seen from both.
pub(super) fn suggest(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    one: CustomerId,
    other: CustomerId,
    reason: &str,
) -> Result<(), DbError> {
    for (customer, other) in [(one, other), (other, one)] {
        let row = (
            customer_suggestion::workspace_id.eq(workspace),
            customer_suggestion::customer_id.eq(customer),
            customer_suggestion::other_id.eq(other),
            customer_suggestion::reason.eq(reason),
            customer_suggestion::created_at.eq(tx.now),
        );
        Both(diesel::insert_into(customer_suggestion::table).values(row).on_conflict_do_nothing())
            .run(tx.db)?;
    }
    Ok(())
}

/// Who may be the same person, with the reason; without those that were dismissed or merged.
pub(super) fn suggestions(
    db: &mut Db,
    workspace: WorkspaceId,
    id: CustomerId,
) -> Result<Vec<(Customer, String)>, DbError> {
    let which = customer_suggestion::workspace_id
        .eq(workspace)
        .and(customer_suggestion::customer_id.eq(id))
        .and(customer_suggestion::dismissed_at.is_null());
    let rows: Vec<(CustomerId, String)> = customer_suggestion::table
        .filter(which)
        .select((customer_suggestion::other_id, customer_suggestion::reason))
        .limit(10)
        .load(db)?;
    let ids: Vec<CustomerId> = rows.iter().map(|(other, _)| *other).collect();
    let mut reasons: BTreeMap<CustomerId, String> = rows.into_iter().collect();
    let others = find_many(db, workspace, &ids)?;
    Ok(others
        .into_iter()
        .filter(|other| other.merged_into.is_none())
        .filter_map(|other| reasons.remove(&other.id).map(|reason| (other, reason)))
        .collect())
}

pub(super) fn dismiss(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    one: CustomerId,
    other: CustomerId,
) -> Result<bool, DbError> {
    let mut dismissed = 0;
    for key in [(workspace, one, other), (workspace, other, one)] {
        let change = customer_suggestion::dismissed_at.eq(tx.now);
        dismissed += diesel::update(customer_suggestion::table.find(key)).set(change).execute(tx.db)?;
    }
    Ok(dismissed > 0)
}

/// How many orders of a customer count, and what they spent in minor units by currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orders {
    /// Those that count.
    pub count: i64,
    /// What was spent.
    pub spent: BTreeMap<String, i64>,
}

/// Told by the floor above when the orders of customers have changed.
///
/// # Errors
/// Only those of the database.
pub fn orders_changed(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    of: impl IntoIterator<Item = (CustomerId, Orders)>,
) -> Result<(), DbError> {
    let mut currency = None;
    for (id, orders) in of {
        let currency = match &currency {
            Some(known) => known,
            None => currency.insert(workspaces::currency_of(tx.db, workspace)?),
        };
        let spent = orders.spent.get(currency).copied().unwrap_or_default();
        let change = (
            customer::orders_count.eq(orders.count),
            customer::lifetime_value.eq(LifetimeValue(orders.spent)),
            customer::spent.eq(spent),
        );
        Kept(diesel::update(customer::table.find((workspace, id))).set(change)).run(tx.db)?;
    }
    Ok(())
}

/// The workspace counts in another currency now: what customers have spent is sorted by that one.
///
/// # Errors
/// Only those of the database.
pub fn currency_changed(tx: &mut Tx<'_>, workspace: WorkspaceId, currency: &str) -> Result<(), DbError> {
    // The one place that looks into the JSON of a row, because it looks into all rows at once.
    let ask = match tx.db {
        Db::Sqlite(_) => {
            "UPDATE customer SET spent = coalesce(json_extract(lifetime_value, '$.' || ?), 0) WHERE workspace_id = ?"
        }
        Db::Postgres(_) => {
            "UPDATE customer SET spent = coalesce((lifetime_value::jsonb ->> $1)::bigint, 0) WHERE workspace_id = $2"
        }
    };
    diesel::sql_query(ask).bind::<Text, _>(currency).bind::<BigInt, _>(workspace).execute(tx.db)?;
    Ok(())
}

/// Told by the floor above: one more conversation, or one less. `began`: the channel through which the customer began it,
/// which they seem to like, unless somebody of the team knows better; nothing when the team began it.
///
/// # Errors
/// Only those of the database.
pub fn conversations_changed(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: CustomerId,
    by: i64,
    began: Option<&str>,
) -> Result<(), DbError> {
    let count = customer::conversation_count.eq(customer::conversation_count + by);
    let target = customer::table.find((workspace, id));
    let Some(channel) = began else {
        Kept(diesel::update(target).set(count)).run(tx.db)?;
        return Ok(());
    };
    let by_hand = customer::preferred_channel_by_hand.eq(Flag::Yes);
    let preferred =
        case_when(by_hand, customer::preferred_channel).otherwise(channel.into_sql::<Nullable<Text>>());
    let change = (count, customer::last_seen_at.eq(tx.now), customer::preferred_channel.eq(preferred));
    Kept(diesel::update(target).set(change)).run(tx.db)?;
    Ok(())
}

/// The customer is on a page of the store now.
///
/// # Errors
/// Only those of the database.
pub fn seen_on(tx: &mut Tx<'_>, workspace: WorkspaceId, id: CustomerId, page: &str) -> Result<(), DbError> {
    let change = (customer::last_seen_at.eq(tx.now), customer::last_seen_page.eq(page));
    diesel::update(customer::table.find((workspace, id))).set(change).execute(tx.db)?;
    Ok(())
}

/// Marks an address by what became of a mail to it; returns the customers that have it.
///
/// # Errors
/// Only those of the database.
pub fn mark_email(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    address: &str,
    state: EmailState,
    reason: Option<&str>,
) -> Result<Vec<CustomerId>, DbError> {
    let which = customer::workspace_id
        .eq(workspace)
        .and(customer::merged_into.is_null())
        .and(customer::email.eq(address));
    let ids: Vec<CustomerId> = customer::table.filter(which).select(customer::id).load(tx.db)?;
    for id in &ids {
        let change = (customer::email_state.eq(state), customer::email_state_reason.eq(reason));
        diesel::update(customer::table.find((workspace, *id))).set(change).execute(tx.db)?;
        tx.append(NewEvent::new(workspace, "customer.updated", id.0, "system"))?;
    }
    Ok(ids)
}
