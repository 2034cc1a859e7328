//! Lists of a store, page by page: while one page is committed the next one is already asked for.

use std::sync::Arc;
use std::time::Duration;

use commerce::model::{SourceId, StoreCoupon, StoreCustomer, StoreOrder, StoreProduct, StoreReview};
use commerce::woocommerce::PER_PAGE;
use commerce::{Page, Skipped};
use database::{DbError, Tx, WorkspaceId};
use jiff::Timestamp;
use serde_json::Value;

use super::TurnError;
use super::progress::{Count, Place, Progress};
use super::store::{self, ErrandKind};
use super::turn::{Turn, timed};
use crate::coupons;
use crate::orders::{self, Came, Incoming, Refunds, Saved, Touched};
use crate::products;
use crate::reviews;
use crate::stores::{Pages, Start, StoreId};

/// Reads products, all or those changed since a moment.
pub(super) async fn products(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let (client, currency) = (Arc::clone(&turn.client), turn.currency);
    read(turn, |start| client.products(currency, since, start), since.is_none()).await
}

/// Reads all accounts.
pub(super) async fn customers(turn: &mut Turn) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.customers(start), true).await
}

/// Reads orders, all or those changed since a moment.
pub(super) async fn orders(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.orders(since, start), since.is_none()).await
}

/// Reads coupons, all or those changed since a moment.
pub(super) async fn coupons(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let (client, currency) = (Arc::clone(&turn.client), turn.currency);
    read(turn, |start| client.coupons(currency, since, start), since.is_none()).await
}

/// Reads reviews, all or those written since a moment.
pub(super) async fn reviews(turn: &mut Turn, since: Option<Timestamp>) -> Result<(), TurnError> {
    let client = Arc::clone(&turn.client);
    read(turn, |start| client.reviews(since, start), since.is_none()).await
}

/// Where things that are read belong.
pub(super) struct Target {
    pub workspace: WorkspaceId,
    pub store: StoreId,
    currency: String,
    came: Came,
    /// Whether an order comes with all that hangs on it.
    whole: bool,
}

impl Target {
    pub fn of<T: Listed>(turn: &Turn) -> Self {
        Self {
            workspace: turn.claim.workspace,
            store: turn.claim.store,
            currency: turn.currency.to_string(),
            came: if T::is_past(&turn.progress) { Came::InHistory } else { Came::Fetched },
            whole: turn.client.tells_whole(),
        }
    }
}

/// What is read in lists.
pub(super) trait Listed: Send + Sized + 'static {
    /// What it is called where something is left out.
    const KIND: &'static str;

    /// The store's id.
    fn source_id(&self) -> &SourceId;

    /// Where it is counted.
    fn count(progress: &mut Progress) -> &mut Count;

    /// Whether what is read now is the store's past, and no news.
    fn is_past(progress: &Progress) -> bool {
        progress.read_until.is_none()
    }

    /// Keeps some of them.
    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError>;
}

impl Listed for (StoreProduct, Value) {
    const KIND: &'static str = "product";

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.products
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError> {
        let originals: Vec<String> = items.iter().map(|(_, json)| orders::original_of(json)).collect();
        let incoming: Vec<products::Incoming<'_>> = items
            .iter()
            .zip(&originals)
            .map(|((source, _), original)| products::Incoming { source, original })
            .collect();
        let how = (target.currency.as_str(), target.came);
        let saved = products::save_all(tx, target.workspace, target.store, how, &incoming)?;
        for ((product, _), saved) in items.iter().zip(saved) {
            want_variants(tx, target.workspace, target.store, product, saved)?;
        }
        Ok(())
    }
}

impl Listed for StoreCustomer {
    const KIND: &'static str = "customer";

