//! Taking over what a tracking service says.

use commerce::shipping::aftership::TrackingUpdate;
use database::{DbError, Time, Tx, WorkspaceId};
use jiff::SignedDuration;

use super::hook::TrackingOutcome;
use crate::lateness::{self, Delivery, Telling, Yardstick};
use crate::orders::{self, Order};
use crate::shipments::{self, Shipment};

/// A carrier uses numbers again: what happened so long before an order was placed happened to another parcel.
const BEFORE_THE_ORDER: SignedDuration = SignedDuration::from_hours(7 * 24);
/// And so does what happens so long after the parcel arrived.
const AFTER_ARRIVAL: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Takes over what is said of a parcel: of every order that travels in it.
///
/// # Errors
/// Only those of the database.
pub(super) fn take(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    told: &TrackingUpdate,
) -> Result<TrackingOutcome, DbError> {
    let mut found = shipments::with_number(tx.db, workspace, told.number.as_str())?;
    let same_carrier = |parcel: &Shipment| told.carrier.is_some() && parcel.carrier == told.carrier;
    if found.iter().any(same_carrier) {
        found.retain(same_carrier);
    }
    take_of(tx, workspace, found, told)
}

/// The same of these parcels, those of them that can be meant.
///
/// # Errors
/// Only those of the database.
pub(crate) fn take_of(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    parcels: Vec<Shipment>,
    told: &TrackingUpdate,
) -> Result<TrackingOutcome, DbError> {
    let mut outcome = TrackingOutcome::Unknown;
    for parcel in parcels {
        let Some(order) = orders::find(tx.db, workspace, parcel.order_id)? else { continue };
        if !could_be(&order, &parcel, told, tx.now) {
            continue;
        }
        let is_news = track(tx, &order, &parcel, told)?;
        outcome = match outcome {
            TrackingOutcome::Applied => TrackingOutcome::Applied,
            _ if is_news => TrackingOutcome::Applied,
            _ => TrackingOutcome::Unchanged,
        };
    }
    Ok(outcome)
}

fn could_be(order: &Order, parcel: &Shipment, told: &TrackingUpdate, now: Time) -> bool {
    let newest = told.checkpoints.first().map(|seen| Time::from(seen.at));
    let at = newest.or(told.at.map(Time::from)).unwrap_or(now);
    let is_over = parcel.delivered_at.is_some_and(|arrived| at > arrived.plus(AFTER_ARRIVAL));
    at >= order.placed_at.minus(BEFORE_THE_ORDER) && !is_over
}

fn track(tx: &mut Tx<'_>, order: &Order, parcel: &Shipment, told: &TrackingUpdate) -> Result<bool, DbError> {
    tx.alone_with("order", order.store_id.0, &order.source_id)?;
    // Whoever was here first may have changed or dropped it.
    let now = shipments::of_order(tx.db, order.workspace_id, order.id)?;
    let Some(parcel) = now.into_iter().find(|one| one.id == parcel.id) else { return Ok(false) };
    let mut told = told.clone();
    told.checkpoints.retain(|seen| Time::from(seen.at) >= order.placed_at.minus(BEFORE_THE_ORDER));
    let is_news = shipments::track(tx, order, &parcel, &told)?;
    if is_news && let Some((_, detail)) = orders::details_of(tx.db, order.workspace_id, &[order.id])?.pop() {
        let parcels = shipments::of_order(tx.db, order.workspace_id, order.id)?;
        let mut yardstick = Yardstick::of(order.workspace_id);
        lateness::follow(tx, &mut yardstick, order, &parcels, Delivery::of(&detail), Telling::Aloud)?;
    }
    Ok(is_news)
}
