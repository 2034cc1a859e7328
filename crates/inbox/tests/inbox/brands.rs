//! Two stores in one workspace: each speaks to its customers in its own name, and a conversation knows which one it is about.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, on_both_engines, signed};

/// Adds a store that tells of itself.
async fn store(owner: &mut Browser, name: &str, currency: &str) -> String {
    let url = format!("{}.example", name.to_lowercase());
    let body =
        json!({ "kind": "other", "name": name, "url": url, "currency": currency, "time_zone": "Asia/Seoul" });
    owner.post("/stores", body).await.ok()["id"].as_str().unwrap().to_owned()
}

async fn look(owner: &mut Browser, store: &str, brand: Value) {
    owner.patch(&format!("/stores/{store}"), json!({ "brand": brand })).await.ok();
}

/// An order of Mina's.
async fn ordered(owner: &mut Browser, store: &str, number: &str, at: &str) {
    let order = json!({
        "source_id": number, "number": number, "status": "completed", "total": { "amount": "10.00", "currency": "EUR" },
        "placed_at": at, "updated_at": at, "billing": { "first_name": "Mina", "email": "mina@customer.example" }, "lines": [],
    });
    owner.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await.ok();
}

async fn page(desk: &Desk, path: &str, language: &str) -> String {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language);
    desk.ask(request.body(Body::empty()).unwrap()).await.text()
}

