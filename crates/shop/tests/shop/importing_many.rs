//! Files of many things: what they leave behind is what telling of them one by one does, wherever the import is stopped.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use database::testing::{self, on_both_engines};
use database::{Clock, Db, DbError, SystemClock, Time};
use diesel::prelude::*;
use jiff::SignedDuration;
use people::customers::schema::{customer, customer_identity, customer_suggestion};
use people::customers::{Customer, CustomerId, IdentityKind, Verified};
use serde_json::{Value, json};
use shop::imports::{Imported, Importing, StoreImportId};
use shop::orders::{Detail, Line, Note, Order, OrderId, Refund};
use shop::products::Product;
use shop::schema::{
    order, order_detail, order_line, order_note, product, refund, shipment, shop_word, store_account,
};
use shop::shipments::Shipment;

use crate::importing::{counts, done, free, many, send, store};
use crate::world::World;

/// Numbers that look random and are the same every time (Vigna's SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (sides as u64)).unwrap()
    }

    fn chance(&mut self, of: usize) -> bool {
        self.roll(of) == 0
    }
}

fn lira(minor: usize) -> Value {
    json!({ "amount": format!("{}.{:02}", minor / 100, minor % 100), "currency": "TRY" })
}

/// Orders of people who have accounts or none, share phones, type each other's addresses, and of which some come again, newer or
/// older.
fn orders(dice: &mut Dice, count: usize) -> Vec<Value> {
    (0..count)
        .map(|_| {
            let (id, person, day) = (dice.roll(count * 3 / 4), dice.roll(count / 5), 1 + dice.roll(28));
            let typed = if dice.chance(8) { dice.roll(count / 5) } else { person };
            let status = ["paid", "shipped", "cancelled", "refunded"][dice.roll(4)];
            let mut order = json!({
                "source_id": format!("A{id}"), "status": status,
                "total": lira(dice.roll(100_000)), "placed_at": "2026-01-01T00:00:00Z",
                "updated_at": format!("2026-10-{day:02}T08:00:00Z"),
                "billing": { "first_name": "Ayşe", "last_name": format!("Yılmaz {person}"), "country": "TR" },
            });
            if !dice.chance(5) {
                order["billing"]["email"] = format!("p{typed}@example.com").into();
            }
            if dice.chance(3) {
                order["billing"]["phone"] = format!("0532 000 00 {:02}", dice.roll(20)).into();
            }
            if dice.chance(2) {
                order["customer_source_id"] = person.to_string().into();
            }
            if dice.chance(2) {
                order["billing"]["city"] = "İzmir".into();
                order["language"] = "tr".into();
            }
            order["lines"] = (0..dice.roll(4))
                .map(|line| json!({ "name": format!("Thing {line}"), "quantity": 1, "unit_price": lira(500 + line) }))
                .collect();
            if dice.chance(6) {
                order["refunds"] = json!([{ "source_id": "r", "amount": lira(100), "reason": "Deliği var" }]);
            }
            if dice.chance(4) {
                order["shipments"] = json!([{ "carrier": "yurtici kargo", "number": format!("1234567890{}", 10 + dice.roll(80)) }]);
            }
            if dice.chance(7) {
                order["notes"] = json!([{ "source_id": "n", "text": "Hediye", "written_at": "2026-10-01T10:00:00Z" }]);
            }
            order
        })
        .collect()
}

fn customers(dice: &mut Dice, count: usize) -> Vec<Value> {
    (0..count)
        .map(|_| {
            let (id, other) = (dice.roll(count / 2), dice.roll(count / 2));
            let typed = if dice.chance(6) { other } else { id };
            let mut customer = json!({
                "source_id": id.to_string(), "name": format!("Ayşe Yılmaz {id}"),
                "updated_at": format!("2026-10-{:02}T08:00:00Z", 1 + dice.roll(28)),
            });
            if !dice.chance(4) {
                customer["email"] = format!("p{typed}@example.com").into();
            }
            customer
        })
        .collect()
}

fn products(dice: &mut Dice, count: usize) -> Vec<Value> {
    (0..count)
        .map(|_| {
            let id = dice.roll(count / 2);
            json!({
                "source_id": id.to_string(), "name": format!("Süet bot {}", dice.roll(5)), "sku": format!("BOT-{id}"),
                "price": lira(100 + dice.roll(3)), "updated_at": format!("2026-10-{:02}T08:00:00Z", 1 + dice.roll(28)),
            })
        })
        .collect()
}

