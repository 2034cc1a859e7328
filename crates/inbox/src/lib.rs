//! The inbox: conversations and the channels they come through.
//!
//! * [`channels`]: the ways in which messages come and go: e-mail, chat, contact form, API.
//! * [`conversations`]: what is said, by whom, and where it stands.
//! * `file_links`: files that were too large for their mail, for whoever has the mail.
//! * [`live`]: open screens hear of what happens.
//! * `public_page`: what all pages have that customers see.
//! * [`outbox`]: what could not be delivered, for a person to see and try again.

pub mod channels;
pub mod conversations;
mod file_links;
pub mod live;
pub mod outbox;
mod public_page;
pub mod schema;
mod state;

pub use state::{Inbox, Parts};

use std::sync::Arc;

use database::outbox::Sender;
use database::readers::Reader;
use database::resealing::Vault;
use utoipa_axum::router::OpenApiRouter;

/// The routes of this floor for staff, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .merge(conversations::routes())
        .merge(channels::routes())
        .merge(live::routes())
        .merge(outbox::routes())
}

/// The routes that customers' browsers and other programs call, at the root. They need no sign-in.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    channels::public_routes().merge(file_links::public_routes())
}

/// The readers of this floor.
pub fn readers(_inbox: &Inbox) -> Vec<Arc<dyn Reader>> {
    vec![
        Arc::new(conversations::Conversations),
        Arc::new(channels::chat::Leaving),
        Arc::new(channels::email::Lessons),
    ]
}

/// The tables of this floor that hold secrets.
pub fn vaults() -> Vec<Arc<dyn Vault>> {
    vec![Arc::new(channels::Secrets), Arc::new(channels::email::MailboxSecrets)]
}

/// What takes rows of the outbox.
pub fn senders(inbox: &Inbox) -> Vec<Arc<dyn Sender>> {
    channels::senders(inbox)
}
