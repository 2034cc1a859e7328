//! `/channels`: connecting, changing, showing and taking away.

use serde_json::{Value, json};

use crate::desk::{Desk, ENGINES, on_both_engines};

fn mailbox(outgoing: Value) -> Value {
    json!({"kind": "email", "name": "Destek", "address": "Destek@Magaza.example", "outgoing": outgoing})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_made_changed_and_taken_away_and_never_shows_its_password() {
    on_both_engines(|desk| async move {
        let server = json!({"host": "smtp.saglayici.example", "port": 465, "security": "tls", "username": "destek", "password": "çok gizli"});
        let made = desk.post("/channels", mailbox(server)).await;
        assert_eq!(made.status, 201);
        let made = made.ok();
        let id = made["id"].as_str().unwrap();
        assert!(id.starts_with("chn_"));
        assert_eq!(made["email"]["address"], "destek@magaza.example");
        assert_eq!(
            made["email"]["outgoing"],
            json!({"host": "smtp.saglayici.example", "port": 465, "security": "tls", "username": "destek", "has_password": true, "sign_in": "password"}),
        );
        assert!(made["email"]["dkim"]["record_value"].as_str().unwrap().starts_with("v=DKIM1; k=rsa; p="));
        let path = format!("/channels/{id}");
        for shown in [desk.get("/channels").await.ok(), desk.get(&path).await.ok(), made.clone()] {
            assert!(!shown.to_string().contains("gizli"));
        }
        desk.post("/channels", mailbox(Value::Null)).await.problem(422, "validation");

        let kept = json!({"name": "Yardım", "outgoing": {"host": "smtp.saglayici.example", "port": 587, "security": "starttls", "username": "destek"}});
        let changed = desk.patch(&path, kept).await.ok();
        assert_eq!(json!([changed["name"], changed["email"]["outgoing"]["has_password"]]), json!(["Yardım", true]));
        let stolen = json!({"outgoing": {"host": "smtp.thief.example", "port": 465, "security": "tls", "username": "destek"}});
        let wrong = desk.patch(&path, stolen).await.problem(422, "validation");
        assert_eq!(wrong["errors"][0]["pointer"], "/outgoing/password", "a password goes to no other server");

        assert_eq!(desk.delete(&path).await.status, 204);
        desk.get(&path).await.problem(404, "not-found");
        assert_eq!(desk.get("/channels").await.ok()["data"], json!([]));
        assert_eq!(desk.post("/channels", mailbox(Value::Null)).await.status, 201, "its address is free again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_channel_is_told_field_by_field() {
    let desk = Desk::open(ENGINES[0]).await;
    let server = |host: &str, security: &str| json!({"host": host, "port": 25, "security": security});
    for (body, pointer, code) in [
        (mailbox(server("smtp.example.com", "none")), "/outgoing/security", "loopback-only"),
        (mailbox(server("10.0.0.5", "tls")), "/outgoing/host", "not-public"),
        (mailbox(server("169.254.169.254", "tls")), "/outgoing/host", "not-public"),
        (mailbox(server("two words", "tls")), "/outgoing/host", "invalid"),
        (json!({"kind": "email", "name": "x"}), "/address", "required"),
        (json!({"kind": "email", "name": "x", "address": "nobody"}), "/address", "invalid"),
        (json!({"kind": "chat", "name": " "}), "/name", "required"),
        (json!({"kind": "chat", "name": "x", "address": "a@b.example"}), "/address", "not-of-this-kind"),
        (json!({"kind": "chat", "name": "x", "color": "red"}), "/color", "invalid"),
        (json!({"kind": "chat", "name": "x", "greeting": {"de": "Hallo"}}), "/greeting/de", "unknown"),
        (json!({"kind": "chat", "name": "x", "allowed_origins": ["shop"]}), "/allowed_origins/0", "invalid"),
        (json!({"kind": "api", "name": "x", "webhook_url": "http://127.0.0.1/"}), "/webhook_url", "invalid"),
    ] {
        let problem = desk.post("/channels", body.clone()).await.problem(422, "validation");
        let told = (problem["errors"][0]["pointer"].as_str(), problem["errors"][0]["code"].as_str());
        assert_eq!(told, (Some(pointer), Some(code)), "{body}");
    }
    assert_eq!(desk.post("/channels", mailbox(server("127.0.0.1", "none"))).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_comes_with_what_it_needs() {
    let desk = Desk::open(ENGINES[1]).await;
    let box_id = desk.post("/channels", mailbox(Value::Null)).await.ok()["id"].clone();
    let chat = json!({"kind": "chat", "name": "Sohbet", "color": "#1D5FD1", "greeting": {"tr": "Merhaba", "ko": " "},
        "allowed_origins": ["https://magaza.example/path"], "require_email": true, "email_channel_id": box_id});
    let chat = desk.post("/channels", chat).await.ok();
    let id = chat["id"].as_str().unwrap();
    let shown = &chat["chat"];
    assert_eq!(
        json!([shown["color"], shown["greeting"], shown["allowed_origins"], shown["email_channel_id"]]),
        json!(["#1d5fd1", {"tr": "Merhaba"}, ["https://magaza.example"], box_id])
    );
    assert_eq!(
        shown["embed"],
        format!(
            "<script async src=\"https://desk.example/widget.js\" data-channel=\"{id}\" data-color=\"#1d5fd1\" data-fallback=\"tr\"></script>"
        )
    );
    assert_eq!(shown["identity_secret"].as_str().unwrap().len(), 64);
    let uncolored = desk.post("/channels", json!({"kind": "chat", "name": "Chat"})).await.ok();
    desk.patch("/workspace", json!({"brand_color": "#9f2d3f"})).await.ok();
    let path = format!("/channels/{}", uncolored["id"].as_str().unwrap());
    let embed = desk.get(&path).await.ok()["chat"]["embed"].as_str().unwrap().to_owned();
    assert!(embed.ends_with(" data-color=\"#9f2d3f\" data-fallback=\"tr\"></script>"), "{embed}");
    let form = desk.post("/channels", json!({"kind": "contact_form", "name": "Form"})).await.ok();
    assert_eq!(
        form["contact_form"]["url"],
        format!("https://desk.example/forms/{}", form["id"].as_str().unwrap())
    );
    let api = desk.post("/channels", json!({"kind": "api", "name": "Kiosk"})).await.ok();
    assert!(api["api"]["secret"].as_str().unwrap().starts_with("whsec_"));
    let kinds: Vec<Value> = desk.get("/channels").await.ok()["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].clone())
        .collect();
    assert_eq!(json!(kinds), json!(["email", "chat", "chat", "contact_form", "api"]));
    desk.post(&format!("/channels/{id}/test"), json!({"to": "a@b.example"})).await.problem(409, "conflict");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_with_parts_is_changed_part_by_part() {
    on_both_engines(|desk| async move {
        let server = json!({"host": "smtp.saglayici.example", "port": 465, "security": "tls", "username": "destek", "password": "çok gizli"});
        let id = desk.post("/channels", mailbox(server)).await.ok()["id"].as_str().unwrap().to_owned();
        let path = format!("/channels/{id}");
        let after = async |patch: Value| desk.patch(&path, json!({"outgoing": patch})).await;
        let shown = after(json!({"port": 2465})).await.ok()["email"]["outgoing"].clone();
        let known = json!({"host": "smtp.saglayici.example", "port": 2465, "security": "tls", "username": "destek", "has_password": true, "sign_in": "password"});
        assert_eq!(shown, known);
        for (patch, pointer) in [
            (json!({"host": "smtp.thief.example"}), "/outgoing/password"),
            (json!({"host": null}), "/outgoing/host"),
            (json!({"prot": 1}), "/outgoing/prot"),
            (json!({"port": "a"}), "/outgoing/port"),
        ] {
            let wrong = after(patch).await.problem(422, "validation");
            assert_eq!(wrong["errors"][0]["pointer"], pointer, "{wrong}");
        }
        let shown = after(json!({"username": null})).await.ok()["email"]["outgoing"].clone();
        assert_eq!(json!([shown["username"], shown["has_password"]]), json!([null, false]));
        assert_eq!(desk.patch(&path, json!({"outgoing": null})).await.ok()["email"]["outgoing"], Value::Null);
        let fresh = json!({"host": "smtp.saglayici.example", "port": 587, "security": "starttls"});
        assert_eq!(after(fresh).await.ok()["email"]["outgoing"]["port"], 587);

        let chat = json!({"kind": "chat", "name": "Sohbet", "greeting": {"tr": "Merhaba", "en": "Hello"}});
        let chat = desk.post("/channels", chat).await.ok()["id"].as_str().unwrap().to_owned();
        let patch = json!({"greeting": {"en": "Hi", "fa": "سلام", "tr": null}});
        let shown = desk.patch(&format!("/channels/{chat}"), patch).await.ok();
        assert_eq!(shown["chat"]["greeting"], json!({"en": "Hi", "fa": "سلام"}));
        let shown = desk.patch(&format!("/channels/{chat}"), json!({"greeting": null})).await.ok();
        assert_eq!(shown["chat"]["greeting"], json!({}));

        let form = json!({"kind": "contact_form", "name": "Form", "email_channel_id": id});
        assert_eq!(desk.post("/channels", form).await.ok()["contact_form"]["email_channel_id"], json!(id));
    })
    .await;
}
