//! The journal: what became of every mail and why, reading one again, letting its bytes go, and what differs.

use inbox::channels::email;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};

/// The lines that a query finds, newest first.
async fn lines(desk: &Desk, query: &str) -> Vec<Value> {
    desk.get(&format!("/mail/journal?{query}")).await.ok()["data"].as_array().unwrap().clone()
}

async fn line(desk: &Desk, query: &str) -> Value {
    let mut found = lines(desk, query).await;
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

async fn detail(desk: &Desk, line: &Value) -> Value {
    desk.get(&format!("/mail/journal/{}", line["id"].as_str().unwrap())).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_mail_has_a_line_that_says_what_became_of_it_and_why() {
    on_both_engines(|desk| async move {
        let first = desk.mailbox("destek@magaza.example", None).await;
        let second = desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(
            &["Message-ID: <1@posta.example>", "Subject: Kargo %50 nerede?", "Cc: satis@magaza.example"],
            "Merhaba",
        );
        let (_, message, conversation) = desk.arrives("destek@magaza.example", raw.clone()).await;
        desk.arrives("satis@magaza.example", raw.clone()).await;
        let own = mail(&["From: satis@magaza.example", "Message-ID: <own@magaza.example>"], "Bana ait");
        desk.arrives("destek@magaza.example", own).await;

        let stored = line(&desk, "disposition=stored").await;
        assert_eq!(
            json!([
                stored["author"],
                stored["subject"],
                stored["identifier"],
                stored["size"],
                stored["source"]
            ]),
            json!([
                "Mehmet Demir <mehmet@posta.example>",
                "Kargo %50 nerede?",
                "1@posta.example",
                raw.len(),
                "http"
            ]),
        );
        assert_eq!(
            json!([stored["channel_id"], stored["message_id"], stored["conversation_id"], stored["raw"]]),
            json!([first.id, message, conversation, "kept"])
        );
        let again = line(&desk, &format!("mailbox={}", second.id)).await;
        assert_eq!(
            json!([again["disposition"], again["first_id"], again["message_id"]]),
            json!(["duplicate", stored["id"], message])
        );
        let rejected = line(&desk, "disposition=rejected").await;
        assert_eq!(rejected["reason"], "it was sent from one of our own mailboxes");

        // Words are looked for as they are, in any case; what stands for anything in a pattern stands for itself.
        for (q, found) in
            [("KARGO", 2), ("%2550", 2), ("_", 0), ("mehmet%20nerede", 2), ("1@posta", 2), ("yok", 0)]
        {
            assert_eq!(lines(&desk, &format!("q={q}")).await.len(), found, "{q}");
        }
        assert_eq!(lines(&desk, "to=2026-03-02T08:00:00Z").await.len(), 0);
        assert_eq!(lines(&desk, "from=2026-03-02T08:00:00Z&to=2026-03-02T10:00:00Z").await.len(), 3);

        let page = desk.get("/mail/journal?limit=2").await.ok();
        let next = page["next"].as_str().unwrap();
        let rest = lines(&desk, &format!("limit=2&after={next}")).await;
        assert_eq!((page["data"].as_array().unwrap().len(), &rest[0]["id"]), (2, &stored["id"]));

        let shown = detail(&desk, &stored).await;
        assert_eq!(shown["evidence"]["evidence"], "new");
        assert_eq!(shown["conversation"]["conversation_id"], json!(conversation));
        assert_eq!(shown["repeats"][0]["id"], again["id"]);
        assert_eq!(shown["envelope"]["recipients"], json!(["destek@magaza.example"]));
        let headers = shown["headers"].as_array().unwrap();
        assert!(headers.iter().any(|one| one["name"] == "Subject" && one["value"] == "Kargo %50 nerede?"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_turned_away_at_the_door_is_written_down_and_a_flood_is_counted() {
    on_both_engines(|desk| async move {
        let mailbox = desk.mailbox("destek@magaza.example", None).await;
        let server = desk.listen().await;
        let hello = mail(&["Subject: x"], "x");
        server.takes(Some("a@posta.example"), &["kimse@magaza.example"], &hello).await.unwrap_err();
        let refused = line(&desk, "disposition=refused").await;
        assert_eq!(
            json!([
                refused["author"],
                refused["recipients"],
                refused["reason"],
                refused["raw"],
                refused["channel_id"]
            ]),
            json!(["a@posta.example", "kimse@magaza.example", "nobody here has this address", "never", null])
        );
        let shown = detail(&desk, &refused).await;
        assert_eq!(
            json!([shown["peer"], shown["envelope"]["sender"]]),
            json!(["127.0.0.1", "a@posta.example"])
        );
        for _ in 0..30 {
            server.takes(Some("a@posta.example"), &["kimse@magaza.example"], &hello).await.unwrap_err();
        }
        assert_eq!(lines(&desk, "disposition=refused").await.len(), 20, "twenty at once, then one a minute");
        desk.wait(SignedDuration::from_mins(1));
        let line_of_text = format!("{}\r\n", "x".repeat(76));
        let large = format!("{hello}{}", line_of_text.repeat((36 << 20) / line_of_text.len()));
        server.takes(None, &["destek@magaza.example"], &large).await.unwrap_err();
        let newest = lines(&desk, "disposition=refused&limit=1").await.remove(0);
        assert_eq!(
            json!([newest["reason"], newest["channel_id"], newest["author"]]),
            json!([
                "it is larger than 35 MiB (11 more refusals before it were not written down)",
                mailbox.id,
                ""
            ])
        );
        // What was never here can't be read again, and is no difference.
        let path = format!("/mail/journal/{}/replay", newest["id"].as_str().unwrap());
        desk.post(&path, json!({})).await.problem(409, "conflict");
        let report = desk.get("/mail/reconciliation").await.ok();
        assert_eq!(json!([report["refused"], report["difference_count"]]), json!([21, 0]));
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_raw_mail_is_for_those_who_may_and_its_reading_is_written_down() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(&["Subject: Ham"], &"Uzun bir mektup.\n".repeat(200));
        desk.arrives("destek@magaza.example", raw.clone()).await;
        let id = line(&desk, "q=ham").await["id"].as_str().unwrap().to_owned();
        let (headers, bytes) = desk.download(&format!("/mail/journal/{id}/raw")).await;
        assert_eq!(String::from_utf8(bytes).unwrap(), raw, "packed on disk, and whole again");
        assert_eq!(headers["content-security-policy"], "sandbox; default-src 'none'");
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let log = desk.get("/audit-log").await.ok();
        assert_eq!(json!([log["data"][0]["action"], log["data"][0]["target"]]), json!(["mail.raw_read", id]));
        let kept = desk.stored_bytes().await;
        assert!(kept * 4 < raw.len(), "{kept} of {} bytes are kept", raw.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_read_again_says_what_it_says_by_todays_rules_and_nothing_twice() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(&["Message-ID: <1@posta.example>", "Subject: Eski"], "Merhaba\n\n-- \nMehmet");
        let (_, message, conversation) = desk.arrives("destek@magaza.example", raw).await;
        // As if an older version had read it worse.
        desk.sql("UPDATE message SET new_text = 'garbled', text = 'garbled', subject = ''").await;
        let id = line(&desk, "q=eski").await["id"].as_str().unwrap().to_owned();
        let replayed = desk.post(&format!("/mail/journal/{id}/replay"), json!({})).await.ok();
        assert_eq!(replayed["replayed"]["result"], "new: subject, text, new_text");
        let now = desk.last_message(&conversation).await;
        assert_eq!(json!([now["id"], now["subject"], now["new_text"]]), json!([message, "Eski", "Merhaba"]));
        assert_eq!(desk.conversation(&conversation).await["snippet"], "Merhaba");
        let again = desk.post(&format!("/mail/journal/{id}/replay"), json!({})).await.ok();
        assert_eq!(again["replayed"]["result"], "nothing differs");
        assert_eq!((desk.messages(&conversation).await.len(), desk.conversations().await), (1, 1));
        let log = desk.get("/audit-log").await.ok();
        assert_eq!(log["data"][0]["action"], "mail.replayed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_was_rejected_is_stored_when_the_reason_is_gone() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let other = desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(&["From: Satış <satis@magaza.example>", "Message-ID: <s@magaza.example>"], "Merhaba");
        let (disposition, _, _) = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!(disposition, "rejected");
        let id = line(&desk, "disposition=rejected").await["id"].as_str().unwrap().to_owned();
        let path = format!("/mail/journal/{id}/replay");
        let same = desk.post(&path, json!({})).await.ok();
        assert_eq!(
            json!([same["disposition"], same["replayed"]["result"]]),
            json!(["rejected", "nothing differs"])
        );
        // The address is no longer ours: its owner is a customer like any other.
        desk.delete(&format!("/channels/{}", other.id)).await.ok();
        let stored = desk.post(&path, json!({})).await.ok();
        assert_eq!(
            json!([stored["disposition"], stored["replayed"]["result"]]),
            json!(["stored", "rejected became stored"])
        );
        let conversation = stored["conversation_id"].as_str().unwrap();
        assert_eq!(desk.conversation(conversation).await["customer"]["email"], "satis@magaza.example");
        let again = desk.post(&path, json!({})).await.ok();
        assert_eq!(again["replayed"]["result"], "nothing differs");
        assert_eq!(desk.conversations().await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_mails_are_let_go_after_the_days_that_the_workspace_says_and_their_lines_stay() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        desk.mailbox("satis@magaza.example", None).await;
        let old = mail(&["Message-ID: <old@posta.example>", "Subject: Old"], "Old");
        let (_, message, _) = desk.arrives("destek@magaza.example", old.clone()).await;
        let twice = mail(&["Message-ID: <twice@posta.example>", "Subject: Twice"], "Twice");
        desk.arrives("destek@magaza.example", twice.clone()).await;
        desk.wait(SignedDuration::from_hours(10 * 24));
        desk.arrives("satis@magaza.example", twice).await;
        email::sweep(&desk.app).await.unwrap();
        assert!(lines(&desk, "").await.iter().all(|line| line["raw"] == "kept"), "for ever unless told");

        desk.patch("/workspace", json!({"raw_mail_days": 0})).await.problem(422, "validation");
        let changed = desk.patch("/workspace", json!({"raw_mail_days": 7})).await.ok();
        assert_eq!(changed["raw_mail_days"], 7);
        email::sweep(&desk.app).await.unwrap();
        let line = line(&desk, "q=old@posta").await;
        assert_eq!(
            json!([line["raw"], line["subject"], line["message_id"]]),
            json!(["dropped", "Old", message])
        );
        desk.get(&format!("/mail/journal/{}/raw", line["id"].as_str().unwrap()))
            .await
            .problem(404, "not-found");
        let again =
            desk.post(&format!("/mail/journal/{}/replay", line["id"].as_str().unwrap()), json!({})).await;
        again.problem(409, "conflict");
        assert_eq!(desk.last_message(line["conversation_id"].as_str().unwrap()).await["text"], "Old");
        // The same bytes came again within the time: that arrival still has them.
        let states: Vec<Value> =
            lines(&desk, "q=twice").await.iter().map(|line| line["raw"].clone()).collect();
        assert_eq!(states, ["kept", "dropped"]);
        let report =
            desk.get("/mail/reconciliation?from=2026-02-20T00:00:00Z&to=2026-03-20T00:00:00Z").await.ok();
        assert_eq!(
            json!([report["arrivals"], report["messages"], report["raw_checked"], report["raw_dropped"]]),
            json!([3, 2, 1, 2])
        );
        assert_eq!(report["differences"], json!([]));
        desk.patch("/workspace", json!({"raw_mail_days": null})).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_names_what_is_missing_damaged_or_came_by_no_line() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        for number in 1..=4 {
            let id = format!("Message-ID: <{number}@posta.example>");
            let about = format!("Subject: Mail {number}");
            desk.arrives("destek@magaza.example", mail(&[&id, &about], &about)).await;
        }
        let whole = desk.get("/mail/reconciliation").await.ok();
        assert_eq!(
            json!([whole["arrivals"], whole["messages"], whole["raw_checked"], whole["difference_count"]]),
            json!([4, 4, 4, 0])
        );
        for statement in [
            "DELETE FROM blob WHERE hash = (SELECT raw_hash FROM mail_arrival WHERE identifier = '1@posta.example')",
            "UPDATE blob SET bytes = (SELECT bytes FROM blob WHERE hash = (SELECT raw_hash FROM mail_arrival \
                WHERE identifier = '3@posta.example')) WHERE hash = (SELECT raw_hash FROM mail_arrival WHERE identifier = '2@posta.example')",
            "DELETE FROM message WHERE external_id = '3@posta.example'",
            "DELETE FROM mail_arrival WHERE identifier = '4@posta.example'",
        ] {
            desk.sql(statement).await;
        }
        let report = desk.get("/mail/reconciliation").await.ok();
        let found: Vec<&str> = report["differences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["difference"].as_str().unwrap())
            .collect();
        assert_eq!(found, ["raw_missing", "raw_damaged", "message_missing", "not_journaled"]);
        desk.get("/mail/reconciliation?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
            .await
            .problem(400, "invalid-query");
    })
    .await;
}
