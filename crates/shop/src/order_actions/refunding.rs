//! Planning a refund: how much, of which lines, and how the money goes back.

use commerce::acting::{
    self, Ability, Acting, Deed, LineLeft, NewRefund, Part, Standing, Suggested, Way, sum,
};
use commerce::money::{Money, MoneyError};
use web::Problem;

use super::effects::{Effect, EffectJson};
use super::live::NotAsked;
use super::planning::{Planned, state, text};
use super::wanted::{LineWanted, Mode, RefundWanted};

database::text_enum!(
    /// What a line of an order is.
    pub enum LineKind {
        /// Something that was bought.
        Item = "item",
        /// Shipping.
        Shipping = "shipping",
        /// A surcharge.
        Fee = "fee",
    }
);

impl From<acting::LineKind> for LineKind {
    fn from(kind: acting::LineKind) -> Self {
        match kind {
            acting::LineKind::Item => Self::Item,
            acting::LineKind::Shipping => Self::Shipping,
            acting::LineKind::Fee => Self::Fee,
        }
    }
}

/// Plans a refund: the store reckons what lines come to and how the money goes back.
///
/// # Errors
/// 422 that names the field, 409 `order-state` when nothing is left, or why the store does not answer.
pub(super) async fn refund(
    wanted: &RefundWanted,
    store: &dyn Acting,
    standing: &Standing,
) -> Result<Planned, Problem> {
    let new = drafted(wanted, store, standing)?;
    let pointer = if wanted.mode == Mode::Amount { "/action/amount" } else { "/action/lines" };
    let too_much = || Problem::field(pointer, "too-much", "is more than is left");
    // Before the store is asked: it would only say no.
    if new.amount.minor > standing.left.minor {
        return Err(too_much());
    }
    let suggested = store.suggested(standing, new, wanted.mode != Mode::Lines).await;
    let Suggested { refund, parts } = suggested.map_err(NotAsked::Store)?;
    let amount = refund.amount;
    let goes_back = parts.iter().fold(0, |sum: i64, part| sum.saturating_add(part.amount.minor));
    if amount.minor > standing.left.minor || goes_back < amount.minor {
        return Err(too_much());
    }
    if amount.minor <= 0 {
        return Err(Problem::field(pointer, "required", "has to be more than nothing"));
    }
    let effects = effects(&refund, &parts, standing);
    let deed = Deed::Refund { refund, refunded_before: standing.refunded.minor };
    Ok(Planned { deed, value: amount, effects })
}

/// The refund before the store has reckoned what it comes to.
fn drafted(wanted: &RefundWanted, store: &dyn Acting, standing: &Standing) -> Result<NewRefund, Problem> {
    if standing.left.minor <= 0 {
        return Err(state("nothing is left to give back"));
    }
    let payment = &standing.payment;
    let unsupported = |field, why| Err(Problem::field(field, "not-supported", why));
    if wanted.pay_back && !payment.pays_back {
        return unsupported("/action/pay_back", "the provider can't move money back");
    }
    if !wanted.pay_back && payment.pays_back && !payment.records {
        return unsupported("/action/pay_back", "the store always has the provider move the money");
    }
    if wanted.restock && store.lacks(Ability::Restock).is_some() {
        return unsupported("/action/restock", "the store's access does not allow it");
    }
    let (amount, lines) = match wanted.mode {
        Mode::Whole => {
            let lines = standing.lines.iter().filter(|line| line.is_left());
            (standing.left, lines.map(|line| line.part(line.quantity_left)).collect())
        }
        Mode::Amount => (money(wanted.amount.as_deref(), standing)?, Vec::new()),
        Mode::Lines => {
            let chosen = chosen(&wanted.lines, &standing.lines)?;
            let lines: Vec<_> = chosen.into_iter().map(|(line, quantity)| line.part(quantity)).collect();
            (sum(&lines, standing.order.currency), lines)
        }
    };
    if wanted.mode == Mode::Amount && amount.minor <= 0 {
        return Err(Problem::field("/action/amount", "required", "has to be more than nothing"));
    }
    let pieces: i64 = lines.iter().map(|line| line.quantity).sum();
    Ok(NewRefund {
        amount,
        reason: text(&wanted.reason, "/action/reason")?,
        pay_back: wanted.pay_back,
        restock: wanted.restock && pieces > 0,
        lines,
        input: None,
    })
}

