//! One mail that went to several of our mailboxes is one message, in one conversation that is found by each of them.

use database::{Both, DbError, Tx, WorkspaceId};
use diesel::prelude::*;

use super::message::Message;
use crate::channels::ChannelId;
use crate::schema::{message, message_mailbox};

/// Writes down that a message came to this mailbox too; false if that was known.
///
/// # Errors
/// Only those of the database.
pub fn stands_also_in(tx: &mut Tx<'_>, of: &Message, mailbox: ChannelId) -> Result<bool, DbError> {
    let row = (
        message_mailbox::workspace_id.eq(of.workspace_id),
        message_mailbox::channel_id.eq(mailbox),
        message_mailbox::message_id.eq(of.id),
    );
    let insert = diesel::insert_into(message_mailbox::table).values(row).on_conflict_do_nothing();
    Ok(Both(insert).execute(tx.db)? > 0)
}

/// The conversations in which a mail stands that came to this mailbox beside its first.
#[diesel::dsl::auto_type]
pub(super) fn with_further(workspace: WorkspaceId, mailbox: ChannelId) -> _ {
    let of_mailbox = message_mailbox::workspace_id.eq(workspace).and(message_mailbox::channel_id.eq(mailbox));
    let ids = message_mailbox::table.filter(of_mailbox).select(message_mailbox::message_id);
    let which = message::workspace_id.eq(workspace).and(message::id.eq_any(ids));
    message::table.filter(which).select(message::conversation_id)
}
