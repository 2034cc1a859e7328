//! The client against the recorded store, over a socket.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use commerce::PlainHttp;
use commerce::http::TransportError;
use commerce::model::{CustomerRef, OrderStage, SourceId};
use commerce::replay::{Fault, Options, ReplayStore};
use commerce::woocommerce::authorize::{Granted, KeyRequest, Returned, Scope};
use commerce::woocommerce::webhook::{Delivery, Happening, verify};
use commerce::woocommerce::{
    Auth, Client, KeyProblem, Keys, Probed, Routes, Stamp, StoreError, WatchedTopic, WebhookState, map, probe,
};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

async fn store() -> ReplayStore {
    ReplayStore::start(Options::default()).await.unwrap()
}

async fn probed(store: &ReplayStore, scope: Scope) -> Result<Probed, StoreError> {
    probe(&PlainHttp::new()?, &store.url(), &store.keys(scope), fresh_stamp()).await
}

async fn client(store: &ReplayStore) -> Client<PlainHttp> {
    client_with(store, PlainHttp::new().unwrap()).await
}

async fn client_with(store: &ReplayStore, http: PlainHttp) -> Client<PlainHttp> {
    let found = probed(store, Scope::ReadWrite).await.unwrap();
    Client::new(found.connection, http, fresh_stamp())
}

/// The played store checks clock and nonces like the real one.
fn fresh_stamp() -> impl Fn() -> Stamp + Send + Sync + Clone + 'static {
    #[expect(clippy::disallowed_methods, reason = "the store under test compares with the real time")]
    || Stamp { at: jiff::Timestamp::now(), nonce: nonce() }
}

fn nonce() -> [u8; 16] {
    use std::hash::{BuildHasher, RandomState};
    let random = || RandomState::new().hash_one(0_u8).to_le_bytes();
    [random(), random()].concat().try_into().unwrap()
}

/// An address that passes on what is posted to it, and answers with one status.
async fn listener(status: StatusCode) -> (url::Url, mpsc::UnboundedReceiver<(HeaderMap, Bytes)>) {
    let (inbox, arrived) = mpsc::unbounded_channel();
    let app = Router::new().route(
        "/hook",
        post(move |headers: HeaderMap, body: Bytes| async move {
            let _ = inbox.send((headers, body));
            status
        }),
    );
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", socket.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(socket, app).await });
    (url, arrived)
}

#[tokio::test]
async fn over_plain_http_requests_are_signed_and_the_store_is_found_out() {
    let store = store().await;
    let found = probed(&store, Scope::ReadWrite).await.unwrap();
    assert_eq!((found.connection.auth, found.connection.routes), (Auth::OAuth1, Routes::Pretty));
    assert_eq!(found.facts.name.as_deref(), Some("Deneme Mağaza"));
    assert_eq!(found.facts.currency.as_str(), "TRY");
    assert!(found.may_write);
    assert!(!probed(&store, Scope::Read).await.unwrap().may_write);
    let blind = probed(&store, Scope::Write).await.unwrap_err();
    assert_eq!(blind, StoreError::Unauthorized { hint: KeyProblem::MayNotRead });
    let stranger = Keys::parse("ck_ffffffffffffffff", "cs_ffffffffffffffff").unwrap();
    let unknown =
        probe(&PlainHttp::new().unwrap(), &store.url(), &stranger, fresh_stamp()).await.unwrap_err();
    assert_eq!(unknown, StoreError::Unauthorized { hint: KeyProblem::NotAccepted });
}

#[tokio::test]
async fn a_clock_that_is_an_hour_off_and_a_wrong_secret_are_told_apart() {
    let store = store().await;
    #[expect(clippy::disallowed_methods, reason = "the store under test compares with the real time")]
    let late = || Stamp { at: jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1), nonce: nonce() };
    let slow =
        probe(&PlainHttp::new().unwrap(), &store.url(), &store.keys(Scope::Read), late).await.unwrap_err();
    assert_eq!(slow, StoreError::Unauthorized { hint: KeyProblem::ClockDiffers });
    let keys = store.keys(Scope::Read);
    let wrong = Keys::parse(keys.consumer_key(), "cs_ffffffffffffffff").unwrap();
    let unsigned = probe(&PlainHttp::new().unwrap(), &store.url(), &wrong, fresh_stamp()).await.unwrap_err();
    assert_eq!(unsigned, StoreError::Unauthorized { hint: KeyProblem::WrongSignature });
}

