//! What is read in lists, and how it is kept.

use std::collections::BTreeSet;

use commerce::Skipped;
use commerce::model::{SourceId, StoreCoupon, StoreCustomer, StoreOrder, StoreProduct, StoreReview};
use database::{DbError, Tx, WorkspaceId};
use serde_json::Value;

use super::errand_store::{self, ErrandKind};
use super::progress::{Count, Progress};
use super::store;
use super::turn::Turn;
use crate::coupons;
use crate::orders::{self, Came, Incoming, Refunds, Saved, Touched};
use crate::products;
use crate::reviews;
use crate::stores::StoreId;
use crate::words::Words;

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

    /// The same, ready to be written: what can be made before it is the writer's turn is made.
    type Ready: Send + Sync + 'static;

    /// Makes it ready.
    fn ready(self) -> Self::Ready;

    /// The store's id.
    fn source_id(&self) -> &SourceId;

    /// Where it is counted.
    fn count(progress: &mut Progress) -> &mut Count;

    /// Whether what is read now is the store's past, and no news.
    fn is_past(progress: &Progress) -> bool {
        progress.read_until.is_none()
    }

    /// Keeps some of them.
    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError>;
}

impl Listed for (StoreProduct, Value) {
    const KIND: &'static str = "product";

    /// With the store's JSON, as it is kept.
    type Ready = (StoreProduct, String);

    fn ready(self) -> Self::Ready {
        let (product, json) = self;
        (product, orders::original_of(&json))
    }

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.products
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError> {
        let incoming: Vec<products::Incoming<'_>> =
            items.iter().map(|(source, original)| products::Incoming { source, original }).collect();
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

    type Ready = Self;

    fn ready(self) -> Self {
        self
    }

    fn source_id(&self) -> &SourceId {
        &self.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.customers
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError> {
        let accounts: Vec<&Self> = items.iter().collect();
        let mut touched = Touched::default();
        orders::accounts(tx, target.workspace, target.store, &accounts, target.came, &mut touched)?;
        touched.settle(tx, target.workspace)
    }
}

impl Listed for (StoreOrder, Value) {
    const KIND: &'static str = "order";

    /// With the store's JSON, as it is kept, and the words to find it by.
    type Ready = (StoreOrder, String, Words);

    fn ready(self) -> Self::Ready {
        let (order, json) = self;
        let words = orders::words_of(&order);
        (order, orders::original_of(&json), words)
    }

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.orders
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError> {
        let mut touched = Touched::default();
        let incoming: Vec<Incoming<'_>> =
            items.iter().map(|(source, original, words)| Incoming { source, original, words }).collect();
        let saved =
            orders::save_all(tx, target.workspace, target.store, target.came, &incoming, &mut touched)?;
        let mut wanted = BTreeSet::new();
        for ((order, ..), saved) in items.iter().zip(saved) {
            if target.whole {
                keep_details(tx, target.workspace, target.store, order, saved)?;
            } else {
                wanted.extend(details_wanted(order, saved));
            }
        }
        errand_store::want_all(tx, target.workspace, target.store, &wanted)?;
        touched.settle(tx, target.workspace)
    }
}

impl Listed for (StoreCoupon, Value) {
    const KIND: &'static str = "coupon";

    type Ready = Self;

    fn ready(self) -> Self {
        self
    }

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.coupons
    }

    fn is_past(progress: &Progress) -> bool {
        progress.coupons_apart.until.is_none()
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError> {
        let all: Vec<_> = items.iter().map(|(coupon, json)| (coupon, json)).collect();
        let how = (target.currency.as_str(), target.came);
        coupons::save_all(tx, target.workspace, target.store, how, &all).map(drop)
    }
}

impl Listed for (StoreReview, Value) {
    const KIND: &'static str = "review";

    type Ready = Self;

    fn ready(self) -> Self {
        self
    }

    fn source_id(&self) -> &SourceId {
        &self.0.source_id
    }

    fn count(progress: &mut Progress) -> &mut Count {
        &mut progress.reviews
    }

    fn is_past(progress: &Progress) -> bool {
        progress.reviews_apart.until.is_none()
    }

    fn keep(tx: &mut Tx<'_>, target: &Target, items: &[Self::Ready]) -> Result<(), DbError> {
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
    errand_store::want_all(tx, workspace, store_id, &details_wanted(order, saved).collect())
}

fn details_wanted(order: &StoreOrder, saved: Saved) -> impl Iterator<Item = (ErrandKind, &str)> {
    let in_doubt = matches!(saved, Saved::InDoubt(_));
    let is_news = in_doubt || matches!(saved, Saved::Created(_) | Saved::Updated(_));
    let wanted = [
        (ErrandKind::Order, in_doubt),
        (ErrandKind::Refunds, is_news && !order.refunds.is_empty()),
        (ErrandKind::Notes, is_news),
        (ErrandKind::Fulfillments, is_news && order.fulfilled_apart),
    ];
    wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(kind, _)| (kind, order.source_id.as_str()))
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
            errand_store::want(tx, workspace, store_id, ErrandKind::Variants, product.source_id.as_str())
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
            errand_store::want(tx, workspace, store_id, ErrandKind::Order, order.source_id.as_str())
        }
        Saved::Unchanged(_) | Saved::Older(_) => Ok(()),
    }
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
