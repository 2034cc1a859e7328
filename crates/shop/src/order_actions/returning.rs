//! Planning to answer a return that a customer asks for, or to bring one to its end.

use commerce::acting::{self, Deed, ReturnStep, Standing};
use commerce::model::{ReturnStage, SourceId, StoreReturn};
use http::StatusCode;
use web::Problem;

use super::effects::{Effect, EffectJson};
use super::planning::{Planned, nothing, text, undo_of};
use super::wanted::{ApprovalWanted, ClosingWanted, DeclineWanted};
use crate::orders::ReturnState;

database::text_enum!(
    /// Why items are not taken back.
    pub enum DeclineReason {
        /// They were sold for good.
        FinalSale = "final_sale",
        /// The time for it is over.
        ReturnPeriodEnded = "return_period_ended",
        /// Anything else.
        Other = "other",
    }
);

impl From<DeclineReason> for acting::DeclineReason {
    fn from(reason: DeclineReason) -> Self {
        match reason {
            DeclineReason::FinalSale => Self::FinalSale,
            DeclineReason::ReturnPeriodEnded => Self::ReturnPeriodEnded,
            DeclineReason::Other => Self::Other,
        }
    }
}

/// Longest note to a customer whose return is declined, in characters (Shopify's `ReturnDeclineRequestInput`).
const LONGEST_NOTE: usize = 500;

/// Plans to let a customer send items back.
///
/// # Errors
/// 422 that names the field, 409 `return-state` when nobody asks for it any more.
pub(super) fn approve(wanted: &ApprovalWanted, standing: &Standing) -> Result<Planned, Problem> {
    planned(&wanted.id, ReturnStep::Approve { notify: told(wanted.notify, standing)? }, standing)
}

/// Plans not to take items back.
///
/// # Errors
/// As [`approve`].
pub(super) fn decline(wanted: &DeclineWanted, standing: &Standing) -> Result<Planned, Problem> {
    let note = text(&wanted.note, "/action/note")?;
    if note.chars().count() > LONGEST_NOTE {
        return Err(Problem::field("/action/note", "too-long", "may have 500 characters"));
    }
    let notify = told(wanted.notify, standing)?;
    planned(&wanted.id, ReturnStep::Decline { reason: wanted.reason.into(), note, notify }, standing)
}

/// Plans to bring a return to its end.
///
/// # Errors
/// 422 when there is no such return, 409 `return-state` when it is not under way.
pub(super) fn close(wanted: &ClosingWanted, standing: &Standing) -> Result<Planned, Problem> {
    planned(&wanted.id, ReturnStep::Close, standing)
}

/// The store mails the customer only where the order says whither.
fn told(notify: bool, standing: &Standing) -> Result<bool, Problem> {
    if notify && standing.order.email.is_none() {
        return Err(Problem::field("/action/notify", "not-supported", "the order has no address"));
    }
    Ok(notify)
}

fn planned(id: &str, step: ReturnStep, standing: &Standing) -> Result<Planned, Problem> {
    let id = SourceId::from(id);
    let known = standing.order.returns.iter().find(|known| known.source_id == id);
    let known =
        known.ok_or_else(|| Problem::field("/action/id", "invalid", "the order has no such return"))?;
    if known.stage != step.needs() {
        return Err(elsewhere(known.stage));
    }
    let mut effects = effects(known, &step, standing);
    let deed = Deed::Return { id, number: known.number.clone(), step };
    effects.push(undo_of(&deed, Effect::UndoPossible));
    Ok(Planned { deed, value: nothing(standing), effects })
}

fn elsewhere(stage: ReturnStage) -> Problem {
    let detail = format!("it is {} by now", ReturnState::from(stage));
    Problem::new(StatusCode::CONFLICT, "return-state", "The return does not allow this", detail)
}

fn effects(known: &StoreReturn, step: &ReturnStep, standing: &Standing) -> Vec<EffectJson> {
    let name = known.number.clone().unwrap_or_else(|| known.source_id.to_string());
    let mut effects = Vec::new();
    let notify = match step {
        ReturnStep::Approve { notify } => {
            let pieces = known.lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.quantity));
            effects.push(EffectJson::of(Effect::ReturnApproved).text(name).count(pieces));
            Some(*notify)
        }
        ReturnStep::Decline { note, notify, .. } => {
            effects.push(EffectJson::of(Effect::ReturnDeclined).text(name));
            if !note.is_empty() {
                effects.push(EffectJson::of(Effect::ReturnNote).text(note));
            }
            Some(*notify)
        }
        ReturnStep::Close => {
            effects.push(EffectJson::of(Effect::ReturnClosed).text(name));
            None
        }
        ReturnStep::Reopen => {
            effects.push(EffectJson::of(Effect::ReturnReopened).text(name));
            None
        }
    };
    if standing.left.minor > 0 {
        effects.push(EffectJson::of(Effect::NoRefund).amount(standing.left));
    }
    if !matches!(step, ReturnStep::Decline { .. }) {
        effects.push(EffectJson::of(Effect::NoRestock));
    }
    effects.extend(match (notify, &standing.order.email) {
        (Some(true), Some(email)) => Some(EffectJson::of(Effect::StoreMails).text(email)),
        (Some(_), _) => Some(EffectJson::of(Effect::CustomerNotTold)),
        (None, _) => None,
    });
    effects
}
