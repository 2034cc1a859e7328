//! Edits of orders: what is put into one happens when it is committed, all of it at once.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::State;
use super::deeds::{change, decimal, done, fresh_id, order, refused};

/// An edit that was begun.
pub(super) struct Edit {
    id: String,
    /// The order with its changes.
    order: Value,
}

pub(super) fn begin(state: &mut State, about: &Value) -> Value {
    let Some(known) = order(state, &about["id"]) else { return refused("id", "The order does not exist.") };
    if known["cancelledAt"].is_string() {
        return refused("id", "The order cannot be edited because it is canceled.");
    }
    let id = format!("gid://shopify/CalculatedOrder/{}", fresh_id(state));
    let reckoned = calculated(&id, &known, &known);
    state.deeds.edits.push(Edit { id, order: known });
    done("calculatedOrder", reckoned)
}

pub(super) fn set_quantity(state: &mut State, about: &Value) -> Value {
    let line = about["line"].as_str().unwrap_or_default().replace("CalculatedLineItem", "LineItem");
    let quantity = about["quantity"].as_i64().unwrap_or(0);
    staged(state, about, |order| {
        let lines = order["lineItems"]["nodes"].as_array_mut().into_iter().flatten();
        let Some(line) = lines.into_iter().find(|known| known["id"] == line.as_str()) else {
            return Err("The line item does not exist.");
        };
        let (unit, left) = (price(line), current(line));
        if left == 0 {
            return Err("The line item has no quantity left that could be changed.");
        }
        // What was given back stays among the pieces of the line.
        if quantity > left {
            let all = line["quantity"].as_i64().unwrap_or(0) + quantity - left;
            line["quantity"] = all.into();
            line["originalTotalSet"] = bag(unit * Decimal::from(all));
        }
        line["currentQuantity"] = quantity.into();
        Ok(Value::Null)
    })
}

pub(super) fn add(state: &mut State, about: &Value) -> Value {
    let variant = about["variant"].clone();
    let sold = state.products.iter().find_map(|product| {
        let forms = product["variants"]["nodes"].as_array()?;
        forms.iter().find(|form| form["id"] == variant).map(|form| (product.clone(), form.clone()))
    });
    let Some((product, form)) = sold else { return refused("variantId", "The variant does not exist.") };
    let (id, quantity) = (fresh_id(state), about["quantity"].as_i64().unwrap_or(1));
    let total = decimal(&form["price"]) * Decimal::from(quantity);
    let line = json!({
        "id": format!("gid://shopify/LineItem/{id}"), "name": product["title"], "title": product["title"],
        "sku": form["sku"], "quantity": quantity, "currentQuantity": quantity, "product": { "id": product["id"] },
        "variant": { "id": form["id"], "selectedOptions": form["selectedOptions"] }, "image": null,
        "originalTotalSet": bag(total), "discountAllocations": [], "taxLines": [], "customAttributes": [],
    });
    staged(state, about, |order| {
        if let Some(lines) = order["lineItems"]["nodes"].as_array_mut() {
            lines.push(line);
        }
        Ok(json!({ "title": product["title"], "variantTitle": form["title"] }))
    })
}

pub(super) fn commit(state: &mut State, about: &Value) -> Value {
    let Some(place) = state.deeds.edits.iter().position(|edit| about["id"] == edit.id.as_str()) else {
        return refused("id", "The calculated order does not exist.");
    };
    let edit = state.deeds.edits.remove(place);
    let (id, note) = (edit.order["id"].clone(), about["note"].clone());
    let made = change(state, &id, |order| {
        let total = total(order, &edit.order);
        order["lineItems"] = edit.order["lineItems"].clone();
        order["totalPriceSet"]["presentmentMoney"]["amount"] = format!("{total:.2}").into();
        order["editNote"] = note;
    });
    done("order", made)
}

fn staged(
    state: &mut State,
    about: &Value,
    stage: impl FnOnce(&mut Value) -> Result<Value, &'static str>,
) -> Value {
    let known = state.deeds.edits.iter_mut().find(|edit| about["id"] == edit.id.as_str());
    let Some(edit) = known else { return refused("id", "The calculated order does not exist.") };
    let line = match stage(&mut edit.order) {
        Ok(line) => line,
        Err(why) => return refused("lineItemId", why),
    };
    let (id, changed) = (edit.id.clone(), edit.order.clone());
    let before = order(state, &changed["id"]).unwrap_or_default();
    let mut answer = done("calculatedOrder", calculated(&id, &before, &changed));
    answer["done"]["calculatedLineItem"] = line;
    answer
}

fn calculated(id: &str, before: &Value, after: &Value) -> Value {
    let total = total(before, after);
    let was_paid = matches!(before["displayFinancialStatus"].as_str(), Some("PAID" | "PARTIALLY_REFUNDED"));
    let paid: Decimal = if was_paid {
        decimal(&before["totalPriceSet"]["presentmentMoney"]["amount"])
    } else {
        Decimal::ZERO
    };
    json!({ "id": id, "totalPriceSet": bag(total), "totalOutstandingSet": bag(total - paid) })
}

/// What an order comes to that costed so much before.
fn total(before: &Value, after: &Value) -> Decimal {
    let sum = |order: &Value| -> Decimal {
        let lines = order["lineItems"]["nodes"].as_array().into_iter().flatten();
        lines.map(|line| price(line) * Decimal::from(current(line))).sum()
    };
    decimal(&before["totalPriceSet"]["presentmentMoney"]["amount"]) - sum(before) + sum(after)
}

fn current(line: &Value) -> i64 {
    line["currentQuantity"].as_i64().or(line["quantity"].as_i64()).unwrap_or(0)
}

/// What one costs, without what discounts take off.
fn price(line: &Value) -> Decimal {
    let whole = decimal(&line["originalTotalSet"]["presentmentMoney"]["amount"]);
    whole / Decimal::from(line["quantity"].as_i64().unwrap_or(1).max(1))
}

fn bag(amount: Decimal) -> Value {
    json!({ "presentmentMoney": { "amount": format!("{amount:.2}") } })
}
