//! An order as we keep it.

use commerce::model::{
    Contact, Coupon, CustomerRef, Fee, OrderStage, OrderStatus as StoreStatus, PaymentStage, RefundLine,
    ReturnStage, StorePayment, StoreReturn,
};
use commerce::money::{Currency, Money};
use database::{DbError, Time, WorkspaceId};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};

use crate::schema::{order, order_line, order_note, refund};
use crate::stores::StoreId;

database::id_type!(
    /// An order.
    OrderId,
    "ord"
);
database::id_type!(
    /// A refund.
    RefundId,
    "rfd"
);
database::id_type!(
    /// A note on an order.
    NoteId,
    "nte"
);

database::text_enum!(
    /// In which order orders are listed. Every order ends with the id, so that it is total.
    #[derive(Default)]
    pub enum Sort {
        /// The newest first.
        #[default]
        Newest = "-placed_at",
        /// The oldest first.
        Oldest = "placed_at",
    }
);

database::text_enum!(
    /// Where an order stands, in the words that every store shares. The store's own word is kept beside it.
    pub enum Status {
        /// Placed, not paid.
        Pending = "pending",
        /// Paid, being prepared or on its way in parts.
        Processing = "processing",
        /// Waits for the store.
        OnHold = "on_hold",
        /// Done as far as the store is concerned.
        Completed = "completed",
        /// Called off.
        Cancelled = "cancelled",
        /// Paid back in whole.
        Refunded = "refunded",
        /// The payment failed.
        Failed = "failed",
        /// Not placed yet.
        Draft = "draft",
        /// In the store's bin, or gone from the store.
        Trash = "trash",
        /// A word that only this store knows.
        Other = "other",
    }
);

impl Status {
    /// The store's status in our words. What plug-ins call `shipped` or `delivered` is their `completed`.
    pub fn of(status: &StoreStatus) -> Self {
        match status.stage {
            OrderStage::Draft => Self::Draft,
            OrderStage::Pending => Self::Pending,
            OrderStage::OnHold => Self::OnHold,
            OrderStage::Processing | OrderStage::PartiallyShipped => Self::Processing,
            OrderStage::Shipped | OrderStage::Delivered | OrderStage::Completed => Self::Completed,
            OrderStage::Cancelled => Self::Cancelled,
            OrderStage::Refunded => Self::Refunded,
            OrderStage::Failed => Self::Failed,
            OrderStage::Trashed => Self::Trash,
            OrderStage::Other => Self::Other,
        }
    }

    /// The states in which something is still to be done for an order: it waits to be paid, prepared, sent or released.
    pub const OPEN: &[Self] = &[Self::Pending, Self::Processing, Self::OnHold];

    /// Whether the order counts as one of its customer's: drafts, failed payments and what was thrown away do not.
    pub const fn counts(self) -> bool {
        match self {
            Self::Pending
            | Self::Processing
            | Self::OnHold
            | Self::Completed
            | Self::Cancelled
            | Self::Refunded
            | Self::Other => true,
            Self::Failed | Self::Draft | Self::Trash => false,
        }
    }

    /// Whether the customer has paid for it; a word of the store's own says so only by the date of payment.
    pub const fn is_paid(self, paid_at: Option<Time>) -> bool {
        match self {
            Self::Processing | Self::Completed | Self::Refunded => true,
            Self::Other => paid_at.is_some(),
            Self::Pending | Self::OnHold | Self::Cancelled | Self::Failed | Self::Draft | Self::Trash => {
                false
            }
        }
    }
}

/// All that a list shows of an order. Amounts are minor units of [`Order::currency`].
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = order, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Order {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: OrderId,
    /// The store that it was placed in.
    pub store_id: StoreId,
    /// The store's id.
    pub source_id: String,
    /// What the customer calls it.
    pub number: String,
    /// Where it stands.
    pub status: Status,
    /// The store's word for that.
    pub raw_status: String,
    /// Of every amount in it.
    pub currency: String,
    /// What it costs; refunds are not taken off.
    pub total: i64,
    /// Lines before discounts, without tax.
    pub subtotal: i64,
    /// Taken off by coupons; positive.
    pub discount_total: i64,
    /// Shipping without tax.
    pub shipping_total: i64,
    /// All taxes.
    pub tax_total: i64,
    /// Given back so far; positive.
    pub refunded_total: i64,
    /// When the customer placed it.
    pub placed_at: Time,
    /// When the store last changed it: an older state never overwrites a newer one.
    pub modified_at: Time,
    /// When it was paid.
    pub paid_at: Option<Time>,
    /// When the store called it done.
    pub completed_at: Option<Time>,
    /// Whose order it is; nobody's when the store knows neither account, address nor number.
    pub customer_id: Option<CustomerId>,
    /// Whom it was recognised as, before profiles were merged.
    pub recognised_as: Option<CustomerId>,
    /// The name at the checkout.
    pub customer_name: Option<String>,
    /// The address at the checkout.
    pub email: Option<String>,
    /// The phone number as typed at the checkout.
    pub phone: Option<String>,
    /// How it was paid, in the words that the customer saw.
    pub payment_method: Option<String>,
    /// Pieces in it.
    pub item_count: i64,
}

impl Order {
    /// An amount of this order.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the stored currency is none.
    pub fn money(&self, minor: i64) -> Result<Money, DbError> {
        Ok(Money::new(minor, currency(&self.currency)?))
    }
}

/// A currency as it is stored.
///
/// # Errors
/// [`DbError::Corrupt`] when it is none.
pub(crate) fn currency(code: &str) -> Result<Currency, DbError> {
    code.parse().map_err(|cause: commerce::money::NotACurrency| DbError::Corrupt(cause.to_string()))
}

