//! A store without a connector tells of itself.

use database::testing::on_both_engines;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{World, answer, recorded_store, token};

fn lira(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "TRY" })
}

async fn store(world: &World) -> String {
    let body = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "try", "time_zone": "Europe/Istanbul" });
    let made = world.post("/stores", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(made.body["kind"], "other");
    assert_eq!(made.body["state"], "ready");
    assert_eq!(made.body["currency"], "TRY");
    made.body["id"].as_str().unwrap().to_owned()
}

/// The example of the documentation.
fn order() -> Value {
    json!({
        "source_id": "A-1001", "number": "KS-1001", "status": "kargoya verildi",
        "total": lira("489.90"), "shipping_total": lira("39.90"), "tax_total": lira("75.00"),
        "placed_at": "2026-11-20T09:15:00Z", "updated_at": "2026-11-21T08:00:00Z", "paid_at": "2026-11-20T09:16:00Z",
        "customer_source_id": "77",
        "billing": {
            "first_name": "Ayşe", "last_name": "Yılmaz", "address_1": "Bağdat Cad. 12", "city": "İstanbul", "country": "tr",
            "email": "ayse.yilmaz@example.com", "phone": "0532 123 45 67",
        },
        "payment_method": "Kapıda ödeme", "shipping_method": "Yurtiçi Kargo", "language": "tr",
        "lines": [
            { "name": "Süet bot", "sku": "BOT-42", "product_source_id": "p-9", "quantity": 1, "unit_price": lira("300"),
              "options": [{ "name": "Numara", "value": "42" }] },
            { "source_id": "l2", "name": "Çorap", "quantity": 3, "unit_price": lira("25.005"), "total": lira("75.00") },
        ],
        "refunds": [{ "source_id": "r1", "amount": lira("25.00"), "reason": "Deliği var", "paid_back": true,
            "refunded_at": "2026-11-21T07:00:00Z", "lines": [{ "line_source_id": "l2", "quantity": 1, "total": lira("25.00") }] }],
        "shipments": [{ "carrier": "yurtici kargo", "number": "123456789012", "expected_at": "2026-11-23T00:00:00Z",
            "checkpoints": [
                { "at": "2026-11-21T06:00:00Z", "text": "Şubeden çıktı", "status": "in_transit", "place": "Kadıköy" },
                { "at": "2026-11-21T08:00:00Z", "status": "out_for_delivery", "text": "배송출발(홍길동 010-1234-5678)" },
            ] }],
        "notes": [{ "source_id": "n1", "text": "Hediye paketi istendi", "written_at": "2026-11-20T10:00:00Z" }],
    })
}

