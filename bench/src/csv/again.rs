//! The same rows written again by SQLite alone, two thousand orders in one durable commit, with the program's tables and indexes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::{program, store};

/// Orders in one commit: ten times as many as the program writes at once, which lets others write in between.
const GROUP: usize = 2000;
/// Rows of one statement.
const AT_ONCE: usize = 16;
/// The tables that an import writes rows to that stay, and by which id a row belongs to a group.
const TABLES: [(&str, &str, &str); 6] = [
    ("order", "id", "id"),
    ("order_detail", "order_id", "order_id"),
    ("order_line", "order_id", "order_id"),
    ("shop_word", "subject_id", "word, subject_id"),
    ("customer", "id", "id"),
    ("customer_identity", "customer_id", "kind, value"),
];

/// What was written.
pub struct Written {
    pub orders: usize,
    pub rows: usize,
    /// The writing alone.
    pub took: Duration,
    pub processor: Duration,
}

/// Copies the rows from one file to a new one.
pub fn write(from: &Path, to: &Path) -> anyhow::Result<Written> {
    let source = store::reader(from)?;
    Connection::open(to)?;
    let target = store::reader(to)?;
    // As the program has it while it imports.
    target.execute_batch(
        "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384;",
    )?;
    for (table, ..) in TABLES {
        let mut made = source.prepare(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL ORDER BY type DESC",
        )?;
        for sql in made.query_map([table], |row| row.get::<_, String>(0))? {
            target.execute_batch(&sql?)?;
        }
    }
    let ids: Vec<i64> = source
        .prepare("SELECT id FROM \"order\" ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let workspace: i64 = source.query_row("SELECT id FROM workspace", [], |row| row.get(0))?;
    let mut written = Written { orders: ids.len(), rows: 0, took: Duration::ZERO, processor: Duration::ZERO };
    let mut after = 0;
    for group in ids.chunks(GROUP) {
        let last = *group.last().context("a group without orders")?;
        let rows = TABLES
            .iter()
            .map(|(table, key, order)| read(&source, table, key, order, (workspace, after, last)))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let (begun, used) = (Instant::now(), program::processor_time(std::process::id())?);
        target.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for ((table, ..), rows) in TABLES.iter().zip(&rows) {
            insert(&target, table, rows)?;
            written.rows += rows.len();
        }
        target.prepare_cached("COMMIT")?.execute([])?;
        written.took += begun.elapsed();
        written.processor += program::processor_time(std::process::id())?.saturating_sub(used);
        after = last;
    }
    Ok(written)
}

type Rows = Vec<Vec<Value>>;

fn read(
    source: &Connection,
    table: &str,
    key: &str,
    order: &str,
    (workspace, after, last): (i64, i64, i64),
) -> anyhow::Result<Rows> {
    let asked = format!(
        "SELECT * FROM \"{table}\" WHERE workspace_id = ?1 AND {key} > ?2 AND {key} <= ?3 ORDER BY {order}"
    );
    let mut asked = source.prepare_cached(&asked)?;
    let columns = asked.column_count();
    let rows =
        asked.query_map([workspace, after, last], |row| (0..columns).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn insert(target: &Connection, table: &str, rows: &Rows) -> anyhow::Result<()> {
    let Some(columns) = rows.first().map(Vec::len) else { return Ok(()) };
    let one = format!("({})", vec!["?"; columns].join(", "));
    let statement =
        |count: usize| format!("INSERT INTO \"{table}\" VALUES {}", vec![one.as_str(); count].join(", "));
    let (many, rest) = rows.as_chunks::<AT_ONCE>();
    let mut insert = target.prepare_cached(&statement(AT_ONCE))?;
    for some in many {
        insert.execute(params_from_iter(some.iter().flatten()))?;
    }
    let mut insert = target.prepare_cached(&statement(1))?;
    for one in rest {
        insert.execute(params_from_iter(one))?;
    }
    Ok(())
}
