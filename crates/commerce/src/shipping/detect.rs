//! Which carrier is it? From what the store says, the link it gives, or the number itself.

use super::carrier::{Carrier, CarrierTable, host_of};
use super::fold::fold;
use super::number::TrackingNumber;

/// What is known about a parcel's carrier; any of it may be missing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clue<'a> {
    /// The carrier in the store's words or a plug-in's slug: `Yurtiçi`, `aras-kargo`, `CJ대한통운`.
    pub name: Option<&'a str>,
    /// A link that the store gives.
    pub url: Option<&'a str>,
    /// The number.
    pub number: Option<&'a TrackingNumber>,
    /// ISO 3166-1 alpha-2 of the country it is sent to or from; narrows what a number can be.
    pub country: Option<&'a str>,
}

/// A carrier and how it was found.
#[derive(Debug, Clone, Copy)]
pub struct Detected<'t> {
    /// The carrier.
    pub carrier: &'t Carrier,
    /// By what.
    pub by: FoundBy,
}

/// Evidence for a carrier, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoundBy {
    /// Its name or slug.
    Name,
    /// The host of a link.
    Link,
    /// No other carrier has such numbers.
    Number,
}

impl CarrierTable {
    /// The carrier, by name, else by link, else by number. A number that several carriers could have tells nothing.
    pub fn detect(&self, clue: Clue<'_>) -> Option<Detected<'_>> {
        let by_name = || Some(Detected { carrier: self.named(clue.name?)?, by: FoundBy::Name });
        let by_link = || Some(Detected { carrier: self.hosting(clue.url?)?, by: FoundBy::Link });
        let by_number = || match self.candidates(clue.number?, clue.country).as_slice() {
            [carrier] => Some(Detected { carrier, by: FoundBy::Number }),
            _ => None,
        };
        by_name().or_else(by_link).or_else(by_number)
    }

    /// Every carrier that could have given out this number. Lotte's and CJ's twelve digits look alike, but only one in
    /// seven has Lotte's check digit.
    pub fn candidates(&self, number: &TrackingNumber, country: Option<&str>) -> Vec<&Carrier> {
        let at_home = |carrier: &Carrier| match (country, carrier.country.as_deref()) {
            (Some(wanted), Some(home)) => wanted.eq_ignore_ascii_case(home),
            _ => true,
        };
        self.carriers.iter().filter(|carrier| at_home(carrier) && carrier.recognises(number)).collect()
    }

    fn named(&self, name: &str) -> Option<&Carrier> {
        let name = fold(name);
        let exact = || self.carriers.iter().find(|carrier| carrier.spellings.contains(&name));
        exact().or_else(|| self.mentioned_in(&name))
    }

    /// The carrier with the longest spelling inside a longer text ("Yurtiçi Kargo ile"). Short Latin names would be
    /// found inside other words.
    fn mentioned_in(&self, text: &str) -> Option<&Carrier> {
        let telling = |word: &&String| {
            let enough = if word.is_ascii() { 5 } else { 2 };
            word.chars().count() >= enough && text.contains(word.as_str())
        };
        let longest = |carrier: &Carrier| carrier.spellings.iter().filter(telling).map(String::len).max();
        let found = self.carriers.iter().filter_map(|carrier| Some((longest(carrier)?, carrier)));
        found.max_by_key(|(length, _)| *length).map(|(_, carrier)| carrier)
    }

    fn hosting(&self, url: &str) -> Option<&Carrier> {
        let host = host_of(url)?;
        let within = |domain: &String| {
            host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.carriers.iter().find(|carrier| carrier.hosts.iter().any(within))
    }
}
