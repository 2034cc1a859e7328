//! What it takes to stand there: from the start of the process to being ready, and memory with nobody there.

use std::time::Duration;

use crate::figures::{Table, Times, milliseconds};
use crate::limits;
use crate::mails;
use crate::store::Store;

const STARTS: usize = 15;

/// Measures, and tells it as a table.
pub async fn measure(store: &Store) -> anyhow::Result<String> {
    let mut ready = Vec::with_capacity(STARTS);
    for _ in 0..STARTS {
        let running = store.start().await?;
        ready.push(running.ready_after);
        running.stop()?;
    }
    let ready = Times::new(ready)?;
    let running = store.start().await?;
    tokio::time::sleep(Duration::from_secs(10)).await;
    let idle = running.memory()?;
    let before = running.processor_time()?;
    tokio::time::sleep(Duration::from_secs(20)).await;
    let resting = (running.processor_time()? - before).as_secs_f64() / 20.0 * 100.0;
    running.stop()?;

    let mut table = Table::new(&["measure", "value", "goal"]);
    let none = || "–".to_owned();
    table.row(&[
        "process start to `/readyz`, median".to_owned(),
        milliseconds(ready.percentile(50.0)),
        "≤ 300 ms".to_owned(),
    ]);
    table.row(&["– the slowest".to_owned(), milliseconds(ready.percentile(100.0)), none()]);
    table.row(&[
        "memory with nobody there (RSS)".to_owned(),
        format!("{} MB", idle.resident / 1024),
        "≤ 60 MB".to_owned(),
    ]);
    table.row(&["– of it the process's own".to_owned(), format!("{} MB", idle.own / 1024), none()]);
    table.row(&["processor with nobody there".to_owned(), format!("{resting:.1} % of one"), none()]);
    Ok(table.to_string())
}

/// What bounds the rest: the disk's own commit, and reading a mail with nothing around it.
pub fn limits(store: &Store) -> anyhow::Result<String> {
    std::fs::create_dir_all(&store.store)?;
    let disk = limits::commit(&store.store, 1000)?;
    let run = mails::run();
    let sent: Vec<Vec<u8>> = (0..2000).map(|number| mails::mail(&run, number, None)).collect();
    let parsed = limits::parse(&sent)?;
    let mut table = Table::new(&["limit", "median", "p99"]);
    for (name, times) in [("append 4 KiB and `fdatasync`", disk), ("mail-parser on one mail", parsed)] {
        let told = |percent| format!("{:.1} µs", times.percentile(percent).as_secs_f64() * 1e6);
        table.row(&[name.to_owned(), told(50.0), told(99.0)]);
    }
    Ok(table.to_string())
}
