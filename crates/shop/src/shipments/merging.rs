//! A parcel's state, from everybody who speaks of it: its store, and a tracking service. Neither takes back what the other
//! knows better, and nothing older replaces what is newer.

use commerce::model::{Checkpoint, Evidence, Shipment as StoreShipment, ShipmentStatus};
use commerce::shipping::aftership::TrackingUpdate;
use database::Time;

use super::shipment::{
    Certainty, Checkpoints, ParcelStatus, Prefilled, Shipment, ShipmentId, ShipmentLines, ShipmentSubstatus,
    Teller, identity,
};
use crate::orders::Order;

/// Most checkpoints that are kept of a parcel: the newest ones.
const MOST_CHECKPOINTS: usize = 100;

impl Shipment {
    /// What the store says of a parcel of this order, on top of what is known of it. `teller` is who tells of it from now on.
    pub(super) fn merged(
        order: &Order,
        (source, teller): (&StoreShipment, Teller),
        known: Option<&Self>,
        fresh_id: ShipmentId,
        now: Time,
    ) -> Option<Self> {
        let status = status_after(known, source);
        let arrives_now =
            status == ParcelStatus::Delivered && known.is_some_and(|known| known.status != status);
        let row = Self {
            workspace_id: order.workspace_id,
            id: known.map_or(fresh_id, |known| known.id),
            order_id: order.id,
            identity: identity(source)?,
            carrier: source.carrier.clone().or_else(|| known?.carrier.clone()),
            carrier_name: source.carrier_name.clone().or_else(|| known?.carrier_name.clone()),
            number: source.number.as_ref().map(ToString::to_string),
            url: source.url.clone(),
            prefilled: if source.url_is_prefilled { Prefilled::Yes } else { Prefilled::No },
            status,
            evidence: match source.evidence {
                Evidence::Documented => Certainty::Documented,
                Evidence::Guessed => Certainty::Guessed,
            },
            shipped_at: source.shipped_at.map(Time::from).or_else(|| known?.shipped_at),
            delivered_at: source
                .delivered_at
                .map(Time::from)
                .or_else(|| known?.delivered_at)
                .or(arrives_now.then_some(order.modified_at)),
            expected_at: match known {
                Some(known) if known.tracked_at.is_some() => known.expected_at,
                Some(_) | None => None,
            }
            .or_else(|| source.expected_at.map(Time::from))
            .or_else(|| known?.expected_at),
            updated_at: known.map_or(now, |known| known.updated_at),
            checkpoints: match known {
                Some(known) if known.tracked_at.is_some() => united(&known.checkpoints, &source.checkpoints),
                Some(known) if source.checkpoints.is_empty() => known.checkpoints.clone(),
                Some(_) | None => Checkpoints(source.checkpoints.clone()),
            },
            substatus: substatus_after(known, source, status),
            signed_by: known.and_then(|known| known.signed_by.clone()),
            tracked_at: known.and_then(|known| known.tracked_at),
            lines: match known {
                Some(known) if source.lines.is_empty() => known.told_by(teller).lines,
                Some(_) | None => ShipmentLines(source.lines.clone()),
            },
            teller,
        };
        Some(row)
    }

    /// The same, told of by this one from now on. What is in a parcel only fulfillments say: it goes with them.
    pub(super) fn told_by(&self, teller: Teller) -> Self {
        let lines = if self.teller != Teller::Order && teller == Teller::Order {
            ShipmentLines::default()
        } else {
            self.lines.clone()
        };
        Self { teller, lines, ..self.clone() }
    }

    /// What a tracking service says of this parcel, on top of what is known of it. Checkpoints are a set; the rest holds
    /// only when it is not older than what was said before.
    pub(crate) fn tracked(&self, told: &TrackingUpdate, now: Time) -> Self {
        let mut row = self.clone();
        row.checkpoints = united(&self.checkpoints, &told.checkpoints);
        let arrived = told.checkpoints.iter().rev().find(|seen| seen.status == ShipmentStatus::Delivered);
        row.delivered_at = self.delivered_at.or_else(|| arrived.map(|seen| seen.at.into()));
        let at = told.at.map_or(now, Time::from);
        if self.tracked_at.is_some_and(|known| at < known) {
            return row;
        }
        row.tracked_at = Some(at);
        row.carrier = self.carrier.clone().or_else(|| told.carrier.clone());
        row.expected_at = told.expected_at.map(Time::from).or(self.expected_at);
        row.signed_by = told.signed_by.clone().or_else(|| self.signed_by.clone());
        let substatus = told
            .substatus
            .map(ShipmentSubstatus::from)
            .or_else(|| ShipmentSubstatus::of_way_back(told.status));
        let comes_back =
            matches!(substatus, Some(ShipmentSubstatus::Returning | ShipmentSubstatus::Returned));
        let said = ParcelStatus::from(told.status);
        let stays = said == ParcelStatus::Unknown
            || (self.status == ParcelStatus::Delivered && said != ParcelStatus::Delivered && !comes_back);
        if !stays {
            row.status = said;
            row.substatus = substatus;
        }
        if row.status == ParcelStatus::Delivered {
            row.delivered_at = row.delivered_at.or(Some(at));
        }
        row
    }
}

/// A store that says nothing takes nothing back, and what has arrived has arrived, unless it is sent back. What a tracking
/// service has said is changed by a store only when the store says that it arrived.
fn status_after(known: Option<&Shipment>, source: &StoreShipment) -> ParcelStatus {
    let said = ParcelStatus::from(source.status);
    let Some(known) = known else { return said };
    match (known.status, said) {
        (before, ParcelStatus::Unknown) => before,
        (before, said) if known.tracked_at.is_some() && said != ParcelStatus::Delivered => {
            if before == ParcelStatus::Unknown { said } else { before }
        }
        (ParcelStatus::Delivered, ParcelStatus::Exception) => said,
        (ParcelStatus::Delivered, _) => ParcelStatus::Delivered,
        (before, ParcelStatus::Delivered) if known.tracked_at.is_some() && goes_back(known) => before,
        (_, said) => said,
    }
}

/// `status` is what [`status_after`] came to. What a tracking service has said more closely stays with the state that it belongs to;
/// a store says of it only whether the parcel goes back.
fn substatus_after(
    known: Option<&Shipment>,
    source: &StoreShipment,
    status: ParcelStatus,
) -> Option<ShipmentSubstatus> {
    match known.filter(|known| known.status == status) {
        Some(known) if known.tracked_at.is_some() || source.status == ShipmentStatus::Unknown => {
            known.substatus
        }
        Some(_) | None => ShipmentSubstatus::of_way_back(source.status),
    }
}

fn goes_back(known: &Shipment) -> bool {
    matches!(known.substatus, Some(ShipmentSubstatus::Returning | ShipmentSubstatus::Returned))
}

/// All checkpoints of both, each once, the newest first. The same moment with the same words is the same checkpoint.
fn united(known: &Checkpoints, told: &[Checkpoint]) -> Checkpoints {
    let mut all = known.0.clone();
    for seen in told {
        if !all.iter().any(|one| one.at == seen.at && one.text == seen.text && one.place == seen.place) {
            all.push(seen.clone());
        }
    }
    all.sort_by_key(|seen| std::cmp::Reverse(seen.at));
    all.truncate(MOST_CHECKPOINTS);
    Checkpoints(all)
}
