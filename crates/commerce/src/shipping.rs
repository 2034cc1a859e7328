//! Parcels: who carries one, where to follow it, what its state means.
//!
//! Carriers, link templates and status words are data (`carriers.json`, `statuses.json`), so that a workspace can add
//! its own; see [`CarrierTable`].

pub mod aftership;
mod carrier;
mod detect;
mod fold;
mod masking;
pub mod meta;
mod number;
mod report;
mod status;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::model::SourceId;

pub use carrier::{BadCarrier, Carrier, CarrierTable, Shape, TrackingLink};
pub use detect::{Clue, Detected, FoundBy};
pub(crate) use fold::fold;
pub use masking::{mask_name, mask_personal};
pub use number::TrackingNumber;
pub use report::{Report, Seen};
pub use status::{ShipmentStatus, Substatus};

/// A parcel of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// The plug-in's id of this parcel, where it has one.
    pub source_id: Option<String>,
    /// Slug in the carrier table, when the carrier was recognised.
    pub carrier: Option<String>,
    /// The carrier as the store names it, else the recognised carrier's name.
    pub carrier_name: Option<String>,
    /// What the customer types at the carrier.
    pub number: Option<TrackingNumber>,
    /// Where to follow it: the store's own link, else the carrier's template. `http` or `https` only.
    pub url: Option<String>,
    /// False when the link opens the carrier's page without the number filled in: show the number to copy.
    pub url_is_prefilled: bool,
    /// Where it is, as far as the store knows.
    pub status: ShipmentStatus,
    /// When it left. Plug-ins often know the day only: then midnight UTC.
    pub shipped_at: Option<Timestamp>,
    /// When it arrived, where somebody says so.
    pub delivered_at: Option<Timestamp>,
    /// When it is to arrive, where somebody says so.
    pub expected_at: Option<Timestamp>,
    /// Its way so far, the newest first; empty where nobody tells.
    pub checkpoints: Vec<Checkpoint>,
    /// What of the order is in it; empty where nobody says.
    pub lines: Vec<ShipmentLine>,
    /// How sure it is that this is a parcel at all.
    pub evidence: Evidence,
    /// The carrier in the words of whoever told.
    pub told_carrier: Option<String>,
    /// Whether the link was told; else it is the carrier's.
    pub told_link: bool,
}

/// Pieces of one line of an order that travel in a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentLine {
    /// The store's id of the line.
    pub order_line_id: SourceId,
    /// How many of its pieces.
    pub quantity: i64,
}

/// A parcel was seen somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// When.
    pub at: Timestamp,
    /// What that means.
    pub status: ShipmentStatus,
    /// What the carrier wrote, without people's names, numbers and addresses.
    pub text: Option<String>,
    /// Where on the map.
    pub place: Option<String>,
}

/// Where a parcel was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// In the documented fields of a tracking plug-in or of the store itself.
    Documented,
    /// In an extra field whose name speaks of tracking. Show it as unverified.
    Guessed,
}

/// Longest link kept, in bytes.
const LONGEST_LINK: usize = 2048;

/// A link that may be shown: absolute, `http` or `https`, without sign-in data. Stores pass on what their plug-ins and
/// customers typed, `javascript:` included.
pub fn safe_link(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let harmless = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= LONGEST_LINK;
    harmless.then(|| url.into())
}
