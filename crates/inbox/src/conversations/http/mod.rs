//! The routes of conversations.

mod change;
mod cleaned;
mod files;
mod history;
mod html;
mod invitations;
mod list;
mod messages;
mod preview;
mod proxy;
mod scheduled;
mod settings;
mod shapes;

use axum::routing::MethodRouter;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use files::{LARGEST as LARGEST_FILE, as_answer, keep as keep_file, limit as upload_limit, take_file};
pub use html::own as own_html;
pub use shapes::{AttachmentJson, LinkedJson, linked};

use crate::Inbox;

/// The routes of this slice, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .routes(routes!(list::list, messages::begin))
        .routes(routes!(list::bulk))
        .routes(routes!(list::views, list::save_view))
        .routes(routes!(list::change_view, list::delete_view))
        .routes(routes!(change::read, change::patch))
        .routes(routes!(change::merge))
        .routes(routes!(change::unmerge))
        .routes(routes!(change::split))
        .routes(routes!(change::unsplit))
        .routes(routes!(change::move_message))
        .routes(routes!(change::unmove))
        .routes(routes!(change::mark_read))
        .routes(routes!(change::mark_unread))
        .routes(routes!(change::presence))
        .routes(routes!(change::read_draft, change::keep_draft, change::discard_draft))
        .routes(routes!(messages::list))
        .routes(routes!(messages::reply))
        .routes(routes!(preview::preview))
        .routes(routes!(messages::note))
        .routes(routes!(messages::undo))
        .routes(routes!(messages::retry))
        .routes(routes!(messages::readdress))
        .routes(routes!(scheduled::plan, scheduled::list))
        .routes(routes!(scheduled::change, scheduled::take_back))
        .routes(routes!(scheduled::send))
        .routes(routes!(messages::document))
        .routes(routes!(messages::raw))
        .routes(routes!(history::history))
        .routes(limited(routes!(files::upload)))
        .routes(routes!(files::download))
        .routes(routes!(invitations::event))
        .routes(routes!(proxy::image))
        .routes(routes!(settings::tags, settings::make_tag))
        .routes(routes!(settings::change_tag, settings::delete_tag))
        .routes(routes!(settings::fields, settings::make_field))
        .routes(routes!(settings::change_field, settings::delete_field))
}

type Routes = utoipa_axum::router::UtoipaMethodRouter<Inbox>;

fn limited((schemas, paths, methods): Routes) -> Routes {
    let methods: MethodRouter<Inbox> = methods.layer(files::team_limit());
    (schemas, paths, methods)
}
