//! The first reading of a large Shopify store, from files that the store writes.

use std::path::Path;
use std::time::Duration;

use commerce::replay::shopify::ShopifyStore;
use commerce::replay::shopify::bulk::Bulk;
use database::testing::on_both_engines;
use jiff::SignedDuration;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shop::syncing::Habits;

use crate::world::{World, quick, until};

async fn store() -> ShopifyStore {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../commerce/tests/fixtures/shopify");
    ShopifyStore::start(&folder).await.unwrap()
}

/// Habits that have every list read from a file.
fn exporting() -> Habits {
    Habits { export_from: 1, look_every: SignedDuration::from_millis(30), ..quick() }
}

async fn connect(world: &World, store: &ShopifyStore) -> String {
    let body = json!({
        "kind": "shopify", "name": "Kestane", "url": store.url(),
        "access_token": store.keys().access_token(), "api_secret": store.keys().api_secret(),
    });
    let answer = world.post("/stores", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["id"].as_str().unwrap().to_owned()
}

async fn read(world: &World, store: &ShopifyStore, habits: Habits) -> Value {
    let id = connect(world, store).await;
    let worker = world.work_with(habits);
    world.until_read(&id).await;
    worker.end().await;
    world.get(&format!("/stores/{id}")).await
}

/// How often the store was asked for something.
fn asked(store: &ShopifyStore, name: &str) -> usize {
    store.asked().iter().filter(|(asked, _)| asked == name).count()
}

/// Many orders more, each like the third but for its id, number and day.
fn fill(store: &ShopifyStore, many: u64) {
    store.change_orders(|orders| {
        let like = orders[2].clone();
        orders.extend((0..many).map(|number| {
            let mut order = like.clone();
            order["id"] = format!("gid://shopify/Order/{}", 6_000_000 + number).into();
            order["legacyResourceId"] = (6_000_000 + number).to_string().into();
            order["name"] = format!("#{}", 20_000 + number).into();
            order["refunds"] = json!([]);
            order["fulfillments"] = json!([]);
            order
        }));
    });
}

/// Without what differs from one database to another.
fn without_names(value: &Value) -> Value {
    const OURS: [&str; 6] = ["id", "customer_id", "product_id", "store_id", "admin_url", "created_at"];
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, _)| !OURS.contains(&name.as_str()));
            kept.map(|(name, value)| (name.clone(), without_names(value))).collect()
        }
        Value::Array(all) => all.iter().map(without_names).collect(),
        other => other.clone(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_read_from_files_is_the_same_as_one_that_is_read_page_by_page() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let yesterday = world.app.database.now().minus(SignedDuration::from_hours(24));
        store.change_orders(|orders| {
            for parcel in orders.iter_mut().flat_map(|order| order["fulfillments"].as_array_mut()).flatten() {
                (parcel["createdAt"], parcel["deliveredAt"]) = (json!(yesterday), Value::Null);
            }
        });
        let shown = read(&world, &store, exporting()).await;
        assert_eq!(shown["state"], "ready");
        assert_eq!(shown["sync"]["orders"], json!({ "done": 3, "total": 3, "skipped": 0 }));
        assert_eq!(shown["sync"]["customers"], json!({ "done": 2, "total": 2, "skipped": 0 }));
        assert_eq!(shown["sync"]["products"], json!({ "done": 2, "total": 2, "skipped": 0 }));
        assert_eq!(shown["sync"]["export"], Value::Null, "nothing is left to be told of");
        assert_eq!(asked(&store, "BulkRun"), 3);
        for list in ["Orders", "Customers", "Products", "Order"] {
            assert_eq!(asked(&store, list), 0, "{list} was asked for");
        }

        let other = World::new(database::testing::sqlite(std::sync::Arc::new(database::SystemClock))).await;
        read(&other, &store, quick()).await;
        for number in ["1001", "1002", "KS-1003"] {
            let (here, there) = (world.order(number).await, other.order(number).await);
            assert_eq!(without_names(&here), without_names(&there), "{number}");
        }
        for world in [&world, &other] {
            let boots = world.product("bot").await;
            assert_eq!(boots["variants"].as_array().unwrap().len(), 2, "{boots:#}");
        }
        let (here, there) = (world.product("bot").await, other.product("bot").await);
        assert_eq!(without_names(&here), without_names(&there));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_from_files_that_is_killed_anywhere_doubles_nothing_and_loses_nothing() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        fill(&store, 900);
        // The connection breaks every 150 kB, too.
        store.set_bulk(Bulk { looks: 2, break_after: Some(150_000), ..Bulk::default() });
        let id = connect(&world, &store).await;
        let mut chance: u64 = 42;
        for _ in 0..9 {
            let worker = world.work_with(exporting());
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            tokio::time::sleep(Duration::from_millis(chance >> 33 & 255)).await;
            worker.kill().await;
        }
        let worker = world.work_with(exporting());
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!(shown["sync"]["orders"], json!({ "done": 903, "total": 903, "skipped": 0 }));
        assert_eq!(shown["sync"]["products"]["done"], 2);
        let here = world.counted(|db| {
            use diesel::prelude::*;
            shop::schema::order::table.count().get_result(db).unwrap()
        });
        assert_eq!(here.await, 903, "each order once");
        assert_eq!(asked(&store, "BulkRun"), 3, "no list was written twice");
        let created = world.events(&["order.created"]).await;
        assert_eq!(created.len(), 903, "each was told of once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_sends_files_from_their_beginning_is_read_on_all_the_same() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        fill(&store, 300);
        let id = connect(&world, &store).await;
        store.set_bulk(Bulk { break_after: Some(300_000), ..Bulk::default() });
        let worker = world.work_with(exporting());
        world.until(&id, |store| store["sync"]["orders"]["done"].as_u64() > Some(0)).await;
        worker.kill().await;
        store.set_bulk(Bulk { no_ranges: true, ..Bulk::default() });
        let worker = world.work_with(exporting());
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!(shown["sync"]["orders"], json!({ "done": 303, "total": 303, "skipped": 0 }));
        assert_eq!(asked(&store, "BulkRun"), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_whose_beginning_was_never_heard_of_is_found_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_bulk(Bulk { lose_answer: true, ..Bulk::default() });
        let shown = read(&world, &store, exporting()).await;
        assert_eq!(shown["sync"]["products"]["done"], 2);
        assert_eq!(asked(&store, "BulkRun"), 3, "the first was not started twice");
    })
    .await;
}

