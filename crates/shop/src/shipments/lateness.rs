//! Whether a parcel is late, and why that is said.
//!
//! The rule is simple, so that it can be told to a customer. A parcel that has arrived, or waits to be collected, is never
//! late. One with an expected day is late when that day is over. One without is late when a carrier reports it on its
//! way for longer than parcels usually take, [`TYPICAL_DAYS`]. Where nobody reports anything, nothing is said.

use database::Time;
use jiff::SignedDuration;

use super::shipment::{ParcelStatus, Shipment};

/// Days that a parcel usually takes at most.
pub const TYPICAL_DAYS: i64 = 7;

database::text_enum!(
    /// Why a parcel is called late.
    pub enum LateReason {
        /// The day on which it was expected is over.
        PastExpectedDay = "past-expected-day",
        /// It is on its way for longer than parcels usually take.
        LongOnTheWay = "long-on-the-way",
    }
);

/// A parcel that is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lateness {
    /// Why that is said.
    pub reason: LateReason,
    /// Since when.
    pub since: Time,
}

/// Whether a parcel is late now.
pub fn lateness(parcel: &Shipment, now: Time) -> Option<Lateness> {
    let (reason, since) = match (parcel.status, parcel.expected_at, parcel.shipped_at) {
        (ParcelStatus::Delivered | ParcelStatus::AvailableForPickup, _, _) => return None,
        (_, Some(expected), _) => (LateReason::PastExpectedDay, expected.plus(days(1))),
        (ParcelStatus::Unknown | ParcelStatus::Expired, None, _) | (_, None, None) => return None,
        (
            ParcelStatus::InfoReceived
            | ParcelStatus::InTransit
            | ParcelStatus::OutForDelivery
            | ParcelStatus::AttemptFail
            | ParcelStatus::Exception,
            None,
            Some(shipped),
        ) => (LateReason::LongOnTheWay, shipped.plus(days(TYPICAL_DAYS))),
    };
    (now > since).then_some(Lateness { reason, since })
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

#[cfg(test)]
mod tests {
    use database::{Time, WorkspaceId};

    use super::{LateReason, lateness};
    use crate::orders::OrderId;
    use crate::shipments::{Certainty, Checkpoints, ParcelStatus, Prefilled, Shipment, ShipmentId};

    fn parcel(status: ParcelStatus, shipped: Option<&str>, expected: Option<&str>) -> Shipment {
        let at = |text: &str| text.parse::<Time>().unwrap();
        Shipment {
            workspace_id: WorkspaceId(1),
            id: ShipmentId(1),
            order_id: OrderId(1),
            identity: "YK1234567890TR".to_owned(),
            carrier: None,
            carrier_name: None,
            number: None,
            url: None,
            prefilled: Prefilled::No,
            status,
            evidence: Certainty::Documented,
            shipped_at: shipped.map(at),
            delivered_at: None,
            expected_at: expected.map(at),
            updated_at: at("2026-11-01T00:00:00Z"),
            checkpoints: Checkpoints::default(),
        }
    }

    #[test]
    fn a_parcel_is_late_for_a_reason_that_can_be_told() {
        use ParcelStatus::{AvailableForPickup, Delivered, InTransit, Unknown};
        let now = "2026-11-21T12:00:00Z".parse().unwrap();
        let (early, lately) = (Some("2026-11-10T00:00:00Z"), Some("2026-11-18T00:00:00Z"));
        for (status, shipped, expected, late) in [
            (InTransit, early, None, Some(LateReason::LongOnTheWay)),
            (InTransit, lately, None, None),
            (InTransit, lately, Some("2026-11-20T00:00:00Z"), Some(LateReason::PastExpectedDay)),
            (InTransit, early, Some("2026-11-21T00:00:00Z"), None),
            (InTransit, None, None, None),
            (Unknown, early, None, None),
            (Delivered, early, Some("2026-11-12T00:00:00Z"), None),
            (AvailableForPickup, early, None, None),
        ] {
            let found = lateness(&parcel(status, shipped, expected), now).map(|late| late.reason);
            assert_eq!(found, late, "{status} {shipped:?} {expected:?}");
        }
    }
}
