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
        products::save(tx, workspace, StoreId(1), "TRY", &source, "{}")
    })
    .await;
    desk.index().await;
}

/// Kind and title of each hit.
async fn found(caller: &mut Caller, query: &str) -> Vec<(String, String)> {
    let hits = caller.get(&format!("/search?{query}")).await.ok();
    let word = |hit: &Value, field: &str| hit[field].as_str().unwrap().to_owned();
    let scores: Vec<f64> =
        hits["data"].as_array().unwrap().iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
    assert!(scores.is_sorted_by(|one, next| one >= next), "{scores:?}");
    hits["data"].as_array().unwrap().iter().map(|hit| (word(hit, "kind"), word(hit, "title"))).collect()
}

fn hits(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(kind, title)| ((*kind).to_owned(), (*title).to_owned())).collect()
}

const BOOTS: (&str, &str) = ("product", "Kışlık Bot – Siyah (Çelik Burun)");

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_addresses_come_first_then_what_says_most() {
    on_both_engines(|desk| async move {
        shop(&desk).await;
        let mut browser = desk.owners_browser().await;
        for (query, expected) in [
            // Order 47, and what its buyer writes about; no conversation has that number itself.
            ("q=47&kind=order", hits(&[("order", "47")])),
            ("q=47&kind=conversation", hits(&[("conversation", "Siparişim gelmedi")])),
            ("q=%2347&kind=order", hits(&[("order", "47")])),
            ("q=2&kind=conversation", hits(&[("conversation", "Kargo <b>nerede</b>?")])),
            ("q=AYSE&kind=customer", hits(&[("customer", "Ayşe Yılmaz")])),
            ("q=yilm&kind=order", hits(&[("order", "47")])),
            ("q=bot-siyah&kind=product", hits(&[BOOTS])),
            ("q=bot-syh-42&kind=product", hits(&[BOOTS])),
            ("q=syh&kind=product", hits(&[BOOTS])),
            ("q=kislik+bot&kind=product", hits(&[BOOTS])),
            ("q=kislik+bot&kind=order", hits(&[("order", "47")])),
            ("q=nowhere-to-be-found", hits(&[])),
        ] {
            assert_eq!(found(&mut browser, query).await, expected, "{query}");
        }
        let mut of_ayse = found(&mut browser, "q=ayse.yilmaz@example.com").await;
        of_ayse.sort();
        assert_eq!(
            of_ayse,
            hits(&[("conversation", "Siparişim gelmedi"), ("customer", "Ayşe Yılmaz"), ("order", "47")])
        );
        // All say it in their subject or in what was said; among those that say it as well the newest comes first.
        let subjects = found(&mut browser, "q=sipari%C5%9Fim&kind=conversation").await;
        let titles: Vec<&str> = subjects.iter().map(|(_, title)| title.as_str()).collect();
        assert_eq!(titles, ["Siparişim hakkında", "Siparişim gelmedi", "Kargo <b>nerede</b>?"]);
        assert_eq!(found(&mut browser, "q=sipari%C5%9Fim&kind=conversation&limit=1").await, subjects[..1]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_on_where_the_last_one_ended() {
    on_both_engines(|desk| async move {
        shop(&desk).await;
        let mut browser = desk.owners_browser().await;
        let all = found(&mut browser, "q=merhaba").await;
        assert_eq!(all.len(), 3);
        let mut paged = Vec::new();
        let mut after = String::new();
        loop {
            let page = browser.get(&format!("/search?q=merhaba&limit=1{after}")).await.ok();
            paged.extend(page["data"].as_array().unwrap().iter().map(|hit| hit["title"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(paged, all.into_iter().map(|(_, title)| Value::from(title)).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_excerpt_is_html_in_which_only_the_marks_are_markup() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(ChannelKind::Email).await;
        let customer = desk.customer("<script>alert(1)</script> Demir", "mehmet@example.com").await;
        desk.asks("2026-02-02T10:00Z", &mail, customer, "<i>Kargo</i> nerede", "tr").await;
        desk.index().await;
        let mut browser = desk.owners_browser().await;
        let hits = browser.get("/search?q=demir&kind=conversation").await.ok();
        let excerpt = "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Demir</mark> · Merhaba, siparişim nerede?";
        assert_eq!(hits["data"][0]["excerpt"], excerpt);
        assert_eq!(hits["data"][0]["message_id"], Value::Null);
        assert_eq!(hits["data"][0]["title_html"], "&lt;i&gt;Kargo&lt;/i&gt; nerede");
        let hits = browser.get("/search?q=kargo&kind=conversation").await.ok();
        assert_eq!(hits["data"][0]["title"], "<i>Kargo</i> nerede");
        assert_eq!(hits["data"][0]["title_html"], "&lt;i&gt;<mark>Kargo</mark>&lt;/i&gt; nerede");
        let hits = browser.get("/search?q=siparis&kind=conversation").await.ok();
        assert_eq!(hits["data"][0]["excerpt"], "Merhaba, <mark>sipariş</mark>im nerede?");
        assert!(hits["data"][0]["message_id"].as_str().unwrap().starts_with("msg_"));
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
            let hits = found(&mut program, "q=ayse.yilmaz@example.com").await;
            let shown: Vec<_> = hits.into_iter().map(|(kind, _)| kind).collect();
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
            assert_eq!(found(&mut browser, &format!("q={strange}")).await, [], "{strange}");
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
            assert!(found_one.iter().all(|(kind, _)| kind == one) && !found_one.is_empty(), "{found_one:?}");
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
