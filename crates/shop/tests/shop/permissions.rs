//! Who may call what: every route of this floor, as everybody.

use std::collections::BTreeSet;

use database::testing::on_both_engines;
use people::team::{Permission, Role};
use people::workspaces::Founder;
use people::workspaces::setup::found_workspace;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{Answer, PASSWORD, World, answer, recorded_store, token};

/// A route with a body that reads, so that only the permission decides. `{id}` stands for a thing of the workspace.
type Route = (&'static str, &'static str, Permission, Option<Value>);

fn routes() -> Vec<Route> {
    use Permission::{ConversationsWrite, OrdersRead, OrdersWrite, SettingsRead, SettingsWrite, StoresWrite};
    let note = json!({ "kind": "note", "text": "x" });
    let done = json!({ "action": note, "version": "1.0.processing" });
    let keys = json!({
        "kind": "woocommerce", "name": "x", "url": "http://127.0.0.1:9", "consumer_key": "", "consumer_secret": "",
    });
    let shop = json!({ "name": "", "url": "x.example", "client_id": "", "client_secret": "" });
    vec![
        ("get", "/stores", SettingsRead, None),
        ("post", "/stores", StoresWrite, Some(keys)),
        ("post", "/stores/authorize", StoresWrite, Some(json!({ "name": "", "url": "x.example" }))),
        ("post", "/stores/authorize/shopify", StoresWrite, Some(shop)),
        ("get", "/stores/{id}", SettingsRead, None),
        ("patch", "/stores/{id}", StoresWrite, Some(json!({}))),
        ("delete", "/stores/{id}", StoresWrite, None),
        ("post", "/stores/{id}/sync", StoresWrite, None),
        ("post", "/stores/{id}/test", StoresWrite, None),
        ("get", "/brands", SettingsRead, None),
        ("put", "/stores/{id}/logo", StoresWrite, None),
        ("delete", "/stores/{id}/logo", StoresWrite, None),
        ("get", "/stores/{id}/imports", SettingsRead, None),
        ("post", "/stores/{id}/imports?kind=orders", StoresWrite, None),
        ("get", "/stores/{id}/imports/{import}", SettingsRead, None),
        ("patch", "/stores/{id}/imports/{import}", StoresWrite, Some(json!({}))),
        ("get", "/stores/{id}/imports/{import}/preview", StoresWrite, None),
        ("post", "/stores/{id}/imports/{import}/check", StoresWrite, None),
        ("post", "/stores/{id}/imports/{import}/run", StoresWrite, None),
        ("post", "/stores/{id}/imports/{import}/cancel", StoresWrite, None),
        ("get", "/stores/{id}/imports/{import}/bad-lines.csv", SettingsRead, None),
        ("put", "/stores/{id}/orders", StoresWrite, Some(json!({ "orders": [] }))),
        ("put", "/stores/{id}/customers", StoresWrite, Some(json!({ "customers": [] }))),
        ("put", "/stores/{id}/products", StoresWrite, Some(json!({ "products": [] }))),
        ("put", "/shipments", StoresWrite, Some(json!({ "shipments": [] }))),
        ("get", "/orders", OrdersRead, None),
        ("get", "/orders.csv", OrdersRead, None),
        ("get", "/orders/{id}", OrdersRead, None),
        ("get", "/customers/{id}/order-facts", OrdersRead, None),
        ("get", "/orders/{id}/actions", OrdersRead, None),
        ("post", "/orders/{id}/actions", OrdersWrite, Some(done)),
        ("post", "/orders/{id}/actions/preview", OrdersWrite, Some(json!({ "action": note }))),
        ("post", "/orders/{id}/actions/{action}/undo", OrdersWrite, None),
        ("get", "/orders/{id}/refundable", OrdersWrite, None),
        ("get", "/orders/{id}/abilities", OrdersRead, None),
        ("get", "/order-policy", SettingsRead, None),
        ("get", "/order-policy/mine", OrdersRead, None),
        ("put", "/order-policy/{role}", SettingsWrite, Some(json!({ "kinds": [], "limits": [] }))),
        ("get", "/late-rules", SettingsRead, None),
        ("put", "/late-rules", StoresWrite, Some(json!({ "rules": [] }))),
        ("delete", "/late-rules", StoresWrite, None),
        ("get", "/holidays", SettingsRead, None),
        ("put", "/holidays", StoresWrite, Some(json!({ "own": [] }))),
        ("get", "/carriers", OrdersRead, None),
        ("get", "/own-carriers", SettingsRead, None),
        ("put", "/own-carriers", StoresWrite, Some(json!({ "carriers": [] }))),
        ("get", "/tracking-hooks/aftership", SettingsRead, None),
        ("put", "/tracking-hooks/aftership", StoresWrite, Some(json!({}))),
        ("delete", "/tracking-hooks/aftership", StoresWrite, None),
        ("get", "/products", OrdersRead, None),
        ("get", "/products/{id}", OrdersRead, None),
        ("get", "/product-categories", OrdersRead, None),
        ("get", "/coupons", OrdersRead, None),
        ("get", "/coupons/{id}", OrdersRead, None),
        ("get", "/reviews", OrdersRead, None),
        ("get", "/reviews/{id}", OrdersRead, None),
        ("post", "/reviews/{id}/answers", ConversationsWrite, Some(json!({ "text": "Teşekkürler" }))),
        ("delete", "/reviews/{id}/answers/{answer}", ConversationsWrite, None),
        ("post", "/reviews/{id}/answers/{answer}/again", ConversationsWrite, None),
    ]
}

