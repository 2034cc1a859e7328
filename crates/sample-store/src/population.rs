//! The customers: names, addresses and numbers that are right for where they live.

use std::collections::HashSet;

use commerce::model::Contact;
use commerce::money::Currency;
use jiff::tz::TimeZone;
use language::Language;
use serde::Deserialize;

use crate::FillError;
use crate::chance::{Chance, Stream};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    countries: Vec<CountryFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryFile {
    code: String,
    weight: f64,
    language: Language,
    currency: Currency,
    time_zone: String,
    phones: Vec<String>,
    mail: Vec<String>,
    carriers: Vec<(String, f64)>,
    /// Days that a parcel usually takes: from, to.
    transit: (f64, f64),
    women: Vec<(String, String)>,
    men: Vec<(String, String)>,
    families: Vec<(String, String)>,
    streets: Vec<String>,
    flats: Vec<String>,
    /// Name, state, postcode, weight.
    cities: Vec<(String, String, String, f64)>,
}

/// A country that is sold to.
pub(crate) struct Country {
    file: CountryFile,
    pub(crate) zone: TimeZone,
}

impl Country {
    pub(crate) fn carriers(&self) -> &[(String, f64)] {
        &self.file.carriers
    }

    pub(crate) fn transit(&self) -> (f64, f64) {
        self.file.transit
    }

    /// Whether parcels pass a customs office.
    pub(crate) fn is_abroad(&self) -> bool {
        !matches!(self.file.code.as_str(), "TR" | "KR" | "IR")
    }

    pub(crate) fn time_zone(&self) -> &str {
        &self.file.time_zone
    }
}

/// Somebody who buys or writes.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Which country, by its place in [`People::countries`].
    pub(crate) country: usize,
    pub(crate) language: Language,
    pub(crate) currency: Currency,
    /// First and family name as they are written there, and as one.
    pub(crate) first: String,
    pub(crate) family: String,
    pub(crate) name: String,
    woman: bool,
    pub(crate) email: String,
    pub(crate) contact: Contact,
    /// The number of the account in the store; guests have none.
    pub(crate) account: Option<usize>,
    /// How much they like to buy.
    pub(crate) zeal: f64,
}

impl Person {
    /// As an agent speaks to them.
    pub(crate) fn dear(&self) -> String {
        match (self.language, self.woman) {
            (Language::Tr, true) => format!("{} Hanım", self.first),
            (Language::Tr, false) => format!("{} Bey", self.first),
            (Language::Ko, _) => format!("{} 고객님", self.name),
            (Language::Fa, true) => format!("خانم {}", self.family),
            (Language::Fa, false) => format!("آقای {}", self.family),
            (Language::En, _) => self.first.clone(),
        }
    }

    pub(crate) fn city(&self) -> &str {
        self.contact.city.as_deref().unwrap_or_default()
    }
}

/// All of them.
pub(crate) struct People {
    pub(crate) countries: Vec<Country>,
    pub(crate) all: Vec<Person>,
}

/// The person whose order is asked for first in the inbox, and the one who writes by mail and by chat.
pub(crate) const ASKING: usize = 0;
pub(crate) const REGULAR: usize = 1;

/// One in so many customers comes a second time under another address.
const DOUBLES: usize = 70;

impl People {
    pub(crate) fn new(seed: u64, count: usize) -> Result<Self, FillError> {
        let file: PeopleFile = toml::from_str(include_str!("../data/people.toml"))
            .map_err(|cause| FillError::Refused(cause.to_string()))?;
        let countries = file.countries.into_iter().map(|file| {
            let zone =
                TimeZone::get(&file.time_zone).map_err(|cause| FillError::Refused(cause.to_string()))?;
            Ok(Country { file, zone })
        });
        let countries = countries.collect::<Result<Vec<_>, FillError>>()?;
        let mut making = Making {
            countries: &countries,
            known: HashSet::new(),
            chance: Chance::new(seed, Stream::People),
        };
        let mut all = Vec::with_capacity(count);
        for number in 0..count.max(2) {
            let person = match number {
                ASKING => making.somebody("GB", ("Emma", "emma"), ("Clarke", "clarke")),
                REGULAR => making.somebody("TR", ("Ayşe", "ayse"), ("Yılmaz", "yilmaz")),
                _ if number % DOUBLES == DOUBLES - 1 => making.double(&all),
                _ => making.anybody(number),
            };
            all.push(person);
        }
        Ok(Self { countries, all })
    }

