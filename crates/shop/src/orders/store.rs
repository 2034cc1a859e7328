//! Every query on the tables of orders.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::{CustomerId, Orders};

use super::facts::{Facts, GivenBack};
use super::order::{Detail, Line, Order, OrderId, Sort, Status};
use crate::lateness::{LateOrders, late_orders};
use crate::schema::{order, order_detail, order_line, refund, shop_word};
use crate::stores::StoreId;
use crate::words::{self, WordKind};

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// What a list of orders is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Orders of this customer.
    pub customer: Option<CustomerId>,
    /// Orders of this store.
    pub store: Option<StoreId>,
    /// Orders in one of these states; empty: in any but the bin.
    pub statuses: Vec<Status>,
    /// Words of a number, name, address or phone number; each must match.
    pub query: Option<String>,
    /// Those that are late at this moment, or those that are not.
    pub late: Option<(bool, Time)>,
    /// In which order.
    pub sort: Sort,
}

/// A page of orders; `after` is the place of the last one seen.
///
/// # Errors
/// Only those of the database.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: &Filter,
    after: Option<(Time, OrderId)>,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    let mut query = order::table
        .filter(order::workspace_id.eq(workspace))
        .limit(limit)
        .select(Order::as_select())
        .into_boxed();
    query = match filter.sort {
        Sort::Newest => query.order((order::placed_at.desc(), order::id.desc())),
        Sort::Oldest => query.order((order::placed_at.asc(), order::id.asc())),
    };
    query = match filter.statuses.as_slice() {
        [] => query.filter(order::status.ne(Status::Trash)),
        [one] => query.filter(order::status.eq(*one)),
        some => query.filter(order::status.eq_any(some.to_vec())),
    };
    if let Some(customer) = filter.customer {
        query = query.filter(order::customer_id.eq(customer));
    }
    if let Some(store) = filter.store {
        query = query.filter(order::store_id.eq(store));
    }
    query = match filter.late {
        None => query,
        Some((true, now)) => query.filter(order::id.eq_any(late_orders(workspace, now))),
        Some((false, now)) => query.filter(order::id.ne_all(late_orders(workspace, now))),
    };
    for word in filter.query.as_deref().map(words::query_words).unwrap_or_default() {
        let found = shop_word::table
            .filter(shop_word::workspace_id.eq(workspace).and(shop_word::kind.eq(WordKind::Order)))
            .filter(shop_word::word.ge(word.clone()).and(shop_word::word.lt(words::behind(&word))))
            .select(shop_word::subject_id);
        query = query.filter(order::id.eq_any(found));
    }
    query = match (filter.sort, after) {
        (_, None) => query,
        (Sort::Newest, Some((at, id))) => {
            query.filter(order::placed_at.le(at).and(order::placed_at.lt(at).or(order::id.lt(id))))
        }
        (Sort::Oldest, Some((at, id))) => {
            query.filter(order::placed_at.ge(at).and(order::placed_at.gt(at).or(order::id.gt(id))))
        }
    };
    Ok(query.load(db)?)
}

/// The orders of a customer, the newest first; one index range.
///
/// # Errors
/// Only those of the database.
pub fn of_customer(
    db: &mut Db,
    workspace: WorkspaceId,
    customer: CustomerId,
    limit: i64,
) -> Result<Vec<Order>, DbError> {
    let filter = Filter { customer: Some(customer), ..Filter::default() };
    page(db, workspace, &filter, None, limit)
}

/// The orders with exactly this number, of every store; the evidence for a mail that names one.
///
/// # Errors
/// Only those of the database.
pub fn by_number(db: &mut Db, workspace: WorkspaceId, number: &str) -> Result<Vec<Order>, DbError> {
    let number = number.trim().trim_start_matches('#');
    let query = order::table
        .filter(order::workspace_id.eq(workspace).and(order::number.eq(number)))
        .order((order::placed_at.desc(), order::id.desc()))
        .limit(10)
        .select(Order::as_select());
    Ok(query.load(db)?)
}

