//! Readers of the log: their effects and their cursor commit together, so each event takes effect exactly once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use tokio::sync::watch;

use crate::events::{self, Event, Position};
use crate::schema::{reader_cursor, reader_failure};
use crate::{Both, Database, Db, DbError, Kept, Time, Tx, WorkspaceId};

crate::id_type!(
    /// An event that a reader has set aside.
    FailureId,
    "rdf"
);

/// An event that a reader has set aside, as a person sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = reader_failure)]
pub struct Failure {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: FailureId,
    /// Which reader.
    pub reader: String,
    /// Which event.
    pub event_id: events::EventId,
    /// Why it could not be taken into account.
    pub reason: String,
    /// When it was last tried.
    pub at: Time,
    /// When somebody asked for another try that has not come yet.
    pub retry_at: Option<Time>,
}

/// Something that acts on what happened. Its effects are only those it writes through the [`Tx`].
pub trait Reader: Send + Sync + 'static {
    /// The name that its cursor is kept under; never changed once released.
    fn name(&self) -> &'static str;

    /// The kinds of events that it takes into account; others never reach [`Reader::handle`] and cost it next to nothing.
    fn kinds(&self) -> &'static [&'static str];

    /// Whether an event of one of its kinds may matter to it, by who did it alone ([`Event::actor`]); one that does not is passed
    /// as those of other kinds are.
    fn heeds(&self, _kind: &str, _actor: &str) -> bool {
        true
    }

    /// Takes one event into account, of one of its kinds.
    ///
    /// # Errors
    /// An error is retried with back-off; after [`ATTEMPTS`] the event is set aside in `reader_failure`, with the reason,
    /// and the reader goes on behind it.
    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError>;

    /// Takes several events into account, oldest first. Whoever asks the same of each may ask it of all of them at once here.
    ///
    /// # Errors
    /// As [`Reader::handle`]; the events are then tried one at a time.
    fn handle_all(&self, tx: &mut Tx<'_>, events: &[Event]) -> Result<(), DbError> {
        events.iter().try_for_each(|event| self.handle(tx, event))
    }
}

fn concerns(reader: &dyn Reader, kind: &str, actor: &str) -> bool {
    reader.kinds().contains(&kind) && reader.heeds(kind, actor)
}

/// How often an event is tried before it is set aside.
pub const ATTEMPTS: u32 = 5;
const BATCH: i64 = 200;
/// Events that are looked at by their kinds at once behind some that were passed: a store's past is some hundred thousand that concern
/// nearly nobody.
const LOOK: i64 = 2_000;
/// Events in one transaction where nobody else waits for the writer.
const CATCHING_UP: i64 = 2_000;
/// Also looked at without news: on PostgreSQL another node may have written.
const PULSE: Duration = Duration::from_millis(250);
/// So long a reader that has just read waits for more: a pass costs as much for one event as for many.
const GATHERING: Duration = Duration::from_millis(20);
/// So many events of no concern are passed, or for so long, before that is written down; sooner where nothing happens. Whoever looks
/// how far a reader is takes one that is not far behind for a slow one otherwise.
const FAR: usize = 20_000;
const LONG: Duration = Duration::from_secs(5);

/// How far a reader has come beyond what is written down, past events that do not concern it. After a start they are passed again.
#[derive(Debug, Clone, Default)]
struct Passed {
    /// Where the cursor stood; one that was moved meanwhile counts alone.
    from: Option<Position>,
    /// Behind the last event that was passed.
    to: Option<Position>,
    /// How many were passed.
    count: usize,
    /// Since when.
    since: Option<Instant>,
}

impl Passed {
    /// From where the reader goes on, with its cursor where it is now.
    fn onwards(&self, cursor: Position) -> Position {
        if self.from.as_ref() == Some(&cursor) { self.to.clone().unwrap_or(cursor) } else { cursor }
    }

