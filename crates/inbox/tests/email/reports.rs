//! What machines answer: out of office, bounces, complaints, receipts, and our own mail coming back.

use inbox::channels::email::thread_key;
use inbox::conversations::{ConversationId, MessageId};
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};

/// A conversation that an answer of ours has left; returns it with the answer and its Message-ID.
pub async fn sent(desk: &Desk) -> (String, String, String) {
    let receiver = Desk::open(crate::desk::ENGINES[0]).await;
    receiver.mailbox("mehmet@posta.example", None).await;
    let server = receiver.listen().await;
    desk.mailbox("destek@magaza.example", Some(server.address)).await;
    let raw = mail(&["Message-ID: <first@posta.example>", "Subject: Kargo"], "Kargom nerede?");
    let (_, _, conversation) = desk.arrives("destek@magaza.example", raw).await;
    let reply = desk
        .post(
            &format!("/conversations/{conversation}/replies"),
            json!({"text": "Yolda.", "status": "solved"}),
        )
        .await
        .ok();
    assert_eq!(desk.deliver().await, 1);
    server.stop().await;
    let message = reply["id"].as_str().unwrap().to_owned();
    let id: ConversationId = conversation.parse().unwrap();
    let number: MessageId = message.parse().unwrap();
    let key = thread_key(&desk.app.secrets, desk.workspace);
    let own = key.message_id(number.0.cast_unsigned(), id.0.cast_unsigned(), "magaza.example").to_string();
    (conversation, message, own)
}

async fn message(desk: &Desk, conversation: &str, id: &str) -> Value {
    desk.messages(conversation).await.into_iter().find(|message| message["id"] == id).unwrap()
}

