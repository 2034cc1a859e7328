//! One turn with one store: from where it was left to where there is nothing more to do, or until it fails.

use std::sync::Arc;

use commerce::money::Currency;
use commerce::shopify::bulk::BulkList;
use database::events::NewEvent;
use database::{DbError, Time, Tx};
use jiff::SignedDuration;
use people::App;
use serde_json::json;

use super::exports::{self, Export, Step};
use super::progress::{Apart, Phase, Place, Progress, Rate, SyncState};
use super::store::{self, Claim};
use super::worker::Habits;
use super::{TurnError, comparing, comparing_products, errands, looking_again, pages, reading_over};
use crate::stores::{self, Ailment, GuardedHttp, HealthCode, Opener, Store, StoreClient, StoreState};
use crate::webhooks;

/// A store in hand: what opens it, and how far it is read.
pub(super) struct Turn {
    pub app: App,
    pub claim: Claim,
    pub habits: Habits,
    pub client: Arc<StoreClient>,
    pub currency: Currency,
    pub progress: Progress,
    pub phase: Phase,
}

/// What is committed with others of its kind, and how far the reading is behind it.
pub(super) trait Written: Send + Sync + 'static {
    /// Where it belongs.
    type Target: Send + Sync + 'static;

    fn write(&self, tx: &mut Tx<'_>, target: &Self::Target) -> Result<(), DbError>;

    fn behind(&self) -> &Progress;
}

/// Goes on with a store that was claimed. When it is to be looked at again, if the store is at something.
pub(super) async fn run(app: App, claim: Claim, habits: Habits) -> Result<Option<Time>, TurnError> {
    stores::ensure(&app, claim.workspace, claim.store).await?;
    let Some((known, sync)) = load(&app, &claim).await? else { return Ok(None) };
    let http = GuardedHttp::with_patience(&app.guarded, habits.patience);
    let known = opened(&app, &claim, &http, known).await?;
    let Opener::Tried(connection) = known.opener(&app.secrets).map_err(|cause| unreadable(&cause))? else {
        return Ok(None);
    };
    let currency = currency_of(&known)?;
    let client = Arc::new(StoreClient::new(&app, connection, http));
    let mut turn = Turn { claim, habits, client, currency, progress: sync.progress, phase: sync.phase, app };
    webhooks::keep_registered(&turn.app, &known, &turn.client).await?;
    turn.read_all().await
}

async fn load(app: &App, claim: &Claim) -> Result<Option<(Store, store::Sync)>, DbError> {
    let (workspace, id) = (claim.workspace, claim.store);
    app.database
        .read(move |db| {
            let known = stores::find(db, workspace, id)?.filter(Store::is_read);
            Ok(known.zip(store::find(db, workspace, id)?))
        })
        .await
}

fn currency_of(known: &Store) -> Result<Currency, DbError> {
    let code = known.currency.as_deref().unwrap_or_default();
    crate::orders::currency(code)
}

fn unreadable(cause: &database::secrets::SecretError) -> TurnError {
    let ailment = Ailment::new(HealthCode::KeysUnreadable, cause.to_string());
    TurnError::Store { ailment, passing: false, wait: None }
}

/// Tries keys that have never been tried, and keeps the way that worked.
async fn opened(app: &App, claim: &Claim, http: &GuardedHttp, known: Store) -> Result<Store, TurnError> {
    let Opener::Untried(keys) = known.opener(&app.secrets).map_err(|cause| unreadable(&cause))? else {
        return Ok(known);
    };
    let address = known.address()?;
    let found = stores::find_out(http, app.database.clock(), &address, &keys).await?;
    let (app, claim) = (app.clone(), claim.clone());
    let database = app.database.clone();
    let kept = database.write_much(move |tx| keep(tx, &app, &claim, &found)).await?;
    kept.ok_or(TurnError::LeaseLost)
}

fn keep(tx: &mut Tx<'_>, app: &App, claim: &Claim, found: &stores::Found) -> Result<Option<Store>, DbError> {
    let Some(mut known) = stores::find(tx.db, claim.workspace, claim.store)? else { return Ok(None) };
    stores::apply_found(tx, &app.secrets, &mut known, found)?;
    Ok(Some(known))
}

/// The store answers, but not to this question of ours: the keys' user may not see it, the token lacks a right, or the store
/// is too old to know it.
pub(super) const fn is_bar(code: HealthCode) -> bool {
    matches!(code, HealthCode::KeysWithoutRights | HealthCode::ScopesMissing | HealthCode::NotWooCommerce)
}

fn barred(code: HealthCode) -> TurnError {
    TurnError::Store { ailment: Ailment::new(code, ""), passing: false, wait: None }
}

/// An answer, and how long it took.
pub(super) async fn timed<T>(app: &App, answer: impl Future<Output = T>) -> (T, SignedDuration) {
    let asked_at = app.database.now();
    let answer = answer.await;
    (answer, app.database.now().since(asked_at))
}

