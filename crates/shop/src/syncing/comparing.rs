//! Comparing with the store, once a day: messages get lost, a store that deletes an order for good says nothing, and a
//! plug-in may change one without moving its date. The store is asked for the id, state and date of all its orders, page by
//! page in the order of their ids. What was found there, is missing there or differs is asked for by itself.
//!
//! A page's findings and the place behind it are committed together, so that a comparison that was killed goes on there.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use commerce::model::OrderState;
use database::{DbError, Time};

use super::TurnError;
use super::errand_store::{self, ErrandKind};
use super::progress::Comparison;
use super::turn::{Turn, timed};
use crate::orders::{self, Known};

/// Compares the orders here with the orders there, when it is time, or goes on with it.
pub(super) async fn look(turn: &mut Turn) -> Result<(), TurnError> {
    let now = turn.app.database.now();
    let fresh = turn.progress.compared_at.is_some_and(|at| now.since(at) < turn.habits.compare_every);
    let Some(begun) = turn.progress.comparison.or((!fresh).then(|| Comparison::at(now))) else {
        return Ok(());
    };
    let here = Here::load(turn, begun.began_at).await?;
    let client = Arc::clone(&turn.client);
    let mut pages = client.order_states(begun.page, begun.last_id);
    let mut place = begun;
    loop {
        let (page, took) = timed(&turn.app, pages.next_page()).await;
        let Some(page) = page? else { break };
        turn.answered(took);
        let last = page.items.iter().filter_map(|order| number(order.source_id.as_str())).max();
        let until = last.unwrap_or(place.last_id).max(place.last_id);
        let findings = here.findings(place.last_id, until, &page.items);
        place = Comparison { page: page.number.saturating_add(1), last_id: until, ..place };
        turn.progress.comparison = Some(place);
        keep(turn, findings).await?;
        tokio::time::sleep(Duration::from_millis(turn.progress.pace.pause_ms)).await;
    }
    let findings = here.findings(place.last_id, u64::MAX, &[]);
    turn.progress.compared_at = Some(place.began_at);
    turn.progress.comparison = None;
    keep(turn, findings).await
}

async fn keep(turn: &mut Turn, findings: Vec<String>) -> Result<(), TurnError> {
    let claim = turn.claim.clone();
    turn.commit(move |tx| {
        for id in &findings {
            errand_store::want(tx, claim.workspace, claim.store, ErrandKind::Order, id)?;
        }
        Ok(())
    })
    .await
}

/// The orders here, by the store's number for them.
struct Here {
    orders: BTreeMap<u64, Known>,
    /// What was placed later may be newer than the store's answer.
    until: Time,
    /// What was placed earlier is not shown to us, if the store does not show all.
    since: Option<Time>,
}

impl Here {
    async fn load(turn: &Turn, until: Time) -> Result<Self, DbError> {
        let claim = turn.claim.clone();
        let known = turn.app.database.read(move |db| orders::known(db, claim.workspace, claim.store)).await?;
        let by_number = known.into_iter().filter_map(|order| Some((number(&order.source_id)?, order)));
        let since = turn.client.shows_orders_since(until.timestamp()).map(Time::from);
        Ok(Self { orders: by_number.collect(), until, since })
    }

    /// What differs among the orders above `from` up to `to`, which the store listed as `there`.
    fn findings(&self, from: u64, to: u64, there: &[OrderState]) -> Vec<String> {
        let listed: BTreeMap<u64, &OrderState> =
            there.iter().filter_map(|order| Some((number(order.source_id.as_str())?, order))).collect();
        let differs = |(id, order): (&u64, &&OrderState)| match self.orders.get(id) {
            None => true,
            Some(known) => {
                let moved = order.modified_at.is_some_and(|at| Time::from(at) != known.modified_at);
                known.in_bin || moved || order.status.raw != known.raw_status
            }
        };
        let found = listed.iter().filter(|one| differs(*one)).map(|(id, _)| id.to_string());
        let above = from.saturating_add(1);
        let range = if above <= to { Some(self.orders.range(above..=to)) } else { None };
        let gone = |(id, known): &(&u64, &Known)| {
            let shown = self.since.is_none_or(|since| known.placed_at >= since);
            !known.in_bin && shown && known.placed_at < self.until && !listed.contains_key(*id)
        };
        let missing = range.into_iter().flatten().filter(gone).map(|(id, _)| id.to_string());
        found.chain(missing).collect()
    }
}

fn number(source_id: &str) -> Option<u64> {
    source_id.parse().ok()
}
