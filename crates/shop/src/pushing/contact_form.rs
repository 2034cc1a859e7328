//! A person at an address, as a store tells it.

use commerce::model::Contact;
use people::text::CountryCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::{LONGEST_TEXT, Reading};

/// Name, address, e-mail and phone; whatever is not known may be left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = PushedContact)]
pub(crate) struct ContactForm {
    /// The whole name, where the store has only that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address_2: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Province or state, as a code or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// As typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl ContactForm {
    /// Reads it as the field of this name.
    pub(crate) fn read(self, field: &'static str, reading: &mut Reading) -> Contact {
        reading.within(field, |reading| {
            let country = country(reading, self.country);
            let mut text = |field, value| reading.text(field, value, LONGEST_TEXT);
            let whole = text("name", self.name);
            let first = text("first_name", self.first_name);
            let last = text("last_name", self.last_name);
            let named = first.is_some() || last.is_some();
            Contact {
                first_name: if named { first } else { whole },
                last_name: last,
                company: text("company", self.company),
                address_1: text("address_1", self.address_1),
                address_2: text("address_2", self.address_2),
                city: text("city", self.city),
                state: text("state", self.state),
                postcode: text("postcode", self.postcode),
                country,
                email: text("email", self.email),
                phone: text("phone", self.phone),
            }
        })
    }
}

fn country(reading: &mut Reading, code: Option<String>) -> Option<String> {
    let code = reading.text("country", code, LONGEST_TEXT)?;
    match code.parse::<CountryCode>() {
        Ok(code) => Some(code.into()),
        Err(cause) => {
            reading.refuse("country", "not-a-country", cause.to_string());
            None
        }
    }
}
