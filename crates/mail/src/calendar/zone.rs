//! What time zone a calendar means: by its name, or by the rules that the file itself brings along, for Outlook and others
//! write names that only they know.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::When;
use super::lines::{Component, Property, Zone};

/// The time zones of a file, by the names that it uses.
pub(super) struct Zones(HashMap<String, TimeZone>);

impl Zones {
    pub(super) fn of(zones: &[Zone]) -> Self {
        let named = zones.iter().filter_map(|zone| {
            let name = zone.about.get("TZID")?.value.trim().to_owned();
            let of = |key| zone.about.get(key).and_then(|property| known(&property.value));
            let found = known(&name).or_else(|| of("X-LIC-LOCATION")).or_else(|| by_rules(zone))?;
            Some((name, found))
        });
        Self(named.collect())
    }

    /// A date or a date with time; a zone that nobody knows leaves it local.
    pub(super) fn when(&self, property: &Property) -> Option<When> {
        let value = property.value.trim();
        let day = date(value.get(..8)?)?;
        let Some(rest) = value.get(8..).and_then(|rest| rest.strip_prefix(['T', 't'])) else {
            return Some(When::Day(day));
        };
        let number = |range: std::ops::Range<usize>| rest.get(range)?.parse::<i8>().ok();
        // A leap second is told as the one before it.
        let second = number(4..6).unwrap_or(0).min(59);
        let local = DateTime::from_parts(day, Time::new(number(0..2)?, number(2..4)?, second, 0).ok()?);
        if rest.ends_with(['Z', 'z']) {
            return at(local, &TimeZone::UTC);
        }
        let zone = property.parameter("TZID").map(|name| name.trim_matches('"'));
        let zone = zone.and_then(|name| self.0.get(name).cloned().or_else(|| known(name)));
        zone.map_or(Some(When::Local(local)), |zone| at(local, &zone))
    }
}

fn at(local: DateTime, zone: &TimeZone) -> Option<When> {
    let at: Timestamp = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(When::At(at))
}

fn date(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    Date::new(year, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?).ok()
}

/// A name of the time zone database, also behind a maker's prefix: `/citadel.org/20260101_1/Europe/Istanbul`.
fn known(name: &str) -> Option<TimeZone> {
    let name = name.trim().trim_matches('"');
    let pieces: Vec<&str> = name.split('/').filter(|piece| !piece.is_empty()).collect();
    let last = |count: usize| pieces.len().checked_sub(count).map(|from| pieces[from..].join("/"));
    let found = |name: String| TimeZone::get(&name).ok();
    (1..=3).rev().filter_map(last).find_map(found)
}

/// The rules of a file as a POSIX time zone: when summer time begins and ends, by month, week and day.
fn by_rules(zone: &Zone) -> Option<TimeZone> {
    let standard = zone.standard.last().or(zone.daylight.last())?;
    let offset = offset_of(standard)?;
    let plain = format!("<STD>{}", posix(offset));
    let with_summer = zone.daylight.last().and_then(|daylight| {
        let (begins, ends) = (change(daylight)?, change(standard)?);
        TimeZone::posix(&format!("{plain}<DST>{},{begins},{ends}", posix(offset_of(daylight)?))).ok()
    });
    with_summer.or_else(|| TimeZone::posix(&plain).ok())
}

/// Seconds east of Greenwich: `+0300`, `-033000`.
fn offset_of(rule: &Component) -> Option<i32> {
    let value = rule.get("TZOFFSETTO")?.value.trim();
    let (sign, digits) = match value.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => (1, value),
    };
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i32>().ok());
    let seconds = part(0..2)? * 3600 + part(2..4)? * 60 + part(4..6).unwrap_or(0);
    (seconds.abs() < 24 * 3600).then_some(sign * seconds)
}

/// POSIX counts westwards.
fn posix(offset: i32) -> String {
    let west = -offset;
    let sign = if west < 0 { "-" } else { "" };
    let west = west.abs();
    format!("{sign}{}:{:02}:{:02}", west / 3600, west / 60 % 60, west % 60)
}

/// `M10.5.0/4:00:00` of `RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU` and the time at which the rule began.
fn change(rule: &Component) -> Option<String> {
    let rrule = &rule.get("RRULE")?.value;
    let part =
        |name: &str| rrule.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    let month: u8 = part("BYMONTH")?.parse().ok()?;
    let (week, day) = part("BYDAY")?.split_at_checked(part("BYDAY")?.len().checked_sub(2)?)?;
    let week = match week.parse::<i8>().ok()? {
        -1 | 5 => 5,
        week @ 1..=4 => week,
        _ => return None,
    };
    let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"].iter().position(|name| *name == day)?;
    let begins = rule.get("DTSTART")?.value.trim();
    let time = begins.split_once('T').map_or("000000", |(_, time)| time);
    let (hour, minute) = (time.get(0..2)?.parse::<u8>().ok()?, time.get(2..4)?.parse::<u8>().ok()?);
    Some(format!("M{month}.{week}.{day}/{hour}:{minute:02}"))
}
