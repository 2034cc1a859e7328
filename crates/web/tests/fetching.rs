//! The guarded client against real servers on this machine, which stand for everything private.
//!
//! Linux answers on all of 127.0.0.0/8: 127.0.0.2 stands for an allowed neighbour, 127.0.0.1 for what must not be reached.

use std::convert::Infallible;
use std::io::Write;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};
use bytes::Bytes;
use futures::stream;
use http::{HeaderMap, Request, StatusCode, header};
use tokio::net::TcpListener;
use url::Url;
use web::{FetchError, GuardedClient, Limits, Policy, Refusal};

/// Starts the test site on an address and says where it listens.
async fn site(address: &str) -> SocketAddr {
    let listener = TcpListener::bind(format!("{address}:0")).await.expect("a free port");
    let here = listener.local_addr().expect("a bound socket");
    let router = Router::new()
        .route("/hello", get(async || "hello"))
        .route("/headers", any(seen_headers))
        .route("/echo", post(async |body: Bytes| body))
        .route("/missing", get(async || StatusCode::NOT_FOUND))
        .route("/to/{*target}", any(async |Path(target): Path<String>| Redirect::temporary(&target)))
        .route("/hops/{count}", get(hop))
        .route(
            "/around",
            get(async |State(here): State<SocketAddr>| Redirect::to(&format!("http://{here}/around"))),
        )
        .route("/long", get(async || "x".repeat(2_000)))
        .route("/endless", get(endless))
        .route("/bomb", get(bomb))
        .route("/drip", get(drip))
        .with_state(here);
    tokio::spawn(async move { axum::serve(listener, router).await });
    here
}

async fn seen_headers(headers: HeaderMap) -> String {
    let mut names: Vec<&str> = headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    names.join(" ")
}

async fn hop(Path(count): Path<u32>) -> Response {
    match count {
        0 => "arrived".into_response(),
        _ => Redirect::to(&format!("/hops/{}", count - 1)).into_response(),
    }
}

async fn endless() -> Body {
    let chunk = Bytes::from_static(&[b'x'; 500]);
    Body::from_stream(stream::repeat_with(move || Ok::<_, Infallible>(chunk.clone())))
}

async fn bomb() -> impl IntoResponse {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![0; 1_000_000]).expect("a Vec takes all");
    ([(header::CONTENT_ENCODING, "gzip")], gzip.finish().expect("a Vec takes all"))
}

async fn drip() -> Body {
    Body::from_stream(stream::unfold((), async |()| {
        tokio::time::sleep(Duration::from_millis(40)).await;
        Some((Ok::<_, Infallible>("x"), ()))
    }))
}

fn limits() -> Limits {
    Limits { time: Duration::from_secs(20), body: 1_000 }
}

fn client(policy: Policy) -> GuardedClient {
    GuardedClient::new(policy, limits(), "Tillside-test")
}

fn public_only() -> GuardedClient {
    client(Policy::default())
}

fn with_private() -> GuardedClient {
    client(Policy { allow_private: true, ..Policy::default() })
}

fn with_neighbour() -> GuardedClient {
    let neighbour = "127.0.0.2/32".parse().expect("a network");
    client(Policy { allow_private: false, allowed_networks: vec![neighbour] })
}

async fn fetch(client: &GuardedClient, url: &str) -> Result<(u16, String), FetchError> {
    let answer = client.get(&Url::parse(url).expect("an address")).await?;
    Ok((answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned()))
}

