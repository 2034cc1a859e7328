//! A parcel, as a store tells it.

use commerce::model::{Evidence, Shipment};
use commerce::shipping::{Report, Seen, TrackingNumber};
use database::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::{LONGEST_ID, LONGEST_TEXT, Reading};

/// A parcel of an order: it needs a number or a link.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = PushedShipment)]
pub(crate) struct ParcelForm {
    /// The store's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// By name or slug, in any spelling: `Yurtiçi Kargo`, `ups`, `CJ대한통운`. Without it, the number and the link tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// What the customer types at the carrier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where to follow it; without it, the carrier's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `info_received`, `in_transit`, `out_for_delivery`, `delivered` and so on, or the carrier's own words. Without it, what
    /// the newest checkpoint says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipped_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Time>,
    /// When it is to arrive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_at: Option<Time>,
    /// Where it was seen, in any order; the newest hundred are kept.
    #[schema(max_items = 500)]
    pub checkpoints: Vec<CheckpointForm>,
}

/// A parcel was seen somewhere.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedCheckpoint)]
pub(crate) struct CheckpointForm {
    pub at: Time,
    /// As of the parcel; without it, what the text says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What the carrier wrote. Couriers' names and numbers are masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl ParcelForm {
    pub(super) fn read(self, reading: &mut Reading) -> Option<Shipment> {
        let number = reading.text("number", self.number, LONGEST_TEXT);
        if number.as_deref().is_some_and(|number| number.parse::<TrackingNumber>().is_err()) {
            reading.refuse(
                "number",
                "not-a-tracking-number",
                "5 to 40 letters and digits, at least 4 of them digits",
            );
        }
        let url = reading.link("url", self.url);
        if number.is_none() && url.is_none() {
            reading.refuse("number", "required", "a number or a link is needed");
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
            source_id: reading.text("source_id", self.source_id, LONGEST_ID),
            carrier: reading.text("carrier", self.carrier, LONGEST_TEXT),
            number,
            url,
            status: reading.text("status", self.status, LONGEST_TEXT),
            shipped: self.shipped_at.map(Time::timestamp),
            delivered: self.delivered_at.map(Time::timestamp),
            expected: self.expected_at.map(Time::timestamp),
            checkpoints,
            lines: Vec::new(),
        };
        report.judged(Evidence::Documented)
    }
}