/// All that is there, without what differs from one time to the next: our own ids and moments.
async fn left_behind(world: &World, store: &str) -> Vec<String> {
    let found = world.app.database.read(|db| Ok::<_, DbError>(all_of(db)));
    let workspace = format!("{:?}", world.workspace);
    let same = |row: String| row.replace(store, "STORE").replace(&workspace, "WORKSPACE");
    let mut all: Vec<String> = found.await.unwrap().into_iter().map(same).collect();
    all.sort_unstable();
    all
}

fn row(what: &str, of: impl Debug, rest: impl Debug) -> String {
    format!("{what} {of:?} {rest:?}")
}

fn all_of(db: &mut Db) -> Vec<String> {
    let mut all = Vec::new();
    let identities: Vec<(IdentityKind, String, CustomerId, Verified)> = customer_identity::table
        .select((
            customer_identity::kind,
            customer_identity::value,
            customer_identity::customer_id,
            customer_identity::verified,
        ))
        .order((customer_identity::kind, customer_identity::value))
        .load(db)
        .unwrap();
    let people: Vec<Customer> = customer::table.select(Customer::as_select()).load(db).unwrap();
    let mut names: BTreeMap<CustomerId, String> = people
        .iter()
        .map(|one| {
            (one.id, format!("{} {:?} {:?} {}", one.name, one.email, one.phone, one.merged_into.is_some()))
        })
        .collect();
    for (kind, value, customer, _) in &identities {
        write!(names.get_mut(customer).unwrap(), " {kind}:{value}").unwrap();
    }
    for (kind, value, customer, verified) in &identities {
        all.push(row("identity", (kind, value, verified), &names[customer]));
    }
    for mut one in people {
        let (id, into) = (one.id, one.merged_into.take());
        (one.id, one.created_at) = (CustomerId(0), Time::from_micros(0));
        all.push(row("customer", &names[&id], (into.map(|into| &names[&into]), one)));
    }
    let suggestions: Vec<(CustomerId, CustomerId, String)> = customer_suggestion::table
        .select((
            customer_suggestion::customer_id,
            customer_suggestion::other_id,
            customer_suggestion::reason,
        ))
        .load(db)
        .unwrap();
    all.extend(
        suggestions.iter().map(|(one, other, why)| row("suggestion", &names[one], (&names[other], why))),
    );
    let accounts: Vec<(String, CustomerId, String)> = store_account::table
        .select((store_account::source_id, store_account::customer_id, store_account::state))
        .load(db)
        .unwrap();
    all.extend(accounts.iter().map(|(id, customer, state)| row("account", id, (state, &names[customer]))));
    of_orders(db, &names, &mut all);
    let sold: Vec<Product> = product::table.select(Product::as_select()).load(db).unwrap();
    let words: Vec<(i64, String)> =
        shop_word::table.select((shop_word::subject_id, shop_word::word)).load(db).unwrap();
    for mut one in sold {
        let theirs: BTreeSet<&str> =
            words.iter().filter(|(id, _)| *id == one.id.0).map(|(_, word)| word.as_str()).collect();
        one.id.0 = 0;
        one.store_id.0 = 0;
        all.push(row("product", &one, theirs));
    }
    all
}

