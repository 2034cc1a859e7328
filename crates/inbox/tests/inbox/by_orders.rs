//! Conversations by the orders of whom they are with.

use commerce::woocommerce::map;
use database::{DbError, Tx};
use serde_json::{Value, json};
use shop::orders::{self, Came, Touched};
use shop::stores::StoreId;

use crate::desk::{Browser, Desk, each, on_both_engines};

/// Ayşe Yılmaz's order 47: done, with a parcel.
const ORDER: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/070-order-after-refund.body");

/// An order of somebody by this number, in this state of the store's, without a parcel; returns its id.
async fn placed(desk: &Desk, number: &str, status: &str, email: &str, at: &str) -> String {
    let mut body: Value = serde_json::from_str(ORDER).unwrap();
    let id: i64 = number.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    (body["id"], body["number"], body["status"]) = (json!(id), json!(number), json!(status));
    (body["customer_id"], body["meta_data"], body["refunds"]) = (json!(0), json!([]), json!([]));
    (body["date_created_gmt"], body["date_paid_gmt"]) = (json!(at), json!(at));
    (body["billing"]["email"], body["billing"]["phone"]) = (json!(email), json!(""));
    let (workspace, body) = (desk.workspace().await, body.to_string());
    let write = move |tx: &mut Tx<'_>| {
        let source = map::order(&serde_json::from_str::<Value>(&body).unwrap()).unwrap();
        let mut touched = Touched::default();
        let saved = orders::save(tx, workspace, StoreId(1), Came::Fetched, &source, &body, &mut touched)?;
        touched.settle(tx, workspace)?;
        Ok::<_, DbError>(saved.id().to_string())
    };
    desk.test.database.write(write).await.unwrap()
}

/// Four people are written to: Ada has an order that is done, Mehmet one that waits for a month, Nur one that is new, Leyla
/// none. Returns Mehmet's order.
async fn four(desk: &Desk, owner: &mut Browser) -> String {
    let ada = placed(desk, "1001", "completed", "ada@posta.example", "2026-02-01T10:00:00").await;
    let mehmet = placed(desk, "1002", "processing", "mehmet@posta.example", "2026-02-02T10:00:00").await;
    let nur = placed(desk, "N-1003", "on-hold", "nur@posta.example", "2026-03-01T10:00:00").await;
    let mailbox = owner.mailbox("help@shop.example").await;
    let leyla = json!({ "to": [{ "name": "Leyla", "address": "leyla@posta.example" }] });
    let mut people = Vec::new();
    for (name, order) in [("Ada", &ada), ("Mehmet", &mehmet), ("Nur", &nur)] {
        let order = owner.get(&format!("/orders/{order}")).await.ok();
        people.push((name, json!({ "customer_id": order["customer_id"] })));
    }
    people.push(("Leyla", leyla));
    for (name, mut new) in people {
        (new["channel_id"], new["status"]) = (json!(mailbox), json!("open"));
        (new["subject"], new["text"]) = (json!("Your order"), json!(name));
        owner.post("/conversations", new).await.ok();
    }
    mehmet
}

