//! A visitor has left: what they have not seen goes by mail, or the team learns why it does not.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, on_both_engines};
use crate::widget::{Place, Widget, place, reply};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_seen_goes_by_mail_in_one_mail_and_what_was_seen_never() {
    on_both_engines(|desk, mut owner| async move {
        owner.mailbox("help@shop.example").await;
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        let body =
            json!({ "client_id": "c0", "text": "Hello", "email": "mina@customer.example", "name": "Mina" });
        visitor.post(body).await.ok();
        let id = visitor.conversation().await;
        let mut widget = Widget::open(server, &visitor, None).await;
        let seen = reply(&mut owner, &id, json!({ "text": "Seen" })).await;
        widget.answer().await;
        widget.send(json!({ "type": "seen", "message_id": seen })).await;
        widget.is_quiet().await;
        drop(widget);
        desk.settle().await;
        desk.wait(SignedDuration::from_mins(10));
        desk.settle().await;
        assert!(desk.outbox("chat_mail").await.is_empty(), "it was seen");
        // Three that come within the time are one mail, whatever the order in which they came on the screen.
        let late = reply(&mut owner, &id, json!({ "text": "Late", "undo_seconds": 200 })).await;
        let one = reply(&mut owner, &id, json!({ "text": "One" })).await;
        desk.settle().await;
        desk.wait(SignedDuration::from_secs(60));
        let two = reply(&mut owner, &id, json!({ "text": "Two" })).await;
        desk.settle().await;
        desk.wait(SignedDuration::from_secs(60));
        desk.settle().await;
        assert!(desk.outbox("chat_mail").await.is_empty(), "the second began the wait anew");
        desk.wait(SignedDuration::from_secs(31));
        desk.settle().await;
        let rows = desk.outbox("chat_mail").await;
        assert_eq!(rows.len(), 1);
        let mail: Value = rows[0].payload_as().unwrap();
        assert_eq!(
            (&mail["messages"], &mail["email"]),
            (&json!([one, two]), &json!("mina@customer.example"))
        );
        desk.wait(SignedDuration::from_secs(60));
        assert_eq!(desk.deliver("chat").await, 1);
        desk.settle().await;
        desk.wait(SignedDuration::from_mins(10));
        desk.settle().await;
        let rows = desk.outbox("chat_mail").await;
        assert_eq!(rows.len(), 2, "the late one follows, alone");
        let mail: Value = rows[1].payload_as().unwrap();
        assert_eq!(mail["messages"], json!([late]));
        desk.wait(SignedDuration::from_hours(1));
        desk.settle().await;
        assert_eq!(desk.outbox("chat_mail").await.len(), 2);
        let messages = owner.list(&format!("/conversations/{id}/messages")).await;
        let mailed: Vec<bool> = messages.iter().map(|one| one["delivery"]["mailed_at"].is_string()).collect();
        assert_eq!(mailed, [false, false, true, true, true]);
        // One that keeps writing does not put it off for ever.
        for number in 0..6 {
            reply(&mut owner, &id, json!({ "text": format!("More {number}") })).await;
            desk.settle().await;
            desk.wait(SignedDuration::from_secs(80));
            desk.settle().await;
        }
        assert_eq!(desk.outbox("chat_mail").await.len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_merge_the_chat_goes_on_where_its_messages_are() {
    on_both_engines(|desk, mut owner| async move {
        owner.mailbox("help@shop.example").await;
        let Place { server, visitor, chat } = place(&desk, &mut owner).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        widget.send(json!({ "type": "details", "name": "Mina", "email": "mina@customer.example" })).await;
        widget.say("c1", "Hello").await;
        let id = visitor.conversation().await;
        let into = desk.asked(&chat, "Other").await;
        owner.post(&format!("/conversations/{id}/merge"), json!({ "into": into })).await.ok();
        let answer = reply(&mut owner, &into, json!({ "text": "To both" })).await;
        assert_eq!(widget.answer().await["id"], json!(answer));
        desk.settle().await;
        desk.wait(SignedDuration::from_mins(2));
        desk.settle().await;
        assert_eq!(desk.outbox("chat_mail").await.len(), 1, "not seen: mailed");
        widget.send(json!({ "type": "seen", "message_id": answer })).await;
        widget.is_quiet().await;
        let messages = owner.list(&format!("/conversations/{into}/messages")).await;
        assert_eq!(messages[2]["delivery"]["state"], "delivered");
    })
    .await;
}

/// Long enough for whatever is unseen to be looked at.
async fn leave(desk: &Desk) {
    for _ in 0..2 {
        desk.settle().await;
        desk.wait(SignedDuration::from_mins(3));
    }
    desk.settle().await;
}

async fn delivery(owner: &mut Browser, conversation: &str, number: usize) -> Value {
    owner.list(&format!("/conversations/{conversation}/messages")).await[number]["delivery"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_reaches_nobody_says_so_until_the_visitor_leaves_an_address() {
    on_both_engines(|desk, mut owner| async move {
        owner.mailbox("help@shop.example").await;
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        visitor.say("Hello").await;
        let id = visitor.conversation().await;
        let answer = reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        leave(&desk).await;
        assert!(desk.outbox("chat_mail").await.is_empty());
        let told = delivery(&mut owner, &id, 1).await;
        assert_eq!((&told["state"], &told["reason"]), (&json!("sent"), &json!("not-seen-no-address")));
        // Said once, and the screen that comes back gets the answer once.
        leave(&desk).await;
        assert_eq!(delivery(&mut owner, &id, 1).await, told);
        let mut widget = Widget::open(server, &visitor, None).await;
        assert_eq!(widget.answer().await["id"], json!(answer));
        widget.is_quiet().await;
        widget.send(json!({ "type": "details", "email": "mina@customer.example" })).await;
        widget.is_quiet().await;
        drop(widget);
        leave(&desk).await;
        let rows = desk.outbox("chat_mail").await;
        assert_eq!(rows.len(), 1);
        let mail: Value = rows[0].payload_as().unwrap();
        assert_eq!((&mail["messages"], &mail["email"]), (&json!([answer]), &json!("mina@customer.example")));
        let told = delivery(&mut owner, &id, 1).await;
        assert!(told["mailed_at"].is_string() && told["reason"].is_null(), "{told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_no_mailbox_can_send_waits_for_one() {
    on_both_engines(|desk, mut owner| async move {
        let Place { visitor, .. } = place(&desk, &mut owner).await;
        let body = json!({ "client_id": "c0", "text": "Hello", "email": "mina@customer.example" });
        visitor.post(body).await.ok();
        let id = visitor.conversation().await;
        reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        leave(&desk).await;
        assert_eq!(delivery(&mut owner, &id, 1).await["reason"], "not-seen-no-mailbox");
        let mailbox = owner.mailbox("help@shop.example").await;
        leave(&desk).await;
        let rows = desk.outbox("chat_mail").await;
        assert_eq!(rows.len(), 1, "as soon as there is a mailbox");
        assert!(delivery(&mut owner, &id, 1).await["mailed_at"].is_string());
        // One that is paused sends nothing until it is active again.
        owner.patch(&format!("/channels/{mailbox}"), json!({ "active": false })).await.ok();
        let more = reply(&mut owner, &id, json!({ "text": "More" })).await;
        leave(&desk).await;
        assert_eq!(delivery(&mut owner, &id, 2).await["reason"], "not-seen-no-mailbox");
        owner.patch(&format!("/channels/{mailbox}"), json!({ "active": true })).await.ok();
        leave(&desk).await;
        let rows = desk.outbox("chat_mail").await;
        let mail: Value = rows[1].payload_as().unwrap();
        assert_eq!(mail["messages"], json!([more]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_seen_late_is_delivered_and_needs_no_mail() {
    on_both_engines(|desk, mut owner| async move {
        owner.mailbox("help@shop.example").await;
        let Place { server, visitor, .. } = place(&desk, &mut owner).await;
        visitor.say("Hello").await;
        let id = visitor.conversation().await;
        let answer = reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        leave(&desk).await;
        let mut widget = Widget::open(server, &visitor, None).await;
        widget.answer().await;
        widget.send(json!({ "type": "seen", "message_id": answer })).await;
        widget.send(json!({ "type": "details", "email": "mina@customer.example" })).await;
        widget.is_quiet().await;
        leave(&desk).await;
        let told = delivery(&mut owner, &id, 1).await;
        assert_eq!((&told["state"], &told["reason"]), (&json!("delivered"), &Value::Null));
        assert!(desk.outbox("chat_mail").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_no_mail_is_sent_to_gets_none_from_a_chat_until_that_is_lifted() {
    on_both_engines(|desk, mut owner| async move {
        owner.mailbox("help@shop.example").await;
        let Place { visitor, .. } = place(&desk, &mut owner).await;
        let body = json!({ "client_id": "c0", "text": "Hello", "email": "Mina@customer.example" });
        visitor.post(body).await.ok();
        let id = visitor.conversation().await;
        owner.post("/mail/suppressions", json!({ "address": "mina@customer.example" })).await.ok();
        let answer = reply(&mut owner, &id, json!({ "text": "Hi" })).await;
        leave(&desk).await;
        assert!(desk.outbox("chat_mail").await.is_empty());
        let told = delivery(&mut owner, &id, 1).await;
        assert_eq!((&told["state"], &told["reason"]), (&json!("sent"), &json!("not-seen-suppressed")));
        owner.delete("/mail/suppressions/mina@customer.example").await.ok();
        leave(&desk).await;
        let rows = desk.outbox("chat_mail").await;
        assert_eq!(rows.len(), 1);
        let mail: Value = rows[0].payload_as().unwrap();
        assert_eq!(mail["messages"], json!([answer]));
        assert!(delivery(&mut owner, &id, 1).await["mailed_at"].is_string());
    })
    .await;
}
