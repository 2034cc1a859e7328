//! A file of orders is read into a store, over the API as a person does it, beside SQLite alone writing the same rows.

mod again;
pub mod orders_file;

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::json;

use self::orders_file::Wanted;
use crate::figures::{Table, Times, milliseconds};
use crate::mails;
use crate::program::Program;
use crate::store::Store;
use crate::wire::Among;

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Orders in the file, of about three times fewer customers; one in a hundred can't be read.
    #[arg(long, default_value_t = 1_000_000)]
    orders: usize,
}

/// How long an import may take.
const PATIENCE: Duration = Duration::from_secs(3600);
/// Mails that come meanwhile, one at a time.
const EVERY: Duration = Duration::from_millis(100);

/// What the import was.
struct Run {
    took: Duration,
    orders: usize,
    /// Lines that were told to be bad.
    bad: usize,
    processor: Duration,
    peak: u64,
    own: u64,
    answered: Times,
    found: Duration,
}

/// Measures, and tells it as a table.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    // A folder of its own on the same disk: what comes here would stay in the store that the others measure.
    std::fs::create_dir_all("target/bench")?;
    let folder = tempfile::tempdir_in("target/bench")?;
    let store = Store { store: folder.path().join("data"), ..store.clone() };
    let file = orders_file::make(&Wanted::usual(load.orders));
    store.own()?;
    let running = store.start().await?;
    let token = running.token(&store)?;
    let mailbox = json!({ "kind": "email", "name": "Support", "address": "support@bench.example" });
    running.tell(&token, "/channels", &mailbox).await?;
    let run = import(&running, &token, &file).await?;
    running.stop()?;
    ensure!(run.bad == file.bad, "{} lines were made bad, {} were told", file.bad, run.bad);
    let limit = again::write(&store.file(), &folder.path().join("limit.db"))?;
    ensure!(limit.orders == run.orders, "{} orders are there, {} were taken", limit.orders, run.orders);
    Ok(table(&file, &run, &limit))
}

fn table(file: &orders_file::Made, run: &Run, limit: &again::Written) -> String {
    let rate = |took: Duration, count: usize| count as f64 / took.as_secs_f64();
    let (ours, theirs) = (rate(run.took, file.orders), rate(limit.took, limit.orders));
    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio", "goal"]);
    let none = || "–".to_owned();
    table.row(&[
        format!(
            "{} orders of a table (CSV), durable, against SQLite alone writing the same {} rows",
            file.orders, limit.rows
        ),
        format!("{ours:.0} a second"),
        format!("{theirs:.0} a second"),
        format!("{:.0} %", ours / theirs * 100.0),
        "≥ 20,000 a second".to_owned(),
    ]);
    let each = |time: Duration, count: usize| format!("{:.1} µs", time.as_secs_f64() * 1e6 / count as f64);
    table.row(&[
        "– processor time of an order, all that the program does meanwhile".to_owned(),
        each(run.processor, file.orders),
        each(limit.processor, limit.orders),
        none(),
        none(),
    ]);
    table.row(&[
        "– bad lines told, of those made".to_owned(),
        format!("{} of {}", run.bad, file.bad),
        none(),
        none(),
        "all".to_owned(),
    ]);
    for percent in [50.0, 99.0] {
        table.row(&[
            format!("– a mail brought meanwhile, answered, p{percent}"),
            milliseconds(run.answered.percentile(percent)),
            none(),
            none(),
            none(),
        ]);
    }
    table.row(&[
        "– the last order found by search after".to_owned(),
        format!("{:.1} s", run.found.as_secs_f64()),
        none(),
        none(),
        none(),
    ]);
    let mebibytes = |kibibytes: u64| format!("{} MiB", kibibytes / 1024);
    table.row(&[
        "– most memory, with the pages of mapped files".to_owned(),
        mebibytes(run.peak),
        none(),
        none(),
        none(),
    ]);
    table.row(&["– most memory of its own".to_owned(), mebibytes(run.own), none(), none(), none()]);
    format!(
        "{} MB, {} lines, {} of them bad in {} ways; {:.1} s.\n\n{table}",
        file.text.len() / 1_000_000,
        file.orders + 1,
        file.bad,
        orders_file::WAYS,
        run.took.as_secs_f64()
    )
}

async fn import(running: &Program, token: &str, file: &orders_file::Made) -> anyhow::Result<Run> {
    let store = json!({"kind": "other", "name": "Bench", "url": "bench.example", "currency": "TRY", "time_zone": "Europe/Istanbul"});
    let store = running.tell(token, "/stores", &store).await?;
    let store = store["id"].as_str().context("a store without an id")?;
    let path = format!("/stores/{store}/imports?kind=orders&name=orders.csv");
    let sent = running.say(token, &path, "application/octet-stream", file.text.clone().into_bytes()).await?;
    let import =
        format!("/stores/{store}/imports/{}", sent["id"].as_str().context("an import without an id")?);

    let mailbox = mails::mailbox(running, token).await?;
    let (over, ending) = tokio::sync::watch::channel(false);
    let bringing = tokio::spawn(bring(running.address.clone(), mailbox, token.to_owned(), ending));
    let used = running.processor_time()?;
    let begun = Instant::now();
    running.say(token, &format!("{import}/run"), "application/json", Vec::new()).await?;
    let mut own = 0;
    let end = loop {
        let now = running.ask(token, &import).await?;
        own = own.max(running.memory()?.own);
        if now["state"] == "done" {
            break now;
        }
        ensure!(now["state"] == "waiting" || now["state"] == "running", "the import failed: {now}");
        ensure!(begun.elapsed() < PATIENCE, "the import takes too long: {now}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let took = begun.elapsed();
    let processor = running.processor_time()?.saturating_sub(used);
    over.send(true)?;
    let answered = Times::new(bringing.await??)?;
    let count = |name: &str| end[name].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    ensure!(count("things") == file.orders, "{} of {} orders were read", count("things"), file.orders);
    let found = Instant::now();
    let last = &file.last;
    while running.ask(token, &format!("/search?kind=order&q={last}")).await?["data"]
        .as_array()
        .is_none_or(Vec::is_empty)
    {
        ensure!(found.elapsed() < PATIENCE, "{last} is not found");
        own = own.max(running.memory()?.own);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let found = found.elapsed();
    Ok(Run {
        took,
        orders: count("created"),
        bad: count("bad_lines"),
        processor,
        peak: running.peak()?,
        own,
        answered,
        found,
    })
}

/// Brings a mail now and then; how long each took to be answered.
async fn bring(
    address: String,
    mailbox: String,
    token: String,
    ending: tokio::sync::watch::Receiver<bool>,
) -> anyhow::Result<Vec<Duration>> {
    let (run, mut client, mut times) = (mails::run(), Among::connect(&address).await?, Vec::new());
    while !*ending.borrow() {
        let mail = mails::brings(&mails::mail(&run, times.len(), None), &mailbox, &token);
        let begun = Instant::now();
        client.ask(&mail).await?;
        times.push(begun.elapsed());
        tokio::time::sleep(EVERY).await;
    }
    Ok(times)
}
