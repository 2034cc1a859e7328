//! What a workspace calls late.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::deadline::CitedRule;
use crate::stores::StoreId;

/// Most business days that a rule can allow.
pub(super) const MOST_DAYS: u8 = 90;
/// Most rules of a workspace.
pub(super) const MOST_RULES: usize = 200;

/// How many business days of the country that a parcel goes to may pass. The rule that names most of store, carrier and
/// country decides, each of its limits by itself; a store counts more than a carrier, a carrier more than a country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LateRule {
    /// Orders of this store only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub store_id: Option<StoreId>,
    /// Parcels of this carrier only: its slug in the table of carriers, `tr.yurtici`.
    #[serde(default)]
    pub carrier: Option<String>,
    /// What goes to this country only: ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// From the day of payment until the order is sent.
    #[serde(default)]
    pub dispatch_days: Option<u8>,
    /// From one sign of the parcel to the next.
    #[serde(default)]
    pub silence_days: Option<u8>,
    /// From the day of dispatch until the parcel has arrived. A day that the carrier names wins over it.
    #[serde(default)]
    pub delivery_days: Option<u8>,
}

/// The rules of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct LateRules(pub Vec<LateRule>);
database::json_column!(LateRules);

/// Where something is on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub store: StoreId,
    pub carrier: Option<&'a str>,
    pub country: Option<&'a str>,
}

/// One of the three limits of a rule.
pub(super) type Limit = fn(&LateRule) -> Option<u8>;

impl LateRules {
    /// What is called late where nobody has decided: three business days to send everywhere (in Korea the law's, Act on
    /// Consumer Protection in Electronic Commerce, article 15), and what parcels usually take.
    pub fn usual() -> Self {
        let to = |country: Option<&str>, silence, delivery| LateRule {
            country: country.map(str::to_owned),
            dispatch_days: Some(3),
            silence_days: Some(silence),
            delivery_days: Some(delivery),
            ..LateRule::default()
        };
        Self(vec![to(Some("TR"), 2, 4), to(Some("KR"), 2, 3), to(Some("IR"), 4, 7), to(None, 7, 10)])
    }

    /// The limit that holds there, and the rule that says so.
    pub(super) fn limit(&self, of: Limit, place: Place<'_>) -> Option<CitedRule> {
        let fitting = self.0.iter().filter(|rule| rule.fits(place));
        let limits = fitting.filter_map(|rule| Some((rule, of(rule)?)));
        let (rule, days) = limits.max_by_key(|(rule, _)| rule.weight())?;
        Some(CitedRule {
            store_id: rule.store_id,
            carrier: rule.carrier.clone(),
            country: rule.country.clone(),
            days,
        })
    }
}

impl LateRule {
    fn fits(&self, place: Place<'_>) -> bool {
        self.store_id.is_none_or(|store| store == place.store)
            && self.carrier.as_deref().is_none_or(|carrier| place.carrier == Some(carrier))
            && self.country.as_deref().is_none_or(|country| place.country == Some(country))
    }

    fn weight(&self) -> (bool, bool, bool) {
        (self.store_id.is_some(), self.carrier.is_some(), self.country.is_some())
    }

    /// Whether both speak of the same.
    pub(super) fn speaks_of(&self, other: &Self) -> bool {
        (self.store_id, &self.carrier, &self.country) == (other.store_id, &other.carrier, &other.country)
    }
}

#[cfg(test)]
mod tests {
    use super::{LateRule, LateRules, Limit, Place};
    use crate::stores::StoreId;

    #[test]
    fn the_rule_that_names_most_decides_each_limit_by_itself() {
        let rule =
            |store: Option<i64>, carrier: Option<&str>, country: Option<&str>, silence, delivery| LateRule {
                store_id: store.map(StoreId),
                carrier: carrier.map(str::to_owned),
                country: country.map(str::to_owned),
                dispatch_days: None,
                silence_days: silence,
                delivery_days: delivery,
            };
        let rules = LateRules(vec![
            rule(None, None, None, Some(7), Some(10)),
            rule(None, None, Some("TR"), Some(3), Some(4)),
            rule(None, Some("tr.ptt"), None, None, Some(6)),
            rule(Some(2), None, None, Some(1), None),
        ]);
        let (silence, delivery): (Limit, Limit) = (|rule| rule.silence_days, |rule| rule.delivery_days);
        let days = |of: Limit, store, carrier, country| {
            let place = Place { store: StoreId(store), carrier, country };
            rules.limit(of, place).map(|cited| cited.days)
        };
        assert_eq!(days(delivery, 1, None, None), Some(10));
        assert_eq!(days(delivery, 1, Some("tr.aras"), Some("TR")), Some(4));
        assert_eq!(days(delivery, 1, Some("tr.ptt"), Some("TR")), Some(6));
        assert_eq!(days(silence, 1, Some("tr.ptt"), Some("TR")), Some(3));
        assert_eq!(days(silence, 2, Some("tr.ptt"), Some("TR")), Some(1));
        assert_eq!(days(|rule| rule.dispatch_days, 1, None, None), None);
    }
}
