//! One connection that is either SQLite or PostgreSQL, and what Diesel's derive leaves out.
#![expect(missing_docs, reason = "the derive writes public items without docs")]

use diesel::prelude::*;

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

/// The same with rows of which some may be there already, which stay as they are: how many were not there.
#[macro_export]
macro_rules! insert_new {
    ($db:expr, $table:expr, $rows:expr) => {{
        use $crate::reexport::diesel::{RunQueryDsl as _, insert_into};
        let (rows, mut new) = ($rows, 0);
        match $db {
            $crate::Db::Sqlite(connection) => {
                let (many, rest) = rows.as_chunks::<16>();
                for some in many {
                    new += insert_into($table).values(some).on_conflict_do_nothing().execute(connection)?;
                }
                for one in rest {
                    new += insert_into($table).values(one).on_conflict_do_nothing().execute(connection)?;
                }
            }
            $crate::Db::Postgres(connection) => {
                for some in rows.chunks(1000) {
                    new += insert_into($table).values(some).on_conflict_do_nothing().execute(connection)?;
                }
            }
        }
        new
    }};
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
