//! Carriers that a workspace adds: recognised by name, link and number, and linked.

use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::World;

/// A store that tells of itself.
async fn store(world: &World) -> String {
    let body = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "TRY" });
    world.post("/stores", body).await.body["id"].as_str().unwrap().to_owned()
}

/// The parcel of an order that was sent so.
async fn sent(world: &World, store: &str, number: &str, parcel: Value) -> Value {
    let order = json!({
        "source_id": number, "number": number, "status": "completed",
        "total": { "amount": "10.00", "currency": "TRY" }, "placed_at": "2026-11-16T08:30:00Z",
        "updated_at": "2026-11-16T08:30:00Z", "lines": [], "shipments": [parcel],
    });
    let pushed = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
    assert_eq!(pushed.body["created"], 1, "{}", pushed.body);
    world.order(number).await["shipments"][0].clone()
}

fn courier() -> Value {
    json!({ "name": "Bizim Kurye", "country": "tr", "patterns": ["bk########"], "link": "https://kurye.example/izle?n={n}" })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_carrier_is_recognised_and_linked() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let before = sent(&world, &store, "1", json!({ "number": "BK12345678" })).await;
        assert_eq!((&before["carrier"], &before["url"]), (&Value::Null, &Value::Null));
        let set = world.put("/own-carriers", json!({ "carriers": [courier()] })).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let own = &set.body["carriers"][0];
        assert_eq!((&own["slug"], &own["country"]), (&json!("own.bizimkurye"), &json!("TR")));
        assert_eq!(own["patterns"], json!(["BK########"]));
        assert_eq!(world.get("/own-carriers").await, set.body);
        let all = world.get("/carriers").await;
        let first = json!({ "slug": "own.bizimkurye", "name": "Bizim Kurye", "country": "TR", "own": true });
        assert_eq!(all["data"][0], first);
        assert!(
            all["data"].as_array().unwrap().iter().any(|one| one["slug"] == "ups" && one["own"] == false)
        );

        // What was not recognised is at once.
        let linked = |number: &str| format!("https://kurye.example/izle?n={number}");
        let known = world.order("1").await["shipments"][0].clone();
        assert_eq!(
            (&known["carrier"], &known["url"]),
            (&json!("own.bizimkurye"), &json!(linked("BK12345678")))
        );

        // By number, by name, by the host of a link, which stays.
        let parcel = sent(&world, &store, "2", json!({ "number": "BK87654321" })).await;
        assert_eq!((&parcel["carrier"], &parcel["carrier_name"]), (&own["slug"], &json!("Bizim Kurye")));
        assert_eq!(parcel["url"], linked("BK87654321"));
        let parcel =
            sent(&world, &store, "3", json!({ "carrier": "BİZİM KURYE", "number": "123456789012" })).await;
        assert_eq!((&parcel["carrier"], &parcel["url"]), (&own["slug"], &json!(linked("123456789012"))));
        let told = "https://www.kurye.example/p/77777";
        let parcel = sent(&world, &store, "4", json!({ "number": "77777", "url": told })).await;
        assert_eq!((&parcel["carrier"], &parcel["url"]), (&own["slug"], &json!(told)));
        // A carrier that the store names is that one, whatever its number looks like.
        let parcel =
            sent(&world, &store, "5", json!({ "carrier": "Aras Kargo", "number": "BK11112222" })).await;
        assert_eq!(parcel["carrier"], "tr.aras");

        // Rules and holidays may speak of it.
        let rule = json!({ "rules": [{ "carrier": "own.bizimkurye", "delivery_days": 2 }] });
        assert_eq!(world.put("/late-rules", rule).await.status, StatusCode::OK);
        let strange = json!({ "rules": [{ "carrier": "own.baska", "delivery_days": 2 }] });
        assert_eq!(world.put("/late-rules", strange).await.body["errors"][0]["code"], "unknown-carrier");

        // It is another's link from now on; and taken away, nobody's.
        let mut moved = own.clone();
        moved["link"] = json!("https://yeni.example/{n}");
        world.put("/own-carriers", json!({ "carriers": [moved] })).await;
        assert_eq!(world.order("2").await["shipments"][0]["url"], "https://yeni.example/BK87654321");
        assert_eq!(world.put("/own-carriers", json!({ "carriers": [] })).await.status, StatusCode::OK);
        let gone = world.order("2").await["shipments"][0].clone();
        assert_eq!((&gone["carrier"], &gone["carrier_name"]), (&Value::Null, &json!("Bizim Kurye")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_carrier_can_be_replaced_and_what_can_not_be_used_is_said_at_its_field() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let aras = json!({ "slug": "tr.aras", "name": "Aras", "link": "https://aras.example/?n={n}" });
        let set = world.put("/own-carriers", json!({ "carriers": [aras] })).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let parcel = sent(&world, &store, "1", json!({ "carrier": "aras", "number": "1234567890" })).await;
        assert_eq!(
            (&parcel["carrier"], &parcel["url"]),
            (&json!("tr.aras"), &json!("https://aras.example/?n=1234567890"))
        );

        for (field, value, pointer, code) in [
            ("name", json!(""), "/carriers/0/name", "required"),
            ("country", json!("Türkiye"), "/carriers/0/country", "not-a-country"),
            ("patterns", json!(["BK#", "*"]), "/carriers/0/patterns/1", "not-a-pattern"),
            ("link", json!("javascript:alert({n})"), "/carriers/0/link", "not-an-address"),
            ("link", json!("https://{n}.evil.example/"), "/carriers/0/link", "not-an-address"),
            ("slug", json!("somebody"), "/carriers/0/slug", "unknown-carrier"),
        ] {
            let mut one = courier();
            one[field] = value;
            let refused = world.put("/own-carriers", json!({ "carriers": [one] })).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", refused.body);
            let error = &refused.body["errors"][0];
            assert_eq!(
                (&error["pointer"], &error["code"]),
                (&json!(pointer), &json!(code)),
                "{}",
                refused.body
            );
        }
        let twice = world.put("/own-carriers", json!({ "carriers": [courier(), courier()] })).await;
        let slugs: Vec<&Value> =
            twice.body["carriers"].as_array().unwrap().iter().map(|one| &one["slug"]).collect();
        assert_eq!(slugs, ["own.bizimkurye", "own.bizimkurye2"], "each has one of its own");
    })
    .await;
}
