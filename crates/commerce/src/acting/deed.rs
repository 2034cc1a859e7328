//! What exactly a store is asked for, and what has to hold before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Made;
use super::items::{self, LineChange, NewItem};
use super::returns::ReturnStep;
use crate::model::SourceId;
use crate::money::Money;

/// A field of an address, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTo {
    /// As the store has it.
    pub from: String,
    /// As it is to be.
    pub to: String,
}

/// Fields of an address by WooCommerce's names for them.
pub type Fields = BTreeMap<String, FromTo>;

/// A refund to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefund {
    /// How much; positive, in the order's currency. The store takes this, whatever the lines add up to.
    pub amount: Money,
    /// Why; WooCommerce shows it to the customer in its mail, Shopify to the store's people.
    pub reason: String,
    /// Whether the payment provider is to move the money. Where it can't, the store refuses.
    pub pay_back: bool,
    /// Whether the pieces go back into stock.
    pub restock: bool,
    /// Which lines, if it is a refund of lines.
    pub lines: Vec<NewRefundLine>,
    /// All of it as the store suggested it: Shopify's `RefundInput`, but for the note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Value>,
}

/// A line's part in a refund. Shipping and fees are lines too, without pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefundLine {
    /// The line of the order.
    pub id: SourceId,
    /// Pieces.
    pub quantity: i64,
    /// Of them not sent yet.
    #[serde(default)]
    pub unsent: i64,
    /// Without tax.
    pub total: Money,
    /// Tax by the store's id of its rate.
    pub taxes: Vec<(String, Money)>,
}

/// A coupon to make, for one use by one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCoupon {
    /// What the customer types; WooCommerce writes it in small letters.
    pub code: String,
    /// What it takes off.
    pub discount: Discount,
    /// The only address that may use it, where the store goes by addresses.
    pub email: Option<String>,
    /// The only account that may use it, where the store goes by accounts.
    #[serde(default)]
    pub customer: Option<SourceId>,
    /// From when.
    #[serde(default)]
    pub starts_at: Option<Timestamp>,
    /// Until when; WooCommerce keeps the day.
    pub expires_at: Option<Timestamp>,
    /// What it is for, for the store's people.
    pub description: String,
}

/// What a coupon takes off a cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    /// An amount.
    Amount(Money),
    /// So many hundredths, 1 to 100.
    Percent(u8),
}

/// How an order is called off, where the store has a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelChoices {
    /// Why, for the store's own records.
    pub reason: CancelReason,
    /// Whether the items go back into stock.
    pub restock: bool,
    /// Whether what was paid goes back by the ways it came.
    pub refund: bool,
    /// Whether the store mails the customer.
    pub notify: bool,
}

impl Default for CancelChoices {
    /// Nothing but the order itself: no money moves and nobody is told.
    fn default() -> Self {
        Self { reason: CancelReason::Other, restock: true, refund: false, notify: false }
    }
}

/// Why an order is called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The customer wants it no more.
    Customer,
    /// The payment was declined.
    Declined,
    /// It is a fraud.
    Fraud,
    /// There is not enough in stock.
    Inventory,
    /// The store's people made a mistake.
    Staff,
    /// Anything else.
    Other,
}

/// What a store is asked for: fixed when a person confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Deed {
    /// Give money back, if so much and no more was given back until now.
    Refund {
        /// The refund.
        refund: NewRefund,
        /// Given back until now, in minor units.
        refunded_before: i64,
    },
    /// Change where an order stands (WooCommerce).
    SetStatus {
        /// The order: the one that is acted on, or one that was made.
        order: SourceId,
        /// The store's word for where it stands.
        from: String,
        /// The store's word for where it shall stand.
        to: String,
    },
    /// Call an order off for good (Shopify).
    Cancel {
        /// The order: the one that is acted on, or one that was made.
        order: SourceId,
        /// How.
        #[serde(default)]
        choices: CancelChoices,
    },
    /// Write a note among others (WooCommerce).
    Note {
        /// What it says.
        text: String,
        /// Whether the store mails it to the customer.
        for_customer: bool,
    },
    /// Write the one note of an order (Shopify).
    OrderNote {
        /// What is added; empty when something is taken away.
        text: String,
        /// As the note is.
        from: String,
        /// As it shall be.
        to: String,
    },
    /// Correct the addresses.
    Address {
        /// Who pays.
        billing: Fields,
        /// Where it goes.
        shipping: Fields,
    },
    /// Change what is in an order, if its lines are as they were.
    Items {
        /// Every line that the order has.
        lines: Vec<LineChange>,
        /// What is added.
        add: Vec<NewItem>,
    },
    /// Mail the order.
    Resend {
        /// The address.
        email: String,
    },
    /// Make a coupon.
    Coupon {
        /// The coupon.
        coupon: NewCoupon,
    },
    /// Make an order that costs nothing (WooCommerce).
    Replacement {
        /// The order's fields, as the store takes them.
        fields: Value,
        /// Pieces in it.
        pieces: i64,
    },
    /// Make a draft of an order that costs nothing, and complete it (Shopify).
    DraftReplacement {
        /// Shopify's `DraftOrderInput`, but for the mark.
        draft: Value,
        /// Pieces in it.
        pieces: i64,
    },
    /// Answer a return or bring it to its end, if it stands as it did (Shopify).
    Return {
        /// The return.
        id: SourceId,
        /// What the store calls it.
        number: Option<String>,
        /// What becomes of it.
        step: ReturnStep,
    },
    /// Remove a refund that moved no money.
    DeleteRefund {
        /// The refund.
        refund: SourceId,
    },
    /// Remove a note.
    DeleteNote {
        /// The note.
        note: SourceId,
    },
    /// Remove a coupon that nobody has redeemed.
    DeleteCoupon {
        /// The coupon.
        coupon: SourceId,
        /// Its code.
        code: String,
    },
}

