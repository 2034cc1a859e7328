//! Mails that come in at once, each kept on disk before it is answered, beside SQLite writing the same rows by group commit.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use database::{Clock as _, SystemClock};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::figures::{Table, Times, milliseconds};
use crate::program::Program;
use crate::rounds::{Compared, micros};
use crate::store::{self, Store};
use crate::wire::Among;
use crate::{limits, mails, program};

/// How much.
#[derive(Debug, Args)]
pub struct Load {
    /// Rounds; in each the program and the limit write once.
    #[arg(long, default_value_t = 5)]
    pub rounds: usize,
    /// Mails of a round.
    #[arg(long, default_value_t = 3000)]
    pub mails: usize,
}

/// Who bring mails at once.
pub const MANY: usize = 64;
/// Writes in one commit at most, as the program has it.
pub const BATCH: usize = 256;
/// What is not written by the arrival of a mail but by those who read of it later.
pub const NOT_THEN: [&str; 5] =
    ["conversation_measure", "conversation_stretch", "reader_cursor", "reader_failure", "idempotency"];

/// Measures, and tells it as a table.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    let run = mails::run();
    let disk = limits::commit(&store.store, 500)?;
    let (mut rate, mut work, mut answered, mut rows) = (Compared::new(), Compared::new(), Vec::new(), 0);
    for round in 0..load.rounds {
        let running = store.start().await?;
        let token = running.token(store)?;
        let mailbox = mails::mailbox(&running, &token).await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let sent = brought(&run, round, load.mails, &mailbox, &token);
        let since = Mark::now();
        let before = running.processor_time()?;
        let (taken, times) = bring(&running, sent).await?;
        let used = running.processor_time()? - before;
        answered.extend(times);
        running.stop()?;

        let all = taken_out(store, &since)?;
        rows = all.iter().map(|table| table.rows.len()).sum::<usize>() / load.mails;
        let own = program::processor_time(std::process::id())?;
        let limit = write_again(store, all, load.mails)?;
        let its_used = program::processor_time(std::process::id())? - own;
        let count = load.mails as f64;
        rate.round(count / taken.as_secs_f64(), count / limit.as_secs_f64());
        work.round(micros(used) / count, micros(its_used) / count);
    }
    Ok(table(&rate, &work, &Times::new(answered)?, &disk, (rows, load)))
}

fn table(
    rate: &Compared,
    work: &Compared,
    answered: &Times,
    disk: &Times,
    (rows, load): (usize, &Load),
) -> String {
    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio (least–most)", "goal"]);
    let told = |one: f64| format!("{one:.0} a second");
    let none = || "–".to_owned();
    table.row(&[
        format!("`POST /inbound/email`, durable, {MANY} connections, against SQLite's group commit of the same rows"),
        told(rate.ours()),
        told(rate.limit()),
        rate.percent(),
        "≥ 50 %".to_owned(),
    ]);
    let told = |one: f64| format!("{one:.0} µs");
    table.row(&[
        "– processor time of a mail".to_owned(),
        told(work.ours()),
        told(work.limit()),
        work.times(),
        none(),
    ]);
    for percent in [50.0, 99.0] {
        let time = milliseconds(answered.percentile(percent));
        table.row(&[format!("– brought to answered, p{percent}"), time, none(), none(), none()]);
    }
    table.row(&[
        "– the disk's own commit, median".to_owned(),
        none(),
        milliseconds(disk.percentile(50.0)),
        none(),
        none(),
    ]);
    format!(
        "{} rounds of {} mails, {rows} rows a mail; from the second round on every other mail answers one.\n\n{table}",
        load.rounds, load.mails
    )
}

/// What a round brings, as requests: every other mail of a later round answers one of the round before.
pub fn brought(run: &str, round: usize, mails: usize, mailbox: &str, token: &str) -> VecDeque<Vec<u8>> {
    (0..mails).map(|one| mails::brings(&one_of(run, round, one, mails), mailbox, token)).collect()
}

/// Every other mail of a later round answers one of the round before, by the same customer.
fn one_of(run: &str, round: usize, one: usize, count: usize) -> Vec<u8> {
    let number = round * count + one;
    if round == 0 || one.is_multiple_of(2) {
        return mails::mail(run, number, None);
    }
    let before = number - count;
    let mail = mails::mail(run, number, Some(&mails::message_id(run, before)));
    let text = String::from_utf8(mail).expect("mails are made of text");
    // Whoever wrote the first one goes on, however long the thread is.
    let first = one;
    text.replace(&format!("customer{number}.{run}@"), &format!("customer{first}.{run}@")).into_bytes()
}

/// Brings them, [`MANY`] at once: how long all take together, and each.
pub async fn bring(running: &Program, sent: VecDeque<Vec<u8>>) -> anyhow::Result<(Duration, Vec<Duration>)> {
    let mut clients = Vec::with_capacity(MANY);
    for _ in 0..MANY {
        clients.push(Among::connect(&running.address).await?);
    }
    let waiting = Arc::new(Mutex::new(sent));
    let begun = Instant::now();
    let mut bringing = tokio::task::JoinSet::new();
    for mut client in clients {
        let waiting = Arc::clone(&waiting);
        bringing.spawn(async move {
            let mut times = Vec::new();
            while let Some(mail) = next(&waiting) {
                let begun = Instant::now();
                client.ask(&mail).await?;
                times.push(begun.elapsed());
            }
            Ok::<_, anyhow::Error>(times)
        });
    }
    let mut times = Vec::new();
    while let Some(some) = bringing.join_next().await {
        times.extend(some??);
    }
    Ok((begun.elapsed(), times))
}

