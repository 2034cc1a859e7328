//! Connecting by the store's own page.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use database::testing::on_both_engines;
use database::{Clock, SystemClock, Time};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{World, answer, recorded_store};

async fn begun(world: &World, url: &str) -> (String, url::Url) {
    let answer = world.post("/stores/authorize", json!({ "name": "Deneme", "url": url })).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let page = answer.body["authorize_url"].as_str().unwrap().parse().unwrap();
    (answer.body["store_id"].as_str().unwrap().to_owned(), page)
}

fn token_of(page: &url::Url) -> String {
    page.query_pairs().find(|(key, _)| key == "user_id").unwrap().1.into_owned()
}

fn grant(token: &str) -> Value {
    json!({
        "key_id": 1, "user_id": token, "key_permissions": "read_write",
        "consumer_key": "ck_2bf85c07bc99ede1b68a6c790a79ec42eb2d4065",
        "consumer_secret": "cs_d9fcd4c13fe0b28cb35e634172ecdd1028efa95d",
    })
}

async fn posted(world: &World, body: &Value) -> StatusCode {
    answer(world.request(Method::POST, "/hooks/woocommerce/keys").json(body)).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_who_agrees_on_the_stores_page_has_it_connected() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let (id, page) = begun(&world, &store.url().to_string()).await;
        assert_eq!(world.get(&format!("/stores/{id}")).await["state"], "connecting");

        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let approve = page.as_str().replace("/authorize?", "/access_granted/?");
        let back = http.get(approve).send().await.unwrap();
        assert_eq!(back.status(), StatusCode::FOUND, "the store is content with our answer");
        let back = http.get(back.headers()["location"].to_str().unwrap()).send().await.unwrap();
        assert_eq!(back.status(), StatusCode::SEE_OTHER);
        let console = back.headers()["location"].to_str().unwrap();
        assert_eq!(console, format!("{}/settings/stores?store={id}&connected=1", world.url));

        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(world.get(&format!("/stores/{id}")).await["state"], "ready");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_nobody_asked_for_are_refused_and_a_token_works_once() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let (_, page) = begun(&world, &store.url().to_string()).await;
        let token = token_of(&page);
        assert_eq!(posted(&world, &grant("0123456789abcdef0123")).await, StatusCode::NOT_FOUND);
        assert_eq!(posted(&world, &grant("|")).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(posted(&world, &json!([1])).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(posted(&world, &grant(&token)).await, StatusCode::OK);
        assert_eq!(posted(&world, &grant(&token)).await, StatusCode::GONE);
        let huge = world.request(Method::POST, "/hooks/woocommerce/keys").body(vec![b' '; 1 << 20]);
        assert_eq!(answer(huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_who_refuses_is_brought_back_and_the_store_says_so() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let (id, page) = begun(&world, &store.url().to_string()).await;
        let path = format!("/hooks/woocommerce/return?success=0&user_id={}", token_of(&page));
        let back = world.request(Method::GET, &path).send().await.unwrap();
        assert!(back.headers()["location"].to_str().unwrap().ends_with(&format!("?store={id}&connected=0")));
        let health = world.get(&format!("/stores/{id}")).await["health"].clone();
        assert_eq!((&health["state"], &health["code"]), (&json!("error"), &json!("authorization-denied")));
        let lost = world.request(Method::GET, "/hooks/woocommerce/return?x=1").send().await.unwrap();
        assert_eq!(lost.status(), StatusCode::SEE_OTHER, "nobody is left standing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_elsewhere_would_not_post_keys_over_plain_http() {
    let data = database::testing::sqlite(std::sync::Arc::new(database::SystemClock));
    let world = World::new(data).await;
    let answer = world.post("/stores/authorize", json!({ "name": "Shop", "url": "shop.example.com" })).await;
    let code = answer.body["code"].as_str();
    assert_eq!((answer.status, code), (StatusCode::UNPROCESSABLE_ENTITY, Some("authorization-unusable")));
}

/// A clock that is some minutes ahead.
pub struct Ahead(pub AtomicI64);

impl Clock for Ahead {
    fn now(&self) -> Time {
        let minutes = self.0.load(Ordering::Relaxed);
        SystemClock.now().plus(jiff::SignedDuration::from_mins(minutes))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quarter_of_an_hour_later_the_keys_come_too_late() {
    for engine in [database::testing::sqlite, database::testing::postgres] {
        let clock = Arc::new(Ahead(AtomicI64::new(0)));
        let world = World::new(engine(Arc::<Ahead>::clone(&clock))).await;
        let (id, page) = begun(&world, "http://127.0.0.1:9").await;
        clock.0.store(16, Ordering::Relaxed);
        assert_eq!(posted(&world, &grant(&token_of(&page))).await, StatusCode::GONE);
        database::timers::fire_due(&world.app.database).await.unwrap();
        world.readers_catch_up().await;
        let health = world.get(&format!("/stores/{id}")).await["health"].clone();
        assert_eq!((&health["state"], &health["code"]), (&json!("error"), &json!("authorization-expired")));
        // Asked again, the same store waits again.
        let (again, page) = begun(&world, "http://127.0.0.1:9").await;
        assert_eq!(again, id);
        assert_eq!(posted(&world, &grant(&token_of(&page))).await, StatusCode::OK);
        assert_eq!(world.get(&format!("/stores/{id}")).await["health"]["state"], "ok");
    }
}
