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
    /// What the customer wrote at checkout.
    pub customer_note: Option<String>,
    /// How it was paid, in the words the customer saw (`Kapıda ödeme`).
    pub payment_method: Option<String>,
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
    /// Pieces; some stores sell halves, which are rounded up.
    pub quantity: i64,
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
