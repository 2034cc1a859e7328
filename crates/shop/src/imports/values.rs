//! Amounts and moments as people write them into tables.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, time};
use jiff::tz::{Offset, TimeZone};
use language::dates::from_persian;

use super::plan::{DayOrder, DecimalMark};

/// Why a cell can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum CellError {
    /// No number, or one whose groups are not of three.
    #[error("not an amount with this decimal mark")]
    Amount,
    /// No date in this order of day and month.
    #[error("not a date in this order of day, month and year")]
    Moment,
    /// No whole number.
    #[error("not a whole number")]
    Count,
}

impl CellError {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Amount => "not-an-amount",
            Self::Moment => "not-a-date",
            Self::Count => "not-a-count",
        }
    }
}

/// Digits of any script as Latin ones.
fn latin(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '۰'..='۹' => digit(c, '۰'),
            '٠'..='٩' => digit(c, '٠'),
            '０'..='９' => digit(c, '０'),
            '٫' => '.',
            '٬' => ',',
            '−' => '-',
            other => other,
        })
        .collect()
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// An amount as exact decimal text: `1.234,50 ₺` with a comma is `1234.50`.
///
/// # Errors
/// [`CellError::Amount`].
pub(super) fn amount(text: &str, mark: DecimalMark) -> Result<String, CellError> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    let latin = latin(text);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\'');
    let number: String = latin.chars().filter(|c| is_number(*c)).collect();
    // What is not a number has to be a currency before or behind it, never a slip of one key.
    let around = latin.split(is_number).map(str::trim);
    if around.into_iter().any(|text| text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic())) {
        return Err(CellError::Amount);
    }
    let core = latin.trim_matches(|c: char| !is_number(c));
    if core.chars().any(|c| !is_number(c) && !c.is_whitespace() && c != '\u{200f}' && c != '\u{200e}') {
        return Err(CellError::Amount);
    }
    let (point, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    // A currency such as `kr.` leaves its point behind.
    let number = number.trim_end_matches(['.', ',']);
    let (whole, fraction) =
        number.split_once(point).map_or((number, ""), |(whole, fraction)| (whole, fraction));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let groups: Vec<&str> = whole.split([group, '\'']).collect();
    let fits = groups.iter().skip(1).all(|part| part.len() == 3)
        && groups.iter().chain([&fraction]).all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && (groups.len() == 1 || (1..=3).contains(&groups[0].len()))
        && !(whole.is_empty() && fraction.is_empty());
    if !fits {
        return Err(CellError::Amount);
    }
    let whole = groups.concat();
    let whole = if whole.is_empty() { "0" } else { &whole };
    Ok(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// A whole number; halves that some stores sell are rounded up.
///
/// # Errors
/// [`CellError::Count`].
pub(super) fn count(text: &str, mark: DecimalMark) -> Result<i64, CellError> {
    let text = amount(text, mark).map_err(|_| CellError::Count)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole: i64 = whole.parse().map_err(|_| CellError::Count)?;
    Ok(if fraction.bytes().any(|b| b != b'0') { whole.saturating_add(1) } else { whole })
}

/// A moment: ISO 8601, or a date with or without a time, in this order and zone where it names none.
///
/// # Errors
/// [`CellError::Moment`].
pub(super) fn moment(text: &str, order: DayOrder, zone: &TimeZone) -> Result<Timestamp, CellError> {
    // Years of other calendars are no years of this one.
    if let Some(exact) = text.parse::<Timestamp>().ok().filter(|exact| is_of_our_time(*exact)) {
        return Ok(exact);
    }
    let latin = latin(text);
    let mut rest = latin.as_str();
    let number = |rest: &mut &str| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, behind) = rest.split_at(end);
        *rest = behind;
        digits.parse::<i16>().ok().filter(|_| digits.len() <= 4).map(|value| (value, digits.len()))
    };
    let separator = |rest: &mut &str| {
        *rest = rest.trim_start_matches(['.', '/', '-', ' ', '년', '월', '일']);
    };
    let (first, digits) = number(&mut rest).ok_or(CellError::Moment)?;
    separator(&mut rest);
    let (second, _) = number(&mut rest).ok_or(CellError::Moment)?;
    separator(&mut rest);
    let (third, third_digits) = number(&mut rest).ok_or(CellError::Moment)?;
    let (year, month, day) = match (digits, order) {
        (4, _) => (first, second, third),
        (_, DayOrder::DayFirst | DayOrder::Persian) if third_digits == 4 => (third, second, first),
        (_, DayOrder::MonthFirst) if third_digits == 4 => (third, first, second),
        _ => return Err(CellError::Moment),
    };
    let day = civil_day(year, month, day, order).ok_or(CellError::Moment)?;
    let (clock, offset) = clock(rest.trim_start_matches(['.', '일', ',', 'T', 't', ' ']))?;
    let at = DateTime::from_parts(day, clock);
    let zoned = match offset {
        Some(offset) => offset.to_timestamp(at).map_err(|_| CellError::Moment)?,
        None => zone.to_timestamp(at).map_err(|_| CellError::Moment)?,
    };
    Ok(zoned)
}

