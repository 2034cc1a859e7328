//! The database: one code path on SQLite and PostgreSQL.
