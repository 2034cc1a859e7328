//! Every query on the tables of reading: how far, by whom, what was left out.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;

use super::progress::{Apart, Phase, Progress, SyncState};
use crate::schema::{store_errand, store_sync, sync_skip};
use crate::stores::StoreId;

/// How far a store has been read.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = store_sync)]
pub struct Sync {
    /// Whose store.
    pub workspace_id: WorkspaceId,
    /// The store.
    pub store_id: StoreId,
    /// Whether it is being read.
    pub state: SyncState,
    /// What is being read.
    pub phase: Phase,
    /// How far.
    pub progress: Progress,
    /// When the present reading, or the last one, began.
    pub started_at: Option<Time>,
    /// When the last one ended.
    pub finished_at: Option<Time>,
    /// When there is something to do.
    pub due_at: Time,
    /// Failures in a row.
    pub failures: i64,
}

/// A store that this worker alone may read, for a while.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Whose store.
    pub workspace: WorkspaceId,
    /// The store.
    pub store: StoreId,
    /// Who holds it.
    pub owner: String,
}

/// How far a store has been read.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Option<Sync>, DbError> {
    Ok(store_sync::table.find((workspace, store)).select(Sync::as_select()).first(db).optional()?)
}

/// Has a store read as soon as a worker is free.
///
/// # Errors
/// Only those of the database.
pub(crate) fn wake(tx: &mut Tx<'_>, workspace: WorkspaceId, store: StoreId) -> Result<(), DbError> {
    let fresh = (
        store_sync::workspace_id.eq(workspace),
        store_sync::store_id.eq(store),
        store_sync::state.eq(SyncState::Idle),
        store_sync::phase.eq(Phase::Probe),
        store_sync::progress.eq(Progress::default()),
        store_sync::due_at.eq(tx.now),
        store_sync::failures.eq(0_i64),
    );
    Both(
        diesel::insert_into(store_sync::table)
            .values(fresh)
            .on_conflict((store_sync::workspace_id, store_sync::store_id))
            .do_update()
            .set(store_sync::due_at.eq(tx.now)),
    )
    .run(tx.db)?;
    Ok(())
}

/// Has all of a store read anew, unless that is just being done.
///
/// # Errors
/// Only those of the database.
pub(crate) fn start_over(tx: &mut Tx<'_>, workspace: WorkspaceId, store: StoreId) -> Result<(), DbError> {
    if let Some(sync) = find(tx.db, workspace, store)?
        && sync.progress.past_is_read
    {
        let Progress {
            read_until,
            compared_at,
            products_compared_at,
            pace,
            customers_apart,
            looked_again_at,
            coupons_apart,
            reviews_apart,
            without_fulfillments,
            ..
        } = sync.progress;
        let anew = Progress {
            read_until,
            compared_at,
            products_compared_at,
            pace,
            customers_apart: Apart { over: None, ..customers_apart },
            looked_again_at,
            without_fulfillments,
            coupons_apart: Apart { over: None, ..coupons_apart },
            reviews_apart: Apart { over: None, ..reviews_apart },
            ..Progress::default()
        };
        let change = (
            store_sync::progress.eq(anew),
            store_sync::phase.eq(Phase::Products),
            store_sync::state.eq(SyncState::Running),
        );
        diesel::update(store_sync::table.find((workspace, store))).set(change).execute(tx.db)?;
        interrupt(tx, workspace, store)?;
    }
    wake(tx, workspace, store)
}

/// Ends a turn with a store that is under way: the worker that has it notices when it writes next.
///
/// # Errors
/// Only those of the database.
pub(crate) fn interrupt(tx: &mut Tx<'_>, workspace: WorkspaceId, store: StoreId) -> Result<(), DbError> {
    let free = (store_sync::lease_owner.eq(None::<String>), store_sync::leased_until.eq(None::<Time>));
    diesel::update(store_sync::table.find((workspace, store))).set(free).execute(tx.db)?;
    Ok(())
}

