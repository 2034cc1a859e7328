use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use commerce::http::{Http, Request, Response, TransportError};
use commerce::model::SourceId;
use commerce::woocommerce::{
    Auth, Client, Connection, KeyProblem, Keys, Routes, Stamp, StoreError, WatchedTopic, probe,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::recordings::response;

/// A store that gives prepared answers and remembers what it was asked.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Result<Response, TransportError>>>,
    asked: Mutex<Vec<Request>>,
}

impl Script {
    fn of(answers: impl IntoIterator<Item = Response>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().map(Ok).collect()), asked: Mutex::default() }
    }

    fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .map(|request| format!("{} {}", request.method, request.url))
            .collect()
    }
}

impl Http for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.asked.lock().unwrap().push(request);
        self.answers.lock().unwrap().pop_front().unwrap_or(Err(TransportError::Timeout))
    }
}

fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Response {
    let headers: HeaderMap = headers
        .iter()
        .filter_map(|(name, value)| {
            Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?))
        })
        .collect();
    Response { status: StatusCode::from_u16(status).unwrap(), headers, body: body.into() }
}

fn recorded(number: u32) -> Response {
    let (status, headers, body) = response(number);
    let headers: Vec<(&str, &str)> =
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    answer(status, &headers, body)
}

fn list(ids: impl IntoIterator<Item = u64>, total: u64) -> Response {
    let (_, _, order) = response(51);
    let order: Value = serde_json::from_slice(&order).unwrap();
    let orders: Vec<Value> = ids
        .into_iter()
        .map(|id| {
            let mut order = order.clone();
            order["id"] = json!(id);
            order
        })
        .collect();
    let pages = total.div_ceil(100).to_string();
    answer(200, &[("x-wp-total", &total.to_string()), ("x-wp-totalpages", &pages)], json!(orders).to_string())
}

fn keys() -> Keys {
    Keys::parse("ck_0123456789abcdef", "cs_0123456789abcdef").unwrap()
}

fn stamp() -> Stamp {
    Stamp { at: "2026-11-21T19:30:00Z".parse().unwrap(), nonce: [7; 16] }
}

fn client(script: &Script) -> Client<&Script> {
    let connection = Connection {
        store: "https://shop.example".parse().unwrap(),
        keys: keys(),
        auth: Auth::Basic,
        routes: Routes::Pretty,
        home: None,
        may_write: true,
    };
    Client::new(connection, script, stamp)
}

async fn refusal(response: Response) -> StoreError {
    client(&Script::of([response])).order(&SourceId::from("47")).await.unwrap_err()
}

#[tokio::test]
async fn one_order_is_asked_for_with_the_keys_in_a_header() {
    let script = Script::of([recorded(70)]);
    let order = client(&script).order(&SourceId::from("47")).await.unwrap();
    assert_eq!(order.number, "47");
    assert_eq!(script.asked(), ["GET https://shop.example/wp-json/wc/v3/orders/47"]);
    let request = &script.asked.lock().unwrap()[0];
    let shown = request.headers.get("authorization").unwrap().to_str().unwrap();
    assert_eq!(shown, "Basic Y2tfMDEyMzQ1Njc4OWFiY2RlZjpjc18wMTIzNDU2Nzg5YWJjZGVm");
    assert!(!format!("{request:?}").contains("Y2tf"), "a log never shows keys");
}

#[tokio::test]
async fn an_id_never_leaves_its_place_in_the_address() {
    let script = Script::of([]);
    let _ = client(&script).order(&SourceId::from("../../wp/v2/users?x=")).await;
    assert_eq!(
        script.asked(),
        ["GET https://shop.example/wp-json/wc/v3/orders/..%2F..%2Fwp%2Fv2%2Fusers%3Fx="]
    );
}

