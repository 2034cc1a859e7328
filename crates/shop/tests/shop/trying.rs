//! Trying a store that is connected.

use commerce::replay::Fault;
use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, recorded_store};

async fn test(world: &World, store: &str) -> Value {
    let answer = world.post(&format!("/stores/{store}/test"), json!({})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_tried_says_what_is_wrong_now_and_its_health_says_it_too() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let path = format!("/stores/{id}");
        let before = world.get(&path).await;
        let well = test(&world, &id).await;
        assert_eq!((&well["ok"], &well["code"]), (&json!(true), &Value::Null));
        assert!(well["took_ms"].as_i64().unwrap() >= 0);
        let now = world.get(&path).await;
        assert_eq!(
            (&now["health"]["code"], &now["webhooks"]),
            (&before["health"]["code"], &before["webhooks"])
        );

        for (fault, code, health) in [
            (Fault::MaintenancePage, "page-instead-of-data", "error"),
            (Fault::KeysRevoked, "keys-refused", "error"),
            (Fault::Unavailable(1), "busy", "warning"),
        ] {
            store.set_fault(Some(fault));
            let tested = test(&world, &id).await;
            assert_eq!((&tested["ok"], &tested["code"]), (&json!(false), &json!(code)));
            assert!(!tested["detail"].as_str().unwrap().is_empty());
            let shown = world.get(&path).await;
            assert_eq!((&shown["health"]["code"], &shown["health"]["state"]), (&json!(code), &json!(health)));
        }
        let told = world.events(&["store.updated"]).await.len();
        test(&world, &id).await;
        assert_eq!(world.events(&["store.updated"]).await.len(), told, "the same again is no news");
        store.set_fault(None);
        assert_eq!(test(&world, &id).await["ok"], json!(true));
        let shown = world.get(&path).await;
        assert_eq!(shown["health"]["code"], before["health"]["code"]);
        assert_eq!(world.events(&["store.updated"]).await.len(), told + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_store_may_be_tried_and_stays_as_it_is_and_one_that_is_gone_cannot_be() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&store).await;
        world.patch(&format!("/stores/{id}"), json!({ "state": "paused" })).await;
        let before = world.get(&format!("/stores/{id}")).await;
        store.set_fault(Some(Fault::KeysRevoked));
        assert_eq!(test(&world, &id).await["code"], "keys-refused");
        assert_eq!(world.get(&format!("/stores/{id}")).await, before);
        world.delete(&format!("/stores/{id}")).await;
        let gone = world.post(&format!("/stores/{id}/test"), json!({})).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}
