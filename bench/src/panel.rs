//! What stands beside a conversation: the customer, their orders with all that hangs on them, and what they wrote before, of a store
//! with very many orders; beside it the same rows by SQLite alone.

mod rows;

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::{Value, json};

use self::rows::{Read, Rows};
use crate::csv::orders_file::{self, Wanted};
use crate::figures::{Table, Times, milliseconds};
use crate::mails;
use crate::program::Program;
use crate::reading::on_this_thread;
use crate::rounds::{Compared, micros};
use crate::shapes::Id;
use crate::store::Store;
use crate::wire::{self, Alone};

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Orders of the store.
    #[arg(long, default_value_t = 1_000_000)]
    orders: usize,
}

/// Of those who place few orders so many are asked for.
const ASKED: usize = 100;
const ROUNDS: usize = 9;
/// People who place one in twenty of all orders, 500 each.
fn regulars(orders: usize) -> usize {
    (orders / 20 / 500).max(1)
}

/// How long making the store may take.
const PATIENCE: Duration = Duration::from_secs(7200);

/// What the console asks for when a conversation is opened, as far as it stands in the panel.
const QUESTIONS: [&str; 6] = [
    "the customer",
    "who may be the same",
    "their last ten orders",
    "what their orders say",
    "their conversations",
    "what was done with the last order",
];

/// Customers of one kind.
struct Kind {
    name: &'static str,
    customers: Vec<i64>,
}

/// Measures, and tells it as a table.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    let folder = store.store.with_file_name(format!("orders-{}", load.orders));
    let store = Store { store: folder, ..store.clone() };
    let made = make(&store, load).await?;
    let running = store.start().await?;
    let token = running.token(&store)?;
    let raw = Rows::open(&store.file())?;
    let people = orders_file::people(load.orders);
    let few: Vec<usize> = (0..ASKED).map(|number| number * (people / ASKED)).collect();
    let many: Vec<usize> = (people..people + regulars(load.orders)).collect();
    let kinds = [
        Kind { name: "of few orders", customers: customers(&raw, &few)? },
        Kind { name: "of many orders", customers: customers(&raw, &many)? },
    ];
    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio (least–most)", "goal"]);
    let mut client = Alone::connect(&running.address)?;
    let mut most = 0;
    for kind in &kinds {
        for customer in &kind.customers {
            most = most.max(says_the_same(&mut client, &token, &raw, *customer)?);
        }
    }
    for kind in &kinds {
        one_kind(kind, &mut client, (&running, token.as_str()), &raw, &mut table)?;
    }
    running.stop()?;
    Ok(format!(
        "{made}A store of {} orders; {} customers of few orders and {} of many, the largest with {most}.\n\n{table}",
        load.orders,
        kinds[0].customers.len(),
        kinds[1].customers.len()
    ))
}

