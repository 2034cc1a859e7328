//! Giving money back: what the store suggests, and what it does.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::State;
use super::deeds::{change, decimal, done, fresh_id, order, refused};
use crate::replay::state::now;

fn bag(amount: Decimal) -> Value {
    json!({ "presentmentMoney": { "amount": format!("{amount:.2}") } })
}

fn amount(bag: &Value) -> Decimal {
    decimal(&bag["presentmentMoney"]["amount"])
}

fn list<'v>(thing: &'v Value, name: &str) -> &'v [Value] {
    let found = if thing[name].is_object() { &thing[name]["nodes"] } else { &thing[name] };
    found.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A payment of an order of which so much is left.
struct Payment<'o> {
    id: String,
    said: &'o Value,
    left: Decimal,
}

fn payments(order: &Value) -> Vec<Payment<'_>> {
    let taken = |one: &&Value| one["kind"] == "SALE" && one["status"] == "SUCCESS";
    let mut found = Vec::new();
    for (place, said) in list(order, "transactions").iter().filter(taken).enumerate() {
        let own = format!(
            "gid://shopify/OrderTransaction/{}{place}",
            order["legacyResourceId"].as_str().unwrap_or("0")
        );
        let id = said["id"].as_str().map_or(own, str::to_owned);
        let paid = if said["amountSet"].is_object() {
            amount(&said["amountSet"])
        } else {
            amount(&order["totalPriceSet"])
        };
        let back: Decimal = list(order, "refunds")
            .iter()
            .flat_map(|refund| match list(refund, "transactions") {
                [one] if one["amount"].is_null() => vec![(None, amount(&refund["totalRefundedSet"]))],
                all => all.iter().map(|one| (one["parent"].as_str(), succeeded(one))).collect(),
            })
            .filter(|(parent, _)| parent.map_or(place == 0, |parent| parent == id))
            .map(|(_, amount)| amount)
            .sum();
        found.push(Payment { id, said, left: paid - back });
    }
    found
}

fn succeeded(transaction: &Value) -> Decimal {
    if transaction["status"] == "SUCCESS" { decimal(&transaction["amount"]) } else { Decimal::ZERO }
}

/// Pieces of a line that were neither given back nor taken out.
fn pieces_left(order: &Value, line: &Value) -> i64 {
    if let Some(current) = line["currentQuantity"].as_i64() {
        return current;
    }
    let gone: i64 = list(order, "refunds")
        .iter()
        .flat_map(|refund| list(refund, "refundLineItems"))
        .filter(|item| item["lineItem"]["id"] == line["id"])
        .filter_map(|item| item["quantity"].as_i64())
        .sum();
    line["quantity"].as_i64().unwrap_or(0) - gone
}

/// What so many pieces cost, with tax.
fn price(line: &Value, pieces: i64) -> Decimal {
    let off: Decimal =
        list(line, "discountAllocations").iter().map(|one| amount(&one["allocatedAmountSet"])).sum();
    let whole = amount(&line["originalTotalSet"]) - off;
    whole * Decimal::from(pieces) / Decimal::from(line["quantity"].as_i64().unwrap_or(1).max(1))
}

fn shipping_left(order: &Value) -> Decimal {
    if order["shippingRefunded"] == true {
        return Decimal::ZERO;
    }
    list(order, "shippingLines").iter().map(|line| amount(&line["discountedPriceSet"])).sum()
}

fn suggested(order: &Value, wanted: Decimal, places: Vec<Value>) -> Value {
    let known = payments(order);
    let most: Decimal = known.iter().map(|payment| payment.left).sum();
    let wanted = wanted.min(most);
    let mut rest = wanted;
    let mut transactions = Vec::new();
    for payment in &known {
        let part = rest.min(payment.left);
        rest -= part;
        transactions.push(json!({
            "gateway": payment.said["gateway"].as_str().unwrap_or("iyzico"),
            "formattedGateway": payment.said["formattedGateway"],
            "amountSet": bag(part), "maximumRefundableSet": bag(payment.left),
            "parentTransaction": {
                "id": payment.id,
                "manualPaymentGateway": payment.said["manualPaymentGateway"].as_bool().unwrap_or(false),
            },
        }));
    }
    json!({
        "amountSet": bag(wanted), "maximumRefundableSet": bag(most), "suggestedTransactions": transactions,
        "shipping": { "maximumRefundableSet": bag(shipping_left(order)) }, "refundLineItems": places,
    })
}

