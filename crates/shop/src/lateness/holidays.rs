//! The days on which parcels don't move: the public holidays that are known, without those that a workspace has switched off,
//! and its own.

use std::collections::{BTreeMap, BTreeSet};

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::built_in::Known;

/// Most days of its own that a workspace can name, and most known ones that it can switch off.
pub(super) const MOST_HOLIDAYS: usize = 500;

/// A day on which parcels don't move, as a workspace names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnHoliday)]
pub struct OwnHoliday {
    /// `2026-10-29`.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// What it is called, 1 to 100 characters.
    pub name: String,
    /// In this country only: ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// For parcels of this carrier only: its slug in the table of carriers.
    #[serde(default)]
    pub carrier: Option<String>,
}

/// A known holiday that is none here, or all those of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HolidayOff)]
pub struct HolidayOff {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The day on which parcels move all the same; null: on every holiday of the country.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
}

/// What a workspace says of holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct HolidayList {
    /// Its own.
    pub own: Vec<OwnHoliday>,
    /// Known ones that don't count.
    pub off: Vec<HolidayOff>,
}
database::json_column!(HolidayList);

/// A holiday that lengthened a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SkippedHoliday)]
pub struct Skipped {
    /// Which day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// Which of the known holidays it is: `republic-day`; null for one of the workspace's own.
    pub key: Option<String>,
    /// What the workspace calls it; null for a known one.
    pub name: Option<String>,
}

/// The holidays that lengthened a time, the earliest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct SkippedDays(pub Vec<Skipped>);
database::json_column!(SkippedDays);

/// The holidays that count in a workspace.
#[derive(Debug, Default)]
pub(super) struct Holidays {
    own: BTreeMap<Date, Vec<OwnHoliday>>,
    countries_off: BTreeSet<String>,
    days_off: BTreeSet<(String, Date)>,
}

impl From<HolidayList> for Holidays {
    fn from(list: HolidayList) -> Self {
        let mut holidays = Self::default();
        for one in list.own {
            holidays.own.entry(one.date).or_default().push(one);
        }
        for off in list.off {
            match off.date {
                Some(date) => drop(holidays.days_off.insert((off.country, date))),
                None => drop(holidays.countries_off.insert(off.country)),
            }
        }
        holidays
    }
}

impl Holidays {
    /// Whether a day is a holiday of this country for this carrier, and which. The workspace's own name for it counts more.
    pub(super) fn on(&self, day: Date, country: Option<&str>, carrier: Option<&str>) -> Option<Skipped> {
        let fits = |one: &&OwnHoliday| {
            one.country.as_deref().is_none_or(|of| country == Some(of))
                && one.carrier.as_deref().is_none_or(|of| carrier == Some(of))
        };
        if let Some(own) = self.own.get(&day).and_then(|some| some.iter().find(fits)) {
            return Some(Skipped { date: day, key: None, name: Some(own.name.clone()) });
        }
        let country = country.filter(|country| !self.countries_off.contains(*country))?;
        let key = Known::of(country)?.on(day)?;
        let off = self.days_off.contains(&(country.to_owned(), day));
        (!off).then(|| Skipped { date: day, key: Some(key.to_owned()), name: None })
    }
}

#[cfg(test)]
mod tests {
    use super::{HolidayList, HolidayOff, Holidays, OwnHoliday};

    #[test]
    fn a_workspaces_own_days_come_before_the_known_ones_of_which_it_can_switch_off_any() {
        let own = |date: &str, name: &str, country: Option<&str>, carrier: Option<&str>| OwnHoliday {
            date: date.parse().unwrap(),
            name: name.to_owned(),
            country: country.map(str::to_owned),
            carrier: carrier.map(str::to_owned),
        };
        let off = |country: &str, date: Option<&str>| HolidayOff {
            country: country.to_owned(),
            date: date.map(|date| date.parse().unwrap()),
        };
        let holidays = Holidays::from(HolidayList {
            own: vec![
                own("2026-08-14", "Carriers' day", Some("KR"), None),
                own("2026-11-20", "Stocktaking", None, Some("tr.ptt")),
                own("2026-10-29", "Cumhuriyet Bayramı", Some("TR"), None),
            ],
            off: vec![off("TR", Some("2026-04-23")), off("IR", None)],
        });
        for (day, country, carrier, expected) in [
            ("2026-08-14", Some("KR"), None, Some("Carriers' day")),
            ("2026-08-14", Some("TR"), None, None),
            ("2026-08-14", None, None, None),
            ("2026-11-20", Some("TR"), Some("tr.ptt"), Some("Stocktaking")),
            ("2026-11-20", None, Some("tr.ptt"), Some("Stocktaking")),
            ("2026-11-20", Some("TR"), None, None),
            ("2026-10-29", Some("TR"), None, Some("Cumhuriyet Bayramı")),
            ("2026-04-23", Some("TR"), None, None),
            ("2026-05-19", Some("TR"), None, Some("youth-and-sports-day")),
            ("2026-06-25", Some("IR"), None, None),
            ("2026-05-19", Some("DE"), None, None),
        ] {
            let found = holidays.on(day.parse().unwrap(), country, carrier);
            let called = found.and_then(|one| one.name.or(one.key));
            assert_eq!(called.as_deref(), expected, "{day} {country:?} {carrier:?}");
        }
    }
}
