//! Where parcels are, told by whoever knows: of stores that tell of themselves, and of those that are read.

use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, recorded_store};

/// An order of the recorded store with a parcel, and the parcel's number.
async fn sent(world: &World) -> (Value, String) {
    let orders = world.get("/orders").await;
    for order in orders["data"].as_array().unwrap() {
        let order = world.get(&format!("/orders/{}", order["id"].as_str().unwrap())).await;
        if let Some(number) = order["shipments"][0]["number"].as_str() {
            let number = number.to_owned();
            return (order, number);
        }
    }
    panic!("the recorded store has sent nothing: {orders:#}");
}

async fn tell(world: &World, movements: Value) -> Value {
    let answer = world.put("/shipments", json!({ "shipments": movements })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

fn seen(at: &str, status: &str) -> Value {
    json!([{ "at": at, "status": status, "text": "Dağıtıma çıktı, kurye Ali Kaya 0532 123 45 67", "place": "Kadıköy" }])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_of_a_store_that_is_read_is_where_whoever_knows_says() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let (order, number) = sent(&world).await;
        let path = format!("/orders/{}", order["id"].as_str().unwrap());
        let one =
            json!([{ "number": number, "checkpoints": seen("2026-12-01T08:00:00Z", "out_for_delivery") }]);
        let told = tell(&world, one.clone()).await;
        assert_eq!((&told["applied"], &told["data"][0]["outcome"]), (&json!(1), &json!("applied")), "{told}");
        let parcel = world.get(&path).await["shipments"][0].clone();
        let about = told["data"][0]["shipment_ids"].as_array().unwrap();
        assert!(matches!(about.as_slice(), [one] if one.as_str().unwrap().starts_with("shp_")), "{told}");
        assert_eq!(parcel["status"], "out_for_delivery");
        assert_eq!(parcel["checkpoints"][0]["place"], "Kadıköy");
        assert!(!parcel.to_string().contains("123 45 67"), "couriers are masked: {parcel}");

        assert_eq!(tell(&world, one).await["unchanged"], 1, "told again");
        let older = json!([{ "number": number, "status": "in_transit", "at": "2026-11-30T08:00:00Z" }]);
        tell(&world, older).await;
        assert_eq!(world.get(&path).await["shipments"][0]["status"], "out_for_delivery", "older is no news");

        // By the order's number, of this store alone.
        let arrived = |store: &str| {
            let number = format!("#{}", order["number"].as_str().unwrap());
            json!([{ "order": number, "store_id": store, "status": "delivered", "at": "2026-12-02T08:00:00Z",
                "signed_by": "Ayşe Yılmaz" }])
        };
        assert_eq!(tell(&world, arrived("sto_0000000000001")).await["unknown"], 1);
        assert_eq!(tell(&world, arrived(&id)).await["applied"], 1);
        let parcel = world.get(&path).await["shipments"][0].clone();
        assert_eq!((&parcel["status"], &parcel["signed_by"]), (&json!("delivered"), &json!("A** Y**")));
        assert_eq!(parcel["delivered_at"], "2026-12-02T08:00:00.000Z");

        // The store, which knows less, takes nothing back.
        store
            .change("orders", order["source_id"].as_str().unwrap(), &json!({ "customer_note": "!" }))
            .unwrap();
        world.wake(&id).await;
        let worker = world.work_with(crate::coupons::eager());
        world.until_order(order["number"].as_str().unwrap(), |order| order["customer_note"] == "!").await;
        worker.end().await;
        assert_eq!(world.get(&path).await["shipments"][0]["status"], "delivered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_meant_of_no_parcel_is_refused_and_what_nobody_sent_is_unknown() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "TRY" });
        let store = world.post("/stores", store).await.body["id"].as_str().unwrap().to_owned();
        let order = json!({
            "source_id": "1", "number": "KS-1", "status": "completed",
            "total": { "amount": "10.00", "currency": "TRY" }, "placed_at": "2026-11-16T08:30:00Z",
            "updated_at": "2026-11-16T08:30:00Z", "lines": [],
            "shipments": [{ "carrier": "Aras", "number": "1234567890" }, { "carrier": "Aras", "number": "1234567891" }],
        });
        let pushed = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
        assert_eq!(pushed.body["created"], 1, "{}", pushed.body);
        let both = tell(&world, json!([{ "order": "KS-1", "status": "delivered" }])).await;
        assert_eq!(both["data"][0]["errors"][0]["pointer"], "/shipments/0/number");
        assert_eq!(both["data"][0]["errors"][0]["code"], "several-parcels");
        let one = json!([{ "order": "KS-1", "number": "1234567891", "status": "delivered" }]);
        assert_eq!(tell(&world, one).await["applied"], 1);
        let parcels = world.order("KS-1").await["shipments"].clone();
        assert_eq!((&parcels[0]["status"], &parcels[1]["status"]), (&json!("unknown"), &json!("delivered")));

        let told = tell(
            &world,
            json!([
                { "number": "9999999999", "status": "delivered" },
                { "status": "delivered" },
                { "number": "abc", "status": "delivered" },
                { "number": "1234567890" },
                { "number": "1234567890", "state": "delivered" },
            ]),
        )
        .await;
        assert_eq!((&told["unknown"], &told["refused"]), (&json!(1), &json!(4)), "{told:#}");
        for (place, pointer, code) in [
            (1, "/shipments/1/number", "required"),
            (2, "/shipments/2/number", "not-a-tracking-number"),
            (3, "/shipments/3/checkpoints", "required"),
        ] {
            let error = &told["data"][place]["errors"][0];
            assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)), "{told:#}");
        }
        let many: Vec<Value> = (0..501).map(|_| json!({})).collect();
        let refused = world.put("/shipments", json!({ "shipments": many })).await;
        assert_eq!(refused.body["errors"][0]["code"], "too-many");
    })
    .await;
}
