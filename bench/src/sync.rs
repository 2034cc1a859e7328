//! A store is read for the first time, as it is when somebody connects it, from a played store on this machine that has very many
//! orders; beside it the same pages, fetched and parsed alone.

mod fetching;
mod playing;
mod watching;

use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::json;

use self::playing::Played;
pub use self::playing::{Replay, play};
use self::watching::Watched;
use crate::figures::Table;
use crate::program::{Program, Way};
use crate::rounds::Compared;
use crate::store::Store;

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Orders of the store.
    #[arg(long, default_value_t = 100_000)]
    orders: u64,
    /// How often it is read, each time by a program that knows nothing yet.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// What one reading was.
struct Run {
    watched: Watched,
    /// Of the program and of the played store, while orders were read.
    processor: Duration,
    played: Duration,
    rows: u64,
}

/// Measures, and tells it as a table.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    let played = Played::start(load.orders)?;
    let (mut rate, mut work, mut runs) = (Compared::new(), Compared::new(), Vec::new());
    for _ in 0..load.rounds.max(1) {
        let limit = fetching::fetch(&played).await?;
        ensure!(limit.orders == load.orders, "{} orders were parsed", limit.orders);
        let run = read(store, load, &played).await?;
        let each = |time: Duration| time.as_secs_f64() * 1e6 / load.orders as f64;
        rate.round(
            load.orders as f64 / run.watched.took.as_secs_f64(),
            load.orders as f64 / limit.took.as_secs_f64(),
        );
        work.round(each(run.processor), each(limit.processor));
        runs.push(run);
    }
    Ok(table(load, &rate, &work, &runs))
}

/// Has a program that knows nothing read the store.
async fn read(store: &Store, load: &Load, played: &Played) -> anyhow::Result<Run> {
    // A folder of its own on the same disk: what comes here would stay in the store that the others measure.
    std::fs::create_dir_all("target/bench")?;
    let folder = tempfile::tempdir_in("target/bench")?;
    let store = Store { store: folder.path().join("data"), ..store.clone() };
    store.own()?;
    let running = Program::start(&store, Way::ServingNeighbours).await?;
    let token = running.token(&store)?;
    let connect = json!({
        "kind": "woocommerce", "name": "Bench", "url": played.url,
        "consumer_key": played.key, "consumer_secret": played.secret,
    });
    let connected = running.tell(&token, "/stores", &connect).await?;
    let path = format!("/stores/{}", connected["id"].as_str().context("a store without an id")?);
    watching::until_orders(&running, &token, &path).await?;
    let (used, theirs) = (running.processor_time()?, played.processor_time()?);
    let database = store.reader()?;
    let watched = watching::watch(&running, &token, &path, &database, played).await?;
    let run = Run {
        processor: running.processor_time()?.saturating_sub(used),
        played: played.processor_time()?.saturating_sub(theirs),
        rows: watching::orders_in(&database)?,
        watched,
    };
    running.stop()?;
    ensure!(run.rows == load.orders, "{} orders are there", run.rows);
    Ok(run)
}

fn table(load: &Load, rate: &Compared, work: &Compared, runs: &[Run]) -> String {
    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio (least–most)", "goal"]);
    let none = || "–".to_owned();
    let a_second = |rate: f64| format!("{rate:.0} a second");
    table.row(&[
        format!(
            "first reading of a WooCommerce store with {} orders, durable, against fetching and parsing the same pages alone, one \
             request at a time",
            load.orders
        ),
        a_second(rate.ours()),
        a_second(rate.limit()),
        rate.percent(),
        "≥ 60 %".to_owned(),
    ]);
    let each = |micros: f64| format!("{micros:.1} µs");
    table.row(&[
        "– processor time of an order, all that the program does meanwhile".to_owned(),
        each(work.ours()),
        each(work.limit()),
        work.times(),
        none(),
    ]);
    let most = |of: &dyn Fn(&Run) -> f64| runs.iter().map(of).fold(0.0, f64::max);
    let played = most(&|run| run.played.as_secs_f64() * 1e6 / load.orders as f64);
    table.row(&[
        "– the played store's own, on the same processors".to_owned(),
        each(played),
        none(),
        none(),
        none(),
    ]);
    let pause = runs.iter().map(|run| run.watched.pause).max().unwrap_or(0);
    table.row(&[
        "– longest pause between two requests that politeness asked for".to_owned(),
        format!("{pause} ms"),
        none(),
        none(),
        none(),
    ]);
    let share = |share: f64| format!("{:.1} %", share * 100.0);
    let samples: usize = runs.iter().map(|run| run.watched.samples).sum();
    for (name, value) in [
        ("what is shown as read, against the rows that are there", most(&|run| run.watched.off_rows)),
        ("the share that is shown, against what the store has given out", most(&|run| run.watched.off_given)),
        (
            "the rate that is shown, against what was read since the beginning",
            most(&|run| run.watched.off_rate),
        ),
    ] {
        let name = format!("– {name}: most it was off in {samples} looks");
        table.row(&[name, share(value), none(), none(), "≤ 5 %".to_owned()]);
    }
    let mebibytes = |kibibytes: f64| format!("{:.0} MiB", kibibytes / 1024.0);
    let own = most(&|run| run.watched.own as f64);
    table.row(&[
        "– most memory of its own".to_owned(),
        mebibytes(own),
        none(),
        none(),
        "≤ 120 MB".to_owned(),
    ]);
    let peak = most(&|run| run.watched.peak as f64);
    table.row(&[
        "– most memory, with the pages of mapped files".to_owned(),
        mebibytes(peak),
        none(),
        none(),
        none(),
    ]);
    table.to_string()
}
