//! The database: one code path on SQLite and PostgreSQL.
//!
//! Domain code is synchronous and runs inside a closure: [`Database::write`] gives it a [`Tx`], [`Database::read`] a
//! [`Db`]. Nothing can be awaited inside, so no transaction is ever held across a network call.
//!
//! * [`events`]: every change appends an event in its own transaction.
//! * [`readers`]: what reads that log; a reader's effects and its cursor commit together. What one can't take into account is
//!   set aside for a person to see and try again.
//! * [`timers`]: time is a reader too; a due timer becomes an event.
//! * [`outbox`]: whatever leaves the house is a row here first, with a lease, retries and an end that a person can see.
//! * [`secrets`]: columns that are encrypted with a key kept outside the database.
//! * [`resealing`]: after a rotation, what is stored is sealed anew with the fresh key.
//! * [`blobs`]: raw mail and files by their hash.
//!
//! Architecture invariants: this crate knows nothing of the product; there is no async inside a transaction; nothing is
//! acknowledged before COMMIT has returned.

pub mod blobs;
mod connection;
mod engine;
mod error;
pub mod events;
mod ids;
mod instrumentation;
mod migrations;
pub mod outbox;
mod pool;
pub mod readers;
pub mod resealing;
pub mod schema;
pub mod secrets;
mod sqlite;
mod statements;
mod statistics;
#[cfg(feature = "testing")]
pub mod testing;
mod text_enum;
mod time;
pub mod timers;
mod transaction;
mod writer;

pub use connection::{Db, MultiBackend};
pub use engine::{Database, Engine, Settings};
pub use error::{Constraint, DbError};
pub use ids::{IdError, IdGenerator, WorkspaceId, floor_at, format_id, id_of_past, parse_id};
pub use instrumentation::{queries_of_all, queries_so_far, reset_query_count};
pub use sqlite::{discard, file_in};
pub use statements::{Both, Kept, evened};
pub use text_enum::Flag;
pub use time::{Clock, SystemClock, Time};
pub use transaction::Tx;

/// What the macros of this crate need from the crates that use them.
#[doc(hidden)]
pub mod reexport {
    pub use diesel;
    pub use serde;
    pub use serde_json;
    pub use utoipa;
}
