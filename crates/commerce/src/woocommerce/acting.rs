//! What WooCommerce can be had to do with an order. It can do nearly all of it, by keys that may write; an old one says so when it is
//! asked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::changing::{Marked, mark_of};
use super::client::Client;
use super::connection::WRITE;
use super::items::is_editable;
use crate::acting::{
    Ability, Acting, Asked, CODE_TAKEN, COUPON_USED, CancelChoices, Deed, Edit, Edited, Fields, Lack,
    LineKind, LineLeft, Made, NewRefund, ORDER_CHANGED, Part, Payment, Seen, Standing, Suggested, Task, Way,
    removed, says,
};
use crate::acting::{CANCELLED, REPLACEMENT_STATUS, less};
use crate::error::StoreError;
use crate::http::Http;
use crate::json::{MapError, MapProblem};
use crate::model::{OrderLine, SourceId, StoreNote, StoreOrder, StoreRefund};
use crate::money::{Money, MoneyError};

impl<H: Http> Acting for Client<H> {
    fn lacks(&self, ability: Ability) -> Option<Lack> {
        if matches!(ability, Ability::CancelChoices | Ability::Returns) {
            return Some(Lack::Unknown);
        }
        (!self.connection().may_write).then_some(Lack::Right(WRITE))
    }

    fn standing<'a>(&'a self, order: &'a SourceId, about_money: bool) -> Asked<'a, Standing> {
        Box::pin(self.stands(order, about_money))
    }

    fn suggested<'a>(
        &'a self,
        standing: &'a Standing,
        wanted: NewRefund,
        _fixed: bool,
    ) -> Asked<'a, Suggested> {
        let way = match (wanted.pay_back, standing.payment.pays_back) {
            (true, _) => Way::Moved,
            (false, true) => Way::Recorded,
            (false, false) => Way::ByHand,
        };
        let part = Part { amount: wanted.amount, way, provider: standing.payment.provider.clone() };
        Box::pin(async move { Ok(Suggested { refund: wanted, parts: vec![part] }) })
    }

    fn editable(&self, standing: &Standing) -> bool {
        is_editable(&standing.json)
    }

    fn editing<'a>(&'a self, standing: &'a Standing, wanted: Edit) -> Asked<'a, Edited> {
        Box::pin(self.edited(standing, wanted))
    }

    /// Stock and mails follow from the state, by the store's own settings.
    fn cancelling(&self, standing: &Standing, _choices: CancelChoices) -> Deed {
        let order = &standing.order;
        Deed::SetStatus {
            order: order.source_id.clone(),
            from: order.status.raw.clone(),
            to: CANCELLED.to_owned(),
        }
    }

    fn noting(&self, _standing: &Standing, text: String, for_customer: bool) -> Deed {
        Deed::Note { text, for_customer }
    }

    fn replacing(&self, standing: &Standing, pieces: &[(&OrderLine, i64)]) -> Option<Deed> {
        let number = |id: &SourceId| id.as_str().parse::<u64>().unwrap_or(0);
        let (mut lines, mut count) = (Vec::new(), 0);
        for (line, quantity) in pieces {
            lines.push(json!({
                "product_id": number(line.product_id.as_ref()?),
                "variation_id": line.variation_id.as_ref().map_or(0, number),
                "quantity": quantity, "subtotal": "0", "total": "0",
            }));
            count += quantity;
        }
        let (order, json) = (&standing.order, &standing.json);
        let fields = json!({
            "status": REPLACEMENT_STATUS, "currency": order.currency.to_string(),
            "customer_id": json["customer_id"], "billing": without_empty(&json["billing"]),
            "shipping": without_empty(&json["shipping"]), "line_items": lines,
            "meta_data": [{ "key": "_tillside_replaces", "value": order.source_id.as_str() }],
        });
        Some(Deed::Replacement { fields, pieces: count })
    }

    fn look<'a>(&'a self, task: Task<'a>) -> Asked<'a, Seen> {
        Box::pin(self.seen(task))
    }

    fn send<'a>(&'a self, task: Task<'a>) -> Asked<'a, Made> {
        Box::pin(self.done(task))
    }
}

