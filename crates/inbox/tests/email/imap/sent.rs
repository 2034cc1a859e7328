//! What was sent stands in the mailbox's own folder as well, once.

use std::sync::Arc;

use database::outbox::{self, Sender};
use inbox::channels::email::SentCopies;
use serde_json::json;

use super::dovecot::Dovecot;
use super::user;
use crate::desk::{header_of, mail, on_both_engines};
use crate::sending::customer;

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_stands_in_the_sent_folder_once_whatever_was_not_heard() {
    on_both_engines(|desk| async move {
        let dovecot = Dovecot::start();
        let (_customer, server) = customer().await;
        let channel = desk.mailbox("destek@magaza.example", Some(server.address)).await;
        desk.reads(&channel, dovecot.port, json!({"sent_folder": "Sent"})).await;
        let question = mail(&["Message-ID: <1@posta.example>", "Subject: Kargo"], "Nerede?\n");
        let (_, _, conversation) = desk.arrives("destek@magaza.example", question).await;
        desk.post(&format!("/conversations/{conversation}/replies"), json!({"text": "Yolda."})).await.ok();
        assert_eq!(desk.deliver().await, 1);
        let copies: Arc<dyn Sender> = Arc::new(SentCopies::new(desk.app.clone()));
        assert_eq!(outbox::deliver_due(&desk.app.database, &copies).await.unwrap(), 1);
        let mut client = dovecot.client(&user(&channel));
        assert_eq!(client.uids("Sent", "SEEN"), [1]);
        let raw = desk.raw(desk.last_message(&conversation).await["id"].as_str().unwrap()).await;
        let name = header_of(&raw, "Message-ID").unwrap();
        assert_eq!(client.uids("Sent", &format!("HEADER Message-ID \"{name}\"")), [1], "it is that mail");
        // The process died after the server had it: the row is tried again.
        desk.sql("UPDATE outbox SET state = 'pending', settled_at = NULL WHERE kind = 'sent_copy'").await;
        assert_eq!(outbox::deliver_due(&desk.app.database, &copies).await.unwrap(), 1);
        assert_eq!(client.uids("Sent", "ALL"), [1], "it is there once");
    })
    .await;
}
