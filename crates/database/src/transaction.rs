//! One transaction, as domain code sees it.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt};
use sha2::{Digest, Sha256};

use crate::writer::Queue;
use crate::{Both, Db, DbError, IdGenerator, Kept, Time, WorkspaceId, events, sqlite};

/// How long a transaction goes on at most that takes as many things as it can: its COMMIT writes what came together, and somebody
/// who comes then waits for that.
const LONG: Duration = Duration::from_millis(250);

/// One transaction, as domain code sees it.
pub struct Tx<'a> {
    /// The connection, for queries.
    pub db: &'a mut Db,
    /// When this transaction happens; one moment for all that it writes.
    pub now: Time,
    pub(crate) ids: &'a IdGenerator,
    pub(crate) written: &'a Written,
    pub(crate) turn: &'a Turn,
}

/// What a transaction has written that others wait for.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) events: Cell<bool>,
    pub(crate) outbox: Cell<bool>,
}

/// How long a transaction has gone on, what it holds, and who waits for its end.
#[derive(Debug)]
pub(crate) struct Turn {
    began: Instant,
    /// Whether others may wait for what it holds on PostgreSQL.
    holds: Cell<bool>,
    /// Of the one writer; on PostgreSQL nobody waits for one.
    queue: Option<Queue>,
}

impl Turn {
    /// One that begins now.
    pub(crate) fn begun(queue: Option<Queue>) -> Self {
        Self { began: Instant::now(), holds: Cell::new(false), queue }
    }

    fn is_over(&self) -> bool {
        self.began.elapsed() >= LONG
            || self.holds.get()
            || self.queue.as_ref().is_some_and(Queue::is_waited_in)
    }
}

