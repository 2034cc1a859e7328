//! A Shopify store on a real socket, for tests: it speaks the documented bytes of the GraphQL Admin API
//! (<https://shopify.dev/docs/api/admin-graphql>) and signs messages as Shopify does.
//!
//! It answers the queries of [`crate::shopify`] by the names of their operations, with things from a folder of JSON. It
//! can be throttled, let a page cost too much, refuse tokens, lack rights and answer with the status of any door that
//! stands before the API. It can be had to do with orders what Shopify documents, and lose its answer on the way.

pub mod bulk;
mod deeds;
mod edits;
pub mod oauth;
mod parts;
mod refunds;
mod returns;

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use self::deeds::Deeds;
use self::parts::{cut, parcel, part, place};
use super::fault::{Fault, Moment};
use crate::shopify::{API_VERSION, Keys, Scopes, webhook};

/// What the store calls itself.
pub const DOMAIN: &str = "kestane.myshopify.com";
const TOKEN: &str = "shpat_0123456789abcdef0123456789abcdef";
/// Variants that come with a product.
const VARIANTS: u64 = 10;
const SECRET: &str = "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";

#[derive(Default)]
struct State {
    orders: Vec<Value>,
    customers: Vec<Value>,
    products: Vec<Value>,
    coupons: Vec<Value>,
    webhooks: Vec<Value>,
    scopes: Vec<String>,
    asked: Vec<(String, Value)>,
    /// Questions that are answered with THROTTLED.
    throttled: u32,
    /// More orders on a page cost too much.
    most_orders: u64,
    /// The status of a door before the API.
    door: Option<u16>,
    next_id: u64,
    /// What opens it.
    tokens: Vec<String>,
    given: oauth::Given,
    url: String,
    bulk: bulk::Bulk,
    operations: Vec<bulk::Operation>,
    /// Files that were fetched, and from where on.
    files: Vec<(String, Option<String>)>,
    deeds: Deeds,
    /// What goes wrong with each of the next requests.
    script: VecDeque<Option<Fault>>,
    /// What it will do although the answer is lost already.
    late: usize,
}

/// A store that listens until it is dropped.
pub struct ShopifyStore {
    url: String,
    state: Arc<Mutex<State>>,
    serving: JoinHandle<()>,
}