impl Turn {
    async fn read_all(&mut self) -> Result<Option<Time>, TurnError> {
        self.progress.rate = Rate::begun(self.app.database.now());
        if self.progress.past_is_read {
            self.read_changes().await?;
        } else if let Some(later) = self.read_past().await? {
            return Ok(Some(later));
        }
        let mut all_run = errands::run(self).await?;
        if self.progress.past_is_read {
            comparing::look(self).await?;
            comparing_products::look(self).await?;
            reading_over::look(self).await?;
            looking_again::look(self).await?;
            if all_run {
                all_run = errands::run(self).await?;
            }
        }
        if !all_run {
            return Ok(Some(self.app.database.now()));
        }
        self.rest().await?;
        Ok(None)
    }

    /// Products first, so that orders can show them; accounts before orders, so that buyers have their names.
    async fn read_past(&mut self) -> Result<Option<Time>, TurnError> {
        if self.progress.began_at.is_none() {
            self.progress.began_at = Some(self.app.database.now());
            self.phase = Phase::Products;
            self.progress.place = Place::default();
        }
        self.go_on().await?;
        if self.phase == Phase::Products {
            match exports::read(self, BulkList::Products).await? {
                Step::Read => {}
                Step::PageByPage => pages::products(self, None).await?,
                Step::ComeBack(at) => return Ok(Some(at)),
            }
            self.enter(Phase::Customers).await?;
        }
        if self.phase == Phase::Customers {
            match exports::read(self, BulkList::Customers).await? {
                Step::Read => {}
                Step::PageByPage => pages::customers(self).await?,
                Step::ComeBack(at) => return Ok(Some(at)),
            }
            self.enter(Phase::Orders).await?;
        }
        if self.phase == Phase::Orders {
            match exports::read(self, BulkList::Orders).await? {
                Step::Read => {}
                Step::PageByPage => pages::orders(self, None).await?,
                Step::ComeBack(at) => return Ok(Some(at)),
            }
            self.enter(Phase::Coupons).await?;
        }
        if matches!(self.phase, Phase::Coupons | Phase::Reviews) {
            self.read_apart(true).await?;
            self.past_is_read().await?;
        }
        Ok(None)
    }

    /// Coupons and reviews: all of them, or what is new. A store that does not show them is read all the same.
    async fn read_apart(&mut self, all: bool) -> Result<(), TurnError> {
        if self.phase == Phase::Coupons {
            let since = self.progress.coupons_apart.until.filter(|_| !all).map(Time::timestamp);
            let read = if self.client.shows_coupons() {
                pages::coupons(self, since).await
            } else {
                Err(barred(HealthCode::ScopesMissing))
            };
            let before = self.progress.coupons_apart;
            self.progress.coupons_apart = self.after(read, before, since.is_none())?;
            self.enter(Phase::Reviews).await?;
        }
        let since = self.progress.reviews_apart.until.filter(|_| !all).map(Time::timestamp);
        let read = if self.client.has_reviews() { pages::reviews(self, since).await } else { Ok(()) };
        let before = self.progress.reviews_apart;
        self.progress.reviews_apart = self.after(read, before, since.is_none())?;
        Ok(())
    }

    /// How far a list is after it was read, or found to be closed to us.
    fn after(&self, read: Result<(), TurnError>, before: Apart, whole: bool) -> Result<Apart, TurnError> {
        let began_at = self.progress.began_at;
        match read {
            Ok(()) => {
                let whole_at = if whole { began_at } else { before.whole_at };
                Ok(Apart { until: began_at, whole_at, barred: None, ..before })
            }
            Err(TurnError::Store { ailment, .. }) if is_bar(ailment.code) => {
                Ok(Apart { barred: Some(ailment.code), ..before })
            }
            Err(other) => Err(other),
        }
    }

    /// What changed since the last reading, as a safety net under the store's messages.
    async fn read_changes(&mut self) -> Result<(), TurnError> {
        let now = self.app.database.now();
        let in_the_middle =
            matches!(self.phase, Phase::Products | Phase::Orders | Phase::Coupons | Phase::Reviews);
        if !in_the_middle && !self.progress.is_stale(now, self.habits.ask_every) {
            return Ok(());
        }
        if !in_the_middle {
            self.progress.began_at = Some(now);
            self.enter(Phase::Products).await?;
        }
        let since = self.progress.read_until.map(Time::timestamp);
        if self.phase == Phase::Products {
            pages::products(self, since).await?;
            self.enter(Phase::Orders).await?;
        }
        if self.phase == Phase::Orders {
            pages::orders(self, since).await?;
            self.enter(Phase::Coupons).await?;
        }
        self.read_apart(false).await?;
        self.progress.read_until = self.progress.began_at;
        self.enter(Phase::Details).await
    }

    async fn go_on(&mut self) -> Result<(), TurnError> {
        let (claim, started) = (self.claim.clone(), self.progress.began_at);
        self.commit(move |tx| {
            stores::set_state(tx, claim.workspace, claim.store, StoreState::Syncing)?;
            store::set_times(tx, &claim, SyncState::Running, started, None)
        })
        .await
    }

