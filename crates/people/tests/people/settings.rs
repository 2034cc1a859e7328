use serde_json::json;

use crate::desk::{OWNER, PASSWORD, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn the_workspace_is_changed_field_by_field() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let hours = json!({
            "time_zone": "Asia/Seoul",
            "days": [{ "day": "mon", "from": "09:00", "to": "12:30" }, { "day": "mon", "from": "13:30", "to": "24:00" }],
            "holidays": ["2026-01-01"],
        });
        let change = json!({
            "name": "차와 친구들", "language": "ko", "time_zone": "Asia/Seoul", "brand_color": "#0F766E",
            "currency": "KRW", "business_hours": hours, "undo_send_seconds": 0,
        });
        owner.patch("/workspace", change).await.ok();
        let mut shown = owner.get("/workspace").await.ok();
        shown.as_object_mut().unwrap().remove("id");
        let expected = json!({
            "name": "차와 친구들", "language": "ko", "time_zone": "Asia/Seoul", "brand_color": "#0f766e",
            "currency": "KRW", "business_hours": hours, "undo_send_seconds": 0, "raw_mail_days": null,
        });
        assert_eq!(shown, expected);
        owner.patch("/workspace", json!({ "name": "차와 친구들" })).await.ok();
        let changes = desk.audit().await.iter().filter(|action| *action == "workspace.updated").count();
        assert_eq!(changes, 1, "what changes nothing is not written down");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_cannot_be_is_refused_where_it_is_wrong() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let hours = |from: &str, to: &str| {
            json!({ "business_hours": { "time_zone": "UTC", "days": [{ "day": "mon", "from": from, "to": to }] } })
        };
        for (change, pointer) in [
            (json!({ "name": null }), "/name"),
            (json!({ "brand_color": "red" }), "/brand_color"),
            (json!({ "currency": "₺" }), "/currency"),
            (json!({ "time_zone": "Mars" }), "/time_zone"),
            (json!({ "undo_send_seconds": 121 }), "/undo_send_seconds"),
            (json!({ "language": "de" }), "/language"),
            (hours("18:00", "09:00"), "/business_hours/days/0/to"),
            (hours("9", "18:00"), "/business_hours/days/0/from"),
            (json!({ "logo": "x" }), "/logo"),
        ] {
            let problem = owner.patch("/workspace", change).await.problem(422, "validation");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_the_business_hours_is_changed_without_the_rest() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let before = owner.get("/workspace").await.ok()["business_hours"].clone();
        let change = json!({ "business_hours": { "time_zone": "UTC", "holidays": ["2026-04-23"] } });
        let after = owner.patch("/workspace", change).await.ok()["business_hours"].clone();
        assert_eq!(after["days"], before["days"]);
        assert_eq!((&after["time_zone"], &after["holidays"]), (&json!("UTC"), &json!(["2026-04-23"])));
        let change = json!({ "business_hours": { "holidays": null } });
        let after = owner.patch("/workspace", change).await.ok()["business_hours"].clone();
        assert_eq!((&after["time_zone"], &after["holidays"]), (&json!("UTC"), &json!([])));
        for (change, pointer) in [
            (json!(null), "/business_hours"),
            (json!([]), "/business_hours"),
            (json!({ "days": null }), "/business_hours/days"),
            (json!({ "days": [["mon", "09:00", "18:00"]] }), "/business_hours/days/0"),
            (json!({ "noon": "12:00" }), "/business_hours/noon"),
            (json!({ "time_zone": "Mars" }), "/business_hours/time_zone"),
        ] {
            let change = json!({ "business_hours": change });
            let problem = owner.patch("/workspace", change).await.problem(422, "validation");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_short_list_comes_in_pages_too() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        desk.hire(&mut owner, "second@shop.example", "admin").await;
        for _ in 0..2 {
            desk.browser("192.0.2.7").sign_in(OWNER, PASSWORD).await.ok();
        }
        for number in 0..51 {
            owner.post("/teams", json!({ "name": format!("Team {number}"), "member_ids": [] })).await.ok();
        }
        for list in ["/agents", "/sessions", "/teams"] {
            let first = owner.get(&format!("{list}?limit=1")).await.ok();
            assert_eq!(first["data"].as_array().unwrap().len(), 1, "{list}");
            let after = first["next"].as_str().unwrap();
            let second = owner.get(&format!("{list}?limit=1&after={after}")).await.ok();
            assert_ne!(second["data"][0]["id"], first["data"][0]["id"], "{list}");
            owner.get(&format!("{list}?colour=red")).await.problem(400, "invalid-query");
        }
        let first = owner.get("/teams").await.ok();
        assert_eq!(first["data"].as_array().unwrap().len(), 50);
        let rest = owner.get(&format!("/teams?after={}", first["next"].as_str().unwrap())).await.ok();
        assert_eq!((rest["data"].as_array().unwrap().len(), &rest["next"]), (1, &json!(null)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_whether_somebody_is_there_now_and_otherwise_when() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        // It is Monday, 12:00 in Istanbul.
        for (days, open, next) in [
            (json!([{ "day": "mon", "from": "09:00", "to": "18:00" }]), true, json!(null)),
            (
                json!([{ "day": "tue", "from": "09:00", "to": "18:00" }]),
                false,
                json!("2026-03-03T06:00:00.000Z"),
            ),
            (json!([]), false, json!(null)),
        ] {
            let hours = json!({ "business_hours": { "time_zone": "Europe/Istanbul", "days": days } });
            owner.patch("/workspace", hours).await.ok();
            let told = owner.get("/workspace/attendance").await.ok();
            let expected = json!({ "open": open, "next_open_at": next, "now": "2026-03-02T09:00:00.000Z" });
            assert_eq!(told, expected);
        }
    })
    .await;
}