#[tokio::test]
async fn the_same_signed_request_twice_is_refused_once() {
    let store = store().await;
    let connection = probed(&store, Scope::Read).await.unwrap().connection;
    #[expect(clippy::disallowed_methods, reason = "the store under test compares with the real time")]
    let once = Stamp { at: jiff::Timestamp::now(), nonce: [9; 16] };
    let client = Client::new(connection, PlainHttp::new().unwrap(), move || once);
    assert!(client.order(&"47".into()).await.is_ok());
    assert!(client.order(&"47".into()).await.is_err());
}

#[tokio::test]
async fn plain_permalinks_work_too() {
    let options = Options { plain_permalinks: true, ..Options::default() };
    let store = ReplayStore::start(options).await.unwrap();
    let found = probed(&store, Scope::ReadWrite).await.unwrap();
    assert_eq!(found.connection.routes, Routes::Plain);
    let client = Client::new(found.connection, PlainHttp::new().unwrap(), fresh_stamp());
    assert_eq!(client.order(&"47".into()).await.unwrap().number, "47");
}

#[tokio::test]
async fn the_first_sync_finds_everything_there_is() {
    let store = store().await;
    let client = client(&store).await;
    let (orders, skipped) = client.orders(None).all().await.unwrap();
    assert_eq!(skipped, []);
    assert!(orders.len() >= 25, "{}", orders.len());
    assert!(orders.iter().all(|order| order.source_id.as_str() != "52"), "it was deleted for good");
    assert!(orders.iter().any(|order| order.customer == CustomerRef::Guest));

    let (customers, _) = client.customers().all().await.unwrap();
    assert!(customers.iter().any(|customer| customer.role.as_deref() == Some("administrator")));
    let lira = "TRY".parse().unwrap();
    let (products, _) = client.products(lira, None).all().await.unwrap();
    let shirt = products.iter().find(|product| product.kind == "variable").unwrap();
    let (variations, _) = client.variations(&shirt.source_id, lira).all().await.unwrap();
    assert_eq!(variations.len(), 3);
    assert!(variations.iter().all(|variation| variation.product_id == Some(shirt.source_id.clone())));

    let (refunds, _) = client.refunds(&"50".into(), "USD".parse().unwrap()).all().await.unwrap();
    assert_eq!(refunds.len(), 2);
    assert!(refunds.iter().all(|refund| refund.refunded_at.is_some()));
    assert!(client.notes(&"47".into()).await.unwrap().len() >= 7);
    assert_eq!(client.order(&"999999".into()).await.unwrap_err(), StoreError::NotFound);
}

#[tokio::test]
async fn probing_and_reading_can_run_on_any_thread() {
    let store = store().await;
    let (url, keys) = (store.url(), store.keys(Scope::Read));
    let reading = tokio::spawn(async move {
        let http = PlainHttp::new()?;
        let found = probe(&http, &url, &keys, fresh_stamp()).await?;
        let client = Client::new(found.connection, http, fresh_stamp());
        Ok::<_, StoreError>(client.orders(None).all().await?.0.len())
    });
    assert!(reading.await.unwrap().unwrap() > 0);
}

#[tokio::test]
async fn only_what_changed_since_is_asked_for() {
    let store = store().await;
    let client = client(&store).await;
    let (before, _) = client.orders(Some("2027-06-01T00:00:00Z".parse().unwrap())).all().await.unwrap();
    assert!(before.is_empty());
    #[expect(clippy::disallowed_methods, reason = "the store under test writes the real time")]
    let now = jiff::Timestamp::now();
    store.change("orders", "48", &json!({ "status": "cancelled" })).unwrap();
    let (after, _) = client.orders(Some(now)).all().await.unwrap();
    let changed: Vec<_> = after.iter().filter(|order| order.source_id.as_str() == "48").collect();
    assert_eq!(changed[0].status.stage, OrderStage::Cancelled);
}