/// Between 1970 and 2200: other years are those of other calendars, or slips.
fn is_of_our_time(moment: Timestamp) -> bool {
    (1970..=2200).contains(&moment.to_zoned(TimeZone::UTC).year())
}

fn civil_day(year: i16, month: i16, day: i16, order: DayOrder) -> Option<Date> {
    if order == DayOrder::Persian {
        // From 1970 to 2200.
        let years = 1349..=1579;
        return years
            .contains(&year)
            .then_some(())
            .and_then(|()| from_persian(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?));
    }
    let years = 1970..=2200;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
        .ok()
        .filter(|day| years.contains(&day.year()))
}

/// The time of day and the offset from UTC, where they stand: `09:15`, `9:15:30 PM`, `10:20:30 -0500`, `오후 3:20`.
fn clock(text: &str) -> Result<(jiff::civil::Time, Option<Offset>), CellError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((time(0, 0, 0, 0), None));
    }
    let afternoon = text.contains("PM") || text.contains("pm") || text.contains("오후");
    let morning = text.contains("AM") || text.contains("am") || text.contains("오전");
    let digits: String = text
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .trim_end_matches("UTC")
        .trim_end_matches("GMT")
        .trim_end_matches(|c: char| c.is_alphabetic() && c != 'Z' || c == '.' || c.is_whitespace())
        .to_owned();
    let zulu = digits.ends_with('Z') || text.ends_with("UTC") || text.ends_with("GMT");
    let digits = digits.trim_end_matches('Z').trim();
    let (clock, offset) = match digits.rfind(['+', '-']) {
        Some(at) => (digits[..at].trim(), Some(offset(&digits[at..])?)),
        None => (digits, zulu.then_some(Offset::UTC)),
    };
    let mut parts = clock.split([':', '.']);
    let mut part = |needed: bool| match parts.next() {
        Some(text) => text.trim().parse::<i8>().map_err(|_| CellError::Moment),
        None if needed => Err(CellError::Moment),
        None => Ok(0),
    };
    let (mut hour, minute, second) = (part(true)?, part(true)?, part(false)?);
    if afternoon && hour < 12 {
        hour += 12;
    }
    if morning && hour == 12 {
        hour = 0;
    }
    let read = jiff::civil::Time::new(hour, minute, second, 0).map_err(|_| CellError::Moment)?;
    Ok((read, offset))
}

fn offset(text: &str) -> Result<Offset, CellError> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return Err(CellError::Moment),
    };
    let value = |text: &str| text.parse::<i32>().map_err(|_| CellError::Moment);
    Offset::from_seconds(sign * (value(hours)? * 3600 + value(minutes)? * 60)).map_err(|_| CellError::Moment)
}

/// In which decimal mark most of these are written; a point where nothing tells.
pub(super) fn likely_mark<'a>(samples: impl Iterator<Item = &'a str>) -> DecimalMark {
    let (mut points, mut commas) = (0, 0);
    for sample in samples {
        let number = latin(sample);
        let number = number.trim_matches(|c: char| !c.is_ascii_digit());
        let Some(at) = number.rfind(['.', ',']) else { continue };
        // Three digits behind the last mark may be a group as well.
        if number.len() - at - 1 == 3 && number.matches(['.', ',']).count() == 1 {
            continue;
        }
        if number[at..].starts_with(',') { commas += 1 } else { points += 1 }
    }
    if commas > points { DecimalMark::Comma } else { DecimalMark::Point }
}

