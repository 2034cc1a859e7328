//! The log: every change appends an event in the transaction that made it.

use std::borrow::Cow;
use std::cell::Cell;

use diesel::prelude::*;
use diesel::query_builder::{Query, QueryFragment};
use diesel::sql_types::{BigInt, Text, Untyped};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schema::event;
use crate::{Db, DbError, Kept, MultiBackend, Time, Tx, WorkspaceId};

crate::id_type!(
    /// An event of the log.
    EventId,
    "evt"
);

/// What happened, as it is handed to the log. Kinds read `thing.happened`: `message.created`.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Whose log.
    pub workspace: WorkspaceId,
    /// What happened: `conversation.updated`.
    pub kind: Cow<'static, str>,
    /// The id of the thing that it happened to.
    pub subject: i64,
    /// Who did it: `agent:agt_…`, `customer:cus_…`, `assistant`, `system`.
    pub actor: String,
    /// The details, as readers of this kind expect them.
    pub payload: Value,
}

impl NewEvent {
    /// An event with any payload that serialises.
    pub fn new(workspace: WorkspaceId, kind: &'static str, subject: i64, actor: impl Into<String>) -> Self {
        Self { workspace, kind: Cow::Borrowed(kind), subject, actor: actor.into(), payload: Value::Null }
    }

    /// The same with details.
    #[must_use]
    pub fn with(mut self, payload: impl Serialize) -> Self {
        self.payload = serde_json::to_value(payload).expect("payloads are plain data with text keys");
        self
    }
}

/// An event as the log holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Whose log.
    pub workspace: WorkspaceId,
    /// Grows with time.
    pub id: EventId,
    /// What happened: `conversation.updated`.
    pub kind: String,
    /// The id of the thing that it happened to.
    pub subject: i64,
    /// Who did it.
    pub actor: String,
    /// The details.
    pub payload: Value,
    /// When.
    pub at: Time,
}

impl Event {
    /// The details as a type.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the payload is not of this shape.
    pub fn payload_as<T: DeserializeOwned>(&self) -> Result<T, DbError> {
        T::deserialize(&self.payload)
            .map_err(|cause| DbError::Corrupt(format!("payload of {} {}: {cause}", self.kind, self.id)))
    }
}

type Row = (WorkspaceId, EventId, String, i64, String, String, Time);

fn from_row((workspace, id, kind, subject, actor, payload, at): Row) -> Result<Event, DbError> {
    let payload = serde_json::from_str(&payload)
        .map_err(|cause| DbError::Corrupt(format!("payload of {id}: {cause}")))?;
    Ok(Event { workspace, id, kind, subject, actor, payload, at })
}

pub(crate) fn append(tx: &mut Tx<'_>, new: NewEvent) -> Result<EventId, DbError> {
    let id = next_id(tx)?;
    let row = (
        event::workspace_id.eq(new.workspace),
        event::id.eq(id),
        event::kind.eq(new.kind.as_ref()),
        event::subject_id.eq(new.subject),
        event::actor.eq(new.actor),
        event::payload.eq(new.payload.to_string()),
        event::at.eq(tx.now),
    );
    diesel::insert_into(event::table).values(row).execute(tx.db)?;
    tx.written.events.set(true);
    Ok(id)
}

pub(crate) fn append_all(tx: &mut Tx<'_>, some: Vec<NewEvent>) -> Result<(), DbError> {
    let mut rows = Vec::with_capacity(some.len());
    for new in some {
        rows.push((
            event::workspace_id.eq(new.workspace),
            event::id.eq(next_id(tx)?),
            event::kind.eq(new.kind.into_owned()),
            event::subject_id.eq(new.subject),
            event::actor.eq(new.actor),
            event::payload.eq(new.payload.to_string()),
            event::at.eq(tx.now),
        ));
    }
    crate::insert_all!(tx.db, event::table, &rows);
    tx.written.events.set(tx.written.events.get() || !rows.is_empty());
    Ok(())
}

