//! From an order and its parcels to the moments at which they begin to be late.

use database::Time;

use super::calendar::Calendar;
use super::deadline::{CitedRule, Deadline, LateReason, THE_ORDER};
use super::holidays::{Skipped, SkippedDays};
use super::rule::{Limit, Place};
use super::standards::Standards;
use crate::orders::{Detail, Order, Status};
use crate::shipments::{ParcelStatus, Shipment, ShipmentId, ShipmentSubstatus};

/// Where an order goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Delivery<'a> {
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'a str>,
    /// Whether there is anything to send.
    pub is_sent: bool,
}

impl<'a> Delivery<'a> {
    pub(crate) fn of(detail: &'a Detail) -> Self {
        let country = detail.shipping.country.as_deref().or(detail.billing.country.as_deref());
        let has_address = detail.shipping.address_1.is_some() || detail.shipping.city.is_some();
        Self { country, is_sent: has_address || detail.shipping_method.is_some() }
    }
}

/// Whether anything of this order could become late.
pub(super) fn is_open(order: &Order, parcels: &[Shipment]) -> bool {
    match order.status {
        Status::Cancelled | Status::Refunded | Status::Failed | Status::Draft | Status::Trash => false,
        Status::Processing if parcels.is_empty() => true,
        Status::Pending | Status::Processing | Status::OnHold | Status::Completed | Status::Other => {
            parcels.iter().any(is_awaited)
        }
    }
}

/// What has arrived, waits to be collected or goes back is never late, nor what was handed over without anything to follow it by.
fn is_awaited(parcel: &Shipment) -> bool {
    let goes_back =
        matches!(parcel.substatus, Some(ShipmentSubstatus::Returning | ShipmentSubstatus::Returned));
    let is_there = matches!(parcel.status, ParcelStatus::Delivered | ParcelStatus::AvailableForPickup);
    let is_followed = parcel.number.is_some() || parcel.url.is_some();
    is_followed && !goes_back && !is_there && parcel.delivered_at.is_none()
}

/// The deadlines of an order.
pub(super) fn judge(
    order: &Order,
    parcels: &[Shipment],
    delivery: Delivery<'_>,
    standards: &Standards,
) -> Vec<Deadline> {
    if !is_open(order, parcels) {
        return Vec::new();
    }
    let calendar = Calendar::of(delivery.country, standards.zone_of(order.store_id), &standards.holidays);
    let case = Case { order, delivery, calendar: &calendar, standards };
    if parcels.is_empty() {
        return case.of_order().into_iter().collect();
    }
    parcels.iter().filter(|parcel| is_awaited(parcel)).filter_map(|parcel| case.of_parcel(parcel)).collect()
}

struct Case<'a> {
    order: &'a Order,
    delivery: Delivery<'a>,
    calendar: &'a Calendar<'a>,
    standards: &'a Standards,
}

struct Judged {
    by: Time,
    reason: LateReason,
    rule: Option<CitedRule>,
    skipped: Vec<Skipped>,
}

impl Case<'_> {
    /// Paid at the door, an order waits from the moment it was placed.
    fn of_order(&self) -> Option<Deadline> {
        if !self.delivery.is_sent {
            return None;
        }
        let since = self.order.paid_at.unwrap_or(self.order.placed_at);
        let judged = self.by_rule(LateReason::NotShipped, |rule| rule.dispatch_days, None, since)?;
        Some(self.deadline(THE_ORDER, judged))
    }

    /// Whichever comes first: the day on which it was to be there, or the end of patience with a parcel that stands still.
    fn of_parcel(&self, parcel: &Shipment) -> Option<Deadline> {
        let carrier = parcel.carrier.as_deref();
        let arrival = match (parcel.expected_at, left_at(parcel)) {
            (Some(expected), _) => Some(Judged {
                by: self.calendar.end_of_day(expected),
                reason: LateReason::PastExpectedDay,
                rule: None,
                skipped: Vec::new(),
            }),
            (None, Some(left)) if is_reported(parcel) => {
                self.by_rule(LateReason::LongOnTheWay, |rule| rule.delivery_days, carrier, left)
            }
            (None, _) => None,
        };
        let last_sign = parcel.checkpoints.0.first().filter(|_| is_moving(parcel)).map(|seen| seen.at.into());
        let silence = last_sign
            .and_then(|last| self.by_rule(LateReason::NoMovement, |rule| rule.silence_days, carrier, last));
        let first = arrival.into_iter().chain(silence).min_by_key(|judged| judged.by)?;
        Some(self.deadline(parcel.id, first))
    }

    fn by_rule(&self, reason: LateReason, of: Limit, carrier: Option<&str>, since: Time) -> Option<Judged> {
        let place = Place { store: self.order.store_id, carrier, country: self.delivery.country };
        let rule = self.standards.rules.limit(of, place)?;
        let (by, skipped) = self.calendar.after(since, rule.days, carrier);
        Some(Judged { by, reason, rule: Some(rule), skipped })
    }

    fn deadline(&self, shipment_id: ShipmentId, judged: Judged) -> Deadline {
        Deadline {
            workspace_id: self.order.workspace_id,
            order_id: self.order.id,
            shipment_id,
            expected_by: judged.by,
            reason: judged.reason,
            rule: judged.rule,
            skipped: SkippedDays(judged.skipped),
            told_at: None,
        }
    }
}

/// Whether anybody says where it is.
fn is_reported(parcel: &Shipment) -> bool {
    !matches!(parcel.status, ParcelStatus::Unknown | ParcelStatus::Expired)
}

/// Whether it is to be heard of again soon.
fn is_moving(parcel: &Shipment) -> bool {
    is_reported(parcel) && parcel.status != ParcelStatus::Exception
}

/// When it left: as the store says, else its first sign on the way.
fn left_at(parcel: &Shipment) -> Option<Time> {
    let on_its_way = |status: ParcelStatus| {
        !matches!(status, ParcelStatus::Unknown | ParcelStatus::InfoReceived | ParcelStatus::Expired)
    };
    let signs = parcel.checkpoints.0.iter().filter(|seen| on_its_way(seen.status.into()));
    parcel.shipped_at.or_else(|| signs.map(|seen| Time::from(seen.at)).min())
}
