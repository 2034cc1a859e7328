//! What is said of one parcel, and the parcel that it makes.

use jiff::Timestamp;

use super::{
    CarrierTable, Checkpoint, Clue, Evidence, Shipment, ShipmentLine, ShipmentStatus, TrackingNumber,
    mask_personal, safe_link,
};

/// What somebody says of one parcel, in their own words, before it is judged.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Its id there.
    pub source_id: Option<String>,
    /// The carrier by name or slug.
    pub carrier: Option<String>,
    /// What looks like a tracking number.
    pub number: Option<String>,
    /// What looks like a link to follow it.
    pub url: Option<String>,
    /// Where it is, in anybody's words.
    pub status: Option<String>,
    /// When it left.
    pub shipped: Option<Timestamp>,
    /// When it arrived.
    pub delivered: Option<Timestamp>,
    /// When it is to arrive.
    pub expected: Option<Timestamp>,
    /// Its way so far, in any order.
    pub checkpoints: Vec<Seen>,
    /// What of the order is in it.
    pub lines: Vec<ShipmentLine>,
}

/// A checkpoint in anybody's words.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// Where it was then, in anybody's words.
    pub status: Option<String>,
    /// What the carrier wrote.
    pub text: Option<String>,
    /// Where on the map.
    pub place: Option<String>,
}

/// Most checkpoints that are kept of a parcel: the newest ones.
const MOST_CHECKPOINTS: usize = 100;

impl Report {
    /// A parcel, unless there is neither a number nor a link to follow it by nor anything known to be in it. Without a status
    /// of its own it is where it was seen last.
    pub fn judged(self, evidence: Evidence) -> Option<Shipment> {
        let number: Option<TrackingNumber> = self.number.as_deref().and_then(|text| text.parse().ok());
        let own_link = self.url.as_deref().and_then(safe_link);
        if number.is_none() && own_link.is_none() && self.lines.is_empty() {
            return None;
        }
        let clue = Clue {
            name: self.carrier.as_deref(),
            url: own_link.as_deref(),
            number: number.as_ref(),
            country: None,
        };
        let carrier = CarrierTable::built_in().detect(clue).map(|detected| detected.carrier);
        let template = || carrier?.link(number.as_ref()?).map(|link| (link.url, link.prefilled));
        let told_link = own_link.is_some();
        let link = own_link.map(|url| (url, true)).or_else(template);
        let read = |text: &str| {
            carrier.map_or_else(|| ShipmentStatus::from_words(text), |carrier| carrier.status(text))
        };
        let mut checkpoints: Vec<Checkpoint> =
            self.checkpoints.into_iter().map(|seen| seen.judged(read)).collect();
        checkpoints.sort_by_key(|seen| std::cmp::Reverse(seen.at));
        checkpoints.truncate(MOST_CHECKPOINTS);
        let seen_last =
            checkpoints.iter().map(|seen| seen.status).find(|status| *status != ShipmentStatus::Unknown);
        let said = self.status.as_deref().map(read).filter(|status| *status != ShipmentStatus::Unknown);
        let arrival = checkpoints.iter().rev().find(|seen| seen.status == ShipmentStatus::Delivered);
        Some(Shipment {
            source_id: self.source_id,
            carrier: carrier.map(|carrier| carrier.slug.clone()),
            carrier_name: carrier.map(|carrier| carrier.name.clone()).or_else(|| self.carrier.clone()),
            told_carrier: self.carrier,
            told_link,
            number,
            url_is_prefilled: link.as_ref().is_some_and(|(_, prefilled)| *prefilled),
            url: link.map(|(url, _)| url),
            status: said.or(seen_last).unwrap_or_default(),
            shipped_at: self.shipped,
            delivered_at: self.delivered.or(arrival.map(|seen| seen.at)),
            expected_at: self.expected,
            checkpoints,
            lines: self.lines,
            evidence,
        })
    }
}

impl Shipment {
    /// The same parcel where there are more carriers: `own` are those that were added, `all` these over the built-in ones. Names and
    /// links find any carrier; by their numbers those that were added are found first.
    #[must_use]
    pub fn judged_by(&self, all: &CarrierTable, own: &CarrierTable) -> Self {
        let url = self.url.as_deref().filter(|_| self.told_link);
        let said = Clue { name: self.told_carrier.as_deref(), url, number: None, country: None };
        let by_number = Clue { number: self.number.as_ref(), ..Clue::default() };
        let found = all.detect(said).or_else(|| own.detect(by_number)).map(|found| found.carrier);
        let Some(carrier) = found.filter(|carrier| own.get(&carrier.slug).is_some()) else {
            return self.clone();
        };
        let mut parcel = self.clone();
        parcel.carrier = Some(carrier.slug.clone());
        parcel.carrier_name = Some(carrier.name.clone());
        if !self.told_link {
            let link = self.number.as_ref().and_then(|number| carrier.link(number));
            parcel.url_is_prefilled = link.as_ref().is_some_and(|link| link.prefilled);
            parcel.url = link.map(|link| link.url);
        }
        parcel
    }
}

impl Seen {
    /// People's names, numbers and doors are of nobody's business.
    fn judged(self, read: impl Fn(&str) -> ShipmentStatus) -> Checkpoint {
        let words = self.status.as_deref().or(self.text.as_deref());
        Checkpoint {
            at: self.at,
            status: words.map(read).unwrap_or_default(),
            text: self.text.as_deref().map(mask_personal),
            place: self.place.as_deref().map(mask_personal),
        }
    }
}
