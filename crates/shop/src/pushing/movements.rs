//! Where parcels are, told by whoever knows: of the orders of any store, also of one that is read by its connector and says nothing
//! of it. A parcel is found by its number, or by the number of its order; what is told goes the way of a tracking service's
//! messages: nothing older replaces what is newer, and sent again it changes nothing.

use commerce::model::Evidence;
use commerce::shipping::aftership::TrackingUpdate;
use commerce::shipping::{Report, Seen, TrackingNumber, mask_name};
use database::{DbError, Time, Tx, WorkspaceId};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use web::FieldError;

use super::parcel_form::CheckpointForm;
use super::reading::{LONGEST_TEXT, Reading};
use crate::orders;
use crate::shipments::{self, Shipment, ShipmentId};
use crate::stores::StoreId;
use crate::tracking::{self, TrackingOutcome};

database::text_enum!(
    /// What became of something that was told of a parcel.
    pub enum MovementOutcome {
        /// It was news.
        Applied = "applied",
        /// It was known.
        Unchanged = "unchanged",
        /// No order here has such a parcel.
        Unknown = "unknown",
        /// It can't be read, or says of several parcels which one it means of none: `errors` says where.
        Refused = "refused",
    }
);

/// Where a parcel is: it needs its number, or that of its order, and something to say.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = PushedMovement)]
pub(super) struct MovementForm {
    /// What the customer types at the carrier.
    number: Option<String>,
    /// What the customer calls the order, with or without `#`. Where the order has several parcels, `number` is needed, too.
    order: Option<String>,
    /// Only parcels of this store.
    #[schema(value_type = Option<String>)]
    store_id: Option<StoreId>,
    /// By name or slug, where the store did not say it.
    carrier: Option<String>,
    /// `info_received`, `in_transit`, `out_for_delivery`, `delivered` and so on, or the carrier's own words. Without it, what the
    /// newest checkpoint says.
    status: Option<String>,
    /// When it is to arrive.
    expected_at: Option<Time>,
    /// Who signed for it; kept masked.
    signed_by: Option<String>,
    /// When this was so; without it, when the newest checkpoint was, else now. What is older changes nothing that was said later.
    at: Option<Time>,
    /// Where it was seen, in any order.
    #[schema(max_items = 500)]
    checkpoints: Vec<CheckpointForm>,
}

/// The same, read.
#[derive(Debug, Clone)]
pub(super) struct Movement {
    number: Option<TrackingNumber>,
    order: Option<String>,
    store: Option<StoreId>,
    at: Option<Time>,
    signed_by: Option<String>,
    report: Report,
}

impl Movement {
    /// Reads one; `pointer` is where it stands.
    pub(super) fn read(item: Value, pointer: &str) -> Result<Self, Vec<FieldError>> {
        let form: MovementForm =
            web::json::from_value(item, pointer).map_err(|problem| problem.errors().to_vec())?;
        let mut reading = Reading::default();
        let read = form.read(&mut reading);
        reading.ended().map_err(|mut wrong| {
            for error in &mut wrong {
                error.pointer.insert_str(0, pointer);
            }
            wrong
        })?;
        Ok(read)
    }
}

impl MovementForm {
    fn read(self, reading: &mut Reading) -> Movement {
        let number = reading.text("number", self.number, LONGEST_TEXT);
        let order = reading.text("order", self.order, LONGEST_TEXT);
        let parsed = number.as_deref().and_then(|number| number.parse().ok());
        if number.is_some() && parsed.is_none() {
            let why = "5 to 40 letters and digits, at least 4 of them digits";
            reading.refuse("number", "not-a-tracking-number", why);
        }
        if number.is_none() && order.is_none() {
            reading.refuse("number", "required", "the parcel's number or its order's is needed");
        }
        let status = reading.text("status", self.status, LONGEST_TEXT);
        let told = status.is_some()
            || self.expected_at.is_some()
            || self.signed_by.is_some()
            || !self.checkpoints.is_empty();
        if !told {
            reading.refuse("checkpoints", "required", "there is nothing to say");
        }
        let checkpoints = reading.each("checkpoints", 500, self.checkpoints, |reading, _, seen| {
            Some(Seen {
                at: seen.at.timestamp(),
                status: reading.text("status", seen.status, LONGEST_TEXT),
                text: reading.text("text", seen.text, LONGEST_TEXT),
                place: reading.text("place", seen.place, LONGEST_TEXT),
            })
        });
        let report = Report {
            carrier: reading.text("carrier", self.carrier, LONGEST_TEXT),
            status,
            expected: self.expected_at.map(Time::timestamp),
            checkpoints,
            ..Report::default()
        };
        let signed_by = reading.text("signed_by", self.signed_by, LONGEST_TEXT);
        Movement { number: parsed, order, store: self.store_id, at: self.at, signed_by, report }
    }
}

