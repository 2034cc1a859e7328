//! Single things that a store is asked for: orders in doubt, refunds and notes of orders, one or two at once.

use commerce::StoreError;
use commerce::model::{
    Shipment, SourceId, StoreCoupon, StoreCustomer, StoreNote, StoreOrder, StoreProduct, StoreRefund,
    StoreReview, StoreVariation,
};
use database::{DbError, Time, Tx};
use futures::{StreamExt, stream};
use jiff::SignedDuration;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::TurnError;
use super::errand_store::{self, Errand, ErrandKind};
use super::listed::{keep_details, want_details, want_variants};
use super::progress::Progress;
use super::store::{self, Claim};
use super::turn::{Turn, timed};
use crate::coupons;
use crate::orders::{self, Came, Order, Refunds, Touched};
use crate::products;
use crate::reviews;
use crate::stores;

/// Errands that are committed together.
const BATCH: usize = 20;

/// What an errand brought.
enum Brought {
    Order(Box<StoreOrder>, Value),
    Customer(Box<StoreCustomer>),
    Product(Box<StoreProduct>, Value),
    Coupon(Box<StoreCoupon>, Value),
    Review(Box<StoreReview>, Value),
    Refunds(Vec<StoreRefund>),
    Notes(Vec<StoreNote>),
    Fulfillments(Vec<Shipment>),
    Variants(Vec<StoreVariation>),
    /// There is no such thing any more.
    Nothing,
    /// The store has no such things at all, or does not show them.
    NoRoute,
    /// It is there but makes no sense.
    Nonsense(String),
}

/// Runs errands that are due, for as long as changes may wait; whether all were run. The past of a large store is a hundred
/// thousand of them: what changes meanwhile is read in between.
pub(super) async fn run(turn: &mut Turn) -> Result<bool, TurnError> {
    let mut until: Option<Time> = None;
    loop {
        let (workspace, id, now) = (turn.claim.workspace, turn.claim.store, turn.app.database.now());
        let due =
            turn.app.database.read(move |db| errand_store::errands(db, workspace, id, now, BATCH)).await?;
        if due.is_empty() {
            return Ok(true);
        }
        if until.is_some_and(|until| now >= until) {
            return Ok(false);
        }
        until.get_or_insert(now.plus(turn.habits.errands_for));
        run_batch(turn, due).await?;
    }
}

/// What could be fetched is kept even when something else could not.
async fn run_batch(turn: &mut Turn, due: Vec<Errand>) -> Result<(), TurnError> {
    let count = due.len() as u64;
    let pause = Duration::from_millis(turn.progress.pace.pause_ms);
    let this: &Turn = turn;
    let lacking = AtomicBool::new(this.lacks_fulfillments());
    let lacks = &lacking;
    let asked: Vec<(Errand, Result<Brought, StoreError>, SignedDuration)> = stream::iter(due)
        .map(|errand| async move {
            tokio::time::sleep(pause).await;
            let (brought, took) = timed(&this.app, fetch(this, &errand, lacks)).await;
            (errand, brought, took)
        })
        .buffer_unordered(turn.progress.pace.at_once())
        .collect()
        .await;
    let (mut fetched, mut failure) = (Vec::new(), None);
    for (errand, brought, took) in asked {
        match brought {
            Ok(brought) => {
                turn.answered(took);
                note(&mut turn.progress, errand.kind);
                fetched.push((errand, brought));
            }
            Err(error) => failure = Some(error),
        }
    }
    if lacking.into_inner() && !turn.lacks_fulfillments() {
        turn.progress.without_fulfillments = Some(turn.app.database.now());
    }
    turn.count_rate(count);
    let now = turn.app.database.now().timestamp();
    let target = Target {
        claim: turn.claim.clone(),
        currency: turn.currency.to_string(),
        whole: turn.client.tells_whole(),
        shown_since: turn.client.shows_orders_since(now).map(Time::from),
    };
    turn.commit(move |tx| keep(tx, &target, &fetched)).await?;
    failure.map_or(Ok(()), |error| Err(error.into()))
}

