//! Sending actions to stores, whichever kind they are: each is done once, whatever happens on the way.
//!
//! 1. Ask the store. If our mark is there it is done, whoever was told or not.
//! 2. Sent before, and no mark: as long as a slow store may still be at it, wait; an order that changed meanwhile is told
//!    only then.
//!    A store that keeps no trace of what it did is not had to do it again: that it is not known is told.
//! 3. Not as it was when a person confirmed it: it is not done, and they are told.
//! 4. Write down that it is sent now and what is there, then send it. A refusal is told; anything that leaves a doubt
//!    begins again at 1.

use std::time::Duration;

use commerce::StoreError;
use commerce::acting::{self, Acting, Deed, Made, Seen};
use commerce::model::SourceId;
use commerce::money::Currency;
use database::outbox::{Attempt, Row, Sender, Settled};
use database::{DbError, Tx};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use people::App;

use super::action::{Action, ActionId, Before, Outcome, State};
use super::requesting::tell;
use super::{live, store};
use crate::orders::{self, Order};
use crate::stores::{self, Ailment, Store};
use crate::syncing::{self, ErrandKind};

/// The outbox kind of actions.
pub const KIND: &str = "order_action";

/// How stores are treated.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// How long a store may take for one answer. Three of them have to fit into a lease of the outbox.
    pub patience: Duration,
    /// How long after it was sent something may still be done by a store that did not answer. PHP and the servers before
    /// it give up after minutes at most.
    pub settle: SignedDuration,
}

impl Default for Habits {
    fn default() -> Self {
        Self { patience: stores::PATIENCE, settle: SignedDuration::from_mins(10) }
    }
}

/// The sender of the outbox kind [`KIND`].
pub struct Doing {
    app: App,
    habits: Habits,
}

impl Doing {
    /// A sender.
    pub fn new(app: App, habits: Habits) -> Self {
        Self { app, habits }
    }
}

impl Sender for Doing {
    fn kinds(&self) -> &'static [&'static str] {
        &[KIND]
    }

    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt> {
        Box::pin(async move {
            match self.attempt(row).await {
                Ok(attempt) => attempt,
                Err(cause) => Attempt::Later(format!("database: {cause}"), None),
            }
        })
    }

    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
        settle(tx, row, settled)
    }

    /// After a day nobody waits for it any more: what is not known then is said to be unknown.
    fn patience(&self) -> SignedDuration {
        SignedDuration::from_hours(24)
    }
}

/// An action with what belongs to it.
struct Task {
    action: Action,
    order: Order,
    source: SourceId,
    currency: Currency,
    store: Box<dyn Acting>,
}

impl Task {
    /// What the store is told and asked, of the action as it is now.
    fn of<'a>(&'a self, action: &'a Action, mark: &'a str) -> acting::Task<'a> {
        acting::Task {
            deed: &action.plan.0,
            order: &self.source,
            currency: self.currency,
            mark,
            asked_at: action.created_at.timestamp(),
            sent: action.begun_at.is_some(),
            begun: action.tries > 0,
            before: action.before.as_ref().map(|before| before.0.as_slice()).unwrap_or_default(),
        }
    }

    async fn look(&self, action: &Action) -> Result<Seen, StoreError> {
        let mark = action.id.to_string();
        self.store.look(self.of(action, &mark)).await
    }

    async fn send(&self) -> Result<Made, StoreError> {
        let mark = self.action.id.to_string();
        self.store.send(self.of(&self.action, &mark)).await
    }
}

impl Doing {
    async fn attempt(&self, row: &Row) -> Result<Attempt, DbError> {
        let (workspace, id) = (row.workspace_id, ActionId(row.subject_id));
        let found = self.app.database.read(move |db| {
            let Some(action) = store::find(db, workspace, id)? else { return Ok(None) };
            let order = orders::find(db, workspace, action.order_id)?;
            let known = stores::find(db, workspace, action.store_id)?;
            Ok::<_, DbError>(order.zip(known).map(|(order, known)| (action, order, known)))
        });
        let Some((action, order, known)) = found.await? else {
            return Ok(Attempt::Never("gone: the order is not here any more".to_owned()));
        };
        match action.state {
            State::Done => return Ok(Attempt::Delivered(None)),
            State::Failed => return Ok(Attempt::Never(action.reason.unwrap_or_default())),
            State::Pending | State::Unknown => {}
        }
        match self.task(action, order, &known) {
            Ok(task) => self.go_on(&task).await,
            Err(live::NotAsked::NotConnected) => Ok(Attempt::Later("not-connected: ".to_owned(), None)),
            Err(error) => Ok(Attempt::Later(format!("store: {error}"), None)),
        }
    }