/// On SQLite readers follow the id alone, so it must be above every id that is there, also those of another process
/// (a command beside the server). On PostgreSQL they follow the transaction.
fn next_id(tx: &mut Tx<'_>) -> Result<EventId, DbError> {
    let id: EventId = tx.id();
    if !tx.db.is_sqlite() {
        return Ok(id);
    }
    let newest = match NEWEST.get() {
        Some(known) => Some(known),
        None => event::table.select(event::id).order(event::id.desc()).first(tx.db).optional()?,
    };
    let id = match newest {
        Some(newest) if newest >= id.0 => EventId(newest + 1),
        Some(_) | None => id,
    };
    // Nobody else appends until this transaction has ended.
    NEWEST.set(Some(id.0));
    Ok(id)
}

thread_local! {
    /// The newest event of the log, once the transaction of SQLite that is open on this thread has looked.
    static NEWEST: Cell<Option<i64>> = const { Cell::new(None) };
}

/// A transaction begins: somebody else may have appended before it.
pub(crate) fn forget_newest() {
    NEWEST.set(None);
}

/// One event.
///
/// # Errors
/// Only those of the database.
pub fn find(db: &mut Db, workspace: WorkspaceId, id: EventId) -> Result<Option<Event>, DbError> {
    Ok(find_many(db, workspace, &[id])?.pop())
}

/// Several events at once, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn find_many(db: &mut Db, workspace: WorkspaceId, ids: &[EventId]) -> Result<Vec<Event>, DbError> {
    let which = event::workspace_id.eq(workspace).and(event::id.eq_any(ids.iter().copied()));
    let columns = (
        event::workspace_id,
        event::id,
        event::kind,
        event::subject_id,
        event::actor,
        event::payload,
        event::at,
    );
    let rows: Vec<Row> = event::table.filter(which).order(event::id).select(columns).load(db)?;
    rows.into_iter().map(from_row).collect()
}

/// Where a reader stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// PostgreSQL's transaction number of the last event that was read; `0` on SQLite.
    pub tx: String,
    /// The last event that was read.
    pub event: EventId,
}

impl Position {
    /// Before the first event.
    pub fn start() -> Self {
        Self::on_sqlite(EventId(0))
    }

    fn on_sqlite(event: EventId) -> Self {
        Self { tx: "0".to_owned(), event }
    }
}

/// The events after a position, oldest first, each with the position behind it.
///
/// # Errors
/// Only those of the database.
pub fn after(db: &mut Db, position: &Position, limit: i64) -> Result<Vec<(Event, Position)>, DbError> {
    let rows = rows_after(db, position, limit)?;
    rows.into_iter().map(|(row, behind)| Ok((from_row(row)?, behind))).collect()
}

/// What lies ahead of a reader.
pub(crate) struct Ahead {
    /// Events.
    pub(crate) count: usize,
    /// Whether one that concerns it comes next, or is among them.
    pub(crate) concerns: bool,
    /// Behind the last of them; `None` when there is none.
    pub(crate) behind: Option<Position>,
}

/// What lies ahead of a position up to the first event that concerns whoever asks, at most `limit`, seen by their kinds and who
/// did them.
pub(crate) fn ahead(
    db: &mut Db,
    position: &Position,
    concerns: impl Fn(&str, &str) -> bool,
    limit: i64,
) -> Result<Ahead, DbError> {
    let seen: Vec<(String, String, Position)> = match db {
        Db::Sqlite(_) => {
            let rows: Vec<(EventId, String, String)> = event::table
                .filter(event::id.gt(position.event))
                .order(event::id)
                .limit(limit)
                .select((event::id, event::kind, event::actor))
                .load(db)?;
            rows.into_iter().map(|(id, kind, actor)| (kind, actor, Position::on_sqlite(id))).collect()
        }
        Db::Postgres(_) => {
            let rows: Vec<PostgresKind> =
                after_on_postgres("id, kind, actor, tx::text AS tx", position, limit).load(db)?;
            let seen = |row: PostgresKind| (row.kind, row.actor, Position { tx: row.tx, event: row.id });
            rows.into_iter().map(seen).collect()
        }
    };
    let before = seen.iter().take_while(|(kind, actor, _)| !concerns(kind, actor)).count();
    let concerns = before < seen.len();
    let last = before.checked_sub(1).and_then(|at| seen.into_iter().nth(at));
    Ok(Ahead { count: before, concerns, behind: last.map(|(_, _, behind)| behind) })
}