fn refused(result: Result<(u16, String), FetchError>) -> Option<Refusal> {
    match result {
        Err(FetchError::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}

#[tokio::test]
async fn this_machine_is_refused_however_it_is_spelt() {
    let port = site("127.0.0.1").await.port();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "LOCALHOST",
        "0.0.0.0",
        "[::]",
        "①②⑦.0.0.1",
    ] {
        let result = fetch(&public_only(), &format!("http://{host}:{port}/hello")).await;
        assert_eq!(refused(result), Some(Refusal::NotPublic), "{host}");
    }
    // Whether a resolver knows the name with its final dot differs from system to system.
    assert!(fetch(&public_only(), &format!("http://localhost.:{port}/hello")).await.is_err());
}

#[tokio::test]
async fn networks_that_are_not_public_are_refused() {
    for host in [
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "192.0.0.192",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "[::ffff:169.254.169.254]",
        "[2001:db8::1]",
        "[fec0::1]",
        "[2001::1]",
        "[64:ff9b::a9fe:a9fe]",
    ] {
        let url = Url::parse(&format!("http://{host}/")).unwrap();
        assert_eq!(public_only().check(&url), Err(Refusal::NotPublic), "{host}");
    }
    for host in ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "shop.example"]
    {
        assert_eq!(public_only().check(&Url::parse(&format!("https://{host}/")).unwrap()), Ok(()), "{host}");
    }
}