impl Tx<'_> {
    /// A fresh id of any id type.
    pub fn id<I: From<i64>>(&self) -> I {
        self.ids.next(self.now).into()
    }

    /// Appends an event to the log; it is seen by readers once this transaction has committed.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn append(&mut self, event: events::NewEvent) -> Result<events::EventId, DbError> {
        events::append(self, event)
    }

    /// Appends events to the log, as [`Tx::append`] does one: many rows a statement.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn append_all(&mut self, events: Vec<events::NewEvent>) -> Result<(), DbError> {
        events::append_all(self, events)
    }

    /// Whether a transaction that takes one slice of very many things after the other should take one more: it has not gone on for
    /// long, and nobody waits for the writer. Who asks behind each slice of some hundred things, and leaves what is left to another
    /// transaction if not, writes thousands in one COMMIT where nobody is kept waiting: each COMMIT writes all pages that were
    /// touched, and the next slice touches many of them again.
    ///
    /// On PostgreSQL it does not go on once it took turns with others ([`Tx::alone_with_all`]): two who ask twice, each for what the
    /// other has, wait for each other for ever, and each thing is a lock until the end, of which there is room for some thousands.
    pub fn may_go_on(&self) -> bool {
        !self.turn.is_over()
    }

    /// Runs a part of the work in a savepoint: its error undoes that part alone.
    ///
    /// # Errors
    /// The closure's own.
    pub fn nested<T, E: From<diesel::result::Error>>(
        &mut self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let (now, ids, written, turn) = (self.now, self.ids, self.written, self.turn);
        self.db.transaction(|db| f(&mut Tx { db, now, ids, written, turn }))
    }

    /// The next number of a series of this workspace, such as the conversations': 1, 2, 3 …
    ///
    /// # Errors
    /// Only those of the database.
    pub fn count(&mut self, workspace: WorkspaceId, series: &str) -> Result<i64, DbError> {
        use crate::schema::counter;
        let row = (counter::workspace_id.eq(workspace), counter::name.eq(series), counter::value.eq(1_i64));
        let one_more = diesel::insert_into(counter::table)
            .values(row)
            .on_conflict((counter::workspace_id, counter::name))
            .do_update()
            .set(counter::value.eq(counter::value + 1))
            .returning(counter::value);
        Ok(Both(one_more).get_result(self.db)?)
    }

    /// Waits until no other transaction is busy with this thing, which may not exist yet: what comes second then reads what
    /// the first has committed. SQLite has one writer, so nothing has to be done there; PostgreSQL holds an advisory lock
    /// until this transaction ends.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn alone_with(&mut self, kind: &str, owner: i64, name: &str) -> Result<(), DbError> {
        self.alone_with_all(kind, owner, [name])
    }

    /// The same with several things of one kind at once, in an order that is everybody's: who needs several asks for them
    /// together, so that two never wait for each other. At most some thousand: PostgreSQL keeps its locks in shared memory.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn alone_with_all<N: AsRef<str>>(
        &mut self,
        kind: &str,
        owner: i64,
        names: impl IntoIterator<Item = N>,
    ) -> Result<(), DbError> {
        let Db::Postgres(postgres) = self.db else { return Ok(()) };
        let keys: BTreeSet<i64> =
            names.into_iter().map(|name| lock_key(kind, owner, name.as_ref())).collect();
        let keys: Vec<i64> = keys.into_iter().collect();
        self.turn.holds.set(true);
        diesel::sql_query("SELECT pg_advisory_xact_lock(key) FROM unnest($1) AS key")
            .bind::<Array<BigInt>, _>(keys)
            .execute(postgres)?;
        Ok(())
    }

    /// Holds a row until this transaction ends, so that it can be read, changed and written back whole: without it, two
    /// transactions on PostgreSQL that do so at once lose what one of them wrote. The table's key is `(workspace_id, id)`.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn hold(&mut self, table: &'static str, workspace: WorkspaceId, id: i64) -> Result<(), DbError> {
        let Db::Postgres(_) = self.db else { return Ok(()) };
        let row = format!("SELECT id FROM {table} WHERE workspace_id = $1 AND id = $2 FOR UPDATE");
        Ok(Kept(diesel::sql_query(row).bind::<BigInt, _>(workspace).bind::<BigInt, _>(id)).run(self.db)?)
    }

    /// Holds several rows of one table at once, like [`Tx::hold`], in the order of their ids.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn hold_all(
        &mut self,
        table: &'static str,
        workspace: WorkspaceId,
        ids: Vec<i64>,
    ) -> Result<(), DbError> {
        let Db::Postgres(postgres) = self.db else { return Ok(()) };
        diesel::sql_query(format!(
            "SELECT id FROM {table} WHERE workspace_id = $1 AND id = ANY($2) ORDER BY id FOR UPDATE"
        ))
        .bind::<BigInt, _>(workspace)
        .bind::<Array<BigInt>, _>(ids)
        .execute(postgres)?;
        Ok(())
    }

    /// Says that this transaction and the next ones write tens of thousands of rows each, or that they do no more: SQLite then
    /// writes fewer pages for as many rows, with up to 48 MiB of memory, and 64 MiB of disk for its log.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn expect_much(&mut self, much: bool) -> Result<(), DbError> {
        let Db::Sqlite(sqlite) = self.db else { return Ok(()) };
        Ok(sqlite.batch_execute(if much { sqlite::MUCH } else { sqlite::USUAL })?)
    }

    /// The same transaction seen as if it happened at another time, for histories that are written with their own times.
    pub fn at(&mut self, at: Time) -> Tx<'_> {
        Tx { db: self.db, now: at, ids: self.ids, written: self.written, turn: self.turn }
    }
}

/// The number of a thing that transactions take turns with.
fn lock_key(kind: &str, owner: i64, name: &str) -> i64 {
    let mut hash = Sha256::new();
    for part in [kind.as_bytes(), &owner.to_le_bytes(), name.as_bytes()] {
        hash.update(part);
    }
    let digest = hash.finalize();
    digest.first_chunk::<8>().map_or(0, |bytes| i64::from_le_bytes(*bytes))
}
