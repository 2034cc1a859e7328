//! Whatever leaves the house: a row written in the transaction of the decision, delivered with leases and retries, with an
//! end that a person can see.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use futures::future::BoxFuture;
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::watch;

use crate::schema::outbox;
use crate::{Database, Db, DbError, Kept, MultiBackend, Time, Tx, WorkspaceId};

crate::id_type!(
    /// A row of the outbox.
    OutboxId,
    "obx"
);

crate::text_enum!(
    /// How far a row has come.
    pub enum State {
        /// Waits for its time.
        Pending = "pending",
        /// A sender holds it; when the lease runs out another may take it.
        Leased = "leased",
        /// Delivered.
        Done = "done",
        /// Given up: a person has to look. Can be tried again.
        Dead = "dead",
        /// Taken back before it left.
        Cancelled = "cancelled",
    }
);

/// What is to leave.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Which sender takes it: `email`, `chat`, `webhook`.
    pub kind: &'static str,
    /// The id of what it carries: a message.
    pub subject: i64,
    /// The same key is never enqueued twice.
    pub idempotency_key: String,
    /// What the sender needs, as JSON.
    pub payload: String,
    /// Not before this moment.
    pub due: Time,
}

impl NewRow {
    /// A row with any payload that serialises.
    pub fn new(
        workspace: WorkspaceId,
        kind: &'static str,
        subject: i64,
        key: impl Into<String>,
        payload: &impl Serialize,
        due: Time,
    ) -> Self {
        let payload = serde_json::to_string(payload).expect("payloads are plain data with text keys");
        Self { workspace, kind, subject, idempotency_key: key.into(), payload, due }
    }
}

/// A row as a person sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Row {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: OutboxId,
    /// Which sender takes it.
    pub kind: String,
    /// The id of what it carries.
    pub subject_id: i64,
    /// The same key is never enqueued twice; a receiver may be shown it.
    pub idempotency_key: String,
    /// What the sender needs, as JSON.
    pub payload: String,
    /// How far it has come.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_attempt_at: Time,
    /// Until when a sender holds it.
    pub leased_until: Option<Time>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was decided.
    pub created_at: Time,
    /// When it came to its end.
    pub settled_at: Option<Time>,
}

impl Row {
    /// The payload as a type.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when it is not of this shape.
    pub fn payload_as<T: DeserializeOwned>(&self) -> Result<T, DbError> {
        serde_json::from_str(&self.payload)
            .map_err(|cause| DbError::Corrupt(format!("payload of {}: {cause}", self.id)))
    }
}

/// How an attempt went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The other side has it. Holds what it said, if that is worth keeping.
    Delivered(Option<String>),
    /// It may work later: why, and not before when (the other side's wish), if it said so.
    Later(String, Option<Time>),
    /// It will never work: why.
    Never(String),
}

/// What a row came to, told to its sender in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The other side has it. Holds what it said.
    Delivered(Option<String>),
    /// It failed for now and is tried again.
    Retrying {
        /// Why it failed.
        reason: String,
        /// When it is tried next.
        next: Time,
        /// How often it was tried.
        attempts: i64,
    },
    /// It was given up: why.
    Dead(String),
}

/// Delivers rows of some kinds.
pub trait Sender: Send + Sync + 'static {
    /// The kinds that it takes.
    fn kinds(&self) -> &'static [&'static str];

    /// Tries once. May be called again for the same row after a crash: the idempotency key tells the other side.
    fn deliver<'a>(&'a self, row: &'a Row) -> BoxFuture<'a, Attempt>;

    /// Writes down what came of it, in the transaction that settles the row.
    ///
    /// # Errors
    /// An error undoes the settling; the row is tried again when its lease runs out.
    fn settled(&self, tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError>;

    /// For how long a row is retried before it is given up.
    fn patience(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * 4)
    }
}

/// A sender that does not answer within this loses the row to the next attempt.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
const PULSE: Duration = Duration::from_millis(500);
const AT_ONCE: i64 = 16;

