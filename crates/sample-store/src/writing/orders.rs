//! Orders, as a store would tell of them.

use database::{DbError, Tx};
use diesel::prelude::*;
use jiff::SignedDuration;
use shop::orders::{self, Came, Touched};
use shop::schema::store_sync;
use shop::syncing::{Apart, Count, Phase, Progress, SyncState};

use crate::FillError;
use crate::invoice::{self, Stage};
use crate::reviewing;
use crate::world::World;

/// Longer than anybody looks at a demonstration.
const NEVER: SignedDuration = SignedDuration::from_hours(24 * 365 * 100);

/// The store tells that an order has come to a stage.
pub(super) fn write(
    tx: &mut Tx<'_>,
    world: &World,
    place: usize,
    stage: Stage,
    touched: &mut Touched,
) -> Result<(), FillError> {
    let sale = &world.sales[place];
    let person = &world.people.all[sale.person];
    let order = invoice::order(place, sale, person, &world.catalogue, stage, tx.now);
    let (workspace, store) = (world.founded.workspace, world.founded.store);
    orders::save(tx, workspace, store, Came::InHistory, &order, &invoice::original(&order), touched)?;
    Ok(())
}

/// The store has been read to its end, and nobody asks it again by themselves: it has no keys.
pub(super) fn write_reading(tx: &mut Tx<'_>, world: &World, products: usize) -> Result<(), FillError> {
    let reviews = reviewing::reviews(world.seed, &world.year, &world.people, &world.catalogue, &world.sales)?;
    let coupons = reviewing::coupons(&world.year, &world.sales);
    let apart = Apart { until: Some(world.year.until), whole_at: Some(world.year.until), ..Apart::default() };
    let until = world.year.until;
    let all = |count: usize| {
        let done = u64::try_from(count).unwrap_or(u64::MAX);
        Count { done, total: done, skipped: 0 }
    };
    let stages = |sale| invoice::stages(sale).into_iter().any(|(at, _)| at <= until);
    let orders = all(world.sales.iter().filter(|sale| stages(*sale)).count());
    let progress = Progress {
        past_is_read: true,
        began_at: Some(world.year.start),
        read_until: Some(until),
        compared_at: Some(until),
        orders,
        customers: all(world.people.all.len()),
        products: all(products),
        coupons: all(coupons.len()),
        reviews: all(reviews.len()),
        coupons_apart: apart,
        reviews_apart: apart,
        refunds: orders,
        notes: orders,
        ..Progress::default()
    };
    diesel::insert_into(store_sync::table)
        .values((
            store_sync::workspace_id.eq(world.founded.workspace),
            store_sync::store_id.eq(world.founded.store),
            store_sync::state.eq(SyncState::Done),
            store_sync::phase.eq(Phase::Rest),
            store_sync::progress.eq(progress),
            store_sync::started_at.eq(Some(world.year.start)),
            store_sync::finished_at.eq(Some(until)),
            store_sync::due_at.eq(until.plus(NEVER)),
            store_sync::failures.eq(0_i64),
        ))
        .execute(tx.db)
        .map_err(DbError::from)?;
    Ok(())
}
