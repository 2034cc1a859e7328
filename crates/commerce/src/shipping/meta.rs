//! Finding parcels in the extra fields of an order, where every tracking plug-in has its own habit.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regex_lite::Regex;
use serde_json::Value;

use super::{CarrierTable, Clue, Evidence, Report, Shipment, ShipmentLine, TrackingNumber};
use crate::model::SourceId;

/// Most parcels read from one order; a plug-in gone wild must not make an order without end.
const MOST_PARCELS: usize = 50;

/// Parcels from an order's meta fields and its lines' meta fields.
///
/// Read are WooCommerce Shipment Tracking and AST (`_wc_shipment_tracking_items`), VillaTheme Orders Tracking
/// (`_wot_…` and its line field), AfterShip (`_aftership_…`), YITH (`ywot_…`), the store's own fulfilments
/// (`_tracking_number`, `_shipping_provider`, `_tracking_url`), and, as a guess, any field named like one of these.
pub fn shipments(order: &[(&str, &Value)], lines: &[(&str, &Value)]) -> Vec<Shipment> {
    let documented = [tracking_items(order), aftership_items(order), line_items(lines), single_fields(order)];
    let mut found: Vec<Shipment> = Vec::new();
    for report in documented.into_iter().flatten() {
        add(&mut found, report.judged(Evidence::Documented));
    }
    if found.is_empty() {
        for report in guesses(order) {
            add(&mut found, report.judged(Evidence::Guessed));
        }
    }
    found
}

/// The parcel of one of WooCommerce's own fulfillments, from its meta fields. `status` is a word of the store's own, `updated`
/// when it last changed. None when nothing is known to be in it and there is nothing to follow it by.
pub fn fulfillment(
    source_id: &SourceId,
    meta: &[(&str, &Value)],
    status: Option<String>,
    updated: Option<Timestamp>,
) -> Option<Shipment> {
    let entered = |key| field(meta, key).and_then(plain);
    let provider = entered("_shipping_provider").filter(|provider| provider != "other");
    let report = Report {
        source_id: Some(source_id.to_string()),
        carrier: provider.or_else(|| entered("_provider_name")),
        number: entered("_tracking_number"),
        url: entered("_tracking_url"),
        status,
        shipped: field(meta, "_date_fulfilled").and_then(moment).or(updated),
        lines: items(field(meta, "_items")).iter().filter_map(pieces).collect(),
        ..Report::default()
    };
    report.judged(Evidence::Documented)
}

/// `{"item_id": 11, "qty": 2}`.
fn pieces(item: &Value) -> Option<ShipmentLine> {
    let quantity = text(item, &["qty"])?.parse().ok().filter(|quantity| *quantity > 0)?;
    Some(ShipmentLine { order_line_id: SourceId(text(item, &["item_id"])?), quantity })
}

/// Several plug-ins, and every line of an order, may name the same parcel.
fn add(found: &mut Vec<Shipment>, new: Option<Shipment>) {
    let Some(new) = new else { return };
    match found.iter().position(|known| known.number.is_some() && known.number == new.number) {
        Some(index) => found[index].learn_from(new),
        None if found.len() < MOST_PARCELS => found.push(new),
        None => {}
    }
}

impl Shipment {
    /// Fills gaps with what another report says of the same parcel.
    fn learn_from(&mut self, other: Self) {
        self.status = self.status.then(other.status);
        self.shipped_at = self.shipped_at.or(other.shipped_at);
        if self.url.is_none() {
            self.url = other.url;
            self.url_is_prefilled = other.url_is_prefilled;
            self.told_link = other.told_link;
        }
        if self.carrier.is_none() {
            self.carrier_name = other.carrier_name.or(self.carrier_name.take());
            self.carrier = other.carrier;
            self.told_carrier = other.told_carrier.or(self.told_carrier.take());
        }
    }
}

fn tracking_items(order: &[(&str, &Value)]) -> Vec<Report> {
    // TrackShip keeps the states of the same parcels in a list of their own.
    let states = items(field(order, "shipment_status"));
    items(field(order, "_wc_shipment_tracking_items"))
        .iter()
        .enumerate()
        .map(|(index, item)| Report {
            source_id: text(item, &["tracking_id"]),
            carrier: text(
                item,
                &["custom_tracking_provider", "tracking_provider", "formatted_tracking_provider"],
            ),
            number: text(item, &["tracking_number"]),
            url: text(
                item,
                &["custom_tracking_link", "formatted_tracking_link", "ast_tracking_link", "tracking_link"],
            ),
            status: states.get(index).and_then(|state| text(state, &["status"])),
            shipped: item.get("date_shipped").and_then(moment),
            ..Report::default()
        })
        .collect()
}

fn aftership_items(order: &[(&str, &Value)]) -> Vec<Report> {
    items(field(order, "_aftership_tracking_items"))
        .iter()
        .map(|item| Report {
            source_id: text(item, &["tracking_id"]),
            carrier: text(item, &["slug", "carrier_name"]),
            number: text(item, &["tracking_number"]),
            url: text(item, &["tracking_link", "custom_tracking_link"]),
            status: text(item, &["tag", "status"]),
            shipped: item.get("metrics").and_then(|metrics| metrics.get("created_at")).and_then(moment),
            ..Report::default()
        })
        .collect()
}

