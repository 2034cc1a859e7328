//! Tags and custom fields.

use serde_json::json;

use crate::desk::{each, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_is_made_when_it_is_first_put_on_and_its_conversations_follow_it() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        owner.post("/tags", json!({ "name": "vip", "color": "#FF0000" })).await.ok();
        owner.patch(&path, json!({ "tags": ["vip", " new ", "new"] })).await.ok();
        let tags = owner.list("/tags").await;
        assert_eq!(each(&tags, "name"), ["new", "vip"]);
        assert_eq!((&tags[1]["color"], &tags[1]["count"]), (&json!("#ff0000"), &json!(1)));
        let tag = format!("/tags/{}", tags[1]["id"].as_str().unwrap());
        owner.patch(&tag, json!({ "name": "new" })).await.problem(422, "validation");
        owner.patch(&tag, json!({ "name": "best" })).await.ok();
        assert_eq!(owner.get(&path).await.ok()["tags"], json!(["best", "new"]));
        assert_eq!(owner.list("/conversations?tag=best").await.len(), 1);
        owner.delete(&tag).await.ok();
        assert_eq!(owner.get(&path).await.ok()["tags"], json!(["new"]));
        assert!(owner.list("/conversations?tag=best").await.is_empty());
        owner.post("/tags", json!({ "name": "new" })).await.problem(422, "validation");
        owner.post("/tags", json!({ "name": "x", "color": "red" })).await.problem(422, "validation");
        owner.delete(&tag).await.problem(404, "not-found");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_field_takes_only_values_of_its_kind() {
    on_both_engines(|desk, mut owner| async move {
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let path = format!("/conversations/{id}");
        for (key, kind) in [("t", "text"), ("n", "number"), ("b", "boolean"), ("d", "date")] {
            owner.post("/custom-fields", json!({ "key": key, "label": key, "type": kind })).await.ok();
        }
        let choice = json!({ "key": "c", "label": "C", "type": "choice", "choices": ["red", "blue"] });
        let choice = owner.post("/custom-fields", choice).await.ok();
        let right = json!({ "t": "text", "n": 1.5, "b": true, "d": "2026-11-21", "c": "red" });
        let after = owner.patch(&path, json!({ "custom_fields": right })).await.ok();
        assert_eq!(after["custom_fields"], right);
        for wrong in [
            json!({ "t": 1 }),
            json!({ "n": "1" }),
            json!({ "b": 0 }),
            json!({ "d": "21.11.2026" }),
            json!({ "c": "green" }),
        ] {
            owner.patch(&path, json!({ "custom_fields": wrong })).await.problem(422, "validation");
        }
        let after = owner.patch(&path, json!({ "custom_fields": { "t": null } })).await.ok();
        assert!(after["custom_fields"].get("t").is_none());
        for wrong in [
            json!({ "key": "T", "label": "T", "type": "text" }),
            json!({ "key": "t", "label": "T", "type": "text" }),
            json!({ "key": "u", "label": "", "type": "text" }),
            json!({ "key": "u", "label": "U", "type": "choice" }),
            json!({ "key": "u", "label": "U", "type": "text", "choices": ["a"] }),
        ] {
            owner.post("/custom-fields", wrong).await.problem(422, "validation");
        }
        let field = format!("/custom-fields/{}", choice["id"].as_str().unwrap());
        let changed = owner.patch(&field, json!({ "label": "Colour", "choices": ["green"] })).await.ok();
        assert_eq!((&changed["label"], &changed["choices"]), (&json!("Colour"), &json!(["green"])));
        owner.delete(&field).await.ok();
        owner.delete(&field).await.problem(404, "not-found");
        assert_eq!(owner.list("/custom-fields").await.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_in_another_case_is_the_same_tag() {
    on_both_engines(|desk, mut owner| async move {
        for name in ["vip", "iade", "Straße"] {
            owner.post("/tags", json!({ "name": name })).await.ok();
        }
        for taken in ["vip", "VIP", "Vip", "İADE", "IADE", "STRASSE"] {
            let problem = owner.post("/tags", json!({ "name": taken })).await.problem(422, "validation");
            assert_eq!(
                (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
                (&json!("/name"), &json!("taken"))
            );
        }
        owner.post("/tags", json!({ "name": "íade" })).await.ok();
        let chat = owner.chat().await;
        let id = desk.asked(&chat, "Hello").await;
        let put_on = json!({ "tags": ["VIP", "new", "vip", "NEW"] });
        let shown = owner.patch(&format!("/conversations/{id}"), put_on).await.ok();
        assert_eq!(shown["tags"], json!(["vip", "new"]), "as the tags themselves are written");
        assert_eq!(owner.list("/tags").await.len(), 5);
        let tags = owner.list("/tags").await;
        let vip = tags.iter().find(|tag| tag["name"] == "vip").unwrap();
        let path = format!("/tags/{}", vip["id"].as_str().unwrap());
        owner.patch(&path, json!({ "name": "Iade" })).await.problem(422, "validation");
        owner.patch(&path, json!({ "name": "VIP" })).await.ok();
        assert_eq!(owner.get(&format!("/conversations/{id}")).await.ok()["tags"], json!(["VIP", "new"]));
    })
    .await;
}
