//! What conversations do when something happens elsewhere: a snooze ends, the time of an answer comes, a customer is renamed,
//! merged or parted, a store has done what was asked for.

use database::events::{Event, NewEvent};
use database::readers::Reader;
use database::{DbError, Tx};
use people::customers::{self, CustomerId, Merged, Unmerged};
use shop::order_actions::ActionEvent;

use super::changing::{self, UNSNOOZE};
use super::conversation::ConversationId;
use super::scheduled::{self, SEND_SCHEDULED};
use super::store;

/// The event that says in a conversation's history what came of an action on an order ([`ActionEvent`]).
pub const ORDER_ACTION: &str = "conversation.order_action";

/// Keeps conversations in step with timers and customers.
#[derive(Debug, Clone, Copy)]
pub struct Conversations;

impl Reader for Conversations {
    fn name(&self) -> &'static str {
        "conversations"
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[
            UNSNOOZE,
            SEND_SCHEDULED,
            "order.action_settled",
            "customer.updated",
            "customer.merged",
            "customer.unmerged",
        ]
    }

    fn handle(&self, tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
        match event.kind.as_str() {
            UNSNOOZE => changing::unsnooze(tx, event.workspace, ConversationId(event.subject)),
            SEND_SCHEDULED => scheduled::due(tx, event),
            "order.action_settled" => order_line(tx, event),
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

/// What came of an action on an order stands in the conversation in which it was asked for.
fn order_line(tx: &mut Tx<'_>, event: &Event) -> Result<(), DbError> {
    let settled: ActionEvent = event.payload_as()?;
    let asked_in = settled.conversation_id.as_deref().and_then(|id| id.parse::<ConversationId>().ok());
    let Some(id) = asked_in else { return Ok(()) };
    // After a merge the history goes on elsewhere.
    let Some(conversation) = store::living(tx.db, event.workspace, id)? else { return Ok(()) };
    let line = NewEvent::new(event.workspace, ORDER_ACTION, conversation.id.0, settled.actor.clone());
    tx.append(line.with(&settled))?;
    Ok(())
}
