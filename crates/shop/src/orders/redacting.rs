//! Forgetting who placed orders. Numbers, states, amounts and articles stay: the books need them, and they name nobody.

use commerce::model::{Contact, CustomerRef};
use database::{Db, DbError, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;

use super::order::{Detail, Options, Order, OrderId};
use super::saving::{Touched, news};
use super::store;
use crate::lateness;
use crate::schema::{order, order_detail, order_line, order_note, refund};
use crate::shipments;
use crate::stores::StoreId;
use crate::words::{self, WordKind, Words};

/// What stands in the place of the store's JSON.
const FORGOTTEN: &str = "{}";

/// Orders that are changed by one statement.
const AT_ONCE: usize = 500;

/// The orders of these people in a store, those that were placed with one of these addresses or numbers, and those that are named
/// by the store's ids.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_people(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    people: &[CustomerId],
    contacts: &[&str],
    named: &[&str],
) -> Result<Vec<OrderId>, DbError> {
    let of_store = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
    let theirs = order::customer_id.assume_not_null().eq_any(people.to_vec());
    let mut found: Vec<OrderId> = order::table.filter(of_store.and(theirs)).select(order::id).load(db)?;
    for some in named.chunks(AT_ONCE) {
        let which = of_store.and(order::source_id.eq_any(some.to_vec()));
        found.extend(order::table.filter(which).select(order::id).load::<OrderId>(db)?);
    }
    let with_contact = order::email
        .assume_not_null()
        .eq_any(contacts.to_vec())
        .or(order::email.is_null().and(order::phone.assume_not_null().eq_any(contacts.to_vec())));
    found.extend(order::table.filter(of_store.and(with_contact)).select(order::id).load::<OrderId>(db)?);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Whose these orders are.
///
/// # Errors
/// Only those of the database.
pub(crate) fn buyers(
    db: &mut Db,
    workspace: WorkspaceId,
    orders: &[OrderId],
) -> Result<Vec<CustomerId>, DbError> {
    let mut found = Vec::new();
    for some in orders.chunks(AT_ONCE) {
        let which = order::workspace_id
            .eq(workspace)
            .and(order::id.eq_any(some.to_vec()))
            .and(order::customer_id.is_not_null());
        let query = order::table.filter(which).select(order::customer_id.assume_not_null());
        found.extend(query.distinct().load::<CustomerId>(db)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Those of some people who have orders in another store, too.
///
/// # Errors
/// Only those of the database.
pub(crate) fn buying_elsewhere(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    people: &[CustomerId],
) -> Result<Vec<CustomerId>, DbError> {
    let mut found = Vec::new();
    for some in people.chunks(AT_ONCE) {
        let which = order::workspace_id
            .eq(workspace)
            .and(order::store_id.ne(store))
            .and(order::customer_id.assume_not_null().eq_any(some.to_vec()));
        let query = order::table.filter(which).select(order::customer_id.assume_not_null());
        found.extend(query.distinct().load::<CustomerId>(db)?);
    }
    Ok(found)
}

/// All orders of a store.
///
/// # Errors
/// Only those of the database.
pub(crate) fn of_store(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<OrderId>, DbError> {
    let which = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
    Ok(order::table.filter(which).select(order::id).load(db)?)
}

/// Takes out of orders all that says who placed them, where they live and what they wrote; how many there were.
///
/// # Errors
/// Only those of the database.
pub(crate) fn redact(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    ids: &[OrderId],
    touched: &mut Touched,
) -> Result<usize, DbError> {
    for some in ids.chunks(AT_ONCE) {
        let which = order::workspace_id.eq(workspace).and(order::id.eq_any(some.to_vec()));
        let rows: Vec<Order> = order::table.filter(which).select(Order::as_select()).load(tx.db)?;
        clear(tx, workspace, some)?;
        for mut row in rows {
            lateness::forget(tx, &row)?;
            touched.add(row.customer_id);
            let mut number = Words::default();
            number.code(&row.number);
            words::write(tx, workspace, WordKind::Order, row.id.0, &number)?;
            // Whoever keeps words of it reads it anew; to people it is no news.
            row.customer_id = None;
            tx.append(news(&row, Some(row.status), true))?;
        }
    }
    Ok(ids.len())
}

/// Whether it was forgotten who placed an order, and what was written on it must not come back.
///
/// # Errors
/// Only those of the database.
pub(crate) fn is_forgotten(db: &mut Db, order: &Order) -> Result<bool, DbError> {
    Ok(store::original(db, order.workspace_id, order.id)?.is_some_and(|original| original == FORGOTTEN))
}

fn clear(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[OrderId]) -> Result<(), DbError> {
    let nothing = None::<String>;
    let nobody = (
        order::customer_id.eq(None::<CustomerId>),
        order::recognised_as.eq(None::<CustomerId>),
        order::customer_name.eq(&nothing),
        order::email.eq(&nothing),
        order::phone.eq(&nothing),
    );
    let which = order::workspace_id.eq(workspace).and(order::id.eq_any(ids.to_vec()));
    diesel::update(order::table.filter(which)).set(nobody).execute(tx.db)?;
    let which = order_detail::workspace_id.eq(workspace).and(order_detail::order_id.eq_any(ids.to_vec()));
    let blank = (order_detail::detail.eq(blank()), order_detail::original.eq(FORGOTTEN));
    diesel::update(order_detail::table.filter(which)).set(blank).execute(tx.db)?;
    let which = order_line::workspace_id.eq(workspace).and(order_line::order_id.eq_any(ids.to_vec()));
    let plain = order_line::options.eq(Options::default());
    diesel::update(order_line::table.filter(which)).set(plain).execute(tx.db)?;
    let which = refund::workspace_id.eq(workspace).and(refund::order_id.eq_any(ids.to_vec()));
    let unsaid = (refund::reason.eq(&nothing), refund::paid_to.eq(&nothing));
    diesel::update(refund::table.filter(which)).set(unsaid).execute(tx.db)?;
    let which = order_note::workspace_id.eq(workspace).and(order_note::order_id.eq_any(ids.to_vec()));
    diesel::delete(order_note::table.filter(which)).execute(tx.db)?;
    shipments::forget(tx, workspace, ids)
}

fn blank() -> Detail {
    Detail {
        customer: CustomerRef::Guest,
        billing: Contact::default(),
        shipping: Contact::default(),
        customer_note: None,
        shipping_method: None,
        payments: Vec::new(),
        returns: Vec::new(),
        fees: Vec::new(),
        coupons: Vec::new(),
        store_total: None,
        language: None,
        rounded: Vec::new(),
    }
}
