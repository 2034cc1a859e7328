//! Connecting a Shopify store by Shopify's own page (the authorization code grant).
//!
//! The owner has an app of their own at Shopify and enters its client id and secret. The merchant is sent to the store with a
//! one-time token in `state`, of which only the hash is kept, and comes back with a signed code. What comes back is believed
//! when nobody has used the token, it is no older than a quarter of an hour, the signature is of the app's secret and the store
//! is the one that was meant. Then the code is exchanged, what was granted is held against what is needed, and the store is
//! connected like one whose token was entered.

use commerce::shopify::oauth::{self, AppKeys, Grant, NoGrant};
use commerce::shopify::{self, Scopes, ShopUrl};
use commerce::woocommerce::authorize::RequestToken;
use database::secrets::fresh_token;
use database::{DbError, Tx, WorkspaceId, timers};
use people::App;
use people::audit::{self, Actor, ActorKind};
use serde_json::json;
use url::Url;

use super::asking::GuardedHttp;
use super::authorising::{Begun, GrantError, OVER, PATIENCE, own_address, waiting_store};
use super::connected_store::{Store, StoreId, StoreKind, StoreState, Webhooks};
use super::connecting::{self, Tried};
use super::health::{Ailment, HealthCode};
use super::speaking::StoreKeys;
use super::store::{self, Authorization};

/// What somebody entered to have a merchant asked.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub name: String,
    pub shop: ShopUrl,
    pub app: AppKeys,
    /// Also for orders older than 60 days, which Shopify lets only some apps ask for.
    pub all_orders: bool,
}

/// Where Shopify sends a merchant back to; it has to stand in the app's settings.
pub(super) fn return_address(app: &App) -> Url {
    own_address(app, "hooks/shopify/return")
}

/// Begins: a store without keys, and the page to send the merchant to. A connected store stays what it is meanwhile.
///
/// # Errors
/// [`GrantError::Known`] when a store of another kind is connected at this address.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    app: &App,
    workspace: WorkspaceId,
    actor: &Actor,
    asking: &Asking,
) -> Result<Begun, GrantError> {
    let token: RequestToken = fresh_token().parse()?;
    let mut known = waiting_store(tx, app, workspace, &asking.name, asking.shop.as_store_url())?;
    if known.kind != StoreKind::Shopify {
        if known.keys.is_some() || known.kind == StoreKind::Other {
            return Err(GrantError::Known);
        }
        known.kind = StoreKind::Shopify;
        store::update(tx, &known)?;
    }
    let expires_at = tx.now.plus(PATIENCE);
    store::remember_request(tx, &known, &token, expires_at)?;
    store::remember_app(tx, &app.secrets, &known, &asking.app)?;
    timers::set(tx, workspace, OVER, known.id.0, expires_at, &json!({}))?;
    let detail = json!({ "url": known.url, "client_id": asking.app.client_id() });
    audit::record(tx, workspace, actor, "store.authorization_begun", &known.id.to_string(), &detail)?;
    let mut scopes = Scopes::ASKED.to_vec();
    scopes.extend(asking.all_orders.then_some("read_all_orders"));
    let back = return_address(app);
    let page = oauth::page(&asking.shop, asking.app.client_id(), &scopes, &back, token.as_str());
    Ok(Begun { store: known.id, page })
}

/// What a merchant came back to: a store that waits, and the app it was asked about.
struct Waiting {
    request: Authorization,
    known: Store,
    app: AppKeys,
    shop: ShopUrl,
}

/// The merchant's browser came back; for which store, and whether it is connected now. Why it is not stands at the store.
///
/// # Errors
/// [`GrantError::Unknown`] and [`GrantError::Over`] when nobody was sent there, or too long ago.
pub(super) async fn came_back(app: &App, query: &str, ip: &str) -> Result<(StoreId, bool), GrantError> {
    let waiting = waiting(app, query).await?;
    let id = waiting.known.id;
    match granted(app, query, &waiting).await {
        Ok((keys, grant, tried)) => {
            let (app, database) = (app.clone(), app.database.clone());
            let actor = Actor { kind: ActorKind::System, ..Actor::stranger(ip) };
            database.write(move |tx| take(tx, &app, &waiting, &actor, &keys, &grant, &tried)).await?;
            Ok((id, true))
        }
        Err(Refused::Over) => Err(GrantError::Over),
        Err(Refused::Database(cause)) => Err(cause.into()),
        Err(Refused::Ailing(ailment)) => {
            tracing::info!(store = %id, %ailment, "a merchant came back from Shopify in vain");
            let workspace = waiting.known.workspace_id;
            let note = move |tx: &mut Tx<'_>| store::set_health(tx, workspace, id, Some(&ailment)).map(drop);
            app.database.write::<_, DbError, _>(note).await?;
            Ok((id, false))
        }
    }
}

/// Why nothing was granted.
enum Refused {
    Over,
    Ailing(Ailment),
    Database(DbError),
}

