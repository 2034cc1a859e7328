use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{OWNER, PASSWORD, on_both_engines};

fn invitation(email: &str, role: &str) -> Value {
    json!({ "email": email, "name": "Mina", "role": role, "language": "fa" })
}

fn token_of(sent: &Value) -> String {
    sent["url"].as_str().unwrap().strip_prefix("https://desk.example/invitation/").unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_invited_joins_with_the_role_and_teams_of_the_invitation() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let team = owner.post("/teams", json!({ "name": "Returns" })).await.ok();
        let mut body = invitation("Mina@Shop.example", "agent");
        body["team_ids"] = json!([team["id"]]);
        let sent = owner.post("/invitations", body).await.ok();
        assert_eq!(sent["email"], "mina@shop.example");
        assert_eq!(sent["expires_at"], "2026-03-09T09:00:00.000Z");

        let mails = desk.mails().await;
        assert_eq!((mails[0].to.as_str(), mails[0].language.tag()), ("mina@shop.example", "fa"));
        assert!(mails[0].text.contains(sent["url"].as_str().unwrap()));
        assert!(mails[0].html.contains("dir=\"rtl\""));
        let token = token_of(&sent);
        let listed = owner.get("/invitations").await.ok();
        assert_eq!(listed["data"].as_array().unwrap().len(), 1);
        assert!(!listed.to_string().contains(&token));
        let mail = json!({ "state": "pending", "last_error": null, "settled_at": null });
        assert_eq!(listed["data"][0]["mail"], mail, "what became of the mail");

        let mut mina = desk.browser("192.0.2.30");
        let shown = mina.get(&format!("/invitation/{token}")).await.ok();
        assert_eq!(shown, json!({ "email": "mina@shop.example", "name": "Mina", "workspace_name": "Çay & Co", "language": "fa" }));
        let joined = json!({ "name": "مینا", "password": "سه گربه پشت در آبی" });
        let session = mina.post(&format!("/invitation/{token}"), joined.clone()).await.ok();
        assert_eq!(session["agent"]["name"], "مینا");
        assert_eq!(session["agent"]["role"], "agent");
        assert_eq!(session["agent"]["team_ids"], json!([team["id"]]));
        assert_eq!(session["agent"]["time_zone"], "Europe/Istanbul");
        assert_eq!(
            session["permissions"],
            json!(["conversations.read", "conversations.write", "customers.read", "customers.write", "orders.read", "orders.write", "reports.read", "settings.read"])
        );

        mina.post(&format!("/invitation/{token}"), joined).await.problem(404, "not-found");
        assert_eq!(owner.get("/invitations").await.ok()["data"], json!([]));
        let teams = owner.get("/teams").await.ok();
        assert_eq!(teams["data"][0]["member_ids"], json!([session["agent"]["id"]]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_when_it_is_revoked_sent_again_replaced_or_a_week_old() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut guest = desk.browser("192.0.2.30");
        let first = owner.post("/invitations", invitation("a@shop.example", "agent")).await.ok();
        let id = first["id"].as_str().unwrap().to_owned();
        let again = owner.post(&format!("/invitations/{id}/resend"), json!({})).await.ok();
        guest.get(&format!("/invitation/{}", token_of(&first))).await.problem(404, "not-found");
        guest.get(&format!("/invitation/{}", token_of(&again))).await.ok();

        let replaced = owner.post("/invitations", invitation("a@shop.example", "viewer")).await.ok();
        guest.get(&format!("/invitation/{}", token_of(&again))).await.problem(404, "not-found");
        assert_eq!(owner.get("/invitations").await.ok()["data"].as_array().unwrap().len(), 1);

        let id = replaced["id"].as_str().unwrap();
        assert_eq!(owner.delete(&format!("/invitations/{id}")).await.status, 204);
        owner.delete(&format!("/invitations/{id}")).await.problem(404, "not-found");
        guest.get(&format!("/invitation/{}", token_of(&replaced))).await.problem(404, "not-found");

        let old = owner.post("/invitations", invitation("b@shop.example", "agent")).await.ok();
        desk.wait(SignedDuration::from_hours(7 * 24));
        let accept = json!({ "name": "B", "password": PASSWORD });
        guest.post(&format!("/invitation/{}", token_of(&old)), accept).await.problem(404, "not-found");
        // It is still listed, so that it can be sent again.
        let id = old["id"].as_str().unwrap();
        let fresh = owner.post(&format!("/invitations/{id}/resend"), json!({})).await.ok();
        guest.get(&format!("/invitation/{}", token_of(&fresh))).await.ok();
        assert_eq!(desk.mails().await.len(), 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_cannot_be_is_refused_where_it_is_wrong() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut unknown_team = invitation("c@shop.example", "agent");
        unknown_team["team_ids"] = json!(["tm_0000000000001"]);
        for (body, pointer, code) in [
            (invitation(OWNER, "agent"), "/email", "taken"),
            (invitation("no address", "agent"), "/email", "invalid"),
            (invitation("c@shop.example", "boss"), "/role", "invalid"),
            (unknown_team, "/team_ids", "unknown"),
        ] {
            let problem = owner.post("/invitations", body).await.problem(422, "validation");
            let error = &problem["errors"][0];
            assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!(code)), "{problem}");
        }
        assert!(desk.mails().await.is_empty());
    })
    .await;
}
