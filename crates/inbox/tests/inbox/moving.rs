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

async fn both(browser: &mut Browser, one: &str, other: &str) -> [Value; 2] {
    let fields = ["status", "snoozed_until", "unread", "participants", "followers", "waiting_since"];
    let mut rows = [read(browser, one).await, read(browser, other).await];
    for row in &mut rows {
        *row = fields.iter().map(|field| row[*field].clone()).collect();
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmerge_puts_both_back_where_they_stood() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let me = owner.me().await;
        let tomorrow = json!({ "snoozed_until": "2026-03-03T09:00:00Z" });
        for (of_one, of_other) in [
            (json!({}), json!({ "status": "solved" })),
            (json!({ "followers": [me] }), tomorrow.clone()),
            (tomorrow.clone(), json!({ "status": "pending", "followers": [me] })),
            (json!({ "status": "solved" }), json!({})),
        ] {
            let (one, other) = (desk.asked(&chat, "One").await, desk.asked(&chat, "Other").await);
            owner.post(&format!("/conversations/{other}/read"), json!({})).await.ok();
            owner.patch(&format!("/conversations/{one}"), of_one.clone()).await.ok();
            owner.patch(&format!("/conversations/{other}"), of_other.clone()).await.ok();
            let before = both(&mut owner, &one, &other).await;
            owner.post(&format!("/conversations/{one}/merge"), json!({ "into": other })).await.ok();
            let together = read(&mut owner, &other).await;
            assert_eq!(together["unread"], true, "what nobody opened in the one is not opened in the other");
            owner.post(&format!("/conversations/{one}/unmerge"), json!({})).await.ok();
            assert_eq!(both(&mut owner, &one, &other).await, before, "{of_one} {of_other}");
        }
        // What was put away wakes at its time, as if nothing had been.
        desk.wait(jiff::SignedDuration::from_hours(25));
        desk.settle().await;
        assert_eq!(owner.list("/conversations?status=snoozed").await.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmerge_leaves_what_somebody_changed_since() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let me = owner.me().await;
        let one = desk.asked(&chat, "One").await;
        let other = desk.visitor(&chat).await;
        other.say("Other").await;
        let into = other.conversation().await;
        owner.patch(&format!("/conversations/{one}"), json!({ "followers": [me] })).await.ok();
        owner.patch(&format!("/conversations/{into}"), json!({ "status": "solved" })).await.ok();
        owner.post(&format!("/conversations/{one}/merge"), json!({ "into": into })).await.ok();
        assert_eq!(each_id(&read(&mut owner, &into).await["followers"]), [me.as_str()]);
        owner.post(&format!("/conversations/{into}/read"), json!({})).await.ok();
        other.say("I have another question").await;
        owner.post(&format!("/conversations/{one}/unmerge"), json!({})).await.ok();
        let kept = read(&mut owner, &into).await;
        assert_eq!((&kept["status"], &kept["unread"]), (&json!("open"), &json!(true)), "they asked again");
        assert_eq!(kept["followers"], json!([]));
        let back = read(&mut owner, &one).await;
        assert_eq!(back["unread"], false, "it was opened while it was a part of the other");
        assert_eq!(each_id(&back["followers"]), [me.as_str()]);
        // One that was merged in after another keeps it open.
        let third = desk.asked(&chat, "Third").await;
        owner.patch(&format!("/conversations/{into}"), json!({ "status": "solved" })).await.ok();
        for from in [&one, &third] {
            owner.post(&format!("/conversations/{from}/merge"), json!({ "into": into })).await.ok();
        }
        owner.post(&format!("/conversations/{one}/unmerge"), json!({})).await.ok();
        assert_eq!(read(&mut owner, &into).await["status"], "open");
    })
    .await;
}

fn each_id(rows: &Value) -> Vec<&str> {
    each(rows.as_array().unwrap(), "id")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_called_in_a_note_is_called_where_the_note_is() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let me = owner.me().await;
        let (one, other) = (desk.asked(&chat, "One").await, desk.asked(&chat, "Other").await);
        let first = desk.asked(&chat, "Third").await;
        let called = json!({ "text": "Look", "mentions": [me] });
        owner.post(&format!("/conversations/{one}/notes"), called.clone()).await.ok();
        let mentions = async |owner: &mut Browser| {
            let rows = owner.list("/conversations?view=mentions").await;
            each(&rows, "id").into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        owner.post(&format!("/conversations/{one}/merge"), json!({ "into": other })).await.ok();
        assert_eq!(mentions(&mut owner).await, [other.as_str()]);
        owner.post(&format!("/conversations/{one}/unmerge"), json!({})).await.ok();
        assert_eq!(mentions(&mut owner).await, [one.as_str()]);
        let note = owner.post(&format!("/conversations/{first}/notes"), called).await.ok();
        let split = json!({ "message_id": note["id"] });
        let new = owner.post(&format!("/conversations/{first}/split"), split).await.ok();
        let new = new["id"].as_str().unwrap().to_owned();
        let mut now = mentions(&mut owner).await;
        now.sort();
        let mut expected = [one.clone(), new];
        expected.sort();
        assert_eq!(now, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsplit_leaves_the_other_as_it_stood_unless_the_part_went_on() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        for goes_on in [false, true] {
            let visitor = desk.visitor(&chat).await;
            visitor.say("Where is my order?").await;
            let second = visitor.say("And another thing").await;
            let old = visitor.conversation().await;
            owner.post(&format!("/conversations/{old}/read"), json!({})).await.ok();
            owner.patch(&format!("/conversations/{old}"), json!({ "status": "solved" })).await.ok();
            let before = owner.get(&format!("/conversations/{old}")).await.ok();
            let split = json!({ "message_id": second });
            let new = owner.post(&format!("/conversations/{old}/split"), split).await.ok();
            let new_path = format!("/conversations/{}", new["id"].as_str().unwrap());
            assert_eq!(new["status"], "open");
            if goes_on {
                owner.post(&format!("{new_path}/unread"), json!({})).await.ok();
            }
            let back = owner.post(&format!("{new_path}/unsplit"), json!({})).await.ok();
            if goes_on {
                assert_eq!((&back["status"], &back["unread"]), (&json!("open"), &json!(true)));
            } else {
                assert_eq!(back, before);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_begins_when_it_is_split_off() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let visitor = desk.visitor(&chat).await;
        visitor.say("Where is my order?").await;
        let second = visitor.say("And another thing").await;
        let old = visitor.conversation().await;
        let later = desk.asked(&chat, "Later").await;
        desk.wait(jiff::SignedDuration::from_hours(1));
        let new =
            owner.post(&format!("/conversations/{old}/split"), json!({ "message_id": second })).await.ok();
        assert_eq!(new["created_at"], json!(desk.now()));
        for (sort, expected) in [
            ("-created_at", [new["id"].as_str().unwrap(), &later, &old]),
            ("created_at", [&old, &later, new["id"].as_str().unwrap()]),
        ] {
            let rows = owner.list(&format!("/conversations?sort={sort}")).await;
            assert_eq!(each(&rows, "id"), expected);
            let times = each(&rows, "created_at");
            assert!(times.is_sorted() || times.iter().rev().is_sorted(), "{times:?}");
        }
    })
    .await;
}