/// Somebody who is signed in.
pub struct Person {
    cookie: String,
    csrf: String,
}

impl Person {
    async fn of(world: &World, path: &str, body: Value) -> Self {
        let request = world.request(Method::POST, &format!("/api/v1{path}")).json(&body);
        let response = request.send().await.unwrap();
        let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let session: Value = response.json().await.unwrap();
        Self { cookie, csrf: session["csrf"].as_str().unwrap().to_owned() }
    }

    pub async fn sign_in(world: &World, email: &str) -> Self {
        Self::of(world, "/session", json!({ "email": email, "password": PASSWORD })).await
    }

    /// Somebody new in this role.
    pub async fn hired(world: &World, role: Role) -> Self {
        let email = format!("{role}@team.example");
        let body = json!({ "email": email, "name": "Somebody", "role": role, "language": "en" });
        let owner = Self::sign_in(world, "owner@shop.example").await;
        let invited = owner.call(world, "post", "/invitations", Some(&body)).await;
        let url = invited.body["url"].as_str().unwrap_or_else(|| panic!("{invited:?}"));
        let path = format!("/invitation/{}", url.rsplit('/').next().unwrap());
        Self::of(world, &path, json!({ "name": "Somebody", "password": PASSWORD })).await
    }

    /// Who owns another workspace of the same server.
    pub async fn next_door(world: &World) -> Self {
        let password = people::sign_in::NewPassword::parse(PASSWORD, "boss@other.example").unwrap();
        let founder = Founder {
            workspace_name: "Other".parse().unwrap(),
            name: "Boss".parse().unwrap(),
            email: "boss@other.example".to_owned(),
            password_hash: world.app.passwords().hash(password).await.unwrap(),
            language: language::Language::En,
            time_zone: "UTC".parse().unwrap(),
        };
        world.app.database.write(move |tx| found_workspace(tx, &founder, "")).await.unwrap();
        Self::sign_in(world, "boss@other.example").await
    }

    pub async fn call(&self, world: &World, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let request = asked(world, method, path, body);
        answer(request.header("cookie", &self.cookie).header("x-csrf-token", &self.csrf)).await
    }
}

fn asked(world: &World, method: &str, path: &str, body: Option<&Value>) -> reqwest::RequestBuilder {
    let request = world.request(method.to_uppercase().parse::<Method>().unwrap(), &format!("/api/v1{path}"));
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}

