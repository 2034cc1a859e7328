//! What a Shopify store is had to do with orders, as its schema documents it: money back, cancelling, notes, addresses,
//! invoices, edits, returns, coupons, drafts.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::State;
use super::edits::{self, Edit};
use super::{refunds, returns};
use crate::replay::state::now;

/// What the store did and keeps beside its orders.
#[derive(Default)]
pub(super) struct Deeds {
    /// What providers gave back: by order, how much.
    pub moved: Vec<(String, String)>,
    /// Mails: to whom, of which order or return.
    pub mails: Vec<(String, String)>,
    pub discounts: Vec<Value>,
    pub drafts: Vec<Value>,
    /// Edits that were begun and not committed.
    pub edits: Vec<Edit>,
    /// Refunds by their idempotency keys, with what was asked for.
    pub keys: Vec<(String, Value, Value)>,
    /// A day has passed: what was sent with a key is not remembered.
    pub forgets_keys: bool,
    /// The provider refuses to move money.
    pub provider_refuses: bool,
    /// A coupon or draft is refused with these words.
    pub refuses: Option<String>,
    /// Cancellations that run beside, with the looks they still take.
    pub jobs: Vec<Job>,
    /// How many looks a cancellation takes.
    pub job_takes: u32,
}

pub(super) struct Job {
    id: String,
    about: Value,
    looks: u32,
}

/// What the operation takes of the token.
pub(super) fn right(name: &str) -> Option<&'static str> {
    Some(match name {
        "RefundCreate" | "OrderCancel" | "OrderUpdate" | "OrderInvoiceSend" => "write_orders",
        "OrderEditBegin" | "OrderEditQuantity" | "OrderEditAdd" | "OrderEditCommit" => "write_order_edits",
        "DiscountCreate" | "DiscountDelete" => "write_discounts",
        "DraftCreate" | "DraftComplete" | "DraftDelete" => "write_draft_orders",
        "Discount" | "Coupon" | "Coupons" => "read_discounts",
        "Drafts" => "read_draft_orders",
        "OrderReturns" | "ReturnNow" => "read_returns",
        "ReturnApprove" | "ReturnDecline" | "ReturnClose" | "ReturnReopen" => "write_returns",
        _ => return None,
    })
}

/// Does it, or shows it; nothing for what is none of this.
pub(super) fn answered(state: &mut State, name: &str, about: &Value) -> Value {
    match name {
        "OrderStanding" => refunds::standing(state, about),
        "RefundSuggestion" => refunds::suggestion(state, about),
        "OrderEvents" => json!({ "thing": { "events": order_of(state, &about["id"])["kept"]["events"] } }),
        "OrderReturns" => returns::of_order(&order_of(state, &about["id"])),
        "ReturnNow" => returns::one(state, &about["id"]),
        "ReturnApprove" => returns::approve(state, about),
        "ReturnDecline" => returns::decline(state, about),
        "ReturnClose" => returns::close(state, about),
        "ReturnReopen" => returns::reopen(state, about),
        "RefundNotes" => json!({ "thing": order(state, &about["id"]) }),
        "Refund" => refunds::one(state, &about["id"]),
        "RefundCreate" => refunds::create(state, about),
        "OrderNow" => {
            run_jobs(state);
            json!({ "thing": order(state, &about["id"]) })
        }
        "Job" => {
            run_jobs(state);
            let under_way = state.deeds.jobs.iter().any(|job| about["id"] == job.id.as_str());
            json!({ "thing": { "done": !under_way } })
        }
        "OrderCancel" => cancel(state, about),
        "OrderUpdate" => update(state, &about["input"]),
        "OrderEditBegin" => edits::begin(state, about),
        "OrderEditQuantity" => edits::set_quantity(state, about),
        "OrderEditAdd" => edits::add(state, about),
        "OrderEditCommit" => edits::commit(state, about),
        "OrderInvoiceSend" => {
            let to = about["email"]["to"].as_str().unwrap_or_default().to_owned();
            let order = about["id"].as_str().unwrap_or_default().to_owned();
            state.deeds.mails.push((to, order));
            done("order", order_of(state, &about["id"]))
        }
        "Discount" => {
            let code = about["code"].as_str().unwrap_or_default().to_lowercase();
            let found = state
                .deeds
                .discounts
                .iter()
                .find(|known| known["code"].as_str().is_some_and(|known| known.to_lowercase() == code));
            json!({ "thing": found })
        }
        "DiscountCreate" => create_discount(state, &about["discount"]),
        "DiscountDelete" => {
            state.deeds.discounts.retain(|known| known["id"] != about["id"]);
            done("deletedCodeDiscountId", about["id"].clone())
        }
        "Drafts" => {
            let nodes: Vec<&Value> = state.deeds.drafts.iter().rev().collect();
            let page = json!({ "hasNextPage": false, "endCursor": null });
            json!({ "list": { "nodes": nodes, "pageInfo": page } })
        }
        "DraftCreate" => create_draft(state, &about["input"]),
        "DraftComplete" => complete_draft(state, &about["id"]),
        "DraftDelete" => {
            state.deeds.drafts.retain(|known| known["id"] != about["id"]);
            done("deletedId", about["id"].clone())
        }
        _ => Value::Null,
    }
}

pub(super) fn done(name: &str, thing: Value) -> Value {
    json!({ "done": { name: thing, "userErrors": [] } })
}

pub(super) fn refused(field: &str, message: &str) -> Value {
    json!({ "done": { "userErrors": [{ "field": [field], "message": message }] } })
}

pub(super) fn order(state: &State, id: &Value) -> Option<Value> {
    state.orders.iter().find(|order| order["id"] == *id).cloned()
}

