//! Money: whole minor units and their currency, exact, never a float.

mod currency;

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use currency::{Currency, NotACurrency};

/// An amount in minor units of its currency: `1250 TRY` is twelve lira fifty, `1250 KRW` is 1250 won.
///
/// `Display` writes the amount alone (`12.50`); JSON is the public form `{"amount": "12.50", "currency": "TRY"}`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Money {
    /// Minor units (cents, kuruş, fils); negative for what is given back.
    pub minor: i64,
    /// What the minor units are units of.
    pub currency: Currency,
}

/// Why an amount could not be read or computed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a decimal number. Thousands separators and decimal commas are refused: they cannot be told apart.
    #[error("{0:?} is not an amount")]
    NotANumber(String),
    /// Finer than the currency's smallest unit, such as half a won.
    #[error("{amount} is finer than the smallest unit of {currency}")]
    Inexact {
        /// The amount as it was written.
        amount: String,
        /// The currency that cannot hold it.
        currency: Currency,
    },
    /// Beyond 64 bits of minor units.
    #[error("the amount is too large")]
    Overflow,
    /// Two currencies in one sum.
    #[error("{0} and {1} cannot be added")]
    DifferentCurrencies(Currency, Currency),
}

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads `12.50`, `-3`, `91300.00` or `1.25e1`. Zeros beyond the currency's decimals are fine (`KRW 91300.00`);
    /// any other digit there is [`MoneyError::Inexact`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        Self::from_decimal(decimal(text)?, currency)
    }

    /// Like [`Money::parse`], but rounds half away from zero to the smallest unit. For unit prices, which stores keep
    /// finer than money exists; a total is never read this way without saying so.
    pub fn parse_rounded(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let rounded = decimal(text)?
            .round_dp_with_strategy(currency.exponent(), RoundingStrategy::MidpointAwayFromZero);
        Self::from_decimal(rounded, currency)
    }

    /// An exact decimal amount.
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let minor =
            Decimal::from(10_u64.pow(currency.exponent())).checked_mul(amount).ok_or(MoneyError::Overflow)?;
        if !minor.fract().is_zero() {
            return Err(MoneyError::Inexact { amount: amount.to_string(), currency });
        }
        Ok(Self { minor: minor.to_i64().ok_or(MoneyError::Overflow)?, currency })
    }

    /// The amount as a decimal, with exactly the currency's digits after the point.
    pub fn to_decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.minor), self.currency.exponent())
    }

    /// The sum, in the one currency both share.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combined(other, i64::checked_add)
    }

    /// The difference, in the one currency both share.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combined(other, i64::checked_sub)
    }

    /// The amount without its sign.
    pub fn checked_abs(self) -> Result<Self, MoneyError> {
        Ok(Self { minor: self.minor.checked_abs().ok_or(MoneyError::Overflow)?, ..self })
    }

    fn combined(self, other: Self, how: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::DifferentCurrencies(self.currency, other.currency));
        }
        Ok(Self { minor: how(self.minor, other.minor).ok_or(MoneyError::Overflow)?, ..self })
    }
}

fn decimal(text: &str) -> Result<Decimal, MoneyError> {
    let text = text.trim();
    let unreadable = || MoneyError::NotANumber(text.chars().take(40).collect());
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return Err(unreadable());
    }
    if text.contains(['e', 'E']) {
        return Decimal::from_scientific(text).map_err(|_| unreadable());
    }
    Decimal::from_str_exact(text).map_err(|error| match error {
        rust_decimal::Error::ExceedsMaximumPossibleValue => MoneyError::Overflow,
        _ => unreadable(),
    })
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(f)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {}", self.currency)
    }
}

/// How money is written in JSON.
#[derive(Serialize, Deserialize)]
struct Written {
    amount: String,
    currency: Currency,
}

impl From<Money> for Written {
    fn from(money: Money) -> Self {
        Self { amount: money.to_string(), currency: money.currency }
    }
}

impl TryFrom<Written> for Money {
    type Error = MoneyError;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::parse(&written.amount, written.currency)
    }
}