impl Drop for ShopifyStore {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// What the store sends by itself.
#[derive(Debug, Clone)]
pub struct SignedMessage {
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The signed bytes.
    pub body: String,
}

impl ShopifyStore {
    /// Starts a store with the things of a folder: `orders.json`, `customers.json`, `products.json`.
    ///
    /// # Errors
    /// When they can't be read, or no port is free.
    pub async fn start(folder: &Path) -> io::Result<Self> {
        let things = |name: &str| -> io::Result<Vec<Value>> {
            Ok(serde_json::from_slice(&std::fs::read(folder.join(name))?)?)
        };
        let scopes =
            ["read_orders", "read_all_orders", "read_customers", "read_products", "read_fulfillments"];
        let state = Arc::new(Mutex::new(State {
            orders: things("orders.json")?,
            customers: things("customers.json")?,
            products: things("products.json")?,
            coupons: things("coupons.json")?,
            scopes: scopes.map(str::to_owned).to_vec(),
            most_orders: 250,
            next_id: 1,
            tokens: vec![TOKEN.to_owned()],
            ..State::default()
        }));
        let socket = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", socket.local_addr()?);
        state.lock().unwrap_or_else(PoisonError::into_inner).url.clone_from(&url);
        let path = format!("/admin/api/{API_VERSION}/graphql.json");
        let router = Router::new()
            .route(&path, post(answer))
            .route("/files/{id}", get(bulk::file))
            .route("/admin/oauth/access_token", post(oauth::token))
            .with_state(Arc::clone(&state));
        let serving = tokio::spawn(async move {
            axum::serve(socket, router).await.expect("serving never ends with an error");
        });
        Ok(Self { url, state, serving })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What opens it.
    pub fn keys(&self) -> Keys {
        Keys::parse(TOKEN, SECRET).expect("constants in the right form")
    }

    /// Changes its orders, as somebody in its administration does.
    pub fn change_orders(&self, change: impl FnOnce(&mut Vec<Value>)) {
        change(&mut self.state().orders);
    }

    /// Changes its products, as somebody in its administration does.
    pub fn change_products(&self, change: impl FnOnce(&mut Vec<Value>)) {
        change(&mut self.state().products);
    }

    /// Changes its coupons, as somebody in its administration does.
    pub fn change_coupons(&self, change: impl FnOnce(&mut Vec<Value>)) {
        change(&mut self.state().coupons);
    }

    /// How it behaves when it is to write a list into a file.
    pub fn set_bulk(&self, bulk: bulk::Bulk) {
        self.state().bulk = bulk;
    }

    /// The files that were fetched, and from where on.
    pub fn files(&self) -> Vec<(String, Option<String>)> {
        self.state().files.clone()
    }

    /// Answers so many questions with THROTTLED first.
    pub fn throttle(&self, times: u32) {
        self.state().throttled = times;
    }

    /// Lets a page of more orders cost too much.
    pub fn set_most_orders(&self, most: u64) {
        self.state().most_orders = most;
    }

    /// Answers everything with a status; `None` opens the door again.
    pub fn set_door(&self, status: Option<u16>) {
        self.state().door = status;
    }

    /// What goes wrong with each of the next requests, one after the other.
    pub fn script(&self, faults: impl IntoIterator<Item = Option<Fault>>) {
        self.state().script = faults.into_iter().collect();
    }

    /// Forgets what was sent with an idempotency key, as Shopify does after a day.
    pub fn forget_keys(&self, forgets: bool) {
        self.state().deeds.forgets_keys = forgets;
    }

    /// The payment provider refuses to move money back.
    pub fn refuse_to_pay_back(&self, refuses: bool) {
        self.state().deeds.provider_refuses = refuses;
    }

    /// Refuses coupons and the completion of drafts with these words.
    pub fn refuse_to_make(&self, words: Option<&str>) {
        self.state().deeds.refuses = words.map(str::to_owned);
    }

    /// How often it has to be asked until a cancellation has come to its end.
    pub fn let_cancelling_take(&self, looks: u32) {
        self.state().deeds.job_takes = looks;
    }

    /// The money that payment providers gave back: by order, how much.
    pub fn money_moved(&self) -> Vec<(String, String)> {
        self.state().deeds.moved.clone()
    }

    /// The mails that it sent: to whom, an invoice of which order or word of which return.
    pub fn mails(&self) -> Vec<(String, String)> {
        self.state().deeds.mails.clone()
    }

    /// Its coupons, each with what it was asked for as `wanted`.
    pub fn discounts(&self) -> Vec<Value> {
        self.state().deeds.discounts.clone()
    }

    /// Its drafts, each with what it was asked for as `wanted`.
    pub fn drafts(&self) -> Vec<Value> {
        self.state().deeds.drafts.clone()
    }

    /// An order, by its number.
    pub fn order(&self, id: &str) -> Value {
        let state = self.state();
        state.orders.iter().find(|order| order["legacyResourceId"] == id).cloned().unwrap_or_default()
    }

    /// What the token may do.
    pub fn set_scopes(&self, scopes: &[&str]) {
        self.state().scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    }

    /// Whether it has still to do what [`Fault::Late`] gave no answer to.
    pub fn has_something_to_do(&self) -> bool {
        self.state().late > 0
    }

    /// The operations that it was asked for, with their variables.
    pub fn asked(&self) -> Vec<(String, Value)> {
        self.state().asked.clone()
    }

    /// The webhooks that it keeps.
    pub fn webhooks(&self) -> Vec<Value> {
        self.state().webhooks.clone()
    }

    /// Removes webhooks, as Shopify does with those that fail.
    pub fn forget_webhooks(&self, topic: &str) {
        self.state().webhooks.retain(|webhook| webhook["topic"] != topic);
    }

    /// A message as the store signs it; `id` is what it is known by when it comes again.
    pub fn message(&self, topic: &str, id: &str, body: &Value) -> SignedMessage {
        let body = body.to_string();
        let headers = vec![
            ("x-shopify-hmac-sha256", webhook::signature(body.as_bytes(), SECRET)),
            ("x-shopify-topic", topic.to_owned()),
            ("x-shopify-shop-domain", DOMAIN.to_owned()),
            ("x-shopify-webhook-id", id.to_owned()),
            ("x-shopify-triggered-at", "2026-11-21T16:40:01.123456789Z".to_owned()),
            ("content-type", "application/json".to_owned()),
        ];
        SignedMessage { headers, body }
    }
}

async fn answer(Shared(state): Shared<Arc<Mutex<State>>>, headers: HeaderMap, body: Bytes) -> Response {
    let fault = state.lock().unwrap_or_else(PoisonError::into_inner).script.pop_front().flatten();
    let Some(fault) = fault else { return answered(&state, &headers, &body) };
    match fault.strike(wrong_token()).await {
        Moment::Before(answer) => answer,
        Moment::Never => answered(&state, &headers, &body),
        Moment::After => {
            drop(answered(&state, &headers, &body));
            fault.instead().await
        }
        Moment::Later(wait) => {
            let count = move |state: &Mutex<State>, late: fn(usize) -> usize| {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                state.late = late(state.late);
            };
            count(&state, |late| late + 1);
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                drop(answered(&state, &headers, &body));
                count(&state, |late| late - 1);
            });
            fault.instead().await
        }
    }
}

