//! A store as the API shows it.

use database::{Db, DbError, Time, WorkspaceId};
use serde::Serialize;
use utoipa::ToSchema;

use super::abilities::{self, StoreAbilityJson};
use super::connected_store::{Store, StoreId, StoreKind, StoreState, WebhookState};
use super::health::{HealthCode, HealthState};
use crate::brands::{BrandJson, Look};
use crate::syncing::{self, Count, ErrandKind, Export, ExportTrouble, Phase, SyncState};

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
    /// What of its coupons and reviews can be had from it.
    pub abilities: Vec<StoreAbilityJson>,
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
    pub coupons: Count,
    pub reviews: Count,
    /// Orders whose refunds are asked for one by one, once orders are read.
    pub refunds: Count,
    /// Orders whose notes are asked for one by one, once orders are read.
    pub notes: Count,
    pub rate_per_second: f64,
    /// How gently the store is asked.
    pub pace: PaceJson,
    /// While a list is read from a file that the store writes, or why it is not; else null.
    pub export: Option<ExportJson>,
    pub started_at: Option<Time>,
    pub finished_at: Option<Time>,
    /// What was left out, the latest first; at most 100.
    pub skipped: Vec<SkipJson>,
}

/// How gently a store is asked: more so while it is slow, asks for patience or does not answer, and less so again by itself.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = StorePace)]
pub struct PaceJson {
    /// Requests at once.
    pub at_once: usize,
    /// Milliseconds between requests; 0 while all is well.
    pub pause_ms: u64,
}

/// How far the file is that a list of a store is read from.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StoreExport)]
pub struct ExportJson {
    /// Things that the store has written into it; how many there are to write is in the list's count.
    pub written: u64,
    /// Bytes of it that were read.
    pub bytes_done: u64,
    /// Its size in bytes; null until it is whole.
    pub bytes_total: Option<u64>,
    /// What is wrong, or was the last time.
    pub trouble: Option<ExportTrouble>,
    /// The same in the store's words, for developers.
    pub detail: Option<String>,
    /// Nothing came of it: the list is read page by page.
    pub page_by_page: bool,
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
    pub(super) fn of(db: &mut Db, known: Store, look: Look, now: Time) -> Result<Self, DbError> {
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
            abilities: abilities::of(known.kind, sync.as_ref().map(|sync| &sync.progress)),
            sync: SyncJson::of(db, (known.workspace_id, known.id), sync, skips, now)?,
            last_event_at: known.last_event_at,
            created_at: known.created_at,
            brand: BrandJson::of(known.id, look),
        })
    }
}

impl SyncJson {
    fn of(
        db: &mut Db,
        (workspace, store): (WorkspaceId, StoreId),
        sync: Option<syncing::Sync>,
        skips: Vec<syncing::Skip>,
        now: Time,
    ) -> Result<Self, DbError> {
        let mut waiting = |kind| syncing::waiting(db, workspace, store, kind);
        let (state, phase, times, progress) = match sync {
            Some(sync) => (sync.state, sync.phase, (sync.started_at, sync.finished_at), sync.progress),
            None => (SyncState::Idle, Phase::Probe, (None, None), syncing::Progress::default()),
        };
        let ended = times.1.filter(|_| state != SyncState::Running);
        Ok(Self {
            state,
            phase,
            orders: progress.orders,
            customers: progress.customers,
            products: progress.products,
            coupons: progress.coupons,
            reviews: progress.reviews,
            refunds: progress.refunds.with_waiting(waiting(ErrandKind::Refunds)?),
            notes: progress.notes.with_waiting(waiting(ErrandKind::Notes)?),
            rate_per_second: progress.rate.until(ended.unwrap_or(now)),
            pace: PaceJson { at_once: progress.pace.at_once(), pause_ms: progress.pace.pause_ms },
            export: Some(progress.export).filter(Export::is_told).map(|export| ExportJson {
                written: export.written,
                bytes_done: export.taken,
                bytes_total: export.size,
                trouble: export.trouble,
                detail: export.detail,
                page_by_page: export.given_up,
            }),
            started_at: times.0,
            finished_at: times.1,
            skipped: skips
                .into_iter()
                .map(|skip| SkipJson { kind: skip.kind, source_id: skip.source_id, reason: skip.reason })
                .collect(),
        })
    }
}
