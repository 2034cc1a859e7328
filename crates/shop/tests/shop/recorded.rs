//! What was read is what the store told, field by field, however often the reading was cut off.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat_n;
use std::time::Duration;

use commerce::replay::{Fault, ReplayStore};
use database::DbError;
use database::testing::on_both_engines;
use diesel::prelude::*;
use jiff::SignedDuration;
use serde_json::{Value, json};
use shop::orders::{OrderId, PaidBack, Refund};
use shop::schema;
use shop::syncing::Habits;

use crate::expected;
use crate::generated::{self, Chance};
use crate::world::{World, quick};

const ORDERS: u64 = 400;
const KILLS: usize = 100;
/// The first kills come so early that each list is cut off, too.
const EARLY: usize = 40;

/// A worker that waits for ever for an answer, and whose stores another may take as soon as it is dead.
fn patient() -> Habits {
    Habits { patience: Duration::from_secs(600), lease: SignedDuration::from_millis(50), ..quick() }
}

/// Lets a worker read until the store has given so many answers more, and kills it while it waits for the next one. Where the
/// reading stood then.
pub async fn killed_after(
    world: &World,
    store: &ReplayStore,
    id: &str,
    answers: usize,
    late: usize,
) -> Value {
    let before = store.requests().len();
    store.script(repeat_n(None, answers).chain(repeat_n(Some(Fault::Hangs), 100)));
    let worker = world.work_with(patient());
    let mut waited = 0;
    while store.requests().len() <= before + answers {
        waited += 1;
        assert!(waited < 60_000, "the store is not asked any more");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // What the last answers brought is being written down, or is not yet, or was.
    tokio::time::sleep(Duration::from_millis(late as u64)).await;
    worker.kill().await;
    world.get(&format!("/stores/{id}")).await["sync"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_killed_at_a_hundred_points_leaves_what_the_store_told_in_every_field_and_nothing_twice() {
    on_both_engines(|data| async {
        let (world, (store, _folder)) = (World::new(data).await, generated::store(ORDERS).await);
        let id = world.connect(&store).await;
        let (mut chance, mut phases) = (Chance(29), BTreeSet::new());
        for kill in 0..KILLS {
            let answers = chance.below(if kill < EARLY { 5 } else { 25 });
            let sync = killed_after(&world, &store, &id, answers, chance.below(4)).await;
            assert_ne!(sync["state"], "done", "the reading had ended before kill {kill}");
            phases.insert(sync["phase"].as_str().unwrap().to_owned());
        }
        for phase in ["probe", "orders", "details"] {
            assert!(phases.contains(phase), "never killed at {phase}: {phases:?}");
        }
        store.script([]);
        let worker = world.work();
        world.until_read(&id).await;
        worker.end().await;

        let orders = all_is_as_told(&world, &store, &id).await;
        let sync = world.get(&format!("/stores/{id}")).await["sync"].clone();
        assert_eq!(sync["orders"], json!({ "done": orders, "total": orders, "skipped": 0 }));
        assert_eq!(sync["notes"]["done"], json!(orders), "what is asked twice is counted once");
        assert_eq!(sync["skipped"], json!([]));
        assert_eq!(world.events(&["order.created"]).await.len(), orders, "each order is told once");
        assert_eq!(world.events(&["order.updated"]).await.len(), 0);
        let webhooks = store.shelf("webhooks");
        let topics: BTreeSet<String> = webhooks.iter().map(|hook| hook["topic"].to_string()).collect();
        assert_eq!(topics.len(), webhooks.len(), "no message is set up twice");
    })
    .await;
}

/// Compares all that is here with the store's own JSON; how many orders there are.
async fn all_is_as_told(world: &World, store: &ReplayStore, id: &str) -> usize {
    let orders: Vec<Value> =
        store.shelf("orders").into_iter().filter(|order| order["status"] != "trash").collect();
    let products: Vec<Value> =
        store.shelf("products").into_iter().filter(|one| one["status"] != "trash").collect();
    let sold: BTreeSet<String> = products.iter().map(|one| one["id"].to_string()).collect();
    let accounts = accounts(world, store, id).await;
    let mut counts = Counts::default();
    for order in &orders {
        let number = order["number"].as_str().unwrap();
        let here = world.order(number).await;
        assert!(here.is_object(), "order {number} is missing");
        same_order(order, &here, &sold);
        same_buyer(order, &here, &accounts);
        counts.refunds += same_refunds(world, store, order, &here).await;
        counts.notes += same_notes(store, order, &here);
        counts.lines += order["line_items"].as_array().unwrap().len();
        counts.parcels += here["shipments"].as_array().unwrap().len();
    }
    counts.orders = orders.len();
    counts.variants = same_products(world, store, &products).await;
    counts.products = products.len();
    assert_eq!(rows(world).await, counts, "nothing is here twice, and nothing else");
    same_list(world, "/coupons?limit=200", &store.shelf("coupons"), expected::coupon).await;
    let reviews: Vec<Value> = store.shelf("products/reviews");
    let reviews: Vec<Value> = reviews
        .into_iter()
        .filter(|review| !matches!(review["status"].as_str(), Some("trash" | "spam")))
        .collect();
    same_list(world, "/reviews?limit=200", &reviews, expected::review).await;
    orders.len()
}

fn same_order(told: &Value, here: &Value, sold: &BTreeSet<String>) {
    let number = &told["number"];
    for (field, expected) in expected::order(told) {
        if field != "lines" {
            assert_eq!(here[field], expected, "{field} of {number}");
            continue;
        }
        let mut shown = here["lines"].clone();
        for line in shown.as_array_mut().unwrap() {
            let fields = line.as_object_mut().unwrap();
            fields.remove("quantity_left").unwrap();
            let link = fields.remove("product_id").unwrap();
            let known = line["product_source_id"].as_str().is_some_and(|id| sold.contains(id));
            assert_eq!(link.is_string(), known, "the product of a line of {number}");
        }
        assert_eq!(shown, expected, "lines of {number}");
    }
    let shown = here["shipments"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.map(|parcel| (parcel["number"].clone(), parcel["carrier"].clone())).collect();
    assert_eq!(shown, expected::parcels(told), "parcels of {number}");
}

/// The store's accounts, each one customer here: by the account's id and by its address, who that is.
async fn accounts(world: &World, store: &ReplayStore, id: &str) -> BTreeMap<String, Value> {
    let mut here = Vec::new();
    let mut next = String::new();
    loop {
        let page = world.get(&format!("/customers?limit=200{next}")).await;
        here.extend(page["data"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(cursor) => next = format!("&after={cursor}"),
            None => break,
        }
    }
    let mut known = BTreeMap::new();
    for account in store.shelf("customers") {
        let known_by = format!("{id}/{}", account["id"]);
        let is = |one: &&Value, kind: &str, value: &str| {
            let mut identities = one["identities"].as_array().unwrap().iter();
            identities.any(|identity| identity["kind"] == kind && identity["value"] == value)
        };
        let these: Vec<&Value> = here.iter().filter(|one| is(one, "store", &known_by)).collect();
        let [customer] = these.as_slice() else { panic!("{} customers are account {known_by}", these.len()) };
        let email = account["email"].as_str().unwrap();
        assert!(is(customer, "email", email), "{email} of {customer:#}");
        let named = expected::name(&account);
        if !named.is_null() {
            assert_eq!(customer["name"], named, "{email}");
        }
        let country = expected::text(&account["billing"]["country"]);
        if !country.is_null() {
            assert_eq!(customer["country"], country, "{email}");
        }
        known.insert(account["id"].to_string(), customer["id"].clone());
        known.insert(email.to_owned(), customer["id"].clone());
    }
    assert!(known.len() > 8);
    known
}

/// An order is its account's, and that of a guest the account's whose address was given.
fn same_buyer(told: &Value, here: &Value, accounts: &BTreeMap<String, Value>) {
    let email = told["billing"]["email"].as_str().unwrap_or_default();
    let key = if told["customer_id"] == 0 { email.to_owned() } else { told["customer_id"].to_string() };
    if let Some(customer) = accounts.get(&key) {
        assert_eq!(&here["customer_id"], customer, "whose order {} is", told["number"]);
    }
}

async fn same_refunds(world: &World, store: &ReplayStore, told: &Value, here: &Value) -> usize {
    let (number, currency) = (&told["number"], told["currency"].as_str().unwrap());
    let there = store.shelf(&format!("orders/{}/refunds", told["id"]));
    let by_time = |all: &mut Vec<Value>| all.sort_by_key(|one| (one["at"].to_string(), one.to_string()));
    let mut shown = here["refunds"].as_array().unwrap().clone();
    let mut expected: Vec<Value> = there.iter().map(|refund| expected::refund(refund, currency).0).collect();
    by_time(&mut shown);
    by_time(&mut expected);
    assert_eq!(shown, expected, "refunds of {number}");
    let kept = refunds(world, here["id"].as_str().unwrap().parse().unwrap()).await;
    let given_back: Vec<Value> =
        there.iter().flat_map(|refund| expected::refund(refund, currency).2).collect();
    for line in here["lines"].as_array().unwrap() {
        let of_it = given_back.iter().filter(|back| back["order_line_id"] == line["source_id"]);
        let left = line["quantity"].as_i64().unwrap()
            - of_it.map(|back| back["quantity"].as_i64().unwrap()).sum::<i64>();
        assert_eq!(line["quantity_left"], left, "{line} of {number}");
    }
    for refund in &there {
        let source_id = refund["id"].to_string();
        let known = kept.iter().find(|known| known.source_id == source_id).unwrap();
        let (_, moved, lines) = expected::refund(refund, currency);
        let expected = match moved {
            Some(true) => PaidBack::Yes,
            Some(false) => PaidBack::No,
            None => PaidBack::Unknown,
        };
        assert_eq!(known.paid_back, expected, "refund {} of {number}", refund["id"]);
        let kept: Vec<Value> = known
            .lines
            .0
            .iter()
            .map(|line| {
                let money = |money: commerce::money::Money| expected::money(money.minor.into(), currency);
                json!({
                    "order_line_id": line.order_line_id, "quantity": line.quantity,
                    "total": money(line.total), "tax": money(line.tax),
                })
            })
            .collect();
        assert_eq!(kept, lines, "lines of refund {} of {number}", refund["id"]);
    }
    there.len()
}

async fn refunds(world: &World, order: OrderId) -> Vec<Refund> {
    let workspace = world.workspace;
    let found = world.app.database.read(move |db| shop::orders::refunds_of(db, workspace, order));
    found.await.unwrap()
}

fn same_notes(store: &ReplayStore, told: &Value, here: &Value) -> usize {
    let there = store.shelf(&format!("orders/{}/notes", told["id"]));
    let sorted = |mut all: Vec<Value>| {
        all.sort_by_key(Value::to_string);
        all
    };
    let expected = sorted(there.iter().map(expected::note).collect());
    assert_eq!(sorted(here["notes"].as_array().unwrap().clone()), expected, "notes of {}", told["number"]);
    there.len()
}

/// Compares products with all that is told of them; how many variations they have.
async fn same_products(world: &World, store: &ReplayStore, told: &[Value]) -> usize {
    let list = world.get("/products?state=published,hidden,gone&limit=200").await;
    assert_eq!(list["next"], Value::Null, "all stand on one page");
    let mut here = BTreeMap::new();
    for listed in list["data"].as_array().unwrap() {
        let shown = world.get(&format!("/products/{}", listed["id"].as_str().unwrap())).await;
        here.insert(shown["source_id"].as_str().unwrap().to_owned(), shown);
    }
    let mut variants = 0;
    for product in told {
        let id = product["id"].to_string();
        let mut shown = here.remove(&id).unwrap_or_else(|| panic!("product {id} is missing"));
        let variations = store.shelf(&format!("products/{id}/variations"));
        variants += variations.len();
        shown["variants"].as_array_mut().unwrap().sort_by_key(|one| one["source_id"].to_string());
        for (field, expected) in expected::product(product, &variations) {
            assert_eq!(shown[field], expected, "{field} of product {id}");
        }
    }
    variants
}

async fn same_list(
    world: &World,
    path: &str,
    told: &[Value],
    expected: impl Fn(&Value) -> Vec<(&'static str, Value)>,
) {
    let list = world.get(path).await;
    let here = by_source(&list);
    assert!(!told.is_empty(), "{path}");
    assert_eq!(here.len(), told.len(), "{path}");
    for one in told {
        let shown = &here[&one["id"].to_string()];
        for (field, expected) in expected(one) {
            assert_eq!(shown[field], expected, "{field} of {path} {}", one["id"]);
        }
    }
}

fn by_source(list: &Value) -> BTreeMap<String, &Value> {
    assert_eq!(list["next"], Value::Null, "all stand on one page");
    let all = list["data"].as_array().unwrap().iter();
    all.map(|one| (one["source_id"].as_str().unwrap_or_default().to_owned(), one)).collect()
}

#[derive(Debug, Default, PartialEq)]
struct Counts {
    orders: usize,
    lines: usize,
    refunds: usize,
    notes: usize,
    parcels: usize,
    products: usize,
    variants: usize,
}

async fn rows(world: &World) -> Counts {
    let count = |rows: i64| usize::try_from(rows).unwrap();
    let counted = world.app.database.read(move |db| {
        Ok::<_, DbError>(Counts {
            orders: count(schema::order::table.count().get_result(db)?),
            lines: count(schema::order_line::table.count().get_result(db)?),
            refunds: count(schema::refund::table.count().get_result(db)?),
            notes: count(schema::order_note::table.count().get_result(db)?),
            parcels: count(schema::shipment::table.count().get_result(db)?),
            products: count(schema::product::table.count().get_result(db)?),
            variants: count(schema::product_variant::table.count().get_result(db)?),
        })
    });
    counted.await.unwrap()
}