fn order_of(state: &State, id: &Value) -> Value {
    order(state, id).unwrap_or_default()
}

/// Changes an order, so that it is changed now.
pub(super) fn change(state: &mut State, id: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let Some(order) = state.orders.iter_mut().find(|order| order["id"] == *id) else { return Value::Null };
    change(order);
    order["updatedAt"] = now().to_string().into();
    order.clone()
}

pub(super) fn fresh_id(state: &mut State) -> u64 {
    state.next_id += 1;
    900_000 + state.next_id
}

pub(super) fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse().unwrap_or_default()
}

fn cancel(state: &mut State, about: &Value) -> Value {
    let Some(known) = order(state, &about["id"]) else { return refused("orderId", "Order does not exist") };
    if known["cancelledAt"].is_string() {
        return refused("orderId", "Cannot cancel an order that has already been canceled");
    }
    if known["fulfillments"].as_array().is_some_and(|sent| sent.iter().any(|one| one["status"] == "SUCCESS"))
    {
        return refused("orderId", "Cannot cancel an order with fulfilled items");
    }
    let id = format!("gid://shopify/Job/{}", fresh_id(state));
    let looks = state.deeds.job_takes;
    state.deeds.jobs.push(Job { id: id.clone(), about: about.clone(), looks });
    done("job", json!({ "id": id, "done": false }))
}

fn run_jobs(state: &mut State) {
    let (ripe, waiting) = std::mem::take(&mut state.deeds.jobs).into_iter().partition(|job| job.looks == 0);
    state.deeds.jobs = waiting;
    for job in &mut state.deeds.jobs {
        job.looks -= 1;
    }
    let ripe: Vec<Job> = ripe;
    for job in ripe {
        if job.about["refund"] == true {
            refunds::give_back_all(state, &job.about["id"]);
        }
        change(state, &job.about["id"], |order| {
            order["cancelledAt"] = now().to_string().into();
            order["cancellation"] = json!({ "staffNote": job.about["note"], "asked": job.about });
        });
    }
}

fn update(state: &mut State, input: &Value) -> Value {
    if order(state, &input["id"]).is_none() {
        return refused("id", "Order does not exist");
    }
    let changed = change(state, &input["id"], |order| {
        if let Some(note) = input.get("note") {
            order["note"] = note.clone();
        }
        if let Some(address) = input.get("shippingAddress").and_then(Value::as_object) {
            // What is not sent is emptied.
            let mut written = json!({ "province": address.get("province") });
            for (name, value) in address {
                written[if name == "countryCode" { "countryCodeV2" } else { name }] = value.clone();
            }
            if let Some(code) = address.get("provinceCode") {
                written["province"] = order["shippingAddress"]["province"].clone();
                written["provinceCode"] = code.clone();
            }
            order["shippingAddress"] = written;
        }
        for field in input["metafields"].as_array().into_iter().flatten() {
            order["mark"] = json!({ "value": field["value"] });
        }
    });
    done("order", changed)
}

fn create_discount(state: &mut State, wanted: &Value) -> Value {
    if let Some(words) = &state.deeds.refuses {
        return refused("basicCodeDiscount", words);
    }
    let taken = state.deeds.discounts.iter().any(|known| known["code"] == wanted["code"]);
    if taken || wanted["startsAt"].is_null() {
        return refused("code", "Code must be unique. Please try a different code.");
    }
    let id = format!("gid://shopify/DiscountCodeNode/{}", fresh_id(state));
    let about = json!({ "asyncUsageCount": 0, "tags": wanted["tags"] });
    let made = json!({ "id": id, "code": wanted["code"], "codeDiscount": about, "wanted": wanted });
    state.deeds.discounts.push(made.clone());
    done("codeDiscountNode", made)
}

fn create_draft(state: &mut State, wanted: &Value) -> Value {
    let id = format!("gid://shopify/DraftOrder/{}", fresh_id(state));
    let made = json!({
        "id": id, "tags": wanted["tags"], "createdAt": now().to_string(), "order": null, "wanted": wanted,
    });
    state.deeds.drafts.push(made.clone());
    done("draftOrder", made)
}

/// The draft becomes an order like the first one of the store, but for what it is and costs.
fn complete_draft(state: &mut State, id: &Value) -> Value {
    if let Some(words) = &state.deeds.refuses {
        return refused("id", words);
    }
    let number = fresh_id(state);
    let Some(mut order) = state.orders.first().cloned() else { return Value::Null };
    let Some(draft) = state.deeds.drafts.iter_mut().find(|draft| draft["id"] == *id) else {
        return refused("id", "Draft order does not exist");
    };
    if draft["order"].is_object() {
        return refused("id", "This order has been paid");
    }
    let at: Timestamp = now();
    for (name, value) in [
        ("id", json!(format!("gid://shopify/Order/{number}"))),
        ("legacyResourceId", json!(number.to_string())),
        ("name", json!(format!("#D{number}"))),
        ("updatedAt", json!(at.to_string())),
        ("processedAt", json!(at.to_string())),
        ("displayFinancialStatus", json!("PAID")),
        ("displayFulfillmentStatus", json!("UNFULFILLED")),
        ("refunds", json!([])),
        ("transactions", json!([])),
        ("fulfillments", json!([])),
        ("cancelledAt", Value::Null),
    ] {
        order[name] = value;
    }
    order["totalPriceSet"]["presentmentMoney"]["amount"] = "0.00".into();
    draft["order"] = json!({ "legacyResourceId": number.to_string(), "name": order["name"] });
    let completed = draft.clone();
    state.orders.push(order);
    done("draftOrder", completed)
}
