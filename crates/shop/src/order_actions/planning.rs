//! From what a person wants and how the store has the order: what exactly is asked of the store, and what that will do.

use std::collections::BTreeMap;

use commerce::acting::{
    Ability, Acting, Deed, Discount, Fields, FromTo, Lack, LineKind, LineLeft, NewCoupon, Standing, sum,
};
use commerce::model::{CustomerRef, OrderLine, OrderStage};
use commerce::money::{Currency, Money};
use database::Time;
use database::secrets::fresh_token;
use http::StatusCode;
use jiff::SignedDuration;
use people::customers::Identity;
use web::Problem;

use super::action::Kind;
use super::cancelling::cancel;
use super::effects::{Effect, EffectJson};
use super::items::items;
use super::refunding::{chosen, money, refund};
use super::returning;
use super::wanted::{AddressWanted, CouponWanted, NoteWanted, ReplacementWanted, Wanted};

/// What a store is asked for, with what it costs and does.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub deed: Deed,
    /// What it gives away.
    pub value: Money,
    pub effects: Vec<EffectJson>,
}

/// Longest text that goes into a store, in characters.
const LONGEST: usize = 5000;

/// Plans an action. `prices_in` is the currency of the store's prices, where it is known.
///
/// # Errors
/// 422 that names the field, or 409: `order-state` and `return-state` when the order does not allow it, `store-cannot` when the
/// store knows no such thing, `store-right-missing` when its access does not allow it.
pub(super) async fn plan(
    wanted: &Wanted,
    store: &dyn Acting,
    standing: &Standing,
    prices_in: Option<Currency>,
    now: Time,
) -> Result<Planned, Problem> {
    if standing.order.status.stage == OrderStage::Trashed {
        return Err(state("the order is in the store's bin"));
    }
    match wanted {
        Wanted::Refund(wanted) => refund(wanted, store, standing).await,
        Wanted::Cancel(wanted) => cancel(wanted, store, standing),
        Wanted::Note(wanted) => note(wanted, store, standing),
        Wanted::Address(wanted) => address(wanted, store, standing),
        Wanted::Items(wanted) => items(wanted, store, standing, prices_in).await,
        Wanted::Resend(_) => resend(standing),
        Wanted::Coupon(wanted) => coupon(wanted, standing, prices_in, now),
        Wanted::Replacement(wanted) => replacement(wanted, store, standing),
        Wanted::ApproveReturn(wanted) => returning::approve(wanted, standing),
        Wanted::DeclineReturn(wanted) => returning::decline(wanted, standing),
        Wanted::CloseReturn(wanted) => returning::close(wanted, standing),
    }
}

/// Whether the store can do such a thing at all.
///
/// # Errors
/// 409 `store-cannot`, `store-right-missing`.
pub(super) fn possible(kind: Kind, store: &dyn Acting) -> Result<(), Problem> {
    let conflict = |code, title, detail| Err(Problem::new(StatusCode::CONFLICT, code, title, detail));
    match kind.ability().and_then(|ability| store.lacks(ability)) {
        None => Ok(()),
        Some(Lack::Unknown) => {
            conflict("store-cannot", "This store can't do that", "its kind knows no such thing".to_owned())
        }
        Some(Lack::Right(right)) => {
            let detail = format!("the store's access token lacks {right}");
            conflict("store-right-missing", "The store's access does not allow this", detail)
        }
    }
}

impl Kind {
    /// What a store has to be able to do for it; `None` for taking back, which goes with what is taken back.
    const fn ability(self) -> Option<Ability> {
        Some(match self {
            Self::Refund => Ability::Refund,
            Self::Cancel => Ability::Cancel,
            Self::Note => Ability::Note,
            Self::Address => Ability::ShippingAddress,
            Self::Items => Ability::Items,
            Self::Resend => Ability::Resend,
            Self::Coupon => Ability::Coupon,
            Self::Replacement => Ability::Replacement,
            Self::ApproveReturn | Self::DeclineReturn | Self::CloseReturn => Ability::Returns,
            Self::Undo => return None,
        })
    }
}

pub(super) fn state(detail: &'static str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "order-state", "The order does not allow this", detail)
}

pub(super) fn text(text: &str, pointer: &'static str) -> Result<String, Problem> {
    let clean: String = text.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    if clean.chars().count() > LONGEST {
        return Err(Problem::field(pointer, "too-long", "may have 5000 characters"));
    }
    Ok(clean)
}