    fn source_id(&self) -> &SourceId {
        &self.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.customers
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError> {
        let accounts: Vec<&Self> = items.iter().collect();
        let mut touched = Touched::default();
        orders::accounts(tx, target.workspace, target.store, &accounts, target.came, &mut touched)?;
        touched.settle(tx, target.workspace)
    }
}

impl Listed for (StoreOrder, Value) {
    const KIND: &'static str = "order";

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.orders
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError> {
        let mut touched = Touched::default();
        let texts: Vec<_> =
            items.iter().map(|(order, json)| (orders::original_of(json), orders::words_of(order))).collect();
        let incoming: Vec<Incoming<'_>> = items
            .iter()
            .zip(&texts)
            .map(|((source, _), (original, words))| Incoming { source, original, words })
            .collect();
        let saved =
            orders::save_all(tx, target.workspace, target.store, target.came, &incoming, &mut touched)?;
        for ((order, _), saved) in items.iter().zip(saved) {
            if target.whole {
                keep_details(tx, target.workspace, target.store, order, saved)?;
            } else {
                want_details(tx, target.workspace, target.store, order, saved)?;
            }
        }
        touched.settle(tx, target.workspace)
    }
}

impl Listed for (StoreCoupon, Value) {
    const KIND: &'static str = "coupon";

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.coupons
    }

    fn is_past(progress: &Progress) -> bool {
        progress.coupons_apart.until.is_none()
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError> {
        let all: Vec<_> = items.iter().map(|(coupon, json)| (coupon, json)).collect();
        let how = (target.currency.as_str(), target.came);
        coupons::save_all(tx, target.workspace, target.store, how, &all).map(drop)
    }
}

impl Listed for (StoreReview, Value) {
    const KIND: &'static str = "review";

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.reviews
    }

    fn is_past(progress: &Progress) -> bool {
        progress.reviews_apart.until.is_none()
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self]) -> Result<(), DbError> {
        let all: Vec<_> = items.iter().map(|(review, json)| (review, json)).collect();
        reviews::save_all(tx, target.workspace, target.store, target.came, &all).map(drop)
    }
}

/// Refunds, notes and some parcels have addresses of their own in the store: they are asked for once the order is here.
pub(crate) fn want_details(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    order: &StoreOrder,
    saved: Saved,
) -> Result<(), DbError> {
    let source_id = order.source_id.as_str();
    if let Saved::InDoubt(_) = saved {
        store::want(tx, workspace, store_id, ErrandKind::Order, source_id)?;
    }
    match saved {
        Saved::Created(_) | Saved::Updated(_) | Saved::InDoubt(_) => {
            store::want(tx, workspace, store_id, ErrandKind::Notes, source_id)?;
            if !order.refunds.is_empty() {
                store::want(tx, workspace, store_id, ErrandKind::Refunds, source_id)?;
            }
            if order.fulfilled_apart {
                store::want(tx, workspace, store_id, ErrandKind::Fulfillments, source_id)?;
            }
            Ok(())
        }
        Saved::Unchanged(_) | Saved::Older(_) => Ok(()),
    }
}

/// Variants that did not come with their product have an address of their own in the store.
pub(crate) fn want_variants(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    product: &StoreProduct,
    saved: products::Saved,
) -> Result<(), DbError> {
    match saved {
        products::Saved::Created(_) | products::Saved::Updated(_) if product.variations.is_none() => {
            store::want(tx, workspace, store_id, ErrandKind::Variants, product.source_id.as_str())
        }
        products::Saved::Created(_)
        | products::Saved::Updated(_)
        | products::Saved::Unchanged(_)
        | products::Saved::Older(_) => Ok(()),
    }
}

/// An order that came with its refunds: nothing has to be asked for.
pub(super) fn keep_details(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    store_id: StoreId,
    order: &StoreOrder,
    saved: Saved,
) -> Result<(), DbError> {
    match saved {
        Saved::Created(_) if order.refunds.is_empty() => Ok(()),
        Saved::Created(id) | Saved::Updated(id) => {
            let known = orders::find(tx.db, workspace, id)?;
            known.map_or(Ok(()), |known| orders::write_refunds(tx, &known, &order.refunds, Refunds::Whole))
        }
        Saved::InDoubt(_) => {
            store::want(tx, workspace, store_id, ErrandKind::Order, order.source_id.as_str())
        }
        Saved::Unchanged(_) | Saved::Older(_) => Ok(()),
    }
}

