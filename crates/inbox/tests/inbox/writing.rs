//! Notes, drafts, files, and what is shown of HTML.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::{each, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_the_teams_alone_and_calls_whom_it_mentions() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mut agent = desk.hire(&mut owner, "Umut", "agent").await;
        let umut = agent.me().await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("Hello").await;
        let id = visitor.conversation().await;
        let path = format!("/conversations/{id}");
        let before = owner.get(&path).await.ok();
        let html = "<p>Umut, <b>look</b><script>alert(1)</script></p>";
        let note =
            owner.post(&format!("{path}/notes"), json!({ "html": html, "mentions": [umut] })).await.ok();
        assert_eq!((&note["visibility"], &note["delivery"]), (&json!("note"), &Value::Null));
        assert!(!note["html"].as_str().unwrap().contains("script"), "{note}");
        assert!(note["text"].as_str().unwrap().contains("look"), "the text is made of the HTML");
        let after = owner.get(&path).await.ok();
        for field in ["status", "snippet", "unread", "waiting_since", "last_activity_at", "first_response_at"]
        {
            assert_eq!(after[field], before[field], "a note leaves {field}");
        }
        assert_eq!(after["message_count"], 2);
        assert_eq!(agent.list("/conversations?view=mentions").await.len(), 1);
        assert_eq!(visitor.session(&chat).await["messages"].as_array().unwrap().len(), 1);
        for wrong in [
            json!({ "text": "  " }),
            json!({ "text": "x", "mentions": ["agt_0000000000001"] }),
            json!({ "text": "x", "attachments": ["att_0000000000001"] }),
            json!({ "text": "x".repeat(200_001) }),
            json!({ "text": "x", "to": [] }),
        ] {
            owner.post(&format!("{path}/notes"), wrong).await.problem(422, "validation");
        }
        assert_eq!(owner.get(&path).await.ok()["message_count"], 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_for_each_agent_and_conversation() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mut agent = desk.hire(&mut owner, "Umut", "agent").await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}/draft");
        assert_eq!(owner.get(&path).await.ok(), json!(null));
        let draft = json!({ "kind": "reply", "text": "Dear …", "html": "<p>Dear …</p>" });
        owner.put(&path, draft.clone()).await.ok();
        assert_eq!(owner.get(&path).await.ok(), draft);
        assert_eq!(agent.get(&path).await.ok(), json!(null));
        owner.put(&path, json!({ "kind": "note", "text": "Hm" })).await.ok();
        assert_eq!(owner.get(&path).await.ok(), json!({ "kind": "note", "text": "Hm", "html": null }));
        owner.delete(&path).await.ok();
        assert_eq!(owner.get(&path).await.ok(), json!(null));
        owner.put(&path, json!({ "kind": "poem" })).await.problem(422, "validation");
        owner.put("/conversations/cnv_0000000000001/draft", draft).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_file_goes_with_one_message_and_comes_back_as_it_was() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let bytes = vec![7_u8; 300 * 1024];
        let file = owner.upload("fatura ş.pdf", "application/pdf", &bytes, &[]).await.ok();
        assert_eq!((&file["name"], &file["size"]), (&json!("fatura ş.pdf"), &json!(bytes.len())));
        let body = json!({ "text": "Here", "attachments": [file["id"]] });
        let sent = owner.post(&format!("/conversations/{id}/replies"), body.clone()).await.ok();
        assert_eq!(sent["attachments"][0], file);
        assert_eq!(owner.get(&format!("/conversations/{id}")).await.ok()["has_attachments"], true);
        owner.post(&format!("/conversations/{id}/replies"), body).await.problem(422, "validation");
        let path = format!("/attachments/{}", file["id"].as_str().unwrap());
        let back = owner.get(&path).await;
        assert_eq!(back.bytes, bytes);
        assert_eq!(back.headers["content-type"], "application/pdf");
        assert_eq!(back.headers["x-content-type-options"], "nosniff");
        assert_eq!(back.headers["content-disposition"], "inline; filename*=UTF-8''fatura%20%C5%9F.pdf");
        let saved = owner.get(&format!("{path}?download=1")).await;
        assert!(saved.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let page = owner.upload("../x.html", "text/html", b"<script>", &[]).await.ok();
        assert_eq!(page["name"], ".._x.html");
        let page = owner.get(page["url"].as_str().unwrap().strip_prefix("/api/v1").unwrap()).await;
        assert_eq!(page.headers["content-type"], "application/octet-stream");
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_file_is_refused_and_names_why() {
    on_both_engines(|_, mut owner| async move {
        owner.upload("empty.txt", "text/plain", b"", &[]).await.problem(422, "validation");
        let large = vec![0_u8; 50 * 1024 * 1024 + 1];
        owner.upload("large.bin", "application/octet-stream", &large, &[]).await.problem(413, "too-large");
        let larger = vec![0_u8; 52 * 1024 * 1024];
        owner.upload("larger.bin", "application/octet-stream", &larger, &[]).await.problem(413, "too-large");
        owner.post("/attachments", json!({ "file": "x" })).await.problem(415, "unsupported-media-type");
        owner.get("/attachments/att_0000000000001").await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_is_sent_twice_with_its_key_creates_once() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let mut key = 0;
        for (path, body, other) in [
            (format!("/conversations/{id}/replies"), json!({ "text": "Hi" }), json!({ "text": "Ho" })),
            (format!("/conversations/{id}/notes"), json!({ "text": "Hi" }), json!({ "text": "Ho" })),
            ("/tags".to_owned(), json!({ "name": "vip" }), json!({ "name": "vop" })),
            ("/views".to_owned(), json!({ "name": "A", "filter": {} }), json!({ "name": "B", "filter": {} })),
            (
                "/custom-fields".to_owned(),
                json!({ "key": "a", "label": "A", "type": "text" }),
                json!({ "key": "b", "label": "B", "type": "text" }),
            ),
        ] {
            key += 1;
            let key = format!("key-{key}");
            let header = [("idempotency-key", key.as_str())];
            let first = owner.send(Method::POST, &path, Some(body.clone()), &header).await.ok();
            let again = owner.send(Method::POST, &path, Some(body), &header).await;
            assert_eq!(again.headers["idempotency-replayed"], "true", "{path}");
            assert_eq!(again.ok(), first);
            let wrong = owner.send(Method::POST, &path, Some(other), &header).await;
            wrong.problem(409, "idempotency-key-reused");
        }
        let header = [("idempotency-key", "file")];
        let file = owner.upload("a.txt", "text/plain", b"a", &header).await.ok();
        assert_eq!(owner.upload("a.txt", "text/plain", b"a", &header).await.ok(), file);
        owner.upload("a.txt", "text/plain", b"b", &header).await.problem(409, "idempotency-key-reused");
        let messages = owner.list(&format!("/conversations/{id}/messages")).await;
        assert_eq!(each(&messages, "text"), ["Hello", "Hi", "Hi"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_field_of_an_address_is_refused_by_name() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let mailbox = owner.mailbox("destek@magaza.example").await;
        let people =
            json!([{ "address": "a@b.example", "name": "A" }, { "address": "c@b.example", "nmae": "C" }]);
        for field in ["to", "cc", "bcc"] {
            let reply = json!({ "text": "Hello", "channel_id": mailbox, field: people });
            let refused = owner.post(&format!("/conversations/{id}/replies"), reply).await;
            let problem = refused.problem(422, "validation");
            assert_eq!(problem["errors"][0]["pointer"], format!("/{field}/1/nmae"), "{problem}");
        }
        let new = json!({ "channel_id": mailbox, "subject": "Hi", "text": "Hi", "to": people });
        let problem = owner.post("/conversations", new).await.problem(422, "validation");
        assert_eq!(problem["errors"][0]["pointer"], "/to/1/nmae", "{problem}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_that_is_sent_twice_with_its_key_is_done_once() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mailbox = owner.mailbox("destek@magaza.example").await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("One").await;
        let second = visitor.say("Two").await;
        let one = visitor.conversation().await;
        let other = desk.asked(&chat, "Other").await;
        let late = json!({ "text": "Hi", "undo_seconds": 60 });
        let reply = owner.post(&format!("/conversations/{one}/replies"), late).await.ok();
        let reply = reply["id"].as_str().unwrap();
        let to_other = json!({ "into": other });
        let mut key = 0;
        let mut act = async |path: &str, body: Option<Value>| {
            key += 1;
            let key = format!("act-{key}");
            let header = [("idempotency-key", key.as_str())];
            let first = owner.send(Method::POST, path, body.clone(), &header).await;
            assert!(first.status.is_success(), "{path} {}", first.text());
            let again = owner.send(Method::POST, path, body.clone(), &header).await;
            assert_eq!(again.headers["idempotency-replayed"], "true", "{path}");
            assert_eq!((again.status, &again.bytes), (first.status, &first.bytes), "{path}");
            first.json
        };
        act(&format!("/messages/{reply}/undo"), None).await;
        act(&format!("/conversations/{one}/merge"), Some(to_other)).await;
        act(&format!("/conversations/{one}/unmerge"), None).await;
        let split = Some(json!({ "message_id": second }));
        let new = act(&format!("/conversations/{one}/split"), split).await;
        act(&format!("/conversations/{}/unsplit", new["id"].as_str().unwrap()), Some(json!({}))).await;
        let bulk = json!({ "ids": [one, other], "patch": { "status": "solved" } });
        act("/conversations/bulk", Some(bulk)).await;
        let tested = act(&format!("/channels/{mailbox}/test"), Some(json!({ "to": "a@b.example" }))).await;
        assert!(tested["outbox_id"].is_string(), "{tested}");
        assert_eq!(desk.outbox("system_mail").await.len(), 1);
        let rows = owner.list("/conversations?status=solved,closed,open").await;
        assert_eq!(rows.len(), 2, "split off once, and put back");
        // What such a request cannot say is not overheard.
        let path = format!("/conversations/{one}/unmerge");
        let wrong = owner.post(&path, json!({ "into": other })).await.problem(422, "validation");
        assert_eq!(wrong["errors"][0]["pointer"], "/into");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_writes_is_named_by_its_token() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let token = owner.post("/tokens", json!({ "name": "Robot", "scopes": ["all"] })).await.ok();
        let mut program = desk.program(token["token"].as_str().unwrap());
        let reply = json!({ "text": "Hi", "status": "solved" });
        let sent = program.post(&format!("/conversations/{id}/replies"), reply).await.ok();
        let author = json!({ "type": "agent", "id": token["id"], "name": "Robot" });
        assert_eq!(sent["author"], author);
        let messages = owner.list(&format!("/conversations/{id}/messages")).await;
        assert_eq!(messages[1]["author"], author);
        let lines = owner.list(&format!("/conversations/{id}/history")).await;
        let actor = json!({ "type": "token", "id": token["id"], "name": "Robot" });
        assert_eq!(lines.last().unwrap()["actor"], actor);
    })
    .await;
}
