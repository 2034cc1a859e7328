//! What the data says: measures and reports, a customer's timeline, search over everything.

use std::sync::Arc;

use database::readers::Reader;
use people::App;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this floor, below `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}

/// The readers of this floor.
pub fn readers(_app: &App) -> Vec<Arc<dyn Reader>> {
    Vec::new()
}
