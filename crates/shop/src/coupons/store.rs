//! Every query on the table of coupons.

use std::collections::HashMap;

use commerce::model::StoreCoupon;
use database::events::NewEvent;
use database::{Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use serde_json::Value;

use super::coupon::{Coupon, CouponEvent, CouponId, State, Status, original_of};
use crate::orders::Came;
use crate::schema::{coupon, shop_word};
use crate::stores::StoreId;
use crate::turn_taking::distinct_runs;
use crate::words::{self, WordKind, Words};

/// Values that are asked for in one statement: SQLite has places for some thirty thousand.
const MOST_ASKED: usize = 10_000;

/// What a list of coupons is narrowed down to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Coupons of this store.
    pub store: Option<StoreId>,
    /// Coupons that stand so at a moment; without it, all but those that are gone.
    pub status: Option<(Status, Time)>,
    /// Words of a code or description; each must match.
    pub query: Option<String>,
}

/// A page of coupons, the newest first; `before` is the last one seen.
///
/// # Errors
/// Only those of the database.
pub fn page(
    db: &mut Db,
    workspace: WorkspaceId,
    filter: &Filter,
    before: Option<CouponId>,
    limit: i64,
) -> Result<Vec<Coupon>, DbError> {
    let mut query = coupon::table
        .filter(coupon::workspace_id.eq(workspace))
        .order(coupon::id.desc())
        .limit(limit)
        .select(Coupon::as_select())
        .into_boxed();
    if let Some(store) = filter.store {
        query = query.filter(coupon::store_id.eq(store));
    }
    let published = || coupon::state.eq(State::Published);
    let ended =
        |now: Time| coupon::expires_at.is_not_null().and(coupon::expires_at.assume_not_null().le(now));
    let lasts = |now: Time| coupon::expires_at.is_null().or(coupon::expires_at.assume_not_null().gt(now));
    let begun = |now: Time| coupon::starts_at.is_null().or(coupon::starts_at.assume_not_null().le(now));
    let waits = |now: Time| coupon::starts_at.is_not_null().and(coupon::starts_at.assume_not_null().gt(now));
    let left = || coupon::usage_limit.is_null().or(coupon::usage_limit.assume_not_null().gt(coupon::used));
    let used_up =
        || coupon::usage_limit.is_not_null().and(coupon::usage_limit.assume_not_null().le(coupon::used));
    query = match filter.status {
        None => query.filter(coupon::state.ne(State::Gone)),
        Some((Status::Gone, _)) => query.filter(coupon::state.eq(State::Gone)),
        Some((Status::Hidden, _)) => query.filter(coupon::state.eq(State::Hidden)),
        Some((Status::Expired, now)) => query.filter(published().and(ended(now))),
        Some((Status::Scheduled, now)) => query.filter(published().and(lasts(now)).and(waits(now))),
        Some((Status::UsedUp, now)) => {
            query.filter(published().and(lasts(now)).and(begun(now)).and(used_up()))
        }
        Some((Status::Active, now)) => query.filter(published().and(lasts(now)).and(begun(now)).and(left())),
    };
    for word in filter.query.as_deref().map(words::query_words).unwrap_or_default() {
        let found = shop_word::table
            .filter(shop_word::workspace_id.eq(workspace).and(shop_word::kind.eq(WordKind::Coupon)))
            .filter(shop_word::word.ge(word.clone()).and(shop_word::word.lt(words::behind(&word))))
            .select(shop_word::subject_id);
        query = query.filter(coupon::id.eq_any(found));
    }
    if let Some(before) = before {
        query = query.filter(coupon::id.lt(before));
    }
    Ok(query.load(db)?)
}

/// One coupon.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: CouponId) -> Result<Option<Coupon>, DbError> {
    Ok(coupon::table.find((workspace, id)).select(Coupon::as_select()).first(db).optional()?)
}

/// The coupon that a store knows by this id.
///
/// # Errors
/// Only those of the database.
pub fn find_source(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Coupon>, DbError> {
    Ok(find_sources(db, workspace, store, &[source_id])?.pop())
}

fn find_sources(
    db: &mut Db,
    workspace: WorkspaceId,
    store: StoreId,
    source_ids: &[&str],
) -> Result<Vec<Coupon>, DbError> {
    let mut found = Vec::new();
    for some in source_ids.chunks(MOST_ASKED) {
        let which = coupon::workspace_id.eq(workspace).and(coupon::store_id.eq(store));
        let query = coupon::table.filter(which.and(coupon::source_id.eq_any(some.iter().copied())));
        found.extend(query.select(Coupon::as_select()).load::<Coupon>(db)?);
    }
    Ok(found)
}

/// The store's ids of the coupons that customers can redeem as far as is known here: those that its list should name.
pub(crate) fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<String>, DbError> {
    let which = coupon::workspace_id
        .eq(workspace)
        .and(coupon::store_id.eq(store))
        .and(coupon::state.eq(State::Published));
    Ok(coupon::table.filter(which).select(coupon::source_id).load(db)?)
}

/// What became of a coupon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is new.
    Created(CouponId),
    /// It had changed.
    Updated(CouponId),
    /// It was known in just this state.
    Unchanged(CouponId),
    /// A newer state was known.
    Older(CouponId),
    /// It was delivered with another state of the same moment, or is gone here: only the store knows which state holds.
    InDoubt(CouponId),
}

/// Takes over one coupon, in a store with this currency; an older state never overwrites a newer one.
///
/// # Errors
/// Only those of the database.
pub fn save(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    (currency, came): (&str, Came),
    source: &StoreCoupon,
    json: &Value,
) -> Result<Saved, DbError> {
    let saved = save_all(tx, workspace, store, (currency, came), &[(source, json)])?;
    saved.first().copied().ok_or_else(|| DbError::Other("a coupon that was taken over is missing".to_owned()))
}

