//! Readers of the log: their effects and their cursor commit together, so each event takes effect exactly once.

use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use tokio::sync::watch;

use crate::events::{self, Event, Position};
use crate::schema::{reader_cursor, reader_failure};
use crate::{Both, Database, Db, DbError, Tx};

/// Something that acts on what happened. Its effects are only those it writes through the [`Tx`].
pub trait Reader: Send + Sync + 'static {
    /// The name that its cursor is kept under; never changed once released.
    fn name(&self) -> &'static str;

    /// Takes one event into account.
    ///
    /// # Errors
    /// An error is retried with back-off; after [`ATTEMPTS`] the event is set aside in `reader_failure`, with the reason,
    /// and the reader goes on behind it.
    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError>;
}

/// How often an event is tried before it is set aside.
pub const ATTEMPTS: u32 = 5;
const BATCH: i64 = 200;
/// Events in one transaction where nobody else waits for the writer.
const CATCHING_UP: i64 = 2_000;
/// Also looked at without news: on PostgreSQL another node may have written.
const PULSE: Duration = Duration::from_millis(250);

/// Runs a reader until `stop` turns true.
pub async fn run(database: Database, reader: Arc<dyn Reader>, mut stop: watch::Receiver<bool>) {
    let mut news = database.commits();
    let mut failures = 0_u32;
    while !*stop.borrow() {
        news.mark_unchanged();
        let size = if failures > 0 { 1 } else { BATCH };
        let pause = match step(&database, &reader, size, failures >= ATTEMPTS).await {
            Ok(0) => None,
            Ok(_) => {
                failures = 0;
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
            () = tokio::time::sleep(pause.unwrap_or(PULSE)) => {}
            changed = news.changed(), if pause.is_none() => if changed.is_err() { return },
        }
    }
}

/// Reads until nothing is left; returns how many events were taken into account. For tests and commands.
///
/// # Errors
/// The first that the reader or the database has.
pub async fn catch_up(database: &Database, reader: &Arc<dyn Reader>) -> Result<usize, DbError> {
    let mut all = 0;
    loop {
        match step(database, reader, CATCHING_UP, false).await? {
            0 => return Ok(all),
            some => all += some,
        }
    }
}

/// Takes up to `size` events into account in one transaction; returns how many.
async fn step(
    database: &Database,
    reader: &Arc<dyn Reader>,
    size: i64,
    give_up: bool,
) -> Result<usize, DbError> {
    let name = reader.name();
    let waiting = database.read(move |db| Ok::<_, DbError>(!waiting(db, name, 1)?.is_empty())).await?;
    if !waiting {
        return Ok(0);
    }
    let reader = Arc::clone(reader);
    database.write(move |tx| take(tx, reader.as_ref(), size, give_up)).await
}

fn waiting(db: &mut Db, name: &str, limit: i64) -> Result<Vec<(Event, Position)>, DbError> {
    let position = position(db, name)?.unwrap_or_else(Position::start);
    events::after(db, &position, limit)
}

fn take(tx: &mut Tx<'_>, reader: &dyn Reader, size: i64, give_up: bool) -> Result<usize, DbError> {
    lock_cursor(tx.db, reader.name())?;
    let events = waiting(tx.db, reader.name(), size)?;
    for (event, _) in &events {
        let handled = if give_up { contained(tx, reader, event) } else { reader.handle(tx, event) };
        match handled {
            Ok(()) => {}
            Err(cause) if give_up => set_aside(tx, reader.name(), event, &cause)?,
            Err(cause) => return Err(cause),
        }
    }
    if let Some((_, position)) = events.last() {
        move_to(tx.db, reader.name(), position)?;
    }
    Ok(events.len())
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
            Both(diesel::insert_into(reader_cursor::table).values(row).on_conflict_do_nothing())
                .execute(db)?;
            diesel::sql_query("SELECT name FROM reader_cursor WHERE name = $1 FOR UPDATE")
                .bind::<diesel::sql_types::Text, _>(name)
                .execute(db)?;
            Ok(())
        }
    }
}

fn position(db: &mut Db, name: &str) -> Result<Option<Position>, DbError> {
    let row: Option<(String, events::EventId)> = reader_cursor::table
        .find(name)
        .select((reader_cursor::tx, reader_cursor::event_id))
        .first(db)
        .optional()?;
    Ok(row.map(|(tx, event)| Position { tx, event }))
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
    .execute(db)?;
    Ok(())
}

fn set_aside(tx: &mut Tx<'_>, name: &str, event: &Event, cause: &DbError) -> Result<(), DbError> {
    tracing::error!(reader = name, event = %event.id, %cause, "an event was set aside");
    let row = (
        reader_failure::workspace_id.eq(event.workspace),
        reader_failure::id.eq(tx.id::<events::EventId>()),
        reader_failure::reader.eq(name),
        reader_failure::event_id.eq(event.id),
        reader_failure::reason.eq(cause.to_string()),
        reader_failure::at.eq(tx.now),
    );
    diesel::insert_into(reader_failure::table).values(row).execute(tx.db)?;
    Ok(())
}
