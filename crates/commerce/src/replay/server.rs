//! The socket, and who answers what.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::{RawQuery, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

use super::api::{Question, json_answer, said_of};
use super::approval;
use super::delivery::Sent;
use super::door::Visitor;
use super::fault::{Fault, Moment};
use super::list::Query;
use super::many::Many;
use super::recordings::{NotRecorded, Recordings};
use super::state::{Key, State};
use crate::woocommerce::authorize::Scope;
use crate::woocommerce::{Keys, StoreUrl};

/// How the store is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Folder of recordings, as in `tests/fixtures/woocommerce`.
    pub recordings: PathBuf,
    /// Behave as if called over https: keys in the header or the address, unsigned.
    pub behind_tls: bool,
    /// The site has plain permalinks: `/wp-json` is not there.
    pub plain_permalinks: bool,
    /// So many orders, made of the recorded ones, with the accounts of those who placed them, stand in the lists in place of the
    /// recorded ones; 0: the recorded ones.
    pub orders: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            recordings: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/woocommerce")),
            behind_tls: false,
            plain_permalinks: false,
            orders: 0,
        }
    }
}

/// A running store. It ends when this is dropped.
pub struct ReplayStore {
    shop: Arc<Shop>,
    serving: JoinHandle<()>,
}

/// The store, shared by everything that answers or sends.
pub(super) struct Shop {
    options: Options,
    address: SocketAddr,
    /// The lists of orders and accounts, where they are very long.
    pub(super) many: Option<Many>,
    state: Mutex<State>,
    sending: Mutex<JoinSet<()>>,
    /// What it will do although the answer is lost already.
    late: AtomicUsize,
    pub(super) outgoing: reqwest::Client,
}

/// The keys that are known from the start, by what they may do.
const KEYS: [(Scope, &str, &str); 3] = [
    (
        Scope::ReadWrite,
        "ck_2bf85c07bc99ede1b68a6c790a79ec42eb2d4065",
        "cs_d9fcd4c13fe0b28cb35e634172ecdd1028efa95d",
    ),
    (
        Scope::Read,
        "ck_0000000000000000000000000000000000000001",
        "cs_0000000000000000000000000000000000000001",
    ),
    (
        Scope::Write,
        "ck_0000000000000000000000000000000000000002",
        "cs_0000000000000000000000000000000000000002",
    ),
];

