//! What AfterShip, and whoever speaks as it does, sends when a parcel has moved (AfterShip, "Webhook overview").
//!
//! A message is signed: the header [`SIGNATURE`] is the base64 of HMAC-SHA256 over the raw body. It is sent up to fourteen
//! times until it is answered 2xx, so it comes twice and out of order; [`TrackingUpdate::at`] says which one is newer.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::Deserialize;
use sha2::Sha256;
use thiserror::Error;

use super::number::latin_digit;
use super::status::Substatus;
use super::{CarrierTable, Checkpoint, Clue, ShipmentStatus, TrackingNumber, mask_name, mask_personal};

/// The header that carries the signature.
pub const SIGNATURE: &str = "aftership-hmac-sha256";

/// Most checkpoints that are read of a message.
const MOST_CHECKPOINTS: usize = 500;

/// What is said of a parcel, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingUpdate {
    /// Which parcel.
    pub number: TrackingNumber,
    /// Slug in the table of carriers, when it was recognised.
    pub carrier: Option<String>,
    /// Where it is; [`ShipmentStatus::Unknown`] when nobody knows yet.
    pub status: ShipmentStatus,
    /// The same more closely.
    pub substatus: Option<Substatus>,
    /// When it is to arrive; a day alone is its midnight UTC.
    pub expected_at: Option<Timestamp>,
    /// Who signed for it, as it may be shown.
    pub signed_by: Option<String>,
    /// Its way so far, the newest first.
    pub checkpoints: Vec<Checkpoint>,
    /// When this was so: the older of two messages changes nothing that the newer one said.
    pub at: Option<Timestamp>,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A parcel has moved.
    Update(Box<TrackingUpdate>),
    /// It is about something else; here is what.
    Other(String),
}

/// Why a message is not believed, or not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MessageError {
    /// There is no signature.
    #[error("the message is not signed")]
    Unsigned,
    /// The signature is another one.
    #[error("the signature does not fit the message")]
    WrongSignature,
    /// It is signed but no JSON of this form.
    #[error("the message can't be read")]
    Unreadable,
    /// It names no parcel.
    #[error("the message names no tracking number")]
    NoNumber,
}

/// Whether this secret signed this body.
///
/// # Errors
/// [`MessageError::Unsigned`] or [`MessageError::WrongSignature`].
pub fn verify(signature: Option<&str>, body: &[u8], secret: &str) -> Result<(), MessageError> {
    let signature = signature.map(str::trim).filter(|text| !text.is_empty()).ok_or(MessageError::Unsigned)?;
    let claimed = STANDARD.decode(signature).map_err(|_| MessageError::WrongSignature)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    mac.verify_slice(&claimed).map_err(|_| MessageError::WrongSignature)
}

/// Reads a message that was believed.
///
/// # Errors
/// [`MessageError::Unreadable`] or [`MessageError::NoNumber`].
pub fn read(body: &[u8]) -> Result<Message, MessageError> {
    let raw: Raw = serde_json::from_slice(body).map_err(|_| MessageError::Unreadable)?;
    if raw.event != "tracking_update" {
        return Ok(Message::Other(raw.event));
    }
    let sent = raw.ts.and_then(|ts| Timestamp::from_second(ts).ok());
    let tracking = raw.msg.ok_or(MessageError::Unreadable)?;
    Ok(Message::Update(Box::new(tracking.judged(sent)?)))
}

#[derive(Deserialize)]
struct Raw {
    event: String,
    ts: Option<i64>,
    msg: Option<RawTracking>,
}

#[derive(Deserialize)]
struct RawTracking {
    tracking_number: Option<String>,
    slug: Option<String>,
    tag: Option<String>,
    subtag: Option<String>,
    expected_delivery: Option<String>,
    signed_by: Option<String>,
    updated_at: Option<String>,
    #[serde(default)]
    checkpoints: Option<Vec<RawCheckpoint>>,
}

#[derive(Deserialize)]
struct RawCheckpoint {
    checkpoint_time: Option<String>,
    tag: Option<String>,
    subtag: Option<String>,
    message: Option<String>,
    city: Option<String>,
    country_iso3: Option<String>,
    location: Option<String>,
}

impl RawTracking {
    fn judged(self, sent: Option<Timestamp>) -> Result<TrackingUpdate, MessageError> {
        let number = self.tracking_number.as_deref().and_then(|text| text.parse().ok());
        let number: TrackingNumber = number.ok_or(MessageError::NoNumber)?;
        let clue = Clue { name: self.slug.as_deref(), url: None, number: Some(&number), country: None };
        let carrier = CarrierTable::built_in().detect(clue).map(|detected| detected.carrier);
        let home = zone_of(carrier.and_then(|carrier| carrier.country.as_deref()).unwrap_or_default());
        let seen = self.checkpoints.unwrap_or_default().into_iter().take(MOST_CHECKPOINTS);
        let mut checkpoints: Vec<Checkpoint> = seen.filter_map(|seen| seen.judged(&home)).collect();
        checkpoints.sort_by_key(|seen| std::cmp::Reverse(seen.at));
        let (said, substatus) = state_of(self.tag.as_deref(), self.subtag.as_deref());
        let seen_last =
            checkpoints.iter().map(|seen| seen.status).find(|status| *status != ShipmentStatus::Unknown);
        let changed = self.updated_at.as_deref().and_then(|text| moment(text, &TimeZone::UTC));
        let signed_by = self.signed_by.as_deref().map(mask_name).filter(|name| !name.is_empty());
        Ok(TrackingUpdate {
            carrier: carrier.map(|carrier| carrier.slug.clone()),
            status: if said == ShipmentStatus::Unknown { seen_last.unwrap_or_default() } else { said },
            substatus,
            expected_at: self.expected_delivery.as_deref().and_then(expected),
            signed_by,
            at: changed.or(sent).or_else(|| checkpoints.first().map(|seen| seen.at)),
            number,
            checkpoints,
        })
    }
}

