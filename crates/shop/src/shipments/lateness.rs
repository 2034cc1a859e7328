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
