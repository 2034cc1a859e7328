//! A store as the API shows it.

use database::{Db, DbError, Time};
use serde::Serialize;
use utoipa::ToSchema;

use super::connected_store::{Store, StoreId, StoreKind, StoreState, WebhookState};
use super::health::{HealthCode, HealthState};
use crate::brands::{BrandJson, Look};
use crate::syncing::{self, Count, Phase, SyncState};

/// A store.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Store)]
#[expect(missing_docs, reason = "the names say it; where they do not, there is a comment")]
pub struct StoreJson {
    pub id: StoreId,
    pub kind: StoreKind,
    pub name: String,
    pub url: String,
    /// Of its prices; null until the store has told.
    pub currency: Option<String>,
    /// IANA; null until the store has told.
    pub time_zone: Option<String>,
    pub state: StoreState,
    pub health: HealthJson,
    pub webhooks: WebhooksJson,
    pub sync: SyncJson,
    /// When the store last sent something by itself.
    pub last_event_at: Option<Time>,
    pub created_at: Time,
    /// How it shows itself to its customers.
    pub brand: BrandJson,
}

/// How a store is doing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreHealth)]
pub struct HealthJson {
    pub state: HealthState,
    /// What is wrong; null when nothing is.
    pub code: Option<HealthCode>,
    /// English, for developers.
    pub detail: Option<String>,
    pub at: Time,
}

/// The store's own messages to us.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreWebhooks)]
pub struct WebhooksJson {
    pub state: WebhookState,
    pub created: u32,
    /// Found switched off when last looked at.
    pub failing: u32,
}

/// How far a store has been read.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreSync)]
pub struct SyncJson {
    pub state: SyncState,
    pub phase: Phase,
    pub orders: Count,
    pub customers: Count,
    pub products: Count,
    pub refunds: Count,
    pub notes: Count,
    pub rate_per_second: f64,
    pub started_at: Option<Time>,
    pub finished_at: Option<Time>,
    /// What was left out, the latest first; at most 100.
    pub skipped: Vec<SkipJson>,
}

/// Something that was left out, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreSyncSkip)]
pub struct SkipJson {
    pub kind: String,
    pub source_id: String,
    pub reason: String,
}

impl StoreJson {
    pub(super) fn of(db: &mut Db, known: Store, look: Look) -> Result<Self, DbError> {
        let sync = syncing::find(db, known.workspace_id, known.id)?;
        let skips = syncing::skips(db, known.workspace_id, known.id, 100)?;
        Ok(Self {
            id: known.id,
            kind: known.kind,
            name: known.name,
            url: known.url,
            currency: known.currency,
            time_zone: known.time_zone,
            state: known.state,
            health: HealthJson {
                state: known.health_state,
                code: known.health_code,
                detail: known.health_detail,
                at: known.health_at,
            },
            webhooks: WebhooksJson {
                state: known.webhooks.state,
                created: known.webhooks.created,
                failing: known.webhooks.failing,
            },
            sync: SyncJson::of(sync, skips),
            last_event_at: known.last_event_at,
            created_at: known.created_at,
            brand: BrandJson::of(known.id, look),
        })
    }
}

impl SyncJson {
    fn of(sync: Option<syncing::Sync>, skips: Vec<syncing::Skip>) -> Self {
        let (state, phase, times, progress) = match sync {
            Some(sync) => (sync.state, sync.phase, (sync.started_at, sync.finished_at), sync.progress),
            None => (SyncState::Idle, Phase::Probe, (None, None), syncing::Progress::default()),
        };
        Self {
            state,
            phase,
            orders: progress.orders,
            customers: progress.customers,
            products: progress.products,
            refunds: progress.refunds,
            notes: progress.notes,
            rate_per_second: progress.rate_per_second,
            started_at: times.0,
            finished_at: times.1,
            skipped: skips
                .into_iter()
                .map(|skip| SkipJson { kind: skip.kind, source_id: skip.source_id, reason: skip.reason })
                .collect(),
        }
    }
}
