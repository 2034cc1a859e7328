//! Statements that are kept prepared on both engines.

use diesel::deserialize::{self, QueryableByName};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::row::NamedRow;
use diesel::sql_types::Untyped;
use diesel::sqlite::Sqlite;

use crate::connection::{Db, MultiBackend};

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

impl<Q: QueryFragment<Pg> + QueryFragment<Sqlite>> Both<Q> {
    /// Executes it, kept prepared, where nobody asks how many rows it touched. `execute` counts them and prepares it anew: Diesel
    /// then asks a reference to the statement whether it may be kept, and a reference never says so.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn run(self, db: &mut Db) -> QueryResult<()> {
        done(self, db)
    }
}

impl<Q: QueryFragment<MultiBackend>> Kept<Q> {
    /// Executes it, kept prepared, as [`Both::run`] does.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn run(self, db: &mut Db) -> QueryResult<()> {
        done(self, db)
    }
}

fn done(statement: impl QueryFragment<MultiBackend>, db: &mut Db) -> QueryResult<()> {
    let rows = Done(statement).load::<Nothing>(db);
    rows.map(drop).inspect_err(crate::instrumentation::note)
}

/// A statement that answers no rows, asked as one that does: what is loaded is kept prepared.
struct Done<Q>(Q);

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Done<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &MultiBackend) -> QueryResult<bool> {
        Ok(true)
    }
}

/// None: the text is what it is known by.
impl<Q> QueryId for Done<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> Query for Done<Q> {
    type SqlType = Untyped;
}

impl<Q> RunQueryDsl<Db> for Done<Q> {}

/// A row that never comes.
struct Nothing;

impl QueryableByName<MultiBackend> for Nothing {
    fn build<'a>(_: &impl NamedRow<'a, MultiBackend>) -> deserialize::Result<Self> {
        Ok(Self)
    }
}

/// Values to look for, the last one repeated until there are as many as a power of two: a statement that looks for any number of
/// values has a text for each number, and [`Kept`] keeps every text.
pub fn evened<T: Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}
