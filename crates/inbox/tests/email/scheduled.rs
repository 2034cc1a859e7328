//! Answers that leave at a time of their author's choosing.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, mail, on_both_engines};
use crate::sending::{customer, received};

const ADDRESS: &str = "destek@magaza.example";

async fn asked(desk: &Desk) -> String {
    let raw = mail(&["Message-ID: <q@posta.example>", "Subject: Kargo"], "Nerede?");
    desk.arrives(ADDRESS, raw).await.2
}

fn later(text: &str, at: &str, hold: bool) -> Value {
    json!({"reply": {"text": text}, "send_at": at, "hold_if_answered": hold})
}

async fn planned(desk: &Desk, conversation: &str, body: Value) -> Value {
    desk.post(&format!("/conversations/{conversation}/scheduled-replies"), body).await.ok()
}

async fn waiting(desk: &Desk, conversation: &str) -> Vec<Value> {
    let list = desk.get(&format!("/conversations/{conversation}/scheduled-replies")).await.ok();
    list["data"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_leaves_at_its_time_and_was_not_said_before() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        desk.mailbox(ADDRESS, Some(server.address)).await;
        let conversation = asked(&desk).await;
        let file = desk.upload("makbuz.pdf", "application/pdf", b"%PDF-1.7").await;
        let mut body = later("Günaydın.", "2026-03-03T06:00:00Z", false);
        body["reply"]["attachments"] = json!([file]);
        let plan = planned(&desk, &conversation, body).await;
        assert_eq!(
            json!([plan["state"], plan["text"], plan["attachments"][0]["name"], plan["answered"]]),
            json!(["waiting", "Günaydın.", "makbuz.pdf", false])
        );
        desk.happen().await;
        assert_eq!(desk.messages(&conversation).await.len(), 1, "nothing has been said");
        let shown = desk.conversation(&conversation).await;
        assert_eq!(json!([shown["status"], shown["first_response_at"]]), json!(["open", null]));

        desk.wait(SignedDuration::from_hours(21));
        desk.happen().await;
        assert!(waiting(&desk, &conversation).await.is_empty());
        let said = desk.last_message(&conversation).await;
        assert_eq!(
            json!([said["text"], said["created_at"]]),
            json!(["Günaydın.", "2026-03-03T06:00:00.000Z"])
        );
        let shown = desk.conversation(&conversation).await;
        assert_eq!(
            json!([shown["status"], shown["first_response_at"]]),
            json!(["pending", "2026-03-03T06:00:00.000Z"])
        );
        assert_eq!(desk.deliver().await, 1);
        assert!(received(&customer).await[0].contains("makbuz.pdf"));
        server.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_customer_writes_before_holds_an_answer_that_wants_it_and_warns_the_others() {
    on_both_engines(|desk| async move {
        desk.mailbox(ADDRESS, None).await;
        let conversation = asked(&desk).await;
        planned(&desk, &conversation, later("Yolda.", "2026-03-02T10:00:00Z", true)).await;
        planned(&desk, &conversation, later("Tamam.", "2026-03-02T10:00:00Z", false)).await;
        desk.wait(SignedDuration::from_mins(10));
        let raw = mail(&["In-Reply-To: <q@posta.example>", "Subject: Re: Kargo"], "Geldi, teşekkürler.");
        desk.arrives(ADDRESS, raw).await;
        let rows = waiting(&desk, &conversation).await;
        assert!(rows.iter().all(|row| row["answered"] == true && row["state"] == "waiting"), "{rows:?}");
        desk.wait(SignedDuration::from_mins(50));
        desk.happen().await;
        let rows = waiting(&desk, &conversation).await;
        assert_eq!((rows.len(), &rows[0]["state"]), (1, &json!("held")));
        assert_eq!(desk.last_message(&conversation).await["text"], "Tamam.");

        // Its author looks at it and puts it off: it waits again.
        let path = format!("/scheduled-replies/{}", rows[0]["id"].as_str().unwrap());
        let row = desk.patch(&path, json!({"send_at": "2026-03-02T11:00:00Z"})).await.ok();
        assert_eq!(json!([row["state"], row["answered"]]), json!(["waiting", false]));
        desk.wait(SignedDuration::from_mins(60));
        desk.happen().await;
        assert_eq!(desk.last_message(&conversation).await["text"], "Yolda.");
        desk.patch(&path, json!({"send_at": "2026-03-05T11:00:00Z"})).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn until_it_leaves_an_answer_is_sent_taken_back_or_put_off() {
    on_both_engines(|desk| async move {
        desk.mailbox(ADDRESS, None).await;
        let conversation = asked(&desk).await;
        let soon = "2026-03-02T10:00:00Z";
        let path = |row: &Value| format!("/scheduled-replies/{}", row["id"].as_str().unwrap());
        let first = planned(&desk, &conversation, later("Bir", soon, false)).await;
        let second = planned(&desk, &conversation, later("İki", soon, false)).await;
        let third = planned(&desk, &conversation, later("Üç", soon, false)).await;
        let back = desk.delete(&path(&first)).await.ok();
        assert_eq!(back["draft"]["text"], "Bir");
        let sent = desk.post(&format!("{}/send", path(&second)), json!({})).await.ok();
        assert_eq!(json!([sent["text"], sent["delivery"]["state"]]), json!(["İki", "queued"]));
        desk.patch(&path(&third), json!({"send_at": "2026-03-02T12:00:00Z"})).await.ok();
        desk.wait(SignedDuration::from_hours(1));
        desk.happen().await;
        assert_eq!(desk.messages(&conversation).await.len(), 2);
        desk.wait(SignedDuration::from_hours(2));
        desk.happen().await;
        assert_eq!(desk.last_message(&conversation).await["text"], "Üç");
        for row in [&first, &second, &third] {
            desk.delete(&path(row)).await.problem(404, "not-found");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_can_t_leave_is_refused_at_once_or_says_so_at_its_time() {
    let desk = Desk::open(ENGINES[0]).await;
    let mailbox = desk.mailbox(ADDRESS, None).await;
    let conversation = asked(&desk).await;
    let path = format!("/conversations/{conversation}/scheduled-replies");
    for (body, pointer) in [
        (later("x", "2026-03-02T09:00:00Z", false), "/send_at"),
        (later("x", "2028-03-02T09:00:00Z", false), "/send_at"),
        (later(" ", "2026-03-02T10:00:00Z", false), "/text"),
    ] {
        let wrong = desk.post(&path, body).await.problem(422, "validation");
        assert_eq!(wrong["errors"][0]["pointer"], pointer);
    }
    planned(&desk, &conversation, later("x", "2026-03-02T10:00:00Z", false)).await;
    desk.delete(&format!("/channels/{}", mailbox.id)).await;
    desk.wait(SignedDuration::from_hours(1));
    desk.happen().await;
    let rows = waiting(&desk, &conversation).await;
    assert_eq!(rows[0]["state"], "failed");
    assert!(rows[0]["reason"].as_str().unwrap().contains("mailbox"), "{rows:?}");
}
