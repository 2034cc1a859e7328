//! From what a person wants and how the store has the order: what exactly is asked of the store, and what that will do.

use std::collections::BTreeMap;

use commerce::model::{OrderStage, StoreOrder};
use commerce::money::{Money, MoneyError};
use commerce::woocommerce::{Discount, NewCoupon, NewRefund};
use database::Time;
use database::secrets::fresh_token;
use http::StatusCode;
use jiff::SignedDuration;
use people::customers::Identity;
use serde_json::{Value, json};
use web::Problem;

use super::effects::{Effect, EffectJson};
use super::live::Live;
use super::plan::{CANCELLED, Fields, FromTo, Plan, REPLACEMENT_STATUS};
use super::refunding::{LineKind, Refundable, refundable, sum};
use super::wanted::ReplacementWanted;
use super::wanted::{AddressWanted, CouponWanted, LineWanted, Mode, NoteWanted, RefundWanted, Wanted};

/// A plan with what it costs and does.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub plan: Plan,
    /// What it gives away.
    pub value: Money,
    pub effects: Vec<EffectJson>,
}

/// Longest text that goes into a store, in characters.
const LONGEST: usize = 5000;

/// Plans an action.
///
/// # Errors
/// 422 that names the field, or 409 `order-state` when the order does not allow it.
pub(super) fn plan(wanted: &Wanted, live: &Live, now: Time) -> Result<Planned, Problem> {
    if live.order.status.stage == OrderStage::Trashed {
        return Err(state("the order is in the store's bin"));
    }
    match wanted {
        Wanted::Refund(wanted) => refund(wanted, live),
        Wanted::Cancel(_) => cancel(live),
        Wanted::Note(wanted) => note(wanted, live),
        Wanted::Address(wanted) => address(wanted, live),
        Wanted::Resend(_) => resend(live),
        Wanted::Coupon(wanted) => coupon(wanted, live, now),
        Wanted::Replacement(wanted) => replacement(wanted, live),
    }
}

fn state(detail: &'static str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "order-state", "The order does not allow this", detail)
}

fn unreadable(error: &MoneyError) -> Problem {
    Problem::upstream_failed(format!("an amount of the order can't be read: {error}"))
}

/// What is left to give back.
pub(super) fn left(live: &Live) -> Money {
    let totals = &live.order.totals;
    let given: i64 = if live.refunds.is_empty() {
        totals.refunded.minor
    } else {
        live.refunds.iter().fold(0, |sum: i64, refund| sum.saturating_add(refund.amount.minor))
    };
    Money::new(totals.total.minor.saturating_sub(given).max(0), live.order.currency)
}

/// What is left of each line.
pub(super) fn lines_left(live: &Live) -> Result<Vec<Refundable>, Problem> {
    refundable(&live.order, &live.json, &live.refunds).map_err(|error| unreadable(&error))
}

/// Whether the payment provider can move money back for this order.
pub(super) fn provider_can(live: &Live) -> bool {
    let charged = live.json["transaction_id"].as_str().is_some_and(|id| !id.is_empty());
    charged && live.gateway.as_ref().is_some_and(|gateway| gateway.refunds)
}

/// How the order was paid, in the store's words.
pub(super) fn provider_name(live: &Live) -> String {
    let known = live.gateway.as_ref().map(|gateway| gateway.title.clone()).filter(|name| !name.is_empty());
    known.or_else(|| live.order.payment_method.clone()).unwrap_or_default()
}

fn refund(wanted: &RefundWanted, live: &Live) -> Result<Planned, Problem> {
    let left = left(live);
    if left.minor <= 0 {
        return Err(state("everything was given back already"));
    }
    if wanted.pay_back && !provider_can(live) {
        return Err(Problem::field(
            "/action/pay_back",
            "not-supported",
            "the provider can't move money back",
        ));
    }
    let (amount, lines) = match wanted.mode {
        Mode::Whole => {
            let all = lines_left(live)?;
            let lines = all.iter().filter(|line| line.is_left()).map(|line| line.part(line.quantity_left));
            (left, lines.collect())
        }
        Mode::Amount => (money(wanted.amount.as_deref(), &live.order)?, Vec::new()),
        Mode::Lines => {
            let lines = chosen(&wanted.lines, &lines_left(live)?)?
                .into_iter()
                .map(|(line, quantity)| line.part(quantity))
                .collect::<Vec<_>>();
            (sum(&lines, live.order.currency), lines)
        }
    };
    let pointer = if wanted.mode == Mode::Amount { "/action/amount" } else { "/action/lines" };
    if amount.minor > left.minor {
        return Err(Problem::field(pointer, "too-much", "is more than is left"));
    }
    if amount.minor <= 0 {
        return Err(Problem::field(pointer, "required", "has to be more than nothing"));
    }
    let reason = text(&wanted.reason, "/action/reason")?;
    let pieces: i64 = lines.iter().map(|line| line.quantity).sum();
    let restock = wanted.restock && pieces > 0;
    let refund = NewRefund { amount, reason, pay_back: wanted.pay_back, restock, lines };
    let effects = refund_effects(&refund, live, left, pieces);
    let refunded_before = live.order.totals.total.minor.saturating_sub(left.minor);
    Ok(Planned { plan: Plan::Refund { refund, refunded_before }, value: amount, effects })
}

