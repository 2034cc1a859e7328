//! `wc/v3`, as far as a support desk uses it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::fault::Fault;
use super::items::with_lines;
use super::list::{Listed, OutOfRange, Query, paged};
use super::recordings::{Said, Shelf};
use super::server::Shop;
use super::state::{Webhook, stamp};

/// Things per page in the lists of a store whose pages do not end.
const ENDLESS: usize = 1_000_000;

/// One admitted question.
pub(super) struct Question<'a> {
    pub(super) method: &'a Method,
    /// Path below `wc/v3/`.
    pub(super) path: Vec<&'a str>,
    pub(super) query: Query,
    pub(super) body: Value,
}

impl Shop {
    pub(super) fn answer(self: &Arc<Self>, question: &Question<'_>) -> Response {
        match (question.method.as_str(), question.path.as_slice()) {
            (_, ["webhooks", ..]) => self.webhooks(question),
            ("POST", ["orders", order, "notes"]) => self.write_note(order, &question.body),
            ("DELETE", ["orders", order, "notes", note]) => self.delete_note(order, note, &question.query),
            ("POST", ["orders", order, "refunds"]) => self.refund(order, &question.body),
            ("DELETE", ["orders", order, "refunds", refund]) => {
                self.delete_refund(order, refund, &question.query)
            }
            ("POST", ["orders", order, "actions", "send_order_details"]) => self.send_order_details(order),
            ("POST", ["coupons"]) => self.create_coupon(&question.body),
            ("DELETE", ["coupons", id]) => self.delete_coupon(id, &question.query),
            ("POST", ["orders"]) => self.create_order(&question.body),
            ("PUT" | "POST" | "PATCH", ["products", "reviews", id]) => {
                self.put("reviews", id, &question.body)
            }
            ("DELETE", ["products", "reviews", id]) => {
                self.delete("reviews", id, question.query.flag("force"))
            }
            ("PUT" | "POST" | "PATCH", [kind @ ("orders" | "customers" | "products" | "coupons"), id]) => {
                self.put(kind, id, &question.body)
            }
            ("DELETE", [kind @ ("orders" | "customers" | "products"), id]) => {
                self.delete(kind, id, question.query.flag("force"))
            }
            ("GET" | "HEAD", path) => self.get(path, &question.query),
            _ => self.recorded("err-method"),
        }
    }

    fn get(&self, path: &[&str], query: &Query) -> Response {
        if let Some(listed) = self.many.as_ref().and_then(|many| many.list(path, query)) {
            return listed.unwrap_or_else(|OutOfRange| self.recorded("err-400-param"));
        }
        if let Some(shelf) = self.shelf(path) {
            return self.list(&shelf, query);
        }
        let state = self.state();
        let things = &state.things;
        match path {
            ["orders", id, "fulfillments"] if state.fulfills => {
                json_answer(StatusCode::OK, &below(&things.fulfillments, id).into_values().collect())
            }
            // Notes are not paged, newest first.
            ["orders", id, "notes"] => {
                let notes: Vec<Value> = below(&things.notes, id).into_values().rev().collect();
                json_answer(StatusCode::OK, &notes.into())
            }
            ["orders", id] if *id != "statuses" => {
                one(&things.orders, id, query).unwrap_or_else(|| said_of(things.said("err-404-order")))
            }
            ["customers", id] => {
                one(&things.customers, id, query).unwrap_or_else(|| said_of(things.said("err-404-customer")))
            }
            ["products", id] if id.parse::<u64>().is_ok() => {
                one(&things.products, id, query).unwrap_or_else(|| said_of(things.said("err-404-product")))
            }
            ["products", "reviews", id] => {
                one(&things.reviews, id, query).unwrap_or_else(|| said_of(things.said("err-404-product")))
            }
            ["coupons", id] => {
                one(&things.coupons, id, query).unwrap_or_else(|| said_of(things.said("err-404-product")))
            }
            ["payment_gateways", id] => things.gateway(id).map_or_else(
                || said_of(things.said("err-404-product")),
                |known| json_answer(StatusCode::OK, &known),
            ),
            _ => {
                let recorded = things.answer_to(&format!("wc/v3/{}", path.join("/")));
                said_of(recorded.or_else(|| things.said("err-404-route")))
            }
        }
    }