/// What was told of exports while a store was read that behaves like this, and how often it was asked to write.
async fn troubles(world: &World, bulk: Bulk) -> (Vec<String>, ShopifyStore) {
    let store = store().await;
    store.set_bulk(bulk);
    let shown = read(world, &store, exporting()).await;
    assert_eq!(shown["sync"]["orders"], json!({ "done": 3, "total": 3, "skipped": 0 }));
    assert_eq!(shown["sync"]["products"], json!({ "done": 2, "total": 2, "skipped": 0 }));
    let id: shop::stores::StoreId = shown["id"].as_str().unwrap().parse().unwrap();
    let told = world.events(&["store.progress"]).await.into_iter().filter(|event| event.subject == id.0);
    let mut told: Vec<String> =
        told.filter_map(|event| event.payload["trouble"].as_str().map(str::to_owned)).collect();
    told.dedup();
    (told, store)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_becomes_of_an_export_the_store_is_read_and_its_owner_is_told() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        // Stopped by somebody, refused, not allowed: page by page at once.
        for (bulk, trouble, runs) in [
            (Bulk { cancel: 1, ..Bulk::default() }, "canceled", 3),
            (Bulk { fail: (1, "ACCESS_DENIED", 0), ..Bulk::default() }, "denied", 3),
            // Gone or gone wrong: once more.
            (Bulk { expire: 1, ..Bulk::default() }, "expired", 4),
            (Bulk { fail: (1, "INTERNAL_SERVER_ERROR", 3), ..Bulk::default() }, "failed", 4),
            (Bulk { fail: (1, "TIMEOUT", 0), ..Bulk::default() }, "timed-out", 4),
            // Each time: page by page in the end.
            (Bulk { fail: (9, "TIMEOUT", 1), ..Bulk::default() }, "timed-out", 9),
            (Bulk { refuse: Some("INVALID"), ..Bulk::default() }, "refused", 3),
        ] {
            let said = format!("{bulk:?}");
            let (told, store) = troubles(&world, bulk).await;
            assert_eq!((told, asked(&store, "BulkRun")), (vec![trouble.to_owned()], runs), "{said}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_export_is_waited_for_and_its_owner_is_told() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_bulk(Bulk { refuse: Some("LIMIT_REACHED"), ..Bulk::default() });
        let id = connect(&world, &store).await;
        let worker = world.work_with(exporting());
        let shown = world.until(&id, |store| store["sync"]["export"]["trouble"] == "busy").await;
        assert_eq!(shown["health"]["state"], "ok", "waiting is no ailment");
        assert_eq!(shown["sync"]["export"]["page_by_page"], false);
        store.set_bulk(Bulk::default());
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!((asked(&store, "Orders"), asked(&store, "Products")), (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_while_the_store_writes_is_asked_for_afterwards() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_bulk(Bulk { looks: 1, ..Bulk::default() });
        let id = connect(&world, &store).await;
        let habits = Habits { ask_every: SignedDuration::from_millis(50), ..exporting() };
        let worker = world.work_with(habits);
        world.until(&id, |store| store["sync"]["phase"] != "probe").await;
        until("the last list is written", || asked(&store, "BulkRun") == 3).await;
        let now = world.app.database.now();
        store.change_orders(|orders| {
            orders[1]["displayFinancialStatus"] = "PAID".into();
            orders[1]["updatedAt"] = json!(now);
        });
        world.until_order("1002", |order| order["status"] == "processing").await;
        worker.end().await;
        assert_eq!(asked(&store, "BulkRun"), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stores_word_that_a_file_is_there_has_it_fetched_at_once() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connect(&world, &store).await;
        let worker = world.work_with(Habits { look_every: SignedDuration::from_hours(1), ..exporting() });
        let mut said = 0;
        while world.get(&format!("/stores/{id}")).await["sync"]["state"] != "done" {
            assert!(said < 600, "nobody looked");
            said += 1;
            // Nobody listens in the moment in which the store is asked.
            let body =
                json!({ "admin_graphql_api_id": "gid://shopify/BulkOperation/1", "status": "completed" });
            let message = store.message("bulk_operations/finish", &said.to_string(), &body);
            let mut request = world.request(Method::POST, &format!("/hooks/{id}")).body(message.body.clone());
            for (name, value) in &message.headers {
                request = request.header(*name, value);
            }
            assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        worker.end().await;
        assert_eq!(asked(&store, "BulkRun"), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_all_anew_from_files_tells_of_nothing_that_is_known() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let shown = read(&world, &store, exporting()).await;
        let before = world.events(&["order.created", "order.updated"]).await.len();
        let path = format!("/stores/{}", shown["id"].as_str().unwrap());
        assert_eq!(world.post(&format!("{path}/sync"), json!({})).await.status, StatusCode::ACCEPTED);
        let worker = world.work_with(exporting());
        world.until_read(shown["id"].as_str().unwrap()).await;
        worker.end().await;
        assert_eq!(asked(&store, "BulkRun"), 6);
        assert_eq!(world.events(&["order.created", "order.updated"]).await.len(), before);
        let shown = world.get(&path).await;
        assert_eq!(shown["sync"]["orders"], json!({ "done": 3, "total": 3, "skipped": 0 }));
    })
    .await;
}