fn refund_effects(refund: &NewRefund, live: &Live, left: Money, pieces: i64) -> Vec<EffectJson> {
    let money = match (refund.pay_back, provider_can(live)) {
        (true, _) => Effect::MoneyBack,
        (false, true) => Effect::RecordedOnly,
        (false, false) => Effect::MoneyByHand,
    };
    let stays = Money::new(left.minor - refund.amount.minor, left.currency);
    let mut effects = vec![
        EffectJson::of(money).amount(refund.amount).text(provider_name(live)),
        EffectJson::of(Effect::Stays).amount(stays),
    ];
    effects.push(if refund.restock {
        EffectJson::of(Effect::Restock).count(pieces)
    } else {
        EffectJson::of(Effect::NoRestock)
    });
    if stays.minor == 0 {
        effects.push(EffectJson::of(Effect::StatusBecomes).text("refunded"));
    }
    effects.extend(live.order.email.iter().map(|email| EffectJson::of(Effect::StoreMails).text(email)));
    let undo = if refund.pay_back { Effect::UndoImpossible } else { Effect::UndoWithoutMail };
    effects.push(EffectJson::of(undo));
    effects
}

/// The lines that were chosen, with so many pieces each.
fn chosen<'l>(wanted: &[LineWanted], lines: &'l [Refundable]) -> Result<Vec<(&'l Refundable, i64)>, Problem> {
    if wanted.is_empty() {
        return Err(Problem::field("/action/lines", "required", "names no line"));
    }
    let mut taken = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        let wrong = |code, why: &str| Problem::field(format!("/action/lines/{place}"), code, why.to_owned());
        let line = lines.iter().find(|line| line.id.as_str() == one.id);
        let line = line.ok_or_else(|| wrong("invalid", "the order has no such line"))?;
        let quantity = one.quantity.unwrap_or(line.quantity_left);
        let pieces_fit = if line.kind == LineKind::Item { quantity >= 1 } else { quantity == 0 };
        if !pieces_fit || quantity > line.quantity_left || !line.is_left() {
            return Err(wrong("too-much", "so many are not left"));
        }
        if taken.iter().any(|(known, _): &(&Refundable, i64)| known.id == line.id) {
            return Err(wrong("invalid", "is named twice"));
        }
        taken.push((line, quantity));
    }
    Ok(taken)
}

fn money(amount: Option<&str>, order: &StoreOrder) -> Result<Money, Problem> {
    let amount = amount.unwrap_or_default();
    Money::parse(amount, order.currency).map_err(|error| {
        let code = match error {
            MoneyError::Inexact { .. } => "too-fine",
            MoneyError::NotANumber(_) | MoneyError::Overflow | MoneyError::DifferentCurrencies(..) => {
                "invalid"
            }
        };
        Problem::field("/action/amount", code, error.to_string())
    })
}

fn text(text: &str, pointer: &'static str) -> Result<String, Problem> {
    let clean: String = text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    if clean.chars().count() > LONGEST {
        return Err(Problem::field(pointer, "too-long", "may have 5000 characters"));
    }
    Ok(clean)
}

fn cancel(live: &Live) -> Result<Planned, Problem> {
    let stage = live.order.status.stage;
    if matches!(stage, OrderStage::Cancelled | OrderStage::Refunded | OrderStage::Draft) {
        return Err(state("the order is cancelled, refunded or not placed"));
    }
    let order = &live.order;
    let plan = Plan::SetStatus {
        order: order.source_id.clone(),
        from: order.status.raw.clone(),
        to: CANCELLED.to_owned(),
    };
    let mut effects =
        vec![EffectJson::of(Effect::StatusBecomes).text(CANCELLED), EffectJson::of(Effect::StockBack)];
    if order.paid_at.is_some() {
        effects.push(EffectJson::of(Effect::NoRefund).amount(left(live)));
    }
    if !order.shipments.is_empty() {
        effects.push(EffectJson::of(Effect::ParcelHasLeft));
    }
    effects.push(EffectJson::of(Effect::UndoPossible));
    Ok(Planned { plan, value: Money::zero(order.currency), effects })
}

