//! Addresses that no mail is sent to, until somebody lifts that.

use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};
use crate::reports::{bounce, sent};

async fn list(desk: &Desk) -> Vec<Value> {
    desk.get("/mail/suppressions").await.ok()["data"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_an_address_that_bounced_for_good_until_somebody_lifts_that() {
    on_both_engines(|desk| async move {
        let (conversation, answer, own) = sent(&desk).await;
        for (action, status) in [("delayed", "4.4.1"), ("failed", "4.2.2")] {
            desk.arrives("destek@magaza.example", bounce(&own, "mehmet@posta.example", action, status, action)).await;
        }
        assert_eq!(list(&desk).await, Vec::<Value>::new(), "late and full are not gone");
        let hard = bounce(&own, "Mehmet@Posta.example", "failed", "5.1.1", "550 5.1.1 User unknown");
        desk.arrives("destek@magaza.example", hard).await;
        let one = list(&desk).await.remove(0);
        assert_eq!(
            json!([one["address"], one["why"], one["message_id"]]),
            json!(["mehmet@posta.example", "hard_bounce", answer])
        );
        assert!(one["detail"].as_str().unwrap().contains("User unknown"), "{one}");

        let path = format!("/conversations/{conversation}/replies");
        let count = desk.messages(&conversation).await.len();
        let refused = desk.post(&path, json!({"text": "Orada mısınız?"})).await.problem(409, "address-suppressed");
        assert!(refused["detail"].as_str().unwrap().contains("User unknown"), "{refused}");
        let copied = json!({"text": "x", "to": [{"address": "es@posta.example"}], "bcc": [{"address": "MEHMET@posta.example"}]});
        desk.post(&path, copied).await.problem(409, "address-suppressed");
        assert_eq!(desk.messages(&conversation).await.len(), count, "nothing was queued");
        assert_eq!(desk.deliver().await, 0);
        desk.post(&format!("/conversations/{conversation}/notes"), json!({"text": "Telefonla arayalım."})).await.ok();

        // A mail from there proves nothing about mail to there.
        let raw = mail(&["Message-ID: <later@posta.example>", &format!("In-Reply-To: <{own}>")], "Buradayım");
        desk.arrives("destek@magaza.example", raw).await;
        desk.post(&path, json!({"text": "Merhaba"})).await.problem(409, "address-suppressed");
        desk.delete("/mail/suppressions/mehmet@posta.example").await.ok();
        desk.delete("/mail/suppressions/nobody@posta.example").await.problem(404, "not-found");
        desk.post(&path, json!({"text": "Merhaba"})).await.ok();
        let customer = desk.conversation(&conversation).await["customer"]["id"].as_str().unwrap().to_owned();
        assert_eq!(desk.get(&format!("/customers/{customer}")).await.ok()["email_state"]["state"], "ok");
        let log = desk.get("/audit-log").await.ok();
        assert_eq!(json!([log["data"][0]["action"], log["data"][0]["target"]]), json!(["mail.suppression_lifted", "mehmet@posta.example"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_team_can_put_an_address_on_the_list_and_it_comes_in_pages() {
    on_both_engines(|desk| async move {
        desk.mailbox("destek@magaza.example", None).await;
        for address in ["c@posta.example", "A@posta.example", "b@posta.example", "a@posta.example"] {
            desk.post("/mail/suppressions", json!({"address": address})).await.ok();
        }
        desk.post("/mail/suppressions", json!({"address": "nobody"})).await.problem(422, "validation");
        let page = desk.get("/mail/suppressions?limit=2").await.ok();
        let rest =
            desk.get(&format!("/mail/suppressions?after={}", page["next"].as_str().unwrap())).await.ok();
        let all = page["data"].as_array().unwrap().iter().chain(rest["data"].as_array().unwrap());
        let all: Vec<&str> = all.map(|one| one["address"].as_str().unwrap()).collect();
        assert_eq!(all, ["a@posta.example", "b@posta.example", "c@posta.example"]);
    })
    .await;
}