pub fn bounce(original: &str, recipient: &str, action: &str, status: &str, words: &str) -> String {
    format!(
        "From: Mail Delivery System <mailer-daemon@posta.example>\r\nTo: destek@magaza.example\r\nSubject: Undelivered Mail\r\n\
         Date: Mon, 02 Mar 2026 12:30:00 +0300\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.posta.example\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {words}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{original}>\r\nFrom: destek@magaza.example\r\nTo: {recipient}\r\n\r\n--b--\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn an_auto_reply_neither_reopens_nor_starts_a_clock() {
    on_both_engines(|desk| async move {
        let (conversation, _, own) = sent(&desk).await;
        let before = desk.conversation(&conversation).await;
        let raw = mail(
            &["Auto-Submitted: auto-replied", &format!("In-Reply-To: <{own}>"), "Subject: Ofis dışında"],
            "Tatildeyim.",
        );
        let landed = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!((landed.0.as_str(), &landed.2), ("auto_reply", &conversation));
        let after = desk.conversation(&conversation).await;
        for field in ["status", "waiting_since", "unread", "snippet"] {
            assert_eq!(before[field], after[field], "{field}");
        }
        assert_eq!(json!([after["status"], after["message_count"]]), json!(["solved", 3]));
        assert_eq!(desk.last_message(&conversation).await["kind"], "auto_reply");
        desk.patch(&format!("/conversations/{conversation}"), json!({"status": "closed"})).await.ok();
        let late =
            mail(&["Auto-Submitted: auto-replied", &format!("In-Reply-To: <{own}>")], "Hâlâ tatildeyim.");
        assert_eq!(desk.arrives("destek@magaza.example", late).await.2, conversation);
        assert_eq!(desk.conversation(&conversation).await["status"], "closed");
        let lonely = mail(&["X-Autoreply: yes", "From: z@posta.example", "Subject: Automatic reply"], "Away");
        let (disposition, _, other) = desk.arrives("destek@magaza.example", lonely).await;
        let shown = desk.conversation(&other).await;
        assert_eq!(
            json!([disposition, shown["status"], shown["waiting_since"]]),
            json!(["auto_reply", "solved", null])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_marks_the_message_and_the_address() {
    on_both_engines(|desk| async move {
        let (conversation, answer, own) = sent(&desk).await;
        assert_eq!(message(&desk, &conversation, &answer).await["delivery"]["state"], "sent");
        let delay = bounce(&own, "mehmet@posta.example", "delayed", "4.4.1", "connection timed out");
        assert_eq!(desk.arrives("destek@magaza.example", delay).await.0, "bounce");
        assert_eq!(
            message(&desk, &conversation, &answer).await["delivery"]["state"],
            "sent",
            "late is not lost"
        );

        let raw = bounce(&own, "mehmet@posta.example", "failed", "5.1.1", "550 5.1.1 User unknown");
        let landed = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!((landed.0.as_str(), &landed.2), ("bounce", &conversation));
        let delivery = &message(&desk, &conversation, &answer).await["delivery"];
        assert_eq!(delivery["state"], "failed");
        assert!(delivery["reason"].as_str().unwrap().contains("550 5.1.1 User unknown"), "{delivery}");
        let shown = desk.conversation(&conversation).await;
        assert_eq!(shown["status"], "solved");
        let customer =
            desk.get(&format!("/customers/{}", shown["customer"]["id"].as_str().unwrap())).await.ok();
        assert_eq!(customer["email_state"]["state"], "hard_bounce");
        let history = desk.get(&format!("/conversations/{conversation}/history")).await.ok();
        assert!(
            history["data"].as_array().unwrap().iter().any(|line| line["type"] == "delivery_failed"),
            "{history}"
        );
        assert_eq!(desk.last_message(&conversation).await["kind"], "bounce");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_bounce_marks_nobody() {
    on_both_engines(|desk| async move {
        let (conversation, answer, own) = sent(&desk).await;
        let foreign =
            bounce(&own.replacen('.', ".2", 1), "mehmet@posta.example", "failed", "5.1.1", "550 no");
        let answered = desk.bring("destek@magaza.example", foreign).await.ok();
        assert_eq!(json!([answered["disposition"], answered["message_id"]]), json!(["bounce", null]));
        let stranger = bounce(&own, "somebody@else.example", "failed", "5.1.1", "550 no");
        assert_eq!(desk.arrives("destek@magaza.example", stranger).await.0, "bounce");
        assert_eq!(message(&desk, &conversation, &answer).await["delivery"]["state"], "sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_and_a_receipt_are_taken_note_of() {
    on_both_engines(|desk| async move {
        let (conversation, answer, own) = sent(&desk).await;
        let report = |kind: &str, body: &str| {
            format!(
                "From: reports@posta.example\r\nTo: destek@magaza.example\r\nSubject: report\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/report; report-type={kind}; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n{body}--b--\r\n"
            )
        };
        let receipt = report("disposition-notification", &format!(
            "--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; mehmet@posta.example\r\n\
             Original-Message-ID: <{own}>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n"));
        assert_eq!(desk.arrives("destek@magaza.example", receipt).await.0, "auto_reply");
        let seen = message(&desk, &conversation, &answer).await;
        assert_eq!(json!([seen["seen_at"], seen["delivery"]["state"]]), json!(["2026-03-02T09:00:00.000Z", "delivered"]));

        let complaint = report("feedback-report", &format!(
            "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\nUser-Agent: x\r\n\r\n\
             --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{own}>\r\nFrom: destek@magaza.example\r\nTo: mehmet@posta.example\r\n\r\nYolda\r\n"));
        assert_eq!(desk.arrives("destek@magaza.example", complaint).await.0, "complaint");
        let shown = desk.conversation(&conversation).await;
        let customer = desk.get(&format!("/customers/{}", shown["customer"]["id"].as_str().unwrap())).await.ok();
        assert_eq!(customer["email_state"]["state"], "complaint");
        assert_eq!(desk.last_message(&conversation).await["kind"], "complaint");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_mail_coming_back_says_nothing_new() {
    on_both_engines(|desk| async move {
        let (conversation, answer, _) = sent(&desk).await;
        let raw = desk.raw(&answer).await;
        let landed = desk.arrives("destek@magaza.example", raw).await;
        assert_eq!((landed.0.as_str(), &landed.1, &landed.2), ("duplicate", &answer, &conversation));
        let loops = mail(&["From: destek@magaza.example", "Subject: to myself"], "x");
        let answered = desk.bring("destek@magaza.example", loops).await.ok();
        assert_eq!(
            json!([answered["disposition"], answered["reason"]]),
            json!(["rejected", "it was sent from one of our own mailboxes"])
        );
        assert_eq!((desk.conversations().await, desk.messages(&conversation).await.len()), (1, 2));
    })
    .await;
}
