//! Reading a store's coupons, reviews and accounts over as a whole, once a day. No date moves when a review is let through, called
//! spam or rewritten, nor when a coupon is worth something else, WooCommerce can't be asked which accounts changed, and deleting for
//! good sends no message: so each is taken over as the store has it, and what its list no longer names is asked for by itself. People
//! stay when their account goes.
//!
//! What is found on a page and the place behind it are committed together, so that a reading over that was killed goes on there.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use commerce::Page;
use commerce::model::{StoreCoupon, StoreCustomer, StoreReview};
use commerce::money::Currency;
use database::{Db, DbError, WorkspaceId};
use serde_json::Value;

use super::TurnError;
use super::errand_store::{self, ErrandKind};
use super::listed::{Listed, Target};
use super::progress::{Apart, Comparison, Progress};
use super::turn::{Turn, is_bar, timed};
use crate::stores::{Pages, Start, StoreClient, StoreId};
use crate::{coupons, reviews};

/// Reads over what is due to be, or goes on with it.
pub(super) async fn look(turn: &mut Turn) -> Result<(), TurnError> {
    // Stores that were read before accounts were read over.
    let read_until = turn.progress.read_until;
    turn.progress.customers_apart.whole_at = turn.progress.customers_apart.whole_at.or(read_until);
    open::<StoreCustomer>(turn).await?;
    open::<(StoreCoupon, Value)>(turn).await?;
    open::<(StoreReview, Value)>(turn).await
}

/// What is read over.
trait ReadOver: Listed {
    const ERRAND: ErrandKind;

    /// How far it is.
    fn apart(progress: &mut Progress) -> &mut Apart;

    /// The store's ids of those that its list should name.
    fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<String>, DbError>;

    /// The list behind a page and an id.
    fn behind(client: &StoreClient, currency: Currency, place: Comparison) -> Pages<'_, Self>;
}

impl ReadOver for StoreCustomer {
    const ERRAND: ErrandKind = ErrandKind::Customer;

    fn apart(progress: &mut Progress) -> &mut Apart {
        &mut progress.customers_apart
    }

    fn known(_: &mut Db, _: WorkspaceId, _: StoreId) -> Result<Vec<String>, DbError> {
        Ok(Vec::new())
    }

    fn behind(client: &StoreClient, _currency: Currency, place: Comparison) -> Pages<'_, Self> {
        client.accounts_behind(place.page)
    }
}

impl ReadOver for (StoreCoupon, Value) {
    const ERRAND: ErrandKind = ErrandKind::Coupon;

    fn apart(progress: &mut Progress) -> &mut Apart {
        &mut progress.coupons_apart
    }

    fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<String>, DbError> {
        coupons::known(db, workspace, store)
    }

    fn behind(client: &StoreClient, currency: Currency, place: Comparison) -> Pages<'_, Self> {
        client.coupons_behind(currency, place.page, place.last_id)
    }
}

impl ReadOver for (StoreReview, Value) {
    const ERRAND: ErrandKind = ErrandKind::Review;

    fn apart(progress: &mut Progress) -> &mut Apart {
        &mut progress.reviews_apart
    }

    fn known(db: &mut Db, workspace: WorkspaceId, store: StoreId) -> Result<Vec<String>, DbError> {
        reviews::known(db, workspace, store)
    }

    fn behind(client: &StoreClient, _currency: Currency, place: Comparison) -> Pages<'_, Self> {
        client.reviews(None, &Start { page: place.page, cursor: None })
    }
}

/// Reads one list over, if the store shows it; that it no longer does is no trouble of the store's.
async fn open<T: ReadOver>(turn: &mut Turn) -> Result<(), TurnError> {
    let now = turn.app.database.now();
    let apart = *T::apart(&mut turn.progress);
    let Some(whole_at) = apart.whole_at.filter(|_| apart.barred.is_none()) else { return Ok(()) };
    let fresh = now.since(whole_at) < turn.habits.compare_every;
    let Some(begun) = apart.over.or((!fresh).then(|| Comparison::at(now))) else { return Ok(()) };
    match read::<T>(turn, begun).await {
        Err(TurnError::Store { ailment, .. }) if is_bar(ailment.code) => {
            let apart = T::apart(&mut turn.progress);
            *apart = Apart { over: None, barred: Some(ailment.code), ..*apart };
            turn.commit(|_| Ok(())).await
        }
        other => other,
    }
}

async fn read<T: ReadOver>(turn: &mut Turn, begun: Comparison) -> Result<(), TurnError> {
    let (workspace, id) = (turn.claim.workspace, turn.claim.store);
    let known = turn.app.database.read(move |db| T::known(db, workspace, id)).await?;
    let known: BTreeSet<u64> = known.iter().filter_map(|id| id.parse().ok()).collect();
    let (client, currency) = (Arc::clone(&turn.client), turn.currency);
    let mut pages = T::behind(&client, currency, begun);
    let mut place = begun;
    loop {
        let (page, took) = timed(&turn.app, pages.next_page()).await;
        let Some(page) = page? else { break };
        turn.answered(took);
        let until = numbers(&page).max().unwrap_or(0).max(place.last_id);
        let listed: BTreeSet<u64> = numbers(&page).collect();
        let missing = between(&known, place.last_id, until, &listed);
        place = Comparison { page: page.number.saturating_add(1), last_id: until, ..place };
        T::apart(&mut turn.progress).over = Some(place);
        keep(turn, page.items, missing).await?;
        tokio::time::sleep(Duration::from_millis(turn.progress.pace.pause_ms)).await;
    }
    let missing = between(&known, place.last_id, u64::MAX, &BTreeSet::new());
    let apart = T::apart(&mut turn.progress);
    *apart = Apart { whole_at: Some(place.began_at), over: None, ..*apart };
    keep::<T>(turn, Vec::new(), missing).await
}

/// The numbers of the things on a page, those that make no sense among them.
fn numbers<T: ReadOver>(page: &Page<T>) -> impl Iterator<Item = u64> {
    let items = page.items.iter().map(T::source_id);
    let skipped = page.skipped.iter().filter_map(|skipped| skipped.source_id.as_ref());
    items.chain(skipped).filter_map(|id| id.as_str().parse().ok())
}

/// Those that are known above `from` up to `to` and were not listed.
fn between(known: &BTreeSet<u64>, from: u64, to: u64, listed: &BTreeSet<u64>) -> Vec<String> {
    let above = from.saturating_add(1);
    let range = if above <= to { Some(known.range(above..=to)) } else { None };
    range.into_iter().flatten().filter(|id| !listed.contains(id)).map(ToString::to_string).collect()
}

async fn keep<T: ReadOver>(turn: &mut Turn, items: Vec<T>, missing: Vec<String>) -> Result<(), TurnError> {
    let target = Target::of::<T>(turn);
    let items: Vec<T::Ready> = items.into_iter().map(T::ready).collect();
    turn.commit(move |tx| {
        T::keep(tx, &target, &items)?;
        for id in &missing {
            errand_store::want(tx, target.workspace, target.store, T::ERRAND, id)?;
        }
        Ok(())
    })
    .await
}
