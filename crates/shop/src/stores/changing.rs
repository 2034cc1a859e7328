//! Changing a store that is connected: its name, new keys, a pause, a fresh reading, taking it away.

use database::events::NewEvent;
use database::secrets::Secrets;
use database::{DbError, Tx, WorkspaceId};
use people::App;
use people::audit::{self, Actor};
use serde_json::json;

use super::asking::GuardedHttp;
use super::connected_store::{Opener, Store, StoreId, StoreKind, StoreState};
use super::connecting::{self, Tried};
use super::speaking::{StoreClient, StoreKeys};
use super::store;
use crate::{syncing, webhooks};

/// What is to change.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub name: Option<String>,
    pub keys: Option<(StoreKeys, Tried)>,
    pub paused: Option<bool>,
}

impl Changes {
    /// Whether all stays as it is.
    pub(super) const fn is_nothing(&self) -> bool {
        self.name.is_none() && self.keys.is_none() && self.paused.is_none()
    }
}

/// Changes a store; `None` when there is no such store.
///
/// # Errors
/// Only those of the database.
pub(super) fn change(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    workspace: WorkspaceId,
    id: StoreId,
    actor: &Actor,
    changes: &Changes,
) -> Result<Option<Store>, DbError> {
    let Some(mut known) = present(tx, workspace, id)? else { return Ok(None) };
    if let Some(name) = &changes.name {
        known.name.clone_from(name);
    }
    match changes.paused {
        Some(true) => known.state = StoreState::Paused,
        Some(false) if known.state == StoreState::Paused => known.state = going_on(tx, &known)?,
        Some(false) | None => {}
    }
    store::update(tx, &known)?;
    if let Some((keys, tried)) = &changes.keys {
        store::forget_grant(tx, workspace, id)?;
        connecting::take_keys(tx, secrets, &mut known, keys, tried)?;
    }
    match changes.paused {
        Some(true) => syncing::interrupt(tx, workspace, id)?,
        Some(false) if known.kind != StoreKind::Other => syncing::wake(tx, workspace, id)?,
        Some(false) => {}
        None => {}
    }
    let detail = json!({
        "name": changes.name, "paused": changes.paused, "key": changes.keys.as_ref().map(|(keys, _)| keys.hint()),
    });
    audit::record(tx, workspace, actor, "store.updated", &id.to_string(), &detail)?;
    tell(tx, workspace, id, actor)?;
    Ok(Some(known))
}

fn present(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId) -> Result<Option<Store>, DbError> {
    Ok(store::find(tx.db, workspace, id)?.filter(|known| known.state != StoreState::Disconnected))
}

fn going_on(tx: &mut Tx<'_>, known: &Store) -> Result<StoreState, DbError> {
    if known.kind == StoreKind::Other {
        return Ok(StoreState::Ready);
    }
    let sync = syncing::find(tx.db, known.workspace_id, known.id)?;
    Ok(match sync {
        Some(sync) if sync.progress.past_is_read => StoreState::Ready,
        Some(_) | None if known.currency.is_some() => StoreState::Syncing,
        Some(_) | None => StoreState::Connecting,
    })
}

fn tell(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId, actor: &Actor) -> Result<(), DbError> {
    let payload = json!({ "store_id": id });
    tx.append(NewEvent::new(workspace, "store.updated", id.0, actor.to_string()).with(payload))?;
    Ok(())
}

/// Has all of a store read anew; `None` when there is no such store. One that is being read is read on.
///
/// # Errors
/// Only those of the database.
pub(super) fn read_anew(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    actor: &Actor,
) -> Result<Option<Store>, DbError> {
    let Some(known) = present(tx, workspace, id)? else { return Ok(None) };
    syncing::start_over(tx, workspace, id)?;
    audit::record(tx, workspace, actor, "store.sync_requested", &id.to_string(), &json!({}))?;
    tell(tx, workspace, id, actor)?;
    Ok(Some(known))
}

/// Takes a store away: its keys are forgotten at once, its messages to us are taken back if it can be reached.
///
/// # Errors
/// Only those of the database.
pub(super) async fn disconnect(
    app: &App,
    workspace: WorkspaceId,
    id: StoreId,
    actor: Actor,
) -> Result<bool, DbError> {
    let before = app
        .database
        .write(move |tx| {
            let Some(before) = present(tx, workspace, id)? else { return Ok(None) };
            let gone = Store { state: StoreState::Disconnected, keys: None, ..before.clone() };
            store::update(tx, &gone)?;
            store::set_health(tx, workspace, id, None)?;
            store::forget_grant(tx, workspace, id)?;
            syncing::forget(tx, workspace, id)?;
            audit::record(
                tx,
                workspace,
                &actor,
                "store.disconnected",
                &id.to_string(),
                &json!({ "url": gone.url }),
            )?;
            let payload = json!({ "store_id": id });
            tx.append(NewEvent::new(workspace, "store.disconnected", id.0, actor.to_string()).with(payload))?;
            Ok::<_, DbError>(Some(before))
        })
        .await?;
    let Some(before) = before else { return Ok(false) };
    if let Ok(Opener::Tried(connection)) = before.opener(&app.secrets) {
        let client = StoreClient::new(app, connection, GuardedHttp::new(&app.guarded));
        let address = webhooks::delivery_address(app, id);
        tokio::spawn(async move {
            if let Err(cause) = webhooks::take_back(&client, &address).await {
                tracing::info!(store = %id, %cause, "the webhooks of a store that was taken away stay there");
            }
        });
    }
    Ok(true)
}
