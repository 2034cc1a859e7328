//! The orders of the year: who buys what, when it leaves, with whom, and when it arrives, if it does.

use commerce::money::Currency;
use commerce::shipping::{CarrierTable, TrackingNumber};
use database::Time;
use jiff::ToSpan;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use language::Language;

use crate::FillError;
use crate::calendar::{self, STRIKE_ENDS, STRUCK, Year, days, hours};
use crate::catalogue::{Catalogue, Choice};
use crate::chance::{Chance, Stream};
use crate::population::{ASKING, People, Person, REGULAR};

/// An order with all that becomes of it.
#[derive(Debug, Clone)]
pub(crate) struct Sale {
    pub(crate) person: usize,
    /// What the customer calls it.
    pub(crate) number: String,
    pub(crate) placed: Time,
    pub(crate) lines: Vec<(Choice, i64)>,
    pub(crate) currency: Currency,
    pub(crate) coupon: Option<Coupon>,
    pub(crate) payment: Payment,
    pub(crate) fate: Fate,
}

/// A code and the percent that it takes off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coupon {
    pub(crate) code: &'static str,
    pub(crate) percent: i64,
}

pub(crate) const CAMPAIGN: Coupon = Coupon { code: "NAR20", percent: 20 };
pub(crate) const WELCOME: Coupon = Coupon { code: "MERHABA10", percent: 10 };

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Payment {
    Card,
    Transfer,
    OnDelivery,
}

impl Payment {
    pub(crate) fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Card, Language::Tr) => "Kredi kartı",
            (Self::Card, Language::Ko) => "신용카드",
            (Self::Card, Language::Fa) => "درگاه پرداخت",
            (Self::Card, Language::En) => "Credit card",
            (Self::Transfer, Language::Tr) => "Havale / EFT",
            (Self::Transfer, Language::Ko) => "무통장 입금",
            (Self::Transfer, Language::Fa) => "کارت به کارت",
            (Self::Transfer, Language::En) => "Bank transfer",
            (Self::OnDelivery, Language::Tr) => "Kapıda ödeme",
            (Self::OnDelivery, Language::Ko) => "착불 결제",
            (Self::OnDelivery, Language::Fa) => "پرداخت در محل",
            (Self::OnDelivery, Language::En) => "Cash on delivery",
        }
    }
}

/// What becomes of an order.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    /// The payment failed.
    Failed,
    /// It was called off.
    Cancelled { at: Time },
    /// It was sent.
    Sent { paid: Time, parcel: Parcel, refund: Option<Refund> },
}

#[derive(Debug, Clone)]
pub(crate) struct Parcel {
    pub(crate) carrier: String,
    pub(crate) number: TrackingNumber,
    pub(crate) shipped: Time,
    /// When it should have arrived.
    pub(crate) expected: Time,
    pub(crate) delivered: Time,
}

impl Parcel {
    /// Whether it left while the drivers of its carrier struck.
    pub(crate) fn is_struck(&self) -> bool {
        let date = self.shipped.timestamp().to_zoned(TimeZone::UTC).date();
        self.carrier == STRUCK && calendar::is_strike(date)
    }

    pub(crate) fn is_late(&self) -> bool {
        self.delivered > self.expected.plus(days(1.0))
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Refund {
    pub(crate) at: Time,
    pub(crate) why: Why,
}

/// Why money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Sent back: everything.
    Returned,
    /// One piece was broken.
    Broken,
    /// It came too late.
    Late,
}

impl Why {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Returned => "Return",
            Self::Broken => "Broken on the way",
            Self::Late => "Late delivery",
        }
    }
}

impl Sale {
    pub(crate) fn parcel(&self) -> Option<&Parcel> {
        match &self.fate {
            Fate::Sent { parcel, .. } => Some(parcel),
            Fate::Failed | Fate::Cancelled { .. } => None,
        }
    }

    pub(crate) fn refund(&self) -> Option<Refund> {
        match &self.fate {
            Fate::Sent { refund, .. } => *refund,
            Fate::Failed | Fate::Cancelled { .. } => None,
        }
    }
}

/// The number of the first order.
const FIRST_NUMBER: usize = 31_000;
/// One in so many customers has only asked so far.
const ONLY_ASKED: usize = 8;

/// All orders, the oldest first.
pub(crate) fn sales(
    seed: u64,
    count: usize,
    year: &Year,
    people: &People,
    catalogue: &Catalogue,
) -> Result<Vec<Sale>, FillError> {
    let mut chance = Chance::new(seed, Stream::Sales);
    let seasons = year.seasons();
    // Who asks has waited for longer than the business days that a parcel abroad may take.
    let known = [(21.2, ASKING), (160.0, REGULAR), (3.4, REGULAR)];
    let mut bought: Vec<(Time, usize)> = buyers(count.saturating_sub(known.len()), people, &mut chance)
        .into_iter()
        .map(|person| {
            let zone = &people.countries[people.all[person].country].zone;
            (year.moment(&seasons, zone, &mut chance), person)
        })
        .collect();
    bought.extend(known.map(|(ago, person)| (year.until.minus(days(ago)), person)));
    bought.sort_unstable();
    let mut selling = Selling { year, people, catalogue, chance };
    bought
        .into_iter()
        .enumerate()
        .map(|(place, (at, person))| selling.sale(FIRST_NUMBER + place, at, person))
        .collect()
}

