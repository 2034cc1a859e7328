//! The worker of a node: looks for stores that have something to do, reads a few at once, and tells how each turn ended.

use std::collections::HashMap;
use std::time::Duration;

use database::events::NewEvent;
use database::secrets::fresh_token;
use database::{DbError, Time, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::App;
use serde_json::json;
use tokio::sync::watch;
use tokio::task::{Id, JoinSet};

use super::errand_store;
use super::progress::SyncState;
use super::store::{self, Claim, Ending};
use super::{TurnError, turn};
use crate::stores::{self, Ailment, HealthCode, StoreId, StoreState};

/// How often stores are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// How long a store belongs to a worker that says nothing. Longer than a store may take for an answer.
    pub lease: SignedDuration,
    /// How long a store may take for one answer.
    pub patience: Duration,
    /// An answer that takes so long is a slow one.
    pub slow_from: SignedDuration,
    /// How often a store is asked what changed.
    pub ask_every: SignedDuration,
    /// So long a turn asks for single things before it leaves the rest to the next one, which asks what changed first.
    pub errands_for: SignedDuration,
    /// How often a store is asked which orders it still has.
    pub compare_every: SignedDuration,
    /// How often a store is asked how far the file is that it writes.
    pub look_every: SignedDuration,
    /// Lists of so many things are read from files that the store writes, where it does that.
    pub export_from: u64,
    /// The first wait after a failure; it doubles with each one that follows.
    pub first_wait: SignedDuration,
    /// How often the worker looks for something to do.
    pub pulse: Duration,
    /// Stores that a node reads at once.
    pub at_once: usize,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            lease: SignedDuration::from_secs(100),
            patience: stores::PATIENCE,
            slow_from: SignedDuration::from_secs(8),
            ask_every: SignedDuration::from_mins(5),
            errands_for: SignedDuration::from_mins(5),
            compare_every: SignedDuration::from_hours(24),
            look_every: SignedDuration::from_secs(5),
            export_from: 250,
            first_wait: SignedDuration::from_secs(10),
            pulse: Duration::from_millis(500),
            at_once: 4,
        }
    }
}

/// The longest wait after failures in a row.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// Reads stores until `stop` turns true.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    run_with(app, Habits::default(), stop).await;
}

/// The same with other habits.
pub async fn run_with(app: App, habits: Habits, mut stop: watch::Receiver<bool>) {
    let mut worker =
        Worker { owner: fresh_token(), app, habits, turns: JoinSet::new(), running: HashMap::new() };
    if worker.app.database.is_embedded() {
        // One process is all there is: whoever held a store is gone.
        worker.let_go(None).await;
    }
    while !*stop.borrow() {
        worker.start_turns().await;
        tokio::select! {
            _ = stop.changed() => {}
            Some(ended) = worker.turns.join_next_with_id(), if !worker.turns.is_empty() => worker.ended(ended),
            () = tokio::time::sleep(worker.habits.pulse) => {}
        }
    }
    worker.turns.shutdown().await;
    worker.let_go(Some(worker.owner.clone())).await;
}

struct Worker {
    owner: String,
    app: App,
    habits: Habits,
    turns: JoinSet<()>,
    running: HashMap<Id, StoreId>,
}

impl Worker {
    async fn start_turns(&mut self) {
        match self.due().await {
            Ok(due) => {
                for (workspace, id) in due {
                    if self.turns.len() < self.habits.at_once
                        && !self.running.values().any(|known| *known == id)
                    {
                        let claim = Claim { workspace, store: id, owner: self.owner.clone() };
                        let task = self.turns.spawn(take_turn(self.app.clone(), claim, self.habits));
                        self.running.insert(task.id(), id);
                    }
                }
            }
            Err(cause) => tracing::warn!(%cause, "the stores that are due could not be found"),
        }
    }

    async fn due(&self) -> Result<Vec<(WorkspaceId, StoreId)>, DbError> {
        let now = self.app.database.now();
        self.app.database.read(move |db| store::due(db, now, 32)).await
    }

    fn ended(&mut self, ended: Result<(Id, ()), tokio::task::JoinError>) {
        let id = match &ended {
            Ok((id, ())) => *id,
            Err(cause) => {
                tracing::error!(%cause, "a turn with a store panicked");
                cause.id()
            }
        };
        self.running.remove(&id);
    }

    async fn let_go(&self, owner: Option<String>) {
        let released = self.app.database.write(move |tx| store::release_all(tx, owner.as_deref())).await;
        if let Err(cause) = released {
            tracing::warn!(%cause, "stores could not be let go; their leases will run out");
        }
    }
}

