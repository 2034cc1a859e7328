//! Comparing products with the store, once a day: a store that deletes one for good says so once, and that message may be lost.
//! The store is asked for the id and date of all its products, page by page in the order of their ids. What was found there, is
//! missing there or differs is asked for by itself, and so are variants that were never asked for.
//!
//! A page's findings and the place behind it are committed together, as with orders.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use commerce::model::ProductStanding;
use database::{DbError, Time};

use super::TurnError;
use super::errand_store::{self, ErrandKind};
use super::progress::Comparison;
use super::turn::{Turn, timed};
use crate::products::{self, Known};

/// Compares the products here with the products there, when it is time, or goes on with it.
pub(super) async fn look(turn: &mut Turn) -> Result<(), TurnError> {
    let now = turn.app.database.now();
    let fresh =
        turn.progress.products_compared_at.is_some_and(|at| now.since(at) < turn.habits.compare_every);
    let Some(begun) = turn.progress.product_comparison.or((!fresh).then(|| Comparison::at(now))) else {
        return Ok(());
    };
    let here = Here::load(turn).await?;
    let client = Arc::clone(&turn.client);
    let mut pages = client.product_standings(begun.page, begun.last_id);
    let mut place = begun;
    loop {
        let (page, took) = timed(&turn.app, pages.next_page()).await;
        let Some(page) = page? else { break };
        turn.answered(took);
        let last = page.items.iter().filter_map(|one| number(one.source_id.as_str())).max();
        let until = last.unwrap_or(place.last_id).max(place.last_id);
        let findings = here.findings(place.last_id, until, &page.items);
        place = Comparison { page: page.number.saturating_add(1), last_id: until, ..place };
        turn.progress.product_comparison = Some(place);
        keep(turn, findings).await?;
        tokio::time::sleep(Duration::from_millis(turn.progress.pace.pause_ms)).await;
    }
    let findings = here.findings(place.last_id, u64::MAX, &[]);
    turn.progress.products_compared_at = Some(place.began_at);
    turn.progress.product_comparison = None;
    keep(turn, findings).await
}

async fn keep(turn: &mut Turn, findings: Findings) -> Result<(), TurnError> {
    let claim = turn.claim.clone();
    turn.commit(move |tx| {
        let wanted = findings.products.iter().map(|id| (ErrandKind::Product, id));
        for (kind, id) in wanted.chain(findings.variants.iter().map(|id| (ErrandKind::Variants, id))) {
            errand_store::want(tx, claim.workspace, claim.store, kind, &id.to_string())?;
        }
        Ok(())
    })
    .await
}

/// What is to be asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Findings {
    products: BTreeSet<u64>,
    variants: BTreeSet<u64>,
}

/// The products here, by the store's number for them.
struct Here(BTreeMap<u64, Known>);

impl Here {
    async fn load(turn: &Turn) -> Result<Self, DbError> {
        let claim = turn.claim.clone();
        let known =
            turn.app.database.read(move |db| products::known(db, claim.workspace, claim.store)).await?;
        Ok(Self(known.into_iter().filter_map(|one| Some((number(&one.source_id)?, one))).collect()))
    }

    /// What differs among the products above `from` up to `to`, which the store listed as `there`. What is missing there may be
    /// newer than the list: it is asked for, and what is there stays.
    fn findings(&self, from: u64, to: u64, there: &[ProductStanding]) -> Findings {
        let listed: BTreeMap<u64, &ProductStanding> =
            there.iter().filter_map(|one| Some((number(one.source_id.as_str())?, one))).collect();
        let mut findings = Findings::default();
        for (id, standing) in &listed {
            let known = self.0.get(id);
            let moved = |known: &Known| {
                standing.modified_at.is_some_and(|at| known.modified_at != Some(Time::from(at)))
            };
            if known.is_none_or(|known| known.is_gone || moved(known)) {
                findings.products.insert(*id);
            }
            if known.is_some_and(|known| known.lacks_variants) {
                findings.variants.insert(*id);
            }
        }
        let above = from.saturating_add(1);
        if above <= to {
            let missing =
                self.0.range(above..=to).filter(|(id, known)| !known.is_gone && !listed.contains_key(*id));
            findings.products.extend(missing.map(|(id, _)| *id));
        }
        findings
    }
}

fn number(source_id: &str) -> Option<u64> {
    source_id.parse().ok()
}
