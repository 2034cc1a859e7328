use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{Answer, Browser, on_both_engines};
use crate::resetting::column;

async fn create(browser: &mut Browser, key: &str, name: &str) -> Answer {
    let body = json!({ "name": name });
    browser.ask(Method::POST, "/teams", Some(body), &[("idempotency-key", key)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_and_body_creates_once_and_another_body_is_refused() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let first = create(&mut owner, "k-1", "Returns").await;
        assert_eq!(first.status, 201);
        assert!(!first.headers.contains_key("idempotency-replayed"));
        let second = create(&mut owner, "k-1", "Returns").await;
        assert_eq!(
            (second.status.as_u16(), &second.headers["idempotency-replayed"]),
            (201, &"true".parse().unwrap())
        );
        assert_eq!(first.json, second.json);
        create(&mut owner, "k-1", "Refunds").await.problem(409, "idempotency-key-reused");
        assert_eq!(owner.get("/teams").await.ok()["data"].as_array().unwrap().len(), 1);

        // Another person's key of the same name is another key.
        let mut admin = desk.hire(&mut owner, "admin@shop.example", "admin").await;
        create(&mut admin, "k-1", "Refunds").await.ok();

        desk.wait(SignedDuration::from_hours(24));
        let later = create(&mut owner, "k-1", "Later").await;
        assert_eq!((later.status.as_u16(), later.json["name"].as_str()), (201, Some("Later")));
        create(&mut owner, &"k".repeat(256), "X").await.problem(400, "malformed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_with_one_key_at_once_create_once() {
    on_both_engines(|desk| async move {
        let owner = desk.set_up().await;
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let mut browser = owner.clone();
            all.spawn(async move { create(&mut browser, "together", "Returns").await.ok()["id"].clone() });
        }
        let mut ids: Vec<_> = all.join_all().await.into_iter().map(|id| id.to_string()).collect();
        ids.dedup();
        assert_eq!(ids.len(), 1, "{ids:?}");
        assert_eq!(column(&desk, "team", "name").await, ["Returns"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creation_that_failed_leaves_its_key_free() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let taken = owner.post("/teams", json!({ "name": "Returns" })).await.ok();
        create(&mut owner, "again", "Returns").await.problem(422, "validation");
        owner.delete(&format!("/teams/{}", taken["id"].as_str().unwrap())).await;
        create(&mut owner, "again", "Returns").await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_is_answered_again_is_not_readable_in_the_database() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let body = json!({ "name": "import", "scopes": ["all"] });
        let key = [("idempotency-key", "t-1")];
        let first = owner.ask(Method::POST, "/tokens", Some(body.clone()), &key).await.ok();
        let second = owner.ask(Method::POST, "/tokens", Some(body), &key).await.ok();
        assert_eq!(first, second);
        let stored = column(&desk, "idempotency", "body").await;
        assert!(!stored[0].contains(first["token"].as_str().unwrap()));
        desk.wait(SignedDuration::from_hours(25));
        people::sweep(&desk.test.database).await.unwrap();
        assert!(column(&desk, "idempotency", "key").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_what_is_there_is_done_once_too() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut ids = Vec::new();
        for name in ["Ayşe", "Ayse"] {
            let made = owner.post("/customers", json!({ "name": name })).await.ok();
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let mut twice = async |path: &str, body: Option<serde_json::Value>| {
            let key = [("idempotency-key", path)];
            let first = owner.ask(Method::POST, path, body.clone(), &key).await;
            let second = owner.ask(Method::POST, path, body, &key).await;
            assert_eq!(first.status, second.status, "{path}: {} {}", first.json, second.json);
            assert!(first.status.is_success(), "{path}: {}", first.json);
            assert_eq!(first.json, second.json, "{path}");
            assert_eq!(second.headers["idempotency-replayed"], "true", "{path}");
            first.json
        };
        let merge = format!("/customers/{}/merge", ids[1]);
        let merged = twice(&merge, Some(json!({ "from": ids[0] }))).await;
        let undo = format!("/customer-merges/{}/undo", merged["merge_id"].as_str().unwrap());
        assert_eq!(twice(&undo, None).await["id"], json!(ids[0]));
        let invited = twice(
            "/invitations",
            Some(json!({
                "email": "new@shop.example", "name": "New", "role": "agent", "language": "en"
            })),
        )
        .await;
        let resend = format!("/invitations/{}/resend", invited["id"].as_str().unwrap());
        twice(&resend, None).await;
        assert_eq!(desk.mails().await.len(), 2, "one invitation, sent again once");
        let mut phones = Vec::new();
        for name in ["One", "Two"] {
            let made = owner.post("/customers", json!({ "name": name, "phone": "+905321234567" })).await.ok();
            phones.push(made["id"].as_str().unwrap().to_owned());
        }
        let dismiss = format!("/customers/{}/suggestions/{}/dismiss", phones[0], phones[1]);
        for replayed in [false, true] {
            let answer = owner.ask(Method::POST, &dismiss, None, &[("idempotency-key", "no")]).await;
            assert_eq!((answer.status.as_u16(), answer.json), (204, json!(null)));
            assert_eq!(answer.headers.contains_key("idempotency-replayed"), replayed);
        }
        owner.post(&dismiss, json!({ "why": "?" })).await.problem(422, "validation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_used_for_another_request_is_said_before_what_is_wrong_with_this_one() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        create(&mut owner, "k-1", "Returns").await.ok();
        create(&mut owner, "k-1", "").await.problem(409, "idempotency-key-reused");
        let body = json!({ "nmae": "Returns" });
        let key = [("idempotency-key", "k-1")];
        owner.ask(Method::POST, "/teams", Some(body), &key).await.problem(409, "idempotency-key-reused");
    })
    .await;
}