fn note(progress: &mut Progress, kind: ErrandKind) {
    match kind {
        ErrandKind::Refunds => progress.refunds.done += 1,
        ErrandKind::Notes => progress.notes.done += 1,
        ErrandKind::Order
        | ErrandKind::Customer
        | ErrandKind::Product
        | ErrandKind::Coupon
        | ErrandKind::Review
        | ErrandKind::Fulfillments
        | ErrandKind::Variants => {}
    }
}

/// Asks for one thing. What is gone and what makes no sense are answers too; anything else is a failure of the store. `lacking`:
/// whether the store has no fulfillments, which is found out by asking.
async fn fetch(turn: &Turn, errand: &Errand, lacking: &AtomicBool) -> Result<Brought, StoreError> {
    let id = SourceId::from(errand.source_id.as_str());
    let brought = match errand.kind {
        ErrandKind::Order => {
            turn.client.order(&id).await.map(|(order, json)| Brought::Order(Box::new(order), json))
        }
        ErrandKind::Customer => {
            turn.client.customer(&id).await.map(|found| Brought::Customer(Box::new(found)))
        }
        ErrandKind::Product => {
            let found = turn.client.product(&id, turn.currency).await;
            found.map(|(product, json)| Brought::Product(Box::new(product), json))
        }
        ErrandKind::Coupon => {
            let found = turn.client.coupon(&id, turn.currency).await;
            found.map(|(coupon, json)| Brought::Coupon(Box::new(coupon), json))
        }
        ErrandKind::Review => {
            turn.client.review(&id).await.map(|(review, json)| Brought::Review(Box::new(review), json))
        }
        ErrandKind::Refunds => match currency_of(turn, &errand.source_id).await {
            Some(currency) => turn.client.refunds(&id, currency).await.map(Brought::Refunds),
            None => Ok(Brought::Nothing),
        },
        ErrandKind::Notes => match turn.client.notes(&id).await {
            Err(StoreError::MissingScope { .. }) => Ok(Brought::NoRoute),
            other => other.map(Brought::Notes),
        },
        ErrandKind::Fulfillments if lacking.load(Ordering::Relaxed) => Ok(Brought::NoRoute),
        ErrandKind::Fulfillments => match turn.client.fulfillments(&id).await {
            Err(StoreError::NoApi | StoreError::Forbidden { .. }) => {
                lacking.store(true, Ordering::Relaxed);
                Ok(Brought::NoRoute)
            }
            other => other.map(Brought::Fulfillments),
        },
        ErrandKind::Variants => turn.client.variants(&id, turn.currency).await.map(Brought::Variants),
    };
    match brought {
        Err(StoreError::NotFound) => Ok(Brought::Nothing),
        Err(
            error @ (StoreError::Unreadable(_) | StoreError::Refused { .. } | StoreError::TooLarge { .. }),
        ) => Ok(Brought::Nonsense(error.to_string())),
        other => other,
    }
}

/// The currency of an order that is here.
async fn currency_of(turn: &Turn, source_id: &str) -> Option<commerce::money::Currency> {
    let (claim, source_id) = (turn.claim.clone(), source_id.to_owned());
    let order = turn
        .app
        .database
        .read(move |db| orders::find_source(db, claim.workspace, claim.store, &source_id))
        .await;
    order.ok().flatten()?.currency.parse().ok()
}

/// Where things that were fetched belong.
struct Target {
    claim: Claim,
    currency: String,
    /// Whether an order comes with all that hangs on it.
    whole: bool,
    /// What was placed earlier is not shown to us, if the store does not show all.
    shown_since: Option<Time>,
}

fn keep(tx: &mut Tx<'_>, target: &Target, fetched: &[(Errand, Brought)]) -> Result<(), DbError> {
    let mut touched = Touched::default();
    for (errand, brought) in fetched {
        keep_one(tx, target, errand, brought, &mut touched)?;
        errand_store::done(tx, &target.claim, errand)?;
    }
    touched.settle(tx, target.claim.workspace)
}

