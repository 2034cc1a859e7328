//! Parcels that a store keeps as fulfillments of its own, apart from its orders.

use database::testing::on_both_engines;
use serde_json::{Value, json};

use crate::world::{World, recorded_store};

/// Pieces of two lines of order 47 on their way, or planned to be.
fn fulfillment(is_fulfilled: bool, items: &[(u64, u64)], extra: &[(&str, &str)]) -> Value {
    let items: Value = items.iter().map(|(id, qty)| json!({ "item_id": id, "qty": qty })).collect();
    let mut meta = vec![json!({ "id": 1, "key": "_items", "value": items })];
    meta.extend(extra.iter().map(|(key, value)| json!({ "id": 2, "key": key, "value": value })));
    let status = if is_fulfilled { "fulfilled" } else { "unfulfilled" };
    json!({ "status": status, "is_fulfilled": is_fulfilled, "meta_data": meta })
}

fn parcels(order: &Value) -> &[Value] {
    order["shipments"].as_array().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fulfillments_are_parcels_that_say_what_is_in_them_and_come_and_go_apart_from_the_order() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let tracked = [("_tracking_number", "1Z999AA10123456784"), ("_shipping_provider", "ups")];
        let first = store.fulfill(47, "partially_fulfilled", &fulfillment(true, &[(1, 2)], &tracked));
        store.fulfill(47, "partially_fulfilled", &fulfillment(false, &[(2, 1)], &[]));
        store.change_silently("orders", "47", &json!({ "date_modified_gmt": "2026-11-21T20:00:00" }));
        world.connect_and_read(&store).await;
        let order = world.order("47").await;
        let [by_order, apart] = parcels(&order) else { panic!("{order:#}") };
        assert_eq!((&by_order["number"], &by_order["lines"]), (&json!("YK1234567890TR"), &json!([])));
        assert_eq!((&apart["number"], &apart["carrier_name"]), (&json!("1Z999AA10123456784"), &json!("UPS")));
        let name = &order["lines"][0]["name"];
        assert_eq!(apart["lines"], json!([{ "source_id": "1", "name": name, "quantity": 2 }]));
        assert!(apart["url"].as_str().is_some_and(|url| url.contains("1Z999AA10123456784")), "{apart:#}");
        let told = world.events(&["shipment.updated"]).await;
        assert!(told.iter().all(|event| event.payload["history"] == true), "what was sent before is no news");

        let worker = world.work();
        // Handed over in the shop: nothing to follow.
        store.fulfill(47, "fulfilled", &fulfillment(true, &[(2, 1)], &[]));
        let order = world.until_order("47", |order| parcels(order).len() == 3).await;
        let handed_over = parcels(&order).iter().find(|parcel| parcel["number"].is_null()).unwrap();
        assert_eq!(handed_over["lines"][0]["source_id"], "2");
        let told = world.events(&["shipment.updated"]).await;
        assert_eq!(told.iter().filter(|event| event.payload["history"] == false).count(), 1);

        // Nobody is told of that; it is seen when the order is looked at next.
        store.take_back_fulfillment(47, first);
        store.change("orders", "47", &json!({ "customer_note": "Zile basın" })).unwrap();
        let order = world.until_order("47", |order| parcels(order).len() == 2).await;
        assert!(parcels(&order).iter().all(|parcel| parcel["number"] != "1Z999AA10123456784"));
        assert_eq!(parcels(&order)[0]["number"], "YK1234567890TR", "what the order names stays");
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_kept_apart_go_when_the_order_says_that_there_are_none() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let number = [("_tracking_number", "1Z999AA10123456784")];
        let id = store.fulfill(50, "fulfilled", &fulfillment(true, &[], &number));
        world.connect_and_read(&store).await;
        assert_eq!(parcels(&world.order("50").await).len(), 1);
        let worker = world.work();
        store.take_back_fulfillment(50, id);
        world.until_order("50", |order| parcels(order).is_empty()).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_that_the_order_and_a_fulfillment_name_stays_until_neither_does() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let number = [("_tracking_number", "YK1234567890TR")];
        let first = store.fulfill(47, "partially_fulfilled", &fulfillment(true, &[(1, 1)], &number));
        // Only planned: the order is said to have fulfillments all the time.
        store.fulfill(47, "partially_fulfilled", &fulfillment(false, &[(2, 1)], &[]));
        world.connect_and_read(&store).await;
        let worker = world.work();
        let says = |order: &Value, pieces: i64| {
            parcels(order).iter().any(|parcel| parcel["lines"][0]["quantity"] == pieces)
        };
        let order = world.until_order("47", |order| says(order, 1)).await;
        assert_eq!(parcels(&order).len(), 1, "it is one parcel: {order:#}");

        store.take_back_fulfillment(47, first);
        store.change("orders", "47", &json!({ "customer_note": "Zile basın" })).unwrap();
        let order = world.until_order("47", |order| !says(order, 1)).await;
        let [left] = parcels(&order) else { panic!("the order names it still: {order:#}") };
        assert_eq!((&left["number"], &left["lines"]), (&json!("YK1234567890TR"), &json!([])));

        let again = store.fulfill(47, "partially_fulfilled", &fulfillment(true, &[(1, 2)], &number));
        store.change("orders", "47", &json!({ "customer_note": "Kapıya bırakın" })).unwrap();
        world.until_order("47", |order| says(order, 2)).await;
        let there = store.change("orders", "47", &json!({})).unwrap();
        let meta = there["meta_data"].as_array().unwrap().iter();
        let emptied = meta.filter(|one| one["value"] == "YK1234567890TR");
        let emptied: Vec<Value> = emptied.map(|one| json!({ "key": one["key"], "value": "" })).collect();
        let unnamed = json!({ "meta_data": emptied, "customer_note": "Zile basmayın" });
        store.change("orders", "47", &unnamed).unwrap();
        let order = world.until_order("47", |order| order["customer_note"] == "Zile basmayın").await;
        let [left] = parcels(&order) else { panic!("a fulfillment names it still: {order:#}") };
        assert_eq!((&left["number"], &left["lines"][0]["quantity"]), (&json!("YK1234567890TR"), &json!(2)));

        store.take_back_fulfillment(47, again);
        store.change("orders", "47", &json!({ "customer_note": "" })).unwrap();
        world.until_order("47", |order| parcels(order).is_empty()).await;
        worker.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_without_fulfillments_is_not_asked_for_those_of_each_order() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        for order in 47..=58 {
            store.fulfill(order, "fulfilled", &fulfillment(true, &[(1, 1)], &[]));
        }
        store.switch_off_fulfillments();
        let id = world.connect_and_read(&store).await;
        let asked = || store.requests().iter().filter(|asked| asked.contains("fulfillments")).count();
        let at_first = asked();
        assert!((1..=2).contains(&at_first), "as many as are asked at once: {at_first}");
        let shown = world.get(&format!("/stores/{id}")).await;
        assert_eq!((&shown["state"], &shown["health"]["state"]), (&json!("ready"), &json!("ok")));
        let worker = world.work();
        store.change("orders", "51", &json!({ "status": "completed" })).unwrap();
        world.until_order("51", |order| order["status"] == "completed").await;
        world.until(&id, |store| store["sync"]["state"] == "done").await;
        worker.end().await;
        assert_eq!(asked(), at_first, "it is remembered");
    })
    .await;
}
