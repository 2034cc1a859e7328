//! What the law lets people demand, passed on by Shopify to an app for whichever of its stores.

use commerce::replay::shopify::SignedMessage;
use database::testing::on_both_engines;
use reqwest::StatusCode;
use serde_json::json;

use crate::shopify::{connected, deliver, store};
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_demanded_of_an_app_is_done_in_the_store_that_it_is_about_and_only_when_signed() {
    const APP: &str = "shopify/privacy";
    on_both_engines(|data| async {
        let (world, first, second) = (World::new(data).await, store().await, store().await);
        let kept = connected(&world, &first).await;
        let left = connected(&world, &second).await;
        // The second store of the same app, which is called otherwise and was taken away.
        assert_eq!(world.delete(&format!("/stores/{left}")).await.status, StatusCode::NO_CONTENT);
        let (workspace, id) = (world.workspace, left.parse::<shop::stores::StoreId>().unwrap());
        let named = world.app.database.write(move |tx| {
            use diesel::prelude::*;
            use shop::schema::store;
            let change = store::url.eq("https://yildiz.myshopify.com");
            diesel::update(store::table.find((workspace, id))).set(change).execute(tx.db)?;
            Ok::<_, database::DbError>(())
        });
        named.await.unwrap();
        let about = |domain: &str, mut message: SignedMessage| {
            for (name, value) in &mut message.headers {
                if *name == "x-shopify-shop-domain" {
                    domain.clone_into(value);
                }
            }
            message
        };
        let known = async |store: &str| {
            let page = world.get(&format!("/orders?store={store}")).await;
            let orders = page["data"].as_array().unwrap().clone();
            assert_eq!(orders.len(), 3, "{page}");
            orders.iter().filter(|order| order["customer_name"] != "").count()
        };
        let (of_first, of_second) = (known(&kept).await, known(&left).await);
        assert!(of_first > 0 && of_second > 0);

        let redact_of = |domain: &str, id: &str| {
            let body = json!({ "shop_id": 2, "shop_domain": domain });
            about(domain, first.message("shop/redact", id, &body))
        };
        let redact = |id: &str| redact_of("yildiz.myshopify.com", id);
        let mut forged = redact("1");
        forged.body = forged.body.replace('2', "3");
        assert_eq!(deliver(&world, APP, &forged).await, StatusCode::UNAUTHORIZED);
        let mut unsigned = redact("1");
        unsigned.headers.retain(|(name, _)| *name != "x-shopify-hmac-sha256");
        assert_eq!(deliver(&world, APP, &unsigned).await, StatusCode::UNAUTHORIZED);
        let nobodys = redact_of("nobody.myshopify.com", "1");
        assert_eq!(deliver(&world, APP, &nobodys).await, StatusCode::OK, "nothing is known of it");
        let other = about("kestane.myshopify.com", redact("1"));
        let refused = deliver(&world, APP, &other).await;
        assert_eq!(refused, StatusCode::UNAUTHORIZED, "what is signed names another store");
        let removed =
            about("yildiz.myshopify.com", first.message("app/uninstalled", "2", &json!({ "id": 1 })));
        assert_eq!(deliver(&world, APP, &removed).await, StatusCode::UNAUTHORIZED, "it names no store");
        assert_eq!((known(&kept).await, known(&left).await), (of_first, of_second), "nothing was demanded");

        assert_eq!(deliver(&world, APP, &redact("1")).await, StatusCode::OK);
        assert_eq!((known(&kept).await, known(&left).await), (of_first, 0));
        let log = world.get("/audit-log").await.to_string();
        assert_eq!(log.matches("store.redacted").count(), 1, "{log}");
        assert_eq!(deliver(&world, APP, &redact("1")).await, StatusCode::OK, "sent again");
        assert_eq!(world.get("/audit-log").await.to_string(), log);

        // One about a store that is connected.
        let person = json!({ "id": 7001, "email": "ayse.yilmaz@example.com" });
        let body =
            json!({ "shop_domain": "kestane.myshopify.com", "customer": person, "orders_to_redact": [] });
        assert_eq!(
            deliver(&world, APP, &first.message("customers/redact", "3", &body)).await,
            StatusCode::OK
        );
        assert!(known(&kept).await < of_first);
    })
    .await;
}
