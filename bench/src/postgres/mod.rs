//! The same program on PostgreSQL, beside libpq alone: what an agent looks at, and mails that come in at once.

mod libpq;
mod reading;
mod writing;

use anyhow::Context as _;

use crate::figures::Table;
use crate::ingest::Load;
use crate::store::Store;

/// Measures, and tells it as a table. The store has to be in PostgreSQL.
pub async fn measure(store: &Store, load: &Load) -> anyhow::Result<String> {
    let url = store.database_url.as_deref().context("--database-url says which PostgreSQL")?;
    let mut table = Table::new(&["measure", "Tillside", "limit", "ratio (least–most)", "goal"]);
    reading::measure(store, url, &mut table).await?;
    let rows = writing::measure(store, url, load, &mut table).await?;
    let connection = libpq::Connection::open(url)?;
    let said = connection.run("SELECT current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')")?;
    let said = |column| {
        said.row(0).bytes(column).map(|bytes| String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned())
    };
    let (version, fsync, commit) = (said(0)?, said(1)?, said(2)?);
    Ok(format!(
        "PostgreSQL {version}, `fsync` {fsync}, `synchronous_commit` {commit}; {} conversations. Mails: {} rounds of {}, {rows} rows a mail; \
         from the second round on every other mail answers one. Processor times are the program's own and libpq's caller's, without the \
         server's.\n\n{table}",
        store.conversations, load.rounds, load.mails
    ))
}

fn cells(name: &str, ours: String, limit: String, ratio: String, goal: &str) -> [String; 5] {
    [name.to_owned(), ours, limit, ratio, goal.to_owned()]
}
