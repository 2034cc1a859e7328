//! One connection that is either SQLite or PostgreSQL, and what Diesel's derive leaves out.
#![expect(missing_docs, reason = "the derive writes public items without docs")]

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sqlite::Sqlite;

/// A connection to one of the two engines. Queries are checked for both at compile time.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// The embedded engine.
    Sqlite(SqliteConnection),
    /// The server engine.
    Postgres(PgConnection),
}

/// Runs one expression on whichever engine is behind the connection: `each!(db, c => insert_into(t).values(&rows).execute(c))`.
///
/// For what the derive cannot do on [`Db`] itself: inserts of many rows, upserts, `RETURNING` a selectable.
#[macro_export]
macro_rules! each {
    ($db:expr, $c:ident => $e:expr) => {
        match $db {
            $crate::Db::Sqlite($c) => $e,
            $crate::Db::Postgres($c) => $e,
        }
    };
}

/// Inserts any number of rows that own what they hold, or returns with the error: `insert_all!(tx.db, table, &rows);`.
///
/// SQLite gets statements of sixteen rows and of one, which it keeps prepared: a statement for any number would be parsed anew
/// each time, which costs more than the rows. PostgreSQL gets as many rows at a time as it has places for values.
#[macro_export]
macro_rules! insert_all {
    ($db:expr, $table:expr, $rows:expr) => {{
        use $crate::reexport::diesel::{RunQueryDsl as _, insert_into};
        let rows = $rows;
        match $db {
            $crate::Db::Sqlite(connection) => {
                let (many, rest) = rows.as_chunks::<16>();
                for some in many {
                    insert_into($table).values(some).execute(connection)?;
                }
                for one in rest {
                    insert_into($table).values(one).execute(connection)?;
                }
            }
            $crate::Db::Postgres(connection) => {
                for some in rows.chunks(1000) {
                    insert_into($table).values(some).execute(connection)?;
                }
            }
        }
    }};
}

/// A statement that both engines can render although [`MultiBackend`] has no impl of its own, such as an upsert. It is kept
/// prepared, as by [`Kept`].
#[derive(Debug, Clone)]
pub struct Both<Q>(pub Q);

impl<Q: QueryFragment<Pg> + QueryFragment<Sqlite>> QueryFragment<MultiBackend> for Both<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &MultiBackend) -> QueryResult<bool> {
        Ok(true)
    }
}

/// None: the text is what it is known by.
impl<Q> QueryId for Both<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Both<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Both<Q> {}

/// A statement that is kept prepared, by its text. Diesel prepares updates, upserts and what looks for any number of values anew
/// each time, because the text may be another one each time; for a hot one that costs as much as its rows. It belongs in here if
/// it has few texts.
#[derive(Debug, Clone)]
pub struct Kept<Q>(pub Q);

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Kept<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &MultiBackend) -> QueryResult<bool> {
        Ok(true)
    }
}

/// None: the text is what it is known by.
impl<Q> QueryId for Kept<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Kept<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Kept<Q> {}

/// Values to look for, the last one repeated until there are as many as a power of two: a statement that looks for any number of
/// values has a text for each number, and [`Kept`] keeps every text.
pub fn evened<T: Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}

impl Db {
    /// Whether this is the embedded engine.
    pub fn is_sqlite(&self) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(_) => false,
        }
    }
}
