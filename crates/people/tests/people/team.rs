use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{PASSWORD, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn one_owner_always_remains() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mine = owner.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();
        for change in [json!({ "role": "admin" }), json!({ "disabled": true })] {
            owner.patch(&format!("/agents/{mine}"), change).await.problem(409, "last-owner");
        }
        let mut second = desk.hire(&mut owner, "second@shop.example", "owner").await;
        let theirs = second.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();

        // Both step down at the same moment; one of them has to stay.
        let (down, path) =
            (json!({ "role": "agent" }), [format!("/agents/{mine}"), format!("/agents/{theirs}")]);
        let (one, two) =
            tokio::join!(owner.patch(&path[0], down.clone()), second.patch(&path[1], down.clone()));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_owners_change_owners_or_make_them() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let boss = owner.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();
        let mut admin = desk.hire(&mut owner, "admin@shop.example", "admin").await;
        let me = admin.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();
        for (id, change) in [
            (&boss, json!({ "disabled": true })),
            (&boss, json!({ "role": "viewer" })),
            (&boss, json!({ "name": "Renamed" })),
            (&me, json!({ "role": "owner" })),
        ] {
            admin.patch(&format!("/agents/{id}"), change).await.problem(403, "forbidden");
        }
        let invite = json!({ "email": "x@shop.example", "name": "X", "role": "owner", "language": "en" });
        admin.post("/invitations", invite.clone()).await.problem(403, "forbidden");
        // Nor does an invitation of the owner's become the admin's by sending it again.
        let sent = owner.post("/invitations", invite).await.ok();
        let resend = format!("/invitations/{}/resend", sent["id"].as_str().unwrap());
        admin.post(&resend, json!({})).await.problem(403, "forbidden");
        let token = owner.post("/tokens", json!({ "name": "all", "scopes": ["all"] })).await.ok();
        let mut program = desk.program(token["token"].as_str().unwrap());
        program
            .patch(&format!("/agents/{boss}"), json!({ "role": "viewer" }))
            .await
            .problem(403, "forbidden");
        owner.patch(&format!("/agents/{me}"), json!({ "role": "owner" })).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_disabled_is_out_at_once_and_can_be_let_in_again() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut agent = desk.hire(&mut owner, "agent@shop.example", "agent").await;
        let id = agent.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();
        let shown = owner.patch(&format!("/agents/{id}"), json!({ "disabled": true })).await.ok();
        assert_eq!((&shown["disabled"], &shown["presence"]), (&json!(true), &json!("offline")));
        agent.get("/session").await.problem(401, "unauthorized");
        agent.sign_in("agent@shop.example", PASSWORD).await.problem(401, "invalid-credentials");
        owner.patch(&format!("/agents/{id}"), json!({ "disabled": false })).await.ok();
        agent.get("/session").await.problem(401, "unauthorized");
        agent.sign_in("agent@shop.example", PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_ones_own_and_its_signature_is_cleaned() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let change = json!({
            "name": " 김서연 ", "language": "ko", "time_zone": "Asia/Seoul", "presence": "away",
            "signature": "<b>서연</b><script>alert(1)</script><img src=x onerror=alert(1)>",
        });
        let me = owner.patch("/me", change).await.ok();
        assert_eq!(me["name"], "김서연");
        assert_eq!(me["signature"], "<b>서연</b><img>");
        assert_eq!(
            (&me["language"], &me["time_zone"], &me["presence"]),
            (&json!("ko"), &json!("Asia/Seoul"), &json!("away"))
        );
        assert_eq!(owner.patch("/me", json!({ "signature": null })).await.ok()["signature"], "");
        for (change, pointer) in [
            (json!({ "name": "" }), "/name"),
            (json!({ "name": null }), "/name"),
            (json!({ "time_zone": "Mars" }), "/time_zone"),
            (json!({ "role": "owner" }), "/role"),
            (json!({ "signature": "x".repeat(10_001) }), "/signature"),
        ] {
            let problem = owner.patch("/me", change).await.problem(422, "validation");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_gives_no_sign_is_offline() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut agent = desk.hire(&mut owner, "agent@shop.example", "agent").await;
        desk.wait(SignedDuration::from_mins(14));
        let presences = owner.get("/agents").await.ok();
        assert_eq!(presences["data"][1]["presence"], "online");
        desk.wait(SignedDuration::from_mins(2));
        assert_eq!(owner.get("/agents").await.ok()["data"][1]["presence"], "offline");
        agent.get("/session").await.ok();
        assert_eq!(owner.get("/agents").await.ok()["data"][1]["presence"], "online");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_are_made_changed_and_deleted_with_their_members() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let me = owner.get("/session").await.ok()["agent"]["id"].clone();
        let team = owner.post("/teams", json!({ "name": "Returns", "member_ids": [me, me] })).await.ok();
        assert_eq!(team["member_ids"], json!([me]));
        let path = format!("/teams/{}", team["id"].as_str().unwrap());
        let taken = owner.post("/teams", json!({ "name": "Returns" })).await.problem(422, "validation");
        assert_eq!(taken["errors"][0]["code"], "taken");
        owner
            .post("/teams", json!({ "name": "Ghosts", "member_ids": ["agt_0000000000001"] }))
            .await
            .problem(422, "validation");
        assert_eq!(owner.patch(&path, json!({ "name": "İadeler" })).await.ok()["member_ids"], json!([me]));
        assert_eq!(owner.patch(&path, json!({ "member_ids": [] })).await.ok()["member_ids"], json!([]));
        let agent = owner
            .patch(&format!("/agents/{}", me.as_str().unwrap()), json!({ "team_ids": [team["id"]] }))
            .await
            .ok();
        assert_eq!(agent["team_ids"], json!([team["id"]]));
        assert_eq!(owner.delete(&path).await.status, 204);
        owner.delete(&path).await.problem(404, "not-found");
        assert_eq!(owner.get("/teams").await.ok()["data"], json!([]));
        assert_eq!(owner.get("/session").await.ok()["agent"]["team_ids"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_log_tells_who_did_what_and_holds_no_secret() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut agent = desk.hire(&mut owner, "agent@shop.example", "agent").await;
        let token = owner.post("/tokens", json!({ "name": "import", "scopes": ["orders.read"] })).await.ok();
        desk.browser("198.51.100.4").sign_in("agent@shop.example", "a wrong guess").await;
        // The answer to a sign-in that fails does not wait for its entry.
        while !desk.audit().await.contains(&"session.refused".to_owned()) {
            tokio::task::yield_now().await;
        }
        agent.delete("/session").await;
        assert_eq!(
            desk.audit().await,
            [
                "workspace.created",
                "session.started",
                "invitation.created",
                "invitation.accepted",
                "session.started",
                "token.created",
                "session.refused",
                "session.ended",
            ]
        );
        let first = owner.get("/audit-log?limit=3").await.ok();
        assert_eq!(first["data"][0]["actor"]["type"], "agent");
        assert_eq!(
            (&first["data"][1]["actor"]["type"], &first["data"][1]["ip"]),
            (&json!("stranger"), &json!("198.51.100.4"))
        );
        assert_eq!(first["data"][2]["detail"], json!({ "name": "import", "scopes": ["orders.read"] }));
        let next = first["next"].as_str().unwrap();
        let rest = owner.get(&format!("/audit-log?after={next}")).await.ok();
        assert_eq!((rest["data"].as_array().unwrap().len(), &rest["next"]), (5, &json!(null)));
        let all = format!("{first}{rest}");
        for secret in [token["token"].as_str().unwrap(), PASSWORD, owner.cookies["tillside_session"].as_str()]
        {
            assert!(!all.contains(secret));
        }
    })
    .await;
}
