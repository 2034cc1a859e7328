//! Answers on their way: taken back, failed, sent again; the outbox as a person sees it.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{each, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_queued_assigned_and_waits_on_the_customer() {
    on_both_engines(|desk, mut owner| async move {
        let mailbox = owner.mailbox("help@shop.example").await;
        let to = json!([{ "name": "Can", "address": "can@customer.example" }]);
        let new = json!({ "channel_id": mailbox, "to": to, "subject": "Re: Your order", "text": "It left." });
        let begun = owner.post("/conversations", new.clone()).await.ok();
        assert_eq!((&begun["subject"], &begun["status"]), (&json!("Your order"), &json!("pending")));
        assert_eq!(begun["assignee"]["name"], "Ayşe");
        assert_eq!(begun["first_response_at"], Value::Null, "nobody has asked");
        let path = format!("/conversations/{}", begun["id"].as_str().unwrap());
        let second = owner.post(&format!("{path}/replies"), json!({ "text": "And arrived." })).await.ok();
        assert_eq!(second["delivery"]["state"], "queued");
        assert_eq!(second["to"][0]["address"], "can@customer.example");
        assert_eq!(owner.get(&path).await.ok()["first_response_at"], Value::Null);
        assert_eq!(desk.outbox("email").await.len(), 2);
        for (field, value) in [
            ("channel_id", json!("chn_0000000000001")),
            ("to", json!([])),
            ("to", json!([{ "address": "nobody" }])),
            ("subject", json!(" ")),
            ("text", json!("")),
        ] {
            let mut wrong = new.clone();
            wrong[field] = value;
            let problem = owner.post("/conversations", wrong).await.problem(422, "validation");
            assert!(
                problem["errors"][0]["pointer"].as_str().unwrap().starts_with(&format!("/{field}")),
                "{problem}"
            );
        }
        assert_eq!(owner.list("/conversations").await.len(), 1);
        let wrong = json!({ "text": "x", "cc": [{ "address": "no address" }] });
        owner.post(&format!("{path}/replies"), wrong).await.problem(422, "validation");
        for channel in ["chat", "api"] {
            let wrong = json!({ "text": "x", "channel": channel });
            owner.post(&format!("{path}/replies"), wrong).await.problem(422, "validation");
        }
        let chat = owner.chat().await;
        let wrong = json!({ "text": "x", "channel_id": chat });
        owner.post(&format!("{path}/replies"), wrong).await.problem(422, "validation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_taken_back_was_never_said() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("Hello?").await;
        let id = visitor.conversation().await;
        let path = format!("/conversations/{id}");
        for status in ["pending", "solved", "closed"] {
            let file = owner.upload("a.txt", "text/plain", b"a", &[]).await.ok();
            let before = owner.get(&path).await.ok();
            let body =
                json!({ "text": "Oops", "undo_seconds": 30, "status": status, "attachments": [file["id"]] });
            let answer = owner.post(&format!("{path}/replies"), body).await.ok();
            assert_eq!(
                visitor.session(&chat).await["messages"].as_array().unwrap().len(),
                1,
                "not on the screen"
            );
            let undo = format!("/messages/{}/undo", answer["id"].as_str().unwrap());
            let back = owner.post(&undo, json!({})).await.ok();
            assert_eq!(back["draft"], json!({ "text": "Oops", "html": null, "attachments": [file["id"]] }));
            let after = owner.get(&path).await.ok();
            for field in
                ["status", "snippet", "message_count", "waiting_since", "first_response_at", "last_author"]
            {
                assert_eq!(after[field], before[field], "{status}: {field}");
            }
            let lines = owner.list(&format!("{path}/history")).await;
            assert_eq!(lines.last().unwrap()["data"]["to"], "open", "history says that it went back");
            owner.post(&undo, json!({})).await.problem(404, "not-found");
            desk.wait(SignedDuration::from_secs(31));
            assert_eq!(desk.deliver("chat").await, 0);
        }
        // Its files can go with the next one; which, once it has left, can't be taken back.
        let answer =
            owner.post(&format!("{path}/replies"), json!({ "text": "Yes", "undo_seconds": 30 })).await.ok();
        let undo = format!("/messages/{}/undo", answer["id"].as_str().unwrap());
        assert_eq!(desk.deliver("chat").await, 0, "not before its time");
        desk.wait(SignedDuration::from_secs(31));
        assert_eq!(desk.deliver("chat").await, 1);
        owner.post(&undo, json!({})).await.problem(409, "already-sent");
        let messages = visitor.session(&chat).await["messages"].clone();
        assert_eq!(messages[1]["text"], "Yes");
        let of_customer = owner.list(&format!("{path}/messages")).await[0]["id"].as_str().unwrap().to_owned();
        owner.post(&format!("/messages/{of_customer}/undo"), json!({})).await.problem(409, "already-sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_failed_is_seen_and_sent_again() {
    on_both_engines(|desk, mut owner| async move {
        let mailbox = owner.mailbox("help@shop.example").await;
        let to = json!([{ "address": "can@customer.example" }]);
        let new = json!({ "channel_id": mailbox, "to": to, "subject": "Order", "text": "It left." });
        let begun = owner.post("/conversations", new).await.ok();
        let messages = format!("/conversations/{}/messages", begun["id"].as_str().unwrap());
        let id = owner.list(&messages).await[0]["id"].as_str().unwrap().to_owned();
        owner.post(&format!("/messages/{id}/retry"), json!({})).await.problem(409, "conflict");
        let mut waits = Vec::new();
        loop {
            assert_eq!(desk.deliver("email").await, 1);
            let delivery = owner.list(&messages).await[0]["delivery"].clone();
            assert!(delivery["reason"].is_string(), "{delivery}");
            if delivery["state"] == "failed" {
                break;
            }
            let next: database::Time = delivery["next_attempt_at"].as_str().unwrap().parse().unwrap();
            let wait = next.since(desk.now());
            waits.push(wait.as_secs());
            desk.wait(wait + SignedDuration::from_secs(1));
        }
        assert!(waits.windows(2).take(8).all(|pair| pair[0] < pair[1]), "back-off grows: {waits:?}");
        assert!(waits.iter().all(|wait| *wait < 4 * 3600), "{waits:?}");
        let lines = owner.list(&messages.replace("/messages", "/history")).await;
        assert_eq!(lines.last().unwrap()["type"], "delivery_failed");
        let dead = owner.list("/outbox").await;
        assert_eq!((&dead[0]["kind"], &dead[0]["message_id"]), (&json!("email"), &json!(id)));
        assert!(dead[0]["last_error"].is_string());
        assert!(owner.list("/outbox?state=pending").await.iter().all(|row| row["kind"] == "system_mail"));
        let again = owner.post(&format!("/messages/{id}/retry"), json!({})).await.ok();
        assert_eq!(again["delivery"]["state"], "queued");
        assert!(owner.list("/outbox").await.is_empty());
        let row = dead[0]["id"].as_str().unwrap();
        owner.post(&format!("/outbox/{row}/retry"), json!({})).await.problem(409, "conflict");
        owner.post("/outbox/obx_0000000000001/retry", json!({})).await.problem(404, "not-found");
        assert_eq!(desk.deliver("email").await, 1, "tried at once");
        assert_eq!(each(&desk.list_states("email").await, "state"), ["pending"]);
    })
    .await;
}

impl crate::desk::Desk {
    /// The states of the outbox rows of a kind.
    async fn list_states(&self, kind: &str) -> Vec<Value> {
        self.outbox(kind).await.iter().map(|row| json!({ "state": row.state })).collect()
    }
}
