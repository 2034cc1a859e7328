//! Files of messages.

use database::{Flag, Time, WorkspaceId};
use diesel::prelude::*;

use super::message::MessageId;
use crate::schema::attachment;

database::id_type!(
    /// A file of a message, or one that was uploaded and waits for its message.
    AttachmentId,
    "att"
);

/// A file as the table holds it; the bytes are a blob.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = attachment, treat_none_as_default_value = false)]
pub struct Attachment {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: AttachmentId,
    /// The message; none while it waits for one.
    pub message_id: Option<MessageId>,
    /// The file's name, as its sender gave it.
    pub name: String,
    /// The media type, as its sender gave it: never trusted when shown.
    pub content_type: String,
    /// Bytes.
    pub size: i64,
    /// The blob.
    pub hash: String,
    /// The Content-ID that the HTML names it by.
    pub content_id: Option<String>,
    /// Whether it stands within the text.
    pub inline: Flag,
    /// Who uploaded it: `agent:agt_…`, `visitor:vis_…`, `mail`.
    pub uploaded_by: String,
    /// When.
    pub created_at: Time,
    /// Until when it is had by a link, where it was too large for its mail.
    pub link_until: Option<Time>,
}
