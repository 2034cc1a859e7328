//! Tokens that end: each is made new a quarter of an hour before, so that whoever asks a store finds one that opens it.
//!
//! What makes the next token is good for one use. So one node alone does it, by a lease, and the new pair is committed
//! together before anybody uses it.

use std::time::Duration;

use commerce::shopify::oauth::{self, AppKeys, NoGrant};
use commerce::shopify::{self, ShopUrl};
use database::events::NewEvent;
use database::{DbError, Tx, WorkspaceId};
use jiff::SignedDuration;
use people::App;
use serde_json::json;
use tokio::sync::watch;

use super::asking::GuardedHttp;
use super::connected_store::{Opener, Store, StoreId, StoreState};
use super::granting::ailment_of;
use super::health::{Ailment, HealthCode};
use super::speaking::Connection;
use super::store::{self, Granted};
use crate::syncing::{self, TurnError};

/// A token that ends within this time is made new.
const SOON: SignedDuration = SignedDuration::from_mins(15);
/// How long one node may take.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often tokens are looked at.
const PULSE: Duration = Duration::from_secs(30);

/// Keeps tokens fresh until `stop` turns true.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        renew_all(&app).await;
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PULSE) => {}
        }
    }
}

/// Makes all tokens new that end soon.
pub async fn renew_all(app: &App) {
    let until = app.database.now().plus(SOON);
    let due = app.database.read::<_, DbError, _>(move |db| store::ending(db, until)).await;
    match due {
        Ok(due) => {
            for (workspace, id) in due {
                if let Err(cause) = renew(app, workspace, id).await {
                    tracing::warn!(store = %id, %cause, "a store's token could not be made new; it is tried again");
                }
            }
        }
        Err(cause) => tracing::warn!(%cause, "the tokens that end could not be found"),
    }
}

/// Sees to it that a store's token opens it for a while.
///
/// # Errors
/// [`TurnError::Store`] when it has ended and can't be made new now.
pub(crate) async fn ensure(app: &App, workspace: WorkspaceId, id: StoreId) -> Result<(), TurnError> {
    let expires_at = app.database.read(move |db| store::ends_at(db, workspace, id)).await?;
    if expires_at.is_none_or(|at| at > app.database.now().plus(SOON)) {
        return Ok(());
    }
    let renewed = renew(app, workspace, id).await;
    let ends_at = app.database.read(move |db| store::ends_at(db, workspace, id)).await?;
    match ends_at {
        Some(at) if at <= app.database.now() => {
            renewed?;
            let ailment = Ailment::new(HealthCode::Busy, "the store's token is just being made new");
            Err(TurnError::Store { ailment, passing: true, wait: None })
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a store has a token that ends.
pub(crate) async fn is_renewed(app: &App, workspace: WorkspaceId, id: StoreId) -> bool {
    let ends_at = app.database.read::<_, DbError, _>(move |db| store::ends_at(db, workspace, id)).await;
    matches!(ends_at, Ok(Some(_)))
}

/// Makes one token new, unless another node is at it.
async fn renew(app: &App, workspace: WorkspaceId, id: StoreId) -> Result<(), TurnError> {
    let here = app.clone();
    let taken = app
        .database
        .write::<_, DbError, _>(move |tx| {
            let Some(granted) = store::lease_grant(tx, &here.secrets, workspace, id, SOON, LEASE)? else {
                return Ok(None);
            };
            Ok(store::find(tx.db, workspace, id)?.map(|known| (known, granted)))
        })
        .await?;
    let Some((known, granted)) = taken else { return Ok(()) };
    let Some((shop, keys)) = app_of(app, &known, &granted) else { return Ok(()) };
    let http = GuardedHttp::new(&app.guarded);
    let fresh = match oauth::refresh(&http, &shop, &keys, &granted.refresh_token).await {
        Ok(fresh) => fresh,
        Err(NoGrant::Store(error)) => return Err(error.into()),
        Err(error) => {
            let ailment = ailment_of(&error);
            return Ok(app.database.write(move |tx| shut_out(tx, workspace, id, &ailment)).await?);
        }
    };
    let parsed = shopify::Keys::parse(&fresh.access_token, keys.secret());
    let Ok(keys) = parsed else {
        let ailment = Ailment::new(HealthCode::Unreadable, "the new token is none");
        return Ok(app.database.write(move |tx| shut_out(tx, workspace, id, &ailment)).await?);
    };
    let here = app.clone();
    let keep = move |tx: &mut Tx<'_>| {
        let Some(mut known) = store::find(tx.db, workspace, id)?.filter(|known| known.keys.is_some()) else {
            return Ok(());
        };
        let Ok(Opener::Tried(Connection::Shopify(before))) = known.opener(&here.secrets) else {
            return Ok(());
        };
        let connection = shopify::Connection { keys, ..before };
        known.seal_connection(&here.secrets, &Connection::Shopify(connection));
        store::update(tx, &known)?;
        store::keep_grant(tx, &here.secrets, &known, &granted.client_id, fresh.renewal.as_ref())
    };
    Ok(app.database.write::<_, DbError, _>(keep).await?)
}

fn app_of(app: &App, known: &Store, granted: &Granted) -> Option<(ShopUrl, AppKeys)> {
    let Ok(Opener::Tried(Connection::Shopify(connection))) = known.opener(&app.secrets) else { return None };
    let keys = AppKeys::parse(&granted.client_id, connection.keys.api_secret()).ok()?;
    Some((connection.shop, keys))
}

/// The approval has ended: a person has to give it anew.
fn shut_out(tx: &mut Tx<'_>, workspace: WorkspaceId, id: StoreId, ailment: &Ailment) -> Result<(), DbError> {
    store::forget_grant(tx, workspace, id)?;
    store::set_state(tx, workspace, id, StoreState::Failed)?;
    if store::set_health(tx, workspace, id, Some(ailment))? {
        let payload = json!({ "store_id": id, "code": ailment.code, "state": ailment.code.state() });
        tx.append(NewEvent::new(workspace, "store.failed", id.0, "system").with(payload))?;
    }
    syncing::interrupt(tx, workspace, id)
}
