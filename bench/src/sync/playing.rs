//! The played store, in a process of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use commerce::replay::{Options, ReplayStore};
use commerce::woocommerce::authorize::Scope;

use crate::program;

/// How many orders it has.
#[derive(Debug, Args)]
pub struct Replay {
    #[arg(long)]
    orders: u64,
}

/// Plays until it is killed.
pub async fn play(replay: &Replay) -> anyhow::Result<()> {
    let store = ReplayStore::start(Options { orders: replay.orders, ..Options::default() }).await?;
    let keys = store.keys(Scope::ReadWrite);
    let mut out = std::io::stdout();
    writeln!(out, "{}\n{}\n{}", store.url(), keys.consumer_key(), keys.consumer_secret())?;
    out.flush()?;
    std::future::pending().await
}

/// The process.
pub struct Played {
    child: Child,
    pub url: String,
    pub key: String,
    pub secret: String,
}

impl Played {
    pub fn start(orders: u64) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["replay", "--orders", &orders.to_string()]).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let said = child.stdout.take().context("a store that says nothing")?;
        let mut lines = BufReader::new(said).lines();
        let mut next = || anyhow::Ok(lines.next().context("the played store does not start")??);
        Ok(Self { url: next()?, key: next()?, secret: next()?, child })
    }

    /// Processor time that it has used.
    pub fn processor_time(&self) -> anyhow::Result<Duration> {
        program::processor_time(self.child.id())
    }

    /// Orders that it has given out.
    pub async fn given(&self) -> anyhow::Result<u64> {
        let url = format!("{}/replay/given", self.url.trim_end_matches('/'));
        Ok(reqwest::get(url).await?.text().await?.trim().parse()?)
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
