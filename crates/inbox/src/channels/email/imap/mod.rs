//! Mailboxes that are read by IMAP, wherever they are.
//!
//! [`Reading`] looks after all of them: one task and one connection a mailbox, on one node. A task signs in, reads what it
//! does not have of each folder, and waits: the server says at once when mail comes (IDLE; a few more connections listen to
//! further folders), and every few minutes it asks anyway. Once a day what a folder has is held against the journal. A mail and the mark up to which its folder was read are stored in one transaction, so whatever ends the process
//! or the connection, no mail is lost or taken twice. Nothing is deleted: a mail that was taken stays as it is, is
//! marked as read or moved, as the mailbox wants it.
//!
//! Servers are not believed: what they send is bounded before it is taken, UIDs that were not asked for are passed over,
//! and where their numbers can't be right the folder is read again by date; the journal knows what is here already.

mod authorizing;
mod comparing;
mod credentials;
mod folder;
mod hearing;
mod http;
mod problem;
mod reading;
mod sealed;
mod sent;
mod session;
mod settings;
mod store;
mod taking;
mod too_large;
mod trying;
mod watching;
mod wire;

pub use comparing::FolderComparison;
pub(in crate::channels::email) use comparing::compared;
pub use problem::ProblemCode;
pub use reading::{Pace, Reading};
pub(crate) use sealed::MailboxSecrets;
pub(super) use sent::enqueue as enqueue_sent_copy;
pub use sent::{SENT_COPY, SentCopies};
pub use settings::{After, Incoming, StartFrom};
pub(in crate::channels) use store::forget;

use database::WorkspaceId;
use people::App;

use self::credentials::Credentials;
use self::problem::Problem;
use crate::channels::ChannelId;

/// The routes of reading, below `/api/v1`.
pub(in crate::channels) fn routes() -> utoipa_axum::router::OpenApiRouter<crate::Inbox> {
    http::routes().merge(comparing::routes())
}

/// The account of a mailbox that is read with a provider's token, and a token that lasts for some minutes at least. `anew`: the
/// one that is known was refused.
///
/// # Errors
/// Why there is none, in words.
pub(super) async fn token(
    app: &App,
    workspace: WorkspaceId,
    channel: ChannelId,
    anew: bool,
) -> Result<(String, String), String> {
    let found = app.database.read(move |db| store::find(db, workspace, channel)).await;
    let mailbox = found.map_err(|cause| cause.to_string())?;
    let mailbox = mailbox.ok_or_else(|| NOT_READ.to_owned())?;
    let words = |problem: Problem| problem.to_string();
    match Credentials::of(app, &mailbox, anew).await.map_err(words)? {
        Credentials::Token(token) => Ok((mailbox.settings.username, token)),
        Credentials::Password(_) => Err(NOT_READ.to_owned()),
    }
}

/// There is no token to send with.
const NOT_READ: &str = "the mailbox is not read with a provider's token";
