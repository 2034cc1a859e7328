//! An order and what hangs on it: lines, refunds, notes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Contact, OrderStatus, Shipment, SourceId};
use crate::money::{Currency, Money};

/// One order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreOrder {
    /// The store's id; unique within the store.
    pub source_id: SourceId,
    /// What the customer calls it. Differs from the id where a numbering plug-in runs, and may hold letters.
    pub number: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// Of every amount in it.
    pub currency: Currency,
    /// What it costs.
    pub totals: Totals,
    /// The total in the currency of the store, where the customer paid in another one and the store says so.
    #[serde(default)]
    pub store_total: Option<Money>,
    /// When the customer placed it.
    pub placed_at: Timestamp,
    /// When the store last changed it. Decides which of two payloads is newer.
    pub modified_at: Timestamp,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// When the store called it done.
    pub completed_at: Option<Timestamp>,
    /// Whose account it was placed with.
    pub customer: CustomerRef,
    /// Who pays.
    pub billing: Contact,
    /// Where it goes; empty means: to the billing address, or nothing to ship.
    pub shipping: Contact,
    /// The address to write to: billing's.
    pub email: Option<String>,
    /// Billing's phone, else shipping's.
    pub phone: Option<String>,
    /// What the customer wrote at checkout; in Shopify the order's one note, on which the store's people write, too.
    pub customer_note: Option<String>,
    /// How it was paid, in the words the customer saw (`Kapıda ödeme`).
    pub payment_method: Option<String>,
    /// The payments, in the order in which they were made; refunds are apart.
    #[serde(default)]
    pub payments: Vec<StorePayment>,
    /// How it is shipped, in the words the customer saw (`Yurtiçi Kargo`).
    pub shipping_method: Option<String>,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Surcharges, and discounts that the store books as negative fees.
    pub fees: Vec<Fee>,
    /// Codes redeemed.
    pub coupons: Vec<Coupon>,
    /// What was given back. From the order itself these have no date and no lines: fetch the refunds for those.
    pub refunds: Vec<StoreRefund>,
    /// What the customer sends back, where the store keeps that itself.
    #[serde(default)]
    pub returns: Vec<StoreReturn>,
    /// Parcels, as far as the order itself tells.
    pub shipments: Vec<Shipment>,
    /// Whether the store keeps parcels of it apart, to be asked for by themselves.
    pub fulfilled_apart: bool,
    /// BCP 47, when a translation plug-in recorded in which language it was placed.
    pub language: Option<String>,
    /// JSON pointers of amounts finer than the currency's smallest unit (a store showing won with two decimals). They
    /// were rounded half away from zero; everything else is exact.
    pub rounded: Vec<String>,
}

/// What an order costs. All amounts are in the order's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Lines after discounts, without tax.
    pub items: Money,
    /// Taken off by coupons, without tax; positive.
    pub discount: Money,
    /// Shipping without tax.
    pub shipping: Money,
    /// Fees without tax.
    pub fees: Money,
    /// All taxes.
    pub tax: Money,
    /// What the customer owes or paid; refunds are not taken off.
    pub total: Money,
    /// Given back so far; positive.
    pub refunded: Money,
}

/// Whose order it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerRef {
    /// An account of the store. The account may have been deleted since.
    Account(SourceId),
    /// Nobody signed in; only the contact says who.
    Guest,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The line's own id; refunds name it.
    pub source_id: SourceId,
    /// `None` when the product is gone or never existed (a line typed by hand).
    pub product_id: Option<SourceId>,
    /// The variation, for a product that has them.
    pub variation_id: Option<SourceId>,
    /// The product's name when it was bought.
    pub name: String,
    /// The store's article number.
    pub sku: Option<String>,
    /// Pieces, also those that were given back since; some stores sell halves, which are rounded up.
    pub quantity: i64,
    /// Pieces that are in the order still, neither given back nor taken out, where the store counts them itself.
    #[serde(default)]
    pub current: Option<i64>,
    /// Price of one after discounts, without tax, **rounded** to the smallest unit: show it, never multiply it.
    pub unit_price: Money,
    /// The whole line after discounts, without tax.
    pub total: Money,
    /// Tax on the line.
    pub tax: Money,
    /// Picture, `http` or `https` only.
    pub image_url: Option<String>,
    /// What was chosen or engraved (`Beden: S`), as the customer saw it.
    pub options: Vec<(String, String)>,
}

/// A surcharge, or a discount when negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// As the customer saw it.
    pub name: String,
    /// Without tax.
    pub total: Money,
}

/// A redeemed code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coupon {
    /// The code.
    pub code: String,
    /// Taken off by it, without tax; positive.
    pub discount: Money,
}