/// Whether somebody has bought at all; who asks first in the inbox has one order, which is known.
pub(crate) fn buys(person: usize) -> bool {
    person != ASKING && person % ONLY_ASKED != ONLY_ASKED - 1
}

/// Who buys: everybody who does, once, and then the likelier the more they like to.
fn buyers(count: usize, people: &People, chance: &mut Chance) -> Vec<usize> {
    let all: Vec<usize> = (0..people.all.len()).filter(|person| buys(*person)).collect();
    let mut sum = 0.0;
    let sums: Vec<f64> = all
        .iter()
        .map(|person| {
            sum += people.all[*person].zeal;
            sum
        })
        .collect();
    let drawn = (0..count.saturating_sub(all.len())).map(|_| {
        let drawn = chance.between(0.0, sum);
        all[sums.partition_point(|sum| *sum < drawn).min(all.len() - 1)]
    });
    let drawn: Vec<usize> = drawn.collect();
    all.iter().copied().take(count).chain(drawn).collect()
}

struct Selling<'a> {
    year: &'a Year,
    people: &'a People,
    catalogue: &'a Catalogue,
    chance: Chance,
}

impl Selling<'_> {
    fn sale(&mut self, number: usize, placed: Time, place: usize) -> Result<Sale, FillError> {
        let person = &self.people.all[place];
        let pieces = 1 + self.chance.weighted([58.0, 24.0, 12.0, 6.0].into_iter());
        let lines = (0..pieces).map(|_| {
            let choice = self.catalogue.choose(person.language, person.currency, &mut self.chance);
            let quantity = [1, 2, 4, 6][self.chance.weighted([66.0, 20.0, 9.0, 5.0].into_iter())];
            (choice, quantity)
        });
        let mut lines: Vec<(Choice, i64)> = lines.collect();
        // What can break stands first.
        lines.sort_by_key(|(choice, _)| !self.catalogue.is_ceramic(choice.product));
        let payment = match (person.language, self.chance.below(20)) {
            (_, 0 | 1) => Payment::Transfer,
            (Language::Tr, 2 | 3) => Payment::OnDelivery,
            _ => Payment::Card,
        };
        let date = placed.timestamp().to_zoned(TimeZone::UTC).date();
        let coupon = match self.chance.below(20) {
            drawn if calendar::is_campaign(date) && drawn < 15 => Some(CAMPAIGN),
            0 => Some(WELCOME),
            _ => None,
        };
        let breaks = self.catalogue.is_ceramic(lines[0].0.product);
        let fate = self.fate(person, place, placed, payment, breaks)?;
        Ok(Sale {
            person: place,
            number: number.to_string(),
            placed,
            lines,
            currency: person.currency,
            coupon,
            payment,
            fate,
        })
    }

    fn fate(
        &mut self,
        person: &Person,
        place: usize,
        placed: Time,
        payment: Payment,
        breaks: bool,
    ) -> Result<Fate, FillError> {
        let special = place == ASKING || place == REGULAR;
        match self.chance.below(100) {
            _ if special => {}
            0..2 => return Ok(Fate::Failed),
            2..6 => return Ok(Fate::Cancelled { at: placed.plus(hours(self.chance.between(0.5, 20.0))) }),
            _ => {}
        }
        let paid = match payment {
            Payment::Transfer => placed.plus(hours(self.chance.between(5.0, 52.0))),
            Payment::Card | Payment::OnDelivery => placed.plus(hours(self.chance.between(0.005, 0.03))),
        };
        let parcel = self.parcel(person, paid, place == ASKING)?;
        let refund = self.refund(&parcel, special, breaks);
        Ok(Fate::Sent { paid, parcel, refund })
    }

    fn parcel(&mut self, person: &Person, paid: Time, stuck: bool) -> Result<Parcel, FillError> {
        let country = &self.people.countries[person.country];
        let carrier =
            &country.carriers()[self.chance.weighted(country.carriers().iter().map(|carrier| carrier.1))].0;
        let shipped = van_after(paid.plus(hours(self.chance.skewed(20.0, 0.5).min(90.0))));
        let (soon, late) = country.transit();
        let usual = self.chance.between(soon, late);
        let expected = shipped.plus(days(late + 0.5));
        let date = shipped.timestamp().to_zoned(TimeZone::UTC).date();
        let delivered = if stuck {
            self.year.until.plus(days(3.0))
        } else if carrier == STRUCK && calendar::is_strike(date) {
            let ends = date.with().day(STRIKE_ENDS).build().unwrap_or(date);
            let moves =
                TimeZone::UTC.to_zoned(ends.at(8, 0, 0, 0)).map_or(shipped, |zoned| zoned.timestamp().into());
            moves.plus(days(self.chance.between(0.3, 4.0)))
        } else if self.chance.happens(0.055) {
            expected.plus(days(self.chance.between(1.5, 9.0)))
        } else {
            shipped.plus(days(usual))
        };
        let number = tracking(carrier, &mut self.chance);
        let number =
            number.parse().map_err(|_| FillError::Refused(format!("{number} is no tracking number")))?;
        Ok(Parcel {
            carrier: carrier.clone(),
            number,
            shipped,
            expected,
            delivered: by_day(delivered, &mut self.chance),
        })
    }

    fn refund(&mut self, parcel: &Parcel, special: bool, breaks: bool) -> Option<Refund> {
        if special {
            return None;
        }
        let why = match self.chance.below(100) {
            0..5 => Why::Returned,
            5..7 if breaks => Why::Broken,
            7..20 if parcel.is_late() => Why::Late,
            _ => return None,
        };
        let wait = match why {
            Why::Returned => self.chance.between(6.0, 16.0),
            Why::Broken | Why::Late => self.chance.between(0.5, 3.0),
        };
        Some(Refund { at: parcel.delivered.plus(days(wait)), why })
    }
}

