//! Which things an event may have changed the words of.

use std::collections::BTreeSet;

use database::events::Event;
use database::{Db, DbError, WorkspaceId};
use inbox::conversations::{self, ConversationId};
use people::customers::CustomerId;
use search::Subject;
use serde::Deserialize;
use shop::imports::Imported;
use shop::orders::OrderId;

use super::buyers::Buyers;
use super::kind::Kind;
use super::store;

/// The details that lead from what happened to what it happened to.
#[derive(Debug, Default, Deserialize)]
struct Details {
    #[serde(default)]
    order_id: Option<OrderId>,
    #[serde(default)]
    customer_id: Option<CustomerId>,
    /// Where it stood before; nothing where it is new.
    #[serde(default)]
    was: Option<String>,
}

/// What has to be looked at again.
#[derive(Debug, Default)]
pub(super) struct Touched {
    things: BTreeSet<Subject>,
    buyers: Buyers,
}

impl Touched {
    pub(super) fn len(&self) -> usize {
        self.things.len()
    }

    /// All of it, with the conversations that are found by the numbers of orders.
    pub(super) fn settle(self, db: &mut Db) -> Result<BTreeSet<Subject>, DbError> {
        let mut things = self.things;
        let kind = Kind::Conversation.number();
        let theirs = self.buyers.conversations(db)?.into_iter();
        things.extend(theirs.map(|(workspace, id)| Subject { workspace, kind, id: id.0 }));
        Ok(things)
    }
}

#[derive(Debug, Deserialize)]
struct Both {
    from: CustomerId,
    into: CustomerId,
}

/// Adds what has to be looked at again because of an event.
pub(super) fn touch(db: &mut Db, event: &Event, all: &mut Touched) -> Result<(), DbError> {
    let workspace = event.workspace;
    let Touched { things: touched, buyers } = all;
    let subject = |kind: Kind, id: i64| Subject { workspace, kind: kind.number(), id };
    let (thing, happened) = event.kind.split_once('.').unwrap_or_default();
    match thing {
        "order" | "customer" | "product" if happened == "imported" => {
            let Imported { order_ids, customer_ids, product_ids, .. } = event.payload_as()?;
            touched.extend(order_ids.iter().map(|id| subject(Kind::Order, id.0)));
            buyers.add_orders(workspace, &order_ids);
            touched.extend(customer_ids.iter().map(|id| subject(Kind::Customer, id.0)));
            touched.extend(product_ids.iter().map(|id| subject(Kind::Product, id.0)));
        }
        "conversation" if matches!(happened, "read" | "unread") => {}
        "conversation" | "message" => {
            let id = ConversationId(event.subject);
            touched.insert(subject(Kind::Conversation, id.0));
            // Its messages may be in another, or have just come back from there.
            if let Some(living) = conversations::living(db, workspace, id)? {
                touched.insert(subject(Kind::Conversation, living.id.0));
            }
        }
        "customer" => {
            let both: Option<Both> = event.payload_as().ok();
            let ids = both.map_or_else(|| vec![CustomerId(event.subject)], |both| vec![both.from, both.into]);
            touched.extend(ids.iter().map(|id| subject(Kind::Customer, id.0)));
            let theirs = store::conversations_of(db, workspace, &ids)?;
            touched.extend(theirs.into_iter().map(|id| subject(Kind::Conversation, id.0)));
        }
        "order" => {
            touched.insert(subject(Kind::Order, event.subject));
            if matches!(happened, "created" | "updated" | "deleted") {
                let details: Details = event.payload_as().unwrap_or_default();
                buyers.add(workspace, details.customer_id);
            }
        }
        "shipment" => {
            let details: Details = event.payload_as().unwrap_or_default();
            touched.extend(details.order_id.map(|id| subject(Kind::Order, id.0)));
            // Its number is news once; where it is has nothing to do with words.
            if happened == "updated" && details.was.is_none() {
                buyers.add(workspace, details.customer_id);
            }
        }
        "product" => {
            touched.insert(subject(Kind::Product, event.subject));
        }
        _ => {}
    }
    Ok(())
}

/// The things of a kind in one workspace.
pub(super) fn of_kind(subjects: &[Subject], workspace: WorkspaceId, kind: Kind) -> Vec<i64> {
    let of_kind = |subject: &&Subject| subject.workspace == workspace && subject.kind == kind.number();
    subjects.iter().filter(of_kind).map(|subject| subject.id).collect()
}
