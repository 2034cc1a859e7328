//! The limit: the same pages fetched one after the other and parsed into the model, by the product's own client, and nothing else.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use commerce::PlainHttp;
use commerce::woocommerce::{Client, Keys, Stamp, probe};
use database::{Clock as _, SystemClock};

use super::playing::Played;
use crate::program;

/// What it took.
pub struct Fetched {
    pub orders: u64,
    pub took: Duration,
    pub processor: Duration,
}

pub async fn fetch(played: &Played) -> anyhow::Result<Fetched> {
    let http = PlainHttp::new()?;
    let keys = Keys::parse(&played.key, &played.secret)?;
    let found = probe(&http, &played.url.parse()?, &keys, stamp).await?;
    let client = Client::new(found.connection, http, stamp);
    let (begun, used) = (Instant::now(), program::processor_time(std::process::id())?);
    let mut pages = client.orders(None);
    let mut orders = 0;
    while let Some(page) = pages.next_page().await? {
        orders += black_box(page).items.len() as u64;
    }
    Ok(Fetched {
        orders,
        took: begun.elapsed(),
        processor: program::processor_time(std::process::id())?.saturating_sub(used),
    })
}

/// The moment, and a number that was never there before.
fn stamp() -> Stamp {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let now = SystemClock.now();
    let number = u128::from(NUMBER.fetch_add(1, Ordering::Relaxed));
    let nonce = u128::from(now.micros().unsigned_abs()) << 64 | number;
    Stamp { at: now.timestamp(), nonce: nonce.to_le_bytes() }
}
