//! Changing things in a store, and finding out whether that was done.
//!
//! A refund is sent with Shopify's own idempotency key, which the store keeps for a day
//! (<https://shopify.dev/docs/api/usage/implementing-idempotency>), and carries a mark in its note. An order that was
//! changed carries the mark in a metafield, a coupon and a draft in their tags, a cancellation in its note for the staff.
//! A return is known by where it
//! stands. That an order was mailed leaves no trace.

use std::time::Duration;

use serde_json::{Value, json};

use super::answer;
use super::client::Client;
use super::documents::{self, Document};
use super::map::{gid, id_of, money};
use super::marks::{carries, marked};
use super::pages::{List, Pages};
use super::standing::{address, as_input, moved};
use crate::acting::{
    CODE_TAKEN, COUPON_USED, CancelChoices, CancelReason, Deed, Discount, Fields, Made, NewCoupon, NewRefund,
    ORDER_CHANGED, Seen, Task, removed,
};
use crate::error::StoreError;
use crate::http::{Http, TransportError};
use crate::json::Node;
use crate::model::SourceId;

/// What the store says of a refund with a key that is at work at this moment.
const IN_PROGRESS: [&str; 2] = ["IDEMPOTENCY_CONCURRENT_REQUEST", "currently in progress"];

/// How often it is asked whether a cancellation has run to its end.
const LOOKS: u32 = 8;
/// Between two of them.
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

impl<H: Http> Client<H> {
    pub(super) async fn seen(&self, task: Task<'_>) -> Result<Seen, StoreError> {
        match task.deed {
            Deed::Refund { refund, refunded_before } => {
                self.look_for_refund(task, refund, *refunded_before).await
            }
            Deed::Cancel { order, .. } => {
                let now = self.now(order).await?;
                let cancelled = now["cancelledAt"].is_string();
                let ours = carries(now.pointer("/cancellation/staffNote").and_then(Value::as_str), task.mark);
                Ok(match (cancelled, ours) {
                    (true, true) => Seen::Done(order_of(&now)?),
                    (true, false) => Seen::Changed(ORDER_CHANGED),
                    (false, _) => Seen::Open(Vec::new()),
                })
            }
            Deed::OrderNote { from, .. } => {
                let now = self.now(task.order).await?;
                let untouched = now["note"].as_str().unwrap_or_default() == from;
                judged(task, &now, untouched)
            }
            Deed::Address { shipping, .. } => {
                let now = self.now(task.order).await?;
                let known = address(&now["shippingAddress"]);
                let as_before =
                    |name: &String, from: &str| known.get(name).map_or("", String::as_str) == from;
                let untouched = shipping.iter().all(|(name, change)| as_before(name, &change.from));
                judged(task, &now, untouched)
            }
            Deed::Items { lines, add } => self.look_at_items(task, lines, add).await,
            Deed::Resend { .. } if task.sent => Ok(Seen::Untold),
            Deed::Resend { .. } => Ok(Seen::Open(Vec::new())),
            Deed::Coupon { coupon } => Ok(match self.discount(&coupon.code).await? {
                Some(known) if tagged(&known["codeDiscount"], task.mark) => {
                    Seen::Done(Made::thing(&id_of(&Node::root(&known).get("id"))?))
                }
                Some(_) => Seen::Changed(CODE_TAKEN),
                None => Seen::Open(Vec::new()),
            }),
            Deed::DraftReplacement { .. } => Ok(match self.draft(task).await? {
                Some(draft) if draft["order"].is_object() => Seen::Done(order_of(&draft["order"])?),
                Some(_) | None => Seen::Open(Vec::new()),
            }),
            Deed::Return { id, step, .. } => self.look_at_return(task, id, step).await,
            Deed::DeleteCoupon { coupon, code } => {
                let known = self.discount(code).await?;
                let used = known.as_ref().and_then(|known| known["codeDiscount"]["asyncUsageCount"].as_u64());
                let ours = |known: &Value| known["id"] == gid(DISCOUNT, coupon);
                Ok(match known.filter(ours) {
                    Some(_) if used.unwrap_or(0) > 0 => Seen::Changed(COUPON_USED),
                    known => removed(task, known.is_some()),
                })
            }
            Deed::SetStatus { .. }
            | Deed::Note { .. }
            | Deed::Replacement { .. }
            | Deed::DeleteRefund { .. }
            | Deed::DeleteNote { .. } => Err(StoreError::NoApi),
        }
    }

    async fn look_for_refund(
        &self,
        task: Task<'_>,
        wanted: &NewRefund,
        refunded_before: i64,
    ) -> Result<Seen, StoreError> {
        let known = self.thing(&documents::REFUND_NOTES, json!({ "id": gid("Order", task.order) })).await?;
        let refunds = known["refunds"].as_array().map(Vec::as_slice).unwrap_or_default();
        if let Some(ours) = refunds.iter().find(|refund| carries(refund["note"].as_str(), task.mark)) {
            let made = self.thing(&documents::REFUND, json!({ "id": ours["id"] })).await?;
            return Ok(Seen::Done(refund_of(&made)?));
        }
        let given = Node::root(&known);
        let given = money(&given.get("totalRefundedSet"), wanted.amount.currency, &mut Vec::new())?;
        if given.minor != refunded_before {
            return Ok(Seen::Changed(ORDER_CHANGED));
        }
        Ok(Seen::Open(Vec::new()))
    }

