//! `GET /metrics`: the Prometheus text format 0.0.4.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::events::EventId;
use database::outbox;
use database::schema::{outbox as rows, reader_cursor, reader_failure};
use database::{DbError, Time};
use diesel::prelude::*;
use inbox::Inbox;

struct Counts {
    outbox: Vec<(outbox::State, i64)>,
    oldest_pending: Option<Time>,
    set_aside: i64,
    lag: Vec<(String, i64)>,
}

/// What an operator watches: what waits, what was given up, how far readers are behind, memory.
pub async fn metrics(State(inbox): State<Inbox>) -> Response {
    let database = &inbox.app.database;
    let now = database.now();
    let found_up_to = inbox.index.found_up_to();
    let mut text = match database.read(move |db| counts(db, found_up_to)).await {
        Ok(counts) => written(&counts, now),
        Err(_) => "# TYPE tillside_database_up gauge\ntillside_database_up 0\n".to_owned(),
    };
    text.push_str("# HELP tillside_disk_full Whether the last write failed for lack of space.\n");
    text.push_str("# TYPE tillside_disk_full gauge\n");
    writeln!(text, "tillside_disk_full {}", u8::from(database.is_full())).expect("a String takes all");
    text.push_str("# HELP tillside_files_unwritable Whether the last large file could not be written.\n");
    text.push_str("# TYPE tillside_files_unwritable gauge\n");
    let unwritable = u8::from(inbox.app.blobs.trouble().is_some());
    writeln!(text, "tillside_files_unwritable {unwritable}").expect("a String takes all");
    text.push_str(
        "# HELP tillside_search_filling Whether what was there before is still being made findable.\n",
    );
    text.push_str("# TYPE tillside_search_filling gauge\n");
    writeln!(text, "tillside_search_filling {}", u8::from(inbox.index.is_filling()))
        .expect("a String takes all");
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn counts(db: &mut database::Db, found_up_to: Option<EventId>) -> Result<Counts, DbError> {
    let mut counted = Vec::new();
    for state in [outbox::State::Pending, outbox::State::Leased, outbox::State::Dead] {
        counted.push((state, rows::table.filter(rows::state.eq(state)).count().get_result(db)?));
    }
    let oldest_pending = rows::table
        .filter(rows::state.eq(outbox::State::Pending))
        .order(rows::next_attempt_at)
        .select(rows::next_attempt_at)
        .first(db)
        .optional()?;
    let newest = database::events::end(db)?.event;
    let mut cursors: Vec<(String, i64)> =
        reader_cursor::table.select((reader_cursor::name, reader_cursor::event_id)).load(db)?;
    cursors.extend(found_up_to.map(|event| ("search".to_owned(), event.0)));
    // The upper bits of an id are milliseconds.
    let lag = cursors.into_iter().map(|(name, at)| (name, ((newest.0 >> 21) - (at >> 21)).max(0))).collect();
    Ok(Counts {
        outbox: counted,
        oldest_pending,
        set_aside: reader_failure::table.count().get_result(db)?,
        lag,
    })
}

fn written(counts: &Counts, now: Time) -> String {
    let mut text = String::from("# TYPE tillside_database_up gauge\ntillside_database_up 1\n");
    let mut line = |line: String| writeln!(text, "{line}").expect("a String takes all");
    line("# HELP tillside_outbox_rows Rows of the outbox that have not come to a good end.".to_owned());
    line("# TYPE tillside_outbox_rows gauge".to_owned());
    for (state, count) in &counts.outbox {
        line(format!("tillside_outbox_rows{{state=\"{state}\"}} {count}"));
    }
    let overdue = counts.oldest_pending.map_or(0.0, |due| now.since(due).as_secs_f64().max(0.0));
    line("# HELP tillside_outbox_overdue_seconds How long the oldest row has been due.".to_owned());
    line("# TYPE tillside_outbox_overdue_seconds gauge".to_owned());
    line(format!("tillside_outbox_overdue_seconds {overdue}"));
    line("# HELP tillside_reader_lag_milliseconds How far a reader of the log is behind its end.".to_owned());
    line("# TYPE tillside_reader_lag_milliseconds gauge".to_owned());
    for (name, lag) in &counts.lag {
        line(format!("tillside_reader_lag_milliseconds{{reader=\"{name}\"}} {lag}"));
    }
    line("# HELP tillside_reader_failures Events that a reader set aside and nobody has had tried again with success.".to_owned());
    line("# TYPE tillside_reader_failures gauge".to_owned());
    line(format!("tillside_reader_failures {}", counts.set_aside));
    if let Some(bytes) = resident_memory() {
        line("# TYPE process_resident_memory_bytes gauge".to_owned());
        line(format!("process_resident_memory_bytes {bytes}"));
    }
    text
}

/// From `/proc/self/statm` (Linux): the second number, in pages of 4 KiB.
fn resident_memory() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}
