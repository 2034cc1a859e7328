//! A Shopify store: connected, read, kept in step, and what the law lets people demand of it.

use std::path::{Path, PathBuf};

use commerce::replay::shopify::{ShopifyStore, SignedMessage};
use database::testing::on_both_engines;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::acting::Desk;
use crate::world::{World, quick, until};

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../commerce/tests/fixtures/shopify")
}

pub async fn store() -> ShopifyStore {
    ShopifyStore::start(&folder()).await.unwrap()
}

fn entered(store: &ShopifyStore) -> Value {
    json!({
        "kind": "shopify", "name": "Kestane", "url": store.url(),
        "access_token": store.keys().access_token(), "api_secret": store.keys().api_secret(),
    })
}

pub async fn connected(world: &World, store: &ShopifyStore) -> String {
    let answer = world.post("/stores", entered(store)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let id = answer.body["id"].as_str().unwrap().to_owned();
    let worker = world.work();
    world.until_read(&id).await;
    worker.end().await;
    id
}

pub async fn deliver(world: &World, store: &str, message: &SignedMessage) -> StatusCode {
    let mut request = world.request(Method::POST, &format!("/hooks/{store}")).body(message.body.clone());
    for (name, value) in &message.headers {
        request = request.header(*name, value);
    }
    request.send().await.unwrap().status()
}

/// Whether nothing in it begins as Shopify's tokens and secrets do.
pub fn no_key_in(shown: &Value) -> bool {
    let shown = shown.to_string();
    ["shpat_", "shpss_", "shprt_"].iter().all(|begin| !shown.contains(begin))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_connected_by_a_token_and_read_with_all_that_hangs_on_its_orders() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["kind"], &shown["state"]), (&json!("shopify"), &json!("ready")));
        assert_eq!((&shown["currency"], &shown["time_zone"]), (&json!("TRY"), &json!("Europe/Istanbul")));
        assert_eq!(shown["sync"]["orders"], json!({ "done": 3, "total": 3, "skipped": 0 }));
        assert_eq!(shown["sync"]["customers"]["done"], 2);
        assert_eq!(shown["sync"]["products"]["done"], 2);
        assert_eq!(
            (&shown["webhooks"]["state"], &shown["webhooks"]["created"]),
            (&json!("active"), &json!(15))
        );
        assert_eq!(store.webhooks().len(), 15);
        assert_eq!(store.webhooks()[0]["uri"], format!("{}/hooks/{id}", world.url));
        assert!(no_key_in(&shown), "keys are never shown: {shown}");

        let order = world.order("1001").await;
        assert_eq!((&order["status"], &order["total"]["amount"]), (&json!("completed"), &json!("1259.80")));
        assert_eq!((&order["customer_name"], &order["language"]), (&json!("Ayşe Yılmaz"), &json!("tr")));
        assert_eq!(order["admin_url"], format!("{}/admin/orders/5001001", store.url()));
        assert_eq!(order["note"], "Kapıyı çalmayın, bebek uyuyor.");
        assert_eq!(order["customer_note"], Value::Null, "the store's people write on it, too");
        assert_eq!(order["refunds"][0]["amount"]["amount"], "300.00");
        assert_eq!(order["refunds"][0]["reason"], "Tabanlık geri geldi");
        let paid = json!({
            "amount": { "amount": "1259.80", "currency": "TRY" }, "state": "paid", "method": "iyzico •••• 4242",
            "gateway": "iyzico", "transaction_id": "iyz_70", "at": "2026-11-20T09:16:00.000Z",
        });
        assert_eq!(order["payments"][1], paid);
        assert_eq!(order["returns"], json!([]));
        assert_eq!(order["refunds"][0]["paid_back"], true);
        assert_eq!(order["refunds"][0]["paid_to"], "Visa •••• 4242");
        let soles = json!({ "name": "Keçe tabanlık", "quantity": 3, "total": { "amount": "300.00", "currency": "TRY" } });
        assert_eq!(order["refunds"][0]["lines"], json!([soles]));
        assert_eq!(order["store_total"], Value::Null);
        let euros = world.order("1002").await;
        assert_eq!(euros["total"], json!({ "amount": "119.00", "currency": "EUR" }));
        assert_eq!(euros["store_total"], json!({ "amount": "5712.00", "currency": "TRY" }));
        assert!(order["refunds"][0]["at"].is_string(), "with its date: {}", order["refunds"][0]);
        assert_eq!(order["shipments"][0]["carrier"], "tr.yurtici");
        let contents = json!([
            { "source_id": "9001", "name": "Süet bot", "quantity": 1 },
            { "source_id": "9002", "name": "Keçe tabanlık", "quantity": 3 },
        ]);
        assert_eq!(order["shipments"][0]["lines"], contents);
        assert_eq!(world.order("1002").await["lines"].as_array().unwrap().len(), 40);
        let asked = store.asked();
        assert!(
            !asked.iter().any(|(name, _)| name == "Order"),
            "nothing has to be asked for apart: {asked:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_customers_send_back_is_shown_where_the_token_may_read_it() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let item = json!({
            "quantity": 1, "returnReasonNote": "", "customerNote": "Dar geldi",
            "returnReasonDefinition": { "name": "Size was too small" },
            "fulfillmentLineItem": { "lineItem": { "id": "gid://shopify/LineItem/9001", "name": "Süet bot" } },
        });
        let back = json!({
            "id": "gid://shopify/Return/1", "name": "#1001-R1", "status": "REQUESTED", "createdAt": "2026-11-21T10:00:00Z",
            "closedAt": null, "decline": null, "returnLineItems": { "nodes": [item] },
        });
        store.change_orders(|orders| {
            orders[0]["returnStatus"] = "RETURN_REQUESTED".into();
            orders[0]["kept"] = json!({ "returns": { "nodes": [back] } });
        });
        store.set_scopes(&[
            "read_orders", "read_all_orders", "read_customers", "read_products", "read_fulfillments", "read_returns",
        ]);
        connected(&world, &store).await;
        let order = world.order("1001").await;
        let [shown] = order["returns"].as_array().unwrap().as_slice() else { panic!("{order}") };
        assert_eq!((&shown["state"], &shown["number"]), (&json!("requested"), &json!("#1001-R1")));
        assert_eq!(shown["id"], "1");
        let line = json!({ "name": "Süet bot", "quantity": 1, "reason": "Size was too small", "note": "Dar geldi" });
        assert_eq!(shown["lines"], json!([line]));
        let asked = store.asked();
        assert_eq!(asked.iter().filter(|(name, _)| name == "OrderReturns").count(), 1, "of no other order");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_address_or_token_is_said_at_its_field() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let with = |field: &str, value: &str| {
            let mut body = entered(&store);
            body[field] = value.into();
            body
        };
        for (body, code, pointer) in [
            (with("url", "https://kestane.example"), "validation", "/url"),
            (with("access_token", "ck_0123456789abcdef"), "validation", "/access_token"),
            (with("api_secret", "x"), "validation", "/api_secret"),
            (with("consumer_key", "ck_0123456789abcdef"), "validation", "/consumer_key"),
            (with("currency", "TRY"), "validation", "/currency"),
            (with("access_token", "shpat_ffffffffffffffffffffffffffffffff"), "keys-refused", "/access_token"),
        ] {
            refused(&world, body, code, pointer).await;
        }
        store.set_scopes(&["read_orders"]);
        refused(&world, entered(&store), "scopes-missing", "/access_token").await;
        for (status, code) in [(402, "store-closed"), (404, "not-shopify"), (430, "forbidden")] {
            store.set_door(Some(status));
            refused(&world, entered(&store), code, "/url").await;
        }
        assert_eq!(world.get("/stores").await["data"], json!([]), "nothing was connected");
    })
    .await;
}