async fn take_turn(app: App, claim: Claim, habits: Habits) {
    let (mine, lease) = (claim.clone(), habits.lease);
    match app.database.write(move |tx| store::claim(tx, &mine, lease)).await {
        Ok(true) => {}
        Ok(false) => return,
        Err(cause) => {
            tracing::warn!(%cause, "a store could not be claimed");
            return;
        }
    }
    let mut ended = turn::run(app.clone(), claim.clone(), habits).await;
    // A token that ended in the middle of a turn was made new meanwhile.
    if is_shut_out(&ended) && stores::is_renewed(&app, claim.workspace, claim.store).await {
        ended = turn::run(app.clone(), claim.clone(), habits).await;
    }
    if let Err(cause) = &ended {
        tracing::info!(store = %claim.store, %cause, "a turn with a store ended early");
    }
    let concluded = app.database.write(move |tx| conclude(tx, &claim, habits, &ended)).await;
    if let Err(cause) = concluded {
        tracing::warn!(%cause, "the end of a turn could not be written down; its lease will run out");
    }
}

fn is_shut_out(ended: &Result<Option<Time>, TurnError>) -> bool {
    matches!(ended, Err(TurnError::Store { ailment, .. }) if ailment.code == HealthCode::KeysRefused)
}

/// Writes down how a turn ended: the store's health, and when it is looked at again.
fn conclude(
    tx: &mut Tx<'_>,
    claim: &Claim,
    habits: Habits,
    ended: &Result<Option<Time>, TurnError>,
) -> Result<(), DbError> {
    tx.expect_much(false)?;
    let Some(sync) = store::find(tx.db, claim.workspace, claim.store)? else { return Ok(()) };
    match ended {
        Ok(Some(later)) => {
            recover(tx, claim)?;
            store::release(tx, claim, Ending { state: sync.state, due_at: *later, failures: 0 })
        }
        Ok(None) => {
            let next = tx.now.plus(habits.ask_every);
            let errand = errand_store::next_errand(tx.db, claim.workspace, claim.store)?;
            let due_at = errand.map_or(next, |errand| errand.min(next));
            recover(tx, claim)?;
            store::release(tx, claim, Ending { state: sync.state, due_at, failures: 0 })
        }
        Err(TurnError::LeaseLost) => Ok(()),
        Err(TurnError::Database(_)) => {
            let due_at = tx.now.plus(habits.first_wait);
            store::release(tx, claim, Ending { state: sync.state, due_at, failures: sync.failures + 1 })
        }
        Err(TurnError::Store { ailment, passing, wait }) => {
            let failures = sync.failures + 1;
            fail(tx, claim, ailment, *passing)?;
            let strained =
                [HealthCode::RateLimited, HealthCode::Busy, HealthCode::TimedOut].contains(&ailment.code);
            if wait.is_some() || strained {
                let mut progress = sync.progress;
                progress.pace.complained();
                store::set_progress(tx, claim, &progress)?;
            }
            let state = if *passing { sync.state } else { SyncState::Failed };
            let due_at = after_failure(tx.now, habits.first_wait, failures, *wait);
            store::release(tx, claim, Ending { state, due_at, failures })
        }
    }
}

/// The wait doubles with each failure; the store's own wish counts if it is longer.
fn after_failure(now: Time, first: SignedDuration, failures: i64, wish: Option<Duration>) -> Time {
    let doublings = u32::try_from(failures.clamp(1, 12)).unwrap_or(12) - 1;
    let own = first.checked_mul(2_i32.pow(doublings)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
    let wish = wish.and_then(|wish| SignedDuration::try_from(wish).ok()).unwrap_or(SignedDuration::ZERO);
    now.plus(own.max(wish.min(LONGEST_WAIT)))
}

/// A store that works again is what it was before it failed, but for troubles with its messages.
fn recover(tx: &mut Tx<'_>, claim: &Claim) -> Result<(), DbError> {
    let Some(known) = stores::find(tx.db, claim.workspace, claim.store)? else { return Ok(()) };
    if known.state == StoreState::Failed {
        stores::set_state(tx, claim.workspace, claim.store, StoreState::Ready)?;
    }
    let ailment = stores::messages_ailment(&known);
    if known.health_code == ailment.as_ref().map(|ailment| ailment.code) {
        return Ok(());
    }
    stores::set_health(tx, claim.workspace, claim.store, ailment.as_ref())?;
    let payload = json!({ "store_id": claim.store, "code": ailment.map(|ailment| ailment.code) });
    tx.append(NewEvent::new(claim.workspace, "store.updated", claim.store.0, "system").with(payload))?;
    Ok(())
}

fn fail(tx: &mut Tx<'_>, claim: &Claim, ailment: &Ailment, passing: bool) -> Result<(), DbError> {
    let news = stores::set_health(tx, claim.workspace, claim.store, Some(ailment))?;
    if !passing {
        stores::set_state(tx, claim.workspace, claim.store, StoreState::Failed)?;
    }
    if news {
        let payload = json!({ "store_id": claim.store, "code": ailment.code, "state": ailment.code.state() });
        tx.append(NewEvent::new(claim.workspace, "store.failed", claim.store.0, "system").with(payload))?;
    }
    Ok(())
}
