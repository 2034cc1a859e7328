//! Every query on errands: the single things that a store is still to be asked for.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::store::Claim;
use crate::schema::store_errand;
use crate::stores::StoreId;

database::text_enum!(
    /// What an errand brings.
    pub enum ErrandKind {
        /// An order whose state is in doubt.
        Order = "order",
        /// An account.
        Customer = "customer",
        /// A product.
        Product = "product",
        /// A coupon.
        Coupon = "coupon",
        /// A review.
        Review = "review",
        /// The refunds of an order.
        Refunds = "refunds",
        /// The notes of an order.
        Notes = "notes",
        /// The parcels of an order that the store keeps apart.
        Fulfillments = "fulfillments",
        /// The variants of a product.
        Variants = "variants",
    }
);

/// One thing to ask a store for.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = store_errand)]
pub(crate) struct Errand {
    pub kind: ErrandKind,
    pub source_id: String,
    pub attempts: i64,
    pub wanted_at: Time,
}

/// Wants one thing asked for; wanting it again while it is being fetched fetches it again.
pub(crate) fn want(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    kind: ErrandKind,
    source_id: &str,
) -> Result<(), DbError> {
    let row = (
        store_errand::workspace_id.eq(workspace),
        store_errand::store_id.eq(store),
        store_errand::kind.eq(kind),
        store_errand::source_id.eq(source_id),
        store_errand::due_at.eq(tx.now),
        store_errand::attempts.eq(0_i64),
        store_errand::wanted_at.eq(tx.now),
    );
    let again = (store_errand::due_at.eq(tx.now), store_errand::wanted_at.eq(tx.now));
    Both(
        diesel::insert_into(store_errand::table)
            .values(row)
            .on_conflict((
                store_errand::workspace_id,
                store_errand::store_id,
                store_errand::kind,
                store_errand::source_id,
            ))
            .do_update()
            .set(again),
    )
    .run(tx.db)?;
    Ok(())
}

/// Wants things asked for, most of which nobody wanted before: many rows a statement.
pub(super) fn want_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    wanted: &BTreeSet<(ErrandKind, &str)>,
) -> Result<(), DbError> {
    let row = |(kind, source_id): &(ErrandKind, &str)| {
        (
            store_errand::workspace_id.eq(workspace),
            store_errand::store_id.eq(store),
            store_errand::kind.eq(*kind),
            store_errand::source_id.eq((*source_id).to_owned()),
            store_errand::due_at.eq(tx.now),
            store_errand::attempts.eq(0_i64),
            store_errand::wanted_at.eq(tx.now),
        )
    };
    let rows: Vec<_> = wanted.iter().map(row).collect();
    if database::insert_new!(tx.db, store_errand::table, &rows) < rows.len() {
        for (kind, source_id) in wanted {
            want(tx, workspace, store, *kind, source_id)?;
        }
    }
    Ok(())
}

impl ErrandKind {
    /// What hangs on things that are here; anything else is in doubt itself.
    const fn is_detail(self) -> bool {
        matches!(self, Self::Refunds | Self::Notes | Self::Fulfillments | Self::Variants)
    }
}

/// The errands that are due, those wanted last first: what somebody opens or what was just ordered does not wait for the
/// past, of which the newest comes first as lists are read by their ids from below. Half of them are of what is in doubt and
/// half of what hangs on things, as far as there are so many: neither waits for the other.
pub(super) fn errands(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    now: Time,
    limit: usize,
) -> Result<Vec<Errand>, DbError> {
    let (mut doubts, mut details): (Vec<Errand>, Vec<Errand>) = Default::default();
    for kind in ErrandKind::ALL {
        let which = store_errand::workspace_id
            .eq(workspace)
            .and(store_errand::store_id.eq(store))
            .and(store_errand::kind.eq(*kind))
            .and(store_errand::due_at.le(now));
        // A store's numbers have no zeros in front: the longer one is the higher.
        let newest = (
            store_errand::due_at.desc(),
            sql::<BigInt>("length(source_id)").desc(),
            store_errand::source_id.desc(),
        );
        let due = store_errand::table.filter(which).order(newest).limit(i64::try_from(limit).unwrap_or(0));
        let some = due.select(Errand::as_select()).load::<Errand>(db)?;
        if kind.is_detail() { details.extend(some) } else { doubts.extend(some) }
    }
    details.sort_by_key(|errand| Reverse(errand.wanted_at));
    doubts.truncate(limit - details.len().min(limit / 2));
    details.truncate(limit - doubts.len());
    doubts.extend(details);
    Ok(doubts)
}

/// How many errands of a kind are still to be run.
pub(crate) fn waiting(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    kind: ErrandKind,
) -> Result<u64, DbError> {
    let which = store_errand::workspace_id
        .eq(workspace)
        .and(store_errand::store_id.eq(store))
        .and(store_errand::kind.eq(kind));
    let count: i64 = store_errand::table.filter(which).count().get_result(db)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// When the next errand is due, if there is any.
pub(super) fn next_errand(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<Option<Time>, DbError> {
    let which = store_errand::workspace_id.eq(workspace).and(store_errand::store_id.eq(store));
    Ok(store_errand::table.filter(which).select(diesel::dsl::min(store_errand::due_at)).first(db)?)
}

/// An errand was run; it stays if the same was wanted again meanwhile.
pub(super) fn done(tx: &mut Tx<'_>, claim: &Claim, errand: &Errand) -> Result<(), DbError> {
    let which = store_errand::workspace_id
        .eq(claim.workspace)
        .and(store_errand::store_id.eq(claim.store))
        .and(store_errand::kind.eq(errand.kind))
        .and(store_errand::source_id.eq(&errand.source_id))
        .and(store_errand::wanted_at.eq(errand.wanted_at));
    diesel::delete(store_errand::table.filter(which)).execute(tx.db)?;
    Ok(())
}