/// Those of some orders that were placed in this store.
pub(crate) fn in_store(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    ids: &[OrderId],
) -> Result<Vec<OrderId>, DbError> {
    let which =
        order::workspace_id.eq(workspace).and(order::store_id.eq(store)).and(order::id.eq_any(ids.to_vec()));
    Ok(order::table.filter(which).select(order::id).load(db)?)
}

/// Most orders of all stores that may share a number.
const MOST_NAMESAKES: i64 = 200;

/// Whose order somebody means by an id or a number, with or without `#`, in digits of any script. Capitals are as the store
/// writes them, or all of one kind.
///
/// # Errors
/// Only those of the database.
pub fn buyers_of(db: &mut Db, workspace: WorkspaceId, named: &str) -> Result<Vec<CustomerId>, DbError> {
    if let Ok(id) = named.parse::<OrderId>() {
        return Ok(find(db, workspace, id)?.and_then(|order| order.customer_id).into_iter().collect());
    }
    let number: String = named.trim().trim_start_matches('#').chars().map(plain_digit).collect();
    let spellings = [number.to_uppercase(), number.to_lowercase(), number];
    let which = order::workspace_id.eq(workspace).and(order::number.eq_any(spellings));
    let query = order::table.filter(which.and(order::customer_id.is_not_null()));
    let found: Vec<Option<CustomerId>> = query
        .order((order::placed_at.desc(), order::id.desc()))
        .limit(MOST_NAMESAKES)
        .select(order::customer_id)
        .load(db)?;
    let found: BTreeSet<CustomerId> = found.into_iter().flatten().collect();
    Ok(found.into_iter().collect())
}

/// A digit of any script as the one that stores number their orders with; what is none stays.
fn plain_digit(c: char) -> char {
    match *language::search::fold(c.encode_utf8(&mut [0; 4])).as_bytes() {
        [digit] if digit.is_ascii_digit() => char::from(digit),
        _ => c,
    }
}

/// The customers who wait for an order that is late, for a list to be narrowed down to: as few as there are late ones.
#[diesel::dsl::auto_type(no_type_alias)]
pub fn buyers_of_late(workspace: WorkspaceId, now: Time) -> _ {
    let late: LateOrders = late_orders(workspace, now);
    let which = order::workspace_id.eq(workspace).and(order::id.eq_any(late));
    order::table.filter(which.and(order::customer_id.is_not_null())).select(order::customer_id)
}

/// One order.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: OrderId) -> Result<Option<Order>, DbError> {
    Ok(order::table.find((workspace, id)).select(Order::as_select()).first(db).optional()?)
}

/// The order that a store knows by this id.
///
/// # Errors
/// Only those of the database.
pub fn find_source(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Order>, DbError> {
    let which =
        order::workspace_id.eq(workspace).and(order::store_id.eq(store)).and(order::source_id.eq(source_id));
    Ok(order::table.filter(which).select(Order::as_select()).first(db).optional()?)
}

/// When the orders that a store knows by these ids last changed, by those ids, without those that are in the bin.
///
/// # Errors
/// Only those of the database.
pub(crate) fn states(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[String],
) -> Result<HashMap<String, Time>, DbError> {
    let mut found = HashMap::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
        let query = order::table
            .filter(which.and(order::source_id.eq_any(some)).and(order::status.ne(Status::Trash)))
            .select((order::source_id, order::modified_at));
        found.extend(query.load::<(String, Time)>(db)?);
    }
    Ok(found)
}

/// The orders that a store knows by these ids, in no order.
pub(super) fn find_sources(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[&str],
) -> Result<Vec<Order>, DbError> {
    if let [one] = source_ids {
        return Ok(find_source(db, workspace, store, one)?.into_iter().collect());
    }
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
        let query = order::table.filter(which.and(order::source_id.eq_any(some.iter().copied())));
        found.extend(query.select(Order::as_select()).load::<Order>(db)?);
    }
    Ok(found)
}

/// What only the orders' own pages show.
pub(crate) fn details_of(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[OrderId],
) -> Result<Vec<(OrderId, Detail)>, DbError> {
    let which = order_detail::workspace_id.eq(workspace).and(order_detail::order_id.eq_any(ids.to_vec()));
    Ok(order_detail::table.filter(which).select((order_detail::order_id, order_detail::detail)).load(db)?)
}

