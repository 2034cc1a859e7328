//! A customer's timeline, with the orders of a recorded store.

use commerce::model::StoreRefund;
use commerce::woocommerce::map;
use inbox::channels::ChannelKind;
use inbox::conversations::Status;
use people::customers::CustomerId;
use serde_json::{Value, json};
use shop::orders::{self, Came, Refunds, Touched};
use shop::stores::StoreId;

use crate::desk::{Desk, at, on_both_engines};

/// Ayşe Yılmaz's order 47: a parcel, and 500 lira of it given back.
const ORDER: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/070-order-after-refund.body");
const REFUND: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/064-refund-partial-line.body");
/// A guest's order 50.
const GUESTS_ORDER: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/054-order-us-usd-guest-completed.body");

/// What she wrote about the boots is the second one.
const REVIEWS: &str = include_str!("../../../commerce/tests/fixtures/woocommerce/rest/092-reviews.body");

/// Takes over an order as the shop does, and returns whose it is.
async fn order(desk: &Desk, body: &'static str, refund: Option<&'static str>) -> CustomerId {
    let workspace = desk.workspace;
    desk.write(move |tx| {
        let tx = &mut tx.at(at("2026-11-21T20:00:00Z"));
        let source = map::order(&serde_json::from_str::<Value>(body).unwrap()).unwrap();
        let mut touched = Touched::default();
        let saved = orders::save(tx, workspace, StoreId(1), Came::Fetched, &source, body, &mut touched)?;
        touched.settle(tx, workspace)?;
        let row = orders::find(tx.db, workspace, saved.id())?.expect("it was saved");
        if let Some(refund) = refund {
            let refund: Value = serde_json::from_str(refund).unwrap();
            let refund: StoreRefund = map::refund(&refund, source.currency).unwrap();
            orders::write_refunds(tx, &row, &[refund], Refunds::Whole)?;
        }
        Ok(row.customer_id.expect("the order names an address"))
    })
    .await
}

pub async fn ayses_order(desk: &Desk) -> CustomerId {
    order(desk, ORDER, Some(REFUND)).await
}

