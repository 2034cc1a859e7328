//! Mail that comes in: what is kept of it, whose it is, and what is not taken.

use inbox::channels::ChannelSettings;
use serde_json::json;

use crate::desk::{Desk, ENGINES, mail, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_opens_a_conversation_with_its_author() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(
            &[
                "Message-ID: <1@posta.example>",
                "Subject: =?utf-8?B?U2lwYXJpxZ9pbSBuZXJlZGU/?=",
                "Cc: Eş <es@posta.example>",
            ],
            "Merhaba,\nsiparişim ne zaman gelir?\n\n-- \nMehmet\n",
        );
        let (disposition, message, conversation) = desk.arrives("destek@magaza.example", raw.clone()).await;
        assert_eq!(disposition, "stored");
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([
                shown["subject"],
                shown["status"],
                shown["unread"],
                shown["customer"]["email"],
                shown["language"],
                shown["number"]
            ]),
            json!(["Siparişim nerede?", "open", true, "mehmet@posta.example", "tr", 1]),
        );
        assert_eq!(shown["customer"]["name"], "Mehmet Demir");
        assert_eq!(shown["snippet"], "Merhaba, siparişim ne zaman gelir?");
        let people: Vec<_> = shown["participants"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["address"].as_str().unwrap(), one["verified"].as_bool().unwrap()))
            .collect();
        assert_eq!(people, [("es@posta.example", true), ("mehmet@posta.example", true)]);
        let first = desk.last_message(&conversation).await;
        assert_eq!(
            json!([first["id"], first["threading"]["evidence"], first["sent_at"]]),
            json!([message, "new", "2026-03-02T08:59:00.000Z"])
        );
        assert_eq!(first["new_text"], "Merhaba,\nsiparişim ne zaman gelir?");
        assert_eq!(desk.raw(&message).await, raw, "the raw mail is kept byte for byte");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_pictures_come_with_their_mail() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = "From: a@posta.example\r\nTo: destek@magaza.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
            <p>Look <img src=\"cid:pic@x\"> <img src=\"https://far.example/a.png\" width=9 height=9></p>\r\n\
            --b\r\nContent-Type: image/png; name=a.png\r\nContent-ID: <pic@x>\r\nContent-Disposition: inline\r\n\
            Content-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b\r\nContent-Type: image/png; name=b.png\r\n\
            Content-ID: <unseen@x>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b--\r\n";
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        let message = desk.last_message(&conversation).await;
        let files = message["attachments"].as_array().unwrap();
        assert_eq!(json!([files[0]["name"], files[0]["inline"], files[0]["size"]]), json!(["a.png", true, 6]));
        assert_eq!(json!([files[1]["name"], files[1]["inline"]]), json!(["b.png", false]));
        assert_eq!(message["remote_images"], 1);
        assert!(message["html"].as_str().unwrap().contains("/api/v1/attachments/att_"), "{}", message["html"]);
        assert_eq!(desk.conversation(&conversation).await["has_attachments"], true);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_without_any_header_is_kept() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let (disposition, _, conversation) =
            desk.arrives("destek@magaza.example", "just words\0 and nothing else\r\n").await;
        assert_eq!(disposition, "stored");
        let message = desk.last_message(&conversation).await;
        assert_eq!(
            json!([message["text"].as_str().unwrap().trim(), message["from"]]),
            json!(["just words and nothing else", null])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_of_ten_thousand_parts_is_refused_and_kept() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let mut raw = mail(&["Content-Type: multipart/mixed; boundary=b", "Subject: many"], "");
        raw.push_str(&"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000));
        raw.push_str("--b--\r\n");
        for _ in 0..2 {
            let answer = desk.bring("destek@magaza.example", raw.clone()).await.ok();
            assert_eq!(
                answer,
                json!({"message_id": null, "conversation_id": null, "disposition": "rejected", "reason": "the mail has more than 500 parts"}),
            );
        }
        assert_eq!(desk.conversations().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_over_the_limit_is_too_large_and_an_empty_one_is_rejected() {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("destek@magaza.example", None).await;
    let raw = vec![b'x'; inbox::channels::email::LARGEST + 1];
    desk.bring("destek@magaza.example", raw).await.problem(413, "too-large");
    let empty = desk.bring("destek@magaza.example", "").await.ok();
    assert_eq!(json!([empty["disposition"], empty["reason"]]), json!(["rejected", "the mail is empty"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_for_nobody_here_is_not_found() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        desk.bring("nobody@magaza.example", mail(&[], "x")).await.problem(404, "not-found");
        desk.bring("no%20address", mail(&[], "x")).await.problem(400, "invalid-query");
        let (disposition, ..) = desk.arrives("Destek+iade@MAGAZA.example", mail(&[], "x")).await;
        assert_eq!(disposition, "stored", "a name with something behind a + is the same mailbox");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mail_to_two_mailboxes_is_one_message() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        desk.mailbox("satis@magaza.example", None).await;
        let raw = mail(
            &[
                "Message-ID: <both@posta.example>",
                "To: destek@magaza.example, satis@magaza.example",
                "Subject: Both",
            ],
            "Both?",
        );
        let first = desk
            .arrives("destek@magaza.example", format!("Delivered-To: destek@magaza.example\r\n{raw}"))
            .await;
        let second = desk
            .arrives(
                "satis@magaza.example",
                format!("Received: by mx2\r\nDelivered-To: satis@magaza.example\r\n{raw}"),
            )
            .await;
        assert_eq!((first.0.as_str(), second.0.as_str()), ("stored", "duplicate"));
        assert_eq!((&first.1, &first.2), (&second.1, &second.2));
        assert_eq!(desk.messages(&first.2).await.len(), 1);
        let shown = desk.conversation(&first.2).await;
        assert_eq!(
            shown["participants"].as_array().unwrap().len(),
            1,
            "our own mailboxes are no participants"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_mail_is_taken_once_however_often_and_at_the_same_moment_it_comes() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let raw = mail(&["Message-ID: <same@posta.example>", "Subject: Again"], "Again and again");
        let brought = (0..8).map(|_| desk.arrives("destek@magaza.example", raw.clone()));
        let outcomes = futures::future::join_all(brought).await;
        let stored = outcomes.iter().filter(|outcome| outcome.0 == "stored").count();
        assert_eq!((stored, outcomes.len()), (1, 8), "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| outcome.2 == outcomes[0].2 && outcome.1 == outcomes[0].1));
        assert_eq!(desk.messages(&outcomes[0].2).await.len(), 1);
        let padded =
            mail(&["Message-ID: <same@posta.example>", "Subject: Again"], "Again and again  \r\n\r\n");
        assert_eq!(
            desk.arrives("destek@magaza.example", padded).await.0,
            "duplicate",
            "as a relay passes it on"
        );
        let other =
            mail(&["Message-ID: <same@posta.example>", "Subject: Again"], "Other words under the same name");
        assert_eq!(desk.arrives("destek@magaza.example", other).await.0, "stored");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_write_the_same_words_without_identifiers_are_two() {
    let desk = Desk::open(ENGINES[0]).await;
    desk.mailbox("destek@magaza.example", None).await;
    let one = desk.arrives("destek@magaza.example", mail(&["From: a@posta.example"], "Merhaba")).await;
    let other = desk.arrives("destek@magaza.example", mail(&["From: b@posta.example"], "Merhaba")).await;
    assert_eq!((one.0.as_str(), other.0.as_str()), ("stored", "stored"));
    assert_ne!(one.2, other.2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_filter_calls_spam_is_put_away() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let (disposition, _, conversation) = desk
            .arrives("destek@magaza.example", mail(&["X-Spam-Flag: YES", "Subject: Win"], "Win now"))
            .await;
        assert_eq!(disposition, "spam");
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["status"], shown["unread"], shown["waiting_since"], shown["snippet"]]),
            json!(["spam", false, null, "Win now"])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_to_reply_to_only_where_our_own_site_sent_a_form() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        for (from, customer) in [
            ("wordpress@magaza.example", "visitor@posta.example"),
            ("destek@magaza.example", "visitor@posta.example"),
            ("mallory@posta.example", "mallory@posta.example"),
            ("info@magaza.example", "info@magaza.example"),
        ] {
            let raw = mail(
                &[
                    &format!("From: Form <{from}>"),
                    "Reply-To: Visitor <visitor@posta.example>",
                    &format!("Subject: {from}"),
                ],
                "I ask",
            );
            let (disposition, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
            assert_eq!(disposition, "stored", "{from}");
            assert_eq!(desk.conversation(&conversation).await["customer"]["email"], customer, "{from}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sent_a_mail_is_believed_only_of_the_mailboxes_own_provider() {
    on_both_engines(|desk| async move {
        let settings = ChannelSettings { authserv_id: Some("mx.saglayici.example".to_owned()), ..ChannelSettings::default() };
        desk.mailbox_with("destek@magaza.example", settings).await;
        desk.mailbox("satis@magaza.example", None).await;
        let results = "Authentication-Results: mx.saglayici.example; spf=pass smtp.mailfrom=posta.example; dkim=pass header.d=posta.example; dmarc=pass";
        let (_, _, conversation) = desk.arrives("destek@magaza.example", mail(&[results], "one")).await;
        let shown = desk.last_message(&conversation).await;
        assert_eq!(shown["authentication"], json!({"spf": "pass", "dkim": "pass", "dmarc": "pass", "domain": "posta.example"}));
        let forged = results.replace("mx.saglayici", "mx.forger");
        for (mailbox, line) in [("destek@magaza.example", forged.as_str()), ("satis@magaza.example", results)] {
            let (_, _, conversation) = desk.arrives(mailbox, mail(&[line], mailbox)).await;
            assert_eq!(desk.last_message(&conversation).await["authentication"], json!(null), "{mailbox}");
        }
        let failed = "Authentication-Results: mx.saglayici.example; dmarc=fail header.from=posta.example";
        let (_, _, other) = desk.arrives("destek@magaza.example", mail(&[failed], "I am Mehmet, believe me")).await;
        let (honest, liar) = (desk.conversation(&conversation).await, desk.conversation(&other).await);
        assert_ne!(honest["customer"]["id"], liar["customer"]["id"], "a refuted sender is not the customer");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_write_in_their_own_character_sets() {
    let desk = Desk::open(ENGINES[1]).await;
    desk.mailbox("destek@magaza.example", None).await;
    for (raw, language, words) in [
        (&b"From: k@posta.example\r\nSubject: k\r\nContent-Type: text/plain; charset=euc-kr\r\n\r\n\xc1\xd6\xb9\xae\xc7\xd1 \xbb\xf3\xc7\xb0\xc0\xcc \xbe\xf0\xc1\xa6 \xbf\xc0\xb3\xaa\xbf\xe4?\r\n"[..], "ko", "주문한 상품이 언제 오나요?"),
        (&b"From: t@posta.example\r\nSubject: t\r\nContent-Type: text/plain; charset=iso-8859-9\r\n\r\nSipari\xfeim neden gelmedi, ne zaman ula\xfe\xfdr?\r\n"[..], "tr", "Siparişim neden gelmedi, ne zaman ulaşır?"),
        ("From: f@posta.example\r\nSubject: f\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nسلام، سفارش من کجاست؟ هنوز نرسیده است.\r\n".as_bytes(), "fa", "سلام، سفارش من کجاست؟ هنوز نرسیده است."),
    ] {
        let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!(desk.conversation(&conversation).await["language"], language);
        assert_eq!(desk.last_message(&conversation).await["new_text"], words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_brought_again_with_its_key_is_answered_as_before() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        let (first, other) = (mail(&["Subject: One"], "One"), mail(&["Subject: Two"], "Two"));
        let stored = desk.bring_as("k", "destek@magaza.example", first.clone()).await.ok();
        assert_eq!(stored["disposition"], "stored");
        let again = desk.bring_as("k", "destek@magaza.example", first.clone()).await;
        assert_eq!(again.headers["idempotency-replayed"], "true");
        assert_eq!(again.ok(), stored);
        desk.bring_as("k", "destek@magaza.example", other).await.problem(409, "idempotency-key-reused");
        assert_eq!(desk.conversations().await, 1, "the other was not taken");
        let duplicate = desk.bring("destek@magaza.example", first).await.ok();
        assert_eq!(duplicate["disposition"], "duplicate");
    })
    .await;
}
