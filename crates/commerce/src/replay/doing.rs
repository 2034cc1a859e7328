//! What a support desk has the store do: giving money back, coupons, mails.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::api::{json_answer, merge};
use super::list::Query;
use super::recordings::CARD;
use super::server::Shop;
use super::state::{State, now, stamp};

impl Shop {
    /// As `WC_REST_Order_Refunds_Controller` does it, with its refusals.
    pub(super) fn refund(self: &Arc<Self>, order: &str, wishes: &Value) -> Response {
        let made = {
            let mut state = self.state();
            let id = order.parse().unwrap_or_default();
            refunded(&mut state, id, wishes)
        };
        match made {
            Ok((refund, order)) => {
                self.tell("order.updated", &order.to_string());
                json_answer(StatusCode::CREATED, &refund)
            }
            Err(refusal) => self.recorded(refusal),
        }
    }

    pub(super) fn delete_refund(self: &Arc<Self>, order: &str, refund: &str, query: &Query) -> Response {
        let (order, refund) = (order.parse().unwrap_or_default(), refund.parse().unwrap_or_default());
        let gone = {
            let mut state = self.state();
            let gone = if query.flag("force") {
                state.things.refunds.get_mut(&order).and_then(|shelf| shelf.remove(&refund))
            } else {
                None
            };
            if let Some(known) = state.things.orders.get_mut(&order).filter(|_| gone.is_some()) {
                if let Some(refunds) = known["refunds"].as_array_mut() {
                    refunds.retain(|known| known["id"] != refund);
                }
                stamp(known, "modified");
            }
            gone
        };
        gone.map_or_else(|| self.recorded("err-404-order"), |gone| json_answer(StatusCode::OK, &gone))
    }

    pub(super) fn delete_note(&self, order: &str, note: &str, query: &Query) -> Response {
        let (order, note) = (order.parse().unwrap_or_default(), note.parse().unwrap_or_default());
        let gone = if query.flag("force") {
            self.state()
                .things
                .notes
                .get_mut(&order)
                .and_then(|shelf: &mut super::recordings::Shelf| shelf.remove(&note))
        } else {
            None
        };
        gone.map_or_else(|| self.recorded("err-404-note"), |gone| json_answer(StatusCode::OK, &gone))
    }

    /// Since WooCommerce 9.8: mails the order, and says so in a note.
    pub(super) fn send_order_details(&self, order: &str) -> Response {
        let mut state = self.state();
        let id = order.parse().unwrap_or_default();
        let Some(known) = state.things.orders.get(&id) else {
            drop(state);
            return self.recorded("err-404-order");
        };
        let email = known["billing"]["email"].as_str().unwrap_or_default().to_owned();
        if email.is_empty() {
            let refusal = json!({
                "code": "woocommerce_rest_missing_email", "message": "Order does not have an email address.",
                "data": { "status": 400 },
            });
            return json_answer(StatusCode::BAD_REQUEST, &refusal);
        }
        let number = known["number"].as_str().unwrap_or_default().to_owned();
        let message = format!("Order details sent to {email}.");
        let note_id = state.new_id();
        let mut note =
            json!({ "id": note_id, "author": "WooCommerce", "note": message, "customer_note": false });
        stamp(&mut note, "created");
        state.things.notes.entry(id).or_default().insert(note_id, note);
        state.mails.push((email, number));
        json_answer(StatusCode::OK, &json!({ "message": message }))
    }

    pub(super) fn fulfill(self: &Arc<Self>, order: u64, status: &str, wishes: &Value) -> u64 {
        let mut state = self.state();
        state.fulfills = true;
        let id = state.new_id();
        let mut fulfillment = json!({
            "id": id, "entity_type": "WC_Order", "entity_id": order.to_string(), "status": "unfulfilled",
            "is_fulfilled": false, "date_deleted": null, "meta_data": [],
        });
        merge(&mut fulfillment, wishes);
        fulfillment["date_updated"] = now().strftime("%Y-%m-%d %H:%M:%S").to_string().into();
        state.things.fulfillments.entry(order).or_default().insert(id, fulfillment);
        drop(state);
        self.fulfilled(order, Some(status));
        id
    }

    pub(super) fn take_back_fulfillment(self: &Arc<Self>, order: u64, id: u64) {
        let is_last = {
            let mut state = self.state();
            let shelf = state.things.fulfillments.entry(order).or_default();
            shelf.remove(&id);
            shelf.is_empty()
        };
        if is_last {
            self.fulfilled(order, None);
        }
    }