/// The store's JSON of an order, as it came last.
///
/// # Errors
/// Only those of the database.
pub fn original(db: &mut Db, workspace: WorkspaceId, id: OrderId) -> Result<Option<String>, DbError> {
    Ok(order_detail::table.find((workspace, id)).select(order_detail::original).first(db).optional()?)
}

/// When the notes of an order were last asked for.
pub(super) fn notes_read_at(
    db: &mut Db,
    workspace: WorkspaceId,
    id: OrderId,
) -> Result<Option<Time>, DbError> {
    let at = order_detail::table.find((workspace, id)).select(order_detail::notes_read_at);
    Ok(at.first::<Option<Time>>(db).optional()?.flatten())
}

pub(super) fn notes_were_read(tx: &mut Tx<'_>, workspace: WorkspaceId, id: OrderId) -> Result<(), DbError> {
    let now = order_detail::notes_read_at.eq(tx.now);
    diesel::update(order_detail::table.find((workspace, id))).set(now).execute(tx.db)?;
    Ok(())
}

/// The store's JSON of several orders, as it came last.
pub(super) fn originals(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[OrderId],
) -> Result<Vec<(OrderId, String)>, DbError> {
    if let [one] = ids {
        return Ok(original(db, workspace, *one)?.map(|text| (*one, text)).into_iter().collect());
    }
    let mut found = Vec::new();
    for some in ids.chunks(MOST_ASKED) {
        let which =
            order_detail::workspace_id.eq(workspace).and(order_detail::order_id.eq_any(some.to_vec()));
        let query = order_detail::table.filter(which);
        found.extend(
            query.select((order_detail::order_id, order_detail::original)).load::<(OrderId, String)>(db)?,
        );
    }
    Ok(found)
}

/// The lines of an order, as the store lists them.
///
/// # Errors
/// Only those of the database.
pub fn lines_of(db: &mut Db, workspace: WorkspaceId, id: OrderId) -> Result<Vec<Line>, DbError> {
    lines_of_many(db, workspace, &[id])
}

pub(super) fn lines_of_many(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[OrderId],
) -> Result<Vec<Line>, DbError> {
    let which = order_line::workspace_id.eq(workspace).and(order_line::order_id.eq_any(ids.to_vec()));
    Ok(order_line::table.filter(which).order(order_line::position).select(Line::as_select()).load(db)?)
}

/// What is compared of an order with its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub source_id: String,
    pub raw_status: String,
    pub in_bin: bool,
    pub placed_at: Time,
    pub modified_at: Time,
}

