//! Trying a connected store now: does it answer, and do its keys still work?

use std::time::Duration;

use commerce::woocommerce::StoreUrl;
use database::events::NewEvent;
use database::secrets::Secrets;
use database::{DbError, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::App;
use serde_json::json;

use super::asking::GuardedHttp;
use super::connected_store::{Opener, Store, StoreId, StoreState};
use super::health::{Ailment, HealthCode};
use super::speaking::{Connection, Found, StoreKeys, find_out};
use super::{messages_ailment, store};
use crate::syncing;

/// How long a store may take for one answer while somebody waits for the outcome.
const PATIENCE: Duration = Duration::from_secs(15);

/// What trying a store showed.
#[derive(Debug)]
pub(super) struct Trial {
    /// What was found out, or what is wrong.
    pub found: Result<Connection, Ailment>,
    /// How long that took.
    pub took: SignedDuration,
}

/// Asks a store. `None`: nobody has given it keys yet.
pub(super) async fn ask(app: &App, known: &Store) -> Result<Option<Trial>, DbError> {
    let began = app.database.now();
    let found = match known.opener(&app.secrets) {
        Ok(Opener::Nothing) => return Ok(None),
        Ok(Opener::Untried(keys)) => probed(app, &known.address()?, &keys).await,
        Ok(Opener::Tried(connection)) => probed(app, &known.address()?, &connection.keys()).await,
        Err(cause) => Err(Ailment::new(HealthCode::KeysUnreadable, cause.to_string())),
    };
    Ok(Some(Trial { found, took: app.database.now().since(began) }))
}

async fn probed(app: &App, url: &StoreUrl, keys: &StoreKeys) -> Result<Connection, Ailment> {
    let http = GuardedHttp::with_patience(&app.guarded, PATIENCE);
    let tried = find_out(&http, app.database.clock(), url, keys).await;
    tried.map(|Found { connection, .. }| connection).map_err(|error| Ailment::from(&error))
}

/// Writes down how the store is doing, and which rights it has given since; one that answers again is read on at once.
///
/// # Errors
/// Only those of the database.
pub(super) fn note(
    tx: &mut Tx<'_>,
    secrets: &Secrets,
    workspace: WorkspaceId,
    id: StoreId,
    found: &Result<Connection, Ailment>,
) -> Result<(), DbError> {
    let Some(mut known) = store::find(tx.db, workspace, id)? else { return Ok(()) };
    if matches!(known.state, StoreState::Paused | StoreState::Disconnected) {
        return Ok(());
    }
    if let Ok(connection) = found
        && known.learn_rights(secrets, connection)
    {
        store::update(tx, &known)?;
    }
    let ailment = found.as_ref().err();
    let lasting = messages_ailment(&known);
    if store::set_health(tx, workspace, id, ailment.or(lasting.as_ref()))? {
        let payload = json!({ "store_id": id });
        tx.append(NewEvent::new(workspace, "store.updated", id.0, "system").with(payload))?;
    }
    if ailment.is_none() {
        syncing::wake(tx, workspace, id)?;
    }
    Ok(())
}
