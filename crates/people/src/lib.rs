//! The people: who works here and how they sign in, and the customers whom they answer.
//!
//! * [`app`]: the state that every handler of every floor is handed.
//! * [`workspaces`]: the company, its settings and business hours; the first run.
//! * [`sign_in`]: passwords, sessions, resets; the [`sign_in::Staff`] extractor that routes of staff begin with.
//! * [`team`]: who works here, in which role, with which permissions, in which teams.
//! * [`invitations`]: how somebody joins.
//! * [`tokens`]: how programs come in.
//! * [`audit`]: who did what that matters for security.
//! * [`idempotency`]: a POST that creates, sent twice, creates once.
//! * [`system_mail`]: the mails that Tillside writes itself.
//! * [`customers`]: one profile per person, whatever channel they come through.
//! * [`admin`]: what the command line does beside a running server.

pub mod admin;
pub mod app;
pub mod audit;
mod columns;
pub mod customers;
mod failure;
pub mod fields;
pub mod idempotency;
pub mod invitations;
mod schema;
pub mod sign_in;
pub mod system_mail;
pub mod team;
pub mod text;
pub mod tokens;
pub mod workspaces;

pub use app::{App, Parts};
pub use columns::LanguageColumn;
pub use failure::Failure;

use std::sync::Arc;

use database::resealing::Vault;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this floor, below `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(workspaces::http::routes())
        .merge(sign_in::http::routes())
        .merge(team::http::routes())
        .merge(invitations::http::routes())
        .merge(tokens::http::routes())
        .merge(audit::http::routes())
        .merge(customers::routes())
}

/// The tables of this floor that hold secrets.
pub fn vaults() -> Vec<Arc<dyn Vault>> {
    vec![Arc::new(idempotency::Answers)]
}

/// Deletes what has ended: sessions, resets, idempotency keys. The program calls it every hour.
///
/// # Errors
/// Only those of the database.
pub async fn sweep(database: &database::Database) -> Result<(), database::DbError> {
    sign_in::sweep(database).await?;
    idempotency::sweep(database).await
}
