//! The measures of Tillside, each beside its limit. `make bench` runs them and writes `docs/performance.md`.
//!
//! A measure starts the real program on the sample store in a folder of its own, asks it from outside as its users do,
//! and prints a table in Markdown: what was measured, the limit or goal, and the ratio. Two cores that are shared are
//! noisy: ratios hold, times don't, so whatever bounds a time (the disk's own commit) is measured in the same run.
#![expect(clippy::print_stdout, reason = "a table on standard output is what it is for")]

mod agents;
#[path = "../../crates/inbox/tests/email/imap/dovecot.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "it belongs to the tests, which need more of it and end where it fails"
)]
mod dovecot;
mod figures;
mod imap;
mod limits;
mod mails;
mod program;
mod widgets;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "bench", about = "Measures Tillside beside its limits")]
struct Flags {
    /// The program to measure.
    #[arg(long, global = true, default_value = "target/release/tillside")]
    program: PathBuf,
    /// Size of the sample store, in percent of the whole one.
    #[arg(long, global = true, default_value_t = 100)]
    size: u16,
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Debug, Subcommand)]
enum Measure {
    /// Many shoppers chat at once: how fast their words reach the agents, and what it costs in memory.
    Widgets(widgets::Load),
    /// Mails are read: how fast beside parsing alone, and how long the worst ones of a megabyte take.
    Mail(mails::Load),
    /// Mail comes into a mailbox that is read by IMAP: how fast it reaches the agents.
    Imap(imap::Load),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let flags = Flags::parse();
    match flags.measure {
        Measure::Imap(load) => println!("{}", imap::measure(&flags.program, flags.size, &load).await?),
        Measure::Widgets(load) => println!("{}", widgets::measure(&flags.program, flags.size, &load).await?),
        Measure::Mail(load) => println!("{}", mails::measure(&load)?),
    }
    Ok(())
}