/// Makes the store if it is missing.
async fn make(store: &Store, load: &Load) -> anyhow::Result<String> {
    let whole = store.store.join("bench.whole");
    if whole.exists() {
        return Ok(String::new());
    }
    let begun = Instant::now();
    let file = orders_file::make(&Wanted {
        orders: load.orders,
        bad: false,
        regulars: regulars(load.orders),
        whole: true,
    });
    store.own()?;
    let running = store.start().await?;
    let token = running.token(store)?;
    let mailbox = json!({ "kind": "email", "name": "Support", "address": "support@bench.example" });
    running.tell(&token, "/channels", &mailbox).await?;
    let bench = json!({"kind": "other", "name": "Bench", "url": "bench.example", "currency": "TRY", "time_zone": "Europe/Istanbul"});
    let bench = running.tell(&token, "/stores", &bench).await?;
    let bench = bench["id"].as_str().context("a store without an id")?;
    let path = format!("/stores/{bench}/imports?kind=orders&name=orders.csv");
    let sent = running.say(&token, &path, "application/octet-stream", file.text.into_bytes()).await?;
    let import =
        format!("/stores/{bench}/imports/{}", sent["id"].as_str().context("an import without an id")?);
    running.say(&token, &format!("{import}/run"), "application/json", Vec::new()).await?;
    loop {
        let now = running.ask(&token, &import).await?;
        if now["state"] == "done" {
            break;
        }
        ensure!(now["state"] == "waiting" || now["state"] == "running", "the import failed: {now}");
        ensure!(begun.elapsed() < PATIENCE, "the import takes too long: {now}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    converse(&running, &token, load).await?;
    while running.ask(&token, &format!("/search?kind=order&q={}", file.last)).await?["data"]
        .as_array()
        .is_none_or(Vec::is_empty)
    {
        ensure!(begun.elapsed() < PATIENCE, "{} is not found", file.last);
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    running.stop()?;
    std::fs::write(whole, "")?;
    Ok(format!("{} orders made in {:.0} s.\n\n", load.orders, begun.elapsed().as_secs_f64()))
}

/// Everybody who is asked for has written a few times.
async fn converse(running: &Program, token: &str, load: &Load) -> anyhow::Result<()> {
    let mailbox = mails::mailbox(running, token).await?;
    let (run, people) = (mails::run(), orders_file::people(load.orders));
    let mut client = Alone::connect(&running.address)?;
    let few = (0..ASKED).map(|number| number * (people / ASKED));
    for (place, person) in few.chain(people..people + regulars(load.orders)).enumerate() {
        for number in place * 3..place * 3 + 3 {
            let mail = String::from_utf8(mails::mail(&run, number, None))?;
            let from = format!("customer{number}.{run}@mail.example");
            let mail = mail.replace(&format!("<{from}>"), &format!("<{}>", orders_file::address(person)));
            client.ask(&mails::brings(mail.as_bytes(), &mailbox, token))?;
        }
    }
    Ok(())
}

fn customers(raw: &Rows, people: &[usize]) -> anyhow::Result<Vec<i64>> {
    let known = people.iter().map(|person| raw.customer_of(&orders_file::address(*person)));
    // Not everybody has placed an order; those who have not are known by their mails.
    known.collect()
}

/// The requests of one panel; the last one needs the first order.
fn requests(customer: i64, token: &str) -> [Vec<u8>; 5] {
    let id = Id("cus", customer);
    [
        format!("/api/v1/customers/{id}"),
        format!("/api/v1/customers/{id}/suggestions"),
        format!("/api/v1/orders?customer={id}&sort=-placed_at&limit=10"),
        format!("/api/v1/customers/{id}/order-facts"),
        format!("/api/v1/conversations?customer={id}&limit=10"),
    ]
    .map(|path| wire::get(&path, token))
}

fn actions(order: &str, token: &str) -> Vec<u8> {
    wire::get(&format!("/api/v1/orders/{order}/actions"), token)
}

/// The limit reads what the program says, or it would be none; how many orders the customer has.
fn says_the_same(client: &mut Alone, token: &str, raw: &Rows, customer: i64) -> anyhow::Result<u64> {
    let mut told = Vec::new();
    for request in requests(customer, token) {
        told.push(serde_json::from_slice::<Value>(client.ask(&request)?)?);
    }
    let [about, suggested, orders, facts, conversations] = told.as_slice() else {
        anyhow::bail!("not five answers")
    };
    let read: Read = raw.panel(customer)?;
    let list = |of: &Value| of["data"].as_array().cloned().unwrap_or_default();
    let ids = |of: &Value| {
        list(of).iter().map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let written = |prefix, ids: &[i64]| ids.iter().map(|id| Id(prefix, *id).to_string()).collect::<Vec<_>>();
    let hanging = |name: &str| {
        list(orders).iter().map(|order| order[name].as_array().map_or(0, Vec::len)).sum::<usize>()
    };
    ensure!(ids(orders) == written("ord", &read.orders), "the limit reads other orders");
    ensure!(ids(conversations) == written("cnv", &read.conversations), "the limit reads other conversations");
    ensure!(list(suggested).len() == read.suggested, "the limit reads other suggestions");
    ensure!(
        about["identities"].as_array().map_or(0, Vec::len) == read.identities,
        "the limit reads another customer"
    );
    for (name, count) in [("lines", read.lines), ("refunds", read.refunds), ("shipments", read.parcels)] {
        ensure!(hanging(name) == count, "the limit reads other {name}");
    }
    ensure!(facts["refunds"] == read.given_back, "the limit reads other refunds");
    Ok(read.placed as u64)
}

/// How long a whole panel takes, its requests one after the other.
struct Asked {
    whole: Duration,
    each: [Duration; QUESTIONS.len()],
}

fn ask(client: &mut Alone, token: &str, customer: i64) -> anyhow::Result<Asked> {
    let mut each = [Duration::ZERO; QUESTIONS.len()];
    let mut first = None;
    for (place, request) in requests(customer, token).into_iter().enumerate() {
        let begun = Instant::now();
        let answer = client.ask(&request)?;
        each[place] = begun.elapsed();
        if place == 2 {
            let page: Value = serde_json::from_slice(answer)?;
            first = page["data"][0]["id"].as_str().map(str::to_owned);
        }
    }
    if let Some(order) = first {
        let request = actions(&order, token);
        let begun = Instant::now();
        client.ask(&request)?;
        each[5] = begun.elapsed();
    }
    Ok(Asked { whole: each.iter().sum(), each })
}

fn one_kind(
    kind: &Kind,
    client: &mut Alone,
    (running, token): (&Program, &str),
    raw: &Rows,
    table: &mut Table,
) -> anyhow::Result<()> {
    let mut work = Compared::new();
    let (mut ours, mut each, mut limits) = (Vec::new(), vec![Vec::new(); QUESTIONS.len()], Vec::new());
    let mut compared = [Compared::new(), Compared::new()];
    for round in 0..=ROUNDS {
        let (mut mine, mut its) = (Vec::new(), Vec::new());
        let before = running.processor_time()?;
        for customer in &kind.customers {
            let asked = ask(client, token, *customer)?;
            mine.push(asked.whole);
            if round > 0 {
                each.iter_mut().zip(asked.each).for_each(|(all, one)| all.push(one));
            }
        }
        let (used, own) = (running.processor_time()?.saturating_sub(before), on_this_thread()?);
        for customer in &kind.customers {
            let begun = Instant::now();
            raw.panel(*customer)?;
            its.push(begun.elapsed());
        }
        let its_own = on_this_thread()?.saturating_sub(own);
        // The first round fills what remembers.
        if round > 0 {
            work.round(micros(used) / mine.len() as f64, micros(its_own) / its.len() as f64);
            ours.extend(&mine);
            limits.extend(&its);
            let (mine, its) = (Times::new(mine)?, Times::new(its)?);
            for (compared, percent) in compared.iter_mut().zip([50.0, 99.0]) {
                compared.round(mine.percentile(percent).as_secs_f64(), its.percentile(percent).as_secs_f64());
            }
        }
    }
    let (ours, limits) = (Times::new(ours)?, Times::new(limits)?);
    for (percent, compared, goal) in [(50.0, &compared[0], "–"), (99.0, &compared[1], "≤ 3 ms")] {
        table.row(&[
            format!("panel of a customer {}, its requests one after the other, p{percent}", kind.name),
            milliseconds(ours.percentile(percent)),
            milliseconds(limits.percentile(percent)),
            compared.times(),
            goal.to_owned(),
        ]);
    }
    table.row(&[
        "– processor time".to_owned(),
        format!("{:.0} µs", work.ours()),
        format!("{:.0} µs", work.limit()),
        work.times(),
        "–".to_owned(),
    ]);
    for (name, times) in QUESTIONS.iter().zip(each) {
        let times = Times::new(times)?;
        table.row(&[
            format!("– {name}, p50 and p99"),
            format!("{}, {}", milliseconds(times.percentile(50.0)), milliseconds(times.percentile(99.0))),
            "–".to_owned(),
            "–".to_owned(),
            "–".to_owned(),
        ]);
    }
    Ok(())
}