impl Deed {
    /// How it is taken back; `None` where the store can't.
    pub fn undoing(&self, made: &Made) -> Option<Self> {
        let thing = || made.thing.clone();
        match self {
            Self::Refund { refund, .. } if refund.can_be_removed() => {
                thing().map(|refund| Self::DeleteRefund { refund })
            }
            Self::SetStatus { order, from, to } => {
                Some(Self::SetStatus { order: order.clone(), from: to.clone(), to: from.clone() })
            }
            Self::Note { .. } => thing().map(|note| Self::DeleteNote { note }),
            // What was forgotten can't be put back.
            Self::OrderNote { from, to, .. } if from == to => None,
            Self::Address { billing, shipping } if billing.is_empty() && shipping.is_empty() => None,
            Self::OrderNote { from, to, .. } => {
                Some(Self::OrderNote { text: String::new(), from: to.clone(), to: from.clone() })
            }
            Self::Address { billing, shipping } => {
                Some(Self::Address { billing: turned(billing), shipping: turned(shipping) })
            }
            Self::Items { lines, add } => items::undoing(lines, add),
            Self::Coupon { coupon } => {
                thing().map(|id| Self::DeleteCoupon { coupon: id, code: coupon.code.clone() })
            }
            Self::Replacement { .. } => thing().map(|order| Self::SetStatus {
                order,
                from: REPLACEMENT_STATUS.to_owned(),
                to: CANCELLED.to_owned(),
            }),
            Self::DraftReplacement { .. } => {
                thing().map(|order| Self::Cancel { order, choices: CancelChoices::default() })
            }
            Self::Return { id, number, step } => {
                step.undoing().map(|step| Self::Return { id: id.clone(), number: number.clone(), step })
            }
            Self::Refund { .. }
            | Self::Cancel { .. }
            | Self::Resend { .. }
            | Self::DeleteRefund { .. }
            | Self::DeleteNote { .. }
            | Self::DeleteCoupon { .. } => None,
        }
    }

    /// The same without what was written to or about a person, to be kept when the person is forgotten. It can't be done any more.
    #[must_use]
    pub fn without_people(&self) -> Self {
        let mut left = self.clone();
        match &mut left {
            Self::Refund { refund, .. } => refund.reason.clear(),
            Self::Note { text, .. } => text.clear(),
            Self::OrderNote { text, from, to } => [text, from, to].into_iter().for_each(String::clear),
            Self::Address { billing, shipping } => [billing, shipping].into_iter().for_each(Fields::clear),
            Self::Resend { email } => email.clear(),
            Self::Coupon { coupon } => {
                (coupon.email, coupon.customer) = (None, None);
                coupon.description.clear();
            }
            Self::Replacement { fields, .. } => *fields = Value::Null,
            Self::DraftReplacement { draft, .. } => *draft = Value::Null,
            Self::Return { step: ReturnStep::Decline { note, .. }, .. } => note.clear(),
            Self::SetStatus { .. }
            | Self::Cancel { .. }
            | Self::Items { .. }
            | Self::Return { .. }
            | Self::DeleteRefund { .. }
            | Self::DeleteNote { .. }
            | Self::DeleteCoupon { .. } => {}
        }
        left
    }

    /// An order other than the one that was acted on, which is another one afterwards.
    pub fn touches(&self, made: &Made) -> Option<SourceId> {
        match self {
            Self::Replacement { .. } | Self::DraftReplacement { .. } => made.thing.clone(),
            Self::SetStatus { order, .. } | Self::Cancel { order, .. } => Some(order.clone()),
            _ => None,
        }
    }
}

impl NewRefund {
    /// WooCommerce removes a refund that moved no money; Shopify removes none.
    pub const fn can_be_removed(&self) -> bool {
        !self.pay_back && self.input.is_none()
    }
}

/// The word for an order that was called off.
pub(crate) const CANCELLED: &str = "cancelled";
/// WooCommerce's word for an order that is to be sent.
pub(crate) const REPLACEMENT_STATUS: &str = "processing";

fn turned(fields: &Fields) -> Fields {
    let turn = |(name, change): (&String, &FromTo)| {
        (name.clone(), FromTo { from: change.to.clone(), to: change.from.clone() })
    };
    fields.iter().map(turn).collect()
}
