//! Two folders with the same numbers, one runner.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Db, DbError};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Brings the schema up to date; nothing happens when it already is.
pub(crate) fn run(db: &mut Db) -> Result<(), DbError> {
    let migrations = match db {
        Db::Sqlite(_) => SQLITE,
        Db::Postgres(_) => POSTGRES,
    };
    db.run_pending_migrations(migrations)
        .map(|_| ())
        .map_err(|cause| DbError::Other(format!("migration: {cause}")))
}
