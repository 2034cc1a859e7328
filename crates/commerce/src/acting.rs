//! Having a store do something with an order: one face, which each kind of store answers.
//!
//! Whoever wants something done asks how the order stands ([`Acting::standing`]), makes a [`Deed`] from it and has it
//! sent ([`Acting::send`]). After a crash or a lost answer nobody knows whether it was done: [`Acting::look`] asks the
//! store, by the mark that each thing carries which was made, or by what only the deed can have changed. What a store
//! knows nothing of, or what its access does not allow, [`Acting::lacks`] says before anybody tries.

mod deed;
mod items;
mod left;
mod returns;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use serde_json::Value;

use crate::error::StoreError;
use crate::model::{OrderLine, SourceId, StoreOrder, StoreRefund};
use crate::money::{Currency, Money};

pub use deed::{
    CancelChoices, CancelReason, Deed, Discount, Fields, FromTo, NewCoupon, NewRefund, NewRefundLine,
};
pub use items::{Edit, Edited, LineChange, LineCost, NewItem};
pub use left::{LineKind, LineLeft, sum};
pub use returns::{DeclineReason, ReturnStep};

pub(crate) use deed::{CANCELLED, REPLACEMENT_STATUS};
pub(crate) use items::{Progress, changes, progress};
pub(crate) use left::{less, share};

/// An answer that is on its way.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// What a store may be able to do with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ability {
    /// Give money back.
    Refund,
    /// Put what comes back into stock while money is given back.
    Restock,
    /// Call an order off.
    Cancel,
    /// Choose how an order is called off: why, and whether money goes back, stock comes back and the customer is told.
    CancelChoices,
    /// Write a note for the store's people.
    Note,
    /// Mail a note to the customer.
    MailedNote,
    /// Correct where an order goes.
    ShippingAddress,
    /// Correct who pays.
    BillingAddress,
    /// Change what is in an order.
    Items,
    /// Mail an order once more.
    Resend,
    /// Make a coupon.
    Coupon,
    /// Make an order that costs nothing.
    Replacement,
    /// Answer what customers want to send back, and bring it to its end.
    Returns,
}

impl Ability {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Refund,
        Self::Restock,
        Self::Cancel,
        Self::CancelChoices,
        Self::Note,
        Self::MailedNote,
        Self::ShippingAddress,
        Self::BillingAddress,
        Self::Items,
        Self::Resend,
        Self::Coupon,
        Self::Replacement,
        Self::Returns,
    ];
}

/// Why a store can't do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    /// Stores of its kind know no such thing.
    Unknown,
    /// The access that it gave us lacks a right, by the store's name for it.
    Right(&'static str),
}

/// How an order stands, with what has to be known before something is done with it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The order.
    pub order: StoreOrder,
    /// As the store wrote it.
    pub json: Value,
    /// Its refunds, where they do not come with the order.
    pub refunds: Vec<StoreRefund>,
    /// What can be given back.
    pub left: Money,
    /// What was given back.
    pub refunded: Money,
    /// What can be given back of each line; of every line all of it, unless money was asked about.
    pub lines: Vec<LineLeft>,
    /// How the money can go back.
    pub payment: Payment,
    /// Who pays, by WooCommerce's names of the fields.
    pub billing: BTreeMap<String, String>,
    /// Where it goes, by the same names.
    pub shipping: BTreeMap<String, String>,
    /// Where the store mails the order to.
    pub mail_to: Option<String>,
    /// Who alone could redeem a coupon; `None` when anybody could who knows its code.
    pub coupon_for: Option<String>,
    /// The currency that prices of what is added to it are taken for.
    pub adds_in: Currency,
    /// Whether money is promised and not taken, so that calling the order off lets it go.
    pub promised: bool,
}

/// How an order was paid, as far as giving it back goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payment {
    /// Whether the payment provider can move money back.
    pub pays_back: bool,
    /// Whether the store can write a refund down without asking a provider that could move it.
    pub records: bool,
    /// The provider, in the store's words; may be empty.
    pub provider: String,
}

/// How a part of a refund goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The payment provider moves it.
    Moved,
    /// The payment provider could, and is not asked to.
    Recorded,
    /// No provider can: somebody pays it by hand.
    ByHand,
}

/// A part of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How much.
    pub amount: Money,
    /// How it goes back.
    pub way: Way,
    /// By whom, in the store's words; may be empty.
    pub provider: String,
}

/// A refund as the store takes it, and the ways in which its money goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The refund.
    pub refund: NewRefund,
    /// Its parts. Together they may be less than its amount: then no way leads back for the rest.
    pub parts: Vec<Part>,
}

/// A deed with what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// What the store is asked for.
    pub deed: &'a Deed,
    /// The order.
    pub order: &'a SourceId,
    /// Of the order.
    pub currency: Currency,
    /// By what the store's things are known again that the deed makes.
    pub mark: &'a str,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Whether it was sent before, so that the store may have done it.
    pub sent: bool,
    /// Whether it was ever begun: of what takes several steps, some may have been done.
    pub begun: bool,
    /// What [`Acting::look`] found there before it was last sent.
    pub before: &'a [String],
}