    /// Another address in the same country, on one line: where somebody wants their parcel to go instead.
    pub(crate) fn other_address(&self, person: &Person, chance: &mut Chance) -> String {
        let contact = address(&self.countries[person.country].file, chance);
        let parts = [contact.address_1, contact.address_2, contact.postcode, contact.city];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let comma = if person.language == Language::Fa { "، " } else { ", " };
        parts.join(comma)
    }
}

struct Making<'a> {
    countries: &'a [Country],
    known: HashSet<String>,
    chance: Chance,
}

type Name<'n> = (&'n str, &'n str);

impl Making<'_> {
    fn anybody(&mut self, number: usize) -> Person {
        let country = self.chance.weighted(self.countries.iter().map(|country| country.file.weight));
        let file = &self.countries[country].file;
        let woman = self.chance.happens(0.68);
        let first = self.chance.pick(if woman { &file.women } else { &file.men });
        let family = self.chance.pick(&file.families);
        let mut person = self.person(country, woman, (&first.0, &first.1), (&family.0, &family.1));
        person.account = self.chance.happens(0.6).then_some(number);
        person
    }

    fn somebody(&mut self, code: &str, first: Name<'_>, family: Name<'_>) -> Person {
        let country = self.countries.iter().position(|country| country.file.code == code).unwrap_or(0);
        let mut person = self.person(country, true, first, family);
        person.account = Some(1_000_000 + self.known.len());
        person.zeal = 2.5;
        person
    }

    /// The same person under another address: the number gives them away.
    fn double(&mut self, all: &[Person]) -> Person {
        let one = self.chance.pick(all).clone();
        let local = one.email.split('@').next().unwrap_or_default().to_owned();
        let email = self.fresh(format!("{local}@work.example"));
        let contact = Contact { email: Some(email.clone()), ..one.contact.clone() };
        Person { email, contact, account: None, zeal: 0.4, ..one }
    }

    fn person(&mut self, country: usize, woman: bool, first: Name<'_>, family: Name<'_>) -> Person {
        let file = &self.countries[country].file;
        let chance = &mut self.chance;
        let local = match chance.below(4) {
            0 => format!("{}{}", first.1, family.1),
            1 => format!("{}.{}", first.1, family.1),
            2 => format!("{}{}", first.1, chance.number(2)),
            _ => format!("{}.{}{}", first.1, family.1, chance.number(2)),
        };
        let domain = chance.pick(&file.mail);
        let email = format!("{local}@{domain}");
        let phone = {
            let pattern = chance.pick(&file.phones).clone();
            chance.digits(&pattern)
        };
        let contact = address(file, chance);
        let zeal = chance.skewed(1.0, 0.7);
        let (email, phone) = (self.fresh(email), self.fresh_phone(phone, file));
        let contact = Contact {
            first_name: Some(first.0.to_owned()),
            last_name: Some(family.0.to_owned()),
            email: Some(email.clone()),
            phone: Some(phone),
            country: Some(file.code.clone()),
            ..contact
        };
        Person {
            country,
            language: file.language,
            currency: file.currency,
            first: first.0.to_owned(),
            family: family.0.to_owned(),
            name: contact.name().unwrap_or_default(),
            woman,
            email,
            contact,
            account: None,
            zeal,
        }
    }

    fn fresh(&mut self, email: String) -> String {
        let (local, domain) = email.split_once('@').unwrap_or((&email, "mail.example"));
        let mut candidate = email.clone();
        let mut number = 2;
        while !self.known.insert(candidate.clone()) {
            candidate = format!("{local}{number}@{domain}");
            number += 1;
        }
        candidate
    }

    /// Two people rarely share a number; a few draws are enough to keep it so.
    fn fresh_phone(&mut self, phone: String, file: &CountryFile) -> String {
        let mut candidate = phone;
        for _ in 0..8 {
            if self.known.insert(candidate.clone()) {
                break;
            }
            let pattern = self.chance.pick(&file.phones).clone();
            candidate = self.chance.digits(&pattern);
        }
        candidate
    }
}

fn address(file: &CountryFile, chance: &mut Chance) -> Contact {
    let city = &file.cities[chance.weighted(file.cities.iter().map(|city| city.3))];
    let number = |pattern: &str, below: usize, chance: &mut Chance| {
        pattern.replace("{n}", &(1 + chance.below(below)).to_string())
    };
    let street = chance.pick(&file.streets).clone();
    let flat = chance.pick(&file.flats).clone();
    let text = |text: String| Some(text).filter(|text| !text.is_empty());
    Contact {
        address_1: text(number(&street, 180, chance)),
        address_2: text(number(&flat, 24, chance)),
        city: text(city.0.clone()),
        state: text(city.1.clone()),
        postcode: text(chance.digits(&city.2)),
        ..Contact::default()
    }
}
