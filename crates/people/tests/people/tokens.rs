use jiff::SignedDuration;
use serde_json::json;

use crate::desk::on_both_engines;
use crate::resetting::column;

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_does_what_its_scopes_say_and_stops_when_it_is_revoked() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let made =
            owner.post("/tokens", json!({ "name": "Dashboard", "scopes": ["settings.read"] })).await.ok();
        let secret = made["token"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("tsk_") && secret.len() == 36, "{secret}");
        assert_eq!(made["created_by"], "Ayşe");
        assert_eq!(column(&desk, "api_token", "token_hash").await, [people::sign_in::hash_of(&secret)]);

        let mut program = desk.program(&secret);
        program.get("/teams").await.ok();
        let refused = program.post("/teams", json!({ "name": "X" })).await.problem(403, "forbidden");
        assert_eq!(refused["detail"], "this needs the permission team.write");
        program.get("/session").await.problem(403, "forbidden");

        let listed = owner.get("/tokens").await.ok();
        assert!(!listed.to_string().contains(&secret));
        assert_eq!(listed["data"][0]["last_used_at"], "2026-03-02T09:00:00.000Z");
        desk.wait(SignedDuration::from_mins(9));
        program.get("/teams").await.ok();
        assert_eq!(owner.get("/tokens").await.ok()["data"][0]["last_used_at"], "2026-03-02T09:00:00.000Z");
        desk.wait(SignedDuration::from_mins(1));
        program.get("/teams").await.ok();
        assert_eq!(owner.get("/tokens").await.ok()["data"][0]["last_used_at"], "2026-03-02T09:10:00.000Z");

        let path = format!("/tokens/{}", made["id"].as_str().unwrap());
        assert_eq!(owner.delete(&path).await.status, 204);
        owner.delete(&path).await.problem(404, "not-found");
        program.get("/teams").await.problem(401, "unauthorized");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_makes_one_that_may_do_more_than_itself() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let maker = owner
            .post("/tokens", json!({ "name": "maker", "scopes": ["tokens.write", "orders.read"] }))
            .await
            .ok();
        let mut program = desk.program(maker["token"].as_str().unwrap());
        for scopes in [json!(["all"]), json!(["team.write"]), json!(["orders.read", "settings.read"])] {
            program
                .post("/tokens", json!({ "name": "more", "scopes": scopes }))
                .await
                .problem(403, "forbidden");
        }
        program.post("/tokens", json!({ "name": "less", "scopes": ["orders.read"] })).await.ok();
        for (scopes, code) in [(json!([]), "required"), (json!(["orders.delete"]), "unknown-value")] {
            let body = json!({ "name": "x", "scopes": scopes });
            let problem = owner.post("/tokens", body).await.problem(422, "validation");
            assert_eq!(
                (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
                (&json!("/scopes"), &json!(code))
            );
        }
    })
    .await;
}
