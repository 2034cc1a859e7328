//! What AfterShip sends by itself.

use data_encoding::BASE64;
use database::testing::on_both_engines;
use hmac::{Hmac, Mac};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::world::World;

/// A message in the documented form: delivered on 2026-11-20.
fn documented() -> Value {
    serde_json::from_slice(include_bytes!("../../../commerce/tests/fixtures/aftership/tracking_update.json"))
        .unwrap()
}

/// The same at another time, with another tag and the checkpoints up to there.
fn earlier(updated: &str, tag: &str, checkpoints: usize) -> Value {
    let mut body = documented();
    body["msg"]["updated_at"] = json!(updated);
    body["msg"]["tag"] = json!(tag);
    body["msg"]["subtag"] = json!(format!("{tag}_001"));
    body["msg"]["signed_by"] = Value::Null;
    body["msg"]["checkpoints"].as_array_mut().unwrap().truncate(checkpoints);
    body
}

struct Hook {
    path: String,
    secret: String,
}

impl Hook {
    async fn on(world: &World, body: Value) -> Self {
        let answer = world.put("/tracking-hooks/aftership", body.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let url = answer.body["url"].as_str().unwrap();
        let secret = answer.body["secret"].as_str().or(body["secret"].as_str()).unwrap().to_owned();
        Self { path: url.strip_prefix(&world.url).unwrap().to_owned(), secret }
    }

    async fn send(&self, world: &World, body: &Value) -> StatusCode {
        let bytes = body.to_string().into_bytes();
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(&bytes);
        let signature = BASE64.encode(&mac.finalize().into_bytes());
        let request = world.request(Method::POST, &self.path).header("aftership-hmac-sha256", signature);
        request.body(bytes).send().await.unwrap().status()
    }
}

async fn sent(world: &World, number: &str, tracking: &str, updated: &str) -> String {
    let body = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "TRY", "time_zone": "Europe/Istanbul" });
    let stores = world.get("/stores").await;
    let store = match stores["data"][0]["id"].as_str() {
        Some(id) => id.to_owned(),
        None => world.post("/stores", body).await.body["id"].as_str().unwrap().to_owned(),
    };
    let order = json!({
        "source_id": number, "number": number, "status": "completed", "total": { "amount": "10.00", "currency": "TRY" },
        "placed_at": "2026-11-16T08:30:00Z", "updated_at": updated, "lines": [],
        "shipments": [{ "carrier": "Yurtiçi Kargo", "number": tracking, "status": "in_transit" }],
    });
    let pushed = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
    assert_eq!(pushed.body["refused"], 0, "{}", pushed.body);
    store
}

