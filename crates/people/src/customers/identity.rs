//! What a customer is known by.

use std::fmt;

database::text_enum!(
    /// The kinds of identity.
    pub enum IdentityKind {
        /// An e-mail address, in lower case.
        Email = "email",
        /// A phone number in E.164 form.
        Phone = "phone",
        /// A chat visitor, by the id of the visitor.
        Chat = "chat",
        /// An account of a store: `sto_…/id-in-the-store`.
        Store = "store",
        /// An id that an API channel gave.
        Api = "api",
    }
);

database::text_enum!(
    /// Whether the person has shown that the identity is theirs.
    pub enum Verified {
        /// A mail came from it, a store signed it, a session holds it.
        Yes = "yes",
        /// Somebody typed it.
        No = "no",
    }
);

/// One identity, normalised, so that equal ones are equal texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// What kind it is.
    pub kind: IdentityKind,
    /// The normalised value.
    pub value: String,
    /// Whether it is sure that the person at hand has it.
    pub verified: bool,
}

impl Identity {
    /// An address that the person really uses: a mail came from it or an order was confirmed to it. `None` if it is no address.
    pub fn email(address: &str) -> Option<Self> {
        let value = address.trim().to_lowercase();
        let (local, domain) = value.rsplit_once('@')?;
        let plausible = !local.is_empty()
            && domain.len() > 2
            && value.len() <= 254
            && !value.contains(char::is_whitespace);
        plausible.then_some(Self { kind: IdentityKind::Email, value, verified: true })
    }

    /// A phone number as people write it; digits of any script. A number without `+` gets the country's prefix if that is
    /// known, as in `0532 …` with `TR`. Never sure by itself: families share phones. `None` if it is no number.
    pub fn phone(number: &str, country: Option<&str>) -> Option<Self> {
        let ascii: String = number.chars().filter_map(ascii_digit_or_plus).collect();
        let digits = ascii.trim_start_matches('+').trim_start_matches("00");
        let value = if ascii.starts_with('+') || ascii.starts_with("00") {
            format!("+{digits}")
        } else {
            let prefix = country.and_then(calling_code)?;
            let national = ascii.trim_start_matches('0');
            if national.starts_with(prefix) && national.len() > 10 {
                format!("+{national}")
            } else {
                format!("+{prefix}{national}")
            }
        };
        (8..=16).contains(&value.len()).then_some(Self { kind: IdentityKind::Phone, value, verified: false })
    }

    /// An account of a store, by the id of our store and the id that the store gave.
    pub fn store(store: impl fmt::Display, source_id: &str) -> Self {
        Self { kind: IdentityKind::Store, value: format!("{store}/{source_id}"), verified: true }
    }

    /// A chat visitor.
    pub fn chat(visitor: impl fmt::Display) -> Self {
        Self { kind: IdentityKind::Chat, value: visitor.to_string(), verified: true }
    }

    /// An id that an API channel gave.
    pub fn api(channel: impl fmt::Display, id: &str) -> Self {
        Self { kind: IdentityKind::Api, value: format!("{channel}/{id}"), verified: true }
    }

    /// The same identity as a mere claim: somebody typed it.
    #[must_use]
    pub fn claimed(mut self) -> Self {
        self.verified = false;
        self
    }
}

fn ascii_digit_or_plus(char: char) -> Option<char> {
    match char {
        '+' | '0'..='9' => Some(char),
        '۰'..='۹' => char::from_digit(char as u32 - '۰' as u32, 10),
        '٠'..='٩' => char::from_digit(char as u32 - '٠' as u32, 10),
        '０'..='９' => char::from_digit(char as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// ITU-T E.164 country codes of the countries that the sample's and the recorded stores sell to, and their neighbours.
fn calling_code(country: &str) -> Option<&'static str> {
    Some(match country.to_ascii_uppercase().as_str() {
        "TR" => "90",
        "KR" => "82",
        "IR" => "98",
        "US" | "CA" => "1",
        "GB" => "44",
        "DE" => "49",
        "FR" => "33",
        "NL" => "31",
        "IT" => "39",
        "ES" => "34",
        "AT" => "43",
        "CH" => "41",
        "JP" => "81",
        "CN" => "86",
        "AE" => "971",
        "AZ" => "994",
        "BH" => "973",
        "SE" => "46",
        "PL" => "48",
        "AU" => "61",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn phone_numbers_in_any_hand_read_as_one_number() {
        for (written, country, number) in [
            ("0532 123 45 67", Some("TR"), "+905321234567"),
            ("+90 (532) 123-45-67", None, "+905321234567"),
            ("00905321234567", None, "+905321234567"),
            ("905321234567", Some("TR"), "+905321234567"),
            ("010-1234-5678", Some("KR"), "+821012345678"),
            ("۰۹۱۲۳۴۵۶۷۸۹", Some("IR"), "+989123456789"),
        ] {
            assert_eq!(
                Identity::phone(written, country).map(|identity| identity.value).as_deref(),
                Some(number),
                "{written}"
            );
        }
        assert_eq!(Identity::phone("call me", Some("TR")), None);
        assert_eq!(Identity::phone("0532 123 45 67", None), None);
    }

    #[test]
    fn an_address_is_one_address_however_it_is_cased() {
        assert_eq!(Identity::email(" Ayse@Example.COM ").unwrap().value, "ayse@example.com");
        for wrong in ["ayse", "@example.com", "a b@example.com", "a@b"] {
            assert_eq!(Identity::email(wrong), None, "{wrong}");
        }
    }
}
