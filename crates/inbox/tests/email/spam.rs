//! Spam: what a filter before us says, what the team teaches, and the way back.

use std::sync::Arc;

use database::readers::{Reader, catch_up};
use inbox::channels::email::Lessons;
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};

async fn learn(desk: &Desk) {
    database::testing::until_all_can_be_read(&desk.app.database).await;
    let reader: Arc<dyn Reader> = Arc::new(Lessons);
    catch_up(&desk.app.database, &reader).await.unwrap();
}

async fn from(desk: &Desk, number: usize, from: &str, subject: &str, text: &str) -> (String, String) {
    let raw = mail(
        &[
            &format!("From: {from}"),
            &format!("Message-ID: <{number}.{from}>"),
            &format!("Subject: {subject}"),
        ],
        text,
    );
    let (disposition, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
    (disposition, conversation)
}

const ADVERT: &str = "Canlı casino bonusu! Hemen üye ol ve kazan: https://casino.example/uye";

/// Five adverts that somebody marked, and five questions that somebody answered.
async fn taught(desk: &Desk) {
    desk.mailbox("destek@magaza.example", None).await;
    for number in 0..5 {
        let (disposition, advert) =
            from(desk, number, &format!("reklam{number}@kazan.example"), "Bonus fırsatı", ADVERT).await;
        assert_eq!(disposition, "stored", "nothing is known yet");
        desk.patch(&format!("/conversations/{advert}"), json!({"status": "spam"})).await.ok();
        let question = format!("Merhaba, {number} numaralı siparişim ne zaman kargoya verilir? Teşekkürler");
        let (_, asked) =
            from(desk, number, &format!("musteri{number}@posta.example"), "Siparişim hakkında", &question)
                .await;
        desk.post(&format!("/conversations/{asked}/replies"), json!({"text": "Yarın."})).await.ok();
    }
    learn(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_team_calls_spam_is_known_the_next_time_and_why_is_said() {
    on_both_engines(|desk| async move {
        taught(&desk).await;
        let (disposition, advert) = from(&desk, 9, "yeni@baska.example", "Bonus", ADVERT).await;
        assert_eq!(disposition, "spam");
        let shown = desk.conversation(&advert).await;
        assert_eq!(
            json!([shown["status"], shown["unread"], shown["waiting_since"]]),
            json!(["spam", false, null]),
            "nobody is told, and no clock goes"
        );
        let line = desk.get("/mail/journal?disposition=spam").await.ok()["data"][0].clone();
        let reason = line["reason"].as_str().unwrap();
        assert!(reason.contains("casino") && reason.contains('%'), "{reason}");
        let (asked, _) = from(
            &desk,
            10,
            "ayse@posta.example",
            "Siparişim nerede",
            "Merhaba, siparişim kargoya verildi mi?",
        )
        .await;
        assert_eq!(asked, "stored");
        let view = desk.get("/conversations?view=spam").await.ok();
        assert!(view["data"].as_array().unwrap().iter().any(|one| one["id"] == json!(advert)));

        // More of it in the same conversation touches nothing either.
        let more = mail(
            &["From: yeni@baska.example", "In-Reply-To: <9.yeni@baska.example>", "Subject: Bonus"],
            "Son gün!",
        );
        assert_eq!(desk.arrives("destek@magaza.example", more).await.2, advert);
        let shown = desk.conversation(&advert).await;
        assert_eq!(
            json!([shown["status"], shown["unread"], shown["waiting_since"]]),
            json!(["spam", false, null])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_spam_comes_back_as_if_it_had_never_been_called_so_and_is_learnt() {
    on_both_engines(|desk| async move {
        taught(&desk).await;
        let mut last = Value::Null;
        for number in 20..32 {
            let (disposition, wrong) =
                from(&desk, number, "bayi@ortak.example", "Bonus fırsatı", ADVERT).await;
            last = json!(disposition);
            if disposition == "stored" {
                break;
            }
            let arrived = desk.last_message(&wrong).await["created_at"].clone();
            let back = desk.patch(&format!("/conversations/{wrong}"), json!({"status": "open"})).await.ok();
            assert_eq!(json!([back["status"], back["waiting_since"]]), json!(["open", arrived]));
            learn(&desk).await;
        }
        assert_eq!(last, "stored", "corrections are learnt");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_that_is_taken_back_leaves_nothing_behind() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let (_, id) = from(&desk, 1, "a@posta.example", "Bonus", ADVERT).await;
        let path = format!("/conversations/{id}");
        for status in ["spam", "open", "spam", "open"] {
            desk.patch(&path, json!({"status": status})).await.ok();
            learn(&desk).await;
        }
        let counts = desk.counts("SELECT CAST(sum(spam) AS BIGINT) AS a, max(ham) AS b FROM spam_word").await;
        assert_eq!(counts, (0, 1));
    })
    .await;
}

/// What the journal says of the newest mail.
async fn journal(desk: &Desk) -> Value {
    let list = desk.get("/mail/journal?limit=1").await.ok();
    desk.get(&format!("/mail/journal/{}", list["data"][0]["id"].as_str().unwrap())).await.ok()
}

const OUTSIDE: &str = "Received: from kazan.example (kazan.example [192.0.2.7]) by mx.magaza.example; Mon, 2 Mar 2026 08:59:00 +0000";

#[tokio::test(flavor = "multi_thread")]
async fn the_word_of_a_filter_on_top_of_a_mail_counts_and_is_told_in_the_journal() {
    on_both_engines(|desk| async move {
        taught(&desk).await;
        let by = |number: usize, lines: &[&str]| {
            let id = format!("Message-ID: <filter{number}@kazan.example>");
            let mut all = lines.to_vec();
            all.extend(["From: yeni@baska.example", "Subject: Bonus", id.as_str()]);
            mail(&all, ADVERT)
        };
        let rspamd =
            "X-Spamd-Result: default: False [7.20 / 15.00]; BAYES_SPAM(5.10)[99%]; R_SPF_ALLOW(-0.20)[+mx]";
        let raw = by(1, &["X-Spam: Yes", rspamd, OUTSIDE, "X-Spam: No"]);
        assert_eq!(desk.arrives("destek@magaza.example", raw).await.0, "spam");
        assert_eq!(
            journal(&desk).await["spam"],
            json!({"by": "filter", "spam": true, "score": "7.20", "limit": "15.00", "why": ["BAYES_SPAM"]})
        );
        // It says that it is none, whatever the team has taught.
        let ham = "X-Spam-Status: No, score=-1.9 required=5.0 tests=BAYES_00";
        assert_eq!(desk.arrives("destek@magaza.example", by(2, &[ham, OUTSIDE])).await.0, "stored");
        assert_eq!(
            journal(&desk).await["spam"],
            json!({"by": "filter", "spam": false, "score": "-1.9", "limit": "5.0", "why": ["BAYES_00"]})
        );
        // What the sender wrote below the line by which the mail came in is not looked at.
        assert_eq!(desk.arrives("destek@magaza.example", by(3, &[OUTSIDE, ham])).await.0, "spam");
        let told = journal(&desk).await["spam"].clone();
        assert_eq!(json!([told["by"], told["spam"]]), json!(["team", true]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_filter_is_believed_is_the_mailboxes_choice() {
    on_both_engines(|desk| async move {
        let mailbox = desk.mailbox("destek@magaza.example", None).await;
        let path = format!("/channels/{}", mailbox.id);
        let server = desk.listen().await;
        let marked = |number: usize| {
            let id = format!("Message-ID: <choice{number}@posta.example>");
            mail(&["X-Spam-Flag: YES", OUTSIDE, "Subject: Kargo", &id], "Nerede?")
        };
        let arrives = async |number: usize| {
            server.takes(Some("a@posta.example"), &["destek@magaza.example"], &marked(number)).await.unwrap();
            journal(&desk).await["disposition"].clone()
        };
        // A server of this network brings it.
        assert_eq!(arrives(1).await, "spam");
        desk.patch(&path, json!({"spam_filter": "never"})).await.ok();
        assert_eq!(arrives(2).await, "stored");
        let shown = desk.patch(&path, json!({"spam_filter": "always"})).await.ok();
        assert_eq!(shown["email"]["spam_filter"], "always");
        assert_eq!(arrives(3).await, "spam");
        server.stop().await;
    })
    .await;
}