async fn parcel(world: &World, number: &str) -> Value {
    world.order(number).await["shipments"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_is_where_aftership_says_however_often_and_in_whatever_order_it_says_so() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        sent(&world, "KS-1", "123456789012", "2026-11-17T08:00:00Z").await;
        let hook = Hook::on(&world, json!({})).await;
        let on_the_way = earlier("2026-11-19T03:00:00+00:00", "InTransit", 2);
        assert_eq!(hook.send(&world, &on_the_way).await, StatusCode::OK);
        let told = parcel(&world, "KS-1").await;
        assert_eq!(
            (&told["status"], told["checkpoints"].as_array().unwrap().len()),
            (&json!("in_transit"), 2)
        );
        assert_eq!(told["expected_at"], "2026-11-20T00:00:00.000Z");

        assert_eq!(hook.send(&world, &documented()).await, StatusCode::OK);
        let arrived = parcel(&world, "KS-1").await;
        assert_eq!((&arrived["status"], &arrived["substatus"]), (&json!("delivered"), &json!("signed")));
        assert_eq!(arrived["signed_by"], "A** Y**");
        assert_eq!(arrived["delivered_at"], "2026-11-20T11:02:00.000Z");
        assert_eq!(arrived["checkpoints"][0]["place"], "Kadıköy, TUR");
        assert_eq!(arrived["checkpoints"].as_array().unwrap().len(), 4);
        let words = arrived.to_string();
        assert!(!words.contains("Yılmaz") && !words.contains("123 45 67"), "{words}");
        let events = world.events(&["shipment.updated"]).await.len();

        // Doubled, late, and late with a checkpoint that had been missed.
        assert_eq!(hook.send(&world, &documented()).await, StatusCode::OK);
        assert_eq!(hook.send(&world, &on_the_way).await, StatusCode::OK);
        assert_eq!(parcel(&world, "KS-1").await, arrived);
        assert_eq!(world.events(&["shipment.updated"]).await.len(), events);
        let mut missed = on_the_way.clone();
        missed["msg"]["checkpoints"][0]["message"] = json!("Şubede");
        assert_eq!(hook.send(&world, &missed).await, StatusCode::OK);
        let united = parcel(&world, "KS-1").await;
        assert_eq!(
            (&united["status"], united["checkpoints"].as_array().unwrap().len()),
            (&json!("delivered"), 5)
        );

        // The store, which knows less, takes nothing back.
        sent(&world, "KS-1", "123456789012", "2026-11-21T08:00:00Z").await;
        assert_eq!(parcel(&world, "KS-1").await["status"], "delivered");
        assert_eq!(parcel(&world, "KS-1").await["checkpoints"].as_array().unwrap().len(), 5);

        // What comes back has not arrived.
        let mut back = earlier("2026-11-22T03:00:00+00:00", "Exception", 1);
        back["msg"]["subtag"] = json!("Exception_010");
        assert_eq!(hook.send(&world, &back).await, StatusCode::OK);
        let told = parcel(&world, "KS-1").await;
        assert_eq!((&told["status"], &told["substatus"]), (&json!("exception"), &json!("returning")));
        assert_eq!(told["late"], Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_that_nobody_knows_is_counted_and_one_of_another_year_is_another_parcel() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let hook = Hook::on(&world, json!({})).await;
        assert_eq!(hook.send(&world, &documented()).await, StatusCode::OK);
        let shown = world.get("/tracking-hooks/aftership").await;
        assert_eq!((&shown["taken"], &shown["unknown"]), (&json!(1), &json!(1)));
        assert_eq!(shown["last_outcome"], "unknown");
        assert!(shown["last_at"].is_string() && shown["secret"].is_null(), "{shown}");

        sent(&world, "KS-1", "123456789012", "2026-11-17T08:00:00Z").await;
        let mut of_another_year = documented();
        of_another_year["msg"]["updated_at"] = json!("2025-01-20T11:05:12+00:00");
        for seen in of_another_year["msg"]["checkpoints"].as_array_mut().unwrap() {
            seen["checkpoint_time"] = json!("2025-01-20T11:00:00");
        }
        assert_eq!(hook.send(&world, &of_another_year).await, StatusCode::OK);
        assert_eq!(parcel(&world, "KS-1").await["status"], "in_transit");
        let odd = json!({ "event": "tracking_update", "msg": { "tracking_number": "?" } });
        assert_eq!(hook.send(&world, &odd).await, StatusCode::OK);
        let shown = world.get("/tracking-hooks/aftership").await;
        assert_eq!((&shown["taken"], &shown["unknown"]), (&json!(3), &json!(2)));
        assert_eq!(shown["last_outcome"], "unreadable");
        assert_eq!(hook.send(&world, &documented()).await, StatusCode::OK);
        assert_eq!(parcel(&world, "KS-1").await["status"], "delivered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_the_secret_of_today_signed_is_believed_and_nothing_once_it_is_off() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        assert_eq!(world.get("/tracking-hooks/aftership").await["state"], "off");
        let first = Hook::on(&world, json!({})).await;
        let theirs = Hook::on(&world, json!({ "secret": "the-secret-that-aftership-shows" })).await;
        assert_eq!(theirs.path, first.path, "the address stays");
        assert_eq!(first.send(&world, &documented()).await, StatusCode::UNAUTHORIZED);
        assert_eq!(theirs.send(&world, &documented()).await, StatusCode::OK);
        let unsigned = world.request(Method::POST, &theirs.path).body("{}").send().await.unwrap();
        assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
        let short = world.put("/tracking-hooks/aftership", json!({ "secret": "short" })).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);

        assert_eq!(world.delete("/tracking-hooks/aftership").await.body["state"], "off");
        assert_eq!(theirs.send(&world, &documented()).await, StatusCode::NOT_FOUND);
        let sealed = world.app.database.read(|db| {
            use diesel::prelude::*;
            Ok::<_, database::DbError>(
                shop::schema::tracking_hook::table
                    .select(shop::schema::tracking_hook::secret)
                    .first::<String>(db)?,
            )
        });
        assert!(!sealed.await.unwrap().contains("aftership-shows"));
    })
    .await;
}
