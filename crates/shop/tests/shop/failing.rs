//! Stores that are of no use: their health says so, and nothing else breaks.

use commerce::replay::Fault;
use database::testing::on_both_engines;
use database::{DbError, Time, Tx};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::{Value, json};
use shop::schema;
use shop::stores::StoreId;
use shop::syncing::Habits;

use crate::coupons::eager;
use crate::world::{World, busy_store, hasty, recorded_store};

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_with_a_store_its_health_says_so_and_it_recovers() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let worker = world.work_with(hasty());
        for (fault, code, state) in [
            (Fault::MaintenancePage, "page-instead-of-data", "failed"),
            (Fault::Firewall, "forbidden", "failed"),
            (Fault::KeysRevoked, "keys-refused", "failed"),
            (Fault::Hangs, "timed-out", "syncing"),
            (Fault::Breaks, "unreachable", "syncing"),
            (Fault::Huge, "unreadable", "failed"),
            // After a complaint the store is asked more gently, which takes its time.
            (Fault::RateLimited(1), "rate-limited", "syncing"),
            (Fault::Unavailable(1), "busy", "syncing"),
        ] {
            store.set_fault(Some(fault));
            world.post(&format!("/stores/{id}/sync"), json!({})).await;
            let ill = world.until(&id, |store| store["health"]["code"] == code).await;
            assert_eq!(ill["state"], state, "{fault:?}");
            assert!(
                world.get("/orders").await["data"].as_array().unwrap().len() > 10,
                "orders are still here"
            );
            store.set_fault(None);
            world.until(&id, |store| store["health"]["state"] == "ok" && store["state"] == "ready").await;
        }
        worker.end().await;
        let told = world.events(&["store.failed"]).await;
        assert!(told.len() >= 8, "{}", told.len());
        assert!(told.iter().all(|event| event.payload["code"].is_string()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_says_how_old_it_is_and_why_while_its_store_is_not_read() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let orders = world.get("/orders").await["data"].as_array().unwrap().clone();
        let order = orders.iter().find(|order| order["customer_id"].is_string()).unwrap();
        assert_eq!(order["store_state"], Value::Null, "all is well");
        let page = format!("/orders/{}", order["id"].as_str().unwrap());
        let facts = format!("/customers/{}/order-facts", order["customer_id"].as_str().unwrap());
        assert_eq!(world.get(&facts).await["stale_stores"], json!([]));

        let worker = world.work();
        for (fault, code) in [(Fault::KeysRevoked, "keys-refused"), (Fault::Breaks, "unreachable")] {
            store.set_fault(Some(fault));
            world.post(&format!("/stores/{id}/sync"), json!({})).await;
            world.until(&id, |store| store["health"]["code"] == code).await;
            let told = world.get(&page).await["store_state"].clone();
            assert_eq!(told["code"], code);
            let as_of: Time = told["as_of"].as_str().unwrap().parse().unwrap();
            assert!(as_of <= world.app.database.now(), "{told}");
            assert_eq!(world.get("/orders").await["data"][0]["store_state"], told);
            let stores = world.get(&facts).await["stale_stores"].clone();
            assert_eq!(stores[0]["state"], told);
            assert_eq!(stores[0]["store_id"], id.as_str());
            store.set_fault(None);
            world.until(&id, |store| store["health"]["state"] == "ok" && store["state"] == "ready").await;
            assert_eq!(world.get(&page).await["store_state"], Value::Null, "it is well again");
        }
        worker.end().await;

        // Nothing is wrong, but nobody has asked for an hour.
        let hour_ago = read_an_hour_ago(&world, &id).await;
        assert_eq!(world.get(&page).await["store_state"], json!({ "code": "behind", "as_of": hour_ago }));

        // What was taken away tells nothing more, and its orders stay.
        world.delete(&format!("/stores/{id}")).await;
        assert_eq!(world.get(&page).await["store_state"]["code"], "disconnected");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_end_is_given_up() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        store.set_fault(Some(Fault::EndlessPages));
        let worker = world.work();
        world.until(&id, |store| store["health"]["code"] == "endless-pages").await;
        assert!(store.requests().len() < 200, "it is not asked for ever");
        store.set_fault(None);
        world.until(&id, |store| store["state"] == "ready").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_asks_for_patience_gets_it_and_nothing_is_lost() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, busy_store(120).await);
        let id = world.connect(&store).await;
        let worker = world.work();
        for _ in 0..3 {
            tokio::time::sleep(std::time::Duration::from_millis(60)).await;
            store.set_fault(Some(Fault::RateLimited(1)));
            tokio::time::sleep(std::time::Duration::from_millis(60)).await;
            store.set_fault(None);
        }
        let done = world.until(&id, |store| store["state"] == "ready").await;
        assert_eq!(done["sync"]["orders"]["done"], done["sync"]["orders"]["total"]);
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_slow_is_asked_more_gently_until_it_is_quick_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let pace = |store: &Value| store["sync"]["pace"].clone();
        let full = json!({ "at_once": 2, "pause_ms": 0 });
        assert_eq!(pace(&world.get(&format!("/stores/{id}")).await), full);
        store.script(std::iter::repeat_n(Some(Fault::Slow(3_100)), 3));
        world.wake(&id).await;
        let habits = Habits {
            slow_from: SignedDuration::from_secs(3),
            patience: std::time::Duration::from_secs(600),
            ..eager()
        };
        let worker = world.work_with(habits);
        let slowed = world.until(&id, |store| pace(store)["pause_ms"].as_u64() > Some(0)).await;
        assert_eq!(pace(&slowed)["at_once"], 1);
        assert_eq!(slowed["health"]["state"], "ok", "it only takes its time");
        world.until(&id, |store| pace(store) == full).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_store_does_not_answer_everything_is_shown_as_it_is_known_with_its_age_and_why() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let known = world.order("47").await;
        let hour_ago = read_an_hour_ago(&world, &id).await;
        store.set_fault(Some(Fault::Hangs));
        let before = store.requests().len();
        world.wake(&id).await;
        let worker = world.work_with(Habits { patience: std::time::Duration::from_secs(600), ..eager() });
        for _ in 0..1200 {
            if store.requests().len() > before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert!(store.requests().len() > before, "the store is asked, and does not answer");
        let order = known["id"].as_str().unwrap();
        let customer = known["customer_id"].as_str().unwrap();
        let stale = json!({ "code": "behind", "as_of": hour_ago });
        let shown = world.get(&format!("/orders/{order}")).await;
        assert_eq!(shown["store_state"], stale);
        for field in ["total", "lines", "notes", "shipments", "status"] {
            assert_eq!(shown[field], known[field], "{field}");
        }
        let list = world.get(&format!("/orders?customer={customer}")).await;
        assert!(list["data"].as_array().unwrap().iter().all(|order| order["store_state"] == stale));
        let facts = world.get(&format!("/customers/{customer}/order-facts")).await;
        assert_eq!(facts["stale_stores"][0]["state"], stale);
        assert!(!world.get("/products").await["data"].as_array().unwrap().is_empty());
        assert_eq!(world.get(&format!("/stores/{id}")).await["state"], "ready");
        worker.kill().await;
    })
    .await;
}

