//! Customers and their conversations together.

use serde_json::json;

use crate::desk::{each, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn conversations_follow_their_customer_through_renaming_merging_and_parting() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let (one, two) = (desk.asked(&chat, "One").await, desk.asked(&chat, "Two").await);
        let mut customers = Vec::new();
        for id in [&one, &two] {
            let shown = owner.get(&format!("/conversations/{id}")).await.ok();
            customers.push(shown["customer"]["id"].as_str().unwrap().to_owned());
        }
        let path = format!("/customers/{}", customers[0]);
        owner.patch(&path, json!({ "name": "Mina", "email": "mina@customer.example" })).await.ok();
        desk.settle().await;
        let shown = owner.get(&format!("/conversations/{one}")).await.ok();
        assert_eq!(
            shown["customer"],
            json!({ "id": customers[0], "name": "Mina", "email": "mina@customer.example" })
        );
        let merged = owner.post(&format!("{path}/merge"), json!({ "from": customers[1] })).await.ok();
        assert_eq!(merged["customer"]["conversation_count"], 2);
        desk.settle().await;
        let of_one = format!("/conversations?customer={}", customers[0]);
        assert_eq!(owner.list(&of_one).await.len(), 2);
        assert_eq!(owner.get(&format!("/conversations/{two}")).await.ok()["customer"]["name"], "Mina");
        let undo = format!("/customer-merges/{}/undo", merged["merge_id"].as_str().unwrap());
        let back = owner.post(&undo, json!({})).await.ok();
        assert_eq!((&back["id"], &back["conversation_count"]), (&json!(customers[1]), &json!(1)));
        desk.settle().await;
        assert_eq!(each(&owner.list(&of_one).await, "id"), [one.as_str()]);
        assert_eq!(owner.get(&format!("/conversations/{two}")).await.ok()["customer"]["name"], "");
    })
    .await;
}
