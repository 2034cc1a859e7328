//! What conversations do when something happens elsewhere: a snooze ends, the time of an answer comes, a customer is renamed, merged or parted.

use database::events::Event;
use database::readers::Reader;
use database::{DbError, Tx};
use people::customers::{self, CustomerId, Merged, Unmerged};

use super::changing::{self, UNSNOOZE};
use super::conversation::ConversationId;
use super::scheduled::{self, SEND_SCHEDULED};
use super::store;

/// Keeps conversations in step with timers and customers.
#[derive(Debug, Clone, Copy)]
pub struct Conversations;

impl Reader for Conversations {
    fn name(&self) -> &'static str {
        "conversations"
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            UNSNOOZE => changing::unsnooze(tx, event.workspace, ConversationId(event.subject)),
            SEND_SCHEDULED => scheduled::due(tx, event),
            "customer.updated" => rename(tx, event, CustomerId(event.subject)),
            "customer.merged" => {
                let merged: Merged = event.payload_as()?;
                store::give_to(tx, event.workspace, merged.from, merged.into)?;
                rename(tx, event, merged.into)
            }
            "customer.unmerged" => {
                let parted: Unmerged = event.payload_as()?;
                store::give_back(tx, event.workspace, parted.into, &parted.family, parted.from)?;
                rename(tx, event, parted.from)
            }
            _ => Ok(()),
        }
    }
}

fn rename(tx: &mut Tx<'_>, event: &Event, customer: CustomerId) -> Result<(), DbError> {
    let (name, email) = customers::name_of(tx.db, event.workspace, customer)?;
    store::rename_customer(tx, event.workspace, customer, &name, email.as_deref())
}
