//! The first page of the inbox by HTTP, beside the same rows by libpq, written as the same JSON.

use anyhow::ensure;
use serde::Serializer as _;
use serde::ser::SerializeSeq as _;
use serde_json::Value;

use super::cells;
use super::libpq::{Connection, Prepared, number};
use crate::figures::Table;
use crate::program::Program;
use crate::reading::{ASKED, ROUNDS, asked, on_this_thread, repeated};
use crate::rounds::{Compared, median, micros};
use crate::shapes::{CONVERSATION, Columns as _, Names, conversation};
use crate::store::Store;
use crate::wire::{self, Alone};

const INBOX: &str = "/api/v1/conversations?limit=50";

/// One connection that reads.
struct Raw {
    connection: Connection,
    workspace: i64,
    agents: Prepared,
    teams: Prepared,
    inbox: Prepared,
}

impl Raw {
    fn open(url: &str) -> anyhow::Result<Self> {
        let connection = Connection::open(url)?;
        let workspace = connection.prepare("workspace", "SELECT id FROM workspace")?;
        let found = connection.ask(&workspace, &[])?;
        let workspace = found.row(0).number(0)?.unwrap_or_default();
        let names = |table: &str| {
            connection.prepare(table, &format!("SELECT id, name FROM {table} WHERE workspace_id = $1"))
        };
        let (agents, teams) = (names("agent")?, names("team")?);
        let inbox = connection.prepare(
            "inbox",
            &format!(
                "SELECT {CONVERSATION} FROM conversation WHERE workspace_id = $1 AND merged_into IS NULL AND status <> 'spam'
                 ORDER BY last_activity_at DESC, id DESC LIMIT 51"
            ),
        )?;
        Ok(Self { connection, workspace, agents, teams, inbox })
    }

    fn names(&self, of: &Prepared) -> anyhow::Result<Names> {
        let found = self.connection.ask(of, &[number(self.workspace)])?;
        let name = |row: super::libpq::Row<'_>| -> anyhow::Result<(i64, String)> {
            Ok((row.number(0)?.unwrap_or_default(), row.text(1)?.unwrap_or_default().to_owned()))
        };
        found.rows().map(name).collect()
    }

    fn inbox(&self) -> anyhow::Result<Vec<u8>> {
        let (agents, teams) = (self.names(&self.agents)?, self.names(&self.teams)?);
        let found = self.connection.ask(&self.inbox, &[number(self.workspace)])?;
        let mut out = Vec::with_capacity(48 * 1024);
        out.extend_from_slice(b"{\"data\":");
        let mut to = serde_json::Serializer::new(&mut out);
        let mut list = to.serialize_seq(None)?;
        for row in found.rows().take(50) {
            list.serialize_element(&conversation(&row, &agents, &teams)?)?;
        }
        list.end()?;
        out.extend_from_slice(if found.len() > 50 { b",\"next\":\"more\"}" } else { b",\"next\":null}" });
        Ok(out)
    }
}

/// Measures, and adds to the table.
pub async fn measure(store: &Store, url: &str, table: &mut Table) -> anyhow::Result<()> {
    let running = store.start().await?;
    let token = running.token(store)?;
    let raw = Raw::open(url)?;
    compare(&running, &token, &raw, table)?;
    running.stop()
}

fn compare(running: &Program, token: &str, raw: &Raw, table: &mut Table) -> anyhow::Result<()> {
    let mut client = Alone::connect(&running.address)?;
    let inbox = [wire::get(INBOX, token)];
    let health = [wire::get("/healthz", "")];
    // The limit says what the program says, or it would be none.
    let ours: Value = serde_json::from_slice(client.ask(&inbox[0])?)?;
    let limit: Value = serde_json::from_slice(&raw.inbox()?)?;
    ensure!(ours["data"] == limit["data"], "the limit does not tell the inbox as the program does");

    let (mut time, mut work, mut way) = (Compared::new(), Compared::new(), Vec::new());
    asked(&mut client, &inbox, ASKED)?;
    for _ in 0..ROUNDS {
        let before = running.processor_time()?;
        let ours = asked(&mut client, &inbox, ASKED)?;
        let used = micros(running.processor_time()? - before) / ASKED as f64;
        let own = on_this_thread()?;
        let limit = repeated(&|| raw.inbox().map(drop), ASKED)?;
        work.round(used, micros(on_this_thread()? - own) / ASKED as f64);
        time.round(micros(ours.percentile(50.0)), micros(limit.percentile(50.0)));
        way.push(micros(asked(&mut client, &health, ASKED)?.percentile(50.0)));
    }
    let told = |one: f64| format!("{one:.0} µs");
    let (ours, limit) = (told(time.ours()), told(time.limit()));
    table.row(&cells(
        "inbox page of 50, one connection, against libpq",
        ours,
        limit,
        time.times(),
        "≤ 1.6 ×",
    ));
    let (ours, limit) = (told(work.ours()), told(work.limit()));
    table.row(&cells("– processor time", ours, limit, work.times(), "–"));
    let way = told(median(&way));
    let name = "– of it a bare question and answer (`/healthz`)";
    table.row(&cells(name, way, "–".to_owned(), "–".to_owned(), "–"));
    Ok(())
}