#[tokio::test]
async fn every_recorded_refusal_has_its_meaning() {
    use KeyProblem::{MayNotRead, MayNotWrite, NotAccepted, WrongSecret};
    for (number, hint) in [
        (130, NotAccepted),
        (131, NotAccepted),
        (132, WrongSecret),
        (133, MayNotWrite),
        (134, MayNotRead),
        (150, NotAccepted),
        (151, NotAccepted),
    ] {
        assert_eq!(refusal(recorded(number)).await, StoreError::Unauthorized { hint }, "{number}");
    }
    for number in [81, 135, 136, 137, 139, 148] {
        assert_eq!(refusal(recorded(number)).await, StoreError::NotFound, "{number}");
    }
    for number in [138, 147] {
        assert_eq!(refusal(recorded(number)).await, StoreError::NoApi, "{number}");
    }
    for (number, status, code) in [
        (66, 500, "woocommerce_rest_cannot_create_order_refund"),
        (83, 501, "woocommerce_rest_trash_not_supported"),
        (93, 409, "woocommerce_rest_comment_duplicate"),
        (140, 400, "rest_invalid_param"),
        (142, 400, "rest_invalid_json"),
        (175, 400, "woocommerce_rest_shop_webhook_invalid_delivery_url"),
    ] {
        match refusal(recorded(number)).await {
            StoreError::Refused { status: found, code: said, message, .. } => {
                assert_eq!((found, said.as_str()), (status, code));
                assert!(!message.contains('&'), "{message}");
            }
            other => panic!("{number}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_not_data_is_told_apart() {
    let page = "<!DOCTYPE html><html><head><title>Briefly unavailable &amp; back soon</title></head></html>";
    let excerpt = "Briefly unavailable & back soon".to_owned();
    assert_eq!(
        refusal(answer(200, &[], page)).await,
        StoreError::NotJson { status: 200, excerpt: excerpt.clone() }
    );
    assert_eq!(refusal(answer(403, &[], page)).await, StoreError::Blocked { excerpt });
    assert_eq!(refusal(answer(404, &[], page)).await, StoreError::NoApi);
    assert_eq!(
        refusal(answer(401, &[], page)).await,
        StoreError::Unauthorized { hint: KeyProblem::SiteProtected }
    );
    let waits = answer(503, &[("retry-after", "120")], page);
    assert_eq!(
        refusal(waits).await,
        StoreError::Unavailable { status: 503, retry_after: Some(Duration::from_secs(120)) }
    );
    assert_eq!(
        refusal(answer(200, &[], "")).await,
        StoreError::NotJson { status: 200, excerpt: String::new() }
    );
    let moved = answer(301, &[("location", "https://www.shop.example/")], "");
    assert_eq!(refusal(moved).await, StoreError::Moved { to: Some("https://www.shop.example/".into()) });
    let forbidden = answer(
        403,
        &[],
        r#"{"code":"woocommerce_rest_cannot_view","message":"Üzgünüm","data":{"status":403}}"#,
    );
    assert_eq!(refusal(forbidden).await, StoreError::Forbidden { message: "Üzgünüm".into() });
    assert!(matches!(refusal(answer(200, &[], "[]")).await, StoreError::Unreadable(_)));
}

#[tokio::test]
async fn patience_is_read_from_seconds_or_from_a_date() {
    let seconds = refusal(answer(429, &[("retry-after", "30")], "slow down")).await;
    assert_eq!(seconds, StoreError::RateLimited { retry_after: Some(Duration::from_secs(30)) });
    let date = [("date", "Sat, 21 Nov 2026 19:30:00 GMT"), ("retry-after", "Sat, 21 Nov 2026 19:31:30 GMT")];
    let error = refusal(answer(429, &date, "")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    assert!(error.is_transient());
    assert_eq!(refusal(answer(429, &[("retry-after", "soon")], "")).await.retry_after(), None);
}

#[tokio::test]
async fn a_list_is_read_to_its_end_in_an_order_that_does_not_move() {
    let script = Script::of([list(1..=100, 250), list(101..=200, 250), list(201..=250, 250)]);
    let (orders, skipped) = client(&script).orders(None).all().await.unwrap();
    assert_eq!((orders.len(), skipped.len()), (250, 0));
    assert!(script.asked()[0].ends_with("/orders?per_page=100&orderby=id&order=asc&page=1"));
    assert!(script.asked()[2].ends_with("&page=3"));
}

#[tokio::test]
async fn changes_are_asked_for_with_some_overlap_in_utc() {
    let script = Script::of([recorded(96)]);
    let client = client(&script);
    let mut changed = client.orders(Some("2026-11-21T19:30:00.5Z".parse().unwrap()));
    changed.next_page().await.unwrap();
    assert!(
        script.asked()[0].contains("modified_after=2026-11-21T19%3A25%3A00&dates_are_gmt=true"),
        "{:?}",
        script.asked()
    );
}

#[tokio::test]
async fn an_order_deleted_meanwhile_makes_no_other_be_missed() {
    // After page 1 an order of it is deleted: 101 moves up to page 1, and the total shrinks by one.
    let script = Script::of([
        list(1..=100, 150),
        list(102..=150, 149),
        list((1..=101).filter(|id| *id != 50), 149),
        list(102..=150, 149),
    ]);
    let (orders, _) = client(&script).orders(None).all().await.unwrap();
    let mut ids: Vec<u64> = orders.iter().map(|order| order.source_id.as_str().parse().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=150).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_store_that_sends_the_same_page_forever_is_found_out() {
    let same = || list(1..=100, 1_000_000);
    let script = Script::of([same(), same(), same()]);
    let error = client(&script).orders(None).all().await.err();
    assert_eq!(error, Some(StoreError::EndlessPages { pages: 2 }));
}

#[tokio::test]
async fn without_counts_in_the_headers_an_empty_page_ends_the_list() {
    let uncounted = |ids: &[u64]| {
        let Response { status, body, .. } = list(ids.iter().copied(), 0);
        Response { status, body, headers: HeaderMap::new() }
    };
    let hundred: Vec<u64> = (1..=100).collect();
    let script = Script::of([uncounted(&hundred), uncounted(&[101, 102, 103]), uncounted(&[])]);
    let (orders, _) = client(&script).orders(None).all().await.unwrap();
    assert_eq!(orders.len(), 103);
}

#[tokio::test]
async fn a_store_too_old_to_order_by_id_is_asked_to_order_by_date() {
    let old = r#"{"code":"rest_invalid_param","message":"orderby","data":{"status":400,"params":{"orderby":"orderby is not one of date"}}}"#;
    let script = Script::of([answer(400, &[], old), list(1..=3, 3)]);
    let (orders, _) = client(&script).orders(None).all().await.unwrap();
    assert_eq!(orders.len(), 3);
    assert!(script.asked()[1].contains("orderby=date"));
}

#[tokio::test]
async fn what_cannot_be_read_is_skipped_and_named() {
    let Response { status, headers, body } = list(1..=3, 3);
    let mut orders: Value = serde_json::from_slice(&body).unwrap();
    orders[1]["total"] = json!("a lot");
    let script = Script::of([Response { status, headers, body: orders.to_string().into() }]);
    let (orders, skipped) = client(&script).orders(None).all().await.unwrap();
    assert_eq!(orders.len(), 2);
    assert_eq!(skipped[0].source_id, Some("2".into()));
    assert_eq!(skipped[0].error.to_string(), r#"/total: "a lot" is not an amount"#);
}

#[tokio::test]
async fn reading_goes_on_where_it_stopped() {
    let script = Script::of([list(101..=150, 150)]);
    let (orders, _) = client(&script).orders(None).starting_at(2).all().await.unwrap();
    assert_eq!(orders.len(), 50);
    assert!(script.asked()[0].ends_with("&page=2"));
}

#[tokio::test]
async fn webhooks_are_made_with_our_secret_and_switched_on_again() {
    let script = Script::of([recorded(20), recorded(170), recorded(163)]);
    let client = client(&script);
    let secret = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let to = "https://app.example/hooks/st_1".parse().unwrap();
    client.create_webhook(WatchedTopic::OrderCreated, &to, &secret).await.unwrap();
    let sent: Value = serde_json::from_slice(&script.asked.lock().unwrap()[0].body).unwrap();
    assert_eq!(sent["topic"], "order.created");
    assert_eq!(sent["secret"], "0123456789abcdef0123456789abcdef");
    let (hooks, _) = {
        let listed = Script::of([recorded(31)]);
        let client = self::client(&listed);
        let all = client.webhooks().next_page().await.unwrap().unwrap();
        (all.items, all.skipped)
    };
    assert_eq!(hooks.len(), 10);
    let failed = client.reactivate_webhook(&SourceId::from("12")).await.unwrap();
    assert_eq!(
        failed.state,
        commerce::woocommerce::WebhookState::Disabled,
        "as recorded after repeated failures"
    );
    assert!(script.asked()[1].starts_with("PUT https://shop.example/wp-json/wc/v3/webhooks/12"));
}

fn index() -> Response {
    recorded(125)
}

#[tokio::test]
async fn a_usual_store_is_found_out_in_four_questions() {
    let script = Script::of([index(), recorded(99), recorded(123), answer(200, &[], "{}")]);
    let found = probe(&script, &"https://shop.example".parse().unwrap(), &keys(), stamp).await.unwrap();
    assert_eq!((found.connection.auth, found.connection.routes), (Auth::Basic, Routes::Pretty));
    assert_eq!(found.facts.name.as_deref(), Some("Deneme Mağaza"));
    assert_eq!(found.facts.time_zone.as_deref(), Some("Europe/Istanbul"));
    assert_eq!(found.facts.currency.as_str(), "TRY");
    assert_eq!(found.facts.woocommerce.as_deref(), Some("11.0.1"));
    assert!(found.may_write && found.connection.may_write);
    assert_eq!(script.asked().len(), 4);
}

#[tokio::test]
async fn a_host_that_drops_the_header_gets_the_keys_in_the_address() {
    let script = Script::of([index(), recorded(130), recorded(149), recorded(123), recorded(133)]);
    let found = probe(&script, &"https://shop.example".parse().unwrap(), &keys(), stamp).await.unwrap();
    assert_eq!(found.connection.auth, Auth::Query);
    assert!(script.asked()[2].contains("consumer_key=ck_0123456789abcdef&consumer_secret=cs_"));
    assert!(!found.may_write && !found.connection.may_write, "read-only keys get 401 for writing");
}

#[tokio::test]
async fn behind_a_proxy_that_hides_https_requests_are_signed_with_the_stores_own_address() {
    let script = Script::of([
        index(),
        recorded(130),
        recorded(130),
        recorded(99),
        recorded(123),
        answer(200, &[], "{}"),
    ]);
    let found = probe(&script, &"https://shop.example".parse().unwrap(), &keys(), stamp).await.unwrap();
    assert_eq!(found.connection.auth, Auth::OAuth1);
    assert_eq!(found.connection.home.unwrap().as_str(), "https://localhost:8443/");
    assert!(script.asked()[3].contains("oauth_signature="));
}

#[tokio::test]
async fn plain_permalinks_are_asked_the_other_way_and_woocommerce_still_sees_the_keys() {
    let page = || answer(404, &[], "<html>not found</html>");
    let script = Script::of([page(), index(), recorded(99), recorded(123), answer(200, &[], "{}")]);
    let found =
        probe(&script, &"https://shop.example/magaza".parse().unwrap(), &keys(), stamp).await.unwrap();
    assert_eq!(found.connection.routes, Routes::Plain);
    assert_eq!(
        script.asked()[2],
        "GET https://shop.example/magaza/?rest_route=/wc/v3/orders&via=wp-json/wc/&per_page=1&_fields=id"
    );
}

#[tokio::test]
async fn probing_names_what_a_person_can_do() {
    let store = "https://shop.example".parse().unwrap();
    let error = |answers: Vec<Response>| {
        let script = Script::of(answers);
        let store = &store;
        async move { probe(&script, store, &keys(), stamp).await.unwrap_err() }
    };
    let wrong = vec![index(), recorded(131), recorded(131), recorded(131)];
    assert_eq!(error(wrong).await, StoreError::Unauthorized { hint: KeyProblem::NotAccepted });
    assert_eq!(
        error(vec![index(), recorded(132)]).await,
        StoreError::Unauthorized { hint: KeyProblem::WrongSecret }
    );
    assert_eq!(
        error(vec![index(), recorded(134)]).await,
        StoreError::Unauthorized { hint: KeyProblem::MayNotRead }
    );
    let blog = || answer(200, &[], r#"{"name":"Blog","namespaces":["wp/v2"]}"#);
    assert_eq!(error(vec![blog(), blog()]).await, StoreError::NoApi);
    let parked = || answer(200, &[], "<title>This domain is for sale</title>");
    assert!(matches!(error(vec![parked(), parked()]).await, StoreError::NotJson { .. }));
    let moved = answer(301, &[("location", "https://www.shop.example/wp-json/")], "");
    assert!(matches!(error(vec![moved]).await, StoreError::Moved { .. }));
    assert_eq!(error(vec![]).await, StoreError::Transport(TransportError::Timeout));
}