pub(super) fn nothing(standing: &Standing) -> Money {
    Money::zero(standing.order.currency)
}

/// What was made can be taken back, or not.
pub(super) fn undo_of(deed: &Deed, possible: Effect) -> EffectJson {
    let made = commerce::acting::Made::thing(&"1".into());
    EffectJson::of(if deed.undoing(&made).is_some() { possible } else { Effect::UndoImpossible })
}

fn note(wanted: &NoteWanted, store: &dyn Acting, standing: &Standing) -> Result<Planned, Problem> {
    let text = text(&wanted.text, "/action/text")?;
    if text.is_empty() {
        return Err(Problem::field("/action/text", "required", "has to say something"));
    }
    if wanted.for_customer && store.lacks(Ability::MailedNote).is_some() {
        return Err(Problem::field("/action/for_customer", "not-supported", "the store mails no notes"));
    }
    let deed = store.noting(standing, text, wanted.for_customer);
    if let Deed::OrderNote { to, .. } = &deed
        && to.chars().count() > LONGEST
    {
        return Err(Problem::field("/action/text", "too-long", "the order's note would be too long"));
    }
    let (what, undo) = match (wanted.for_customer, &standing.order.email) {
        (true, None) => {
            return Err(Problem::field("/action/for_customer", "invalid", "the order has no address"));
        }
        (true, Some(email)) => {
            (EffectJson::of(Effect::NoteMailed).text(email), EffectJson::of(Effect::UndoWithoutMail))
        }
        (false, _) => (EffectJson::of(Effect::NoteInternal), EffectJson::of(Effect::UndoPossible)),
    };
    Ok(Planned { deed, value: nothing(standing), effects: vec![what, undo] })
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

fn address(wanted: &AddressWanted, store: &dyn Acting, standing: &Standing) -> Result<Planned, Problem> {
    let billing = changed("billing", &wanted.billing, &standing.billing)?;
    let shipping = changed("shipping", &wanted.shipping, &standing.shipping)?;
    if let (Some(field), Some(_)) = (billing.keys().next(), store.lacks(Ability::BillingAddress)) {
        let pointer = format!("/action/billing/{field}");
        return Err(Problem::field(pointer, "not-supported", "the store lets nobody change who pays"));
    }
    let count = billing.len() + shipping.len();
    if count == 0 {
        return Err(Problem::field("/action", "unchanged", "is as the store has it already"));
    }
    let mut effects =
        vec![EffectJson::of(Effect::AddressChanges).count(i64::try_from(count).unwrap_or(i64::MAX))];
    if !standing.order.shipments.is_empty() {
        effects.push(EffectJson::of(Effect::ParcelHasLeft));
    }
    effects.push(EffectJson::of(Effect::UndoPossible));
    Ok(Planned { deed: Deed::Address { billing, shipping }, value: nothing(standing), effects })
}

fn changed(
    block: &str,
    wanted: &BTreeMap<String, String>,
    known: &BTreeMap<String, String>,
) -> Result<Fields, Problem> {
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
        let from = known.get(name).map_or("", String::as_str);
        if from != to {
            fields.insert(name.clone(), FromTo { from: from.to_owned(), to: to.to_owned() });
        }
    }
    Ok(fields)
}

fn resend(standing: &Standing) -> Result<Planned, Problem> {
    let email = standing.mail_to.clone().ok_or_else(|| state("the order has no e-mail address"))?;
    let effects =
        vec![EffectJson::of(Effect::OrderMailed).text(&email), EffectJson::of(Effect::UndoImpossible)];
    Ok(Planned { deed: Deed::Resend { email }, value: nothing(standing), effects })
}

fn coupon(
    wanted: &CouponWanted,
    standing: &Standing,
    prices_in: Option<Currency>,
    now: Time,
) -> Result<Planned, Problem> {
    let order = &standing.order;
    let (discount, value, effect) = discount(wanted, standing, prices_in)?;
    let expires_at = match wanted.days {
        None => None,
        Some(days @ 1..=3650) => Some(now.plus(SignedDuration::from_hours(24 * i64::from(days))).timestamp()),
        Some(_) => return Err(Problem::field("/action/days", "invalid", "is not 1 to 3650")),
    };
    let mut effects = vec![effect];
    effects.push(match &standing.coupon_for {
        Some(who) => EffectJson::of(Effect::CouponFor).text(who),
        None => EffectJson::of(Effect::CouponForAnybody),
    });
    let until = expires_at.map(|at| Time::from(at).to_string());
    effects.extend(until.map(|until| EffectJson::of(Effect::CouponUntil).text(until)));
    effects.push(EffectJson::of(Effect::UndoUntilUsed));
    let customer = match &order.customer {
        CustomerRef::Account(id) => Some(id.clone()),
        CustomerRef::Guest => None,
    };
    let coupon = NewCoupon {
        code: fresh_code(),
        discount,
        email: order.email.clone(),
        customer,
        starts_at: Some(now.timestamp()),
        expires_at,
        description: format!("#{}", order.number),
    };
    Ok(Planned { deed: Deed::Coupon { coupon }, value, effects })
}

