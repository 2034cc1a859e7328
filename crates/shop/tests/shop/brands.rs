//! Several stores in one workspace, each with a name, a logo, a colour and a language of its own.

use database::testing::on_both_engines;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{World, recorded_store};

async fn store(world: &World, name: &str, currency: &str) -> String {
    let url = format!("{}.example", name.to_lowercase());
    let body =
        json!({ "kind": "other", "name": name, "url": url, "currency": currency, "time_zone": "Asia/Seoul" });
    let made = world.post("/stores", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    made.body["id"].as_str().unwrap().to_owned()
}

async fn change(world: &World, store: &str, body: Value) -> Value {
    let changed = world.patch(&format!("/stores/{store}"), body).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    changed.body
}

async fn brand(world: &World, store: &str) -> Value {
    let all = world.get("/brands").await;
    all["data"].as_array().unwrap().iter().find(|one| one["store_id"] == store).unwrap().clone()
}

/// Codes of what is wrong, by pointer.
fn wrong(body: &Value) -> Vec<(&str, &str)> {
    let errors = body["errors"].as_array().unwrap();
    errors.iter().map(|one| (one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap())).collect()
}

/// One colour, 32 by 32 pixels.
fn picture() -> Vec<u8> {
    let mut written = Vec::new();
    let mut encoder = png::Encoder::new(&mut written, 32, 32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".to_owned(), "taken at 51.5 N".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0x22; 32 * 32 * 3]).unwrap();
    writer.finish().unwrap();
    written
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_store_does_not_say_of_itself_it_has_from_the_workspace() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let (one, other) = (store(&world, "Kestane", "TRY").await, store(&world, "Meşe", "KRW").await);
        let workspace = world.get("/workspace").await;
        let plain = brand(&world, &one).await;
        assert_eq!(json!([plain["name"], plain["color"]]), json!(["Kestane", workspace["brand_color"]]));
        assert_eq!(json!([plain["language"], plain["time_zone"]]), json!(["tr", "Asia/Seoul"]));

        let look = json!({ "brand": { "name": "Kestane Home", "color": "#1F6FEB", "language": "ko" }, "currency": "eur" });
        let changed = change(&world, &one, look).await;
        assert_eq!(
            changed["brand"],
            json!({ "name": "Kestane Home", "color": "#1f6feb", "language": "ko", "logo_url": null })
        );
        assert_eq!(json!([changed["name"], changed["currency"]]), json!(["Kestane", "EUR"]));
        let own = brand(&world, &one).await;
        assert_eq!(json!([own["name"], own["color"]]), json!(["Kestane Home", "#1f6feb"]));
        assert_eq!(json!([own["language"], own["currency"]]), json!(["ko", "EUR"]));
        assert_eq!(brand(&world, &other).await["name"], "Meşe", "the other one stays as it was");

        // Member by member, and null is what it has from elsewhere.
        let changed = change(&world, &one, json!({ "brand": { "color": null, "language": null } })).await;
        assert_eq!(changed["brand"]["name"], "Kestane Home");
        let now = brand(&world, &one).await;
        assert_eq!(json!([now["color"], now["language"]]), json!([workspace["brand_color"], "tr"]));

        // Each change was told and written down; what changes nothing was not.
        change(&world, &one, json!({ "brand": { "name": "Kestane Home" } })).await;
        assert_eq!(world.events(&["store.updated"]).await.len(), 2);
        let audit = world.get("/audit-log?limit=2").await;
        assert_eq!(audit["data"][0]["action"], "store.updated", "{audit}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_name_colour_language_or_currency_is_refused_by_its_field() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let id = store(&world, "Kestane", "TRY").await;
        let path = format!("/stores/{id}");
        let body = json!({ "brand": { "name": "a\u{202e}b", "color": "red" }, "currency": "€", "time_zone": "Mars" });
        let refused = world.patch(&path, body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields: Vec<&str> = wrong(&refused.body).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(fields, ["/brand/name", "/brand/color", "/currency", "/time_zone"]);
        for body in [json!({ "brand": { "language": "de" } }), json!({ "brand": { "logo": "x" } }), json!({ "brand": null })] {
            let refused = world.patch(&path, body.clone()).await;
            assert!(refused.status.is_client_error(), "{body}: {}", refused.body);
        }
        assert_eq!(world.get(&path).await["brand"]["name"], Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_read_tells_its_currency_and_clock_itself_and_keeps_its_look_when_it_is_read() {
    on_both_engines(|data| async {
        let (world, shop) = (World::new(data).await, recorded_store().await);
        let id = world.connect(&shop).await;
        change(&world, &id, json!({ "brand": { "color": "#0b5563" } })).await;
        for (field, body) in
            [("/currency", json!({ "currency": "EUR" })), ("/time_zone", json!({ "time_zone": "UTC" }))]
        {
            let refused = world.patch(&format!("/stores/{id}"), body).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(wrong(&refused.body), [(field, "told-by-store")]);
        }
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;
        assert_eq!(world.get(&format!("/stores/{id}")).await["brand"]["color"], "#0b5563");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_logo_only_the_pixels_are_kept_and_any_page_may_show_it() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let id = store(&world, "Kestane", "TRY").await;
        let path = format!("/stores/{id}/logo");
        for (kind, file, status) in [
            ("image/svg+xml", b"<svg/>".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("image/png", b"<svg/>".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
            ("image/png", vec![0; 600 * 1024], StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let refused = world.put_file(&path, kind, file).await;
            assert_eq!(refused.status, status, "{}", refused.body);
        }
        let kept = world.put_file(&path, "image/png", picture()).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
        let address = kept.body["logo_url"].as_str().unwrap().to_owned();
        assert_eq!(brand(&world, &id).await["logo_url"], address);

        let shown = world.request(Method::GET, &address).send().await.unwrap();
        assert_eq!(shown.status(), StatusCode::OK);
        let header = |name: &str| shown.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/png");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cross-origin-resource-policy"), "cross-origin");
        assert!(
            header("content-security-policy").contains("sandbox")
                && header("cache-control").contains("immutable")
        );
        let bytes = shown.bytes().await.unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && !bytes.windows(5).any(|part| part == b"taken"));

        // The same again is no news; another has another address, and nobody has the old one any more.
        world.put_file(&path, "image/png", picture()).await;
        assert_eq!(world.events(&["store.updated"]).await.len(), 1);
        let gone = world.delete(&path).await;
        assert_eq!(gone.body["logo_url"], Value::Null);
        let after = world.request(Method::GET, &address).send().await.unwrap();
        assert_eq!(after.status(), StatusCode::NOT_FOUND);
        let nobody = world.put_file("/stores/sto_0000000000001/logo", "image/png", picture()).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_customer_of_two_stores_has_what_they_spent_by_currency_and_their_orders_by_store() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let (lira, won) = (store(&world, "Kestane", "TRY").await, store(&world, "Meşe", "KRW").await);
        for (store, currency, number, amount) in [(&lira, "TRY", "KS-1", "489.90"), (&won, "KRW", "MS-1", "52000"), (&won, "KRW", "MS-2", "8000")] {
            let order = json!({
                "source_id": number, "number": number, "status": "completed",
                "total": { "amount": amount, "currency": currency }, "placed_at": "2026-11-20T09:15:00Z",
                "updated_at": "2026-11-20T09:15:00Z", "billing": { "first_name": "Ayşe", "email": "ayse@example.com" },
                "lines": [],
            });
            let told = world.put(&format!("/stores/{store}/orders"), json!({ "orders": [order] })).await;
            assert_eq!(told.body["data"][0]["outcome"], "created", "{}", told.body);
        }
        world.readers_catch_up().await;
        let person = world.order("KS-1").await["customer_id"].as_str().unwrap().to_owned();
        assert_eq!(world.order("MS-2").await["customer_id"], person, "one customer over both");
        let known = world.get(&format!("/customers/{person}")).await;
        assert_eq!(
            known["lifetime_value"],
            json!([{ "amount": "60000", "currency": "KRW" }, { "amount": "489.90", "currency": "TRY" }])
        );
        let of_won = world.get(&format!("/orders?customer={person}&store={won}")).await;
        assert_eq!(of_won["data"].as_array().unwrap().len(), 2);
        world.delete(&format!("/stores/{won}")).await;
        let gone = brand(&world, &won).await;
        assert_eq!(json!([gone["name"], gone["present"]]), json!(["Meşe", false]), "its orders still name it");
    })
    .await;
}
