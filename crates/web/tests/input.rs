//! Input that does not fit is refused, and the answer says where and why.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use http::{Request, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use tower::ServiceExt;
use web::{Cursor, Json, Limit, List, Part, Patch, Path, Problem, ProblemBody, Query, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Channel {
    name: String,
    outgoing: Outgoing,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outgoing {
    port: u16,
    security: Security,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Security {
    Tls,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[serde(default)]
    limit: Limit,
    after: Option<Cursor<(i64, u8)>>,
    q: Option<String>,
}

fn router() -> Router {
    Router::new()
        .route("/channels", post(add_channel).layer(DefaultBodyLimit::max(400)))
        .route("/things", get(list_things))
        .route("/parts", get(list_parts))
        .route("/things/{number}", get(show_thing))
}

async fn add_channel(Json(channel): Json<Channel>) -> Json<Value> {
    let security = match channel.outgoing.security {
        Security::Tls => "tls",
        Security::None => "none",
    };
    let (name, port) = (channel.name, channel.outgoing.port);
    Json(json!({"name": name, "port": port, "tags": channel.tags, "security": security}))
}

async fn list_things(Query(filter): Query<Filter>) -> Json<List<i64>> {
    let after = filter.after.map_or(0, |Cursor((number, _))| number);
    let rows: Vec<i64> = (1..=120).filter(|n| *n > after).take(filter.limit.get() + 1).collect();
    let rows = if filter.q.is_some() { Vec::new() } else { rows };
    Json(List::page(rows, filter.limit, |n| (*n, 7_u8), |n| n))
}

async fn list_parts(Query(part): Query<Part>) -> Json<List<String>> {
    Json(part.of(["c", "a", "d", "b"].map(str::to_owned).into(), String::clone))
}

async fn show_thing(Path(number): Path<u32>) -> Json<u32> {
    Json(number)
}

async fn answer(request: Request<Body>) -> (StatusCode, String, Vec<u8>) {
    let response = router().oneshot(request).await.unwrap();
    let status = response.status();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let body = axum::body::to_bytes(response.into_body(), 1_000_000).await.unwrap();
    (status, kind, body.to_vec())
}

async fn problem(request: Request<Body>) -> ProblemBody {
    let (status, kind, body) = answer(request).await;
    assert_eq!(kind, "application/problem+json");
    let problem: ProblemBody = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem.status, status.as_u16());
    assert_eq!(problem.kind, format!("urn:tillside:problem:{}", problem.code));
    problem
}

fn add(body: impl Into<Body>) -> Request<Body> {
    Request::post("/channels").header("content-type", "application/json").body(body.into()).unwrap()
}

fn ask(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_body_that_fits_is_taken() {
    let body = r#"{"name":"Ayşe","outgoing":{"port":25,"security":"none"}}"#;
    let request = Request::post("/channels").header("content-type", "Application/JSON; charset=utf-8");
    let (status, _, answer) = answer(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!(answer, json!({"name": "Ayşe", "port": 25, "tags": [], "security": "none"}));
}

#[tokio::test]
async fn what_does_not_fit_is_pointed_at() {
    let cases = [
        (r#"{"name":"a","outgoing":{"port":1,"security":"tls"},"colour":1}"#, "/colour", "unknown-field"),
        (
            r#"{"name":"a","outgoing":{"port":1,"security":"tls","a/b~c":1}}"#,
            "/outgoing/a~1b~0c",
            "unknown-field",
        ),
        (
            r#"{"name":"a","outgoing":{"port":1,"security":"tls","x`, expected y":1}}"#,
            "/outgoing/x`, expected y",
            "unknown-field",
        ),
        (r#"{"name":"a","outgoing":{"port":1}}"#, "/outgoing/security", "missing-field"),
        (r#"{"outgoing":{"port":1,"security":"tls"}}"#, "/name", "missing-field"),
        (r#"{"name":7,"outgoing":{"port":1,"security":"tls"}}"#, "/name", "wrong-type"),
        (r#"{"name":"a","outgoing":{"port":70000,"security":"tls"}}"#, "/outgoing/port", "invalid-value"),
        (r#"{"name":"a","outgoing":{"port":1,"security":"ssl"}}"#, "/outgoing/security", "unknown-value"),
        (r#"{"name":"a","name":"b","outgoing":{"port":1,"security":"tls"}}"#, "/name", "duplicate-field"),
        (r#"{"name":"a","tags":["x",null],"outgoing":{"port":1,"security":"tls"}}"#, "/tags/1", "wrong-type"),
        (r#"{"name":"a\u0000b","outgoing":{"port":1,"security":"tls"}}"#, "/name", "nul-character"),
        (
            r#"{"name":"a","tags":["x","\u0000"],"outgoing":{"port":1,"security":"tls"}}"#,
            "/tags/1",
            "nul-character",
        ),
        (r#"{"name":"a","outgoing":[25,"tls"]}"#, "/outgoing", "wrong-type"),
        (r#"[1]"#, "", "wrong-type"),
        (r#""text""#, "", "wrong-type"),
    ];
    for (body, pointer, code) in cases {
        let problem = problem(add(body)).await;
        assert_eq!((problem.status, problem.code.as_str()), (422, "validation"), "{body}");
        let error = &problem.errors[0];
        assert_eq!((error.pointer.as_str(), &*error.code), (pointer, code), "{body}: {}", error.detail);
        assert!(!error.detail.contains(" at line "), "{}", error.detail);
    }
}

#[tokio::test]
async fn a_backslash_before_u0000_is_no_nul() {
    let (status, _, _) = answer(add(r#"{"name":"\\u0000","outgoing":{"port":1,"security":"tls"}}"#)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_json_is_malformed() {
    for body in ["", "{", "{\"name\":\"a\u{0}\"}", "{} {}", "nul", "{\"name\": \"\\u0000"] {
        let problem = problem(add(body.to_owned())).await;
        let expected = if body == "{} {}" { "validation" } else { "malformed" };
        assert_eq!(problem.code, expected, "{body}");
    }
    let invalid_utf8 = problem(add(&b"{\"name\":\"\xff\"}"[..])).await;
    assert_eq!(invalid_utf8.code, "malformed");
}

#[tokio::test]
async fn another_content_type_is_refused() {
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json", ""] {
        let request = Request::post("/channels").header("content-type", kind).body(Body::from("{}")).unwrap();
        assert_eq!(problem(request).await.status, 415, "{kind}");
    }
    assert_eq!(
        problem(Request::post("/channels").body(Body::from("{}")).unwrap()).await.code,
        "unsupported-media-type"
    );
}

#[tokio::test]
async fn a_body_over_the_limit_is_too_large() {
    let body = format!(r#"{{"name":"{}"}}"#, "a".repeat(500));
    assert_eq!(problem(add(body.clone())).await.code, "too-large");
    let chunks = futures::stream::iter([Ok::<_, std::io::Error>(body.clone()), Ok(body)]);
    assert_eq!(problem(add(Body::from_stream(chunks))).await.status, 413);
}

#[test]
fn nesting_without_end_is_malformed() {
    let parsed: Result<Value, Problem> = json::parse("[".repeat(100_000).as_bytes());
    assert_eq!(parsed.unwrap_err().code(), "malformed");
}

#[test]
fn signed_bodies_are_read_as_strictly() {
    let parsed: Result<Outgoing, Problem> = json::parse(br#"{"port":1,"security":"tls","extra":true}"#);
    assert_eq!(parsed.err().unwrap().errors()[0].pointer, "/extra");
}

#[tokio::test]
async fn a_wrong_parameter_is_named() {
    for (query, pointer, code) in [
        ("limit=0", "?limit", "invalid"),
        ("limit=201", "?limit", "invalid"),
        ("limit=many", "?limit", "invalid"),
        ("limit=-1", "?limit", "invalid"),
        ("after=garbage", "?after", "invalid"),
        ("after=WyJ4Il0", "?after", "invalid"),
        ("colour=red", "?colour", "unknown-field"),
        ("q=a%00b", "?q", "nul-character"),
        ("limit=1&limit=2", "?limit", "duplicate-field"),
    ] {
        let problem = problem(ask(&format!("/things?{query}"))).await;
        assert_eq!((problem.status, problem.code.as_str()), (400, "invalid-query"), "{query}");
        assert_eq!(
            (problem.errors[0].pointer.as_str(), &*problem.errors[0].code),
            (pointer, code),
            "{query}"
        );
    }
}

#[tokio::test]
async fn the_pages_of_a_list_hold_each_thing_once() {
    let (mut seen, mut sizes, mut after) = (Vec::new(), Vec::new(), None::<String>);
    loop {
        let query = after.map(|cursor| format!("?after={cursor}")).unwrap_or_default();
        let (status, _, body) = answer(ask(&format!("/things{query}"))).await;
        assert_eq!(status, StatusCode::OK);
        let page: List<i64> = serde_json::from_slice(&body).unwrap();
        sizes.push(page.data.len());
        seen.extend(page.data);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [50, 50, 20]);
    assert_eq!(seen, (1..=120).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_list_that_just_fits_has_no_next_page() {
    let (_, _, body) = answer(ask("/things?limit=120")).await;
    let page: List<i64> = serde_json::from_slice(&body).unwrap();
    assert_eq!((page.data.len(), page.next), (120, None));
    let (_, _, body) = answer(ask("/things?q=nothing")).await;
    assert_eq!(body, br#"{"data":[],"next":null}"#);
}

#[tokio::test]
async fn an_id_that_cannot_be_is_not_found() {
    for path in ["/things/abc", "/things/-1", "/things/1%00", "/things/99999999999"] {
        assert_eq!(problem(ask(path)).await.code, "not-found", "{path}");
    }
    assert_eq!(answer(ask("/things/7")).await.2, b"7");
}

#[test]
fn a_merge_patch_tells_absent_from_null() {
    #[derive(Deserialize, Default)]
    #[serde(default, deny_unknown_fields)]
    struct Change {
        subject: Patch<String>,
        assignee: Patch<String>,
        priority: Patch<u8>,
    }
    let change: Change = json::parse(br#"{"assignee":null,"priority":3}"#).unwrap();
    assert_eq!(change.subject.into_change(), None);
    assert_eq!(change.assignee.clone().into_change(), Some(None));
    assert_eq!(change.priority.into_change(), Some(Some(3)));
    assert_eq!(change.priority.not_null("/priority").unwrap(), Some(3));
    let refused = change.assignee.not_null("/assignee").unwrap_err();
    assert_eq!((refused.code(), refused.errors()[0].pointer.as_str()), ("validation", "/assignee"));
    let wrong: Result<Change, Problem> = json::parse(br#"{"priority":"high"}"#);
    assert_eq!(wrong.err().unwrap().errors()[0].pointer, "/priority");
}

#[tokio::test]
async fn an_array_is_no_body_whatever_it_holds() {
    let problem = problem(add(r#"["Support", {"port": 25, "security": "none"}, []]"#)).await;
    assert_eq!((problem.status, problem.code.as_str()), (422, "validation"));
    assert_eq!(problem.detail, "invalid type: array, expected an object");
}

#[tokio::test]
async fn a_parameter_without_a_value_is_none() {
    let (status, _, body) = answer(ask("/things?limit=&after=&q=")).await;
    assert_eq!(status, StatusCode::OK);
    let page: List<i64> = serde_json::from_slice(&body).unwrap();
    assert_eq!(page.data.len(), 50);
    assert_eq!(answer(ask("/things?limit=3&after=")).await.2, answer(ask("/things?limit=3")).await.2);
}

#[tokio::test]
async fn a_short_list_has_its_own_order_and_a_longer_one_comes_in_pages() {
    let list = async |uri: &str| -> Value {
        let (_, _, body) = answer(ask(uri)).await;
        serde_json::from_slice(&body).unwrap()
    };
    for uri in ["/parts", "/parts?limit=4"] {
        assert_eq!(list(uri).await, json!({"data": ["c", "a", "d", "b"], "next": null}));
    }
    let (mut uri, mut pages) = ("/parts?limit=3".to_owned(), Vec::new());
    loop {
        let page = list(&uri).await;
        pages.push(page["data"].clone());
        let Some(next) = page["next"].as_str() else { break };
        uri = format!("/parts?limit=3&after={next}");
    }
    assert_eq!(pages, [json!(["a", "b", "c"]), json!(["d"])]);
    let problem = problem(ask("/parts?limit=0")).await;
    assert_eq!((problem.status, problem.code.as_str()), (400, "invalid-query"));
    let long: Vec<u8> = (0..60).rev().collect();
    let part: Part = serde_json::from_value(json!({})).unwrap();
    let first = part.of(long, |number| format!("{number:02}"));
    assert_eq!(first.data, (0..50).collect::<Vec<u8>>());
    assert_eq!(first.next, Some(Cursor("49").to_string()));
}
