//! Coupons of stores: read, told of, kept in step.

use database::testing::on_both_engines;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use shop::syncing::Habits;

use crate::deliveries::Wire;
use crate::shopify;
use crate::world::{World, quick, recorded, recorded_store};

/// Asks for changes and reads over again at once.
pub fn eager() -> Habits {
    Habits {
        ask_every: SignedDuration::from_millis(100),
        compare_every: SignedDuration::from_millis(100),
        ..quick()
    }
}

/// Waits until the first thing that a list names is as wished.
pub async fn until(world: &World, list: &str, wish: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..600 {
        last = world.get(list).await["data"][0].clone();
        if wish(&last) {
            return last;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("half a minute is over: {last:#}");
}

fn coupon(amount: &str, modified: &str) -> Value {
    let mut coupon: Value = serde_json::from_slice(&recorded("019-coupon-fixed.body")).unwrap();
    coupon["amount"] = amount.into();
    coupon["date_modified_gmt"] = modified.into();
    coupon
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_reading_brings_the_coupons_of_the_recorded_store() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let all = world.get("/coupons").await;
        assert_eq!(all["data"].as_array().unwrap().len(), 2);
        let found = world.get("/coupons?q=HOSGELDIN").await["data"][0].clone();
        for (field, expected) in [
            ("store_id", json!(id)),
            ("source_id", json!("10")),
            ("code", json!("hosgeldin10")),
            ("status", json!("active")),
            ("raw_status", json!("publish")),
            ("kind", json!("percent")),
            ("amount", Value::Null),
            ("percent", json!("10")),
            ("description", json!("İlk siparişe %10")),
            ("used", json!(1)),
            ("usage_limit", json!(500)),
            ("only_for_some", json!(false)),
            ("expires_at", Value::Null),
        ] {
            assert_eq!(found[field], expected, "{field}");
        }
        assert_eq!(world.get(&format!("/coupons/{}", found["id"].as_str().unwrap())).await, found);
        let money = world.get("/coupons?q=kargo").await["data"][0].clone();
        assert_eq!(money["amount"], json!({ "amount": "60.00", "currency": "TRY" }));
        let told = world.events(&["coupon.created"]).await;
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|event| event.payload["history"] == true), "history is no news");
        let shown = world.get(&format!("/stores/{id}")).await;
        let able = |ability: &Value| (ability["what"].clone(), ability["possible"].clone());
        let abilities: Vec<_> = shown["abilities"].as_array().unwrap().iter().map(able).collect();
        assert_eq!(abilities[..2], [(json!("coupons"), json!(true)), (json!("reviews"), json!(true))]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_about_coupons_come_in_any_order_and_any_number() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let wire = Wire::new(&world, &id).await;
        for (amount, modified) in [("70.00", "2026-11-22T08:00:02"), ("65.00", "2026-11-22T08:00:01")] {
            for _ in 0..2 {
                let sent = wire.send_json("coupon.updated", &coupon(amount, modified)).await;
                assert_eq!(sent, StatusCode::OK);
            }
        }
        let kargo = world.get("/coupons?q=kargo50").await["data"][0].clone();
        assert_eq!(kargo["amount"]["amount"], "70.00", "the older one came later and changes nothing");
        assert_eq!(world.events(&["coupon.updated"]).await.len(), 1, "what comes twice is told once");

        // The same second holds two states: only the store knows. There it is worth 60.
        wire.send_json("coupon.updated", &coupon("80.00", "2026-11-22T08:00:02")).await;
        assert_eq!(world.get("/coupons?q=kargo50").await["data"][0]["amount"]["amount"], "70.00");

        // To the bin, and an older message afterwards.
        wire.send_json("coupon.deleted", &json!({ "id": 10 })).await;
        let mut late: Value = serde_json::from_slice(&recorded("018-coupon.body")).unwrap();
        late["amount"] = "11.00".into();
        wire.send_json("coupon.updated", &late).await;
        assert!(world.get("/coupons?q=hosgeldin10").await["data"].as_array().unwrap().is_empty());
        let gone = world.get("/coupons?status=gone").await["data"][0].clone();
        assert_eq!((&gone["code"], &gone["percent"]), (&json!("hosgeldin10"), &json!("10")));
        assert_eq!(world.events(&["coupon.deleted"]).await.len(), 1);

        // The store is asked, and never threw it away.
        let worker = world.work();
        until(&world, "/coupons?q=hosgeldin10", |coupon| coupon["status"] == "active").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_a_coupon_in_the_store_happens_here() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        store.change("coupons", "11", &json!({ "description": "Kargo bizden", "free_shipping": true }));
        store.settled().await;
        let found = world.get("/coupons?q=bizden").await["data"][0].clone();
        assert_eq!((&found["code"], &found["free_shipping"]), (&json!("kargo50"), &json!(true)));
        store.remove("coupons", "11", false);
        store.settled().await;
        assert!(world.get("/coupons?q=bizden").await["data"].as_array().unwrap().is_empty());

        // What no message tells and moves no date: another amount, and deleting for good.
        store.change_silently("coupons", "10", &json!({ "amount": "15.00" }));
        world.wake(&id).await;
        let worker = world.work_with(eager());
        until(&world, "/coupons?q=hosgeldin10", |coupon| coupon["percent"] == "15").await;
        store.remove("coupons", "10", true);
        until(&world, "/coupons?q=hosgeldin10", Value::is_null).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_coupon_is_for_stays_in_the_store() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let mut mine = coupon("20.00", "2026-11-22T09:00:00");
        mine["email_restrictions"] = json!(["ayse.yilmaz@example.com"]);
        mine["used_by"] = json!(["ayse.yilmaz@example.com"]);
        Wire::new(&world, &id).await.send_json("coupon.updated", &mine).await;
        let found = world.get("/coupons?q=kargo50").await["data"][0].clone();
        assert_eq!((&found["only_for_some"], &found["amount"]["amount"]), (&json!(true), &json!("20.00")));
        let (workspace, store) = (world.workspace, id.parse().unwrap());
        let kept = world.app.database.read(move |db| shop::coupons::find_source(db, workspace, store, "11"));
        let kept = kept.await.unwrap().unwrap();
        assert!(!format!("{kept:?}").contains("ayse"), "{kept:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn coupons_are_listed_by_where_they_stand_now() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let wire = Wire::new(&world, &id).await;
        for (number, change) in [
            (301, json!({ "code": "bitti", "date_expires_gmt": "2020-01-01T00:00:00" })),
            (302, json!({ "code": "tukendi", "usage_limit": 3, "usage_count": 3 })),
            (303, json!({ "code": "taslak", "status": "draft" })),
        ] {
            let mut one = coupon("5.00", "2026-11-22T08:00:00");
            one["id"] = number.into();
            one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            wire.send_json("coupon.created", &one).await;
        }
        let codes = async |status: &str| -> Vec<String> {
            let list = world.get(&format!("/coupons?status={status}")).await;
            list["data"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(codes("expired").await, ["bitti"]);
        assert_eq!(codes("used_up").await, ["tukendi"]);
        assert_eq!(codes("hidden").await, ["taslak"]);
        assert_eq!(codes("active").await.len(), 2);
        assert!(codes("scheduled").await.is_empty() && codes("gone").await.is_empty());
        let first = world.get("/coupons?limit=3").await;
        let next = first["next"].as_str().unwrap();
        let rest = world.get(&format!("/coupons?limit=3&after={next}")).await;
        assert_eq!((first["data"].as_array().unwrap().len(), rest["data"].as_array().unwrap().len()), (3, 2));
        assert_eq!(world.get_any("/coupons?status=wrong").await.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discounts_of_shopify_are_coupons_where_the_token_may_read_them() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = shopify::store().await;
        let scopes =
            ["read_orders", "read_all_orders", "read_customers", "read_products", "read_fulfillments"];
        store.set_scopes(&[scopes.as_slice(), &["write_discounts"]].concat());
        let id = shopify::connected(&world, &store).await;
        let all = world.get("/coupons").await["data"].as_array().unwrap().clone();
        assert_eq!(all.len(), 3);
        let share = all.iter().find(|coupon| coupon["code"] == "HOSGELDIN").unwrap();
        assert_eq!((&share["percent"], &share["minimum"]["amount"]), (&json!("12.5"), &json!("500.00")));
        let able = world.get(&format!("/stores/{id}")).await["abilities"].clone();
        assert_eq!(able[0], json!({ "what": "coupons", "possible": true, "reason": null }));
        assert_eq!(able[1], json!({ "what": "reviews", "possible": false, "reason": "unknown" }));
        assert_eq!(store.webhooks().len(), 18, "it tells of discounts, too");

        // It tells of a change, and is asked what it is now.
        store.change_coupons(|all| all[0]["codeDiscount"]["asyncUsageCount"] = json!(5));
        let gid = json!({ "admin_graphql_api_id": "gid://shopify/DiscountCodeNode/8001" });
        shopify::deliver(&world, &id, &store.message("discounts/update", "u1", &gid)).await;
        let worker = world.work();
        until(&world, "/coupons?q=hosgeldin", |coupon| coupon["used"] == 5).await;
        store.change_coupons(|all| all.retain(|one| one["id"] != "gid://shopify/DiscountCodeNode/8002"));
        let gid = json!({ "admin_graphql_api_id": "gid://shopify/DiscountCodeNode/8002" });
        shopify::deliver(&world, &id, &store.message("discounts/delete", "d1", &gid)).await;
        until(&world, "/coupons?status=gone", |coupon| coupon["code"] == "AYSE-75").await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_the_right_reads_all_but_the_coupons_and_says_so() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = shopify::store().await;
        let id = shopify::connected(&world, &store).await;
        assert!(world.get("/coupons").await["data"].as_array().unwrap().is_empty());
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["state"]), (&json!("ready"), &json!("ok")));
        assert_eq!(
            shown["abilities"][0],
            json!({ "what": "coupons", "possible": false, "reason": "right_missing" })
        );
        assert!(!store.asked().iter().any(|(name, _)| name == "Coupons"), "it is not even asked");
    })
    .await;
}