/// Takes over what is told of a parcel; the parcels that it was about.
///
/// # Errors
/// Only those of the database.
pub(super) fn take(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    told: &Movement,
) -> Result<(MovementOutcome, Vec<ShipmentId>), DbError> {
    let found = find(tx, workspace, told)?;
    if told.number.is_none() && found.len() > 1 {
        return Ok((MovementOutcome::Refused, found.into_iter().map(|parcel| parcel.id).collect()));
    }
    let (mut outcome, mut about) = (MovementOutcome::Unknown, Vec::new());
    for parcel in found {
        let Some(update) = update(&parcel, told) else { continue };
        let id = parcel.id;
        match tracking::take_of(tx, workspace, vec![parcel], &update)? {
            TrackingOutcome::Applied => outcome = MovementOutcome::Applied,
            TrackingOutcome::Unchanged if outcome == MovementOutcome::Unknown => {
                outcome = MovementOutcome::Unchanged;
            }
            TrackingOutcome::Unchanged => {}
            TrackingOutcome::Unknown | TrackingOutcome::Ignored | TrackingOutcome::Unreadable => continue,
        }
        about.push(id);
    }
    Ok((outcome, about))
}

/// The parcels that are meant.
fn find(tx: &mut Tx<'_>, workspace: WorkspaceId, told: &Movement) -> Result<Vec<Shipment>, DbError> {
    let number = told.number.as_ref().map(TrackingNumber::as_str);
    let mut found = match (&told.order, number) {
        (Some(order), _) => {
            let mut all = orders::by_number(tx.db, workspace, order)?;
            all.retain(|order| told.store.is_none_or(|store| store == order.store_id));
            let ids: Vec<_> = all.iter().map(|order| order.id).collect();
            shipments::of_orders(tx.db, workspace, &ids)?
        }
        (None, Some(number)) => {
            let mut found = shipments::with_number(tx.db, workspace, number)?;
            if let Some(store) = told.store {
                let ids: Vec<_> = found.iter().map(|parcel| parcel.order_id).collect();
                let here = orders::in_store(tx.db, workspace, store, &ids)?;
                found.retain(|parcel| here.contains(&parcel.order_id));
            }
            found
        }
        (None, None) => Vec::new(),
    };
    found
        .retain(|parcel| parcel.number.is_some() && (number.is_none() || parcel.number.as_deref() == number));
    Ok(found)
}

/// What is told of this parcel, judged as its carrier would.
fn update(parcel: &Shipment, told: &Movement) -> Option<TrackingUpdate> {
    let number: TrackingNumber = parcel.number.as_deref()?.parse().ok()?;
    let carrier = told.report.carrier.clone().or_else(|| parcel.carrier_name.clone());
    let report = Report { number: Some(number.to_string()), carrier, ..told.report.clone() };
    let judged = report.judged(Evidence::Documented)?;
    let newest = judged.checkpoints.first().map(|seen| seen.at);
    Some(TrackingUpdate {
        number,
        carrier: judged.carrier,
        status: judged.status,
        substatus: None,
        expected_at: judged.expected_at,
        signed_by: told.signed_by.as_deref().map(mask_name).filter(|name| !name.is_empty()),
        at: told.at.map(Time::timestamp).or(newest),
        checkpoints: judged.checkpoints,
    })
}
