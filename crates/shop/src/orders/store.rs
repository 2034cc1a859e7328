//! Every query on the tables of orders.

use commerce::model::{StoreNote, StoreRefund};
use database::{Both, Db, DbError, Time, Tx, WorkspaceId, each};
use diesel::prelude::*;
use people::customers::CustomerId;

use super::facts::{Facts, GivenBack};
use super::order::{
    Audience, Detail, Line, Note, NoteId, Order, OrderId, PaidBack, Refund, RefundId, RefundLines, Sort,
    Status,
};
use crate::lateness::late_orders;
use crate::schema::{order, order_detail, order_line, order_note, refund, shop_word};
use crate::stores::StoreId;
use crate::words::{self, WordKind};

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

/// The refunds of an order, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn refunds_of(db: &mut Db, workspace: WorkspaceId, id: OrderId) -> Result<Vec<Refund>, DbError> {
    refunds_of_many(db, workspace, &[id])
}

pub(super) fn refunds_of_many(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[OrderId],
) -> Result<Vec<Refund>, DbError> {
    let which = refund::workspace_id.eq(workspace).and(refund::order_id.eq_any(ids.to_vec()));
    Ok(refund::table.filter(which).order(refund::id).select(Refund::as_select()).load(db)?)
}

/// The notes of an order, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn notes_of(db: &mut Db, workspace: WorkspaceId, id: OrderId) -> Result<Vec<Note>, DbError> {
    notes_of_many(db, workspace, &[id])
}

