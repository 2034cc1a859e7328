//! All mailboxes that are read, looked after by one worker.
//!
//! Each has a task and, while it is read, a connection; none has a thread. On PostgreSQL every node runs this worker: a
//! mailbox belongs to the node that holds its lease, and nothing is stored by another.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use database::DbError;
use jiff::SignedDuration;
use people::App;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::problem::{Problem, ProblemCode};
use super::store::{self, Holder, Key, State};
use super::watching::{self, Failure, Memory};
use crate::channels::ChannelId;

/// How often things are done.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// All folders are asked for, whatever the server tells by itself: it may fall silent.
    pub poll: Duration,
    /// How long one IDLE lasts: routers forget connections that are silent for longer (RFC 2177 wants less than 29 minutes).
    pub idle: Duration,
    /// It is looked for mails that came below others.
    pub sweep: SignedDuration,
    /// How long a mailbox belongs to a node that says nothing.
    pub lease: SignedDuration,
    /// The first pause after a failure.
    pub pause: Duration,
}

impl Default for Pace {
    /// Three minutes, nine minutes, an hour, a quarter of a minute, a second.
    fn default() -> Self {
        Self {
            poll: Duration::from_secs(180),
            idle: Duration::from_secs(540),
            sweep: SignedDuration::from_hours(1),
            lease: SignedDuration::from_secs(15),
            pause: Duration::from_secs(1),
        }
    }
}

/// Most connections of this node that read, and most that only listen.
const MOST_CONNECTIONS: usize = 200;
/// Settings that changed are looked for this often, and when something was committed.
const LOOK: Duration = Duration::from_secs(5);
/// Not more often than this.
const BREATH: Duration = Duration::from_millis(250);

/// Reads the mailboxes of all workspaces.
#[derive(Clone)]
pub struct Reading {
    pub(super) app: App,
    pub(super) holder: Holder,
    pub(super) pace: Pace,
    connections: Arc<Semaphore>,
    /// Places for connections that only listen.
    pub(super) ears: Arc<Semaphore>,
}

impl Reading {
    /// Reads at the usual pace.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self::at_pace(app, Pace::default())
    }

    /// Reads at another pace.
    #[must_use]
    pub fn at_pace(app: App, pace: Pace) -> Self {
        let who = app.database.id::<ChannelId>().0;
        let holder = Holder { who, alone: app.database.is_embedded() };
        let places = || Arc::new(Semaphore::new(MOST_CONNECTIONS));
        Self { app, holder, pace, connections: places(), ears: places() }
    }

    /// Reads until `stop` turns true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut news = self.app.database.commits();
        let mut running: HashMap<Key, watch::Sender<bool>> = HashMap::new();
        let mut tasks = JoinSet::new();
        while !*stop.borrow() {
            news.mark_unchanged();
            match self.app.database.read(store::wanted).await {
                Ok(wanted) => {
                    // Whose sender is dropped stops.
                    running.retain(|key, _| wanted.contains(key));
                    for key in wanted {
                        running.entry(key).or_insert_with(|| {
                            let (sender, receiver) = watch::channel(false);
                            let reading = self.clone();
                            tasks.spawn(async move { reading.attend(key, receiver).await });
                            sender
                        });
                    }
                }
                Err(cause) => tracing::warn!(%cause, "the mailboxes to be read can't be read"),
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
                changed = news.changed() => if changed.is_err() { break },
                Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(BREATH) => {}
            }
        }
        drop(running);
        while tasks.join_next().await.is_some() {}
    }

    /// Reads one mailbox whenever it belongs to this node.
    async fn attend(&self, key: Key, mut stop: watch::Receiver<bool>) {
        let mut memory = Memory::default();
        let mut failures = 0;
        loop {
            if self.take_lease(key).await {
                tokio::select! {
                    () = self.attempts(key, &mut memory, &mut failures) => {}
                    () = self.keep_lease(key) => {}
                    _ = stop.changed() => return self.give_back(key).await,
                }
            }
            tokio::select! {
                () = tokio::time::sleep(self.renewal()) => {}
                _ = stop.changed() => return,
            }
        }
    }

    /// One attempt after the other, until the mailbox is another's.
    async fn attempts(&self, key: Key, memory: &mut Memory, failures: &mut u32) {
        loop {
            let problem = {
                let Ok(_place) = self.connections.acquire().await else { return };
                watching::watch(self, key, memory).await
            };
            if problem.code == ProblemCode::Superseded {
                return;
            }
            *failures = if std::mem::take(&mut memory.went_well) { 1 } else { *failures + 1 };
            let pause = self.pause(key, &problem, *failures);
            tracing::info!(channel = %key.channel, %problem, failures, ?pause, "a mailbox can't be read");
            // That a connection ended once is no news: it is made again at once.
            let is_usual = *failures == 1 && !problem.code.needs_a_person();
            let failure = Failure {
                problem,
                failures: (*failures).into(),
                pause: SignedDuration::try_from(pause).unwrap_or(SignedDuration::MAX),
            };
            if !is_usual && let Err(cause) = watching::note(self, key, State::Failing, Some(failure)).await {
                tracing::warn!(%cause, "how a mailbox is read can't be written down");
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// A second, 2, 4 … up to 5 minutes; where only a person can help a minute at first and up to half an hour; each longer
    /// by up to a quarter, so that what failed together does not come back together.
    fn pause(&self, key: Key, problem: &Problem, failures: u32) -> Duration {
        let (first, most) = match problem.code {
            code if code.needs_a_person() => (60, 1800),
            ProblemCode::Throttled => (60, 900),
            _ => (1, 300),
        };
        let seconds = (first << failures.saturating_sub(1).min(10)).min(most);
        let mixed = (key.channel.0 ^ i64::from(failures)).cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let share = u32::try_from((mixed >> 40) & 0xff).unwrap_or(0);
        let whole = self.pace.pause * seconds;
        whole + whole * share / 1024
    }

    fn renewal(&self) -> Duration {
        Duration::try_from(self.pace.lease / 3).unwrap_or(Duration::from_secs(1))
    }

    async fn take_lease(&self, key: Key) -> bool {
        if self.holder.alone {
            return true;
        }
        let (holder, long) = (self.holder, self.pace.lease);
        match self.app.database.write(move |tx| store::lease(tx, key, holder, long)).await {
            Ok(taken) => taken,
            Err(cause) => {
                tracing::warn!(%cause, "a mailbox can't be leased");
                false
            }
        }
    }

    /// Returns when the mailbox is lost to another node.
    async fn keep_lease(&self, key: Key) {
        if self.holder.alone {
            return std::future::pending().await;
        }
        loop {
            tokio::time::sleep(self.renewal()).await;
            if !self.take_lease(key).await {
                return;
            }
        }
    }

    async fn give_back(&self, key: Key) {
        let holder = self.holder;
        let back: Result<(), DbError> =
            self.app.database.write(move |tx| store::release(tx, key, holder)).await;
        if let Err(cause) = back {
            tracing::warn!(%cause, "a mailbox can't be given back");
        }
    }
}