fn everything(order: &Value) -> Decimal {
    let lines = list(order, "lineItems").iter().map(|line| price(line, pieces_left(order, line)));
    lines.sum::<Decimal>() + shipping_left(order)
}

pub(super) fn standing(state: &State, about: &Value) -> Value {
    let Some(order) = order(state, &about["id"]) else { return json!({ "thing": null }) };
    let sent = list(&order, "fulfillments").iter().any(|one| one["status"] == "SUCCESS");
    let line = |line: &Value| {
        let left = pieces_left(&order, line);
        json!({
            "id": line["id"], "refundableQuantity": left, "unfulfilledQuantity": if sent { 0 } else { left },
        })
    };
    let nodes: Vec<Value> = list(&order, "lineItems").iter().map(line).collect();
    let page = json!({ "hasNextPage": false, "endCursor": null });
    json!({ "thing": {
        "suggestedRefund": suggested(&order, everything(&order), Vec::new()),
        "lineItems": { "nodes": nodes, "pageInfo": page },
    } })
}

pub(super) fn suggestion(state: &State, about: &Value) -> Value {
    let Some(order) = order(state, &about["id"]) else { return json!({ "thing": null }) };
    let mut wanted = if about["shipping"] == true { shipping_left(&order) } else { Decimal::ZERO };
    let mut places = Vec::new();
    for input in list(about, "lines") {
        let line = list(&order, "lineItems").iter().find(|line| line["id"] == input["lineItemId"]);
        wanted += line.map_or(Decimal::ZERO, |line| price(line, input["quantity"].as_i64().unwrap_or(0)));
        let how = &input["restockType"];
        let place =
            if how == "NO_RESTOCK" { Value::Null } else { json!({ "id": "gid://shopify/Location/1" }) };
        places.push(
            json!({ "lineItem": { "id": input["lineItemId"] }, "restockType": how, "location": place }),
        );
    }
    if about["all"] == true {
        wanted = everything(&order);
    }
    json!({ "thing": { "suggestedRefund": suggested(&order, wanted, places) } })
}

pub(super) fn one(state: &State, id: &Value) -> Value {
    let all = state.orders.iter().flat_map(|order| list(order, "refunds"));
    json!({ "thing": all.into_iter().find(|refund| refund["id"] == *id) })
}

/// What was sent with a key is done once, as long as the store remembers the key.
pub(super) fn create(state: &mut State, about: &Value) -> Value {
    let (key, input) = (about["key"].as_str().unwrap_or_default().to_owned(), &about["input"]);
    if key.trim().is_empty() {
        return refused("idempotencyKey", "The @idempotent directive is required for this mutation.");
    }
    let known = state.deeds.keys.iter().find(|(known, ..)| *known == key);
    if let Some((_, asked, refund)) = known.filter(|_| !state.deeds.forgets_keys) {
        if asked == input {
            return done("refund", refund.clone());
        }
        let why = "The same idempotency key cannot be used with different operation parameters.";
        return refused("idempotencyKey", why);
    }
    let Some(order) = order(state, &input["orderId"]) else {
        return refused("orderId", "Order does not exist");
    };
    if let Err(why) = checked(&order, input) {
        return refused("transactions", why);
    }
    let refund = made(state, &order, input);
    let total = amount(&refund["totalRefundedSet"]);
    change(state, &input["orderId"], |order| {
        take_pieces(order, list(input, "refundLineItems"));
        let back = amount(&order["totalRefundedSet"]) + total;
        order["totalRefundedSet"] = bag(back);
        if input["shipping"]["fullRefund"] == true {
            order["shippingRefunded"] = true.into();
        }
        if let Some(all) = order["refunds"].as_array_mut() {
            all.push(refund.clone());
        }
        if back > Decimal::ZERO {
            let whole = back >= amount(&order["totalPriceSet"]);
            order["displayFinancialStatus"] = if whole { "REFUNDED" } else { "PARTIALLY_REFUNDED" }.into();
        }
    });
    state.deeds.keys.push((key, input.clone(), refund.clone()));
    done("refund", refund)
}