/// What a coupon takes off, what that is worth, and how it is told. A store reads the amount of a coupon in the currency of its
/// prices, whatever the order was paid in: as it was known here, and as the store told with the order.
fn discount(
    wanted: &CouponWanted,
    standing: &Standing,
    prices_in: Option<Currency>,
) -> Result<(Discount, Money, EffectJson), Problem> {
    let currency = standing.order.currency;
    let other = prices_in.into_iter().chain([standing.adds_in]).find(|made_in| *made_in != currency);
    match (&wanted.amount, wanted.percent) {
        (Some(amount), None) => {
            if let Some(made_in) = other {
                let only = format!("the store makes coupons in {made_in} only");
                return Err(Problem::field("/action/amount", "other-currency", only));
            }
            let amount = money(Some(amount), standing)?;
            if amount.minor <= 0 {
                return Err(Problem::field("/action/amount", "required", "has to be more than nothing"));
            }
            let effect = EffectJson::of(Effect::CouponAmount).amount(amount);
            Ok((Discount::Amount(amount), amount, effect))
        }
        (None, Some(percent @ 1..=100)) => {
            // What it will take off is not known; this order is the yardstick.
            let worth = standing.order.totals.total.minor.saturating_mul(percent.into()) / 100;
            let effect = EffectJson::of(Effect::CouponPercent).count(percent.into());
            Ok((Discount::Percent(percent), Money::new(worth, currency), effect))
        }
        (None, Some(_)) => Err(Problem::field("/action/percent", "invalid", "is not 1 to 100")),
        (Some(_), Some(_)) | (None, None) => {
            Err(Problem::field("/action/amount", "required", "either an amount or a percentage"))
        }
    }
}

/// A code that nobody guesses, in small letters as WooCommerce writes codes.
fn fresh_code() -> String {
    let letters = fresh_token();
    let code: String = letters.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    code.to_ascii_lowercase()
}

fn replacement(
    wanted: &ReplacementWanted,
    store: &dyn Acting,
    standing: &Standing,
) -> Result<Planned, Problem> {
    let order = &standing.order;
    let items: Vec<LineLeft> =
        standing.lines.iter().filter(|line| line.kind == LineKind::Item).cloned().collect();
    let chosen = match wanted.lines.as_slice() {
        [] => items.iter().map(|line| (line, line.quantity)).collect(),
        lines => chosen(lines, &items)?,
    };
    let source = |(line, quantity): &(&LineLeft, i64)| {
        let known = order.lines.iter().find(|known| known.source_id == line.id)?;
        Some((known, *quantity))
    };
    let pieces: Option<Vec<(&OrderLine, i64)>> = chosen.iter().map(source).collect();
    let deed = pieces.as_ref().and_then(|pieces| store.replacing(standing, pieces));
    let (Some(pieces), Some(deed)) = (pieces, deed) else {
        return Err(Problem::field("/action/lines", "invalid", "a product is not in the store any more"));
    };
    if pieces.is_empty() {
        return Err(state("there is nothing in the order that could be sent again"));
    }
    let parts: Vec<_> = chosen.iter().map(|(line, quantity)| line.part(*quantity)).collect();
    let value = sum(&parts, order.currency);
    let count = pieces.iter().map(|(_, quantity)| quantity).sum();
    let mut effects = vec![
        EffectJson::of(Effect::ReplacementMade).count(count).amount(value),
        EffectJson::of(Effect::StockTaken),
    ];
    effects.extend(order.email.iter().map(|email| EffectJson::of(Effect::StoreMails).text(email)));
    effects.push(undo_of(&deed, Effect::UndoWithoutMail));
    Ok(Planned { deed, value, effects })
}
