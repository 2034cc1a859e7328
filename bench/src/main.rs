//! The measures of Tillside, each beside its limit. `make bench` runs them and writes `docs/performance.md`.
//!
//! A measure starts the real program on the sample store in a folder of its own, asks it from outside as its users do,
//! and prints a table in Markdown: what was measured, the limit or goal, and the ratio. Two cores that are shared are
//! noisy: ratios hold, times don't, so whatever bounds a time (the disk's own commit) is measured in the same run.
#![expect(clippy::print_stdout, reason = "a table on standard output is what it is for")]

mod agents;
mod asking;
mod bare;
mod csv;
#[path = "../../crates/inbox/tests/email/imap/dovecot.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "it belongs to the tests, which need more of it and end where it fails"
)]
mod dovecot;
mod figures;
mod growth;
mod idler;
mod imap;
mod ingest;
mod limits;
mod mails;
mod panel;
mod parsing;
mod plot;
mod postgres;
mod program;
mod raw;
mod reading;
mod rounds;
mod searching;
mod shapes;
mod standing;
mod store;
mod sync;
mod widgets;
mod wire;

use clap::{Parser, Subcommand};

use crate::store::Store;

#[derive(Debug, Parser)]
#[command(name = "bench", about = "Measures Tillside beside its limits")]
struct Flags {
    #[command(flatten)]
    store: Store,
    #[command(subcommand)]
    measure: Measure,
}

#[derive(Debug, Subcommand)]
enum Measure {
    /// Makes the store, if it is missing.
    Make,
    /// What bounds the rest: the disk's own commit, and reading a mail with nothing around it.
    Limits,
    /// From the start of the process to being ready, and memory with nobody there.
    Standing,
    /// The inbox and a conversation, beside SQLite alone and the smallest server.
    Reading,
    /// Search by two words, and how soon a new message is found.
    Searching,
    /// The same questions on stores of different sizes.
    Growth(growth::Sizes),
    /// Mails that come in at once, beside SQLite writing the same rows.
    Ingest(ingest::Load),
    /// Many shoppers chat at once: how fast their words reach the agents, and what it costs in memory.
    Widgets(widgets::Load),
    /// Mails are read: how fast beside parsing alone, and how long the worst ones of a megabyte take.
    Mail(parsing::Load),
    /// Mail comes into a mailbox that is read by IMAP: how fast it reaches the agents.
    Imap(imap::Load),
    /// A file of orders is read into a store: how fast beside SQLite writing the same rows, and what it holds up.
    Csv(csv::Load),
    /// The inbox and mails that come in at once on PostgreSQL, beside libpq alone.
    Postgres(ingest::Load),
    /// Asks any HTTP server of this machine, for `scripts/bench-peers`, and prints figures as JSON.
    #[command(hide = true)]
    Ask(asking::Questions),
    /// A store is read for the first time: how fast beside fetching and parsing its pages alone, and whether what is shown is true.
    Sync(sync::Load),
    /// What stands beside a conversation: the customer and their orders, of a store with very many, beside SQLite alone.
    Panel(panel::Load),
    /// The store that is read for the first time, which that measure starts beside the program.
    #[command(hide = true)]
    Replay(sync::Replay),
    /// The smallest server, which another measure starts beside the program.
    #[command(hide = true)]
    Bare(bare::Bare),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Flags { store, measure } = Flags::parse();
    if let Measure::Bare(bare) = &measure {
        return bare::serve(bare).await;
    }
    if let Measure::Ask(questions) = &measure {
        println!("{}", asking::ask(questions)?);
        return Ok(());
    }
    if let Measure::Replay(replay) = &measure {
        return sync::play(replay).await;
    }
    if let Measure::Sync(load) = &measure {
        println!("{}", sync::measure(&store, load).await?);
        return Ok(());
    }
    if let Measure::Panel(load) = &measure {
        println!("{}", panel::measure(&store, load).await?);
        return Ok(());
    }
    if let Measure::Mail(load) = &measure {
        println!("{}", parsing::measure(load)?);
        return Ok(());
    }
    if let Measure::Imap(load) = &measure {
        println!("{}", imap::measure(&store, load).await?);
        return Ok(());
    }
    if let Measure::Csv(load) = &measure {
        println!("{}", csv::measure(&store, load).await?);
        return Ok(());
    }
    if let Measure::Growth(sizes) = &measure {
        println!("{}", growth::measure(&store, sizes).await?);
        return Ok(());
    }
    if let Some(taken) = store.make().await? {
        println!("{} conversations made in {:.0} s.\n", store.conversations, taken.as_secs_f64());
    }
    let told = match measure {
        Measure::Make
        | Measure::Bare(_)
        | Measure::Ask(_)
        | Measure::Growth(_)
        | Measure::Mail(_)
        | Measure::Imap(_)
        | Measure::Csv(_)
        | Measure::Sync(_)
        | Measure::Panel(_)
        | Measure::Replay(_) => {
            return Ok(());
        }
        Measure::Limits => standing::limits(&store)?,
        Measure::Standing => standing::measure(&store).await?,
        Measure::Reading => reading::measure(&store).await?,
        Measure::Searching => searching::measure(&store).await?,
        Measure::Ingest(load) => ingest::measure(&store, &load).await?,
        Measure::Postgres(load) => postgres::measure(&store, &load).await?,
        Measure::Widgets(load) => widgets::measure(&store, &load).await?,
    };
    println!("{told}");
    Ok(())
}
