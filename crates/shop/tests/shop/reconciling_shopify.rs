//! The same for a Shopify store, whose messages only say that something changed.

use std::path::Path;

use commerce::replay::shopify::{ShopifyStore, SignedMessage};
use database::testing::on_both_engines;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::generated::Chance;
use crate::reconciling::{Author, Facts, deliver, here, reconcile};
use crate::shopify::{self, connected};
use crate::world::World;

const ORDERS: u64 = 120;
/// The store's number of the first order that is made.
const FIRST: u64 = 6_000_000;
/// Changes in the store. Of each kind of mishap there are about a thousand.
const CHANGES: u64 = 2200;

/// The store with many more orders, each like its first.
async fn store() -> ShopifyStore {
    let store = shopify::store().await;
    store.change_orders(|orders| {
        let like = orders[0].clone();
        orders.extend((FIRST..FIRST + ORDERS).map(|id| {
            let mut order = like.clone();
            order["id"] = format!("gid://shopify/Order/{id}").into();
            order["legacyResourceId"] = id.to_string().into();
            order["name"] = format!("#{id}").into();
            order
        }));
    });
    store
}

fn money(amount: &str) -> Value {
    json!({ "presentmentMoney": { "amount": amount, "currencyCode": "TRY" }, "shopMoney": { "amount": amount, "currencyCode": "TRY" } })
}

/// The `nth` change: of an order's amount, of its lines, a refund, or its end.
fn change(store: &ShopifyStore, nth: u64, chance: &mut Chance) -> Option<SignedMessage> {
    let id = FIRST + chance.below(ORDERS.try_into().unwrap()) as u64;
    let mut told = None;
    let began: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
    let at = (began + SignedDuration::from_secs(nth.try_into().unwrap())).to_string();
    let legacy = id.to_string();
    store.change_orders(|orders| {
        let Some(place) = orders.iter().position(|order| order["legacyResourceId"] == legacy) else {
            return;
        };
        let order = &mut orders[place];
        order["updatedAt"] = at.clone().into();
        let price = format!("{}.{:02}", 900 + chance.below(900), chance.below(100));
        told = match chance.below(1000) {
            0..=9 => {
                orders.remove(place);
                Some(("orders/delete", json!({ "id": id })))
            }
            // Nobody is told of that.
            10..=14 => {
                orders.remove(place);
                None
            }
            15..=300 => {
                order["lineItems"]["nodes"][0]["quantity"] = (1 + chance.below(9)).into();
                Some(("orders/updated", json!({ "id": id })))
            }
            301..=500 => {
                let given_back = order["refunds"].as_array().unwrap().len() as u64;
                order["refunds"].as_array_mut().unwrap().push(json!({
                    "legacyResourceId": (8_100_000 + nth).to_string(), "createdAt": at, "note": "x",
                    "totalRefundedSet": money("1.00"), "refundLineItems": { "nodes": [] },
                    "transactions": { "nodes": [{ "kind": "REFUND", "status": "SUCCESS" }] },
                }));
                // Two of them were there before: one of 300, one of nothing.
                order["totalRefundedSet"] = money(&format!("{}.00", 300 + given_back - 1));
                Some(("refunds/create", json!({ "id": nth, "order_id": id })))
            }
            _ => {
                order["totalPriceSet"] = money(&price);
                Some(("orders/updated", json!({ "id": id })))
            }
        };
    });
    told.map(|(topic, body)| store.message(topic, &format!("message-{nth}"), &body))
}

fn amount(of: &Value) -> Value {
    let amount = of["presentmentMoney"]["amount"].as_str().unwrap();
    let whole = amount.split_once('.').unwrap_or((amount, ""));
    json!({ "amount": format!("{}.{:0<2}", whole.0, whole.1), "currency": "TRY" })
}

fn number(gid: &Value) -> String {
    Path::new(gid.as_str().unwrap()).file_name().unwrap().to_str().unwrap().to_owned()
}

fn there(store: &ShopifyStore) -> Facts {
    let mut facts = Facts::new();
    store.change_orders(|orders| {
        let is_made = |order: &&Value| order["legacyResourceId"].as_str().unwrap().starts_with('6');
        for order in orders.iter().filter(is_made) {
            let lines = order["lineItems"]["nodes"].as_array().unwrap().iter();
            let lines: Value = lines.map(|line| json!([number(&line["id"]), line["quantity"]])).collect();
            let refunds = order["refunds"].as_array().unwrap().iter();
            let refunds = refunds.map(|one| amount(&one["totalRefundedSet"]));
            let mut refunds: Vec<Value> = refunds.filter(|one| one["amount"] != "0.00").collect();
            refunds.sort_by_key(Value::to_string);
            let fact = json!({
                "total": amount(&order["totalPriceSet"]), "refunded_total": amount(&order["totalRefundedSet"]),
                "modified_at": order["updatedAt"].as_str().unwrap().replace('Z', ".000Z"),
                "lines": lines, "refunds": refunds,
            });
            facts.insert(order["legacyResourceId"].as_str().unwrap().to_owned(), fact);
        }
    });
    facts
}

async fn known(world: &World) -> Facts {
    let fields = ["total", "refunded_total", "modified_at", "lines", "refunds"];
    let mut facts = here(world, FIRST, &fields).await;
    for order in facts.values_mut() {
        let lines = order["lines"].as_array().unwrap().iter();
        order["lines"] = lines.map(|line| json!([line["source_id"], line["quantity"]])).collect();
        let refunds = order["refunds"].as_array().unwrap().iter();
        let mut refunds: Vec<Value> = refunds.map(|refund| refund["amount"].clone()).collect();
        refunds.sort_by_key(Value::to_string);
        order["refunds"] = refunds.into();
    }
    facts
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_that_overtake_come_twice_are_forged_or_lost_leave_nothing_wrong_after_one_reconciliation() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        assert_eq!(known(&world).await, there(&store));
        let mut chance = Chance(7);
        // What a message is about is asked for while more of them come.
        let worker = world.work();
        let messages: Vec<_> = (0..CHANGES).filter_map(|nth| change(&store, nth, &mut chance)).collect();
        let send = async |message: &SignedMessage, from: Author| {
            let mut sent = message.clone();
            if let Author::SomebodyElse = from {
                sent.body = sent.body.replace("\"id\":", "\"id\":1");
            }
            shopify::deliver(&world, &id, &sent).await
        };
        deliver(messages, &mut chance, send).await.are_many();
        worker.end().await;
        for nth in CHANGES..CHANGES + ORDERS {
            // Nobody hears of the last ones.
            drop(change(&store, nth, &mut chance));
        }
        assert_ne!(known(&world).await, there(&store), "something was lost");
        reconcile(&world, &id).await;
        let (here, there) = (known(&world).await, there(&store));
        for (id, facts) in &there {
            assert_eq!(here.get(id), Some(facts), "order {id}");
        }
        assert_eq!(here.len(), there.len(), "what is gone there is gone here");
    })
    .await;
}
