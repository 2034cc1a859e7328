//! Whether the widget is on a page, seen from outside, and where it was last opened.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::Html;
use axum::routing::get;
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, on_both_engines};

/// A shop whose pages hold what is named.
async fn shop(pages: &[(&str, String)]) -> String {
    let mut routes = Router::new().route("/broken", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }));
    for (path, html) in pages {
        let html = html.clone();
        routes = routes.route(path, get(move || async move { Html(html) }));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, routes).into_future());
    format!("http://{address}")
}

async fn check(owner: &mut Browser, chat: &str, page: &str) -> Value {
    let checked = owner.post(&format!("/channels/{chat}/check"), json!({ "page": page })).await.ok();
    checked["chat"]["page"]["state"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_fetched_and_the_widget_of_the_channel_looked_for() {
    on_both_engines(|_, mut owner| async move {
        let chat = owner.channel(json!({ "kind": "chat", "name": "Chat" })).await;
        let other = owner.channel(json!({ "kind": "chat", "name": "Other" })).await;
        let id = chat["id"].as_str().unwrap().to_owned();
        let embed = |channel: &Value| format!("<html>{}</html>", channel["chat"]["embed"].as_str().unwrap());
        let pages = [("/", embed(&chat)), ("/other", embed(&other)), ("/none", "<p>Tea</p>".to_owned())];
        let shop = shop(&pages).await;
        for (page, state) in [
            (format!("{shop}/"), "found"),
            (format!("{shop}/other"), "other_channel"),
            (format!("{shop}/none"), "missing"),
            (format!("{shop}/broken"), "no_page"),
            (format!("{shop}/gone"), "no_page"),
            ("http://127.0.0.1:9/".to_owned(), "unreachable"),
            ("http://169.254.169.254/latest".to_owned(), "address_refused"),
        ] {
            assert_eq!(check(&mut owner, &id, &page).await, state, "{page}");
        }
        let path = format!("/channels/{id}");
        owner.patch(&path, json!({ "allowed_origins": ["https://shop.example"] })).await.ok();
        assert_eq!(check(&mut owner, &id, &shop).await, "not_allowed");
        owner.patch(&path, json!({ "allowed_origins": [shop] })).await.ok();
        assert_eq!(check(&mut owner, &id, &shop).await, "found");
        for wrong in ["shop", "ftp://shop.example", ""] {
            let problem = owner.post(&format!("{path}/check"), json!({ "page": wrong })).await;
            assert_eq!(problem.problem(422, "validation")["errors"][0]["pointer"], "/page");
        }
    })
    .await;
}

async fn seen(owner: &mut Browser, chat: &str) -> Value {
    owner.post(&format!("/channels/{chat}/check"), json!({})).await.ok()["chat"].clone()
}

async fn open(desk: &Desk, chat: &str, page: Option<&str>) {
    let page = page.map(|url| json!({ "url": url, "title": "Tea" }));
    desk.public(Method::POST, "/chat/v1/sessions", json!({ "channel": chat, "page": page })).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_when_and_where_the_chat_was_last_opened() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        assert_eq!(seen(&mut owner, &chat).await, json!({ "seen": null, "page": null }));
        open(&desk, &chat, Some("https://shop.example/tea?session=secret#top")).await;
        let first = seen(&mut owner, &chat).await["seen"].clone();
        assert_eq!(first, json!({ "page": "https://shop.example/tea", "at": "2026-03-02T09:00:00.000Z" }));
        desk.wait(jiff::SignedDuration::from_secs(60));
        open(&desk, &chat, None).await;
        let then = seen(&mut owner, &chat).await["seen"].clone();
        assert_eq!(then, json!({ "page": null, "at": "2026-03-02T09:01:00.000Z" }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_chat_is_looked_at_from_outside() {
    on_both_engines(|_, mut owner| async move {
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form" })).await;
        let path = format!("/channels/{}/check", form["id"].as_str().unwrap());
        owner.post(&path, json!({})).await.problem(409, "conflict");
        owner.post(&path, json!({ "pages": "x" })).await.problem(422, "validation");
    })
    .await;
}