/// An id that nobody has.
fn with_nobodys_id(path: &str) -> String {
    let kind = match path {
        path if path.starts_with("/orders") => "ord",
        path if path.starts_with("/customers") => "cus",
        path if path.starts_with("/products") => "prd",
        path if path.starts_with("/coupons") => "cpn",
        path if path.starts_with("/reviews") => "rvw",
        _ => "sto",
    };
    with_others(&path.replace("{id}", &format!("{kind}_0000000000001")))
}

/// What else stands in paths.
fn with_others(path: &str) -> String {
    path.replace("{action}", "oac_0000000000001")
        .replace("{answer}", "ran_0000000000001")
        .replace("{import}", "sim_0000000000001")
        .replace("{role}", "agent")
}

#[test]
fn the_table_names_every_route_and_nothing_else() {
    let (_, api) = shop::routes().split_for_parts();
    let api = serde_json::to_value(&api).unwrap();
    let methods = |(path, methods): (&String, &Value)| {
        let names = methods.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let path = path.clone();
        names.into_iter().map(move |method| (method, path.clone()))
    };
    let served: BTreeSet<(String, String)> =
        api["paths"].as_object().unwrap().iter().flat_map(methods).collect();
    let table = routes()
        .into_iter()
        .map(|(method, path, ..)| (method.to_owned(), path.split('?').next().unwrap_or(path).to_owned()))
        .collect();
    assert_eq!(served, table);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_refuses_strangers_and_programs_that_lack_the_permission() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        for (method, path, permission, body) in routes() {
            let path = with_nobodys_id(path);
            let stranger = answer(asked(&world, method, &path, body.as_ref())).await;
            assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            let others: Vec<&str> =
                Permission::ALL.iter().filter(|one| **one != permission).map(|one| one.as_str()).collect();
            let lacking = token(&world.app, &others).await;
            let refused = answer(asked(&world, method, &path, body.as_ref()).bearer_auth(lacking)).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}: {}", refused.body);
            let having = token(&world.app, &[permission.as_str()]).await;
            let let_in = answer(asked(&world, method, &path, body.as_ref()).bearer_auth(having)).await;
            assert!(!matches!(let_in.status.as_u16(), 401 | 403), "{method} {path}: {}", let_in.body);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_may_do_what_it_has_the_permission_for_and_nothing_else() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        for role in Role::ALL {
            let person = Person::hired(&world, *role).await;
            for (method, path, permission, body) in routes() {
                let path = with_nobodys_id(path);
                let answer = person.call(&world, method, &path, body.as_ref()).await;
                let refused = answer.status == StatusCode::FORBIDDEN;
                let may = role.permissions().list().contains(&permission);
                assert_eq!(refused, !may, "{role} {method} {path}: {} {}", answer.status, answer.body);
                assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{role} {method} {path}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_workspace_is_not_there_on_any_route() {
    on_both_engines(|data| async {
        let (world, store) = (World::new(data).await, recorded_store().await);
        let id = world.connect_and_read(&store).await;
        let first = async |list: &str| {
            world.get(&format!("{list}?limit=1")).await["data"][0]["id"].as_str().unwrap().to_owned()
        };
        let order = first("/orders").await;
        let (coupon, review) = (first("/coupons").await, first("/reviews").await);
        let boss = Person::next_door(&world).await;
        for (method, path, _, body) in routes() {
            let thing = match path {
                path if path.starts_with("/orders") => &order,
                path if path.starts_with("/coupons") => &coupon,
                path if path.starts_with("/reviews") => &review,
                _ => &id,
            };
            let answer =
                boss.call(&world, method, &with_others(&path.replace("{id}", thing)), body.as_ref()).await;
            let words = answer.body.to_string();
            if path.contains("{id}") {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}: {words}");
            }
            for foreign in [&id, &order, &coupon, &review] {
                assert!(!words.contains(foreign.as_str()), "{method} {path}: {words}");
            }
        }
        // And all of it is still there.
        assert_eq!(world.get(&format!("/stores/{id}")).await["state"], "ready");
    })
    .await;
}
