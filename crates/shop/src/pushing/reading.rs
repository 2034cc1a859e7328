//! Reading what a store tells: every field that is wrong is noted with its place, not only the first.

use commerce::money::{Currency, Money, MoneyError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::FieldError;

/// An amount as it is told: never a number of JSON, which is not exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedMoney)]
pub(crate) struct MoneyForm {
    /// Decimal with a point: `12.50`.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
}

/// Where in a thing the reading is.
#[derive(Debug, Clone, Copy)]
enum Step {
    Field(&'static str),
    Index(usize),
}

/// Collects what is wrong with a thing.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    at: Vec<Step>,
    wrong: Vec<FieldError>,
    /// Places of amounts that were finer than money exists.
    pub rounded: Vec<String>,
}

/// Longest id of a store's own, in characters.
pub(crate) const LONGEST_ID: usize = 200;
/// Longest name, address line, code and the like, in characters.
pub(crate) const LONGEST_TEXT: usize = 500;
/// Longest note or description, in characters.
pub(crate) const LONGEST_PROSE: usize = 50_000;

impl Reading {
    /// What is wrong, if something is.
    pub(crate) fn ended(self) -> Result<(), Vec<FieldError>> {
        if self.wrong.is_empty() { Ok(()) } else { Err(self.wrong) }
    }

    /// The place of a field here, as a JSON pointer; without a name, the place of what is read.
    pub(crate) fn place(&self, field: &str) -> String {
        let mut place = String::new();
        for step in &self.at {
            match step {
                Step::Field(name) => place.extend(["/", name]),
                Step::Index(index) => place.push_str(&format!("/{index}")),
            }
        }
        if !field.is_empty() {
            place.extend(["/", field]);
        }
        place
    }

    /// Notes that a field is wrong.
    pub(crate) fn refuse(&mut self, field: &str, code: &'static str, detail: impl Into<String>) {
        let place = self.place(field);
        self.wrong.push(FieldError::new(place, code, detail));
    }

    /// Reads what stands in a field.
    pub(crate) fn within<T>(&mut self, field: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.at.push(Step::Field(field));
        let value = read(self);
        self.at.pop();
        value
    }

    /// Reads each thing of a list, of which there may be `most`.
    pub(crate) fn each<F, T>(
        &mut self,
        field: &'static str,
        most: usize,
        items: Vec<F>,
        mut read: impl FnMut(&mut Self, usize, F) -> Option<T>,
    ) -> Vec<T> {
        if items.len() > most {
            self.refuse(field, "too-many", format!("at most {most}"));
            return Vec::new();
        }
        self.within(field, |reading| {
            let mut found = Vec::with_capacity(items.len());
            for (index, item) in items.into_iter().enumerate() {
                reading.at.push(Step::Index(index));
                found.extend(read(reading, index, item));
                reading.at.pop();
            }
            found
        })
    }

    /// A text without spaces around it; nothing when it is empty.
    pub(crate) fn text(&mut self, field: &str, text: Option<String>, longest: usize) -> Option<String> {
        let text = text?;
        let trimmed = text.trim();
        if trimmed.len() > longest && trimmed.chars().count() > longest {
            self.refuse(field, "too-long", format!("at most {longest} characters"));
            return None;
        }
        match trimmed {
            "" => None,
            same if same.len() == text.len() => Some(text),
            shorter => Some(shorter.to_owned()),
        }
    }

    /// A text that must be there.
    pub(crate) fn needed(&mut self, field: &str, text: String, longest: usize) -> Option<String> {
        if text.trim().is_empty() {
            self.refuse(field, "required", "must not be empty");
            return None;
        }
        self.text(field, Some(text), longest)
    }

    /// A link that may be shown.
    pub(crate) fn link(&mut self, field: &str, link: Option<String>) -> Option<String> {
        let link = self.text(field, link, 2048)?;
        let safe = commerce::shipping::safe_link(&link);
        if safe.is_none() {
            self.refuse(field, "not-an-address", "must begin with http:// or https://");
        }
        safe
    }

    /// A currency.
    pub(crate) fn currency(&mut self, field: &str, code: &str) -> Option<Currency> {
        let read = code.parse::<Currency>();
        if let Err(cause) = &read {
            self.refuse(field, "not-a-currency", cause.to_string());
        }
        read.ok()
    }

    /// An amount of this currency.
    pub(crate) fn money(
        &mut self,
        field: &'static str,
        told: &MoneyForm,
        currency: Currency,
    ) -> Option<Money> {
        self.amount(field, told, currency, Money::parse)
    }

    /// An amount of this currency that is not below zero.
    pub(crate) fn positive(
        &mut self,
        field: &'static str,
        told: &MoneyForm,
        currency: Currency,
    ) -> Option<Money> {
        let money = self.money(field, told, currency)?;
        if money.minor < 0 {
            self.within(field, |reading| reading.refuse("amount", "negative", "must not be below zero"));
            return None;
        }
        Some(money)
    }

    /// The same where nothing is told: nothing.
    pub(crate) fn positive_or_zero(
        &mut self,
        field: &'static str,
        told: Option<&MoneyForm>,
        currency: Currency,
    ) -> Money {
        told.and_then(|told| self.positive(field, told, currency)).unwrap_or(Money::zero(currency))
    }

    /// The price of one: stores keep it finer than money exists.
    pub(crate) fn unit_price(
        &mut self,
        field: &'static str,
        told: &MoneyForm,
        currency: Currency,
    ) -> Option<Money> {
        let price = self.amount(field, told, currency, Money::parse_rounded)?;
        if matches!(Money::parse(&told.amount, currency), Err(MoneyError::Inexact { .. })) {
            let place = self.place(field);
            self.rounded.push(place);
        }
        Some(price)
    }

    fn amount(
        &mut self,
        field: &'static str,
        told: &MoneyForm,
        currency: Currency,
        parse: fn(&str, Currency) -> Result<Money, MoneyError>,
    ) -> Option<Money> {
        self.within(field, |reading| {
            let told_in = reading.currency("currency", &told.currency)?;
            if told_in != currency {
                reading.refuse("currency", "another-currency", format!("everything here is in {currency}"));
                return None;
            }
            let read = parse(&told.amount, currency);
            if let Err(cause) = &read {
                reading.refuse("amount", amount_code(cause), cause.to_string());
            }
            read.ok()
        })
    }
}

const fn amount_code(cause: &MoneyError) -> &'static str {
    match cause {
        MoneyError::NotANumber(_) => "not-an-amount",
        MoneyError::Inexact { .. } => "too-fine",
        MoneyError::Overflow => "too-large",
        MoneyError::DifferentCurrencies(..) => "another-currency",
    }
}