fn effects(refund: &NewRefund, parts: &[Part], standing: &Standing) -> Vec<EffectJson> {
    let of_part = |part: &Part| {
        let effect = match part.way {
            Way::Moved => Effect::MoneyBack,
            Way::Recorded => Effect::RecordedOnly,
            Way::ByHand => Effect::MoneyByHand,
        };
        EffectJson::of(effect).amount(part.amount).text(part.provider.as_str())
    };
    let mut effects: Vec<EffectJson> = told_once(parts).iter().map(of_part).collect();
    let stays = Money::new(standing.left.minor - refund.amount.minor, standing.left.currency);
    effects.push(EffectJson::of(Effect::Stays).amount(stays));
    effects.push(if refund.restock {
        EffectJson::of(Effect::Restock).count(refund.lines.iter().map(|line| line.quantity).sum())
    } else {
        EffectJson::of(Effect::NoRestock)
    });
    if stays.minor == 0 {
        effects.push(EffectJson::of(Effect::StatusBecomes).text("refunded"));
    }
    effects.extend(standing.order.email.iter().map(|email| EffectJson::of(Effect::StoreMails).text(email)));
    let removable = refund.can_be_removed();
    effects.push(EffectJson::of(if removable { Effect::UndoWithoutMail } else { Effect::UndoImpossible }));
    effects
}

/// What goes back in the same way by the same provider is told as one amount, however many payments it came by.
fn told_once(parts: &[Part]) -> Vec<Part> {
    let mut told: Vec<Part> = Vec::new();
    for part in parts {
        match told.iter_mut().find(|known| known.way == part.way && known.provider == part.provider) {
            Some(known) => known.amount.minor = known.amount.minor.saturating_add(part.amount.minor),
            None => told.push(part.clone()),
        }
    }
    told
}

/// The lines that were chosen, with so many pieces each.
pub(super) fn chosen<'l>(
    wanted: &[LineWanted],
    lines: &'l [LineLeft],
) -> Result<Vec<(&'l LineLeft, i64)>, Problem> {
    if wanted.is_empty() {
        return Err(Problem::field("/action/lines", "required", "names no line"));
    }
    let mut taken = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        let wrong = |code, why: &str| Problem::field(format!("/action/lines/{place}"), code, why.to_owned());
        let line = lines.iter().find(|line| line.id.as_str() == one.id);
        let line = line.ok_or_else(|| wrong("invalid", "the order has no such line"))?;
        let quantity = one.quantity.unwrap_or(line.quantity_left);
        let pieces_fit = if line.kind == acting::LineKind::Item { quantity >= 1 } else { quantity == 0 };
        if !pieces_fit || quantity > line.quantity_left || !line.is_left() {
            return Err(wrong("too-much", "so many are not left"));
        }
        if taken.iter().any(|(known, _): &(&LineLeft, i64)| known.id == line.id) {
            return Err(wrong("invalid", "is named twice"));
        }
        taken.push((line, quantity));
    }
    Ok(taken)
}

/// An amount as a person wrote it, in the order's currency.
pub(super) fn money(amount: Option<&str>, standing: &Standing) -> Result<Money, Problem> {
    let amount = amount.unwrap_or_default();
    Money::parse(amount, standing.order.currency).map_err(|error| {
        let code = match error {
            MoneyError::Inexact { .. } => "too-fine",
            MoneyError::NotANumber(_) | MoneyError::Overflow | MoneyError::DifferentCurrencies(..) => {
                "invalid"
            }
        };
        Problem::field("/action/amount", code, error.to_string())
    })
}