impl RawCheckpoint {
    /// A checkpoint without a time can't be put in its place: it is left out.
    fn judged(self, home: &TimeZone) -> Option<Checkpoint> {
        let zone = self.country_iso3.as_deref().map(zone_of).filter(|zone| *zone != TimeZone::UTC);
        let at = moment(self.checkpoint_time.as_deref()?, zone.as_ref().unwrap_or(home))?;
        let (said, _) = state_of(self.tag.as_deref(), self.subtag.as_deref());
        let message = self.message.filter(|text| !text.trim().is_empty());
        let status = match (said, message.as_deref()) {
            (ShipmentStatus::Unknown, Some(text)) => ShipmentStatus::from_words(text),
            (said, _) => said,
        };
        let place = [self.location, self.city].into_iter().flatten().find(|text| !text.trim().is_empty());
        let shown = |text: String| mask_personal(text.replace('\0', "").trim());
        Some(Checkpoint { at, status, text: message.map(shown), place: place.map(shown) })
    }
}

/// AfterShip's nine tags and the sub-tags that say more ("Delivery statuses", "Delivery sub-statuses").
fn state_of(tag: Option<&str>, subtag: Option<&str>) -> (ShipmentStatus, Option<Substatus>) {
    use Substatus as Sub;
    let substatus = match subtag.unwrap_or_default() {
        "Delivered_002" => Some(Sub::PickedUp),
        "Delivered_003" => Some(Sub::Signed),
        "Delivered_004" => Some(Sub::CashCollected),
        "Exception_002" => Some(Sub::CustomerMoved),
        "Exception_003" => Some(Sub::Refused),
        "Exception_004" => Some(Sub::CustomsDelay),
        "Exception_006" => Some(Sub::HeldForPayment),
        "Exception_007" => Some(Sub::WrongAddress),
        "Exception_008" => Some(Sub::PickupMissed),
        "Exception_010" => Some(Sub::Returning),
        "Exception_011" => Some(Sub::Returned),
        "Exception_012" => Some(Sub::Damaged),
        "Exception_013" => Some(Sub::Lost),
        _ => None,
    };
    let status = match tag.or_else(|| subtag?.split('_').next()).unwrap_or_default() {
        "InfoReceived" => ShipmentStatus::InfoReceived,
        "InTransit" => ShipmentStatus::InTransit,
        "OutForDelivery" => ShipmentStatus::OutForDelivery,
        "AttemptFail" => ShipmentStatus::AttemptFailed,
        "Delivered" => ShipmentStatus::Delivered,
        "AvailableForPickup" => ShipmentStatus::AvailableForPickup,
        "Exception" => match substatus {
            Some(Sub::Returning) => ShipmentStatus::Returning,
            Some(Sub::Returned) => ShipmentStatus::Returned,
            Some(_) | None => ShipmentStatus::Exception,
        },
        "Expired" => ShipmentStatus::Expired,
        // `Pending`: AfterShip has asked and nobody has answered yet.
        _ => ShipmentStatus::Unknown,
    };
    (status, substatus)
}

/// Where carriers that leave out the offset have their clocks.
fn zone_of(country: &str) -> TimeZone {
    let name = match country {
        "KR" | "KOR" => "Asia/Seoul",
        "TR" | "TUR" => "Europe/Istanbul",
        "IR" | "IRN" => "Asia/Tehran",
        _ => return TimeZone::UTC,
    };
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A time as carriers write it: with an offset, as a clock on their wall shows it, a day alone, or nothing.
fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text: String = text.trim().chars().map(latin_digit).collect();
    let local = |wall: DateTime| zone.to_ambiguous_zoned(wall).compatible().ok().map(|at| at.timestamp());
    let found = text.parse::<Timestamp>().ok();
    let found = found.or_else(|| text.parse::<DateTime>().ok().and_then(local));
    let found = found.or_else(|| text.parse::<Date>().ok().and_then(|day| local(day.at(0, 0, 0, 0))));
    found.filter(|at| at.as_second() > EARLIEST)
}

/// 2000-01-01T00:00:00Z, in seconds: a year before it is one of another calendar, or nobody's.
const EARLIEST: i64 = 946_684_800;

/// The day on which it is to arrive stays that day, whatever the zone.
fn expected(text: &str) -> Option<Timestamp> {
    let day_alone = |text: &str| text.parse::<DateTime>().ok().map(|wall| wall.date());
    match text.trim().parse::<Timestamp>() {
        Ok(at) => Some(at),
        Err(_) => {
            let day = day_alone(text.trim()).or_else(|| text.trim().parse::<Date>().ok())?;
            day.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
        }
    }
}