#[tokio::test]
async fn a_change_in_the_store_arrives_signed_after_a_ping() {
    let store = store().await;
    let client = client(&store).await;
    let (url, mut arrived) = listener(StatusCode::OK).await;
    let hook =
        client.create_webhook(WatchedTopic::OrderUpdated, &url, &SECRET.parse().unwrap()).await.unwrap();
    assert_eq!(hook.state, WebhookState::Active);
    store.settled().await;
    let (headers, body) = arrived.recv().await.unwrap();
    assert!(matches!(verify(&headers, &body, SECRET), Ok(Delivery::Ping { .. })));

    store.change("orders", "47", &json!({ "status": "on-hold" })).unwrap();
    let (headers, body) = arrived.recv().await.unwrap();
    let Ok(Delivery::Event(event)) = verify(&headers, &body, SECRET) else { panic!("not an event") };
    assert_eq!(event.happening, Happening::Updated);
    assert_eq!(event.webhook_id.map(SourceId::from), Some(hook.source_id));
    assert_eq!(map::order(&event.body).unwrap().status.stage, OrderStage::OnHold);
    assert_eq!(client.order(&"47".into()).await.unwrap().status.raw, "on-hold");
}

#[tokio::test]
async fn an_address_that_keeps_failing_is_switched_off_and_on_again() {
    let store = store().await;
    let client = client(&store).await;
    let (url, mut arrived) = listener(StatusCode::INTERNAL_SERVER_ERROR).await;
    let hook =
        client.create_webhook(WatchedTopic::OrderUpdated, &url, &SECRET.parse().unwrap()).await.unwrap();
    let state = async || client.webhooks().all().await.unwrap().0[0].state;
    for failure in 1..=6 {
        assert_eq!(state().await, WebhookState::Active, "before failure {failure}");
        store.change("orders", "47", &json!({ "customer_note": failure.to_string() })).unwrap();
        store.settled().await;
    }
    assert_eq!(state().await, WebhookState::Disabled);
    while arrived.try_recv().is_ok() {}
    store.change("orders", "47", &json!({ "status": "on-hold" })).unwrap();
    store.settled().await;
    assert!(arrived.try_recv().is_err(), "a disabled webhook is silent");
    assert_eq!(client.reactivate_webhook(&hook.source_id).await.unwrap().state, WebhookState::Active);
    client.delete_webhook(&hook.source_id).await.unwrap();
    assert_eq!(client.delete_webhook(&hook.source_id).await, Err(StoreError::NotFound));
}

