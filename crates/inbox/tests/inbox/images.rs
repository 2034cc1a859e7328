//! Pictures of other servers in a mail: fetched by this one, and only what is a picture on the public Internet.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use axum::response::Redirect;
use axum::routing::get;
use database::testing;
use web::{GuardedClient, Limits, Policy};

use crate::desk::{Browser, Desk};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

/// Another server: pictures, and what only looks like them.
async fn other_server() -> String {
    let of = |kind: &'static str, bytes: Vec<u8>| {
        get(move || async move { ([(header::CONTENT_TYPE, kind)], bytes) })
    };
    let routes = Router::new()
        .route("/ok.png", of("image/png", PICTURE.to_vec()))
        .route("/moved.png", get(|| async { Redirect::temporary("/ok.png") }))
        .route("/svg.png", of("image/svg+xml", b"<svg onload='alert(1)'/>".to_vec()))
        .route("/html.png", of("text/html", b"<script>alert(1)</script>".to_vec()))
        .route("/large.png", of("image/png", vec![0; 70_000]))
        .route("/inwards.png", get(|| async { Redirect::temporary("http://10.0.0.1/secret.png") }))
        .route("/own.png", get(|| async { Redirect::temporary("http://169.254.169.254/latest/meta-data") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, routes).into_future());
    format!("http://{address}")
}

/// A desk for which 127.0.0.1 alone of all private addresses counts as the Internet.
async fn desk() -> (Desk, Browser) {
    let allowed_networks = vec!["127.0.0.1/32".parse().unwrap()];
    let policy = Policy { allowed_networks, ..Policy::default() };
    let limits = Limits { body: 65_536, ..Limits::default() };
    let desk = Desk::open_with(testing::sqlite, GuardedClient::new(policy, limits, "Tillside test"));
    let owner = desk.owner().await;
    (desk, owner)
}

/// Where the frame of a mail with these pictures fetches them from.
async fn shown(desk: &Desk, owner: &mut Browser, pictures: &[String]) -> Vec<String> {
    owner.mailbox("destek@magaza.example").await;
    let mut html = String::new();
    for address in pictures {
        html.push_str(&format!("<p><img src=\"{address}\" width=\"600\" height=\"200\"></p>"));
    }
    let raw = format!(
        "From: a@posta.example\r\nTo: destek@magaza.example\r\nSubject: Pictures\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n"
    );
    let request = owner.request(Method::POST, "/inbound/email?mailbox=destek@magaza.example", &[]);
    let message = desk.ask(request.body(Body::from(raw)).unwrap()).await.ok()["message_id"].clone();
    let path = format!("/messages/{}/html?images=1", message.as_str().unwrap());
    let document = owner.get(&path).await.text();
    assert!(pictures.iter().all(|address| !document.contains(address)), "{document}");
    let sources = document.split("src=\"/api/v1").skip(1);
    sources.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_another_server_comes_through_this_one() {
    let (desk, mut owner) = desk().await;
    let other = other_server().await;
    let pictures = [format!("{other}/ok.png"), format!("{other}/moved.png")];
    let sources = shown(&desk, &mut owner, &pictures).await;
    assert_eq!(sources.len(), 2);
    for source in sources {
        let answer = owner.get(&source).await;
        assert_eq!((answer.status, answer.bytes.as_slice()), (StatusCode::OK, PICTURE));
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/png");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
        desk.browser().get(&source).await.problem(401, "unauthorized");
    }
    desk.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_or_lies_on_no_public_address_does_not_come_through() {
    let (desk, mut owner) = desk().await;
    let other = other_server().await;
    let private = "the address is refused: the address is not on the public Internet";
    let cases = [
        (format!("{other}/svg.png"), "the address holds no picture"),
        (format!("{other}/html.png"), "the address holds no picture"),
        (format!("{other}/large.png"), "the answer is larger than 65536 bytes"),
        (format!("{other}/inwards.png"), private),
        (format!("{other}/own.png"), private),
        ("http://10.0.0.1/secret.png".to_owned(), private),
        ("http://127.0.0.2/secret.png".to_owned(), private),
        ("http://[::1]/secret.png".to_owned(), private),
    ];
    let pictures = cases.clone().map(|(address, _)| address);
    let sources = shown(&desk, &mut owner, &pictures).await;
    assert_eq!(sources.len(), cases.len());
    for (source, (address, why)) in sources.iter().zip(&cases) {
        let problem = owner.get(source).await.problem(502, "upstream-failed");
        assert_eq!(problem["detail"], *why, "{address}");
    }
    desk.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_this_server_did_not_sign_is_not_fetched() {
    let (desk, mut owner) = desk().await;
    let other = other_server().await;
    let pictures = [format!("{other}/ok.png"), format!("{other}/large.png")];
    let sources = shown(&desk, &mut owner, &pictures).await;
    let (address, signature) = sources[0].split_once("?signature=").unwrap();
    let (_, signature_of_another) = sources[1].split_once("?signature=").unwrap();
    for forged in [
        format!("{address}?signature={signature_of_another}"),
        format!("{address}?signature={}", &signature[..20]),
        format!("{address}?signature=%21"),
        format!("/images/{}?signature={signature}", "aHR0cDovLzEwLjAuMC4xLw"),
        format!("/images/%21?signature={signature}"),
    ] {
        owner.get(&forged).await.problem(404, "not-found");
    }
    owner.get(address).await.problem(400, "invalid-query");
    desk.close();
}
