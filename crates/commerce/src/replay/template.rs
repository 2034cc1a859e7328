//! A recorded thing as bytes with holes in it, written as PHP writes JSON.

use std::io::Write as _;

use serde_json::{Value, json};

/// What is different in each thing.
pub(super) struct Facts {
    pub(super) id: u64,
    pub(super) person: u64,
    /// 0: they have none.
    pub(super) account: u64,
    /// What decides where nothing else does.
    pub(super) chance: u64,
    pub(super) placed: String,
    pub(super) placed_gmt: String,
    pub(super) changed: String,
    pub(super) changed_gmt: String,
}

/// What an order is made of.
pub(super) struct Product {
    id: u64,
    name: String,
    sku: String,
}

impl Product {
    pub(super) fn of(recorded: &Value) -> Option<Self> {
        let text = |key: &str| Some(inside(recorded[key].as_str()?));
        Some(Self { id: recorded["id"].as_u64()?, name: text("name")?, sku: text("sku")? })
    }
}

/// Pieces of text, each but the last before a hole.
pub(super) struct Template {
    pieces: Vec<(String, Hole)>,
    end: String,
}

#[derive(Clone, Copy)]
enum Hole {
    Id,
    Account,
    FirstName,
    LastName,
    Email,
    Phone,
    Street,
    Tracking,
    Placed,
    PlacedGmt,
    Changed,
    ChangedGmt,
    Line(u64),
    Product(u64),
    ProductName(u64),
    Sku(u64),
}

const FIRST: [&str; 12] =
    ["Ayşe", "Mehmet", "Zeynep", "Emre", "Çağla", "민수", "서연", "지훈", "رضا", "سارا", "Anna", "James"];
const LAST: [&str; 12] =
    ["Yılmaz", "Kaya", "Şahin", "Öztürk", "Doğan", "김", "이", "박", "احمدی", "کریمی", "Schmidt", "O'Neil"];

impl Hole {
    fn named(name: &str) -> Option<Self> {
        let (name, number) = name.split_once('.').unwrap_or((name, "0"));
        let number = number.parse().ok()?;
        Some(match name {
            "id" => Self::Id,
            "account" => Self::Account,
            "first_name" => Self::FirstName,
            "last_name" => Self::LastName,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "address_1" => Self::Street,
            "tracking" => Self::Tracking,
            "date_created" | "date_paid" => Self::Placed,
            "date_created_gmt" | "date_paid_gmt" => Self::PlacedGmt,
            "date_modified" | "date_completed" => Self::Changed,
            "date_modified_gmt" | "date_completed_gmt" => Self::ChangedGmt,
            "line" => Self::Line(number),
            "product" => Self::Product(number),
            "product_name" => Self::ProductName(number),
            "sku" => Self::Sku(number),
            _ => return None,
        })
    }

    fn fill(self, facts: &Facts, products: &[Product], to: &mut Vec<u8>) -> std::io::Result<()> {
        let person = facts.person;
        let one_of = |some: &[&str], number: u64| {
            let place = usize::try_from(number).unwrap_or(0) % some.len();
            inside(some[place])
        };
        let product = |line: u64| {
            let place = usize::try_from(facts.chance / 7 + line * 3).unwrap_or(0) % products.len().max(1);
            products.get(place)
        };
        match self {
            Self::Id => write!(to, "{}", facts.id),
            Self::Account => write!(to, "{}", facts.account),
            Self::FirstName => to.write_all(one_of(&FIRST, person).as_bytes()),
            Self::LastName => to.write_all(one_of(&LAST, person / 12).as_bytes()),
            Self::Email => write!(to, "m{person}@customers.example"),
            Self::Phone => {
                write!(to, "+90 532 {:03} {:02} {:02}", person / 10_000, person / 100 % 100, person % 100)
            }
            Self::Street => write!(to, "\\u00c7i\\u00e7ek Sok. {}, D. {}", person % 200, person % 30),
            Self::Tracking => write!(to, "YK{:010}TR", facts.id),
            Self::Placed => to.write_all(facts.placed.as_bytes()),
            Self::PlacedGmt => to.write_all(facts.placed_gmt.as_bytes()),
            Self::Changed => to.write_all(facts.changed.as_bytes()),
            Self::ChangedGmt => to.write_all(facts.changed_gmt.as_bytes()),
            Self::Line(line) => write!(to, "{}", facts.id * 10 + line),
            Self::Product(line) => write!(to, "{}", product(line).map_or(0, |known| known.id)),
            Self::ProductName(line) => {
                to.write_all(product(line).map_or("", |known| known.name.as_str()).as_bytes())
            }
            Self::Sku(line) => to.write_all(product(line).map_or("", |known| known.sku.as_str()).as_bytes()),
        }
    }
}

