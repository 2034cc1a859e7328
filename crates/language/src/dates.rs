//! Dates and times of day as each language writes them (after CLDR); in Persian by the Solar Hijri calendar.
//!
//! What is written here is already in somebody's time zone: turn a timestamp into a [`Zoned`] first.

use icu_calendar::Date as CalendarDate;
use icu_calendar::cal::{Iso, Persian};
use jiff::Zoned;
use jiff::civil::{Date, Time, Weekday};

use crate::numbers::digits;
use crate::{Catalogue, Language};

/// A date in the reader's calendar.
struct Parts {
    year: i32,
    month: u8,
    day: u8,
}

/// A date in little room: `Nov 21, 2026`, `21.11.2026`, `2026. 11. 21.`, `۱۴۰۵/۸/۳۰`.
#[must_use]
pub fn date(language: Language, date: Date) -> String {
    let Parts { year, month, day } = parts(language, date);
    let text = match language {
        Language::En => format!("{} {day}, {year}", &month_name(language, month)[..3]),
        Language::Tr => format!("{day:02}.{month:02}.{year}"),
        Language::Ko => format!("{year}. {month}. {day}."),
        Language::Fa => format!("{year}/{month}/{day}"),
    };
    digits(language, &text)
}

/// A date in words: `November 21, 2026`, `21 Kasım 2026`, `2026년 11월 21일`, `۳۰ آبان ۱۴۰۵`.
#[must_use]
pub fn long_date(language: Language, date: Date) -> String {
    let Parts { year, month, day } = parts(language, date);
    let name = month_name(language, month);
    let text = match language {
        Language::En => format!("{name} {day}, {year}"),
        Language::Tr | Language::Fa => format!("{day} {name} {year}"),
        Language::Ko => format!("{year}년 {name} {day}일"),
    };
    digits(language, &text)
}

/// A date in words with its day of the week: `Saturday, November 21, 2026`, `21 Kasım 2026 Cumartesi`,
/// `2026년 11월 21일 토요일`, `شنبه ۳۰ آبان ۱۴۰۵`.
#[must_use]
pub fn full_date(language: Language, date: Date) -> String {
    let day = weekday(language, date.weekday());
    let date = long_date(language, date);
    match language {
        Language::En => format!("{day}, {date}"),
        Language::Tr | Language::Ko => format!("{date} {day}"),
        Language::Fa => format!("{day} {date}"),
    }
}

/// A time of day to the minute: `2:05 PM`, `14:05`, `오후 2:05`, `۱۴:۰۵`.
#[must_use]
pub fn time(language: Language, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let text = match language {
        Language::En => format!("{twelve}:{minute:02} {}", half_day(language, hour)),
        Language::Tr | Language::Fa => format!("{hour:02}:{minute:02}"),
        Language::Ko => format!("{} {twelve}:{minute:02}", half_day(language, hour)),
    };
    digits(language, &text)
}

/// A moment in its time zone: `Nov 21, 2026, 2:05 PM`, `21.11.2026 14:05`, `2026. 11. 21. 오후 2:05`, `۱۴۰۵/۸/۳۰، ۱۴:۰۵`.
#[must_use]
pub fn date_time(language: Language, moment: &Zoned) -> String {
    let (day, clock) = (date(language, moment.date()), time(language, moment.time()));
    match language {
        Language::En => format!("{day}, {clock}"),
        Language::Tr | Language::Ko => format!("{day} {clock}"),
        Language::Fa => format!("{day}، {clock}"),
    }
}

/// The name of a day of the week: `Saturday`, `Cumartesi`, `토요일`, `شنبه`.
#[must_use]
pub fn weekday(language: Language, day: Weekday) -> String {
    Catalogue::embedded().text(language, &format!("weekday-{}", day.to_monday_one_offset()))
}

/// A length of time as a person says it, in its largest fitting unit and rounded up so that a promise is kept:
/// `30 minutes`, `2 saat`, `3일`, `۲ ساعت`. At least a minute; days from the second on.
#[must_use]
pub fn duration(language: Language, seconds: u64) -> String {
    let minutes = seconds.div_ceil(60).max(1);
    let hours = minutes.div_ceil(60);
    let days = hours.div_ceil(24);
    let (key, count) = match (minutes, hours) {
        (..60, _) => ("duration-minutes", minutes),
        (_, ..48) => ("duration-hours", hours),
        (_, _) => ("duration-days", days),
    };
    Catalogue::embedded().line_with(language, key, &[("count", count.into())])
}

fn parts(language: Language, date: Date) -> Parts {
    match language {
        Language::En | Language::Tr | Language::Ko => Parts {
            year: date.year().into(),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
        },
        Language::Fa => persian(date),
    }
}

fn persian(date: Date) -> Parts {
    let gregorian =
        CalendarDate::try_new_iso(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
            .expect("a civil date of jiff is a valid date");
    let persian = gregorian.to_calendar(Persian);
    Parts {
        year: persian.year().era_year_or_related_iso(),
        month: persian.month().ordinal,
        day: persian.day_of_month().0,
    }
}

/// The day that a date of the Solar Hijri calendar is; none where that calendar has no such day.
pub fn from_persian(year: i16, month: u8, day: u8) -> Option<Date> {
    let iso = CalendarDate::try_new_persian(year.into(), month, day).ok()?.to_calendar(Iso);
    let year = i16::try_from(iso.year().era_year_or_related_iso()).ok()?;
    let (month, day) = (i8::try_from(iso.month().ordinal).ok()?, i8::try_from(iso.day_of_month().0).ok()?);
    Date::new(year, month, day).ok()
}

fn month_name(language: Language, month: u8) -> String {
    Catalogue::embedded().text(language, &format!("month-{month}"))
}

fn half_day(language: Language, hour: i8) -> String {
    Catalogue::embedded().text(language, if hour < 12 { "before-noon" } else { "after-noon" })
}