async fn history(desk: &Desk) -> CustomerId {
    let customer = ayses_order(desk).await;
    order(desk, GUESTS_ORDER, None).await;
    let mail = desk.channel(ChannelKind::Email).await;
    let chat = desk.channel(ChannelKind::Chat).await;
    desk.asks("2026-11-20T10:00:00Z", &mail, customer, "Bot 42 var mı?", "tr").await;
    let asked = desk.asks("2026-11-22T10:00:00Z", &mail, customer, "Siparişim nerede?", "tr").await;
    desk.status("2026-11-22T11:00:00Z", asked, Status::Solved).await;
    let spam = desk.asks("2026-11-22T12:00:00Z", &mail, customer, "You won", "en").await;
    desk.status("2026-11-22T12:01:00Z", spam, Status::Spam).await;
    let merged = desk.asks("2026-11-22T13:00:00Z", &chat, customer, "Nerede?", "tr").await;
    crate::week::merge(desk, "2026-11-22T13:10:00Z", merged, asked).await;
    customer
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_happened_stands_in_one_stream_the_newest_first() {
    on_both_engines(|desk| async move {
        let customer = history(&desk).await;
        let mut browser = desk.owners_browser().await;
        let mut stream = browser.get(&format!("/customers/{customer}/timeline")).await.ok();
        assert_eq!(stream["next"], Value::Null);
        let entries = stream["data"].as_array_mut().unwrap();
        for entry in entries.iter_mut() {
            for id in ["id", "order_id", "store_id"] {
                if let Some(id) = entry.get_mut(id) {
                    *id = json!(id.as_str().unwrap()[..3]);
                }
            }
        }
        let expected = json!([
            {"type": "conversation", "at": "2026-11-22T10:00:00.000Z", "id": "cnv", "title": "Siparişim nerede?",
                "detail": "Merhaba, siparişim nerede?", "status": "open", "number": 2, "channel": "chat", "store_id": "sto"},
            {"type": "shipment", "at": "2026-11-21T20:00:00.000Z", "id": "shp", "title": entries[1]["title"],
                "detail": entries[1]["detail"], "status": entries[1]["status"], "order_id": "ord",
                "url": entries[1]["url"]},
            {"type": "refund", "at": "2026-11-21T19:28:57.000Z", "id": "rfd", "title": "47", "detail": "Beden küçük geldi",
                "amount": {"amount": "500.00", "currency": "TRY"}, "order_id": "ord"},
            {"type": "order", "at": "2026-11-21T19:28:25.000Z", "id": "ord", "title": "47", "detail": null,
                "status": "completed", "amount": {"amount": "2038.80", "currency": "TRY"}, "store_id": "sto"},
            {"type": "conversation", "at": "2026-11-20T10:00:00.000Z", "id": "cnv", "title": "Bot 42 var mı?",
                "detail": "Merhaba, siparişim nerede?", "status": "open", "number": 1, "channel": "email", "store_id": "sto"},
        ]);
        assert_eq!(json!(entries), expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_one_entry_give_the_same_stream_without_gap_or_repetition() {
    on_both_engines(|desk| async move {
        let customer = history(&desk).await;
        // Several at one moment.
        let mail = desk.channel(ChannelKind::Email).await;
        for _ in 0..3 {
            desk.asks("2026-11-21T20:00:00Z", &mail, customer, "Aynı anda", "tr").await;
        }
        let mut browser = desk.owners_browser().await;
        let path = format!("/customers/{customer}/timeline");
        let whole = browser.get(&path).await.ok()["data"].take();
        for limit in [1, 2, 3] {
            let mut pages = Vec::new();
            let mut page = browser.get(&format!("{path}?limit={limit}")).await.ok();
            loop {
                pages.append(page["data"].as_array_mut().unwrap());
                let Some(next) = page["next"].as_str() else { break };
                page = browser.get(&format!("{path}?limit={limit}&after={next}")).await.ok();
            }
            assert_eq!(json!(pages), whole);
        }
        assert_eq!(whole.as_array().unwrap().len(), 8);
        assert_eq!(
            browser.get(&format!("{path}?after=nonsense")).await.problem(400, "invalid-query"),
            "?after"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_orders_or_conversations_does_not_see_them_here() {
    on_both_engines(|desk| async move {
        let customer = history(&desk).await;
        for (scopes, kinds) in [
            (&["customers.read"][..], &[][..]),
            (&["customers.read", "orders.read"], &["shipment", "refund", "order"]),
            (&["customers.read", "conversations.read"], &["conversation", "conversation"]),
        ] {
            let mut program = desk.program(scopes).await;
            let stream = program.get(&format!("/customers/{customer}/timeline")).await.ok();
            let shown: Vec<_> = stream["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| entry["type"].as_str().unwrap())
                .collect();
            assert_eq!(shown, kinds);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_answered_to_a_review_stands_in_the_stream() {
    on_both_engines(|desk| async move {
        let customer = ayses_order(&desk).await;
        let workspace = desk.workspace;
        let id = desk
            .write(move |tx| {
                let all: Value = serde_json::from_str(REVIEWS).unwrap();
                let mut json = all[1].clone();
                json["tillside_answers"] = json!([
                    { "id": 9, "author": "Kestane", "text": "Teşekkürler", "date_gmt": "2026-11-23T10:00:00", "key": null },
                ]);
                let review = map::review(&json).unwrap();
                shop::reviews::save(tx, workspace, StoreId(1), Came::Fetched, &review, &json)
            })
            .await
            .id();
        let mut browser = desk.owners_browser().await;
        let stream = browser.get(&format!("/customers/{customer}/timeline")).await.ok();
        let entries = stream["data"].as_array().unwrap();
        let of = |kind: &str| entries.iter().find(|entry| entry["type"] == kind).unwrap();
        let (answer, review) = (of("answer"), of("review"));
        assert_eq!(answer["at"], "2026-11-23T10:00:00.000Z");
        assert_eq!((&answer["id"], &answer["detail"]), (&json!(id), &json!("Teşekkürler")));
        assert_eq!(answer["title"], review["title"]);
    })
    .await;
}