async fn read<'c, T: Listed>(
    turn: &mut Turn,
    starting_at: impl Fn(&Start) -> Pages<'c, T>,
    counted: bool,
) -> Result<(), TurnError> {
    let place = &turn.progress.place;
    let mut pages = starting_at(&Start { page: place.page, cursor: place.cursor.clone() });
    let app = turn.app.clone();
    let (first, mut took) = timed(&app, pages.next_page()).await;
    let mut next = first?;
    if let (Some(page), Some(before)) = (&next, turn.progress.place.total)
        && pages.moves_up()
        && let Some(back) = moved_up(before, page)
    {
        pages = starting_at(&Start { page: page.number.saturating_sub(back), cursor: None });
        let (first, time) = timed(&app, pages.next_page()).await;
        (next, took) = (first?, time);
    }
    while let Some(page) = next {
        let pause = Duration::from_millis(turn.progress.pace.pause_ms);
        let ask = async {
            tokio::time::sleep(pause).await;
            timed(&app, pages.next_page()).await
        };
        turn.answered(took);
        let (kept, (asked, time)) = tokio::join!(keep(turn, page, counted), ask);
        kept?;
        (next, took) = (asked?, time);
    }
    if counted {
        T::count(&mut turn.progress).close();
    }
    Ok(())
}

/// How many pages to go back because the list became shorter while nobody was reading.
fn moved_up<T>(before: u64, page: &Page<T>) -> Option<u32> {
    let gone = before.checked_sub(page.total?).filter(|gone| *gone > 0)?;
    u32::try_from(gone.div_ceil(PER_PAGE.into())).ok().filter(|_| page.number > 1)
}

async fn keep<T: Listed>(turn: &mut Turn, page: Page<T>, counted: bool) -> Result<(), TurnError> {
    let read = page.items.len() + page.skipped.len();
    turn.count_rate(u64::try_from(read).unwrap_or(0));
    let place = turn.progress.place.clone();
    if counted {
        let fresh = |id: &SourceId| number(id).is_none_or(|id| id > place.last_id);
        let done = page.items.iter().filter(|item| fresh(item.source_id())).count();
        let skipped = page.skipped.iter().filter(|skip| skip.source_id.as_ref().is_none_or(fresh)).count();
        T::count(&mut turn.progress).add(done as u64, skipped as u64, page.total);
    }
    let highest = page.items.iter().filter_map(|item| number(item.source_id())).max();
    turn.progress.place = Place {
        page: page.number + 1,
        last_id: highest.unwrap_or(0).max(place.last_id),
        total: page.total,
        cursor: page.cursor.clone(),
    };
    let target = Target::of::<T>(turn);
    let rows = move |tx: &mut Tx<'_>| {
        T::keep(tx, &target, &page.items)?;
        for skipped in &page.skipped {
            leave_out(tx, &target, T::KIND, || format!("page {}", page.number), skipped)?;
        }
        Ok(())
    };
    if counted { turn.commit_news(rows).await } else { turn.commit(rows).await }
}

fn number(id: &SourceId) -> Option<u64> {
    id.as_str().parse().ok()
}

pub(super) fn leave_out(
    tx: &mut Tx<'_>,
    target: &Target,
    kind: &str,
    place: impl FnOnce() -> String,
    skipped: &Skipped,
) -> Result<(), DbError> {
    let id = skipped.source_id.as_ref().map_or_else(place, ToString::to_string);
    store::skip(tx, target.workspace, target.store, kind, &id, &skipped.error.to_string())
}
