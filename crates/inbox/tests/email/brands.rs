//! Mails that leave in a store's name.

use inbox::channels::ChannelSettings;
use serde_json::{Value, json};

use crate::desk::{Desk, mail, on_both_engines};
use crate::sending::{answer, customer, received};

const ADDRESS: &str = "destek@magaza.example";

async fn store(desk: &Desk) -> Value {
    let body = json!({ "kind": "other", "name": "mese", "url": "mese.example", "currency": "KRW", "time_zone": "Asia/Seoul" });
    let made = desk.post("/stores", body).await.ok();
    let path = format!("/stores/{}", made["id"].as_str().unwrap());
    desk.patch(&path, json!({ "brand": { "name": "Meşe Seoul" } })).await.ok();
    made["id"].clone()
}

async fn asked(desk: &Desk, id: &str, store: &Value) -> String {
    let message = format!("Message-ID: <{id}@posta.example>");
    let conversation = desk.arrives(ADDRESS, mail(&[&message, "Subject: Kargo"], "Kargom nerede?")).await.2;
    desk.patch(&format!("/conversations/{conversation}"), json!({ "store_id": store })).await.ok();
    conversation
}

/// The name beside the address of the newest mail that the customer got.
async fn sender(customer: &Desk) -> Option<String> {
    let raw = received(customer).await.pop().unwrap();
    mail::parse(raw.as_bytes(), &mail::Limits::default()).unwrap().from[0].name.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_out_in_the_name_of_the_store_that_it_is_about() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        desk.mailbox(ADDRESS, Some(server.address)).await;
        let store = store(&desk).await;
        let conversation = asked(&desk, "q1", &store).await;
        answer(&desk, &conversation, json!({ "text": "{{store.name}} / {{company.name}}" })).await;
        desk.deliver().await;
        assert_eq!(sender(&customer).await.as_deref(), Some("Meşe Seoul"));
        let said = desk.last_message(&conversation).await["text"].as_str().unwrap().to_owned();
        assert!(said.starts_with("Meşe Seoul / ") && !said.ends_with("Meşe Seoul"), "{said}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_that_says_its_own_name_keeps_it() {
    on_both_engines(|desk| async move {
        let (customer, server) = customer().await;
        let mut mailbox = desk.mailbox(ADDRESS, Some(server.address)).await;
        mailbox.settings = ChannelSettings { display_name: "Destek Masası".to_owned(), ..mailbox.settings };
        let row = mailbox.clone();
        desk.app.database.write(move |tx| inbox::channels::update(tx, &row)).await.unwrap();
        let store = store(&desk).await;
        let conversation = asked(&desk, "q2", &store).await;
        answer(&desk, &conversation, json!({ "text": "Yolda." })).await;
        desk.deliver().await;
        assert_eq!(sender(&customer).await.as_deref(), Some("Destek Masası"));
    })
    .await;
}
