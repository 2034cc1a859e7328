//! The recorded store with many more orders, made of the recorded ones.

use std::path::Path;

use commerce::replay::{Options, ReplayStore};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::world::{recorded, recordings};

/// The orders that others are made of: four currencies, a guest, a surcharge below zero, lines with options and without.
const LIKE: [&str; 6] = [
    "051-order-tr-processing",
    "052-order-ko-krw-onhold",
    "053-order-fa-irr-pending",
    "054-order-us-usd-guest-completed",
    "055-order-eur-jpy-bhd-decimals",
    "059-order-negative-fee",
];

/// The id of the first order that is made.
pub const FIRST: u64 = 10_000;

/// The store with so many more orders; of each third one a line was given back, on each fifth one stand notes. The folder has
/// to live as long as the store starts.
pub async fn store(orders: u64) -> (ReplayStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let rest = folder.path().join("rest");
    std::fs::create_dir(&rest).unwrap();
    for file in std::fs::read_dir(recordings().join("rest")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), rest.join(file.file_name())).unwrap();
    }
    let like: Vec<Value> =
        LIKE.iter().map(|name| serde_json::from_slice(&recorded(&format!("{name}.body"))).unwrap()).collect();
    let mut many = Vec::new();
    for id in FIRST..FIRST + orders {
        let mut order = made(&like[usize::try_from(id).unwrap() % like.len()], id);
        if id % 3 == 0 {
            let refund = refund(&order, id);
            order["refunds"] = json!([{
                "id": refund["id"], "reason": refund["reason"],
                "total": format!("-{}", refund["amount"].as_str().unwrap()),
            }]);
            answer(&rest, &format!("991-refunds-{id}"), &format!("orders/{id}/refunds"), &json!([refund]));
        }
        if id % 5 == 0 {
            answer(&rest, &format!("992-notes-{id}"), &format!("orders/{id}/notes"), &notes(id));
        }
        many.push(order);
    }
    answer(&rest, "990-many-orders", "orders", &Value::from(many));
    let options = Options { recordings: folder.path().to_owned(), ..Options::default() };
    (ReplayStore::start(options).await.unwrap(), folder)
}

/// Writes an answer as if it had been recorded.
fn answer(rest: &Path, name: &str, route: &str, body: &Value) {
    let about = json!({
        "request": { "method": "GET", "url": format!("https://localhost:8443/wp-json/wc/v3/{route}") },
        "response": { "status": 200, "headers": [] },
    });
    std::fs::write(rest.join(format!("{name}.json")), about.to_string()).unwrap();
    std::fs::write(rest.join(format!("{name}.body")), body.to_string()).unwrap();
}

fn made(like: &Value, id: u64) -> Value {
    let mut order = like.clone();
    order["id"] = id.into();
    order["number"] = id.to_string().into();
    order["refunds"] = json!([]);
    for (place, line) in order["line_items"].as_array_mut().unwrap().iter_mut().enumerate() {
        line["id"] = (id * 10 + place as u64).into();
    }
    order
}

/// The first line, given back in whole without its tax.
fn refund(order: &Value, id: u64) -> Value {
    let line = &order["line_items"][0];
    let total = line["total"].as_str().unwrap();
    json!({
        "id": 100_000 + id, "date_created_gmt": "2026-11-21T19:30:00", "amount": total,
        "reason": "Beden küçük geldi", "refunded_payment": false, "meta_data": [],
        "line_items": [{
            "id": 200_000 + id, "name": line["name"], "quantity": -line["quantity"].as_i64().unwrap(),
            "total": format!("-{total}"), "total_tax": "0.00",
            "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": line["id"].to_string() }],
        }],
    })
}

fn notes(id: u64) -> Value {
    let note = |number: u64, text: String, for_customer: bool| {
        json!({
            "id": 300_000 + id * 2 + number, "author": "WooCommerce", "note": text,
            "customer_note": for_customer, "date_created_gmt": format!("2026-11-21T19:31:0{number}"),
        })
    };
    json!([note(0, format!("Depodan çıktı: {id}"), false), note(1, "Kargoya verildi 🚚".to_owned(), true)])
}

/// The same chances every time (a linear congruential generator, Knuth's numbers).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
