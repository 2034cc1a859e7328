//! What exactly a store is asked for, and what has to hold before: fixed when a person confirmed it.

use std::collections::BTreeMap;

use commerce::model::SourceId;
use commerce::woocommerce::{NewCoupon, NewRefund};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::action::{Action, Kind};

/// A field of an address, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTo {
    /// As the store has it.
    pub from: String,
    /// As it is to be.
    pub to: String,
}

/// Fields of an address by the store's names for them.
pub type Fields = BTreeMap<String, FromTo>;

/// What the store is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Plan {
    /// Give money back, if so much and no more was given back until now.
    Refund {
        /// The refund.
        refund: NewRefund,
        /// Given back until now, in minor units.
        refunded_before: i64,
    },
    /// Change where an order stands.
    SetStatus {
        /// The order: the action's own, or one that an action made.
        order: SourceId,
        /// The store's word for where it stands.
        from: String,
        /// The store's word for where it shall stand.
        to: String,
    },
    /// Write a note.
    Note {
        /// What it says.
        text: String,
        /// Whether the store mails it to the customer.
        for_customer: bool,
    },
    /// Correct the addresses.
    Address {
        /// Who pays.
        billing: Fields,
        /// Where it goes.
        shipping: Fields,
    },
    /// Mail the order to its billing address.
    Resend {
        /// The address.
        email: String,
    },
    /// Make a coupon.
    Coupon {
        /// The coupon.
        coupon: NewCoupon,
    },
    /// Make an order that costs nothing.
    Replacement {
        /// The order's fields, as the store takes them.
        fields: Value,
        /// Pieces in it.
        pieces: i64,
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
database::json_column!(Plan);

/// How an action is taken back; `None` where the store can't, or it was taken back.
pub(super) fn undoing(action: &Action) -> Option<Plan> {
    if action.undone_by.is_some() || action.state != super::State::Done || action.kind == Kind::Undo {
        return None;
    }
    let made = || action.outcome.as_ref()?.thing.as_deref().map(SourceId::from);
    match &action.plan {
        Plan::Refund { refund, .. } if !refund.pay_back => made().map(|refund| Plan::DeleteRefund { refund }),
        Plan::Refund { .. } | Plan::Resend { .. } => None,
        Plan::SetStatus { order, from, to } => {
            Some(Plan::SetStatus { order: order.clone(), from: to.clone(), to: from.clone() })
        }
        Plan::Note { .. } => made().map(|note| Plan::DeleteNote { note }),
        Plan::Address { billing, shipping } => {
            Some(Plan::Address { billing: turned(billing), shipping: turned(shipping) })
        }
        Plan::Coupon { coupon } => {
            made().map(|id| Plan::DeleteCoupon { coupon: id, code: coupon.code.clone() })
        }
        Plan::Replacement { .. } => made().map(|order| Plan::SetStatus {
            order,
            from: REPLACEMENT_STATUS.to_owned(),
            to: CANCELLED.to_owned(),
        }),
        Plan::DeleteRefund { .. } | Plan::DeleteNote { .. } | Plan::DeleteCoupon { .. } => None,
    }
}

/// WooCommerce's word for an order that was called off.
pub(super) const CANCELLED: &str = "cancelled";
/// WooCommerce's word for an order that is to be sent.
pub(super) const REPLACEMENT_STATUS: &str = "processing";

fn turned(fields: &Fields) -> Fields {
    let turn = |(name, change): (&String, &FromTo)| {
        (name.clone(), FromTo { from: change.to.clone(), to: change.from.clone() })
    };
    fields.iter().map(turn).collect()
}
