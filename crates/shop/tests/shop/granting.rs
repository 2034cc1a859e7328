//! Connecting a Shopify store by Shopify's own page, and tokens that end.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use commerce::replay::shopify::ShopifyStore;
use commerce::replay::shopify::oauth::{CLIENT_ID, Granting};
use database::WorkspaceId;
use database::resealing::RowKey;
use database::testing::on_both_engines;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use crate::authorizing::Ahead;
use crate::shopify::no_key_in;
use crate::world::World;

pub async fn store() -> ShopifyStore {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../commerce/tests/fixtures/shopify");
    ShopifyStore::start(&folder).await.unwrap()
}

fn asking(store: &ShopifyStore) -> Value {
    json!({
        "name": "Kestane", "url": store.url(), "client_id": CLIENT_ID, "client_secret": store.app_secret(),
    })
}

async fn begun(world: &World, body: Value) -> (String, Url) {
    let answer = world.post("/stores/authorize/shopify", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let page = answer.body["authorize_url"].as_str().unwrap().parse().unwrap();
    (answer.body["store_id"].as_str().unwrap().to_owned(), page)
}

/// The browser goes back; where it is sent on.
async fn back(world: &World, address: &str) -> String {
    let path = address.strip_prefix(&world.url).unwrap();
    let answer = world.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "nobody is left standing");
    answer.headers()["location"].to_str().unwrap().strip_prefix(&world.url).unwrap().to_owned()
}

async fn connected(world: &World, store: &ShopifyStore) -> String {
    let (id, page) = begun(world, asking(store)).await;
    let address = store.agree(&page, world.app.database.now().timestamp());
    assert_eq!(back(world, &address).await, format!("/settings/stores?store={id}&connected=1"));
    id
}

async fn health(world: &World, id: &str) -> Value {
    world.get(&format!("/stores/{id}")).await["health"]["code"].clone()
}