    fn task(&self, action: Action, order: Order, known: &Store) -> Result<Task, live::NotAsked> {
        let store = live::client(&self.app, known, self.habits.patience)?;
        let unreadable = |_| live::NotAsked::NotConnected;
        let currency = order.currency.parse().map_err(unreadable)?;
        Ok(Task { source: SourceId::from(order.source_id.as_str()), action, order, currency, store })
    }

    async fn go_on(&self, task: &Task) -> Result<Attempt, DbError> {
        let begun = task.action.begun_at;
        let seen = match task.look(&task.action).await {
            Ok(seen) => seen,
            Err(error) => return self.not_seen(task, &error).await,
        };
        if let Seen::Done(made) = seen {
            return self.done(task, made, true).await;
        }
        if let Some(begun) = begun {
            let settles = begun.plus(self.habits.settle);
            if self.app.database.now() < settles {
                return Ok(Attempt::Later(NOT_KNOWN.to_owned(), Some(settles)));
            }
        }
        match seen {
            Seen::Done(made) => self.done(task, made, true).await,
            Seen::Changed(word) => self.never(task, format!("{word}: ")).await,
            Seen::Open(before) => self.send(task, Before(before)).await,
            Seen::Untold => Ok(Attempt::Never(NOT_KNOWN.to_owned())),
        }
    }

    /// The store can't even be asked.
    async fn not_seen(&self, task: &Task, error: &StoreError) -> Result<Attempt, DbError> {
        let never_sent = task.action.begun_at.is_none();
        match error {
            StoreError::NotFound if never_sent => self.never(task, "gone: ".to_owned()).await,
            error if never_sent && error.is_certainly_not_done() && error.retry_after().is_none() => {
                self.never(task, refusal(error)).await
            }
            error => Ok(Attempt::Later(trouble(error), self.wish(error))),
        }
    }

    async fn send(&self, task: &Task, before: Before) -> Result<Attempt, DbError> {
        let action = task.action.clone();
        let begun = self.app.database.write(move |tx| store::begin(tx, &action, &before)).await?;
        if !begun {
            return Ok(Attempt::Later("busy: another sender has it".to_owned(), None));
        }
        let error = match task.send().await {
            Ok(made) => return self.done(task, made, false).await,
            Err(error) => error,
        };
        if let StoreError::RateLimited { .. } = error {
            self.not_done(task).await?;
            return Ok(Attempt::Later(trouble(&error), self.wish(&error)));
        }
        if error.is_certainly_not_done() {
            return self.never(task, refusal(&error)).await;
        }
        if let StoreError::Refused { .. } = error {
            // The store answered with a failure of its own, so it is not at it any more; what it did can be seen.
            let sent = self.as_sent(task).await?;
            return match task.look(&sent).await {
                Ok(Seen::Done(made)) => self.done(task, made, false).await,
                Ok(Seen::Open(_) | Seen::Changed(_) | Seen::Untold) => {
                    self.never(task, refusal(&error)).await
                }
                Err(again) => Ok(Attempt::Later(trouble(&again), None)),
            };
        }
        Ok(Attempt::Later(format!("not-known: {error}"), None))
    }

    /// The store has done it. A refund that the provider was to move and did not is told as one that was not made: the store
    /// has written it down, and the customer has nothing.
    async fn done(&self, task: &Task, made: Made, found_later: bool) -> Result<Attempt, DbError> {
        if let (Deed::Refund { refund, .. }, Some(false)) = (&task.action.plan.0, made.moved)
            && refund.pay_back
        {
            return self.never(task, "not-moved: ".to_owned()).await;
        }
        let outcome = Outcome { found_later, ..made.into() };
        Ok(Attempt::Delivered(serde_json::to_string(&outcome).ok()))
    }