/// A message of Mina's through a channel of the API; returns the conversation.
async fn writes(desk: &Desk, owner: &mut Browser, channel: &Value, thread: &str, text: &str) -> Value {
    let person = json!({ "id": "mina", "email": "mina@customer.example", "name": "Mina" });
    let body =
        json!({ "id": format!("{thread} {text}"), "thread": thread, "text": text, "customer": person });
    let (body, secret) = (body.to_string(), channel["api"]["secret"].as_str().unwrap());
    let mut request = Request::post(format!("/hooks/{}", channel["id"].as_str().unwrap()))
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in signed(secret, "evt_1", desk.now().micros() / 1_000_000, &body) {
        request = request.header(name, value);
    }
    let said = desk.ask(request.body(Body::from(body)).unwrap()).await.ok();
    let id = said["conversation_id"].as_str().unwrap().to_owned();
    owner.get(&format!("/conversations/{id}")).await.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_of_a_store_has_its_name_logo_and_colour_unless_the_channel_says_its_own() {
    on_both_engines(|desk, mut owner| async move {
        let shop = store(&mut owner, "Meşe", "KRW").await;
        let chat = owner.channel(json!({ "kind": "chat", "name": "Chat", "store_id": shop })).await;
        let path = format!("/channels/{}", chat["id"].as_str().unwrap());
        let session = async |desk: &Desk| {
            desk.visitor(chat["id"].as_str().unwrap()).await.session(chat["id"].as_str().unwrap()).await
        };
        let workspace = owner.get("/workspace").await.ok();
        let plain = session(&desk).await["channel"].clone();
        assert_eq!(
            json!([plain["name"], plain["color"], plain["logo_url"]]),
            json!(["Meşe", workspace["brand_color"], null])
        );

        look(&mut owner, &shop, json!({ "name": "Meşe Seoul", "color": "#0b5563", "language": "ko" })).await;
        let own = session(&desk).await["channel"].clone();
        assert_eq!(json!([own["name"], own["color"]]), json!(["Meşe Seoul", "#0b5563"]));
        let embed = owner.get(&path).await.ok()["chat"]["embed"].as_str().unwrap().to_owned();
        assert!(embed.contains("data-color=\"#0b5563\" data-fallback=\"ko\""), "{embed}");

        owner.patch(&path, json!({ "color": "#7c3aed" })).await.ok();
        assert_eq!(session(&desk).await["channel"]["color"], "#7c3aed");
        owner.patch(&path, json!({ "color": null })).await.ok();
        assert_eq!(session(&desk).await["channel"]["color"], "#0b5563");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_a_store_speaks_in_its_name_and_in_its_language_to_whom_we_cannot_speak_otherwise() {
    on_both_engines(|desk, mut owner| async move {
        let shop = store(&mut owner, "Meşe", "KRW").await;
        look(&mut owner, &shop, json!({ "color": "#fde047", "language": "ko" })).await;
        let form = owner.channel(json!({ "kind": "contact_form", "name": "Form", "store_id": shop })).await;
        let path = format!("/forms/{}", form["id"].as_str().unwrap());
        let stranger = page(&desk, &path, "de").await;
        assert!(stranger.contains("<html lang=\"ko\"") && stranger.contains("Meşe"), "{stranger}");
        assert!(
            stranger.contains("--brand:#fde047;--on-brand:#000"),
            "dark words on a light colour: {stranger}"
        );
        assert!(!stranger.contains("Çay &amp; Co"));
        assert!(page(&desk, &path, "tr").await.contains("<html lang=\"tr\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_about_the_store_of_its_channel_or_of_the_order_that_the_customer_names() {
    on_both_engines(|desk, mut owner| async move {
        let (one, other) =
            (store(&mut owner, "Kestane", "EUR").await, store(&mut owner, "Meşe", "EUR").await);
        let of_store = owner.channel(json!({ "kind": "api", "name": "One", "store_id": one })).await;
        let shared = owner.channel(json!({ "kind": "api", "name": "Both" })).await;
        assert_eq!(writes(&desk, &mut owner, &of_store, "a", "Hello").await["store_id"], json!(one));
        assert_eq!(
            writes(&desk, &mut owner, &shared, "b", "Hello").await["store_id"],
            Value::Null,
            "nothing says which"
        );

        // The only store that somebody has bought in; with two, the one whose order they name.
        ordered(&mut owner, &other, "MS-2041", "2026-02-20T09:00:00Z").await;
        assert_eq!(writes(&desk, &mut owner, &shared, "c", "Hello").await["store_id"], json!(other));
        ordered(&mut owner, &one, "KS-1001", "2026-02-25T09:00:00Z").await;
        let unsure = writes(&desk, &mut owner, &shared, "d", "Hello").await;
        assert_eq!(unsure["store_id"], Value::Null);
        let named = writes(&desk, &mut owner, &shared, "e", "Where is #MS-2041?").await;
        assert_eq!(named["store_id"], json!(other));
        let later = writes(&desk, &mut owner, &shared, "d", "I mean KS-1001.").await;
        assert_eq!(json!([later["id"], later["store_id"]]), json!([unsure["id"], one]));
        let rows = owner.list(&format!("/conversations?store={other}")).await;
        assert_eq!(rows.len(), 2, "the inbox of one store");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_says_which_store_it_is_and_the_history_knows() {
    on_both_engines(|desk, mut owner| async move {
        let (one, other) =
            (store(&mut owner, "Kestane", "EUR").await, store(&mut owner, "Meşe", "EUR").await);
        let channel = owner.channel(json!({ "kind": "api", "name": "One", "store_id": one })).await;
        let row = writes(&desk, &mut owner, &channel, "a", "Hello").await;
        let path = format!("/conversations/{}", row["id"].as_str().unwrap());
        assert_eq!(owner.patch(&path, json!({ "store_id": other })).await.ok()["store_id"], json!(other));
        assert_eq!(owner.patch(&path, json!({ "store_id": null })).await.ok()["store_id"], Value::Null);
        owner.patch(&path, json!({ "store_id": "sto_0000000000001" })).await.problem(422, "validation");
        let history = owner.list(&format!("{path}/history")).await;
        let told: Vec<&Value> =
            history.iter().filter(|line| line["type"] == "store").map(|line| &line["data"]).collect();
        assert_eq!(json!(told), json!([{ "from": one, "to": other }, { "from": other, "to": null }]));
    })
    .await;
}
