//! What hangs on the orders of the past is read without keeping anything new waiting.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use commerce::replay::ReplayStore;
use database::testing::on_both_engines;
use jiff::SignedDuration;
use serde_json::json;
use shop::syncing::Habits;

use crate::generated;
use crate::recorded::killed_after;
use crate::world::{World, quick};

const ORDERS: u64 = 120;

/// The orders whose notes the store was asked for, after so many requests of all kinds, in that order.
fn asked_for_notes(store: &ReplayStore, before: usize) -> Vec<u64> {
    let of = |request: &String| {
        let (_, rest) = request.split_once("/orders/")?;
        rest.split_once("/notes")?.0.parse::<u64>().ok()
    };
    store.requests()[before..].iter().filter_map(of).collect()
}

fn not_thrown_away(store: &ReplayStore) -> usize {
    store.shelf("orders").iter().filter(|order| order["status"] != "trash").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_opened_comes_first_then_the_newest_and_it_is_known_how_much_is_left() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, generated::store(ORDERS).await);
        let id = world.connect(&store).await;
        let sync = loop {
            let sync = killed_after(&world, &store, &id, 25, 0).await;
            if sync["notes"]["done"] != 0 {
                break sync;
            }
        };
        let orders = not_thrown_away(&store);
        assert_eq!(sync["phase"], "details");
        assert_eq!(sync["notes"]["total"], json!(orders), "what waits is counted: {sync:#}");
        assert!(sync["notes"]["done"].as_u64() < sync["notes"]["total"].as_u64(), "{sync:#}");

        let oldest: u64 = 47;
        world.order(&oldest.to_string()).await;
        let before = store.requests().len();
        store.script([]);
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        let mut asked = asked_for_notes(&store, before);
        let place = asked.iter().position(|order| *order == oldest).unwrap();
        assert!(place < 20, "it is among those that are asked for next, and not the last: {asked:?}");
        asked.remove(place);
        let mut newest_first = asked.clone();
        newest_first.sort_unstable_by_key(|order| Reverse(*order));
        newest_first.dedup();
        assert_eq!(newest_first.len(), asked.len(), "each is asked for once: {asked:?}");
        for (place, order) in asked.iter().enumerate() {
            let wanted = newest_first.iter().position(|other| other == order).unwrap();
            assert!(place.abs_diff(wanted) <= 20, "{order} is out of order: {asked:?}");
        }
        let sync = world.get(&format!("/stores/{id}")).await["sync"].clone();
        assert_eq!((&sync["notes"]["done"], &sync["notes"]["total"]), (&json!(orders), &json!(orders)));
        assert_eq!(sync["refunds"]["done"], sync["refunds"]["total"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_read_before_the_last_detail_of_the_past_is() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, generated::store(ORDERS).await);
        let id = world.connect(&store).await;
        let worker = world.work_with(Habits {
            ask_every: SignedDuration::ZERO,
            errands_for: SignedDuration::ZERO,
            ..quick()
        });
        world.until_read(&id).await;
        worker.end().await;
        let requests = store.requests();
        let notes = |request: &String| request.contains("/notes");
        let first = requests.iter().position(notes).unwrap();
        let last = requests.iter().rposition(notes).unwrap();
        let changes = requests[first..last].iter().filter(|request| request.contains("modified_after"));
        assert!(changes.count() > 1, "nothing was read in between: {requests:?}");
        let asked = asked_for_notes(&store, 0);
        assert_eq!(asked.len(), not_thrown_away(&store), "each is asked for");
        assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), asked.len(), "and only once");
    })
    .await;
}