async fn listed(browser: &mut Browser, query: &str) -> Vec<String> {
    let rows = browser.list(&format!("/conversations?sort=created_at&{query}")).await;
    each(&rows, "snippet").into_iter().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn conversations_are_listed_by_the_orders_of_whom_they_are_with() {
    on_both_engines(|desk, mut owner| async move {
        let order = four(&desk, &mut owner).await;
        for (query, expected) in [
            ("order_status=completed", &["Ada"][..]),
            ("order_status=processing,on_hold", &["Mehmet", "Nur"]),
            ("order_status=refunded", &[]),
            ("order_open=true", &["Mehmet", "Nur"]),
            ("order_open=false", &["Ada", "Leyla"]),
            ("order_late=true", &["Mehmet"]),
            ("order_late=false", &["Ada", "Nur", "Leyla"]),
            ("order_late=false&order_open=true", &["Nur"]),
            ("order=1002", &["Mehmet"]),
            ("order=%231002", &["Mehmet"]),
            ("order=n-1003", &["Nur"]),
            // N-۱۰۰۳
            ("order=N-%DB%B1%DB%B0%DB%B0%DB%B3", &["Nur"]),
            // ١٠٠٢
            ("order=%D9%A1%D9%A0%D9%A0%D9%A2", &["Mehmet"]),
            // １００１
            ("order=%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%91", &["Ada"]),
            ("order=100", &[]),
            ("order=ord_0000000000001", &[]),
        ] {
            assert_eq!(listed(&mut owner, query).await, expected, "{query}");
        }
        assert_eq!(listed(&mut owner, &format!("order={order}")).await, ["Mehmet"]);
        for (wrong, parameter) in
            [("order_status=odd", "order_status"), ("order_late=soon", "order_late"), ("order=%20", "order")]
        {
            let problem = owner.get(&format!("/conversations?{wrong}")).await.problem(400, "invalid-query");
            assert_eq!(problem["errors"][0]["pointer"], format!("?{parameter}"), "{problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_view_keeps_what_it_asks_of_orders_and_counts_by_it() {
    on_both_engines(|desk, mut owner| async move {
        four(&desk, &mut owner).await;
        let filter =
            json!({ "status": ["open"], "order_status": ["processing", "on_hold"], "order_late": true });
        let view =
            owner.post("/views", json!({ "name": "Waiting", "filter": filter, "shared": true })).await.ok();
        assert_eq!((&view["filter"], &view["count"]), (&filter, &json!(1)));
        let path = format!("/views/{}", view["id"].as_str().unwrap());
        let listed_by = format!("view={}", view["id"].as_str().unwrap());
        assert_eq!(listed(&mut owner, &listed_by).await, ["Mehmet"]);
        let view = owner.patch(&path, json!({ "filter": { "order_late": null } })).await.ok();
        assert_eq!((&view["filter"]["order_late"], &view["count"]), (&Value::Null, &json!(2)));
        assert_eq!(listed(&mut owner, &listed_by).await, ["Mehmet", "Nur"]);
        for (wrong, field) in
            [(json!({ "order": " " }), "order"), (json!({ "order": "1".repeat(101) }), "order")]
        {
            let body = json!({ "name": "Wrong", "filter": wrong });
            let problem = owner.post("/views", body).await.problem(422, "validation");
            assert_eq!(problem["errors"][0]["pointer"], format!("/filter/{field}"));
        }

        // The order is sent: it is open no more, and nobody had to tell the conversation.
        placed(&desk, "1002", "completed", "mehmet@posta.example", "2026-02-02T10:00:00").await;
        assert_eq!(listed(&mut owner, "order_late=true").await, [""; 0]);
        assert_eq!(listed(&mut owner, "order_open=true").await, ["Nur"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_orders_learns_nothing_of_them_by_a_filter() {
    on_both_engines(|desk, mut owner| async move {
        four(&desk, &mut owner).await;
        let view = json!({ "name": "Open orders", "filter": { "order_open": true }, "shared": true });
        let view = owner.post("/views", view).await.ok()["id"].as_str().unwrap().to_owned();
        let body = json!({ "name": "Reader", "scopes": ["conversations.read"] });
        let token = owner.post("/tokens", body).await.ok()["token"].as_str().unwrap().to_owned();
        let mut reader = desk.program(&token);
        let by_view = format!("view={view}");
        for asked in ["order_open=true", "order_late=false", "order=1002", "order_status=completed", &by_view]
        {
            reader.get(&format!("/conversations?{asked}")).await.problem(403, "forbidden");
        }
        let views = reader.list("/views").await;
        let shown = views.iter().find(|one| one["id"] == view.as_str()).unwrap();
        assert_eq!(shown["count"], Value::Null);
        assert_eq!(listed(&mut reader, "").await.len(), 4);
    })
    .await;
}