    fn pass(&mut self, cursor: Position, behind: Position, count: usize) {
        let onwards = self.from.as_ref() == Some(&cursor);
        let (before, since) = if onwards { (self.count, self.since) } else { (0, None) };
        let since = since.or_else(|| Some(Instant::now()));
        *self = Self { from: Some(cursor), to: Some(behind), count: before + count, since };
    }

    fn is_far(&self) -> bool {
        self.count >= FAR || self.since.is_some_and(|since| since.elapsed() >= LONG)
    }

    /// Writes down how far the reader has come, if that is further than what stands there.
    async fn write_down(&mut self, database: &Database, name: &'static str) -> Result<(), DbError> {
        let Self { from: Some(from), to: Some(to), .. } = std::mem::take(self) else { return Ok(()) };
        let write = move |tx: &mut Tx<'_>| {
            lock_cursor(tx.db, name)?;
            if position(tx.db, name)? == from { move_to(tx.db, name, &to) } else { Ok(()) }
        };
        database.note(false, write).await
    }
}

/// Runs a reader until `stop` turns true.
pub async fn run(database: Database, reader: Arc<dyn Reader>, mut stop: watch::Receiver<bool>) {
    let mut news = database.commits();
    let mut failures = 0_u32;
    let mut passed = Passed::default();
    while !*stop.borrow() {
        news.mark_unchanged();
        let size = if failures > 0 { 1 } else { BATCH };
        let pause = match step(&database, &reader, &mut passed, size, failures >= ATTEMPTS).await {
            Ok(0) => None,
            Ok(taken) => {
                failures = 0;
                if i64::try_from(taken).is_ok_and(|taken| taken < size) {
                    tokio::select! {
                        _ = stop.changed() => {}
                        () = tokio::time::sleep(GATHERING) => {}
                    }
                }
                continue;
            }
            Err(cause) => {
                failures += 1;
                tracing::warn!(reader = reader.name(), %cause, failures, "a reader could not go on");
                Some(Duration::from_millis(50 << failures.min(6)))
            }
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause.unwrap_or(PULSE)) => rest(&database, &reader, &mut passed).await,
            changed = news.changed(), if pause.is_none() => if changed.is_err() { return },
        }
    }
}

/// Nothing has happened for a while: what was passed is written down, so that nobody takes the reader for a slow one.
async fn rest(database: &Database, reader: &Arc<dyn Reader>, passed: &mut Passed) {
    if let Err(cause) = passed.write_down(database, reader.name()).await {
        tracing::warn!(reader = reader.name(), %cause, "how far a reader is could not be written down");
    }
}

/// Reads until nothing is left; returns how many events were taken into account. For tests and commands.
///
/// # Errors
/// The first that the reader or the database has.
pub async fn catch_up(database: &Database, reader: &Arc<dyn Reader>) -> Result<usize, DbError> {
    let (mut all, mut passed) = (0, Passed::default());
    loop {
        match step(database, reader, &mut passed, CATCHING_UP, false).await? {
            0 => break,
            some => all += some,
        }
    }
    passed.write_down(database, reader.name()).await?;
    Ok(all)
}

/// Passes the events ahead that do not concern the reader, and takes up to `size` from the first one on that does into account, in
/// one transaction; returns how many.
async fn step(
    database: &Database,
    reader: &Arc<dyn Reader>,
    passed: &mut Passed,
    size: i64,
    give_up: bool,
) -> Result<usize, DbError> {
    let (name, known, looking) = (reader.name(), passed.clone(), Arc::clone(reader));
    let (cursor, ahead, again) = database
        .read(move |db| {
            let cursor = position(db, name)?;
            let look = if known.count > 0 { LOOK } else { size };
            let concerns = |kind: &str, actor: &str| concerns(looking.as_ref(), kind, actor);
            let ahead = events::ahead(db, &known.onwards(cursor.clone()), concerns, look)?;
            Ok::<_, DbError>((cursor, ahead, to_retry(db, name)?))
        })
        .await?;
    let reader = Arc::clone(reader);
    if let Some(failure) = again {
        return database.note(false, move |tx| try_again(tx, reader.as_ref(), &failure)).await;
    }
    if let Some(behind) = ahead.behind {
        passed.pass(cursor, behind, ahead.count);
    }
    if ahead.concerns {
        let known = passed.clone();
        let taking = move |tx: &mut Tx<'_>| take(tx, reader.as_ref(), &known, size, give_up);
        let taken = database.note(size > BATCH, taking).await?;
        *passed = Passed::default();
        return Ok(ahead.count + taken);
    }
    if passed.is_far() {
        passed.write_down(database, name).await?;
    }
    Ok(ahead.count)
}

