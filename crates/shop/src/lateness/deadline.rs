//! When something begins to be late.

use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::holidays::SkippedDays;
use crate::orders::OrderId;
use crate::schema::deadline;
use crate::shipments::ShipmentId;
use crate::stores::StoreId;

database::text_enum!(
    /// Why something is called late.
    pub enum LateReason {
        /// The day that the carrier named is over.
        PastExpectedDay = "past-expected-day",
        /// It is on its way for longer than the rule allows.
        LongOnTheWay = "long-on-the-way",
        /// Nothing was heard of it for longer than the rule allows.
        NoMovement = "no-movement",
        /// It is paid for longer than the rule allows and was not sent.
        NotShipped = "not-shipped",
    }
);

/// A rule as it was when it decided: what it speaks of, and how many business days it allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow, ToSchema)]
#[diesel(sql_type = Text)]
#[schema(as = LatenessRule)]
pub struct CitedRule {
    /// One store's orders.
    #[schema(value_type = Option<String>)]
    pub store_id: Option<StoreId>,
    /// One carrier's parcels.
    pub carrier: Option<String>,
    /// What goes to one country.
    pub country: Option<String>,
    /// Business days.
    pub days: u8,
}
database::json_column!(CitedRule);

/// What stands for the order itself among its parcels.
pub(super) const THE_ORDER: ShipmentId = ShipmentId(0);

/// When a parcel, or an order that waits to be sent, begins to be late.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deadline, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Deadline {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The order.
    pub order_id: OrderId,
    /// The parcel; 0 is the order itself.
    pub shipment_id: ShipmentId,
    /// From then on it is late.
    pub expected_by: Time,
    /// Why it is late then.
    pub reason: LateReason,
    /// The rule that says so; none when the carrier named the day.
    pub rule: Option<CitedRule>,
    /// The holidays that the rule's days don't count.
    pub skipped: SkippedDays,
    /// When that was told, once it had passed.
    pub told_at: Option<Time>,
}

impl Deadline {
    /// Whether it has passed.
    pub fn is_late(&self, now: Time) -> bool {
        self.expected_by <= now
    }

    /// The parcel; none when it is the order itself.
    pub fn parcel(&self) -> Option<ShipmentId> {
        Some(self.shipment_id).filter(|id| *id != THE_ORDER)
    }
}

/// The payload of `shipment.late` and `order.late`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateEvent {
    /// The order.
    pub order_id: OrderId,
    /// The parcel, if it is one that is late.
    pub shipment_id: Option<ShipmentId>,
    /// Whose it is.
    pub customer_id: Option<CustomerId>,
    /// Why it is called late.
    pub reason: LateReason,
    /// Since when.
    pub since: Time,
}