async fn refused(world: &World, body: Value, code: &str, pointer: &str) {
    let answer = world.post("/stores", body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert_eq!((&answer.body["code"], &answer.body["errors"][0]["pointer"]), (&json!(code), &json!(pointer)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_was_killed_goes_on_behind_its_cursor_and_doubles_nothing() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_most_orders(1);
        let answer = world.post("/stores", entered(&store)).await;
        let id = answer.body["id"].as_str().unwrap().to_owned();
        let worker = world.work();
        world.until(&id, |store| store["sync"]["orders"]["done"].as_u64() >= Some(1)).await;
        worker.kill().await;
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!(shown["sync"]["orders"], json!({ "done": 3, "total": 3, "skipped": 0 }));
        assert_eq!(world.get("/orders?limit=50").await["data"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_has_the_order_asked_for_and_the_same_one_does_nothing_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        store.change_orders(|orders| {
            orders[1]["displayFinancialStatus"] = "PAID".into();
            orders[1]["updatedAt"] = "2026-11-22T08:00:00Z".into();
        });
        let message = store.message("orders/updated", "first", &json!({ "id": 5_001_002 }));
        assert_eq!(deliver(&world, &id, &message).await, StatusCode::OK);
        let worker = world.work();
        world.until_order("1002", |order| order["status"] == "processing").await;
        let asked = store.asked().len();
        assert_eq!(deliver(&world, &id, &message).await, StatusCode::OK);
        let deleted = store.message("orders/delete", "second", &json!({ "id": 5_001_003 }));
        store.change_orders(|orders| drop(orders.remove(2)));
        assert_eq!(deliver(&world, &id, &deleted).await, StatusCode::OK);
        world.until_order("KS-1003", |order| order["status"] == "trash").await;
        worker.end().await;
        let again = store.asked().split_off(asked);
        let order = json!("gid://shopify/Order/5001002");
        assert!(!again.iter().any(|(name, about)| name == "Order" && about["id"] == order), "{again:?}");

        let mut forged = message;
        forged.body = json!({ "id": 5_001_001 }).to_string();
        assert_eq!(deliver(&world, &id, &forged).await, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_parcel_was_seen_is_here_moments_later() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        store.change_orders(|orders| {
            let seen = json!({
                "status": "DELIVERED", "happenedAt": "2026-11-22T10:30:00Z", "message": "Teslim edildi",
                "city": "Kadıköy", "country": "TR",
            });
            orders[0]["fulfillments"][0]["events"]["nodes"].as_array_mut().unwrap().insert(0, seen);
            orders[0]["fulfillments"][0]["displayStatus"] = "DELIVERED".into();
            orders[0]["updatedAt"] = "2026-11-22T10:30:01Z".into();
        });
        let topics = store.webhooks();
        assert!(topics.iter().any(|webhook| webhook["topic"] == "FULFILLMENT_EVENTS_CREATE"));
        let body = json!({ "id": 1, "order_id": 5_001_001 });
        let message = store.message("fulfillment_events/create", "seen", &body);
        assert_eq!(deliver(&world, &id, &message).await, StatusCode::OK);
        let worker = world.work();
        let parcel = |order: &Value| order["shipments"][0].clone();
        let order = world.until_order("1001", |order| parcel(order)["status"] == "delivered").await;
        assert_eq!(parcel(&order)["checkpoints"][0]["text"], "Teslim edildi");
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_that_become_one_in_the_store_are_one_person_here() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let rights =
            ["read_orders", "read_all_orders", "read_customers", "read_products", "read_customer_merge"];
        store.set_scopes(&rights);
        let id = connected(&world, &store).await;
        assert!(store.webhooks().iter().any(|webhook| webhook["topic"] == "CUSTOMERS_MERGE"));
        let (kept, gone) = (world.order("1001").await, world.order("KS-1003").await);
        assert_ne!(kept["customer_id"], gone["customer_id"]);
        let told = |status: &str| {
            json!({
                "admin_graphql_api_customer_kept_id": "gid://shopify/Customer/7001",
                "admin_graphql_api_customer_deleted_id": "gid://shopify/Customer/7002",
                "admin_graphql_api_job_id": null, "status": status, "errors": [],
            })
        };
        for status in ["in_progress", "failed"] {
            let message = store.message("customers/merge", status, &told(status));
            assert_eq!(deliver(&world, &id, &message).await, StatusCode::OK);
            assert_eq!(world.order("KS-1003").await["customer_id"], gone["customer_id"], "{status}");
        }
        for again in ["first", "second"] {
            let message = store.message("customers/merge", again, &told("completed"));
            assert_eq!(deliver(&world, &id, &message).await, StatusCode::OK);
        }
        world.readers_catch_up().await;
        assert_eq!(world.order("KS-1003").await["customer_id"], kept["customer_id"]);
        assert_eq!(world.events(&["customer.merged"]).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_only_too_old_to_be_shown_is_not_thrown_away() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_scopes(&["read_orders", "read_customers", "read_products"]);
        let today = world.app.database.now();
        store.change_orders(|orders| {
            orders[0]["processedAt"] = "2024-01-01T00:00:00Z".into();
            orders[1]["processedAt"] = json!(today);
        });
        let id = connected(&world, &store).await;
        store.change_orders(|orders| orders.truncate(0));
        for (order, message) in [(5_001_001, "old"), (5_001_002, "new")] {
            let changed = store.message("orders/updated", message, &json!({ "id": order }));
            assert_eq!(deliver(&world, &id, &changed).await, StatusCode::OK);
        }
        let worker = world.work();
        world.until_order("1002", |order| order["status"] == "trash").await;
        worker.end().await;
        assert_eq!(world.order("1001").await["status"], "completed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_that_the_store_removed_are_set_up_again() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        store.forget_webhooks("ORDERS_UPDATED");
        world.forget_only_when_messages_were_looked_at(&id).await;
        let worker = world.work_with(quick());
        let shown = world.until(&id, |store| store["webhooks"]["failing"] == 1).await;
        worker.end().await;
        assert_eq!(shown["webhooks"]["created"], 15);
        assert_eq!(store.webhooks().len(), 15);
        assert_eq!(world.delete(&format!("/stores/{id}")).await.status, StatusCode::NO_CONTENT);
        until("they are taken back with the store", || store.webhooks().is_empty()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_demands_it_is_forgotten_and_the_books_stay() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        let person = json!({ "id": 7001, "email": "ayse.yilmaz@example.com", "phone": "+905321234567" });
        let demand = |topic: &str, list: &str| {
            let mut body =
                json!({ "shop_id": 1, "shop_domain": "kestane.myshopify.com", "customer": person });
            body[list] = json!([]);
            store.message(topic, topic, &body)
        };
        let asked = demand("customers/data_request", "orders_requested");
        assert_eq!(deliver(&world, &id, &asked).await, StatusCode::OK);
        let forget = demand("customers/redact", "orders_to_redact");
        assert_eq!(deliver(&world, &id, &forget).await, StatusCode::OK);

        let order = world.order("1001").await;
        assert_eq!(order["total"]["amount"], "1259.80", "the amounts stay");
        for part in [
            "Ayşe",
            "ayse",
            "532 123",
            "5321234567",
            "Bağdat",
            "bebek",
            "A.Y.",
            "123456789012",
            "Tabanlık geri",
        ] {
            assert!(!order.to_string().contains(part), "{part}: {order}");
        }
        assert_eq!(order["customer_id"], Value::Null);
        let found = world.get("/orders?q=ayse").await;
        assert_eq!(found["data"], json!([]), "nobody finds them by their name");
        assert!(world.order("KS-1003").await.to_string().contains("minsu"), "others stay");
        let log = world.get("/audit-log").await.to_string();
        assert!(
            log.contains("store.customer_data_requested") && log.contains("store.customer_redacted"),
            "{log}"
        );
        assert!(!log.contains("ayse"), "the log names the account by its number");
        for words in ["ayse", "Ay%C5%9Fe", "5321234567"] {
            let people = world.get(&format!("/customers?q={words}")).await;
            assert_eq!(people["data"], json!([]), "{words}: nothing was known of her but by this store");
        }
        assert_eq!(world.events(&["customer.deleted"]).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_forgotten_is_forgotten_by_every_name_of_the_demand_and_in_what_was_done_for_them() {
    on_both_engines(|data| async {
        let desk = Desk::shopify(data).await;
        let (world, store) = (&desk.world, &desk.store);
        let done = desk.act(&json!({ "kind": "note", "text": "Ayşe Hanım aradı" })).await;
        let address = json!({ "kind": "address", "shipping": { "city": "Bursa Gizli" } });
        let waits = desk.ask(&address).await;
        let (workspace, id) = (world.workspace, desk.order.parse().unwrap());
        let plans = async || {
            let of = world.app.database.read(move |db| shop::order_actions::of_order(db, workspace, id));
            of.await.unwrap()
        };
        assert!(format!("{:?}", plans().await).contains("Bursa Gizli"));
        // A guest: there is no account, but the address is hers.
        let demand = json!({
            "shop_domain": "kestane.myshopify.com", "orders_to_redact": [],
            "customer": { "email": "Ayse.Yilmaz@example.com", "phone": "+905321234567" },
        });
        let demand = store.message("customers/redact", "r1", &demand);
        let known = world.get("/stores").await["data"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(deliver(world, &known, &demand).await, StatusCode::OK);

        assert_eq!(world.get(&format!("/orders/{}", desk.order)).await["email"], Value::Null);
        let left = format!("{:?}", plans().await);
        for part in ["Ayşe", "Bursa", "yilmaz"] {
            assert!(!left.contains(part), "{part}: {left}");
        }
        assert_eq!(desk.action(&done["id"]).await["state"], "done", "that it was done stays");
        assert_eq!(
            desk.action(&done["id"]).await["undo"],
            Value::Null,
            "what is forgotten can't be put back"
        );
        let ended = desk.action(&waits["id"]).await;
        assert_eq!((&ended["state"], &ended["reason"]["code"]), (&json!("failed"), &json!("gone")));
        let kept = world.counted(|db| {
            use diesel::prelude::*;
            use shop::schema::order_detail::{self, detail, original};
            let named = detail.like("%ılmaz%").or(original.like("%ayse%"));
            order_detail::table.filter(named).count().get_result(db).unwrap()
        });
        assert_eq!(
            kept.await,
            0,
            "neither in what is kept of the order nor in what the store told word for word"
        );
        assert_eq!(world.get("/customers?q=yilmaz").await["data"], json!([]));
        let told = world.events(&["order.updated"]).await;
        assert!(
            told.iter()
                .any(|event| event.payload["history"] == true && event.payload["customer_id"].is_null())
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_by_themselves_stays_without_what_only_the_store_told() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        let customer = world.get("/customers?q=ayse").await["data"][0]["id"].as_str().unwrap().to_owned();
        let (workspace, of) = (world.workspace, customer.parse().unwrap());
        let wrote = world
            .app
            .database
            .write(move |tx| people::customers::conversations_changed(tx, workspace, of, 1, Some("email")));
        wrote.await.unwrap();
        let demand = json!({
            "shop_domain": "kestane.myshopify.com", "orders_to_redact": [],
            "customer": { "id": 7001, "email": "ayse.yilmaz@example.com", "phone": "+905321234567" },
        });
        let demand = store.message("customers/redact", "r1", &demand);
        assert_eq!(deliver(&world, &id, &demand).await, StatusCode::OK);
        let stays = world.get(&format!("/customers/{customer}")).await;
        assert_eq!(stays["email"], "ayse.yilmaz@example.com", "she wrote from it");
        let text = stays.to_string();
        for part in ["532", "Bağdat", "7001"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_removed_the_app_says_so_and_everybody_is_forgotten_when_it_demands_that() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        let removed = store.message("app/uninstalled", "1", &json!({ "id": 1 }));
        assert_eq!(deliver(&world, &id, &removed).await, StatusCode::OK);
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["code"]), (&json!("failed"), &json!("keys-refused")));
        assert_eq!(world.delete(&format!("/stores/{id}")).await.status, StatusCode::NO_CONTENT);
        let update = store.message("orders/updated", "2", &json!({ "id": 5_001_002 }));
        assert_eq!(deliver(&world, &id, &update).await, StatusCode::NOT_FOUND);
        let redact = store.message("shop/redact", "3", &json!({ "shop_domain": "kestane.myshopify.com" }));
        assert_eq!(deliver(&world, &id, &redact).await, StatusCode::OK);
        for number in ["1001", "1002", "KS-1003"] {
            let order = world.order(number).await;
            assert_eq!((&order["email"], &order["customer_name"]), (&Value::Null, &json!("")), "{number}");
        }
        for list in ["/customers", "/products?state=published,hidden,gone", "/coupons?status=gone"] {
            assert_eq!(world.get(list).await["data"], json!([]), "{list}: only that store told");
        }
        let kept = world.counted(|db| {
            use diesel::prelude::*;
            let words = shop::schema::shop_word::table.filter(shop::schema::shop_word::word.eq("minsu"));
            words.count().get_result::<i64>(db).unwrap()
                + shop::schema::product_original::table.count().get_result::<i64>(db).unwrap()
        });
        assert_eq!(kept.await, 0, "nor do words and originals stay");
    })
    .await;
}
