//! Planning to call an order off.

use commerce::acting::{self, Ability, Acting, CancelChoices, Standing};
use commerce::model::OrderStage;
use web::Problem;

use super::effects::{Effect, EffectJson};
use super::planning::{Planned, nothing, state, undo_of};
use super::wanted::CancelWanted;

database::text_enum!(
    /// Why an order is called off.
    pub enum Reason {
        /// The customer wants it no more.
        Customer = "customer",
        /// The payment was declined.
        Declined = "declined",
        /// It is a fraud.
        Fraud = "fraud",
        /// There is not enough in stock.
        Inventory = "inventory",
        /// The store's people made a mistake.
        Staff = "staff",
        /// Anything else.
        Other = "other",
    }
);

impl From<Reason> for acting::CancelReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Customer => Self::Customer,
            Reason::Declined => Self::Declined,
            Reason::Fraud => Self::Fraud,
            Reason::Inventory => Self::Inventory,
            Reason::Staff => Self::Staff,
            Reason::Other => Self::Other,
        }
    }
}

/// Plans to call an order off.
///
/// # Errors
/// 422 that names a choice that the store does not leave, 409 `order-state` when there is nothing to call off.
pub(super) fn cancel(
    wanted: &CancelWanted,
    store: &dyn Acting,
    standing: &Standing,
) -> Result<Planned, Problem> {
    let order = &standing.order;
    if matches!(order.status.stage, OrderStage::Cancelled | OrderStage::Refunded | OrderStage::Draft) {
        return Err(state("the order is cancelled, refunded or not placed"));
    }
    let choices = chosen(wanted, store, standing)?;
    let deed = store.cancelling(standing, choices);
    let mut effects = vec![
        EffectJson::of(Effect::StatusBecomes).text("cancelled"),
        EffectJson::of(if choices.restock { Effect::StockBack } else { Effect::NoRestock }),
    ];
    if choices.refund {
        let how = if standing.payment.pays_back { Effect::MoneyBack } else { Effect::MoneyByHand };
        effects.push(EffectJson::of(how).amount(standing.left).text(standing.payment.provider.as_str()));
    } else if order.paid_at.is_some() {
        effects.push(EffectJson::of(Effect::NoRefund).amount(standing.left));
    }
    if standing.promised {
        effects.push(EffectJson::of(Effect::PromiseReleased).amount(order.totals.total));
    }
    if let (true, Some(email)) = (choices.notify, &order.email) {
        effects.push(EffectJson::of(Effect::StoreMails).text(email));
    }
    if !order.shipments.is_empty() {
        effects.push(EffectJson::of(Effect::ParcelHasLeft));
    }
    effects.push(undo_of(&deed, Effect::UndoPossible));
    let value = if choices.refund { standing.left } else { nothing(standing) };
    Ok(Planned { deed, value, effects })
}

fn chosen(wanted: &CancelWanted, store: &dyn Acting, standing: &Standing) -> Result<CancelChoices, Problem> {
    let usual = CancelChoices::default();
    let choices = CancelChoices {
        reason: wanted.reason.map_or(usual.reason, acting::CancelReason::from),
        restock: wanted.restock.unwrap_or(usual.restock),
        refund: wanted.refund,
        notify: wanted.notify,
    };
    let wrong = |field: &str, why| Err(Problem::field(format!("/action/{field}"), "not-supported", why));
    if store.lacks(Ability::CancelChoices).is_some() {
        let unusual = [
            ("reason", choices.reason != usual.reason),
            ("restock", choices.restock != usual.restock),
            ("refund", choices.refund),
            ("notify", choices.notify),
        ];
        if let Some((field, _)) = unusual.into_iter().find(|(_, unusual)| *unusual) {
            return wrong(field, "the store leaves no choice");
        }
    }
    if choices.refund && standing.left.minor <= 0 {
        return wrong("refund", "nothing was paid that could go back");
    }
    if choices.notify && standing.order.email.is_none() {
        return wrong("notify", "the order has no address");
    }
    Ok(choices)
}
