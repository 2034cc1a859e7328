//! Business days of a country, counted on its own clocks.

use database::Time;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// The days on which parcels move, and the clock that ends them.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    weekend: &'static [Weekday],
    zone: TimeZone,
}

impl Calendar {
    /// Of a country (ISO 3166-1 alpha-2). Türkiye, Korea and Iran have one clock each; elsewhere the store's counts.
    pub(super) fn of(country: Option<&str>, store_zone: Option<&str>) -> Self {
        let zone = match country {
            Some("TR") => Some("Europe/Istanbul"),
            Some("KR") => Some("Asia/Seoul"),
            Some("IR") => Some("Asia/Tehran"),
            _ => store_zone,
        };
        let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        Self { weekend: weekend_of(country.unwrap_or_default()), zone }
    }

    /// The moment at which so many business days after this day are over.
    pub(super) fn after(&self, from: Time, days: u8) -> Time {
        let mut day = self.day_of(from);
        let mut left = days;
        while left > 0 {
            let next = following(day);
            if next == day {
                break;
            }
            day = next;
            left -= u8::from(!self.weekend.contains(&day.weekday()));
        }
        self.end_of(day)
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
            let calendar = Calendar::of(Some(country), Some("Asia/Riyadh"));
            assert_eq!(calendar.after(from, days).to_string(), over, "{country} {from} {days}");
        }
    }
}