    /// The action with what was written down when it was sent.
    async fn as_sent(&self, task: &Task) -> Result<Action, DbError> {
        let (workspace, id) = (task.action.workspace_id, task.action.id);
        let found = self.app.database.read(move |db| store::find(db, workspace, id)).await?;
        Ok(found.unwrap_or_else(|| task.action.clone()))
    }

    /// It was not done and won't be: the order is read again, so that people see why.
    async fn never(&self, task: &Task, reason: String) -> Result<Attempt, DbError> {
        self.not_done(task).await?;
        Ok(Attempt::Never(reason))
    }

    async fn not_done(&self, task: &Task) -> Result<(), DbError> {
        let (action, order) = (task.action.clone(), task.order.clone());
        self.app
            .database
            .write(move |tx| {
                store::not_done(tx, &action)?;
                read_again(tx, &order)
            })
            .await
    }

    fn wish(&self, error: &StoreError) -> Option<database::Time> {
        let wait = SignedDuration::try_from(error.retry_after()?).ok()?;
        Some(self.app.database.now().plus(wait.min(SignedDuration::from_hours(1))))
    }
}

/// The store has not said, or can't say, whether it did it.
const NOT_KNOWN: &str = "not-known: the store has not said whether it did it";

/// In the store's words, without those of developers.
fn refusal(error: &StoreError) -> String {
    match error {
        StoreError::Refused { message, .. } => format!("refused: {message}"),
        StoreError::NoApi => "not-supported: ".to_owned(),
        other => format!("{}: {other}", Ailment::from(other).code),
    }
}

fn trouble(error: &StoreError) -> String {
    format!("{}: {error}", Ailment::from(error).code)
}

/// Writes down how far an action has come, and tells.
fn settle(tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
    let id = ActionId(row.subject_id);
    let Some(action) = store::find(tx.db, row.workspace_id, id)? else { return Ok(()) };
    if matches!(action.state, State::Done | State::Failed) {
        return Ok(());
    }
    let clean = |reason: &String| reason.replace('\0', "").chars().take(500).collect::<String>();
    let (state, outcome, reason) = match settled {
        Settled::Delivered(said) => {
            let outcome: Outcome =
                said.as_deref().and_then(|said| serde_json::from_str(said).ok()).unwrap_or_default();
            (State::Done, Some(outcome), None)
        }
        Settled::Retrying { reason, .. } => (action.state, None, Some(clean(reason))),
        Settled::Dead(reason) if action.begun_at.is_some() => (State::Unknown, None, Some(clean(reason))),
        Settled::Dead(reason) => (State::Failed, None, Some(clean(reason))),
    };
    store::settle(tx, &action, state, outcome.as_ref(), reason.as_deref())?;
    if let (State::Done, Some(undone)) = (state, action.undoes) {
        store::taken_back(tx, action.workspace_id, undone, action.id)?;
    }
    let Some(order) = orders::find(tx.db, action.workspace_id, action.order_id)? else { return Ok(()) };
    if state == State::Done {
        read_again(tx, &order)?;
        let made = outcome.as_ref().map(Made::from).unwrap_or_default();
        let other = action.plan.0.touches(&made).filter(|other| other.as_str() != order.source_id);
        if let Some(other) = other {
            syncing::want(tx, order.workspace_id, order.store_id, ErrandKind::Order, other.as_str())?;
        }
    }
    let now = store::find(tx.db, row.workspace_id, id)?.unwrap_or(action);
    tell(tx, &now, &order)
}

/// Has the order, its refunds and its notes read from the store, at once.
fn read_again(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    for kind in [ErrandKind::Order, ErrandKind::Refunds, ErrandKind::Notes] {
        syncing::want(tx, order.workspace_id, order.store_id, kind, &order.source_id)?;
    }
    syncing::nudge(tx, order.workspace_id, order.store_id)
}
