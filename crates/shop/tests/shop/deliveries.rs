//! What stores send by themselves.

use commerce::woocommerce::webhook::signature;
use database::testing::on_both_engines;
use diesel::prelude::*;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use shop::schema;

use crate::world::{World, answer, recorded_store, recordings};

/// What the recorded store sent: topic and body, in the order in which it came.
fn recorded_deliveries() -> Vec<(String, Vec<u8>)> {
    let folder = recordings().join("webhooks");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    names.sort();
    let topic = |about: &Value| {
        let headers = about["headers"].as_array().unwrap().clone();
        let topic = headers
            .iter()
            .find(|header| header[0].as_str().unwrap().eq_ignore_ascii_case("x-wc-webhook-topic"));
        topic.map(|header| header[1].as_str().unwrap().to_owned())
    };
    names
        .into_iter()
        .filter_map(|path| {
            let about: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            Some((topic(&about)?, std::fs::read(path.with_extension("body")).unwrap()))
        })
        .collect()
}

/// A store's way to the server.
pub struct Wire<'w> {
    world: &'w World,
    store: String,
    secret: String,
}

impl<'w> Wire<'w> {
    pub async fn new(world: &'w World, store: &str) -> Self {
        Self { world, store: store.to_owned(), secret: world.webhook_secret(store).await }
    }

    pub async fn send(&self, topic: &str, body: &[u8]) -> StatusCode {
        self.send_signed(topic, body, &signature(body, &self.secret), "d1").await
    }

    pub async fn send_signed(&self, topic: &str, body: &[u8], signature: &str, delivery: &str) -> StatusCode {
        let request = self
            .world
            .request(Method::POST, &format!("/hooks/{}", self.store))
            .header("content-type", "application/json")
            .header("x-wc-webhook-topic", topic)
            .header("x-wc-webhook-id", "7")
            .header("x-wc-webhook-delivery-id", delivery)
            .header("x-wc-webhook-signature", signature)
            .body(body.to_vec());
        answer(request).await.status
    }

    pub async fn send_json(&self, topic: &str, body: &Value) -> StatusCode {
        self.send(topic, body.to_string().as_bytes()).await
    }

    async fn deliveries(&self) -> i64 {
        self.world.counted(|db| schema::webhook_delivery::table.count().get_result(db).unwrap()).await
    }
}