/// In which order of day and month, and by which calendar, most of these are written.
pub(super) fn likely_order<'a>(samples: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut months, mut days, mut persian) = (0, 0, 0);
    for sample in samples {
        let numbers: Vec<u32> =
            latin(sample).split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        match numbers.as_slice() {
            [year, ..] | [_, _, year, ..] if (1300..1500).contains(year) => persian += 1,
            [first, ..] if *first > 31 => {}
            [first, second, ..] if *first <= 12 && *second > 12 => months += 1,
            [first, ..] if *first > 12 => days += 1,
            _ => {}
        }
    }
    if persian > months.max(days) {
        return DayOrder::Persian;
    }
    if months > days { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{CellError, DayOrder, DecimalMark, amount, count, likely_mark, likely_order, moment};

    #[test]
    fn amounts_are_read_as_people_of_four_countries_write_them() {
        use DecimalMark::{Comma, Point};
        for (text, mark, read) in [
            ("12.50", Point, Ok("12.50")),
            ("1,234.5", Point, Ok("1234.5")),
            ("1.234,50 ₺", Comma, Ok("1234.50")),
            ("TL 1.234", Comma, Ok("1234")),
            ("₩91,300", Point, Ok("91300")),
            ("91,300원", Point, Ok("91300")),
            ("۱۲۳٬۴۵۰ تومان", Point, Ok("123450")),
            ("-3", Point, Ok("-3")),
            ("1'234.50", Point, Ok("1234.50")),
            ("12,50", Point, Err(CellError::Amount)),
            ("1.23.4", Comma, Err(CellError::Amount)),
            ("1 234.50 5", Point, Ok("1234.505")),
            ("free", Point, Err(CellError::Amount)),
            ("", Point, Err(CellError::Amount)),
            ("12a5", Point, Err(CellError::Amount)),
            ("12.5O", Point, Err(CellError::Amount)),
            ("12.5 USD", Point, Ok("12.5")),
        ] {
            assert_eq!(amount(text, mark).as_deref(), read.as_ref().map(|text| *text), "{text}");
        }
        assert_eq!(count("3", Point), Ok(3));
        assert_eq!(count("2,5", Comma), Ok(3));
        assert_eq!(likely_mark(["1.234,50", "12,5", "7"].into_iter()), Comma);
        assert_eq!(likely_mark(["1,234", "12.5"].into_iter()), Point);
    }

    #[test]
    fn moments_are_read_as_people_of_four_countries_write_them() {
        use DayOrder::{DayFirst, MonthFirst};
        let zone = TimeZone::get("Europe/Istanbul").unwrap();
        for (text, order, read) in [
            ("2026-11-20T09:15:00Z", DayFirst, Some("2026-11-20T09:15:00Z")),
            ("2024-01-05 10:20:30 -0500", DayFirst, Some("2024-01-05T15:20:30Z")),
            ("2026-11-20 09:15", DayFirst, Some("2026-11-20T06:15:00Z")),
            ("20.11.2026 09:15", DayFirst, Some("2026-11-20T06:15:00Z")),
            ("11/20/2026 9:15 PM", MonthFirst, Some("2026-11-20T18:15:00Z")),
            ("2026. 11. 20. 오후 3:20", DayFirst, Some("2026-11-20T12:20:00Z")),
            ("2026년 11월 20일", DayFirst, Some("2026-11-19T21:00:00Z")),
            ("۲۰۲۶/۱۱/۲۰", DayFirst, Some("2026-11-19T21:00:00Z")),
            ("2026-11-20 09:15:00 UTC", DayFirst, Some("2026-11-20T09:15:00Z")),
            ("20.11.26", DayFirst, None),
            ("31.02.2026", DayFirst, None),
            ("1404/08/29", DayFirst, None),
            ("yesterday", DayFirst, None),
            ("", DayFirst, None),
        ] {
            let found = moment(text, order, &zone).ok().map(|at| at.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
        assert_eq!(likely_order(["۱۴۰۴/۰۸/۳۰", "1404/9/1 10:00", ""].into_iter()), DayOrder::Persian);
        assert_eq!(likely_order(["30/08/1404"].into_iter()), DayOrder::Persian);
        assert_eq!(likely_order(["01/02/2026", "11/20/2026"].into_iter()), MonthFirst);
        assert_eq!(likely_order(["20.11.2026"].into_iter()), DayFirst);
    }

    #[test]
    fn dates_of_the_persian_calendar_are_read_in_the_zone_of_the_store() {
        let zone = TimeZone::get("Asia/Tehran").unwrap();
        for (text, read) in [
            ("1404/08/30", Some("2025-11-20T20:30:00Z")),
            ("۱۴۰۴/۰۸/۳۰", Some("2025-11-20T20:30:00Z")),
            ("۱۴۰۴-۸-۳۰ ۱۸:۰۵", Some("2025-11-21T14:35:00Z")),
            ("30/08/1404 18:05:10", Some("2025-11-21T14:35:10Z")),
            // A leap year has a thirtieth of Esfand, and others have none.
            ("1403/12/30", Some("2025-03-19T20:30:00Z")),
            ("1404/12/30", None),
            ("1404/07/31", None),
            ("1404/13/01", None),
            ("2025-11-21T10:00:00Z", Some("2025-11-21T10:00:00Z")),
            ("2025-11-21", None),
        ] {
            let found = moment(text, DayOrder::Persian, &zone).ok().map(|at| at.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
        assert_eq!(moment("1404-08-30T10:00:00Z", DayOrder::DayFirst, &zone), Err(CellError::Moment));
    }
}
