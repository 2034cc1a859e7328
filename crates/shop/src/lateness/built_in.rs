//! The public holidays that are known: data, not code.
//!
//! `holidays.json` has the days of each year by the country's own calendar, and the moving ones as they were published, with
//! the sources. A day that stands in it twice has the name of the moving one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use language::dates;
use serde::Deserialize;

/// The years for which days of each year are known.
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2045;

/// The public holidays of a country.
#[derive(Debug)]
pub(super) struct Known {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The last day up to which the moving ones are known.
    pub until: Date,
    /// Who published them.
    pub sources: Vec<String>,
    days: BTreeMap<Date, String>,
}

impl Known {
    /// What is known of a country; none when nothing is.
    pub(super) fn of(country: &str) -> Option<&'static Self> {
        Self::all().iter().find(|known| known.country == country)
    }

    /// Every country of which something is known.
    pub(super) fn all() -> &'static [Self] {
        static TABLE: LazyLock<Vec<Known>> = LazyLock::new(|| {
            let rows: Vec<Row> = serde_json::from_str(include_str!("holidays.json"))
                .expect("the table of holidays is part of the program and tested");
            rows.into_iter().map(Known::from).collect()
        });
        &TABLE
    }

    /// The key of the holiday of this day, if it is one.
    pub(super) fn on(&self, day: Date) -> Option<&str> {
        self.days.get(&day).map(String::as_str)
    }

    /// The holidays from one day to another, both included.
    pub(super) fn between(&self, first: Date, last: Date) -> impl Iterator<Item = (Date, &str)> {
        self.days.range(first..=last).map(|(day, key)| (*day, key.as_str()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    country: String,
    known_until: Date,
    calendar: CalendarKind,
    sources: Vec<String>,
    yearly: Vec<Yearly>,
    dated: Vec<Dated>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CalendarKind {
    Gregorian,
    /// The Solar Hijri calendar.
    Persian,
}

/// The same day of each year, of the year `since` and later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Yearly {
    key: String,
    month: i8,
    day: i8,
    since: Option<i16>,
}

/// Some days of one year, one after the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    key: String,
    first: Date,
    days: usize,
}

impl From<Row> for Known {
    fn from(row: Row) -> Self {
        let mut days = BTreeMap::new();
        for one in &row.yearly {
            let years = YEARS.filter(|year| one.since.is_none_or(|since| since <= *year));
            days.extend(years.filter_map(|year| Some((one.of(year, row.calendar)?, one.key.clone()))));
        }
        for some in row.dated {
            days.extend(some.first.series(1.day()).take(some.days).map(|day| (day, some.key.clone())));
        }
        Self { country: row.country, until: row.known_until, sources: row.sources, days }
    }
}

impl Yearly {
    /// Which day it is in the year that begins in this one; none where the calendar has no such day then.
    fn of(&self, year: i16, calendar: CalendarKind) -> Option<Date> {
        /// Nowruz of this year of the Solar Hijri calendar lies so many years later in the Gregorian one.
        const BETWEEN_THE_CALENDARS: i16 = 621;
        match calendar {
            CalendarKind::Gregorian => Date::new(year, self.month, self.day).ok(),
            CalendarKind::Persian => {
                let (month, day) = (self.month.unsigned_abs(), self.day.unsigned_abs());
                dates::from_persian(year - BETWEEN_THE_CALENDARS, month, day)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::Date;
    use language::{Catalogue, Language};

    use super::Known;

    #[test]
    fn holidays_are_those_of_the_published_calendars() {
        for (country, day, key) in [
            ("TR", "2025-03-30", Some("eid-al-fitr")),
            ("TR", "2026-03-19", None),
            ("TR", "2026-05-30", Some("eid-al-adha")),
            ("TR", "2027-05-19", Some("eid-al-adha")),
            ("TR", "2028-05-19", Some("youth-and-sports-day")),
            ("TR", "2026-10-29", Some("republic-day")),
            ("KR", "2025-01-27", Some("temporary-holiday")),
            ("KR", "2025-05-06", Some("substitute-holiday")),
            ("KR", "2025-05-01", None),
            ("KR", "2026-05-01", Some("labor-day")),
            ("KR", "2026-02-18", Some("seollal")),
            ("KR", "2026-09-25", Some("chuseok")),
            ("KR", "2026-10-05", Some("substitute-holiday")),
            // 30 Esfand, which only a leap year has.
            ("IR", "2025-03-20", Some("last-day-of-year")),
            ("IR", "2026-03-20", Some("oil-day")),
            ("IR", "2026-03-21", Some("eid-al-fitr")),
            ("IR", "2026-03-24", Some("nowruz")),
            ("IR", "2026-06-25", Some("ashura")),
            ("IR", "2027-02-11", Some("revolution-day")),
            ("IR", "2027-02-28", Some("martyrdom-of-ali")),
            ("IR", "2027-03-11", Some("eid-al-fitr")),
            ("IR", "2027-04-02", Some("nature-day")),
        ] {
            let day: Date = day.parse().unwrap();
            assert_eq!(Known::of(country).unwrap().on(day), key, "{country} {day}");
        }
        assert!(Known::of("DE").is_none());
    }

    #[test]
    fn moving_holidays_are_known_for_every_year_that_is_said_to_be_known() {
        let moving = [("TR", "eid-al-adha", 4), ("KR", "chuseok", 3), ("IR", "ashura", 1)];
        for (country, key, days) in moving {
            let known = Known::of(country).unwrap();
            assert!(!known.sources.is_empty());
            for year in 2025..=known.until.year() {
                let of_the_year =
                    known.between(Date::new(year, 1, 1).unwrap(), Date::new(year, 12, 31).unwrap());
                assert_eq!(of_the_year.filter(|(_, one)| *one == key).count(), days, "{country} {year}");
            }
        }
    }

    #[test]
    fn every_holiday_has_a_name_in_each_language() {
        let keys: BTreeSet<&str> =
            Known::all().iter().flat_map(|known| known.days.values()).map(String::as_str).collect();
        for key in keys {
            let names =
                Language::ALL.map(|language| Catalogue::embedded().text(language, &format!("holiday-{key}")));
            assert!(
                names.iter().all(|name| !name.is_empty() && !name.contains("holiday-")),
                "{key}: {names:?}"
            );
        }
    }
}