/// Has errands run soon, unless the store asked to be left alone until later.
pub(crate) fn nudge(tx: &mut Tx<'_>, workspace: WorkspaceId, store: StoreId) -> Result<(), DbError> {
    let calm = store_sync::workspace_id
        .eq(workspace)
        .and(store_sync::store_id.eq(store))
        .and(store_sync::failures.eq(0_i64))
        .and(store_sync::due_at.gt(tx.now));
    diesel::update(store_sync::table.filter(calm)).set(store_sync::due_at.eq(tx.now)).execute(tx.db)?;
    Ok(())
}

/// The stores that have something to do and that nobody reads, the longest waiting first.
pub(super) fn due(db: &mut Db, now: Time, limit: i64) -> Result<Vec<(WorkspaceId, StoreId)>, DbError> {
    let free = store_sync::leased_until.is_null().or(store_sync::leased_until.assume_not_null().lt(now));
    let rows = store_sync::table
        .filter(store_sync::due_at.le(now).and(free))
        .order(store_sync::due_at)
        .limit(limit)
        .select((store_sync::workspace_id, store_sync::store_id))
        .load(db)?;
    Ok(rows)
}

/// Takes a store for `lease`; `false` when another worker has it.
pub(super) fn claim(tx: &mut Tx<'_>, claim: &Claim, lease: SignedDuration) -> Result<bool, DbError> {
    let free = store_sync::leased_until.is_null().or(store_sync::leased_until.assume_not_null().lt(tx.now));
    let which =
        store_sync::workspace_id.eq(claim.workspace).and(store_sync::store_id.eq(claim.store)).and(free);
    let change = (store_sync::lease_owner.eq(&claim.owner), store_sync::leased_until.eq(tx.now.plus(lease)));
    Ok(diesel::update(store_sync::table.filter(which)).set(change).execute(tx.db)? == 1)
}

/// Holds a store for `lease` more, and its row until the transaction ends; `false` when the lease was lost.
pub(super) fn hold(tx: &mut Tx<'_>, claim: &Claim, lease: SignedDuration) -> Result<bool, DbError> {
    let which = store_sync::workspace_id
        .eq(claim.workspace)
        .and(store_sync::store_id.eq(claim.store))
        .and(store_sync::lease_owner.eq(&claim.owner));
    let change = store_sync::leased_until.eq(tx.now.plus(lease));
    Ok(diesel::update(store_sync::table.filter(which)).set(change).execute(tx.db)? == 1)
}

/// Writes down how far the reading is and holds the store for `lease` more; `false`, and nothing is written, when the
/// lease was lost: then what was read must not be kept either.
pub(super) fn advance(
    tx: &mut Tx<'_>,
    claim: &Claim,
    lease: SignedDuration,
    phase: Phase,
    progress: &Progress,
) -> Result<bool, DbError> {
    let which = store_sync::workspace_id
        .eq(claim.workspace)
        .and(store_sync::store_id.eq(claim.store))
        .and(store_sync::lease_owner.eq(&claim.owner));
    let change = (
        store_sync::phase.eq(phase),
        store_sync::progress.eq(progress),
        store_sync::leased_until.eq(tx.now.plus(lease)),
    );
    Ok(diesel::update(store_sync::table.filter(which)).set(change).execute(tx.db)? == 1)
}

pub(super) fn set_progress(tx: &mut Tx<'_>, claim: &Claim, progress: &Progress) -> Result<(), DbError> {
    let which = store_sync::table.find((claim.workspace, claim.store));
    diesel::update(which).set(store_sync::progress.eq(progress)).execute(tx.db)?;
    Ok(())
}

/// What a reading came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ending {
    pub state: SyncState,
    pub due_at: Time,
    pub failures: i64,
}