fn wrong_token() -> Response {
    let why = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    (StatusCode::UNAUTHORIZED, Json(json!({ "errors": why }))).into_response()
}

/// What the store does and says when nothing goes wrong on the way.
fn answered(state: &Mutex<State>, headers: &HeaderMap, body: &[u8]) -> Response {
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(status) = state.door.and_then(|status| StatusCode::from_u16(status).ok()) {
        return (status, Json(json!({ "errors": "the door is shut" }))).into_response();
    }
    let shown = headers.get("x-shopify-access-token").and_then(|token| token.to_str().ok());
    if shown.is_none_or(|shown| state.tokens.iter().all(|token| token != shown)) {
        return wrong_token();
    }
    let Ok(asked) = serde_json::from_slice::<Value>(body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let name = asked["operationName"].as_str().unwrap_or_default().to_owned();
    let variables = asked["variables"].clone();
    state.asked.push((name.clone(), variables.clone()));
    if state.throttled > 0 {
        state.throttled -= 1;
        return Json(throttled()).into_response();
    }
    if let Some(right) = deeds::right(&name).filter(|right| !allows(&state.scopes, right)) {
        let message = format!("Access denied. Required access: `{right}` access scope.");
        let error = json!({ "message": message, "extensions": { "code": "ACCESS_DENIED" } });
        return Json(json!({ "errors": [error] })).into_response();
    }
    if name == "Orders" && variables["first"].as_u64().unwrap_or(0) > state.most_orders {
        let code = json!({ "code": "MAX_COST_EXCEEDED" });
        let error = json!({ "message": "Query cost is 2502, which exceeds the max cost of 1000", "extensions": code });
        return Json(json!({ "errors": [error] })).into_response();
    }
    let cost = json!({
        "requestedQueryCost": 12, "actualQueryCost": 8,
        "throttleStatus": { "maximumAvailable": 2000.0, "currentlyAvailable": 1988, "restoreRate": 100.0 },
    });
    let data = match name.as_str() {
        "BulkRun" => match bulk::run(&mut state, &variables) {
            Some(data) => data,
            None => return StatusCode::BAD_GATEWAY.into_response(),
        },
        "BulkOperation" => bulk::look(&mut state, &variables["id"]),
        "BulkOperations" => bulk::all(&mut state),
        name => data(&mut state, name, &variables),
    };
    Json(json!({ "data": data, "extensions": { "cost": cost } })).into_response()
}

/// 50 points are missing, 1000 come in a second.
fn throttled() -> Value {
    json!({
        "errors": [{ "message": "Throttled", "extensions": { "code": "THROTTLED" } }],
        "extensions": { "cost": {
            "requestedQueryCost": 250, "actualQueryCost": null,
            "throttleStatus": { "maximumAvailable": 2000.0, "currentlyAvailable": 200, "restoreRate": 1000.0 },
        } },
    })
}

fn data(state: &mut State, name: &str, variables: &Value) -> Value {
    let shortened = |order: &Value| cut(order, variables);
    match name {
        "Shop" => json!({
            "shop": {
                "name": "Kestane", "myshopifyDomain": DOMAIN, "currencyCode": "TRY",
                "ianaTimezone": "Europe/Istanbul",
            },
            "installation": {
                "accessScopes": state.scopes.iter().map(|scope| json!({ "handle": scope })).collect::<Vec<_>>(),
            },
        }),
        "Counts" => json!({
            "orders": { "count": state.orders.len() }, "customers": { "count": state.customers.len() },
            "products": { "count": state.products.len() },
        }),
        "Orders" => {
            let mut page = page(&state.orders, variables);
            if let Some(Value::Array(nodes)) = page.pointer_mut("/list/nodes") {
                nodes.iter_mut().for_each(|order| *order = shortened(order));
            }
            page
        }
        "OrdersById" => {
            let ids = variables["ids"].as_array().map(Vec::as_slice).unwrap_or_default();
            let named = |id| named(&state.orders, &json!({ "id": id })).map(shortened);
            json!({ "list": ids.iter().map(named).collect::<Vec<_>>() })
        }
        "OrderStates" => page(&state.orders, variables),
        "Customers" => page(&state.customers, variables),
        "Products" => {
            let mut page = page(&state.products, variables);
            if let Some(Value::Array(nodes)) = page.pointer_mut("/list/nodes") {
                nodes.iter_mut().for_each(|product| *product = part(product, "variants", 0, VARIANTS));
            }
            page
        }
        "ProductStandings" => page(&state.products, variables),
        "Coupons" => page_of_discounts(&state.coupons, variables),
        "Coupon" => json!({ "thing": named(&state.coupons, variables) }),
        "Order" => json!({ "thing": named(&state.orders, variables).map(shortened) }),
        "OrderLines" => {
            let (from, first) = place(variables);
            json!({ "thing": named(&state.orders, variables).map(|order| part(order, "lineItems", from, first)) })
        }
        "ParcelLines" => parcel(&state.orders, variables),
        "ProductVariants" => {
            let (from, first) = place(variables);
            json!({ "thing": named(&state.products, variables).map(|one| part(one, "variants", from, first)) })
        }
        "Customer" => json!({ "thing": named(&state.customers, variables) }),
        "Product" => {
            json!({ "thing": named(&state.products, variables).map(|one| part(one, "variants", 0, VARIANTS)) })
        }
        "Webhooks" => page(&state.webhooks, &json!({ "first": 250 })),
        "WebhookCreate" => create_webhook(state, variables),
        "WebhookDelete" => {
            state.webhooks.retain(|webhook| webhook["id"] != variables["id"]);
            json!({ "done": { "deletedWebhookSubscriptionId": variables["id"], "userErrors": [] } })
        }
        other => deeds::answered(state, other, variables),
    }
}

fn allows(scopes: &[String], right: &str) -> bool {
    Scopes(scopes.to_vec()).allow(right)
}

fn create_webhook(state: &mut State, variables: &Value) -> Value {
    let (topic, uri) = (&variables["topic"], &variables["webhook"]["uri"]);
    let taken = state.webhooks.iter().any(|known| known["topic"] == *topic && known["uri"] == *uri);
    if taken {
        let error = json!({ "field": ["webhookSubscription", "uri"], "message": "Address for this topic has already been taken" });
        return json!({ "done": { "webhookSubscription": null, "userErrors": [error] } });
    }
    let id = format!("gid://shopify/WebhookSubscription/{}", state.next_id);
    state.next_id += 1;
    let made = json!({ "id": id, "topic": topic, "uri": uri });
    state.webhooks.push(made.clone());
    json!({ "done": { "webhookSubscription": made, "userErrors": [] } })
}

fn named<'s>(things: &'s [Value], variables: &Value) -> Option<&'s Value> {
    things.iter().find(|thing| thing["id"] == variables["id"])
}

