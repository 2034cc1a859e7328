//! Short texts that people type: names, colours, time zones. The only way to one is [`FromStr`].

use std::fmt;
use std::str::FromStr;

/// Longest name of a person, team, token or workspace, in characters.
pub const NAME_MAX: usize = 100;

/// A name as it is shown: 1 to 100 characters on one line, without spaces around it or characters that can't be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

/// Why a text can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but spaces.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed.
    #[error("must have at most {0} characters")]
    TooLong(usize),
    /// It has control characters or marks that turn the direction of text.
    #[error("has characters that can't be shown")]
    Unprintable,
    /// Not `#rrggbb`.
    #[error("must be a colour of the form #1f6feb")]
    Color,
    /// No time zone of this name.
    #[error("must be the name of a time zone such as Europe/Istanbul")]
    TimeZone,
    /// No country of this code.
    #[error("must be the code of a country in two letters (ISO 3166-1), such as TR")]
    Country,
}

impl TextError {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::TooLong(_) => "too-long",
            Self::Unprintable | Self::Color | Self::TimeZone | Self::Country => "invalid",
        }
    }
}

impl Name {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().count() > NAME_MAX {
            return Err(TextError::TooLong(NAME_MAX));
        }
        if text.chars().any(|c| c.is_control() || turns_direction(c)) {
            return Err(TextError::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Overrides and embeddings (UAX #9); the zero-width joiners that Persian needs are not among them.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// A colour `#rrggbb`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Color(String);

impl FromStr for Color {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        match text.strip_prefix('#') {
            Some(digits) if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            Some(_) | None => Err(TextError::Color),
        }
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.0
    }
}

/// The IANA name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeZoneName(String);

impl FromStr for TimeZoneName {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let zone = jiff::tz::TimeZone::get(text).map_err(|_| TextError::TimeZone)?;
        zone.iana_name().map(|name| Self(name.to_owned())).ok_or(TextError::TimeZone)
    }
}

impl TimeZoneName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<TimeZoneName> for String {
    fn from(zone: TimeZoneName) -> Self {
        zone.0
    }
}

/// The code of a country in two capital letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryCode(String);

/// ISO 3166-1 alpha-2, and `XK`, by which stores and carriers call Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ \
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP \
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE \
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

impl FromStr for CountryCode {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let code = text.trim().to_ascii_uppercase();
        let known = COUNTRIES.split_ascii_whitespace().any(|country| country == code);
        if known { Ok(Self(code)) } else { Err(TextError::Country) }
    }
}

impl From<CountryCode> for String {
    fn from(country: CountryCode) -> Self {
        country.0
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, Color, CountryCode, Name, TextError, TimeZoneName};

    #[test]
    fn countries_are_those_of_the_standard() {
        assert_eq!(COUNTRIES.split_ascii_whitespace().count(), 249 + 1);
        assert!(COUNTRIES.split_ascii_whitespace().is_sorted());
        assert_eq!(" tr".parse::<CountryCode>().map(String::from).as_deref(), Ok("TR"));
        for wrong in ["", "ZZ", "ZZZ", "TUR", "T", "AD AE"] {
            assert_eq!(wrong.parse::<CountryCode>(), Err(TextError::Country), "{wrong}");
        }
    }

    #[test]
    fn names_of_every_script_are_taken_and_invisible_ones_are_not() {
        for (text, expected) in [
            ("  Ayşe Yılmaz ", Ok("Ayşe Yılmaz")),
            ("김서연", Ok("김서연")),
            ("می\u{200c}نا", Ok("می\u{200c}نا")),
            (" ", Err(TextError::Empty)),
            ("a\u{202e}b", Err(TextError::Unprintable)),
            ("a\nb", Err(TextError::Unprintable)),
        ] {
            assert_eq!(text.parse::<Name>().as_ref().map(Name::as_str).map_err(|error| *error), expected);
        }
        assert_eq!("é".repeat(101).parse::<Name>(), Err(TextError::TooLong(100)));
    }

    #[test]
    fn colours_and_time_zones_are_checked() {
        assert_eq!("#1F6FEB".parse::<Color>().map(String::from).as_deref(), Ok("#1f6feb"));
        assert!("red".parse::<Color>().is_err());
        assert!("Europe/Istanbul".parse::<TimeZoneName>().is_ok());
        assert!("Europe/Nowhere".parse::<TimeZoneName>().is_err());
    }
}