fn to_retry(db: &mut Db, name: &str) -> Result<Option<Failure>, DbError> {
    let which = reader_failure::reader.eq(name).and(reader_failure::retry_at.is_not_null());
    let oldest = reader_failure::table.filter(which).order(reader_failure::retry_at);
    Ok(oldest.select(Failure::as_select()).first(db).optional()?)
}

/// Takes an event into account that was set aside; it stays aside, with the new reason, if that fails again.
fn try_again(tx: &mut Tx<'_>, reader: &dyn Reader, failure: &Failure) -> Result<usize, DbError> {
    lock_cursor(tx.db, reader.name())?;
    let row = reader_failure::table.find((failure.workspace_id, failure.id));
    let still: Option<Option<Time>> = row.select(reader_failure::retry_at).first(tx.db).optional()?;
    if still.flatten().is_none() {
        return Ok(0);
    }
    let event = events::find(tx.db, failure.workspace_id, failure.event_id)?;
    let handled = match &event {
        Some(event) => contained(tx, reader, event),
        None => Ok(()),
    };
    match handled {
        Ok(()) => diesel::delete(row).execute(tx.db)?,
        Err(cause) => {
            tracing::warn!(reader = reader.name(), event = %failure.event_id, %cause, "an event stays set aside");
            let change = (
                reader_failure::reason.eq(cause.to_string()),
                reader_failure::at.eq(tx.now),
                reader_failure::retry_at.eq(None::<Time>),
            );
            diesel::update(row).set(change).execute(tx.db)?
        }
    };
    Ok(1)
}

/// The events of a workspace that readers have set aside, newest first, older than `before`, each with its event as far as
/// that is still there.
///
/// # Errors
/// Only those of the database.
pub fn set_aside_in(
    db: &mut Db,
    workspace: WorkspaceId,
    before: Option<FailureId>,
    limit: i64,
) -> Result<Vec<(Failure, Option<Event>)>, DbError> {
    let before = before.unwrap_or(FailureId(i64::MAX));
    let failures: Vec<Failure> = reader_failure::table
        .filter(reader_failure::workspace_id.eq(workspace).and(reader_failure::id.lt(before)))
        .order(reader_failure::id.desc())
        .limit(limit)
        .select(Failure::as_select())
        .load(db)?;
    let ids: Vec<events::EventId> = failures.iter().map(|failure| failure.event_id).collect();
    let events = events::find_many(db, workspace, &ids)?;
    let of = |failure: &Failure| events.iter().find(|event| event.id == failure.event_id).cloned();
    Ok(failures.into_iter().map(|failure| (failure.clone(), of(&failure))).collect())
}

/// Has the reader try an event again that it has set aside. Returns whether there was one.
///
/// # Errors
/// Only those of the database.
pub fn ask_again(tx: &mut Tx<'_>, workspace: WorkspaceId, id: FailureId) -> Result<bool, DbError> {
    let row = reader_failure::table.find((workspace, id));
    Ok(diesel::update(row).set(reader_failure::retry_at.eq(tx.now)).execute(tx.db)? > 0)
}