/// The next one that waits.
pub fn next<T>(waiting: &Mutex<VecDeque<T>>) -> Option<T> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// A moment, as rows are known to be younger: by their ids and by their times.
pub struct Mark {
    id: i64,
    micros: i64,
}

impl Mark {
    /// The present.
    pub fn now() -> Self {
        let now = SystemClock.now();
        Self { id: database::floor_at(now), micros: now.micros() }
    }

    /// By which of its columns the rows of a table are known to be younger, and from which value on.
    pub fn of(&self, columns: &[String]) -> Option<(&'static str, i64)> {
        let has = |name: &str| columns.iter().any(|column| column == name);
        let by_id = ["id", "message_id", "conversation_id", "customer_id"].into_iter().find(|name| has(name));
        let by_time = has("created_at").then_some(("created_at", self.micros));
        by_id.map(|key| (key, self.id)).or(by_time)
    }
}

/// The rows of a table that a round wrote.
struct Rows {
    insert: String,
    rows: VecDeque<Vec<Value>>,
}

/// Takes the rows of the round out of the database, so that the limit can write them anew.
fn taken_out(store: &Store, since: &Mark) -> anyhow::Result<Vec<Rows>> {
    let mut connection = store::reader(&store.file())?;
    connection.execute_batch("PRAGMA foreign_keys=OFF")?;
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let transaction = connection.transaction()?;
    let mut all = Vec::new();
    for table in tables.iter().filter(|table| !NOT_THEN.contains(&table.as_str())) {
        let columns: Vec<String> = transaction
            .prepare("SELECT name FROM pragma_table_info(?1)")?
            .query_map([table], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let Some((key, floor)) = since.of(&columns) else { continue };
        let marks = vec!["?"; columns.len()].join(", ");
        let rows: VecDeque<Vec<Value>> = transaction
            .prepare(&format!("SELECT * FROM \"{table}\" WHERE {key} >= ?1 ORDER BY {key}"))?
            .query_map([floor], |row| (0..columns.len()).map(|column| row.get(column)).collect())?
            .collect::<Result<_, _>>()?;
        if !rows.is_empty() {
            transaction.execute(&format!("DELETE FROM \"{table}\" WHERE {key} >= ?1"), [floor])?;
            all.push(Rows { insert: format!("INSERT INTO \"{table}\" VALUES ({marks})"), rows });
        }
    }
    transaction.commit()?;
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(all)
}

/// The rows of one mail, each with the place of its table.
type Share = Vec<(usize, Vec<Value>)>;

/// What one caller wants to have written at once.
struct Wanted {
    rows: Share,
    done: Sender<()>,
}

/// Writes the rows again: 64 callers, each with the rows of one mail, and one that writes for all who wait.
fn write_again(store: &Store, mut all: Vec<Rows>, mails: usize) -> anyhow::Result<Duration> {
    let inserts: Vec<String> = all.iter().map(|table| table.insert.clone()).collect();
    let lengths: Vec<usize> = all.iter().map(|table| table.rows.len()).collect();
    let mut shares = VecDeque::with_capacity(mails);
    for mail in 0..mails {
        let mut share = Share::new();
        for (place, table) in all.iter_mut().enumerate() {
            let count = lengths[place] * (mail + 1) / mails - lengths[place] * mail / mails;
            share.extend(table.rows.drain(..count).map(|row| (place, row)));
        }
        shares.push_back(share);
    }
    let connection = store::reader(&store.file())?;
    connection.execute_batch("PRAGMA foreign_keys=OFF")?;
    let (wants, wanted) = mpsc::sync_channel::<Wanted>(4096);
    let shares = Mutex::new(shares);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || write(&connection, &inserts, &wanted));
        for _ in 0..MANY {
            let (wants, shares) = (wants.clone(), &shares);
            scope.spawn(move || call(&wants, shares));
        }
        drop(wants);
        writer.join().map_err(|_| anyhow::anyhow!("the writer panicked"))?
    })?;
    Ok(begun.elapsed())
}

fn call(wants: &SyncSender<Wanted>, shares: &Mutex<VecDeque<Share>>) {
    while let Some(rows) = next(shares) {
        let (done, told) = mpsc::channel();
        if wants.send(Wanted { rows, done }).is_err() || told.recv().is_err() {
            return;
        }
    }
}

fn write(connection: &Connection, inserts: &[String], wanted: &mpsc::Receiver<Wanted>) -> anyhow::Result<()> {
    while let Ok(first) = wanted.recv() {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let (mut next, mut done) = (Some(first), Vec::new());
        while let Some(one) = next {
            for (place, row) in &one.rows {
                let mut statement = connection.prepare_cached(&inserts[*place])?;
                statement.execute(rusqlite::params_from_iter(row)).context("a row is refused")?;
            }
            done.push(one.done);
            next = if done.len() < BATCH { wanted.try_recv().ok() } else { None };
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        for one in done {
            let _ = one.send(());
        }
    }
    Ok(())
}
