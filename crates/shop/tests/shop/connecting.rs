//! Connecting a store, changing it, taking it away.

use commerce::replay::{Fault, ReplayStore};
use commerce::woocommerce::authorize::Scope;
use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, entered, recorded_store, until};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_address_or_keys_is_said_at_once() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let with = |field: &str, value: &str| {
            let mut body = entered(&store, Scope::ReadWrite);
            body[field] = value.into();
            body
        };
        for (body, code, pointer) in [
            (with("url", "http://127.0.0.1:9"), "unreachable", "/url"),
            (with("url", "javascript:alert(1)"), "validation", "/url"),
            (with("consumer_secret", "ck_0123456789"), "validation", "/consumer_secret"),
            (with("consumer_secret", "cs_ffffffffffffffff"), "keys-refused", "/consumer_key"),
            (entered(&store, Scope::Write), "keys-write-only", "/consumer_key"),
            (with("kind", "shopify"), "validation", "/access_token"),
            (with("kind", "magento"), "validation", "/kind"),
        ] {
            refused(&world, body, code, pointer).await;
        }
        for (fault, code) in [
            (Fault::MaintenancePage, "page-instead-of-data"),
            (Fault::Firewall, "forbidden"),
            (Fault::KeysRevoked, "keys-refused"),
            (Fault::Breaks, "unreachable"),
            (Fault::Huge, "unreadable"),
        ] {
            store.set_fault(Some(fault));
            let answer = world.post("/stores", entered(&store, Scope::ReadWrite)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fault:?}: {}", answer.body);
            assert_eq!(answer.body["code"], code, "{fault:?}");
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
async fn a_store_that_is_busy_is_connected_and_read_later() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        store.set_fault(Some(Fault::Unavailable(1)));
        let answer = world.post("/stores", entered(&store, Scope::ReadWrite)).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        assert_eq!(answer.body["state"], "connecting");
        assert_eq!(
            (&answer.body["health"]["state"], &answer.body["health"]["code"]),
            (&json!("warning"), &json!("busy"))
        );
        let id = answer.body["id"].as_str().unwrap().to_owned();
        let worker = world.work();
        store.set_fault(None);
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["code"]), (&json!("ready"), &Value::Null));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_store_is_not_connected_twice_and_keys_are_never_shown() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let again = world.post("/stores", entered(&store, Scope::ReadWrite)).await;
        assert_eq!((again.status, again.body["code"].as_str()), (StatusCode::CONFLICT, Some("store-exists")));
        let shown = world.get(&format!("/stores/{id}")).await.to_string();
        let keys = store.keys(Scope::ReadWrite);
        for secret in [keys.consumer_key(), keys.consumer_secret(), "whsec", "secret"] {
            assert!(!shown.contains(secret), "{secret}");
        }
        let (workspace, known) = (world.workspace, id.parse().unwrap());
        let kept = world.app.database.read(move |db| shop::stores::find(db, workspace, known)).await.unwrap();
        let kept = format!("{:?}", kept.unwrap());
        assert!(!kept.contains(keys.consumer_key()) && !kept.contains(keys.consumer_secret()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_may_only_look_are_enough_to_read_and_it_is_said() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let answer = world.post("/stores", entered(&store, Scope::Read)).await;
        let id = answer.body["id"].as_str().unwrap().to_owned();
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!(shown["webhooks"]["state"], "not_allowed");
        assert_eq!((&shown["state"], &shown["health"]["code"]), (&json!("ready"), &json!("keys-read-only")));
        assert_eq!(shown["health"]["state"], "warning");

        // Nothing can be done with its orders, and it is said why.
        let orders = world.get("/orders").await;
        let order = orders["data"][0]["id"].as_str().unwrap();
        let able = world.get(&format!("/orders/{order}/abilities")).await;
        for ability in able["data"].as_array().unwrap() {
            let of_kind = ability["what"] == "cancel_choices" || ability["what"] == "returns";
            let why = if of_kind {
                (json!("unknown"), Value::Null)
            } else {
                (json!("right_missing"), json!("read_write"))
            };
            assert_eq!((ability["reason"].clone(), ability["right"].clone()), why, "{ability}");
        }
        let note = json!({ "action": { "kind": "note", "text": "Hediye" } });
        let refused = world.post(&format!("/orders/{order}/actions/preview"), note).await;
        assert_eq!(
            (refused.status, &refused.body["code"]),
            (StatusCode::CONFLICT, &json!("store-right-missing"))
        );

        // The same keys were given the right: trying the store learns of it.
        store.widen(Scope::Read);
        let tried = world.post(&format!("/stores/{id}/test"), json!({})).await;
        assert_eq!(
            (&tried.body["ok"], &tried.body["missing_rights"]),
            (&json!(true), &json!([])),
            "{}",
            tried.body
        );
        let able = world.get(&format!("/orders/{order}/abilities")).await;
        let able = able["data"].as_array().unwrap().iter().filter(|one| one["possible"] == true).count();
        assert!(able > 5, "{able}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_taken_away_leaves_its_orders_and_comes_back_as_itself() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let orders = world.get("/orders?limit=200").await["data"].as_array().unwrap().len();
        let webhooks = |store: &ReplayStore| {
            store
                .requests()
                .iter()
                .filter(|asked| asked.starts_with("DELETE") && asked.contains("webhooks"))
                .count()
        };
        assert_eq!(world.delete(&format!("/stores/{id}")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(world.get_any(&format!("/stores/{id}")).await.status, StatusCode::NOT_FOUND);
        until("our webhooks are taken back", || webhooks(&store) == 15).await;
        assert_eq!(world.get("/orders?limit=200").await["data"].as_array().unwrap().len(), orders);
        let order = world.order("47").await;
        assert_eq!((&order["store_name"], &order["store_acts"]), (&json!("Deneme"), &json!(false)));

        let again = world.connect_and_read(&store).await;
        assert_eq!(again, id);
        assert_eq!(
            world.get("/orders?limit=200").await["data"].as_array().unwrap().len(),
            orders,
            "nothing is doubled"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_store_is_left_alone_until_it_is_resumed() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        let paused =
            world.patch(&format!("/stores/{id}"), json!({ "state": "paused", "name": "Kışlık" })).await;
        assert_eq!((&paused.body["state"], &paused.body["name"]), (&json!("paused"), &json!("Kışlık")));
        let asked = store.requests().len();
        let worker = world.work();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(store.requests().len(), asked);
        world.patch(&format!("/stores/{id}"), json!({ "state": "ready" })).await;
        world.until_read(&id).await;
        worker.end().await;
        let acts = async || world.get("/orders").await["data"][0]["store_acts"].clone();
        assert_eq!(acts().await, true);
        world.patch(&format!("/stores/{id}"), json!({ "state": "paused" })).await;
        assert_eq!(acts().await, false, "nothing can be done with orders of a paused store");
        world.patch(&format!("/stores/{id}"), json!({ "state": "ready" })).await;
        assert_eq!(acts().await, true);
        for (body, pointer) in [
            (json!({ "state": "failed" }), "/state"),
            (json!({ "name": " " }), "/name"),
            (json!({ "consumer_key": "ck_0123456789" }), "/consumer_secret"),
            (json!({ "url": "https://other.example" }), "/url"),
        ] {
            let answer = world.patch(&format!("/stores/{id}"), body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
            assert_eq!(answer.body["errors"][0]["pointer"], pointer);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_anew_counts_from_the_start_and_doubles_nothing() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let before = world.get(&format!("/stores/{id}")).await["sync"]["orders"].clone();
        let answer = world.post(&format!("/stores/{id}/sync"), json!({})).await;
        assert_eq!((answer.status, &answer.body["sync"]["state"]), (StatusCode::ACCEPTED, &json!("running")));
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(world.get(&format!("/stores/{id}")).await["sync"]["orders"], before);
        assert_eq!(world.events(&["order.updated"]).await.len(), 0, "nothing had changed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_its_answer_also_while_the_store_is_down() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let body = entered(&store, Scope::ReadWrite);
        let first = world.post_with_key("connect", "/stores", Some(body.clone())).await;
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
        drop(store);
        let again = world.post_with_key("connect", "/stores", Some(body.clone())).await;
        assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
        let mut other = body;
        other["url"] = json!("javascript:alert(1)");
        let refused = world.post_with_key("connect", "/stores", Some(other)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        assert_eq!(refused.body["code"], "idempotency-key-reused");
        let sync = format!("/stores/{}/sync", first.body["id"].as_str().unwrap());
        let first = world.post_with_key("sync", &sync, None).await;
        assert_eq!(first.status, StatusCode::ACCEPTED, "{}", first.body);
        let again = world.post_with_key("sync", &sync, Some(json!({ "full": true }))).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
        assert_eq!(world.post_with_key("sync", &sync, None).await.body, first.body);
    })
    .await;
}
