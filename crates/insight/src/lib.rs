//! What the data says. This floor may read every table and changes none but its own.
//!
//! * [`measures`]: what can be counted of each conversation, kept in step with the log.
//! * [`reports`]: the measures of a period, with what came before, over time and by channel, agent, team, tag and language.
//! * [`timeline`]: everything that happened with a customer, in one stream.
//! * [`search`]: conversations, customers, orders and products by the words that people remember of them.

pub mod measures;
pub mod reports;
pub mod schema;
pub mod search;
pub mod timeline;

use std::sync::Arc;

use database::readers::Reader;
use inbox::Inbox;
use people::App;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this floor, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().merge(reports::routes()).merge(timeline::routes()).merge(search::routes())
}

/// The readers of this floor.
pub fn readers(_app: &App) -> Vec<Arc<dyn Reader>> {
    vec![Arc::new(measures::Measures)]
}
