//! Search over conversations, customers, orders and products.

use commerce::woocommerce::map;
use inbox::channels::ChannelKind;
use inbox::conversations::Author;
use serde_json::Value;
use shop::products;
use shop::stores::StoreId;

use crate::desk::{Caller, Desk, on_both_engines};
use crate::timeline::ayses_order;

const BOOT: &str =
    include_str!("../../../commerce/tests/fixtures/woocommerce/rest/033-product-simple_tr.body");

async fn shop(desk: &Desk) {
    let workspace = desk.workspace;
    let ayse = ayses_order(desk).await;
    let mehmet = desk.customer("Mehmet Demir", "mehmet@example.com").await;
    let mail = desk.channel(ChannelKind::Email).await;
    desk.asks("2026-02-02T10:00Z", &mail, ayse, "Siparişim gelmedi", "tr").await;
    desk.asks("2026-02-03T10:00Z", &mail, mehmet, "Kargo <b>nerede</b>?", "tr").await;
    let last = desk.asks("2026-02-04T10:00Z", &mail, mehmet, "Siparişim hakkında", "tr").await;
    desk.says("2026-02-04T11:00Z", last, Author::Agent(desk.owner, "Ayşe".to_owned())).await;
    desk.write(move |tx| {
        let source =
            map::product(&serde_json::from_str::<Value>(BOOT).unwrap(), "TRY".parse().unwrap()).unwrap();
        products::save(tx, workspace, StoreId(1), "TRY", &source)
    })
    .await;
}

async fn found(caller: &mut Caller, query: &str) -> Vec<(String, String, f64)> {
    let hits = caller.get(&format!("/search?{query}")).await.ok();
    let word = |hit: &Value, field: &str| hit[field].as_str().unwrap().to_owned();
    hits["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| (word(hit, "kind"), word(hit, "title"), hit["score"].as_f64().unwrap()))
        .collect()
}

fn hits(expected: &[(&str, &str, f64)]) -> Vec<(String, String, f64)> {
    expected.iter().map(|(kind, title, score)| ((*kind).to_owned(), (*title).to_owned(), *score)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_addresses_come_first_then_beginnings_then_words() {
    on_both_engines(|desk| async move {
        shop(&desk).await;
        let mut browser = desk.owners_browser().await;
        for (query, expected) in [
            // Order 47; no conversation has that number.
            ("q=47", hits(&[("order", "47", 1.0)])),
            ("q=%2347", hits(&[("order", "47", 1.0)])),
            // Conversation 2; a phone number only holds the digit.
            ("q=2", hits(&[("conversation", "Kargo <b>nerede</b>?", 1.0), ("customer", "Ayşe Yılmaz", 0.5)])),
            (
                "q=ayse.yilmaz@example.com",
                hits(&[
                    ("order", "47", 1.0),
                    ("customer", "Ayşe Yılmaz", 1.0),
                    ("conversation", "Siparişim gelmedi", 1.0),
                ]),
            ),
            ("q=AYSE", hits(&[("order", "47", 0.75), ("customer", "Ayşe Yılmaz", 0.75)])),
            ("q=yilm", hits(&[("customer", "Ayşe Yılmaz", 0.75), ("order", "47", 0.5)])),
            ("q=bot-siyah", hits(&[])),
            ("q=BOT-SYH-42", hits(&[("product", "Kışlık Bot – Siyah (Çelik Burun)", 1.0)])),
            ("q=kislik+bot", hits(&[("product", "Kışlık Bot – Siyah (Çelik Burun)", 0.75)])),
            ("q=nowhere-to-be-found", hits(&[])),
        ] {
            let mut shown = found(&mut browser, query).await;
            if query == "q=ayse.yilmaz@example.com" {
                // All three fit exactly: the newest first, of which the customer's moment is the test's own.
                shown.sort_by(|one, other| {
                    expected
                        .iter()
                        .position(|hit| hit == one)
                        .cmp(&expected.iter().position(|hit| hit == other))
                });
            }
            assert_eq!(shown, expected, "{query}");
        }
        let subjects = found(&mut browser, "q=sipari%C5%9Fim&kind=conversation").await;
        assert_eq!(subjects[0], ("conversation".to_owned(), "Siparişim hakkında".to_owned(), 0.75));
        assert_eq!(subjects.len(), 3);
        assert_eq!(found(&mut browser, "q=sipari%C5%9Fim&kind=conversation&limit=1").await, subjects[..1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_excerpt_is_html_in_which_only_the_marks_are_markup() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("<script>alert(1)</script> Demir", "mehmet@example.com").await;
        desk.asks("2026-02-02T10:00Z", &mail, customer, "Kargo", "tr").await;
        let mut browser = desk.owners_browser().await;
        let hits = browser.get("/search?q=demir&kind=conversation").await.ok();
        let excerpt = "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Demir</mark> · Merhaba, siparişim nerede?";
        assert_eq!(hits["data"][0]["excerpt"], excerpt);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_finds_only_what_its_scopes_let_it_see() {
    on_both_engines(|desk| async move {
        shop(&desk).await;
        for (scope, kinds) in [
            ("orders.read", &["order"][..]),
            ("customers.read", &["customer"]),
            ("conversations.read", &["conversation"]),
        ] {
            let mut program = desk.program(&[scope]).await;
            let shown: Vec<_> = found(&mut program, "q=ayse.yilmaz@example.com")
                .await
                .into_iter()
                .map(|(kind, ..)| kind)
                .collect();
            assert_eq!(shown, kinds, "{scope}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_of_nothing_or_too_much_is_refused() {
    on_both_engines(|desk| async move {
        let mut browser = desk.owners_browser().await;
        for (query, parameter) in [
            ("", "?q"),
            ("q=", "?q"),
            ("q=%20%23%20", "?q"),
            ("q=a&kind=ticket", "?kind"),
            ("q=a&limit=0", "?limit"),
            ("q=a&page=2", "?page"),
            ("q=%00", "?q"),
        ] {
            assert_eq!(
                browser.get(&format!("/search?{query}")).await.problem(400, "invalid-query"),
                parameter,
                "{query}"
            );
        }
        let long = "a".repeat(201);
        assert_eq!(browser.get(&format!("/search?q={long}")).await.problem(400, "invalid-query"), "?q");
        for strange in ["%25", "_", "%27%3B--", "%5C", "%22", "999999999999999999999"] {
            browser.get(&format!("/search?q={strange}")).await.ok();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_is_named_in_singular_or_plural_and_of_articles_there_are_none() {
    on_both_engines(|desk| async move {
        shop(&desk).await;
        let mut browser = desk.owners_browser().await;
        for (one, many) in [("conversation", "conversations"), ("customer", "customers"), ("order", "orders")]
        {
            let found_one = found(&mut browser, &format!("q=ayse.yilmaz@example.com&kind={one}")).await;
            assert!(found_one.iter().all(|(kind, ..)| kind == one) && !found_one.is_empty(), "{found_one:?}");
            assert_eq!(
                found(&mut browser, &format!("q=ayse.yilmaz@example.com&kind={many}")).await,
                found_one
            );
        }
        assert_eq!(found(&mut browser, "q=ayse&kind=article").await, []);
        assert_eq!(found(&mut browser, "q=ayse&kind=articles").await, []);
    })
    .await;
}
