//! Who may call what: every route of this floor, as everybody.

use std::collections::BTreeSet;

use language::Language;
use people::team::Permission::{self, ConversationsRead, CustomersRead, OrdersRead, ReportsRead};
use people::team::Role;
use serde_json::json;

use crate::desk::{Caller, on_both_engines};

/// A path, and the permissions of which one is needed.
const ROUTES: [(&str, &[Permission]); 9] = [
    ("/reports/definitions", &[ReportsRead]),
    ("/reports/overview", &[ReportsRead]),
    ("/reports/overview.csv", &[ReportsRead]),
    ("/customers/cus_0000000000001/timeline", &[CustomersRead]),
    ("/search?q=a", &[ConversationsRead, CustomersRead, OrdersRead]),
    ("/search?q=a&kind=conversation", &[ConversationsRead]),
    ("/search?q=a&kind=customer", &[CustomersRead]),
    ("/search?q=a&kind=order", &[OrdersRead]),
    ("/search?q=a&kind=product", &[OrdersRead]),
];

async fn walk(caller: &mut Caller, who: &str, may: impl Fn(Permission) -> bool) {
    for (path, permissions) in ROUTES {
        let status = caller.get(path).await.status;
        let allowed = permissions.iter().any(|permission| may(*permission));
        assert_eq!(status != 403, allowed, "{who}: {path} {status}");
        assert!(status != 401 && !status.is_server_error(), "{who}: {path} {status}");
    }
}

#[test]
fn the_walk_visits_every_route_and_all_of_them_only_read() {
    let (_, api) = insight::routes().split_for_parts();
    let api = serde_json::to_value(&api).unwrap();
    let served: BTreeSet<String> = api["paths"].as_object().unwrap().keys().cloned().collect();
    let path_of = |path: &str| path.split('?').next().unwrap().replace("cus_0000000000001", "{id}");
    assert_eq!(served, ROUTES.iter().map(|(path, _)| path_of(path)).collect());
    for methods in api["paths"].as_object().unwrap().values() {
        assert_eq!(methods.as_object().unwrap().keys().collect::<Vec<_>>(), ["get"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_sent_to_sign_in_from_everywhere() {
    on_both_engines(|desk| async move {
        for (path, _) in ROUTES {
            desk.stranger().get(path).await.problem(401, "unauthorized");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_and_each_scope_sees_what_its_permissions_say() {
    on_both_engines(|desk| async move {
        for role in Role::ALL {
            let email = format!("the-{role}@shop.example");
            desk.hire(role.as_str(), &email, *role, Language::En).await;
            let mut browser = desk.browser(&email).await;
            walk(&mut browser, role.as_str(), |permission| role.permissions().has(permission)).await;
        }
        for scope in Permission::ALL {
            let mut program = desk.program(&[scope.as_str()]).await;
            walk(&mut program, scope.as_str(), |permission| permission == *scope).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_workspace_sees_nothing_of_it() {
    on_both_engines(|desk| async move {
        let mail = desk.channel(inbox::channels::ChannelKind::Email).await;
        let customer = desk.customer("Mehmet Demir", "mehmet@example.com").await;
        desk.asks("2026-02-02T10:00Z", &mail, customer, "Secret matter", "tr").await;
        desk.measure().await;
        desk.found("Other", "boss@other.example", "UTC").await;
        let mut boss = desk.browser("boss@other.example").await;
        boss.get(&format!("/customers/{customer}/timeline")).await.problem(404, "not-found");
        for q in ["Secret", "mehmet@example.com", "1"] {
            assert_eq!(boss.get(&format!("/search?q={q}")).await.ok(), json!({"data": [], "next": null}));
        }
        let overview = boss.get("/reports/overview?from=2026-02-01&to=2026-02-03").await.ok();
        assert_eq!(overview["measures"]["volume"]["value"], 0);
        let mut own = desk.owners_browser().await;
        let overview = own.get("/reports/overview?from=2026-02-01&to=2026-02-03").await.ok();
        assert_eq!(overview["measures"]["volume"]["value"], 1);
    })
    .await;
}
