//! Who may call what: every route of this floor, as everybody.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use people::team::{Permission, Role};
use people::workspaces::Founder;
use people::workspaces::setup::found_workspace;
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, PASSWORD, on_both_engines};

/// Who may call a route.
#[derive(Clone, Copy)]
enum For {
    /// Everybody, signed in or not.
    Everybody,
    /// Whoever is signed in, but no program.
    People,
    /// Whoever has the permission.
    With(Permission),
}

/// A route with a body that is well-formed, so that only the permission decides. `{id}` stands for a thing of the workspace.
struct Route {
    method: &'static str,
    path: &'static str,
    allowed: For,
    body: Option<Value>,
}

fn routes() -> Vec<Route> {
    use For::{Everybody, People, With};
    use Permission::{
        AuditRead, CustomersRead, CustomersWrite, SettingsRead, SettingsWrite, TeamWrite, TokensWrite,
    };
    let route = |method, path, allowed, body| Route { method, path, allowed, body };
    let empty = || Some(json!({}));
    vec![
        route("get", "/setup", Everybody, None),
        route("post", "/setup", Everybody, empty()),
        route("post", "/session", Everybody, empty()),
        route("get", "/session", People, None),
        route("delete", "/session", People, None),
        route("patch", "/me", People, empty()),
        route("post", "/me/password", People, Some(json!({ "current": "wrong", "new": PASSWORD }))),
        route("get", "/sessions", People, None),
        route("delete", "/sessions/{id}", People, None),
        route("post", "/password-resets", Everybody, empty()),
        route("get", "/password-resets/{token}", Everybody, None),
        route("post", "/password-resets/{token}", Everybody, empty()),
        route("get", "/invitation/{token}", Everybody, None),
        route("post", "/invitation/{token}", Everybody, empty()),
        route("get", "/agents", With(SettingsRead), None),
        route("patch", "/agents/{id}", With(TeamWrite), empty()),
        route("get", "/invitations", With(TeamWrite), None),
        route("post", "/invitations", With(TeamWrite), Some(invitation())),
        route("delete", "/invitations/{id}", With(TeamWrite), None),
        route("post", "/invitations/{id}/resend", With(TeamWrite), None),
        route("get", "/teams", With(SettingsRead), None),
        route("post", "/teams", With(TeamWrite), Some(json!({ "name": " " }))),
        route("patch", "/teams/{id}", With(TeamWrite), empty()),
        route("delete", "/teams/{id}", With(TeamWrite), None),
        route("get", "/tokens", With(TokensWrite), None),
        route("post", "/tokens", With(TokensWrite), Some(json!({ "name": " ", "scopes": ["all"] }))),
        route("delete", "/tokens/{id}", With(TokensWrite), None),
        route("get", "/audit-log", With(AuditRead), None),
        route("get", "/workspace", With(SettingsRead), None),
        route("get", "/workspace/attendance", With(SettingsRead), None),
        route("patch", "/workspace", With(SettingsWrite), empty()),
        route("get", "/customers", With(CustomersRead), None),
        route("post", "/customers", With(CustomersWrite), empty()),
        route("get", "/customers/{id}", With(CustomersRead), None),
        route("patch", "/customers/{id}", With(CustomersWrite), empty()),
        route("get", "/customers/{id}/suggestions", With(CustomersRead), None),
        route("post", "/customers/{id}/suggestions/{other}/dismiss", With(CustomersWrite), None),
        route("post", "/customers/{id}/merge", With(CustomersWrite), Some(json!({ "from": NO_CUSTOMER }))),
        route("post", "/customer-merges/{id}/undo", With(CustomersWrite), None),
    ]
}

const NO_CUSTOMER: &str = "cus_0000000000001";

fn invitation() -> Value {
    json!({ "email": "no address", "name": "X", "role": "agent", "language": "en" })
}

async fn call(browser: &Browser, route: &Route, id: &str) -> StatusCode {
    let token = "00000000000000000000000000000000";
    let path = route.path.replace("{id}", id).replace("{token}", token).replace("{other}", NO_CUSTOMER);
    let method: Method = route.method.to_uppercase().parse().unwrap();
    browser.clone().ask(method, &path, route.body.clone(), &[]).await.status
}

/// Signs somebody of this role in.
async fn staff(desk: &Desk, role: Role) -> Browser {
    let mut browser = desk.browser("198.51.100.1");
    browser.sign_in(&format!("the-{role}@shop.example"), PASSWORD).await.ok();
    browser
}

async fn everybody(desk: &Desk) -> Browser {
    let mut owner = desk.set_up().await;
    for role in Role::ALL {
        desk.hire(&mut owner, &format!("the-{role}@shop.example"), role.as_str()).await;
    }
    owner
}

/// An id of every kind that does not exist here.
fn stranger_id(path: &str) -> &'static str {
    match path.split('/').nth(1).unwrap() {
        "sessions" => "ses_0000000000001",
        "agents" => "agt_0000000000001",
        "invitations" => "inv_0000000000001",
        "teams" => "tm_0000000000001",
        "tokens" => "tok_0000000000001",
        "customers" => NO_CUSTOMER,
        "customer-merges" => "mrg_0000000000001",
        _ => "",
    }
}