fn take_pieces(order: &mut Value, wanted: &[Value]) {
    let known = order.clone();
    for line in order["lineItems"]["nodes"].as_array_mut().into_iter().flatten() {
        let own = wanted.iter().filter(|one| one["lineItemId"] == line["id"]);
        let back: i64 = own.filter_map(|one| one["quantity"].as_i64()).sum();
        line["currentQuantity"] = (pieces_left(&known, line) - back).into();
    }
}

/// As a cancellation does it: all that is left, by the payments it came by.
pub(super) fn give_back_all(state: &mut State, id: &Value) {
    let Some(known) = order(state, id) else { return };
    let suggestion = suggested(&known, everything(&known), Vec::new());
    let transaction = |way: &Value| json!({ "amount": way["amountSet"]["presentmentMoney"]["amount"], "parentId": way["parentTransaction"]["id"] });
    let transactions: Vec<Value> =
        list(&suggestion, "suggestedTransactions").iter().map(transaction).collect();
    let refund = made(state, &known, &json!({ "orderId": id, "transactions": transactions }));
    change(state, id, |order| {
        order["totalRefundedSet"] = order["totalPriceSet"].clone();
        order["displayFinancialStatus"] = "REFUNDED".into();
        if let Some(all) = order["refunds"].as_array_mut() {
            all.push(refund);
        }
    });
}

fn checked(order: &Value, input: &Value) -> Result<(), &'static str> {
    if input["currency"] != order["presentmentCurrencyCode"] {
        return Err("Currency must be the presentment currency");
    }
    for wanted in list(input, "transactions") {
        let known = payments(order);
        let Some(parent) = known.iter().find(|payment| wanted["parentId"] == payment.id.as_str()) else {
            return Err("Parent transaction does not exist");
        };
        if decimal(&wanted["amount"]) > parent.left {
            return Err("Refund amount is greater than what can be refunded");
        }
    }
    for wanted in list(input, "refundLineItems") {
        let line = list(order, "lineItems").iter().find(|line| line["id"] == wanted["lineItemId"]);
        let left = line.map_or(0, |line| pieces_left(order, line));
        if wanted["quantity"].as_i64().unwrap_or(0) > left {
            return Err("Quantity cannot refund more items than were purchased");
        }
        if wanted["restockType"] != "NO_RESTOCK" && !wanted["locationId"].is_string() {
            return Err("Refund line items location is required to restock");
        }
    }
    Ok(())
}

fn made(state: &mut State, order: &Value, input: &Value) -> Value {
    let id = fresh_id(state).to_string();
    let known = payments(order);
    let (mut total, mut transactions) = (Decimal::ZERO, Vec::new());
    for wanted in list(input, "transactions") {
        let parent = known.iter().find(|payment| wanted["parentId"] == payment.id.as_str());
        let manual = parent.is_some_and(|one| one.said["manualPaymentGateway"] == true);
        let moves = !manual && !state.deeds.provider_refuses;
        if moves {
            let number = order["legacyResourceId"].as_str().unwrap_or_default().to_owned();
            state.deeds.moved.push((number, wanted["amount"].as_str().unwrap_or_default().to_owned()));
        }
        if moves || manual {
            total += decimal(&wanted["amount"]);
        }
        transactions.push(json!({
            "kind": "REFUND", "status": if moves || manual { "SUCCESS" } else { "FAILURE" },
            "manualPaymentGateway": manual, "amount": wanted["amount"], "parent": wanted["parentId"],
        }));
    }
    let item = |wanted: &Value| {
        let line = list(order, "lineItems").iter().find(|line| line["id"] == wanted["lineItemId"]);
        let pieces = wanted["quantity"].as_i64().unwrap_or(0);
        let cost = line.map_or(Decimal::ZERO, |line| price(line, pieces));
        json!({
            "quantity": pieces, "lineItem": { "id": wanted["lineItemId"], "name": line.map(|line| &line["name"]) },
            "restockType": wanted["restockType"], "locationId": wanted["locationId"],
            "subtotalSet": bag(cost), "totalTaxSet": bag(Decimal::ZERO),
        })
    };
    let items: Vec<Value> = list(input, "refundLineItems").iter().map(item).collect();
    json!({
        "id": format!("gid://shopify/Refund/{id}"), "legacyResourceId": id, "createdAt": now().to_string(),
        "note": input["note"], "totalRefundedSet": bag(total), "refundLineItems": { "nodes": items },
        "transactions": { "nodes": transactions },
    })
}