#[tokio::test]
async fn the_operator_may_allow_private_networks_but_never_metadata() {
    let here = site("127.0.0.1").await;
    assert_eq!(
        fetch(&with_private(), &format!("http://{here}/hello")).await.unwrap(),
        (200, "hello".to_owned())
    );
    let by_name = format!("http://localhost:{}/hello", here.port());
    assert_eq!(fetch(&with_private(), &by_name).await.unwrap().0, 200);
    for host in ["169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "[fe80::1]", "224.0.0.1", "0.0.0.0"]
    {
        let url = Url::parse(&format!("http://{host}/")).unwrap();
        assert_eq!(with_private().check(&url), Err(Refusal::NotPublic), "{host}");
    }
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused() {
    let neighbour = site("127.0.0.2").await;
    let hidden = site("127.0.0.1").await;
    let client = with_neighbour();
    assert_eq!(fetch(&client, &format!("http://{neighbour}/hello")).await.unwrap().0, 200);
    for target in [
        format!("http://{hidden}/hello"),
        format!("http://localhost:{}/hello", hidden.port()),
        format!("http://[::ffff:127.0.0.1]:{}/hello", hidden.port()),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ] {
        let result = fetch(&client, &format!("http://{neighbour}/to/{target}")).await;
        assert_eq!(refused(result), Some(Refusal::NotPublic), "{target}");
    }
    let file = fetch(&client, &format!("http://{neighbour}/to/file:///etc/passwd")).await;
    assert_eq!(refused(file), Some(Refusal::Scheme));
}

#[tokio::test]
async fn only_http_without_credentials_is_fetched() {
    for (url, refusal) in [
        ("file:///etc/passwd", Refusal::Scheme),
        ("ftp://ftp.example/x", Refusal::Scheme),
        ("gopher://shop.example/", Refusal::Scheme),
        ("data:text/plain,x", Refusal::Scheme),
        ("https://user@shop.example/", Refusal::Credentials),
        ("https://user:password@shop.example/", Refusal::Credentials),
    ] {
        assert_eq!(public_only().check(&Url::parse(url).unwrap()), Err(refusal), "{url}");
    }
}

#[tokio::test]
async fn three_redirects_are_followed_and_no_more() {
    let here = site("127.0.0.1").await;
    assert_eq!(fetch(&with_private(), &format!("http://{here}/hops/3")).await.unwrap().1, "arrived");
    for path in ["hops/4", "around"] {
        let result = fetch(&with_private(), &format!("http://{here}/{path}")).await;
        assert!(matches!(result, Err(FetchError::TooManyRedirects)), "{result:?}");
    }
}

#[tokio::test]
async fn a_stranger_is_not_told_who_we_are() {
    let (first, second) = (site("127.0.0.1").await, site("127.0.0.1").await);
    let ask = |url: String| {
        let request = Request::get(url)
            .header("authorization", "Bearer secret")
            .header("x-wc-key", "secret")
            .header("cookie", "a=b")
            .header("accept", "image/*")
            .body(Bytes::new())
            .unwrap();
        async move { with_private().send(request).await.unwrap() }
    };
    let same = ask(format!("http://{first}/to/http://{first}/headers")).await;
    assert_eq!(same.body(), "accept accept-encoding authorization cookie host user-agent x-wc-key");
    let other = ask(format!("http://{first}/to/http://{second}/headers")).await;
    assert_eq!(other.body(), "accept accept-encoding host user-agent");
}

#[tokio::test]
async fn a_post_is_sent_once_and_never_redirected() {
    let here = site("127.0.0.1").await;
    let echo = Request::post(format!("http://{here}/echo")).body(Bytes::from("a body")).unwrap();
    assert_eq!(with_private().send(echo).await.unwrap().body(), "a body");
    let moved = Request::post(format!("http://{here}/to/http://{here}/echo")).body(Bytes::from("x")).unwrap();
    let answer = with_private().send(moved).await.unwrap();
    assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
}

#[tokio::test]
async fn any_status_is_an_answer() {
    let here = site("127.0.0.1").await;
    assert_eq!(fetch(&with_private(), &format!("http://{here}/missing")).await.unwrap().0, 404);
}

#[tokio::test]
async fn a_body_over_the_limit_is_given_up() {
    let here = site("127.0.0.1").await;
    for path in ["long", "endless", "bomb"] {
        let result = fetch(&with_private(), &format!("http://{here}/{path}")).await;
        assert!(matches!(result, Err(FetchError::TooLarge(1_000))), "{path}: {result:?}");
    }
    let roomy = with_private().with_limits(Limits { body: 2_000, ..limits() });
    assert_eq!(fetch(&roomy, &format!("http://{here}/long")).await.unwrap().1.len(), 2_000);
}

#[tokio::test]
async fn an_answer_that_drips_for_ever_is_given_up() {
    let here = site("127.0.0.1").await;
    let hasty = with_private().with_limits(Limits { time: Duration::from_millis(300), ..limits() });
    let result = fetch(&hasty, &format!("http://{here}/drip")).await;
    assert!(matches!(result, Err(FetchError::TimedOut)), "{result:?}");
}

#[tokio::test]
async fn nobody_at_home_is_unreachable() {
    let result = fetch(&with_private(), "http://127.0.0.1:9/").await;
    assert!(matches!(result, Err(FetchError::Unreachable(_))), "{result:?}");
    let unknown = fetch(&with_private(), "http://no-such-host.invalid/").await;
    assert!(matches!(unknown, Err(FetchError::Unreachable(_))), "{unknown:?}");
}

#[tokio::test]
async fn an_answer_of_any_size_is_read_piece_by_piece() {
    let here = site("127.0.0.1").await;
    let request = |path: &str| {
        let request = Request::get(format!("http://{here}/{path}")).body(Bytes::new());
        request.expect("an address")
    };
    let mut long = with_private().open(request("long")).await.unwrap();
    let mut size = 0;
    while let Some(piece) = long.next().await.unwrap() {
        size += piece.len();
    }
    assert_eq!((long.status(), size), (StatusCode::OK, 2_000), "no limit but the reader's");
    let patience = Duration::from_secs(5);
    let hasty = with_private().with_limits(Limits { time: patience, ..limits() });
    let mut drip = hasty.open(request("drip")).await.unwrap();
    let begun = Instant::now();
    while begun.elapsed() < patience + patience / 4 {
        assert!(drip.next().await.unwrap().is_some(), "each piece has its time");
    }
    let redirect = with_private().open(request("hops/1")).await.unwrap();
    assert!(redirect.status().is_redirection(), "it is not followed");
    assert!(redirect.headers().contains_key(header::LOCATION));
    assert!(matches!(public_only().open(request("hello")).await, Err(FetchError::Refused(_))));
}
