//! A WooCommerce store made of recordings, as a program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use commerce::replay::{NotRecorded, Options, ReplayStore};
use commerce::woocommerce::authorize::Scope;

/// Plays a recorded WooCommerce store until it is interrupted.
#[derive(Parser)]
struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Folder of recordings.
    #[arg(long)]
    recordings: Option<PathBuf>,
    /// Behave as if called over https: unsigned keys are accepted.
    #[arg(long)]
    behind_tls: bool,
    /// The site has plain permalinks.
    #[arg(long)]
    plain_permalinks: bool,
    /// So many orders, made of the recorded ones, in place of them.
    #[arg(long, default_value_t = 0)]
    orders: u64,
}

#[tokio::main]
async fn main() -> Result<(), NotRecorded> {
    let arguments = Arguments::parse();
    let defaults = Options::default();
    let store = ReplayStore::start(Options {
        listen: arguments.listen,
        recordings: arguments.recordings.unwrap_or(defaults.recordings),
        behind_tls: arguments.behind_tls,
        plain_permalinks: arguments.plain_permalinks,
        orders: arguments.orders,
    })
    .await?;
    let keys = store.keys(Scope::ReadWrite);
    let ready = format!("{}\n{} {}\n", store.url(), keys.consumer_key(), keys.consumer_secret());
    // Whoever started it may not be listening.
    let _ = std::io::stdout().write_all(ready.as_bytes());
    let _ = tokio::signal::ctrl_c().await;
    Ok(())
}
