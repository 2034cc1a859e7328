//! What the store of an order can be had to do with it, and why not the rest.

use commerce::acting::{Ability, Acting, Lack};
use serde::Serialize;
use utoipa::ToSchema;

database::text_enum!(
    /// Something that a store may be able to do with an order.
    pub enum What {
        /// Give money back.
        Refund = "refund",
        /// Put what comes back into stock with a refund.
        Restock = "restock",
        /// Call the order off.
        Cancel = "cancel",
        /// Choose why, and whether money and items go back and the customer is told, when an order is called off.
        CancelChoices = "cancel_choices",
        /// Write a note for the store's people.
        Note = "note",
        /// Mail a note to the customer.
        MailedNote = "mailed_note",
        /// Correct where the order goes.
        ShippingAddress = "shipping_address",
        /// Correct who pays.
        BillingAddress = "billing_address",
        /// Change what is in the order.
        Items = "items",
        /// Mail the order once more.
        Resend = "resend",
        /// Make a coupon.
        Coupon = "coupon",
        /// Send items again at no charge.
        Replacement = "replacement",
        /// Answer what customers want to send back, and bring it to its end.
        Returns = "returns",
    }
);

database::text_enum!(
    /// Why a store can't do something.
    pub enum Why {
        /// Its kind knows no such thing.
        Unknown = "unknown",
        /// The access that it gave does not allow it.
        RightMissing = "right_missing",
    }
);

/// Whether the store can do something.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrderAbility)]
pub struct AbilityJson {
    pub what: What,
    pub possible: bool,
    /// Why not; null when it is possible.
    pub reason: Option<Why>,
    /// The right that is missing, by the store's name for it.
    pub right: Option<String>,
}

/// Everything that stores may be able to do, with what this one can.
pub(super) fn all_of(store: &dyn Acting) -> Vec<AbilityJson> {
    Ability::ALL.into_iter().map(|ability| AbilityJson::of(ability, store.lacks(ability))).collect()
}

impl AbilityJson {
    fn of(ability: Ability, lack: Option<Lack>) -> Self {
        let (reason, right) = match lack {
            None => (None, None),
            Some(Lack::Unknown) => (Some(Why::Unknown), None),
            Some(Lack::Right(right)) => (Some(Why::RightMissing), Some(right.to_owned())),
        };
        Self { what: ability.into(), possible: lack.is_none(), reason, right }
    }
}

impl From<Ability> for What {
    fn from(ability: Ability) -> Self {
        match ability {
            Ability::Refund => Self::Refund,
            Ability::Restock => Self::Restock,
            Ability::Cancel => Self::Cancel,
            Ability::CancelChoices => Self::CancelChoices,
            Ability::Note => Self::Note,
            Ability::MailedNote => Self::MailedNote,
            Ability::ShippingAddress => Self::ShippingAddress,
            Ability::BillingAddress => Self::BillingAddress,
            Ability::Items => Self::Items,
            Ability::Resend => Self::Resend,
            Ability::Coupon => Self::Coupon,
            Ability::Replacement => Self::Replacement,
            Ability::Returns => Self::Returns,
        }
    }
}
