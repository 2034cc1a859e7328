//! Addresses that no mail is sent to: it bounced for good there, its owner called a mail of ours spam, or a person said so.
//!
//! Nothing is queued for such an address until somebody lifts that. A mail from the customer does not lift it: they may write
//! from an address at which they can't read.

mod http;
mod store;

use database::{DbError, Time, Tx, WorkspaceId};
use diesel::prelude::*;
use people::customers::{self, EmailState};

pub(super) use self::http::routes;
pub use self::store::suppressed;

use crate::channels::chat;
use crate::conversations::MessageId;
use crate::schema::mail_suppression;

database::text_enum!(
    /// Why no mail is sent to an address.
    pub enum Why {
        /// A mail to it came back for good.
        HardBounce = "hard_bounce",
        /// Its owner called a mail of ours spam, or asked for no more.
        Complaint = "complaint",
        /// Somebody of the team said so.
        Manual = "manual",
    }
);

/// An address that no mail is sent to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = mail_suppression, treat_none_as_default_value = false)]
pub struct Suppressed {
    /// Whose list.
    pub workspace_id: WorkspaceId,
    /// The address, lower case.
    pub address: String,
    /// Why.
    pub why: Why,
    /// The other side's words.
    pub detail: Option<String>,
    /// The mail of ours that it is about.
    pub message_id: Option<MessageId>,
    /// Since when.
    pub created_at: Time,
}

/// Puts an address on the list, and says so on its customers. What is on it stays as it is.
///
/// # Errors
/// Only those of the database.
pub(super) fn suppress(tx: &mut Tx<'_>, row: &Suppressed) -> Result<(), DbError> {
    store::insert(tx, row)?;
    let state = match row.why {
        Why::HardBounce => EmailState::HardBounce,
        Why::Complaint | Why::Manual => EmailState::Complaint,
    };
    customers::mark_email(tx, row.workspace_id, &row.address, state, row.detail.as_deref())?;
    Ok(())
}

/// Takes an address off the list, and says so on its customers; false if nobody knows it.
pub(super) fn lift(tx: &mut Tx<'_>, workspace: WorkspaceId, address: &str) -> Result<bool, DbError> {
    let was_there = store::delete(tx, workspace, address)?;
    let customers = customers::mark_email(tx, workspace, address, EmailState::Ok, None)?;
    chat::address_is_free(tx, workspace, address)?;
    Ok(was_there || !customers.is_empty())
}
