//! The four languages, by their BCP 47 tags.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language that Tillside speaks. In JSON and in Display it is its BCP 47 tag: `en`, `tr`, `ko`, `fa`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Turkish.
    Tr,
    /// Korean.
    Ko,
    /// Persian.
    Fa,
}

/// Which way lines of text run; Display gives the value of HTML's `dir`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// The tag names no language that Tillside speaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not one of en, tr, ko, fa")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// All of them, in the order in which menus list them.
    pub const ALL: [Self; 4] = [Self::En, Self::Tr, Self::Ko, Self::Fa];

    /// The BCP 47 tag: the value of HTML's `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Tr => "tr",
            Self::Ko => "ko",
            Self::Fa => "fa",
        }
    }

    /// The language's name for itself, as a language menu shows it.
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Tr => "Türkçe",
            Self::Ko => "한국어",
            Self::Fa => "فارسی",
        }
    }

    /// Which way its lines run.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::En | Self::Tr | Self::Ko => Direction::LeftToRight,
            Self::Fa => Direction::RightToLeft,
        }
    }

    /// The best language for an `Accept-Language` header (RFC 9110 §12.5.4), or `None` when it names none of the four.
    ///
    /// A region or script is ignored (`fa-AF` is Persian), `q=0` excludes, equal weights keep the header's order.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut wishes: Vec<(Self, f32)> = Vec::new();
        for wish in header.split(',') {
            let (tag, parameters) = wish.split_once(';').unwrap_or((wish, ""));
            let Ok(language) = tag.trim().parse() else { continue };
            let weight = quality(parameters);
            if weight > 0.0 {
                wishes.push((language, weight));
            }
        }
        // A stable sort keeps the header's order among equals.
        wishes.sort_by(|a, b| b.1.total_cmp(&a.1));
        wishes.first().map(|(language, _)| *language)
    }

    /// The first of the tags that names one of the four; for a browser's list or a store's locale (`ko_KR`).
    #[must_use]
    pub fn from_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        tags.into_iter().find_map(|tag| tag.parse().ok())
    }
}

/// Whether a text is a language tag (BCP 47) of any language, ours or not.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    text.parse::<icu_locale_core::Locale>().is_ok()
}

/// The `q` of an `Accept-Language` member: 1 when absent, 0 when it is no number between 0 and 1.
fn quality(parameters: &str) -> f32 {
    let Some((_, value)) = parameters
        .split(';')
        .filter_map(|p| p.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
    else {
        return 1.0;
    };
    value.trim().parse().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0)
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag by its primary subtag, in any case, with `-` or `_`: `tr`, `ko-KR`, `fa_IR`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "eng" => Ok(Self::En),
            "tr" | "tur" => Ok(Self::Tr),
            "ko" | "kor" => Ok(Self::Ko),
            "fa" | "fas" | "per" | "prs" | "pes" => Ok(Self::Fa),
            _ => Err(UnknownLanguage(tag.to_owned())),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        })
    }
}
