//! What exactly a store is asked for, fixed when a person confirmed it, as we keep it.

use commerce::acting::{Deed, Made};
use commerce::model::SourceId;
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

use super::action::{Action, Kind, Outcome, State};

/// What the store is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(transparent)]
pub struct Plan(pub Deed);
database::json_column!(Plan);

/// How an action is taken back; `None` where the store can't, or it was taken back.
pub(super) fn undoing(action: &Action) -> Option<Plan> {
    if action.undone_by.is_some() || action.state != State::Done || action.kind == Kind::Undo {
        return None;
    }
    let made = action.outcome.as_ref().map(Made::from).unwrap_or_default();
    action.plan.0.undoing(&made).map(Plan)
}

impl From<&Outcome> for Made {
    fn from(outcome: &Outcome) -> Self {
        Self {
            thing: outcome.thing.as_deref().map(SourceId::from),
            number: outcome.number.clone(),
            moved: outcome.moved,
        }
    }
}

impl From<Made> for Outcome {
    fn from(made: Made) -> Self {
        Self { thing: made.thing.map(|id| id.0), number: made.number, moved: made.moved, found_later: false }
    }
}
