//! Every query on the files of messages.

use database::{Db, DbError, Kept, Time, Tx, WorkspaceId, evened};
use diesel::prelude::*;

use super::super::attachment::{Attachment, AttachmentId};
use super::super::conversation::Conversation;
use super::super::message::{Message, MessageId};
use crate::schema::{attachment, message};

/// Writes a file's row.
///
/// # Errors
/// Only those of the database.
pub fn insert_attachment(tx: &mut Tx<'_>, row: &Attachment) -> Result<(), DbError> {
    diesel::insert_into(attachment::table).values(row).execute(tx.db)?;
    Ok(())
}

pub(in super::super) fn update_attachment(tx: &mut Tx<'_>, row: &Attachment) -> Result<(), DbError> {
    let change = (
        attachment::name.eq(&row.name),
        attachment::content_type.eq(&row.content_type),
        attachment::content_id.eq(row.content_id.as_deref()),
        attachment::inline.eq(row.inline),
        attachment::link_until.eq(row.link_until),
    );
    diesel::update(attachment::table.find((row.workspace_id, row.id))).set(change).execute(tx.db)?;
    Ok(())
}

pub(in super::super) fn delete_attachment(tx: &mut Tx<'_>, row: &Attachment) -> Result<(), DbError> {
    diesel::delete(attachment::table.find((row.workspace_id, row.id))).execute(tx.db)?;
    Ok(())
}

/// Whether some file has these bytes.
///
/// # Errors
/// Only those of the database.
pub fn is_file(db: &mut Db, workspace: WorkspaceId, hash: &str) -> Result<bool, DbError> {
    let which = attachment::workspace_id.eq(workspace).and(attachment::hash.eq(hash));
    let found: Option<AttachmentId> =
        attachment::table.filter(which).select(attachment::id).first(db).optional()?;
    Ok(found.is_some())
}

/// One file.
///
/// # Errors
/// Only those of the database.
pub fn attachment(
    db: &mut Db,
    workspace: WorkspaceId,
    id: AttachmentId,
) -> Result<Option<Attachment>, DbError> {
    Ok(attachment::table.find((workspace, id)).select(Attachment::as_select()).first(db).optional()?)
}

/// The files of some messages, oldest first.
///
/// # Errors
/// Only those of the database.
pub fn attachments_of(
    db: &mut Db,
    workspace: WorkspaceId,
    ids: &[MessageId],
) -> Result<Vec<Attachment>, DbError> {
    let which = attachment::workspace_id
        .eq(workspace)
        .and(attachment::message_id.assume_not_null().eq_any(evened(ids.iter().copied())));
    let files = attachment::table.filter(which).order(attachment::id).select(Attachment::as_select());
    Ok(Kept(files).load(db)?)
}

/// Whether a message of a conversation has a file.
pub(super) fn has_any(db: &mut Db, of: &Conversation) -> Result<bool, DbError> {
    let of_it = message::workspace_id.eq(of.workspace_id).and(message::conversation_id.eq(of.id));
    let ids = message::table.filter(of_it).select(message::id);
    let found: Option<AttachmentId> = attachment::table
        .filter(attachment::workspace_id.eq(of.workspace_id))
        .filter(attachment::message_id.assume_not_null().eq_any(ids))
        .select(attachment::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Gives uploaded files to their message.
pub(in super::super) fn attach(
    tx: &mut Tx<'_>,
    to: &Message,
    uploads: &[AttachmentId],
) -> Result<(), DbError> {
    for upload in uploads {
        let which =
            attachment::table.find((to.workspace_id, *upload)).filter(attachment::message_id.is_null());
        diesel::update(which).set(attachment::message_id.eq(to.id)).execute(tx.db)?;
    }
    Ok(())
}

/// Makes a message's files wait for a message again.
pub(in super::super) fn detach(tx: &mut Tx<'_>, from: &Message) -> Result<(), DbError> {
    let which = attachment::workspace_id.eq(from.workspace_id).and(attachment::message_id.eq(from.id));
    diesel::update(attachment::table.filter(which))
        .set((attachment::message_id.eq(None::<MessageId>), attachment::link_until.eq(None::<Time>)))
        .execute(tx.db)?;
    Ok(())
}
