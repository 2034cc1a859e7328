//! Trying a connected store now: does it answer, and do its keys still work?

use std::time::Duration;

use commerce::woocommerce::StoreUrl;
use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::App;
use serde_json::json;

use super::asking::GuardedHttp;
use super::connected_store::{Opener, Store, StoreId, StoreState};
use super::health::{Ailment, HealthCode};
use super::speaking::{StoreKeys, find_out};
use super::{messages_ailment, store};
use crate::syncing;

/// How long a store may take for one answer while somebody waits for the outcome.
const PATIENCE: Duration = Duration::from_secs(15);

/// What trying a store showed.
#[derive(Debug)]
pub(super) struct Trial {
    /// What is wrong; none when it answered and the keys work.
    pub ailment: Option<Ailment>,
    /// How long that took.
    pub took: SignedDuration,
}

/// Asks a store. `None`: nobody has given it keys yet.
pub(super) async fn ask(app: &App, known: &Store) -> Result<Option<Trial>, DbError> {
    let began = app.database.now();
    let ailment = match known.opener(&app.secrets) {
        Ok(Opener::Nothing) => return Ok(None),
        Ok(Opener::Untried(keys)) => probed(app, &known.address()?, &keys).await,
        Ok(Opener::Tried(connection)) => probed(app, &known.address()?, &connection.keys()).await,
        Err(cause) => Some(Ailment::new(HealthCode::KeysUnreadable, cause.to_string())),
    };
    Ok(Some(Trial { ailment, took: app.database.now().since(began) }))
}

async fn probed(app: &App, url: &StoreUrl, keys: &StoreKeys) -> Option<Ailment> {
    let http = GuardedHttp::with_patience(&app.guarded, PATIENCE);
    let tried = find_out(&http, app.database.clock(), url, keys).await;
    tried.err().map(|error| Ailment::from(&error))
}

/// Writes down how the store is doing; one that answers again is read on at once.
///
/// # Errors
/// Only those of the database.
pub(super) fn note(
    tx: &mut Tx<'_>,
    workspace: WorkspaceId,
    id: StoreId,
    ailment: Option<&Ailment>,
) -> Result<(), DbError> {
    let Some(known) = store::find(tx.db, workspace, id)? else { return Ok(()) };
    if matches!(known.state, StoreState::Paused | StoreState::Disconnected) {
        return Ok(());
    }
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
