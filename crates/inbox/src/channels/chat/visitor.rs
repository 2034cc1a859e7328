//! A visitor: one browser on the store's pages.

use database::{Flag, Time, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;

use crate::channels::ChannelId;
use crate::conversations::{ConversationId, MessageId};
use crate::schema::chat_visitor;

database::id_type!(
    /// A visitor of a page with the widget.
    VisitorId,
    "vis"
);

database::text_enum!(
    /// Why what a visitor has not seen can't go by mail. The words stand in the message's delivery too.
    pub enum Unreached {
        /// They left no address.
        NoAddress = "not-seen-no-address",
        /// There is no active mailbox to send from.
        NoMailbox = "not-seen-no-mailbox",
        /// No mail is sent to their address: it came back for good, or its owner wants none.
        Suppressed = "not-seen-suppressed",
        /// Nothing automatic is sent to their address for now.
        Silenced = "not-seen-silenced",
    }
);

/// A visitor as the table holds it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = chat_visitor, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Visitor {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: VisitorId,
    /// Through which chat.
    pub channel_id: ChannelId,
    /// SHA-256 of the token, in hex; the token itself is only in the browser.
    pub token_hash: String,
    /// The customer; none until something is said.
    pub customer_id: Option<CustomerId>,
    /// The conversation that goes on.
    pub conversation_id: Option<ConversationId>,
    /// The name that was given.
    pub name: String,
    /// The address that was given.
    pub email: Option<String>,
    /// Whether the store has signed who they are.
    pub identified: Flag,
    /// The language of the widget, BCP 47.
    pub language: String,
    /// IANA.
    pub time_zone: Option<String>,
    /// The page that they were last seen on.
    pub page: Option<String>,
    /// The newest message of ours that they have seen.
    pub seen_message: MessageId,
    /// The newest message of ours that was mailed to them.
    pub mailed_message: MessageId,
    /// When they were last there.
    pub last_active_at: Time,
    /// When they first came.
    pub created_at: Time,
    /// Why what they have not seen could not go by mail; none once nothing stands in the way.
    pub unreached: Option<Unreached>,
}