impl<H: Http> Client<H> {
    async fn stands(&self, id: &SourceId, about_money: bool) -> Result<Standing, StoreError> {
        let (order, json) = self.order_with_refunds(id).await?;
        let refunds = order.refunds.clone();
        let (mut counted, mut payment): (&[StoreRefund], _) = (&[], Payment::default());
        if about_money {
            counted = &refunds;
            payment = self.payment(&order, &json).await?;
        }
        let lines = lines(&order, &json, counted)?;
        let given: i64 = if refunds.is_empty() {
            order.totals.refunded.minor
        } else {
            refunds.iter().fold(0, |sum: i64, refund| sum.saturating_add(refund.amount.minor))
        };
        let left = order.totals.total.minor.saturating_sub(given).max(0);
        let billing = fields(&json["billing"]);
        Ok(Standing {
            left: Money::new(left, order.currency),
            refunded: Money::new(order.totals.total.minor.saturating_sub(left), order.currency),
            mail_to: billing.get("email").filter(|email| !email.is_empty()).cloned(),
            shipping: fields(&json["shipping"]),
            coupon_for: order.email.clone(),
            adds_in: order.currency,
            promised: false,
            billing,
            lines,
            payment,
            refunds,
            json,
            order,
        })
    }

    /// An order with all that is known of its refunds: the order itself does not say which pieces they gave back.
    pub(super) async fn order_with_refunds(&self, id: &SourceId) -> Result<(StoreOrder, Value), StoreError> {
        let (mut order, json) = self.order_with_source(id).await?;
        if !order.refunds.is_empty() {
            let (all, _) = self.marked_refunds(id, order.currency).all().await?;
            order.refunds = all.into_iter().map(|Marked { thing, .. }| thing).collect();
        }
        Ok((order, json))
    }

    /// Whether the provider can move money back is its own word, together with a payment to take back.
    async fn payment(&self, order: &StoreOrder, json: &Value) -> Result<Payment, StoreError> {
        let gateway = match json["payment_method"].as_str() {
            Some(paid_by) if !paid_by.is_empty() => self.gateway(paid_by).await?,
            Some(_) | None => None,
        };
        let charged = json["transaction_id"].as_str().is_some_and(|id| !id.is_empty());
        let named = gateway.as_ref().map(|gateway| gateway.title.clone()).filter(|name| !name.is_empty());
        Ok(Payment {
            pays_back: charged && gateway.is_some_and(|gateway| gateway.refunds),
            records: true,
            provider: named.or_else(|| order.payment_method.clone()).unwrap_or_default(),
        })
    }

    async fn seen(&self, task: Task<'_>) -> Result<Seen, StoreError> {
        let order = task.order;
        match task.deed {
            Deed::Refund { refund, refunded_before } => {
                self.look_for_refund(task, refund, *refunded_before).await
            }
            Deed::SetStatus { order, from, .. } => {
                let (now, json) = self.order_with_source(order).await?;
                Ok(judged(task, &now, &json, now.status.raw == *from))
            }
            Deed::Address { billing, shipping } => {
                let (now, json) = self.order_with_source(order).await?;
                let untouched =
                    is_as_before(&json["billing"], billing) && is_as_before(&json["shipping"], shipping);
                Ok(judged(task, &now, &json, untouched))
            }
            Deed::Items { lines, add } => self.look_at_items(task, lines, add).await,
            Deed::Note { text, for_customer } => {
                let ours = |note: &StoreNote| note.for_customer == *for_customer && says(&note.text, text);
                self.look_for_note(task, ours).await
            }
            Deed::Resend { email } => {
                let ours = |note: &StoreNote| !note.for_customer && note.text.contains(email.as_str());
                self.look_for_note(task, ours).await
            }
            Deed::Coupon { coupon } => Ok(match self.coupon_by_code(&coupon.code).await? {
                Some(known) if known.mark.as_deref() == Some(task.mark) => {
                    Seen::Done(Made::thing(&known.thing.source_id))
                }
                Some(_) => Seen::Changed(CODE_TAKEN),
                None => Seen::Open(Vec::new()),
            }),
            Deed::Replacement { .. } => self.look_for_order(task).await,
            Deed::DeleteRefund { refund } => {
                let (refunds, _) = self.marked_refunds(order, task.currency).all().await?;
                Ok(removed(task, refunds.iter().any(|known| known.thing.source_id == *refund)))
            }
            Deed::DeleteNote { note } => {
                let notes = self.notes(order).await?;
                Ok(removed(task, notes.iter().any(|known| known.source_id == *note)))
            }
            Deed::DeleteCoupon { coupon, code } => {
                let known = self.coupon_by_code(code).await?.map(|known| known.thing);
                let known = known.filter(|known| known.source_id == *coupon);
                Ok(match known {
                    Some(known) if known.used > 0 => Seen::Changed(COUPON_USED),
                    known => removed(task, known.is_some()),
                })
            }
            Deed::Cancel { .. }
            | Deed::OrderNote { .. }
            | Deed::DraftReplacement { .. }
            | Deed::Return { .. } => Err(StoreError::NoApi),
        }
    }