impl From<Ailment> for Refused {
    fn from(ailment: Ailment) -> Self {
        Self::Ailing(ailment)
    }
}

async fn waiting(app: &App, query: &str) -> Result<Waiting, GrantError> {
    let state = oauth::parameter(query, "state").ok_or(GrantError::Unknown)?;
    let token: RequestToken = state.parse().map_err(|_| GrantError::Unknown)?;
    let (here, now) = (app.clone(), app.database.now());
    app.database
        .read(move |db| {
            let request = store::request(db, &token)?.ok_or(GrantError::Unknown)?;
            if request.used_at.is_some() || request.expires_at < now {
                return Err(GrantError::Over);
            }
            let (workspace, id) = (request.workspace_id, request.store_id);
            let known = store::find(db, workspace, id)?.filter(|known| known.url == request.url);
            let known =
                known.filter(|known| known.state != StoreState::Disconnected).ok_or(GrantError::Over)?;
            let app = store::asked_app(db, &here.secrets, workspace, id)?.ok_or(GrantError::Unknown)?;
            let shop: ShopUrl = known.url.parse().map_err(|_| GrantError::Unknown)?;
            Ok(Waiting { request, known, app, shop })
        })
        .await
}

/// Believes what came back, or not, and gets the token for it.
async fn granted(
    app: &App,
    query: &str,
    waiting: &Waiting,
) -> Result<(shopify::Keys, Grant, Tried), Refused> {
    if let Some(error) = oauth::parameter(query, "error") {
        use_up(app, waiting).await?;
        return Err(Ailment::new(HealthCode::AuthorizationDenied, error).into());
    }
    let not_genuine =
        |why: &dyn std::fmt::Display| Ailment::new(HealthCode::AuthorizationNotGenuine, why.to_string());
    let now = app.database.now().timestamp();
    let agreed = oauth::verify(query, waiting.app.secret(), now).map_err(|why| not_genuine(&why))?;
    if waiting.shop.domain().is_some_and(|domain| domain != agreed.domain) {
        return Err(not_genuine(&format!("it is about {}", agreed.domain)).into());
    }
    use_up(app, waiting).await?;
    let http = GuardedHttp::new(&app.guarded);
    let grant = oauth::exchange(&http, &waiting.shop, &waiting.app, &agreed.code).await;
    let grant = grant.map_err(|error| ailment_of(&error))?;
    let missing = grant.scopes.missing();
    if !missing.is_empty() {
        let why = format!("the merchant granted no {}", missing.join(", "));
        return Err(Ailment::new(HealthCode::ScopesMissing, why).into());
    }
    let keys = shopify::Keys::parse(&grant.access_token, waiting.app.secret());
    let keys = keys.map_err(|why| Ailment::new(HealthCode::Unreadable, why.to_string()))?;
    let url = waiting.shop.as_store_url();
    let tried = connecting::try_keys(app, url, &StoreKeys::Shopify(keys.clone())).await?;
    Ok((keys, grant, tried))
}

/// What it means that there is no token.
pub(super) fn ailment_of(error: &NoGrant) -> Ailment {
    match error {
        NoGrant::BadApp => Ailment::new(HealthCode::AppRefused, error.to_string()),
        NoGrant::Ended => Ailment::new(HealthCode::GrantEnded, error.to_string()),
        NoGrant::Store(error) => Ailment::from(error),
    }
}

async fn use_up(app: &App, waiting: &Waiting) -> Result<(), Refused> {
    let request = waiting.request.clone();
    let used = app.database.write(move |tx| store::use_up(tx, &request)).await;
    if used.map_err(Refused::Database)? { Ok(()) } else { Err(Refused::Over) }
}

fn take(
    tx: &mut Tx<'_>,
    app: &App,
    waiting: &Waiting,
    actor: &Actor,
    keys: &shopify::Keys,
    grant: &Grant,
    tried: &Tried,
) -> Result<(), GrantError> {
    let (workspace, id) = (waiting.known.workspace_id, waiting.known.id);
    let mut known = store::find(tx.db, workspace, id)?.ok_or(GrantError::Over)?;
    if known.state == StoreState::Disconnected {
        return Err(GrantError::Over);
    }
    if known.state == StoreState::Failed {
        known.state = StoreState::Connecting;
    }
    // Webhooks are an app's own.
    known.webhooks = Webhooks::default();
    connecting::take_keys(tx, &app.secrets, &mut known, &StoreKeys::Shopify(keys.clone()), tried)?;
    store::forget_grant(tx, workspace, id)?;
    store::keep_grant(tx, &app.secrets, &known, waiting.app.client_id(), grant.renewal.as_ref())?;
    timers::cancel(tx, workspace, OVER, id.0)?;
    let detail = json!({ "client_id": waiting.app.client_id(), "key": keys.hint(), "scope": grant.scopes });
    audit::record(tx, workspace, actor, "store.keys_granted", &id.to_string(), &detail)?;
    Ok(())
}
