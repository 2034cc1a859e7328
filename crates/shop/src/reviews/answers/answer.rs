//! An answer to a review as we keep it.

use database::{Time, WorkspaceId};
use diesel::prelude::*;
use people::customers::CustomerId;
use serde::{Deserialize, Serialize};

use super::super::review::{Review, ReviewId, Status};
use crate::schema::review_answer;
use crate::stores::{Store, StoreId, StoreKind, StoreState};

database::id_type!(
    /// An answer to a review.
    AnswerId,
    "ran"
);

database::text_enum!(
    /// How far an answer has come.
    pub enum State {
        /// Asked for; the store does not have it yet.
        Pending = "pending",
        /// Everybody can read it in the store.
        Published = "published",
        /// The store does not have it, as far as is known, and it is not tried again by itself.
        Failed = "failed",
        /// It was taken away in the store.
        Gone = "gone",
    }
);

database::text_enum!(
    /// Whether a review can be answered from here.
    pub enum Answerable {
        /// It can.
        Yes = "yes",
        /// When the review was last read our plug-in was not in the store, or too old: it is needed.
        PlugInMissing = "plug_in_missing",
        /// Nobody can read the review: it waits, is spam or deleted.
        NotShown = "not_shown",
        /// The store is paused or was taken away.
        NotConnected = "not_connected",
        /// Stores of this kind can't be had to do it.
        NotSupported = "not_supported",
    }
);

/// The field by which our plug-in tells of answers.
#[derive(Deserialize)]
struct Told {
    tillside_answers: Option<serde::de::IgnoredAny>,
}

impl Answerable {
    /// Whether this review in this store can be answered.
    pub(in crate::reviews) fn of(review: &Review, store: &Store) -> Self {
        match (store.kind, store.state) {
            (StoreKind::Shopify | StoreKind::Other, _) => Self::NotSupported,
            (_, StoreState::Paused | StoreState::Disconnected | StoreState::Connecting) => Self::NotConnected,
            (StoreKind::WooCommerce, StoreState::Syncing | StoreState::Ready | StoreState::Failed) => {
                if review.status != Status::Published {
                    return Self::NotShown;
                }
                let told = serde_json::from_str::<Told>(&review.original).ok();
                match told.and_then(|told| told.tillside_answers) {
                    Some(_) => Self::Yes,
                    None => Self::PlugInMissing,
                }
            }
        }
    }
}

/// An answer to a review.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = review_answer, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Answer {
    /// Whose it is.
    pub workspace_id: WorkspaceId,
    /// Its id; the store keeps it beside the answer.
    pub id: AnswerId,
    /// What is answered.
    pub review_id: ReviewId,
    /// The store of the review.
    pub store_id: StoreId,
    /// The store's id, while it has the answer.
    pub source_id: Option<String>,
    /// How far it has come.
    pub state: State,
    /// What it says, without markup.
    pub text: String,
    /// Who wrote it, as everybody sees it, once the store has it.
    pub author: Option<String>,
    /// Who asked for it here, as events name them; `None` when it was written in the store.
    pub actor: Option<String>,
    /// Their name then.
    pub actor_name: Option<String>,
    /// Why it failed or waits: a stable word, then the store's words behind a colon.
    pub reason: Option<String>,
    /// When it was written.
    pub written_at: Time,
    /// When it came to its end.
    pub settled_at: Option<Time>,
}

/// The payload of the events of answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerEvent {
    /// The answer.
    pub answer_id: AnswerId,
    /// What is answered.
    pub review_id: ReviewId,
    /// The store of the review.
    pub store_id: StoreId,
    /// Who wrote the review, if they are known.
    pub customer_id: Option<CustomerId>,
    /// How far it has come.
    pub state: State,
    /// Why it failed or waits.
    pub reason: Option<String>,
}
