//! Noticing what is gone: a store that deletes an order for good says nothing. Once a day it is asked for all its
//! orders; each that is here and not among them is asked for by itself, and goes to the bin if the store knows it no more.

use std::collections::HashSet;
use std::sync::Arc;

use database::DbError;

use super::TurnError;
use super::store::{self, ErrandKind};
use super::turn::Turn;
use crate::orders;

/// Compares the orders here with the orders there, when it is time.
pub(super) async fn look(turn: &mut Turn) -> Result<(), TurnError> {
    let now = turn.app.database.now();
    if turn.progress.compared_at.is_some_and(|at| now.since(at) < turn.habits.compare_every) {
        return Ok(());
    }
    let there = ids_there(turn).await?;
    let (claim, until) = (turn.claim.clone(), now);
    let here =
        turn.app.database.read(move |db| orders::source_ids(db, claim.workspace, claim.store, until)).await?;
    let missing: Vec<String> = here.into_iter().filter(|id| !there.contains(id)).collect();
    turn.progress.compared_at = Some(now);
    let claim = turn.claim.clone();
    turn.commit(move |tx| {
        for id in &missing {
            store::want(tx, claim.workspace, claim.store, ErrandKind::Order, id)?;
        }
        Ok(())
    })
    .await
}

async fn ids_there(turn: &mut Turn) -> Result<HashSet<String>, TurnError> {
    let client = Arc::clone(&turn.client);
    let mut pages = client.order_ids();
    let mut ids = HashSet::new();
    while let Some(page) = pages.next_page().await? {
        ids.extend(page.items.into_iter().map(|id| id.0));
        turn.commit(|_| Ok::<(), DbError>(())).await?;
    }
    Ok(ids)
}
