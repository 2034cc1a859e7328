//! Which days a report is about, and how they are cut.

use std::ops::Range;

use database::Time;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

database::text_enum!(
    /// How a period is cut into a series.
    pub enum Granularity {
        /// By days.
        Day = "day",
        /// By weeks, from Monday; from Saturday where the week begins then.
        Week = "week",
        /// By months of the Gregorian calendar.
        Month = "month",
    }
);

/// Longest period, in days: ten years and their leap days.
const LONGEST: i32 = 3_653;
/// Most points of a series.
const MOST_POINTS: usize = 1_000;
/// Days of a period of which only the end, or nothing, was asked for.
const USUAL: i32 = 30;

/// Why a period can't be reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// It ends before it begins.
    #[error("must not be after `to`")]
    EndsBeforeItBegins,
    /// It is longer than ten years, or outside of the calendar.
    #[error("the period may have at most {LONGEST} days, between the years 1970 and 9000")]
    TooLong,
    /// The series would have too many points.
    #[error("this would give more than {MOST_POINTS} points; choose a coarser one")]
    TooFine,
}

/// Whole days, in a time zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Where days begin.
    pub zone: TimeZone,
}

impl Period {
    /// The days from `from` to `to`, both included. What is not said is 30 days until `today`.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn new(
        from: Option<Date>,
        to: Option<Date>,
        today: Date,
        zone: TimeZone,
    ) -> Result<Self, PeriodError> {
        let to = to.unwrap_or_else(|| from.map_or(today, |from| from.max(today)));
        let from = match from {
            Some(from) => from,
            None => to.checked_sub((USUAL - 1).days()).map_err(|_| PeriodError::TooLong)?,
        };
        if from > to {
            return Err(PeriodError::EndsBeforeItBegins);
        }
        let period = Self { from, to, zone };
        let calendar = 1970..=9000;
        if period.days() > LONGEST || !calendar.contains(&from.year()) || !calendar.contains(&to.year()) {
            return Err(PeriodError::TooLong);
        }
        Ok(period)
    }

    /// How many days it has.
    fn days(&self) -> i32 {
        self.from.until(self.to).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
    }

    /// As many days, right before.
    #[must_use]
    pub fn previous(&self) -> Self {
        let to = self.from.saturating_sub(1.day());
        Self { from: to.saturating_sub((self.days() - 1).days()), to, zone: self.zone.clone() }
    }

    /// From the first moment of the first day to the first moment after the last.
    #[must_use]
    pub fn span(&self) -> Range<Time> {
        self.begin(self.from)..self.begin(self.to.saturating_add(1.day()))
    }

    /// The first moment of a day there: midnight, or later where a change of clocks skips midnight.
    fn begin(&self, day: Date) -> Time {
        day.to_zoned(self.zone.clone())
            .map_or(Time::from_micros(i64::MAX), |midnight| midnight.timestamp().into())
    }

    /// The pieces that it is cut into, each by its first day; the first and the last piece may be cut off.
    ///
    /// # Errors
    /// [`PeriodError::TooFine`].
    pub fn pieces(&self, granularity: Granularity) -> Result<Vec<(Date, Range<Time>)>, PeriodError> {
        let mut pieces = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            if pieces.len() == MOST_POINTS {
                return Err(PeriodError::TooFine);
            }
            let next = self.next(day, granularity).min(self.to.saturating_add(1.day()));
            pieces.push((day, self.begin(day)..self.begin(next)));
            day = next;
        }
        Ok(pieces)
    }

    /// The first day of the piece after the one that holds `day`.
    fn next(&self, day: Date, granularity: Granularity) -> Date {
        match granularity {
            Granularity::Day => day.saturating_add(1.day()),
            Granularity::Week => day.nth_weekday(1, self.first_of_week()).unwrap_or(Date::MAX),
            Granularity::Month => day.last_of_month().saturating_add(1.day()),
        }
    }

    fn first_of_week(&self) -> Weekday {
        match self.zone.iana_name() {
            Some("Asia/Tehran") => Weekday::Saturday,
            Some(_) | None => Weekday::Monday,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use jiff::tz::TimeZone;

    use super::{Granularity, Period, PeriodError};

    const TODAY: Date = date(2026, 3, 15);

    fn period(zone: &str, from: Date, to: Date) -> Period {
        Period::new(Some(from), Some(to), TODAY, TimeZone::get(zone).unwrap()).unwrap()
    }

    fn cut(period: &Period, granularity: Granularity) -> Vec<(String, String)> {
        let pieces = period.pieces(granularity).unwrap();
        pieces.into_iter().map(|(day, span)| (day.to_string(), span.start.to_string())).collect()
    }

    #[test]
    fn a_day_on_which_clocks_change_has_23_or_25_hours() {
        for (zone, day, hours) in [
            ("Europe/Berlin", date(2026, 3, 29), 23),
            ("Europe/Berlin", date(2026, 10, 25), 25),
            ("Europe/Istanbul", date(2026, 3, 29), 24),
            // The clock went from 24:00 to 01:00: the day began at 01:00.
            ("Asia/Tehran", date(2021, 3, 22), 23),
        ] {
            let span = period(zone, day, day).span();
            assert_eq!(span.end.since(span.start).as_hours(), hours, "{zone} {day}");
        }
    }

    #[test]
    fn weeks_and_months_begin_where_the_calendar_says_and_end_with_the_period() {
        let winter = period("Europe/Istanbul", date(2026, 1, 29), date(2026, 3, 2));
        let starts =
            |granularity| cut(&winter, granularity).into_iter().map(|(day, _)| day).collect::<Vec<_>>();
        assert_eq!(
            starts(Granularity::Week),
            ["2026-01-29", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02"]
        );
        assert_eq!(starts(Granularity::Month), ["2026-01-29", "2026-02-01", "2026-03-01"]);
        assert_eq!(starts(Granularity::Day).len(), 33);
        let tehran = period("Asia/Tehran", date(2026, 1, 29), date(2026, 2, 10));
        let weeks: Vec<_> = cut(&tehran, Granularity::Week).into_iter().map(|(day, _)| day).collect();
        assert_eq!(weeks, ["2026-01-29", "2026-01-31", "2026-02-07"]);
    }

    #[test]
    fn pieces_meet_without_gaps_across_a_change_of_clocks() {
        let spring = period("Europe/Berlin", date(2026, 3, 28), date(2026, 3, 30));
        let expected = [
            ("2026-03-28".to_owned(), "2026-03-27T23:00:00.000Z".to_owned()),
            ("2026-03-29".to_owned(), "2026-03-28T23:00:00.000Z".to_owned()),
            ("2026-03-30".to_owned(), "2026-03-29T22:00:00.000Z".to_owned()),
        ];
        assert_eq!(cut(&spring, Granularity::Day), expected);
        let pieces = spring.pieces(Granularity::Day).unwrap();
        assert!(pieces.windows(2).all(|pair| pair[0].1.end == pair[1].1.start));
        assert_eq!(pieces.last().unwrap().1.end, spring.span().end);
    }

    #[test]
    fn the_period_before_has_as_many_days() {
        let march = period("UTC", date(2026, 3, 1), date(2026, 3, 31));
        let before = march.previous();
        assert_eq!((before.from, before.to), (date(2026, 1, 29), date(2026, 2, 28)));
        assert_eq!(before.span().end, march.span().start);
    }

    #[test]
    fn what_is_not_said_is_the_last_30_days_and_nonsense_is_refused() {
        let usual = Period::new(None, None, TODAY, TimeZone::UTC).unwrap();
        assert_eq!((usual.from, usual.to), (date(2026, 2, 14), TODAY));
        let new = |from, to| Period::new(Some(from), Some(to), TODAY, TimeZone::UTC);
        assert_eq!(new(date(2026, 2, 2), date(2026, 2, 1)).unwrap_err(), PeriodError::EndsBeforeItBegins);
        assert_eq!(new(date(2000, 1, 1), date(2026, 1, 1)).unwrap_err(), PeriodError::TooLong);
        assert_eq!(new(date(-9999, 1, 1), date(-9999, 1, 2)).unwrap_err(), PeriodError::TooLong);
        let decade = new(date(2016, 1, 1), date(2025, 12, 31)).unwrap();
        assert_eq!(decade.pieces(Granularity::Day).unwrap_err(), PeriodError::TooFine);
        assert_eq!(decade.pieces(Granularity::Week).unwrap().len(), 523);
    }
}
