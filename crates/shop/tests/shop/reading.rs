//! Reading a store: all of it, exactly, whatever happens meanwhile.

use std::collections::BTreeSet;

use commerce::PlainHttp;
use commerce::model::{Contact, StoreOrder};
use commerce::replay::ReplayStore;
use commerce::woocommerce::authorize::Scope;
use commerce::woocommerce::{Client, Stamp, probe};
use database::testing::on_both_engines;
use diesel::prelude::*;
use serde_json::{Value, json};
use shop::schema;
use shop::syncing::Habits;

use crate::world::{World, busy_store, quick, recorded_store};

fn stamp() -> impl Fn() -> Stamp + Send + Sync + Clone + 'static {
    #[expect(clippy::disallowed_methods, reason = "the store under test compares with the real time")]
    || {
        let mut nonce = [0; 16];
        nonce.copy_from_slice(&database::secrets::fresh_token().as_bytes()[..16]);
        Stamp { at: jiff::Timestamp::now(), nonce }
    }
}

/// The store asked directly.
pub async fn client(store: &ReplayStore) -> Client<PlainHttp> {
    let http = PlainHttp::new().unwrap();
    let probed = probe(&http, &store.url(), &store.keys(Scope::ReadWrite), stamp()).await.unwrap();
    Client::new(probed.connection, http, stamp())
}

pub fn money(money: commerce::money::Money) -> Value {
    json!({ "amount": money.to_string(), "currency": money.currency })
}

pub fn time(at: Option<jiff::Timestamp>) -> Value {
    at.map_or(Value::Null, |at| json!(database::Time::from(at)))
}

