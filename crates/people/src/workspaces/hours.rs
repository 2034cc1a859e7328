//! Business hours: when somebody answers, and how much of a wait fell into that time.

use std::fmt;
use std::str::FromStr;

use database::Time;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

database::text_enum!(
    /// A day of the week.
    pub enum Day {
        /// Monday.
        Mon = "mon",
        /// Tuesday.
        Tue = "tue",
        /// Wednesday.
        Wed = "wed",
        /// Thursday.
        Thu = "thu",
        /// Friday.
        Fri = "fri",
        /// Saturday.
        Sat = "sat",
        /// Sunday.
        Sun = "sun",
    }
);

impl Day {
    fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }
}

/// A time on a clock, to the minute: `09:00`. `24:00` is the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(u16);

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The text is not a time of the form `09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a time from 00:00 to 24:00")]
pub struct NotAClockTime;

impl FromStr for ClockTime {
    type Err = NotAClockTime;

    fn from_str(text: &str) -> Result<Self, NotAClockTime> {
        let (hours, minutes) = text.split_once(':').ok_or(NotAClockTime)?;
        let number = |part: &str| -> Result<u16, NotAClockTime> {
            if part.len() != 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NotAClockTime);
            }
            part.parse().map_err(|_| NotAClockTime)
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        let total = hours * 60 + minutes;
        if minutes < 60 && total <= DAY { Ok(Self(total)) } else { Err(NotAClockTime) }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for ClockTime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"))
            .into()
    }
}

impl ToSchema for ClockTime {}

/// Some hours of one day of the week; a day with a break has two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayHours {
    /// Which day.
    pub day: Day,
    /// From when.
    pub from: ClockTime,
    /// Until when, later than `from`.
    pub to: ClockTime,
}

/// When somebody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessHours {
    /// IANA name of the zone that the hours are in.
    pub time_zone: String,
    /// Days that are not named are closed. At most 50.
    pub days: Vec<DayHours>,
    /// Days on which nobody answers, `2026-01-01`. At most 500.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub holidays: Vec<Date>,
}

/// What is wrong with business hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// No such time zone.
    #[error("must be the name of a time zone such as Europe/Istanbul")]
    TimeZone,
    /// Hours that end before they begin; which.
    #[error("must end later than they begin")]
    EndsBeforeItBegins(usize),
    /// More days or holidays than anybody has.
    #[error("there are too many days or holidays")]
    TooMany,
}

impl HoursError {
    /// Where in the hours, as a JSON pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Self::TimeZone => "/time_zone".to_owned(),
            Self::EndsBeforeItBegins(index) => format!("/days/{index}/to"),
            Self::TooMany => "/days".to_owned(),
        }
    }
}

const WESTERN_WEEK: [Day; 5] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri];
/// In Iran the week begins on Saturday and Friday is the day of rest.
const IRANIAN_WEEK: [Day; 5] = [Day::Sat, Day::Sun, Day::Mon, Day::Tue, Day::Wed];
/// How far ahead the next opening is looked for, in days.
const HORIZON: usize = 400;

impl Default for BusinessHours {
    fn default() -> Self {
        Self::weekdays_in("UTC")
    }
}

impl BusinessHours {
    /// 09:00 to 18:00 on the working days of a place.
    #[must_use]
    pub fn weekdays_in(time_zone: &str) -> Self {
        let week = if time_zone == "Asia/Tehran" { IRANIAN_WEEK } else { WESTERN_WEEK };
        let hours = |day| DayHours { day, from: ClockTime(9 * 60), to: ClockTime(18 * 60) };
        Self { time_zone: time_zone.to_owned(), days: week.map(hours).to_vec(), holidays: Vec::new() }
    }

    /// Whether the hours make sense.
    ///
    /// # Errors
    /// [`HoursError`], the first that is found.
    pub fn check(&self) -> Result<(), HoursError> {
        if TimeZone::get(&self.time_zone).is_err() {
            return Err(HoursError::TimeZone);
        }
        if self.days.len() > 50 || self.holidays.len() > 500 {
            return Err(HoursError::TooMany);
        }
        match self.days.iter().position(|hours| hours.from >= hours.to) {
            Some(index) => Err(HoursError::EndsBeforeItBegins(index)),
            None => Ok(()),
        }
    }

    /// Whether somebody answers at this moment.
    #[must_use]
    pub fn is_open(&self, at: Time) -> bool {
        let at = at.timestamp();
        let zone = self.zone();
        let day = at.to_zoned(zone.clone()).date();
        self.spans(&zone, day).iter().any(|(from, to)| *from <= at && at < *to)
    }

    /// When somebody answers next: `at` itself while it is open; `None` when it never opens within a year.
    #[must_use]
    pub fn next_open(&self, at: Time) -> Option<Time> {
        let moment = at.timestamp();
        let zone = self.zone();
        let first = moment.to_zoned(zone.clone()).date();
        first
            .series(1.day())
            .take(HORIZON)
            .flat_map(|day| self.spans(&zone, day))
            .find(|(_, to)| *to > moment)
            .map(|(from, _)| from.max(moment).into())
    }

    /// How much of the time between two moments was open; zero when `to` is before `from`.
    #[must_use]
    pub fn open_between(&self, from: Time, to: Time) -> SignedDuration {
        let (begin, end) = (from.timestamp(), to.timestamp());
        let zone = self.zone();
        let first = begin.to_zoned(zone.clone()).date();
        let last = end.to_zoned(zone.clone()).date();
        first
            .series(1.day())
            .take_while(|day| *day <= last)
            .flat_map(|day| self.spans(&zone, day))
            .map(|(open, close)| close.min(end).duration_since(open.max(begin)))
            .filter(SignedDuration::is_positive)
            .sum()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The open spans of a local day, in order, overlaps joined.
    fn spans(&self, zone: &TimeZone, date: Date) -> Vec<(Timestamp, Timestamp)> {
        if self.holidays.contains(&date) {
            return Vec::new();
        }
        let day = Day::of(date);
        let mut hours: Vec<_> =
            self.days.iter().filter(|hours| hours.day == day).map(|hours| (hours.from, hours.to)).collect();
        hours.sort_unstable();
        let mut joined: Vec<(ClockTime, ClockTime)> = Vec::with_capacity(hours.len());
        for (from, to) in hours {
            match joined.last_mut() {
                Some((_, end)) if from <= *end => *end = to.max(*end),
                Some(_) | None => joined.push((from, to)),
            }
        }
        joined
            .into_iter()
            .filter_map(|(from, to)| Some((moment(zone, date, from)?, moment(zone, date, to)?)))
            .collect()
    }
}

/// A time that a clock change skips is the moment of the change, as people read it.
fn moment(zone: &TimeZone, date: Date, at: ClockTime) -> Option<Timestamp> {
    let local: DateTime = if at.0 == DAY {
        date.tomorrow().ok()?.at(0, 0, 0, 0)
    } else {
        let (hour, minute) = (i8::try_from(at.0 / 60).ok()?, i8::try_from(at.0 % 60).ok()?);
        date.at(hour, minute, 0, 0)
    };
    zone.to_zoned(local).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use database::Time;
    use jiff::SignedDuration;

    use super::{BusinessHours, ClockTime, HoursError};

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    fn istanbul() -> BusinessHours {
        let mut hours = BusinessHours::weekdays_in("Europe/Istanbul");
        hours.holidays.push("2026-01-01".parse().unwrap());
        hours
    }

    #[test]
    fn it_is_open_on_working_days_and_closed_on_holidays() {
        // Istanbul is at UTC+3: 06:00 UTC is 09:00 there. 2026-01-02 is a Friday.
        for (moment, open) in [
            ("2026-01-02T05:59:59Z", false),
            ("2026-01-02T06:00:00Z", true),
            ("2026-01-02T14:59:59Z", true),
            ("2026-01-02T15:00:00Z", false),
            ("2026-01-03T10:00:00Z", false),
            ("2026-01-01T10:00:00Z", false),
        ] {
            assert_eq!(istanbul().is_open(at(moment)), open, "{moment}");
        }
    }

    #[test]
    fn the_next_opening_skips_the_weekend_and_holidays() {
        for (moment, next) in [
            ("2026-01-02T10:00:00Z", "2026-01-02T10:00:00Z"),
            ("2026-01-02T15:00:00Z", "2026-01-05T06:00:00Z"),
            ("2025-12-31T20:00:00Z", "2026-01-02T06:00:00Z"),
        ] {
            assert_eq!(istanbul().next_open(at(moment)), Some(at(next)), "{moment}");
        }
        let never = BusinessHours { days: Vec::new(), ..istanbul() };
        assert_eq!(never.next_open(at("2026-01-02T10:00:00Z")), None);
    }

    #[test]
    fn a_wait_over_the_weekend_counts_only_open_hours() {
        let hours = istanbul();
        // From Friday 17:00 to Monday 10:00, local: one hour on each day.
        let wait = hours.open_between(at("2026-01-02T14:00:00Z"), at("2026-01-05T07:00:00Z"));
        assert_eq!(wait, SignedDuration::from_hours(2));
        let back = hours.open_between(at("2026-01-05T07:00:00Z"), at("2026-01-02T14:00:00Z"));
        assert_eq!(back, SignedDuration::ZERO);
    }

    #[test]
    fn a_day_of_a_clock_change_has_the_hours_that_it_has() {
        // Berlin, 2026-03-29: the clock goes from 02:00 to 03:00.
        let mut hours = BusinessHours::weekdays_in("Europe/Berlin");
        hours.days[0] = serde_json::from_str(r#"{"day":"sun","from":"00:00","to":"24:00"}"#).unwrap();
        hours.days.truncate(1);
        let day = hours.open_between(at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z"));
        assert_eq!(day, SignedDuration::from_hours(23));
    }

    #[test]
    fn hours_with_a_break_that_overlap_are_counted_once() {
        let mut hours = istanbul();
        hours.days = serde_json::from_str(
            r#"[{"day":"fri","from":"09:00","to":"12:00"},{"day":"fri","from":"11:00","to":"13:00"},
                {"day":"fri","from":"14:00","to":"15:00"}]"#,
        )
        .unwrap();
        let day = hours.open_between(at("2026-01-02T00:00:00Z"), at("2026-01-02T20:00:00Z"));
        assert_eq!(day, SignedDuration::from_hours(5));
    }

    #[test]
    fn hours_that_make_no_sense_are_refused_where_they_stand() {
        let mut hours = istanbul();
        assert_eq!(hours.check(), Ok(()));
        hours.days[2].to = hours.days[2].from;
        assert_eq!(hours.check().map_err(|error| error.pointer()), Err("/days/2/to".to_owned()));
        hours.time_zone = "Mars/Olympus".to_owned();
        assert_eq!(hours.check(), Err(HoursError::TimeZone));
        for wrong in ["9:00", "24:01", "12:60", "ab:cd", "+1:00", ""] {
            assert!(wrong.parse::<ClockTime>().is_err(), "{wrong}");
        }
        assert_eq!("24:00".parse::<ClockTime>().map(|time| time.to_string()).as_deref(), Ok("24:00"));
    }
}