    /// What a list lists; `None` where the path is no list.
    fn shelf(&self, path: &[&str]) -> Option<Shelf> {
        let state = self.state();
        let things = &state.things;
        match path {
            ["orders"] => Some(things.orders.clone()),
            ["customers"] => Some(things.customers.clone()),
            ["products"] => Some(things.products.clone()),
            ["products", "reviews"] => Some(things.reviews.clone()),
            ["products", id, "variations"] => Some(below(&things.variations, id)),
            ["orders", id, "refunds"] => Some(below(&things.refunds, id)),
            ["coupons"] => Some(things.coupons.clone()),
            ["webhooks"] => Some(state.webhooks.iter().map(|(id, hook)| (*id, hook.shown.clone())).collect()),
            _ => None,
        }
    }

    fn list(&self, shelf: &Shelf, query: &Query) -> Response {
        let Ok(mut listed) = query.list(shelf) else { return self.recorded("err-400-param") };
        if self.state().fault == Some(Fault::EndlessPages) {
            let things = shelf.values().take(100).cloned().collect();
            listed = Listed { things, total: ENDLESS, pages: ENDLESS / 100, page: listed.page };
        }
        paged(json_answer(StatusCode::OK, &listed.things.into()), listed.total, listed.pages)
    }

    fn put(self: &Arc<Self>, kind: &str, id: &str, changes: &Value) -> Response {
        if let Some(status) = changes.get("status").and_then(Value::as_str)
            && kind == "orders"
            && !self.knows_status(status)
        {
            return self.recorded("err-400-status");
        }
        let mut changes = changes.clone();
        if kind == "orders" && changes["line_items"].is_array() {
            match with_lines(&mut self.state(), id, &changes) {
                Some(whole) => changes = whole,
                None => {
                    let refusal = json!({
                        "code": "woocommerce_rest_invalid_item_id",
                        "message": "Order item ID provided is not associated with order.", "data": { "status": 400 },
                    });
                    return json_answer(StatusCode::BAD_REQUEST, &refusal);
                }
            }
        }
        match self.change_thing(kind, id, &changes) {
            Some(thing) => json_answer(StatusCode::OK, &thing),
            None => self.recorded("err-404-order"),
        }
    }

    /// Changes a thing as `PUT` does, and tells the webhooks.
    pub(super) fn change_thing(self: &Arc<Self>, kind: &str, id: &str, changes: &Value) -> Option<Value> {
        let thing = {
            let mut state = self.state();
            let thing = shelf_of(&mut state.things, kind)?.get_mut(&id.parse().ok()?)?;
            merge(thing, changes);
            if dates_move(kind, changes) {
                stamp(thing, "modified");
            }
            if changes["status"] == "completed" {
                stamp(thing, "completed");
            }
            thing.clone()
        };
        self.tell(&format!("{}.updated", kind.trim_end_matches('s')), &thing.to_string());
        Some(thing)
    }

    /// Changes a thing and says nothing.
    pub(super) fn change_silently(&self, kind: &str, id: &str, changes: &Value) {
        let mut state = self.state();
        let key = id.parse().unwrap_or_default();
        if let Some(thing) = shelf_of(&mut state.things, kind).and_then(|shelf| shelf.get_mut(&key)) {
            merge(thing, changes);
        }
    }

    fn create_order(self: &Arc<Self>, wishes: &Value) -> Response {
        let order = {
            let mut state = self.state();
            let id = state.new_id();
            let Some(mut order) = state.things.orders.values().next().cloned() else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            for (key, value) in [
                ("id", json!(id)),
                ("number", json!(id.to_string())),
                ("status", json!("pending")),
                ("refunds", json!([])),
            ] {
                order[key] = value;
            }
            merge(&mut order, wishes);
            if wishes.get("line_items").is_some() {
                number_lines(&mut state, &mut order);
            }
            stamp(&mut order, "created");
            stamp(&mut order, "modified");
            state.things.orders.insert(id, order.clone());
            order
        };
        self.tell("order.created", &order.to_string());
        json_answer(StatusCode::CREATED, &order)
    }