/// What only the order's own page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Detail {
    /// Whose account of the store it was placed with.
    pub customer: CustomerRef,
    /// Who pays.
    pub billing: Contact,
    /// Where it goes.
    pub shipping: Contact,
    /// What the customer wrote at the checkout.
    pub customer_note: Option<String>,
    /// How it is shipped, in the words that the customer saw.
    pub shipping_method: Option<String>,
    /// The payments, in the order in which they were made.
    #[serde(default)]
    pub payments: Vec<StorePayment>,
    /// What the customer sends back.
    #[serde(default)]
    pub returns: Vec<StoreReturn>,
    /// Surcharges, and discounts that are booked as negative ones.
    pub fees: Vec<Fee>,
    /// Codes that were redeemed.
    pub coupons: Vec<Coupon>,
    /// The total in the currency of the store, where the customer paid in another one.
    #[serde(default)]
    pub store_total: Option<Money>,
    /// BCP 47, when the store recorded it.
    pub language: Option<String>,
    /// Places in the store's JSON whose amounts were finer than money exists.
    pub rounded: Vec<String>,
}
database::json_column!(Detail);

/// One line of an order. Amounts are minor units of the order's currency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_line, treat_none_as_default_value = false)]
pub struct Line {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// The order.
    pub order_id: OrderId,
    /// 0, 1, 2 … as the store lists them.
    pub position: i64,
    /// The store's id of the line; refunds name it.
    pub source_id: String,
    /// The store's id of the product, unless it is gone.
    pub product_source_id: Option<String>,
    /// The store's id of the variation, for a product that has them.
    pub variation_source_id: Option<String>,
    /// The product's name when it was bought.
    pub name: String,
    /// The store's article number.
    pub sku: Option<String>,
    /// Pieces, also those that were given back since.
    pub quantity: i64,
    /// Pieces that are in the order still, where the store counts them itself.
    pub current_quantity: Option<i64>,
    /// Price of one after discounts, without tax, rounded: to show, never to multiply.
    pub unit_price: i64,
    /// The whole line after discounts, without tax.
    pub total: i64,
    /// Tax on the line.
    pub tax: i64,
    /// Picture.
    pub image_url: Option<String>,
    /// What was chosen or engraved.
    pub options: Options,
}

/// What was chosen of a product: `[["Beden", "S"]]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Options(pub Vec<(String, String)>);
database::json_column!(Options);

database::text_enum!(
    /// Whether the payment provider moved the money of a refund.
    pub enum PaidBack {
        /// It did.
        Yes = "yes",
        /// The store only wrote it down.
        No = "no",
        /// The store has not said yet.
        Unknown = "unknown",
    }
);

database::text_enum!(
    /// How far a payment has come.
    pub enum PaymentState {
        /// The customer has still to pay, or the provider is at it.
        Pending = "pending",
        /// The customer's bank holds the amount for the store.
        Authorized = "authorized",
        /// It is paid.
        Paid = "paid",
        /// It did not go through.
        Failed = "failed",
        /// What was held was let go.
        Voided = "voided",
    }
);

impl From<PaymentStage> for PaymentState {
    fn from(stage: PaymentStage) -> Self {
        match stage {
            PaymentStage::Pending => Self::Pending,
            PaymentStage::Authorized => Self::Authorized,
            PaymentStage::Paid => Self::Paid,
            PaymentStage::Failed => Self::Failed,
            PaymentStage::Voided => Self::Voided,
        }
    }
}

database::text_enum!(
    /// How far a return has come.
    pub enum ReturnState {
        /// The customer asks for it; nobody has agreed yet.
        Requested = "requested",
        /// Agreed to, and under way.
        Open = "open",
        /// Done.
        Closed = "closed",
        /// The store did not agree.
        Declined = "declined",
        /// Called off.
        Cancelled = "cancelled",
    }
);

impl From<ReturnStage> for ReturnState {
    fn from(stage: ReturnStage) -> Self {
        match stage {
            ReturnStage::Requested => Self::Requested,
            ReturnStage::Open => Self::Open,
            ReturnStage::Closed => Self::Closed,
            ReturnStage::Declined => Self::Declined,
            ReturnStage::Cancelled => Self::Cancelled,
        }
    }
}

/// Money given back.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = refund, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Refund {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: RefundId,
    /// The order.
    pub order_id: OrderId,
    /// The store's id.
    pub source_id: String,
    /// How much, in minor units; positive.
    pub amount: i64,
    /// Of the amount.
    pub currency: String,
    /// Why, in the words of whoever refunded.
    pub reason: Option<String>,
    /// Whether money moved.
    pub paid_back: PaidBack,
    /// By what it went back, in words, where the store says so.
    pub paid_to: Option<String>,
    /// When; known once the refund itself was fetched.
    pub refunded_at: Option<Time>,
    /// Which lines.
    pub lines: RefundLines,
}

/// The lines of a refund.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct RefundLines(pub Vec<RefundLine>);
database::json_column!(RefundLines);

database::text_enum!(
    /// Who may read a note.
    pub enum Audience {
        /// It was mailed to the customer.
        Customer = "customer",
        /// Only the store.
        Store = "store",
    }
);

/// A note on an order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = order_note, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Note {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: NoteId,
    /// The order.
    pub order_id: OrderId,
    /// The store's id.
    pub source_id: String,
    /// Who wrote it; nobody when the store itself did.
    pub author: Option<String>,
    /// What it says, as text.
    pub text: String,
    /// Who may read it.
    pub audience: Audience,
    /// When.
    pub written_at: Time,
}
