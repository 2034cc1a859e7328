//! Digits, numbers, percentages, sizes and money as each language writes them (after CLDR).

use rust_decimal::Decimal;

use crate::{Catalogue, Language};

/// Keeps an amount and its currency on one line.
const NO_BREAK_SPACE: char = '\u{a0}';

const KILOBYTE: u64 = 1 << 10;
const MEGABYTE: u64 = 1 << 20;
const GIGABYTE: u64 = 1 << 30;

/// The text with ASCII digits in the reader's own: Persian digits for Persian, unchanged otherwise.
///
/// For things that are no quantity yet are read as numbers, such as a year or a clock. Codes that a person types or
/// compares (order numbers, tracking numbers, one-time codes) stay as they are.
#[must_use]
pub fn digits(language: Language, text: &str) -> String {
    match language {
        Language::En | Language::Tr | Language::Ko => text.to_owned(),
        Language::Fa => text.chars().map(persian_digit).collect(),
    }
}

fn persian_digit(c: char) -> char {
    match c {
        '0'..='9' => {
            char::from_u32('۰' as u32 + (c as u32 - '0' as u32)).expect("ten Persian digits in a row")
        }
        other => other,
    }
}

/// A count: `1,234`, `1.234`, `۱٬۲۳۴`.
#[must_use]
pub fn integer(language: Language, value: i64) -> String {
    localize(language, &value.to_string())
}

/// A decimal with exactly the fraction digits it carries: `1,234.50`, `1.234,50`, `۱٬۲۳۴٫۵۰`.
#[must_use]
pub fn decimal(language: Language, value: Decimal) -> String {
    localize(language, &value.to_string())
}

/// A share (1 is the whole) as a percentage rounded half away from zero: `0.256` with 1 digit is `25.6%`,
/// `%25,6`, `25.6%`, `۲۵٫۶٪`.
#[must_use]
pub fn percent(language: Language, share: Decimal, fraction_digits: u32) -> String {
    let mut value = (share * Decimal::ONE_HUNDRED)
        .round_dp_with_strategy(fraction_digits, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    value.rescale(fraction_digits);
    let number = decimal(language, value);
    match language {
        Language::En | Language::Ko => format!("{number}%"),
        Language::Tr => format!("%{number}"),
        Language::Fa => format!("{number}٪"),
    }
}

/// A size of a file as a person says it, in units of 1024 and with one digit behind the point below ten:
/// `1.5 MB`, `1,5 MB`, `1.5MB`, `۱٫۵ مگابایت`.
#[must_use]
pub fn file_size(language: Language, bytes: u64) -> String {
    let (key, unit) = match bytes {
        0..KILOBYTE => ("file-size-bytes", 1),
        KILOBYTE..MEGABYTE => ("file-size-kilobytes", KILOBYTE),
        MEGABYTE..GIGABYTE => ("file-size-megabytes", MEGABYTE),
        _ => ("file-size-gigabytes", GIGABYTE),
    };
    let size = Decimal::from(bytes) / Decimal::from(unit);
    let size = if size < Decimal::TEN { size.round_dp(1) } else { size.round_dp(0) };
    let number = decimal(language, size.normalize());
    Catalogue::embedded().line_with(language, key, &[("number", number.into())])
}

/// An amount with its ISO 4217 currency, with exactly the fraction digits it carries: `$1,234.50`, `₺1.234,50`,
/// `₩12,000`, `۱٬۲۳۴٫۵۰ دلار`. A currency without a well-known sign keeps its code: `CHF 10.00`.
#[must_use]
pub fn money(language: Language, amount: Decimal, currency: &str) -> String {
    let sign = if amount.is_sign_negative() && !amount.is_zero() { minus(language) } else { "" };
    let number = decimal(language, amount.abs());
    match (language, currency_sign(language, currency)) {
        (Language::Fa, name) => format!("{sign}{number}{NO_BREAK_SPACE}{}", name.unwrap_or(currency)),
        (Language::En | Language::Tr | Language::Ko, Some(symbol)) => format!("{sign}{symbol}{number}"),
        (Language::En | Language::Tr | Language::Ko, None) => {
            format!("{sign}{currency}{NO_BREAK_SPACE}{number}")
        }
    }
}

/// How the language's readers know a currency: a sign before the number, or in Persian a name behind it.
/// The bare `$` is the US dollar only; other dollars say whose they are.
fn currency_sign(language: Language, currency: &str) -> Option<&'static str> {
    Some(match (language, currency) {
        (Language::Fa, "IRR") => "ریال",
        (Language::Fa, "IRT") => "تومان",
        (Language::Fa, "TRY") => "لیر",
        (Language::Fa, "KRW") => "وون",
        (Language::Fa, "USD") => "دلار",
        (Language::Fa, "EUR") => "یورو",
        (Language::Fa, "GBP") => "پوند",
        (Language::Fa, "JPY") => "ین",
        (Language::Fa, "AED") => "درهم",
        (Language::Fa, _) => return None,
        (Language::Ko, "USD") => "US$",
        (_, "USD") => "$",
        (_, "EUR") => "€",
        (_, "GBP") => "£",
        (_, "TRY") => "₺",
        (_, "KRW") => "₩",
        (Language::Ko, "JPY") => "JP¥",
        (_, "JPY") => "¥",
        (_, "CAD") => "CA$",
        (_, "AUD") => "A$",
        (_, "INR") => "₹",
        (_, _) => return None,
    })
}

const fn minus(language: Language) -> &'static str {
    match language {
        Language::En | Language::Tr | Language::Ko => "-",
        // A left-to-right mark keeps the minus at the number's left in a right-to-left line (as CLDR has it).
        Language::Fa => "\u{200e}\u{2212}",
    }
}

/// Rewrites a plain ASCII number (`-1234.5`) with the language's digits, grouping and decimal mark.
pub(crate) fn localize(language: Language, plain: &str) -> String {
    let (group, point) = match language {
        Language::En | Language::Ko => (',', '.'),
        Language::Tr => ('.', ','),
        Language::Fa => ('٬', '٫'),
    };
    let (negative, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let mut text = String::with_capacity(plain.len() * 2);
    if negative {
        text.push_str(minus(language));
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    digits(language, &text)
}