    pub(super) async fn done(&self, task: Task<'_>) -> Result<Made, StoreError> {
        match task.deed {
            Deed::Refund { refund, .. } => self.refund(task, refund).await,
            Deed::Cancel { order, choices } => self.cancel(order, *choices, task.mark).await,
            Deed::OrderNote { to, .. } => self.update(task, json!({ "note": to })).await,
            Deed::Address { shipping, .. } => {
                let now = self.now(task.order).await?;
                let input = corrected(as_input(&now["shippingAddress"]), shipping);
                self.update(task, json!({ "shippingAddress": input })).await
            }
            Deed::Items { lines, add } => self.set_items(task, lines, add).await,
            Deed::Resend { email } => {
                let variables = json!({ "id": gid("Order", task.order), "email": { "to": email } });
                self.change(&documents::ORDER_INVOICE_SEND, &variables).await.map(|_| Made::default())
            }
            Deed::Coupon { coupon } => {
                let variables = json!({ "discount": discount_input(coupon, task.mark) });
                let made = self.change(&documents::DISCOUNT_CREATE, &variables).await?;
                Ok(Made::thing(&id_of(&Node::root(&made["codeDiscountNode"]).get("id"))?))
            }
            Deed::DraftReplacement { draft, .. } => self.replace(task, draft).await,
            Deed::Return { id, step, .. } => self.take_step(id, step).await,
            Deed::DeleteCoupon { coupon, .. } => {
                let variables = json!({ "id": gid(DISCOUNT, coupon) });
                self.change(&documents::DISCOUNT_DELETE, &variables).await.map(|_| Made::default())
            }
            Deed::SetStatus { .. }
            | Deed::Note { .. }
            | Deed::Replacement { .. }
            | Deed::DeleteRefund { .. }
            | Deed::DeleteNote { .. } => Err(StoreError::NoApi),
        }
    }

    /// Gives money back. The same key gives it back once, whoever asks how often.
    async fn refund(&self, task: Task<'_>, new: &NewRefund) -> Result<Made, StoreError> {
        let mut input = new.input.clone().ok_or(StoreError::NoApi)?;
        input["note"] = marked(&new.reason, task.mark).into();
        let variables = json!({ "input": input, "key": task.mark });
        let made = match self.change(&documents::REFUND_CREATE, &variables).await {
            Err(StoreError::Refused { code, message, .. })
                if IN_PROGRESS.iter().any(|word| code == *word || message.contains(word)) =>
            {
                return Err(StoreError::Unavailable { status: 409, retry_after: None });
            }
            other => other?,
        };
        refund_of(&made["refund"])
    }

    /// A cancellation runs beside: it is asked after until it has come to its end. Should that take too long, nobody knows
    /// yet, and the order is looked at later.
    async fn cancel(&self, order: &SourceId, choices: CancelChoices, mark: &str) -> Result<Made, StoreError> {
        let variables = json!({
            "id": gid("Order", order), "note": marked("", mark), "reason": reason(choices.reason),
            "restock": choices.restock, "refund": choices.refund, "notify": choices.notify,
        });
        let begun = self.change(&documents::ORDER_CANCEL, &variables).await?;
        let (job, mut ended) = (&begun["job"]["id"], begun["job"]["done"] == true);
        for _ in 0..LOOKS {
            let now = self.now(order).await.map_err(not_known)?;
            if now["cancelledAt"].is_string() {
                return order_of(&now);
            }
            if ended {
                return Err(StoreError::Refused {
                    status: 200,
                    code: "job".to_owned(),
                    message: "the order was not cancelled".to_owned(),
                    parameters: Vec::new(),
                });
            }
            self.wait(BETWEEN_LOOKS).await;
            let told = self.thing(&documents::JOB, json!({ "id": job })).await.map_err(not_known)?;
            ended = told["done"] == true;
        }
        Err(StoreError::Transport(TransportError::Timeout))
    }

    async fn update(&self, task: Task<'_>, mut input: Value) -> Result<Made, StoreError> {
        input["id"] = gid("Order", task.order).into();
        let kind = "single_line_text_field";
        input["metafields"] =
            json!([{ "namespace": "tillside", "key": "action", "type": kind, "value": task.mark }]);
        let made = self.change(&documents::ORDER_UPDATE, &json!({ "input": input })).await?;
        order_of(&made["order"])
    }

    /// A draft that was made before and not completed is completed. One that the store won't complete is removed.
    async fn replace(&self, task: Task<'_>, draft: &Value) -> Result<Made, StoreError> {
        let id = match self.draft(task).await? {
            Some(known) => known["id"].clone(),
            None => {
                let mut input = draft.clone();
                input["tags"] = json!([task.mark]);
                let made = self.change(&documents::DRAFT_CREATE, &json!({ "input": input })).await?;
                made["draftOrder"]["id"].clone()
            }
        };
        let about = json!({ "id": id });
        match self.change(&documents::DRAFT_COMPLETE, &about).await {
            Ok(made) => order_of(&made["draftOrder"]["order"]),
            Err(refused @ StoreError::Refused { .. }) => {
                self.change(&documents::DRAFT_DELETE, &about).await?;
                Err(refused)
            }
            Err(error) => Err(error),
        }
    }

