//! What every answer carries, and the files that the program serves.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt;
use web::protection::{Protection, protect};
use web::requests::{self, RequestIds};
use web::{Asset, Assets, ClientAddress, Problem, TrustedProxies, find_client_address};

async fn text(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1_000_000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn ask(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_back() {
    let response = Problem::rate_limited(Duration::from_millis(1_200)).into_response();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()["retry-after"], "2");
    let body: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(body["code"], "rate-limited");
    assert_eq!(body["errors"], serde_json::json!([]));
}

#[test]
fn an_unauthorized_answer_says_how_to_sign_in() {
    let response = Problem::unauthorized("no session").into_response();
    assert_eq!(response.headers()["www-authenticate"], "Bearer");
}

fn protected() -> Router {
    Router::new()
        .route("/plain", get(async || "x"))
        .route("/panics", get(async || -> &'static str { panic!("with a secret") }))
        .route("/form", get(async || [("content-security-policy", "frame-ancestors *")]))
        .route("/secret/{token}", get(async || "x"))
        .fallback(requests::no_such_address)
        .method_not_allowed_fallback(requests::no_such_method)
        .layer(requests::catch_panics())
        .layer(from_fn_with_state(RequestIds::starting_with(0xabcd), requests::record))
        .layer(from_fn_with_state(Protection::console(&["sha256-abc="]).over_https(), protect))
}

#[tokio::test]
async fn every_answer_is_protected() {
    for path in ["/plain", "/panics", "/nowhere"] {
        let response = protected().oneshot(ask(path)).await.unwrap();
        let headers = response.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "strict-origin-when-cross-origin");
        assert_eq!(headers["strict-transport-security"], "max-age=31536000");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'sha256-abc=';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
    }
}

#[tokio::test]
async fn a_page_for_other_peoples_frames_keeps_its_own_policy() {
    let response = protected().oneshot(ask("/form")).await.unwrap();
    assert_eq!(response.headers()["content-security-policy"], "frame-ancestors *");
    assert!(!response.headers().contains_key("x-frame-options"));
}

#[tokio::test]
async fn a_panic_is_a_problem_that_tells_nothing() {
    let response = protected().oneshot(ask("/panics")).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(response.headers().contains_key("x-request-id"));
    let body = text(response).await;
    assert!(body.contains(r#""code":"internal""#) && !body.contains("secret"), "{body}");
}

#[tokio::test]
async fn each_request_has_an_id_of_ours() {
    let router = protected();
    let mut request = ask("/plain");
    request.headers_mut().insert("x-request-id", "chosen-by-the-client".parse().unwrap());
    let first = router.clone().oneshot(request).await.unwrap().headers()["x-request-id"].clone();
    let second = router.oneshot(ask("/plain")).await.unwrap().headers()["x-request-id"].clone();
    assert_eq!((first.to_str().unwrap(), second.to_str().unwrap()), ("0000abcd-0", "0000abcd-1"));
}

#[tokio::test]
async fn the_log_names_the_route_and_no_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    protected().oneshot(ask("/secret/tok_123?key=gizli")).await.unwrap();
    drop(guard);
    let written = log.text();
    assert!(written.contains("/secret/{token}") && written.contains("status=200"), "{written}");
    assert!(!written.contains("tok_123") && !written.contains("gizli"), "{written}");
}

#[derive(Clone, Default)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
            .into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> tracing_subscriber::fmt::MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

static FILES: [Asset; 2] = [
    Asset {
        path: "/index.html",
        bytes: b"<!doctype html>",
        gzip: None,
        brotli: None,
        etag: "aaa",
        immutable: false,
    },
    Asset {
        path: "/app/main-1234.js",
        bytes: b"console.log(1)",
        gzip: Some(b"by gzip"),
        brotli: Some(b"by br"),
        etag: "bbb",
        immutable: true,
    },
];

fn fetch(method: Method, path: &str, headers: &[(&'static str, &str)]) -> Option<Response> {
    let headers: HeaderMap = headers.iter().map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap())).collect();
    Assets::new(&FILES).respond(&method, path, &headers)
}

#[tokio::test]
async fn a_file_comes_in_the_smallest_form_that_the_browser_takes() {
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", Some("br"), "by br"),
        ("gzip", Some("gzip"), "by gzip"),
        ("br;q=0, gzip;q=0.5", Some("gzip"), "by gzip"),
        ("*", Some("br"), "by br"),
        ("gzip;q=0", None, "console.log(1)"),
        ("", None, "console.log(1)"),
    ] {
        let response = fetch(Method::GET, "/app/main-1234.js", &[("accept-encoding", accepted)]).unwrap();
        let found = response.headers().get("content-encoding").map(|value| value.to_str().unwrap());
        assert_eq!(found, encoding, "{accepted}");
        assert_eq!(response.headers()["vary"], "accept-encoding");
        assert_eq!(text(response).await, body, "{accepted}");
    }
}

#[tokio::test]
async fn a_file_whose_name_changes_is_kept_for_good_and_others_are_asked_for_again() {
    let script = fetch(Method::GET, "/app/main-1234.js", &[]).unwrap();
    assert_eq!(script.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(script.headers()["content-type"], "text/javascript; charset=utf-8");
    let page = fetch(Method::GET, "/index.html", &[]).unwrap();
    assert_eq!(page.headers()["cache-control"], "no-cache");
    assert_eq!(page.headers()["etag"], "\"aaa\"");
    assert_eq!(page.headers()["content-length"], "15");
    assert!(fetch(Method::GET, "/nowhere", &[]).is_none());
}

#[tokio::test]
async fn a_copy_that_is_the_same_is_not_sent_again() {
    for (known, status) in [
        ("\"aaa\"", 304),
        ("W/\"aaa\"", 304),
        ("\"x\", \"aaa\"", 304),
        ("*", 304),
        ("\"aaa-br\"", 200),
        ("aaa", 200),
    ] {
        let response = fetch(Method::GET, "/index.html", &[("if-none-match", known)]).unwrap();
        assert_eq!(response.status().as_u16(), status, "{known}");
        assert_eq!(response.headers()["etag"], "\"aaa\"");
        assert_eq!(text(response).await.is_empty(), status == 304);
    }
    let compressed = [("accept-encoding", "br"), ("if-none-match", "\"bbb-br\"")];
    assert_eq!(fetch(Method::GET, "/app/main-1234.js", &compressed).unwrap().status().as_u16(), 304);
}

#[tokio::test]
async fn a_head_has_the_length_and_no_body() {
    let response = fetch(Method::HEAD, "/index.html", &[]).unwrap();
    assert_eq!(response.headers()["content-length"], "15");
    assert_eq!(text(response).await, "");
    let refused = fetch(Method::POST, "/index.html", &[]).unwrap();
    assert_eq!((refused.status().as_u16(), refused.headers()["allow"].to_str().unwrap()), (405, "GET, HEAD"));
}

#[test]
fn only_a_trusted_proxy_is_believed() {
    let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().unwrap(), "2001:db8:1::/48".parse().unwrap()]);
    for (peer, forwarded, client) in [
        ("10.0.0.1", &["198.51.100.7"][..], "198.51.100.7"),
        ("10.0.0.1", &["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", &["1.1.1.1", "198.51.100.7, 10.0.0.9"], "198.51.100.7"),
        ("203.0.113.5", &["198.51.100.7"], "203.0.113.5"),
        ("::ffff:10.0.0.1", &["::ffff:198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", &["198.51.100.7:4711"], "198.51.100.7"),
        ("2001:db8:1::1", &["[2001:db8:2::9]:443"], "2001:db8:2::9"),
        ("10.0.0.1", &["198.51.100.7, nonsense"], "10.0.0.1"),
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &["10.0.0.2"], "10.0.0.2"),
    ] {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let peer: IpAddr = peer.parse().unwrap();
        assert_eq!(proxies.client(peer, &headers), client.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
    }
    assert_eq!(
        TrustedProxies::default().client("10.0.0.1".parse().unwrap(), &HeaderMap::new()).to_string(),
        "10.0.0.1"
    );
}

#[tokio::test]
async fn a_handler_is_told_the_client() {
    let proxies = TrustedProxies(vec!["10.0.0.1/32".parse().unwrap()]);
    let router = Router::new()
        .route("/", get(async |client: ClientAddress| format!("{} {}", client.0, client.rate_key())))
        .layer(from_fn_with_state(proxies, find_client_address));
    let peer: SocketAddr = "10.0.0.1:4000".parse().unwrap();
    let mut request =
        Request::get("/").header("x-forwarded-for", "2001:db8::1:2:3:4").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = text(router.oneshot(request).await.unwrap()).await;
    assert_eq!(answer, "2001:db8::1:2:3:4 2001:db8::");
}
