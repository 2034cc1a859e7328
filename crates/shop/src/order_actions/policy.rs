//! Who may have a store do what, and up to which amount.

use commerce::money::{Currency, Money};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use people::team::Role;
use serde::{Deserialize, Serialize};

use super::action::Kind;

/// What a role may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Policy {
    /// The kinds of actions.
    pub kinds: Vec<Kind>,
    /// The most that one person may give away on one order, by currency; `None` is without limit. A currency that is not
    /// among them has the limit 0.
    pub limits: Option<Vec<Money>>,
}
database::json_column!(Policy);

/// The kinds that a person can be let do; taking back goes with what is taken back.
pub(super) const KINDS: [Kind; 11] = [
    Kind::Refund,
    Kind::Cancel,
    Kind::Note,
    Kind::Address,
    Kind::Items,
    Kind::Resend,
    Kind::Coupon,
    Kind::Replacement,
    Kind::ApproveReturn,
    Kind::DeclineReturn,
    Kind::CloseReturn,
];

/// Why something is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limited {
    /// The role may not do this at all.
    NotAllowed,
    /// It costs more than the role may give away on one order.
    OverLimit {
        /// The most.
        limit: Money,
        /// Of it used up.
        used: Money,
    },
}

impl Policy {
    /// Everything, without limit.
    pub fn all() -> Self {
        Self { kinds: KINDS.to_vec(), limits: None }
    }

    /// What a role may do that nobody has decided about: those who answer customers do nothing that costs money.
    pub fn of_role(role: Role) -> Self {
        match role {
            Role::Owner | Role::Admin => Self::all(),
            Role::Agent => Self {
                kinds: vec![
                    Kind::Cancel,
                    Kind::Note,
                    Kind::Address,
                    Kind::Items,
                    Kind::Resend,
                    Kind::ApproveReturn,
                    Kind::DeclineReturn,
                    Kind::CloseReturn,
                ],
                limits: Some(Vec::new()),
            },
            Role::Viewer => Self { kinds: Vec::new(), limits: Some(Vec::new()) },
        }
    }

    /// The most that may be given away on one order; `None` is without limit.
    pub fn limit(&self, currency: Currency) -> Option<Money> {
        let limits = self.limits.as_ref()?;
        let known = limits.iter().find(|limit| limit.currency == currency).copied();
        Some(known.unwrap_or(Money::zero(currency)))
    }

    /// Whether an action of these kinds that costs so much may be done, when so much was given away before.
    ///
    /// # Errors
    /// [`Limited`]: why not.
    pub fn allows(&self, kinds: &[Kind], value: Money, used: Money) -> Result<(), Limited> {
        if kinds.iter().any(|kind| *kind != Kind::Undo && !self.kinds.contains(kind)) {
            return Err(Limited::NotAllowed);
        }
        match self.limit(value.currency) {
            Some(limit) if value.minor > 0 && used.minor.saturating_add(value.minor) > limit.minor => {
                Err(Limited::OverLimit { limit, used })
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Limited, Money, Policy, Role};

    #[test]
    fn a_limit_counts_what_was_given_away_before_and_a_currency_without_one_has_none_to_give() {
        let lira = |minor| Money::new(minor, "TRY".parse().unwrap());
        let policy = Policy { kinds: vec![Kind::Refund], limits: Some(vec![lira(50_000)]) };
        assert_eq!(policy.allows(&[Kind::Refund], lira(50_000), lira(0)), Ok(()));
        let over = Limited::OverLimit { limit: lira(50_000), used: lira(1) };
        assert_eq!(policy.allows(&[Kind::Refund], lira(50_000), lira(1)), Err(over));
        let both = policy.allows(&[Kind::Refund, Kind::Cancel], lira(1), lira(0));
        assert_eq!(both, Err(Limited::NotAllowed), "each of them has to be allowed");
        assert_eq!(policy.allows(&[Kind::Coupon], lira(1), lira(0)), Err(Limited::NotAllowed));
        let won = Money::new(1, "KRW".parse().unwrap());
        assert!(matches!(policy.allows(&[Kind::Refund], won, won), Err(Limited::OverLimit { .. })));
        assert_eq!(Policy::of_role(Role::Agent).allows(&[Kind::Note], lira(0), lira(0)), Ok(()));
        assert!(Policy::of_role(Role::Agent).allows(&[Kind::Refund], lira(1), lira(0)).is_err());
        assert_eq!(Policy::of_role(Role::Owner).allows(&[Kind::Refund], lira(i64::MAX), lira(1)), Ok(()));
    }
}
