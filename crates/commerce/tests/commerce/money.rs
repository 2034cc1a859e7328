use commerce::money::{Currency, Money, MoneyError};
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn read(text: &str, code: &str) -> Result<Money, MoneyError> {
    Money::parse(text, currency(code))
}

#[test]
fn amounts_are_whole_minor_units_of_their_currency() {
    for (text, code, minor, shown) in [
        ("12.50", "TRY", 1250, "12.50"),
        ("12.5", "TRY", 1250, "12.50"),
        ("-3", "USD", -300, "-3.00"),
        ("0", "EUR", 0, "0.00"),
        ("91300.00", "KRW", 91_300, "91300"),
        ("1500", "JPY", 1500, "1500"),
        ("1125.00", "IRR", 112_500, "1125.00"),
        ("12.35", "BHD", 12_350, "12.350"),
        ("12.345", "BHD", 12_345, "12.345"),
        ("1.25e1", "TRY", 1250, "12.50"),
        ("250000", "IRHT", 25_000_000, "250000.00"),
        ("0.00000001", "BTC", 1, "0.00000001"),
    ] {
        let money = read(text, code).unwrap();
        assert_eq!(money.minor, minor, "{text} {code}");
        assert_eq!(money.to_string(), shown, "{text} {code}");
    }
}

#[test]
fn what_is_not_an_amount_is_refused() {
    for text in ["", "12,50", "1.234,50", "1 000", "1_000", "₺12", "NaN", "inf", "--1", "1.2.3", "۱۲", "0x10"]
    {
        assert!(matches!(read(text, "TRY"), Err(MoneyError::NotANumber(_))), "{text:?}");
    }
}

#[test]
fn half_a_won_is_no_money_unless_rounding_is_asked_for() {
    assert!(matches!(read("91300.50", "KRW"), Err(MoneyError::Inexact { .. })));
    assert!(read("1.00000000000000000000000000000000001", "USD").is_err());
    assert_eq!(Money::parse_rounded("91300.50", currency("KRW")).unwrap().minor, 91_301);
    assert_eq!(Money::parse_rounded("-0.5", currency("JPY")).unwrap().minor, -1);
    assert_eq!(Money::parse_rounded("41.666667", currency("USD")).unwrap().minor, 4167);
}

#[test]
fn an_amount_beyond_64_bits_is_an_error_and_never_wraps() {
    for text in ["92233720368547758.08", "99999999999999999999999999999999", "1e28"] {
        assert!(read(text, "USD").is_err(), "{text}");
    }
    let most = Money::new(i64::MAX, currency("USD"));
    assert_eq!(most.checked_add(Money::new(1, currency("USD"))), Err(MoneyError::Overflow));
    assert_eq!(Money::new(i64::MIN, currency("USD")).checked_abs(), Err(MoneyError::Overflow));
    assert_eq!(read("92233720368547758.07", "USD").unwrap(), most);
}

#[test]
fn two_currencies_never_mix() {
    let lira = read("1", "TRY").unwrap();
    let won = read("1", "KRW").unwrap();
    assert!(matches!(lira.checked_add(won), Err(MoneyError::DifferentCurrencies(..))));
}

#[test]
fn json_is_the_public_form() {
    let money = read("12.5", "try").unwrap();
    let json = serde_json::to_string(&money).unwrap();
    assert_eq!(json, r#"{"amount":"12.50","currency":"TRY"}"#);
    assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    assert!(serde_json::from_str::<Money>(r#"{"amount":"12.505","currency":"TRY"}"#).is_err());
    assert!(serde_json::from_str::<Money>(r#"{"amount":"12.50","currency":"lira"}"#).is_ok());
    assert!(serde_json::from_str::<Money>(r#"{"amount":"12.50","currency":"₺"}"#).is_err());
}

proptest! {
    #[test]
    fn every_amount_survives_being_written_and_read(minor: i64, code in "KRW|TRY|BHD|CLF|BTC|IRR") {
        let money = Money::new(minor, currency(&code));
        prop_assert_eq!(Money::parse(&money.to_string(), money.currency).unwrap(), money);
    }

    #[test]
    fn no_text_makes_it_panic(text: String, code in "[A-Z]{3}") {
        let _ = Money::parse(&text, currency(&code));
        let _ = Money::parse_rounded(&text, currency(&code));
        let _ = text.parse::<Currency>();
    }

    #[test]
    fn no_number_makes_it_panic(text in "[-+]?[0-9]{0,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,4})?") {
        let _ = Money::parse(&text, currency("TRY"));
        let _ = Money::parse_rounded(&text, currency("JPY"));
    }
}