/// Money that a customer pays for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorePayment {
    /// How much; positive, in the order's currency.
    pub amount: Money,
    /// How far it has come.
    pub stage: PaymentStage,
    /// By what, in the words the customer saw (`Visa •••• 4242`).
    pub method: Option<String>,
    /// The store's word for the provider (`stripe`).
    pub gateway: Option<String>,
    /// By what the provider knows it.
    pub transaction_id: Option<String>,
    /// When it came so far, where the store says so.
    pub at: Option<Timestamp>,
}

/// How far a payment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStage {
    /// The customer has still to pay, or the provider is at it.
    Pending,
    /// The customer's bank holds the amount for the store.
    Authorized,
    /// It is paid.
    Paid,
    /// It did not go through.
    Failed,
    /// What was held was let go.
    Voided,
}

/// Money given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreRefund {
    /// The refund's own id.
    pub source_id: SourceId,
    /// The order it belongs to, when the answer names it.
    pub order_id: Option<SourceId>,
    /// How much; positive.
    pub amount: Money,
    /// Why, in the words of whoever refunded.
    pub reason: Option<String>,
    /// Whether the payment provider really moved the money. `None` where the store does not say.
    pub paid_back: Option<bool>,
    /// By what the money went back, in words (`Visa •••• 4242`), where the store says so.
    #[serde(default)]
    pub paid_to: Option<String>,
    /// When.
    pub refunded_at: Option<Timestamp>,
    /// Which lines, when the refund was made by line.
    pub lines: Vec<RefundLine>,
}

/// The part of a refund that belongs to one line of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLine {
    /// [`OrderLine::source_id`], when the store names it.
    pub order_line_id: Option<SourceId>,
    /// The product's name.
    pub name: String,
    /// Pieces given back; may be 0 when only money was.
    pub quantity: i64,
    /// Without tax; positive.
    pub total: Money,
    /// Tax; positive.
    pub tax: Money,
}

impl RefundLine {
    /// Pieces of a line that are in the order still: as the store counts them, else all without those that refunds gave back. The one
    /// number by which lines are changed, in every store.
    pub fn pieces_left<'r>(
        line: &str,
        quantity: i64,
        current: Option<i64>,
        refunds: impl IntoIterator<Item = &'r Self>,
    ) -> i64 {
        let is_own = |part: &&Self| part.order_line_id.as_ref().is_some_and(|id| id.as_str() == line);
        let given_back = || refunds.into_iter().filter(is_own).map(|part| part.quantity).sum();
        current.unwrap_or_else(|| quantity.saturating_sub(given_back()).max(0))
    }
}

impl StoreOrder {
    /// Pieces of one of its lines that are in it still, as [`RefundLine::pieces_left`].
    pub fn pieces_left(&self, line: &OrderLine) -> i64 {
        let refunds = self.refunds.iter().flat_map(|refund| &refund.lines);
        RefundLine::pieces_left(line.source_id.as_str(), line.quantity, line.current, refunds)
    }
}

/// Items that a customer sends back, or wants to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreReturn {
    /// The store's id.
    pub source_id: SourceId,
    /// What the store calls it (`#1001-R1`).
    pub number: Option<String>,
    /// How far it has come.
    pub stage: ReturnStage,
    /// When somebody asked for it.
    pub asked_at: Option<Timestamp>,
    /// When it came to its end.
    pub closed_at: Option<Timestamp>,
    /// What the customer was told when it was declined.
    pub declined_for: Option<String>,
    /// Which items.
    pub lines: Vec<ReturnLine>,
}

/// The part of a return that belongs to one line of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLine {
    /// [`OrderLine::source_id`], when the store names it.
    pub order_line_id: Option<SourceId>,
    /// The product's name.
    pub name: String,
    /// Pieces.
    pub quantity: i64,
    /// Why, in the store's words.
    pub reason: Option<String>,
    /// What the customer, or else the store, wrote about it.
    pub note: Option<String>,
}

/// How far a return has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnStage {
    /// The customer asks for it; nobody has agreed yet.
    Requested,
    /// Agreed to, and under way.
    Open,
    /// Done.
    Closed,
    /// The store did not agree.
    Declined,
    /// Called off.
    Cancelled,
}

/// A note on an order, written by a person or by the store itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreNote {
    /// The note's own id.
    pub source_id: SourceId,
    /// Who wrote it; the store's name when it did so itself or a program did.
    pub author: Option<String>,
    /// The note without markup.
    pub text: String,
    /// The note as the store has it. **Not clean**: never show it unsanitised.
    pub html: String,
    /// True when it was mailed to the customer; false for internal notes.
    pub for_customer: bool,
    /// When.
    pub written_at: Timestamp,
}

/// Just enough of an order to see whether it is as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderState {
    /// The store's id.
    pub source_id: SourceId,
    /// Where it stands.
    pub status: OrderStatus,
    /// When the store last changed it.
    pub modified_at: Option<Timestamp>,
}