/// Puts a row into the outbox; a row with the same key is not put there twice.
///
/// # Errors
/// [`DbError::Refused`] when the key is there already.
pub fn enqueue(tx: &mut Tx<'_>, new: &NewRow) -> Result<OutboxId, DbError> {
    let id: OutboxId = tx.id();
    let row = (
        outbox::workspace_id.eq(new.workspace),
        outbox::id.eq(id),
        outbox::kind.eq(new.kind),
        outbox::subject_id.eq(new.subject),
        outbox::idempotency_key.eq(&new.idempotency_key),
        outbox::payload.eq(&new.payload),
        outbox::state.eq(State::Pending),
        outbox::attempts.eq(0_i64),
        outbox::next_attempt_at.eq(new.due),
        outbox::created_at.eq(tx.now),
    );
    diesel::insert_into(outbox::table).values(row).execute(tx.db)?;
    tx.written.outbox.set(true);
    Ok(id)
}

/// Takes back the rows of a subject that have not left; returns how many. A row that a sender holds is too late.
///
/// # Errors
/// Only those of the database.
pub fn cancel(tx: &mut Tx<'_>, workspace: WorkspaceId, subject: i64) -> Result<usize, DbError> {
    let which = outbox::workspace_id
        .eq(workspace)
        .and(outbox::subject_id.eq(subject))
        .and(outbox::state.eq(State::Pending))
        .and(outbox::attempts.eq(0_i64));
    let change = (outbox::state.eq(State::Cancelled), outbox::settled_at.eq(tx.now));
    Ok(diesel::update(outbox::table.filter(which)).set(change).execute(tx.db)?)
}

/// Tries a dead row again, from the beginning. Returns whether there was one.
///
/// # Errors
/// Only those of the database.
pub fn revive(tx: &mut Tx<'_>, workspace: WorkspaceId, id: OutboxId) -> Result<bool, DbError> {
    let which = outbox::workspace_id.eq(workspace).and(outbox::id.eq(id)).and(outbox::state.eq(State::Dead));
    let change = (
        outbox::state.eq(State::Pending),
        outbox::attempts.eq(0_i64),
        outbox::next_attempt_at.eq(tx.now),
        outbox::created_at.eq(tx.now),
        outbox::settled_at.eq(None::<Time>),
    );
    tx.written.outbox.set(true);
    Ok(diesel::update(outbox::table.filter(which)).set(change).execute(tx.db)? > 0)
}

/// One row.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: OutboxId) -> Result<Option<Row>, DbError> {
    Ok(outbox::table.find((workspace, id)).select(Row::as_select()).first(db).optional()?)
}

/// The rows of a subject, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn of_subject(db: &mut Db, workspace: WorkspaceId, subject: i64) -> Result<Vec<Row>, DbError> {
    let which = outbox::workspace_id.eq(workspace).and(outbox::subject_id.eq(subject));
    Ok(outbox::table.filter(which).order(outbox::id).select(Row::as_select()).load(db)?)
}

/// The newest row of each of these subjects.
///
/// # Errors
/// Only those of the database.
pub fn newest_of_subjects(
    db: &mut Db,
    workspace: WorkspaceId,
    subjects: &[i64],
) -> Result<HashMap<i64, Row>, DbError> {
    let which = outbox::workspace_id.eq(workspace).and(outbox::subject_id.eq_any(subjects.iter().copied()));
    let rows: Vec<Row> = outbox::table.filter(which).order(outbox::id).select(Row::as_select()).load(db)?;
    Ok(rows.into_iter().map(|row| (row.subject_id, row)).collect())
}