    async fn enter(&mut self, phase: Phase) -> Result<(), TurnError> {
        self.phase = phase;
        self.progress.place = Place::default();
        self.progress.export = Export::default();
        self.commit(|_| Ok(())).await
    }

    async fn past_is_read(&mut self) -> Result<(), TurnError> {
        self.progress.past_is_read = true;
        self.progress.read_until = self.progress.began_at;
        self.progress.compared_at = self.progress.began_at;
        self.progress.products_compared_at = self.progress.began_at;
        self.progress.looked_again_at = self.progress.began_at;
        self.progress.customers_apart = Apart { whole_at: self.progress.began_at, ..Apart::default() };
        self.phase = Phase::Details;
        self.progress.place = Place::default();
        self.progress.export = Export::default();
        let (claim, orders) = (self.claim.clone(), self.progress.orders.done);
        self.commit(move |tx| {
            tx.expect_much(false)?;
            stores::set_state(tx, claim.workspace, claim.store, StoreState::Ready)?;
            let payload = json!({ "store_id": claim.store, "orders": orders });
            tx.append(NewEvent::new(claim.workspace, "store.synced", claim.store.0, "system").with(payload))?;
            Ok(())
        })
        .await
    }

    /// All is done for now.
    async fn rest(&mut self) -> Result<(), TurnError> {
        self.phase = Phase::Rest;
        let claim = self.claim.clone();
        let started = self.progress.began_at;
        self.commit(move |tx| {
            let now = tx.now;
            store::set_times(tx, &claim, SyncState::Done, started, Some(now))
        })
        .await
    }

    /// Commits rows together with the place behind them, as long as the store is still ours.
    pub(super) async fn commit(
        &mut self,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static,
    ) -> Result<(), TurnError> {
        let (claim, lease) = (self.claim.clone(), self.habits.lease);
        let (phase, progress) = (self.phase, self.progress.clone());
        let held = self
            .app
            .database
            .write_much(move |tx| {
                let held = store::advance(tx, &claim, lease, phase, &progress)?;
                if held {
                    rows(tx)?;
                }
                Ok::<_, DbError>(held)
            })
            .await?;
        if held { Ok(()) } else { Err(TurnError::LeaseLost) }
    }

    /// The same, and tells how far the reading is.
    pub(super) async fn commit_news(
        &mut self,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static,
    ) -> Result<(), TurnError> {
        let news = news(&self.claim, self.phase, &self.progress);
        self.commit(move |tx| {
            rows(tx)?;
            tx.append(news)?;
            Ok(())
        })
        .await
    }

    /// Commits the first of some slices, and as many others as may go with it, together with the place behind the last one of them;
    /// how many. `tells`: it is told how far the reading is then.
    pub(super) async fn commit_some<S: Written>(
        &mut self,
        slices: Vec<Arc<S>>,
        target: Arc<S::Target>,
        tells: bool,
    ) -> Result<usize, TurnError> {
        let (claim, lease, phase) = (self.claim.clone(), self.habits.lease, self.phase);
        let is_past = !self.progress.past_is_read;
        let written = self.app.database.write_much(move |tx| {
            if !store::hold(tx, &claim, lease)? {
                return Ok(None);
            }
            if is_past {
                tx.expect_much(true)?;
            }
            let (mut count, mut progress) = (0, None);
            for slice in slices {
                slice.write(tx, &target)?;
                (count, progress) = (count + 1, Some(slice.behind().clone()));
                if !tx.may_go_on() {
                    break;
                }
            }
            let Some(progress) = progress else { return Ok(None) };
            store::advance(tx, &claim, lease, phase, &progress)?;
            if tells {
                tx.append(news(&claim, phase, &progress))?;
            }
            Ok::<_, DbError>(Some((count, progress)))
        });
        let (count, progress) = written.await?.ok_or(TurnError::LeaseLost)?;
        self.progress = progress;
        Ok(count)
    }

    /// The store answered after so long: it is asked more gently, or less so.
    pub(super) fn answered(&mut self, took: SignedDuration) {
        let slowly = took >= self.habits.slow_from;
        self.progress.pace.answered(slowly);
    }

    /// Whether the store was found to have no fulfillments of its own, not long ago.
    pub(super) fn lacks_fulfillments(&self) -> bool {
        let found = self.progress.without_fulfillments;
        found.is_some_and(|at| self.app.database.now().since(at) < self.habits.compare_every)
    }

    /// So many things more were read.
    pub(super) fn count_rate(&mut self, read: u64) {
        self.progress.rate.read += read;
    }
}

/// How far the reading of a store is.
fn news(claim: &Claim, phase: Phase, progress: &Progress) -> NewEvent {
    let payload = json!({
        "store_id": claim.store, "phase": phase,
        "orders": progress.orders, "customers": progress.customers, "products": progress.products,
        "coupons": progress.coupons, "reviews": progress.reviews,
        "trouble": progress.export.trouble,
    });
    NewEvent::new(claim.workspace, "store.progress", claim.store.0, "system").with(payload)
}
