//! Actions as the API shows them.

use commerce::acting::{Deed, LineLeft, ReturnStep, Standing};
use commerce::money::Money;
use database::{DbError, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::action::{Action, ActionId, Kind, State};
use super::effects::{Effect, EffectJson};
use super::plan;
use super::policy::{Limited, Policy};
use super::refunding::LineKind;
use super::requesting::Prepared;
use crate::orders::{MoneyJson, OrderId, currency};

/// An action on an order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderAction)]
pub struct ActionJson {
    pub id: ActionId,
    pub order_id: OrderId,
    pub kind: Kind,
    pub state: State,
    /// `cnv_…`: where it was asked for.
    pub conversation_id: Option<String>,
    /// What it gives away; null when nothing.
    pub amount: Option<MoneyJson>,
    /// Why it failed or waits; null when nothing is wrong.
    pub reason: Option<ReasonJson>,
    /// Who asked for it.
    pub actor_name: String,
    pub created_at: Time,
    pub settled_at: Option<Time>,
    /// The action that it takes back.
    pub undoes: Option<ActionId>,
    /// The action that took it back.
    pub undone_by: Option<ActionId>,
    /// What taking it back would do; null when it can't be.
    pub undo: Option<Vec<EffectJson>>,
    /// Whether the answer had been lost and the store was found to have done it.
    pub found_later: bool,
    /// A coupon's code.
    pub coupon_code: Option<String>,
    /// The number of an order that was made.
    pub order_number: Option<String>,
    /// What a note says, also that to the customer whose return was declined.
    pub note: Option<String>,
    /// What the store calls the return that it was about.
    pub return_number: Option<String>,
}

/// Why an action failed or waits.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderActionReason)]
pub struct ReasonJson {
    /// A stable word: `order-changed`, `return-changed`, `order-gone`, `refused`, `not-moved`, `not-supported`, `not-known`, or a
    /// health code.
    pub code: String,
    /// The store's words; may be empty.
    pub detail: String,
}

impl ActionJson {
    /// An action as the API shows it.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when its currency is none.
    pub(super) fn of(action: Action) -> Result<Self, DbError> {
        let of = currency(&action.currency)?;
        let undo = plan::undoing(&action).map(|plan| undo_effects(&plan.0));
        let reason = action.reason.as_deref().map(|reason| {
            let (code, detail) = reason.split_once(": ").unwrap_or((reason.trim_end_matches(':'), ""));
            ReasonJson { code: code.to_owned(), detail: detail.trim().to_owned() }
        });
        let outcome = action.outcome.unwrap_or_default();
        let (mut coupon_code, mut note, mut return_number) = (None, None, None);
        match action.plan.0 {
            Deed::Coupon { coupon } => coupon_code = Some(coupon.code),
            Deed::Note { text, .. } | Deed::OrderNote { text, .. } => note = Some(text),
            Deed::Return { number, step, .. } => {
                return_number = number;
                if let ReturnStep::Decline { note: told, .. } = step {
                    note = Some(told);
                }
            }
            _ => {}
        }
        let replaces = action.kind == Kind::Replacement;
        Ok(Self {
            id: action.id,
            order_id: action.order_id,
            kind: action.kind,
            state: action.state,
            conversation_id: action.conversation_id,
            amount: (action.value != 0).then(|| Money::new(action.value, of).into()),
            reason,
            actor_name: action.actor_name,
            created_at: action.created_at,
            settled_at: action.settled_at,
            undoes: action.undoes,
            undone_by: action.undone_by,
            undo,
            found_later: outcome.found_later,
            coupon_code,
            order_number: outcome.number.filter(|_| replaces),
            note: note.filter(|note| !note.is_empty()),
            return_number,
        })
    }
}

fn undo_effects(deed: &Deed) -> Vec<EffectJson> {
    match deed {
        Deed::Cancel { .. } => vec![EffectJson::of(Effect::StatusBecomes).text("cancelled")],
        Deed::SetStatus { to, .. } => vec![EffectJson::of(Effect::StatusBecomes).text(to)],
        Deed::Address { billing, shipping } => {
            let count = i64::try_from(billing.len() + shipping.len()).unwrap_or(i64::MAX);
            vec![EffectJson::of(Effect::AddressChanges).count(count)]
        }
        Deed::Items { lines, .. } => {
            let changes = lines.iter().filter(|line| line.is_change()).count();
            vec![EffectJson::of(Effect::ItemsBack).count(i64::try_from(changes).unwrap_or(i64::MAX))]
        }
        Deed::DeleteRefund { .. } => {
            vec![EffectJson::of(Effect::Removed), EffectJson::of(Effect::NoRestock)]
        }
        Deed::OrderNote { .. } | Deed::DeleteNote { .. } | Deed::DeleteCoupon { .. } => {
            vec![EffectJson::of(Effect::Removed)]
        }
        Deed::Return { id, number, .. } => {
            let name = number.clone().unwrap_or_else(|| id.to_string());
            vec![EffectJson::of(Effect::ReturnReopened).text(name)]
        }
        Deed::Refund { .. }
        | Deed::Note { .. }
        | Deed::Resend { .. }
        | Deed::Coupon { .. }
        | Deed::Replacement { .. }
        | Deed::DraftReplacement { .. } => Vec::new(),
    }
}

/// What an action would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderActionPreview)]
pub struct PreviewJson {
    /// Of the order as it was seen; has to come with the confirmation.
    pub version: String,
    /// What will happen, in the order in which it is told.
    pub effects: Vec<EffectJson>,
    /// What it gives away; null when nothing.
    pub amount: Option<MoneyJson>,
    /// Whether this person may do it.
    pub allowed: bool,
    /// Why not: `not-allowed`, `over-limit`.
    pub refusal: Option<String>,
    /// The most that this person may give away on one order, when that is why not.
    pub limit: Option<MoneyJson>,
    /// Of it given away already.
    pub used: Option<MoneyJson>,
}

impl From<Prepared> for PreviewJson {
    fn from(prepared: Prepared) -> Self {
        let Prepared { order, planned, verdict } = prepared;
        let (refusal, limit, used) = match verdict {
            Ok(()) => (None, None, None),
            Err(Limited::NotAllowed) => (Some("not-allowed"), None, None),
            Err(Limited::OverLimit { limit, used }) => (Some("over-limit"), Some(limit), Some(used)),
        };
        Self {
            version: super::requesting::version(&order),
            effects: planned.effects,
            amount: (planned.value.minor != 0).then(|| planned.value.into()),
            allowed: refusal.is_none(),
            refusal: refusal.map(str::to_owned),
            limit: limit.map(MoneyJson::from),
            used: used.map(MoneyJson::from),
        }
    }
}

/// What of an order can be given back, as the store has it now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderRefundable)]
pub struct RefundableJson {
    /// All that is left.
    pub left: MoneyJson,
    /// Whether the payment provider can move the money back.
    pub provider_can: bool,
    /// Whether a refund can be written down without asking a provider that could move the money.
    pub can_record: bool,
    /// The provider, in the store's words; may be empty.
    pub provider: String,
    /// The lines of which something is left.
    pub lines: Vec<RefundableLineJson>,
}

/// What is left of a line.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderRefundableLine)]
pub struct RefundableLineJson {
    pub id: String,
    pub kind: LineKind,
    pub name: String,
    pub quantity: i64,
    pub quantity_left: i64,
    /// With tax.
    pub left: MoneyJson,
}

impl RefundableJson {
    pub(super) fn of(standing: Standing) -> Self {
        let lines = standing.lines.into_iter().filter(LineLeft::is_left);
        Self {
            left: standing.left.into(),
            provider_can: standing.payment.pays_back,
            can_record: standing.payment.records,
            provider: standing.payment.provider,
            lines: lines.map(RefundableLineJson::from).collect(),
        }
    }
}

impl From<LineLeft> for RefundableLineJson {
    fn from(line: LineLeft) -> Self {
        Self {
            left: line.left().into(),
            id: line.id.0,
            kind: line.kind.into(),
            name: line.name,
            quantity: line.quantity,
            quantity_left: line.quantity_left,
        }
    }
}

/// What somebody may have stores do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderPolicy)]
pub struct PolicyJson {
    /// `admin` or `agent`; null for one's own.
    pub role: Option<people::team::Role>,
    /// The kinds of actions.
    pub kinds: Vec<Kind>,
    /// The most that one person may give away on one order, by currency; null is without limit, a currency that is not
    /// listed has none to give.
    pub limits: Option<Vec<MoneyJson>>,
}

impl PolicyJson {
    pub(super) fn of(role: Option<people::team::Role>, policy: Policy) -> Self {
        let limits = policy.limits.map(|limits| limits.into_iter().map(MoneyJson::from).collect());
        Self { role, kinds: policy.kinds, limits }
    }
}
