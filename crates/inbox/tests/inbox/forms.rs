//! The contact form: a page that needs no script.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use crate::desk::{Answer, Desk, on_both_engines};

async fn get(desk: &Desk, path: &str, language: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language);
    desk.ask(request.body(Body::empty()).unwrap()).await
}

async fn post(desk: &Desk, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    desk.ask(request.body(Body::from(body)).unwrap()).await
}

const RIGHT: [(&str, &str); 5] = [
    ("name", "Mina"),
    ("email", "Mina@Customer.example"),
    ("order", "1042"),
    ("subject", ""),
    ("message", "Where is\nmy order?"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_page_speaks_the_readers_language_and_turns_with_it() {
    on_both_engines(|desk, mut owner| async move {
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form" })).await;
        let path = format!("/forms/{}", form["id"].as_str().unwrap());
        let mut pages = Vec::new();
        for (language, direction) in [("en", "ltr"), ("tr", "ltr"), ("ko", "ltr"), ("fa", "rtl")] {
            let page = get(&desk, &path, language).await;
            assert_eq!(page.status, 200);
            assert!(
                page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
            );
            let page = page.text();
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{page}");
            assert!(page.contains("Çay &amp; Co") && !page.contains("<script"), "{page}");
            assert_eq!(get(&desk, &format!("{path}?lang={language}"), "xx").await.text(), page);
            pages.push(page);
        }
        pages.dedup();
        assert_eq!(pages.len(), 4, "four languages, four texts");
        assert_eq!(get(&desk, "/forms/chn_0000000000001", "en").await.status, 404);
        assert_eq!(get(&desk, "/forms/nonsense", "en").await.status, 404);
        let chat = owner.chat().await;
        assert_eq!(get(&desk, &format!("/forms/{chat}"), "en").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_begins_a_conversation_that_is_answered_by_mail() {
    on_both_engines(|desk, mut owner| async move {
        let mailbox = owner.mailbox("help@shop.example").await;
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form" })).await;
        let path = format!("/forms/{}?lang=en", form["id"].as_str().unwrap());
        let thanks = post(&desk, &path, &RIGHT).await;
        assert_eq!(thanks.status, 200);
        let rows = owner.list("/conversations").await;
        assert!(thanks.text().contains(&rows[0]["number"].to_string()), "{}", thanks.text());
        assert_eq!(rows[0]["customer"]["email"], "mina@customer.example");
        assert_eq!((&rows[0]["channel"], &rows[0]["status"]), (&json!("contact_form"), &json!("open")));
        let id = rows[0]["id"].as_str().unwrap();
        let messages = owner.list(&format!("/conversations/{id}/messages")).await;
        assert!(messages[0]["text"].as_str().unwrap().contains("1042"));
        let answer =
            owner.post(&format!("/conversations/{id}/replies"), json!({ "text": "Here" })).await.ok();
        assert_eq!((&answer["channel"], &answer["channel_id"]), (&json!("email"), &json!(mailbox)));
        assert_eq!(answer["to"][0]["address"], "mina@customer.example");
        // Who typed an address has not shown that it is theirs.
        let customer = rows[0]["customer"]["id"].as_str().unwrap();
        let customer = owner.get(&format!("/customers/{customer}")).await.ok();
        assert_eq!(customer["identities"][0]["verified"], false);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_beside_its_field_and_what_was_written_stays() {
    on_both_engines(|desk, mut owner| async move {
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form" })).await;
        let path = format!("/forms/{}?lang=en", form["id"].as_str().unwrap());
        let evil = "\"><script>alert('x')</script>";
        let fields =
            [("name", evil), ("email", "no address"), ("message", "</textarea><script>alert(1)</script>")];
        let page = post(&desk, &path, &fields).await;
        assert_eq!(page.status, 422);
        let page = page.text();
        assert!(page.contains("id=\"email-wrong\"") && page.contains("aria-invalid"), "{page}");
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{page}");
        assert!(page.contains("value=\"no address\""));
        for (field, value) in [
            ("name", ""),
            ("email", ""),
            ("message", " "),
            ("order", &"9".repeat(201)),
            ("message", &"x".repeat(20_001)),
        ] {
            let mut fields: Vec<(&str, &str)> = RIGHT.to_vec();
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let page = post(&desk, &path, &fields).await;
            assert_eq!(page.status, 422, "{field}");
            assert!(page.text().contains(&format!("id=\"{field}-wrong\"")), "{field}");
        }
        let nul = [("name", "Mi\0na"), ("email", "m@c.example"), ("message", "nul \0 inside")];
        assert_eq!(post(&desk, &path, &nul).await.status, 200, "a NUL is left out");
        let shown = owner.list("/conversations").await;
        assert_eq!(shown.len(), 1);
        let request = Request::post(&path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap();
        assert!(desk.ask(request).await.status.is_client_error());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_robot_is_thanked_and_forgotten_and_who_sends_too_often_has_to_wait() {
    on_both_engines(|desk, mut owner| async move {
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form" })).await;
        let path = format!("/forms/{}?lang=en", form["id"].as_str().unwrap());
        let robot: Vec<_> = RIGHT.into_iter().chain([("website", "https://spam.example")]).collect();
        assert_eq!(post(&desk, &path, &robot).await.status, 200);
        assert!(owner.list("/conversations").await.is_empty());
        let mut last = post(&desk, &path, &RIGHT).await;
        for _ in 0..70 {
            if last.status != 200 {
                break;
            }
            last = post(&desk, &path, &RIGHT).await;
        }
        assert_eq!(last.status, 429);
        assert!(last.headers.contains_key(header::RETRY_AFTER));
        assert!(last.text().contains("Where is\nmy order?"), "what was written is not lost");
    })
    .await;
}