/// What a store says when it is asked about a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It has done it.
    Done(Made),
    /// It has not, and all is as it has to be before. Holds what is there now.
    Open(Vec<String>),
    /// It has not, and something is not as it was when a person confirmed it: a stable word.
    Changed(&'static str),
    /// It was sent and the store keeps no trace of whether it was done.
    Untold,
}

/// The order is not as it was.
pub const ORDER_CHANGED: &str = "order-changed";
/// The return does not stand where it did.
pub const RETURN_CHANGED: &str = "return-changed";
/// More was given back than what is left would cost.
pub const GIVEN_BACK: &str = "given-back";
/// What is to be removed is gone.
pub const GONE: &str = "gone";
/// Somebody has redeemed the coupon.
pub const COUPON_USED: &str = "coupon-used";
/// A coupon of somebody else has the code.
pub const CODE_TAKEN: &str = "code-taken";

/// What came of a deed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// The store's id of what was made.
    pub thing: Option<SourceId>,
    /// The number of an order that was made or changed.
    pub number: Option<String>,
    /// Whether the payment provider moved the money; `None` while it is at it, or where nobody says.
    pub moved: Option<bool>,
}

impl Made {
    /// A thing with this id.
    pub fn thing(id: &SourceId) -> Self {
        Self { thing: Some(id.clone()), ..Self::default() }
    }

    /// An order.
    pub fn order(order: &StoreOrder) -> Self {
        Self { number: Some(order.number.clone()), ..Self::thing(&order.source_id) }
    }
}

/// A store that can be had to do things with orders.
pub trait Acting: Send + Sync {
    /// Why the store can't do something; `None` when it can. Nothing is asked for that.
    fn lacks(&self, ability: Ability) -> Option<Lack>;

    /// How an order stands. What can be given back and how is only asked when it is `about_money`.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the store knows no such order; else as every question to a store.
    fn standing<'a>(&'a self, order: &'a SourceId, about_money: bool) -> Asked<'a, Standing>;

    /// The refund as the store takes it. An amount that is not `fixed` follows from its lines, as the store reckons.
    ///
    /// # Errors
    /// As every question to a store.
    fn suggested<'a>(
        &'a self,
        standing: &'a Standing,
        wanted: NewRefund,
        fixed: bool,
    ) -> Asked<'a, Suggested>;

    /// Whether the store lets anybody change what is in the order as it stands, as far as the order says.
    fn editable(&self, standing: &Standing) -> bool;

    /// Changing what is in the order; the store is asked what it comes to then. Nothing is done.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such product, [`StoreError::Refused`] when the store won't have it.
    fn editing<'a>(&'a self, standing: &'a Standing, wanted: Edit) -> Asked<'a, Edited>;

    /// Calling the order off; with choices of one's own only where [`Ability::CancelChoices`] is not lacking.
    fn cancelling(&self, standing: &Standing, choices: CancelChoices) -> Deed;

    /// Writing a note; `for_customer` only where [`Ability::MailedNote`] is not lacking.
    fn noting(&self, standing: &Standing, text: String, for_customer: bool) -> Deed;

    /// Sending pieces of lines again at no charge; `None` when a product is not in the store any more.
    fn replacing(&self, standing: &Standing, pieces: &[(&OrderLine, i64)]) -> Option<Deed>;

    /// Asks the store whether it did something, and if not, whether all is as it has to be.
    ///
    /// # Errors
    /// As every question to a store.
    fn look<'a>(&'a self, task: Task<'a>) -> Asked<'a, Seen>;

    /// Has the store do something.
    ///
    /// # Errors
    /// [`StoreError::is_certainly_not_done`] tells which of them leave no doubt.
    fn send<'a>(&'a self, task: Task<'a>) -> Asked<'a, Made>;
}

impl StoreError {
    /// Whether a store that answered like this has certainly not done what it was sent: it refused before doing anything. A
    /// server's own failure may come after the deed.
    pub fn is_certainly_not_done(&self) -> bool {
        match self {
            Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::NoApi
            | Self::NoShop
            | Self::MissingScope { .. }
            | Self::Closed { .. }
            | Self::Moved { .. }
            | Self::RateLimited { .. } => true,
            Self::Refused { status, .. } => *status < 500,
            Self::NotFound
            | Self::Blocked { .. }
            | Self::Unavailable { .. }
            | Self::NotJson { .. }
            | Self::TooLarge { .. }
            | Self::Unreadable(_)
            | Self::EndlessPages { .. }
            | Self::Transport(_) => false,
        }
    }
}

/// Whether two texts are the same but for how white space was tidied.
pub(crate) fn says(text: &str, wanted: &str) -> bool {
    text.split_whitespace().eq(wanted.split_whitespace())
}

/// What shall be gone and is: ours, if we asked for it.
pub(crate) fn removed(task: Task<'_>, there: bool) -> Seen {
    match (there, task.sent) {
        (true, _) => Seen::Open(Vec::new()),
        (false, true) => Seen::Done(Made::default()),
        (false, false) => Seen::Changed(GONE),
    }
}