/// A workspace's rows in a state, newest first, older than `before`.
///
/// # Errors
/// Only those of the database.
pub fn in_state(
    db: &mut Db,
    workspace: WorkspaceId,
    state: State,
    before: Option<OutboxId>,
    limit: i64,
) -> Result<Vec<Row>, DbError> {
    let before = before.unwrap_or(OutboxId(i64::MAX));
    Ok(outbox::table
        .filter(outbox::workspace_id.eq(workspace).and(outbox::state.eq(state)).and(outbox::id.lt(before)))
        .order(outbox::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(db)?)
}

/// Delivers until `stop` turns true, at most 16 at a time; what is under way is finished before it returns.
pub async fn run(database: Database, sender: Arc<dyn Sender>, mut stop: watch::Receiver<bool>) {
    let mut news = database.queued();
    let mut under_way = tokio::task::JoinSet::new();
    while !*stop.borrow() {
        news.mark_unchanged();
        let room = AT_ONCE - i64::try_from(under_way.len()).unwrap_or(AT_ONCE);
        let claimed = claim(&database, sender.kinds(), room).await.unwrap_or_else(|cause| {
            tracing::warn!(%cause, "the outbox can't be read");
            Vec::new()
        });
        let full = i64::try_from(claimed.len()).is_ok_and(|claimed| claimed == room);
        for row in claimed {
            let (database, sender) = (database.clone(), Arc::clone(&sender));
            under_way.spawn(async move { attempt(&database, sender, row).await });
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PULSE) => {}
            changed = news.changed(), if !full => if changed.is_err() { break },
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

/// Delivers what is due now and returns how many were tried. For tests and commands.
///
/// # Errors
/// Only those of the database.
pub async fn deliver_due(database: &Database, sender: &Arc<dyn Sender>) -> Result<usize, DbError> {
    let claimed = claim(database, sender.kinds(), AT_ONCE).await?;
    let count = claimed.len();
    for row in claimed {
        attempt(database, Arc::clone(sender), row).await;
    }
    Ok(count)
}

async fn attempt(database: &Database, sender: Arc<dyn Sender>, row: Row) {
    let outcome = sender.deliver(&row).await;
    let id = row.id;
    if let Err(cause) = database.note(false, move |tx| settle(tx, sender.as_ref(), &row, outcome)).await {
        tracing::error!(%id, %cause, "what came of a delivery could not be written down; it is tried again");
    }
}

async fn claim(database: &Database, kinds: &'static [&'static str], limit: i64) -> Result<Vec<Row>, DbError> {
    if limit <= 0 {
        return Ok(Vec::new());
    }
    let now = database.now();
    let due = database
        .read(move |db| {
            let first: Option<i64> =
                outbox::table.filter(due_at(now, kinds)).select(outbox::id).first(db).optional()?;
            Ok::<_, DbError>(first.is_some())
        })
        .await?;
    if !due {
        return Ok(Vec::new());
    }
    database.note(false, move |tx| lease(tx, kinds, limit)).await
}

type Condition = Box<dyn BoxableExpression<outbox::table, MultiBackend, SqlType = Bool>>;

fn due_at(now: Time, kinds: &'static [&'static str]) -> Condition {
    let pending = outbox::state.eq(State::Pending).and(outbox::next_attempt_at.le(now));
    let abandoned = outbox::state.eq(State::Leased).and(outbox::leased_until.assume_not_null().le(now));
    Box::new(outbox::kind.eq_any(kinds.iter().copied()).and(pending.or(abandoned)))
}

fn lease(tx: &mut Tx<'_>, kinds: &'static [&'static str], limit: i64) -> Result<Vec<Row>, DbError> {
    let due: Vec<(WorkspaceId, OutboxId)> = match tx.db {
        Db::Sqlite(_) => outbox::table
            .filter(due_at(tx.now, kinds))
            .order(outbox::next_attempt_at)
            .limit(limit)
            .select((outbox::workspace_id, outbox::id))
            .load(tx.db)?,
        Db::Postgres(_) => skip_locked(tx, kinds, limit)?,
    };
    let until = tx.now.plus(LEASE);
    let mut rows = Vec::with_capacity(due.len());
    for (workspace, id) in due {
        let which = outbox::table.find((workspace, id));
        let change = (
            outbox::state.eq(State::Leased),
            outbox::leased_until.eq(until),
            outbox::attempts.eq(outbox::attempts + 1),
        );
        Kept(diesel::update(which).set(change)).run(tx.db)?;
        rows.extend(find(tx.db, workspace, id)?);
    }
    Ok(rows)
}

/// Nodes claim beside each other without waiting: PostgreSQL only.
fn skip_locked(tx: &mut Tx<'_>, kinds: &[&str], limit: i64) -> Result<Vec<(WorkspaceId, OutboxId)>, DbError> {
    #[derive(QueryableByName)]
    struct Key {
        #[diesel(sql_type = BigInt)]
        workspace_id: WorkspaceId,
        #[diesel(sql_type = BigInt)]
        id: OutboxId,
    }
    let keys: Vec<Key> = diesel::sql_query(
        "SELECT workspace_id, id FROM outbox
         WHERE kind = ANY(string_to_array($1, ',')) AND ((state = 'pending' AND next_attempt_at <= $2)
            OR (state = 'leased' AND leased_until <= $3))
         ORDER BY next_attempt_at LIMIT $4 FOR UPDATE SKIP LOCKED",
    )
    .bind::<Text, _>(kinds.join(","))
    .bind::<BigInt, _>(tx.now)
    .bind::<BigInt, _>(tx.now)
    .bind::<BigInt, _>(limit)
    .load(tx.db)?;
    Ok(keys.into_iter().map(|key| (key.workspace_id, key.id)).collect())
}

fn settle(tx: &mut Tx<'_>, sender: &dyn Sender, row: &Row, outcome: Attempt) -> Result<(), DbError> {
    if !is_still_ours(tx, row, &outcome)? {
        tracing::warn!(id = %row.id, ?outcome, "a delivery ended after its lease; another sender has the row");
        return Ok(());
    }
    let settled = match outcome {
        Attempt::Delivered(said) => Settled::Delivered(said),
        Attempt::Never(reason) => Settled::Dead(reason),
        Attempt::Later(reason, wish) => {
            let next = tx.now.plus(back_off(row)).max(wish.unwrap_or(tx.now));
            if next.since(row.created_at) > sender.patience() {
                Settled::Dead(reason)
            } else {
                Settled::Retrying { reason, next, attempts: row.attempts }
            }
        }
    };
    write_down(tx, row, &settled)?;
    sender.settled(tx, row, &settled)
}

/// Whether the outcome still counts. After the lease has run out another sender may hold the row or have ended it: then a
/// failure is no news any more; that the other side has it is, unless it was written down already.
fn is_still_ours(tx: &mut Tx<'_>, row: &Row, outcome: &Attempt) -> Result<bool, DbError> {
    tx.hold("outbox", row.workspace_id, row.id.0)?;
    let Some(now) = find(tx.db, row.workspace_id, row.id)? else { return Ok(false) };
    let ours = now.state == State::Leased && now.leased_until == row.leased_until;
    let arrived = matches!(outcome, Attempt::Delivered(_));
    Ok(ours || arrived && matches!(now.state, State::Leased | State::Pending))
}

fn write_down(tx: &mut Tx<'_>, row: &Row, settled: &Settled) -> Result<(), DbError> {
    let which = outbox::table.find((row.workspace_id, row.id));
    match settled {
        Settled::Delivered(_) => {
            let change = (
                outbox::state.eq(State::Done),
                outbox::settled_at.eq(tx.now),
                outbox::leased_until.eq(None::<Time>),
                outbox::last_error.eq(None::<String>),
            );
            Kept(diesel::update(which).set(change)).run(tx.db)?;
        }
        Settled::Retrying { reason, next, .. } => {
            let change = (
                outbox::state.eq(State::Pending),
                outbox::next_attempt_at.eq(*next),
                outbox::leased_until.eq(None::<Time>),
                outbox::last_error.eq(reason),
            );
            Kept(diesel::update(which).set(change)).run(tx.db)?;
        }
        Settled::Dead(reason) => {
            let change = (
                outbox::state.eq(State::Dead),
                outbox::settled_at.eq(tx.now),
                outbox::leased_until.eq(None::<Time>),
                outbox::last_error.eq(reason),
            );
            Kept(diesel::update(which).set(change)).run(tx.db)?;
        }
    }
    Ok(())
}

/// 30 s, 1, 2, 4 … minutes up to 3 hours, each longer by up to a quarter, so that what failed together does not come back
/// together. The share is taken from the row's id and attempt: chance without a random source.
fn back_off(row: &Row) -> SignedDuration {
    let doublings = u32::try_from((row.attempts - 1).clamp(0, 9)).unwrap_or(9);
    let base = (30_i64 << doublings).min(3 * 3600);
    let mixed = (row.id.0 ^ row.attempts).cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    let share = i64::try_from(mixed % 251).unwrap_or(0);
    SignedDuration::from_millis(base * 1000 + base * share)
}
