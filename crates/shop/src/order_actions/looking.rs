//! Asking a store whether an action was done, and having it done.

use std::collections::BTreeMap;

use commerce::http::Http;
use commerce::model::{SourceId, StoreNote, StoreOrder};
use commerce::money::Currency;
use commerce::woocommerce::{Client, NewRefund, StoreError, mark_of};
use database::Time;
use serde_json::Value;

use super::action::{Action, Before, Outcome};
use super::plan::{Fields, FromTo, Plan};

/// What a store says when it is asked about an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seen {
    /// It has done it: its mark is there.
    Done(Outcome),
    /// It has not, and all is as it has to be before. Holds what is there now.
    Open(Before),
    /// It has not, and something is not as it was when a person confirmed the action: a stable word.
    Changed(&'static str),
}

/// The order is not as it was.
const ORDER_CHANGED: &str = "order-changed";
/// What is to be removed is gone.
const GONE: &str = "gone";

/// Asks the store.
///
/// # Errors
/// When it does not answer as it should.
pub(super) async fn look<H: Http>(
    client: &Client<H>,
    action: &Action,
    order: &SourceId,
    currency: Currency,
) -> Result<Seen, StoreError> {
    let mark = action.id.to_string();
    match &action.plan {
        Plan::Refund { refund, refunded_before } => {
            look_for_refund(client, action, order, refund, *refunded_before).await
        }
        Plan::SetStatus { order, from, .. } => {
            let (now, json) = client.order_with_source(order).await?;
            Ok(match () {
                () if mark_of(&json).as_ref() == Some(&mark) => Seen::Done(made(&now)),
                () if now.status.raw == *from => Seen::Open(Before::default()),
                () => Seen::Changed(ORDER_CHANGED),
            })
        }
        Plan::Address { billing, shipping } => {
            let (now, json) = client.order_with_source(order).await?;
            let untouched =
                is_as_before(&json["billing"], billing) && is_as_before(&json["shipping"], shipping);
            Ok(match () {
                () if mark_of(&json).as_ref() == Some(&mark) => Seen::Done(made(&now)),
                () if untouched => Seen::Open(Before::default()),
                () => Seen::Changed(ORDER_CHANGED),
            })
        }
        Plan::Note { text, for_customer } => {
            let ours = |note: &StoreNote| note.for_customer == *for_customer && says(&note.text, text);
            look_for_note(client, action, order, ours).await
        }
        Plan::Resend { email } => {
            let ours = |note: &StoreNote| !note.for_customer && note.text.contains(email.as_str());
            look_for_note(client, action, order, ours).await
        }
        Plan::Coupon { coupon } => Ok(match client.coupon(&coupon.code).await? {
            Some(known) if known.mark.as_ref() == Some(&mark) => Seen::Done(thing(&known.thing.source_id)),
            Some(_) => Seen::Changed("code-taken"),
            None => Seen::Open(Before::default()),
        }),
        Plan::Replacement { .. } => look_for_order(client, action, &mark).await,
        Plan::DeleteRefund { refund } => {
            let (refunds, _) = client.marked_refunds(order, currency).all().await?;
            let there = refunds.iter().any(|known| known.thing.source_id == *refund);
            Ok(removed(action, there))
        }
        Plan::DeleteNote { note } => {
            let notes = client.notes(order).await?;
            Ok(removed(action, notes.iter().any(|known| known.source_id == *note)))
        }
        Plan::DeleteCoupon { coupon, code } => {
            let known = client.coupon(code).await?.map(|known| known.thing);
            let known = known.filter(|known| known.source_id == *coupon);
            Ok(match known {
                Some(known) if known.used > 0 => Seen::Changed("coupon-used"),
                known => removed(action, known.is_some()),
            })
        }
    }
}

/// What shall be gone and is: ours, if we asked for it.
fn removed(action: &Action, there: bool) -> Seen {
    match (there, action.begun_at) {
        (true, _) => Seen::Open(Before::default()),
        (false, Some(_)) => Seen::Done(Outcome::default()),
        (false, None) => Seen::Changed(GONE),
    }
}

/// The mark is written an instant after the refund itself: should the store have died in between, the refund is known by
/// what it is, and by not having been there before.
async fn look_for_refund<H: Http>(
    client: &Client<H>,
    action: &Action,
    order: &SourceId,
    wanted: &NewRefund,
    refunded_before: i64,
) -> Result<Seen, StoreError> {
    let mark = action.id.to_string();
    let (refunds, _) = client.marked_refunds(order, wanted.amount.currency).all().await?;
    let marked = refunds.iter().find(|known| known.mark.as_ref() == Some(&mark));
    let unmarked = || {
        let before = action.begun_at.and(action.before.as_ref())?;
        refunds.iter().find(|known| {
            let refund = &known.thing;
            known.mark.is_none()
                && !before.0.contains(&refund.source_id.0)
                && refund.amount == wanted.amount
                && says(refund.reason.as_deref().unwrap_or_default(), &wanted.reason)
        })
    };
    if let Some(known) = marked.or_else(unmarked) {
        return Ok(Seen::Done(Outcome { moved: known.thing.paid_back, ..thing(&known.thing.source_id) }));
    }
    let given = refunds.iter().fold(0, |sum: i64, known| sum.saturating_add(known.thing.amount.minor));
    if given != refunded_before {
        return Ok(Seen::Changed(ORDER_CHANGED));
    }
    Ok(Seen::Open(Before(refunds.into_iter().map(|known| known.thing.source_id.0).collect())))
}