fn note(wanted: &NoteWanted, live: &Live) -> Result<Planned, Problem> {
    let text = text(&wanted.text, "/action/text")?;
    if text.is_empty() {
        return Err(Problem::field("/action/text", "required", "has to say something"));
    }
    let effects = match (wanted.for_customer, &live.order.email) {
        (true, None) => {
            return Err(Problem::field("/action/for_customer", "invalid", "the order has no address"));
        }
        (true, Some(email)) => {
            vec![EffectJson::of(Effect::NoteMailed).text(email), EffectJson::of(Effect::UndoWithoutMail)]
        }
        (false, _) => vec![EffectJson::of(Effect::NoteInternal), EffectJson::of(Effect::UndoPossible)],
    };
    let plan = Plan::Note { text, for_customer: wanted.for_customer };
    Ok(Planned { plan, value: Money::zero(live.order.currency), effects })
}

/// The fields of an address that WooCommerce has; shipping has no e-mail address.
const ADDRESS_FIELDS: [&str; 11] = [
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "state",
    "postcode",
    "country",
    "phone",
    "email",
];

fn address(wanted: &AddressWanted, live: &Live) -> Result<Planned, Problem> {
    let billing = changed("billing", &wanted.billing, &live.json["billing"])?;
    let shipping = changed("shipping", &wanted.shipping, &live.json["shipping"])?;
    let count = billing.len() + shipping.len();
    if count == 0 {
        return Err(Problem::field("/action", "unchanged", "is as the store has it already"));
    }
    let mut effects =
        vec![EffectJson::of(Effect::AddressChanges).count(i64::try_from(count).unwrap_or(i64::MAX))];
    if !live.order.shipments.is_empty() {
        effects.push(EffectJson::of(Effect::ParcelHasLeft));
    }
    effects.push(EffectJson::of(Effect::UndoPossible));
    let plan = Plan::Address { billing, shipping };
    Ok(Planned { plan, value: Money::zero(live.order.currency), effects })
}

fn changed(block: &str, wanted: &BTreeMap<String, String>, known: &Value) -> Result<Fields, Problem> {
    let mut fields = Fields::new();
    for (name, to) in wanted {
        let wrong = |code, why: &str| Problem::field(format!("/action/{block}/{name}"), code, why.to_owned());
        if !ADDRESS_FIELDS.contains(&name.as_str()) || (block == "shipping" && name == "email") {
            return Err(wrong("unknown-field", "is no field of this address"));
        }
        let to = to.trim();
        if to.chars().count() > 200 || to.chars().any(char::is_control) {
            return Err(wrong("too-long", "may have 200 characters in one line"));
        }
        if name == "email" && Identity::email(to).is_none() {
            return Err(wrong("invalid", "is not an e-mail address"));
        }
        let is_code = to.len() == 2 && to.bytes().all(|byte| byte.is_ascii_uppercase());
        if name == "country" && !to.is_empty() && !is_code {
            return Err(wrong("invalid", "is not a country's two capital letters (ISO 3166-1)"));
        }
        let from = known[name.as_str()].as_str().unwrap_or_default();
        if from != to {
            fields.insert(name.clone(), FromTo { from: from.to_owned(), to: to.to_owned() });
        }
    }
    Ok(fields)
}

fn resend(live: &Live) -> Result<Planned, Problem> {
    let email = live.json["billing"]["email"].as_str().filter(|email| !email.is_empty());
    let email = email.ok_or_else(|| state("the order has no e-mail address"))?.to_owned();
    let effects =
        vec![EffectJson::of(Effect::OrderMailed).text(&email), EffectJson::of(Effect::UndoImpossible)];
    Ok(Planned { plan: Plan::Resend { email }, value: Money::zero(live.order.currency), effects })
}

