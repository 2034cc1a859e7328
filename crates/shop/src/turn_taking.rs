//! Who comes second waits: two transactions that take over the same thing at once must not both believe to be the first,
//! nor the older one write last.
//!
//! SQLite has one writer, so nothing has to be done there. PostgreSQL holds an advisory lock until the transaction ends;
//! what comes second then reads what the first has committed.

use database::{Db, DbError, Tx};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use sha2::{Digest, Sha256};

/// Whether two transactions got into each other's way: both made the same new customer, or each waited for the other.
pub(crate) fn is_collision(cause: &DbError) -> bool {
    cause.is_duplicate() || cause.to_string().contains("deadlock detected")
}

/// Waits until nobody else is busy with this thing.
///
/// # Errors
/// Only those of the database.
pub(crate) fn alone_with(tx: &mut Tx<'_>, kind: &str, owner: i64, id: &str) -> Result<(), DbError> {
    let Db::Postgres(_) = tx.db else { return Ok(()) };
    let mut hash = Sha256::new();
    hash.update(kind);
    hash.update(owner.to_le_bytes());
    hash.update(id);
    let digest = hash.finalize();
    let key = digest.first_chunk::<8>().map_or(0, |bytes| i64::from_le_bytes(*bytes));
    diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<BigInt, _>(key).execute(tx.db)?;
    Ok(())
}
