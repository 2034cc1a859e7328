//! An order, as a store tells it.

use commerce::model::{
    Coupon, CustomerRef, Fee, OrderLine, OrderStatus, PaymentStage, RefundLine, SourceId, StoreNote,
    StoreOrder, StorePayment, StoreRefund, Totals,
};
use commerce::money::{Currency, Money};
use database::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::FieldError;

use super::contact_form::ContactForm;
use super::line_form::LineForm;
use super::parcel_form::ParcelForm;
use super::reading::{LONGEST_ID, LONGEST_PROSE, LONGEST_TEXT, MoneyForm, Reading};
use crate::orders::words_of;
use crate::words::Words;

/// Most lines, refunds, parcels and the like of one order.
const MOST: usize = 500;

/// An order. All its amounts are in the currency of its total.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedOrder)]
pub(crate) struct OrderForm {
    /// The store's own id, at most 200 characters; it never changes.
    pub source_id: String,
    /// What the customer calls it; without it, the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// One of `pending`, `on_hold`, `processing`, `shipped`, `delivered`, `completed`, `cancelled`, `refunded`, `failed`,
    /// `draft`, or the store's own word.
    pub status: String,
    /// What the customer owes or paid, with everything; refunds are not taken off.
    pub total: MoneyForm,
    /// Taken off by coupons, without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount_total: Option<MoneyForm>,
    /// Without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_total: Option<MoneyForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_total: Option<MoneyForm>,
    pub placed_at: Time,
    /// When the store last changed anything of it. An older state never overwrites a newer one.
    pub updated_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Time>,
    /// The store's own id of the account that it was placed with; guests have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_source_id: Option<String>,
    /// Who pays. The e-mail address here is where the customer is written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing: Option<ContactForm>,
    /// Where it goes, if that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<ContactForm>,
    /// What the customer wrote at the checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_note: Option<String>,
    /// In the words that the customer saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// In the words that the customer saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_method: Option<String>,
    /// In which language it was placed, BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500)]
    pub lines: Vec<LineForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<FeeForm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<CouponForm>,
    /// All of them: one that is named no more is gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<RefundForm>,
    /// All of them: one that is named no more is gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shipments: Vec<ParcelForm>,
    /// All of them; without the field, those that are known stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<NoteForm>>,
    /// See the mark of a deletion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}

/// A surcharge, or a discount when negative.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedFee)]
pub(crate) struct FeeForm {
    pub name: String,
    /// Without tax.
    pub total: MoneyForm,
}

/// A redeemed code.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedCoupon)]
pub(crate) struct CouponForm {
    pub code: String,
    /// Taken off by it, without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discount: Option<MoneyForm>,
}

/// Money given back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedRefund)]
pub(crate) struct RefundForm {
    /// The store's own id, unique within the order.
    pub source_id: String,
    pub amount: MoneyForm,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the payment provider moved the money; left out where the store does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_back: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refunded_at: Option<Time>,
    /// Which lines, when it was made by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<RefundLineForm>,
}

/// The part of a refund that belongs to one line.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedRefundLine)]
pub(crate) struct RefundLineForm {
    /// The line's `source_id`.
    pub line_source_id: String,
    /// Pieces given back.
    pub quantity: i64,
    /// Without tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<MoneyForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<MoneyForm>,
}

/// A note on an order.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PushedNote)]
pub(crate) struct NoteForm {
    /// The store's own id, unique within the order.
    pub source_id: String,
    pub text: String,
    /// Nobody when the store itself wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Whether it was mailed to the customer.
    #[serde(default)]
    pub for_customer: bool,
    pub written_at: Time,
}

/// An order that was read.
#[derive(Debug, Clone)]
pub(crate) struct ToldOrder {
    pub order: StoreOrder,
    /// To find it by; worked out where nobody waits for the database.
    pub words: Words,
    /// `None`: those that are known stay.
    pub notes: Option<Vec<StoreNote>>,
}

impl OrderForm {
    /// Reads it.
    ///
    /// # Errors
    /// Every field that is wrong, by its place in the order.
    pub(crate) fn read(self) -> Result<ToldOrder, Vec<FieldError>> {
        let mut reading = Reading::default();
        let Some(currency) =
            reading.within("total", |reading| reading.currency("currency", &self.total.currency))
        else {
            return Err(reading.ended().err().unwrap_or_default());
        };
        let told = self.with_currency(&mut reading, currency);
        let rounded = std::mem::take(&mut reading.rounded);
        reading.ended()?;
        let (order, notes) = told.expect("what is missing was refused");
        let words = words_of(&order);
        Ok(ToldOrder { order: StoreOrder { rounded, ..order }, words, notes })
    }

