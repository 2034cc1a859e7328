//! Business days of a country without its holidays, counted on its own clocks.

use database::Time;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::holidays::{Holidays, Skipped};

/// The days on which parcels move, and the clock that ends them.
#[derive(Debug, Clone)]
pub(super) struct Calendar<'a> {
    country: Option<&'a str>,
    weekend: &'static [Weekday],
    holidays: &'a Holidays,
    zone: TimeZone,
}

impl<'a> Calendar<'a> {
    /// Of a country (ISO 3166-1 alpha-2). Türkiye, Korea and Iran have one clock each; elsewhere the store's counts.
    pub(super) fn of(country: Option<&'a str>, store_zone: Option<&str>, holidays: &'a Holidays) -> Self {
        let zone = match country {
            Some("TR") => Some("Europe/Istanbul"),
            Some("KR") => Some("Asia/Seoul"),
            Some("IR") => Some("Asia/Tehran"),
            _ => store_zone,
        };
        let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        Self { country, weekend: weekend_of(country.unwrap_or_default()), holidays, zone }
    }

    /// The moment at which so many business days after this day are over, and the holidays between that fell on no weekend.
    /// Some are a carrier's alone.
    pub(super) fn after(&self, from: Time, days: u8, carrier: Option<&str>) -> (Time, Vec<Skipped>) {
        let mut day = self.day_of(from);
        let mut skipped = Vec::new();
        let mut left = days;
        while left > 0 {
            let next = following(day);
            if next == day {
                break;
            }
            day = next;
            if self.weekend.contains(&day.weekday()) {
                continue;
            }
            match self.holidays.on(day, self.country, carrier) {
                Some(holiday) => skipped.push(holiday),
                None => left -= 1,
            }
        }
        (self.end_of(day), skipped)
    }

    /// The moment at which this day is over.
    pub(super) fn end_of_day(&self, at: Time) -> Time {
        self.end_of(self.day_of(at))
    }

    /// Midnight in UTC stands for a day whose hour nobody knows.
    fn day_of(&self, at: Time) -> Date {
        let utc = at.timestamp().to_zoned(TimeZone::UTC);
        if utc.time() == jiff::civil::Time::midnight() {
            return utc.date();
        }
        at.timestamp().to_zoned(self.zone.clone()).date()
    }

    fn end_of(&self, day: Date) -> Time {
        let midnight = following(day).to_zoned(self.zone.clone());
        midnight.map_or(Time::from_micros(i64::MAX), |zoned| zoned.timestamp().into())
    }
}

/// The calendar ends in the year 9999.
fn following(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// Weekends that are not Saturday and Sunday (Unicode CLDR 46, supplemental data, `weekData`).
fn weekend_of(country: &str) -> &'static [Weekday] {
    use Weekday::{Friday, Saturday, Sunday, Thursday};
    match country {
        "IR" => &[Friday],
        "AF" => &[Thursday, Friday],
        "BH" | "DZ" | "EG" | "IL" | "IQ" | "JO" | "KW" | "LY" | "OM" | "QA" | "SA" | "SD" | "SY" | "YE" => {
            &[Friday, Saturday]
        }
        "IN" | "UG" => &[Sunday],
        _ => &[Saturday, Sunday],
    }
}

#[cfg(test)]
mod tests {
    use database::Time;

    use super::super::holidays::{HolidayList, Holidays, OwnHoliday};
    use super::Calendar;

