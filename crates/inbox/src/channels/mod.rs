//! Channels: the ways in which messages come and go.
//!
//! Whatever the channel, what comes in ends in [`crate::conversations::append`], in the one transaction that also keeps
//! its raw bytes; what goes out is a row of the outbox. `email` speaks SMTP and MIME, `chat` serves the widget,
//! `contact_form` a page with a form, `api` any other source.

pub mod api;
mod channel;
pub mod chat;
mod checking;
mod contact_form;
pub mod email;
mod http;
mod named;
mod store;

pub use channel::{
    CARRIES, Channel, ChannelId, ChannelKind, ChannelSecrets, ChannelSettings, Dkim, KeyStage, LINK_DAYS,
    Outgoing, Security, Sending, SignIn, SigningKey, SpamFilter,
};
pub use named::ChannelNamed;
pub(crate) use store::Secrets;
pub use store::{
    InUse, addresses, all, at_domain, by_address, ever, find, find_anywhere, for_reply, in_use, insert,
    mailbox_for, retire, update,
};

use std::sync::Arc;

use database::outbox::Sender;
use database::{Db, DbError};
use utoipa_axum::router::OpenApiRouter;

use crate::Inbox;
use crate::conversations::Conversation;

/// The routes for staff, below `/api/v1`.
pub fn routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new().merge(http::routes()).merge(email::routes())
}

/// The routes that customers' browsers and other programs call, at the root.
pub fn public_routes() -> OpenApiRouter<Inbox> {
    OpenApiRouter::new()
        .merge(chat::public_routes())
        .merge(contact_form::public_routes())
        .merge(api::public_routes())
}

/// What takes rows of the outbox.
pub fn senders(inbox: &Inbox) -> Vec<Arc<dyn Sender>> {
    vec![
        Arc::new(email::SentCopies::new(inbox.app.clone())),
        Arc::new(email::Posting::by(inbox.app.clone(), inbox.outside.clone())),
        Arc::new(email::Publishing::new(inbox.clone())),
        Arc::new(chat::Reveal),
        Arc::new(api::Replies::new(inbox.clone())),
    ]
}

/// The chat through which the customer of a conversation can still be reached.
fn chat_of(db: &mut Db, conversation: &Conversation) -> Result<Option<Channel>, DbError> {
    use crate::schema::chat_visitor;
    use diesel::prelude::*;
    let family = crate::conversations::family(db, conversation.workspace_id, conversation.id)?;
    let which = chat_visitor::workspace_id
        .eq(conversation.workspace_id)
        .and(chat_visitor::conversation_id.assume_not_null().eq_any(family));
    let channel: Option<ChannelId> = chat_visitor::table
        .filter(which)
        .order(chat_visitor::last_active_at.desc())
        .select(chat_visitor::channel_id)
        .first(db)
        .optional()?;
    match channel {
        Some(id) => find(db, conversation.workspace_id, id),
        None => Ok(None),
    }
}
