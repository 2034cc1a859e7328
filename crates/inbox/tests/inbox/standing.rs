//! Where a conversation stands: what opens it, what puts it away, and what its history says.

use database::events::NewEvent;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Browser, each, on_both_engines};

async fn read(browser: &mut Browser, id: &str) -> Value {
    browser.get(&format!("/conversations/{id}")).await.ok()
}

async fn history(browser: &mut Browser, id: &str) -> Vec<Value> {
    browser.list(&format!("/conversations/{id}/history")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_customer_says_opens_again_what_was_pending_snoozed_or_solved() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        for change in [
            json!({ "status": "pending" }),
            json!({ "snoozed_until": "2026-03-09T09:00:00Z" }),
            json!({ "status": "solved" }),
        ] {
            let visitor = desk.visitor(&chat).await;
            visitor.say("Where is my order?").await;
            let id = visitor.conversation().await;
            owner.patch(&format!("/conversations/{id}"), change.clone()).await.ok();
            visitor.say("Still nothing").await;
            let after = read(&mut owner, &id).await;
            assert_eq!(visitor.conversation().await, id);
            assert_eq!(after["status"], "open", "{change}");
            assert_eq!((&after["unread"], &after["snoozed_until"]), (&json!(true), &Value::Null));
            let last = history(&mut owner, &id).await.pop().unwrap();
            assert_eq!(
                (&last["actor"]["type"], &last["data"]["to"]),
                (&json!("customer"), &json!("open")),
                "{last}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_closed_conversation_a_new_one_begins_and_spam_stays_spam() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("First").await;
        let first = visitor.conversation().await;
        owner.patch(&format!("/conversations/{first}"), json!({ "status": "closed" })).await.ok();
        visitor.say("Second").await;
        let second = visitor.conversation().await;
        assert_ne!(first, second);
        assert_eq!(read(&mut owner, &first).await["status"], "closed");
        assert_eq!(read(&mut owner, &second).await["status"], "open");
        owner.patch(&format!("/conversations/{second}"), json!({ "status": "spam" })).await.ok();
        visitor.say("Buy now").await;
        assert_eq!(visitor.conversation().await, second);
        assert_eq!(read(&mut owner, &second).await["status"], "spam");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snoozed_conversation_wakes_at_its_time_and_not_before() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Later").await;
        let path = format!("/conversations/{id}");
        owner.patch(&path, json!({ "snoozed_until": "2026-03-02T10:00:00Z" })).await.ok();
        owner.patch(&path, json!({ "snoozed_until": "2026-03-02T12:00:00Z" })).await.ok();
        desk.wait(SignedDuration::from_hours(2));
        desk.settle().await;
        assert_eq!(read(&mut owner, &id).await["status"], "snoozed", "the later time counts");
        desk.wait(SignedDuration::from_hours(1));
        desk.settle().await;
        let after = read(&mut owner, &id).await;
        assert_eq!((&after["status"], &after["snoozed_until"]), (&json!("open"), &Value::Null));
        let last = history(&mut owner, &id).await;
        assert!(last.iter().rev().take(2).all(|line| line["actor"]["type"] == "system"), "{last:?}");
        owner
            .patch(&path, json!({ "snoozed_until": "2026-03-02T10:00:00Z" }))
            .await
            .problem(422, "validation");
        owner.patch(&path, json!({ "status": "snoozed" })).await.problem(422, "validation");
        let both = json!({ "status": "snoozed", "snoozed_until": null });
        owner.patch(&path, both).await.problem(422, "validation");
        let both = json!({ "status": "open", "snoozed_until": "2026-03-09T10:00:00Z" });
        owner.patch(&path, both).await.problem(422, "validation");
        owner.patch(&path, json!({ "snoozed_until": "2026-03-09T10:00:00Z" })).await.ok();
        let awake = owner.patch(&path, json!({ "snoozed_until": null })).await.ok();
        assert_eq!(awake["status"], "open", "null wakes it");
        desk.wait(SignedDuration::from_hours(24 * 8));
        let lines = history(&mut owner, &id).await.len();
        desk.settle().await;
        assert_eq!(history(&mut owner, &id).await.len(), lines, "its timer is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_change_is_a_line_of_history_and_no_change_is_none() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let me = owner.me().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        owner.post("/custom-fields", json!({ "key": "size", "label": "Size", "type": "number" })).await.ok();
        let change = json!({
            "assignee_id": me, "priority": "high", "tags": ["a"], "subject": "Greeting",
            "custom_fields": { "size": 42 }, "followers": [me],
        });
        let after = owner.patch(&path, change.clone()).await.ok();
        assert_eq!((&after["assignee"]["name"], &after["priority"]), (&json!("Ayşe"), &json!("high")));
        assert_eq!(
            (&after["followers"][0]["id"], &after["custom_fields"]),
            (&json!(me), &json!({ "size": 42 }))
        );
        let lines = history(&mut owner, &id).await;
        assert_eq!(
            each(&lines, "type"),
            ["created", "assignee", "custom_fields", "followers", "priority", "subject", "tags"]
        );
        assert_eq!(lines[1]["data"]["to"], json!({ "id": me, "name": "Ayşe" }));
        assert_eq!(lines[1]["actor"], json!({ "type": "agent", "id": me, "name": "Ayşe" }));
        owner.patch(&path, change).await.ok();
        assert_eq!(history(&mut owner, &id).await.len(), lines.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_it_was_solved_is_not_moved_by_later_changes() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        let solved = owner.patch(&path, json!({ "status": "solved" })).await.ok()["solved_at"].clone();
        desk.wait(SignedDuration::from_hours(5));
        let after = owner.patch(&path, json!({ "tags": ["late"] })).await.ok();
        assert_eq!(after["solved_at"], solved);
        assert_eq!(after["waiting_since"], Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_here_is_refused_by_its_field_and_changes_nothing() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        let mut viewer = desk.hire(&mut owner, "Viola", "viewer").await;
        let viewer_id = viewer.me().await;
        let before = read(&mut owner, &id).await;
        for (field, value) in [
            ("assignee_id", json!("agt_0000000000001")),
            ("assignee_id", json!(viewer_id)),
            ("followers", json!([viewer_id])),
            ("team_id", json!("tm_0000000000001")),
            ("custom_fields", json!({ "unknown": 1 })),
            ("tags", json!([""])),
            ("tags", json!(["x".repeat(61)])),
            ("subject", json!("x".repeat(401))),
            ("subject", json!(null)),
            ("subject", json!("nul \u{0} inside")),
            ("priority", json!("huge")),
            ("status", json!(7)),
            ("colour", json!("red")),
            ("assignee_id", json!("cus_0000000000001")),
            ("snoozed_until", json!("tomorrow")),
        ] {
            let mut change = json!({ "priority": "low" });
            change[field] = value.clone();
            let problem = owner.patch(&path, change).await.problem(422, "validation");
            let pointer = problem["errors"][0]["pointer"].as_str().unwrap();
            assert!(pointer.starts_with(&format!("/{field}")), "{field} {value}: {problem}");
        }
        assert_eq!(read(&mut owner, &id).await, before);
        owner.patch("/conversations/cnv_0000000000001", json!({})).await.problem(404, "not-found");
        owner.patch("/conversations/17", json!({})).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_conversation_marks_what_the_customer_said_as_seen() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("Hello").await;
        let id = visitor.conversation().await;
        let path = format!("/conversations/{id}");
        assert_eq!(read(&mut owner, &id).await["unread"], true);
        owner.post(&format!("{path}/read"), json!({})).await.ok();
        assert_eq!(read(&mut owner, &id).await["unread"], false);
        let messages = owner.list(&format!("{path}/messages")).await;
        assert!(messages[0]["seen_at"].is_string());
        owner.post(&format!("{path}/unread"), json!({})).await.ok();
        assert_eq!(read(&mut owner, &id).await["unread"], true);
        // An answer reads too, but only who opens it has seen what was said.
        visitor.say("Anyone?").await;
        owner.post(&format!("{path}/replies"), json!({ "text": "Yes" })).await.ok();
        assert_eq!(read(&mut owner, &id).await["unread"], false);
        owner.post(&format!("{path}/read"), json!({})).await.ok();
        let messages = owner.list(&format!("{path}/messages")).await;
        assert!(messages[1]["seen_at"].is_string(), "{messages:?}");
        owner.post("/conversations/cnv_0000000000001/read", json!({})).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_store_was_had_to_do_stands_in_the_conversation_in_which_it_was_asked_for() {
    on_both_engines(|desk, mut owner| async move {
        let (chat, workspace) = (owner.chat().await, desk.workspace().await);
        let id = desk.asked(&chat, "My money, please").await;
        let me = owner.me().await;
        let settled = json!({
            "action_id": "oac_0000000000001", "kind": "refund", "state": "done", "undoes": null,
            "order_id": "ord_0000000000001", "store_id": "sto_0000000000001", "number": "47", "conversation_id": id,
            "amount": { "amount": "12.50", "currency": "TRY" }, "reason": null, "actor": format!("agent:{me}"),
        });
        let elsewhere = {
            let mut elsewhere = settled.clone();
            elsewhere["conversation_id"] = json!("cnv_0000000000001");
            elsewhere
        };
        for payload in [settled, elsewhere] {
            let told = NewEvent::new(workspace, "order.action_settled", 1, "system").with(payload);
            let written = desk.test.database.write(move |tx| tx.append(told));
            written.await.unwrap();
        }
        desk.settle().await;
        let lines = history(&mut owner, &id).await;
        let line = lines.iter().find(|line| line["type"] == "order_action").unwrap();
        assert_eq!((&line["actor"]["id"], &line["data"]["number"]), (&json!(me), &json!("47")));
        assert_eq!(line["data"]["amount"]["amount"], "12.50");
        assert_eq!(lines.iter().filter(|line| line["type"] == "order_action").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marking_takes_no_body_with_fields_and_the_history_is_paged() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        for what in ["read", "unread"] {
            let wrong = owner.post(&format!("{path}/{what}"), json!({ "until": "now" })).await;
            assert_eq!(wrong.problem(422, "validation")["errors"][0]["pointer"], "/until");
            owner.post(&format!("{path}/{what}"), json!({})).await.ok();
        }
        // One change of two fields is two lines.
        owner.patch(&path, json!({ "priority": "high", "status": "solved" })).await.ok();
        owner.patch(&path, json!({ "priority": "low", "tags": ["a"], "status": "open" })).await.ok();
        let whole = owner.get(&format!("{path}/history")).await.ok();
        assert_eq!(whole["next"], json!(null));
        let whole = whole["data"].as_array().unwrap().clone();
        assert!(whole.len() > 5, "{whole:?}");
        let (mut paged, mut after) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("{path}/history?limit=2{after}")).await.ok();
            let lines = page["data"].as_array().unwrap().clone();
            assert!(lines.len() <= 2);
            paged.extend(lines);
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(paged, whole);
        owner.get(&format!("{path}/history?limit=0")).await.problem(400, "invalid-query");
        owner.get(&format!("{path}/history?page=2")).await.problem(400, "invalid-query");
    })
    .await;
}