/// Those of the events ahead of a position, at most `limit`, that concern whoever reads.
pub(crate) fn concerning(
    db: &mut Db,
    position: &Position,
    concerns: impl Fn(&str, &str) -> bool,
    limit: i64,
) -> Result<(Vec<Event>, Ahead), DbError> {
    let rows = rows_after(db, position, limit)?;
    let (count, behind) = (rows.len(), rows.last().map(|(_, behind)| behind.clone()));
    let concerning = rows.into_iter().filter(|((_, _, kind, _, actor, ..), _)| concerns(kind, actor));
    let events: Vec<Event> = concerning.map(|(row, _)| from_row(row)).collect::<Result<_, _>>()?;
    Ok((events, Ahead { count, concerns: true, behind }))
}

fn rows_after(db: &mut Db, position: &Position, limit: i64) -> Result<Vec<(Row, Position)>, DbError> {
    match db {
        Db::Sqlite(_) => {
            let rows: Vec<Row> =
                event::table.filter(event::id.gt(position.event)).order(event::id).limit(limit).load(db)?;
            let behind = |row: Row| {
                let behind = Position::on_sqlite(row.1);
                (row, behind)
            };
            Ok(rows.into_iter().map(behind).collect())
        }
        Db::Postgres(_) => {
            let columns = "workspace_id, id, kind, subject_id, actor, payload, at, tx::text AS tx";
            let rows: Vec<PostgresRow> = after_on_postgres(columns, position, limit).load(db)?;
            let split = |row: PostgresRow| {
                let behind = Position { tx: row.tx, event: row.id };
                ((row.workspace_id, row.id, row.kind, row.subject_id, row.actor, row.payload, row.at), behind)
            };
            Ok(rows.into_iter().map(split).collect())
        }
    }
}

#[derive(QueryableByName)]
struct PostgresRow {
    #[diesel(sql_type = BigInt)]
    workspace_id: WorkspaceId,
    #[diesel(sql_type = BigInt)]
    id: EventId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    subject_id: i64,
    #[diesel(sql_type = Text)]
    actor: String,
    #[diesel(sql_type = Text)]
    payload: String,
    #[diesel(sql_type = BigInt)]
    at: Time,
    #[diesel(sql_type = Text)]
    tx: String,
}

#[derive(QueryableByName)]
struct PostgresKind {
    #[diesel(sql_type = BigInt)]
    id: EventId,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    actor: String,
    #[diesel(sql_type = Text)]
    tx: String,
}

/// Only below the oldest transaction that still runs: a slow one is waited for, never skipped. Ordered by the column of the
/// table: the bare name would be the text that is selected beside it, and `99` stands behind `100` there.
fn after_on_postgres(
    columns: &'static str,
    position: &Position,
    limit: i64,
) -> Kept<impl Query<SqlType = Untyped> + QueryFragment<MultiBackend>> {
    Kept(
        diesel::sql_query(format!(
            "SELECT {columns} FROM event
             WHERE (tx, id) > (CAST($1 AS xid8), $2) AND tx < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY event.tx, event.id LIMIT $3"
        ))
        .bind::<Text, _>(position.tx.as_str())
        .bind::<BigInt, _>(position.event)
        .bind::<BigInt, _>(limit),
    )
}

/// The position behind the newest event that may be read now.
///
/// # Errors
/// Only those of the database.
pub fn end(db: &mut Db) -> Result<Position, DbError> {
    match db {
        Db::Sqlite(_) => {
            let newest: Option<EventId> =
                event::table.select(event::id).order(event::id.desc()).first(db).optional()?;
            Ok(newest.map_or_else(Position::start, Position::on_sqlite))
        }
        Db::Postgres(_) => {
            #[derive(QueryableByName)]
            struct End {
                #[diesel(sql_type = Text)]
                tx: String,
                #[diesel(sql_type = BigInt)]
                id: EventId,
            }
            let end: Option<End> = diesel::sql_query(
                "SELECT tx::text AS tx, id FROM event WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                 ORDER BY event.tx DESC, id DESC LIMIT 1",
            )
            .get_result(db)
            .optional()?;
            Ok(end.map_or_else(Position::start, |end| Position { tx: end.tx, event: end.id }))
        }
    }
}

/// What happened to one thing, oldest first: its history.
///
/// # Errors
/// Only those of the database.
pub fn of_subject(
    db: &mut Db,
    workspace: WorkspaceId,
    subject: i64,
    limit: i64,
) -> Result<Vec<Event>, DbError> {
    let rows: Vec<Row> = event::table
        .filter(event::workspace_id.eq(workspace).and(event::subject_id.eq(subject)))
        .order(event::id)
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(from_row).collect()
}

