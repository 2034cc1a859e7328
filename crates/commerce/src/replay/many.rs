//! A store of very many orders: made of the recorded ones, the same ones every time, and none of them held in memory. A page
//! costs little more than writing down its bytes, so that whoever reads it is measured, and not the store.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::Value;

use super::list::{OutOfRange, Query, paged};
use super::recordings::{Recordings, Shelf};
use super::template::{Facts, Product, Template};

/// The first order was placed at 2019-01-01T08:00:00Z, the last one almost eight years later.
const FIRST: i64 = 1_546_329_600;
const YEARS: i64 = 7 * 365 * 24 * 3600 + 300 * 24 * 3600;
/// Orders share their ids with all else that a WordPress has.
const FIRST_ID: u64 = 2000;
const STEP: u64 = 3;
/// Of a hundred orders so many are completed; the others are as the recorded ones are.
const COMPLETED: u64 = 85;
/// Between two moments of an order: placed, and changed for the last time.
const LATER: i64 = 26 * 3600;

/// Orders and accounts of the store.
pub(super) struct Many {
    orders: u64,
    completed: Vec<Template>,
    others: Vec<Template>,
    accounts: Vec<Template>,
    products: Vec<Product>,
    /// Orders that stood whole on the pages that were asked for.
    given: AtomicU64,
}

/// One of the two lists.
#[derive(Clone, Copy)]
enum Kind {
    Orders,
    Accounts,
}

impl Many {
    /// So many orders of a third as many people, every second of whom has an account.
    pub(super) fn made_of(recorded: &Recordings, orders: u64) -> Self {
        let written = |shelf: &Shelf, fits: &dyn Fn(&Value) -> bool, write: fn(&Value) -> Template| {
            shelf.values().filter(|thing| fits(thing)).map(write).collect::<Vec<_>>()
        };
        let is_order = |thing: &Value| {
            thing["line_items"].as_array().is_some_and(|lines| !lines.is_empty())
                && thing["status"] != "trash"
        };
        let is_done = |thing: &Value| is_order(thing) && thing["status"] == "completed";
        let is_other = |thing: &Value| is_order(thing) && thing["status"] != "completed";
        Self {
            orders,
            completed: written(&recorded.orders, &is_done, Template::of_order),
            others: written(&recorded.orders, &is_other, Template::of_order),
            accounts: written(&recorded.customers, &|_| true, Template::of_account),
            products: recorded.products.values().filter_map(Product::of).collect(),
            given: AtomicU64::new(0),
        }
    }

    /// Orders that stood whole on the pages that were asked for, each as often as it did.
    pub(super) fn given(&self) -> u64 {
        self.given.load(Ordering::Relaxed)
    }

    /// A list that is made here; `None`: it is one of the recorded ones.
    pub(super) fn list(&self, path: &[&str], query: &Query) -> Option<Result<Response, OutOfRange>> {
        match path {
            ["orders"] => Some(self.page(Kind::Orders, query)),
            ["customers"] => Some(self.page(Kind::Accounts, query)),
            _ => None,
        }
    }

    fn people(&self) -> u64 {
        self.orders / 3 + 1
    }

    fn count(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Orders => self.orders,
            Kind::Accounts => self.people().div_ceil(2),
        }
    }

    fn page(&self, kind: Kind, query: &Query) -> Result<Response, OutOfRange> {
        let window = query.window()?;
        let (all, from) = (self.count(kind), self.unchanged(kind, query));
        let total = all - from;
        let (offset, per_page) = (window.offset as u64, window.per_page as u64);
        let places = offset.min(total)..(offset + per_page).min(total);
        let ascending = query.get("order") == Some("asc");
        let place = |place: u64| if ascending { from + place } else { all - 1 - place };
        let mut body = Vec::with_capacity(window.per_page * 5000);
        body.push(b'[');
        let count = places.end - places.start;
        for (index, at) in places.enumerate() {
            if index > 0 {
                body.push(b',');
            }
            self.write(kind, place(at), &mut body);
        }
        body.push(b']');
        if query.get("_fields").is_some() {
            let whole: Vec<Value> = serde_json::from_slice(&body).unwrap_or_default();
            body = Value::from_iter(whole.iter().map(|thing| query.fields(thing))).to_string().into_bytes();
        } else if matches!(kind, Kind::Orders) {
            self.given.fetch_add(count, Ordering::Relaxed);
        }
        let answer = (StatusCode::OK, [("content-type", "application/json; charset=UTF-8")], body);
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        Ok(paged(answer.into_response(), total, total.div_ceil(window.per_page)))
    }

    /// How many stand before the first that changed after the moment that is asked for: they change in their order.
    fn unchanged(&self, kind: Kind, query: &Query) -> u64 {
        let Some(after) = query.get("modified_after") else { return 0 };
        let places = self.count(kind);
        let (mut low, mut high) = (0, places);
        while low < high {
            let middle = low.midpoint(high);
            let facts = self.facts(kind, middle);
            let changed = if query.flag("dates_are_gmt") { facts.changed_gmt } else { facts.changed };
            if changed.as_str() > after { high = middle } else { low = middle + 1 }
        }
        low
    }

    fn facts(&self, kind: Kind, place: u64) -> Facts {
        let step = YEARS / i64::try_from(self.count(kind)).unwrap_or(i64::MAX).max(1);
        let placed = FIRST + step * i64::try_from(place).unwrap_or(0);
        let written = |second: i64| {
            Timestamp::from_second(second).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%S").to_string()
        };
        // The store is in Istanbul.
        let local = |second: i64| written(second + 3 * 3600);
        let (id, person) = match kind {
            Kind::Orders => (FIRST_ID + STEP * place, mixed(place) % self.people()),
            Kind::Accounts => (place + 1, place * 2),
        };
        Facts {
            id,
            person,
            account: if person % 2 == 0 { person / 2 + 1 } else { 0 },
            chance: mixed(id),
            placed: local(placed),
            placed_gmt: written(placed),
            changed: local(placed + LATER),
            changed_gmt: written(placed + LATER),
        }
    }

    fn write(&self, kind: Kind, place: u64, to: &mut Vec<u8>) {
        let facts = self.facts(kind, place);
        let templates = match kind {
            Kind::Orders if facts.chance % 100 < COMPLETED => &self.completed,
            Kind::Orders => &self.others,
            Kind::Accounts => &self.accounts,
        };
        let choice = usize::try_from(facts.chance / 100).unwrap_or(0) % templates.len().max(1);
        if let Some(template) = templates.get(choice) {
            template.write(&facts, &self.products, to);
        }
    }
}

/// Numbers that look random and are the same every time (Vigna's SplitMix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