fn renewals(store: &ShopifyStore) -> usize {
    store.asked().iter().filter(|(name, body)| name == "AccessToken" && body["code"].is_null()).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_who_agrees_at_shopify_has_the_store_connected() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let (id, page) = begun(&world, asking(&store)).await;
        assert_eq!(world.get(&format!("/stores/{id}")).await["state"], "connecting");
        assert_eq!(page.path(), "/admin/oauth/authorize");
        let asked = |name: &str| page.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!(asked("client_id"), CLIENT_ID);
        assert_eq!(asked("redirect_uri"), format!("{}/hooks/shopify/return", world.url));
        for scope in ["read_orders", "read_customers", "read_products", "read_fulfillments", "write_orders"] {
            assert!(asked("scope").split(',').any(|one| one == scope), "{scope}");
        }
        assert!(!asked("scope").contains("read_all_orders"), "only on demand: {page}");
        assert!(!page.as_str().contains(store.app_secret()));

        let address = store.agree(&page, world.app.database.now().timestamp());
        assert_eq!(back(&world, &address).await, format!("/settings/stores?store={id}&connected=1"));
        assert_eq!(back(&world, &address).await, "/settings/stores?connected=0", "it works once");

        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["kind"], &shown["state"]), (&json!("shopify"), &json!("ready")));
        assert_eq!(shown["sync"]["orders"]["done"], 3);
        assert_eq!(shown["webhooks"]["created"], 18);
        assert!(no_key_in(&shown), "no key is shown: {shown}");

        let message = store.message("orders/updated", "1", &json!({ "id": 5_001_002 }));
        let mut request = world.request(Method::POST, &format!("/hooks/{id}")).body(message.body.clone());
        for (name, value) in &message.headers {
            request = request.header(*name, value);
        }
        assert_eq!(
            request.send().await.unwrap().status(),
            StatusCode::OK,
            "it is signed with the app's secret"
        );
        let log = world.get("/audit-log").await.to_string();
        assert!(log.contains("store.authorization_begun") && log.contains("store.keys_granted"), "{log}");
        assert!(!log.contains(store.app_secret()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_orders_are_asked_for_on_demand_only() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let mut body = asking(&store);
        body["all_orders"] = true.into();
        let (_, page) = begun(&world, body).await;
        assert!(page.as_str().contains("read_all_orders"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_form_is_said_at_its_field() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        for (field, value, code) in [
            ("url", "https://kestane.example", "not-shopify"),
            ("client_id", "x", "not-an-app-key"),
            ("client_secret", "shpss_ü", "not-an-app-key"),
            ("name", "", "required"),
        ] {
            let mut body = asking(&store);
            body[field] = value.into();
            let answer = world.post("/stores/authorize/shopify", body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
            let error = &answer.body["errors"][0];
            assert_eq!((&error["pointer"], &error["code"]), (&json!(format!("/{field}")), &json!(code)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_is_believed_only_when_it_is_signed_fresh_and_asked_for() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let (id, page) = begun(&world, asking(&store)).await;
        let lost = format!("/settings/stores?store={id}&connected=0");
        let now = world.app.database.now().timestamp();
        let good = store.agree(&page, now);
        let stale = store.agree(&page, now - jiff::SignedDuration::from_secs(120));
        for address in [good.replace("code=code", "code=other"), good.replace("&hmac=", "&hmac=00"), stale] {
            assert_eq!(back(&world, &address).await, lost, "{address}");
            assert_eq!(health(&world, &id).await, "authorization-not-genuine");
        }
        let state = page.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
        let unasked = good.replace(&state, "0123456789abcdef0123456789");
        assert_eq!(back(&world, &unasked).await, "/settings/stores?connected=0");
        assert_eq!(
            back(&world, &format!("{}/hooks/shopify/return?x=1", world.url)).await,
            "/settings/stores?connected=0"
        );
        assert!(!store.asked().iter().any(|(name, _)| name == "AccessToken"), "no code was exchanged");
        let again = back(&world, &good).await;
        assert_eq!(again, format!("/settings/stores?store={id}&connected=1"), "the true one still works");
        assert_eq!(health(&world, &id).await, Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_shopify_refuses_stands_at_the_store_in_words() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let now = || world.app.database.now().timestamp();

        let (id, page) = begun(&world, asking(&store)).await;
        let state = page.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
        let denied = format!("{}/hooks/shopify/return?error=access_denied&state={state}", world.url);
        assert!(back(&world, &denied).await.ends_with("connected=0"));
        assert_eq!(health(&world, &id).await, "authorization-denied");

        store.set_granting(Granting { scopes: Some("read_orders,read_products"), ..Granting::default() });
        let (again, page) = begun(&world, asking(&store)).await;
        assert_eq!(again, id, "the same store waits again");
        assert!(back(&world, &store.agree(&page, now())).await.ends_with("connected=0"));
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!(shown["health"]["code"], "scopes-missing");
        assert!(shown["health"]["detail"].as_str().unwrap().contains("read_customers"), "{shown}");

        store.set_granting(Granting::default());
        let mut body = asking(&store);
        body["client_id"] = "ffffffffffffffffffffffffffffffff".into();
        let (_, page) = begun(&world, body).await;
        assert!(back(&world, &store.agree(&page, now())).await.ends_with("connected=0"));
        assert_eq!(health(&world, &id).await, "app-refused");

        connected(&world, &store).await;
        assert_eq!(health(&world, &id).await, Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ends_is_made_new_once_and_an_approval_that_ended_is_told() {
    for engine in [database::testing::sqlite, database::testing::postgres] {
        let clock = Arc::new(Ahead(AtomicI64::new(0)));
        let world = World::new(engine(Arc::<Ahead>::clone(&clock))).await;
        let store = store().await;
        store.set_granting(Granting { lasts: Some(3600), ..Granting::default() });
        let id = connected(&world, &store).await;
        shop::stores::renew_all(&world.app).await;
        assert_eq!(renewals(&store), 0, "it lasts for a while");

        clock.0.store(50, Ordering::Relaxed);
        let many = (0..4).map(|_| shop::stores::renew_all(&world.app));
        futures::future::join_all(many).await;
        assert_eq!(renewals(&store), 1, "by one alone");

        // The server slept while it ended: the next reading makes it new first.
        clock.0.store(50 + 70, Ordering::Relaxed);
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(renewals(&store), 2);
        assert_eq!(health(&world, &id).await, Value::Null);

        store.set_granting(Granting { lasts: Some(3600), withdrawn: true, ..Granting::default() });
        clock.0.store(50 + 70 + 50, Ordering::Relaxed);
        shop::stores::renew_all(&world.app).await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["code"]), (&json!("failed"), &json!("grant-ended")));
        shop::stores::renew_all(&world.app).await;
        assert_eq!(renewals(&store), 3, "it is not tried again");

        store.set_granting(Granting { lasts: Some(3600), ..Granting::default() });
        assert_eq!(connected(&world, &store).await, id, "approved again, the same store goes on");
        assert_eq!(health(&world, &id).await, Value::Null);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ends_in_the_middle_of_a_reading_does_not_end_the_reading() {
    for engine in [database::testing::sqlite, database::testing::postgres] {
        let clock = Arc::new(Ahead(AtomicI64::new(0)));
        let world = World::new(engine(Arc::<Ahead>::clone(&clock))).await;
        let store = store().await;
        store.set_granting(Granting { lasts: Some(3600), ..Granting::default() });
        store.set_most_orders(1);
        store.change_orders(|orders| {
            let like = orders[2].clone();
            orders.extend((0..200).map(|number| {
                let mut order = like.clone();
                order["id"] = format!("gid://shopify/Order/{}", 6_000_000 + number).into();
                order
            }));
        });
        let id = connected(&world, &store).await;
        let worker = world.work();
        world.until(&id, |store| store["sync"]["orders"]["done"].as_u64() >= Some(1)).await;
        store.end_tokens(|| clock.0.store(70, Ordering::Relaxed));
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["sync"]["orders"]["done"]), (&json!("ready"), &json!(203)));
        assert_eq!(renewals(&store), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_removed_the_app_has_no_token_made_new() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_granting(Granting { lasts: Some(600), ..Granting::default() });
        let id = connected(&world, &store).await;
        let message = store.message("app/uninstalled", "1", &json!({ "id": 1 }));
        let mut request = world.request(Method::POST, &format!("/hooks/{id}")).body(message.body.clone());
        for (name, value) in &message.headers {
            request = request.header(*name, value);
        }
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
        shop::stores::renew_all(&world.app).await;
        assert_eq!(renewals(&store), 0);
        assert_eq!(health(&world, &id).await, "keys-refused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secrets_of_apps_are_sealed_anew_with_all_others() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        store.set_granting(Granting { lasts: Some(3600), ..Granting::default() });
        connected(&world, &store).await;
        begun(&world, asking(&store)).await;
        let mut names = Vec::new();
        for vault in shop::vaults() {
            let rows = world.app.database.read(move |db| {
                vault.rows(db, &RowKey { workspace: WorkspaceId(i64::MIN), key: String::new() }, 50)
            });
            for (place, sealed) in rows.await.unwrap().into_iter().flat_map(|row| row.secrets) {
                assert!(world.app.secrets.open_sealed(&place, &sealed).is_ok(), "{place}");
                names.push(place.split(':').next().unwrap().to_owned());
            }
        }
        names.sort();
        let expected = ["store.asked_secret", "store.keys", "store.refresh_token", "store.webhook_secret"];
        assert_eq!(names, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_who_installs_the_app_is_sent_on_to_agree_and_comes_back_to_a_store_that_is_connected() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, store().await);
        let now = || world.app.database.now().timestamp();
        let installed = async |query: &str| back_or_on(&world, query).await;
        assert_eq!(installed(&store.opening(now())).await, format!("{}/settings/stores", world.url));

        // The app was entered once, for another store.
        let id = connected(&world, &store).await;
        let before = world.get("/stores").await["data"].as_array().unwrap().len();
        let opening = store.opening(now());
        let stale = now().checked_sub(jiff::SignedDuration::from_secs(120)).unwrap();
        let refused = [
            opening.replace("kestane", "another"),
            store.opening(stale),
            "shop=kestane.myshopify.com".to_owned(),
        ];
        for refused in refused {
            assert_eq!(installed(&refused).await, format!("{}/settings/stores", world.url), "{refused}");
        }
        assert_eq!(world.get("/stores").await["data"].as_array().unwrap().len(), before);

        let page: Url = installed(&opening).await.parse().unwrap();
        assert_eq!((page.host_str(), page.path()), (Some("kestane.myshopify.com"), "/admin/oauth/authorize"));
        let asked = |name: &str| page.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!(asked("client_id"), CLIENT_ID);
        assert_eq!(asked("redirect_uri"), format!("{}/hooks/shopify/return", world.url));
        assert!(!asked("state").is_empty());
        let stores = world.get("/stores").await;
        let fresh = stores["data"].as_array().unwrap().iter().find(|one| one["id"] != id.as_str()).unwrap();
        assert_eq!((&fresh["name"], &fresh["state"]), (&json!("kestane"), &json!("connecting")));
        assert!(world.get("/audit-log").await.to_string().contains("store.authorization_begun"));

        // Opened again once it is connected: on to the console.
        let (workspace, fresh) = (world.workspace, fresh["id"].as_str().unwrap().to_owned());
        let (gone, known) = (fresh.parse().unwrap(), id.parse().unwrap());
        let moved = world.app.database.write(move |tx| {
            use diesel::prelude::*;
            use shop::schema::store;
            let gone: shop::stores::StoreId = gone;
            let known: shop::stores::StoreId = known;
            diesel::delete(store::table.find((workspace, gone))).execute(tx.db)?;
            let change = store::url.eq("https://kestane.myshopify.com");
            diesel::update(store::table.find((workspace, known))).set(change).execute(tx.db)?;
            Ok::<_, database::DbError>(())
        });
        moved.await.unwrap();
        assert_eq!(installed(&opening).await, format!("{}/settings/stores?store={id}", world.url));
    })
    .await;
}

/// Where a browser that Shopify sent with an app is sent on.
pub async fn back_or_on(world: &World, query: &str) -> String {
    let answer = world.request(Method::GET, &format!("/hooks/shopify/install?{query}")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "nobody is left standing");
    answer.headers()["location"].to_str().unwrap().to_owned()
}
