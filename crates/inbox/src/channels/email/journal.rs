//! Every mail that reached us, with what became of it and why: the table `mail_arrival`.

use database::{Both, Db, DbError, Time, Tx, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use crate::channels::ChannelId;
use crate::conversations::{ConversationId, MessageId};
use crate::schema::mail_arrival;

database::id_type!(
    /// One arrival of one mail at one mailbox.
    ArrivalId,
    "arr"
);

database::text_enum!(
    /// What became of a mail.
    pub enum Disposition {
        /// Somebody wrote it; it stands in a conversation.
        Stored = "stored",
        /// It has been here before.
        Duplicate = "duplicate",
        /// A machine of the customer's answered.
        AutoReply = "auto_reply",
        /// It tells what became of a mail of ours.
        Bounce = "bounce",
        /// It tells that a mail of ours was called spam.
        Complaint = "complaint",
        /// A filter before us calls it spam.
        Spam = "spam",
        /// It is not taken; the reason says why.
        Rejected = "rejected",
    }
);

/// Who sent it to whom, as the transport said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub(super) struct EnvelopeColumn {
    /// `MAIL FROM`; empty for `<>`, absent where the source does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// `RCPT TO`.
    pub recipients: Vec<String>,
}
database::json_column!(EnvelopeColumn);

/// An arrival as the table holds it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mail_arrival, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct Entry {
    pub workspace_id: WorkspaceId,
    pub id: ArrivalId,
    /// The mailbox.
    pub channel_id: ChannelId,
    /// What makes it this mail and no other. A repetition carries its own id behind it.
    pub fingerprint: String,
    pub raw_hash: String,
    pub disposition: Disposition,
    pub reason: Option<String>,
    pub message_id: Option<MessageId>,
    pub conversation_id: Option<ConversationId>,
    /// From [`thread_of`](super::threading::thread_of).
    pub thread_root: Option<String>,
    pub envelope: EnvelopeColumn,
    pub received_at: Time,
}

/// Takes the fingerprint of a mail. `None`: this is the first time; else the arrival that was first. Two that come at the same
/// moment wait here for each other.
pub(super) fn claim(tx: &mut Tx<'_>, entry: &Entry) -> Result<Option<Entry>, DbError> {
    let inserted = Both(diesel::insert_into(mail_arrival::table).values(entry).on_conflict_do_nothing())
        .execute(tx.db)?;
    if inserted > 0 {
        return Ok(None);
    }
    let which = mail_arrival::workspace_id
        .eq(entry.workspace_id)
        .and(mail_arrival::fingerprint.eq(&entry.fingerprint));
    Ok(Some(mail_arrival::table.filter(which).select(Entry::as_select()).first(tx.db)?))
}

/// Writes down a repetition of a mail.
pub(super) fn note_again(tx: &mut Tx<'_>, mut entry: Entry) -> Result<(), DbError> {
    entry.fingerprint = format!("{}#{}", entry.fingerprint, entry.id);
    diesel::insert_into(mail_arrival::table).values(&entry).execute(tx.db)?;
    Ok(())
}

/// Writes down what became of a mail.
pub(super) fn settle(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), DbError> {
    diesel::update(mail_arrival::table.find((entry.workspace_id, entry.id))).set(entry).execute(tx.db)?;
    Ok(())
}

/// The newest message that came in a thread of Outlook's.
pub(super) fn newest_of_thread(
    db: &mut Db,
    workspace: WorkspaceId,
    root: &str,
) -> Result<Option<MessageId>, DbError> {
    let which = mail_arrival::workspace_id
        .eq(workspace)
        .and(mail_arrival::thread_root.eq(root))
        .and(mail_arrival::message_id.is_not_null());
    let newest: Option<Option<MessageId>> = mail_arrival::table
        .filter(which)
        .order(mail_arrival::id.desc())
        .select(mail_arrival::message_id)
        .first(db)
        .optional()?;
    Ok(newest.flatten())
}