fn address(contact: &Contact) -> Value {
    let all = json!({
        "name": contact.name(), "first_name": contact.first_name, "last_name": contact.last_name, "company": contact.company, "line1": contact.address_1, "line2": contact.address_2,
        "city": contact.city, "state": contact.state, "postcode": contact.postcode, "country": contact.country,
        "email": contact.email, "phone": contact.phone,
    });
    all.as_object()
        .unwrap()
        .iter()
        .filter(|(_, v)| !v.is_null())
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// Compares every field of an order here with the order there.
async fn same(there: &Client<PlainHttp>, order: &StoreOrder, here: &Value) {
    let totals = order.totals;
    for (field, expected) in [
        ("number", json!(order.number)),
        ("source_id", json!(order.source_id)),
        ("raw_status", json!(order.status.raw)),
        ("currency", json!(order.currency)),
        ("total", money(totals.total)),
        ("subtotal", money(totals.items.checked_add(totals.discount).unwrap())),
        ("discount_total", money(totals.discount)),
        ("shipping_total", money(totals.shipping)),
        ("tax_total", money(totals.tax)),
        ("refunded_total", money(totals.refunded)),
        ("placed_at", time(Some(order.placed_at))),
        ("modified_at", time(Some(order.modified_at))),
        ("paid_at", time(order.paid_at)),
        ("completed_at", time(order.completed_at)),
        ("email", json!(order.email)),
        ("phone", json!(order.phone)),
        ("payment_method", json!(order.payment_method)),
        ("shipping_method", json!(order.shipping_method)),
        ("customer_note", json!(order.customer_note)),
        ("billing", address(&order.billing)),
        ("shipping", address(&order.shipping)),
    ] {
        assert_eq!(here[field], expected, "{field} of {}", order.number);
    }
    let lines: Vec<Value> = order
        .lines
        .iter()
        .map(|line| {
            json!({
                "source_id": line.source_id, "name": line.name, "sku": line.sku, "quantity": line.quantity, "unit_price": money(line.unit_price),
                "total": money(line.total), "tax": money(line.tax), "image_url": line.image_url,
                "product_source_id": line.product_id, "variant_source_id": line.variation_id,
                "options": line.options.iter().map(|(n, v)| json!({ "name": n, "value": v })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut shown = here["lines"].as_array().unwrap().clone();
    for line in &mut shown {
        let fields = line.as_object_mut().unwrap();
        fields.remove("product_id");
        fields.remove("quantity_left");
    }
    assert_eq!(shown, lines, "{}", order.number);
    let (mut refunds, _) = there.refunds(&order.source_id, order.currency).all().await.unwrap();
    refunds.sort_by_key(|refund| refund.refunded_at);
    let shown = here["refunds"].as_array().unwrap().iter();
    let three = |one: &Value| json!({ "amount": one["amount"], "reason": one["reason"], "at": one["at"] });
    let mut shown: Vec<Value> = shown.map(three).collect();
    shown.sort_by_key(|refund| refund["at"].to_string());
    let refunds: Vec<Value> = refunds
        .iter()
        .map(|r| json!({ "amount": money(r.amount), "reason": r.reason, "at": time(r.refunded_at) }))
        .collect();
    assert_eq!(shown, refunds, "{}", order.number);
    let notes: BTreeSet<String> =
        there.notes(&order.source_id).await.unwrap().into_iter().map(|n| n.text).collect();
    let shown: BTreeSet<String> =
        here["notes"].as_array().unwrap().iter().map(|n| n["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(shown, notes, "{}", order.number);
    let parcels: Vec<Value> = order.shipments.iter().map(|parcel| json!(parcel.number)).collect();
    let shown: Vec<Value> =
        here["shipments"].as_array().unwrap().iter().map(|parcel| parcel["number"].clone()).collect();
    assert_eq!(shown, parcels, "{}", order.number);
}

/// Every order there is here, once, with every field; nothing else is.
async fn all_is_here(world: &World, store: &ReplayStore) {
    let there = client(store).await;
    let (orders, skipped) = there.orders(None).all().await.unwrap();
    assert!(skipped.is_empty());
    let total = orders.len() as i64;
    for order in &orders {
        let here = world.order(&order.number).await;
        assert!(here.is_object(), "{} is missing", order.number);
        same(&there, order, &here).await;
    }
    let here = world.counted(|db| schema::order::table.count().get_result(db).unwrap()).await;
    assert_eq!(here, total, "orders are doubled or lost");
    let lines = orders.iter().map(|order| order.lines.len() as i64).sum::<i64>();
    let here = world.counted(|db| schema::order_line::table.count().get_result(db).unwrap()).await;
    assert_eq!(here, lines, "lines are doubled or lost");
    let (products, _) = there.products("TRY".parse().unwrap(), None).all().await.unwrap();
    let here = world.counted(|db| schema::product::table.count().get_result(db).unwrap()).await;
    assert_eq!(here, products.len() as i64, "products are doubled or lost");
    let variants = products.iter().map(|product| product.variation_ids.len() as i64).sum::<i64>();
    assert!(variants > 0);
    let here = world.counted(|db| schema::product_variant::table.count().get_result(db).unwrap()).await;
    assert_eq!(here, variants, "variants are doubled or lost");
    let here = world.counted(|db| schema::product_original::table.count().get_result(db).unwrap()).await;
    assert_eq!(here, products.len() as i64, "what the store wrote is kept of each");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_reading_brings_every_field_of_the_recorded_store() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        all_is_here(&world, &store).await;

        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((shown["state"].as_str(), shown["health"]["state"].as_str()), (Some("ready"), Some("ok")));
        assert_eq!(
            (shown["currency"].as_str(), shown["time_zone"].as_str()),
            (Some("TRY"), Some("Europe/Istanbul"))
        );
        for (kind, most) in [("orders", 5), ("customers", 5), ("products", 5), ("coupons", 1), ("reviews", 1)]
        {
            let count = &shown["sync"][kind];
            assert_eq!((&count["done"], &count["skipped"]), (&count["total"], &json!(0)), "{kind}");
            assert!(count["done"].as_u64().unwrap() > most, "{kind}");
        }
        assert_eq!(shown["webhooks"], json!({ "state": "active", "created": 15, "failing": 0 }));
        let told = world.events(&["order.created"]).await;
        assert!(told.iter().all(|event| event.payload["history"] == true), "history is no news");
        assert_eq!(world.events(&["store.connected", "store.synced"]).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_share_the_stores_and_never_read_one_twice() {
    let data = database::testing::postgres(std::sync::Arc::new(database::SystemClock));
    let (world, (store, _folder)) = (World::new(data).await, busy_store(150).await);
    let id = world.connect(&store).await;
    // None of them dies, so nobody takes over from one that is only slow.
    let patient = || Habits { lease: Habits::default().lease, ..quick() };
    let workers = (world.work_with(patient()), world.work_with(patient()), world.work_with(patient()));
    world.until_read(&id).await;
    workers.0.end().await;
    workers.1.end().await;
    workers.2.end().await;
    let pages: Vec<String> =
        store.requests().into_iter().filter(|asked| asked.contains("/wc/v3/orders?per_page=100")).collect();
    let distinct: BTreeSet<&str> =
        pages.iter().filter_map(|asked| asked.split("&page=").nth(1)?.split('&').next()).collect();
    assert_eq!(pages.len(), distinct.len(), "{pages:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_without_a_message_is_noticed_and_what_is_gone_too() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let there = client(&store).await;
        // The store forgets to tell.
        for webhook in there.webhooks().all().await.unwrap().0 {
            there.delete_webhook(&webhook.source_id).await.unwrap();
        }
        store.change("orders", "51", &json!({ "status": "on-hold" })).unwrap();
        assert_eq!(world.order("51").await["status"], "processing");

        let habits = Habits {
            ask_every: jiff::SignedDuration::from_millis(100),
            compare_every: jiff::SignedDuration::from_millis(100),
            ..quick()
        };
        let (stop, stopped) = tokio::sync::watch::channel(false);
        world.patch(&format!("/stores/{id}"), json!({ "state": "paused" })).await;
        world.patch(&format!("/stores/{id}"), json!({ "state": "ready" })).await;
        let running = tokio::spawn(shop::syncing::run_with(world.app.clone(), habits, stopped));
        world.until_order("51", |order| order["status"] == "on_hold").await;
        store.change("orders", "48", &json!({ "status": "trash" })).unwrap();
        world.until_order("48", |order| order["status"] == "trash").await;
        // One that the store has deleted for good.
        let mut ghost: Value =
            serde_json::from_slice(&crate::world::recorded("051-order-tr-processing.body")).unwrap();
        (ghost["id"], ghost["number"]) = (json!(77_777), json!("77777"));
        let body = ghost.to_string();
        let signature =
            commerce::woocommerce::webhook::signature(body.as_bytes(), &world.webhook_secret(&id).await);
        let sent = world
            .request(reqwest::Method::POST, &format!("/hooks/{id}"))
            .header("x-wc-webhook-topic", "order.created")
            .header("x-wc-webhook-signature", signature)
            .body(body);
        assert_eq!(crate::world::answer(sent).await.status, 200);
        world.until_order("77777", |order| order["status"] == "trash").await;
        stop.send(true).unwrap();
        running.await.unwrap();
    })
    .await;
}
