//! A number to follow a parcel by.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// 5 to 40 ASCII letters, digits or hyphens with at least four digits, in capitals: safe in any link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackingNumber(String);

/// The text is no tracking number: empty, a word such as "elden teslim" (handed over), or a whole sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a tracking number")]
pub struct NotATrackingNumber;

impl TrackingNumber {
    /// The number as carriers write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TrackingNumber {
    type Err = NotATrackingNumber;

    /// Accepts Persian and Arabic digits, and spaces or dots between groups.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, ' ' | '.' | '\u{200b}'..='\u{200f}' | '\u{a0}'))
            .map(|c| latin_digit(c).to_ascii_uppercase())
            .collect();
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let plain = number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plain || digits < 4 || !(5..=40).contains(&number.len()) {
            return Err(NotATrackingNumber);
        }
        Ok(Self(number))
    }
}

pub(super) fn latin_digit(c: char) -> char {
    let zero = match c {
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        _ => return c,
    };
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

impl fmt::Display for TrackingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for TrackingNumber {
    type Error = NotATrackingNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<TrackingNumber> for String {
    fn from(number: TrackingNumber) -> Self {
        number.0
    }
}
