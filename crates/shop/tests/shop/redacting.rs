//! A Shopify store demands that somebody is forgotten: what others told of them stays.

use commerce::replay::shopify::ShopifyStore;
use database::testing::{TestDatabase, on_both_engines};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::shopify::{connected, deliver, store};
use crate::world::World;

/// A Shopify store that was read.
struct Shop {
    world: World,
    store: ShopifyStore,
    id: String,
}

impl Shop {
    async fn read(data: TestDatabase) -> Self {
        let (world, store) = (World::new(data).await, store().await);
        let id = connected(&world, &store).await;
        Self { world, store, id }
    }

    /// `/customers/cus_…` of whom these words find.
    async fn customer(&self, words: &str) -> String {
        let found = self.world.get(&format!("/customers?q={words}")).await;
        format!("/customers/{}", found["data"][0]["id"].as_str().unwrap())
    }

    /// The store demands that somebody is forgotten; each demand is another.
    async fn demands(&self, number: usize, customer: Value) {
        let demand = json!({
            "shop_domain": "kestane.myshopify.com", "orders_to_redact": [], "customer": customer,
        });
        let message = self.store.message("customers/redact", &format!("demand{number}"), &demand);
        assert_eq!(deliver(&self.world, &self.id, &message).await, StatusCode::OK);
    }

    async fn is_known(&self, customer: &str) -> bool {
        self.world.get_any(customer).await.status == StatusCode::OK
    }
}

fn has_account(customer: &Value, account: &str) -> bool {
    let identities = customer["identities"].as_array().unwrap().iter();
    let mut values = identities.map(|one| one["value"].as_str().unwrap().rsplit('/').next());
    values.any(|value| value == Some(account))
}

fn ayse() -> Value {
    json!({ "id": 7001, "email": "ayse.yilmaz@example.com", "phone": "+905321234567" })
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_team_wrote_of_somebody_keeps_them() {
    on_both_engines(|data| async {
        let shop = Shop::read(data).await;
        let customer = shop.customer("ayse").await;
        let written = [
            (json!({ "notes": "Kapıda ödemeyi sever" }), json!({ "notes": "" })),
            (json!({ "attributes": { "shoe": "38" } }), json!({ "attributes": { "shoe": null } })),
            (json!({ "consent": { "news": true } }), json!({ "consent": { "news": null } })),
        ];
        for (number, (words, none)) in written.into_iter().enumerate() {
            assert_eq!(shop.world.patch(&customer, words.clone()).await.status, StatusCode::OK);
            shop.demands(number, ayse()).await;
            assert!(shop.is_known(&customer).await, "{words}");
            let stays = shop.world.get(&customer).await;
            for (field, value) in words.as_object().unwrap() {
                assert_eq!(&stays[field], value);
            }
            assert_eq!(stays["phone"], Value::Null, "only the store told it");
            assert!(
                !stays["address"].to_string().contains("Bağdat") && !has_account(&stays, "7001"),
                "{stays:#}"
            );
            assert_eq!(shop.world.patch(&customer, none).await.status, StatusCode::OK);
        }
        assert!(shop.world.events(&["customer.deleted"]).await.is_empty());
        shop.demands(9, ayse()).await;
        assert!(!shop.is_known(&customer).await, "nobody but the store told of her any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_once_stays_although_the_conversation_became_part_of_another() {
    on_both_engines(|data| async {
        let shop = Shop::read(data).await;
        let customer = shop.customer("minsu").await;
        let id = customer.rsplit('/').next().unwrap().parse().unwrap();
        let workspace = shop.world.workspace;
        let merged = shop.world.app.database.write(move |tx| {
            people::customers::conversations_changed(tx, workspace, id, 1, Some("email"))?;
            people::customers::conversations_changed(tx, workspace, id, -1, None)
        });
        merged.await.unwrap();
        shop.demands(1, json!({ "id": 7002, "email": "minsu@example.kr" })).await;
        assert_eq!(shop.world.get(&customer).await["email"], "minsu@example.kr");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_store_told_of_somebody_stays() {
    on_both_engines(|data| async {
        let shop = Shop::read(data).await;
        let other = json!({
            "kind": "other", "name": "Pazar", "url": "pazar.example", "currency": "TRY",
            "time_zone": "Europe/Istanbul",
        });
        let other = shop.world.post("/stores", other).await.body["id"].as_str().unwrap().to_owned();
        let account = json!({
            "source_id": "pazar-77", "email": "ayse.yilmaz@example.com", "first_name": "Ayşe",
            "last_name": "Yılmaz", "phone": "0532 123 45 67", "updated_at": "2026-11-21T08:00:00Z",
            "billing": { "address_1": "Bağdat Cad. 12", "city": "Kadıköy", "country": "tr" },
        });
        let told =
            shop.world.put(&format!("/stores/{other}/customers"), json!({ "customers": [account] })).await;
        assert_eq!((told.status, &told.body["refused"]), (StatusCode::OK, &json!(0)), "{}", told.body);
        let customer = shop.customer("ayse").await;
        let before = shop.world.get(&customer).await;
        assert!(has_account(&before, "7001") && has_account(&before, "pazar-77"), "{before:#}");
        assert!(
            before["phone"].is_string() && before["address"].to_string().contains("Bağdat"),
            "{before:#}"
        );

        shop.demands(1, ayse()).await;
        let after = shop.world.get(&customer).await;
        for field in ["name", "email", "phone", "address"] {
            assert_eq!(after[field], before[field], "{field}");
        }
        assert!(has_account(&after, "pazar-77") && !has_account(&after, "7001"), "{after:#}");
        let found = shop.world.get("/customers?q=5321234567").await;
        assert_eq!(found["data"].as_array().unwrap().len(), 1, "and is found by the number");
    })
    .await;
}
