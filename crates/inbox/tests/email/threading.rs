//! Which conversation a mail lands in, and why.

use inbox::channels::email::thread_key;
use serde_json::json;

use crate::desk::{Desk, mail, on_both_engines};

/// A conversation with an answer of ours; returns it with the signed address and our Message-ID.
async fn answered(desk: &Desk) -> (String, String, String) {
    desk.mailbox("destek@magaza.example", None).await;
    let first = mail(&["Message-ID: <first@posta.example>", "Subject: Kargo"], "Kargom nerede?");
    let (_, _, conversation) = desk.arrives("destek@magaza.example", first).await;
    let reply =
        desk.post(&format!("/conversations/{conversation}/replies"), json!({"text": "Yolda."})).await.ok();
    let key = thread_key(&desk.app.secrets, desk.workspace);
    let id: inbox::conversations::ConversationId = conversation.parse().unwrap();
    let message: inbox::conversations::MessageId = reply["id"].as_str().unwrap().parse().unwrap();
    let number = id.0.cast_unsigned();
    let address = key.reply_address(&"destek@magaza.example".parse().unwrap(), number).unwrap().to_string();
    let own = key.message_id(message.0.cast_unsigned(), number, "magaza.example").to_string();
    (conversation, address, own)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_lands_in_the_same_conversation_by_every_evidence() {
    on_both_engines(|desk| async move {
        let (conversation, address, own) = answered(&desk).await;
        for (headers, evidence) in [
            (vec![format!("To: {address}")], "reply_token"),
            (vec![format!("Delivered-To: {}", address.to_uppercase())], "reply_token"),
            (vec![format!("In-Reply-To: <{own}>")], "own_message_id"),
            (vec![format!("References: <x@y> <{own}>")], "own_message_id"),
            (vec!["In-Reply-To: <first@posta.example>".to_owned()], "in_reply_to"),
            (vec!["References: <first@posta.example> <lost@posta.example>".to_owned()], "references"),
            (vec!["Subject: Re: Kargo [#1]".to_owned()], "subject_number"),
        ] {
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            let landed = desk.arrives("destek@magaza.example", mail(&headers, &format!("{headers:?}"))).await;
            assert_eq!((landed.0.as_str(), &landed.2), ("stored", &conversation), "{headers:?}");
            assert_eq!(
                desk.last_message(&conversation).await["threading"]["evidence"],
                evidence,
                "{headers:?}"
            );
        }
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["status"], shown["unread"]]),
            json!(["open", true]),
            "the customer's answer opens it again"
        );
        assert!(
            shown["participants"].as_array().unwrap().iter().all(|one| one["verified"] == true),
            "{shown}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_alone_never_lead_into_a_conversation() {
    on_both_engines(|desk| async move {
        let (conversation, address, own) = answered(&desk).await;
        let forged = address.replace("+t.", "+t.1");
        let foreign = own.replacen('.', ".1", 1);
        for (number, headers) in [
            vec!["Subject: Re: Kargo".to_owned()],
            vec!["From: other@posta.example".to_owned(), "Subject: [#1] Kargo".to_owned()],
            vec![format!("To: {forged}")],
            vec![format!("To: {}x@magaza.example", address.split('@').next().unwrap())],
            vec![format!("In-Reply-To: <{foreign}>")],
            vec!["In-Reply-To: <never.seen@posta.example>".to_owned()],
        ]
        .into_iter()
        .enumerate()
        {
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            let landed =
                desk.arrives("destek@magaza.example", mail(&headers, &format!("forged {number}"))).await;
            assert_eq!(landed.0, "stored");
            assert_ne!(landed.2, conversation, "{headers:?}");
            assert_eq!(desk.last_message(&landed.2).await["threading"]["evidence"], "new", "{headers:?}");
        }
        assert_eq!(desk.messages(&conversation).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_with_a_reply_address_joins_unverified() {
    on_both_engines(|desk| async move {
        let (conversation, address, _) = answered(&desk).await;
        let raw =
            mail(&["From: Stranger <stranger@elsewhere.example>", &format!("To: {address}")], "Let me in");
        let landed = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!((landed.0.as_str(), &landed.2), ("stored", &conversation));
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            shown["customer"]["email"], "mehmet@posta.example",
            "the conversation stays its customer's"
        );
        let people = shown["participants"].as_array().unwrap();
        let stranger = people.iter().find(|one| one["address"] == "stranger@elsewhere.example").unwrap();
        assert_eq!(stranger["verified"], false);
        let message = desk.last_message(&conversation).await;
        assert_eq!(message["author"]["name"], "Stranger");
        // Having written once does not make them known.
        let again = mail(&["From: stranger@elsewhere.example", "Subject: [#1]"], "And now by number");
        assert_ne!(desk.arrives("destek@magaza.example", again).await.2, conversation);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_merged_conversation_lands_where_it_went() {
    on_both_engines(|desk| async move {
        let (conversation, address, own) = answered(&desk).await;
        let (_, _, other) = desk.arrives("destek@magaza.example", mail(&["Subject: Other"], "Other")).await;
        desk.post(&format!("/conversations/{conversation}/merge"), json!({"into": other})).await.ok();
        for line in [format!("To: {address}"), format!("In-Reply-To: <{own}>")] {
            assert_eq!(desk.arrives("destek@magaza.example", mail(&[&line], &line)).await.2, other);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_closed_conversation_begins_one_that_follows_it() {
    on_both_engines(|desk| async move {
        let (conversation, address, _) = answered(&desk).await;
        desk.patch(&format!("/conversations/{conversation}"), json!({"status": "closed"})).await.ok();
        let landed = desk
            .arrives(
                "destek@magaza.example",
                mail(&[&format!("To: {address}"), "Subject: Re: Kargo"], "Still not here"),
            )
            .await;
        assert_eq!(landed.0, "stored");
        assert_ne!(landed.2, conversation);
        assert_eq!(desk.conversation(&conversation).await["status"], "closed");
        let follower = desk.conversation(&landed.2).await;
        assert_eq!(json!([follower["status"], follower["subject"]]), json!(["open", "Kargo"]));
        assert_eq!(desk.last_message(&landed.2).await["threading"]["evidence"], "reply_token");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outlook_s_thread_leads_back_where_references_are_lost() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let root = data_encoding::BASE64.encode(&[7; 22]);
        let answer = data_encoding::BASE64.encode(&[vec![7; 22], vec![1; 5]].concat());
        let lines =
            |index: &str, topic: &str| [format!("Thread-Index: {index}"), format!("Thread-Topic: {topic}")];
        let send = async |index: &str, topic: &str, text: &str| {
            let lines = lines(index, topic);
            desk.arrives("destek@magaza.example", mail(&[&lines[0], &lines[1]], text)).await.2
        };
        let first = send(&root, "Fatura", "one").await;
        assert_eq!(send(&answer, "Fatura", "two").await, first);
        assert_eq!(desk.last_message(&first).await["threading"]["evidence"], "thread_index");
        assert_ne!(send(&answer, "Another matter", "three").await, first);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_a_closed_conversation_begins_one_that_is_linked_to_it() {
    on_both_engines(|desk| async move {
        let (closed, address, _) = answered(&desk).await;
        desk.patch(&format!("/conversations/{closed}"), json!({"status": "closed"})).await.ok();
        let again = mail(&[&format!("To: {address}"), "Subject: Re: Kargo"], "Yine gelmedi");
        let (_, _, new) = desk.arrives("destek@magaza.example", again).await;
        assert_ne!(new, closed);
        for (this, other) in [(&new, &closed), (&closed, &new)] {
            let beside = desk.conversation(other).await;
            let link = json!({
                "conversation_id": other, "number": beside["number"], "subject": beside["subject"],
            });
            assert_eq!(desk.conversation(this).await["linked"], json!([link]));
            let lines = desk.get(&format!("/conversations/{this}/history")).await.ok();
            let line = lines["data"].as_array().unwrap().iter().find(|line| line["type"] == "linked");
            assert_eq!(line.unwrap()["data"], link);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_came_to_a_second_mailbox_stands_in_the_history() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let second = desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(&["Message-ID: <two@posta.example>", "To: satis@magaza.example"], "Two");
        let (_, message, id) = desk.arrives("destek@magaza.example", raw.clone()).await;
        desk.arrives("satis@magaza.example", raw).await;
        // The line stays when the mailbox has gone.
        desk.delete(&format!("/channels/{}", second.id)).await.ok();
        let lines = desk.get(&format!("/conversations/{id}/history")).await.ok();
        let last = lines["data"].as_array().unwrap().last().unwrap();
        assert_eq!(last["type"], "arrived_elsewhere");
        let data = json!({"channel_id": second.id, "channel_name": "Destek", "message_id": message});
        assert_eq!(last["data"], data);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmerge_takes_back_who_came_along_and_leaves_who_has_written_since() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let with = |cc: &str, text: &str| mail(&[&format!("Cc: {cc}"), &format!("Subject: {text}")], text);
        let one = with("a@posta.example, b@posta.example", "One");
        let (_, _, one) = desk.arrives("destek@magaza.example", one).await;
        let other = with("c@posta.example", "Other");
        let (_, _, other) = desk.arrives("destek@magaza.example", other).await;
        let before = desk.conversation(&one).await["participants"].clone();
        desk.post(&format!("/conversations/{one}/merge"), json!({"into": other})).await.ok();
        let people = async |id: &str| {
            let shown = desk.conversation(id).await["participants"].clone();
            let address = |one: &serde_json::Value| one["address"].as_str().unwrap().to_owned();
            let mut all: Vec<String> = shown.as_array().unwrap().iter().map(address).collect();
            all.sort();
            all
        };
        let each = |letters: &str| -> Vec<String> {
            letters.chars().map(|letter| format!("{letter}@posta.example")).collect()
        };
        assert_eq!(people(&other).await, [each("abc"), vec!["mehmet@posta.example".to_owned()]].concat());
        let reply = json!({"text": "Hello", "cc": [{"address": "b@posta.example"}]});
        desk.post(&format!("/conversations/{other}/replies"), reply).await.ok();
        desk.post(&format!("/conversations/{one}/unmerge"), json!({})).await.ok();
        assert_eq!(people(&other).await, [each("bc"), vec!["mehmet@posta.example".to_owned()]].concat());
        assert_eq!(desk.conversation(&one).await["participants"], before);
    })
    .await;
}
