//! The table of carriers: data, not code.

use std::sync::LazyLock;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use regex_lite::Regex;
use serde::Deserialize;
use thiserror::Error;

use super::fold::fold;
use super::{ShipmentStatus, TrackingNumber, safe_link};

/// A company that carries parcels.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Row")]
pub struct Carrier {
    /// Stable key: `tr.yurtici`, `kr.lotte`, `ups`.
    pub slug: String,
    /// What customers call it.
    pub name: String,
    /// ISO 3166-1 alpha-2 of the country it works in; `None` for all.
    pub country: Option<String>,
    /// Link to follow a parcel, with `{n}` for the number.
    pub link: Option<String>,
    /// False when the link ends on a page where the number must be typed.
    pub prefilled: bool,
    /// Folded spellings of its name, the slug's own among them.
    pub(super) spellings: Vec<String>,
    pub(super) hosts: Vec<String>,
    accepts: Option<Regex>,
    shapes: Vec<Shape>,
    codes: Vec<(String, ShipmentStatus)>,
}

/// What the carrier's own numbers look like.
#[derive(Debug, Clone, Deserialize)]
pub struct Shape {
    #[serde(deserialize_with = "regex")]
    pattern: Regex,
    check: Option<CheckDigit>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CheckDigit {
    /// The last digit is the number before it modulo 7 (Lotte).
    Mod7,
    /// UPU S10: eight digits weighted 8 6 4 2 3 5 9 7, modulo 11.
    S10,
}

/// Where to follow a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackingLink {
    /// `https` address.
    pub url: String,
    /// False when the number must be typed there.
    pub prefilled: bool,
}

impl Carrier {
    /// Whether this could be one of its numbers, going by its look and check digit.
    pub fn recognises(&self, number: &TrackingNumber) -> bool {
        self.shapes.iter().any(|shape| shape.fits(number.as_str()))
    }

    /// Where to follow a number. Nothing when the carrier has no such page or could not know the number.
    pub fn link(&self, number: &TrackingNumber) -> Option<TrackingLink> {
        let template = self.link.as_deref()?;
        if !self.accepts.as_ref().is_none_or(|pattern| pattern.is_match(number.as_str())) {
            return None;
        }
        let encoded = utf8_percent_encode(number.as_str(), NON_ALPHANUMERIC).to_string();
        Some(TrackingLink { url: template.replace("{n}", &encoded), prefilled: self.prefilled })
    }

    /// Reads the carrier's own status code or text.
    pub fn status(&self, text: &str) -> ShipmentStatus {
        let code = self.codes.iter().find(|(code, _)| code == text.trim());
        code.map_or_else(|| ShipmentStatus::from_words(text), |(_, status)| *status)
    }
}

impl Shape {
    fn fits(&self, number: &str) -> bool {
        self.pattern.is_match(number)
            && match self.check {
                None => true,
                Some(CheckDigit::Mod7) => mod7(number),
                Some(CheckDigit::S10) => s10(number),
            }
    }
}

fn mod7(number: &str) -> bool {
    let Some((body, last)) = number.split_at_checked(number.len().saturating_sub(1)) else { return false };
    matches!((body.parse::<u64>(), last.parse::<u64>()), (Ok(body), Ok(last)) if body % 7 == last)
}

fn s10(number: &str) -> bool {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let [serial @ .., check] = digits.as_slice() else { return false };
    if serial.len() != WEIGHTS.len() {
        return false;
    }
    let sum: u32 = serial.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    *check == expected
}

/// All carriers that are known: the built-in ones and a workspace's own.
#[derive(Debug, Clone)]
pub struct CarrierTable {
    pub(super) carriers: Vec<Carrier>,
}

/// A row that a person added cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadCarrier {
    /// Not the JSON of a table.
    #[error("the table cannot be read: {0}")]
    Unreadable(String),
    /// The link must be `https://…` or `http://…`, with `{n}` after the host if at all.
    #[error("the link of {0} is not a web address")]
    Link(String),
    /// A pattern is not a regular expression.
    #[error("a pattern of {0} is not a regular expression")]
    Pattern(String),
}

static BUILT_IN: LazyLock<CarrierTable> = LazyLock::new(|| {
    CarrierTable::from_json(include_str!("carriers.json")).expect("a test reads the built-in table")
});

impl CarrierTable {
    /// The carriers of Türkiye, Korea and Iran, and the large international ones.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a table in the form of `carriers.json`.
    pub fn from_json(json: &str) -> Result<Self, BadCarrier> {
        let rows: Vec<Row> =
            serde_json::from_str(json).map_err(|error| BadCarrier::Unreadable(error.to_string()))?;
        Ok(Self { carriers: rows.into_iter().map(Carrier::try_from).collect::<Result<_, _>>()? })
    }

    /// This table with another laid over it: a row with a known slug replaces it, others come first.
    pub fn overlaid_with(&self, own: Self) -> Self {
        let kept = self.carriers.iter().filter(|old| own.get(&old.slug).is_none()).cloned();
        Self { carriers: own.carriers.iter().cloned().chain(kept).collect() }
    }

    /// The carrier with this slug.
    pub fn get(&self, slug: &str) -> Option<&Carrier> {
        self.carriers.iter().find(|carrier| carrier.slug == slug)
    }

    /// Every carrier.
    pub fn iter(&self) -> impl Iterator<Item = &Carrier> {
        self.carriers.iter()
    }
}

/// A carrier as written in the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    slug: String,
    name: String,
    country: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
    link: Option<String>,
    #[serde(default = "yes")]
    prefilled: bool,
    accepts: Option<String>,
    #[serde(default)]
    shapes: Vec<Shape>,
    #[serde(default)]
    codes: std::collections::BTreeMap<String, ShipmentStatus>,
}

fn yes() -> bool {
    true
}

fn regex<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Regex, D::Error> {
    Regex::new(&String::deserialize(from)?).map_err(serde::de::Error::custom)
}

impl TryFrom<Row> for Carrier {
    type Error = BadCarrier;

    fn try_from(row: Row) -> Result<Self, Self::Error> {
        if let Some(link) = &row.link {
            let host = |filler: &str| safe_link(&link.replace("{n}", filler)).and_then(|url| host_of(&url));
            if host("1").is_none() || host("1") != host("2") {
                return Err(BadCarrier::Link(row.slug));
            }
        }
        let accepts = row.accepts.as_deref().map(Regex::new).transpose();
        let accepts = accepts.map_err(|_| BadCarrier::Pattern(row.slug.clone()))?;
        let mut spellings: Vec<String> = row.aliases.iter().map(|alias| fold(alias)).collect();
        spellings.extend([fold(&row.slug), fold(&row.name)]);
        Ok(Self {
            slug: row.slug,
            name: row.name,
            country: row.country,
            link: row.link,
            prefilled: row.prefilled,
            spellings,
            hosts: row.hosts,
            accepts,
            shapes: row.shapes,
            codes: row.codes.into_iter().collect(),
        })
    }
}

pub(super) fn host_of(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}
