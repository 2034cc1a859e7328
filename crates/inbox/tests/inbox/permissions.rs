//! Who may call what: every route of this floor, as everybody.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use people::team::{Permission, Role};
use people::workspaces::Founder;
use people::workspaces::setup::found_workspace;
use serde_json::{Value, json};

use crate::desk::{Browser, Desk, PASSWORD, on_both_engines};

/// A route with a body that reads, so that only the permission decides. `{id}` stands for a thing of the workspace.
struct Route {
    method: &'static str,
    path: &'static str,
    permission: Permission,
    body: Option<Value>,
}

const NOBODY: &str = "cnv_0000000000001";

fn routes() -> Vec<Route> {
    use Permission::{
        AuditRead, ChannelsWrite, ConversationsRead as Read, ConversationsWrite as Write, CustomersRead,
        CustomersWrite, OutboxWrite, SettingsRead, SettingsWrite,
    };
    let route = |method, path, permission, body| Route { method, path, permission, body };
    let empty = || Some(json!({}));
    let text = || Some(json!({ "text": "x" }));
    let incoming = || Some(json!({ "host": "", "port": 0, "security": "tls", "username": "" }));
    let mut routes = vec![
        route("get", "/conversations", Read, None),
        route(
            "post",
            "/conversations",
            Write,
            Some(json!({ "channel_id": "chn_0000000000001", "subject": "" })),
        ),
        route("post", "/conversations/bulk", Write, Some(json!({ "ids": [], "patch": {} }))),
        route("get", "/views", Read, None),
        route("post", "/views", Write, Some(json!({ "name": "", "filter": {} }))),
        route("patch", "/views/{id}", Write, empty()),
        route("delete", "/views/{id}", Write, None),
        route("get", "/conversations/{id}", Read, None),
        route("patch", "/conversations/{id}", Write, empty()),
        route("post", "/conversations/{id}/merge", Write, Some(json!({ "into": NOBODY }))),
        route("post", "/conversations/{id}/unmerge", Write, None),
        route("post", "/conversations/{id}/split", Write, Some(json!({ "message_id": "msg_0000000000001" }))),
        route("post", "/conversations/{id}/unsplit", Write, None),
        route("post", "/conversations/{id}/read", Write, None),
        route("post", "/conversations/{id}/unread", Write, None),
        route("post", "/conversations/{id}/presence", Read, Some(json!({ "state": "viewing" }))),
        route("get", "/conversations/{id}/draft", Write, None),
        route("put", "/conversations/{id}/draft", Write, Some(json!({ "kind": "note", "text": "x" }))),
        route("delete", "/conversations/{id}/draft", Write, None),
        route("get", "/conversations/{id}/messages", Read, None),
        route("post", "/conversations/{id}/replies", Write, text()),
        route("post", "/conversations/{id}/notes", Write, text()),
        route("get", "/conversations/{id}/history", Read, None),
        route("post", "/messages/{id}/undo", Write, None),
        route("post", "/messages/{id}/retry", Write, None),
        route(
            "post",
            "/messages/{id}/readdress",
            Write,
            Some(json!({ "wrong": "a@b.example", "right": { "address": "c@d.example" } })),
        ),
        route("post", "/conversations/{id}/replies/preview", Write, Some(json!({ "text": "x" }))),
        route("get", "/conversations/{id}/scheduled-replies", Read, None),
        route(
            "post",
            "/conversations/{id}/scheduled-replies",
            Write,
            Some(json!({ "reply": { "text": "x" }, "send_at": "2099-01-01T00:00:00Z" })),
        ),
        route("patch", "/scheduled-replies/{id}", Write, empty()),
        route("delete", "/scheduled-replies/{id}", Write, None),
        route("post", "/scheduled-replies/{id}/send", Write, None),
        route("post", "/messages/{id}/move", Write, Some(json!({ "into": NOBODY }))),
        route("post", "/messages/{id}/unmove", Write, None),
        route("get", "/messages/{id}/html", Read, None),
        route("get", "/messages/{id}/raw", Read, None),
        route("post", "/attachments", Write, empty()),
        route("get", "/attachments/{id}", Read, None),
        route("get", "/attachments/{id}/event", Read, None),
        route("get", "/images/{address}", Read, None),
        route("get", "/tags", Read, None),
        route("post", "/tags", Write, Some(json!({ "name": "" }))),
        route("patch", "/tags/{id}", SettingsWrite, empty()),
        route("delete", "/tags/{id}", SettingsWrite, None),
        route("get", "/custom-fields", Read, None),
        route(
            "post",
            "/custom-fields",
            SettingsWrite,
            Some(json!({ "key": "", "label": "", "type": "text" })),
        ),
        route("patch", "/custom-fields/{id}", SettingsWrite, empty()),
        route("delete", "/custom-fields/{id}", SettingsWrite, None),
        route("get", "/events", Read, None),
        route("get", "/outbox", OutboxWrite, None),
        route("get", "/outbox/{id}", OutboxWrite, None),
        route("get", "/reader-failures", OutboxWrite, None),
        route("post", "/reader-failures/{id}/retry", OutboxWrite, None),
        route("post", "/outbox/{id}/retry", OutboxWrite, None),
    ];
    routes.extend([
        route("get", "/channels", SettingsRead, None),
        route("post", "/channels", ChannelsWrite, Some(json!({ "kind": "chat", "name": "" }))),
        route("get", "/channels/{id}", SettingsRead, None),
        route("patch", "/channels/{id}", ChannelsWrite, empty()),
        route("delete", "/channels/{id}", ChannelsWrite, None),
        route("post", "/channels/{id}/check", ChannelsWrite, empty()),
        route("post", "/channels/{id}/test", ChannelsWrite, Some(json!({ "to": "x@y.example" }))),
        route("get", "/channels/{id}/incoming", SettingsRead, None),
        route("put", "/channels/{id}/incoming", ChannelsWrite, incoming()),
        route("delete", "/channels/{id}/incoming", ChannelsWrite, None),
        route("post", "/channels/{id}/incoming/test", ChannelsWrite, incoming()),
        route("post", "/channels/{id}/incoming/authorization", ChannelsWrite, empty()),
        route(
            "post",
            "/channels/{id}/incoming/authorization/answer",
            ChannelsWrite,
            Some(json!({ "state": "", "code": "" })),
        ),
        route("post", "/channels/{id}/try", ChannelsWrite, Some(json!({ "to": "x@y.example" }))),
        route("post", "/channels/{id}/dns-check", ChannelsWrite, None),
        route("post", "/channels/{id}/dkim-keys", ChannelsWrite, Some(json!({ "algorithm": "ed25519" }))),
        route("delete", "/channels/{id}/dkim-keys/{selector}", ChannelsWrite, None),
        route("get", "/channels/{id}/imports", SettingsRead, None),
        route("post", "/channels/{id}/imports", ChannelsWrite, None),
        route("get", "/channels/{id}/imports/{import}", SettingsRead, None),
        route("post", "/channels/{id}/imports/{import}/cancel", ChannelsWrite, None),
        route("post", "/inbound/email", Write, None),
        route("get", "/mail/journal", SettingsRead, None),
        route("get", "/mail/journal/{id}", SettingsRead, None),
        route("get", "/mail/journal/{id}/raw", AuditRead, None),
        route("post", "/mail/journal/{id}/replay", ChannelsWrite, None),
        route("get", "/mail/reconciliation", AuditRead, None),
        route("get", "/mail/reconciliation/servers", AuditRead, None),
        route("post", "/mail/reconciliation/compare", AuditRead, None),
        route("post", "/mail/reconciliation/fetch", ChannelsWrite, None),
        route("get", "/mail/suppressions", CustomersRead, None),
        route("post", "/mail/suppressions", CustomersWrite, Some(json!({ "address": "" }))),
        route("delete", "/mail/suppressions/{id}", CustomersWrite, None),
        route("get", "/mail/silences", CustomersRead, None),
        route("delete", "/mail/silences/{id}", CustomersWrite, None),
    ]);
    routes
}