    /// To the bin, which is told, or for good, which is not.
    pub(super) fn delete(self: &Arc<Self>, kind: &str, id: &str, force: bool) -> Response {
        if kind == "customers" && !force {
            return self.recorded("customer-delete-noforce");
        }
        let gone = {
            let mut state = self.state();
            let Some(shelf) = shelf_of(&mut state.things, kind) else {
                return self.recorded("err-404-route");
            };
            let key = id.parse().unwrap_or_default();
            if force {
                shelf.remove(&key)
            } else {
                shelf.get_mut(&key).map(|thing| {
                    thing["status"] = "trash".into();
                    if kind != "reviews" {
                        stamp(thing, "modified");
                    }
                    thing.clone()
                })
            }
        };
        let Some(thing) = gone else { return self.recorded("err-404-order") };
        if !force || kind == "customers" {
            self.tell(
                &format!("{}.deleted", kind.trim_end_matches('s')),
                &json!({ "id": thing["id"] }).to_string(),
            );
        }
        json_answer(StatusCode::OK, &thing)
    }

    /// What is on a shelf, whole.
    pub(super) fn things_at(&self, path: &str) -> Vec<Value> {
        let path: Vec<&str> = path.split('/').collect();
        match path.as_slice() {
            ["orders", id, "notes"] => below(&self.state().things.notes, id).into_values().collect(),
            path => self.shelf(path).unwrap_or_default().into_values().collect(),
        }
    }

    pub(super) fn write_note(self: &Arc<Self>, order: &str, wishes: &Value) -> Response {
        let mut state = self.state();
        let Some(order) = order.parse().ok().filter(|id| state.things.orders.contains_key(id)) else {
            return said_of(state.things.said("err-404-order"));
        };
        let id = state.new_id();
        let mut note = json!({
            "id": id, "author": "WooCommerce", "note": wishes["note"].as_str().unwrap_or_default(),
            "customer_note": wishes["customer_note"].as_bool().unwrap_or(false),
        });
        stamp(&mut note, "created");
        state.things.notes.entry(order).or_default().insert(id, note.clone());
        json_answer(StatusCode::CREATED, &note)
    }

    fn webhooks(self: &Arc<Self>, question: &Question<'_>) -> Response {
        let id = question.path.get(1).and_then(|id| id.parse::<u64>().ok());
        match (question.method.as_str(), question.path.as_slice(), id) {
            ("POST", ["webhooks"], _) => self.create_webhook(&question.body),
            ("POST", ["webhooks", "batch"], _) => json_answer(StatusCode::OK, &json!({})),
            ("GET", path @ ["webhooks"], _) => self.get(path, &question.query),
            ("GET", _, Some(id)) => self.webhook(id, |_| {}),
            ("PUT", _, Some(id)) => self.webhook(id, |hook| {
                if let Some(secret) = question.body["secret"].as_str() {
                    secret.clone_into(&mut hook.secret);
                }
                merge(&mut hook.shown, &question.body);
                hook.shown.as_object_mut().map(|shown| shown.remove("secret"));
                stamp(&mut hook.shown, "modified");
                hook.failures = 0;
            }),
            ("DELETE", _, Some(_)) if !question.query.flag("force") => {
                self.recorded("webhook-delete-noforce")
            }
            ("DELETE", _, Some(id)) => {
                let shown = self.webhook(id, |_| {});
                self.state().webhooks.remove(&id);
                shown
            }
            _ => self.recorded("err-404-route"),
        }
    }

    fn webhook(&self, id: u64, change: impl FnOnce(&mut Webhook)) -> Response {
        let mut state = self.state();
        match state.webhooks.get_mut(&id) {
            Some(hook) => {
                change(hook);
                json_answer(StatusCode::OK, &hook.shown)
            }
            None => said_of(state.things.said("err-404-note")),
        }
    }

    fn create_webhook(self: &Arc<Self>, wishes: &Value) -> Response {
        let text = |key: &str| wishes[key].as_str().unwrap_or_default();
        let known = |topic: &str| {
            let (resource, event) = topic.split_once('.').unwrap_or_default();
            (matches!(resource, "coupon" | "customer" | "order" | "product")
                && matches!(event, "created" | "updated" | "deleted" | "restored"))
                || topic.starts_with("action.woocommerce_")
        };
        if !known(text("topic")) {
            return self.recorded("webhook-bad-topic");
        }
        if !text("delivery_url").starts_with("http://") && !text("delivery_url").starts_with("https://") {
            return self.recorded("webhook-bad-url");
        }
        let (id, shown) = {
            let mut state = self.state();
            let id = state.new_id();
            let (resource, event) = text("topic").split_once('.').unwrap_or_default();
            let mut shown = json!({
                "id": id, "name": text("name"), "topic": text("topic"), "resource": resource, "event": event,
                "status": wishes["status"].as_str().unwrap_or("active"), "delivery_url": text("delivery_url"), "hooks": [],
            });
            stamp(&mut shown, "created");
            stamp(&mut shown, "modified");
            let hook = Webhook { shown: shown.clone(), secret: text("secret").to_owned(), failures: 0 };
            state.webhooks.insert(id, hook);
            (id, shown)
        };
        self.ping(id);
        json_answer(StatusCode::CREATED, &shown)
    }