    /// Writes on an order how much of it is sent.
    fn fulfilled(self: &Arc<Self>, order: u64, status: Option<&str>) {
        let changed = {
            let mut state = self.state();
            let Some(known) = state.things.orders.get_mut(&order) else { return };
            let meta = known["meta_data"].as_array().cloned().unwrap_or_default();
            let mut after: Vec<Value> =
                meta.iter().filter(|one| one["key"] != "_fulfillment_status").cloned().collect();
            after.extend(
                status.map(|status| json!({ "id": 0, "key": "_fulfillment_status", "value": status })),
            );
            if after == meta {
                return;
            }
            known["meta_data"] = after.into();
            stamp(known, "modified");
            known.clone()
        };
        self.tell("order.updated", &changed.to_string());
    }

    pub(super) fn create_coupon(self: &Arc<Self>, wishes: &Value) -> Response {
        let mut state = self.state();
        let code = wishes["code"].as_str().unwrap_or_default().to_lowercase();
        let taken = state.things.coupons.values().any(|known| known["code"] == code.as_str());
        if taken || code.is_empty() {
            let refusal = json!({
                "code": "woocommerce_rest_coupon_code_already_exists",
                "message": "The coupon code already exists", "data": { "status": 400 },
            });
            return json_answer(StatusCode::BAD_REQUEST, &refusal);
        }
        let id = state.new_id();
        let mut coupon =
            json!({ "id": id, "status": "publish", "usage_count": 0, "used_by": [], "meta_data": [] });
        merge(&mut coupon, wishes);
        coupon["code"] = code.into();
        stamp(&mut coupon, "created");
        stamp(&mut coupon, "modified");
        state.things.coupons.insert(id, coupon.clone());
        drop(state);
        self.tell("coupon.created", &coupon.to_string());
        json_answer(StatusCode::CREATED, &coupon)
    }

    pub(super) fn delete_coupon(&self, id: &str, query: &Query) -> Response {
        let id = id.parse().unwrap_or_default();
        let gone = if query.flag("force") { self.state().things.coupons.remove(&id) } else { None };
        gone.map_or_else(|| self.recorded("err-404-note"), |gone| json_answer(StatusCode::OK, &gone))
    }
}

/// The refund that was made and the order as it is then, or the recording that says why not.
fn refunded(state: &mut State, id: u64, wishes: &Value) -> Result<(Value, Value), &'static str> {
    let order = state.things.orders.get(&id).ok_or("err-404-order")?.clone();
    let amount = decimal(&wishes["amount"]);
    let given_back: Decimal =
        order["refunds"].as_array().into_iter().flatten().map(|refund| -decimal(&refund["total"])).sum();
    let left = decimal(&order["total"]) - given_back;
    if amount <= Decimal::ZERO {
        return Err("refund-negative");
    }
    if amount > left {
        return Err("refund-too-much");
    }
    let pays_back = wishes["api_refund"].as_bool().unwrap_or(true);
    if pays_back && order["payment_method"] != CARD {
        return Err("refund-gateway-unsupported");
    }
    let refund_id = state.new_id();
    let lines: Vec<Value> = wishes["line_items"].as_array().into_iter().flatten().map(line).collect();
    let mut refund = json!({
        "id": refund_id, "amount": format!("{amount:.2}"), "reason": wishes["reason"].as_str().unwrap_or_default(),
        "refunded_by": 1, "refunded_payment": pays_back, "line_items": lines,
        "meta_data": wishes["meta_data"].as_array().cloned().unwrap_or_default(),
    });
    stamp(&mut refund, "created");
    state.things.refunds.entry(id).or_default().insert(refund_id, refund.clone());
    if pays_back {
        state.moved.push((id, format!("{amount:.2}")));
    }
    let order = state.things.orders.get_mut(&id).ok_or("err-404-order")?;
    if let Some(refunds) = order["refunds"].as_array_mut() {
        refunds
            .push(json!({ "id": refund_id, "reason": refund["reason"], "total": format!("-{amount:.2}") }));
    }
    if amount == left {
        order["status"] = "refunded".into();
    }
    stamp(order, "modified");
    Ok((refund, order.clone()))
}

/// A line of a refund as the store shows it: negative, naming the order's line in a meta field.
fn line(wish: &Value) -> Value {
    let tax: Decimal =
        wish["refund_tax"].as_array().into_iter().flatten().map(|tax| decimal(&tax["refund_total"])).sum();
    json!({
        "id": 0, "name": "", "quantity": -wish["quantity"].as_i64().unwrap_or(0),
        "total": (-decimal(&wish["refund_total"])).to_string(), "total_tax": (-tax).to_string(),
        "meta_data": [{ "id": 0, "key": "_refunded_item_id", "value": text(&wish["id"]) }],
    })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn decimal(value: &Value) -> Decimal {
    text(value).parse().unwrap_or_default()
}