    /// The draft of a deed that was begun before, newest first until before it was asked for.
    async fn draft(&self, task: Task<'_>) -> Result<Option<Value>, StoreError> {
        if !task.begun {
            return Ok(None);
        }
        let list = List { document: documents::DRAFTS, variables: json!({}), counted: None };
        let mut pages = Pages::new(self, list, |draft| Ok(draft.clone()));
        while let Some(page) = pages.next_page().await? {
            if let Some(ours) = page.items.iter().find(|draft| tagged(draft, task.mark)) {
                return Ok(Some(ours.clone()));
            }
            let made_at = |draft: &Value| Node::root(draft).get("createdAt").utc().ok().flatten();
            if page.items.last().and_then(made_at).is_some_and(|at| at < task.asked_at) {
                break;
            }
        }
        Ok(None)
    }

    async fn now(&self, order: &SourceId) -> Result<Value, StoreError> {
        self.thing(&documents::ORDER_NOW, json!({ "id": gid("Order", order) })).await
    }

    /// The discount with this code.
    async fn discount(&self, code: &str) -> Result<Option<Value>, StoreError> {
        match self.thing(&documents::DISCOUNT, json!({ "code": code })).await {
            Ok(known) => Ok(Some(known)),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What a mutation did.
    pub(super) async fn change(&self, document: &Document, variables: &Value) -> Result<Value, StoreError> {
        let data = self.ask(document, variables).await?;
        answer::done(&data).cloned()
    }
}

/// Shopify's word (`OrderCancelReason`).
const fn reason(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Customer => "CUSTOMER",
        CancelReason::Declined => "DECLINED",
        CancelReason::Fraud => "FRAUD",
        CancelReason::Inventory => "INVENTORY",
        CancelReason::Staff => "STAFF",
        CancelReason::Other => "OTHER",
    }
}

/// It was accepted before the store could not be asked any more: no refusal says now that it was not done.
fn not_known(_: StoreError) -> StoreError {
    StoreError::Transport(TransportError::Timeout)
}

/// What Shopify's ids of discounts begin with.
const DISCOUNT: &str = "DiscountCodeNode";

fn judged(task: Task<'_>, now: &Value, untouched: bool) -> Result<Seen, StoreError> {
    Ok(match untouched {
        _ if now["mark"]["value"] == task.mark => Seen::Done(order_of(now)?),
        true => Seen::Open(Vec::new()),
        false => Seen::Changed(ORDER_CHANGED),
    })
}

fn tagged(thing: &Value, mark: &str) -> bool {
    thing["tags"].as_array().into_iter().flatten().any(|tag| tag == mark)
}

pub(super) fn order_of(order: &Value) -> Result<Made, StoreError> {
    let node = Node::root(order);
    let number = node.get("name").raw_text().map(|name| name.trim_start_matches('#').to_owned());
    Ok(Made { number, ..Made::thing(&id_of(&node.get("legacyResourceId"))?) })
}

fn refund_of(refund: &Value) -> Result<Made, StoreError> {
    let id = id_of(&Node::root(refund).get("legacyResourceId"))?;
    Ok(Made { moved: moved(refund)?, ..Made::thing(&id) })
}

/// The whole address with its changes: what is not sent would be emptied. A province that a person typed is a name, unless
/// it looks like a code.
fn corrected(mut input: Value, changes: &Fields) -> Value {
    for (name, change) in changes {
        let written = super::standing::FIELDS.iter().find(|(known, _)| known == name).map(|(_, to)| *to);
        let is_code = |text: &str| {
            text.len() <= 6 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        };
        match written {
            Some("provinceCode") if !is_code(&change.to) => {
                if let Some(fields) = input.as_object_mut() {
                    fields.remove("provinceCode");
                }
                input["province"] = change.to.clone().into();
            }
            Some(written) => input[written] = change.to.clone().into(),
            None => {}
        }
    }
    input
}

fn discount_input(new: &NewCoupon, mark: &str) -> Value {
    let value = match new.discount {
        Discount::Amount(money) => {
            json!({ "discountAmount": { "amount": money.to_string(), "appliesOnEachItem": false } })
        }
        Discount::Percent(percent) => json!({ "percentage": f64::from(percent) / 100.0 }),
    };
    let context = match &new.customer {
        Some(customer) => json!({ "customers": { "add": [gid("Customer", customer)] } }),
        None => json!({ "all": "ALL" }),
    };
    json!({
        "title": new.description, "code": new.code, "startsAt": new.starts_at.map(|at| at.to_string()),
        "endsAt": new.expires_at.map(|at| at.to_string()), "usageLimit": 1, "appliesOncePerCustomer": true,
        "context": context, "customerGets": { "items": { "all": true }, "value": value }, "tags": [mark],
    })
}
