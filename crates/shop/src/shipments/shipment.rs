//! A parcel as we keep it.

use commerce::model::{Checkpoint, Shipment as StoreShipment, ShipmentLine, ShipmentStatus};
use commerce::shipping::Substatus;
use database::{Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};

use crate::orders::OrderId;
use crate::schema::shipment;

database::id_type!(
    /// A parcel.
    ShipmentId,
    "shp"
);

database::text_enum!(
    /// Where a parcel is.
    pub enum ParcelStatus {
        /// The carrier expects it.
        InfoReceived = "info_received",
        /// On its way.
        InTransit = "in_transit",
        /// With the courier today.
        OutForDelivery = "out_for_delivery",
        /// The courier came in vain.
        AttemptFail = "attempt_fail",
        /// Waits to be collected.
        AvailableForPickup = "available_for_pickup",
        /// Arrived.
        Delivered = "delivered",
        /// Something is wrong, or it is on its way back.
        Exception = "exception",
        /// No news for so long that none will come.
        Expired = "expired",
        /// Nobody says.
        Unknown = "unknown",
    }
);

impl From<ShipmentStatus> for ParcelStatus {
    fn from(status: ShipmentStatus) -> Self {
        match status {
            ShipmentStatus::Unknown => Self::Unknown,
            ShipmentStatus::InfoReceived => Self::InfoReceived,
            ShipmentStatus::InTransit => Self::InTransit,
            ShipmentStatus::OutForDelivery => Self::OutForDelivery,
            ShipmentStatus::AttemptFailed => Self::AttemptFail,
            ShipmentStatus::AvailableForPickup => Self::AvailableForPickup,
            ShipmentStatus::Delivered => Self::Delivered,
            ShipmentStatus::Exception | ShipmentStatus::Returning | ShipmentStatus::Returned => {
                Self::Exception
            }
            ShipmentStatus::Expired => Self::Expired,
        }
    }
}

database::text_enum!(
    /// What a state says more closely.
    pub enum ShipmentSubstatus {
        /// The customer fetched it.
        PickedUp = "picked_up",
        /// Somebody signed for it.
        Signed = "signed",
        /// It was paid at the door.
        CashCollected = "cash_collected",
        /// The customer has moved.
        CustomerMoved = "customer_moved",
        /// It was not accepted.
        Refused = "refused",
        /// Customs hold it.
        CustomsDelay = "customs_delay",
        /// Somebody has to pay first.
        HeldForPayment = "held_for_payment",
        /// The address is wrong.
        WrongAddress = "wrong_address",
        /// Nobody fetched it in time.
        PickupMissed = "pickup_missed",
        /// On its way back.
        Returning = "returning",
        /// Back at the sender.
        Returned = "returned",
        /// Damaged.
        Damaged = "damaged",
        /// Lost.
        Lost = "lost",
    }
);

impl ShipmentSubstatus {
    /// The way back, which is no state of its own here.
    pub(super) const fn of_way_back(status: ShipmentStatus) -> Option<Self> {
        match status {
            ShipmentStatus::Returning => Some(Self::Returning),
            ShipmentStatus::Returned => Some(Self::Returned),
            ShipmentStatus::Unknown
            | ShipmentStatus::InfoReceived
            | ShipmentStatus::InTransit
            | ShipmentStatus::OutForDelivery
            | ShipmentStatus::AttemptFailed
            | ShipmentStatus::AvailableForPickup
            | ShipmentStatus::Delivered
            | ShipmentStatus::Exception
            | ShipmentStatus::Expired => None,
        }
    }
}

impl From<Substatus> for ShipmentSubstatus {
    fn from(substatus: Substatus) -> Self {
        match substatus {
            Substatus::PickedUp => Self::PickedUp,
            Substatus::Signed => Self::Signed,
            Substatus::CashCollected => Self::CashCollected,
            Substatus::CustomerMoved => Self::CustomerMoved,
            Substatus::Refused => Self::Refused,
            Substatus::CustomsDelay => Self::CustomsDelay,
            Substatus::HeldForPayment => Self::HeldForPayment,
            Substatus::WrongAddress => Self::WrongAddress,
            Substatus::PickupMissed => Self::PickupMissed,
            Substatus::Returning => Self::Returning,
            Substatus::Returned => Self::Returned,
            Substatus::Damaged => Self::Damaged,
            Substatus::Lost => Self::Lost,
        }
    }
}

database::text_enum!(
    /// Whether a link opens at this parcel.
    pub enum Prefilled {
        /// It does.
        Yes = "yes",
        /// The number has to be typed there.
        No = "no",
    }
);

database::text_enum!(
    /// How sure it is that this is a parcel at all.
    pub enum Certainty {
        /// A tracking plug-in or the store itself says so.
        Documented = "documented",
        /// An extra field of the order looks like it.
        Guessed = "guessed",
    }
);

database::text_enum!(
    /// Who in a store tells of a parcel, and so may take it back.
    pub enum Teller {
        /// The order itself.
        Order = "order",
        /// Fulfillments that the store keeps apart from its orders.
        Fulfillments = "fulfillments",
        /// Both of them: it stays until neither tells of it.
        Both = "both",
    }
);

/// A parcel.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = shipment, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Shipment {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: ShipmentId,
    /// The order.
    pub order_id: OrderId,
    /// What makes it the same parcel when it is reported again: its number, else its link.
    pub identity: String,
    /// Slug in the table of carriers, when it was recognised.
    pub carrier: Option<String>,
    /// The carrier's name.
    pub carrier_name: Option<String>,
    /// What the customer types at the carrier.
    pub number: Option<String>,
    /// Where to follow it.
    pub url: Option<String>,
    /// Whether the link opens at this parcel.
    pub prefilled: Prefilled,
    /// Where it is.
    pub status: ParcelStatus,
    /// How sure it is that this is a parcel.
    pub evidence: Certainty,
    /// When it left.
    pub shipped_at: Option<Time>,
    /// When it arrived, as far as that was seen to happen.
    pub delivered_at: Option<Time>,
    /// When it is to arrive, where a carrier says so.
    pub expected_at: Option<Time>,
    /// When this was last changed.
    pub updated_at: Time,
    /// Where it was seen.
    pub checkpoints: Checkpoints,
    /// Its state more closely.
    pub substatus: Option<ShipmentSubstatus>,
    /// Who signed for it, masked.
    pub signed_by: Option<String>,
    /// How old what a tracking service said of it is; none when none did.
    pub tracked_at: Option<Time>,
    /// What of the order is in it; empty where nobody says.
    pub lines: ShipmentLines,
    /// Who tells of it.
    pub teller: Teller,
}

/// Where a parcel was seen, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Checkpoints(pub Vec<Checkpoint>);
database::json_column!(Checkpoints);

/// What of an order is in a parcel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct ShipmentLines(pub Vec<ShipmentLine>);
database::json_column!(ShipmentLines);

/// The number, else the link, else the plug-in's own id.
pub(super) fn identity(source: &StoreShipment) -> Option<String> {
    let number = source.number.as_ref().map(ToString::to_string);
    number.or_else(|| source.url.clone()).or_else(|| source.source_id.clone())
}

/// The payload of `shipment.updated`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentEvent {
    /// The parcel.
    pub shipment_id: ShipmentId,
    /// Its order.
    pub order_id: OrderId,
    /// Whose it is.
    pub customer_id: Option<CustomerId>,
    /// Where it is now.
    pub status: ParcelStatus,
    /// Where it was; absent when it is new.
    pub was: Option<ParcelStatus>,
    /// True while a store's past is read: nobody is to be told.
    pub history: bool,
}