/// VillaTheme keeps a history in each line; the last entry holds.
fn line_items(lines: &[(&str, &Value)]) -> Vec<Report> {
    let histories = lines.iter().filter(|(key, _)| *key == "_vi_wot_order_item_tracking_data");
    histories
        .filter_map(|(_, value)| {
            let last = items(Some(value)).pop()?;
            Some(Report {
                carrier: text(&last, &["carrier_name", "carrier_slug"]),
                number: text(&last, &["tracking_number"]),
                url: text(&last, &["tracking_url"]),
                status: text(&last, &["status"]),
                shipped: last.get("time").and_then(moment),
                ..Report::default()
            })
        })
        .collect()
}

fn single_fields(order: &[(&str, &Value)]) -> Vec<Report> {
    /// Number, carrier, link, state, day: the keys of one plug-in.
    const PLUG_INS: [[&[&str]; 5]; 4] = [
        [
            &["_tracking_number"],
            &["_shipping_provider", "_tracking_provider", "_provider_name"],
            &["_tracking_url"],
            &["_shipment_status"],
            &["_date_fulfilled"],
        ],
        [&["_wot_tracking_number"], &["_wot_tracking_carrier"], &[], &["_wot_tracking_status"], &[]],
        [
            &["_aftership_tracking_number"],
            &["_aftership_tracking_provider_name", "_aftership_tracking_provider"],
            &[],
            &[],
            &["_aftership_tracking_shipdate"],
        ],
        [
            &["ywot_tracking_code", "_ywot_tracking_code"],
            &["ywot_carrier_name", "ywot_carrier_id", "_ywot_carrier_id"],
            &["ywot_carrier_url"],
            &[],
            &["ywot_pick_up_date"],
        ],
    ];
    let first = |keys: &[&str]| keys.iter().find_map(|key| plain(field(order, key)?));
    PLUG_INS
        .iter()
        .filter_map(|[number, carrier, link, state, day]| {
            Some(Report {
                number: Some(first(number)?),
                carrier: first(carrier).or_else(|| speaking_of_carrier(order)),
                url: first(link),
                status: first(state),
                shipped: day.iter().find_map(|key| moment(field(order, key)?)),
                ..Report::default()
            })
        })
        .collect()
}

static SPEAKS_OF_TRACKING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?i)(tracking|takip|kargo|waybill|awb|송장|운송장|رهگیری|مرسوله)")
        .expect("a constant pattern")
});

static SPEAKS_OF_CARRIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?i)(carrier|courier|provider|shipper|firma|kargo|택배사|배송사|پست|باربری)")
        .expect("a constant pattern")
});

/// Fields that speak of tracking and hold something like a number.
fn guesses(order: &[(&str, &Value)]) -> Vec<Report> {
    order
        .iter()
        .filter(|(key, _)| SPEAKS_OF_TRACKING.is_match(key))
        .filter_map(|(_, value)| plain(value))
        .filter(|value| value.parse::<TrackingNumber>().is_ok())
        .map(|number| Report {
            number: Some(number),
            carrier: speaking_of_carrier(order),
            ..Report::default()
        })
        .collect()
}

/// A field that speaks of a carrier and names one we know (`kargo_firmasi: Yurtiçi`).
fn speaking_of_carrier(order: &[(&str, &Value)]) -> Option<String> {
    let known = |name: &String| {
        CarrierTable::built_in().detect(Clue { name: Some(name), ..Clue::default() }).is_some()
    };
    order
        .iter()
        .filter(|(key, _)| SPEAKS_OF_CARRIER.is_match(key))
        .filter_map(|(_, value)| plain(value))
        .find(known)
}

fn field<'v>(meta: &[(&str, &'v Value)], key: &str) -> Option<&'v Value> {
    meta.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
}

/// The entries of a list, of an object keyed `"0"`, `"1"`, …, or of either written as JSON in a string.
fn items(value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items.clone(),
        Some(Value::Object(items)) => items.values().cloned().collect(),
        Some(Value::String(json)) => match serde_json::from_str(json) {
            Ok(inner @ (Value::Array(_) | Value::Object(_))) => items(Some(&inner)),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn text(item: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| plain(item.get(key)?))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            Some(text.trim().chars().take(200).collect::<String>()).filter(|text| !text.is_empty())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A moment: seconds since 1970 (number or text) or a date `YYYY-MM-DD`, perhaps with a time. Other orders of day and
/// month depend on a setting we cannot see, so they are nothing.
fn moment(value: &Value) -> Option<Timestamp> {
    let text = plain(value)?;
    if let Ok(seconds) = text.parse::<i64>() {
        // Zero and small numbers are how plug-ins say "never".
        return (seconds > 946_684_800).then(|| Timestamp::from_second(seconds).ok()).flatten();
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    let exact = text.parse::<Timestamp>().ok();
    exact.or_else(|| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp()))
}
