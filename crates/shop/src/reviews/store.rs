//! Every query on the table of reviews.

use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;

use super::review::{Review, ReviewId, Status};
use crate::schema::{review, shop_word};
use crate::stores::StoreId;
use crate::words::{self, WordKind};

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// What a list of reviews is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Reviews in this store.
    pub store: Option<StoreId>,
    /// Reviews by this customer.
    pub customer: Option<CustomerId>,
    /// Reviews of this product: its store, and the store's id of it.
    pub product: Option<(StoreId, String)>,
    /// Reviews in one of these states; empty: in any but those that are away.
    pub statuses: Vec<Status>,
    /// Reviews with so many stars; empty: with any number.
    pub ratings: Vec<i64>,
    /// Words of a text, name, address or product; each must match.
    pub query: Option<String>,
}

/// A page of reviews, the newest first; `after` is the place of the last one seen.
///
/// # Errors
/// Only those of the database.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: &Filter,
    after: Option<(Time, ReviewId)>,
    limit: i64,
) -> Result<Vec<Review>, DbError> {
    let mut query = review::table
        .filter(review::workspace_id.eq(workspace))
        .order((review::written_at.desc(), review::id.desc()))
        .limit(limit)
        .select(Review::as_select())
        .into_boxed();
    query = match filter.statuses.as_slice() {
        [] => query.filter(review::status.ne_all(Status::AWAY)),
        some => query.filter(review::status.eq_any(some.to_vec())),
    };
    if let Some(store) = filter.store {
        query = query.filter(review::store_id.eq(store));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(review::customer_id.eq(customer));
    }
    if let Some((store, source_id)) = &filter.product {
        query = query.filter(review::store_id.eq(store).and(review::product_source_id.eq(source_id)));
    }
    if !filter.ratings.is_empty() {
        query = query.filter(review::rating.eq_any(filter.ratings.clone()));
    }
    for word in filter.query.as_deref().map(words::query_words).unwrap_or_default() {
        let found = shop_word::table
            .filter(shop_word::workspace_id.eq(workspace).and(shop_word::kind.eq(WordKind::Review)))
            .filter(shop_word::word.ge(word.clone()).and(shop_word::word.lt(words::behind(&word))))
            .select(shop_word::subject_id);
        query = query.filter(review::id.eq_any(found));
    }
    if let Some((at, id)) = after {
        query = query.filter(review::written_at.le(at).and(review::written_at.lt(at).or(review::id.lt(id))));
    }
    Ok(query.load(db)?)
}

/// One review.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: ReviewId) -> Result<Option<Review>, DbError> {
    Ok(review::table.find((workspace, id)).select(Review::as_select()).first(db).optional()?)
}

/// The review that a store knows by this id.
///
/// # Errors
/// Only those of the database.
pub fn find_source(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Review>, DbError> {
    Ok(find_sources(db, workspace, store, &[source_id])?.pop())
}

/// The reviews that a store knows by these ids, in no order.
pub(super) fn find_sources(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[&str],
) -> Result<Vec<Review>, DbError> {
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = review::workspace_id.eq(workspace).and(review::store_id.eq(store));
        let query = review::table.filter(which.and(review::source_id.eq_any(some.iter().copied())));
        found.extend(query.select(Review::as_select()).load::<Review>(db)?);
    }
    Ok(found)
}

/// The store's ids of the reviews that are shown or wait as far as is known here: those that its list should name.
pub(crate) fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<String>, DbError> {
    let which = review::workspace_id
        .eq(workspace)
        .and(review::store_id.eq(store))
        .and(review::status.ne_all(Status::AWAY));
    Ok(review::table.filter(which).select(review::source_id).load(db)?)
}

pub(super) fn insert_all(tx: &mut Tx<'_>, rows: &[Review]) -> Result<(), DbError> {
    database::insert_all!(tx.db, review::table, rows);
    Ok(())
}

pub(super) fn update(tx: &mut Tx<'_>, row: &Review) -> Result<(), DbError> {
    diesel::update(review::table.find((row.workspace_id, row.id))).set(row).execute(tx.db)?;
    Ok(())
}

/// The reviews of these people in a store.
pub(super) fn of_people(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    people: &[CustomerId],
) -> Result<Vec<ReviewId>, DbError> {
    let theirs = review::workspace_id
        .eq(workspace)
        .and(review::store_id.eq(store))
        .and(review::customer_id.assume_not_null().eq_any(people.to_vec()));
    Ok(review::table.filter(theirs).select(review::id).load(db)?)
}

/// All reviews in a store.
pub(super) fn of_store(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<Vec<ReviewId>, DbError> {
    let which = review::workspace_id.eq(workspace).and(review::store_id.eq(store));
    Ok(review::table.filter(which).select(review::id).load(db)?)
}

/// Takes out of reviews who wrote them.
pub(super) fn clear(tx: &mut Tx<'_>, workspace: WorkspaceId, ids: &[ReviewId]) -> Result<(), DbError> {
    let nobody = (
        review::customer_id.eq(None::<CustomerId>),
        review::recognised_as.eq(None::<CustomerId>),
        review::reviewer.eq(None::<String>),
        review::email.eq(None::<String>),
        review::text.eq(""),
        review::original.eq("{}"),
    );
    let which = review::workspace_id.eq(workspace).and(review::id.eq_any(ids.to_vec()));
    diesel::update(review::table.filter(which)).set(nobody).execute(tx.db)?;
    Ok(())
}

/// Gives the reviews of one customer to another.
pub(super) fn hand_over(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    to: CustomerId,
) -> Result<(), DbError> {
    let which = review::workspace_id.eq(workspace).and(review::customer_id.eq(from));
    diesel::update(review::table.filter(which)).set(review::customer_id.eq(to)).execute(tx.db)?;
    Ok(())
}

/// Gives back those reviews of `from` that were recognised as one of `family`.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    from: CustomerId,
    to: CustomerId,
    family: &[CustomerId],
) -> Result<(), DbError> {
    let which = review::workspace_id
        .eq(workspace)
        .and(review::customer_id.eq(from))
        .and(review::recognised_as.assume_not_null().eq_any(family.to_vec()));
    diesel::update(review::table.filter(which)).set(review::customer_id.eq(to)).execute(tx.db)?;
    Ok(())
}
