//! Getting keys by the store's own page: the merchant agrees there, the store posts the keys here.
//!
//! What the store posts is unsigned and names no store. A one-time token travels with the merchant; only its hash is
//! kept, with the workspace, the store and its address, for a quarter of an hour. The keys are tried by the worker before
//! anything is believed: the store waits for our answer and can't answer us meanwhile.

use commerce::woocommerce::StoreUrl;
use commerce::woocommerce::authorize::{AuthorizeError, Granted, KeyRequest, RequestToken, Returned, Scope};
use database::secrets::fresh_token;
use database::{DbError, Tx, WorkspaceId, timers};
use jiff::SignedDuration;
use people::App;
use people::audit::{self, Actor, ActorKind};
use serde_json::json;
use url::Url;

use super::connected_store::{Store, StoreId, StoreState};
use super::health::{Ailment, HealthCode};
use super::speaking::StoreKeys;
use super::{connecting, store};
use crate::syncing;

/// How long a merchant may take.
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// The timer that ends the waiting.
pub(super) const OVER: &str = "timer.store_authorization";
/// Who asks, as the store's page shows it.
const APP_NAME: &str = "Tillside";

/// Why keys are not taken, or not asked for.
#[derive(Debug, thiserror::Error)]
pub(super) enum GrantError {
    /// The store's page would refuse the request, or what came is no grant.
    #[error(transparent)]
    Unusable(#[from] AuthorizeError),
    /// Nobody asked for these keys.
    #[error("nobody asked for these keys")]
    Unknown,
    /// They came too late, or a second time.
    #[error("the request for these keys has ended")]
    Over,
    /// The workspace took the store away: somebody there has to connect it.
    #[error("the store was taken away here")]
    TakenAway,
    /// A store of another kind is connected at this address.
    #[error("a store with this address is connected already")]
    Known,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Where to send a merchant who connects a store.
#[derive(Debug)]
pub(super) struct Begun {
    pub store: StoreId,
    pub page: Url,
}

/// Begins: a store without keys, and the page to send the merchant to.
///
/// # Errors
/// [`GrantError::Unusable`] when the store would refuse to post keys to this server.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    app: &App,
    workspace: WorkspaceId,
    actor: &Actor,
    name: &str,
    url: &StoreUrl,
) -> Result<Begun, GrantError> {
    let token: RequestToken = fresh_token().parse()?;
    let request = KeyRequest {
        app_name: APP_NAME.to_owned(),
        scope: Scope::ReadWrite,
        token: token.clone(),
        return_url: own_address(app, "hooks/woocommerce/return"),
        callback_url: own_address(app, "hooks/woocommerce/keys"),
    };
    let page = request.page(url)?;
    let known = waiting_store(tx, app, workspace, name, url)?;
    let expires_at = tx.now.plus(PATIENCE);
    store::remember_request(tx, &known, &token, expires_at)?;
    timers::set(tx, workspace, OVER, known.id.0, expires_at, &json!({}))?;
    let detail = json!({ "url": known.url });
    audit::record(tx, workspace, actor, "store.authorization_begun", &known.id.to_string(), &detail)?;
    Ok(Begun { store: known.id, page })
}

pub(super) fn own_address(app: &App, path: &str) -> Url {
    app.public_url.join(path).expect("a constant path below an address is an address")
}

/// A connected store asks for new keys and stays what it is until they come.
pub(super) fn waiting_store(
    tx: &mut Tx<'_>,
    app: &App,
    workspace: WorkspaceId,
    name: &str,
    url: &StoreUrl,
) -> Result<Store, DbError> {
    match store::find_url(tx.db, workspace, &url.to_string())? {
        Some(before) if before.state == StoreState::Disconnected => {
            connecting::revived(tx, &app.secrets, &before, name, url)
        }
        Some(known) => Ok(known),
        None => {
            let fresh = Store::new(workspace, tx.id(), name, url, &app.secrets, tx.now);
            store::insert(tx, &fresh)?;
            Ok(fresh)
        }
    }
}

/// The store posted keys.
///
/// # Errors
/// [`GrantError`]: on anything but success the store deletes the keys again and tells the merchant.
pub(super) async fn granted(app: &App, body: &[u8], ip: &str) -> Result<(), GrantError> {
    let granted = Granted::parse(body)?;
    let actor = Actor { kind: ActorKind::System, ..Actor::stranger(ip) };
    let (app, database) = (app.clone(), app.database.clone());
    database.write(move |tx| take(tx, &app, &granted, &actor)).await
}

fn take(tx: &mut Tx<'_>, app: &App, granted: &Granted, actor: &Actor) -> Result<(), GrantError> {
    let request = store::request(tx.db, &granted.token)?.ok_or(GrantError::Unknown)?;
    if request.expires_at < tx.now || !store::use_up(tx, &request)? {
        return Err(GrantError::Over);
    }
    let known = store::find(tx.db, request.workspace_id, request.store_id)?;
    let mut known = known.filter(|known| known.url == request.url).ok_or(GrantError::Over)?;
    if known.state == StoreState::Disconnected {
        return Err(GrantError::Over);
    }
    known.seal_keys(&app.secrets, &StoreKeys::WooCommerce(granted.keys.clone()));
    store::update(tx, &known)?;
    store::set_health(tx, known.workspace_id, known.id, None)?;
    timers::cancel(tx, known.workspace_id, OVER, known.id.0)?;
    syncing::wake(tx, known.workspace_id, known.id)?;
    let detail = json!({ "key": granted.keys.hint(), "scope": granted.scope.as_str() });
    audit::record(tx, known.workspace_id, actor, "store.keys_granted", &known.id.to_string(), &detail)?;
    Ok(())
}

/// The merchant's browser came back; whether they agreed, and for which store.
///
/// # Errors
/// [`GrantError::Unknown`] when nobody was sent there.
pub(super) async fn returned(app: &App, query: &str) -> Result<(StoreId, bool), GrantError> {
    let returned = Returned::parse(query)?;
    app.database
        .write(move |tx| {
            let request = store::request(tx.db, &returned.token)?.ok_or(GrantError::Unknown)?;
            if !returned.agreed && request.used_at.is_none() && request.expires_at >= tx.now {
                let denied = Ailment::new(HealthCode::AuthorizationDenied, "the merchant did not agree");
                store::set_health(tx, request.workspace_id, request.store_id, Some(&denied))?;
            }
            Ok((request.store_id, returned.agreed))
        })
        .await
}