/// As if nobody had asked a store for an hour; when that was.
async fn read_an_hour_ago(world: &World, id: &str) -> Time {
    let hour_ago = world.app.database.now().plus(-SignedDuration::from_hours(1));
    let (workspace, known) = (world.workspace, id.parse::<StoreId>().unwrap());
    let write = move |tx: &mut Tx<'_>| {
        let mut progress = shop::syncing::find(tx.db, workspace, known)?.unwrap().progress;
        progress.read_until = Some(hour_ago);
        let row = schema::store_sync::table.find((workspace, known));
        diesel::update(row).set(schema::store_sync::progress.eq(progress)).execute(tx.db)?;
        Ok::<_, DbError>(())
    };
    world.app.database.write(write).await.unwrap();
    hour_ago
}

#[tokio::test(flavor = "multi_thread")]
async fn one_store_that_hangs_does_not_hold_up_another() {
    on_both_engines(|data| async {
        let (world, good, bad) = (World::new(data).await, recorded_store().await, recorded_store().await);
        let stuck = world.connect(&bad).await;
        bad.set_fault(Some(Fault::Hangs));
        let fine = world.connect(&good).await;
        let worker = world.work_with(hasty());
        world.until_read(&fine).await;
        world.until(&stuck, |store| store["health"]["code"] == "timed-out").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_switched_off_is_switched_on_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        // We refuse what the store sends, as if our secret had been lost; it gives up without a word.
        let right = change_secret(&world, &id, "x").await;
        for number in 0..8 {
            store.change("orders", "51", &json!({ "customer_note": number.to_string() })).unwrap();
            store.settled().await;
        }
        assert!(store.deliveries().iter().any(|sent| sent.answered == Some(401)));
        change_secret(&world, &id, &right).await;
        let sent = store.deliveries().len();
        store.change("orders", "51", &json!({ "customer_note": "lost" })).unwrap();
        store.settled().await;
        assert_eq!(store.deliveries().len(), sent, "the store has switched it off");

        world.post(&format!("/stores/{id}/sync"), json!({})).await;
        let worker = world.work();
        let shown = world.until(&id, |store| store["health"]["code"] == "webhooks-failing").await;
        assert_eq!(
            (&shown["webhooks"]["state"], &shown["webhooks"]["failing"]),
            (&json!("failing"), &json!(1))
        );
        world.until_order("51", |order| order["customer_note"] == "lost").await;
        worker.end().await;
        store.change("orders", "51", &json!({ "customer_note": "heard" })).unwrap();
        store.settled().await;
        assert_eq!(world.order("51").await["customer_note"], "heard");
    })
    .await;
}

/// Changes the sealed secret of a store and has its webhooks looked at again; returns the secret before.
async fn change_secret(world: &World, store: &str, sealed: &str) -> String {
    let (workspace, id) = (world.workspace, store.parse::<shop::stores::StoreId>().unwrap());
    let sealed = match sealed {
        "x" => world.app.secrets.seal(&format!("store.webhook_secret:{store}"), &"x".repeat(32)),
        known => known.to_owned(),
    };
    world
        .app
        .database
        .write(move |tx| {
            let row = schema::store::table.find((workspace, id));
            let before = row.select(schema::store::webhook_secret).first(tx.db)?;
            let change = (
                schema::store::webhook_secret.eq(sealed),
                schema::store::webhooks.eq(shop::stores::Webhooks::default()),
            );
            diesel::update(row).set(change).execute(tx.db)?;
            Ok::<String, database::DbError>(before)
        })
        .await
        .unwrap()
}