/// Vans come at half past two UTC+0 in the afternoon, not on Sundays.
fn van_after(ready: Time) -> Time {
    let zoned = ready.timestamp().to_zoned(TimeZone::UTC);
    let mut date = zoned.date();
    if zoned.hour() >= 14 {
        date = date.saturating_add(1.day());
    }
    if date.weekday() == Weekday::Sunday {
        date = date.saturating_add(1.day());
    }
    TimeZone::UTC.to_zoned(date.at(14, 30, 0, 0)).map_or(ready, |van| Time::from(van.timestamp()).max(ready))
}

/// Parcels are handed over in daylight, between seven and sixteen UTC.
fn by_day(at: Time, chance: &mut Chance) -> Time {
    let date = at.timestamp().to_zoned(TimeZone::UTC).date();
    let noon = TimeZone::UTC.to_zoned(date.at(7, 0, 0, 0)).map_or(at, |zoned| zoned.timestamp().into());
    noon.plus(hours(chance.between(0.0, 9.0)))
}

/// A number as the carrier gives them out.
fn tracking(carrier: &str, chance: &mut Chance) -> String {
    match carrier {
        "tr.yurtici" | "kr.cjlogistics" | "kr.hanjin" | "fedex" => chance.number(12),
        "tr.aras" | "kr.epost" => chance.number(13),
        "tr.hepsijet" => format!("HJ{}", chance.number(11)),
        "tr.ptt" => postal("RR", "TR", chance),
        "tr.surat" | "dpd" | "ir.chapar" => chance.number(14),
        "kr.lotte" => {
            let body = chance.number(11);
            let check = body.parse::<u64>().map_or(0, |body| body % 7);
            format!("{body}{check}")
        }
        "ir.post" => chance.number(24),
        "ir.tipax" => chance.number(21),
        "dhl" => format!("JJD{}", chance.number(18)),
        "royalmail" => postal("LX", "GB", chance),
        "ups" => format!("1Z{}", chance.number(16)),
        "usps" => format!("94{}", chance.number(20)),
        _ => chance.number(11),
    }
}

/// UPU S10: eight digits weighted 8 6 4 2 3 5 9 7 and a check digit, modulo 11.
fn postal(service: &str, country: &str, chance: &mut Chance) -> String {
    let serial = chance.digits("########");
    let weighted = serial.chars().filter_map(|c| c.to_digit(10)).zip([8, 6, 4, 2, 3, 5, 9, 7]);
    let check = match 11 - weighted.map(|(digit, weight)| digit * weight).sum::<u32>() % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    format!("{service}{serial}{check}{country}")
}

/// Where to follow a parcel.
pub(crate) fn link(parcel: &Parcel) -> Option<commerce::shipping::TrackingLink> {
    CarrierTable::built_in().get(&parcel.carrier)?.link(&parcel.number)
}

/// What customers call the carrier.
pub(crate) fn carrier_name(parcel: &Parcel) -> &'static str {
    CarrierTable::built_in().get(&parcel.carrier).map_or("", |carrier| carrier.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_parcels_look_like_those_of_their_carriers() {
        let mut chance = Chance::new(3, Stream::Sales);
        for carrier in
            ["tr.yurtici", "kr.lotte", "kr.epost", "ir.post", "royalmail", "tr.ptt", "ups", "usps", "dhl"]
        {
            let number: TrackingNumber = tracking(carrier, &mut chance).parse().unwrap();
            let known = CarrierTable::built_in().get(carrier).unwrap();
            assert!(known.recognises(&number), "{carrier} {number}");
            assert!(known.link(&number).is_some(), "{carrier} {number}");
        }
    }
}