    /// The mark is written an instant after the refund itself: should the store have died in between, the refund is known by
    /// what it is, and by not having been there before.
    async fn look_for_refund(
        &self,
        task: Task<'_>,
        wanted: &NewRefund,
        refunded_before: i64,
    ) -> Result<Seen, StoreError> {
        let (refunds, _) = self.marked_refunds(task.order, task.currency).all().await?;
        let marked = refunds.iter().find(|known| known.mark.as_deref() == Some(task.mark));
        let unmarked = || {
            let refund = |known: &&Marked<StoreRefund>| {
                known.mark.is_none()
                    && !task.before.contains(&known.thing.source_id.0)
                    && known.thing.amount == wanted.amount
                    && says(known.thing.reason.as_deref().unwrap_or_default(), &wanted.reason)
            };
            refunds.iter().find(refund).filter(|_| task.sent)
        };
        if let Some(known) = marked.or_else(unmarked) {
            let thing = Made::thing(&known.thing.source_id);
            return Ok(Seen::Done(Made { moved: known.thing.paid_back, ..thing }));
        }
        let given = refunds.iter().fold(0, |sum: i64, known| sum.saturating_add(known.thing.amount.minor));
        if given != refunded_before {
            return Ok(Seen::Changed(ORDER_CHANGED));
        }
        Ok(Seen::Open(refunds.into_iter().map(|known| known.thing.source_id.0).collect()))
    }

    /// Notes carry no mark: ours is one that was not there before and says what we wrote.
    async fn look_for_note(
        &self,
        task: Task<'_>,
        ours: impl Fn(&StoreNote) -> bool,
    ) -> Result<Seen, StoreError> {
        let notes = self.notes(task.order).await?;
        let fresh = |note: &&StoreNote| !task.before.contains(&note.source_id.0) && ours(note);
        if task.sent
            && let Some(note) = notes.iter().find(fresh)
        {
            return Ok(Seen::Done(Made::thing(&note.source_id)));
        }
        Ok(Seen::Open(notes.into_iter().map(|note| note.source_id.0).collect()))
    }

    /// An order that was made carries the mark; it changed after we first asked for it.
    async fn look_for_order(&self, task: Task<'_>) -> Result<Seen, StoreError> {
        if !task.sent {
            return Ok(Seen::Open(Vec::new()));
        }
        let mut pages = self.orders_with_source(Some(task.asked_at));
        while let Some(page) = pages.next_page().await? {
            let ours = |(_, json): &&(StoreOrder, Value)| mark_of(json).as_deref() == Some(task.mark);
            if let Some((order, _)) = page.items.iter().find(ours) {
                return Ok(Seen::Done(Made::order(order)));
            }
        }
        Ok(Seen::Open(Vec::new()))
    }

