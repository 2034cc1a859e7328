//! Whatever happens to the store's messages, one reconciliation later all is as in the store.

use std::collections::BTreeMap;

use commerce::replay::ReplayStore;
use commerce::woocommerce::authorize::Scope;
use commerce::woocommerce::webhook::signature;
use database::testing::on_both_engines;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::syncing::Habits;

use crate::deliveries::Wire;
use crate::world::{World, busy_store, entered, quick, until};

const ORDERS: u64 = 150;
/// Changes in the store. Of each kind of mishap there are about a thousand.
const CHANGES: usize = 1900;

/// The same chances every time (a linear congruential generator, Knuth's numbers).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A change of an order in the store, and the message that the store would send.
fn change(store: &ReplayStore, chance: &mut Chance) -> Option<(&'static str, Value)> {
    let id = (10_000 + chance.below(ORDERS.try_into().unwrap())).to_string();
    let there = store.change("orders", &id, &json!({}))?;
    let in_bin = there["status"] == "trash";
    match chance.below(100) {
        0..=4 if !in_bin => {
            store.remove("orders", &id, false);
            Some(("order.deleted", json!({ "id": there["id"] })))
        }
        5 => {
            store.remove("orders", &id, true);
            None
        }
        _ if in_bin => {
            Some(("order.restored", store.change("orders", &id, &json!({ "status": "processing" }))?))
        }
        chosen => {
            let status = ["pending", "processing", "on-hold", "completed", "cancelled"][chosen % 5];
            let total = format!("{}.{:02}", 10 + chance.below(900), chance.below(100));
            let changes = json!({ "status": status, "total": total });
            Some(("order.updated", store.change("orders", &id, &changes)?))
        }
    }
}

/// How often something happened to messages.
#[derive(Debug, Default)]
struct Mishaps {
    overtaken: usize,
    doubled: usize,
    forged: usize,
    missing: usize,
}

/// Delivers messages badly: overtaking each other, twice, not at all, and false ones among them.
async fn deliver(wire: &Wire<'_>, messages: Vec<(&'static str, Value)>, chance: &mut Chance) -> Mishaps {
    let mut mishaps = Mishaps::default();
    let mut waiting: Vec<(&str, Value)> = Vec::new();
    for message in messages {
        waiting.push(message);
        if waiting.len() < 12 {
            continue;
        }
        let which = chance.below(waiting.len());
        mishaps.overtaken += usize::from(which > 0);
        let (topic, body) = waiting.swap_remove(which);
        let raw = body.to_string();
        if chance.below(3) < 2 {
            let forged = raw.replace("\"total\":\"", "\"total\":\"9");
            let signed = signature(forged.as_bytes(), "another secret, of somebody else");
            let status = wire.send_signed(topic, forged.as_bytes(), &signed, "d9").await;
            assert_eq!(status, StatusCode::UNAUTHORIZED);
            mishaps.forged += 1;
        }
        if chance.below(3) < 2 {
            mishaps.missing += 1;
            continue;
        }
        let copies = chance.below(5);
        for _ in 0..=copies {
            assert_eq!(wire.send(topic, raw.as_bytes()).await, StatusCode::OK, "{topic}");
        }
        mishaps.doubled += copies;
    }
    mishaps
}

type Facts = BTreeMap<String, (String, String, String)>;

fn there(store: &ReplayStore) -> Facts {
    let facts = |order: &Value| {
        let text = |key: &str| order[key].as_str().unwrap_or_default().to_owned();
        let modified = format!("{}.000Z", text("date_modified_gmt"));
        (order["id"].to_string(), (text("status"), text("total"), modified))
    };
    let all = store.shelf("orders");
    all.iter().filter(|order| order["status"] != "trash" && id_of(order) >= 10_000).map(facts).collect()
}

fn id_of(order: &Value) -> u64 {
    order["id"].as_u64().unwrap_or_default()
}

