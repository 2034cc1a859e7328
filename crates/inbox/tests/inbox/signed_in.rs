//! A Shopify store's pages learn who is signed in, from Shopify alone.

use std::path::Path;

use axum::http::Method;
use commerce::replay::shopify::ShopifyStore;
use commerce::shopify::proxy;
use serde_json::{Value, json};

use crate::desk::{Desk, on_both_engines};

/// What Shopify passes on of a page's question, signed with this secret.
fn passed_on(desk: &Desk, chat: &str, shop: &str, customer: &str, secret: &str) -> String {
    let at = desk.now().timestamp().as_second();
    let query = format!(
        "channel={chat}&shop={shop}&logged_in_customer_id={customer}&path_prefix=%2Fapps%2Ftillside&timestamp={at}"
    );
    format!("/chat/v1/shopify/identity?{query}&signature={}", proxy::signature(&query, secret))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_knows_who_is_signed_in_to_a_shopify_store_because_shopify_says_so() {
    on_both_engines(|desk, mut owner| async move {
        let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("../commerce/tests/fixtures/shopify");
        let store = ShopifyStore::start(&recorded).await.unwrap();
        let (token, secret) = (store.keys().access_token().to_owned(), store.keys().api_secret().to_owned());
        let entered = json!({
            "kind": "shopify", "name": "Kestane", "url": store.url(), "access_token": token, "api_secret": secret,
        });
        let known = owner.post("/stores", entered).await.ok();
        let channel = owner.channel(json!({ "kind": "chat", "name": "Chat", "store_id": known["id"] })).await;
        let chat = channel["id"].as_str().unwrap();
        let shop = "kestane.myshopify.com";
        let ask = async |path: String| desk.public(Method::GET, &path, Value::Null).await;

        let told = ask(passed_on(&desk, chat, shop, "7001", &secret)).await;
        assert_eq!(told.headers["cache-control"], "no-store");
        let identity = told.ok()["identity"].clone();
        assert_eq!(identity["id"], "7001");
        let body = json!({ "channel": chat, "identity": identity });
        let session = desk.public(Method::POST, "/chat/v1/sessions", body).await.ok();
        assert_eq!(session["visitor"]["identified"], true, "the chat believes what was signed");

        assert_eq!(ask(passed_on(&desk, chat, shop, "", &secret)).await.ok()["identity"], Value::Null);
        ask(passed_on(&desk, chat, shop, "7001", "another")).await.problem(401, "wrong-signature");
        ask(passed_on(&desk, chat, "other.myshopify.com", "7001", &secret)).await.problem(401, "wrong-signature");
        let old = passed_on(&desk, chat, shop, "7001", &secret);
        desk.wait(jiff::SignedDuration::from_secs(91));
        ask(old).await.problem(401, "wrong-signature");
        ask(format!("/chat/v1/shopify/identity?channel={chat}")).await.problem(401, "wrong-signature");

        let apart = owner.channel(json!({ "kind": "chat", "name": "Another" })).await;
        let apart = apart["id"].as_str().unwrap();
        ask(passed_on(&desk, apart, shop, "7001", &secret)).await.problem(404, "not-found");
        ask("/chat/v1/shopify/identity".to_owned()).await.problem(404, "not-found");
    })
    .await;
}
