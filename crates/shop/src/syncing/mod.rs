//! Reading stores: all of their past once, then what changes.
//!
//! One worker a node looks for stores that have something to do and takes each by a lease, so that two nodes never read
//! the same store. A turn ([`run`](self) in `turn.rs`) goes through phases: find out how to speak with the store, have it
//! tell us of changes, read products, accounts, orders, coupons and reviews page by page, then the refunds and notes of single
//! orders, those wanted last first (`errands.rs`). A page's rows and the place behind it are committed together: killed at any
//! point it goes on there, and nothing is doubled. While pages are written, next ones are read, and those that are at hand are
//! written in one transaction. A large Shopify store writes its lists into files, which are read instead (`exports`). Single
//! orders are many: every few minutes the turn leaves them for the next one, so that changes never wait.
//!
//! Afterwards changes come by the store's messages; every few minutes it is also asked what changed, and once a day its
//! orders and products are compared with in whole (`comparing.rs`, `comparing_products.rs`), because messages get lost and
//! deleting for good sends none. Its coupons, reviews and accounts are then read over (`reading_over.rs`): most of their changes move no
//! date, and neither do notes, which are looked at again (`looking_again.rs`).

mod comparing;
mod comparing_products;
mod errand_store;
mod errands;
mod exports;
mod listed;
mod looking_again;
mod pages;
mod progress;
mod reading_over;
mod store;
mod turn;
mod worker;

pub use errand_store::ErrandKind;
pub(crate) use errand_store::{waiting, want};
pub use exports::{Export, ExportTrouble};
pub(crate) use listed::{want_details, want_variants};
pub use progress::{Apart, Count, Pace, Phase, Place, Progress, Rate, SyncState};
pub use store::{Skip, Sync, find, skips};
pub(crate) use store::{forget, interrupt, nudge, start_over, wake};
pub use worker::{Habits, run, run_with};

use crate::stores::Ailment;
use database::DbError;
use std::time::Duration;

/// Why a turn ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TurnError {
    /// The store did not answer as it should.
    #[error("{ailment}")]
    Store {
        /// What is wrong.
        ailment: Ailment,
        /// Whether it may well pass by itself.
        passing: bool,
        /// How long the store asks to wait.
        wait: Option<Duration>,
    },
    /// Another worker has the store now.
    #[error("the lease was lost")]
    LeaseLost,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<commerce::StoreError> for TurnError {
    fn from(error: commerce::StoreError) -> Self {
        Self::Store { ailment: (&error).into(), passing: error.is_transient(), wait: error.retry_after() }
    }
}