/// Ends a turn and lets the store go.
pub(super) fn release(tx: &mut Tx<'_>, claim: &Claim, ending: Ending) -> Result<(), DbError> {
    let which = store_sync::workspace_id
        .eq(claim.workspace)
        .and(store_sync::store_id.eq(claim.store))
        .and(store_sync::lease_owner.eq(&claim.owner));
    let change = (
        store_sync::state.eq(ending.state),
        store_sync::due_at.eq(ending.due_at),
        store_sync::failures.eq(ending.failures),
        store_sync::lease_owner.eq(None::<String>),
        store_sync::leased_until.eq(None::<Time>),
    );
    diesel::update(store_sync::table.filter(which)).set(change).execute(tx.db)?;
    Ok(())
}

/// Lets go of all that an owner holds; of everything, where one process is all there is.
pub(super) fn release_all(tx: &mut Tx<'_>, owner: Option<&str>) -> Result<(), DbError> {
    let free = (store_sync::lease_owner.eq(None::<String>), store_sync::leased_until.eq(None::<Time>));
    match owner {
        Some(owner) => diesel::update(store_sync::table.filter(store_sync::lease_owner.eq(owner)))
            .set(free)
            .execute(tx.db)?,
        None => diesel::update(store_sync::table).set(free).execute(tx.db)?,
    };
    Ok(())
}

pub(super) fn set_times(
    tx: &mut Tx<'_>,
    claim: &Claim,
    state: SyncState,
    started_at: Option<Time>,
    finished_at: Option<Time>,
) -> Result<(), DbError> {
    let change = (
        store_sync::state.eq(state),
        store_sync::started_at.eq(started_at),
        store_sync::finished_at.eq(finished_at),
    );
    diesel::update(store_sync::table.find((claim.workspace, claim.store))).set(change).execute(tx.db)?;
    Ok(())
}

/// Forgets how far a store was read and what is to be asked: it is read anew, or not at all.
pub(crate) fn forget(tx: &mut Tx<'_>, workspace: WorkspaceId, store: StoreId) -> Result<(), DbError> {
    diesel::delete(store_sync::table.find((workspace, store))).execute(tx.db)?;
    let errands = store_errand::workspace_id.eq(workspace).and(store_errand::store_id.eq(store));
    diesel::delete(store_errand::table.filter(errands)).execute(tx.db)?;
    let skips = sync_skip::workspace_id.eq(workspace).and(sync_skip::store_id.eq(store));
    diesel::delete(sync_skip::table.filter(skips)).execute(tx.db)?;
    Ok(())
}

/// Something that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sync_skip)]
pub struct Skip {
    /// What kind of thing: `order`, `customer`, `product`, `coupon`, `review`, `refund`.
    pub kind: String,
    /// The store's id, if that much was readable.
    pub source_id: String,
    /// Why, with its place in the store's JSON.
    pub reason: String,
}

/// What was left out of a store, the latest first.
///
/// # Errors
/// Only those of the database.
pub fn skips(db: &mut Db, workspace: WorkspaceId, store: StoreId, limit: i64) -> Result<Vec<Skip>, DbError> {
    let which = sync_skip::workspace_id.eq(workspace).and(sync_skip::store_id.eq(store));
    Ok(sync_skip::table
        .filter(which)
        .order(sync_skip::at.desc())
        .limit(limit)
        .select(Skip::as_select())
        .load(db)?)
}

/// Writes down that something was left out.
pub(crate) fn skip(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store: StoreId,
    kind: &str,
    source_id: &str,
    reason: &str,
) -> Result<(), DbError> {
    let reason: String = reason.chars().filter(|c| *c != '\0').take(500).collect();
    let row = (
        sync_skip::workspace_id.eq(workspace),
        sync_skip::store_id.eq(store),
        sync_skip::kind.eq(kind),
        sync_skip::source_id.eq(source_id),
        sync_skip::reason.eq(&reason),
        sync_skip::at.eq(tx.now),
    );
    let change = (sync_skip::reason.eq(&reason), sync_skip::at.eq(tx.now));
    Both(
        diesel::insert_into(sync_skip::table)
            .values(row)
            .on_conflict((
                sync_skip::workspace_id,
                sync_skip::store_id,
                sync_skip::kind,
                sync_skip::source_id,
            ))
            .do_update()
            .set(change),
    )
    .run(tx.db)?;
    Ok(())
}
