//! What moves no date in the store and is told by no message is noticed all the same.

use database::testing::on_both_engines;
use database::{DbError, Time};
use diesel::prelude::*;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::schema::{order_detail, store_errand};

use crate::coupons::{eager, until};
use crate::shopify::{connected, deliver, store as shopify_store};
use crate::world::{World, recorded_store};

fn notes(order: &Value) -> Vec<&str> {
    order["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_is_written_late_comes_with_the_next_look_and_is_told_once() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        store.write_note(51, &json!({ "note": "Kargo firması aradı", "customer_note": false }));
        world.wake(&id).await;
        let worker = world.work_with(eager());
        world.until_order("51", |order| notes(order).contains(&"Kargo firması aradı")).await;
        let asked = || store.requests().iter().filter(|asked| asked.contains("/orders/51/notes")).count();
        let before = asked();
        for _ in 0..1200 {
            if asked() > before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        worker.end().await;
        assert!(asked() > before, "it is looked at day by day");
        let told = world.events(&["order.noted"]).await;
        assert_eq!(told.len(), 1, "only what is new is told: {told:?}");
        assert_eq!(told[0].payload["order_id"], world.order("51").await["id"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_opened_has_its_notes_asked_for_when_they_are_old() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let worker = world.work();
        store.write_note(47, &json!({ "note": "Komşuya bırakıldı", "customer_note": true }));
        let order = world.order("47").await;
        world.until(&id, |store| store["sync"]["state"] == "done").await;
        let asked = || store.requests().iter().filter(|asked| asked.contains("/orders/47/notes")).count();
        assert_eq!(asked(), 1, "what was read a moment ago is fresh");
        let order: shop::orders::OrderId = order["id"].as_str().unwrap().parse().unwrap();
        let workspace = world.workspace;
        let aged = world.app.database.write(move |tx| {
            let long_ago = order_detail::notes_read_at.eq(Time::from_micros(0));
            diesel::update(order_detail::table.find((workspace, order))).set(long_ago).execute(tx.db)?;
            Ok::<_, DbError>(())
        });
        aged.await.unwrap();
        let shown = world.until_order("47", |order| notes(order).contains(&"Komşuya bırakıldı")).await;
        let note = shown["notes"].as_array().unwrap().iter().find(|note| note["text"] == "Komşuya bırakıldı");
        assert_eq!(note.unwrap()["customer_note"], true);
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_changed_without_a_message_is_noticed() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        store.change_silently("customers", "6", &json!({ "email": "yeni06@example.com" }));
        world.wake(&id).await;
        let worker = world.work_with(eager());
        let has = |customer: &Value, value: &str| {
            let mut identities = customer["identities"].as_array().into_iter().flatten();
            identities.any(|one| one["value"] == value)
        };
        let list = "/customers?q=c00%40example.com";
        let found = until(&world, list, |customer| has(customer, "yeni06@example.com")).await;
        worker.end().await;
        assert!(has(&found, &format!("{id}/6")), "{found:#}");
    })
    .await;
}

/// Waits until no store has anything left to be asked for.
async fn until_all_was_asked(world: &World) {
    for _ in 0..1200 {
        if world.counted(|db| store_errand::table.count().get_result(db).unwrap()).await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("a minute is over, and there are errands left");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timeline_of_a_shopify_order_comes_when_it_is_opened_and_not_once_its_customer_is_forgotten() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, shopify_store().await);
        let comment = json!({
            "id": "gid://shopify/CommentEvent/7", "createdAt": "2026-11-21T09:00:00Z", "appTitle": null,
            "message": "Ayşe aradı", "rawMessage": "Ayşe aradı", "writer": { "name": "Deniz Kaya" },
        });
        let sent = json!({
            "id": "gid://shopify/BasicEvent/7", "createdAt": "2026-11-21T08:00:00Z", "appTitle": null,
            "message": "Sent to <a href=\"/x\">Ayşe</a>", "doer": "Shopify",
        });
        store.change_orders(|orders| orders[0]["kept"] = json!({ "events": { "nodes": [comment, sent] } }));
        let id = connected(&world, &store).await;
        assert_eq!(world.order("1001").await["notes"], json!([]), "it is asked for once it is opened");
        let worker = world.work();
        let order = world.until_order("1001", |order| notes(order).len() == 2).await;
        worker.end().await;
        let expected = json!([
            { "text": "Sent to Ayşe", "author": "Shopify", "customer_note": false, "at": "2026-11-21T08:00:00.000Z" },
            { "text": "Ayşe aradı", "author": "Deniz Kaya", "customer_note": false, "at": "2026-11-21T09:00:00.000Z" },
        ]);
        assert_eq!(order["notes"], expected);

        let forget = json!({
            "shop_domain": "kestane.myshopify.com", "orders_to_redact": [5_001_001],
            "customer": { "id": 7001, "email": "ayse.yilmaz@example.com", "phone": "+905321234567" },
        });
        let forget = store.message("customers/redact", "r1", &forget);
        assert_eq!(deliver(&world, &id, &forget).await, StatusCode::OK);
        let order: shop::orders::OrderId = order["id"].as_str().unwrap().parse().unwrap();
        let workspace = world.workspace;
        let aged = world.app.database.write(move |tx| {
            let long_ago = order_detail::notes_read_at.eq(Time::from_micros(0));
            diesel::update(order_detail::table.find((workspace, order))).set(long_ago).execute(tx.db)?;
            Ok::<_, DbError>(())
        });
        aged.await.unwrap();
        assert_eq!(world.order("1001").await["notes"], json!([]));
        let worker = world.work();
        until_all_was_asked(&world).await;
        worker.end().await;
        assert_eq!(world.order("1001").await["notes"], json!([]), "what names them does not come back");
    })
    .await;
}
