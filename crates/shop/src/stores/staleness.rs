//! What is shown of a store is as old as the last time that all its changes were read: how old that is, and why.

use database::{Db, DbError, Time, WorkspaceId};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde::Serialize;
use utoipa::ToSchema;

use super::connected_store::{Store, StoreId, StoreKind, StoreState};
use super::health::{HealthCode, HealthState};
use crate::schema::{store, store_sync};
use crate::syncing::Progress;

/// A store is asked what has changed every five minutes: with three times that behind it, something holds the reading up.
const USUAL: SignedDuration = SignedDuration::from_mins(15);

/// Why what is known of a store is not as it is there now, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = StoreStaleness)]
pub struct StaleJson {
    /// A code of the store's health; `behind` where nothing is wrong but its changes are read later than usual; `paused`;
    /// `disconnected`.
    pub code: String,
    /// Its changes are here up to this moment; null where it was never read to its end.
    pub as_of: Option<Time>,
}

/// A store, and what is known about the age of what it told.
#[derive(Debug, Clone)]
pub struct ReadStore {
    /// The store.
    pub store: Store,
    /// Its changes are here up to this moment.
    pub read_until: Option<Time>,
}

/// All stores of a workspace, with those that were disconnected: their orders name them. In no order; one statement.
///
/// # Errors
/// Only those of the database.
pub fn all_read(db: &mut Db, workspace: WorkspaceId) -> Result<Vec<ReadStore>, DbError> {
    let same = store_sync::workspace_id.eq(store::workspace_id).and(store_sync::store_id.eq(store::id));
    let found: Vec<(Store, Option<Progress>)> = store::table
        .left_join(store_sync::table.on(same))
        .filter(store::workspace_id.eq(workspace))
        .select((Store::as_select(), store_sync::progress.nullable()))
        .load(db)?;
    let read = |(store, progress): (Store, Option<Progress>)| ReadStore {
        store,
        read_until: progress.and_then(|progress| progress.read_until),
    };
    Ok(found.into_iter().map(read).collect())
}

impl ReadStore {
    /// Its id.
    pub fn id(&self) -> StoreId {
        self.store.id
    }

    /// Why what it told is old; `None` while all is well. What passes by itself is told once it has lasted.
    pub fn staleness(&self, now: Time) -> Option<StaleJson> {
        let because = |code: &str| Some(StaleJson { code: code.to_owned(), as_of: self.read_until });
        match (self.store.state, self.store.kind) {
            (StoreState::Disconnected, _) => return because("disconnected"),
            (StoreState::Paused, _) => return because("paused"),
            // It is never asked: what it tells is here at once.
            (_, StoreKind::Other) => return None,
            (
                StoreState::Connecting | StoreState::Syncing | StoreState::Ready | StoreState::Failed,
                StoreKind::WooCommerce | StoreKind::Shopify,
            ) => {}
        }
        let is_old = self.read_until.is_some_and(|until| now.since(until) > USUAL);
        let holds_up = self.store.health_code.filter(|code| !is_about_messages(*code));
        match holds_up {
            Some(code) if is_old || self.store.health_state == HealthState::Error => because(code.as_str()),
            None if is_old => because("behind"),
            Some(_) | None => None,
        }
    }
}

/// Without the store's own messages its changes are fetched all the same.
const fn is_about_messages(code: HealthCode) -> bool {
    matches!(code, HealthCode::KeysReadOnly | HealthCode::WebhooksFailing)
}