/// Takes over coupons, one after the other, as [`save`] does.
///
/// # Errors
/// Only those of the database.
pub(crate) fn save_all(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    how: (&str, Came),
    coupons: &[(&StoreCoupon, &Value)],
) -> Result<Vec<Saved>, DbError> {
    tx.alone_with_all("coupon", store.0, coupons.iter().map(|(one, _)| one.source_id.as_str()))?;
    let mut saved = Vec::with_capacity(coupons.len());
    for some in distinct_runs(coupons, |(one, _)| one.source_id.as_str()) {
        save_run(tx, workspace, store, how, some, &mut saved)?;
    }
    Ok(saved)
}

/// Takes over coupons no two of which are the same: what is new is written at once.
fn save_run(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    (currency, came): (&str, Came),
    coupons: &[(&StoreCoupon, &Value)],
    saved: &mut Vec<Saved>,
) -> Result<(), DbError> {
    let ids: Vec<&str> = coupons.iter().map(|(one, _)| one.source_id.as_str()).collect();
    let known = find_sources(tx.db, workspace, store, &ids)?;
    let known: HashMap<&str, &Coupon> = known.iter().map(|row| (row.source_id.as_str(), row)).collect();
    let (mut rows, mut new_words) = (Vec::new(), Vec::new());
    for (source, json) in coupons {
        let known = known.get(source.source_id.as_str()).copied();
        let id = known.map_or_else(|| tx.id(), |known| known.id);
        let row = Coupon::of(workspace, id, store, currency, source, original_of(json));
        let words = words_of(source);
        match known {
            None => {
                saved.push(Saved::Created(id));
                new_words.extend(words::rows(workspace, WordKind::Coupon, id.0, &words));
                tell(tx, &row, None, came.is_history())?;
                rows.push(row);
            }
            Some(known) => match refuse(known, &row, came) {
                Some(refused) => saved.push(refused),
                None => {
                    diesel::update(coupon::table.find((workspace, id))).set(&row).execute(tx.db)?;
                    words::write(tx, workspace, WordKind::Coupon, id.0, &words)?;
                    tell(tx, &row, Some(known.state), came.is_history())?;
                    saved.push(Saved::Updated(id));
                }
            },
        }
    }
    database::insert_all!(tx.db, coupon::table, &rows);
    words::insert_all(tx, &mut new_words)
}

/// Why a state of a known coupon is not taken over, if it is not.
fn refuse(known: &Coupon, row: &Coupon, came: Came) -> Option<Saved> {
    if known == row {
        return Some(Saved::Unchanged(known.id));
    }
    if is_older(row.modified_at, known.modified_at) {
        return Some(Saved::Older(known.id));
    }
    match came {
        // Just asked for: this is how it is.
        Came::Fetched | Came::InHistory | Came::InFile => None,
        Came::Delivered if known.state == State::Gone => Some(Saved::InDoubt(known.id)),
        Came::Delivered | Came::Restored => {
            (row.modified_at == known.modified_at).then_some(Saved::InDoubt(known.id))
        }
    }
}

fn is_older(state: Option<Time>, known: Option<Time>) -> bool {
    matches!((state, known), (Some(state), Some(known)) if state < known)
}

/// A coupon was thrown away, or is there no more. `None` when it is not known.
///
/// # Errors
/// Only those of the database.
pub fn withdraw(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    source_id: &str,
) -> Result<Option<Saved>, DbError> {
    tx.alone_with("coupon", store.0, source_id)?;
    let Some(mut row) = find_source(tx.db, workspace, store, source_id)? else { return Ok(None) };
    let was = row.state;
    if was == State::Gone {
        return Ok(Some(Saved::Unchanged(row.id)));
    }
    row.state = State::Gone;
    diesel::update(coupon::table.find((workspace, row.id))).set(&row).execute(tx.db)?;
    tell(tx, &row, Some(was), false)?;
    Ok(Some(Saved::Updated(row.id)))
}

/// Takes away all coupons of a store; how many there were.
///
/// # Errors
/// Only those of the database.
pub(crate) fn forget_store(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
) -> Result<usize, DbError> {
    let which = coupon::workspace_id.eq(workspace).and(coupon::store_id.eq(store));
    let all: Vec<Coupon> = coupon::table.filter(which).select(Coupon::as_select()).load(tx.db)?;
    diesel::delete(coupon::table.filter(which)).execute(tx.db)?;
    words::forget(tx, workspace, all.iter().map(|row| row.id.0))?;
    for mut row in all.iter().cloned() {
        let was = row.state;
        row.state = State::Gone;
        if was != State::Gone {
            tell(tx, &row, Some(was), true)?;
        }
    }
    Ok(all.len())
}

fn tell(tx: &mut Tx<'_>, row: &Coupon, was: Option<State>, history: bool) -> Result<(), DbError> {
    let kind = match (was, row.state) {
        (None, _) => "coupon.created",
        (Some(was), State::Gone) if was != State::Gone => "coupon.deleted",
        (Some(_), _) => "coupon.updated",
    };
    let payload = CouponEvent { coupon_id: row.id, store_id: row.store_id, history };
    tx.append(NewEvent::new(row.workspace_id, kind, row.id.0, "system").with(payload))?;
    Ok(())
}

fn words_of(source: &StoreCoupon) -> Words {
    let mut words = Words::default();
    words.code(&source.code);
    words.text(&source.code);
    source.description.iter().for_each(|text| words.text(text));
    words
}