/// What is compared of all orders of a store with it.
pub(crate) fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<Known>, DbError> {
    let which = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
    let columns = (order::source_id, order::raw_status, order::status, order::placed_at, order::modified_at);
    let rows: Vec<(String, String, Status, Time, Time)> =
        order::table.filter(which).select(columns).load(db)?;
    let known = |(source_id, raw_status, status, placed_at, modified_at)| Known {
        source_id,
        raw_status,
        in_bin: status == Status::Trash,
        placed_at,
        modified_at,
    };
    Ok(rows.into_iter().map(known).collect())
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Order]) -> Result<(), DbError> {
    database::insert_all!(tx.db, order::table, rows);
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Order) -> Result<(), DbError> {
    diesel::update(order::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// What only the page of an order shows, and the store's JSON.
#[derive(Debug, Insertable, AsChangeset)]
#[diesel(table_name = order_detail, treat_none_as_default_value = false)]
pub(super) struct DetailRow {
    pub workspace_id: WorkspaceId,
    pub order_id: OrderId,
    pub detail: Detail,
    pub original: String,
}

pub(super) fn insert_details(tx: &mut Tx<'_>, rows: &[DetailRow]) -> Result<(), DbError> {
    database::insert_all!(tx.db, order_detail::table, rows);
    Ok(())
}

pub(super) fn write_detail(tx: &mut Tx<'_>, row: &DetailRow) -> Result<(), DbError> {
    let change = (order_detail::detail.eq(&row.detail), order_detail::original.eq(&row.original));
    Both(
        diesel::insert_into(order_detail::table)
            .values(row)
            .on_conflict((order_detail::workspace_id, order_detail::order_id))
            .do_update()
            .set(change),
    )
    .run(tx.db)?;
    Ok(())
}

pub(super) fn write_lines(tx: &mut Tx<'_>, row: &Order, lines: &[Line]) -> Result<(), DbError> {
    if lines_of(tx.db, row.workspace_id, row.id)? == lines {
        return Ok(());
    }
    let which = order_line::workspace_id.eq(row.workspace_id).and(order_line::order_id.eq(row.id));
    diesel::delete(order_line::table.filter(which)).execute(tx.db)?;
    insert_lines(tx, lines)
}

pub(super) fn insert_lines(tx: &mut Tx<'_>, lines: &[Line]) -> Result<(), DbError> {
    database::insert_all!(tx.db, order_line::table, lines);
    Ok(())
}

/// How many orders of each of these customers count, and what they spent by currency: paid, less what was given back.
pub(super) fn standing(
    db: &mut Db,
    workspace: WorkspaceId,
    customers: &[CustomerId],
) -> Result<BTreeMap<CustomerId, Orders>, DbError> {
    let mut all: BTreeMap<CustomerId, Orders> =
        customers.iter().map(|customer| (*customer, Orders::default())).collect();
    for some in customers.chunks(MOST_ASKED) {
        type Row = (Option<CustomerId>, Status, String, i64, i64, Option<Time>);
        let rows: Vec<Row> = order::table
            .filter(order::workspace_id.eq(workspace))
            .filter(order::customer_id.assume_not_null().eq_any(some.iter().copied()))
            .select((
                order::customer_id,
                order::status,
                order::currency,
                order::total,
                order::refunded_total,
                order::paid_at,
            ))
            .load(db)?;
        for (customer, status, currency, total, refunded, paid_at) in rows {
            let Some(orders) = customer.and_then(|customer| all.get_mut(&customer)) else { continue };
            orders.count += i64::from(status.counts());
            if status.is_paid(paid_at) {
                let sum = orders.spent.entry(currency).or_default();
                *sum = sum.saturating_add(total.saturating_sub(refunded));
            }
        }
    }
    Ok(all)
}

/// The stores that a customer has ordered in.
pub(super) fn stores_of(
    db: &mut Db,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<BTreeSet<StoreId>, DbError> {
    let theirs = order::workspace_id.eq(workspace).and(order::customer_id.eq(customer));
    let found: Vec<StoreId> = order::table.filter(theirs).select(order::store_id).distinct().load(db)?;
    Ok(found.into_iter().collect())
}

/// Of each order of a customer where it stands and when it was placed, and all that was given back.
pub(super) fn facts_of(db: &mut Db, workspace: WorkspaceId, customer: CustomerId) -> Result<Facts, DbError> {
    let theirs = order::workspace_id.eq(workspace).and(order::customer_id.eq(customer));
    let placed: Vec<(Status, Time)> =
        order::table.filter(theirs).select((order::status, order::placed_at)).load(db)?;
    let of_order = refund::workspace_id.eq(order::workspace_id).and(refund::order_id.eq(order::id));
    let given_back: Vec<GivenBack> = order::table
        .inner_join(refund::table.on(of_order))
        .filter(theirs)
        .select(GivenBack::as_select())
        .load(db)?;
    Ok(Facts::of(&placed, &given_back))
}

/// Gives the orders of one customer to another; whether there were any.
pub(super) fn hand_over(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    to: CustomerId,
) -> Result<bool, DbError> {
    let which = order::workspace_id.eq(workspace).and(order::customer_id.eq(from));
    let moved = diesel::update(order::table.filter(which)).set(order::customer_id.eq(to)).execute(tx.db)?;
    Ok(moved > 0)
}

/// Gives back those orders of `from` that were recognised as one of `family`.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    to: CustomerId,
    family: &[CustomerId],
) -> Result<(), DbError> {
    let which = order::workspace_id
        .eq(workspace)
        .and(order::customer_id.eq(from))
        .and(order::recognised_as.assume_not_null().eq_any(family.to_vec()));
    diesel::update(order::table.filter(which)).set(order::customer_id.eq(to)).execute(tx.db)?;
    Ok(())
}
