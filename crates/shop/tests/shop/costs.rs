//! What very many orders cost the one writer, counted and not timed: its statements.

use std::sync::Arc;

use commerce::replay::{Options, ReplayStore};
use database::testing::sqlite;
use database::{DbError, SystemClock};
use serde_json::json;
use shop::imports::Importing;

use crate::importing::{counts, many, send, store};
use crate::world::{World, recordings, until};

const ORDERS: u64 = 3_000;

/// Statements that the writer's thread has run.
async fn written(world: &World) -> u64 {
    world.app.database.write(|_| Ok::<_, DbError>(database::queries_so_far())).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_that_are_read_for_the_first_time_cost_the_writer_few_statements() {
    let world = World::new(sqlite(Arc::new(SystemClock))).await;
    let options = Options { recordings: recordings(), orders: ORDERS, ..Options::default() };
    let store = ReplayStore::start(options).await.unwrap();
    let id = world.connect(&store).await;
    let before = written(&world).await;
    let worker = world.work();
    // Then all of the past is here.
    let asks_for_one_order =
        || store.requests().iter().any(|asked| asked.contains("/refunds") || asked.contains("/notes"));
    until("is the past read", asks_for_one_order).await;
    let statements = written(&world).await - before;
    worker.kill().await;
    let shown = world.get(&format!("/stores/{id}")).await;
    assert_eq!(shown["sync"]["orders"]["done"], json!(ORDERS));
    assert!(statements <= ORDERS * 7 / 2, "{statements} statements for {ORDERS} orders");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_a_file_cost_the_writer_few_statements() {
    let world = World::new(sqlite(Arc::new(SystemClock))).await;
    let store = store(&world).await;
    let (import, _) = send(&world, &store, "orders", many(ORDERS as usize)).await;
    world.post(&format!("{import}/run"), json!({})).await;
    let before = written(&world).await;
    while Importing::new(world.app.clone()).next().await.unwrap() {}
    let statements = written(&world).await - before;
    assert_eq!(counts(&world.get(&import).await)[1], ORDERS as i64);
    assert!(statements <= 2 * ORDERS, "{statements} statements for {ORDERS} orders");
}
