//! A review as we keep it.

use commerce::model::StoreReview;
use database::{Flag, Time, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};

use crate::schema::review;
use crate::stores::StoreId;

database::id_type!(
    /// A review.
    ReviewId,
    "rvw"
);

database::text_enum!(
    /// Where a review stands, in the words that every store shares. The store's own word is kept beside it.
    pub enum Status {
        /// Everybody can read it.
        Published = "published",
        /// It waits for the store to let it through.
        Waiting = "waiting",
        /// The store calls it spam.
        Spam = "spam",
        /// In the store's bin.
        Trash = "trash",
        /// It was deleted there.
        Gone = "gone",
        /// A word that only this store knows.
        Other = "other",
    }
);

impl Status {
    /// What a store's word means; WordPress has two for most.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "approved" | "approve" | "1" => Self::Published,
            "hold" | "unapproved" | "0" => Self::Waiting,
            "spam" => Self::Spam,
            "trash" | "post-trashed" => Self::Trash,
            _ => Self::Other,
        }
    }

    /// Whether it is away: no list shows it unless it is asked for.
    pub const fn is_away(self) -> bool {
        matches!(self, Self::Spam | Self::Trash | Self::Gone)
    }

    /// Those that are away.
    pub(super) const AWAY: [Self; 3] = [Self::Spam, Self::Trash, Self::Gone];
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = review, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Review {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: ReviewId,
    /// The store in which it was written.
    pub store_id: StoreId,
    /// The store's id.
    pub source_id: String,
    /// The store's id of the product.
    pub product_source_id: Option<String>,
    /// The product's name.
    pub product_name: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// The store's own word for that.
    pub raw_status: String,
    /// 1 to 5 stars; 0 when none were given.
    pub rating: i64,
    /// Whether the store knows that they bought it.
    pub verified: Flag,
    /// Who wrote it, as everybody sees it.
    pub reviewer: Option<String>,
    /// Their address, which nobody but the store sees.
    pub email: Option<String>,
    /// Who wrote it, if they are known by their address.
    pub customer_id: Option<CustomerId>,
    /// Whose it was before customers were merged.
    pub recognised_as: Option<CustomerId>,
    /// What they wrote.
    pub text: String,
    /// The store's JSON, as it came last.
    pub original: String,
    /// When they wrote it.
    pub written_at: Time,
}

/// The payload of `review.created`, `review.updated` and `review.deleted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEvent {
    /// The review.
    pub review_id: ReviewId,
    /// Its store.
    pub store_id: StoreId,
    /// Whose it is.
    pub customer_id: Option<CustomerId>,
    /// Where it stands now.
    pub status: Status,
    /// Where it stood before; absent when it is new.
    pub was: Option<Status>,
    /// 1 to 5 stars; 0 when none were given.
    pub rating: i64,
    /// True while a store's past is read: nobody is to be told.
    pub history: bool,
}

impl Review {
    pub(super) fn of(
        (workspace_id, store_id): (WorkspaceId, StoreId),
        id: ReviewId,
        source: &StoreReview,
        original: String,
        customer_id: Option<CustomerId>,
        known: Option<&Self>,
    ) -> Self {
        let clean = |text: &String| text.replace('\0', "");
        let same_person = known.filter(|known| known.customer_id == customer_id);
        Self {
            workspace_id,
            id,
            store_id,
            source_id: source.source_id.to_string(),
            product_source_id: source.product_id.as_ref().map(ToString::to_string),
            product_name: source.product_name.as_ref().map(clean),
            status: Status::of(&source.status),
            raw_status: clean(&source.status),
            rating: i64::from(source.rating),
            verified: source.verified.into(),
            reviewer: source.reviewer.as_ref().map(clean),
            email: source.email.as_ref().map(clean),
            customer_id,
            recognised_as: same_person.map_or(customer_id, |known| known.recognised_as),
            text: clean(&source.text),
            original,
            written_at: source.written_at.into(),
        }
    }
}