pub(super) fn notes_of_many(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[OrderId],
) -> Result<Vec<Note>, DbError> {
    let which = order_note::workspace_id.eq(workspace).and(order_note::order_id.eq_any(ids.to_vec()));
    let query = order_note::table
        .filter(which)
        .order((order_note::written_at, order_note::id))
        .select(Note::as_select());
    Ok(query.load(db)?)
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

pub(super) fn insert(tx: &mut Tx<'_>, row: &Order) -> Result<(), DbError> {
    diesel::insert_into(order::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Order) -> Result<(), DbError> {
    diesel::update(order::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

pub(super) fn write_detail(
    tx: &mut Tx<'_>,
    row: &Order,
    detail: &Detail,
    original: &str,
) -> Result<(), DbError> {
    let values = (
        order_detail::workspace_id.eq(row.workspace_id),
        order_detail::order_id.eq(row.id),
        order_detail::detail.eq(detail),
        order_detail::original.eq(original),
    );
    let change = (order_detail::detail.eq(detail), order_detail::original.eq(original));
    Both(
        diesel::insert_into(order_detail::table)
            .values(values)
            .on_conflict((order_detail::workspace_id, order_detail::order_id))
            .do_update()
            .set(change),
    )
    .execute(tx.db)?;
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
    for some in lines.chunks(500) {
        each!(tx.db, c => diesel::insert_into(order_line::table).values(some).execute(c))?;
    }
    Ok(())
}

/// How much is known of the refunds in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refunds {
    /// What an order says of all its refunds: amount and reason. Those it does not name are gone.
    Summaries,
    /// Refunds that were fetched themselves: all is known. Others may exist.
    Whole,
}

/// Takes over refunds of an order.
///
/// # Errors
/// Only those of the database.
pub fn write_refunds(
    tx: &mut Tx<'_>,
    order: &Order,
    source: &[StoreRefund],
    how: Refunds,
) -> Result<(), DbError> {
    let known = refunds_of(tx.db, order.workspace_id, order.id)?;
    for one in source {
        let before = known.iter().find(|known| known.source_id == one.source_id.as_str());
        let row = refund_row(tx, order, one, before, how);
        match before {
            None => diesel::insert_into(refund::table).values(&row).execute(tx.db)?,
            Some(before) if *before == row => 0,
            Some(_) => {
                diesel::update(refund::table.find((row.workspace_id, row.id))).set(&row).execute(tx.db)?
            }
        };
    }
    if how == Refunds::Summaries {
        let gone = |known: &&Refund| !source.iter().any(|one| one.source_id.as_str() == known.source_id);
        for refund in known.iter().filter(gone) {
            diesel::delete(refund::table.find((refund.workspace_id, refund.id))).execute(tx.db)?;
        }
    }
    Ok(())
}

fn refund_row(
    tx: &Tx<'_>,
    order: &Order,
    source: &StoreRefund,
    known: Option<&Refund>,
    how: Refunds,
) -> Refund {
    let fresh = Refund {
        workspace_id: order.workspace_id,
        id: known.map_or_else(|| tx.id::<RefundId>(), |known| known.id),
        order_id: order.id,
        source_id: source.source_id.to_string(),
        amount: source.amount.minor,
        currency: source.amount.currency.to_string(),
        reason: source.reason.clone(),
        paid_back: match source.paid_back {
            Some(true) => PaidBack::Yes,
            Some(false) => PaidBack::No,
            None => PaidBack::Unknown,
        },
        refunded_at: source.refunded_at.map(Time::from),
        lines: RefundLines(source.lines.clone()),
    };
    match (how, known) {
        (Refunds::Summaries, Some(known)) => {
            Refund { amount: fresh.amount, reason: fresh.reason, ..known.clone() }
        }
        (Refunds::Whole, _) | (Refunds::Summaries, None) => fresh,
    }
}

/// Takes over all notes of an order; those that are gone from the store go.
///
/// # Errors
/// Only those of the database.
pub fn write_notes(tx: &mut Tx<'_>, order: &Order, source: &[StoreNote]) -> Result<(), DbError> {
    let known = notes_of(tx.db, order.workspace_id, order.id)?;
    for one in source {
        let before = known.iter().find(|known| known.source_id == one.source_id.as_str());
        let row = note_row(tx, order, one, before);
        match before {
            None => diesel::insert_into(order_note::table).values(&row).execute(tx.db)?,
            Some(before) if *before == row => 0,
            Some(_) => {
                diesel::update(order_note::table.find((row.workspace_id, row.id))).set(&row).execute(tx.db)?
            }
        };
    }
    let gone = |known: &&Note| !source.iter().any(|one| one.source_id.as_str() == known.source_id);
    for note in known.iter().filter(gone) {
        diesel::delete(order_note::table.find((note.workspace_id, note.id))).execute(tx.db)?;
    }
    Ok(())
}

fn note_row(tx: &Tx<'_>, order: &Order, source: &StoreNote, known: Option<&Note>) -> Note {
    Note {
        workspace_id: order.workspace_id,
        id: known.map_or_else(|| tx.id::<NoteId>(), |known| known.id),
        order_id: order.id,
        source_id: source.source_id.to_string(),
        author: source.author.clone(),
        text: source.text.replace('\0', ""),
        audience: if source.for_customer { Audience::Customer } else { Audience::Store },
        written_at: source.written_at.into(),
    }
}

/// How many orders of a customer count, and what they spent by currency: paid, less what was given back.
pub(super) fn standing(
    db: &mut Db,
    workspace: WorkspaceId,
    customer: CustomerId,
) -> Result<(i64, Vec<(String, i64)>), DbError> {
    type Row = (Status, String, i64, i64, Option<Time>);
    let rows: Vec<Row> = order::table
        .filter(order::workspace_id.eq(workspace).and(order::customer_id.eq(customer)))
        .select((order::status, order::currency, order::total, order::refunded_total, order::paid_at))
        .load(db)?;
    let mut spent = std::collections::BTreeMap::<String, i64>::new();
    let mut count = 0;
    for (status, currency, total, refunded, paid_at) in rows {
        count += i64::from(status.counts());
        if status.is_paid(paid_at) {
            let sum = spent.entry(currency).or_default();
            *sum = sum.saturating_add(total.saturating_sub(refunded));
        }
    }
    Ok((count, spent.into_iter().collect()))
}

/// Of each order of a customer where it stands and when it was placed, and all that was given back.
pub(super) fn facts_of(db: &mut Db, workspace: WorkspaceId, customer: CustomerId) -> Result<Facts, DbError> {
    let rows: Vec<(OrderId, Status, Time)> = order::table
        .filter(order::workspace_id.eq(workspace).and(order::customer_id.eq(customer)))
        .select((order::id, order::status, order::placed_at))
        .load(db)?;
    let mut given_back = Vec::new();
    for some in rows.chunks(1000) {
        let ids: Vec<OrderId> = some.iter().map(|(id, ..)| *id).collect();
        let refunds = refunds_of_many(db, workspace, &ids)?;
        given_back.extend(refunds.into_iter().map(|refund| GivenBack {
            currency: refund.currency,
            amount: refund.amount,
            lines: refund.lines,
        }));
    }
    let placed: Vec<(Status, Time)> = rows.into_iter().map(|(_, status, at)| (status, at)).collect();
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
