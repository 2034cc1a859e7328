//! Payments, refunds and returns of an order as the API shows them.

use commerce::model::{StorePayment, StoreReturn};
use commerce::money::{Currency, Money};
use database::Time;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::MoneyJson;
use super::order::{PaidBack, PaymentState, Refund, ReturnState};

/// Money that the customer pays.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderPayment)]
pub struct PaymentJson {
    pub amount: MoneyJson,
    pub state: PaymentState,
    /// By what, in words.
    pub method: Option<String>,
    /// The store's word for the provider: `stripe`.
    pub gateway: Option<String>,
    /// By what the provider knows it.
    pub transaction_id: Option<String>,
    /// When it came so far; null where the store does not say.
    pub at: Option<Time>,
}

impl PaymentJson {
    pub(super) fn of(payment: &StorePayment) -> Self {
        Self {
            amount: payment.amount.into(),
            state: payment.stage.into(),
            method: payment.method.clone(),
            gateway: payment.gateway.clone(),
            transaction_id: payment.transaction_id.clone(),
            at: payment.at.map(Time::from),
        }
    }
}

/// Money given back.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Refund)]
pub struct RefundJson {
    pub amount: MoneyJson,
    pub reason: Option<String>,
    /// Null for the moments until the refund itself has been fetched.
    pub at: Option<Time>,
    /// Whether the payment provider moved the money; null while nobody knows.
    pub paid_back: Option<bool>,
    /// By what it went back, in words; null where the store does not say.
    pub paid_to: Option<String>,
    /// What was given back; empty when it was an amount only.
    pub lines: Vec<RefundLineJson>,
}

/// A line of a refund.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RefundLine)]
pub struct RefundLineJson {
    /// As the customer saw it; may be empty.
    pub name: String,
    /// Pieces; 0 when only money was given back.
    pub quantity: i64,
    /// With tax.
    pub total: MoneyJson,
}

impl RefundJson {
    pub(super) fn of(refund: Refund, currency: Currency) -> Self {
        let money = |minor: i64| MoneyJson::from(Money::new(minor, currency));
        let lines = refund.lines.0.into_iter().map(|line| RefundLineJson {
            total: money(line.total.minor.saturating_add(line.tax.minor)),
            name: line.name,
            quantity: line.quantity,
        });
        Self {
            amount: money(refund.amount),
            reason: refund.reason,
            at: refund.refunded_at,
            paid_back: match refund.paid_back {
                PaidBack::Yes => Some(true),
                PaidBack::No => Some(false),
                PaidBack::Unknown => None,
            },
            paid_to: refund.paid_to,
            lines: lines.collect(),
        }
    }
}

/// Items that the customer sends back, or wants to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderReturn)]
pub struct ReturnJson {
    /// The store's id, by which actions name it.
    pub id: String,
    /// What the store calls it.
    pub number: Option<String>,
    pub state: ReturnState,
    /// When somebody asked for it.
    pub asked_at: Option<Time>,
    pub closed_at: Option<Time>,
    /// What the customer was told when it was declined.
    pub declined_for: Option<String>,
    pub lines: Vec<ReturnLineJson>,
}

/// A line of a return.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderReturnLine)]
pub struct ReturnLineJson {
    /// As the customer saw it; may be empty.
    pub name: String,
    pub quantity: i64,
    /// Why, in the store's words.
    pub reason: Option<String>,
    /// What the customer, or else the store, wrote about it.
    pub note: Option<String>,
}

impl ReturnJson {
    pub(super) fn of(known: &StoreReturn) -> Self {
        let lines = known.lines.iter().map(|line| ReturnLineJson {
            name: line.name.clone(),
            quantity: line.quantity,
            reason: line.reason.clone(),
            note: line.note.clone(),
        });
        Self {
            id: known.source_id.to_string(),
            number: known.number.clone(),
            state: known.stage.into(),
            asked_at: known.asked_at.map(Time::from),
            closed_at: known.closed_at.map(Time::from),
            declined_for: known.declined_for.clone(),
            lines: lines.collect(),
        }
    }
}