fn take(
    tx: &mut Tx<'_>,
    reader: &dyn Reader,
    passed: &Passed,
    size: i64,
    give_up: bool,
) -> Result<usize, DbError> {
    lock_cursor(tx.db, reader.name())?;
    let from = passed.onwards(position(tx.db, reader.name())?);
    let concerns = |kind: &str, actor: &str| concerns(reader, kind, actor);
    let (events, ahead) = events::concerning(tx.db, &from, concerns, size)?;
    if !give_up {
        reader.handle_all(tx, &events)?;
    }
    for event in events.iter().filter(|_| give_up) {
        if let Err(cause) = contained(tx, reader, event) {
            set_aside(tx, reader.name(), event, &cause)?;
        }
    }
    if let Some(behind) = ahead.behind {
        move_to(tx.db, reader.name(), &behind)?;
    }
    Ok(ahead.count)
}

/// The last attempt runs in a savepoint, so that its failure leaves the cursor's transaction whole.
fn contained(tx: &mut Tx<'_>, reader: &dyn Reader, event: &Event) -> Result<(), DbError> {
    let mut own = None;
    let moved = tx.nested(|tx| {
        reader
            .handle(tx, event)
            .map_err(|cause| own = Some(cause))
            .map_err(|()| diesel::result::Error::RollbackTransaction)
    });
    match (own, moved) {
        (Some(cause), _) => Err(cause),
        (None, moved) => Ok(moved?),
    }
}

/// On PostgreSQL two nodes may run the same reader: the one that holds the cursor's row goes on, the other waits.
fn lock_cursor(db: &mut Db, name: &str) -> Result<(), DbError> {
    match db {
        Db::Sqlite(_) => Ok(()),
        Db::Postgres(_) => {
            let start = Position::start();
            let row = (
                reader_cursor::name.eq(name),
                reader_cursor::tx.eq(start.tx),
                reader_cursor::event_id.eq(start.event),
            );
            Both(diesel::insert_into(reader_cursor::table).values(row).on_conflict_do_nothing()).run(db)?;
            let held = diesel::sql_query("SELECT name FROM reader_cursor WHERE name = $1 FOR UPDATE");
            Kept(held.bind::<diesel::sql_types::Text, _>(name)).run(db)?;
            Ok(())
        }
    }
}

fn position(db: &mut Db, name: &str) -> Result<Position, DbError> {
    let row: Option<(String, events::EventId)> = reader_cursor::table
        .find(name)
        .select((reader_cursor::tx, reader_cursor::event_id))
        .first(db)
        .optional()?;
    Ok(row.map_or_else(Position::start, |(tx, event)| Position { tx, event }))
}

/// Moves a reader's cursor, forward or back: a new reader that need not see history starts at [`events::end`].
///
/// # Errors
/// Only those of the database.
pub fn move_to(db: &mut Db, name: &str, position: &Position) -> Result<(), DbError> {
    let row = (
        reader_cursor::name.eq(name),
        reader_cursor::tx.eq(&position.tx),
        reader_cursor::event_id.eq(position.event),
    );
    let moved = (reader_cursor::tx.eq(&position.tx), reader_cursor::event_id.eq(position.event));
    Both(
        diesel::insert_into(reader_cursor::table)
            .values(row)
            .on_conflict(reader_cursor::name)
            .do_update()
            .set(moved),
    )
    .run(db)?;
    Ok(())
}

fn set_aside(tx: &mut Tx<'_>, name: &str, event: &Event, cause: &DbError) -> Result<(), DbError> {
    tracing::error!(reader = name, event = %event.id, %cause, "an event was set aside");
    let row = (
        reader_failure::workspace_id.eq(event.workspace),
        reader_failure::id.eq(tx.id::<FailureId>()),
        reader_failure::reader.eq(name),
        reader_failure::event_id.eq(event.id),
        reader_failure::reason.eq(cause.to_string()),
        reader_failure::at.eq(tx.now),
    );
    diesel::insert_into(reader_failure::table).values(row).execute(tx.db)?;
    Ok(())
}