#[tokio::test]
async fn keys_are_handed_out_by_the_stores_own_page() {
    let store = store().await;
    let (callback_url, mut arrived) = listener(StatusCode::OK).await;
    let request = KeyRequest {
        app_name: "Tillside <b>".into(),
        scope: Scope::ReadWrite,
        token: "one-time-token-0001".parse().unwrap(),
        return_url: "http://127.0.0.1:1/return?from=store".parse().unwrap(),
        callback_url,
    };
    let browser =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let page = browser.get(request.page(&store.url()).unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Tillside &lt;b&gt;"));
    let approve = page.split("<a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let approve = html_escape::decode_html_entities(&approve).into_owned();
    let back = browser.get(format!("{}{approve}", store.url())).send().await.unwrap();
    assert_eq!(back.status(), StatusCode::FOUND);
    let back: url::Url = back.headers()["location"].to_str().unwrap().parse().unwrap();
    assert!(Returned::parse(back.query().unwrap()).unwrap().agreed);

    let (_, body) = arrived.recv().await.unwrap();
    let granted = Granted::parse(&body).unwrap();
    assert_eq!(granted.token, request.token);
    let found = probe(&PlainHttp::new().unwrap(), &store.url(), &granted.keys, fresh_stamp()).await.unwrap();
    assert!(found.may_write);
}

#[tokio::test]
async fn a_callback_that_fails_leaves_no_keys_behind() {
    let store = store().await;
    let (callback_url, mut arrived) = listener(StatusCode::INTERNAL_SERVER_ERROR).await;
    let query = format!(
        "app_name=A&scope=read&user_id=one-time-token-0001&return_url=http://127.0.0.1:1/&callback_url={callback_url}"
    );
    let answer = reqwest::get(format!("{}/wc-auth/v1/access_granted/?{query}", store.url())).await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let granted = Granted::parse(&arrived.recv().await.unwrap().1).unwrap();
    let refused =
        probe(&PlainHttp::new().unwrap(), &store.url(), &granted.keys, fresh_stamp()).await.unwrap_err();
    assert_eq!(refused, StoreError::Unauthorized { hint: KeyProblem::NotAccepted });
}

#[tokio::test]
async fn the_page_refuses_what_the_recorded_one_refused() {
    let store = store().await;
    for (query, refusal) in [
        (
            "app_name=A&user_id=t7&return_url=https://a.example&callback_url=https://a.example",
            "Missing parameter scope.",
        ),
        (
            "app_name=A&scope=admin&user_id=t7&return_url=https://a.example&callback_url=https://a.example",
            "Invalid scope admin.",
        ),
        (
            "app_name=A&scope=read&user_id=t7&return_url=https://a.example&callback_url=http://a.example",
            "The callback_url needs to be over SSL.",
        ),
    ] {
        let answer = reqwest::get(format!("{}/wc-auth/v1/authorize?{query}", store.url())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert!(answer.text().await.unwrap().contains(refusal), "{refusal}");
    }
}

#[tokio::test]
async fn every_way_to_fail_is_told_apart() {
    let store = store().await;
    let client = client(&store).await;
    let first_page = async |fault| {
        store.set_fault(Some(fault));
        client.orders(None).all().await.err()
    };
    let after = |seconds| Some(Duration::from_secs(seconds));
    assert!(matches!(
        first_page(Fault::MaintenancePage).await,
        Some(StoreError::NotJson { status: 200, .. })
    ));
    assert!(matches!(first_page(Fault::Firewall).await, Some(StoreError::Blocked { .. })));
    assert_eq!(
        first_page(Fault::KeysRevoked).await,
        Some(StoreError::Unauthorized { hint: KeyProblem::NotAccepted })
    );
    assert_eq!(
        first_page(Fault::RateLimited(30)).await,
        Some(StoreError::RateLimited { retry_after: after(30) })
    );
    assert_eq!(
        first_page(Fault::Unavailable(120)).await,
        Some(StoreError::Unavailable { status: 503, retry_after: after(120) })
    );
    assert!(matches!(first_page(Fault::EndlessPages).await, Some(StoreError::EndlessPages { pages: 2 })));
    assert!(matches!(first_page(Fault::Breaks).await, Some(StoreError::Transport(_))));
    assert!(matches!(first_page(Fault::Huge).await, Some(StoreError::TooLarge { .. })));
    store.set_fault(None);
    assert!(client.order(&"47".into()).await.is_ok());
    let hasty = client_with(&store, PlainHttp::with_timeout(Duration::from_millis(500)).unwrap()).await;
    store.set_fault(Some(Fault::Hangs));
    let nothing = hasty.orders(None).all().await.err();
    assert_eq!(nothing, Some(StoreError::Transport(TransportError::Timeout)));
}

#[tokio::test]
async fn nobody_at_the_address_is_not_reachable() {
    let nobody = "http://127.0.0.1:9".parse().unwrap();
    let keys = Keys::parse("ck_ffffffffffffffff", "cs_ffffffffffffffff").unwrap();
    let error = probe(&PlainHttp::new().unwrap(), &nobody, &keys, fresh_stamp()).await.unwrap_err();
    assert!(matches!(error, StoreError::Transport(TransportError::Unreachable(_))), "{error:?}");
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_store_of_very_many_orders_gives_each_out_once_and_is_the_same_one_every_time() {
    let options = || Options { orders: 1234, ..Options::default() };
    let (store, same) =
        (ReplayStore::start(options()).await.unwrap(), ReplayStore::start(options()).await.unwrap());
    let (client, other) = (client(&store).await, client(&same).await);
    let mut pages = client.orders(None);
    let first = pages.next_page().await.unwrap().unwrap();
    assert_eq!((first.items.len(), first.total), (100, Some(1234)));
    assert_eq!(store.given(), 100);
    let (rest, skipped) = pages.all().await.unwrap();
    assert_eq!((rest.len(), skipped.len(), store.given()), (1134, 0, 1234));
    let orders: Vec<_> = first.items.into_iter().chain(rest).collect();
    assert!(orders.is_sorted_by_key(|order| order.placed_at));
    assert!(orders.iter().all(|order| order.number == order.source_id.to_string()));
    assert!(orders.iter().filter(|order| order.customer == CustomerRef::Guest).count() > 400);
    assert_eq!(other.orders(None).all().await.unwrap().0, orders);

    let (accounts, _) = client.customers().all().await.unwrap();
    assert_eq!(accounts.len(), 206);
    let buyer = orders.iter().find(|order| order.customer != CustomerRef::Guest).unwrap();
    let account = accounts.iter().find(|one| CustomerRef::Account(one.source_id.clone()) == buyer.customer);
    assert_eq!(account.unwrap().email, buyer.email);

    let middle = &orders[1000];
    let since = middle.modified_at + commerce::woocommerce::OVERLAP;
    assert_eq!(client.orders(Some(since)).all().await.unwrap().0.len(), 233);
}
