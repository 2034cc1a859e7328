//! Conversations by the orders that stand beside them.
//!
//! The orders of a conversation are those of the customer that it is with: all of them, whichever store they were placed in
//! and whether or not anybody has cited one. They are the same that its panel lists and from which a reply chooses, and they
//! follow the customer when profiles become one. So nothing has to be written down when an order comes or goes, and a
//! filter is never behind.

use database::{Db, DbError, Time, WorkspaceId};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use people::customers::CustomerId;
use shop::orders::{self, Status};
use shop::schema::order;

use super::listing::{Condition, Query};
use crate::schema::conversation;

/// Which orders stand beside a conversation. What is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByOrders {
    /// One in one of these states.
    pub status: Vec<Status>,
    /// One that is open, or none: see [`Status::is_open`].
    pub open: Option<bool>,
    /// One that is late at this moment, itself or by one of its parcels, or none.
    pub late: Option<(bool, Time)>,
    /// This one: its id or its number, in any digits.
    pub order: Option<String>,
}

impl ByOrders {
    /// Whose order is meant; `None` when none is named.
    pub(super) fn buyers(
        &self,
        db: &mut Db,
        workspace: WorkspaceId,
    ) -> Result<Option<Vec<CustomerId>>, DbError> {
        self.order.as_deref().map(|named| orders::buyers_of(db, workspace, named)).transpose()
    }

    /// The query narrowed down: each condition is asked of a conversation by an index, or is a set as small as what is late.
    pub(super) fn narrow<'a>(
        &'a self,
        mut query: Query<'a>,
        workspace: WorkspaceId,
        buyers: Option<&'a [CustomerId]>,
    ) -> Query<'a> {
        if let Some(buyers) = buyers {
            query = query.filter(conversation::customer_id.eq_any(buyers));
        }
        if !self.status.is_empty() {
            query = query.filter(has_one_in(workspace, &self.status));
        }
        query = match self.open {
            Some(true) => query.filter(has_one_in(workspace, Status::OPEN)),
            Some(false) => query.filter(not(has_one_in(workspace, Status::OPEN))),
            None => query,
        };
        let customer = conversation::customer_id.nullable();
        match self.late {
            Some((true, now)) => query.filter(customer.eq_any(orders::buyers_of_late(workspace, now))),
            Some((false, now)) => query.filter(customer.ne_all(orders::buyers_of_late(workspace, now))),
            None => query,
        }
    }
}

/// Whether the customer has an order in one of these states.
fn has_one_in<'a>(workspace: WorkspaceId, statuses: &'a [Status]) -> Condition<'a> {
    let theirs = order::customer_id.eq(conversation::customer_id.nullable());
    let which = order::workspace_id.eq(workspace).and(theirs).and(order::status.eq_any(statuses));
    Box::new(exists(order::table.filter(which).select(order::id)))
}
