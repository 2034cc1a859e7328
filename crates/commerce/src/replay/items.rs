//! Lines of orders that are changed by `PUT /orders/{id}`, as `WC_REST_Orders_V2_Controller` does it: a line with an id is
//! changed as it is told, 0 pieces take it away, what has no id comes at the store's price. Taxes are reckoned anew.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::recordings::Recordings;
use super::state::State;

/// What is to be changed of an order so that it has these lines.
pub(super) fn with_lines(state: &mut State, order: &str, changes: &Value) -> Option<Value> {
    let mut changes = changes.clone();
    let wishes = changes["line_items"].as_array()?.clone();
    let known = state.things.orders.get(&order.parse().ok()?)?.clone();
    let mut lines = known["line_items"].as_array()?.clone();
    let rate = rate(&lines);
    for wish in &wishes {
        match wish["id"].as_u64() {
            Some(id) if wish["quantity"] == 0 => lines.retain(|line| line["id"] != id),
            Some(id) => {
                let line = lines.iter_mut().find(|line| line["id"] == id)?;
                for field in ["quantity", "subtotal", "total"] {
                    if let Some(value) = wish.get(field) {
                        line[field] = value.clone();
                    }
                }
            }
            None => {
                let id = state.new_id();
                lines.push(line_of(&state.things, wish, id, known["prices_include_tax"] == true, rate)?);
            }
        }
    }
    for line in &mut lines {
        line["total_tax"] = money(decimal(&line["total"]) * rate).into();
    }
    let sum = |lines: &Value| -> Decimal {
        let lines = lines.as_array().into_iter().flatten();
        lines.map(|line| decimal(&line["total"]) + decimal(&line["total_tax"])).sum()
    };
    let lines = Value::from(lines);
    let total = decimal(&known["total"]) - sum(&known["line_items"]) + sum(&lines);
    changes["line_items"] = lines;
    changes["total"] = money(total).into();
    Some(changes)
}

fn line_of(things: &Recordings, wish: &Value, id: u64, taxed: bool, rate: Decimal) -> Option<Value> {
    let product = wish["product_id"].as_u64()?;
    let variation = wish["variation_id"].as_u64().unwrap_or(0);
    let sold = match variation {
        0 => things.products.get(&product)?,
        form => things.variations.get(&product)?.get(&form)?,
    };
    let quantity = wish["quantity"].as_i64().unwrap_or(1);
    let price = decimal(&sold["price"]) * Decimal::from(quantity);
    let total = money(if taxed { price / (Decimal::ONE + rate) } else { price });
    Some(json!({
        "id": id, "name": things.products.get(&product)?["name"], "product_id": product, "variation_id": variation,
        "quantity": quantity, "subtotal": total, "total": total, "taxes": [], "meta_data": [], "sku": sold["sku"],
        "image": { "id": "", "src": "" },
    }))
}

/// The tax on the lines of an order.
fn rate(lines: &[Value]) -> Decimal {
    let sum = |key: &str| -> Decimal { lines.iter().map(|line| decimal(&line[key])).sum() };
    if sum("total").is_zero() { Decimal::ZERO } else { sum("total_tax") / sum("total") }
}

fn money(amount: Decimal) -> String {
    format!("{:.2}", amount.round_dp(2))
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).parse().unwrap_or_default()
}
