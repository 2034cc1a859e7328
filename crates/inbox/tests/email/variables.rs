//! Variables in answers: the customer's order in the customer's words, or nothing is sent.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};
use crate::orders::placed;
use crate::sending::{customer, received};

const ADDRESS: &str = "destek@magaza.example";
const WORDS: &str = "Merhaba {{customer.first_name|değerli müşterimiz}}, {{order.number}} numaralı siparişiniz ({{order.total}}, \
    {{order.placed_at}}): {{order.status}}. {{shipment.carrier}}: {{shipment.tracking_number}}";

async fn asked(desk: &Desk, text: &str) -> String {
    let raw = mail(&["Message-ID: <q@posta.example>", "Subject: Kargo"], text);
    desk.arrives(ADDRESS, raw).await.2
}

fn replies(conversation: &str) -> String {
    format!("/conversations/{conversation}/replies")
}

async fn preview(desk: &Desk, conversation: &str, body: Value) -> Value {
    desk.post(&format!("{}/preview", replies(conversation)), body).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_order_is_spoken_of_in_the_language_of_the_conversation() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        desk.mailbox(ADDRESS, Some(server.address)).await;
        let older = placed(&desk, "46", "2026-02-20T10:00:00").await;
        placed(&desk, "47", "2026-02-27T19:28:25").await;
        let id = asked(&desk, "Merhaba, siparişim hâlâ gelmedi. Kargom nerede acaba?").await;

        let html = format!("<p>{WORDS} <b>{{{{agent.name}}}}</b></p>");
        let shown = preview(&desk, &id, json!({"html": html})).await;
        assert_eq!(json!([shown["language"], shown["order"]["number"]]), json!(["tr", "47"]));
        assert_eq!(shown["orders"].as_array().unwrap().len(), 2);
        let told = |name: &str| {
            let all = shown["variables"].as_array().unwrap();
            all.iter().find(|one| one["name"] == name).unwrap()["value"].clone()
        };
        assert_eq!(
            json!([told("customer.first_name"), told("order.total"), told("order.placed_at")]),
            json!(["Mehmet", "₺2.038,80", "27 Şubat 2026"])
        );
        assert_eq!(json!([told("order.status"), told("store.name")]), json!(["Tamamlandı", null]));
        assert_eq!(desk.messages(&id).await.len(), 1, "a look sends nothing");

        let sent = desk.post(&replies(&id), json!({"html": html})).await.ok();
        let text = "Merhaba Mehmet, 47 numaralı siparişiniz (₺2.038,80, 27 Şubat 2026): Tamamlandı. Yurtiçi Kargo: YK1234567890TR test";
        assert_eq!(sent["text"].as_str().unwrap(), text);
        desk.deliver().await;
        let email = mail::parse(received(&customer).await[0].as_bytes(), &mail::Limits::default()).unwrap();
        assert!(email.text.starts_with(text), "{}", email.text);
        assert!(email.html.unwrap().contains("YK1234567890TR <b>test</b>"));

        // The other order was chosen.
        let body = json!({"text": "{{order.number}}", "order_id": older});
        assert_eq!(preview(&desk, &id, body.clone()).await["text"], "46");
        assert_eq!(desk.post(&replies(&id), body).await.ok()["text"], "46");
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_while_a_variable_has_neither_value_nor_fallback() {
    on_both_engines(|desk| async move {
        desk.mailbox(ADDRESS, None).await;
        let id = asked(&desk, "Nerede?").await;
        for (words, code, name) in [
            ("{{order.number}} yolda", "unresolved-variable", "order.number"),
            ("{{ordre.number|—}}", "unknown-variable", "ordre.number"),
        ] {
            let wrong = desk.post(&replies(&id), json!({"text": words})).await.problem(422, "validation");
            let error = &wrong["errors"][0];
            assert_eq!(json!([error["pointer"], error["code"]]), json!(["/text", code]));
            assert!(error["detail"].as_str().unwrap().contains(name), "{error}");
            let told = preview(&desk, &id, json!({"text": words})).await;
            assert_eq!(told["unresolved"], json!([{"name": name, "code": code}]));
        }
        let split = json!({"html": "<p>{{<i>customer</i>.name}}</p>"});
        let wrong = desk.post(&replies(&id), split).await.problem(422, "validation");
        assert_eq!(wrong["errors"][0]["code"], "split-variable");
        let other = json!({"text": "x {{order.number|y}}", "order_id": "ord_0000000000001"});
        desk.post(&replies(&id), other).await.problem(422, "validation");
        assert_eq!(desk.messages(&id).await.len(), 1);

        let sent = desk.post(&replies(&id), json!({"text": "{{order.number|Siparişiniz}} yolda"})).await.ok();
        assert_eq!(sent["text"], "Siparişiniz yolda");
        // A note is no letter: what stands in it stays.
        let note =
            desk.post(&format!("/conversations/{id}/notes"), json!({"text": "{{order.number}}"})).await.ok();
        assert_eq!(note["text"], "{{order.number}}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_later_gets_its_values_when_it_leaves() {
    on_both_engines(|desk| async move {
        desk.mailbox(ADDRESS, None).await;
        placed(&desk, "47", "2026-02-27T19:28:25").await;
        let id = asked(&desk, "Nerede?").await;
        let path = format!("/conversations/{id}/scheduled-replies");
        let later = |text: &str| json!({"reply": {"text": text}, "send_at": "2026-03-02T10:00:00Z"});
        desk.post(&path, later("{{customer.email|}}{{store.name}}")).await.problem(422, "validation");
        let plan = desk.post(&path, later("Sipariş {{order.number}}")).await.ok();
        assert_eq!(plan["text"], "Sipariş {{order.number}}");
        desk.post(&path, later("{{agent.name}}: {{order.number|—}}")).await.ok();

        desk.wait(SignedDuration::from_mins(10));
        placed(&desk, "48", "2026-03-02T09:05:00").await;
        desk.wait(SignedDuration::from_hours(1));
        desk.happen().await;
        let texts: Vec<_> = desk.messages(&id).await.into_iter().map(|one| one["text"].clone()).collect();
        assert_eq!(texts[1..], [json!("Sipariş 48"), json!("test: 48")]);

        // What it spoke of is gone: its author decides.
        desk.post(&path, json!({"reply": {"text": "{{order.number}}"}, "send_at": "2026-03-02T12:00:00Z"}))
            .await
            .ok();
        desk.sql("UPDATE \"order\" SET customer_id = NULL").await;
        desk.wait(SignedDuration::from_hours(2));
        desk.happen().await;
        let rows = desk.get(&path).await.ok();
        assert_eq!(rows["data"][0]["state"], "failed");
        assert!(rows["data"][0]["reason"].as_str().unwrap().contains("order.number"), "{rows}");
    })
    .await;
}
