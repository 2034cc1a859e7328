//! Merging and splitting, and their undo.

use serde_json::{Value, json};

use crate::desk::{Browser, each, on_both_engines};

async fn texts(browser: &mut Browser, id: &str) -> Vec<String> {
    let messages = browser.list(&format!("/conversations/{id}/messages")).await;
    each(&messages, "text").into_iter().map(str::to_owned).collect()
}

async fn read(browser: &mut Browser, id: &str) -> Value {
    browser.get(&format!("/conversations/{id}")).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_to_a_merged_conversation_lands_in_the_target() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let (one, two) = (desk.visitor(&chat).await, desk.visitor(&chat).await);
        one.say("One").await;
        two.say("Two").await;
        let (from, into) = (one.conversation().await, two.conversation().await);
        let kept = owner.post(&format!("/conversations/{from}/merge"), json!({ "into": into })).await.ok();
        assert_eq!((&kept["id"], &kept["message_count"]), (&json!(into), &json!(2)));
        assert_eq!(read(&mut owner, &from).await["merged_into"], json!(into));
        one.say("One again").await;
        assert_eq!(texts(&mut owner, &into).await, ["One", "Two", "One again"]);
        assert_eq!(texts(&mut owner, &from).await, [""; 0]);
        // An answer or a note that somebody still had open goes along; a change is refused.
        let body = json!({ "text": "Answer" });
        let answer = owner.post(&format!("/conversations/{from}/replies"), body.clone()).await.ok();
        let note = owner.post(&format!("/conversations/{from}/notes"), body).await.ok();
        assert_eq!((&answer["conversation_id"], &note["conversation_id"]), (&json!(into), &json!(into)));
        owner
            .patch(&format!("/conversations/{from}"), json!({ "status": "open" }))
            .await
            .problem(409, "conflict");
        let listed = owner.list("/conversations").await;
        assert_eq!(each(&listed, "id"), [into.as_str()]);
        // Both visitors see it.
        let messages = one.session(&chat).await["messages"].clone();
        assert_eq!(messages.as_array().unwrap().len(), 4, "{messages}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmerge_puts_back_what_moved_and_leaves_what_came_since() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let (one, two) = (desk.visitor(&chat).await, desk.visitor(&chat).await);
        one.say("One").await;
        two.say("Two").await;
        let (from, into) = (one.conversation().await, two.conversation().await);
        owner.patch(&format!("/conversations/{into}"), json!({ "status": "pending" })).await.ok();
        let before = read(&mut owner, &from).await;
        let kept = owner.post(&format!("/conversations/{from}/merge"), json!({ "into": into })).await.ok();
        assert_eq!(kept["status"], "open", "what was asked in the other is open here");
        one.say("Since").await;
        let back = owner.post(&format!("/conversations/{from}/unmerge"), json!({})).await.ok();
        for field in
            ["id", "status", "snippet", "message_count", "waiting_since", "merged_into", "last_activity_at"]
        {
            assert_eq!(back[field], before[field], "{field}");
        }
        assert_eq!(texts(&mut owner, &from).await, ["One"]);
        assert_eq!(texts(&mut owner, &into).await, ["Two", "Since"]);
        owner.post(&format!("/conversations/{from}/unmerge"), json!({})).await.problem(409, "conflict");
        let lines = owner.list(&format!("/conversations/{from}/history")).await;
        assert_eq!(each(&lines, "type"), ["created", "merged", "unmerged"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmerge_after_a_further_merge_leaves_every_row_true() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let mut ids = Vec::new();
        for text in ["A", "B", "C"] {
            ids.push(desk.asked(&chat, text).await);
        }
        owner.post(&format!("/conversations/{}/merge", ids[0]), json!({ "into": ids[1] })).await.ok();
        owner.post(&format!("/conversations/{}/merge", ids[1]), json!({ "into": ids[2] })).await.ok();
        assert_eq!(read(&mut owner, &ids[2]).await["message_count"], 3);
        owner.post(&format!("/conversations/{}/unmerge", ids[0]), json!({})).await.ok();
        assert_eq!(texts(&mut owner, &ids[0]).await, ["A"]);
        assert_eq!(texts(&mut owner, &ids[2]).await, ["B", "C"]);
        let last = read(&mut owner, &ids[2]).await;
        assert_eq!((&last["message_count"], &last["snippet"]), (&json!(2), &json!("C")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_merged_with_itself_with_what_went_or_with_a_stranger() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let (one, two) = (desk.asked(&chat, "One").await, desk.asked(&chat, "Two").await);
        let merge = |from: &str| format!("/conversations/{from}/merge");
        owner.post(&merge(&one), json!({ "into": one })).await.problem(409, "conflict");
        owner.post(&merge(&one), json!({ "into": "cnv_0000000000001" })).await.problem(404, "not-found");
        owner.post(&merge(&one), json!({ "into": two })).await.ok();
        owner.post(&merge(&one), json!({ "into": two })).await.problem(409, "conflict");
        owner.post(&merge(&two), json!({ "into": one })).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_takes_a_message_and_all_after_it_and_can_be_undone() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        let first = visitor.say("Where is my order?").await;
        let second = visitor.say("And another thing").await;
        visitor.say("Please").await;
        let old = visitor.conversation().await;
        let split = format!("/conversations/{old}/split");
        owner.post(&split, json!({ "message_id": first })).await.problem(409, "conflict");
        owner.post(&split, json!({ "message_id": "msg_0000000000001" })).await.problem(404, "not-found");
        let new = owner.post(&split, json!({ "message_id": second })).await.ok();
        let new_id = new["id"].as_str().unwrap().to_owned();
        assert_eq!((&new["subject"], &new["message_count"]), (&json!("And another thing"), &json!(2)));
        assert_eq!(texts(&mut owner, &old).await, ["Where is my order?"]);
        assert_eq!(texts(&mut owner, &new_id).await, ["And another thing", "Please"]);
        assert_ne!(new["number"], read(&mut owner, &old).await["number"]);
        let back = owner.post(&format!("/conversations/{new_id}/unsplit"), json!({})).await.ok();
        assert_eq!((&back["id"], &back["message_count"]), (&json!(old), &json!(3)));
        assert_eq!(texts(&mut owner, &old).await, ["Where is my order?", "And another thing", "Please"]);
        owner.post(&format!("/conversations/{new_id}/unsplit"), json!({})).await.problem(409, "conflict");
    })
    .await;
}