/// A hole in a text, and one that is a number.
fn hole(name: &str) -> Value {
    json!(format!("%%{name}%%"))
}

fn number(name: &str) -> Value {
    json!(format!("%%#{name}#%%"))
}

impl Template {
    pub(super) fn of_order(recorded: &Value) -> Self {
        let mut thing = recorded.clone();
        thing["number"] = hole("id");
        thing["order_key"] = json!("wc_order_%%id%%");
        thing["customer_id"] = number("account");
        for (line, item) in thing["line_items"].as_array_mut().into_iter().flatten().enumerate() {
            item["id"] = number(&format!("line.{line}"));
            item["product_id"] = number(&format!("product.{line}"));
            item["variation_id"] = json!(0);
            item["name"] = hole(&format!("product_name.{line}"));
            item["sku"] = hole(&format!("sku.{line}"));
        }
        for meta in thing["meta_data"].as_array_mut().into_iter().flatten() {
            if meta["key"] == "_tracking_number" {
                meta["value"] = hole("tracking");
            }
        }
        Self::of(thing, &["orders\\/", "order-pay\\/"])
    }

    pub(super) fn of_account(recorded: &Value) -> Self {
        let mut thing = recorded.clone();
        for name in ["first_name", "last_name", "email"] {
            thing[name] = hole(name);
        }
        thing["username"] = json!("m%%id%%");
        Self::of(thing, &["customers\\/"])
    }

    /// What orders and accounts have in common. `before`: what stands before the id in links.
    fn of(mut thing: Value, before: &[&str]) -> Self {
        let id = thing["id"].as_u64().unwrap_or_default();
        thing["id"] = number("id");
        for contact in ["billing", "shipping"] {
            for name in ["first_name", "last_name", "email", "phone", "address_1"] {
                if thing[contact].get(name).is_some() {
                    thing[contact][name] = hole(name);
                }
            }
        }
        for name in ["created", "modified", "paid", "completed"] {
            for date in [format!("date_{name}"), format!("date_{name}_gmt")] {
                if thing[&date].is_string() {
                    thing[&date] = hole(&date);
                }
            }
        }
        let mut text = as_php(&thing.to_string()).replace("\"%%#", "%%").replace("#%%\"", "%%");
        for before in before {
            text = text.replace(&format!("{before}{id}"), &format!("{before}%%id%%"));
        }
        let mut parts = text.split("%%").map(str::to_owned);
        let (mut pieces, mut end) = (Vec::new(), parts.next().unwrap_or_default());
        while let (Some(name), Some(next)) = (parts.next(), parts.next()) {
            match Hole::named(&name) {
                Some(hole) => pieces.push((std::mem::replace(&mut end, next), hole)),
                None => end = format!("{end}%%{name}%%{next}"),
            }
        }
        Self { pieces, end }
    }

    pub(super) fn write(&self, facts: &Facts, products: &[Product], to: &mut Vec<u8>) {
        for (text, hole) in &self.pieces {
            to.extend_from_slice(text.as_bytes());
            hole.fill(facts, products, to).expect("memory takes all that is written");
        }
        to.extend_from_slice(self.end.as_bytes());
    }
}

/// A text as it stands between the quotes of PHP's JSON.
fn inside(text: &str) -> String {
    let quoted = as_php(&json!(text).to_string());
    quoted[1..quoted.len() - 1].to_owned()
}

/// JSON with `\/` and `\u0131`, as `json_encode` has it.
fn as_php(json: &str) -> String {
    let mut php = String::with_capacity(json.len() * 2);
    let mut units = [0; 2];
    for c in json.chars() {
        match c {
            '/' => php.push_str("\\/"),
            ascii if ascii.is_ascii() => php.push(ascii),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    php.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    php
}
