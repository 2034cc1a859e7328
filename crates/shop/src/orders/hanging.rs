//! Every query on what hangs on orders: refunds and notes, and which orders have more of that in their store.

use commerce::model::{StoreNote, StoreRefund};
use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::json;

use super::order::{Audience, Note, NoteId, Order, OrderId, PaidBack, Refund, RefundId, RefundLines, Status};
use super::store;
use crate::schema::{order, order_note, refund};
use crate::shipments;
use crate::stores::StoreId;

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

pub(super) fn insert_refunds(tx: &mut Tx<'_>, rows: &[Refund]) -> Result<(), DbError> {
    database::insert_all!(tx.db, refund::table, rows);
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

pub(super) fn refund_row(
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
        paid_to: source.paid_to.clone(),
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

/// An order on which something may have been written since.
pub(crate) struct WorthALook {
    pub source_id: String,
    /// Whether its store keeps parcels of it apart.
    pub sent_apart: bool,
}

/// The orders of a store that are open, or changed after a moment; those that changed last first.
pub(crate) fn worth_another_look(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    since: Time,
    limit: i64,
) -> Result<Vec<WorthALook>, DbError> {
    const OPEN: [Status; 4] = [Status::Pending, Status::Processing, Status::OnHold, Status::Other];
    let which = order::workspace_id.eq(workspace).and(order::store_id.eq(store));
    let lately = order::modified_at.ge(since).or(order::status.eq_any(OPEN));
    let found: Vec<(OrderId, String)> = order::table
        .filter(which.and(order::status.ne(Status::Trash)).and(lately))
        .order((order::modified_at.desc(), order::id.desc()))
        .limit(limit)
        .select((order::id, order::source_id))
        .load(db)?;
    let ids: Vec<OrderId> = found.iter().map(|(id, _)| *id).collect();
    let apart = shipments::sent_apart(db, workspace, &ids)?;
    let worth =
        |(id, source_id): (OrderId, String)| WorthALook { source_id, sent_apart: apart.contains(&id) };
    Ok(found.into_iter().map(worth).collect())
}

/// Takes over all notes of an order; those that are gone from the store go. `order.noted` tells of changes to an order whose
/// notes were read before.
///
/// # Errors
/// Only those of the database.
pub fn write_notes(tx: &mut Tx<'_>, order: &Order, source: &[StoreNote]) -> Result<(), DbError> {
    let known = notes_of(tx.db, order.workspace_id, order.id)?;
    let is_first = store::notes_read_at(tx.db, order.workspace_id, order.id)?.is_none();
    store::notes_were_read(tx, order.workspace_id, order.id)?;
    let mut changed = 0;
    for one in source {
        let before = known.iter().find(|known| known.source_id == one.source_id.as_str());
        let row = note_row(tx, order, one, before);
        changed += match before {
            None => diesel::insert_into(order_note::table).values(&row).execute(tx.db)?,
            Some(before) if *before == row => 0,
            Some(_) => {
                diesel::update(order_note::table.find((row.workspace_id, row.id))).set(&row).execute(tx.db)?
            }
        };
    }
    let gone = |known: &&Note| !source.iter().any(|one| one.source_id.as_str() == known.source_id);
    for note in known.iter().filter(gone) {
        changed += diesel::delete(order_note::table.find((note.workspace_id, note.id))).execute(tx.db)?;
    }
    if changed > 0 && !is_first {
        let payload =
            json!({ "order_id": order.id, "store_id": order.store_id, "customer_id": order.customer_id });
        tx.append(NewEvent::new(order.workspace_id, "order.noted", order.id.0, "system").with(payload))?;
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