fn order(status: &str, modified: &str) -> Value {
    let body = crate::world::recorded("051-order-tr-processing.body");
    let mut order: Value = serde_json::from_slice(&body).unwrap();
    order["status"] = status.into();
    order["date_modified_gmt"] = modified.into();
    order
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_deliveries_build_the_same_orders_in_any_order_and_any_number() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        let sent = recorded_deliveries();
        assert!(sent.len() > 30);
        for (topic, body) in sent.iter().rev().chain(&sent) {
            assert_eq!(wire.send(topic, body).await, StatusCode::OK, "{topic}");
        }
        let kept = wire.deliveries().await;
        for (topic, body) in &sent {
            assert_eq!(wire.send(topic, body).await, StatusCode::OK, "{topic}");
        }
        assert_eq!(wire.deliveries().await, kept, "a delivery that comes again is not kept again");

        let order = world.order("47").await;
        assert_eq!(
            (&order["total"], &order["status"]),
            (&json!({ "amount": "2038.80", "currency": "TRY" }), &json!("completed"))
        );
        assert_eq!(order["customer_name"], "Ayşe Yılmaz");
        let orders = world.get("/orders").await["data"].as_array().unwrap().len();
        assert_eq!(orders, 5, "47 to 51");
        let products = world.get("/products").await;
        assert!(products["data"].as_array().unwrap().iter().any(|product| product["sku"] == "BOT-SYH-42"));
        let told = world.events(&["order.created"]).await;
        assert_eq!(told.len(), 5);
        assert!(told.iter().all(|event| event.payload["history"] == false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_state_never_overwrites_a_newer_one() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        wire.send_json("order.updated", &order("completed", "2026-11-21T20:00:05")).await;
        wire.send_json("order.created", &order("pending", "2026-11-21T20:00:01")).await;
        wire.send_json("order.updated", &order("processing", "2026-11-21T20:00:03")).await;
        assert_eq!(world.order("47").await["status"], "completed");
        wire.send_json("order.updated", &order("refunded", "2026-11-21T20:00:09")).await;
        assert_eq!(world.order("47").await["status"], "refunded");
        assert_eq!(world.events(&["order.updated"]).await.len(), 1, "what is old is not told");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_in_the_bin_stays_there_until_the_store_says_otherwise() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        wire.send_json("order.created", &order("processing", "2026-11-21T20:00:01")).await;
        let customer = world.order("47").await["customer_id"].as_str().unwrap().to_owned();
        assert_eq!(wire.send("order.deleted", br#"{"id":47}"#).await, StatusCode::OK);
        assert_eq!(world.order("47").await["status"], "trash");
        assert_eq!(world.get(&format!("/orders?customer={customer}")).await["data"], json!([]));
        assert_eq!(world.events(&["order.deleted"]).await.len(), 1);
        // Overtaken by the deletion: built before it.
        wire.send_json("order.updated", &order("on-hold", "2026-11-21T20:00:02")).await;
        assert_eq!(world.order("47").await["status"], "trash");
        wire.send_json("order.restored", &order("pending", "2026-11-21T20:00:03")).await;
        assert_eq!(world.order("47").await["status"], "pending");
        // An attacker who saw a deletion sends it again: the store is asked, and has the order.
        wire.send_signed("order.deleted", br#"{"id":47}"#, &signature(br#"{"id":47}"#, &wire.secret), "d2")
            .await;
        store.change("orders", "47", &json!({})).unwrap();
        let worker = world.work();
        world.until_order("47", |order| order["status"] == "completed").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_by_the_store_is_refused() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        let body = order("completed", "2026-11-21T20:00:05").to_string();
        let right = signature(body.as_bytes(), &wire.secret);
        let wrong = signature(body.as_bytes(), "0123456789abcdef0123456789abcdef");
        for bad in [wrong.as_str(), "", "AAAA", "not base64 at all"] {
            assert_eq!(
                wire.send_signed("order.updated", body.as_bytes(), bad, "d").await,
                StatusCode::UNAUTHORIZED
            );
        }
        let changed = body.replace("completed", "cancelled");
        let status = wire.send_signed("order.updated", changed.as_bytes(), &right, "d").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let unsigned = world.request(Method::POST, &format!("/hooks/{id}")).body(body.clone());
        assert_eq!(answer(unsigned).await.status, StatusCode::UNAUTHORIZED);
        for nobody in ["sto_0000000000001", "chn_0000000000001", "x"] {
            let request = world.request(Method::POST, &format!("/hooks/{nobody}")).body(body.clone());
            assert_eq!(answer(request).await.status, StatusCode::NOT_FOUND, "{nobody}");
        }
        assert_eq!(wire.deliveries().await, 0, "nothing was kept");
        assert_eq!(world.order("47").await, Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pings_are_answered_and_nonsense_that_is_signed_is_kept() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        let ping = world
            .request(Method::POST, &format!("/hooks/{id}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body("webhook_id=12");
        assert_eq!(answer(ping).await.status, StatusCode::OK);
        assert_eq!(wire.deliveries().await, 0);
        for nonsense in [&b"<html>"[..], br#"{"code":"rest_forbidden"}"#, br#"{"id":47}"#] {
            assert_eq!(wire.send("order.updated", nonsense).await, StatusCode::OK);
        }
        assert_eq!(wire.deliveries().await, 3);
        let nul = order("completed", "2026-11-21T20:00:05").to_string().replace("Ayşe", "Ay\\u0000şe");
        assert_eq!(wire.send("order.created", nul.as_bytes()).await, StatusCode::OK);
        assert_eq!(world.order("47").await["customer_name"], "Ayşe Yılmaz");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_a_hundred_megabytes_is_refused() {
    let data = database::testing::sqlite(std::sync::Arc::new(database::SystemClock));
    let (world, store) = (World::new(data).await, recorded_store().await);
    let id = world.connect(&store).await;
    let request = world
        .request(Method::POST, &format!("/hooks/{id}"))
        .header("x-wc-webhook-signature", "AAAA")
        .body(vec![b' '; 100 << 20]);
    // The server may answer, or hang up on what is still being sent.
    match request.send().await {
        Ok(response) => assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE),
        Err(error) => assert!(error.is_request() || error.is_body(), "{error}"),
    }
    let wire = Wire::new(&world, &id).await;
    assert_eq!(wire.send("order.created", &[b'x'; 6 << 20]).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(wire.deliveries().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_in_the_store_is_here_with_its_notes_and_refunds_moments_later() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let worker = world.work();
        store.change("orders", "51", &json!({ "status": "completed" })).unwrap();
        store.settled().await;
        assert!(store.deliveries().iter().all(|sent| sent.answered == Some(200)), "{:?}", store.deliveries());
        let order = world.order("51").await;
        assert_eq!(order["status"], "completed");
        let told = world.events(&["order.updated"]).await;
        assert_eq!(
            (&told[0].payload["was"], &told[0].payload["history"]),
            (&json!("processing"), &json!(false))
        );
        assert!(world.get(&format!("/stores/{id}")).await["last_event_at"].is_string());
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_that_come_at_the_same_moment_leave_one_order_in_its_newest_state() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let wire = Wire::new(&world, &id).await;
        let bodies: Vec<Value> = (10..40)
            .map(|second| {
                let state = if second == 39 { "completed" } else { "processing" };
                order(state, &format!("2026-11-21T20:00:{second}"))
            })
            .chain((0..10).map(|number| {
                let mut other = order("processing", "2026-11-21T20:00:00");
                (other["id"], other["number"]) = (json!(500 + number), json!((500 + number).to_string()));
                other
            }))
            .collect();
        let sent = bodies.iter().rev().map(|body| wire.send_json("order.updated", body));
        let answered = futures::future::join_all(sent).await;
        assert!(answered.iter().all(|status| *status == StatusCode::OK), "{answered:?}");
        assert_eq!(world.order("47").await["status"], "completed");
        let orders = world.get("/orders?limit=200").await["data"].as_array().unwrap().len();
        assert_eq!(orders, 11);
        let customer = world.order("47").await["customer_id"].clone();
        let of_customer = world.get(&format!("/orders?customer={}", customer.as_str().unwrap())).await;
        assert_eq!(of_customer["data"].as_array().unwrap().len(), 11, "they are all of one person");
        let counted = world
            .counted(|db| {
                let counts = people::customers::schema::customer::table
                    .select(people::customers::schema::customer::orders_count);
                counts.load::<i64>(db).unwrap().into_iter().max().unwrap()
            })
            .await;
        assert_eq!(counted, 11);
    })
    .await;
}