    async fn done(&self, task: Task<'_>) -> Result<Made, StoreError> {
        let Task { order, mark, .. } = task;
        match task.deed {
            Deed::Refund { refund, .. } => {
                let made = self.refund(order, refund, mark).await?;
                Ok(Made { moved: made.paid_back, ..Made::thing(&made.source_id) })
            }
            Deed::SetStatus { order, to, .. } => {
                self.set_status(order, to, mark).await.map(|(now, _)| Made::order(&now))
            }
            Deed::Address { billing, shipping } => {
                let (now, _) = self.set_addresses(order, &wished(billing), &wished(shipping), mark).await?;
                Ok(Made::order(&now))
            }
            Deed::Items { lines, add } => self.set_items(task, lines, add).await,
            Deed::Note { text, for_customer } => {
                self.write_note(order, text, *for_customer).await.map(|note| Made::thing(&note.source_id))
            }
            Deed::Resend { .. } => self.send_order_details(order).await.map(|()| Made::default()),
            Deed::Coupon { coupon } => {
                self.create_coupon(coupon, mark).await.map(|made| Made::thing(&made.source_id))
            }
            Deed::Replacement { fields, .. } => {
                self.create_order(fields.clone(), mark).await.map(|(order, _)| Made::order(&order))
            }
            Deed::DeleteRefund { refund } => {
                self.delete_refund(order, refund).await.map(|()| Made::default())
            }
            Deed::DeleteNote { note } => self.delete_note(order, note).await.map(|()| Made::default()),
            Deed::DeleteCoupon { coupon, .. } => self.delete_coupon(coupon).await.map(|()| Made::default()),
            Deed::Cancel { .. }
            | Deed::OrderNote { .. }
            | Deed::DraftReplacement { .. }
            | Deed::Return { .. } => Err(StoreError::NoApi),
        }
    }
}

fn judged(task: Task<'_>, now: &StoreOrder, json: &Value, untouched: bool) -> Seen {
    match untouched {
        _ if mark_of(json).as_deref() == Some(task.mark) => Seen::Done(Made::order(now)),
        true => Seen::Open(Vec::new()),
        false => Seen::Changed(ORDER_CHANGED),
    }
}

fn is_as_before(block: &Value, fields: &Fields) -> bool {
    fields.iter().all(|(name, change)| block[name.as_str()].as_str().unwrap_or_default() == change.from)
}

fn wished(fields: &Fields) -> BTreeMap<String, String> {
    fields.iter().map(|(name, change)| (name.clone(), change.to.clone())).collect()
}

fn fields(block: &Value) -> BTreeMap<String, String> {
    let field = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    block.as_object().into_iter().flatten().filter_map(field).collect()
}

/// A store refuses an empty e-mail address, and what is empty says nothing.
fn without_empty(block: &Value) -> Value {
    let filled = block.as_object().into_iter().flatten().filter(|(_, value)| *value != "");
    Value::Object(filled.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// What is left of every line of an order; lines that take something off are left out.
fn lines(order: &StoreOrder, json: &Value, refunds: &[StoreRefund]) -> Result<Vec<LineLeft>, MapError> {
    let mut lines = Vec::new();
    for (kind, list) in
        [(LineKind::Item, "line_items"), (LineKind::Shipping, "shipping_lines"), (LineKind::Fee, "fee_lines")]
    {
        for entry in json[list].as_array().into_iter().flatten() {
            let read = line(entry, kind, order).map_err(|error| MapError {
                pointer: format!("/{list}"),
                problem: MapProblem::Money(error),
            })?;
            lines.extend(read.filter(|line| !line.takes_off()));
        }
    }
    less(&mut lines, refunds);
    Ok(lines)
}

fn line(entry: &Value, kind: LineKind, order: &StoreOrder) -> Result<Option<LineLeft>, MoneyError> {
    let Some(id) = entry["id"].as_u64().map(SourceId::from) else { return Ok(None) };
    let known = order.lines.iter().find(|line| line.source_id == id);
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let amount = |value: &Value| match value.as_str() {
        Some("") | None => Ok(0),
        Some(text) => Money::parse_rounded(text, order.currency).map(|money| money.minor),
    };
    let mut taxes = Vec::new();
    for tax in entry["taxes"].as_array().into_iter().flatten() {
        let part = amount(&tax["total"])?;
        if part != 0 {
            taxes.push((tax["id"].to_string(), part));
        }
    }
    let name = match kind {
        LineKind::Item => known.map(|line| line.name.clone()).unwrap_or_default(),
        LineKind::Shipping => text("method_title"),
        LineKind::Fee => text("name"),
    };
    let quantity = if kind == LineKind::Item { known.map_or(0, |line| line.quantity) } else { 0 };
    let total = Money::new(amount(&entry["total"])?, order.currency);
    Ok(Some(LineLeft::whole(id, kind, name, quantity, total, taxes)))
}