fn coupon(wanted: &CouponWanted, live: &Live, now: Time) -> Result<Planned, Problem> {
    let currency = live.order.currency;
    let (discount, value, effect) = match (&wanted.amount, wanted.percent) {
        (Some(amount), None) => {
            let amount = money(Some(amount), &live.order)?;
            if amount.minor <= 0 {
                return Err(Problem::field("/action/amount", "required", "has to be more than nothing"));
            }
            (Discount::Amount(amount), amount, EffectJson::of(Effect::CouponAmount).amount(amount))
        }
        (None, Some(percent @ 1..=100)) => {
            // What it will take off is not known; this order is the yardstick.
            let worth = live.order.totals.total.minor.saturating_mul(percent.into()) / 100;
            let effect = EffectJson::of(Effect::CouponPercent).count(percent.into());
            (Discount::Percent(percent), Money::new(worth, currency), effect)
        }
        (None, Some(_)) => return Err(Problem::field("/action/percent", "invalid", "is not 1 to 100")),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Problem::field("/action/amount", "required", "either an amount or a percentage"));
        }
    };
    let expires_at = match wanted.days {
        None => None,
        Some(days @ 1..=3650) => Some(now.plus(SignedDuration::from_hours(24 * i64::from(days))).timestamp()),
        Some(_) => return Err(Problem::field("/action/days", "invalid", "is not 1 to 3650")),
    };
    let mut effects = vec![effect];
    effects.extend(live.order.email.iter().map(|email| EffectJson::of(Effect::CouponFor).text(email)));
    let until = expires_at.map(|at| Time::from(at).to_string());
    effects.extend(until.map(|until| EffectJson::of(Effect::CouponUntil).text(until)));
    effects.push(EffectJson::of(Effect::UndoUntilUsed));
    let coupon = NewCoupon {
        code: fresh_code(),
        discount,
        email: live.order.email.clone(),
        expires_at,
        description: format!("#{}", live.order.number),
    };
    Ok(Planned { plan: Plan::Coupon { coupon }, value, effects })
}

/// A code that nobody guesses, in small letters as the store writes codes.
fn fresh_code() -> String {
    let letters = fresh_token();
    let code: String = letters.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    code.to_ascii_lowercase()
}

fn replacement(wanted: &ReplacementWanted, live: &Live) -> Result<Planned, Problem> {
    let all = refundable(&live.order, &live.json, &[]).map_err(|error| unreadable(&error))?;
    let items: Vec<Refundable> = all.into_iter().filter(|line| line.kind == LineKind::Item).collect();
    let chosen = match wanted.lines.as_slice() {
        [] => items.iter().map(|line| (line, line.quantity)).collect(),
        lines => chosen(lines, &items)?,
    };
    let (mut lines, mut parts, mut pieces) = (Vec::new(), Vec::new(), 0);
    for (line, quantity) in chosen {
        let source = live.order.lines.iter().find(|known| known.source_id == line.id);
        let product = source.and_then(|known| known.product_id.as_ref());
        let Some(product) = product else {
            return Err(Problem::field("/action/lines", "invalid", "a product is not in the store any more"));
        };
        let variation = source.and_then(|known| known.variation_id.as_ref());
        let number = |id: &str| id.parse::<u64>().unwrap_or(0);
        lines.push(json!({
            "product_id": number(product.as_str()), "variation_id": variation.map_or(0, |id| number(id.as_str())),
            "quantity": quantity, "subtotal": "0", "total": "0",
        }));
        parts.push(line.part(quantity));
        pieces += quantity;
    }
    if lines.is_empty() {
        return Err(state("there is nothing in the order that could be sent again"));
    }
    let value = sum(&parts, live.order.currency);
    let fields = json!({
        "status": REPLACEMENT_STATUS, "currency": live.order.currency.to_string(),
        "customer_id": live.json["customer_id"], "billing": without_empty(&live.json["billing"]),
        "shipping": without_empty(&live.json["shipping"]), "line_items": lines,
        "meta_data": [{ "key": "_tillside_replaces", "value": live.order.source_id.as_str() }],
    });
    let mut effects = vec![
        EffectJson::of(Effect::ReplacementMade).count(pieces).amount(value),
        EffectJson::of(Effect::StockTaken),
    ];
    effects.extend(live.order.email.iter().map(|email| EffectJson::of(Effect::StoreMails).text(email)));
    effects.push(EffectJson::of(Effect::UndoWithoutMail));
    Ok(Planned { plan: Plan::Replacement { fields, pieces }, value, effects })
}

/// A store refuses an empty e-mail address, and what is empty says nothing.
fn without_empty(block: &Value) -> Value {
    let filled = block.as_object().into_iter().flatten().filter(|(_, value)| *value != "");
    Value::Object(filled.map(|(name, value)| (name.clone(), value.clone())).collect())
}
