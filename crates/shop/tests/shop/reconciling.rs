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
use crate::expected;
use crate::generated::{self, Chance, FIRST};
use crate::world::{World, busy_store, entered, quick, recorded, until};

const ORDERS: u64 = 150;
/// Changes in the store. Of each kind of mishap there are about a thousand.
const CHANGES: usize = 1900;

/// A change of an order in the store, and the message that the store would send.
fn change(store: &ReplayStore, chance: &mut Chance) -> Option<(&'static str, Value)> {
    let order = FIRST + chance.below(ORDERS.try_into().unwrap()) as u64;
    let id = order.to_string();
    let there = store.change("orders", &id, &json!({}))?;
    let in_bin = there["status"] == "trash";
    let price = |chance: &mut Chance| format!("{}.{:02}", 10 + chance.below(900), chance.below(100));
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
        6..=25 => {
            let mut lines = there["line_items"].clone();
            lines[0]["quantity"] = (1 + chance.below(9)).into();
            lines[0]["total"] = price(chance).into();
            Some(("order.updated", store.change("orders", &id, &json!({ "line_items": lines }))?))
        }
        26..=45 => {
            let line = there["line_items"][0]["id"].clone();
            let lines = json!([{ "id": line, "quantity": 1, "refund_total": "1.00" }]);
            let wishes = json!({ "amount": "1.00", "reason": "x", "api_refund": false, "line_items": lines });
            Some(("order.updated", store.give_back(order, &wishes)?))
        }
        chosen => {
            let status = ["pending", "processing", "on-hold", "completed", "cancelled"][chosen % 5];
            let changes = json!({ "status": status, "total": price(chance) });
            Some(("order.updated", store.change("orders", &id, &changes)?))
        }
    }
}

/// How often something happened to messages.
#[derive(Debug, Default)]
pub struct Mishaps {
    overtaken: usize,
    doubled: usize,
    forged: usize,
    missing: usize,
}

impl Mishaps {
    /// Each of them a thousand times.
    pub fn are_many(&self) {
        assert!(self.overtaken > 1000 && self.doubled > 1000, "{self:?}");
        assert!(self.forged > 1000 && self.missing > 1000, "{self:?}");
    }
}

/// Whose message it is.
#[derive(Debug, Clone, Copy)]
pub enum Author {
    TheStore,
    SomebodyElse,
}

/// Delivers messages badly: overtaking each other, twice, not at all, and false ones among them.
pub async fn deliver<M>(
    messages: Vec<M>,
    chance: &mut Chance,
    send: impl AsyncFn(&M, Author) -> StatusCode,
) -> Mishaps {
    let mut mishaps = Mishaps::default();
    let mut waiting: Vec<M> = Vec::new();
    for message in messages {
        waiting.push(message);
        if waiting.len() < 12 {
            continue;
        }
        let which = chance.below(waiting.len());
        mishaps.overtaken += usize::from(which > 0);
        let message = waiting.swap_remove(which);
        if chance.below(3) < 2 {
            assert_eq!(send(&message, Author::SomebodyElse).await, StatusCode::UNAUTHORIZED);
            mishaps.forged += 1;
        }
        if chance.below(3) < 2 {
            mishaps.missing += 1;
            continue;
        }
        let copies = chance.below(5);
        for _ in 0..=copies {
            assert_eq!(send(&message, Author::TheStore).await, StatusCode::OK);
        }
        mishaps.doubled += copies;
    }
    mishaps
}

/// Orders by the store's ids, each with the fields that are compared.
pub type Facts = BTreeMap<String, Value>;

fn there(store: &ReplayStore) -> Facts {
    let facts = |order: &Value| {
        let mut facts: Value =
            expected::order(order).into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let currency = order["currency"].as_str().unwrap();
        let refunds = store.shelf(&format!("orders/{}/refunds", order["id"]));
        facts["refunds"] = refunds.iter().map(|one| expected::refund(one, currency).0).collect();
        (order["id"].to_string(), sorted(facts))
    };
    let all = store.shelf("orders");
    all.iter().filter(|order| order["status"] != "trash" && id_of(order) >= FIRST).map(facts).collect()
}