fn of_orders(db: &mut Db, names: &BTreeMap<CustomerId, String>, all: &mut Vec<String>) {
    let rows: Vec<Order> = order::table.select(Order::as_select()).load(db).unwrap();
    let ids: BTreeMap<OrderId, String> = rows.iter().map(|one| (one.id, one.source_id.clone())).collect();
    for mut one in rows {
        let whose = (one.customer_id.take(), one.recognised_as.take());
        let whose = (whose.0.map(|id| &names[&id]), whose.1.map(|id| &names[&id]));
        (one.id, one.store_id.0) = (OrderId(0), 0);
        all.push(row("order", &one, whose));
    }
    let details: Vec<(OrderId, Detail)> =
        order_detail::table.select((order_detail::order_id, order_detail::detail)).load(db).unwrap();
    all.extend(details.iter().map(|(id, detail)| row("detail", &ids[id], detail)));
    let lines: Vec<Line> = order_line::table.select(Line::as_select()).load(db).unwrap();
    all.extend(
        lines.into_iter().map(|one| row("line", &ids[&one.order_id], Line { order_id: OrderId(0), ..one })),
    );
    let refunds: Vec<Refund> = refund::table.select(Refund::as_select()).load(db).unwrap();
    for mut one in refunds {
        let of = std::mem::replace(&mut one.order_id, OrderId(0));
        one.id.0 = 0;
        all.push(row("refund", &ids[&of], one));
    }
    let parcels: Vec<Shipment> = shipment::table.select(Shipment::as_select()).load(db).unwrap();
    for mut one in parcels {
        let of = std::mem::replace(&mut one.order_id, OrderId(0));
        (one.id.0, one.updated_at) = (0, Time::from_micros(0));
        all.push(row("parcel", &ids[&of], one));
    }
    let notes: Vec<Note> = order_note::table.select(Note::as_select()).load(db).unwrap();
    for mut one in notes {
        let of = std::mem::replace(&mut one.order_id, OrderId(0));
        one.id.0 = 0;
        all.push(row("note", &ids[&of], one));
    }
    let words: Vec<(i64, String)> =
        shop_word::table.select((shop_word::subject_id, shop_word::word)).load(db).unwrap();
    let of_orders = words.iter().filter_map(|(id, word)| Some((ids.get(&OrderId(*id))?, word)));
    all.extend(of_orders.map(|(id, word)| row("word", id, word)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_leaves_the_same_behind_as_telling_of_its_things_one_by_one() {
    on_both_engines(|data| async {
        let mut dice = Dice(11);
        let told = [
            ("orders", orders(&mut dice, 320)),
            ("customers", customers(&mut dice, 120)),
            ("orders", orders(&mut dice, 120)),
            ("products", products(&mut dice, 60)),
        ];
        let one_by_one = World::new(testing::sqlite(Arc::new(SystemClock))).await;
        let in_files = World::new(data).await;
        let (here, there) = (store(&one_by_one).await, store(&in_files).await);
        for (kind, things) in told {
            let mut became: BTreeMap<String, i64> = BTreeMap::new();
            for thing in &things {
                let mut body = json!({ kind: [thing] });
                if kind == "orders" {
                    body["history"] = true.into();
                }
                let pushed = one_by_one.put(&format!("/stores/{here}/{kind}"), body).await;
                *became.entry(pushed.body["data"][0]["outcome"].as_str().unwrap().to_owned()).or_default() +=
                    1;
            }
            let file: String = things.iter().map(|thing| format!("{thing}\n")).collect();
            let (import, _) = send(&in_files, &there, kind, file).await;
            let taken = done(&in_files, &import, "run").await;
            let of = |name: &str| became.get(name).copied().unwrap_or(0);
            let expected = [of("created"), of("updated"), of("unchanged") + of("older")];
            assert_eq!(counts(&taken)[1..4], expected, "{kind}: {became:?}");
            assert_eq!(of("refused"), 0, "{taken:#}");
            // Merges come between two files, too.
            one_by_one.readers_catch_up().await;
            in_files.readers_catch_up().await;
        }
        let (one, other) = (left_behind(&one_by_one, &here).await, left_behind(&in_files, &there).await);
        let differs = one.iter().zip(&other).find(|(one, other)| one != other);
        assert_eq!(differs, None);
        assert_eq!(one.len(), other.len());
        assert!(one.iter().filter(|row| row.starts_with("suggestion")).count() > 10);
        assert!(
            one.iter().any(|row| row.starts_with("customer") && row.contains("true")),
            "nobody was merged"
        );
        let told = in_files.events(&["order.imported"]).await;
        let orders: BTreeSet<OrderId> =
            told.iter().flat_map(|event| event.payload_as::<Imported>().unwrap().order_ids).collect();
        assert_eq!(orders.len(), one.iter().filter(|row| row.starts_with("order ")).count());
        let alone = in_files.events(&[
            "order.created",
            "order.updated",
            "customer.created",
            "product.created",
            "shipment.updated",
        ]);
        assert_eq!(alone.await.len(), 0, "nobody is told of one thing of a file");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_behind_any_group_goes_on_and_nothing_is_doubled_or_lost() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let (import, _) = send(&world, &store, "orders", many(4000)).await;
        world.post(&format!("{import}/run"), json!({})).await;
        let mut kills = 0;
        loop {
            let mut news = world.app.database.commits();
            let worker = Importing::new(world.app.clone());
            let mut running = tokio::spawn(async move { worker.next().await });
            // At its beginning, when it has the file, behind the first group, behind the second.
            for _ in 0..kills % 4 {
                tokio::select! {
                    changed = news.changed() => changed.unwrap(),
                    _ = &mut running => break,
                }
            }
            running.abort();
            if !running.is_finished() {
                drop(running.await);
            }
            kills += 1;
            let now = world.get(&import).await;
            if now["state"] == "done" {
                break;
            }
            assert!(["waiting", "running"].contains(&now["state"].as_str().unwrap()), "{now:#}");
            free(&world).await;
        }
        let taken = world.get(&import).await;
        assert_eq!(counts(&taken), [4000, 4000, 0, 0, 0], "{kills} kills");
        let told = world.events(&["order.imported"]).await;
        let orders: Vec<OrderId> =
            told.iter().flat_map(|event| event.payload_as::<Imported>().unwrap().order_ids).collect();
        assert_eq!(orders.len(), 4000);
        assert_eq!(orders.iter().collect::<BTreeSet<_>>().len(), 4000);
        let customers = world.counted(|db| customer::table.count().get_result(db).unwrap()).await;
        assert_eq!(customers, 4000 / 3 + 1);
        let ordered = world.counted(|db| {
            let counts: Vec<i64> = customer::table.select(customer::orders_count).load(db).unwrap();
            counts.iter().sum()
        });
        assert_eq!(ordered.await, 4000);
        let last = world.order("3999").await;
        assert_eq!((&last["total"]["amount"], &last["lines"][0]["name"]), (&json!("3999.50"), &json!("Cup")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_lines_of_every_group_are_told_and_all_of_them_are_in_the_table() {
    on_both_engines(|data| async {
        let world = World::new(data).await;
        let store = store(&world).await;
        let mut table = "order_id,status,total,currency,date,billing_country\n".to_owned();
        let mut made: Vec<(usize, &str, &str)> = Vec::new();
        for id in 0..2500 {
            let (cells, bad) = match id % 95 {
                0 => (",12.5O,TRY,2026-11-20,TR", None),
                17 => ("paid,12.5O,TRY,2026-11-20,TR", Some(("total", "not-an-amount"))),
                40 => ("paid,12.50,TRY,2026-13-20,TR", Some(("date", "not-a-date"))),
                71 => ("paid,12.50,lira!,2026-11-20,TR", Some(("currency", "not-a-currency"))),
                _ => ("paid,12.50,TRY,2026-11-20,TR", Some(("", ""))),
            };
            table.push_str(&format!("{id},{cells}\n"));
            match bad {
                // Two cells of one line.
                None => made.extend([(id + 2, "status", "required"), (id + 2, "total", "not-an-amount")]),
                Some(("", _)) => {}
                Some((column, code)) => made.push((id + 2, column, code)),
            }
        }
        let (import, _) = send(&world, &store, "orders", table).await;
        for what in ["check", "run"] {
            let read = done(&world, &import, what).await;
            assert_eq!(read["bad_lines"], made.len(), "{what}");
            let given = world.get_any(&format!("{import}/bad-lines.csv")).await;
            let mut told: Vec<(usize, String, String)> = Vec::new();
            for line in given.body.as_str().unwrap().lines().skip(1) {
                let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
                told.push((cells[0].parse().unwrap(), cells[1].to_owned(), cells[2].to_owned()));
            }
            let mut told: Vec<(usize, &str, &str)> =
                told.iter().map(|(line, column, code)| (*line, column.as_str(), code.as_str())).collect();
            told.sort_unstable();
            made.sort_unstable();
            assert_eq!(told, made, "{what}");
        }
        let refused = made.iter().map(|(line, ..)| line).collect::<BTreeSet<_>>().len();
        let taken = world.get(&import).await;
        assert_eq!(counts(&taken)[4], i64::try_from(refused).unwrap());
        assert_eq!(counts(&taken)[1], 2500 - i64::try_from(refused).unwrap());
    })
    .await;
}

/// A clock that goes with the machine's, some hours before it.
#[derive(Default)]
struct Ahead(AtomicI64);

impl Clock for Ahead {
    fn now(&self) -> Time {
        SystemClock.now().plus(SignedDuration::from_hours(self.0.load(Ordering::Relaxed)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_nobody_begins_with_goes_after_a_day() {
    let clock = Arc::new(Ahead::default());
    let world = World::new(testing::sqlite(Arc::clone(&clock) as Arc<dyn Clock>)).await;
    let store = store(&world).await;
    let (draft, sent) = send(&world, &store, "orders", many(3)).await;
    let (looked_at, _) = send(&world, &store, "orders", many(3)).await;
    let (taken, _) = send(&world, &store, "orders", many(3)).await;
    done(&world, &looked_at, "check").await;
    done(&world, &taken, "run").await;
    let folder = world.app.blobs.beside("store-imports");
    let file = folder.join(sent["id"].as_str().unwrap());
    // What a process has left that ended while somebody was sending.
    let left = folder.join(StoreImportId(7).to_string());
    std::fs::write(&left, "order_id").unwrap();
    let worker = Importing::new(world.app.clone());
    clock.0.store(23, Ordering::Relaxed);
    worker.tidy().await.unwrap();
    assert_eq!(world.get(&draft).await["state"], "draft");
    assert!(file.exists() && left.exists());
    clock.0.store(25, Ordering::Relaxed);
    worker.tidy().await.unwrap();
    for (import, state) in [(&draft, "cancelled"), (&looked_at, "cancelled"), (&taken, "done")] {
        assert_eq!(world.get(import).await["state"], state);
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