fn changed(order: &Value, fields: Value) -> Value {
    let mut order = order.clone();
    for (name, value) in fields.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

async fn tell(world: &World, store: &str, what: &str, list: Value) -> Value {
    let pushed = world.put(&format!("/stores/{store}/{what}"), json!({ what: list })).await;
    assert_eq!(pushed.status, StatusCode::OK, "{}", pushed.body);
    pushed.body
}

async fn push(world: &World, store: &str, orders: Value) -> Value {
    tell(world, store, "orders", orders).await
}

fn outcomes(pushed: &Value) -> Vec<&str> {
    pushed["data"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_a_store_tells_of_is_there_with_everything_that_hangs_on_it() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let pushed = push(&world, &store, json!([order()])).await;
        assert_eq!(outcomes(&pushed), ["created"]);
        assert_eq!(pushed["data"][0]["source_id"], "A-1001");
        let told = world.order("KS-1001").await;
        assert_eq!(pushed["data"][0]["id"], told["id"]);
        assert_eq!(told["status"], "completed");
        assert_eq!(told["raw_status"], "kargoya verildi");
        assert_eq!(told["total"], lira("489.90"));
        assert_eq!(told["subtotal"], lira("375.00"));
        assert_eq!(told["refunded_total"], lira("25.00"));
        assert_eq!(told["lines"][0]["total"], lira("300.00"));
        assert_eq!(told["lines"][1]["unit_price"], lira("25.01"));
        assert_eq!(told["refunds"][0]["reason"], "Deliği var");
        assert_eq!(told["refunds"][0]["at"], "2026-11-21T07:00:00.000Z");
        assert_eq!(told["notes"][0]["text"], "Hediye paketi istendi");
        let parcel = &told["shipments"][0];
        assert_eq!(parcel["carrier"], "tr.yurtici");
        assert_eq!(parcel["status"], "out_for_delivery");
        assert_eq!(parcel["expected_at"], "2026-11-23T00:00:00.000Z");
        assert!(parcel["url"].as_str().unwrap().contains("123456789012"));
        assert_eq!(parcel["checkpoints"][0]["status"], "out_for_delivery");
        assert!(!parcel["checkpoints"][0]["text"].as_str().unwrap().contains("1234"), "{parcel}");
        assert_eq!(parcel["checkpoints"][1]["place"], "Kadıköy");
        for query in ["ks-1001", "ayse", "0532+123+45+67"] {
            assert_eq!(
                world.get(&format!("/orders?q={query}")).await["data"][0]["id"],
                told["id"],
                "{query}"
            );
        }
        let person = world.get(&format!("/customers/{}", told["customer_id"].as_str().unwrap())).await;
        assert_eq!(person["name"], "Ayşe Yılmaz");
        assert_eq!(world.events(&["order.created"]).await.len(), 1);
        assert_eq!(world.events(&["shipment.updated"]).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_again_nothing_changes_and_an_older_state_never_overwrites_a_newer_one() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        push(&world, &store, json!([order()])).await;
        let told = world.order("KS-1001").await;
        assert_eq!(
            outcomes(&push(&world, &store, json!([order(), order()])).await),
            ["unchanged", "unchanged"]
        );
        let older = changed(&order(), json!({ "status": "pending", "updated_at": "2026-11-21T07:59:59Z" }));
        let newer = changed(
            &order(),
            json!({ "status": "delivered", "updated_at": "2026-11-22T08:00:00Z", "refunds": [] }),
        );
        assert_eq!(outcomes(&push(&world, &store, json!([older])).await), ["older"]);
        assert_eq!(world.order("KS-1001").await, told);
        assert_eq!(outcomes(&push(&world, &store, json!([newer, older])).await), ["updated", "older"]);
        let told = world.order("KS-1001").await;
        assert_eq!((&told["raw_status"], &told["refunds"]), (&json!("delivered"), &json!([])));
        assert_eq!(told["notes"].as_array().unwrap().len(), 1);
        // A corrected state of the same moment counts.
        let corrected = changed(&newer, json!({ "payment_method": "Havale" }));
        assert_eq!(outcomes(&push(&world, &store, json!([corrected])).await), ["updated"]);
        assert_eq!(world.events(&["order.updated"]).await.len(), 2);
        let person = world.get(&format!("/customers/{}", told["customer_id"].as_str().unwrap())).await;
        assert_eq!(person["orders_count"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_thing_is_taken_or_refused_by_itself_with_the_place_of_what_is_wrong() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let with_id = |id: &str, fields: Value| changed(&changed(&order(), json!({ "source_id": id, "number": id })), fields);
        let line = |fields: Value| json!({ "lines": [changed(&json!({ "name": "x", "quantity": 1, "total": lira("1") }), fields)] });
        let wrong = [
            (json!({ "total": { "amount": "12,50", "currency": "TRY" } }), "/total/amount", "not-an-amount"),
            (json!({ "total": { "amount": 12.5, "currency": "TRY" } }), "/total/amount", "wrong-type"),
            (json!({ "total": lira("1.005") }), "/total/amount", "too-fine"),
            (json!({ "total": lira("-1") }), "/total/amount", "negative"),
            (json!({ "total": { "amount": "1", "currency": "₺" } }), "/total/currency", "not-a-currency"),
            (json!({ "tax_total": { "amount": "1", "currency": "EUR" } }), "/tax_total/currency", "another-currency"),
            (json!({ "statsu": "paid" }), "/statsu", "unknown-field"),
            (json!({ "placed_at": "yesterday" }), "/placed_at", "invalid"),
            (line(json!({ "quantity": -1 })), "/lines/0/quantity", "negative"),
            (line(json!({ "total": null })), "/lines/0/total", "required"),
            (line(json!({ "name": " " })), "/lines/0/name", "required"),
            (line(json!({ "image_url": "javascript:alert(1)" })), "/lines/0/image_url", "not-an-address"),
            (json!({ "billing": { "country": "Turkey" } }), "/billing/country", "not-a-country"),
            (json!({ "shipments": [{ "carrier": "ups" }] }), "/shipments/0/number", "required"),
            (json!({ "shipments": [{ "number": "abc" }] }), "/shipments/0/number", "not-a-tracking-number"),
            (json!({ "source_id": "" }), "/source_id", "required"),
        ];
        let mut orders: Vec<Value> =
            wrong.iter().enumerate().map(|(index, (fields, ..))| with_id(&index.to_string(), fields.clone())).collect();
        orders.push(with_id("good", json!({})));
        let pushed = push(&world, &store, json!(orders)).await;
        assert_eq!((&pushed["refused"], &pushed["created"]), (&json!(wrong.len()), &json!(1)));
        for (index, (_, place, code)) in wrong.iter().enumerate() {
            let errors = &pushed["data"][index]["errors"];
            assert_eq!(errors[0]["pointer"], format!("/orders/{index}{place}"), "{errors}");
            assert_eq!(errors[0]["code"], *code, "{errors}");
        }
        assert_eq!(world.get("/orders").await["data"].as_array().unwrap().len(), 1);
        let many = vec![order(); 501];
        let refused = world.put(&format!("/stores/{store}/orders"), json!({ "orders": many })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.body["errors"][0]["pointer"], "/orders");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_has_deleted_goes_and_older_states_do_not_bring_it_back() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        push(&world, &store, json!([order()])).await;
        let gone = |id: &str, at: &str| json!({ "source_id": id, "deleted": true, "updated_at": at });
        let pushed = push(
            &world,
            &store,
            json!([
                gone("A-1001", "2026-11-21T07:00:00Z"),
                gone("A-1001", "2026-11-23T00:00:00Z"),
                changed(&order(), json!({ "updated_at": "2026-11-22T00:00:00Z" })),
                gone("A-1001", "2026-11-23T00:00:00Z"),
                gone("A-1", "2026-11-23T00:00:00Z"),
                { "source_id": " ", "deleted": true, "updated_at": "2026-11-23T00:00:00Z" },
            ]),
        )
        .await;
        assert_eq!(outcomes(&pushed), ["older", "deleted", "older", "unchanged", "unknown", "refused"]);
        assert_eq!(world.order("KS-1001").await["status"], "trash");
        assert_eq!(world.events(&["order.deleted"]).await.len(), 1);
        let restored = changed(&order(), json!({ "updated_at": "2026-11-24T00:00:00Z" }));
        assert_eq!(outcomes(&push(&world, &store, json!([restored])).await), ["updated"]);
        assert_eq!(world.order("KS-1001").await["status"], "completed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_and_products_are_told_of_in_the_same_way() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let account = json!({ "source_id": "77", "email": "ayse.yilmaz@example.com", "name": "Ayşe Yılmaz", "updated_at": "2026-11-01T00:00:00Z" });
        let accounts = |list: Value| tell(&world, &store, "customers", list);
        let told = accounts(json!([account, account, { "source_id": "77", "updated_at": "2026-10-01T00:00:00Z" }])).await;
        assert_eq!(outcomes(&told), ["created", "unchanged", "older"]);
        // The order of that account is hers, and so is what a guest orders with her address.
        let guest = changed(&order(), json!({ "source_id": "A-2", "number": "KS-2", "customer_source_id": null }));
        push(&world, &store, json!([order(), guest])).await;
        for number in ["KS-1001", "KS-2"] {
            assert_eq!(world.order(number).await["customer_id"], told["data"][0]["id"]);
        }
        let gone = accounts(json!([{ "source_id": "77", "deleted": true, "updated_at": "2026-11-22T00:00:00Z" }, account])).await;
        assert_eq!(outcomes(&gone), ["deleted", "older"]);
        let person = world.get(&format!("/customers/{}", told["data"][0]["id"].as_str().unwrap())).await;
        assert_eq!(person["orders_count"], 2);

        let boots = json!({
            "source_id": "p-9", "name": "Süet bot", "sku": "BOT-42", "price": lira("300"), "regular_price": lira("350.00"),
            "stock_quantity": 4, "url": "https://kestane.example/bot", "images": ["https://kestane.example/bot.jpg"],
            "attributes": [{ "name": "Numara", "options": ["41", "42"] }], "updated_at": "2026-11-01T00:00:00Z",
        });
        let products = |list: Value| tell(&world, &store, "products", list);
        let dearer = changed(&boots, json!({ "price": lira("320"), "updated_at": "2026-11-02T00:00:00Z" }));
        let in_euro = changed(&boots, json!({ "price": { "amount": "1", "currency": "EUR" } }));
        let told = products(json!([boots, boots, dearer, boots, in_euro])).await;
        assert_eq!(outcomes(&told), ["created", "unchanged", "updated", "older", "refused"]);
        let found = world.get("/products?q=bot-42").await;
        assert_eq!(found["data"][0]["price"], lira("320.00"));
        assert_eq!(found["data"][0]["stock_status"], "in_stock");
        let gone = products(json!([{ "source_id": "p-9", "deleted": true, "updated_at": "2026-11-03T00:00:00Z" }])).await;
        assert_eq!(outcomes(&gone), ["deleted"]);
        assert_eq!(world.get("/products?q=bot-42").await["data"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stores_past_is_taken_without_telling_anybody() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let body = json!({ "orders": [order()], "history": true });
        world.put(&format!("/stores/{store}/orders"), body).await;
        let events = world.events(&["order.created", "shipment.updated"]).await;
        assert_eq!(events.len(), 2);
        assert!(events.iter().all(|event| event.payload.to_string().contains("\"history\":true")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_store_that_tells_of_itself_is_told_of_and_only_by_a_token_for_stores() {
    on_both_engines(|data| async {
        let (world, woo) = (World::new(data).await, recorded_store().await);
        let (store, connected) = (store(&world).await, world.connect(&woo).await);
        let body = json!({ "orders": [order()] });
        let refused = world.put(&format!("/stores/{connected}/orders"), body.clone()).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        world.patch(&format!("/stores/{store}"), json!({ "state": "paused" })).await;
        let refused = world.put(&format!("/stores/{store}/orders"), body.clone()).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        let resumed = world.patch(&format!("/stores/{store}"), json!({ "state": "ready" })).await;
        assert_eq!(resumed.body["state"], "ready");
        let narrow = token(&world.app, &["stores.write"]).await;
        let request = world.request(Method::PUT, &format!("/api/v1/stores/{store}/orders"));
        assert_eq!(answer(request.bearer_auth(narrow).json(&body)).await.body["created"], 1);
        // There is nothing to read, no keys to give, and the address is taken.
        assert_eq!(
            world.post(&format!("/stores/{store}/sync"), json!({})).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(
            world.post(&format!("/stores/{store}/test"), json!({})).await.status,
            StatusCode::CONFLICT
        );
        let keys = json!({ "consumer_key": "ck_x", "consumer_secret": "cs_x" });
        let refused = world.patch(&format!("/stores/{store}"), keys).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let again =
            json!({ "kind": "other", "name": "x", "url": "https://kestane.example", "currency": "TRY" });
        assert_eq!(world.post("/stores", again.clone()).await.status, StatusCode::CONFLICT);
        // Taken away and added anew it is the same store, with its orders.
        assert_eq!(world.delete(&format!("/stores/{store}")).await.status, StatusCode::NO_CONTENT);
        let gone = world.put(&format!("/stores/{store}/orders"), body).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert_eq!(world.post("/stores", again).await.body["id"], store);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_without_a_connector_needs_a_currency_and_has_no_keys() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let entered = |fields: Value| {
            changed(&json!({ "kind": "other", "name": "x", "url": "x.example", "currency": "TRY" }), fields)
        };
        for (fields, place) in [
            (json!({ "currency": null }), "/currency"),
            (json!({ "currency": "₺" }), "/currency"),
            (json!({ "time_zone": "Istanbul" }), "/time_zone"),
            (json!({ "consumer_key": "ck_x" }), "/consumer_key"),
            (json!({ "url": "" }), "/url"),
        ] {
            let refused = world.post("/stores", entered(fields)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
            assert_eq!(refused.body["errors"][0]["pointer"], place);
        }
    })
    .await;
}
