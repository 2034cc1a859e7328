//! Dates, numbers and money are written as each reader expects.

use jiff::civil::{Date, Weekday, date, time};
use language::Language::{En, Fa, Ko, Tr};
use language::{casing, dates, numbers};
use rust_decimal::Decimal;

#[test]
fn a_date_is_written_in_the_readers_way_and_calendar() {
    let day = date(2026, 11, 21);
    for (language, short, long, full) in [
        (En, "Nov 21, 2026", "November 21, 2026", "Saturday, November 21, 2026"),
        (Tr, "21.11.2026", "21 Kasım 2026", "21 Kasım 2026 Cumartesi"),
        (Ko, "2026. 11. 21.", "2026년 11월 21일", "2026년 11월 21일 토요일"),
        (Fa, "۱۴۰۵/۸/۳۰", "۳۰ آبان ۱۴۰۵", "شنبه ۳۰ آبان ۱۴۰۵"),
    ] {
        assert_eq!(dates::date(language, day), short);
        assert_eq!(dates::long_date(language, day), long);
        assert_eq!(dates::full_date(language, day), full);
    }
}

/// New Year's days and leap days as the calendar authority of Iran (calendar.ut.ac.ir) published them.
#[test]
fn persian_years_begin_when_iran_says() {
    let cases: [(Date, &str); 9] = [
        (date(2016, 3, 20), "۱۳۹۵/۱/۱"),
        (date(2017, 3, 20), "۱۳۹۵/۱۲/۳۰"),
        (date(2017, 3, 21), "۱۳۹۶/۱/۱"),
        (date(2020, 3, 20), "۱۳۹۹/۱/۱"),
        (date(2021, 3, 20), "۱۳۹۹/۱۲/۳۰"),
        (date(2024, 3, 20), "۱۴۰۳/۱/۱"),
        (date(2025, 3, 20), "۱۴۰۳/۱۲/۳۰"),
        (date(2025, 3, 21), "۱۴۰۴/۱/۱"),
        (date(1979, 2, 11), "۱۳۵۷/۱۱/۲۲"),
    ];
    for (gregorian, persian) in cases {
        assert_eq!(dates::date(Fa, gregorian), persian, "{gregorian}");
    }
}

#[test]
fn a_moment_is_written_on_the_readers_clock() {
    let afternoon = date(2026, 11, 21).at(14, 5, 0, 0).in_tz("UTC").unwrap();
    for (language, text) in [
        (En, "Nov 21, 2026, 2:05 PM"),
        (Tr, "21.11.2026 14:05"),
        (Ko, "2026. 11. 21. 오후 2:05"),
        (Fa, "۱۴۰۵/۸/۳۰، ۱۴:۰۵"),
    ] {
        assert_eq!(dates::date_time(language, &afternoon), text);
    }
    assert_eq!(dates::time(En, time(0, 30, 0, 0)), "12:30 AM");
    assert_eq!(dates::time(Ko, time(12, 0, 0, 0)), "오후 12:00");
    assert_eq!(dates::weekday(Fa, Weekday::Sunday), "یکشنبه");
}

#[test]
fn a_promised_time_is_rounded_up() {
    for (seconds, text) in [
        (0, "1 minute"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3_541, "1 hour"),
        (3_600, "1 hour"),
        (3_601, "2 hours"),
        (86_400, "24 hours"),
        (47 * 3_600 + 1, "2 days"),
        (49 * 3_600, "3 days"),
    ] {
        assert_eq!(dates::duration(En, seconds), text);
    }
    assert_eq!(dates::duration(Tr, 7_200), "2 saat");
    assert_eq!(dates::duration(Ko, 7_200), "2시간");
    assert_eq!(dates::duration(Fa, 7_200), "۲ ساعت");
}

#[test]
fn money_keeps_its_cents_and_its_currency() {
    let amount = |text: &str| text.parse::<Decimal>().unwrap();
    for (language, value, currency, text) in [
        (En, "1234.50", "USD", "$1,234.50"),
        (En, "-3.10", "EUR", "-€3.10"),
        (En, "10.00", "CHF", "CHF\u{a0}10.00"),
        (Tr, "1234567.50", "TRY", "₺1.234.567,50"),
        (Ko, "12000", "KRW", "₩12,000"),
        (Ko, "12.00", "USD", "US$12.00"),
        (Fa, "2500000", "IRR", "۲٬۵۰۰٬۰۰۰\u{a0}ریال"),
        (Fa, "12.50", "CHF", "۱۲٫۵۰\u{a0}CHF"),
        (Fa, "-12.50", "USD", "\u{200e}\u{2212}۱۲٫۵۰\u{a0}دلار"),
        (En, "0.00", "GBP", "£0.00"),
    ] {
        assert_eq!(numbers::money(language, amount(value), currency), text);
    }
}

#[test]
fn shares_and_counts_are_in_the_readers_digits() {
    let share: Decimal = "0.2565".parse().unwrap();
    let texts = [En, Tr, Ko, Fa].map(|language| numbers::percent(language, share, 1));
    assert_eq!(texts, ["25.7%", "%25,7", "25.7%", "۲۵٫۷٪"]);
    let counts = [En, Tr, Ko, Fa].map(|language| numbers::integer(language, -1_234_567));
    assert_eq!(counts, ["-1,234,567", "-1.234.567", "-1,234,567", "\u{200e}\u{2212}۱٬۲۳۴٬۵۶۷"]);
    assert_eq!(numbers::digits(Fa, "۱۴۰۵ 09:30"), "۱۴۰۵ ۰۹:۳۰");
}

#[test]
fn turkish_dots_survive_a_change_of_case() {
    assert_eq!(casing::lowercase(Tr, "IŞIK İNDİRİM"), "ışık indirim");
    assert_eq!(casing::uppercase(Tr, "ışık indirim"), "IŞIK İNDİRİM");
    assert_eq!(casing::lowercase(En, "INFO"), "info");
    assert_eq!(casing::fold("STRASSE"), casing::fold("straße"));
}

#[test]
fn sizes_of_files_are_short() {
    for (bytes, texts) in [
        (0, ["0 bytes", "0 bayt", "0바이트", "۰ بایت"]),
        (1_536, ["1.5 KB", "1,5 KB", "1.5KB", "۱٫۵ کیلوبایت"]),
        (10 << 20, ["10 MB", "10 MB", "10MB", "۱۰ مگابایت"]),
        (5 << 30, ["5 GB", "5 GB", "5GB", "۵ گیگابایت"]),
    ] {
        assert_eq!([En, Tr, Ko, Fa].map(|language| numbers::file_size(language, bytes)), texts);
    }
}
