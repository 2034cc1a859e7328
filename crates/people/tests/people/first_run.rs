use axum::http::header;
use language::Language;
use people::admin::{self, AdminError, Owner};
use people::tokens::{NewToken, Scopes};
use serde_json::json;

use crate::desk::{OWNER, PASSWORD, on_both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_visitor_sets_up_the_workspace_and_nobody_does_it_again() {
    on_both_engines(|desk| async move {
        let mut visitor = desk.browser("192.0.2.1");
        assert_eq!(visitor.get("/setup").await.ok(), json!({ "needed": true }));
        let body = json!({
            "workspace_name": "Çay & Co", "name": "Ayşe", "email": "Owner@Shop.Example", "password": PASSWORD,
            "language": "tr", "time_zone": "Europe/Istanbul",
        });
        let answer = visitor.post("/setup", body.clone()).await;
        let cookies: Vec<_> = answer
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|value| value.to_str().unwrap().to_owned())
            .collect();
        for cookie in &cookies {
            assert!(cookie.contains("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        }
        let session = answer.ok();
        assert_eq!(session["agent"]["email"], OWNER);
        assert_eq!(session["agent"]["role"], "owner");
        assert_eq!(session["agent"]["presence"], "online");
        assert_eq!(session["workspace"]["name"], "Çay & Co");
        assert_eq!(session["workspace"]["currency"], "TRY");
        assert_eq!(session["workspace"]["business_hours"]["time_zone"], "Europe/Istanbul");
        assert_eq!(session["permissions"].as_array().unwrap().len(), 15);

        assert_eq!(visitor.get("/session").await.ok(), session);
        assert_eq!(visitor.get("/setup").await.ok(), json!({ "needed": false }));
        desk.browser("192.0.2.9").post("/setup", body).await.problem(409, "conflict");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_first_runs_at_once_make_one_workspace() {
    on_both_engines(|desk| async move {
        let mut all = tokio::task::JoinSet::new();
        for number in 0..4 {
            let mut browser = desk.browser("192.0.2.1");
            let body = json!({
                "workspace_name": "Shop", "name": "A", "email": format!("a{number}@shop.example"),
                "password": PASSWORD, "language": "en", "time_zone": "UTC",
            });
            all.spawn(async move { browser.post("/setup", body).await.status.as_u16() });
        }
        let mut statuses = all.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409]);
        assert_eq!(desk.test.database.workspaces().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_run_that_is_wrong_is_told_every_field_that_is() {
    on_both_engines(|desk| async move {
        let body = json!({
            "workspace_name": " ", "name": "Ayşe", "email": "nobody", "password": "short",
            "language": "tr", "time_zone": "Europe/Nowhere",
        });
        let problem = desk.browser("192.0.2.1").post("/setup", body).await.problem(422, "validation");
        let wrong: Vec<_> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()))
            .collect();
        let expected = [
            ("/workspace_name", "required"),
            ("/email", "invalid"),
            ("/time_zone", "invalid"),
            ("/password", "too-short"),
        ];
        assert_eq!(wrong, expected);
    })
    .await;
}

fn owner(email: &str) -> Owner {
    Owner {
        email: email.to_owned(),
        name: "Ayşe".to_owned(),
        password: Some(PASSWORD.to_owned()),
        language: Language::Tr,
        time_zone: "Europe/Istanbul".parse().unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_makes_owners_and_tokens_beside_a_running_server() {
    on_both_engines(|desk| async move {
        // Another process: a second handle on the same data.
        let beside =
            database::Database::open(desk.test.settings.clone(), desk.test.database.clock(), 2).unwrap();
        let token = NewToken { name: "import".parse().unwrap(), scopes: Scopes::All };
        let none = admin::create_token(&beside, token.clone()).await;
        assert!(matches!(none, Err(AdminError::NoWorkspace)));

        assert_eq!(admin::create_owner(&beside, owner(OWNER)).await.unwrap(), None);
        let mut browser = desk.browser("192.0.2.1");
        let session = browser.sign_in(OWNER, PASSWORD).await.ok();
        assert_eq!(session["agent"]["role"], "owner");
        assert_eq!(session["workspace"]["name"], "shop.example");

        let made_up = Owner { password: None, ..owner("second@shop.example") };
        let made_up = admin::create_owner(&beside, made_up).await.unwrap().unwrap();
        desk.browser("192.0.2.3").sign_in("second@shop.example", &made_up).await.ok();
        assert_eq!(desk.test.database.workspaces().await.unwrap().len(), 1);
        let again = admin::create_owner(&beside, owner(OWNER)).await;
        assert!(matches!(again, Err(AdminError::EmailTaken(_))));
        assert!(matches!(admin::create_owner(&beside, owner("nobody")).await, Err(AdminError::Email(..))));

        let token = admin::create_token(&beside, token).await.unwrap();
        assert!(token.starts_with("tsk_"));
        assert_eq!(desk.program(&token).get("/agents").await.ok()["data"].as_array().unwrap().len(), 2);

        admin::set_password(&beside, OWNER, "başka bir parola").await.unwrap();
        browser.get("/session").await.problem(401, "unauthorized");
        browser.sign_in(OWNER, "başka bir parola").await.ok();
        let unknown = admin::set_password(&beside, "nobody@shop.example", PASSWORD).await;
        assert!(matches!(unknown, Err(AdminError::NobodyHas(_))));
    })
    .await;
}
