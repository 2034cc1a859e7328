//! Connecting a store by its keys, which are tried before they are believed.

use commerce::StoreError;
use commerce::money::Currency;
use commerce::woocommerce::StoreUrl;
use database::events::NewEvent;
use database::secrets::Secrets;
use database::{DbError, Tx, WorkspaceId};
use people::App;
use people::audit::{self, Actor};
use serde_json::json;

use super::asking::GuardedHttp;
use super::connected_store::{Store, StoreKind, StoreState, WebhookState, Webhooks};
use super::health::Ailment;
use super::speaking::{Found, StoreKeys, find_out};
use super::{messages_ailment, store};
use crate::syncing;

/// Why a store is not connected.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectError {
    /// A store with this address is connected already.
    #[error("a store with this address is connected already")]
    Known,
    /// The keys were tried, and this is wrong.
    #[error(transparent)]
    Ailing(#[from] Ailment),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// What trying the keys showed.
#[derive(Debug)]
pub(super) enum Tried {
    /// They work.
    Works(Box<Found>),
    /// The store could not answer now; it is tried again by the worker.
    Later(Ailment),
}

/// Tries keys with a store.
///
/// # Errors
/// What is wrong, unless it may pass by itself because the store is there but busy.
pub(super) async fn try_keys(app: &App, url: &StoreUrl, keys: &StoreKeys) -> Result<Tried, Ailment> {
    let http = GuardedHttp::new(&app.guarded);
    match find_out(&http, app.database.clock(), url, keys).await {
        Ok(found) => Ok(Tried::Works(Box::new(found))),
        Err(error @ (StoreError::RateLimited { .. } | StoreError::Unavailable { .. })) => {
            Ok(Tried::Later(Ailment::from(&error)))
        }
        Err(error) => Err(Ailment::from(&error)),
    }
}

/// What somebody entered to connect a store.
#[derive(Debug, Clone)]
pub(super) struct Entered {
    pub name: String,
    pub url: StoreUrl,
    pub keys: StoreKeys,
}

/// Connects a store whose keys were tried. One that was taken away before is taken up again, with its orders.
///
/// # Errors
/// [`ConnectError::Known`], or those of the database.
pub(super) fn connect(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    workspace: WorkspaceId,
    actor: &Actor,
    entered: &Entered,
    tried: &Tried,
) -> Result<Store, ConnectError> {
    let mut known = match store::find_url(tx.db, workspace, &entered.url.to_string())? {
        Some(known) if is_in_use(&known) => return Err(ConnectError::Known),
        Some(before) => revived(tx, secrets, &before, &entered.name, &entered.url)?,
        None => {
            let fresh = Store::new(workspace, tx.id(), &entered.name, &entered.url, secrets, tx.now);
            store::insert(tx, &fresh)?;
            fresh
        }
    };
    take_keys(tx, secrets, &mut known, &entered.keys, tried)?;
    let detail = json!({ "name": known.name, "url": known.url, "key": entered.keys.hint() });
    audit::record(tx, workspace, actor, "store.connected", &known.id.to_string(), &detail)?;
    Ok(known)
}

/// A store that tells of itself, as somebody entered it.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub name: String,
    pub url: StoreUrl,
    pub currency: Currency,
    pub time_zone: Option<String>,
}

/// Adds a store that tells of itself. One that was taken away before is taken up again, with its orders.
///
/// # Errors
/// [`ConnectError::Known`], or those of the database.
pub(super) fn add(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    workspace: WorkspaceId,
    actor: &Actor,
    entered: &Telling,
) -> Result<Store, ConnectError> {
    let fresh = |tx: &Tx<'_>, id| {
        Store::new(workspace, id, &entered.name, &entered.url, secrets, tx.now)
            .telling(entered.currency, entered.time_zone.as_deref())
    };
    let known = match store::find_url(tx.db, workspace, &entered.url.to_string())? {
        Some(known) if is_in_use(&known) => return Err(ConnectError::Known),
        Some(before) => {
            let fresh = fresh(tx, before.id);
            let known = Store { created_at: before.created_at, last_event_at: before.last_event_at, ..fresh };
            store::update(tx, &known)?;
            syncing::forget(tx, workspace, known.id)?;
            known
        }
        None => {
            let known = fresh(tx, tx.id());
            store::insert(tx, &known)?;
            known
        }
    };
    let detail = json!({ "name": known.name, "url": known.url });
    audit::record(tx, workspace, actor, "store.connected", &known.id.to_string(), &detail)?;
    let payload = json!({ "store_id": known.id });
    tx.append(NewEvent::new(workspace, "store.connected", known.id.0, actor.to_string()).with(payload))?;
    Ok(known)
}

/// A store that waits for keys which never came, or was taken away, may be connected anew.
fn is_in_use(known: &Store) -> bool {
    let waits = known.kind != StoreKind::Other && known.keys.is_none();
    known.state != StoreState::Disconnected && !waits
}

/// The same store, with its id and its orders, as if it were new.
pub(super) fn revived(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    before: &Store,
    name: &str,
    url: &StoreUrl,
) -> Result<Store, DbError> {
    let fresh = Store::new(before.workspace_id, before.id, name, url, secrets, tx.now);
    let revived = Store { created_at: before.created_at, last_event_at: before.last_event_at, ..fresh };
    store::update(tx, &revived)?;
    syncing::forget(tx, before.workspace_id, before.id)?;
    Ok(revived)
}

/// Keeps keys that were tried, and has the store read.
pub(super) fn take_keys(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    known: &mut Store,
    keys: &StoreKeys,
    tried: &Tried,
) -> Result<(), DbError> {
    match tried {
        Tried::Works(found) => apply_found(tx, secrets, known, found)?,
        Tried::Later(ailment) => {
            known.seal_keys(secrets, keys);
            store::update(tx, known)?;
            store::set_health(tx, known.workspace_id, known.id, Some(ailment))?;
        }
    }
    syncing::wake(tx, known.workspace_id, known.id)
}

/// Writes down how a store can be spoken to and what it is.
///
/// # Errors
/// Only those of the database.
pub(crate) fn apply_found(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    known: &mut Store,
    found: &Found,
) -> Result<(), DbError> {
    known.seal_connection(secrets, &found.connection);
    known.currency = Some(found.currency.to_string());
    known.time_zone.clone_from(&found.time_zone);
    known.version.clone_from(&found.version);
    if known.state == StoreState::Connecting {
        known.state = StoreState::Syncing;
    }
    known.webhooks = Webhooks {
        state: if found.may_write { WebhookState::Pending } else { WebhookState::NotAllowed },
        checked_at: None,
        ..known.webhooks
    };
    store::update(tx, known)?;
    store::set_health(tx, known.workspace_id, known.id, messages_ailment(known).as_ref())?;
    let payload = json!({ "store_id": known.id });
    tx.append(NewEvent::new(known.workspace_id, "store.connected", known.id.0, "system").with(payload))?;
    if let Some(now) = store::find(tx.db, known.workspace_id, known.id)? {
        *known = now;
    }
    Ok(())
}
