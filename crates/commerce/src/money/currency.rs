//! Which currency an amount is in, and how finely that currency is divided.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A currency code: three letters of ISO 4217, or the four that Persian stores use for thousands (`IRHT`, `IRHR`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 4]);

/// The text is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a currency code")]
pub struct NotACurrency(pub String);

impl Currency {
    /// The code in capitals, such as `TRY`.
    pub fn as_str(&self) -> &str {
        let len = if self.0[3] == 0 { 3 } else { 4 };
        std::str::from_utf8(&self.0[..len]).expect("only ASCII letters are ever stored")
    }

    /// Digits after the decimal point of the smallest unit: the exponent of ISO 4217, 8 for bitcoin, and 2 for codes
    /// that ISO does not list (Iranian toman among them).
    ///
    /// What a store *shows* may be finer or coarser; that never changes what a minor unit is here.
    pub fn exponent(self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            "BTC" => 8,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = text.trim().as_bytes();
        if !matches!(letters.len(), 3 | 4) || !letters.iter().all(u8::is_ascii_alphabetic) {
            return Err(NotACurrency(text.chars().take(20).collect()));
        }
        let mut code = [0; 4];
        for (place, letter) in code.iter_mut().zip(letters) {
            *place = letter.to_ascii_uppercase();
        }
        Ok(Self(code))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}
