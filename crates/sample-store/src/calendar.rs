//! When things happen: the seasons of a year, the hours of a day, and the hours of a desk.

use database::Time;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use language::Language;

use crate::chance::Chance;

/// Days of history before its end.
const DAYS: i64 = 365;

/// How much is bought and written at each hour of a day, from midnight on.
const HOURS: [f64; 24] = [
    2.0, 1.0, 0.6, 0.4, 0.4, 0.5, 1.0, 2.0, 4.0, 6.5, 8.0, 9.0, 8.5, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 9.0, 11.0,
    12.0, 9.0, 5.0,
];

/// The year that is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Year {
    pub(crate) start: Time,
    pub(crate) until: Time,
}

pub(crate) fn hours(count: f64) -> SignedDuration {
    minutes(count * 60.0)
}

pub(crate) fn days(count: f64) -> SignedDuration {
    hours(count * 24.0)
}

#[expect(clippy::cast_possible_truncation, reason = "a year has few microseconds")]
pub(crate) fn minutes(count: f64) -> SignedDuration {
    SignedDuration::from_micros((count * 60_000_000.0) as i64)
}

/// November, when everything is reduced: the week of the eleventh and the last one.
pub(crate) fn is_campaign(date: Date) -> bool {
    date.month() == 11 && ((9..=15).contains(&date.day()) || date.day() >= 24)
}

/// Three weeks of April in which the drivers of one carrier struck.
pub(crate) fn is_strike(date: Date) -> bool {
    date.month() == 4 && (2..=22).contains(&date.day())
}

/// The carrier whose drivers did.
pub(crate) const STRUCK: &str = "tr.yurtici";
/// When its parcels moved again, as a day of April.
pub(crate) const STRIKE_ENDS: i8 = 26;

impl Year {
    pub(crate) fn until(until: Time) -> Self {
        Self { start: until.minus(SignedDuration::from_hours(24 * DAYS)), until }
    }

    /// How much is bought on each day, added up: the last number is that of the whole year.
    pub(crate) fn seasons(&self) -> Vec<f64> {
        let first = self.start.timestamp().to_zoned(TimeZone::UTC).date();
        let mut sum = 0.0;
        first
            .series(1.day())
            .take(usize::try_from(DAYS).unwrap_or(365))
            .enumerate()
            .map(|(place, date)| {
                sum += season(date) * (0.75 + 0.5 * place as f64 / DAYS as f64);
                sum
            })
            .collect()
    }

    /// A moment of the year: on a day by its season, at an hour as people keep them in this zone.
    pub(crate) fn moment(&self, seasons: &[f64], zone: &TimeZone, chance: &mut Chance) -> Time {
        let drawn = chance.between(0.0, seasons.last().copied().unwrap_or(1.0));
        let day = seasons.partition_point(|sum| *sum < drawn);
        let first = self.start.timestamp().to_zoned(TimeZone::UTC).date();
        let date = first.saturating_add((i64::try_from(day).unwrap_or(0) + 1).days());
        let hour = i8::try_from(chance.weighted(HOURS.iter().copied())).unwrap_or(12);
        let minute = i8::try_from(chance.below(60)).unwrap_or(0);
        let second = i8::try_from(chance.below(60)).unwrap_or(0);
        let at = zone
            .to_zoned(date.at(hour, minute, second, 0))
            .map_or(self.until, |zoned| zoned.timestamp().into());
        if at > self.until { at.minus(days(1.0)) } else { at }
    }
}

fn season(date: Date) -> f64 {
    let weekday = match date.weekday() {
        Weekday::Monday => 1.15,
        Weekday::Tuesday => 1.08,
        Weekday::Wednesday => 1.05,
        Weekday::Thursday => 1.0,
        Weekday::Friday => 0.95,
        Weekday::Saturday => 0.8,
        Weekday::Sunday => 0.92,
    };
    let month = match date.month() {
        5 => 1.15,
        7 | 8 => 0.8,
        12 => 1.3,
        _ => 1.0,
    };
    let campaign = if is_campaign(date) { 3.2 } else { 1.0 };
    weekday * month * campaign
}

/// When a part of the team works.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    zone: TimeZone,
    /// From Monday on: opening and closing in minutes of the day.
    week: [Option<(i64, i64)>; 7],
}

impl Desk {
    /// The desk that answers in this language.
    pub(crate) fn of(language: Language) -> Self {
        let long = Some((9 * 60, 18 * 60));
        let short = Some((10 * 60, 15 * 60));
        let (zone, week) = match language {
            Language::Tr | Language::En => ("Europe/Istanbul", [long, long, long, long, long, short, None]),
            Language::Ko => ("Asia/Seoul", [long, long, long, long, long, None, None]),
            Language::Fa => ("Asia/Tehran", [long, long, long, short, None, long, long]),
        };
        Self { zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC), week }
    }

    /// When work of so many minutes that comes at this moment is done.
    pub(crate) fn done(&self, at: Time, work: f64) -> Time {
        let mut left = minutes(work);
        let mut now = at;
        for _ in 0..400 {
            let date = now.timestamp().to_zoned(self.zone.clone()).date();
            if let Some((opens, closes)) = self.span(date) {
                let begins = now.max(opens);
                if begins < closes {
                    let room = closes.since(begins);
                    if left <= room {
                        return begins.plus(left);
                    }
                    left -= room;
                }
            }
            now = self.midnight_after(date).unwrap_or_else(|| now.plus(days(1.0)));
        }
        now
    }

    fn span(&self, date: Date) -> Option<(Time, Time)> {
        let place = usize::try_from(date.weekday().to_monday_zero_offset()).ok()?;
        let (from, to) = self.week[place]?;
        let midnight = self.zone.to_zoned(date.at(0, 0, 0, 0)).ok()?.timestamp();
        let at = |minute| Time::from(midnight).plus(SignedDuration::from_mins(minute));
        Some((at(from), at(to)))
    }

    fn midnight_after(&self, date: Date) -> Option<Time> {
        let next = date.tomorrow().ok()?;
        Some(self.zone.to_zoned(next.at(0, 0, 0, 0)).ok()?.timestamp().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_waits_for_the_desk_to_open() {
        // 2026-11-21 is a Saturday; Istanbul is at UTC+3.
        for (came, work, done) in [
            ("2026-11-20T07:00:00Z", 30.0, "2026-11-20T07:30:00Z"),
            ("2026-11-20T14:50:00Z", 30.0, "2026-11-21T07:20:00Z"),
            ("2026-11-21T20:00:00Z", 10.0, "2026-11-23T06:10:00Z"),
        ] {
            let done: Time = done.parse().unwrap();
            assert_eq!(Desk::of(Language::Tr).done(came.parse().unwrap(), work), done, "{came}");
        }
    }
}