    #[test]
    fn business_days_are_counted_on_the_clocks_and_weekends_of_the_country() {
        // 2026-11-19 is a Thursday.
        for (country, from, days, over) in [
            ("TR", "2026-11-19T12:00:00Z", 1, "2026-11-20T21:00:00.000Z"),
            ("TR", "2026-11-19T12:00:00Z", 2, "2026-11-23T21:00:00.000Z"),
            // Half past midnight of Friday in Istanbul.
            ("TR", "2026-11-19T21:30:00Z", 1, "2026-11-23T21:00:00.000Z"),
            ("KR", "2026-11-20T12:00:00Z", 1, "2026-11-23T15:00:00.000Z"),
            // In Iran Saturday is a business day and Friday is none.
            ("IR", "2026-11-19T12:00:00Z", 1, "2026-11-21T20:30:00.000Z"),
            ("SA", "2026-11-19T12:00:00Z", 1, "2026-11-22T21:00:00.000Z"),
            ("TR", "2026-11-19T00:00:00Z", 0, "2026-11-19T21:00:00.000Z"),
        ] {
            let from: Time = from.parse().unwrap();
            let none = Holidays::default();
            let calendar = Calendar::of(Some(country), Some("Asia/Riyadh"), &none);
            let (end, skipped) = calendar.after(from, days, None);
            assert_eq!((end.to_string().as_str(), skipped.len()), (over, 0), "{country} {from} {days}");
        }
    }

    #[test]
    fn holidays_are_no_business_days_and_are_named_unless_they_fell_on_a_weekend() {
        let day = |date: &str, carrier: Option<&str>| OwnHoliday {
            date: date.parse().unwrap(),
            name: "Own".to_owned(),
            country: None,
            carrier: carrier.map(str::to_owned),
        };
        let own = vec![day("2026-11-20", Some("tr.ptt")), day("2026-12-01", None)];
        let holidays = Holidays::from(HolidayList { own, off: Vec::new() });
        for (country, from, days, carrier, over, skipped) in [
            // Republic Day is a Thursday.
            ("TR", "2026-10-28T09:00:00Z", 1, None, "2026-10-30T21:00:00.000Z", "republic-day"),
            // From the Thursday before Ramazan Bayramı, of which only the Friday is no weekend.
            ("TR", "2026-03-19T09:00:00Z", 1, None, "2026-03-23T21:00:00.000Z", "eid-al-fitr"),
            // Kurban Bayramı from Wednesday to Saturday.
            (
                "TR",
                "2026-05-26T09:00:00Z",
                1,
                None,
                "2026-06-01T21:00:00.000Z",
                "eid-al-adha eid-al-adha eid-al-adha",
            ),
            // Seollal from Monday to Wednesday.
            ("KR", "2026-02-13T03:00:00Z", 1, None, "2026-02-19T15:00:00.000Z", "seollal seollal seollal"),
            // Chuseok on Thursday, Friday and Saturday.
            ("KR", "2026-09-23T03:00:00Z", 1, None, "2026-09-28T15:00:00.000Z", "chuseok chuseok"),
            // A substitute holiday on the Monday after a Saturday.
            ("KR", "2026-10-02T03:00:00Z", 1, None, "2026-10-06T15:00:00.000Z", "substitute-holiday"),
            // Nowruz, of which the first day is Eid al-Fitr too, from Saturday to Tuesday.
            (
                "IR",
                "2026-03-19T09:00:00Z",
                1,
                None,
                "2026-03-25T20:30:00.000Z",
                "eid-al-fitr eid-al-fitr nowruz nowruz",
            ),
            // Where nothing is known.
            ("DE", "2026-12-24T09:00:00Z", 1, None, "2026-12-25T23:00:00.000Z", ""),
            ("DE", "2026-11-30T09:00:00Z", 1, None, "2026-12-02T23:00:00.000Z", "Own"),
            // One carrier's parcels stand still.
            ("TR", "2026-11-19T09:00:00Z", 1, Some("tr.ptt"), "2026-11-23T21:00:00.000Z", "Own"),
            ("TR", "2026-11-19T09:00:00Z", 1, Some("tr.aras"), "2026-11-20T21:00:00.000Z", ""),
            ("TR", "2026-11-19T09:00:00Z", 0, None, "2026-11-19T21:00:00.000Z", ""),
        ] {
            let calendar = Calendar::of(Some(country), Some("Europe/Berlin"), &holidays);
            let (end, days_off) = calendar.after(from.parse().unwrap(), days, carrier);
            let named: Vec<_> =
                days_off.iter().filter_map(|one| one.key.as_deref().or(one.name.as_deref())).collect();
            assert_eq!(
                (end.to_string().as_str(), named.join(" ").as_str()),
                (over, skipped),
                "{country} {from} {days}"
            );
        }
    }
}