#[test]
fn the_table_names_every_route_and_nothing_else() {
    let (_, api) = people::routes().split_for_parts();
    let api = serde_json::to_value(&api).unwrap();
    let served: BTreeSet<(String, String)> = api["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| (path.clone(), method.clone()))
        })
        .collect();
    let listed: BTreeSet<_> =
        routes().iter().map(|route| (route.path.to_owned(), route.method.to_owned())).collect();
    assert_eq!(served, listed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_sent_to_sign_in_from_everywhere_but_the_doors() {
    on_both_engines(|desk| async move {
        desk.set_up().await;
        for (number, route) in routes().iter().enumerate() {
            let stranger = desk.browser(&format!("198.51.100.{number}"));
            let status = call(&stranger, route, stranger_id(route.path)).await;
            match route.allowed {
                For::Everybody => assert_ne!(status, 401, "{} {}", route.method, route.path),
                For::People | For::With(_) => assert_eq!(status, 401, "{} {}", route.method, route.path),
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_may_do_what_its_permissions_say_and_nothing_else() {
    on_both_engines(|desk| async move {
        everybody(&desk).await;
        for role in Role::ALL {
            let mut browser = staff(&desk, *role).await;
            for (number, route) in routes().iter().enumerate() {
                browser.ip = format!("198.51.101.{number}").parse().unwrap();
                let status = call(&browser, route, stranger_id(route.path)).await;
                let told = format!("{role}: {} {} {status}", route.method, route.path);
                let allowed = match route.allowed {
                    For::Everybody | For::People => true,
                    For::With(permission) => role.permissions().has(permission),
                };
                assert_eq!(status != 403, allowed, "{told}");
                assert_ne!(status, 401, "{told}");
                assert!(!status.is_server_error(), "{told}");
                if (route.method, route.path) == ("delete", "/session") {
                    browser = staff(&desk, *role).await;
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_do_what_its_scopes_say_and_nothing_else() {
    on_both_engines(|desk| async move {
        let mut owner = everybody(&desk).await;
        for scope in Permission::ALL {
            let body = json!({ "name": "one", "scopes": [scope] });
            let token = owner.post("/tokens", body).await.ok()["token"].as_str().unwrap().to_owned();
            let mut program = desk.program(&token);
            for (number, route) in routes().iter().enumerate() {
                program.ip = format!("198.51.100.{number}").parse().unwrap();
                let status = call(&program, route, stranger_id(route.path)).await;
                let allowed = match route.allowed {
                    For::Everybody => continue,
                    For::People => false,
                    For::With(permission) => permission == *scope,
                };
                assert_eq!(status != 403, allowed, "{scope}: {} {} {status}", route.method, route.path);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_workspace_does_not_exist() {
    on_both_engines(|desk| async move {
        let mut owner = desk.set_up().await;
        let mut theirs = other_workspace(&desk).await;
        let team = theirs.post("/teams", json!({ "name": "Secret" })).await.ok();
        let token = theirs.post("/tokens", json!({ "name": "Secret", "scopes": ["all"] })).await.ok();
        let invite =
            json!({ "email": "x@other.example", "name": "Secret", "role": "agent", "language": "en" });
        let invitation = theirs.post("/invitations", invite).await.ok();
        let customer = json!({ "name": "Secret One", "email": "one@other.example" });
        let customer = theirs.post("/customers", customer).await.ok();
        let double = json!({ "name": "Secret Two", "email": "two@other.example" });
        let double = theirs.post("/customers", double).await.ok();
        let into = format!("/customers/{}/merge", customer["id"].as_str().unwrap());
        let merge = theirs.post(&into, json!({ "from": double["id"] })).await.ok();
        let agent = theirs.get("/session").await.ok()["agent"]["id"].clone();
        let session = theirs.get("/sessions").await.ok()["data"][0]["id"].clone();
        let id_of = |path: &str| match path.split('/').nth(1).unwrap() {
            "sessions" => session.as_str().unwrap().to_owned(),
            "agents" => agent.as_str().unwrap().to_owned(),
            "invitations" => invitation["id"].as_str().unwrap().to_owned(),
            "teams" => team["id"].as_str().unwrap().to_owned(),
            "customers" => customer["id"].as_str().unwrap().to_owned(),
            "customer-merges" => merge["merge_id"].as_str().unwrap().to_owned(),
            _ => token["id"].as_str().unwrap().to_owned(),
        };
        for route in routes().iter().filter(|route| route.path.contains("{id}")) {
            let status = call(&owner, route, &id_of(route.path)).await;
            assert_eq!(status, 404, "{} {}", route.method, route.path);
        }
        for list in ["/agents", "/teams", "/tokens", "/invitations", "/sessions", "/audit-log", "/customers"]
        {
            let shown = owner.get(list).await.ok().to_string();
            for secret in ["Secret", "other.example", agent.as_str().unwrap(), session.as_str().unwrap()] {
                assert!(!shown.contains(secret), "{list} shows {secret}: {shown}");
            }
        }
        // Naming what is theirs is refused as unknown.
        let me = owner.get("/session").await.ok()["agent"]["id"].as_str().unwrap().to_owned();
        let join = json!({ "team_ids": [team["id"]] });
        owner.patch(&format!("/agents/{me}"), join).await.problem(422, "validation");
        owner
            .post("/teams", json!({ "name": "Spy", "member_ids": [agent] }))
            .await
            .problem(422, "validation");
        // And all of it is still there.
        assert_eq!(theirs.get("/teams").await.ok()["data"], json!([team]));
        theirs.get("/session").await.ok();
    })
    .await;
}

async fn other_workspace(desk: &Desk) -> Browser {
    let password = people::sign_in::NewPassword::parse(PASSWORD, "boss@other.example").unwrap();
    let founder = Founder {
        workspace_name: "Other".parse().unwrap(),
        name: "Boss".parse().unwrap(),
        email: "boss@other.example".to_owned(),
        password_hash: desk.app.passwords().hash(password).await.unwrap(),
        language: language::Language::En,
        time_zone: "UTC".parse().unwrap(),
    };
    desk.test.database.write(move |tx| found_workspace(tx, &founder, "")).await.unwrap();
    let mut boss = desk.browser("203.0.113.50");
    boss.sign_in("boss@other.example", PASSWORD).await.ok();
    boss
}
