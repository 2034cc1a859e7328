//! A delivery as it is kept.

use database::{Time, WorkspaceId};
use diesel::prelude::*;

use crate::schema::webhook_delivery;
use crate::stores::StoreId;

database::id_type!(
    /// A delivery.
    DeliveryId,
    "dlv"
);

database::text_enum!(
    /// What became of a delivery.
    pub enum Outcome {
        /// It was taken over.
        Applied = "applied",
        /// It told nothing new.
        Unchanged = "unchanged",
        /// A newer state was known.
        Older = "older",
        /// The store is asked which state holds.
        InDoubt = "in-doubt",
        /// It is about something that is not kept here, or the store is paused.
        Ignored = "ignored",
        /// It is signed but makes no sense.
        Unreadable = "unreadable",
    }
);

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_delivery, treat_none_as_default_value = false)]
pub(super) struct Delivery {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id.
    pub id: DeliveryId,
    /// The store that sent it.
    pub store_id: StoreId,
    /// `order.updated`.
    pub topic: String,
    /// The store's id of what it is about.
    pub source_id: Option<String>,
    /// Equal for the same delivery sent again.
    pub digest: String,
    /// The blob that holds the raw body.
    pub body_hash: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, if it was not applied.
    pub reason: Option<String>,
    /// When it came.
    pub received_at: Time,
}
