//! What a person asks for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::action::Kind;
use super::cancelling::Reason;
use super::returning::DeclineReason;

/// An action that a person wants.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = OrderActionWanted)]
pub enum Wanted {
    /// Give money back.
    Refund(RefundWanted),
    /// Call the order off. Shopify can't take it back.
    Cancel(CancelWanted),
    /// Write a note on the order.
    Note(NoteWanted),
    /// Correct addresses: only the fields that are given.
    Address(AddressWanted),
    /// Change what is in the order, where the store lets anybody do so.
    Items(ItemsWanted),
    /// Have the store mail the order with its invoice again (WooCommerce 9.8 and later, Shopify).
    Resend(Nothing),
    /// Make a coupon for this customer, to be used once.
    Coupon(CouponWanted),
    /// Send items again at no charge.
    Replacement(ReplacementWanted),
    /// Let the customer send back what they want to (Shopify). Can't be taken back.
    ApproveReturn(ApprovalWanted),
    /// Don't take it back (Shopify). Can't be taken back; the customer may ask again.
    DeclineReturn(DeclineWanted),
    /// Bring a return to its end (Shopify). Moves neither money nor stock.
    CloseReturn(ClosingWanted),
}

impl Wanted {
    /// What one has to be let do for it.
    pub fn kinds(&self) -> Vec<Kind> {
        match self {
            Self::Cancel(CancelWanted { refund: true, .. }) => vec![Kind::Cancel, Kind::Refund],
            wanted => vec![wanted.kind()],
        }
    }

    /// Whether the store has to be asked what money can go back, and how.
    pub const fn is_about_money(&self) -> bool {
        matches!(self, Self::Refund(_) | Self::Cancel(CancelWanted { refund: true, .. }))
    }

    /// What kind of action it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Refund(_) => Kind::Refund,
            Self::Cancel(_) => Kind::Cancel,
            Self::Note(_) => Kind::Note,
            Self::Address(_) => Kind::Address,
            Self::Items(_) => Kind::Items,
            Self::Resend(_) => Kind::Resend,
            Self::Coupon(_) => Kind::Coupon,
            Self::Replacement(_) => Kind::Replacement,
            Self::ApproveReturn(_) => Kind::ApproveReturn,
            Self::DeclineReturn(_) => Kind::DeclineReturn,
            Self::CloseReturn(_) => Kind::CloseReturn,
        }
    }
}

/// Nothing more to say.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderActionWithoutFields)]
pub struct Nothing {}

/// How an order is called off. Only a store that has `cancel_choices` takes anything but the usual.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = OrderCancelWanted)]
pub struct CancelWanted {
    /// Why, for the store's own records; `other` if absent.
    pub reason: Option<Reason>,
    /// Whether the items go back into stock; they do if absent.
    pub restock: Option<bool>,
    /// Whether what was paid goes back by the ways it came. Counts as a refund.
    pub refund: bool,
    /// Whether the store mails the customer.
    pub notify: bool,
}

/// How much is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RefundMode)]
pub enum Mode {
    /// All that is left.
    Whole,
    /// An amount.
    Amount,
    /// Some lines.
    Lines,
}

/// Money to give back.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundWanted {
    /// How much.
    pub mode: Mode,
    /// For `amount`: an exact decimal in the order's currency.
    pub amount: Option<String>,
    /// For `lines`.
    #[serde(default)]
    pub lines: Vec<LineWanted>,
    /// Whether the pieces go back into stock.
    #[serde(default)]
    pub restock: bool,
    /// Whether the payment provider is to move the money. Refused where it can't, and where the store would have it do so
    /// anyway and this is false.
    #[serde(default)]
    pub pay_back: bool,
    /// Why; WooCommerce shows it to the customer, Shopify to the store's people.
    #[serde(default)]
    pub reason: String,
}

/// A line and how many pieces of it.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderActionLine)]
pub struct LineWanted {
    /// The store's id of the line, as `refundable` lists it.
    pub id: String,
    /// Pieces; all that are left if absent. Shipping and fees have none.
    pub quantity: Option<i64>,
}

/// A note to write.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteWanted {
    /// What it says, as plain text.
    pub text: String,
    /// Whether the store mails it to the customer.
    #[serde(default)]
    pub for_customer: bool,
}

/// Fields of addresses, by WooCommerce's names (`address_1`, `postcode`); an empty text clears one.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressWanted {
    /// Who pays.
    #[serde(default)]
    pub billing: BTreeMap<String, String>,
    /// Where it goes.
    #[serde(default)]
    pub shipping: BTreeMap<String, String>,
}

/// What shall be in the order.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemsWanted {
    /// Lines that shall have other numbers of pieces; the others stay.
    #[serde(default)]
    pub lines: Vec<PiecesWanted>,
    /// Products that come, at the store's price of now.
    #[serde(default)]
    pub add: Vec<ItemWanted>,
}

/// How many pieces a line shall have.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderActionPieces)]
pub struct PiecesWanted {
    /// The store's id of the line.
    pub id: String,
    /// Pieces without those that were given back, 0 to 9999; 0 takes the line away.
    pub quantity: i64,
}

/// A product that comes into the order.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderActionItem)]
pub struct ItemWanted {
    /// The store's id of the product.
    pub product: String,
    /// The store's id of the variant, for a product that has several.
    pub variant: Option<String>,
    /// Pieces, 1 to 9999.
    pub quantity: i64,
}

/// A coupon to make.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponWanted {
    /// Takes off this amount, an exact decimal in the order's currency; or `percent`.
    pub amount: Option<String>,
    /// Takes off so many hundredths, 1 to 100.
    pub percent: Option<u8>,
    /// Good for so many days, 1 to 3650; for ever if absent.
    pub days: Option<u16>,
}

/// Items to send again.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplacementWanted {
    /// Which; all of the order if empty.
    #[serde(default)]
    pub lines: Vec<LineWanted>,
}

/// A return that the customer asks for.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnApprovalWanted)]
pub struct ApprovalWanted {
    /// Its id among the order's `returns`.
    pub id: String,
    /// Whether the store mails the customer.
    #[serde(default)]
    pub notify: bool,
}

/// A return that the customer asks for and does not get.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnDeclineWanted)]
pub struct DeclineWanted {
    /// Its id among the order's `returns`.
    pub id: String,
    /// Why.
    pub reason: DeclineReason,
    /// What the customer is told about it, at most 500 characters.
    #[serde(default)]
    pub note: String,
    /// Whether the store mails the customer.
    #[serde(default)]
    pub notify: bool,
}

/// A return that is under way.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReturnClosingWanted)]
pub struct ClosingWanted {
    /// Its id among the order's `returns`.
    pub id: String,
}
