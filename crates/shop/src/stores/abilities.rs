//! What can be had from a store beyond orders, accounts and products, and why not the rest.

use serde::Serialize;
use utoipa::ToSchema;

use super::connected_store::StoreKind;
use crate::syncing::{Apart, Progress};

database::text_enum!(
    /// Something that a store may be able to show or do.
    pub enum StoreAbility {
        /// Its coupons are here.
        Coupons = "coupons",
        /// Its reviews are here.
        Reviews = "reviews",
    }
);

database::text_enum!(
    /// Why a store can't.
    pub enum StoreLack {
        /// Stores of its kind have no such thing, or none that can be asked for.
        Unknown = "unknown",
        /// The access that it gave does not allow it.
        RightMissing = "right_missing",
    }
);

/// Whether something can be had from a store.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreAbilityState)]
pub struct StoreAbilityJson {
    /// What.
    pub what: StoreAbility,
    /// Whether it can, as far as is known.
    pub possible: bool,
    /// Why not; null when it is possible.
    pub reason: Option<StoreLack>,
}

/// All that stores may be able to, with what this one can.
pub(super) fn of(kind: StoreKind, progress: Option<&Progress>) -> Vec<StoreAbilityJson> {
    StoreAbility::ALL
        .iter()
        .map(|what| {
            let reason = lack(*what, kind, progress);
            StoreAbilityJson { what: *what, possible: reason.is_none(), reason }
        })
        .collect()
}

fn lack(what: StoreAbility, kind: StoreKind, progress: Option<&Progress>) -> Option<StoreLack> {
    let barred = |apart: fn(&Progress) -> Apart| {
        progress.and_then(|known| apart(known).barred).map(|_| StoreLack::RightMissing)
    };
    match (kind, what) {
        (StoreKind::Other, _) | (StoreKind::Shopify, StoreAbility::Reviews) => Some(StoreLack::Unknown),
        (_, StoreAbility::Coupons) => barred(|known| known.coupons_apart),
        (StoreKind::WooCommerce, StoreAbility::Reviews) => barred(|known| known.reviews_apart),
    }
}
