//! Looking on while a store is read: what the program says, what is in its database, and what the store has given out.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use database::{Clock as _, SystemClock, Time};
use rusqlite::Connection;
use serde_json::Value;

use super::playing::Played;
use crate::program::Program;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(3600);
/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(200);
/// A rate is told after this much time; before, it is of a handful of pages.
const SETTLED: Duration = Duration::from_secs(5);

/// What was seen.
#[derive(Default)]
pub struct Watched {
    /// From the first page of orders to the last one, which is kept.
    pub took: Duration,
    pub samples: usize,
    /// The most that what is shown was off: of the rows that are there, of all that there is, of the rate.
    pub off_rows: f64,
    pub off_given: f64,
    pub off_rate: f64,
    /// In milliseconds.
    pub pause: u64,
    /// In KiB.
    pub own: u64,
    pub peak: u64,
}

/// Waits until orders are read.
pub async fn until_orders(running: &Program, token: &str, path: &str) -> anyhow::Result<()> {
    let begun = Instant::now();
    loop {
        let shown = running.ask(token, path).await?;
        if shown["sync"]["phase"] == "orders" {
            return Ok(());
        }
        ensure!(begun.elapsed() < PATIENCE, "no orders are read: {shown}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The orders that are there.
pub fn orders_in(database: &Connection) -> anyhow::Result<u64> {
    let mut asked = database.prepare_cached("SELECT count(*) FROM \"order\"")?;
    let count: i64 = asked.query_row([], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Looks on until all of the store's past is read.
pub async fn watch(
    running: &Program,
    token: &str,
    path: &str,
    database: &Connection,
    played: &Played,
) -> anyhow::Result<Watched> {
    let begun = Instant::now();
    let given_before = played.given().await?;
    let mut seen = Watched::default();
    let mut looked: Option<Instant> = None;
    loop {
        let before = running.ask(token, path).await?;
        if before["state"] == "ready" {
            seen.took = begun.elapsed();
            break;
        }
        ensure!(before["state"] == "syncing", "the store is not read: {before}");
        ensure!(begun.elapsed() < PATIENCE, "the reading takes too long: {before}");
        if looked.is_none_or(|at| at.elapsed() >= EVERY) {
            look(&before, (running, token, path), database, played, given_before, &mut seen).await?;
            if begun.elapsed() >= SETTLED {
                seen.off_rate = seen.off_rate.max(off_rate(&before)?);
            }
            looked = Some(Instant::now());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    seen.peak = running.peak()?;
    Ok(seen)
}

async fn look(
    before: &Value,
    (running, token, path): (&Program, &str, &str),
    database: &Connection,
    played: &Played,
    given_before: u64,
    seen: &mut Watched,
) -> anyhow::Result<()> {
    let rows = orders_in(database)?;
    // What is in the database now was shown, or will be: between two looks the program goes on.
    let given = played.given().await?.saturating_sub(given_before);
    let after = running.ask(token, path).await?;
    let (low, high) = (done(before, "orders"), done(&after, "orders"));
    let off = low.saturating_sub(rows).max(rows.saturating_sub(high));
    seen.off_rows = seen.off_rows.max(off as f64 / rows.max(1) as f64);
    let total = after["sync"]["orders"]["total"].as_u64().unwrap_or(0);
    if total > 0 {
        let off = low.saturating_sub(given).max(given.saturating_sub(high));
        seen.off_given = seen.off_given.max(off as f64 / total as f64);
    }
    let progress: String =
        database.prepare_cached("SELECT progress FROM store_sync")?.query_row([], |row| row.get(0))?;
    let progress: Value = serde_json::from_str(&progress)?;
    seen.pause = seen.pause.max(progress["pace"]["pause_ms"].as_u64().unwrap_or(0));
    seen.own = seen.own.max(running.memory()?.own);
    seen.samples += 1;
    Ok(())
}

fn done(shown: &Value, kind: &str) -> u64 {
    let count = |name: &str| shown["sync"][kind][name].as_u64().unwrap_or(0);
    count("done") + count("skipped")
}

/// How far the rate that is shown is from what is shown as read, over the time since the reading began.
fn off_rate(shown: &Value) -> anyhow::Result<f64> {
    let began: Time = serde_json::from_value(shown["sync"]["started_at"].clone())?;
    let seconds = SystemClock.now().since(began).as_secs_f64();
    let read: u64 = ["products", "customers", "orders"].iter().map(|kind| done(shown, kind)).sum();
    let told = shown["sync"]["rate_per_second"].as_f64().context("no rate")?;
    let rate = read as f64 / seconds;
    Ok((told - rate).abs() / rate)
}
