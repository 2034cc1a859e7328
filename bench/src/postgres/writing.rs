//! Mails that come in at once, each kept on disk before it is answered, beside libpq writing the same rows by group commit.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender, SyncSender};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::cells;
use super::libpq::{Connection, Prepared, Value, number};
use crate::figures::{Table, Times, milliseconds};
use crate::ingest::{BATCH, Load, MANY, Mark, NOT_THEN, bring, brought, next};
use crate::rounds::{Compared, micros};
use crate::shapes::Columns as _;
use crate::store::Store;
use crate::{mails, program};

/// Measures, adds to the table, and says how many rows a mail is.
pub async fn measure(store: &Store, url: &str, load: &Load, table: &mut Table) -> anyhow::Result<usize> {
    let run = mails::run();
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

        let all = taken_out(url, &since)?;
        rows = all.iter().map(|table| table.rows.len()).sum::<usize>() / load.mails;
        let own = program::processor_time(std::process::id())?;
        let limit = write_again(url, all, load.mails)?;
        let its_used = program::processor_time(std::process::id())? - own;
        let count = load.mails as f64;
        rate.round(count / taken.as_secs_f64(), count / limit.as_secs_f64());
        work.round(micros(used) / count, micros(its_used) / count);
    }
    let told = |one: f64| format!("{one:.0} a second");
    let name = format!(
        "`POST /inbound/email`, durable, {MANY} connections, against libpq's group commit of the same rows"
    );
    table.row(&cells(&name, told(rate.ours()), told(rate.limit()), rate.percent(), "≥ 50 %"));
    let told = |one: f64| format!("{one:.0} µs");
    table.row(&cells("– processor time of a mail", told(work.ours()), told(work.limit()), work.times(), "–"));
    let answered = Times::new(answered)?;
    for percent in [50.0, 99.0] {
        let (name, time) =
            (format!("– brought to answered, p{percent}"), milliseconds(answered.percentile(percent)));
        table.row(&cells(&name, time, "–".to_owned(), "–".to_owned(), "–"));
    }
    Ok(rows)
}

/// The rows of a table that a round wrote.
struct Rows {
    insert: String,
    rows: VecDeque<Vec<Value>>,
}

/// What every connection of the limit is told: nothing looks at foreign keys.
const UNCHECKED: &str = "SET session_replication_role = replica";

/// Takes the rows of the round out of the database, so that the limit can write them anew.
fn taken_out(url: &str, since: &Mark) -> anyhow::Result<Vec<Rows>> {
    let connection = Connection::open(url)?;
    connection.run(UNCHECKED)?;
    let tables = connection.prepare(
        "tables",
        "SELECT c.relname::text, array_to_string(array_agg(a.attname::text ORDER BY a.attnum), ',')
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '\\_\\_%' GROUP BY c.relname",
    )?;
    let found = connection.ask(&tables, &[])?;
    connection.run("BEGIN")?;
    let mut all = Vec::new();
    for row in found.rows() {
        let (table, columns) = (row.text(0)?.context("no name")?, row.text(1)?.context("no columns")?);
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        let Some((key, floor)) = since.of(&columns).filter(|_| !NOT_THEN.contains(&table)) else { continue };
        let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let taking = connection.prepare(
            &format!("take {table}"),
            &format!("SELECT {names} FROM \"{table}\" WHERE {key} >= $1 ORDER BY {key}"),
        )?;
        let taken = connection.ask(&taking, &[number(floor)])?;
        if taken.len() == 0 {
            continue;
        }
        let own = |row: super::libpq::Row<'_>| -> anyhow::Result<Vec<Value>> {
            (0..columns.len()).map(|column| Ok(row.bytes(column)?.map(<[u8]>::to_vec))).collect()
        };
        let rows = taken.rows().map(own).collect::<anyhow::Result<_>>()?;
        connection.run(&format!("DELETE FROM \"{table}\" WHERE {key} >= {floor}"))?;
        let marks = (1..=columns.len()).map(|mark| format!("${mark}")).collect::<Vec<_>>().join(", ");
        all.push(Rows { insert: format!("INSERT INTO \"{table}\" ({names}) VALUES ({marks})"), rows });
    }
    connection.run("COMMIT")?;
    // What was taken out would else be swept up while the limit writes.
    connection.run("VACUUM")?;
    connection.run("CHECKPOINT")?;
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
fn write_again(url: &str, mut all: Vec<Rows>, mails: usize) -> anyhow::Result<Duration> {
    let connection = Connection::open(url)?;
    connection.run(UNCHECKED)?;
    let prepared =
        |(place, table): (usize, &Rows)| connection.prepare(&format!("insert {place}"), &table.insert);
    let inserts = all.iter().enumerate().map(prepared).collect::<anyhow::Result<Vec<Prepared>>>()?;
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

fn write(
    connection: &Connection,
    inserts: &[Prepared],
    wanted: &mpsc::Receiver<Wanted>,
) -> anyhow::Result<()> {
    let (begin, commit) = (connection.prepare("begin", "BEGIN")?, connection.prepare("commit", "COMMIT")?);
    while let Ok(first) = wanted.recv() {
        connection.ask(&begin, &[])?;
        let (mut next, mut done) = (Some(first), Vec::new());
        while let Some(one) = next {
            for (place, row) in &one.rows {
                connection.ask(&inserts[*place], row).context("a row is refused")?;
            }
            done.push(one.done);
            next = if done.len() < BATCH { wanted.try_recv().ok() } else { None };
        }
        connection.ask(&commit, &[])?;
        for one in done {
            let _ = one.send(());
        }
    }
    Ok(())
}