async fn here(world: &World) -> Facts {
    let (mut facts, mut next) = (Facts::new(), String::new());
    loop {
        let page = world.get(&format!("/orders?limit=200{next}")).await;
        for order in page["data"].as_array().unwrap() {
            let text = |key: &str| order[key].as_str().unwrap().to_owned();
            if text("source_id").parse::<u64>().unwrap() >= 10_000 {
                let total = order["total"]["amount"].as_str().unwrap().to_owned();
                facts.insert(text("source_id"), (text("raw_status"), total, text("modified_at")));
            }
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("&after={cursor}"),
            None => return facts,
        }
    }
}

fn reconciling() -> Habits {
    Habits {
        ask_every: SignedDuration::from_millis(300),
        compare_every: SignedDuration::from_millis(0),
        ..quick()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_overtake_come_twice_are_forged_or_lost_leave_nothing_wrong_after_one_reconciliation() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, busy_store(ORDERS).await);
        // With keys that may only look, the store sends nothing by itself: the test is the messenger.
        let id =
            world.post("/stores", entered(&store, Scope::Read)).await.body["id"].as_str().unwrap().to_owned();
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(here(&world).await, there(&store));
        let mut chance = Chance(11);
        let messages: Vec<_> = (0..CHANGES).filter_map(|_| change(&store, &mut chance)).collect();
        let wire = Wire::new(&world, &id).await;
        let mishaps = deliver(&wire, messages, &mut chance).await;
        assert!(mishaps.overtaken > 1000 && mishaps.doubled > 1000, "{mishaps:?}");
        assert!(mishaps.forged > 1000 && mishaps.missing > 1000, "{mishaps:?}");
        assert_ne!(here(&world).await, there(&store), "something was lost");
        world.wake(&id).await;
        let before = world.get(&format!("/stores/{id}")).await["sync"]["finished_at"].clone();
        let worker = world.work_with(reconciling());
        world.until(&id, |store| store["sync"]["finished_at"] != before).await;
        worker.end().await;
        let (here, there) = (here(&world).await, there(&store));
        for (id, facts) in &there {
            assert_eq!(here.get(id), Some(facts), "order {id}");
        }
        assert_eq!(here.len(), there.len(), "what is gone there is gone here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_that_was_killed_goes_on_where_it_was() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, busy_store(350).await);
        let id = world.connect_and_read(&store).await;
        for gone in ["10001", "10150", "10349"] {
            store.remove("orders", gone, true);
        }
        // A change that moves no date is seen by its state.
        store.change_silently("orders", "10200", &json!({ "status": "cancelled" }));
        world.wake(&id).await;
        let worker = world.work_with(reconciling());
        let asked = || store.requests().iter().filter(|one| one.contains("_fields=id%2Cstatus")).count();
        until("it compares", || asked() >= 2).await;
        worker.kill().await;
        let worker = world.work_with(reconciling());
        for gone in ["10001", "10150", "10349"] {
            world.until_order(gone, |order| order["status"] == "trash").await;
        }
        world.until_order("10200", |order| order["status"] == "cancelled").await;
        worker.end().await;
        assert!(there(&store).keys().eq(here(&world).await.keys()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_the_store_switched_off_or_somebody_removed_are_set_up_again() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, busy_store(1).await);
        let id = world.connect_and_read(&store).await;
        let before = store.shelf("webhooks");
        assert!(before.len() > 3);
        store.switch_off_webhook(before[0]["id"].as_u64().unwrap());
        store.remove_webhook(before[1]["id"].as_u64().unwrap());
        world.forget_when_messages_were_looked_at(&id).await;
        let worker = world.work_with(reconciling());
        let whole = || {
            let now = store.shelf("webhooks");
            now.len() == before.len() && now.iter().all(|hook| hook["status"] == "active")
        };
        until("they are all there and active", whole).await;
        worker.end().await;
        assert!(whole(), "{:?}", store.shelf("webhooks"));
    })
    .await;
}
