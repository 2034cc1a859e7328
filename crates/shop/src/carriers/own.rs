//! A workspace's own carriers, and the table that they make together with the known ones.

use std::borrow::Cow;

use commerce::model::Shipment as StoreShipment;
use commerce::shipping::{BadCarrier, CarrierTable};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Most carriers of its own that a workspace can have.
pub(super) const MOST_CARRIERS: usize = 50;
/// Most patterns of one.
pub(super) const MOST_PATTERNS: usize = 10;
/// Longest pattern, in characters: that of a number.
const LONGEST_PATTERN: usize = 40;

/// A carrier that a workspace added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OwnCarrier)]
pub struct OwnCarrier {
    /// What rules and parcels call it; made of the name when it is new. That of a known carrier replaces it.
    #[serde(default)]
    pub slug: Option<String>,
    /// What customers call it, 1 to 100 characters.
    pub name: String,
    /// ISO 3166-1 alpha-2 of the country that it works in; null for all.
    #[serde(default)]
    pub country: Option<String>,
    /// What its numbers look like, at most 10: `#` is a digit, `@` a letter, `*` any run of both, everything else is itself:
    /// `BK########`.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Where to follow a parcel, with `{n}` for the number: `https://kurye.example/track?n={n}`.
    #[serde(default)]
    pub link: Option<String>,
}

/// All that a workspace added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct OwnCarriers(pub Vec<OwnCarrier>);
database::json_column!(OwnCarriers);

impl OwnCarrier {
    /// As the table of carriers has it.
    fn row(&self) -> Value {
        let shapes: Vec<Value> =
            self.patterns.iter().filter_map(|one| Some(json!({ "pattern": regex(one)? }))).collect();
        let host = self.link.as_deref().and_then(host);
        json!({
            "slug": self.slug, "name": self.name, "country": self.country, "link": self.link,
            "hosts": host.into_iter().collect::<Vec<_>>(), "shapes": shapes,
            "prefilled": self.link.as_deref().is_some_and(|link| link.contains("{n}")),
        })
    }
}

fn host(link: &str) -> Option<String> {
    let link = commerce::shipping::safe_link(&link.replace("{n}", "1"))?;
    let host = url::Url::parse(&link).ok()?.host_str()?.to_owned();
    Some(host.strip_prefix("www.").map_or(host.clone(), str::to_owned))
}

/// A pattern as a regular expression; `None` when it is none.
pub(super) fn regex(pattern: &str) -> Option<String> {
    if pattern.is_empty() || pattern.chars().count() > LONGEST_PATTERN {
        return None;
    }
    // What is anything at all would take the numbers of everybody.
    if !pattern.contains(|c: char| c == '#' || c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut text = String::from("^");
    for c in pattern.chars() {
        match c {
            '#' => text.push_str("[0-9]"),
            '@' => text.push_str("[A-Z]"),
            '*' => text.push_str("[0-9A-Z]*"),
            '-' => text.push('-'),
            c if c.is_ascii_alphanumeric() => text.push(c.to_ascii_uppercase()),
            _ => return None,
        }
    }
    text.push('$');
    Some(text)
}

impl OwnCarriers {
    /// The table that they make.
    ///
    /// # Errors
    /// [`BadCarrier`] names the one that can't be used.
    pub(super) fn table(&self) -> Result<CarrierTable, BadCarrier> {
        CarrierTable::from_json(&Value::from_iter(self.0.iter().map(OwnCarrier::row)).to_string())
    }
}

/// The carriers of a workspace: its own, and with them all.
#[derive(Debug, Clone)]
pub(crate) struct Carriers(Option<(CarrierTable, CarrierTable)>);

impl Carriers {
    /// Those that everybody knows.
    pub const KNOWN: Self = Self(None);

    /// These and those that everybody knows.
    ///
    /// # Errors
    /// As [`OwnCarriers::table`].
    pub fn with(own: &OwnCarriers) -> Result<Self, BadCarrier> {
        if own.0.is_empty() {
            return Ok(Self::KNOWN);
        }
        let own = own.table()?;
        Ok(Self(Some((CarrierTable::built_in().overlaid_with(own.clone()), own))))
    }

    /// All of them.
    pub fn all(&self) -> &CarrierTable {
        self.0.as_ref().map_or_else(|| CarrierTable::built_in(), |(all, _)| all)
    }

    /// Whether the workspace added it.
    pub fn is_own(&self, slug: &str) -> bool {
        self.0.as_ref().is_some_and(|(_, own)| own.get(slug).is_some())
    }

    /// Parcels as these carriers make them.
    pub fn judged<'p>(&self, parcels: &'p [StoreShipment]) -> Cow<'p, [StoreShipment]> {
        match &self.0 {
            Some((all, own)) if !parcels.is_empty() => {
                Cow::Owned(parcels.iter().map(|parcel| parcel.judged_by(all, own)).collect())
            }
            Some(_) | None => Cow::Borrowed(parcels),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::regex;

    #[test]
    fn a_pattern_says_what_numbers_look_like_and_nothing_more() {
        assert_eq!(regex("bk-##@*").as_deref(), Some("^BK-[0-9][0-9][A-Z][0-9A-Z]*$"));
        for wrong in ["", "*", "@@@@", "(a|b)", "a.b", "[0-9]", &"#".repeat(41)] {
            assert_eq!(regex(wrong), None, "{wrong}");
        }
    }
}