/// Notes carry no mark: ours is one that was not there before and says what we wrote.
async fn look_for_note<H: Http>(
    client: &Client<H>,
    action: &Action,
    order: &SourceId,
    ours: impl Fn(&StoreNote) -> bool,
) -> Result<Seen, StoreError> {
    let notes = client.notes(order).await?;
    if let (Some(_), Some(before)) = (action.begun_at, &action.before)
        && let Some(note) = notes.iter().find(|note| !before.0.contains(&note.source_id.0) && ours(note))
    {
        return Ok(Seen::Done(thing(&note.source_id)));
    }
    Ok(Seen::Open(Before(notes.into_iter().map(|note| note.source_id.0).collect())))
}

/// An order that was made carries the mark; it changed after we first asked for it.
async fn look_for_order<H: Http>(
    client: &Client<H>,
    action: &Action,
    mark: &String,
) -> Result<Seen, StoreError> {
    if action.begun_at.is_none() {
        return Ok(Seen::Open(Before::default()));
    }
    let mut pages = client.orders_with_source(Some(action.created_at.timestamp()));
    while let Some(page) = pages.next_page().await? {
        if let Some((order, _)) = page.items.iter().find(|(_, json)| mark_of(json).as_ref() == Some(mark)) {
            return Ok(Seen::Done(made(order)));
        }
    }
    Ok(Seen::Open(Before::default()))
}

fn thing(id: &SourceId) -> Outcome {
    Outcome { thing: Some(id.to_string()), ..Outcome::default() }
}

fn made(order: &StoreOrder) -> Outcome {
    Outcome { number: Some(order.number.clone()), ..thing(&order.source_id) }
}

fn is_as_before(block: &Value, fields: &Fields) -> bool {
    fields.iter().all(|(name, FromTo { from, .. })| block[name.as_str()].as_str().unwrap_or_default() == from)
}

/// Stores wrap and tidy what is written into them: only the words count.
fn says(text: &str, wanted: &str) -> bool {
    text.split_whitespace().eq(wanted.split_whitespace())
}

/// Has the store do it.
///
/// # Errors
/// [`is_certainly_not_done`] tells which of them leave no doubt.
pub(super) async fn send<H: Http>(
    client: &Client<H>,
    action: &Action,
    order: &SourceId,
) -> Result<Outcome, StoreError> {
    let mark = action.id.to_string();
    match &action.plan {
        Plan::Refund { refund, .. } => {
            let made = client.refund(order, refund, &mark).await?;
            Ok(Outcome { moved: made.paid_back, ..thing(&made.source_id) })
        }
        Plan::SetStatus { order, to, .. } => {
            client.set_status(order, to, &mark).await.map(|(now, _)| made(&now))
        }
        Plan::Address { billing, shipping } => {
            let (now, _) = client.set_addresses(order, &wished(billing), &wished(shipping), &mark).await?;
            Ok(made(&now))
        }
        Plan::Note { text, for_customer } => {
            client.write_note(order, text, *for_customer).await.map(|note| thing(&note.source_id))
        }
        Plan::Resend { .. } => client.send_order_details(order).await.map(|()| Outcome::default()),
        Plan::Coupon { coupon } => {
            client.create_coupon(coupon, &mark).await.map(|made| thing(&made.source_id))
        }
        Plan::Replacement { fields, .. } => {
            client.create_order(fields.clone(), &mark).await.map(|(order, _)| made(&order))
        }
        Plan::DeleteRefund { refund } => {
            client.delete_refund(order, refund).await.map(|()| Outcome::default())
        }
        Plan::DeleteNote { note } => client.delete_note(order, note).await.map(|()| Outcome::default()),
        Plan::DeleteCoupon { coupon, .. } => client.delete_coupon(coupon).await.map(|()| Outcome::default()),
    }
}

fn wished(fields: &Fields) -> BTreeMap<String, String> {
    fields.iter().map(|(name, change)| (name.clone(), change.to.clone())).collect()
}

/// Whether a store that answered like this has certainly not done what it was sent: it refused before doing anything. A
/// server's own failure may come after the deed.
pub(super) fn is_certainly_not_done(error: &StoreError) -> bool {
    match error {
        StoreError::Unauthorized { .. }
        | StoreError::Forbidden { .. }
        | StoreError::NoApi
        | StoreError::NoShop
        | StoreError::MissingScope { .. }
        | StoreError::Closed { .. }
        | StoreError::Moved { .. }
        | StoreError::RateLimited { .. } => true,
        StoreError::Refused { status, .. } => *status < 500,
        StoreError::NotFound
        | StoreError::Blocked { .. }
        | StoreError::Unavailable { .. }
        | StoreError::NotJson { .. }
        | StoreError::TooLarge { .. }
        | StoreError::Unreadable(_)
        | StoreError::EndlessPages { .. }
        | StoreError::Transport(_) => false,
    }
}

/// Until when a slow store may still be doing what it was sent.
pub(super) fn settles_at(begun_at: Time, settle: jiff::SignedDuration) -> Time {
    begun_at.plus(settle)
}