/// Routes that only answer people: a draft is somebody's own, and so is a saved view.
fn for_people(route: &Route) -> bool {
    route.path.contains("/draft") || route.path.starts_with("/views") && route.method != "get"
}

/// An id of the kind that the path asks for, and that nobody has.
fn stranger_id(path: &str) -> &'static str {
    match path.split('/').nth(1).unwrap() {
        "views" => "viw_0000000000001",
        "messages" => "msg_0000000000001",
        "attachments" => "att_0000000000001",
        "tags" => "tag_0000000000001",
        "custom-fields" => "fld_0000000000001",
        "scheduled-replies" => "sch_0000000000001",
        "outbox" => "obx_0000000000001",
        "reader-failures" => "rdf_0000000000001",
        "channels" => "chn_0000000000001",
        "mail" => "arr_0000000000001",
        _ => NOBODY,
    }
}

async fn call(browser: &Browser, route: &Route, id: &str) -> StatusCode {
    let known =
        [("{id}", id), ("{address}", "eA"), ("{selector}", "tillside"), ("{import}", "imp_0000000000001")];
    let mut path = known.iter().fold(route.path.to_owned(), |path, (name, value)| path.replace(name, value));
    if route.path.starts_with("/images") {
        path.push_str("?signature=eA");
    }
    if route.path == "/inbound/email" {
        path.push_str("?mailbox=nobody@nowhere.example");
    }
    let method: Method = route.method.to_uppercase().parse().unwrap();
    if route.path == "/events" {
        // It stays open: only whether it opens is asked.
        let request = browser.request(method, &path, &[]).body(axum::body::Body::empty()).unwrap();
        return browser.desk.opens(request).await;
    }
    browser.clone().send(method, &path, route.body.clone(), &[]).await.status
}

