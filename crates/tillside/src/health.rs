//! `GET /healthz`, `GET /readyz`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use database::{Database, DbError};

/// Whether the workers run.
#[derive(Debug, Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// They run.
    pub fn ready(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// They are stopping: balancers send nobody new.
    pub fn stopping(&self) {
        self.0.store(false, Ordering::Release);
    }
}

/// The process is alive.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and the workers run.
pub async fn readyz(
    State((database, readiness)): State<(Database, Readiness)>,
) -> (StatusCode, &'static str) {
    if !readiness.0.load(Ordering::Acquire) {
        return (StatusCode::SERVICE_UNAVAILABLE, "starting or stopping\n");
    }
    let answered = database
        .read(|db| {
            use diesel::RunQueryDsl as _;
            diesel::sql_query("SELECT 1").execute(db)?;
            Ok::<_, DbError>(())
        })
        .await;
    match answered {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