/// The newest event about one thing.
///
/// # Errors
/// Only those of the database.
pub fn newest_of_subject(
    db: &mut Db,
    workspace: WorkspaceId,
    subject: i64,
) -> Result<Option<Event>, DbError> {
    let row: Option<Row> = event::table
        .filter(event::workspace_id.eq(workspace).and(event::subject_id.eq(subject)))
        .order(event::id.desc())
        .first(db)
        .optional()?;
    row.map(from_row).transpose()
}

/// Whether an event is in a workspace's log.
///
/// # Errors
/// Only those of the database.
pub fn is_known(db: &mut Db, workspace: WorkspaceId, id: EventId) -> Result<bool, DbError> {
    let which = event::workspace_id.eq(workspace).and(event::id.eq(id));
    let found: Option<EventId> = event::table.filter(which).select(event::id).first(db).optional()?;
    Ok(found.is_some())
}

/// The youngest event in a workspace's log that may be read now: from where a client resumes that has heard of nothing yet. On
/// PostgreSQL there may be younger ones, before which a transaction that still runs puts its own.
///
/// # Errors
/// Only those of the database.
pub fn newest(db: &mut Db, workspace: WorkspaceId) -> Result<Option<EventId>, DbError> {
    match db {
        Db::Sqlite(_) => {
            let of_it = event::table.filter(event::workspace_id.eq(workspace));
            Ok(of_it.select(event::id).order(event::id.desc()).first(db).optional()?)
        }
        Db::Postgres(_) => {
            #[derive(QueryableByName)]
            struct Newest {
                #[diesel(sql_type = BigInt)]
                id: EventId,
            }
            let newest: Option<Newest> = diesel::sql_query(
                "SELECT id FROM event WHERE workspace_id = $1 AND tx < pg_snapshot_xmin(pg_current_snapshot())
                 ORDER BY id DESC LIMIT 1",
            )
            .bind::<BigInt, _>(workspace)
            .get_result(db)
            .optional()?;
            Ok(newest.map(|newest| newest.id))
        }
    }
}

/// A workspace's events behind one of them, in the order in which readers take them: for a client that resumes its stream.
/// At most `limit`. On PostgreSQL an event of a transaction that took long stands behind younger ones, and is not missed.
///
/// # Errors
/// Only those of the database.
pub fn of_workspace_after(
    db: &mut Db,
    workspace: WorkspaceId,
    after: EventId,
    limit: i64,
) -> Result<Vec<Event>, DbError> {
    match db {
        Db::Sqlite(_) => {
            let rows: Vec<Row> = event::table
                .filter(event::workspace_id.eq(workspace).and(event::id.gt(after)))
                .order(event::id)
                .limit(limit)
                .load(db)?;
            rows.into_iter().map(from_row).collect()
        }
        Db::Postgres(_) => of_workspace_after_postgres(db, workspace, after, limit),
    }
}

/// An event that is not there counts as one that began with its id's own transaction: all with a higher id follow.
fn of_workspace_after_postgres(
    db: &mut Db,
    workspace: WorkspaceId,
    after: EventId,
    limit: i64,
) -> Result<Vec<Event>, DbError> {
    let rows: Vec<PostgresRow> = diesel::sql_query(
        "SELECT workspace_id, id, kind, subject_id, actor, payload, at, tx::text AS tx FROM event
         WHERE workspace_id = $1 AND tx < pg_snapshot_xmin(pg_current_snapshot())
           AND (tx, id) > (SELECT coalesce(
               (SELECT e.tx FROM event e WHERE e.workspace_id = $1 AND e.id = $2),
               (SELECT e.tx FROM event e WHERE e.workspace_id = $1 AND e.id > $2 ORDER BY e.tx, e.id LIMIT 1),
               CAST('0' AS xid8)), $2)
         ORDER BY event.tx, event.id LIMIT $3",
    )
    .bind::<BigInt, _>(workspace)
    .bind::<BigInt, _>(after)
    .bind::<BigInt, _>(limit)
    .load(db)?;
    rows.into_iter()
        .map(|row| {
            from_row((row.workspace_id, row.id, row.kind, row.subject_id, row.actor, row.payload, row.at))
        })
        .collect()
}
