//! What stands below an answer: the agent's own words, the mailbox's, in the customer's language.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};
use crate::sending::{customer, received};

const ADDRESS: &str = "destek@magaza.example";

/// Signs in as the owner, whose answers are a person's.
async fn owner(desk: &Desk) -> (String, String) {
    let body = json!({"email": "ayse@magaza.example", "password": "mavi kapı üç kedi"});
    let answer = desk.post("/session", body).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    (cookie, answer.ok()["csrf"].as_str().unwrap().to_owned())
}

async fn asked(desk: &Desk, mailbox: &str, number: &str, text: &str) -> String {
    let id = format!("Message-ID: <{number}@posta.example>");
    desk.arrives(mailbox, mail(&[&id, &format!("To: {mailbox}"), "Subject: Kargo"], text)).await.2
}

async fn as_owner(
    desk: &Desk,
    (cookie, csrf): &(String, String),
    method: &str,
    path: &str,
    body: Value,
) -> Value {
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::COOKIE, cookie)
        .header("x-csrf-token", csrf)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    desk.ask(request).await.ok()
}

/// What stands below the first answer to a mail, as text.
async fn below(desk: &Desk, who: &(String, String), conversation: &str, customer: &Desk) -> String {
    let before = received(customer).await;
    let path = format!("/conversations/{conversation}/replies");
    let shown = as_owner(desk, who, "POST", &format!("{path}/preview"), json!({"text": "x"})).await;
    as_owner(desk, who, "POST", &path, json!({"text": "Yolda."})).await;
    desk.deliver().await;
    let mut fresh = received(customer).await;
    fresh.retain(|raw| !before.contains(raw));
    assert_eq!(fresh.len(), 1);
    let email = mail::parse(fresh[0].as_bytes(), &mail::Limits::default()).unwrap();
    let signature = email.text.split("\n\n-- \n").nth(1).unwrap_or_default();
    let signature = signature.split("\n\n").next().unwrap().trim().to_owned();
    assert_eq!(
        mail::html::to_text(shown["signature"].as_str().unwrap()).trim(),
        signature,
        "what was shown is what is sent"
    );
    let html = email.html.unwrap();
    assert!(signature.is_empty() || html.contains(shown["signature"].as_str().unwrap()), "{html}");
    signature
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_signed_in_the_language_of_its_conversation_by_agent_and_mailbox() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let who = owner(&desk).await;
        let signatures =
            json!({"signature": "Ayşe", "signatures": {"tr": "<b>Ayşe Hanım</b>", "ko": "아이셰 드림"}});
        let me = as_owner(&desk, &who, "PATCH", "/me", signatures).await;
        assert_eq!(me["signatures"], json!({"tr": "<b>Ayşe Hanım</b>", "ko": "아이셰 드림"}));
        let plain = desk.mailbox(ADDRESS, Some(server.address)).await;
        let turkish = "Merhaba, siparişim hâlâ gelmedi. Kargom nerede acaba?";
        let korean = "안녕하세요. 주문한 상품이 아직 도착하지 않았습니다. 확인 부탁드립니다.";
        let english = "Hello, my order has not arrived yet. Where is the parcel now?";

        let (a, b, c) = (
            asked(&desk, ADDRESS, "a", turkish).await,
            asked(&desk, ADDRESS, "b", korean).await,
            asked(&desk, ADDRESS, "c", english).await,
        );
        assert_eq!(below(&desk, &who, &a, &customer).await, "Ayşe Hanım");
        assert_eq!(below(&desk, &who, &b, &customer).await, "아이셰 드림");
        assert_eq!(below(&desk, &who, &c, &customer).await, "Ayşe");

        // A brand has words of its own around the agent's, and in one language instead of them.
        let path = format!("/channels/{}", plain.id);
        let frame = json!({
            "signature": "{{agent.signature}}<br>{{company.name}}{{customer.phone}}",
            "signatures": {"ko": "차이앤코 {{agent.name}} · {{order.number|}}"},
        });
        let shown = desk.patch(&path, frame).await.ok();
        assert_eq!(
            shown["email"]["signatures"],
            json!({"ko": "차이앤코 {{agent.name}} · {{order.number|}}"})
        );
        assert_eq!(below(&desk, &who, &a, &customer).await, "Ayşe Hanım\nÇay & Co");
        assert_eq!(below(&desk, &who, &b, &customer).await, "차이앤코 Ayşe Yılmaz ·");
        desk.patch(&path, json!({"signature": null, "signatures": {"ko": null}})).await.ok();
        assert_eq!(below(&desk, &who, &b, &customer).await, "아이셰 드림");
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_in_no_language_of_ours_or_too_long_is_refused() {
    on_both_engines(|desk| async move {
        let mailbox = desk.mailbox(ADDRESS, None).await;
        let path = format!("/channels/{}", mailbox.id);
        for (body, pointer) in [
            (json!({"signatures": {"de": "Hallo"}}), "/signatures/de"),
            (json!({"signatures": {"tr": "x".repeat(10_001)}}), "/signatures/tr"),
            (json!({"signature": "x".repeat(10_001)}), "/signature"),
            (json!({"carries": 104_857_601}), "/carries"),
            (json!({"link_days": 0}), "/link_days"),
        ] {
            let wrong = desk.patch(&path, body).await.problem(422, "validation");
            assert_eq!(wrong["errors"][0]["pointer"], pointer);
        }
        let cleaned =
            desk.patch(&path, json!({"signature": "<script>x</script><b onclick=y>Çay</b>"})).await.ok();
        assert_eq!(cleaned["email"]["signature"], "<b>Çay</b>");
    })
    .await;
}
