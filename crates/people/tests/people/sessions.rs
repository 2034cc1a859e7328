use axum::http::{Method, header};
use jiff::SignedDuration;
use serde_json::json;

use crate::desk::{OWNER, PASSWORD, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_an_unknown_address_and_a_disabled_account_are_answered_alike() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        desk.hire(&mut owner, "gone@shop.example", "agent").await;
        let agents = owner.get("/agents").await.ok();
        let gone = agents["data"][1]["id"].as_str().unwrap().to_owned();
        owner.patch(&format!("/agents/{gone}"), json!({ "disabled": true })).await.ok();

        let mut stranger = desk.browser("192.0.2.7");
        let wrong = stranger.sign_in(OWNER, "not the password").await.problem(401, "invalid-credentials");
        let unknown =
            stranger.sign_in("nobody@shop.example", PASSWORD).await.problem(401, "invalid-credentials");
        let disabled =
            stranger.sign_in("gone@shop.example", PASSWORD).await.problem(401, "invalid-credentials");
        let nonsense = stranger.sign_in("no address", PASSWORD).await.problem(401, "invalid-credentials");
        assert_eq!(wrong, unknown);
        assert_eq!(wrong, disabled);
        assert_eq!(wrong, nonsense);
        stranger.sign_in("OWNER@shop.example", PASSWORD).await.ok();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_in_a_session_needs_its_csrf_token() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let csrf = owner.csrf.take();
        owner.patch("/me", json!({ "name": "Mallory" })).await.problem(403, "csrf");
        owner.csrf = Some("0".repeat(64));
        owner.patch("/me", json!({ "name": "Mallory" })).await.problem(403, "csrf");
        owner.delete("/session").await.problem(403, "csrf");

        // The token of one session is of no use in another.
        let mut other = desk.browser("192.0.2.5");
        other.sign_in(OWNER, PASSWORD).await.ok();
        owner.csrf.clone_from(&other.csrf);
        owner.patch("/me", json!({ "name": "Mallory" })).await.problem(403, "csrf");

        owner.csrf = csrf;
        assert_eq!(owner.patch("/me", json!({ "name": "Ayşe Y." })).await.ok()["name"], "Ayşe Y.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_slides_with_use_and_ends_without() {
    on_both_engines(|desk| async move {
        let day = SignedDuration::from_hours(24);
        let mut owner = desk.set_up().await;
        for _ in 0..6 {
            desk.wait(day * 13);
            owner.get("/session").await.ok();
        }
        desk.wait(day * 13); // 91 days: longer than any session lasts.
        owner.get("/session").await.problem(401, "unauthorized");

        owner.sign_in(OWNER, PASSWORD).await.ok();
        desk.wait(day * 14);
        owner.get("/session").await.problem(401, "unauthorized");
        people::sweep(&desk.test.database).await.unwrap();
        owner.sign_in(OWNER, PASSWORD).await.ok();
        assert_eq!(owner.get("/sessions").await.ok()["data"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_where_one_is_signed_in_and_ends_it_there() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut phone = desk.browser("2001:db8::7");
        phone.sign_in(OWNER, PASSWORD).await.ok();
        let mut agent = desk.hire(&mut owner, "agent@shop.example", "agent").await;

        let sessions = owner.get("/sessions").await.ok();
        let rows = sessions["data"].as_array().unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((&rows[0]["ip"], &rows[0]["current"]), (&json!("2001:db8::7"), &json!(false)));
        assert_eq!((&rows[1]["ip"], &rows[1]["current"]), (&json!("192.0.2.1"), &json!(true)));
        assert_eq!(rows[0]["user_agent"], "Test Browser 1.0");
        let id = rows[0]["id"].as_str().unwrap();

        agent.delete(&format!("/sessions/{id}")).await.problem(404, "not-found");
        assert_eq!(owner.delete(&format!("/sessions/{id}")).await.status, 204);
        owner.delete(&format!("/sessions/{id}")).await.problem(404, "not-found");
        phone.get("/session").await.problem(401, "unauthorized");

        let out = owner.delete("/session").await;
        assert_eq!(out.status, 204);
        assert!(
            out.headers[header::SET_COOKIE]
                .to_str()
                .unwrap()
                .contains("tillside_session=; Path=/; Max-Age=0")
        );
        assert!(!owner.cookies.contains_key("tillside_session"));
        owner.get("/session").await.problem(401, "unauthorized");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut phone = desk.browser("192.0.2.5");
        phone.sign_in(OWNER, PASSWORD).await.ok();

        let change = |current: &str, new: &str| json!({ "current": current, "new": new });
        let wrong = owner
            .post("/me/password", change("not it", "yepyeni bir parola"))
            .await
            .problem(422, "validation");
        assert_eq!(
            (&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]),
            (&json!("/current"), &json!("wrong-password"))
        );
        for (new, code) in
            [("kısa", "too-short"), ("password123", "common"), ("owner@shop.example", "is-email")]
        {
            let refused = owner.post("/me/password", change(PASSWORD, new)).await.problem(422, "validation");
            assert_eq!(
                (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
                (&json!("/new"), &json!(code))
            );
        }
        phone.get("/session").await.ok();

        assert_eq!(owner.post("/me/password", change(PASSWORD, "yepyeni bir parola")).await.status, 204);
        owner.get("/session").await.ok();
        phone.get("/session").await.problem(401, "unauthorized");
        phone.sign_in(OWNER, PASSWORD).await.problem(401, "invalid-credentials");
        phone.sign_in(OWNER, "yepyeni bir parola").await.ok();
        assert!(desk.audit().await.contains(&"password.changed".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_token_is_not_in_the_database() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let token = owner.cookies["tillside_session"].clone();
        let stored = crate::resetting::column(&desk, "session", "token_hash").await;
        assert_eq!(stored, [people::sign_in::hash_of(&token)]);
        // What is stored does not let anybody in.
        owner.cookies.insert("tillside_session".to_owned(), stored[0].clone());
        owner.get("/session").await.problem(401, "unauthorized");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_that_is_no_token_is_refused_even_with_a_session() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        for value in ["Basic b3duZXI6eA==", "Bearer ", "Bearer tsk_unknown", "tsk_unknown"] {
            let answer = owner.ask(Method::GET, "/session", None, &[("authorization", value)]).await;
            answer.problem(401, "unauthorized");
        }
    })
    .await;
}
