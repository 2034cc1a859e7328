//! Which conversation a mail lands in, and why.

use inbox::channels::email::thread_key;
use serde_json::json;

use crate::desk::{Desk, mail, on_both_engines};
use crate::sending::customer;

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

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_two_mailboxes_is_one_conversation_that_each_of_them_shows() {
    on_both_engines(|desk| async move {
        let first = desk.mailbox("destek@magaza.example", None).await;
        let second = desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(
            &["Message-ID: <both@posta.example>", "To: destek@magaza.example, satis@magaza.example"],
            "İkinize",
        );
        let (_, message, id) = desk.arrives("destek@magaza.example", raw.clone()).await;
        let again = desk.arrives("satis@magaza.example", raw.clone()).await;
        assert_eq!(again, ("duplicate".to_owned(), message, id.clone()));
        desk.arrives("satis@magaza.example", raw).await;
        let (_, _, other) = desk.arrives("satis@magaza.example", mail(&["Subject: Other"], "Other")).await;
        let shown = async |channel: &inbox::channels::Channel| {
            let page = desk.get(&format!("/conversations?channel_id={}", channel.id)).await.ok();
            let all = page["data"].as_array().unwrap().iter();
            all.map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shown(&first).await, std::slice::from_ref(&id));
        assert_eq!(shown(&second).await, [other.clone(), id.clone()]);
        // It goes with its message.
        desk.post(&format!("/conversations/{id}/merge"), json!({"into": other})).await.ok();
        assert_eq!(shown(&second).await, std::slice::from_ref(&other));
        let lines = desk.get(&format!("/conversations/{id}/history")).await.ok();
        let lines = lines["data"].as_array().unwrap();
        assert_eq!(lines.iter().filter(|line| line["type"] == "arrived_elsewhere").count(), 1, "told once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mails_of_a_store_about_its_orders_never_thread_together() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let root = data_encoding::BASE64.encode(&[9; 22]);
        let mut seen = Vec::new();
        for order in [1, 2, 3] {
            let raw = mail(
                &[
                    "From: Mağaza <wordpress@magaza.example>",
                    "Subject: [Mağaza] Yeni sipariş [#1]",
                    &format!("Message-ID: <order-{order}@magaza.example>"),
                    &format!("Thread-Index: {root}"),
                    "Thread-Topic: Yeni sipariş",
                    "Auto-Submitted: auto-generated",
                    "X-Auto-Response-Suppress: All",
                ],
                &format!("Sipariş numarası: {order}"),
            );
            let (_, _, id) = desk.arrives("destek@magaza.example", raw).await;
            assert!(!seen.contains(&id), "order {order} stands with another");
            seen.push(id);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_moved_takes_its_answers_along_and_can_be_put_back() {
    on_both_engines(|desk| async move {
        let (old, address, _) = answered(&desk).await;
        let before = desk.conversation(&old).await;
        assert_eq!(before["status"], "pending");
        // Somebody else's matter, sent to the address of this one.
        let wrong = mail(
            &[
                "From: Ali <ali@posta.example>",
                &format!("To: {address}"),
                "Message-ID: <ali-1@posta.example>",
                "Subject: Fatura",
            ],
            "Faturam nerede?",
        );
        let (_, message, landed) = desk.arrives("destek@magaza.example", wrong).await;
        assert_eq!(landed, old);
        let new = desk.post(&format!("/messages/{message}/move"), json!({"into": null})).await.ok();
        let place = new["id"].as_str().unwrap().to_owned();
        assert_eq!(
            json!([new["subject"], new["status"], new["customer"]["email"], new["message_count"]]),
            json!(["Fatura", "open", "ali@posta.example", 1])
        );
        let now = desk.conversation(&old).await;
        assert_eq!(
            json!([now["status"], now["message_count"]]),
            json!(["pending", 2]),
            "it stands as before that mail"
        );
        let people =
            |shown: &serde_json::Value| shown["participants"].to_string().contains("ali@posta.example");
        assert_eq!((people(&now), people(&new)), (false, true));

        // Answers to it follow, although the address leads to where it was; others do not.
        let next = |id: &str, of: &str, from: &str| {
            mail(
                &[
                    &format!("From: {from}"),
                    &format!("To: {address}"),
                    &format!("In-Reply-To: <{of}>"),
                    &format!("Message-ID: <{id}@posta.example>"),
                ],
                id,
            )
        };
        let follows = desk
            .arrives("destek@magaza.example", next("ali-2", "ali-1@posta.example", "ali@posta.example"))
            .await;
        assert_eq!(follows.2, place);
        assert_eq!(desk.last_message(&place).await["threading"]["evidence"], "moved_message");
        let stays = next("first-2", "first@posta.example", "mehmet@posta.example");
        assert_eq!(desk.arrives("destek@magaza.example", stays).await.2, old);

        let back = desk.post(&format!("/messages/{message}/unmove"), json!({})).await.ok();
        assert_eq!(json!([back["id"], back["message_count"]]), json!([old, 5]));
        let again = next("ali-3", "ali-1@posta.example", "ali@posta.example");
        assert_eq!(desk.arrives("destek@magaza.example", again).await.2, old);
        desk.post(&format!("/messages/{message}/unmove"), json!({})).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_goes_to_another_conversation_and_back_as_if_nothing_had_been() {
    on_both_engines(|desk| async move {
        let (old, address, _) = answered(&desk).await;
        let target = mail(&["From: ali@posta.example", "Subject: Fatura"], "Faturam nerede?");
        let (_, only, target) = desk.arrives("destek@magaza.example", target).await;
        desk.patch(&format!("/conversations/{target}"), json!({"status": "solved"})).await.ok();
        let wrong = mail(
            &["From: ali@posta.example", &format!("To: {address}"), "Subject: Fatura"],
            "Hâlâ bekliyorum",
        );
        let (_, message, _) = desk.arrives("destek@magaza.example", wrong).await;
        let stand = async |id: &str| {
            let mut shown = desk.conversation(id).await;
            shown.as_object_mut().unwrap().remove("last_activity_at");
            shown
        };
        let before = (stand(&old).await, stand(&target).await);
        let path = format!("/messages/{message}/move");
        let moved = desk.post(&path, json!({"into": target})).await.ok();
        assert_eq!(json!([moved["id"], moved["status"], moved["message_count"]]), json!([target, "open", 2]));
        assert_eq!(desk.conversation(&old).await["status"], "pending");
        let lines = desk.get(&format!("/conversations/{target}/history")).await.ok();
        assert!(lines["data"].as_array().unwrap().iter().any(|line| line["type"] == "message_moved"));
        desk.post(&path, json!({"into": target})).await.problem(409, "conflict");
        desk.post(&format!("/messages/{message}/unmove"), json!({})).await.ok();
        assert_eq!((stand(&old).await, stand(&target).await), before);
        // What would leave nothing behind is a merge.
        desk.post(&format!("/messages/{only}/move"), json!({"into": old})).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_answers_a_stranger_shows_them_nothing_that_was_said_before() {
    on_both_engines(|desk| async move {
        let (conversation, address, _) = answered(&desk).await;
        desk.post(&format!("/conversations/{conversation}/notes"), json!({"text": "SECRET-NOTE"})).await.ok();
        let raw =
            mail(&["From: Stranger <stranger@elsewhere.example>", &format!("To: {address}")], "Let me in");
        desk.arrives("destek@magaza.example", raw).await;
        let to = json!([{"address": "stranger@elsewhere.example"}]);
        let reply = json!({"text": "Who are you?", "to": to});
        let reply = desk.post(&format!("/conversations/{conversation}/replies"), reply).await.ok();
        let (_, server) = customer().await;
        let channels = desk.get("/channels").await.ok();
        let outgoing = json!({"host": "127.0.0.1", "port": server.address.port(), "security": "none"});
        let path = format!("/channels/{}", channels["data"][0]["id"].as_str().unwrap());
        desk.patch(&path, json!({"outgoing": outgoing})).await.ok();
        desk.deliver().await;
        let sent = desk.raw(reply["id"].as_str().unwrap()).await;
        assert!(sent.contains("Let me in"), "it quotes what it answers: {sent}");
        for hidden in ["SECRET-NOTE", "Kargom nerede", "Yolda"] {
            assert!(!sent.contains(hidden), "{hidden} is shown");
        }
        server.stop().await;
    })
    .await;
}