    fn with_currency(
        self,
        reading: &mut Reading,
        currency: Currency,
    ) -> Option<(StoreOrder, Option<Vec<StoreNote>>)> {
        let source_id = reading.needed("source_id", self.source_id, LONGEST_ID);
        let status = reading.needed("status", self.status, LONGEST_TEXT);
        let total = reading.positive("total", &self.total, currency);
        let discount = reading.positive_or_zero("discount_total", self.discount_total.as_ref(), currency);
        let shipping_total =
            reading.positive_or_zero("shipping_total", self.shipping_total.as_ref(), currency);
        let tax = reading.positive_or_zero("tax_total", self.tax_total.as_ref(), currency);
        let lines = reading
            .each("lines", MOST, self.lines, |reading, index, line| line.read(reading, index, currency));
        let fees = reading.each("fees", MOST, self.fees, |reading, _, fee| fee.read(reading, currency));
        let coupons =
            reading.each("coupons", MOST, self.coupons, |reading, _, coupon| coupon.read(reading, currency));
        let refunds = reading
            .each("refunds", MOST, self.refunds, |reading, _, refund| refund.read(reading, currency, &lines));
        let shipments =
            reading.each("shipments", MOST, self.shipments, |reading, _, parcel| parcel.read(reading));
        let notes =
            self.notes.map(|notes| reading.each("notes", MOST, notes, |reading, _, note| note.read(reading)));
        let billing = self.billing.map(|billing| billing.read("billing", reading)).unwrap_or_default();
        let shipping = self.shipping.map(|shipping| shipping.read("shipping", reading)).unwrap_or_default();
        let account = reading.text("customer_source_id", self.customer_source_id, LONGEST_ID);
        let number = reading.text("number", self.number, LONGEST_TEXT);
        let mut text = |field, value| reading.text(field, value, LONGEST_TEXT);
        let (payment_method, shipping_method) =
            (text("payment_method", self.payment_method), text("shipping_method", self.shipping_method));
        let language = text("language", self.language);
        let customer_note = reading.text("customer_note", self.customer_note, LONGEST_PROSE);
        let (source_id, total) = (SourceId(source_id?), total?);
        let mut totals = Totals {
            items: sum(lines.iter().map(|line| line.total), currency),
            discount,
            shipping: shipping_total,
            fees: sum(fees.iter().map(|fee: &Fee| fee.total), currency),
            tax,
            total,
            refunded: sum(refunds.iter().map(|refund: &StoreRefund| refund.amount), currency),
        };
        if lines.is_empty() {
            let rest = [totals.shipping, totals.fees, totals.tax];
            let rest = rest.iter().fold(total.minor, |left, part| left.saturating_sub(part.minor));
            totals.items = Money::new(rest, currency);
        }
        let order = StoreOrder {
            number: number.unwrap_or_else(|| source_id.to_string()),
            source_id,
            status: OrderStatus::from_words(&status?),
            currency,
            totals,
            store_total: None,
            placed_at: self.placed_at.timestamp(),
            modified_at: self.updated_at.timestamp(),
            paid_at: self.paid_at.map(Time::timestamp),
            completed_at: self.completed_at.map(Time::timestamp),
            customer: account.map_or(CustomerRef::Guest, |id| CustomerRef::Account(SourceId(id))),
            email: billing.email.clone().or_else(|| shipping.email.clone()),
            phone: billing.phone.clone().or_else(|| shipping.phone.clone()),
            billing,
            shipping,
            customer_note,
            payments: payment(total, self.paid_at, payment_method.as_ref()).into_iter().collect(),
            payment_method,
            shipping_method,
            lines,
            fees,
            coupons,
            refunds,
            returns: Vec::new(),
            shipments,
            language,
            fulfilled_apart: false,
            rounded: Vec::new(),
        };
        Some((order, notes))
    }
}

/// A store that tells of itself tells of one payment: when the order was paid, and by what.
fn payment(total: Money, paid_at: Option<Time>, method: Option<&String>) -> Option<StorePayment> {
    let at = paid_at.filter(|_| total.minor > 0)?;
    Some(StorePayment {
        amount: total,
        stage: PaymentStage::Paid,
        method: method.cloned(),
        gateway: None,
        transaction_id: None,
        at: Some(at.timestamp()),
    })
}

fn sum(amounts: impl Iterator<Item = Money>, currency: Currency) -> Money {
    Money::new(amounts.fold(0, |sum, amount| amount.minor.saturating_add(sum)), currency)
}

impl FeeForm {
    fn read(self, reading: &mut Reading, currency: Currency) -> Option<Fee> {
        let total = reading.money("total", &self.total, currency);
        Some(Fee { name: reading.needed("name", self.name, LONGEST_TEXT)?, total: total? })
    }
}

impl CouponForm {
    fn read(self, reading: &mut Reading, currency: Currency) -> Option<Coupon> {
        let discount = reading.positive_or_zero("discount", self.discount.as_ref(), currency);
        Some(Coupon { code: reading.needed("code", self.code, LONGEST_TEXT)?, discount })
    }
}

impl RefundForm {
    fn read(self, reading: &mut Reading, currency: Currency, lines: &[OrderLine]) -> Option<StoreRefund> {
        let amount = reading.positive("amount", &self.amount, currency);
        let reason = reading.text("reason", self.reason, LONGEST_TEXT);
        let lines =
            reading.each("lines", MOST, self.lines, |reading, _, line| line.read(reading, currency, lines));
        Some(StoreRefund {
            source_id: SourceId(reading.needed("source_id", self.source_id, LONGEST_ID)?),
            order_id: None,
            amount: amount?,
            reason,
            paid_back: self.paid_back,
            paid_to: None,
            refunded_at: self.refunded_at.map(Time::timestamp),
            lines,
        })
    }
}

impl RefundLineForm {
    fn read(self, reading: &mut Reading, currency: Currency, lines: &[OrderLine]) -> Option<RefundLine> {
        let known = lines.iter().find(|line| line.source_id.as_str() == self.line_source_id.trim());
        let Some(known) = known else {
            reading.refuse("line_source_id", "unknown-line", "the order has no line of this id");
            return None;
        };
        if self.quantity < 0 {
            reading.refuse("quantity", "negative", "must not be below zero");
        }
        Some(RefundLine {
            order_line_id: Some(known.source_id.clone()),
            name: known.name.clone(),
            quantity: self.quantity,
            total: reading.positive_or_zero("total", self.total.as_ref(), currency),
            tax: reading.positive_or_zero("tax", self.tax.as_ref(), currency),
        })
    }
}

impl NoteForm {
    fn read(self, reading: &mut Reading) -> Option<StoreNote> {
        let text = reading.needed("text", self.text, LONGEST_PROSE);
        let author = reading.text("author", self.author, LONGEST_TEXT);
        let text = text?;
        Some(StoreNote {
            source_id: SourceId(reading.needed("source_id", self.source_id, LONGEST_ID)?),
            author,
            html: text.clone(),
            text,
            for_customer: self.for_customer,
            written_at: self.written_at.timestamp(),
        })
    }
}
