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

/// A statement that both engines can render although [`MultiBackend`] has no impl of its own, such as an upsert.
#[derive(Debug, Clone)]
pub struct Both<Q>(pub Q);

impl<Q: QueryFragment<Pg> + QueryFragment<Sqlite>> QueryFragment<MultiBackend> for Both<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}

impl<Q: QueryId> QueryId for Both<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}

impl<Q: Query> Query for Both<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Both<Q> {}

impl Db {
    /// Whether this is the embedded engine.
    pub fn is_sqlite(&self) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(_) => false,
        }
    }
}