#[test]
fn the_table_names_every_route_and_nothing_else() {
    let (_, api) = inbox::routes().split_for_parts();
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
async fn a_stranger_is_sent_to_sign_in_from_everywhere() {
    on_both_engines(|desk, _| async move {
        for route in routes() {
            let status = call(&desk.browser(), &route, stranger_id(route.path)).await;
            assert_eq!(status, 401, "{} {}", route.method, route.path);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_may_do_what_its_permissions_say_and_nothing_else() {
    on_both_engines(|desk, mut owner| async move {
        for role in Role::ALL {
            let browser = match role {
                Role::Owner => owner.clone(),
                role => desk.hire(&mut owner, &format!("the-{role}"), role.as_str()).await,
            };
            for route in routes() {
                let status = call(&browser, &route, stranger_id(route.path)).await;
                let told = format!("{role}: {} {} {status}", route.method, route.path);
                assert_eq!(status != 403, role.permissions().has(route.permission), "{told}");
                assert_ne!(status, 401, "{told}");
                assert!(!status.is_server_error(), "{told}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_do_what_its_scopes_say_and_nothing_else() {
    on_both_engines(|desk, mut owner| async move {
        for scope in Permission::ALL {
            let body = json!({ "name": "one", "scopes": [scope] });
            let token = owner.post("/tokens", body).await.ok()["token"].as_str().unwrap().to_owned();
            let program = desk.program(&token);
            for route in routes() {
                let status = call(&program, &route, stranger_id(route.path)).await;
                // Mail is handed in by who sets channels up, too.
                let inbound = route.path == "/inbound/email" && *scope == Permission::ChannelsWrite;
                let allowed = (route.permission == *scope || inbound) && !for_people(&route);
                assert_eq!(status != 403, allowed, "{scope}: {} {} {status}", route.method, route.path);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_workspace_does_not_exist() {
    on_both_engines(|desk, mut owner| async move {
        let mut theirs = other_workspace(&desk).await;
        let chat = theirs.chat().await;
        let visitor = desk.visitor(&chat).await;
        let message = visitor.say("Secret words").await;
        let conversation = visitor.conversation().await;
        let view =
            theirs.post("/views", json!({ "name": "Secret", "filter": {}, "shared": true })).await.ok();
        let tag = theirs.post("/tags", json!({ "name": "Secret" })).await.ok();
        let field = json!({ "key": "secret", "label": "Secret", "type": "text" });
        let field = theirs.post("/custom-fields", field).await.ok();
        let file = theirs.upload("secret.txt", "text/plain", b"Secret", &[]).await.ok();
        let reply = json!({ "text": "Secret answer", "undo_seconds": 300 });
        theirs.post(&format!("/conversations/{conversation}/replies"), reply).await.ok();
        let soon = desk.test.database.now().plus(jiff::SignedDuration::from_hours(1));
        let plan = json!({ "reply": { "text": "Secret plan" }, "send_at": soon });
        let plan = theirs.post(&format!("/conversations/{conversation}/scheduled-replies"), plan).await.ok();
        let workspaces = desk.test.database.workspaces().await.unwrap();
        let rows = desk.test.database.read(move |db| {
            database::outbox::in_state(db, workspaces[1], database::outbox::State::Pending, None, 10)
        });
        let outbox = rows.await.unwrap()[0].id.to_string();
        let text = |value: &Value| value["id"].as_str().unwrap().to_owned();
        let id_of = |path: &str| match path.split('/').nth(1).unwrap() {
            "views" => text(&view),
            "messages" => message.clone(),
            "attachments" => text(&file),
            "tags" => text(&tag),
            "custom-fields" => text(&field),
            "scheduled-replies" => text(&plan),
            "outbox" => outbox.clone(),
            "channels" => chat.clone(),
            _ => conversation.clone(),
        };
        // Whoever has no draft there is told so, whether the conversation exists or not.
        let gone = |route: &Route| route.method != "put" && route.path == "/conversations/{id}/draft";
        for route in routes().iter().filter(|route| route.path.contains("{id}") && !gone(route)) {
            let status = call(&owner, route, &id_of(route.path)).await;
            assert_eq!(status, 404, "{} {}", route.method, route.path);
        }
        for list in
            ["/conversations", "/views", "/tags", "/custom-fields", "/channels", "/outbox?state=pending"]
        {
            let shown = owner.get(list).await.ok().to_string();
            for secret in ["Secret", conversation.as_str(), chat.as_str(), outbox.as_str()] {
                assert!(!shown.contains(secret), "{list} shows {secret}: {shown}");
            }
        }
        // Naming what is theirs is refused as unknown.
        let mine = owner.chat().await;
        let own = desk.asked(&mine, "Ours").await;
        let stolen = json!({ "text": "x", "attachments": [file["id"]] });
        owner.post(&format!("/conversations/{own}/replies"), stolen).await.problem(422, "validation");
        let elsewhere = json!({ "text": "x", "channel_id": chat });
        owner.post(&format!("/conversations/{own}/replies"), elsewhere).await.problem(422, "validation");
        let into = json!({ "into": conversation });
        owner.post(&format!("/conversations/{own}/merge"), into).await.problem(404, "not-found");
        owner.get(&format!("/conversations?view={}", text(&view))).await.problem(400, "invalid-query");
    })
    .await;
}

pub async fn other_workspace(desk: &Desk) -> Browser {
    let password = people::sign_in::NewPassword::parse(PASSWORD, "boss@other.example").unwrap();
    let founder = Founder {
        workspace_name: "Other".parse().unwrap(),
        name: "Boss".parse().unwrap(),
        email: "boss@other.example".to_owned(),
        password_hash: desk.inbox.app.passwords().hash(password).await.unwrap(),
        language: language::Language::En,
        time_zone: "UTC".parse().unwrap(),
    };
    desk.test.database.write(move |tx| found_workspace(tx, &founder, "")).await.unwrap();
    let mut boss = desk.browser();
    boss.post("/session", json!({ "email": "boss@other.example", "password": PASSWORD })).await.ok();
    boss
}
