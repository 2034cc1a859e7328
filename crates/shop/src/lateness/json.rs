//! Lateness as the API shows it.

use database::Time;
use serde::Serialize;
use utoipa::ToSchema;

use super::deadline::{CitedRule, Deadline, LateReason};
use super::holidays::Skipped;
use super::rule::{LateRule, LateRules};

/// Something is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Lateness)]
pub struct LateJson {
    /// Since when.
    pub since: Time,
    /// Why.
    pub reason: LateReason,
    /// The rule that says so; null when the carrier named the day.
    pub rule: Option<CitedRule>,
    /// The public holidays that the rule's days don't count, the earliest first.
    pub holidays: Vec<Skipped>,
}

impl LateJson {
    /// The earliest of the deadlines that have passed.
    pub fn of<'a>(deadlines: impl IntoIterator<Item = &'a Deadline>, now: Time) -> Option<Self> {
        let passed = deadlines.into_iter().filter(|deadline| deadline.is_late(now));
        let first = passed.min_by_key(|deadline| deadline.expected_by)?;
        Some(Self {
            since: first.expected_by,
            reason: first.reason,
            rule: first.rule.clone(),
            holidays: first.skipped.0.clone(),
        })
    }
}

/// What a workspace calls late.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LateRules)]
pub(super) struct RulesJson {
    pub rules: Vec<LateRule>,
    /// Nobody has decided: these are the usual ones.
    pub usual: bool,
}

impl RulesJson {
    pub(super) fn of(decided: Option<LateRules>) -> Self {
        let usual = decided.is_none();
        Self { rules: decided.unwrap_or_else(LateRules::usual).0, usual }
    }
}
