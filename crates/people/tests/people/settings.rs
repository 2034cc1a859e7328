use serde_json::json;

use crate::desk::on_both_engines;

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
            "currency": "KRW", "business_hours": hours, "undo_send_seconds": 0,
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