/// An order that the store no longer has goes to the bin, unless it may only be too old to be shown.
fn throw_away(
    tx: &mut Tx<'_>,
    target: &Target,
    source_id: &str,
    touched: &mut Touched,
) -> Result<(), DbError> {
    let (workspace, id) = (target.claim.workspace, target.claim.store);
    if let Some(since) = target.shown_since {
        let known = orders::find_source(tx.db, workspace, id, source_id)?;
        if known.is_none_or(|known| known.placed_at < since) {
            return Ok(());
        }
    }
    orders::throw_away(tx, workspace, id, source_id, None, touched).map(drop)
}

/// Whether an order last changed before its store was connected: nobody is to be told what came of it then. Stores write down
/// whole seconds.
fn was_past(tx: &mut Tx<'_>, target: &Target, order: &Order) -> Result<bool, DbError> {
    let store = stores::find(tx.db, target.claim.workspace, target.claim.store)?;
    Ok(store.is_some_and(|store| order.modified_at.plus(SignedDuration::from_secs(1)) <= store.created_at))
}

fn keep_one(
    tx: &mut Tx<'_>,
    target: &Target,
    errand: &Errand,
    brought: &Brought,
    touched: &mut Touched,
) -> Result<(), DbError> {
    let (workspace, id) = (target.claim.workspace, target.claim.store);
    match brought {
        Brought::Order(order, json) => {
            let saved =
                orders::save(tx, workspace, id, Came::Fetched, order, &orders::original_of(json), touched)?;
            if target.whole {
                keep_details(tx, workspace, id, order, saved)
            } else {
                want_details(tx, workspace, id, order, saved)
            }
        }
        Brought::Customer(account) => orders::account(tx, workspace, id, account).map(drop),
        Brought::Product(product, json) => {
            let original = orders::original_of(json);
            let saved = products::save(tx, workspace, id, &target.currency, product, &original)?;
            want_variants(tx, workspace, id, product, saved)
        }
        Brought::Variants(variants) => {
            products::save_variants(tx, workspace, id, &errand.source_id, variants).map(drop)
        }
        Brought::Coupon(coupon, json) => {
            let how = (target.currency.as_str(), Came::Fetched);
            coupons::save(tx, workspace, id, how, coupon, json).map(drop)
        }
        Brought::Review(review, json) => {
            reviews::save(tx, workspace, id, Came::Fetched, review, json).map(drop)
        }
        Brought::Refunds(refunds) => match orders::find_source(tx.db, workspace, id, &errand.source_id)? {
            Some(order) => orders::write_refunds(tx, &order, refunds, Refunds::Whole),
            None => Ok(()),
        },
        Brought::Notes(notes) => match orders::find_source(tx.db, workspace, id, &errand.source_id)? {
            Some(order) if !orders::is_forgotten(tx.db, &order)? => orders::write_notes(tx, &order, notes),
            Some(_) | None => Ok(()),
        },
        Brought::Fulfillments(parcels) => match orders::find_source(tx.db, workspace, id, &errand.source_id)?
        {
            Some(order) => {
                let came = if was_past(tx, target, &order)? { Came::InHistory } else { Came::Fetched };
                orders::write_fulfillments(tx, &order, parcels, came)
            }
            None => Ok(()),
        },
        Brought::NoRoute => Ok(()),
        Brought::Nothing => match errand.kind {
            ErrandKind::Order => throw_away(tx, target, &errand.source_id, touched),
            ErrandKind::Product => products::withdraw(tx, workspace, id, &errand.source_id, None).map(drop),
            ErrandKind::Coupon => coupons::withdraw(tx, workspace, id, &errand.source_id).map(drop),
            ErrandKind::Review => reviews::withdraw(tx, workspace, id, &errand.source_id).map(drop),
            ErrandKind::Customer
            | ErrandKind::Refunds
            | ErrandKind::Notes
            | ErrandKind::Fulfillments
            | ErrandKind::Variants => Ok(()),
        },
        Brought::Nonsense(why) => {
            store::skip(tx, workspace, id, errand.kind.as_str(), &errand.source_id, why)
        }
    }
}