    fn knows_status(&self, status: &str) -> bool {
        matches!(
            status,
            "auto-draft"
                | "pending"
                | "processing"
                | "on-hold"
                | "completed"
                | "cancelled"
                | "refunded"
                | "failed"
                | "checkout-draft"
        )
    }

    pub(super) fn recorded(&self, name: &str) -> Response {
        said_of(self.state().things.said(name))
    }
}

fn shelf_of<'s>(things: &'s mut super::recordings::Recordings, kind: &str) -> Option<&'s mut Shelf> {
    match kind {
        "orders" => Some(&mut things.orders),
        "customers" => Some(&mut things.customers),
        "products" => Some(&mut things.products),
        "coupons" => Some(&mut things.coupons),
        "reviews" => Some(&mut things.reviews),
        path => {
            let product = path.strip_prefix("products/")?.strip_suffix("/variations")?;
            things.variations.get_mut(&product.parse().ok()?)
        }
    }
}

/// Reviews have no date of their changes, and that of a coupon is its post's: what is kept beside the post does not move it.
fn dates_move(kind: &str, changes: &Value) -> bool {
    let of_post = ["code", "description", "status"];
    match kind {
        "reviews" => false,
        "coupons" => of_post.iter().any(|field| changes.get(field).is_some()),
        _ => true,
    }
}

/// Lines that were wished for get their ids; what they cost is what the order costs.
fn number_lines(state: &mut super::state::State, order: &mut Value) {
    let mut total = rust_decimal::Decimal::ZERO;
    for line in order["line_items"].as_array_mut().into_iter().flatten() {
        line["id"] = state.new_id().into();
        total += line["total"]
            .as_str()
            .and_then(|total| total.parse::<rust_decimal::Decimal>().ok())
            .unwrap_or_default();
    }
    order["total"] = format!("{total:.2}").into();
    order["shipping_lines"] = json!([]);
}

/// Objects are merged one level deep, as WooCommerce does with addresses, and meta fields by their keys; everything else is
/// replaced.
pub(super) fn merge(thing: &mut Value, changes: &Value) {
    for (key, value) in changes.as_object().into_iter().flatten().filter(|(key, _)| *key != "id") {
        match (&mut thing[key], value) {
            (Value::Object(old), Value::Object(new)) => old.extend(new.clone()),
            (Value::Array(old), Value::Array(new)) if key == "meta_data" => {
                old.retain(|known| !new.iter().any(|fresh| fresh["key"] == known["key"]));
                old.extend(new.clone());
            }
            (old, new) => *old = new.clone(),
        }
    }
}

pub(super) fn below(shelves: &BTreeMap<u64, Shelf>, id: &str) -> Shelf {
    id.parse().ok().and_then(|id: u64| shelves.get(&id)).cloned().unwrap_or_default()
}

fn one(shelf: &Shelf, id: &str, query: &Query) -> Option<Response> {
    let thing = shelf.get(&id.parse().ok()?)?;
    Some(json_answer(StatusCode::OK, &query.fields(thing)))
}

pub(super) fn json_answer(status: StatusCode, json: &Value) -> Response {
    (status, [("content-type", "application/json; charset=UTF-8")], json.to_string()).into_response()
}

/// A recorded answer, headers included; those of the connection are the server's to set.
pub(super) fn said_of(said: Option<&Said>) -> Response {
    let Some(said) = said else { return StatusCode::NOT_FOUND.into_response() };
    let mut headers = HeaderMap::new();
    for (name, value) in &said.headers {
        let own =
            ["content-length", "connection", "keep-alive", "transfer-encoding", "content-encoding", "date"];
        if own.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            headers.append(name, value);
        }
    }
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, headers, said.body.clone()).into_response()
}
