//! A person at an address, as typed at a checkout.

use serde::{Deserialize, Serialize};

/// Name, address, e-mail and phone of a billing or shipping block; whatever was left empty is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the field's own words say what they are")]
pub struct Contact {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company: Option<String>,
    pub address_1: Option<String>,
    pub address_2: Option<String>,
    pub city: Option<String>,
    /// Province or state: a code (`TR34`, `CA`) or a name (`서울특별시`).
    pub state: Option<String>,
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    pub email: Option<String>,
    /// As typed; any digits (`۰۹۱۲…`), any spacing.
    pub phone: Option<String>,
}

impl Contact {
    /// True when the store has nothing at all here (the shipping block of a collected or virtual order).
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The whole name in the order its language uses: `Ayşe Yılmaz`, `김민수`, `رضا احمدی`. The company when no one is
    /// named.
    pub fn name(&self) -> Option<String> {
        let name = match (&self.first_name, &self.last_name) {
            (Some(first), Some(last)) if is_hangul(first) && is_hangul(last) => format!("{last}{first}"),
            (Some(first), Some(last)) => format!("{first} {last}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => return self.company.clone(),
        };
        Some(name)
    }
}

fn is_hangul(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '가'..='힣'))
}