impl ReplayStore {
    /// Starts a store.
    ///
    /// # Errors
    /// When the recordings cannot be read or the address is taken.
    pub async fn start(options: Options) -> Result<Self, NotRecorded> {
        let things = Recordings::read(&options.recordings)?;
        let taken = |error| NotRecorded::File { path: options.listen.to_string().into(), error };
        let listener = TcpListener::bind(options.listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let many = (options.orders > 0).then(|| Many::made_of(&things, options.orders));
        let known = |(scope, key, secret): (Scope, &str, &str)| Key {
            consumer_key: key.to_owned(),
            consumer_secret: secret.to_owned(),
            scope,
        };
        let state = State {
            things,
            keys: KEYS.into_iter().map(known).collect(),
            webhooks: BTreeMap::new(),
            fault: None,
            hidden: HashSet::new(),
            plug_in: false,
            fulfills: false,
            script: VecDeque::new(),
            moved: Vec::new(),
            mails: Vec::new(),
            requests: Vec::new(),
            sent: Vec::new(),
            nonces: HashSet::new(),
            next_id: 1000,
        };
        let outgoing =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build();
        let shop = Arc::new(Shop {
            options,
            address,
            many,
            state: Mutex::new(state),
            sending: Mutex::default(),
            late: AtomicUsize::new(0),
            outgoing: outgoing.expect("a client without options of its own is always built"),
        });
        let app = router(Arc::clone(&shop));
        let serving = tokio::spawn(async move {
            // Ends only with the process or when aborted.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { shop, serving })
    }

    /// Where it is.
    pub fn url(&self) -> StoreUrl {
        self.shop.home().parse().expect("a socket's address is a store's address")
    }

    /// Keys that may do something.
    pub fn keys(&self, scope: Scope) -> Keys {
        let (_, key, secret) =
            KEYS.iter().find(|(known, ..)| *known == scope).expect("there is one for each scope");
        Keys::parse(key, secret).expect("constant keys are well-formed")
    }

    /// Gives the keys of a scope all rights, as somebody does in the store's administration.
    pub fn widen(&self, scope: Scope) {
        for key in self.shop.state().keys.iter_mut().filter(|key| key.scope == scope) {
            key.scope = Scope::ReadWrite;
        }
    }

    /// Breaks it in some way, or mends it.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shop.state().fault = fault;
    }

    /// Lets the keys' user see a list of the API (`"products/reviews"`) no more.
    pub fn hide(&self, path: &str) {
        self.shop.state().hidden.insert(path.to_owned());
    }

    /// Puts our plug-in into the store: reviews come with what was answered, and can be answered.
    pub fn install_plug_in(&self) {
        self.shop.install_plug_in();
    }

    /// Somebody in the store answers a review, where our plug-in is; returns the answer's id.
    pub fn answer_by_hand(&self, review: u64, text: &str) -> u64 {
        self.shop.answer_by_hand(review, text)
    }

    /// Somebody in the store removes an answer.
    pub fn remove_answer(&self, review: u64, answer: u64) {
        self.shop.remove_answer(review, answer);
    }

    /// What goes wrong with each of the next requests to the API, one after the other; then [`ReplayStore::set_fault`]
    /// counts again.
    pub fn script(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.shop.state().script = faults.into_iter().collect();
    }

    /// The money that the payment provider gave back: by order, how much.
    pub fn money_moved(&self) -> Vec<(u64, String)> {
        self.shop.state().moved.clone()
    }

    /// The same as a plug-in does with a query of its own: no date moves, nobody is told.
    pub fn change_silently(&self, kind: &str, id: &str, changes: &Value) {
        self.shop.change_silently(kind, id, changes);
    }

    /// Throws an order, customer, product, coupon or review into the bin, or away for good, and tells the webhooks as the store does.
    pub fn remove(&self, kind: &str, id: &str, for_good: bool) {
        drop(self.shop.delete(kind, id, for_good));
    }

    /// The store switches a webhook off, as it does after failures.
    pub fn switch_off_webhook(&self, id: u64) {
        if let Some(hook) = self.shop.state().webhooks.get_mut(&id) {
            hook.shown["status"] = "disabled".into();
        }
    }

    /// Somebody removes a webhook.
    pub fn remove_webhook(&self, id: u64) {
        self.shop.state().webhooks.remove(&id);
    }

    /// Somebody in the store gives money back by hand.
    pub fn give_back_by_hand(&self, order: u64, amount: &str) {
        let mut state = self.shop.state();
        let id = state.new_id();
        let mut refund = serde_json::json!({
            "id": id, "amount": amount, "reason": "", "refunded_payment": false, "line_items": [], "meta_data": [],
        });
        super::state::stamp(&mut refund, "created");
        state.things.refunds.entry(order).or_default().insert(id, refund);
    }

    /// Somebody in the store keeps a fulfillment of an order (`{"is_fulfilled": true, "meta_data": […]}`), which switches
    /// fulfillments on; its id. `status`: how much of the order is sent by then. As in WooCommerce the order's date moves, and
    /// the webhooks are told, only when that changes.
    pub fn fulfill(&self, order: u64, status: &str, fulfillment: &Value) -> u64 {
        self.shop.fulfill(order, status, fulfillment)
    }

    /// Somebody takes a fulfillment back; the order's last one goes with the state.
    pub fn take_back_fulfillment(&self, order: u64, id: u64) {
        self.shop.take_back_fulfillment(order, id);
    }

    /// Somebody switches fulfillments off: what stands on orders stays.
    pub fn switch_off_fulfillments(&self) {
        self.shop.state().fulfills = false;
    }

    /// Somebody in the store writes a note on an order (`{"note", "customer_note"}`). The order's date stays, and nobody is told.
    pub fn write_note(&self, order: u64, wishes: &Value) {
        drop(self.shop.write_note(&order.to_string(), wishes));
    }

    /// Somebody in the store gives money back, as `POST orders/{id}/refunds` does; the order as it is then. `None` where the store
    /// refuses.
    pub fn give_back(&self, order: u64, wishes: &Value) -> Option<Value> {
        let answer = self.shop.refund(&order.to_string(), wishes);
        let made = answer.status() == StatusCode::CREATED;
        self.shop.state().things.orders.get(&order).filter(|_| made).cloned()
    }

    /// The mails that the store sent when it was asked to: to whom, what.
    pub fn mails(&self) -> Vec<(String, String)> {
        self.shop.state().mails.clone()
    }

    /// Orders that stood whole on the pages that were asked for, where there are very many ([`Options::orders`]), each as often
    /// as it did.
    pub fn given(&self) -> u64 {
        self.shop.many.as_ref().map_or(0, Many::given)
    }

    /// A list of the API as it is now (`"orders/47/refunds"`), unpaged.
    pub fn shelf(&self, path: &str) -> Vec<Value> {
        self.shop.things_at(path)
    }

    /// Changes an order, customer, product, coupon or review (`"orders"`, `"47"`) as someone in the store would, and tells the webhooks.
    /// `None` when there is no such thing.
    pub fn change(&self, kind: &str, id: &str, changes: &Value) -> Option<Value> {
        self.shop.change_thing(kind, id, changes)
    }

    /// `METHOD /path?query` of every request to the API so far.
    pub fn requests(&self) -> Vec<String> {
        self.shop.state().requests.clone()
    }

    /// Everything sent so far; wait with [`ReplayStore::settled`] first.
    pub fn deliveries(&self) -> Vec<Sent> {
        self.shop.state().sent.clone()
    }

    /// Whether it has still to do what [`Fault::Late`] gave no answer to.
    pub fn has_something_to_do(&self) -> bool {
        self.shop.late.load(Ordering::SeqCst) > 0
    }

    /// Waits until nothing is being sent.
    pub async fn settled(&self) {
        let sending = std::mem::take(&mut *self.shop.under_way());
        sending.join_all().await;
    }
}

impl Drop for ReplayStore {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Shop {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn under_way(&self) -> MutexGuard<'_, JoinSet<()>> {
        self.sending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn home(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn router(shop: Arc<Shop>) -> Router {
    Router::new()
        .route(
            "/wc-auth/v1/authorize",
            get(|RawQuery(query): RawQuery| async move { approval::page(&query.unwrap_or_default()) }),
        )
        .route(
            "/wc-auth/v1/access_granted/",
            get(|Shared(shop): Shared<Arc<Shop>>, RawQuery(query): RawQuery| async move {
                approval::grant(&shop, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/replay/fault",
            post(|Shared(shop): Shared<Arc<Shop>>, Json(fault): Json<Option<Fault>>| async move {
                shop.state().fault = fault;
                StatusCode::NO_CONTENT
            }),
        )
        .route(
            "/replay/requests",
            get(|Shared(shop): Shared<Arc<Shop>>| async move { Json(shop.state().requests.clone()) }),
        )
        .route(
            "/replay/given",
            get(|Shared(shop): Shared<Arc<Shop>>| async move {
                Json(shop.many.as_ref().map_or(0, Many::given))
            }),
        )
        .route(
            "/replay/deliveries",
            get(|Shared(shop): Shared<Arc<Shop>>| async move { Json(shop.state().sent.clone()) }),
        )
        .fallback(rest)
        .with_state(shop)
}

/// Everything under `/wp-json/`, or under `/?rest_route=`.
async fn rest(
    Shared(shop): Shared<Arc<Shop>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let url: Url = match format!("{}{uri}", shop.home()).parse() {
        Ok(url) => url,
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    };
    let query = Query::of(url.query_pairs().into_owned());
    let pretty = uri.path().strip_prefix("/wp-json").filter(|_| !shop.options.plain_permalinks);
    let Some(route) = pretty.or(query.get("rest_route")).map(|route| route.trim_matches('/').to_owned())
    else {
        let page = "<!DOCTYPE html><html><head><title>Page not found</title></head></html>";
        return (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=UTF-8")], page)
            .into_response();
    };
    let fault = {
        let mut state = shop.state();
        state.requests.push(format!("{method} {uri}"));
        state.script.pop_front().unwrap_or(state.fault)
    };
    let asked = Asked { method, url, route, query, headers, body };
    let Some(fault) = fault else { return answered(&shop, asked) };
    let revoked = said_of(shop.state().things.said("err-401-badkey"));
    match fault.strike(revoked).await {
        Moment::Before(answer) => answer,
        Moment::Never => answered(&shop, asked),
        Moment::After => {
            drop(answered(&shop, asked));
            fault.instead().await
        }
        Moment::Later(wait) => {
            shop.late.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                drop(answered(&shop, asked));
                shop.late.fetch_sub(1, Ordering::SeqCst);
            });
            fault.instead().await
        }
    }
}

/// A request to the API, read to its end.
struct Asked {
    method: Method,
    url: Url,
    /// Below `/wp-json/`.
    route: String,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
}

/// What the store does and says when nothing is wrong with it.
fn answered(shop: &Arc<Shop>, asked: Asked) -> Response {
    let Asked { method, url, route, query, headers, body } = asked;
    if route.is_empty() {
        return front_page(shop);
    }
    let visitor =
        Visitor { method: &method, url: &url, headers: &headers, behind_tls: shop.options.behind_tls };
    let refused = {
        let mut state = shop.state();
        state.admit(&visitor).err().map(|refused| refused.answer(&state))
    };
    if let Some(said) = refused {
        return said_of(Some(&said));
    }
    let of_plug_in = route.strip_prefix("wc-tillside/v1/").filter(|_| shop.state().plug_in);
    let Some(path) = route.strip_prefix("wc/v3/").or(of_plug_in) else {
        return said_of(shop.state().things.said("err-404-route"));
    };
    if shop.state().hidden.contains(path) {
        let refusal = serde_json::json!({
            "code": "woocommerce_rest_cannot_view", "message": "Sorry, you cannot list resources.",
            "data": { "status": 403 },
        });
        return json_answer(StatusCode::FORBIDDEN, &refusal);
    }
    let body = match body.is_empty() {
        true => Value::Null,
        false => match serde_json::from_slice(&body) {
            Ok(json) => json,
            Err(_) => return said_of(shop.state().things.said("err-400-badjson")),
        },
    };
    let question = Question { method: &method, path: path.split('/').collect(), query, body };
    match of_plug_in {
        Some(_) => shop.answer_of_plug_in(&question),
        None => shop.answer(&question),
    }
}

/// The recorded front page, with the address this store really has.
fn front_page(shop: &Shop) -> Response {
    let said = shop.state().things.said("index").cloned();
    let Some(mut said) = said else { return StatusCode::NOT_FOUND.into_response() };
    if let Ok(mut index) = serde_json::from_slice::<Value>(&said.body) {
        index["url"] = shop.home().into();
        index["home"] = shop.home().into();
        said.body = index.to_string().into_bytes();
    }
    said_of(Some(&said))
}
