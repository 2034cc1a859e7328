//! What an action will do, as a preview tells it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::orders::MoneyJson;

database::text_enum!(
    /// One thing that will happen, or will not.
    pub enum Effect {
        /// The payment provider moves the amount back to the customer. `text` is its name.
        MoneyBack = "money_back",
        /// The payment provider can't: the amount is written down, somebody has to pay it by hand. `text` is its name.
        MoneyByHand = "money_by_hand",
        /// The provider could, but is not asked to: the amount is only written down.
        RecordedOnly = "recorded_only",
        /// So many pieces go back into stock, where the store counts them.
        Restock = "restock",
        /// Stock stays as it is.
        NoRestock = "no_restock",
        /// So much stays paid.
        Stays = "stays",
        /// The order's state becomes `text`, the store's word.
        StatusBecomes = "status_becomes",
        /// The store may mail the customer about it, at `text`.
        StoreMails = "store_mails",
        /// Items go back into stock, where the store counts them.
        StockBack = "stock_back",
        /// No money is given back: so much stays paid.
        NoRefund = "no_refund",
        /// The amount that the customer's bank holds for the order is let go.
        PromiseReleased = "promise_released",
        /// Only the store's people see the note.
        NoteInternal = "note_internal",
        /// The store mails the note to the customer, at `text`.
        NoteMailed = "note_mailed",
        /// So many fields of the address change.
        AddressChanges = "address_changes",
        /// The line `text` has so many pieces then, beside those that were given back.
        ItemBecomes = "item_becomes",
        /// The line `text` goes, but for pieces of it that were given back.
        ItemRemoved = "item_removed",
        /// So many pieces of the product `text` come.
        ItemAdded = "item_added",
        /// The order comes to the amount.
        TotalBecomes = "total_becomes",
        /// The order comes to about the amount; the store reckons taxes itself.
        TotalAbout = "total_about",
        /// The customer has so much still to pay.
        StillToPay = "still_to_pay",
        /// The customer has paid so much more than it costs then; it is not given back by this.
        PaidTooMuch = "paid_too_much",
        /// Stock is changed by the store's own rules.
        StockByStore = "stock_by_store",
        /// So many lines get the number of pieces that they had.
        ItemsBack = "items_back",
        /// A parcel has left already: it is not redirected.
        ParcelHasLeft = "parcel_has_left",
        /// The store mails the order to `text`.
        OrderMailed = "order_mailed",
        /// A coupon over the amount, for one use.
        CouponAmount = "coupon_amount",
        /// A coupon over so many hundredths, for one use.
        CouponPercent = "coupon_percent",
        /// Only `text` can redeem it.
        CouponFor = "coupon_for",
        /// Whoever knows the code can redeem it.
        CouponForAnybody = "coupon_for_anybody",
        /// It ends on `text`, a date.
        CouponUntil = "coupon_until",
        /// A new order with so many pieces, worth the amount, that costs the customer nothing.
        ReplacementMade = "replacement_made",
        /// The pieces are taken out of stock, where the store counts them.
        StockTaken = "stock_taken",
        /// The return `text` is approved: the customer may send so many pieces back.
        ReturnApproved = "return_approved",
        /// The return `text` is declined.
        ReturnDeclined = "return_declined",
        /// The customer is told `text` about it.
        ReturnNote = "return_note",
        /// The return `text` is done with.
        ReturnClosed = "return_closed",
        /// The return `text` is under way again.
        ReturnReopened = "return_reopened",
        /// The store mails nothing about it to the customer.
        CustomerNotTold = "customer_not_told",
        /// What was made is removed.
        Removed = "removed",
        /// It can be taken back.
        UndoPossible = "undo_possible",
        /// It can be taken back, but a mail that left can't.
        UndoWithoutMail = "undo_without_mail",
        /// It can be taken back as long as nobody has redeemed it.
        UndoUntilUsed = "undo_until_used",
        /// It can't be taken back.
        UndoImpossible = "undo_impossible",
    }
);

/// One thing that will happen, with its particulars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OrderActionEffect)]
pub struct EffectJson {
    /// What.
    pub code: Effect,
    /// How much money.
    pub amount: Option<MoneyJson>,
    /// How many.
    pub count: Option<i64>,
    /// Which; a word or an address of the store's.
    pub text: Option<String>,
}

impl EffectJson {
    /// An effect without particulars.
    pub const fn of(code: Effect) -> Self {
        Self { code, amount: None, count: None, text: None }
    }

    /// With an amount.
    #[must_use]
    pub fn amount(mut self, amount: commerce::money::Money) -> Self {
        self.amount = Some(amount.into());
        self
    }

    /// With a number.
    #[must_use]
    pub fn count(mut self, count: i64) -> Self {
        self.count = Some(count);
        self
    }

    /// With a word.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }
}
