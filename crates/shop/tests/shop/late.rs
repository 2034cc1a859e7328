//! What is late, since when, and by which rule.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use database::{Clock, Time};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::World;

/// A clock that stands still until it is set.
struct Set(AtomicI64);

impl Set {
    fn to(&self, time: &str) {
        self.0.store(time.parse::<Time>().unwrap().micros(), Ordering::Relaxed);
    }
}

impl Clock for Set {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// A workspace on each engine, on Thursday 2026-11-19 at noon in Istanbul, with a store that tells of itself.
async fn worlds() -> Vec<(World, Arc<Set>, String)> {
    let mut worlds = Vec::new();
    for engine in [database::testing::sqlite, database::testing::postgres] {
        let clock = Arc::new(Set(AtomicI64::new(0)));
        clock.to("2026-11-19T09:00:00Z");
        let world = World::new(engine(Arc::<Set>::clone(&clock))).await;
        let body = json!({ "kind": "other", "name": "Kestane", "url": "kestane.example", "currency": "TRY", "time_zone": "Europe/Istanbul" });
        let made = world.post("/stores", body).await;
        let store = made.body["id"].as_str().unwrap().to_owned();
        worlds.push((world, clock, store));
    }
    worlds
}

/// Paid on Thursday, to be sent within Türkiye.
fn order(number: &str, updated: &str, more: Value) -> Value {
    let mut order = json!({
        "source_id": number, "number": number, "status": "processing", "total": { "amount": "10.00", "currency": "TRY" },
        "placed_at": "2026-11-19T08:30:00Z", "paid_at": "2026-11-19T08:31:00Z", "updated_at": updated,
        "billing": { "first_name": "Ayşe", "address_1": "Bağdat Cad. 12", "city": "İstanbul", "country": "TR" },
        "shipping_method": "Yurtiçi Kargo", "lines": [],
    });
    for (name, value) in more.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

async fn push(world: &World, store: &str, order: Value) {
    let pushed = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
    assert_eq!((pushed.status, &pushed.body["refused"]), (StatusCode::OK, &json!(0)), "{}", pushed.body);
}

async fn time_passes(world: &World) {
    loop {
        world.readers_catch_up().await;
        if database::timers::fire_due(&world.app.database).await.unwrap() == 0 {
            break;
        }
    }
}

async fn numbers(world: &World, late: bool) -> Vec<String> {
    let page = world.get(&format!("/orders?late={late}")).await;
    page["data"].as_array().unwrap().iter().map(|one| one["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_waits_too_long_is_late_by_a_rule_that_is_told_and_no_more_once_it_was_sent() {
    for (world, clock, store) in worlds().await {
        push(&world, &store, order("1", "2026-11-19T08:31:00Z", json!({}))).await;
        // Nothing is to be sent of this one.
        let nothing =
            json!({ "shipping_method": null, "billing": { "first_name": "Ayşe", "country": "TR" } });
        push(&world, &store, order("2", "2026-11-19T08:31:00Z", nothing)).await;
        clock.to("2026-11-24T20:59:59Z");
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"], Value::Null);
        assert!(numbers(&world, true).await.is_empty());

        // Friday, Monday and Tuesday are over in Istanbul.
        clock.to("2026-11-24T21:00:00Z");
        time_passes(&world).await;
        let late = &world.order("1").await["late"];
        let rule = json!({ "store_id": null, "carrier": null, "country": "TR", "days": 3 });
        let since = "2026-11-24T21:00:00.000Z";
        assert_eq!(*late, json!({ "since": since, "reason": "not-shipped", "rule": rule, "holidays": [] }));
        assert_eq!(numbers(&world, true).await, ["1"]);
        assert_eq!(numbers(&world, false).await, ["2"]);
        time_passes(&world).await;
        let told = world.events(&["order.late"]).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].payload["reason"], "not-shipped");

        let parcel = json!({ "shipments": [{ "carrier": "yurtici", "number": "123456789012", "status": "in_transit", "shipped_at": "2026-11-24T21:30:00Z" }] });
        push(&world, &store, order("1", "2026-11-24T21:30:00Z", parcel)).await;
        assert_eq!(world.order("1").await["late"], Value::Null);
        assert!(numbers(&world, true).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_is_late_by_the_carriers_day_else_by_the_rule_and_sooner_when_it_stands_still() {
    for (world, clock, store) in worlds().await {
        let left = "2026-11-19T09:00:00Z";
        let parcel = |more: Value| {
            let mut parcel = json!({ "carrier": "yurtici", "number": "123456789012", "status": "in_transit", "shipped_at": left });
            for (name, value) in more.as_object().unwrap() {
                parcel[name] = value.clone();
            }
            json!({ "status": "completed", "shipments": [parcel] })
        };
        let seen = json!([{ "at": left, "status": "in_transit", "text": "Transfer merkezinde" }]);
        for (number, more, since, reason) in [
            ("rule", json!({}), "2026-11-25T21:00:00.000Z", "long-on-the-way"),
            (
                "day",
                json!({ "expected_at": "2026-11-23T00:00:00Z" }),
                "2026-11-23T21:00:00.000Z",
                "past-expected-day",
            ),
            (
                "later",
                json!({ "expected_at": "2026-11-30T00:00:00Z" }),
                "2026-11-30T21:00:00.000Z",
                "past-expected-day",
            ),
            ("still", json!({ "checkpoints": seen }), "2026-11-23T21:00:00.000Z", "no-movement"),
        ] {
            push(&world, &store, order(number, left, parcel(more))).await;
            clock.to("2026-12-01T00:00:00Z");
            let told = world.order(number).await;
            assert_eq!(told["late"]["since"], since, "{number}: {told}");
            assert_eq!(told["late"]["reason"], reason, "{number}");
            assert_eq!(told["shipments"][0]["late"], told["late"]);
            assert_eq!(told["late"]["rule"].is_null(), reason == "past-expected-day");
            clock.to("2026-11-19T09:00:00Z");
        }
        push(&world, &store, order("silent", left, parcel(json!({ "status": "unknown" })))).await;
        push(&world, &store, order("there", left, parcel(json!({ "status": "delivered" })))).await;
        clock.to("2026-12-01T00:00:00Z");
        time_passes(&world).await;
        let mut late = numbers(&world, true).await;
        late.sort();
        assert_eq!(late, ["day", "later", "rule", "still"]);
        assert_eq!(world.events(&["shipment.late"]).await.len(), 4);
        let arrived = order("day", "2026-12-01T00:00:00Z", parcel(json!({ "status": "delivered" })));
        push(&world, &store, arrived).await;
        assert_eq!(world.order("day").await["late"], Value::Null);
        assert_eq!(numbers(&world, true).await.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_on_its_way_back_is_late_no_more_whoever_says_so() {
    for (world, clock, store) in worlds().await {
        let left = "2026-11-19T09:00:00Z";
        let parcel = |number: &str, status: &str| {
            let parcel =
                json!({ "carrier": "yurtici", "number": number, "status": status, "shipped_at": left });
            json!({ "status": "completed", "shipments": [parcel] })
        };
        let parcels = [
            ("going", "123456789011"),
            ("back", "123456789012"),
            ("told", "123456789013"),
            ("held", "123456789014"),
        ];
        for (order_number, number) in parcels {
            push(&world, &store, order(order_number, left, parcel(number, "in_transit"))).await;
        }
        clock.to("2026-12-01T00:00:00Z");
        time_passes(&world).await;
        assert_eq!(numbers(&world, true).await.len(), 4);

        clock.to("2026-12-01T02:00:00Z");
        // The store says it of two, a carrier of the third; of the fourth only that something is wrong.
        let today = "2026-12-01T00:00:00Z";
        push(&world, &store, order("going", today, parcel("123456789011", "returning"))).await;
        push(&world, &store, order("back", today, parcel("123456789012", "exception"))).await;
        push(&world, &store, order("back", "2026-12-01T00:00:01Z", parcel("123456789012", "returned"))).await;
        let told = json!({ "shipments": [{ "number": "123456789013", "status": "returned", "at": today }] });
        assert_eq!(world.put("/shipments", told).await.body["applied"], 1);
        push(&world, &store, order("held", today, parcel("123456789014", "exception"))).await;
        time_passes(&world).await;
        let state = async |number: &str| {
            let order = world.order(number).await;
            let parcel = &order["shipments"][0];
            (parcel["status"].clone(), parcel["substatus"].clone(), order["late"].is_null())
        };
        assert_eq!(state("going").await, (json!("exception"), json!("returning"), true));
        assert_eq!(state("back").await, (json!("exception"), json!("returned"), true));
        assert_eq!(state("told").await, (json!("exception"), json!("returned"), true));
        assert_eq!(state("held").await, (json!("exception"), Value::Null, false));
        assert_eq!(numbers(&world, true).await, ["held"]);

        // The order is told anew, and what is known stays.
        push(&world, &store, order("told", "2026-12-01T01:00:00Z", parcel("123456789013", "in_transit")))
            .await;
        assert_eq!(state("told").await, (json!("exception"), json!("returned"), true));
        // It was sent out once more.
        push(&world, &store, order("going", "2026-12-01T01:00:00Z", parcel("123456789011", "in_transit")))
            .await;
        assert_eq!(state("going").await, (json!("in_transit"), Value::Null, false));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_rules_judge_every_order_anew_and_tell_nobody() {
    for (world, clock, store) in worlds().await {
        let usual = world.get("/late-rules").await;
        assert_eq!(usual["usual"], true);
        assert!(usual["rules"].as_array().unwrap().iter().any(|rule| rule["country"] == "KR"));
        push(&world, &store, order("1", "2026-11-19T08:31:00Z", json!({}))).await;
        clock.to("2026-11-21T09:00:00Z");
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"], Value::Null);

        let rules = json!({ "rules": [{ "country": "tr", "dispatch_days": 3 }, { "store_id": store, "dispatch_days": 1 }] });
        let decided = world.put("/late-rules", rules).await;
        assert_eq!(decided.status, StatusCode::OK, "{}", decided.body);
        assert_eq!(
            (&decided.body["usual"], &decided.body["rules"][0]["country"]),
            (&json!(false), &json!("TR"))
        );
        time_passes(&world).await;
        let late = world.order("1").await["late"].clone();
        assert_eq!(
            (&late["since"], &late["rule"]["store_id"]),
            (&json!("2026-11-20T21:00:00.000Z"), &json!(store))
        );
        assert_eq!(world.events(&["order.late"]).await.len(), 0);

        let back = world.delete("/late-rules").await;
        assert_eq!(back.body["usual"], true);
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"], Value::Null);
        // And what was late by other rules is told when it is late by these.
        clock.to("2026-11-25T09:00:00Z");
        time_passes(&world).await;
        assert_eq!(world.events(&["order.late"]).await.len(), 1);

        // Nobody follows a store that was taken away.
        assert!(world.delete(&format!("/stores/{store}")).await.status.is_success());
        time_passes(&world).await;
        assert!(numbers(&world, true).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_say_nothing_or_twice_or_of_what_does_not_exist_are_refused_by_their_place() {
    let (world, ..) = worlds().await.remove(0);
    for (rule, pointer, code) in [
        (json!({ "country": "TR" }), "/rules/1", "says-nothing"),
        (json!({ "country": "ZZ", "dispatch_days": 1 }), "/rules/1/country", "not-a-country"),
        (json!({ "carrier": "tr.nobody", "silence_days": 1 }), "/rules/1/carrier", "unknown-carrier"),
        (json!({ "carrier": "tr.ptt", "dispatch_days": 1 }), "/rules/1/dispatch_days", "no-carrier-yet"),
        (json!({ "delivery_days": 0 }), "/rules/1/delivery_days", "out-of-range"),
        (json!({ "country": "kr", "delivery_days": 2 }), "/rules/1", "said-twice"),
        (
            json!({ "store_id": "sto_0000000000001", "delivery_days": 2 }),
            "/rules/1/store_id",
            "unknown-store",
        ),
    ] {
        let body = json!({ "rules": [{ "country": "KR", "delivery_days": 3 }, rule] });
        let answer = world.put("/late-rules", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        let error = &answer.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)), "{}", answer.body);
    }
    let carriers = world.get("/carriers").await;
    assert!(carriers["data"].as_array().unwrap().iter().any(|one| one["slug"] == "ir.post"));
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_are_no_business_days_and_are_named_beside_the_reason() {
    for (world, clock, store) in worlds().await {
        clock.to("2026-10-27T09:00:00Z");
        let paid = json!({ "placed_at": "2026-10-27T08:30:00Z", "paid_at": "2026-10-27T08:31:00Z" });
        push(&world, &store, order("1", "2026-10-27T08:31:00Z", paid)).await;
        // Wednesday, Friday and Monday are over: Thursday is Republic Day.
        clock.to("2026-11-02T20:59:59Z");
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"], Value::Null);
        clock.to("2026-11-02T21:00:00Z");
        time_passes(&world).await;
        let late = world.order("1").await["late"].clone();
        assert_eq!(late["since"], "2026-11-02T21:00:00.000Z");
        let named = json!([{ "date": "2026-10-29", "key": "republic-day", "name": null }]);
        assert_eq!(late["holidays"], named);
        assert_eq!(world.events(&["order.late"]).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspaces_own_holidays_judge_every_order_anew_and_known_ones_can_be_switched_off() {
    for (world, clock, store) in worlds().await {
        push(&world, &store, order("1", "2026-11-19T08:31:00Z", json!({}))).await;
        clock.to("2026-11-25T09:00:00Z");
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"]["since"], "2026-11-24T21:00:00.000Z");
        assert_eq!(world.events(&["order.late"]).await.len(), 1);

        let shown = world.get("/holidays").await;
        let countries: Vec<_> =
            shown["known"].as_array().unwrap().iter().map(|one| &one["country"]).collect();
        assert_eq!(countries, ["TR", "KR", "IR"]);
        let day = json!({ "date": "2026-10-29", "key": "republic-day", "counts": true });
        assert!(shown["known"][0]["days"].as_array().unwrap().contains(&day), "{shown}");
        assert_eq!(shown["own"], json!([]));

        // A strike on Monday, and one of another country and of a carrier that has nothing yet.
        let own = json!([
            { "date": "2026-11-24", "name": "Grev", "country": "KR" },
            { "date": "2026-11-24", "name": "Sayım", "carrier": "tr.ptt" },
            { "date": "2026-11-23", "name": " Grev ", "country": "tr" },
        ]);
        let set = world.put("/holidays", json!({ "own": own, "off": [] })).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let first = json!({ "date": "2026-11-23", "name": "Grev", "country": "TR", "carrier": null });
        assert_eq!(set.body["own"][0], first, "in the order of the calendar");
        time_passes(&world).await;
        assert_eq!(world.order("1").await["late"], Value::Null);
        clock.to("2026-11-26T09:00:00Z");
        time_passes(&world).await;
        let late = world.order("1").await["late"].clone();
        let named = json!([{ "date": "2026-11-23", "key": null, "name": "Grev" }]);
        assert_eq!((&late["since"], &late["holidays"]), (&json!("2026-11-25T21:00:00.000Z"), &named));

        // A parcel of that carrier stands still on Tuesday as well.
        let parcel = json!({ "shipments": [{ "carrier": "ptt", "number": "RR123456785TR", "status": "in_transit",
            "shipped_at": "2026-11-20T09:00:00Z" }] });
        push(&world, &store, order("2", "2026-11-20T09:00:00Z", parcel)).await;
        clock.to("2026-12-10T09:00:00Z");
        let late = world.order("2").await["late"].clone();
        let days: Vec<_> = late["holidays"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(days, ["Grev", "Sayım"], "{late}");
        assert_eq!(late["since"], "2026-11-30T21:00:00.000Z");

        let paid = json!({ "placed_at": "2026-10-27T08:30:00Z", "paid_at": "2026-10-27T08:31:00Z" });
        push(&world, &store, order("3", "2026-10-27T08:31:00Z", paid)).await;
        for (off, since, counts) in [
            (json!([]), "2026-11-02T21:00:00.000Z", [true, true]),
            (json!([{ "country": "TR", "date": "2026-10-29" }]), "2026-10-30T21:00:00.000Z", [true, false]),
            (json!([{ "country": "TR" }]), "2026-10-30T21:00:00.000Z", [false, false]),
            (json!([{ "country": "KR" }]), "2026-11-02T21:00:00.000Z", [true, true]),
        ] {
            let set = world.put("/holidays", json!({ "own": [], "off": off })).await;
            assert_eq!(set.status, StatusCode::OK, "{}", set.body);
            let known = &set.body["known"][0];
            let days = known["days"].as_array().unwrap();
            let day = days.iter().find(|day| day["date"] == "2026-10-29").unwrap();
            assert_eq!([&known["counts"], &day["counts"]], counts.map(Value::Bool).each_ref(), "{off}");
            time_passes(&world).await;
            assert_eq!(world.order("3").await["late"]["since"], since, "{off}");
        }
        let log = world.get("/audit-log").await.to_string();
        assert!(log.contains("holidays.updated"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_without_a_name_or_named_twice_or_of_what_does_not_exist_are_refused_by_their_place() {
    let (world, ..) = worlds().await.remove(0);
    for (own, pointer, code) in [
        (json!({ "date": "2026-12-31", "name": " " }), "/own/1/name", "required"),
        (json!({ "date": "2026-12-31", "name": "x", "country": "ZZ" }), "/own/1/country", "not-a-country"),
        (json!({ "date": "2026-12-31", "name": "x", "carrier": "no" }), "/own/1/carrier", "unknown-carrier"),
        (json!({ "date": "1926-12-31", "name": "x" }), "/own/1/date", "not-a-day"),
        (json!({ "date": "2026-12-30", "name": "y", "country": "kr" }), "/own/1", "named-twice"),
    ] {
        let first = json!({ "date": "2026-12-30", "name": "x", "country": "KR" });
        let answer = world.put("/holidays", json!({ "own": [first, own] })).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        let error = &answer.body["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)), "{}", answer.body);
    }
    let nowhere = world.put("/holidays", json!({ "own": [], "off": [{ "country": "DE" }] })).await;
    assert_eq!(nowhere.body["errors"][0]["pointer"], "/off/0/country", "{}", nowhere.body);
    let many: Vec<_> = (0..501).map(|_| json!({ "date": "2026-12-31", "name": "x" })).collect();
    let refused = world.put("/holidays", json!({ "own": many })).await;
    assert_eq!(refused.body["errors"][0]["code"], "too-many", "{}", refused.body);
}

/// An order waits in a page of others: each of them costs its rows, and none a question of its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_open_orders_are_judged_by_is_read_once_however_many_come_together() {
    for (world, _, store) in worlds().await {
        let page = |first: usize, count: usize| {
            let orders: Vec<_> = (first..first + count)
                .map(|number| order(&format!("N{number}"), "2026-11-19T08:31:00Z", json!({})))
                .collect();
            json!({ "orders": orders })
        };
        let path = format!("/stores/{store}/orders");
        let mut costs = Vec::new();
        // Whole sixteens, which SQLite is given at once. What is left for each order is its own event.
        for (first, count) in [(1000, 16), (2000, 16), (3000, 48)] {
            let before = database::queries_of_all();
            let pushed = world.put(&path, page(first, count)).await;
            assert_eq!(pushed.body["refused"], 0, "{}", pushed.body);
            costs.push(database::queries_of_all() - before);
        }
        println!("statements of pages of 16, 16 and 48 open orders: {costs:?}");
        assert!(costs[2] < costs[1] + 48, "{costs:?}");
    }
}