fn id_of(order: &Value) -> u64 {
    order["id"].as_u64().unwrap_or_default()
}

/// Refunds have no order of their own.
fn sorted(mut facts: Value) -> Value {
    facts["refunds"].as_array_mut().unwrap().sort_by_key(Value::to_string);
    facts
}

/// The orders here whose number in the store is not below `first`, with some of their fields.
pub async fn here(world: &World, first: u64, fields: &[&str]) -> Facts {
    let (mut facts, mut next) = (Facts::new(), String::new());
    loop {
        let page = world.get(&format!("/orders?limit=200{next}")).await;
        for order in page["data"].as_array().unwrap() {
            let id = order["source_id"].as_str().unwrap().to_owned();
            let mut shown: Value =
                fields.iter().map(|field| ((*field).to_owned(), order[*field].clone())).collect();
            for line in shown["lines"].as_array_mut().into_iter().flatten() {
                let fields = line.as_object_mut().unwrap();
                fields.remove("product_id");
                fields.remove("quantity_left");
            }
            if id.parse::<u64>().unwrap() >= first {
                facts.insert(id, sorted(shown));
            }
        }
        match page["next"].as_str() {
            Some(cursor) => next = format!("&after={cursor}"),
            None => return facts,
        }
    }
}

/// The orders made of recordings, with all that is told of them.
async fn all_here(world: &World) -> Facts {
    let order = serde_json::from_slice(&recorded("051-order-tr-processing.body")).unwrap();
    let mut fields: Vec<&str> = expected::order(&order).into_iter().map(|(field, _)| field).collect();
    fields.push("refunds");
    here(world, FIRST, &fields).await
}

pub fn reconciling() -> Habits {
    Habits {
        ask_every: SignedDuration::from_millis(300),
        compare_every: SignedDuration::from_millis(0),
        ..quick()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_overtake_come_twice_are_forged_or_lost_leave_nothing_wrong_after_one_reconciliation() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, generated::store(ORDERS).await);
        // With keys that may only look, the store sends nothing by itself: the test is the messenger.
        let id =
            world.post("/stores", entered(&store, Scope::Read)).await.body["id"].as_str().unwrap().to_owned();
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(all_here(&world).await, there(&store));
        let mut chance = Chance(11);
        let messages: Vec<_> = (0..CHANGES).filter_map(|_| change(&store, &mut chance)).collect();
        let wire = Wire::new(&world, &id).await;
        let send = async |(topic, body): &(&'static str, Value), from: Author| {
            let raw = body.to_string();
            match from {
                Author::TheStore => wire.send(topic, raw.as_bytes()).await,
                Author::SomebodyElse => {
                    let forged = raw.replace("\"total\":\"", "\"total\":\"9");
                    let signed = signature(forged.as_bytes(), "another secret, of somebody else");
                    wire.send_signed(topic, forged.as_bytes(), &signed, "d9").await
                }
            }
        };
        deliver(messages, &mut chance, send).await.are_many();
        assert_ne!(all_here(&world).await, there(&store), "something was lost");
        reconcile(&world, &id).await;
        let (here, there) = (all_here(&world).await, there(&store));
        for (id, facts) in &there {
            assert_eq!(here.get(id), Some(facts), "order {id}");
        }
        assert_eq!(here.len(), there.len(), "what is gone there is gone here");
    })
    .await;
}

/// Has a store compared with once.
pub async fn reconcile(world: &World, id: &str) {
    world.wake(id).await;
    let before = world.get(&format!("/stores/{id}")).await["sync"]["finished_at"].clone();
    let worker = world.work_with(reconciling());
    world.until(id, |store| store["sync"]["finished_at"] != before).await;
    worker.end().await;
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
        assert!(there(&store).keys().eq(all_here(&world).await.keys()));
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