/// Discounts have their dates a floor below.
fn page_of_discounts(discounts: &[Value], variables: &Value) -> Value {
    let dated = discounts.iter().cloned().map(|mut one| {
        one["updatedAt"] = one["codeDiscount"]["updatedAt"].clone();
        one
    });
    let mut page = page(&dated.collect::<Vec<_>>(), variables);
    for one in page["list"]["nodes"].as_array_mut().into_iter().flatten() {
        one.as_object_mut().map(|fields| fields.remove("updatedAt"));
    }
    page
}

/// A page of things behind the cursor, sorted and filtered as asked; the cursor is the id of the last one.
fn page(things: &[Value], variables: &Value) -> Value {
    let number = |thing: &Value| -> u64 {
        thing["id"].as_str().and_then(|id| id.rsplit('/').next()?.parse().ok()).unwrap_or(0)
    };
    let filter = variables["filter"].as_str().unwrap_or_default();
    let since = filter.strip_prefix("updated_at:>='").map(|rest| rest.trim_end_matches('\''));
    let above: u64 = filter.strip_prefix("id:>=").and_then(|id| id.parse().ok()).unwrap_or(0);
    let mut found: Vec<&Value> = things
        .iter()
        .filter(|thing| since.is_none_or(|since| thing["updatedAt"].as_str().unwrap_or_default() >= since))
        .filter(|thing| number(thing) >= above)
        .collect();
    match variables["sort"].as_str() {
        Some("UPDATED_AT") => found.sort_by_key(|thing| thing["updatedAt"].to_string()),
        _ => found.sort_by_key(|thing| number(thing)),
    }
    let behind = variables["after"]
        .as_str()
        .and_then(|after| found.iter().position(|thing| number(thing).to_string() == after).map(|at| at + 1));
    let first = usize::try_from(variables["first"].as_u64().unwrap_or(250)).unwrap_or(250);
    let rest = &found[behind.unwrap_or(0)..];
    let some: Vec<&&Value> = rest.iter().take(first).collect();
    let end = some.last().map(|thing| number(thing).to_string());
    json!({ "list": {
        "pageInfo": { "hasNextPage": some.len() < rest.len(), "endCursor": end }, "nodes": some,
    } })
}
