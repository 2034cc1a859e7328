//! Reading a store's JSON without trusting it, and saying exactly where it disappointed.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::Value;
use thiserror::Error;

use super::plain_text::plain_text;
use crate::model::SourceId;
use crate::money::{Currency, Money, MoneyError};

/// A record that could not be read, and the place in it (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{pointer}: {problem}")]
pub struct MapError {
    /// JSON pointer into the record, such as `/line_items/0/total`; empty for the record itself.
    pub pointer: String,
    /// What is wrong there.
    pub problem: MapProblem,
}

/// What can be wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MapProblem {
    /// The record cannot be understood without it.
    #[error("is missing")]
    Missing,
    /// Another kind of value than the store's documentation promises.
    #[error("is not {0}")]
    NotA(&'static str),
    /// No amount.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// A value and the way that led to it.
#[derive(Clone, Copy)]
pub(super) struct Node<'v, 't> {
    value: &'v Value,
    trail: Trail<'t>,
}

#[derive(Clone, Copy)]
struct Trail<'t> {
    parent: Option<&'t Trail<'t>>,
    step: Step<'t>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Root,
    Key(&'t str),
    Index(usize),
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => write!(f, "/{index}"),
        }
    }
}

static NULL: Value = Value::Null;

impl<'v> Node<'v, 'static> {
    pub(super) fn root(value: &'v Value) -> Self {
        Node { value, trail: Trail { parent: None, step: Step::Root } }
    }
}

impl<'v, 't> Node<'v, 't> {
    /// The value under a key; null when there is none, whatever this is.
    pub(super) fn get<'c>(&'c self, key: &'c str) -> Node<'v, 'c> {
        let value = self.value.get(key).unwrap_or(&NULL);
        Node { value, trail: Trail { parent: Some(&self.trail), step: Step::Key(key) } }
    }

    /// Reads every element: of an array, or of an object (PHP writes an array with gaps as one). Anything else has none.
    pub(super) fn each<T>(
        &self,
        mut read: impl FnMut(Node<'v, '_>) -> Result<T, MapError>,
    ) -> Result<Vec<T>, MapError> {
        let child = |step| Trail { parent: Some(&self.trail), step };
        match self.value {
            Value::Array(items) => (items.iter().enumerate())
                .map(|(index, value)| read(Node { value, trail: child(Step::Index(index)) }))
                .collect(),
            Value::Object(items) => (items.iter())
                .map(|(key, value)| read(Node { value, trail: child(Step::Key(key)) }))
                .collect(),
            _ => Ok(Vec::new()),
        }
    }

    pub(super) fn value(&self) -> &'v Value {
        self.value
    }

    pub(super) fn pointer(&self) -> String {
        self.trail.to_string()
    }

    pub(super) fn is_object(&self) -> bool {
        self.value.is_object()
    }

    pub(super) fn fail(&self, problem: impl Into<MapProblem>) -> MapError {
        MapError { pointer: self.pointer(), problem: problem.into() }
    }

    /// Text as the store has it, trimmed. Numbers are text too; empty, null, `false` and containers are none.
    pub(super) fn raw_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// Text without markup and entities.
    pub(super) fn text(&self) -> Option<String> {
        self.raw_text().map(|text| plain_text(&text)).filter(|text| !text.is_empty())
    }

    pub(super) fn required_text(&self) -> Result<String, MapError> {
        self.raw_text().ok_or_else(|| self.fail(MapProblem::Missing))
    }

    /// A positive whole number, also when written as text. 0 means "none" everywhere in WooCommerce.
    pub(super) fn optional_id(&self) -> Option<SourceId> {
        let id = match self.value {
            Value::Number(number) => number.as_u64()?,
            Value::String(text) => text.trim().parse().ok()?,
            _ => return None,
        };
        (id > 0).then(|| SourceId::from(id))
    }

    pub(super) fn id(&self) -> Result<SourceId, MapError> {
        self.optional_id().ok_or_else(|| {
            self.fail(if self.value.is_null() { MapProblem::Missing } else { MapProblem::NotA("an id") })
        })
    }

    /// A count; halves are rounded away from zero. Text and missing are accepted, nonsense is none.
    pub(super) fn count(&self) -> Option<i64> {
        let number = match self.value {
            Value::Number(number) => match number.as_i64() {
                Some(whole) => return Some(whole),
                None => number.as_f64()?,
            },
            Value::String(text) => text.trim().parse::<f64>().ok()?,
            _ => return None,
        };
        let rounded = number.round();
        // Beyond 2^53 a float is no longer a count of anything.
        (rounded.abs() < 9_007_199_254_740_992.0).then_some(rounded as i64)
    }

    /// True for `true`, `1`, `"1"`, `"yes"`, `"true"`.
    pub(super) fn flag(&self) -> bool {
        match self.value {
            Value::Bool(flag) => *flag,
            Value::Number(number) => number.as_i64() == Some(1),
            Value::String(text) => matches!(text.as_str(), "1" | "yes" | "true"),
            _ => false,
        }
    }

    /// A time in UTC, as the `…_gmt` fields write it: no offset, no `Z`. One with an offset is understood too.
    pub(super) fn utc(&self) -> Result<Option<Timestamp>, MapError> {
        let Some(text) = self.raw_text() else { return Ok(None) };
        if text.starts_with("0000") {
            return Ok(None);
        }
        let zoned = text.parse::<Timestamp>().ok();
        let plain =
            || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
        zoned.or_else(plain).map(Some).ok_or_else(|| self.fail(MapProblem::NotA("a time")))
    }

    pub(super) fn currency(&self) -> Result<Currency, MapError> {
        self.required_text()?.parse().map_err(|_| self.fail(MapProblem::NotA("a currency code")))
    }

    /// The digits of an amount, written as text or as a number. A JSON number keeps the shortest digits that mean it,
    /// so `749.925` stays `749.925`.
    fn amount(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// An amount, or none where nothing is entered.
    pub(super) fn optional_money(&self, currency: Currency) -> Result<Option<Money>, MapError> {
        let read = |amount: String| Money::parse_rounded(&amount, currency).map_err(|error| self.fail(error));
        self.amount().map(read).transpose()
    }

    /// A number with all its digits, as text or as a number, as far as it is one.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        self.amount()?.parse().ok()
    }

    /// An amount that must be there and that the currency can hold, or, rounded, with its place noted in `rounded`.
    pub(super) fn money(&self, currency: Currency, rounded: &mut Vec<String>) -> Result<Money, MapError> {
        let amount = self.amount().ok_or_else(|| {
            self.fail(if self.value.is_null() { MapProblem::Missing } else { MapProblem::NotA("an amount") })
        })?;
        match Money::parse(&amount, currency) {
            Err(MoneyError::Inexact { .. }) => {
                rounded.push(self.pointer());
                Money::parse_rounded(&amount, currency).map_err(|error| self.fail(error))
            }
            other => other.map_err(|error| self.fail(error)),
        }
    }

    /// An amount, nothing where it is left out.
    pub(super) fn money_or_zero(
        &self,
        currency: Currency,
        rounded: &mut Vec<String>,
    ) -> Result<Money, MapError> {
        match self.amount() {
            None => Ok(Money::zero(currency)),
            Some(_) => self.money(currency, rounded),
        }
    }

    /// A web address that may be shown as a link or a picture.
    pub(super) fn web_url(&self) -> Option<String> {
        crate::shipping::safe_link(&self.raw_text()?)
    }
}
